# ruff: noqa: E501 - markup is easier to read unbroken
"""Web pages: what is text and what is furniture, the structure of the text, and the metadata chosen."""

from __future__ import annotations

import importlib.util
import json
import re
from pathlib import Path

import pytest

from justicekb.edtf import Edtf
from justicekb.errors import SourceError
from justicekb.ingest import read

_SPEC = importlib.util.spec_from_file_location("pages", Path(__file__).with_name("pages.py"))
pages = importlib.util.module_from_spec(_SPEC)
_SPEC.loader.exec_module(pages)

SENTENCE = "The members of the commission went through the building from morning to evening, and nobody stopped them."


@pytest.fixture
def page(vocabulary):
    def run(html):
        return read(html.encode(), vocabulary, path="page.html")

    return run


@pytest.fixture
def body(page):
    """The blocks of a page that holds the markup between two paragraphs."""

    def run(markup):
        document = page(f"<html><body><main><p>{SENTENCE}</p>{markup}<p>{SENTENCE}</p></main></body></html>")
        blocks = [(b.kind, b.span.of(document.text)) for b in document.body.blocks]
        return [b for b in blocks if b != ("paragraph", SENTENCE)]

    return run


# ── whole pages ──────────────────────────────────────────────────────────────────────────────────────────


def test_a_release(page, outline):
    document = page(pages.RELEASE)
    assert outline(document) == [
        ("title", "Mission trains prison monitors in the south"),
        ("byline", "12 March 2014"),
        ("caption", "Monitors at work, 11 March 2014. (Photo: A. Person)"),
        ("paragraph", "OSH, 12 March 2014 – Some 30 monitors took part in a course that the mission supported and that ended today."),
        ("paragraph", "“The monitors will be able to write down what they see,” said Ana Diaz, Head of the Mission. "
         "The course was the second one in the region and will be held again."),
        ("list_item", "visits without notice,"),
        ("list_item", "talks in private."),
        ("table_row", "Year | Visits"),
        ("table_row", "2012 | 18"),
        ("table_row", "2013 | 44"),
        ("paragraph", "Next steps: A third course is planned for the 17th of May in a cell of 4 m²."),
        ("block_quote", "No one shall be punished twice for the same offence."),
        ("boilerplate", "Notes to editors"),
        ("boilerplate", "The mission has worked in the region since 1999."),
        ("boilerplate", "Media contact: press@mission.example"),
        ("footnote", "The mission opened in 1999."),
    ]  # fmt: skip
    assert document.kind == "press_release"
    assert document.publisher == "The Mission"
    assert document.published == Edtf("2014-03-12")
    assert document.url == "https://mission.example/press-releases/4711"
    assert document.language == "en"


def test_an_article(page, outline):
    document = page(pages.ARTICLE)
    text = [words for _, words in outline(document, "paragraph", "block_quote", "heading")]
    assert text[0] == "Two men who spent a year in custody walk out of the court room."
    assert text[1].startswith("A court in the north")
    assert "What the judge said" in text
    assert sum(words.startswith("The members") for words in text) == 3
    assert not any(
        word in document.body.text
        for word in ("cookies", "READ MORE", "Subscribe", "Advertisement", "comment", "beside")
    )
    assert outline(document, "boilerplate") == [
        ("boilerplate", "Ana Diaz is a reporter who has covered the courts of the north since 2008.")
    ]
    assert (document.kind, document.title, document.publisher) == ("article", "Court frees two guards", "Court Times")
    assert [author.name for author in document.authors] == ["Ana Diaz", "Bek Omar"]
    assert document.published == Edtf("2019-04-02")
    assert document.keywords == ("courts", "prisons")


def test_a_report_and_its_table_of_contents(page, outline):
    document = page(pages.report())
    headings = [(b.level, b.span.of(document.text)) for b in document.blocks if b.kind == "heading"]
    assert headings[:3] == [
        (2, "Section 1. Rights of b-class prisoners"), (3, "a. Visits"), (2, "Section 2. Rights of c-class prisoners"),
    ]  # fmt: skip
    assert len([h for h in headings if h[0] == 2]) == 3
    assert ("paragraph", "Administration: Complaints went to the governor.") in outline(document)
    assert document.title == "2018 Country Reports on Prison Practices: Northland"
    assert (document.kind, document.period, document.published) == ("report", Edtf("2018"), Edtf("2019-03-13"))


def test_the_reasons_for_the_metadata_are_kept(page):
    notes = page(pages.ARTICLE).notes
    assert "date from the page's linked data" in notes
    assert "publisher from the meta tag og:site_name" in notes
    assert any(note.startswith("kind: ") for note in notes)


def test_a_page_without_text_says_so(page):
    with pytest.raises(SourceError, match="no text"):
        page(
            "<html><body><nav><a href='/'>Home</a></nav><script>let x = 'a long text of nothing'</script></body></html>"
        )


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("<nav>Menu</nav><h1>Notice</h1><p>The office is closed on Friday.</p>", [("paragraph", "The office is closed on Friday.")]),
        ("<h1>Closed</h1><ul><li>the office</li><li>the archive</li><li>the yard</li></ul>",
         [("list_item", "the office"), ("list_item", "the archive"), ("list_item", "the yard")]),
        ("<h1>Visits</h1><table><tr><td>Year</td><td>Visits</td></tr><tr><td>2012</td><td>18</td></tr></table>",
         [("table_row", "Year | Visits"), ("table_row", "2012 | 18")]),
    ],
)  # fmt: skip
def test_pages_of_few_words(page, outline, body, expected):
    assert [b for b in outline(page(f"<html><body>{body}</body></html>")) if b[0] != "title"] == expected


def test_a_table_outside_the_text_is_a_part_of_it(page, outline):
    rows = "".join(
        f"<tr><td>Colony number {n}</td><td>{n * 7} visits in the year of the report</td></tr>" for n in range(12)
    )
    document = page(
        f"<html><body><div><h1>Visits</h1><div><p>{SENTENCE}</p></div><div><table>{rows}</table></div></div></body></html>"
    )
    assert len(outline(document, "table_row")) == 12


def test_a_misnamed_element_that_holds_the_text_is_text(page, outline):
    document = page(
        f"<html><body><h1>Visit</h1><div class='sidebar widget'><p>{SENTENCE}</p><p>{SENTENCE}</p></div></body></html>"
    )
    assert outline(document, "paragraph") == [("paragraph", SENTENCE)] * 2


@pytest.mark.parametrize(
    "name",
    [
        "elementor-element elementor-widget elementor-widget-text-editor",
        "post hentry tag-share category-comments",
        "wp-block-group",
    ],
)
def test_names_that_publishing_systems_give_to_everything(page, outline, name):
    parts = "".join(f"<div class='{name}'><p>{SENTENCE}</p></div>" for _ in range(4))
    assert len(outline(page(f"<html><body><main>{parts}</main></body></html>"), "paragraph")) == 4


def test_broken_markup_is_read(page):
    document = page(
        f"<title>Visit</title><p>{SENTENCE}<div><p>{SENTENCE}</b></p>" + "<div>" * 400 + "<p>deep down there are words"
    )
    assert document.text.count("nobody stopped them") == 2
    assert "deep down" in document.text


@pytest.mark.parametrize("end", ["</body></html>", "</html>", "</body></html>\n<!-- served -->\n", "</body><body>"])
def test_what_stands_behind_the_end_of_a_page_is_read(page, end):
    document = page(f"<html><body><p>{SENTENCE}</p>{end}Zulabo said so.<p>Zukopi: {SENTENCE}</p></body></html>")
    assert "Zulabo said so." in document.text
    assert f"Zukopi: {SENTENCE}" in document.body.text


# ── structure ────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        ("<div>Bare words, long enough to be text.</div>", [("paragraph", "Bare words, long enough to be text.")]),
        ("Loose <b>bold</b> <i>words</i> here.<br><br>And more.", [("paragraph", "Loose bold words here."), ("paragraph", "And more.")]),
        ("<p>One<br>line.</p>", [("paragraph", "One line.")]),
        ("<p>Line one,\n   line two.</p>", [("paragraph", "Line one, line two.")]),
        ("<h2><span>1.</span> Cells</h2><p>Cold ones.</p>", [("heading", "1. Cells"), ("paragraph", "Cold ones.")]),
        ("<ul><li>one<ul><li>one and a half</li></ul></li><li><p>two</p></li></ul>",
         [("list_item", "one"), ("list_item", "one and a half"), ("list_item", "two")]),
        ("<ul><li><h3>Cells</h3><p>They are cold.</p><p>They are wet.</p></li></ul>",
         [("heading", "Cells"), ("paragraph", "They are cold."), ("paragraph", "They are wet.")]),
        ("<dl><dt>Remand</dt><dd>custody before trial</dd></dl>", [("paragraph", "Remand"), ("list_item", "custody before trial")]),
        ("<blockquote><p>So it was.</p></blockquote>", [("block_quote", "So it was.")]),
        ("<figure><img><div>At the gate.</div></figure>", [("caption", "At the gate.")]),
        ("<div class='wp-caption'><img><p class='wp-caption-text'>At the gate.</p></div>", [("caption", "At the gate.")]),
        ("<div><img><div>Two men at the gate of the colony.</div></div>", [("caption", "Two men at the gate of the colony.")]),
        ("<table><tr><td><p>" + "layout " * 100 + "</p></td><td>b</td></tr></table>",
         [("paragraph", ("layout " * 100).strip()), ("paragraph", "b")]),
        ("<table><tr><td>a</td><td>1</td></tr><tr><td></td><td>2</td></tr></table>", [("table_row", "a | 1"), ("table_row", "2")]),
        ("<p>in 2005<sup>3</sup>, twice<sup>[4]</sup> on the 1<sup>st</sup></p>", [("paragraph", "in 2005, twice on the 1st")]),
        ("<p id='_ftn2'>[2] See there.</p>", [("footnote", "[2] See there.")]),
        ("<p>visible<span class='sr-only'> unseen</span><span style='display: none'> hidden</span></p>", [("paragraph", "visible")]),
        ("<p>soft\u00adened</p>", [("paragraph", "softened")]),
        ("<p>&laquo;A &amp; B&raquo;</p>", [("paragraph", "«A & B»")]),
        ("<p>· · ·</p>", []),
    ],
)  # fmt: skip
def test_elements(body, markup, expected):
    assert body(markup) == expected


@pytest.mark.parametrize(
    "markup",
    [
        "<nav><p>Home, courts and prisons</p></nav>",
        "<div class='share-bar'><p>Share this story with your friends.</p></div>",
        "<div class='newsletterSignup'><p>The best of the week, every Friday.</p></div>",
        "<div id='related-stories'><h3>More</h3><p>A story about another prison.</p></div>",
        "<p><a href='/x'>A line that is only a link to somewhere else on this site</a></p>",
        "<p>Read more: The other story</p>",
        "<p>Advertisement</p>",
        "<div role='complementary'><p>Beside the text.</p></div>",
        "<div class='hidden'><p>Shown by a script at some time.</p></div>",
        "<article><h3>Teaser</h3><p>Of another page, with its first lines.</p></article>",
        "<form><p>Write to us about anything.</p></form>",
        "<h3>One</h3><h3>Two</h3><h3>Three</h3><h3>Four</h3>",
    ],
)
def test_furniture_is_no_part_of_the_text_and_kept_behind_it(body, page, markup):
    assert [b for b in body(markup) if b != ("heading", "Four")] == []
    document = page(f"<html><body><main><p>{SENTENCE}</p>{markup}<p>{SENTENCE}</p></main></body></html>")
    kinds = [b.kind for b in document.blocks]
    kept = " ".join(b.span.of(document.text) for b in document.blocks if b.kind == "furniture")
    assert kinds.count("furniture") == 1
    assert kinds[-1] == "furniture"
    assert all(word in document.text for word in re.findall(r"\w+", re.sub("<[^>]*>", " ", markup)))
    assert SENTENCE not in kept


def test_links_inside_a_page_are_no_furniture(body):
    assert body("<p><a href='#s1'>The first section of this very report</a></p>") == [
        ("paragraph", "The first section of this very report")
    ]


def test_what_follows_related_articles_is_cut(page):
    tail = "<h2>Related articles</h2><p>A first line of another story, which has a full stop.</p>"
    document = page(f"<html><body><main><h1>Visit</h1>{('<p>' + SENTENCE + '</p>') * 4}{tail}</main></body></html>")
    assert "another story" not in document.body.text


def test_what_follows_the_end_of_a_release_is_boilerplate(page, outline):
    notes = "<p>ENDS</p><p>*The experts: Ms. Ana Diaz and Mr. Bek Omar.</p>"
    document = page(f"<html><body><main><h1>Visit</h1>{('<p>' + SENTENCE + '</p>') * 3}{notes}</main></body></html>")
    assert outline(document, "boilerplate") == [("boilerplate", "*The experts: Ms. Ana Diaz and Mr. Bek Omar.")]
    assert "ENDS" not in document.body.text


def test_a_page_of_posts_keeps_its_posts(page):
    posts = "".join(f"<article><h3>Post {n}</h3><p>{SENTENCE}</p></article>" for n in range(8))
    document = page(f"<html><body><main><h1>Live</h1>{posts}</main></body></html>")
    assert document.text.count("nobody stopped them") == 8


def test_a_page_that_scripts_fill_in_is_read_from_its_data(page, outline):
    lines = [f"{SENTENCE} This was visit {n}." for n in range(8)]
    data = json.dumps({"@type": "NewsArticle", "headline": "Visits", "articleBody": "\n\n".join(lines)})
    document = page(
        f'<html><body><script type="application/ld+json">{data}</script><main><h1>Visits</h1><p>{SENTENCE}</p></main></body></html>'
    )
    assert outline(document) == [("title", "Visits"), *(("paragraph", line) for line in lines)]


def test_a_summary_in_the_data_does_not_replace_the_text(page):
    data = json.dumps({"@type": "NewsArticle", "headline": "Visits", "articleBody": "A short word about it."})
    document = page(
        f'<html><body><script type="application/ld+json">{data}</script><main><p>{SENTENCE}</p></main></body></html>'
    )
    assert SENTENCE in document.text
    assert "short word" not in document.body.text


def test_a_page_that_is_xml_too(page):
    head = '<?xml version="1.0" encoding="utf-8"?><!DOCTYPE html><html xmlns="http://www.w3.org/1999/xhtml">'
    assert SENTENCE in page(f"{head}<body><p>{SENTENCE}</p></body></html>").text


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("By Ana Diaz", "byline"),
        ("By the end of the year", "paragraph"),
        ("Published by the commission", "byline"),
        ("3 May 2014, 10.15", "byline"),
        ("Osh, May 2014", "byline"),
        ("Twelve visits in May", "paragraph"),
    ],
)
def test_lines_between_the_title_and_the_text(page, outline, line, kind):
    document = page(
        f"<html><body><article><h1>Visit</h1><div>{line}</div><p>{SENTENCE} {SENTENCE}</p></article></body></html>"
    )
    assert outline(document)[1] == (kind, line)


def test_a_part_about_the_issuer_is_boilerplate_though_much_follows_it(page, outline):
    about, notes = "<h4>About the Monitor</h4><p>It observes trials.</p>", f"<h4>Sources</h4><p>{SENTENCE}</p>" * 2
    document = page(
        f"<html><body><main><h1>Visit</h1><p>{SENTENCE} {SENTENCE}</p><p>{SENTENCE}</p>{about}{notes}</main></body></html>"
    )
    assert outline(document, "boilerplate") == [
        ("boilerplate", "About the Monitor"),
        ("boilerplate", "It observes trials."),
    ]
    assert outline(document, "heading") == [("heading", "Sources")] * 2


def test_a_part_about_something_in_the_first_half_is_text(page, outline):
    about = f"<h4>About the Monitor</h4><p>{SENTENCE}</p>"
    document = page(
        f"<html><body><main><h1>Visit</h1>{about}<h4>Visits</h4>" + f"<p>{SENTENCE}</p>" * 6 + "</main></body></html>"
    )
    assert outline(document, "boilerplate") == [("boilerplate", "About the Monitor")]
