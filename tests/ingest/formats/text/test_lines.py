# ruff: noqa: E501 - texts are easier to read unbroken
from __future__ import annotations

import pytest

from justicekb.ingest.formats.text.lines import parts

LONG = (
    "The commission visited the colony in the north on three days in the spring and spoke with forty prisoners there."
)


def found(text, markdown=False):
    return [(p.kind, p.text) for p in parts(text, markdown=markdown)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("One paragraph.\n\nAnother one.", [("paragraph", "One paragraph."), ("paragraph", "Another one.")]),
        (f"{LONG}\n{LONG}", [("paragraph", LONG)] * 2),
        ("- one\n- two", [("list_item", "one"), ("list_item", "two")]),
        ("• one\n• two", [("list_item", "one"), ("list_item", "two")]),
        ("1. one\n2) two", [("list_item", "1. one"), ("list_item", "2) two")]),
        ("- 3. three", [("list_item", "3. three")]),
        ("(a) one\n(ii) two", [("list_item", "(a) one"), ("list_item", "(ii) two")]),
        ("Year\tVisits\n2012\t18", [("table_row", "Year | Visits"), ("table_row", "2012 | 18")]),
        ("One.\n\n-----\n\nTwo.", [("paragraph", "One."), ("paragraph", "Two.")]),
        ("# not a heading", [("paragraph", "# not a heading")]),
    ],
)
def test_plain_text(text, expected):
    assert found(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("# **Rights** of prisoners #", [("heading", "Rights of prisoners")]),
        ("#### Small", [("heading", "Small")]),
        ("| a | b |\n|---|:-:|\n| 1 | 2 |", [("table_row", "a | b"), ("table_row", "1 | 2")]),
        ("|Visits    |18   |\n|by night  |     |", [("table_row", "|Visits |18 |"), ("table_row", "by night")]),
        ("> quoted *words*", [("block_quote", "quoted words")]),
        ("[^1]: See there.", [("footnote", "See there.")]),
        ("<sup>2</sup> And there.", [("footnote", "And there.")]),
    ],
)
def test_markdown(text, expected):
    assert found(text, markdown=True) == expected


def test_heading_levels():
    assert [p.level for p in parts("# A\n\n### B\n", markdown=True)] == [1, 3]


def test_hard_wrapped_paragraphs_are_joined():
    text = (
        "The commission visited the colony in the north on three days in the spring\n"
        "and spoke with forty prisoners, two doctors and the governor, who had been\n"
        "told of the visit only an hour before. None of them was afraid, as it see-\n"
        "med.\n\nA second paragraph stands here, and it runs over more than a single line as\nwell.\n"
    )
    assert len(found(text)) == 2
    assert found(text)[0][1].endswith("as it seemed.")
    assert found(text)[1][1].endswith("single line as well.")


@pytest.mark.parametrize(
    "text",
    [
        "The commission visited the colony in the north in the\n\nspring of that year.",
        "The commission visited the colony in the north in the\nspring of that year.",
    ],
)
def test_a_paragraph_broken_by_a_page_is_joined(text):
    assert found(text) == [("paragraph", "The commission visited the colony in the north in the spring of that year.")]


def test_words_on_lines_of_their_own_are_put_back():
    text = (
        "The office asked the court to end the cases that were part of\nClear Slate\n, two hundred of them in 2019, on the 17\nth\n"
        "Floor of the court house. It then left.\nThe next paragraph begins here and is long enough."
    )
    assert found(text) == [
        ("paragraph", "The office asked the court to end the cases that were part of Clear Slate, two hundred of them in 2019, "
         "on the 17th Floor of the court house. It then left."),
        ("paragraph", "The next paragraph begins here and is long enough."),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        "A name\nanother name in small letters",
        "The end of the sentence stands here.\nand a new line begins small.",
        "He said the following three things about it:\nand then nothing more came.",
        "The first line is long and does not end a sentence\nThe second begins one anew, with a capital.",
    ],
)
def test_what_is_not_joined(text):
    assert len(found(text)) == 2
