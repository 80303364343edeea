"""Where words stand: `Span` in one text, `OffsetMap` between a cleaned text and its source."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from justicekb.errors import ValueFormatError


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Words in a text: `text[start:end]`, in Unicode code points, half-open.

    Raises ValueFormatError for a negative start or an end before the start.
    """

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.end:
            raise ValueFormatError(f"span [{self.start}, {self.end}) is not a place in a text")

    def __len__(self) -> int:
        return self.end - self.start

    def of(self, text: str) -> str:
        """The words themselves."""
        return text[self.start : self.end]

    def contains(self, other: Span) -> bool:
        """Whether `other` lies wholly inside."""
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: Span) -> bool:
        """Whether at least one code point is shared."""
        return self.start < other.end and other.start < self.end

    def shift(self, by: int) -> Span:
        """The same words after `by` code points were put before them."""
        return Span(self.start + by, self.end + by)

    def cover(self, other: Span) -> Span:
        """The smallest span that holds both."""
        return Span(min(self.start, other.start), max(self.end, other.end))


def outermost(spans: Iterable[Span]) -> list[Span]:
    """The spans that no longer or earlier one overlaps, in text order; of two that overlap the longer stays."""
    kept: list[Span] = []
    for span in sorted(spans, key=lambda s: (-len(s), s.start)):
        if not any(span.overlaps(other) for other in kept):
            kept.append(span)
    return sorted(kept)


class OffsetMap:
    """Carries offsets from a cleaned text back to the text it was made from.

    Built from `(cleaned_offset, source_offset)` anchors in ascending order: between two anchors both texts
    advance together, except that what was cut from or put into one of them ends at an anchor.
    """

    __slots__ = ("_cleaned", "_source")

    def __init__(self, anchors: Sequence[tuple[int, int]]) -> None:
        if not anchors or anchors[0] != (0, anchors[0][1]):
            raise ValueFormatError("an offset map starts with the anchor of cleaned offset 0")
        self._cleaned = [cleaned for cleaned, _ in anchors]
        self._source = [source for _, source in anchors]

    @classmethod
    def identity(cls) -> OffsetMap:
        """The map of a text that was not changed."""
        return cls([(0, 0)])

    def to_source(self, offset: int) -> int:
        """The source offset of a cleaned offset."""
        at = bisect_right(self._cleaned, offset) - 1
        return self._source[at] + offset - self._cleaned[at]

    def span_to_source(self, span: Span) -> Span:
        """The source words that a cleaned span came from; an empty span stays empty."""
        start = self.to_source(span.start)
        if not len(span):
            return Span(start, start)
        return Span(start, max(start, self.to_source(span.end - 1) + 1))
