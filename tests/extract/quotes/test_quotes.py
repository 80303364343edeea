"""Quotation marks over sentences and paragraphs, broken ones too, and the properties of every quotation."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from justicekb.extract import extract
from justicekb.extract.nlp import parse
from justicekb.extract.quotes.marks import stretches
from justicekb.model import Block, Document, Quote
from justicekb.spans import Span
from justicekb.vocabulary import load

VOCABULARY = load()


def document(*paragraphs: str, kinds: tuple[str, ...] = ()) -> Document:
    text = "\n\n".join(paragraphs)
    at, blocks = 0, []
    for index, paragraph in enumerate(paragraphs):
        kind = kinds[index] if kinds else "paragraph"
        blocks.append(Block(kind=kind, span=Span(at, at + len(paragraph))))
        at += len(paragraph) + 2
    digest = hashlib.sha256(text.encode()).hexdigest()
    return Document(path="a.txt", sha256=digest, media_type="text/plain", text=text, blocks=tuple(blocks))


def quoted(*paragraphs: str) -> list[str]:
    doc = document(*paragraphs)
    return [s.span.of(doc.text) for s in stretches(doc, doc.blocks)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("He said “no way” and left.", ["no way"]),
        ('He said "no way" and "not now".', ["no way", "not now"]),
        ("Er sagte „no way“ heute.", ["no way"]),
        ("He said «no way» and left.", ["no way"]),
        ("“One,” he said, “two.”", ["One", "two."]),
        ("He heard “the word “no” twice” there.", ["the word “no” twice"]),
        ("He said ”no way” and left.", ["no way"]),
        ("He said ‘no way’ and didn’t go.", ["no way"]),
        ("The judge’s word and the guards’ word.", []),
        ('A wall of 5" and no more.', []),
        ("Nothing is said here.", []),
    ],
)
def test_marks(text, expected):
    assert quoted(text) == expected


def test_single_marks_count_only_where_no_others_are_used():
    assert quoted("He said “go ‘home’ now” at last.") == ["go ‘home’ now"]


def test_an_opening_mark_repeated_at_each_paragraph_is_one_quotation():
    assert quoted("“First.", "“Second.", "“Third.” He left.") == ["First.\n\n“Second.\n\n“Third."]


def test_a_quotation_closed_in_the_next_paragraph_without_opening():
    assert quoted("“First.", "Second.” He left.") == ["First.\n\nSecond."]


def test_a_missing_closing_mark_ends_with_the_paragraph():
    assert quoted("“First and no end.", "Nothing is quoted here.") == ["First and no end."]


def test_a_heading_ends_a_quotation():
    doc = document("“First.", "“Second”", kinds=("paragraph", "heading"))
    assert [s.span.of(doc.text) for s in stretches(doc, doc.blocks)] == ["First.", "Second"]


def test_a_block_quotation_needs_no_marks():
    doc = document("Dana Serik wrote:", "The cells were cold.", kinds=("paragraph", "block_quote"))
    assert [s.span.of(doc.text) for s in stretches(doc, doc.blocks)] == ["The cells were cold."]


@given(st.lists(st.text(alphabet='“”"«» ab.,\n', max_size=40), min_size=1, max_size=4))
def test_stretches_lie_in_the_text_and_do_not_overlap(paragraphs):
    doc = document(*paragraphs)
    found = stretches(doc, doc.blocks)
    assert all(s.outer.contains(s.span) and s.outer.end <= len(doc.text) for s in found)
    assert all(a.outer.end <= b.outer.start for a, b in pairwise(found))


@pytest.fixture(scope="module")
def quotes(nlp):
    doc = document(
        "Dana Serik heads a law clinic in Oslo. “The cells are cold in winter,” she said. “They always were.”",
        "Boilerplate says that “nobody reads these words anyway,” said Dana Serik.",
        "Petro Hnatiuk disagreed. He said that the cells were warm.",
        kinds=("paragraph", "boilerplate", "paragraph"),
    )
    (parsed,) = parse([doc], nlp)
    return doc, [r for r in extract(parsed, VOCABULARY) if isinstance(r, Quote)]


def test_speakers_are_found_by_pronoun(quotes):
    _, found = quotes
    assert [q.speaker for q in found if q.direct] == ["Dana Serik", "Dana Serik"]
    assert [(q.text, q.speaker) for q in found if not q.direct] == [("the cells were warm", "Petro Hnatiuk")]


def test_nothing_is_quoted_from_boilerplate(quotes):
    assert not any("nobody" in q.text for q in quotes[1])


def test_text_is_the_words_at_the_span_inside_the_evidence(quotes):
    doc, found = quotes
    assert found
    for quote in found:
        assert quote.text == quote.span.of(doc.text)
        assert quote.evidence.contains(quote.span)


@pytest.mark.parametrize(
    ("title", "speaker"),
    [
        ("Statement from State Attorney Katherine Rundell on the Verdict", "Katherine Rundell"),
        ("FOR RELEASE: Remarks by Katherine Rundell at the Bar", "Katherine Rundell"),
        ("Katherine Rundell, State Attorney, in Vik", None),
    ],
)
def test_a_statement_in_marks_is_of_whom_its_title_names(nlp, title, speaker):
    words = "“The jury understood all of the evidence in this case and has done its duty.”"
    (parsed,) = parse([replace(document(title, words, kinds=("title", "paragraph")), title=title)], nlp)
    speakers = [r.speaker for r in extract(parsed, VOCABULARY) if isinstance(r, Quote) and r.direct]
    assert speakers == ([speaker] if speaker else [])
