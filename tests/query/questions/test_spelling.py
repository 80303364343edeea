"""Misspelt names and words: one clear reading is taken and told, a doubtful one never."""

from __future__ import annotations

import pytest

from justicekb.query.language.lexicon import lexicon
from justicekb.query.questions.analysis.spelling import corrected


@pytest.fixture
def vesk(base):
    base.add("a.txt", "In 2014 Norvik Ombrosian resigned from the Harbour Council.")
    base.mention("Norvik Ombrosian", "person")
    base.mention("Harbour Council", "organisation")
    base.fact("resigned", type="departure", date="2014", agent="Norvik Ombrosian")
    return base


@pytest.mark.parametrize(
    "question",
    [
        "When did Norvik Ombrosian resign?",
        "When did Norvik Ombrosyan resign?",
        "When did Norvik Omborsian resign?",
        "when did norvik ombrosian resign",
        "when did norvik ombrosian resgin",
    ],
)
def test_a_name_or_word_one_slip_away_is_read(vesk, reply, question):
    assert [v.value for v in reply(question).answers] == ["2014"]


def test_what_was_read_is_told(vesk, reply):
    assert reply("When did Norvik Ombrosyan resign?").note == "“Norvik Ombrosyan” was read as Norvik Ombrosian"
    assert reply("When did Norvik Ombrosian resign?").note is None


@pytest.mark.parametrize("name", ["Norvin Ambrosson", "Lorvik Ombrosian", "Ada Ombrosian"])
def test_a_name_farther_away_is_another(vesk, reply, name):
    answer = reply(f"When did {name} resign?")
    assert (answer.status, answer.answers) == ("not_found", ())


def test_between_two_names_as_near_none_is_taken(base, reply):
    base.add("a.txt", "In 2014 Marta Vilanen resigned. In 2016 Marta Vilamen resigned.")
    for name, date in (("Marta Vilanen", "2014"), ("Marta Vilamen", "2016")):
        base.mention(name, "person")
        base.fact(f"{name} resigned", type="departure", date=date, agent=name)
    assert reply("When did Marta Vilaren resign?").status == "not_found"
    assert [v.value for v in reply("When did Marta Vilamen resign?").answers] == ["2016"]


def test_words_that_sentences_have_are_left_alone(base, vocabulary):
    base.add("a.txt", "Ada Norn keeps the prosen of Vik. Ada Norn is well.")
    base.mention("Ada Norn", "person")
    known = lexicon(vocabulary)
    assert corrected("Who keeps the prosen?", base.records, known) == "Who keeps the prosen?"
    assert corrected("who was arested?", base.records, known) == "who was arrested?"
    assert corrected("who walked behind bars?", base.records, known) == "who walked behind bars?"
