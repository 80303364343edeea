"""The day that a page, a release or a file name prints: "3 January 2020", "Jan. 3, 2020", "2020-01-03T10:00Z".

Only whole, unambiguous dates count here; relative ones ("yesterday") are the business of date extraction.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import ClassVar

from justicekb.edtf import Edtf
from justicekb.errors import ValueFormatError
from justicekb.vocabulary import Vocabulary
from justicekb.vocabulary.entries import Entry
from justicekb.vocabulary.patterns import YEAR, alternation

# Before this there were no documents of this field online or in print runs (a sanity bound, not a fact).
FIRST_YEAR = 1900
# After this none is printed yet: a fixed year, so that the same page gives the same date on any day.
LAST_YEAR = 2050


class Month(Entry, frozen=True, kw_only=True):
    """A month's names in one language."""

    FILE: ClassVar[str] = "text-months.csv"

    month: str
    language: str
    names: tuple[str, ...]


class PrintedDates:
    """Finds printed dates; one instance belongs to one vocabulary."""

    def __init__(self, entries: tuple[Month, ...]) -> None:
        self._months = {name.casefold(): int(entry.month) for entry in entries for name in entry.names}
        month = rf"(?P<m>{alternation(self._months)})\.?"
        day, year = r"(?P<d>[0-3]?\d)", rf"(?P<y>{YEAR})(?!\d)"
        ordinal = r"(?:st|nd|rd|th|\.|º|er)?"
        self._patterns = [
            re.compile(rf"(?<!\d)(?P<y>{YEAR})(?P<s>[-/.])(?P<mm>[01]?\d)(?P=s)(?P<d>[0-3]?\d)(?!\d)"),
            re.compile(rf"(?P<y>{YEAR})\s?[年년]\s?(?P<mm>\d{{1,2}})\s?[月월]\s?(?P<d>\d{{1,2}})\s?[日일]"),
            re.compile(
                rf"(?<!\w){day}{ordinal}(?:\s+(?:of|de)\s+|[\s\-,]+){month}(?:\s+(?:of|de)\s+|[\s\-,]+){year}",
                re.IGNORECASE,
            ),
            re.compile(rf"(?<!\w){month}\s*{day}{ordinal}(?:\s*,\s*|\s+){year}", re.IGNORECASE),
            re.compile(rf"(?<!\d)(?P<y>{YEAR})[\s-]{month}[\s-]{day}(?!\d)", re.IGNORECASE),
            re.compile(rf"(?<!\d)(?P<y>{YEAR})(?P<mm>[01]\d)(?P<d>[0-3]\d)(?!\d)"),
            re.compile(rf"(?<![\d/.])(?P<a>[0-3]?\d)(?P<s>[/.-])(?P<b>[0-3]?\d)(?P=s){year}"),
        ]
        self._month_only = re.compile(rf"(?<!\w){month}\s+{year}", re.IGNORECASE)

    def days(self, text: str) -> Iterator[tuple[int, int, Edtf]]:
        """Start, end and value of every whole date in the text, in order."""
        found = [
            (match.start(), match.end(), value)
            for pattern in self._patterns
            for match in pattern.finditer(text)
            if (value := self._value(match)) is not None
        ]
        yield from sorted(found, key=lambda item: item[:2])

    def in_numbers(self, text: str, whole: str) -> Edtf | None:
        """A date in numbers, "04/05/2022": read as the other dates in numbers of the whole text are, else its year."""
        match = next(filter(None, (p.search(text) for p in self._patterns[-1:])), None)
        if match is None:
            return None
        year, first, second = int(match["y"]), int(match["a"]), int(match["b"])
        others = [(int(m["a"]), int(m["b"])) for m in self._patterns[-1].finditer(whole) if m["s"] == match["s"]]
        day_first, month_first = any(a > 12 for a, _ in others), any(b > 12 for _, b in others)
        if day_first != month_first:
            return _day(year, second, first) if day_first else _day(year, first, second)
        return self._value(match) or Edtf.of(year)

    def first(self, text: str) -> Edtf | None:
        """The first whole date in the text."""
        return next((value for _, _, value in self.days(text)), None)

    def month(self, text: str) -> Edtf | None:
        """The first "November 2011"."""
        return next((value for _, _, value in self.months(text)), None)

    def months(self, text: str) -> Iterator[tuple[int, int, Edtf]]:
        """Start, end and value of every month with its year; the months of whole dates are among them."""
        for match in self._month_only.finditer(text):
            yield match.start(), match.end(), Edtf.of(int(match["y"]), self._months[_plain(match["m"])])

    def _value(self, match: re.Match[str]) -> Edtf | None:
        parts = match.groupdict()
        year = int(parts["y"])
        if parts.get("a"):
            return _of_numbers(year, int(parts["a"]), int(parts["b"]))
        month = int(parts["mm"]) if parts.get("mm") else self._months[_plain(parts["m"])]
        return _day(year, month, int(parts["d"]))


def _plain(name: str) -> str:
    return " ".join(name.casefold().split())


def _of_numbers(year: int, first: int, second: int) -> Edtf | None:
    """Day and month in numbers: only when one of them can be no month, or both are the same."""
    if first > 12 or first == second:
        return _day(year, second, first)
    return _day(year, first, second) if second > 12 else None


def _day(year: int, month: int, day: int) -> Edtf | None:
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return None
    try:
        return Edtf.of(year, month, day)
    except ValueFormatError:
        return None


def printed_dates(vocabulary: Vocabulary) -> PrintedDates:
    """The date finder of a vocabulary; use as `vocabulary.once(printed_dates)`."""
    return PrintedDates(vocabulary.entries(Month))
