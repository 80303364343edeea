"""Every event entry tells its type in its examples, not in its counter-examples; classes and carriers likewise."""

from __future__ import annotations

import hashlib
from typing import get_args

import pytest

from justicekb.edtf import Edtf
from justicekb.extract.dates.mentions import find_dates
from justicekb.extract.facts.facts import find_facts
from justicekb.extract.facts.lightverbs import carriers
from justicekb.extract.nlp import Found, parse
from justicekb.model import Block, Document, FactType
from justicekb.spans import Span
from justicekb.vocabulary import load
from justicekb.vocabulary.entries import EventCarrier, EventClass, EventEntry, EventModality

VOCABULARY = load()
ENTRIES = VOCABULARY.entries(EventEntry)
CLASSES = VOCABULARY.entries(EventClass)

# Entries of type "other" keep what only looks like a typed event out.
TYPES = frozenset(get_args(FactType))


def document(sentence: str) -> Document:
    return Document(
        path="example.txt",
        sha256=hashlib.sha256(sentence.encode()).hexdigest(),
        media_type="text/plain",
        published=Edtf("2023-06-15"),
        text=sentence,
        blocks=(Block(kind="paragraph", span=Span(0, len(sentence))),),
    )


@pytest.fixture(scope="module")
def facts_of(nlp, vocabulary):
    """The facts in each example sentence of the vocabulary, all parsed in one go."""
    sentences = sorted({s for e in ENTRIES for s in (*e.examples, *e.counter_examples)})
    told = {}
    for sentence, parsed in zip(sentences, parse(map(document, sentences), nlp), strict=True):
        found = Found()
        found.add(list(find_dates(parsed, vocabulary, found)))
        told[sentence] = list(find_facts(parsed, vocabulary, found))
    return told


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda e: e.id)
def test_examples_tell_the_type(entry, facts_of):
    silent = [s for s in entry.examples if entry.type not in {f.type for f in facts_of[s]}]
    assert entry.examples
    assert not silent, {s: [(f.type, f.rule) for f in facts_of[s]] for s in silent}


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda e: e.id)
def test_counter_examples_do_not(entry, facts_of):
    wrong = [s for s in entry.counter_examples if entry.id in {f.rule for f in facts_of[s]}]
    assert entry.counter_examples
    assert not wrong


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda e: e.id)
def test_an_entry_can_fire_and_refers_to_what_exists(entry):
    classes = {f"#{c.id}" for c in CLASSES}
    named = {*entry.objects, *entry.without, *entry.of, *entry.subjects, *entry.complement}
    assert entry.type in TYPES
    assert entry.verbs or entry.nouns
    assert {name for name in named if name.startswith("#")} <= classes


def test_every_type_has_an_entry():
    assert {entry.type for entry in ENTRIES} == TYPES


@pytest.mark.parametrize("entry", [*CLASSES, *VOCABULARY.entries(EventModality)], ids=lambda e: e.id)
def test_classes_hold_their_examples(entry):
    assert entry.examples
    assert set(entry.examples) <= set(entry.words)
    assert not set(entry.counter_examples) & set(entry.words)
    assert len(set(entry.words)) == len(entry.words), "a word stands twice"


@pytest.mark.parametrize("entry", VOCABULARY.entries(EventCarrier), ids=lambda e: e.id)
def test_carriers_are_recognised(entry, nlp, vocabulary):
    known = vocabulary.once(carriers)

    def fires(sentence: str) -> bool:
        return any(entry in known.of(token) for token in nlp(sentence))

    assert all(fires(s) for s in entry.examples)
    assert not any(fires(s) for s in entry.counter_examples)
