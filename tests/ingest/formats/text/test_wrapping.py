# ruff: noqa: E501 - texts are easier to read unbroken
"""Wrapped text comes back as it was written; line breaks that an author made stay."""

from __future__ import annotations

import textwrap

import pytest

from justicekb.ingest.formats.text.lines import parts

ONE = (
    "The commission of the north visited the Red Cross Hospital in Osh on 12 March 2014 and the colony in Bishkek a week later. "
    "Nobody went with Ana Diaz of the Coalition against Torture when she spoke to the people in the cells. In 2015 the commission "
    "counted 10 visits; the Ministry of Justice counted 9."
)
TWO = (
    "Parliament has not yet read the bill that the Supreme Court and the Ombudsman had asked for in the autumn of that year. The "
    "Optional Protocol to the Convention asks for it, and so does the law of 2012 on the National Centre."
)
WIDTHS = (60, 72, 76, 80, 100, 120, 132)


def found(text, *, markdown=False):
    return [p.text for p in parts(text, markdown=markdown)]


def wrap(text, width=72, **how):
    return textwrap.fill(text, width, break_on_hyphens=False, **how)


@pytest.mark.parametrize("markdown", [False, True])
@pytest.mark.parametrize("width", WIDTHS)
def test_paragraphs_wrapped_at_any_width_come_back(width, markdown):
    assert found(f"{wrap(ONE, width)}\n\n{wrap(TWO, width)}\n", markdown=markdown) == [ONE, TWO]


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("mark", ["- ", "* ", "1. ", "(a) "])
def test_items_with_indented_lines_come_back(width, mark):
    items = [wrap(mark + text, width, subsequent_indent=" " * len(mark)) for text in (ONE, TWO)]
    kept = "" if mark in ("- ", "* ") else mark
    assert found("\n".join(items)) == [kept + ONE, kept + TWO]


def test_an_indented_line_goes_on_with_its_item_in_a_text_of_any_layout():
    assert found("- Ana Diaz of the Coalition against\n  Torture and others\n- nobody else") == [
        "Ana Diaz of the Coalition against Torture and others", "nobody else",
    ]  # fmt: skip


def test_items_whose_lines_go_on_without_indentation():
    assert found(f"{wrap(ONE)}\n\n{wrap('- ' + ONE)}\n{wrap('- ' + TWO)}") == [ONE, ONE, TWO]


def test_quoted_lines_of_mail_are_one_paragraph():
    quoted = "\n".join(f"> {line}" for line in wrap(ONE, 60).split("\n"))
    assert found(f"{wrap(TWO, 60)}\n\n{quoted}", markdown=True) == [TWO, ONE]


def test_a_block_may_be_narrower_than_its_text():
    long = f"{ONE} {TWO} {ONE}"
    assert found(f"{wrap(long, 100)}\n\n{wrap(long, 50)}") == [long, long]


@pytest.mark.parametrize(
    "own",
    [
        "Ana Diaz\n12 River Street\nOsh",
        "We counted the doors in the yard\nWe counted the days in the cell\nAnd nobody came to the gate",
        "Contact: Ana Diaz, the office in the north\nTelephone: 100 200",
    ],
)
def test_short_lines_of_a_wrapped_text_stay_apart(own):
    assert found(f"{wrap(ONE)}\n\n{own}\n\n{wrap(TWO)}") == [ONE, *own.split("\n"), TWO]


def test_a_paragraph_after_a_short_last_line_begins_anew():
    assert found(f"{wrap(ONE)}\n{wrap(TWO)}") == [ONE, TWO]


def test_paragraphs_that_begin_with_an_indentation_begin_anew():
    text = "\n".join(wrap(words, initial_indent="    ") for words in (ONE, TWO, ONE))
    assert found(text) == [ONE, TWO, ONE]


def test_entries_that_hang_stay_apart():
    first = "Diaz, A. (2009). Visits to the prisons of the north and what came of them in the years after. Osh: Press."
    second = "Omar, B. (2010). New visits to the colonies of the south, with a preface by the Ombudsman. Osh: Press."
    hung = "\n".join(wrap(words, subsequent_indent="    ") for words in (first, second))
    assert found(f"{wrap(ONE)}\n\n{hung}") == [ONE, first, second]


@pytest.mark.parametrize("inside", ["10. The", "– and", "(a) of"])
def test_a_number_or_dash_that_begins_a_line_inside_a_sentence_is_no_item(inside):
    line = "The rule that they had in mind was not written anywhere but in Article"
    text = f"{wrap(ONE)}\n\n{line}\n{inside} prison governors knew as much.\n"
    assert found(text)[1:] == [f"{line} {inside} prison governors knew as much."]


@pytest.mark.parametrize(
    "lines",
    [
        [ONE, TWO, ONE],  # one paragraph a line
        ["The visit to the colony in the north, in the spring", "The wardens and the people whom nobody had asked", "The letter of the Ombudsman to the minister of it"],
        ["Osh", "Bishkek", "Naryn", "Talas"],
        ["The first line is long and does not end a sentence", "The second begins one anew, with a capital."],
    ],
)  # fmt: skip
def test_lines_of_a_text_that_was_not_wrapped_stay_apart(lines):
    assert found("\n".join(lines)) == lines


def test_breaks_before_names_and_numbers_only_are_wraps_too():
    lines = [
        "In the spring the commission and the ombudsman of the north went to the",
        "Red Cross Hospital, where the governor of the colony told the members of",
        "Parliament that they were late. The law had been asked for by the old",
        "Council. In this it was like the others, those of the years 2004 and",
        "2009.",
    ]
    assert found("\n".join(lines)) == [" ".join(lines)]


def test_an_overlong_line_is_a_paragraph_of_its_own():
    long = f"Written by hand. {ONE}"
    assert found(f"{wrap(ONE)}\n\n{wrap(TWO)}\n{long}")[-1] == long


def test_ragged_lines_of_nearly_the_same_length_are_joined():
    text = (
        "The commission visited the colony in the north on three days in that\n"
        "spring and spoke with forty prisoners there, two doctors and the governor, who had\n"
        "been told of the visit only an hour before it, by a letter of the Ombudsman in\n"
        "the capital. None of them was afraid of the\n"
        "commission."
    )
    assert found(text) == [text.replace("\n", " ")]


@pytest.mark.parametrize(("mark", "level"), [("=====", 1), ("-----", 2)])
def test_an_underlined_line_is_a_heading_in_markdown(mark, level):
    text = f"Visits\n{mark}\n\n{ONE}\n"
    assert [(p.kind, p.level, p.text) for p in parts(text, markdown=True)] == [
        ("heading", level, "Visits"), ("paragraph", None, ONE),
    ]  # fmt: skip


def test_a_rule_after_a_sentence_underlines_nothing():
    assert [p.kind for p in parts(f"{TWO}\n-----\n\n{ONE}\n", markdown=True)] == ["paragraph"] * 2
