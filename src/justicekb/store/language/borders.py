"""Phrases that run over the border of a passage: from the one before it, or from the heading above it.

A paragraph is cut by a page, a picture or a list, and a person who remembers its words does not know where. So a
passage keeps the words just before it, and an index keeps for each border the pair of words that meet there: the
passages that may hold a phrase across are those with a pair of the phrase, and few.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise, product
from typing import NamedTuple

from justicekb.spans import Span
from justicekb.store.language.sequences import Run, runs_of, wanted_in_order
from justicekb.store.words import Word, parts, words

# So many characters before a passage are kept: some fifty words, more than a person remembers.
KEPT = 300


class Before(NamedTuple):
    """The words just before a passage; the last `gap` characters stand in no passage (a heading), or are blanks."""

    text: str = ""
    gap: int = 0


def before(text: str, start: int, previous_end: int) -> Before:
    """What stands before the passage that begins at `start`, after one that ended at `previous_end`."""
    first = max(0, start - KEPT)
    if first:  # not in the middle of a word
        blank = re.compile(r"\s").search(text, first, start)
        first = blank.end() if blank else start
    return Before(text[first:start], start - max(first, min(previous_end, start)))


def border_pairs(before: Before, text: str) -> tuple[str, ...]:
    """The pairs of words that meet at the passage's border and, after a heading, at the one before that."""
    left, right = list(words(before.text)), next(words(text), None)
    row = [*left, right] if right else left
    borders = {_words_before(before, left), len(left)}
    return tuple(sorted({pair for at in borders if 0 < at < len(row) for pair in _pairs(row[at - 1], row[at])}))


def phrase_pairs(phrase: Iterable[str]) -> tuple[str, ...]:
    """The pairs that a passage's border may have for the phrase to run over it."""
    compounds = [compound for word in phrase for compound in parts(word)]
    inside = (pair for compound in compounds for pair in pairwise(compound))
    between = (pair for a, b in pairwise(compounds) for pair in product(_ends(a, -1), _ends(b, 0)))
    return tuple(dict.fromkeys(f"{left} {right}" for left, right in (*inside, *between)))


def crossing(phrase: Iterable[str], before: Before, text: str) -> Iterator[tuple[Span, Span]]:
    """Where the phrase runs over a border: its span in the words before, and its span in the passage (may be empty)."""
    left, right = list(words(before.text)), list(words(text))
    row = [*left, *right]
    borders = {_words_before(before, left), len(left)}
    for first, last in runs_of(wanted_in_order(phrase), 0, [word.forms for word in row]):
        if any(first < border <= last for border in borders) and first < len(left):
            yield _spans(row, len(left), (first, last), len(before.text))


def _spans(row: list[Word], border: int, run: Run, end: int) -> tuple[Span, Span]:
    first, last = run
    if last < border:
        return Span(row[first].start, end), Span(0, 0)
    return Span(row[first].start, end), Span(row[border].start, row[last].end)


def _words_before(before: Before, left: list[Word]) -> int:
    """How many of the words belong to the passage before."""
    own = len(before.text) - before.gap
    return sum(1 for word in left if word.end <= own)


def _pairs(left: Word, right: Word) -> Iterator[str]:
    lefts = {left.text, left.also[-1].rpartition("-")[2]} if _is_compound(left) else {left.text}
    rights = {right.text, right.also[0]} if _is_compound(right) else {right.text}
    return (f"{one} {other}" for one, other in product(lefts, rights))


def _is_compound(word: Word) -> bool:
    """Whether it has parts: its other forms begin with the first of them and end with the last two hyphenated."""
    return bool(word.also) and "-" in word.also[-1]


def _ends(compound: tuple[str, ...], at: int) -> set[str]:
    return {"".join(compound), compound[at]}
