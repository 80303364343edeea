"""Numbers and quantities in running text: value, range, unit, currency, exactness, and their places."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from justicekb.vocabulary import load
from justicekb.vocabulary.entries import Currency, NumberQualifier, NumberWord, Unit
from justicekb.vocabulary.numbertext import quantities

VOCABULARY = load()


def read(text: str) -> list[tuple[str, float, float | None, str, str]]:
    return [(q.span.of(text), q.value, q.high, q.unit, q.qualifier) for q in quantities(text, VOCABULARY)]


def one(text: str) -> tuple[float, float | None, str, str]:
    (found,) = read(text)
    return found[1:]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("60,000 prisoners", 60000),
        ("1 204 500 inhabitants", 1204500),
        ("1\u00a0204 cells", 1204),
        ("3.75 places", 3.75),
        ("2,5 million people", 2.5e6),
        ("4.2 million people", 4.2e6),
        ("12 thousand detainees", 12000),
        ("seventeen judges", 17),
        ("forty-two lawyers", 42),
        ("three hundred and six complaints", 306),
        ("two hundred and fifty thousand people", 250000),
        ("one million two hundred thousand people", 1.2e6),
        ("a hundred guards", 100),
        ("a dozen visits", 12),
        ("three dozen visits", 36),
        ("half a million people", 500000),
        ("seven and a half places", 7.5),
        ("3 thousand 450 letters", 3450),
        ("two and a half thousand people", 2500),
        ("one-and-a-half million people", 1.5e6),
        ("6 thousand 40 letters", 6040),
        ("2 hundred 15 guards", 215),
        ("3½ million people", 3.5e6),
        ("2 1/2 thousand cases", 2500),
        ("13,45,678 cases", 1345678),
        ("2 lakh 30 thousand voters", 230000),
        ("three crore voters", 3e7),
    ],
)
def test_values(text, value):
    assert one(text) == (value, None, "count", "exact")


@pytest.mark.parametrize(
    ("text", "value", "high", "unit"),
    [
        ("between six and nine years", 6, 9, "years"),
        ("six to nine years", 6, 9, "years"),
        ("between three hundred and four hundred men", 300, 400, "count"),
        ("between two thousand and three thousand men", 2000, 3000, "count"),
        ("from six to nine months", 6, 9, "months"),
        ("40-45 inspections", 40, 45, "count"),
        ("40–45 per cent", 40, 45, "percent"),
        ("2 to 3 million people", 2e6, 3e6, "count"),
        ("two to three weeks", 14, 21, "days"),
        ("$5-7 million", 5e6, 7e6, "money:USD"),
    ],
)
def test_ranges(text, value, high, unit):
    assert one(text) == (value, high, unit, "exact")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a fall from 900 to 700 inmates", [900, 700]),
        ("9 to 4 votes", [9, 4]),
        ("12 and 15 officers", [12, 15]),
        ("six hundred and nine hundred officers", [600, 900]),
        ("9 thousand 30 years ago", [9000, 30]),
    ],
)
def test_what_is_no_range(text, expected):
    assert [(value, high) for _, value, high, *_ in read(text)] == [(value, None) for value in expected]


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("2%", 2, "percent"),
        ("two percent", 2, "percent"),
        ("12.5 per cent", 12.5, "percent"),
        ("a 25-year sentence", 25, "years"),
        ("four years and nine months", 4.75, "years"),
        ("seven-and-a-half years", 7.5, "years"),
        ("held for a month", 1, "months"),
        ("three weeks", 21, "days"),
        ("72 hours", 72, "hours"),
        ("30 minutes", 0.5, "hours"),
        ("four square metres", 4, "square_metres"),
        ("2.5 m²", 2.5, "square_metres"),
        ("€9,500", 9500, "money:EUR"),
        ("US$3 million", 3e6, "money:USD"),
        ("100 million tenge", 1e8, "money:KZT"),
        ("KZT 40,000", 40000, "money:KZT"),
        ("200,000 Uzbek soms", 200000, "money:UZS"),
        ("3 million Kazakh tenge", 3e6, "money:KZT"),
        ("5 bn 200 m tenge", 5.2e9, "money:KZT"),
        ("two and a half billion levs", 2.5e9, "money:BGN"),
        ("two-thirds of the cells", 66.7, "percent"),
        ("half of the cells", 50, "percent"),
    ],
)
def test_units(text, value, unit):
    assert one(text) == (value, None, unit, "exact")


@pytest.mark.parametrize(
    ("text", "qualifier"),
    [
        ("about 700 cases", "about"),
        ("some 70 judges", "about"),
        ("more than 60 people", "over"),
        ("over half of them", "over"),
        ("fewer than 20 cases", "under"),
        ("almost 30%", "under"),
        ("up to seven years", "up_to"),
        ("no more than 15 days", "up_to"),
        ("at least 15 people", "at_least"),
        ("two weeks or longer", "at_least"),
        ("thirty years to life", "at_least"),
        ("a total of 15 people", "exact"),
    ],
)
def test_exactness(text, qualifier):
    assert one(text)[3] == qualifier


@pytest.mark.parametrize(
    "text",
    [
        "the 21st century",
        "the 17 th floor",
        "at 14:35",
        "COVID-19",
        "A/HRC/45/12",
        "the first half of the term",
        "half an hour",
        "a third officer",
        "thousands of people",
        "tenth",
        "none of them",
    ],
)
def test_no_quantities(text):
    assert read(text) == []


def test_two_currencies_of_one_sum_stay_two():
    text = "a fine of 4,000 euros (about $4,600)"
    assert [found[0::3] for found in read(text)] == [("4,000 euros", "money:EUR"), ("$4,600", "money:USD")]


def test_bare_years_are_marked():
    text = "In 2018 they counted 2,018 people"
    assert [q.year_like for q in quantities(text, VOCABULARY)] == [True, False]


@given(st.integers(min_value=0, max_value=10**9))
def test_grouped_digits_are_read_as_written(number):
    assert read(f"They counted {number:,} people.")[0][:2] == (f"{number:,}", number)


@given(st.text(max_size=80))
def test_any_text_is_read_and_places_hold(text):
    for quantity in quantities(text, VOCABULARY):
        assert quantity.span.contains(quantity.number) or quantity.span.overlaps(quantity.number)
        assert quantity.span.end <= len(text)


def found_in(example: str, wanted: str) -> bool:
    return any(wanted in (q.unit, q.qualifier) for q in quantities(example, VOCABULARY))


@pytest.mark.parametrize("entry", VOCABULARY.entries(Unit), ids=lambda e: e.id)
def test_unit_entries_hold(entry):
    assert entry.examples
    assert [example for example in entry.examples if not found_in(example, entry.unit)] == []
    assert entry.counter_examples
    assert [example for example in entry.counter_examples if found_in(example, entry.unit)] == []


@pytest.mark.parametrize("entry", VOCABULARY.entries(Currency), ids=lambda e: e.id)
def test_currency_entries_hold(entry):
    assert entry.examples
    assert [example for example in entry.examples if not found_in(example, f"money:{entry.id}")] == []
    assert entry.counter_examples
    assert [example for example in entry.counter_examples if found_in(example, f"money:{entry.id}")] == []


@pytest.mark.parametrize("entry", VOCABULARY.entries(NumberQualifier), ids=lambda e: e.id)
def test_qualifier_entries_hold(entry):
    assert entry.examples
    assert [example for example in entry.examples if not found_in(example, entry.qualifier)] == []
    assert entry.counter_examples
    assert [example for example in entry.counter_examples if found_in(example, entry.qualifier)] == []


@pytest.mark.parametrize("entry", VOCABULARY.entries(NumberWord), ids=lambda e: e.id)
def test_number_word_entries_hold(entry):
    assert entry.examples
    assert entry.counter_examples
    assert [example for example in entry.examples if not with_word(example, entry)] == []
    assert [example for example in entry.counter_examples if with_word(example, entry)] == []


def with_word(example: str, entry: NumberWord) -> list[str]:
    found = [q.number.of(example).casefold() for q in quantities(example, VOCABULARY)]
    return [words for words in found if any(word in re.split(r"[-\s\d.,]+", words) for word in entry.words)]
