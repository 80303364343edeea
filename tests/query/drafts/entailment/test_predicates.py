"""The families of predicates.csv: what each names, and what it excludes."""

from __future__ import annotations

import pytest

from justicekb.query.drafts.entailment.predicates import predicates
from justicekb.query.language import stem
from justicekb.vocabulary.entries import Predicate


@pytest.fixture
def known(vocabulary):
    return predicates(vocabulary)


def test_every_family_has_its_examples_and_none_of_its_counter_examples(known, vocabulary):
    for entry in vocabulary.entries(Predicate):
        assert entry.examples
        assert entry.counter_examples
        assert [w for w in entry.examples if entry.id not in known.families(stem(w))] == [], entry.id
        assert [w for w in entry.counter_examples if entry.id in known.families(stem(w))] == [], entry.id


def test_every_family_named_beside_another_exists(vocabulary):
    ids = {entry.id for entry in vocabulary.entries(Predicate)}
    assert not {other for entry in vocabulary.entries(Predicate) for other in entry.also} - ids


@pytest.mark.parametrize(
    ("one", "other", "rival"),
    [
        ("acquitted", "convicted", True),
        ("indicted", "convicted", True),
        ("sentenced", "convicted", False),
        ("resigned", "fired", True),
        ("signed", "ratified", True),
        ("upheld", "quashed", True),
        ("rose", "fell", True),
        ("murder", "manslaughter", True),
        ("arrested", "resigned", False),  # of two fields
    ],
)
def test_words_exclude_one_another_within_a_field(known, one, other, rival):
    assert known.rival(known.families(stem(one)), known.families(stem(other))) is rival


def test_what_follows_from_a_word_is_borne_out_by_it_and_not_the_other_way_round(known):
    sentenced, convicted = (known.families(stem(word)) for word in ("sentenced", "convicted"))
    assert known.implied(convicted, sentenced)
    assert not known.implied(known.families(stem("killed")), known.families(stem("died")))


def test_a_phrase_tells_something_else_than_its_words(known):
    told = known.told_in([stem(word) for word in ["the", "complaints", "fell", "within", "the", "mandate"]])
    assert told[2] == frozenset({"belong"})
