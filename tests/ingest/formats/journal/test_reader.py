"""Journal XML: JATS, TEI and Crossref deposits of our own making."""

from __future__ import annotations

import pytest

from justicekb.errors import SourceError
from justicekb.ingest.formats.journal.reader import read_journal
from justicekb.ingest.mediatype import JATS as JATS_TYPE
from justicekb.ingest.mediatype import TEI as TEI_TYPE
from justicekb.ingest.mediatype import media_type

JATS = """<?xml version="1.0"?>
<!DOCTYPE article PUBLIC "-//NLM//DTD JATS v1.2//EN" "JATS-archivearticle1.dtd">
<article xmlns:xlink="http://www.w3.org/1999/xlink" article-type="research-article" xml:lang="en">
<front>
 <journal-meta>
  <journal-title-group><journal-title>Annals of Custody</journal-title></journal-title-group>
  <issn pub-type="ppub">1234-5678</issn><issn pub-type="epub">2345-678X</issn>
  <publisher><publisher-name>Dala Press</publisher-name></publisher>
 </journal-meta>
 <article-meta>
  <article-id pub-id-type="doi">10.5555/annals.2014.7</article-id>
  <title-group><article-title>Visits without notice<xref ref-type="fn" rid="n1">*</xref></article-title>
   <subtitle>What monitors see</subtitle></title-group>
  <contrib-group>
   <contrib contrib-type="author"><name><surname>Abenova</surname><given-names>Gulnar</given-names></name>
    <xref ref-type="aff" rid="a1">1</xref></contrib>
   <contrib contrib-type="author"><collab>Council of Visitors</collab></contrib>
   <contrib contrib-type="editor"><name><surname>Ek</surname><given-names>Sara</given-names></name></contrib>
   <aff id="a1"><label>1</label><institution>Institute of Custody</institution>, <country>Kazakhstan</country></aff>
  </contrib-group>
  <pub-date pub-type="collection"><year>2015</year></pub-date>
  <pub-date pub-type="epub"><day>3</day><month>12</month><year>2014</year></pub-date>
  <volume>12</volume><issue>3</issue><fpage>41</fpage><lpage>58</lpage>
  <abstract>
   <p>We counted forty visits. None was announced to anybody who worked in the places that were visited.</p></abstract>
  <trans-abstract xml:lang="ru"><title>Аннотация</title>
   <p>Мы посчитали сорок посещений, и ни об одном из них не было сообщено заранее.</p></trans-abstract>
  <kwd-group><kwd>prisons</kwd><kwd>visits</kwd></kwd-group>
 </article-meta>
</front>
<body>
 <sec><label>1</label><title>Introduction</title>
  <p>Monitors come unannounced.<sup><xref ref-type="bibr" rid="r1">1</xref></sup>
   They see &ndash; and hear &ndash; more
   <xref ref-type="bibr" rid="r2">(Borisov 2009)</xref>.<fn
   id="n2"><label>2</label><p>A note of our own.</p></fn> They go on.</p>
  <list list-type="bullet"><list-item><p>Cells are opened.</p></list-item>
   <list-item><p>Files are read.</p></list-item></list>
  <sec><title>Methods</title>
   <p>Before the list: <list><list-item><p>inside a paragraph</p></list-item></list> after it.</p>
   <disp-quote><p>Nobody asked us.</p></disp-quote></sec>
 </sec>
 <sec><title>Results</title>
  <table-wrap><label>Table 1</label><caption><p>Visits by year</p></caption>
   <table><tr><th>Year</th><th>Visits</th></tr><tr><td>2013</td><td>18</td></tr></table></table-wrap>
  <fig><label>Figure 1.</label><caption><p>A map of visits</p></caption><graphic xlink:href="f1.png"/></fig>
 </sec>
</body>
<back>
 <ack><p>We thank the monitors.</p></ack>
 <ref-list><title>Literature</title>
  <ref id="r1"><label>1</label>
   <element-citation publication-type="journal"><person-group person-group-type="author">
   <name><surname>Dahl</surname><given-names>Mette</given-names></name>
   <name><surname>Ek</surname><given-names>S.</given-names></name>
   </person-group><article-title>Counting complaints</article-title>
   <source>Nordic Review</source><year>2011</year>
   <volume>4</volume><issue>2</issue><fpage>7</fpage><lpage>29</lpage><pub-id pub-id-type="doi">10.5555/nr.4.7</pub-id>
   </element-citation></ref>
  <ref id="r2"><mixed-citation>
   <name><surname>Borisov</surname>, <given-names>K.</given-names></name> (<year>2009</year>).
   <source>The Closed Door</source>. Almaty: Dala Press.</mixed-citation></ref>
 </ref-list>
</back>
</article>"""

TEI = """<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:lang="en"><teiHeader><fileDesc>
 <titleStmt><title>Visits without notice</title></titleStmt>
 <publicationStmt><publisher>Dala Press</publisher></publicationStmt>
 <sourceDesc><biblStruct><analytic>
  <author><persName><forename>Gulnar</forename><surname>Abenova</surname></persName>
   <affiliation><orgName>Institute of Custody</orgName></affiliation></author>
  <title>Visits without notice</title><idno type="DOI">10.5555/annals.2014.7</idno></analytic>
  <monogr><title>Annals of Custody</title><imprint><date when="2014-12">December 2014</date>
   <biblScope unit="volume">12</biblScope><biblScope unit="issue">3</biblScope>
   <biblScope unit="page" from="41" to="58"/></imprint></monogr></biblStruct></sourceDesc></fileDesc>
 <profileDesc><abstract><p>We counted forty visits.</p></abstract>
  <textClass><keywords><term>prisons</term></keywords></textClass></profileDesc></teiHeader>
 <text><body><div><head n="1">Introduction</head>
  <p>Monitors come unannounced.<note n="1">A note of our own.</note> They go on.</p>
  <div><head n="1.1">Methods</head><list><item>Cells are opened.</item></list></div></div>
  <figure><head>Table 1</head><figDesc>Visits by year</figDesc>
   <table><row><cell>2013</cell><cell>18</cell></row></table></figure>
 </body><back><div><listBibl><biblStruct><analytic><title>Counting complaints</title>
  <author><persName><forename>Mette</forename><surname>Dahl</surname></persName></author></analytic>
  <monogr><title>Nordic Review</title>
   <imprint><date when="2011"/><biblScope unit="volume">4</biblScope></imprint></monogr>
 </biblStruct></listBibl></div></back></text></TEI>"""

CROSSREF = """<doi_batch xmlns="http://www.crossref.org/schema/5.3.1">
 <head><registrant>Dala Press</registrant></head><body><journal>
 <journal_metadata><full_title>Annals of Custody</full_title><issn>2345-678X</issn></journal_metadata>
 <journal_issue><journal_volume><volume>12</volume></journal_volume><issue>3</issue></journal_issue>
 <journal_article><titles><title>Visits without
   notice</title></titles><contributors>
  <person_name contributor_role="author"><given_name>Gulnar</given_name><surname>Abenova</surname></person_name>
  <person_name contributor_role="editor"><given_name>Sara</given_name><surname>Ek</surname></person_name></contributors>
 <publication_date><month>12</month><day>3</day><year>2014</year></publication_date>
 <doi_data><doi>10.5555/annals.2014.7</doi></doi_data>
 <citation_list>
  <citation key="a"><unstructured_citation>Dahl, M. (2011). Counting complaints.</unstructured_citation></citation>
  <citation key="b"><article_title>On Complaints</article_title>
   <author>Zhumabekova</author><cYear>2005</cYear></citation>
 </citation_list>
 </journal_article></journal></body></doi_batch>"""


@pytest.fixture
def read(document_from):
    def run(text):
        data = text.encode()
        return document_from(read_journal, data, "paper.xml", "application/jats+xml")

    return run


@pytest.fixture
def jats(read):
    return read(JATS)


def test_jats_metadata(jats):
    assert jats.kind == "journal_paper"
    assert jats.title == "Visits without notice: What monitors see"
    assert [(a.name, a.affiliation) for a in jats.authors] == [
        ("Gulnar Abenova", "Institute of Custody, Kazakhstan"),
        ("Council of Visitors", "Institute of Custody, Kazakhstan"),
    ]
    assert (jats.container, jats.issn, jats.publisher) == ("Annals of Custody", "2345-678X", "Dala Press")
    assert (jats.volume, jats.issue, jats.pages, str(jats.published)) == ("12", "3", "41-58", "2014-12-03")
    assert (jats.doi, jats.url) == ("10.5555/annals.2014.7", "https://doi.org/10.5555/annals.2014.7")
    assert jats.keywords == ("prisons", "visits")
    assert jats.abstract.startswith("We counted forty visits.")


def test_jats_headings_have_levels(jats):
    found = [(b.level, b.span.of(jats.text)) for b in jats.blocks if b.kind == "heading"]
    assert found == [
        (1, "Abstract"), (1, "Аннотация"), (1, "1 Introduction"), (2, "Methods"), (1, "Results"),
        (1, "Acknowledgements"), (1, "Literature"),
    ]  # fmt: skip


def test_an_abstract_in_another_language_bears_it(jats):
    languages = {b.span.of(jats.text)[:10]: b.language for b in jats.blocks}
    assert languages["Мы посчита"] == "ru"
    assert languages["Аннотация"] == "ru"
    assert languages["We counted"] == "en"


def test_jats_paragraphs_keep_their_words_and_lose_the_marks(jats, outline):
    paragraphs = [text for _, text in outline(jats, "paragraph")]
    assert "Monitors come unannounced. They see – and hear – more (Borisov 2009)." in paragraphs
    assert "They go on." in paragraphs
    assert paragraphs.index("Before the list:") + 1 == paragraphs.index("after it.")


def test_jats_lists_quotes_notes_tables(jats, outline):
    assert [text for _, text in outline(jats, "list_item")] == [
        "Cells are opened.",
        "Files are read.",
        "inside a paragraph",
    ]
    assert outline(jats, "block_quote", "footnote") == [
        ("footnote", "2 A note of our own."), ("block_quote", "Nobody asked us."),
    ]  # fmt: skip
    assert outline(jats, "caption", "table_row") == [
        ("caption", "Table 1. Visits by year"), ("table_row", "Year | Visits"), ("table_row", "2013 | 18"),
        ("caption", "Figure 1. A map of visits"),
    ]  # fmt: skip


def test_jats_references_are_printed_in_one_form(jats, outline):
    assert [text for _, text in outline(jats, "reference")] == [
        "[1] Dahl, M., & Ek, S. (2011). Counting complaints. Nordic Review, 4(2), 7–29. https://doi.org/10.5555/nr.4.7",
        "Borisov, K. (2009). The Closed Door. Almaty: Dala Press.",
    ]


def test_the_year_of_the_copyright_is_used_where_no_date_is_and_said(read):
    text = JATS.replace('<pub-date pub-type="collection"><year>2015</year></pub-date>', "").replace(
        '<pub-date pub-type="epub"><day>3</day><month>12</month><year>2014</year></pub-date>',
        "<permissions><copyright-year>2013</copyright-year></permissions>",
    )
    document = read(text)
    assert str(document.published) == "2013"
    assert any("copyright" in note for note in document.notes)


def test_tei(read, outline):
    document = read(TEI)
    assert (document.title, document.container, document.kind) == (
        "Visits without notice", "Annals of Custody", "journal_paper",
    )  # fmt: skip
    assert [(a.name, a.affiliation) for a in document.authors] == [("Gulnar Abenova", "Institute of Custody")]
    assert (document.volume, document.issue, document.pages, str(document.published)) == ("12", "3", "41-58", "2014-12")
    assert document.doi == "10.5555/annals.2014.7"
    assert outline(document, "footnote", "list_item", "table_row", "reference") == [
        ("footnote", "1 A note of our own."), ("list_item", "Cells are opened."), ("table_row", "2013 | 18"),
        ("reference", "Dahl, M. (2011). Counting complaints. Nordic Review, 4."),
    ]  # fmt: skip
    levels = [(b.level, b.span.of(document.text)) for b in document.blocks if b.kind == "heading"]
    assert levels == [(1, "Abstract"), (1, "1 Introduction"), (2, "1.1 Methods"), (1, "References")]


def test_a_crossref_deposit_gives_metadata_and_references(read, outline):
    document = read(CROSSREF)
    assert (document.title, document.volume, document.doi) == ("Visits without notice", "12", "10.5555/annals.2014.7")
    assert [a.name for a in document.authors] == ["Gulnar Abenova"]
    assert str(document.published) == "2014-12-03"
    assert [text for _, text in outline(document, "reference")] == [
        "Dahl, M. (2011). Counting complaints.", "Zhumabekova. (2005). On Complaints.",
    ]  # fmt: skip
    assert document.notes


def test_entities_are_not_expanded_and_nothing_is_fetched(read):
    text = """<!DOCTYPE article [<!ENTITY own "boom"><!ENTITY file SYSTEM "file:///etc/hostname">]>
    <article><front/><body><p>Before &own; and &file; after.</p></body></article>"""
    assert read(text).text == "Before and after."


def test_entities_within_entities_do_not_explode(read):
    bomb = "".join(f'<!ENTITY e{n} "&e{n - 1};&e{n - 1};&e{n - 1};&e{n - 1};">' for n in range(1, 20))
    text = f'<!DOCTYPE article [<!ENTITY e0 "boom">{bomb}]><article><body><p>Before &e19;</p></body></article>'
    assert read(text).text == "Before"


@pytest.mark.parametrize(
    ("text", "reason"),
    [("<svg xmlns='http://www.w3.org/2000/svg'/>", "root element is 'svg'"), ("no markup at all", "XML")],
)
def test_other_files_are_refused_with_the_reason(read, text, reason):
    with pytest.raises(SourceError, match=reason):
        read(text)


def test_a_deposit_without_an_article_is_refused(read):
    with pytest.raises(SourceError, match="without a journal article"):
        read("<doi_batch><body><book/></body></doi_batch>")


def test_the_public_papers_give_title_and_references(shared, document_from):
    for file in sorted((shared / "eval" / "external" / "papers").rglob("*.jats")):
        if file.is_file():
            data = file.read_bytes()
            document = document_from(read_journal, data, file.name)
            assert document.title
            assert document.authors
            assert document.doi.startswith("10.21105/jose.")
            assert sum(b.kind == "reference" for b in document.blocks) >= 1


@pytest.mark.parametrize("text", [JATS, TEI, CROSSREF, "<article><front><article-meta/></front></article>"])
def test_journal_files_are_recognised_by_their_bytes(text):
    assert media_type(text.encode(), "file.xml")[0] in (JATS_TYPE, TEI_TYPE)
