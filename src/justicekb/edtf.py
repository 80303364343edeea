"""The date value: EDTF level 1 (ISO 8601-2:2019), parsed, printed, ordered, with earliest and latest day.

Precision is kept: `1998` is a year and never becomes 1 January. Beyond level 1 the quarter and half-year
codes of level 2 (33-36, 40-41) are read, because reports speak in quarters.
Source of the grammar: Library of Congress, Extended Date/Time Format Specification, 4 February 2019.
"""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from justicekb.errors import ValueFormatError

OPEN = ".."

# Season, quarter and half-year codes: first and last month (northern seasons; winter as December of the
# year itself to February of the next, the meteorological convention).
_SUBYEAR = {
    21: (3, 5), 22: (6, 8), 23: (9, 11), 24: (12, 14),
    33: (1, 3), 34: (4, 6), 35: (7, 9), 36: (10, 12),
    40: (1, 6), 41: (7, 12),
}  # fmt: skip

_POINT = re.compile(
    r"""
    (?P<year>\d{4}|\d{3}X|\d{2}XX)          # 1998, 199X, 19XX
    (?:-(?P<month>\d{2}|XX)                 # month, season or quarter code, or unspecified
       (?:-(?P<day>\d{2}|XX))?
    )?
    (?P<qualifier>[~?%])?                   # approximate, uncertain, both
    """,
    re.VERBOSE | re.ASCII,
)


def _month_end(year: int, month: int) -> date:
    year, month = year + (month - 1) // 12, (month - 1) % 12 + 1
    return date(year, month, calendar.monthrange(year, month)[1])


@dataclass(frozen=True, slots=True)
class _Point:
    """One date of an expression, as the days it may lie between."""

    earliest: date
    latest: date
    approximate: bool


def _read_point(text: str) -> _Point:
    match = _POINT.fullmatch(text)
    if match is None:
        raise ValueFormatError(f"{text!r} is not an EDTF level 1 date")
    year, month, day = match["year"], match["month"], match["day"]
    try:
        earliest, latest = _days(year, month, day)
    except ValueError as error:
        raise ValueFormatError(f"{text!r} names no day of the calendar: {error}") from None
    return _Point(earliest, latest, match["qualifier"] is not None)


def _days(year: str, month: str | None, day: str | None) -> tuple[date, date]:
    first, last = int(year.replace("X", "0")), int(year.replace("X", "9"))
    if month is None or month == "XX":
        return date(max(first, 1), 1, 1), date(last, 12, 31)
    if first != last:
        raise ValueError("a month needs a full year")
    number = int(month)
    if number in _SUBYEAR:
        if day is not None:
            raise ValueError("a season has no days")
        start, end = _SUBYEAR[number]
        return date(first, start, 1), _month_end(first, end)
    if day is None or day == "XX":
        return date(first, number, 1), _month_end(first, number)
    exact = date(first, number, int(day))
    return exact, exact


@lru_cache(maxsize=4096)
def _read(text: str) -> tuple[date | None, date | None, bool]:
    if "/" not in text:
        point = _read_point(text)
        return point.earliest, point.latest, point.approximate
    left, _, right = text.partition("/")
    start = None if left in ("", OPEN) else _read_point(left)
    end = None if right in ("", OPEN) else _read_point(right)
    if start is None and end is None:
        raise ValueFormatError(f"{text!r} is open on both sides")
    if start and end and start.earliest > end.latest:
        raise ValueFormatError(f"{text!r} ends before it starts")
    approximate = bool(start and start.approximate) or bool(end and end.approximate)
    return (start.earliest if start else None), (end.latest if end else None), approximate


@dataclass(frozen=True, slots=True)
class Edtf:
    """A date, period or open interval with the precision its source gave it.

    `text` is the EDTF expression. Raises ValueFormatError when it is none. Two values are equal when their
    expressions are; they sort by earliest day, then by latest, an open end counting as the furthest.
    """

    text: str

    def __post_init__(self) -> None:
        _read(self.text)

    def __str__(self) -> str:
        return self.text

    @classmethod
    def of(cls, year: int, month: int | None = None, day: int | None = None) -> Edtf:
        """The value of a year, a month or a day."""
        parts = [f"{year:04d}"] + [f"{part:02d}" for part in (month, day) if part is not None]
        return cls("-".join(parts))

    @classmethod
    def from_day(cls, day: date) -> Edtf:
        """The value of one calendar day."""
        return cls(day.isoformat())

    @property
    def earliest(self) -> date | None:
        """The first day it may mean; None when the start is open."""
        return _read(self.text)[0]

    @property
    def latest(self) -> date | None:
        """The last day it may mean; None when the end is open."""
        return _read(self.text)[1]

    @property
    def approximate(self) -> bool:
        """Whether any part carries `~`, `?` or `%`."""
        return _read(self.text)[2]

    @property
    def is_interval(self) -> bool:
        """Whether it was written with a slash."""
        return "/" in self.text

    @property
    def year(self) -> int | None:
        """The one calendar year it lies in, None when it spans several or is open."""
        earliest, latest = self.earliest, self.latest
        return earliest.year if earliest and latest and earliest.year == latest.year else None

    @property
    def sort_key(self) -> tuple[date, date]:
        """Orders values by earliest day, then by latest."""
        return self.earliest or date.min, self.latest or date.max

    def __lt__(self, other: Edtf) -> bool:
        return (self.sort_key, self.text) < (other.sort_key, other.text)

    def overlaps(self, other: Edtf) -> bool:
        """Whether some day fits both."""
        (start, end), (other_start, other_end) = self.sort_key, other.sort_key
        return start <= other_end and other_start <= end

    def contains(self, other: Edtf) -> bool:
        """Whether every day of `other` fits this value: `1998` contains `1998-08-26`."""
        (start, end), (other_start, other_end) = self.sort_key, other.sort_key
        return start <= other_start and other_end <= end

    def agrees(self, other: Edtf) -> bool:
        """Whether both can be true of one event: one contains the other (approximate values: they overlap)."""
        if self.approximate or other.approximate:
            return self.overlaps(other)
        return self.contains(other) or other.contains(self)
