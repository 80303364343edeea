"""Sentences of a text by their marks alone: good enough to read a draft, or to show words in their sentence.

What extraction stores was cut by a language model; this is for texts that no model has seen.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from justicekb.model import Document
from justicekb.spans import Span

# A full stop after one of these, or after a single capital, ends no sentence.
_ABBREVIATED = re.compile(
    r"(?:\b[A-Z]|\b(?:Mr|Mrs|Ms|Dr|St|No|Art|art|para|Prof|Gen|Lt|Col|Maj|Capt|Sgt|Gov|Sen|Rep|Hon|Rev|Messrs|vs|e\.g|i\.e|cf"
    r"|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sep|Sept|Oct|Nov|Dec))\.$"
)
_SHORT = 8  # no abbreviation with its full stop is longer (characters)
_END = re.compile(r"(?<![.!?])[.!?]++[\"”’»)\]]*+(?=\s+[\"“‘«(\[]?[^\W_a-z])")


def sentences(document: Document) -> Iterator[Span]:
    """The sentences of a document, none running over the end of a block."""
    for span in [block.span for block in document.blocks] or [Span(0, len(document.text))]:
        yield from sentences_in(document.text, span)


def sentences_in(text: str, span: Span | None = None) -> Iterator[Span]:
    """The sentences of a text or a stretch of it; an empty line ends one too."""
    span = span or Span(0, len(text))
    start = span.start
    for match in re.finditer(rf"\n\s*\n|{_END.pattern}", span.of(text)):
        end = span.start + match.end()
        if _ABBREVIATED.search(text, max(start, end - _SHORT), end):
            continue
        yield from _trimmed(text, start, end)
        start = end
    yield from _trimmed(text, start, span.end)


def _trimmed(text: str, start: int, end: int) -> Iterator[Span]:
    words = text[start:end]
    if words.strip():
        lead = len(words) - len(words.lstrip())
        yield Span(start + lead, start + lead + len(words.strip()))
