# ruff: noqa: E501 - one row a case
"""Heads of texts: titles, letterheads, dates, bylines, window titles, and what a person wrote above the text."""

from __future__ import annotations

import pytest

from justicekb.edtf import Edtf
from justicekb.ingest import read
from justicekb.ingest.formats.text.fields import split_fields
from justicekb.ingest.formats.text.lines import parts
from justicekb.ingest.genres.release.head import read_head
from justicekb.ingest.genres.words import genre_words

BODY = (
    "The commission visited the colony in the north on three days in the spring and spoke with forty prisoners there."
)


@pytest.fixture
def head(vocabulary):
    def run(*lines):
        found = parts("\n".join([*lines, "", BODY]), markdown=any(line.startswith("# ") for line in lines))
        return read_head(found, vocabulary.once(genre_words))

    return run


@pytest.mark.parametrize(
    ("lines", "title", "publisher"),
    [
        (("Ten cases end",), "Ten cases end", None),
        (("FOR IMMEDIATE RELEASE", "May 3, 2014", "Ten cases end"), "Ten cases end", None),
        (
            ("Ministry of Justice", "PRESS RELEASE", "3 May 2014", "", "Ten cases end"),
            "Ten cases end",
            "Ministry of Justice",
        ),
        (("Ten cases end", "Press release", "3 May 2014"), "Ten cases end", None),
        (("Ten cases end", "By Ana Diaz", "3 May 2014"), "Ten cases end", None),
        (("Skip to content", "Ten cases end"), "Ten cases end", None),
        (("tel.: +7 7172 000000", "Ten cases end"), "Ten cases end", None),
        (("Ministry of Justice", "# Ten cases end"), "Ten cases end", None),
        (("Ten cases end | Office", "Home", "Ten cases end"), "Ten cases end", "Office"),
        (
            ("Ten - or more - cases end - Office", "Home", "Ten - or more - cases end"),
            "Ten - or more - cases end",
            "Office",
        ),
        (("Ten cases – and more",), "Ten cases – and more", None),
        ((), None, None),
    ],
)
def test_title_and_letterhead(head, lines, title, publisher):
    found = head(*lines)
    assert (found.title, found.publisher) == (title, publisher)
    assert found.body[-1].text == BODY


MENU = ("Home", "Get help", "Contact us")
FOOT = ("The Office", "350 River Street", "718-555-0100", "Newsroom", "Media", "Careers", "Resources")


@pytest.mark.parametrize(
    "lines",
    [
        ("Ten old cases end - The Office", *MENU, "Skip to content", "Ten old cases", "end"),
        ("Ten old cases… - The Office", *MENU, "Ten old cases end"),
        ("Cases end at last - The Office", *MENU, "Skip to main content", "Ten old cases end"),
    ],
)
def test_a_saved_page_whose_title_is_broken_cut_or_another(vocabulary, lines):
    text = "\n".join([*lines, "May 3, 2014", BODY, BODY, *FOOT])
    document = read(text.encode(), vocabulary, path="page.txt")
    assert (document.title, document.publisher, document.published) == (
        "Ten old cases end",
        "The Office",
        Edtf("2014-05-03"),
    )
    assert [b.span.of(document.text) for b in document.body.blocks][2:] == [BODY, BODY, "718-555-0100"]


def test_dates_bylines_and_marks_are_no_body(head):
    found = head("Ten cases end", "By Ana Diaz", "Friday, May 3, 2014, 10:00", "Press release")
    assert [p.text for p in found.dates] == ["Friday, May 3, 2014, 10:00"]
    assert [p.text for p in found.bylines] == ["By Ana Diaz"]
    assert found.release
    assert [p.text for p in found.body] == [BODY]


def test_a_text_that_begins_with_its_body(head):
    found = head(BODY)
    assert (found.title, [p.text for p in found.body]) == (None, [BODY, BODY])


@pytest.mark.parametrize(
    ("lines", "fields", "rest"),
    [
        (["Title: A: B", "Author: Ana Diaz", "", "Text"], {"title": "A: B", "authors": "Ana Diaz"}, ["", "Text"]),
        (
            ["---", 'title: "A"', "date: 2014-05-03", "tags: x", "---", "Text"],
            {"title": "A", "published": "2014-05-03", "keywords": "x"},
            ["Text"],
        ),
        (
            ["Source: Office", "URL: https://x.example/1", "Text"],
            {"publisher": "Office", "url": "https://x.example/1"},
            ["Text"],
        ),
        (["Title: only one such line", "Text"], {}, ["Title: only one such line", "Text"]),
        (["---", "Text", "and more"], {}, ["---", "Text", "and more"]),
        ([], {}, []),
    ],
)
def test_lines_above_the_text(lines, fields, rest):
    assert split_fields(lines) == (fields, rest)


def test_what_a_person_wrote_above_wins(vocabulary):
    text = f"Title: Ten cases\nAuthors: Ana Diaz; Bek Omar\nDate: 3 May 2014\nSource: The Office\nURL: https://x.example/1\n\nOther title\n\n{BODY}\n"
    document = read(text.encode(), vocabulary, path="note.txt")
    assert (document.title, document.publisher, document.url) == ("Ten cases", "The Office", "https://x.example/1")
    assert [author.name for author in document.authors] == ["Ana Diaz", "Bek Omar"]
    assert document.published == Edtf("2014-05-03")


@pytest.mark.parametrize(
    ("words", "value"), [("2014", "2014"), ("2014-05", "2014-05"), ("May 2014", "2014-05"), ("5.5.2014", "2014-05-05")]
)
def test_dates_above_the_text_keep_their_precision(vocabulary, words, value):
    document = read(f"Title: Ten cases\nDate: {words}\n\n{BODY}\n".encode(), vocabulary, path="note.txt")
    assert document.published == Edtf(value)


@pytest.mark.parametrize(
    "lines",
    [
        ("Ten cases end", "By Serik Tulegenov"),
        ("Ten cases end", "", "By Serik Tulegenov"),
        ("# Ten cases end", "", "*By Serik Tulegenov, staff writer*"),
        ("Ten cases end", "By Serik Tulegenov, 14 September 2011"),
        ("Ten cases end", "Serik Tulegenov, Almaty, 14 September 2011"),
        ("Ten cases end", "Serik Tulegenov | September 2011"),
    ],
)
def test_the_second_line_may_name_the_author(vocabulary, lines):
    document = read("\n".join([*lines, "", BODY]).encode(), vocabulary, path="a.md")
    assert document.title == "Ten cases end"
    assert [a.name for a in document.authors] == ["Serik Tulegenov"]
    assert [b.kind for b in document.blocks] == ["title", "byline", "paragraph"]


@pytest.mark.parametrize(
    "line",
    [
        "By the end of it",
        "By Design",
        "Author unknown",
        "New York, United States, 3 May 2014",
        "By Ana Diaz's count, ten cases ended.",
    ],
)
def test_what_names_no_author(vocabulary, line):
    document = read(f"Ten cases end\n{line}\n\n{BODY}".encode(), vocabulary, path="a.txt")
    assert document.authors == ()
    assert document.title == "Ten cases end"


@pytest.mark.parametrize(
    ("line", "published"),
    [
        ("March 2018", "2018-03"),
        ("*March 2018*", "2018-03"),
        ("Notes for a lecture, October 2019", "2019-10"),
        ("Osh, Kyrgyzstan, 3 May 2014", "2014-05-03"),
        ("Updated: May 3, 2014, 10.15", "2014-05-03"),
    ],
)
def test_a_line_with_the_day_or_month_of_a_text(vocabulary, line, published):
    document = read(f"Ten cases end\n\n{line}\n\n{BODY}".encode(), vocabulary, path="a.md")
    assert document.published == Edtf(published)
    assert [b.kind for b in document.blocks] == ["title", "byline", "paragraph"]


def test_a_first_line_with_a_date_is_the_title_of_a_text_without_another(head):
    assert head("Visit to Osh, May 2014").title == "Visit to Osh, May 2014"
    assert head("May 2014", "Visit to Osh").title == "Visit to Osh"
