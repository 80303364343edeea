"""The head of a paper in PDF, its imprint and its parts; and the words by which they are known."""

from __future__ import annotations

import pytest

from justicekb.edtf import Edtf
from justicekb.ingest.formats.pdf.reader import read_pdf
from justicekb.ingest.genres.paper.authors import names_only, person_name
from justicekb.ingest.genres.paper.imprint import doi_in, read_imprint
from justicekb.ingest.genres.partnames import PaperWord, paper_words, pattern_of
from justicekb.ingest.genres.printeddate import printed_dates
from justicekb.ingest.genres.report.series import read_series
from justicekb.ingest.hyphens import Hyphens, join_lines
from justicekb.vocabulary import load

PROSE = [
    "The monitors came on a Monday and stayed until late in the evening. They spoke with eleven people in",
    "the closed wing and with two doctors. Nobody had announced the visit, and the governor was away, so a",
    "deputy opened every door that they asked for, one after the other, without a word and without a list.",
]


@pytest.fixture
def read(document_from):
    def run(pdf):
        data = pdf.bytes()
        return document_from(read_pdf, data, "paper.pdf", "application/pdf")

    return run


def test_a_paper_with_raised_marks_and_numbered_places(pdf, read):
    page = pdf.page()
    page.text(60, 810, "Annals of Custody, Vol. 12, No. 3 (2014), pp. 41-58", size=8)
    page.text(60, 760, "Visits without notice: what monitors see and what", size=18, font="Helvetica-Bold")
    page.text(60, 738, "becomes of their findings", size=18, font="Helvetica-Bold")
    page.text(60, 710, "Gulnar Abenova", size=11)
    page.text(141, 714, "1,2", size=6)
    page.text(152, 710, ", Johanna van der Meer", size=11)
    page.text(264, 714, "2", size=6)
    page.text(270, 710, "and Lena M. Friis-Ek", size=11)
    page.text(375, 714, "1", size=6)
    page.text(60, 690, "1 Institute of Custody, Almaty 2 Department of Law, University of Lund", size=8)
    page.text(60, 660, "Abstract. We counted forty visits, and none of them was announced to those who were visited.")
    page.text(60, 640, "Keywords: prisons; visits without notice; findings")
    page.text(60, 610, "1. Introduction", size=13, font="Helvetica-Bold")
    page.lines(60, 590, PROSE * 4)
    page.text(60, 60, "Received 2 May 2014. Published online: 3 December 2014. ISSN 2345-678X", size=8)
    page.text(60, 48, "https://doi.org/10.5555/annals.2014.7", size=8)
    document = read(pdf)
    assert document.title == "Visits without notice: what monitors see and what becomes of their findings"
    assert [(a.name, a.affiliation) for a in document.authors] == [
        ("Gulnar Abenova", "Institute of Custody, Almaty; Department of Law, University of Lund"),
        ("Johanna van der Meer", "Department of Law, University of Lund"),
        ("Lena M. Friis-Ek", "Institute of Custody, Almaty"),
    ]
    assert (document.container, document.volume, document.issue, document.pages) == (
        "Annals of Custody", "12", "3", "41-58",
    )  # fmt: skip
    assert (document.doi, document.issn, str(document.published)) == (
        "10.5555/annals.2014.7", "2345-678X", "2014-12-03",
    )  # fmt: skip
    assert document.abstract.startswith("We counted forty visits")
    assert document.keywords == ("prisons", "visits without notice", "findings")
    assert document.kind == "journal_paper"
    assert [b.span.of(document.text) for b in document.blocks if b.kind == "heading"] == ["1. Introduction"]


def test_a_paper_with_names_over_their_places(pdf, read):
    page = pdf.page()
    page.text(60, 780, "RESEARCH ARTICLE", size=9)
    page.text(60, 750, "THE CLOSED DOOR", size=18, font="Helvetica-Bold")
    y = 720
    for name, place in (("KIRILL BORISOV", "Dala University, Karaganda"), ("Sara Ek", "Havre College, Lund")):
        page.text(60, y, name, size=11)
        page.text(60, y - 14, place, size=9)
        y -= 40
    page.text(60, 620, "Abstract", size=12, font="Helvetica-Bold")
    page.lines(60, 600, PROSE[:2])
    page.text(60, 560, "Introduction", size=12, font="Helvetica-Bold")
    page.lines(60, 540, PROSE * 4)
    document = read(pdf)
    assert document.title == "THE CLOSED DOOR"
    assert [a.name for a in document.authors] == ["Kirill Borisov", "Sara Ek"]
    assert document.abstract == " ".join(PROSE[:2])


def test_what_the_file_claims_counts_where_the_page_confirms_it(pdf, read):
    pdf.info = {"Title": "Visits without notice in two regions"}
    page = pdf.page()
    page.text(60, 780, "ANNALS OF CUSTODY", size=24, font="Helvetica-Bold")
    page.text(60, 730, "Visits without notice in two regions", size=14, font="Helvetica-Bold")
    page.lines(60, 690, PROSE * 4)
    assert read(pdf).title == "Visits without notice in two regions"
    pdf.info = {"Title": "Microsoft Word - draft 7 final.doc"}
    assert read(pdf).title == "ANNALS OF CUSTODY"


def test_entries_of_a_table_of_contents_are_no_headings(pdf, read, outline):
    page = pdf.page()
    page.text(60, 780, "Second report of the visitors", size=20, font="Helvetica-Bold")
    for at, text in enumerate(("What was seen . . . . . . . . . 3", "What was done . . . . . . . . . 9")):
        page.text(60, 740 - 20 * at, text, size=13, font="Helvetica-Bold")
    page.lines(60, 660, PROSE * 4)
    assert [kind for kind, text in outline(read(pdf)) if ". . ." in text] == ["boilerplate", "boilerplate"]


@pytest.mark.parametrize("entry", load().entries(PaperWord), ids=lambda entry: entry.id)
def test_the_words_of_papers_match_their_examples_and_nothing_else(entry):
    pattern = pattern_of(entry)
    assert entry.examples
    assert all(pattern.search(example) for example in entry.examples)
    assert entry.counter_examples
    assert not any(pattern.search(example) for example in entry.counter_examples)


def test_what_follows_a_run_in_heading(vocabulary):
    words = vocabulary.once(paper_words)
    assert words.run_in("abstract", "Abstract: Courts differ.") == "Courts differ."
    assert words.run_in("abstract", "Abstract rules.") is None


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Gulnar Abenova", "Gulnar Abenova"), ("Dr. Johanna Weber", "Johanna Weber"), ("Sara Ek, PhD", "Sara Ek"),
        ("S. K. Morgan Ernest", "S. K. Morgan Ernest"), ("Jean-Luc de la Tour", "Jean-Luc de la Tour"),
        ("KIRILL BORISOV", "Kirill Borisov"), ("María José Núñez", "María José Núñez"), ("Иван Петров", "Иван Петров"),
        ("by Lena O’Hara", "Lena O’Hara"), ("Kyrgyzstan", None), ("REPUBLIC OF KAZAKHSTAN", None), ("J. K.", None),
        ("The Closed Door", None), ("12 Main Street", None), ("came late", None), ("anna@example.org", None),
    ],
)  # fmt: skip
def test_names_of_persons(text, name):
    assert person_name(text) == name


def test_a_list_of_names():
    assert names_only("Gulnar Abenova, Johanna Weber Jr. and Sara Ek")
    assert not names_only("Gulnar Abenova, Institute")


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Annals of Custody, 12(3), 41–58.", ("Annals of Custody", "12", "3", "41-58")),
        ("Annals of Custody Vol. 12 No. 3 December 2014 pp. 41-58", ("Annals of Custody", "12", "3", "41-58")),
        ("Annals of Custody, Volume 12, Issue 3, 2014", ("Annals of Custody", "12", "3", None)),
        ("Abenova et al. (2014). Visits without notice. Annals of Custody, 12(3), 41.",
         ("Annals of Custody", "12", "3", "41")),
        ("Visits were announced in 12 of 40 prisons", (None, None, None, None)),
    ],
)  # fmt: skip
def test_volume_issue_and_pages(line, expected, vocabulary):
    imprint = read_imprint([line], "Visits without notice", vocabulary.once(printed_dates))
    assert (imprint.container, imprint.volume, imprint.issue, imprint.pages) == expected


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("Submitted: 4 May 2014 Published: 3 December 2014", "2014-12-03"),
        ("First published online December 2014", "2014-12"),
        ("Bishkek, November 2014", "2014-11"), ("Accepted 3 May 2014", None),
        ("Abenova (2014). Visits.", "2014"), ("© 2013 The Authors", "2013"), ("Visits in 2012", None),
    ],
)  # fmt: skip
def test_dates_of_publication(line, day, vocabulary):
    published = read_imprint([line], None, vocabulary.once(printed_dates)).published
    assert published == (Edtf(day) if day else None)


@pytest.mark.parametrize(
    ("text", "doi"),
    [
        ("https://doi.org/10.5555/annals.2014.7.", "10.5555/annals.2014.7"),
        ("doi: 10.5555/12345 (open)", "10.5555/12345"),
        ("https://doi.org/10. 5555/x.1", "10.5555/x.1"), ("(10.5555/a(b)c)", "10.5555/a(b)c"), ("10.55 euros", None),
    ],
)  # fmt: skip
def test_identifiers(text, doi):
    assert doi_in(text) == doi


class TestSeries:
    def test_a_report_named_after_the_year_it_came_out(self):
        text = "In May 2012 and in June 2012 visits were refused; by December 2012 they were not. It began in 2011."
        series = read_series(["Council of Visitors Report 2013"], text)
        assert (series.publisher, str(series.published), str(series.period)) == ("Council of Visitors", "2013", "2012")

    def test_a_report_named_after_the_year_it_is_about(self):
        text = "In May 2013 and in June 2013 visits were refused; by December 2013 they were not."
        series = read_series(["Annual Report 2013 | Council of Visitors"], text)
        assert (series.publisher, series.published, str(series.period)) == ("Council of Visitors", None, "2013")

    def test_a_span_of_years(self):
        series = read_series(["Council of Visitors Report 2014/15"], "")
        assert (str(series.published), str(series.period)) == ("2015", "2014/2015")

    def test_two_years_of_which_the_text_speaks_of_the_first(self):
        series = read_series(["Council of Visitors Report 2014/15"], "In May 2014, in June 2014 and in July 2014.")
        assert (str(series.published), str(series.period)) == ("2015", "2014")

    def test_capitals_and_a_body_that_only_the_imprint_names(self):
        assert read_series(["COUNCIL OF VISITORS WORLD REPORT 2014"], "").publisher == "Council of Visitors"
        series = read_series(["WORLD REPORT 2014"], "© 2014 Council of Visitors\nAll rights reserved.")
        assert (series.publisher, series.name) == ("Council of Visitors", "WORLD REPORT 2014")

    def test_an_imprint(self):
        assert read_series([], "First published in 2014 by Dala Press. All rights reserved.").publisher == "Dala Press"
        assert read_series([], "© The author. Authors retain copyright and release the work.").publisher is None


class TestWords:
    hyphens = Hyphens.of(
        ["The mechanism is well-known in pre-trial", "custody. A decision is near. Making it is hard."]
    )

    @pytest.mark.parametrize(
        ("lines", "text"),
        [
            (["a mecha-", "nism"], "a mechanism"), (["well-", "known"], "well-known"), (["pre-", "trial"], "pre-trial"),
            (["decision-", "making"], "decision-making"), (["non-", "state"], "non-state"),
            (["2007-", "2008"], "2007-2008"),
            (["short-", "and long-term"], "short- and long-term"), (["Ministry-", "Run"], "Ministry-Run"),
            (["CALIBRA-", "TION"], "CALIBRATION"), (["of\ufb01cers", "a\ufb00ected"], "officers affected"),
            (["see www.example.org/", "visits now"], "see www.example.org/visits now"),
            (["at https:", "//example.org/a"], "at https://example.org/a"),
            (["see https://example.org.", "Another sentence"], "see https://example.org. Another sentence"),
        ],
    )  # fmt: skip
    def test_lines_are_joined(self, lines, text):
        assert join_lines(lines, self.hyphens) == text
