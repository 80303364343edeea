"""Every page by itself: status, title, headings, and what must stand on it."""

from __future__ import annotations

import contextlib
import itertools
import re

import pytest
from bs4 import BeautifulSoup
from starlette.testclient import TestClient

import justicekb
from justicekb.config import Settings
from justicekb.web import create_app
from justicekb.web.paging import Pages

QUESTION = "When was Kazakhstan's National Preventive Mechanism created?"


@pytest.fixture(scope="module")
def base(sample_base):
    with justicekb.open(sample_base) as kb:
        yield kb


@pytest.fixture(scope="module")
def fact(base):
    return next(f for f in base.facts() if f.record.type == "ratification").record


def soup(response):
    assert response.status_code == 200, response.text[:500]
    return BeautifulSoup(response.text, "lxml")


def flat(node):
    return " ".join(node.get_text(" ").split())


PAGES = [
    "/", "/search", "/search?q=prison", "/search?q=xyzzyq", f"/ask?q={QUESTION}", "/ask", "/entities",
    "/entities?type=law", "/entities/place:kazakhstan", "/conflicts", "/laws", "/sources", "/status", "/records/facts",
    "/records/figures?entity=Kazakhstan", "/records/quotes", "/cite", "/verify", "/docs", "/keys",
]  # fmt: skip


@pytest.mark.parametrize("address", PAGES)
def test_every_page_has_a_title_one_main_heading_and_headings_in_order(client, address):
    page = soup(client.get(address))
    assert page.title.string.endswith("justicekb")
    assert len(page.find_all("h1")) == 1
    levels = [int(h.name[1]) for h in page.find_all(re.compile(r"^h[1-6]$"))]
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in itertools.pairwise(levels))
    ids = [tag["id"] for tag in page.find_all(id=True)]
    assert len(ids) == len(set(ids))
    assert not page.find_all(style=True)
    assert not page.find_all("script", src=None)
    fields = page.select("input:not([type=hidden]), textarea, select")
    labelled = {label.get("for") for label in page.find_all("label")}
    assert [f for f in fields if f.get("id") not in labelled and f.find_parent("label") is None] == []


@pytest.mark.parametrize("address", PAGES)
def test_every_link_of_our_own_leads_somewhere(client, address):
    page = soup(client.get(address))
    links = {a["href"].partition("#")[0] for a in page.find_all("a", href=True) if a["href"].startswith("/")}
    for link in sorted(links)[:25]:
        assert client.get(link).status_code == 200, link


def test_the_box_leads_to_an_answer_an_entity_or_a_search(client):
    def leads(typed):
        return client.get("/go", params={"q": typed}, follow_redirects=False).headers["location"]

    assert leads(QUESTION).startswith("/ask?q=When+was")
    assert leads("who heads the coalition").startswith("/ask?")
    assert leads("kazakhstan") == "/entities/place:kazakhstan"
    assert leads("prison health").startswith("/search?q=prison")
    assert leads("  ") == "/"


def test_an_empty_base_says_what_to_do(tmp_path):
    with TestClient(create_app(Settings(home=tmp_path / "none")), base_url="http://localhost:8765") as empty:
        page = soup(empty.get("/"))
        assert "Nothing has been read yet" in flat(page)
        assert "ingest corpus" in flat(page)
        assert "no knowledge base here yet" in flat(soup(empty.get("/status")))
        refused = empty.get("/search?q=prison")
        assert refused.status_code == 503
        assert "holds no knowledge base" in refused.text


# ── answers and searches ─────────────────────────────────────────────────────────────────────────────────


def test_a_disputed_answer_shows_both_sides_with_their_sentences(client, base):
    page = soup(client.get("/ask", params={"q": QUESTION}))
    answer = base.ask(QUESTION)
    assert answer.status == "disputed"
    sides = page.select(".side")
    assert [flat(side.h2) for side in sides] == ["2 July 2013", "2014"]
    for side, value in zip(sides, answer.answers, strict=True):
        assert [" ".join(c.sentence.split()) for c in value.evidence] == [flat(q) for q in side.find_all("blockquote")]


def test_what_is_not_found_shows_near_sentences_as_no_answer(client):
    page = soup(client.get("/ask", params={"q": "How many women are in prison in Tajikistan?"}))
    assert "Not found." in flat(page.select_one(".notice.none"))
    assert "which are no answer" in flat(page.select_one(".nearest h2"))
    assert page.select(".nearest blockquote")
    assert page.select(".answer-value") == []


def test_a_question_that_asks_several_things_is_answered_part_by_part(client, base):
    question = "When did Kazakhstan abolish the death penalty, and how many prisoners were there in 2018?"
    page = soup(client.get("/ask", params={"q": question}))
    parts = base.ask(question).parts
    assert len(parts) == 2
    assert [flat(h) for h in page.select("main section > h2")] == [part.question for part in parts]
    assert len(page.select("h3.answer-value")) == sum(len(part.answers) for part in parts)


def test_a_search_marks_words_counts_facets_and_can_be_narrowed(client):
    page = soup(client.get("/search", params={"q": "prison"}))
    assert {flat(mark).lower() for mark in page.select(".passage mark")} & {"prison", "prisons"}
    report = page.select_one('.facets a[href*="kind=report"]')
    narrowed = soup(client.get(report["href"]))
    told = int(re.search(r"of (\d+) passage", flat(narrowed.select_one(".summary")))[1])
    assert told == int(flat(report.small))
    assert "kind: report" in flat(narrowed.select_one(".active"))
    assert flat(page.select_one("#facet-country + ul a span")) == "Kazakhstan"


def test_dates_of_publication_and_of_events_are_two_filters(client):
    def total(**given):
        page = soup(client.get("/search", params={"q": "*", **given}))
        found = re.search(r"of (\d+) passage", flat(page.select_one(".summary")))
        return int(found[1]) if found else 0

    published, happened = total(published_from="2014", published_to="2014"), total(event_from="2014", event_to="2014")
    assert 0 < published < total()
    assert 0 < happened < total()
    assert published != happened
    assert total(published_from="2014", published_to="2014", event_from="1998", event_to="1998") < published


def test_pages_of_a_search_follow_each_other_without_a_ceiling(client):
    first = client.get("/search.json", params={"q": "*"}).json()
    seen = [hit["passage"] for hit in first["hits"]]
    for page in range(2, -(-first["total"] // 20) + 1):
        seen += [hit["passage"] for hit in client.get("/search.json", params={"q": "*", "page": page}).json()["hits"]]
    assert len(seen) == len(set(seen)) == first["total"]
    beyond = client.get("/search", params={"q": "*", "page": 999})
    assert beyond.status_code == 200


def test_a_slip_of_the_pen_is_mended(client):
    page = soup(client.get("/search", params={"q": "prisson"}))
    assert page.find("a", href="/search?q=prison") is not None


def test_what_is_on_the_screen_is_there_as_csv_and_json(client):
    rows = client.get("/search.csv", params={"q": "prison"})
    assert rows.headers["content-type"].startswith("text/csv")
    lines = rows.text.splitlines()
    assert lines[0].startswith("passage,document,source,title")
    told = client.get("/search.json", params={"q": "prison"}).json()
    assert told["hits"][0]["passage"] in lines[1]


def test_a_faulty_query_is_told_with_its_place(client):
    page = client.get("/search", params={"q": 'prison "health'})
    assert page.status_code == 400
    assert "at character" in page.text


def test_the_numbers_offered_are_the_ends_and_the_near_ones():
    assert Pages(1, 0, 20).offered == [1]
    assert Pages(7, 400, 20).offered == [1, None, 5, 6, 7, 8, 9, None, 20]
    assert (Pages(3, 45, 20).first_shown, Pages(3, 45, 20).last_shown) == (41, 45)


# ── documents ────────────────────────────────────────────────────────────────────────────────────────────


def test_a_document_opens_on_the_evidence(client, base, fact):
    page = soup(client.get(f"/documents/{fact.document}", params={"at": fact.id}))
    marked = "".join(mark.get_text() for mark in page.select("article mark"))
    assert marked == base.records.text(fact.document, fact.evidence)
    assert len(page.select("#words")) == 1
    assert "tells of ratification" in flat(page.select_one(".notice"))


def test_marks_and_list_lead_to_each_other(client, fact):
    page = soup(client.get(f"/documents/{fact.document}"))
    ids = {tag["id"] for tag in page.find_all(id=True)}
    assert f"m-{fact.id}" in ids
    assert f"r-{fact.id}" in ids
    inside = [a["href"] for a in page.find_all("a", href=re.compile("^#[mr]-"))]
    assert len(inside) > 20
    assert {href[1:] for href in inside} <= ids


def test_the_text_is_whole_whatever_is_marked(client, base):
    for document in base.records.documents():
        page = soup(client.get(f"/documents/{document.id}"))
        text = base.records.document(document.id)
        shown = page.select_one("article.text")
        for sign in shown.select(".page, .furniture summary"):
            sign.decompose()
        said = "".join(shown.get_text().split())
        blocks = (b.span.of(text.text).replace(" | " if b.kind == "table_row" else "\0", "") for b in text.blocks)
        assert said == "".join("".join(blocks).split()), document.path


def test_metadata_comes_with_its_reasons(client, base):
    document = next(d for d in base.records.documents() if d.notes)
    page = soup(client.get(f"/documents/{document.id}"))
    about = flat(page.select_one("dl.about"))
    assert document.sha256 in about
    assert all(" ".join(note.split()) in about for note in document.notes)


def test_a_pdf_shows_its_page_with_the_words_marked(client, base, sample_home):
    document = next(d for d in base.records.documents() if d.media_type == "application/pdf")
    figure = next(iter(base.figures(where=justicekb.RecordFilter(documents=(document.id,))))).record
    with contextlib.chdir(sample_home):
        page = soup(client.get(f"/documents/{document.id}", params={"at": figure.id}))
        picture = client.get(page.select_one("figure.facsimile image")["href"])
    assert page.select("figure.facsimile rect")
    assert picture.headers["content-type"] == "image/png"
    assert picture.content.startswith(b"\x89PNG")


def test_a_pdf_whose_file_is_gone_shows_its_text_alone(client, base, tmp_path):
    document = next(d for d in base.records.documents() if d.media_type == "application/pdf")
    with contextlib.chdir(tmp_path):
        page = soup(client.get(f"/documents/{document.id}"))
        assert client.get(f"/documents/{document.id}/pages/1.png").status_code == 404
    assert page.select("figure.facsimile") == []
    assert page.select("article p")


def test_a_document_is_also_one_file_that_loads_nothing(client, fact):
    response = client.get(f"/documents/{fact.document}/document.html")
    page = soup(response)
    assert "attachment" in response.headers["content-disposition"]
    assert page.find_all(["script", "link", "img"]) == []
    assert "default-src 'none'" in page.find("meta", {"http-equiv": "Content-Security-Policy"})["content"]
    assert page.find(id=f"m-{fact.id}") is not None


# ── entities, laws, sources ──────────────────────────────────────────────────────────────────────────────


def test_an_entity_has_its_timeline_as_a_picture_and_a_list(client, base):
    page = soup(client.get("/entities/place:kazakhstan"))
    entries = base.timeline("place:kazakhstan")
    assert [li["id"] for li in page.select("li.entry")] == [entry.id for entry in entries]
    drawn = [a["href"] for a in page.select("svg.timeline a")]
    assert sorted(drawn) == sorted(f"#{entry.id}" for entry in entries)
    assert page.select("#together + ul a")
    assert page.select("#sources")


@pytest.mark.parametrize("format_", ["json", "jsonl", "csv", "timelinejs", "ics", "html", "svg", "markdown"])
def test_a_timeline_leaves_in_every_format(client, format_):
    response = client.get(f"/entities/place:kazakhstan/timeline.{format_}")
    assert response.status_code == 200
    assert "attachment" in response.headers["content-disposition"]
    assert "1998" in response.text


def test_an_unknown_format_or_name_says_so(client):
    assert "no format" in client.get("/entities/place:kazakhstan/timeline.docx").text
    missing = client.get("/entities/Nowhereland")
    assert missing.status_code == 404
    assert "nothing in the knowledge base is called" in missing.text


def test_figures_over_time_are_drawn(client, base):
    series = [s for s in base.browse.over_time(base.figures("place:kazakhstan")) if s.dates > 1]
    page = soup(client.get("/entities/place:kazakhstan"))
    assert series
    assert len(page.select(".charts figure")) == min(len(series), 6)
    assert len(page.select(".charts figure rect")) == sum(len(s.figures) for s in series[:6])


def test_conflicts_stand_side_by_side(client, base):
    page = soup(client.get("/conflicts"))
    assert len(page.select("main section[data-step]")) == len(base.conflicts()) > 0
    assert all(len(section.select(".side")) > 1 for section in page.select("main section[data-step]"))


def test_the_matrix_of_treaties_leads_to_the_sentences(client, base):
    page = soup(client.get("/laws"))
    matrix = base.browse.treaties()
    links = page.select("table.matrix td a")
    assert len(links) == sum(len(facts) for facts in matrix.cells.values()) > 0
    assert all("?at=" in link["href"] for link in links)


def test_sources_stand_by_publisher_and_year(client, base):
    page = soup(client.get("/sources"))
    assert len(page.select("main table.data:not(.shelves) tbody tr")) == base.records.counts().documents
    publisher = page.select_one('.facets a[href*="publisher="]')
    narrowed = soup(client.get(publisher["href"]))
    assert len(narrowed.select("main table.data:not(.shelves) tbody tr")) == int(flat(publisher.small))
    assert page.select("table.shelves td a")


def test_records_are_tables_that_can_be_narrowed(client):
    page = soup(client.get("/records/facts", params={"type": "ratification", "entity": "Kazakhstan"}))
    rows = page.select("tbody tr")
    assert rows
    assert all("ratification" in flat(row) for row in rows)
    told = client.get("/records/facts.json", params={"type": "ratification", "entity": "Kazakhstan"}).json()
    assert len(told) == len(rows)
    csv = client.get("/records/figures.csv").text.splitlines()
    assert csv[0].startswith("record,id,source")
    assert client.get("/records/facts", params={"date": "not a date"}).status_code == 400


# ── citing and verifying ─────────────────────────────────────────────────────────────────────────────────


def test_a_record_is_cited_in_every_format(client, base, fact):
    page = soup(client.get("/cite", params={"id": fact.id}))
    texts = [pre.get_text() for pre in page.find_all("pre")]
    assert base.records.text(fact.document, fact.evidence) in texts[0]
    assert any('"type"' in text for text in texts)
    assert any(text.startswith("@") for text in texts)
    assert any(text.startswith("TY  -") for text in texts)


def test_the_basket_is_kept_cited_at_once_and_emptied(client, base):
    ids = [c.record.id for c in list(base.facts())[:3]]
    for id_ in [*ids, "<script>", ids[0]]:
        kept = client.post("/basket", data={"add": id_, "back": "/search"}, follow_redirects=False)
        assert kept.headers["location"] == "/search"
    page = soup(client.get("/cite"))
    assert len(page.select("section.citation")) == 3
    bib = client.get("/cite/references.bibtex")
    assert bib.text.count("\n@") + bib.text.startswith("@") == 3
    assert len(client.get("/cite/references.csl-json").json()) == 3
    client.post("/basket", data={"remove": ids[0]})
    assert len(soup(client.get("/cite")).select("section.citation")) == 2
    client.post("/basket", data={"remove": "all"})
    assert "The basket is empty" in client.get("/cite").text
    assert (
        client.post("/basket", data={"back": "//evil.example"}, follow_redirects=False).headers["location"] == "/cite"
    )


def test_a_draft_is_marked_with_verdicts_and_evidence(client):
    draft = "Kazakhstan's National Preventive Mechanism was created in 2009.\r\n\r\nThere are 400 <b>moons</b>."
    page = soup(client.post("/verify", data={"draft": draft}))
    shown = page.select_one(".draft")
    for number in shown.find_all("sup"):
        number.decompose()
    assert shown.get_text() == draft.replace("\r\n", "\n")
    wrong = page.select_one(".draft a.r-contradicted")
    assert wrong.get_text() == "2009"
    assert "Sources say 2014" in flat(page.select_one(f"{wrong['href']}"))


def test_a_draft_can_be_a_file(client):
    file = ("draft.md", b"# Draft\n\nKazakhstan ratified the Convention against Torture in 1998.", "text/markdown")
    page = soup(client.post("/verify", files={"file": file}))
    assert page.select(".draft a.r-supported")
    broken = client.post("/verify", files={"file": ("draft.pdf", b"%PDF-nonsense", "application/pdf")})
    assert broken.status_code == 422
    assert "Traceback" not in broken.text
