"""No query and no question costs more than its words are worth: beyond a limit it is refused, and the limit is said."""

from __future__ import annotations

import pytest

from justicekb.errors import QueryError
from justicekb.query.citations import cite
from justicekb.query.questions import ask
from justicekb.query.questions.ask import LONGEST
from justicekb.query.search import limits
from justicekb.query.search.parse import parse
from justicekb.store.fulltext.matching import wildcard_pattern
from justicekb.store.memory import MemoryFullText, MemoryRecords
from justicekb.vocabulary import load


@pytest.mark.parametrize(
    ("query", "limit"),
    [
        ('"prison court"~999999999', "1,000 words apart"),
        ("prison NEAR/999999999 court", "1,000 words apart"),
        ('"prison court"~' + "9" * 5000, "1,000 words apart"),
        ("*n " * 500, "200 words"),
        ("*n " * 50, "20 words with"),
        ("word~2 " * 30, "20 words with"),
        ("word~" + "9" * 6000, "at most 2 edits"),
        (" NEAR ".join(["prison"] * 300), "200 words"),
        (" NEAR ".join(["prison"] * 30), "20 NEAR"),
        ("word " * 20_000, "10,000 characters"),
        ('"' + "word " * 300 + '"', "200 words"),
        ("(" * 5000 + "a", "40 brackets"),
        ("NOT " * 2000 + "a", "40 brackets"),
        ("-(" * 2000 + "a", "40 brackets"),
        ("title:" * 1500 + "a", "needs a value"),
        ("kind:(" + "report " * 400 + ")", "200 words"),
        (" OR ".join(["prison"] * 300), "200 words"),
    ],
)
def test_what_is_too_much_is_refused_with_its_limit(query, limit):
    parsed = parse(query)
    assert parsed.node is None
    assert limit in parsed.errors[0].message


def test_what_people_write_is_not_refused():
    assert parse(" ".join(f"word{n}" for n in range(limits.PARTS))).errors == ()
    assert parse(" OR ".join(f"w{n}*" for n in range(limits.WILDCARDS))).errors == ()
    assert parse(f'"prison court"~{limits.DISTANCE}').errors == ()


def test_many_stars_are_one():
    pattern = parse("*" * 500 + "a").node.pattern
    assert wildcard_pattern(pattern).fullmatch("b" * 10_000) is None
    assert wildcard_pattern("*a" * 200).fullmatch("a" * 10_000 + "b") is None  # would once have taken for ever


def test_a_question_has_an_end():
    with pytest.raises(QueryError, match="2,000 characters"):
        ask("When did Kazakhstan ratify " * 4000, MemoryRecords(), load())
    assert ask("x" * LONGEST, MemoryRecords(), load()).status == "not_found"


def test_remembered_words_have_an_end():
    with pytest.raises(QueryError, match="10,000 characters"):
        cite("word " * 20_000, MemoryRecords(), MemoryFullText())
