# ruff: noqa: E501 - markup is easier to read unbroken
"""TEI papers, each rule from a few lines of XML."""

from __future__ import annotations

import pytest

from justicekb.ingest import read

TEI = "http://www.tei-c.org/ns/1.0"
HEADER = "<fileDesc><titleStmt><title>Visits</title></titleStmt>{}</fileDesc>"


PLAIN = HEADER.format("")


@pytest.fixture
def tei(vocabulary):
    def run(body="<p>Words.</p>", header=PLAIN, back=""):
        xml = (
            f'<?xml version="1.0"?><TEI xmlns="{TEI}"><teiHeader>{header}</teiHeader>'
            f"<text><body>{body}</body><back>{back}</back></text></TEI>"
        )
        return read(xml.encode(), vocabulary, path="a.tei.xml")

    return run


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("<div><head n='2.1'>Cells</head><p>Cold.</p></div>", [("heading", "2.1 Cells"), ("paragraph", "Cold.")]),
        ("<div><head n='2'>2 Cells</head></div>", [("heading", "2 Cells")]),
        ("<list><item>one</item><item>two</item></list>", [("list_item", "one"), ("list_item", "two")]),
        (
            "<p>Before <list><item>one</item></list> and after.</p>",
            [("paragraph", "Before"), ("list_item", "one"), ("paragraph", "and after.")],
        ),
        (
            "<p>In 2005<note n='3'>See there.</note> it began.</p>",
            [("paragraph", "In 2005 it began."), ("footnote", "3 See there.")],
        ),
        ("<p>In <ref>[4]</ref> and <hi>later</hi>.</p>", [("paragraph", "In [4] and later.")]),
        ("<quote>So it was.</quote><l>A verse</l>", [("block_quote", "So it was."), ("block_quote", "A verse")]),
        ("<note n='1'>A note.</note>", [("footnote", "1 A note.")]),
        (
            "<figure><head>Table 1</head><figDesc>Visits by year</figDesc></figure>",
            [("caption", "Table 1. Visits by year")],
        ),
        ("<figure><head>Figure 2:</head><figDesc>Gate</figDesc></figure>", [("caption", "Figure 2: Gate")]),
        ("<figure><figDesc>Only words</figDesc></figure>", [("caption", "Only words")]),
        (
            "<table><row role='label'><cell>Year</cell><cell>Sort</cell></row><row><cell>2012</cell><cell/></row></table>",
            [("table_row", "Year | Sort"), ("table_row", "2012")],
        ),
        ("<fw>Page 3</fw><formula>x</formula><p>Words.</p>", [("paragraph", "Words.")]),
    ],
)
def test_elements(tei, outline, body, expected):
    assert outline(tei(body)) == [("title", "Visits"), *expected]


def test_headings_have_the_depth_of_their_number(tei):
    levels = [b.level for b in tei("<div><head n='3.2.1'>A</head><p>x</p></div>").blocks if b.kind == "heading"]
    assert levels == [3]


def test_the_row_that_is_a_label_names_the_columns(tei):
    table = "<table><row role='label'><cell>Sort</cell><cell>Kind</cell></row><row><cell>a</cell><cell>b</cell></row></table>"
    assert [b.level for b in tei(table).blocks if b.kind == "table_row"] == [1, None]


def test_references_as_printed_or_put_together(tei, outline):
    back = (
        "<listBibl><bibl>Diaz, A. Old visits. 2009.</bibl>"
        "<biblStruct><note type='raw_reference'>Omar B., New visits, 2010</note></biblStruct>"
        "<biblStruct><analytic><title>Third visits</title><author><persName><forename>Can</forename><surname>Kaya"
        "</surname></persName></author></analytic><monogr><title>Journal of Visits</title><imprint>"
        "<biblScope unit='volume'>4</biblScope><date when='2011'/></imprint></monogr></biblStruct></listBibl>"
    )
    found = outline(tei(back=back), "heading", "reference")
    assert found[:3] == [
        ("heading", "References"), ("reference", "Diaz, A. Old visits. 2009."), ("reference", "Omar B., New visits, 2010"),
    ]  # fmt: skip
    assert all(words in found[3][1] for words in ("Kaya", "2011", "Third visits", "Journal of Visits", "4"))


@pytest.mark.parametrize(
    ("date", "published"),
    [
        ("<date when='2014-05-03'/>", "2014-05-03"),
        ("<date>2014-05</date>", "2014-05"),
        ("<date when='2014-13-40'/><date when='2014'/>", "2014"),
        ("<date>spring</date>", "None"),
    ],
)
def test_dates(tei, date, published):
    document = tei(header=HEADER.format(f"<publicationStmt><publisher>Press</publisher>{date}</publicationStmt>"))
    assert (str(document.published), document.publisher) == (published, "Press")


def test_the_work_in_its_journal(tei):
    work = (
        "<sourceDesc><biblStruct><analytic><title>Visits counted</title><author><persName><forename>Ana</forename>"
        "<surname>Diaz</surname></persName><affiliation><orgName>Institute</orgName><country>Northland</country>"
        "</affiliation></author></analytic><monogr><title>Journal of Visits</title><imprint>"
        "<biblScope unit='volume'>7</biblScope><biblScope unit='issue'>2</biblScope>"
        "<biblScope unit='page' from='11' to='19'/></imprint></monogr><idno type='DOI'>10.1000/jv.1</idno>"
        "<idno type='ISSN'>1234-5678</idno></biblStruct></sourceDesc>"
    )
    document = tei(header=HEADER.format(work))
    assert (document.title, document.container, document.kind) == (
        "Visits counted",
        "Journal of Visits",
        "journal_paper",
    )
    assert [(a.name, a.affiliation) for a in document.authors] == [("Ana Diaz", "Institute, Northland")]
    assert (document.volume, document.issue, document.pages) == ("7", "2", "11-19")
    assert (document.doi, document.issn) == ("10.1000/jv.1", "1234-5678")
    assert document.url == "https://doi.org/10.1000/jv.1"


@pytest.mark.parametrize("words", ["<term>visits</term><term>prisons</term>", "visits; prisons"])
def test_keywords(tei, words):
    header = f"{PLAIN}<profileDesc><textClass><keywords>{words}</keywords></textClass></profileDesc>"
    assert tei(header=header).keywords == ("visits", "prisons")


def test_the_abstract_is_text_too(tei, outline):
    header = f"{PLAIN}<profileDesc><abstract><p>We count visits.</p></abstract></profileDesc>"
    document = tei(header=header)
    assert (document.abstract, document.kind) == ("We count visits.", "journal_paper")
    assert outline(document)[1:3] == [("heading", "Abstract"), ("paragraph", "We count visits.")]
