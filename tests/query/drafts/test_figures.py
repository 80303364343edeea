"""The numbers of a draft's sentence: what each counts and when."""

from __future__ import annotations

import pytest

from justicekb.query.drafts.figures import numbers_said
from justicekb.query.language.lexicon import lexicon
from justicekb.query.language.stems import stem
from justicekb.spans import Span
from justicekb.vocabulary.datetext import Anchor, find_dates
from justicekb.vocabulary.numbertext import quantities


@pytest.fixture
def said(vocabulary):
    def read(text, *names):
        dates = [d for d in find_dates(text, Anchor(), vocabulary) if d.edtf]
        places = [Span(text.index(n), text.index(n) + len(n)) for n in names]
        dated = [Span(d.start, d.end) for d in dates]
        numbers = [q for q in quantities(text, vocabulary) if not any(q.span.overlaps(d) for d in dated)]
        found = numbers_said(text, numbers, dates, places, lexicon(vocabulary))
        return [(s.quantity.value, s.head, s.when.edtf.text if s.when else None) for s in found]

    return read


def heads(*words):
    return tuple(map(stem, words))


def test_both_ends_of_a_change_have_one_subject_and_their_own_years(said):
    assert said("The jail population of Peru fell from 40 in 2016 to 30 in 2018.", "Peru") == [
        (40, heads("jail", "population"), "2016"),
        (30, heads("jail", "population"), "2018"),
    ]


@pytest.mark.parametrize(
    ("text", "value", "head"),
    [
        ("Murders in Peru dropped sharply to about 40.", 40, ("murders",)),
        ("In 2018, the number of female prisoners rose to 40.", 40, ("female", "prisoners")),
        ("In 2018 the number of female prisoners was 40.", 40, ("female", "prisoners")),
        ("Escapes went up by 12 percent.", 12, ("escapes",)),
        ("Women held 20 percent of the seats.", 20, ("seats",)),
        ("Peru runs 67 jails and 12 police stations.", 67, ("jails",)),
        ("There were 30 Peruvians among them.", 30, ("peruvians",)),
        ("Nineteen jails were closed.", 19, ("jails",)),
    ],
)
def test_what_a_number_counts(said, text, value, head):
    names = [name for name in ("Peruvians",) if name in text]
    assert said(text, *names)[0][:2] == (value, heads(*head))


def test_blanks_where_marks_stood_part_nothing(said):
    told = said("The jail population of Peru fell from 40 in 2016 to   30   in 2018.", "Peru")
    assert [(value, when) for value, _, when in told] == [(40, "2016"), (30, "2018")]


def test_a_date_at_the_front_is_the_first_numbers_and_one_behind_the_seconds(said):
    told = said("In 2018, 292 crimes were registered in Peru, compared with 316 in 2017.", "Peru")
    assert told == [(292, heads("crimes"), "2018"), (316, heads("crimes"), "2017")]


def test_a_date_right_before_a_number_is_its_own(said):
    assert [when for *_, when in said("It held 36 inmates in 2016, and in 2017, 35 inmates.")] == ["2016", "2017"]


def test_the_other_end_of_a_change_does_not_take_the_date_of_the_first(said):
    assert [when for *_, when in said("Inmates decreased from 2,400 in 2018 to 1,300.")] == ["2018", None]


@pytest.mark.parametrize(
    "text",
    [
        "The 101-member parliament met.",
        "In the past two years nobody escaped.",
        "She left three years later.",
        "Article 146 of the Code punishes it.",
    ],
)
def test_what_states_no_number(said, text):
    assert said(text) == []


def test_a_rate_is_counted_by_its_own_unit_and_once(said):
    assert said("Peru held 284 prisoners per 100,000 inhabitants.", "Peru") == [(284, heads("prisoners"), None)]
