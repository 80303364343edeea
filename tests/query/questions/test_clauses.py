"""The clause of a question: its asking phrase, verb and build, whatever the order of its words."""

from __future__ import annotations

import pytest

from justicekb.query.language.lexicon import lexicon
from justicekb.query.questions.analysis.clauses import clause_of
from justicekb.query.questions.analysis.tagging import tagged


@pytest.fixture
def clause(vocabulary):
    known = lexicon(vocabulary)
    return lambda question: clause_of(tagged(question, known), known)


@pytest.mark.parametrize(
    ("question", "wh", "verb"),
    [
        ("When did Peru sign the covenant?", "when", "sign"),
        ("In which year was the covenant signed by Peru?", "which", "signed"),
        ("Peru signed the covenant when?", "when", "signed"),
        ("In 2018, how many visits did the board make?", "how", "make"),
        ("Which court freed Jan Vesk?", "which", "freed"),
        ("How many prisoners died in 2018?", "how", "died"),
        ("When was the registered office closed?", "when", "closed"),
        ("When did the visit begin?", "when", "begin"),
        ("What happened to Jan Vesk?", "what", "happened"),
        ("Is there a moratorium in Peru?", None, None),
        ("What is the prison population of Peru?", "what", None),
    ],
)
def test_the_asking_word_and_the_verb(clause, question, wh, verb):
    found = clause(question)
    assert (found.wh, found.verb and found.verb.text) == (wh, verb)


@pytest.mark.parametrize(
    ("question", "passive", "inverted", "polar"),
    [
        ("When was Jan Vesk arrested?", True, True, False),
        ("Who was arrested in May?", True, False, False),
        ("Who arrested Jan Vesk?", False, False, False),
        ("Which treaty did Peru sign?", False, True, False),
        ("Has Peru signed the treaty?", False, False, True),
        ("Was the jail closed?", True, False, True),
    ],
)
def test_the_build(clause, question, passive, inverted, polar):
    found = clause(question)
    assert (found.passive, found.inverted, found.polar) == (passive, inverted, polar)


def test_what_is_counted_stands_in_the_asking_phrase(clause):
    assert [w.text for w in clause("How many complaints of torture were received?").asking] == [
        "complaints", "of", "torture",
    ]  # fmt: skip
    assert [w.text for w in clause("How many NGOs belong to the coalition?").asking] == ["NGOs"]
