from __future__ import annotations

import pytest

from justicekb.edtf import Edtf
from justicekb.ingest.formats.text.lines import Part, without_torn_words
from justicekb.ingest.furniture import furniture
from justicekb.ingest.genres.printeddate import printed_dates
from justicekb.ingest.genres.release.marks import (
    dateline,
    issuing_body,
    mark_boilerplate,
    presents_body,
)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("ASTANA, 23 November 2011 – The future", "2011-11-23"),
        ("VIENNA/DUSHANBE, 3 May 2014 - The mission", "2014-05-03"),
        ("OSH, Kyrgyzstan, May 3, 2014 — The mission", "2014-05-03"),
        ("Geneva (3 May 2014) – The experts", "2014-05-03"),
        ("New York, N.Y., March 1, 2019 – The office", "2019-03-01"),
        ("АСТАНА, 23 ноября 2011 – Будущее", "2011-11-23"),
    ],
)
def test_datelines(vocabulary, text, day):
    assert dateline(text, vocabulary.once(printed_dates)) == Edtf(day)


@pytest.mark.parametrize(
    "text",
    [
        "On 23 November 2011 – a Wednesday – the court met.",
        "The law of 23 November 2011 is in force.",
        "ASTANA – The future of the system",
        "In Astana, 23 November 2011 was a holiday.",
    ],
)
def test_no_datelines(vocabulary, text):
    assert dateline(text, vocabulary.once(printed_dates)) is None


@pytest.mark.parametrize(
    "line", ["FOR IMMEDIATE RELEASE", "Immediate Release: 3 May", "Press release", "Media Statement No. 12"]
)
def test_release_marks(vocabulary, line):
    assert vocabulary.once(furniture).is_release_mark(line)


@pytest.mark.parametrize("line", ["The press release was wrong", "Release of prisoners", ""])
def test_no_release_marks(vocabulary, line):
    assert not vocabulary.once(furniture).is_release_mark(line)


@pytest.mark.parametrize("line", ["###", "# # #", "-30-", "ENDS", "- ends -", "[END]", "***"])
def test_end_marks(vocabulary, line):
    assert vocabulary.once(furniture).is_end_mark(line)


@pytest.mark.parametrize("line", ["The end", "30", "#1 in the list", ""])
def test_no_end_marks(vocabulary, line):
    assert not vocabulary.once(furniture).is_end_mark(line)


TEXT = (
    "The commission visited the colony in the north on three days in the spring and spoke with forty prisoners there."
)


def marked(vocabulary, *lines):
    parts = [Part("paragraph", TEXT), Part("paragraph", TEXT), *(Part("paragraph", line) for line in lines)]
    return [(p.kind, p.text) for p in mark_boilerplate(parts, vocabulary.once(furniture))][2:]


def test_what_follows_the_end_mark_is_boilerplate(vocabulary):
    lines = ("###", "The office has served the borough since 1990.", "350 River Street", "Newsroom")
    assert marked(vocabulary, *lines) == [("boilerplate", line) for line in lines[1:]]


def test_notes_to_editors_last_to_the_end(vocabulary):
    lines = ("Notes to editors", "The mission opened in 1999.", "350 River Street")
    assert marked(vocabulary, *lines) == [("boilerplate", line) for line in lines]


def test_contact_lines_are_boilerplate_anywhere(vocabulary):
    assert marked(vocabulary, "For more information, please contact the press office.", "He left.") == [
        ("boilerplate", "For more information, please contact the press office."), ("paragraph", "He left."),
    ]  # fmt: skip


def test_page_furniture_is_dropped(vocabulary):
    assert marked(vocabulary, "Skip to content", "Privacy Policy") == []


def test_torn_words_are_dropped():
    torn = ["T", "HE", "C", "OUNTY", "A", "TTORNEY'S", "O", "FFICE"]
    assert without_torn_words(["Before.", *torn, "After."]) == ["Before.", "After."]


def test_short_lines_in_capitals_are_no_torn_words():
    lines = ["HOME", "COURTS", "PRISONS", "POLICE", "ARCHIVE", "SEARCH", "A"]
    assert without_torn_words(lines) == lines


def test_the_issuing_body():
    text = "The course was held by the Mission in Osh on Monday."
    assert issuing_body("Mission in Osh trains monitors", text) == "Mission in Osh"
    assert issuing_body("Mission in Bishkek trains monitors", text) is None
    assert issuing_body("Thirty monitors trained", text) is None


@pytest.mark.parametrize(
    ("text", "body"),
    [
        ("The Council of the North is a body of nine states.", "Council of the North"),
        ("Court Watch (CW) was founded in 1999.", "Court Watch"),
        ("The Mission, is what they call it.", "The Mission"),
    ],
)
def test_a_body_presents_itself(text, body):
    assert presents_body(text, body)


@pytest.mark.parametrize(
    ("text", "body"),
    [
        ("The Council of the North said so.", "Council of the North"),
        ("It is a body of nine states.", ""),
        ("The court is old.", None),
    ],
)
def test_other_sentences_present_nobody(text, body):
    assert not presents_body(text, body)
