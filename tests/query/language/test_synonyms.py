"""Every entry of sameness.toml, held both ways, and runs of words that name one thing."""

from __future__ import annotations

import pytest

from justicekb.query.language.stems import stems
from justicekb.query.language.synonyms import named, things, things_in
from justicekb.vocabulary import load
from justicekb.vocabulary.entries import SameWords

VOCABULARY = load()


def found(entry: SameWords, text: str) -> bool:
    runs = {tuple(stems(words)) for words in entry.words}
    return tuple(stems(text)) in runs


@pytest.mark.parametrize("entry", VOCABULARY.entries(SameWords), ids=lambda e: e.id)
def test_examples_are_found_and_counter_examples_are_not(entry):
    assert entry.examples
    assert all(found(entry, text) for text in entry.examples)
    assert not any(found(entry, text) for text in entry.counter_examples)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("a moratorium on executions", ["=death-penalty"]),
        ("the execution of sentences", ["=enforcement"]),
        ("jury trials and capital punishment", ["=jury", "=death-penalty"]),
        ("a visit", []),
    ],
)
def test_things_in_a_text(text, told):
    assert things_in(text, things(VOCABULARY).objects) == told


def test_the_longest_run_wins():
    runs = things(VOCABULARY).measures
    assert named(stems("prison population"), runs) == ["=prisoners"]
    assert named(stems("prison cells"), runs) == ["=prisons", "cell"]


@pytest.mark.parametrize(
    ("measure", "told"),
    [("NGOs", True), ("human rights organisations", True), ("members that met", True), ("complaints", False)],
)
def test_members(measure, told):
    assert things(VOCABULARY).are_members(measure) == told
