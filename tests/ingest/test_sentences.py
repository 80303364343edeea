from __future__ import annotations

import pytest

from justicekb.ingest.sentences import (
    ends_sentence,
    is_hard_wrapped,
    join_lines,
    starts_within,
    unify_lines,
    without_emphasis,
    without_entities,
    without_tags,
)


@pytest.mark.parametrize(
    ("text", "cleaned"),
    [
        ("**bold** and *slanted* and ***both***", "bold and slanted and both"),
        ("__bold__ and _slanted_", "bold and slanted"),
        ("snake_case_name and 2*3*4", "snake_case_name and 2*3*4"),
        ("[the law](https://example.org/law_(2015) \"title\") says", "the law says"),
        ("![Two men](men.jpg) leave", "Two men leave"),
        ("`code` here", "code here"),
        (r"a\_b \*not slanted\* 5\. five", "a_b *not slanted* 5. five"),
        ("a footnote * and another * mark", "a footnote * and another * mark"),
        ("[1][2] stay", "[1][2] stay"),
    ],
)  # fmt: skip
def test_emphasis(text, cleaned):
    assert without_emphasis(text) == cleaned


@pytest.mark.parametrize(
    ("text", "cleaned"),
    [
        ("A &amp; B", "A & B"),
        ("A &amp;amp; B", "A & B"),
        ("<sup>&</sup>lt;sup>1</sup>", "<sup>1</sup>"),
        ("R&D", "R&D"),
    ],
)
def test_entities(text, cleaned):
    assert without_entities(text) == cleaned


@pytest.mark.parametrize(
    ("text", "cleaned"),
    [
        ("Diaz<sup>1</sup>", "Diaz"),
        ("twice<sup>[12]</sup>.", "twice."),
        ("17<sup>th</sup>", "17th"),
        ("<b>bold</b><br>words", "boldwords"),
        ("2 < 3 and 4 > 3", "2 < 3 and 4 > 3"),
    ],
)
def test_tags(text, cleaned):
    assert without_tags(text) == cleaned


def test_line_ends():
    assert unify_lines("a\r\nb\rc\u2028d\x85e\x0cf") == "a\nb\nc\nd\ne\x0cf"


@pytest.mark.parametrize(
    ("lines", "joined"),
    [
        (["the pri-", "son was"], "the prison was"),
        (["the self-", "governing body"], "the self-governing body"),
        (["the Osh-", "Bishkek road"], "the Osh- Bishkek road"),
        (["on the 17", "th", "floor"], "on the 17th floor"),
        (["part of the plan", ", which failed"], "part of the plan, which failed"),
        (["a", "", "b"], "a b"),
        ([], ""),
    ],
)
def test_joined_lines(lines, joined):
    assert join_lines(lines) == joined


@pytest.mark.parametrize("line", ["He left.", "Did he?", "“He left.”", "he left [3].", "as follows:", "Кончено."])
def test_sentence_ends(line):
    assert ends_sentence(line)


@pytest.mark.parametrize("line", ["He left", "in the", "Article 12,", ""])
def test_no_sentence_ends(line):
    assert not ends_sentence(line)


def test_beginnings_within_a_sentence():
    assert starts_within("of the law")
    assert starts_within(", and so")
    assert starts_within("“and so")
    assert not starts_within("The law")
    assert not starts_within("")


WRAPPED = [
    "The commission visited the colony in the north on three days in the spring and",
    "spoke with forty prisoners, two doctors and the governor, who had been told of",
    "the visit only an hour before. None of them was afraid to speak, or so they said",
    "when they were asked.",
]


def test_hard_wrapped_text():
    assert is_hard_wrapped(WRAPPED)
    assert not is_hard_wrapped([" ".join(WRAPPED)] * 4)
    assert not is_hard_wrapped(["A short line", "Another one", "And one more", "The last one"])
    assert not is_hard_wrapped([])
