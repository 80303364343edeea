"""Sentences aligned to the document, and what extractors share."""

from __future__ import annotations

import pytest

from justicekb.errors import StoreError
from justicekb.extract.nlp import Found, load_pipeline, parse
from justicekb.model import Block, Document, Mention
from justicekb.spans import Span
from justicekb.vocabulary import load
from justicekb.vocabulary.entries import Abbreviation

TEXT = "Laws in Riga\n\n Ann left. Bob stayed.\n\n[1] A book. Riga, 2001.\n\nОн ушёл."


def block(kind, words, language="en"):
    start = TEXT.index(words)
    return Block(kind=kind, span=Span(start, start + len(words)), language=language)


@pytest.fixture(scope="module")
def parsed(nlp):
    blocks = (
        block("heading", "Laws in Riga"),
        block("paragraph", " Ann left. Bob stayed."),
        block("reference", "[1] A book. Riga, 2001."),
        block("paragraph", "Он ушёл.", "ru"),
    )
    document = Document(path="x", sha256="0" * 64, media_type="text/plain", text=TEXT, blocks=blocks)
    return next(parse([document], nlp))


def mention(start, end, type_="place"):
    span = Span(start, end)
    return Mention(
        document="doc-0", span=span, evidence=span, rule="x", type=type_, name="n", text="n", entity="e", canonical="n"
    )


def test_sentences_stand_where_their_words_stand(parsed):
    assert [s.span.of(TEXT) for s in parsed.sentences] == ["Laws in Riga", "Ann left.", "Bob stayed."]
    assert [s.index for s in parsed.sentences] == [0, 1, 2]


def test_references_and_other_languages_are_not_parsed(parsed):
    assert {s.block.kind for s in parsed.sentences} == {"heading", "paragraph"}
    assert all("ушёл" not in s.text for s in parsed.sentences)


@pytest.mark.parametrize(("words", "sentence"), [("Riga", 0), ("Ann", 1), ("stayed", 2), ("book", None)])
def test_the_sentence_at_a_place(parsed, words, sentence):
    found = parsed.sentence_at(TEXT.index(words))
    assert (found.index if found else None) == sentence


def test_tokens_of_a_span_and_back(parsed):
    start = TEXT.index("Bob")
    tokens = parsed.sentences[2].tokens_of(Span(start, start + 3))
    assert tokens is not None
    assert parsed.sentences[2].place(tokens.start, tokens.end) == Span(start, start + 3)


def test_found_keeps_text_order_and_kinds():
    found = Found([mention(9, 12), mention(0, 3)])
    found.add([mention(4, 6)])
    assert [m.span.start for m in found.all(Mention)] == [0, 4, 9]
    assert [m.span.start for m in found.within(Mention, Span(0, 10))] == [0, 4]


def test_found_builds_once(parsed, vocabulary):
    calls = []
    build = lambda p, v: calls.append(p) or len(calls)  # noqa: E731  # a def would say no more
    found = Found()
    assert found.once(build, parsed, vocabulary) == found.once(build, parsed, vocabulary) == 1


def test_a_missing_model_says_what_to_do():
    with pytest.raises(StoreError, match="JUSTICEKB_MODEL"):
        load_pipeline("no_such_model_anywhere")


JUDGED = load().entries(Abbreviation)


@pytest.mark.parametrize("entry", JUDGED, ids=lambda e: e.id)
def test_a_sentence_goes_on_behind_an_abbreviation(entry, nlp):
    def count(text):
        whole = Block(kind="paragraph", span=Span(0, len(text)))
        document = Document(path="x", sha256="0" * 64, media_type="text/plain", text=text, blocks=(whole,))
        return len(next(parse([document], nlp)).sentences)

    assert entry.examples
    assert {x: count(x) for x in entry.examples} == dict.fromkeys(entry.examples, 1)
    assert {x: count(x) for x in entry.counter_examples} == dict.fromkeys(entry.counter_examples, 2)
