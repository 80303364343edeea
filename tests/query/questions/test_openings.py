"""What a question asks for, however it is begun: keywords, yes or no, polite words, and what else it may ask."""

from __future__ import annotations

import pytest

from justicekb.query.language.lexicon import lexicon
from justicekb.query.questions.openings import asked_first, opening_of, readings, spelt_out


@pytest.mark.parametrize(
    ("words", "question"),
    [
        ("Norland covenant accession date", "when was Norland covenant accession?"),
        ("prisoners Norland 2018", "how many prisoners Norland 2018"),
        ("Norland covenant ratification", "when was Norland covenant ratification"),
        ("Why is the sky blue?", None),
        ("Could prisons close?", None),
        ("the blue sky", None),
    ],
)
def test_keywords_are_spelt_out(vocabulary, words, question):
    assert spelt_out(words, lexicon(vocabulary)) == question


@pytest.mark.parametrize(
    ("question", "asked"),
    [
        ("Has Norland ratified the covenant?", "date"),
        ("Did the minister resign?", "date"),
        ("date of the accession", "date"),
        ("turnout in the 2016 election", "figure"),
        ("share of women in prison", "figure"),
        ("director of the Prison Service", "office"),
        ("Which judge sentenced him?", "participant"),
    ],
)
def test_what_is_asked(vocabulary, question, asked):
    form, _ = opening_of(question, lexicon(vocabulary))
    assert form.asked == asked


def test_a_rough_word_in_front_asks_for_the_same():
    assert asked_first("At least how many were hurt?") == "how many were hurt?"
    assert asked_first("At least it is dry") == "At least it is dry"


def test_a_length_may_be_told_by_its_beginning():
    assert readings("How long has it worked?") == ["How long has it worked?", "since when has it worked?"]
    assert readings("How long was it?") == ["How long was it?"]
