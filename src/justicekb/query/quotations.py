"""A draft's quotations against the texts: exact, altered (with a word diff), or not found."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

from justicekb.model import Document
from justicekb.query.cite import documents_with, locate
from justicekb.query.sentences import sentences
from justicekb.query.words import tokens
from justicekb.spans import Span
from justicekb.store.base import FullTextReader, RecordReader

# Fewer words between quotation marks are a term or a title, no quotation (as in the annotation guide).
FEWEST_WORDS = 5

# The least share of words in common for a passage to be what a draft altered; below, another sentence is likelier.
ALIKE = 0.6

Change = Literal["same", "left_out", "put_in"]

_MARKED = re.compile(r"“([^“”]+)”|\"([^\"]+)\"|«([^«»]+)»|‘([^‘’]{20,})’")


@dataclass(frozen=True, slots=True)
class Compared:
    """Where a quotation stands in the texts, and how its words differ: what the source says and the draft left out
    ("left_out"), what the draft put in, and what is the same, in order."""

    document: Document
    span: Span
    changes: tuple[tuple[Change, str], ...] = ()

    @property
    def exact(self) -> bool:
        """Whether the words are the same."""
        return all(change == "same" for change, _ in self.changes)


def quoted_in(draft: str) -> Iterator[Span]:
    """The quotations of a draft: the words between marks, without the marks."""
    for match in _MARKED.finditer(draft):
        group = next(g for g in range(1, 5) if match[g] is not None)
        if len(list(tokens(match[group]))) >= FEWEST_WORDS:
            yield Span(*match.span(group))


def plain(word: str) -> str:
    """A word without regard to case and the form of its apostrophes and hyphens."""
    return re.sub(r"[‐‑–]", "-", re.sub(r"[’‘]", "'", word)).casefold()


def compare(words: str, records: RecordReader, fulltext: FullTextReader | None = None) -> Compared | None:
    """The place a quotation comes from, None when no text has anything like it."""
    best: tuple[float, Compared] | None = None
    for document in documents_with(words, records, fulltext, every=False):
        span = locate(words, document.text)
        if span is not None:
            return Compared(document, span)
        near = _nearest(words, document)
        if near is not None and (best is None or near[0] > best[0]):
            best = near
    return None if best is None else best[1]


def _nearest(words: str, document: Document) -> tuple[float, Compared] | None:
    """The stretch of one or more sentences most like the words, with its likeness and the differences."""
    wanted = [plain(w) for w, _ in tokens(words)]
    places = list(sentences(document))
    best: tuple[float, Span] | None = None
    for at, place in enumerate(places):
        for end in range(at, min(at + 3, len(places))):
            span = place.cover(places[end])
            ratio = _likeness(wanted, span.of(document.text))
            if ratio >= ALIKE and (best is None or ratio > best[0]):
                best = (ratio, span)
    if best is None:
        return None
    return best[0], _differences(words, document, best[1])


def _likeness(wanted: list[str], text: str) -> float:
    """The share of the wanted words that stand in the text in the same order."""
    there = [plain(w) for w, _ in tokens(text)]
    if len(set(wanted) & set(there)) < ALIKE * len(set(wanted)):
        return 0.0
    matcher = SequenceMatcher(None, wanted, there, autojunk=False)
    return sum(block.size for block in matcher.get_matching_blocks()) / max(len(wanted), 1)


def _differences(words: str, document: Document, span: Span) -> Compared:
    ours, theirs = list(tokens(words)), list(tokens(span.of(document.text)))
    matcher = SequenceMatcher(None, [plain(w) for w, _ in theirs], [plain(w) for w, _ in ours], autojunk=False)
    blocks = [b for b in matcher.get_matching_blocks() if b.size]
    first, last = blocks[0].a, blocks[-1].a + blocks[-1].size
    changes: list[tuple[Change, str]] = []
    for tag, a, b, c, d in matcher.get_opcodes():
        a, b = max(a, first), min(b, last)
        if tag == "equal":
            changes.append(("same", " ".join(w for w, _ in theirs[a:b])))
            continue
        if a < b:
            changes.append(("left_out", " ".join(w for w, _ in theirs[a:b])))
        if c < d:
            changes.append(("put_in", " ".join(w for w, _ in ours[c:d])))
    place = theirs[first][1].cover(theirs[last - 1][1]).shift(span.start)
    return Compared(document, place, tuple(changes))
