"""Every reporting verb yields a quotation in its examples and none in its counter-examples; nouns that cannot speak."""

from __future__ import annotations

import hashlib

import pytest

from justicekb.extract import extract
from justicekb.extract.nlp import parse
from justicekb.model import Block, Document, Quote
from justicekb.spans import Span
from justicekb.vocabulary import load
from justicekb.vocabulary.entries import SpeechNoun, SpeechVerb

VOCABULARY = load()
VERBS = VOCABULARY.entries(SpeechVerb)
NOUNS = VOCABULARY.entries(SpeechNoun)

SAYS = "The Steppe Prison {} said that the cells were cold."


def document(sentence: str) -> Document:
    return Document(
        path="example.txt",
        sha256=hashlib.sha256(sentence.encode()).hexdigest(),
        media_type="text/plain",
        text=sentence,
        blocks=(Block(kind="paragraph", span=Span(0, len(sentence))),),
    )


@pytest.fixture(scope="module")
def quotes_in(nlp):
    """The quotations of each sentence that the tests below ask for, all parsed in one go."""
    sentences = {s for e in (*VERBS, *NOUNS) for s in (*e.examples, *e.counter_examples)}
    sentences |= {SAYS.format(word.capitalize()) for e in NOUNS for word in (*e.words, "Choir")}
    ordered = sorted(sentences)
    parsed = parse(map(document, ordered), nlp)
    return {
        sentence: [r for r in extract(p, VOCABULARY) if isinstance(r, Quote)]
        for sentence, p in zip(ordered, parsed, strict=True)
    }


def by(entry: SpeechVerb, quotes: list[Quote]) -> list[Quote]:
    return [q for q in quotes if q.cue.lower() in entry.forms]


@pytest.mark.parametrize("entry", VERBS, ids=lambda e: e.id)
def test_examples_are_quotations_by_the_verb_with_a_speaker(entry, quotes_in):
    assert entry.examples
    silent = [s for s in entry.examples if not any(q.speaker for q in by(entry, quotes_in[s]))]
    assert not silent, {s: [(q.cue, q.speaker) for q in quotes_in[s]] for s in silent}


@pytest.mark.parametrize("entry", VERBS, ids=lambda e: e.id)
def test_counter_examples_are_not(entry, quotes_in):
    assert entry.counter_examples
    assert {s: by(entry, quotes_in[s]) for s in entry.counter_examples if by(entry, quotes_in[s])} == {}


@pytest.mark.parametrize("entry", VERBS, ids=lambda e: e.id)
def test_only_verbs_that_take_clauses_show_one(entry, quotes_in):
    clauses = [q for s in entry.examples for q in by(entry, quotes_in[s]) if not q.direct]
    assert bool(clauses) == (entry.mode == "both")


@pytest.mark.parametrize("entry", VERBS, ids=lambda e: e.id)
def test_counter_examples_have_a_word_like_the_verb(entry):
    roots = {form.partition(" ")[0][:3] for form in entry.forms}
    assert [s for s in entry.counter_examples if not any(root in s.lower() for root in roots)] == []


def test_no_form_belongs_to_two_verbs():
    forms = [form for verb in VERBS for form in verb.forms]
    assert sorted(f for f in forms if forms.count(f) > 1) == []


@pytest.mark.parametrize("entry", NOUNS, ids=lambda e: e.id)
def test_nouns_that_cannot_speak(entry, quotes_in):
    assert entry.examples
    assert entry.counter_examples
    assert {s: quotes_in[s] for s in entry.examples if quotes_in[s]} == {}
    assert [s for s in entry.counter_examples if not quotes_in[s]] == []


@pytest.mark.parametrize("entry", NOUNS, ids=lambda e: e.id)
def test_a_name_that_ends_with_such_a_noun_says_nothing(entry, quotes_in):
    speaking = [word for word in entry.words if quotes_in[SAYS.format(word.capitalize())]]
    assert speaking == (["post"] if entry.id == "media" else [])  # a Post with a name is a newspaper
    assert quotes_in[SAYS.format("Choir")]


def test_no_noun_stands_twice():
    words = [word for entry in NOUNS for word in entry.words]
    assert len(set(words)) == len(words)
