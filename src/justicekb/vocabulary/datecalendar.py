"""Calendar units as EDTF values: the unit that holds a day, steps between units, and how fine a value is."""

from __future__ import annotations

import calendar
from collections.abc import Callable
from datetime import date, timedelta

from justicekb.edtf import Edtf

# From fine to coarse; "half" is half a year.
UNITS = ("day", "weekend", "week", "fortnight", "month", "quarter", "season", "half", "year", "decade", "century")
_MONTHS = {"month": 1, "quarter": 3, "season": 3, "half": 6, "year": 12, "decade": 120, "century": 1200}
_DAYS = {"day": 1, "weekend": 7, "week": 7, "fortnight": 14}


def step(day: date, unit: str, count: int) -> date:
    """The day `count` units later (earlier when negative); the last of the month where the day is missing there.

    Raises ValueError or OverflowError when that is outside the calendar.
    """
    if unit in _DAYS:
        return day + timedelta(days=count * _DAYS[unit])
    months = day.year * 12 + day.month - 1 + count * _MONTHS[unit]
    year, month = divmod(months, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def century_of(year: int) -> int:
    """The year of a two-digit one, from 50 on in the last century; one of four digits itself."""
    if year >= 100:
        return year
    return year + (1900 if year >= 50 else 2000)


def span(first: date, last: date) -> Edtf:
    """The days from `first` to `last`, as one day where they are the same."""
    return Edtf.from_day(first) if first == last else Edtf(f"{first.isoformat()}/{last.isoformat()}")


def months(year: int, first: int, last: int) -> Edtf:
    """The months `first` to `last` of a year; all twelve are the year."""
    if (first, last) == (1, 12):
        return Edtf.of(year)
    return Edtf.of(year, first) if first == last else Edtf(f"{year:04d}-{first:02d}/{year:04d}-{last:02d}")


def _week(day: date) -> Edtf:
    monday = day - timedelta(days=day.weekday())
    return span(monday, monday + timedelta(days=6))


def _weekend(day: date) -> Edtf:
    saturday = day + timedelta(days=5 - day.weekday())
    return span(saturday, saturday + timedelta(days=1))


def _season(day: date) -> Edtf:
    year = day.year - 1 if day.month < 3 else day.year  # January belongs to the winter that began in December
    return Edtf(f"{year:04d}-{21 + (day.month % 12 - 3) // 3 if 3 <= day.month <= 11 else 24}")


_HOLDING: dict[str, Callable[[date], Edtf]] = {
    "day": Edtf.from_day,
    "weekend": _weekend,
    "week": _week,
    "fortnight": lambda day: span(day, day + timedelta(days=13)),
    "month": lambda day: Edtf.of(day.year, day.month),
    "quarter": lambda day: months(day.year, (day.month - 1) // 3 * 3 + 1, (day.month - 1) // 3 * 3 + 3),
    "season": _season,
    "half": lambda day: months(day.year, 1, 6) if day.month <= 6 else months(day.year, 7, 12),
    "year": lambda day: Edtf.of(day.year),
    "decade": lambda day: Edtf(f"{day.year // 10:03d}X"),
    "century": lambda day: Edtf(f"{day.year // 100:02d}XX"),
}


def holding(day: date, unit: str) -> Edtf:
    """The unit that the day lies in: weeks from Monday as an interval, quarters and halves as months."""
    return _HOLDING[unit](day)


def unit_of(value: Edtf) -> str:
    """The finest unit that the value fills: "day" for one day, "year" for 1998, "decade" for 199X."""
    first, last = value.earliest, value.latest
    if first is None or last is None:
        return "day"
    days = (last - first).days + 1
    for unit, longest in (("day", 1), ("week", 14), ("month", 31), ("quarter", 92), ("half", 184), ("year", 366)):
        if days <= longest:
            return unit
    return "decade" if days <= 3653 else "century"


def finer(unit: str, other: str) -> bool:
    """Whether the first unit is finer than the second."""
    return UNITS.index(unit) < UNITS.index(other)


def standpoint(value: Edtf) -> date:
    """The day to count from: the last of a day or month, the middle of what is longer.

    A document that names only its year was most likely published in the middle of it, so "in May" is that year's
    May and "in December" the December before.
    """
    first, last = value.earliest, value.latest
    if first is None or last is None:
        return first or last or date.min
    return last if (last - first).days <= 31 else first + (last - first) / 2
