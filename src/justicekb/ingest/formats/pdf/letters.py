"""Letters that a designer set apart: initials over several lines, spaced-out titles."""

from __future__ import annotations

import statistics
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

import msgspec

from justicekb.ingest.formats.pdf.chars import Word
from justicekb.ingest.printed import Style

_INITIAL_SIZE = 1.9  # parts of the body's size from which a single capital may be an initial
_SPACED_WORDS = 5  # letters in a row, each on its own, that make a spaced-out title


def with_initials(pages: Sequence[list[Word]], styles: Sequence[Style], unit: float) -> list[list[Word]]:
    """The words of each page with an initial joined to the word it begins: "T" and "he" are "The".

    "A" and "I" are words of their own when what follows them is a word elsewhere in the file.
    """
    if not any(_is_initial(word, styles, unit) for page in pages for word in page):
        return [list(page) for page in pages]
    known = Counter(word.text.strip(".,;:").lower() for page in pages for word in page)
    return [_joined(page, styles, unit=unit, known=known) for page in pages]


def _is_initial(word: Word, styles: Sequence[Style], unit: float) -> bool:
    return len(word.text) == 1 and word.text.isupper() and styles[word.style].size >= _INITIAL_SIZE * unit


def _joined(page: list[Word], styles: Sequence[Style], *, unit: float, known: Counter[str]) -> list[Word]:
    out = list(page)
    for initial in [word for word in page if _is_initial(word, styles, unit)]:
        first = _first_word(initial, out, styles, unit=unit)
        if first is None:
            continue
        own = initial.text in "AI" and known[first.text.strip(".,;:").lower()] > 1
        text = f"{initial.text} {first.text}" if own else initial.text + first.text
        out[out.index(first)] = msgspec.structs.replace(first, text=text, x0=initial.x0)
        out.remove(initial)
    return out


def _first_word(initial: Word, page: list[Word], styles: Sequence[Style], *, unit: float) -> Word | None:
    """The word right of an initial on the topmost line beside it, when at least two lines stand there."""
    beside = [
        word for word in page
        if 0 <= word.x0 - initial.x1 < 1.2 * unit and initial.base - 0.3 * unit <= word.base < initial.y1
        and styles[word.style].size < 0.7 * styles[initial.style].size
    ]  # fmt: skip
    top = max(beside, key=lambda word: word.base, default=None)
    return top if top is not None and top.text[:1].isalpha() and len({round(w.base) for w in beside}) >= 2 else None


def closed_up(words: list[Word]) -> list[Word]:
    """A line whose letters stand apart ("R E P O R T") as words: only gaps wider than usual part them."""
    if len(words) < _SPACED_WORDS or sum(len(w.text) == 1 and w.text.isalpha() for w in words) < 0.8 * len(words):
        return words
    gaps = [b.x0 - a.x1 for a, b in pairwise(words)]
    usual = statistics.median(gaps)
    if usual <= 0:
        return words
    out = [msgspec.structs.replace(words[0])]
    for word, gap in zip(words[1:], gaps, strict=True):
        if gap < 1.7 * usual and word.style == out[-1].style:
            out[-1] = msgspec.structs.replace(out[-1], text=out[-1].text + word.text, x1=word.x1)
        else:
            out.append(word)
    return out
