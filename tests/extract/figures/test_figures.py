"""What every figure fulfils, and the words that make a number none."""

from __future__ import annotations

import hashlib

import pytest

from justicekb.edtf import Edtf
from justicekb.extract import extract
from justicekb.extract.nlp import parse
from justicekb.model import Block, Document, Figure
from justicekb.spans import Span
from justicekb.vocabulary import load
from justicekb.vocabulary.entries import NotCounted

VOCABULARY = load()

TEXT = (
    "In 2016 the council registered 120 visits, including 70 to prisons. "
    "More than 3,000 people (12 percent) waited, and the state paid $4,000 to two of them."
)


def document(text: str) -> Document:
    return Document(
        path="a.txt",
        sha256=hashlib.sha256(text.encode()).hexdigest(),
        media_type="text/plain",
        published=Edtf("2019-06-01"),
        text=text,
        blocks=(Block(kind="paragraph", span=Span(0, len(text))),),
    )


def figures_of(texts, nlp):
    parsed = parse([document(text) for text in texts], nlp)
    return [[r for r in extract(p, VOCABULARY) if isinstance(r, Figure)] for p in parsed]


@pytest.fixture(scope="module")
def figures(nlp):
    return figures_of([TEXT], nlp)[0]


def test_words_stand_in_the_evidence(figures):
    assert [f.span.of(TEXT) for f in figures] == ["120", "70", "3,000", "12 percent", "$4,000", "two"]
    assert all(f.evidence.contains(f.span) for f in figures)


def test_a_part_points_at_its_whole(figures):
    assert figures[1].part_of == figures[0].span
    assert figures[0].part_of is None


def test_every_figure_says_what_it_counts_and_which_rule_made_it(figures):
    assert all(f.measure for f in figures)
    assert {f.rule.partition(".date")[0] for f in figures} == {"figure.count", "figure.percent", "figure.money"}


def test_the_same_document_yields_the_same_ids(nlp, figures):
    assert [f.id for f in figures_of([TEXT], nlp)[0]] == [f.id for f in figures]


JUDGED = VOCABULARY.entries(NotCounted)


@pytest.fixture(scope="module")
def judged(nlp):
    examples = [(e.id, x) for e in JUDGED for x in (*e.examples, *e.counter_examples)]
    found = figures_of([x for _, x in examples], nlp)
    return {key: [f.span for f in figures] for key, figures in zip(examples, found, strict=True)}


@pytest.mark.parametrize("entry", JUDGED, ids=lambda e: e.id)
def test_words_that_make_a_number_no_figure(entry, judged):
    """The entries of size and change are turned round: their words make a number a figure."""
    counting, others = entry.counter_examples, entry.examples
    if entry.kind in ("sized", "change"):
        counting, others = others, counting
    assert entry.examples
    assert [x for x in others if judged[entry.id, x]] == []
    assert counting
    assert [x for x in counting if not judged[entry.id, x]] == []
