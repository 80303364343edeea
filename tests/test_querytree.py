"""What a query and a filter are called in plain words."""

from __future__ import annotations

import pytest

from justicekb.edtf import Edtf
from justicekb.querytree import (
    And,
    DateRange,
    Everything,
    Fuzzy,
    Keyword,
    Mentions,
    Missing,
    Named,
    Near,
    Not,
    Or,
    Phrase,
    RecordFilter,
    Term,
    Wildcard,
    describe,
)


@pytest.mark.parametrize(
    ("node", "words"),
    [
        (Everything(), "everything"),
        (Term("torture"), "“torture”"),
        (Term("torture", "title"), "“torture” in the title"),
        (Phrase(("penal", "code")), "the phrase “penal code”"),
        (Phrase(("penal", "code"), "text", 2), "the phrase “penal code” within 2 words in the text"),
        (Wildcard("tort*"), "words like “tort*”"),
        (Fuzzy("tortur"), "words spelt about like “tortur” (1 edit)"),
        (Fuzzy("tortur", 2), "words spelt about like “tortur” (2 edits)"),
        (Near(Term("a"), Mentions(None, "person"), 8), "“a” within 8 words of any person"),
        (Near(Or((Term("a"), Term("b"))), Named("OSCE"), 1), "(“a” or “b”) within 1 words of the entity “OSCE”"),
        (Keyword("kind", "report"), "kind is report"),
        (DateRange("published", Edtf("2011/2015")), "publication date in 2011/2015"),
        (DateRange("event", Edtf("2006")), "event date in 2006"),
        (Missing("published"), "no publication date"),
        (Missing("title"), "no title"),
        (Mentions("place:astana"), "mentions place:astana"),
        (Mentions(None, "law"), "mentions any law"),
        (Mentions(None), "mentions any entity"),
        (Named("PRI", "organisation"), "mentions the organisation “PRI”"),
        (And((Term("a"), Or((Term("b"), Term("c"))))), "“a” and (“b” or “c”)"),
        (Not(And((Term("a"), Term("b")))), "not (“a” and “b”)"),
    ],
)
def test_nodes_in_words(node, words):
    assert describe(node) == words


def test_filters_in_words():
    assert RecordFilter().describe() == "all"
    where = RecordFilter(types=("ratification", "signature"), date=Edtf("1998"), publisher="OSCE")
    assert where.describe() == "types ratification or signature; date 1998; publisher OSCE"
