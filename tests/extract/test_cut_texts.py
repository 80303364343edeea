"""Texts that end or begin in the middle of a sentence, as tables, previews and broken pages do: no rule may raise."""

from __future__ import annotations

import random
import re

import pytest

from justicekb.extract import extract
from justicekb.extract.nlp import parse
from justicekb.model import Block, Document
from justicekb.spans import Span

from ..conftest import CORPUS

CUTS = 4  # of each sentence


def pieces() -> list[str]:
    """Beginnings without their full stop, and ends, of sentences of the sample corpus; the same in every run."""
    chosen = random.Random(7)
    whole = " ".join(f.read_text(encoding="utf-8") for f in sorted(CORPUS.glob("*.[tm][xd]*")))
    sentences = [s.split() for s in re.split(r"(?<=[.!?])\s+|\n\n", whole) if 20 < len(s) < 300]
    found = []
    for words in sentences:
        for at in chosen.sample(range(1, len(words)), min(CUTS, len(words) - 1)):
            found += [" ".join(words[:at]).rstrip(".,;:"), " ".join(words[at:])]
    return found


def parsed_pieces(texts, nlp):
    documents = [
        Document(
            path="cut.txt", sha256="0" * 64, media_type="text/plain", text=text,
            blocks=(Block(kind="paragraph", span=Span(0, len(text))),),
        )
        for text in texts
        if text
    ]  # fmt: skip
    return parse(documents, nlp)


def test_no_rule_raises_where_a_text_is_cut(nlp, vocabulary):
    texts = pieces()
    assert len(texts) > 300
    for parsed in parsed_pieces(texts, nlp):
        extract(parsed, vocabulary)


@pytest.mark.parametrize(
    "text",
    ["The figures were published by the Israeli army", "They were shot by the Norlandish air force", "A third of"],
)
def test_endings_that_once_raised(text, nlp, vocabulary):
    for parsed in parsed_pieces([text], nlp):
        extract(parsed, vocabulary)
