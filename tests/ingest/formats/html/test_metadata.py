# ruff: noqa: E501 - markup is easier to read unbroken
"""The metadata of pages: each field from each of its places, and which place wins."""

from __future__ import annotations

import pytest

from justicekb.edtf import Edtf
from justicekb.ingest import read
from justicekb.ingest.candidates import Candidate, best, is_reason, reason
from justicekb.ingest.formats.html.linkeddata import linked_data
from justicekb.ingest.genres.article.titles import alike, without_site

TEXT = (
    "<p>The members of the commission went through the building from morning to evening, and nobody stopped them.</p>"
)


@pytest.fixture
def page(vocabulary):
    def run(head="", body=""):
        html = f"<html><head>{head}</head><body><main>{body}{TEXT}{TEXT}</main></body></html>"
        return read(html.encode(), vocabulary, path="page.html")

    return run


def meta(**tags):
    return "".join(f'<meta property="{name.replace("__", ":")}" content="{value}">' for name, value in tags.items())


def data(text):
    return f'<script type="application/ld+json">{text}</script>'


# ── candidates ───────────────────────────────────────────────────────────────────────────────────────────


def test_reasons_are_told_from_warnings(page):
    document = page(
        "<title>Two freed - Court Times</title>", "<h1>Two freed</h1><time>2 April 2019</time><p>By Ana Diaz</p>"
    )
    assert len(document.notes) == 5
    assert all(map(is_reason, document.notes))
    assert not is_reason("3 damaged characters in the utf-16 text were replaced")


def test_the_best_candidate_is_the_first_of_the_highest():
    one, two, three = Candidate("a", 0.5, "here"), Candidate("b", 0.9, "there"), Candidate("c", 0.9, "elsewhere")
    assert best([one, two, three]) is two
    assert best([]) is None
    assert reason("title", two) == ("title from there",)
    assert reason("title", None) == ()


# ── titles ───────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("title", "left"),
    [
        ("Court frees two - Court Times", "Court frees two"),
        ("Court frees two | Court Times", "Court frees two"),
        ("Court Times: Court frees two", "Court Times: Court frees two"),
        ("Court Times » Court frees two", "Court frees two"),
        ("Court frees two – courttimes.example", "Court frees two"),
        ("Court frees two – at last", "Court frees two – at last"),
        ("Court frees two", "Court frees two"),
    ],
)
def test_the_name_of_the_site_is_cut_off(title, left):
    assert without_site(title, "Court Times", "courttimes.example") == left


def test_likeness_of_titles():
    assert alike("2018 Report: Northland", "Northland") == 1.0
    assert alike("Court frees two guards", "Court frees three guards") == 0.75
    assert alike("Court", "") == 0.0


@pytest.mark.parametrize(
    ("head", "body", "title"),
    [
        ("<title>Two freed - News</title>", "<h1>Two freed</h1>", "Two freed"),
        (meta(og__title="Northland", og__site_name="Bureau") + "<title>Northland - Bureau</title>", "<h1>2018 Report: Northland</h1>",
         "2018 Report: Northland"),
        (meta(og__title="Two men freed by court"), "<h1>Bureau of News</h1><h1>Two men freed by a court</h1>", "Two men freed by a court"),
        (data('{"@type": "Article", "headline": "Two &amp; more freed"}'), "", "Two & more freed"),
        ("<title>Two freed</title>", "", "Two freed"),
    ],
)  # fmt: skip
def test_title(page, head, body, title):
    assert page(head, body).title == title


def test_the_title_is_not_repeated_as_a_heading(page, outline):
    document = page("<title>Two freed - News</title>", "<h1>TWO FREED</h1>")
    assert outline(document, "title", "heading") == [("title", "TWO FREED")]


# ── dates ────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("head", "body", "day"),
    [
        (data('{"@type": "NewsArticle", "datePublished": "2019-04-02T10:00:00Z"}'), "", "2019-04-02"),
        (meta(article__published_time="2019-04-02T10:00:00Z"), "", "2019-04-02"),
        ('<meta itemprop="datePublished" content="2019-04-02">', "", "2019-04-02"),
        ("", '<time datetime="2019-04-02T10:00">yesterday</time>', "2019-04-02"),
        ("", "<time>2 April 2019</time>", "2019-04-02"),
        ("", '<div class="post-date">April 2, 2019</div>', "2019-04-02"),
        ("", "<p>Published 2 April 2019 | 3 min</p>", "2019-04-02"),
        ('<link rel="canonical" href="https://news.example/2019/04/02/two-freed">', "", "2019-04-02"),
        ("", "<div data-x='{&quot;datePublished&quot;:&quot;2019-04-02T10:00&quot;}'></div>", "2019-04-02"),
        (meta(article__modified_time="2020-01-01"), "<time class='updated' datetime='2020-01-01'></time><time class='published' datetime='2019-04-02'></time>",
         "2019-04-02"),
        (data('{"@type": "NewsArticle", "datePublished": "2019-04-02T22:30:00Z"}'), "<time datetime='2019-04-03T05:30:00+07:00'>3 April</time>",
         "2019-04-03"),
        (data('{"@type": "NewsArticle", "datePublished": "2019-04-02T22:30:00Z"}'), "<p>By Ana Diaz, 2 April 2019</p><time>3 April 2019</time>",
         "2019-04-02"),
        ("", "", None),
    ],
)  # fmt: skip
def test_published(page, head, body, day):
    assert page(head, body).published == (Edtf(day) if day else None)


# ── authors, publisher, address, language ────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("head", "body", "names"),
    [
        (data('{"@type": "NewsArticle", "author": {"name": "Ana Diaz"}}'), "", ["Ana Diaz"]),
        (data('{"@type": "NewsArticle", "author": ["Ana Diaz", "Bek Omar"]}'), "", ["Ana Diaz", "Bek Omar"]),
        (data('{"@graph": [{"@type": "NewsArticle", "author": {"@id": "#a"}}, {"@id": "#a", "@type": "Person", "name": "Ana Diaz"}]}'), "",
         ["Ana Diaz"]),
        ('<meta name="author" content="Ana Diaz, Bek Omar">', "", ["Ana Diaz", "Bek Omar"]),
        ('<meta name="citation_author" content="Diaz"><meta name="citation_author" content="Omar">', "", ["Diaz", "Omar"]),
        ("", '<a rel="author" href="/a">Ana Diaz</a>', ["Ana Diaz"]),
        ("", '<span itemprop="author">Ana Diaz</span>', ["Ana Diaz"]),
        ("", '<a href="/author/ana-diaz/">Ana Diaz</a>', ["Ana Diaz"]),
        ("", '<p class="byline">By Ana Diaz</p>', ["Ana Diaz"]),
        ("", "<p>By Ana Diaz</p>", ["Ana Diaz"]),
        ("", "<div data-x='{&quot;authors&quot;:[{&quot;name&quot;:&quot;Ana Diaz&quot;,&quot;bio&quot;:1}]}'></div>", ["Ana Diaz"]),
        ('<meta name="author" content="admin">', "<p>By Ana Diaz</p>", ["Ana Diaz"]),
        ("", "", []),
    ],
)  # fmt: skip
def test_authors(page, head, body, names):
    assert [author.name for author in page(head, body).authors] == names


def test_publisher_and_address(page):
    document = page(meta(og__site_name="Court Times", og__url="https://courttimes.example/a"))
    assert document.publisher == "Court Times"
    assert document.url == "https://courttimes.example/a"
    assert page('<link rel="canonical" href="https://www.courttimes.example/b">').publisher == "courttimes.example"
    assert page().publisher is None


def test_the_site_beside_the_title(page):
    document = page("<title>Two freed - Court Times</title>", "<h1>Two freed</h1>")
    assert document.publisher == "Court Times"
    assert page("<title>Court Times » Two freed</title>", "<h1>Two freed</h1>").publisher == "Court Times"
    both = "<h1>Court Times</h1><h1>Two men freed at last</h1>"
    assert page("<title>Two men freed at last - Court Times</title>", both).publisher == "Court Times"
    assert page("<title>Two - or more - freed</title>", "<h1>Some freed</h1>").publisher is None


def test_the_period_in_a_subtitle(page):
    document = page("<title>World Report: Northland</title>", "<p>Events of 2019</p>")
    assert (document.period, document.kind) == (Edtf("2019"), "report")


def test_scholarly_tags(page):
    document = page(
        '<meta name="citation_title" content="Visits"><meta name="citation_doi" content="doi:10.1000/1"><meta name="citation_issn" '
        'content="1234-5678"><meta name="citation_journal_title" content="Journal of Visits"><meta name="citation_volume" content="3">'
    )  # fmt: skip
    assert (document.doi, document.issn, document.container, document.volume) == (
        "10.1000/1",
        "1234-5678",
        "Journal of Visits",
        "3",
    )
    assert document.kind == "journal_paper"


def test_language(vocabulary):
    html = f'<html lang="fr-CA"><body>{TEXT}</body></html>'
    assert read(html.encode(), vocabulary, path="p.html").language == "fr"
    assert read(TEXT.encode(), vocabulary, path="p.html").language == "en"


# ── linked data ──────────────────────────────────────────────────────────────────────────────────────────


def test_linked_data_of_a_report():
    found = linked_data([
        '{"@graph": [{"@type": "WebPage", "@id": "#p", "datePublished": "2019-03-13", "inLanguage": "en-US"},'
        '{"@type": "BreadcrumbList", "itemListElement": [{"@type": "ListItem", "position": 1, "item": {"name": "2018 Reports"}}]},'
        '{"@type": "WebSite", "name": "Bureau of Rights"}]}'
    ])  # fmt: skip
    assert (found.published, found.language, found.site) == ("2019-03-13", "en-US", "Bureau of Rights")
    assert found.breadcrumb == ("2018 Reports",)


@pytest.mark.parametrize(
    "text",
    ["", "not json", "[1, 2, null]", '{"@type": 3}', '{"@graph": {"@graph": []}}', '{"a": ' * 50 + "1" + "}" * 50],
)
def test_broken_linked_data_is_passed_over(text):
    assert linked_data([text]).headline is None
