"""The query language: what each form means, and where each fault is."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from justicekb.edtf import Edtf
from justicekb.query.search.fields import FIELDS, names
from justicekb.query.search.parse import parse
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
    Term,
    Wildcard,
)

A, B, C = Term("a"), Term("b"), Term("c")


@pytest.mark.parametrize(
    ("query", "node"),
    [
        ("torture", Term("torture")),
        ("a b", And((A, B))),
        ("a AND b", And((A, B))),
        ("a && b || c", Or((And((A, B)), C))),
        ("a OR b c", Or((A, And((B, C))))),
        ("(a OR b) c", And((Or((A, B)), C))),
        ("a -b", And((A, Not(B)))),
        ("a AND NOT b", And((A, Not(B)))),
        ("NOT (a OR b)", Not(Or((A, B)))),
        ("NOT NOT a", Not(Not(A))),
        ("((a))", A),
        ("and or not near", And((Term("and"), Term("or"), Term("not"), Term("near")))),
        ('"prison reform"', Phrase(("prison", "reform"))),
        ("“Prison Reform”", Phrase(("prison", "reform"))),
        ("«prison reform»", Phrase(("prison", "reform"))),
        ('"prison reform"~3', Phrase(("prison", "reform"), None, 3)),
        ("tortur*", Wildcard("tortur*")),
        ("wom?n", Wildcard("wom?n")),
        ("ratified?", Term("ratified")),
        ("*", Everything()),
        ("Shambilow~", Fuzzy("Shambilow", 1)),
        ("Shambilow~2", Fuzzy("Shambilow", 2)),
        ("a NEAR b", Near(A, B, 8)),
        ("a NEAR/3 b NEAR/4 c", Near(Near(A, B, 3), C, 4)),
        ("a NEAR/3 (b OR c)", Near(A, Or((B, C)), 3)),
        ("a NEAR/8 @person b", And((Near(A, Mentions(None, "person"), 8), B))),
        ("a NEAR/8 org:OSCE", Near(A, Named("OSCE", "organisation"), 8)),
        ("@org", Mentions(None, "organisation")),
        ("title:prison", Term("prison", "title")),
        ('title:"penal code"', Phrase(("penal", "code"), "title")),
        ("title:(prison OR tortur*)", Or((Term("prison", "title"), Wildcard("tortur*", "title")))),
        ("heading:a text:b", And((Term("a", "heading"), Term("b", "text")))),
        ("publisher:OSCE", Term("OSCE", "publisher")),
        ("author:Omarov~1", Fuzzy("Omarov", 1, "author")),
        ('org:"Penal Reform International"', Named("Penal Reform International", "organisation")),
        ("place:Astana", Named("Astana", "place")),
        ("law:CAT", Named("CAT", "law")),
        ("entity:CAT", Named("CAT", None)),
        ("org:(PRI OR OSCE)", Or((Named("PRI", "organisation"), Named("OSCE", "organisation")))),
        ("kind:report", Keyword("kind", "report")),
        ("kind:Reports", Keyword("kind", "report")),
        ('kind:"press release"', Keyword("kind", "press_release")),
        ("kind:press-release", Keyword("kind", "press_release")),
        ("kind:(report OR article)", Or((Keyword("kind", "report"), Keyword("kind", "article")))),
        ("language:en", Keyword("language", "en")),
        ("doc:doc-123456", Keyword("document", "doc-123456")),
        ("path:a/b.html", Keyword("path", "a/b.html")),
        ("published:2011", DateRange("published", Edtf("2011"))),
        ("published:2011-11", DateRange("published", Edtf("2011-11"))),
        ("published:[2011 TO 2015]", DateRange("published", Edtf("2011/2015"))),
        ("published:[2011-03 TO *]", DateRange("published", Edtf("2011-03/.."))),
        ("published:[* to 2015]", DateRange("published", Edtf("../2015"))),
        ("published:>=2011", DateRange("published", Edtf("2011/.."))),
        ("published:<2011", DateRange("published", Edtf("../2011"))),
        ("year:2011", DateRange("published", Edtf("2011"))),
        ("period:2018", DateRange("period", Edtf("2018"))),
        ("event:ratification", Keyword("event", "ratification")),
        ("event:Entry-into-force", Keyword("event", "entry_into_force")),
        ("event:[1998 TO 2006]", DateRange("event", Edtf("1998/2006"))),
        ("event:2006", DateRange("event", Edtf("2006"))),
        ("date:missing", Missing("published")),
        ("event:missing", Missing("event")),
        ("title:missing", Missing("title")),
        ("-published:missing", Not(Missing("published"))),
        ("published: 2011", DateRange("published", Edtf("2011"))),
        ("A/HRC/25/60", Term("A/HRC/25/60")),
        ("https://example.org/a?b", Term("https://example.org/a?b")),
        ("Note: a", And((Term("Note"), A))),
        ("Kazakhstan, prison.", And((Term("Kazakhstan"), Term("prison")))),
        ("mid-term", Term("mid-term")),
        ("prisoners’ rights", And((Term("prisoners"), Term("rights")))),
        ("Қазақстан", Term("Қазақстан")),
    ],
)
def test_meaning(query, node):
    parsed = parse(query)
    assert parsed.errors == ()
    assert parsed.node == node


@pytest.mark.parametrize(
    ("query", "words", "place"),
    [
        ("", "nothing to search for", ""),
        ("   ", "nothing to search for", "   "),
        ("...", "nothing to search for", "..."),
        ("(a b", "never closed", "("),
        ("a) b", "closes nothing", ")"),
        ("a ()", "nothing between", "()"),
        ('a "b c', "never closed", '"b c'),
        ('a ""', "no word", '""'),
        ("AND a", "before it", "AND"),
        ("a AND", "after it", "AND"),
        ("a OR", "after it", "OR"),
        ("a || OR b", "after it", "||"),
        ("a NOT", "to leave out", "NOT"),
        ("NEAR a", "before it", "NEAR"),
        ("a NEAR/3", "after it", "NEAR/3"),
        ("a NEAR kind:report", "stands nowhere", "NEAR"),
        ("a NEAR title:b", "stands nowhere", "NEAR"),
        ("a publishr:b", "did you mean publisher:?", "publishr:"),
        ("a qqq:b", "the fields are", "qqq:"),
        ("kind:book c", "the kinds are", "kind:book"),
        ("a published:1/2/3", "write 2011", "published:1/2/3"),
        ("a published:[2015 TO 2011] b", "ends before it starts", "published:[2015 TO 2011]"),
        ("published:[2011", "write 2011", "published:[2011"),
        ("a published:", "needs a value", "published:"),
        ("title: )", "needs a value", "title:"),
        ("event:2011-13", "no day of the calendar", "event:2011-13"),
        ("[2011 TO 2015]", "belongs to a field", "[2011 TO 2015]"),
        ("a @colour", "there are @law", "@colour"),
        ("a b~3", "at most 2 edits", "b~3"),
        ("mid-term~1", "one word", "mid-term~1"),
        ("mid-ter*", "in one word", "mid-ter*"),
        ("**", "beside a letter", "**"),
        ("(" * 50 + "a" + ")" * 50, "more than 40", "("),
        ("-" * 50 + "a", "more than 40", "-"),
    ],
)
def test_faults_have_a_place_and_a_reason(query, words, place):
    parsed = parse(query)
    assert parsed.node is None
    assert words in parsed.errors[0].message
    assert query[parsed.errors[0].start : parsed.errors[0].end] == place


def test_common_words_are_left_out_and_named():
    parsed = parse("the prison of Astana", ignored=["the", "of"])
    assert parsed.node == And((Term("prison"), Term("Astana")))
    assert "“the”, “of”" in parsed.notes[0].message


@pytest.mark.parametrize(
    ("query", "node"),
    [
        ("the of", And((Term("the"), Term("of")))),  # nothing else is asked
        ("the", Term("the")),
        ('"the prison"', Phrase(("the", "prison"))),
        ("WHO prison", And((Term("WHO"), Term("prison")))),  # in capitals it is a name
        ("title:who prison", And((Term("who", "title"), Term("prison")))),
        ("a AND who", And((A, Term("who")))),  # boolean means boolean
    ],
)
def test_when_common_words_stay(query, node):
    assert parse(query, ignored=["the", "of", "who"]).node == node


def test_a_mark_alone_is_left_out_and_named():
    parsed = parse("§ 146")
    assert parsed.node == Term("146")
    assert "“§”" in parsed.notes[0].message


def test_words_side_by_side_are_loose():
    parsed = parse('prison reform "penal code" kind:report -draft')
    assert parsed.loose == (Term("prison"), Term("reform"))
    assert parsed.strict == (Phrase(("penal", "code")), Keyword("kind", "report"), Not(Term("draft")))


@pytest.mark.parametrize("query", ["prison AND reform", "prison OR reform", "prison NOT reform", "prison NEAR reform"])
def test_operators_are_never_eased(query):
    assert parse(query).loose == ()


def test_every_field_can_be_asked_for():
    values = {"kind": "report", "event": "visit"} | dict.fromkeys(["published", "date", "year", "period"], "2011")
    for name in names():
        assert parse(f"{name}:{values.get(name, 'word')}").errors == (), name
    assert set(FIELDS) <= set(names())


@settings(max_examples=300, deadline=None)
@given(st.text(alphabet=st.sampled_from('ab "“”()[]{}:*?~-@/0129 ANDORTE\n\t.,é𝐀'), max_size=40))
def test_parsing_never_raises_and_places_lie_in_the_query(query):
    parsed = parse(query, ignored=["a"])
    assert (parsed.node is None) == bool(parsed.errors)
    for diagnostic in (*parsed.errors, *parsed.notes):
        assert 0 <= diagnostic.start <= diagnostic.end <= len(query)


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=60))
def test_any_text_is_read(query):
    parse(query)


def test_a_long_query_is_read_in_time():
    assert parse(" ".join(f"word{n}" for n in range(200))).errors == ()
    assert parse("(" * 9_999).errors
    assert parse('"' * 9_999).errors
