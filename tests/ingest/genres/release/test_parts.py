"""Releases and signed texts written with a word processor."""

from __future__ import annotations

import io

import docx
import pytest

from justicekb.ingest import read

BODY = (
    "The commission visited the colony in the north on three days in the spring and spoke with forty prisoners there."
)


@pytest.fixture
def word(vocabulary):
    """The document of a Word file with these paragraphs; a line that begins with # is a heading."""

    def run(*lines):
        file = docx.Document()
        for line in lines:
            if line.startswith("#"):
                file.add_heading(line[1:], 1)
            else:
                file.add_paragraph(line)
        out = io.BytesIO()
        file.save(out)
        return read(out.getvalue(), vocabulary, path="a.docx")

    return run


def test_the_dateline_dates_a_release_and_names_its_kind(word):
    document = word(
        "#Mission in Osh trains monitors", f"OSH, 3 May 2014 – {BODY}", "The Mission in Osh opened in 1999."
    )
    assert (document.kind, str(document.published), document.publisher) == (
        "press_release", "2014-05-03", "Mission in Osh",
    )  # fmt: skip


def test_a_mark_of_release_is_enough(word):
    assert word("PRESS RELEASE", "#Monitors are trained", BODY).kind == "press_release"


def test_what_follows_the_end_mark_and_notes_to_editors_is_boilerplate(word, outline):
    document = word("#Monitors are trained", BODY, BODY, "Notes to editors", "The Mission opened in 1999.")
    assert outline(document, "boilerplate") == [
        ("boilerplate", "Notes to editors"), ("boilerplate", "The Mission opened in 1999."),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "lines",
    [("By Serik Tulegenov", "3 May 2014"), ("Serik Tulegenov, Osh, 3 May 2014",), ("By Serik Tulegenov, 3 May 2014",)],
)
def test_bylines_and_dates_above_the_text(word, outline, lines):
    document = word("#Ten cases end", *lines, BODY)
    assert [a.name for a in document.authors] == ["Serik Tulegenov"]
    assert str(document.published) == "2014-05-03"
    assert outline(document, "byline") == [("byline", line) for line in lines]
    assert document.kind == "other"


def test_a_signed_text_with_a_dateline_is_no_release(word):
    document = word("#Ten cases end", "By Serik Tulegenov", f"OSH, 3 May 2014 – {BODY}", BODY, BODY)
    assert (document.kind, str(document.published)) == ("article", "2014-05-03")
    assert "date from the dateline" in document.notes
    assert not any("the day the file was made" in note or "properties" in note for note in document.notes)


def test_a_report_says_what_it_covers(word):
    document = word("#Report on the colonies", "This report covers January to December 2020.", BODY)
    assert (document.kind, str(document.period)) == ("report", "2020")
