"""Where words stand: `Span`, a place in a text."""

from __future__ import annotations

from collections.abc import Iterable
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
