"""Initials, spaced-out titles and raised marks in PDF pages."""

from __future__ import annotations

import pytest

from justicekb.ingest.formats.pdf.reader import read_pdf
from justicekb.ingest.raised import raised_text

LINES = [
    "came on a Monday and stayed until late in",
    "the evening. They spoke with eleven people",
    "in the closed wing and with two doctors.",
]


@pytest.fixture
def text_of(document_from):
    def run(pdf):
        data = pdf.bytes()
        return document_from(read_pdf, data).text

    return run


def initial(page, letter, first):
    page.text(60, 676, letter, size=34)
    page.text(92, 700, f"{first} {LINES[0]}")
    page.text(92, 688, LINES[1])
    page.text(92, 676, LINES[2])
    page.lines(60, 664, ["Nobody had announced the visit, and the governor was away, so a deputy came."])


@pytest.mark.parametrize(
    ("letter", "first", "whole"),
    [
        ("T", "he monitors", "The monitors"),
        ("A", "fter lunch they", "After lunch they"),
        ("A", "governor who", "A governor who"),
    ],
)
def test_an_initial_belongs_to_its_word(pdf, text_of, letter, first, whole):
    initial(pdf.page(), letter, first)
    assert f"{whole} came on a Monday" in text_of(pdf)


def test_letters_set_apart_are_words(pdf, text_of):
    page = pdf.page()
    for at, letter in enumerate("SECOND REPORT"):
        if letter != " ":
            page.text(60 + 20 * at, 740, letter, size=14)
    page.lines(60, 700, LINES)
    assert "SECOND REPORT" in text_of(pdf)


def test_the_raised_mark_of_a_note_is_not_read_into_a_year(pdf, text_of):
    page = pdf.page()
    page.lines(60, 724, LINES)
    page.text(60, 688, "They came back in 2012")
    page.text(163.2, 692, "3", size=6)
    page.text(168, 688, "and again later, when nobody was there to open.")
    assert "back in 2012 and again" in text_of(pdf)


@pytest.mark.parametrize(
    ("word", "before", "shown"),
    [
        ("3", "in 2012", ""), ("12,13", "later.", ""), ("*", "Ek", ""),
        ("2", "6 m", "²"), ("6", "10", "⁶"), ("th", "17", None),
    ],
)  # fmt: skip
def test_what_stands_for_a_raised_word(word, before, shown):
    assert raised_text(word, before) == shown
