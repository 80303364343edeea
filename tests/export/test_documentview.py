"""A document as HTML: every word stays, marks and list lead to each other, and nothing of it becomes markup."""

from __future__ import annotations

import re

from bs4 import BeautifulSoup

from justicekb.edtf import Edtf
from justicekb.export.documents.page import document_page
from justicekb.export.documents.view import DocumentView, list_html, listed, switches_html, text_html
from justicekb.model import Block, DateMention, Document, Fact, Figure, Mention, Participant, Quote
from justicekb.spans import Span

TEXT = "Jails <b>\n\nPeru closed “old & cold” jails in 2011.\n\nOsh | 117 | 1997"


def span(words):
    start = TEXT.index(words)
    return Span(start, start + len(words))


def record(kind, words, **fields):
    return kind(
        document="doc-1", span=span(words), evidence=span("Peru closed “old & cold” jails in 2011."), rule="r", **fields
    )


def view(*records):
    blocks = (
        Block(kind="heading", span=span("Jails <b>"), level=1, page=1),
        Block(kind="paragraph", span=span("Peru closed “old & cold” jails in 2011."), page=2),
        Block(kind="table_row", span=span("Osh | 117 | 1997"), page=2),
    )
    document = Document(path="a.txt", sha256="ab" * 32, media_type="text/plain", text=TEXT, blocks=blocks)
    return DocumentView(document, records)


PERU = record(Mention, "Peru", type="place", name="Peru", text="Peru", entity="place:peru", canonical="Peru")
FACT = record(Fact, "closed “old & cold” jails in 2011", type="closure", date=Edtf("2011"),
              participants=(Participant(role="agent", name="Peru", entity="place:peru"),))  # fmt: skip
DATE = record(DateMention, "in 2011", text="in 2011", edtf=Edtf("2011"))
QUOTE = record(Quote, "“old & cold”", text="old & cold", direct=True, speaker="Rosa")
CELL = record(Figure, "117", value=117, unit="count", measure="jails")


def test_overlapping_marks_cut_the_text_and_lose_nothing():
    page = BeautifulSoup(text_html(view(PERU, FACT, DATE, QUOTE, CELL)), "lxml")
    paragraph = page.find("p")
    paragraph.select_one(".page").decompose()
    assert paragraph.get_text() == "Peru closed “old & cold” jails in 2011."
    assert [(a["class"][1:], a.get_text()) for a in paragraph.find_all("a")] == [
        (["k-name"], "Peru"),
        (["k-fact"], "closed "),
        (["k-fact", "k-quote"], "“old & cold”"),
        (["k-fact"], " jails "),
        (["k-fact", "k-date"], "in 2011"),
    ]


def test_marks_lead_to_the_list_and_back():
    found = view(PERU, FACT, DATE, QUOTE, CELL)
    text, beside = (BeautifulSoup(html, "lxml") for html in (text_html(found), list_html(found)))
    for one in found.records:
        assert text.find(id=f"m-{one.id}") is not None
        assert beside.find(id=f"r-{one.id}") is not None
        assert beside.find("a", href=f"#m-{one.id}") is not None
        assert text.find("a", href=f"#r-{one.id}") is not None


def test_the_target_is_marked_across_marks():
    page = BeautifulSoup(text_html(view(PERU, FACT), FACT.evidence), "lxml")
    assert "".join(m.get_text() for m in page.find_all("mark")) == "Peru closed “old & cold” jails in 2011."
    assert len(page.find_all(id="words")) == 1


def test_rows_are_tables_and_pages_are_signed():
    page = BeautifulSoup(text_html(view(CELL)), "lxml")
    assert [td.get_text() for td in page.select("td")] == ["Osh", "117", "1997"]
    assert page.select_one("td a").get_text() == "117"
    assert [sign["id"] for sign in page.select(".page")] == ["page-1", "page-2"]
    assert page.find("b") is None


def test_names_are_put_together_with_every_place():
    other = record(Mention, "old & cold", type="place", name="x", text="x", entity="place:peru", canonical="Peru")
    (line,) = listed(view(PERU, other), "name")
    assert (line.label, line.records) == ("Peru", (PERU.id, other.id))
    (fact,) = listed(view(FACT), "fact")
    assert (fact.label, fact.page) == ("2011 · closure · Peru", 2)


def test_the_page_is_one_file_with_a_policy_that_lets_nothing_in():
    page = BeautifulSoup(document_page(view(PERU, FACT)), "lxml")
    policy = page.find("meta", {"http-equiv": "Content-Security-Policy"})["content"]
    assert re.fullmatch(r"default-src 'none'; style-src 'sha256-[\w+/=]+'", policy)
    assert page.find_all(["script", "link", "img"]) == []
    assert not page.find_all(style=True)
    assert len(BeautifulSoup(switches_html(), "lxml").find_all("input")) == 6
