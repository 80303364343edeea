"""Dates of the calendar, complete or not: one small function a form, named by the rules of dates.toml."""

from __future__ import annotations

import re
from calendar import monthrange

from justicekb.edtf import Edtf
from justicekb.vocabulary.datecalendar import century_of, months
from justicekb.vocabulary.datestandpoint import Making, Standpoint, Value, dated, maker, moved, nth_weekday
from justicekb.vocabulary.datewords import Words


def calendar_date(words: Words, at: Standpoint) -> Value | None:
    """A day, a month or a year, complete or not: "3 May 2019", "May 2019", "2019", "3 May", "May"."""
    if "month" not in words:
        return Value(Edtf.of(words.number("year")))
    make = maker(words.number("month"), words.number("day") if "day" in words else None)
    return _by_weekday(make, words, at) or dated(make, words, at)


def _by_weekday(make: Making, words: Words, at: Standpoint) -> Value | None:
    """ "Saturday, 23 March": of the years around, the only one in which it is that day of the week."""
    published, weekday = at.anchor.published, words.kept.get("weekday")
    if not weekday or not published or not published.year or at.anchor.period or at.near or "year" in words:
        return None
    around = [make(year) for year in range(published.year - 1, published.year + 2)]
    fitting = [e for e in around if e and e.earliest and e.earliest.isoweekday() == weekday[1]]
    return Value(fitting[0], "published") if len(fitting) == 1 else None


def weekday_of_month(words: Words, at: Standpoint) -> Value | None:
    """ "the second Monday of May", "the last Friday in June 2019"."""
    which = words.number("which") if "which" in words else -1
    if which > 5:
        return None
    return dated(nth_weekday(words.number("month"), words.number("weekday"), which), words, at)


def last_day(words: Words, at: Standpoint) -> Value | None:
    """ "the last day of March"."""
    month = words.number("month")
    return dated(lambda year: Edtf.of(year, month, monthrange(year, month)[1]), words, at)


def numeric_date(words: Words, at: Standpoint) -> Value | None:
    """ "23.11.2011", "23/11/11", "11/23/2011": day first, unless document or numbers say otherwise.

    With full stops and a short year only "23.11.11" is one: "3.1.12" numbers a section, "11.25.61" something else.
    """
    digits = words.name("numeric")
    first, second, year = (int(part) for part in re.split(r"[./-]", digits))
    day_first, month_first = maker(second, first)(century_of(year)), maker(first, second)(century_of(year))
    if "." in digits and year < 100:
        return Value(day_first) if day_first and len(digits) == 8 else None
    made = (month_first or day_first) if at.anchor.month_first else (day_first or month_first)
    return Value(made) if made else None


def iso_date(words: Words, _: Standpoint) -> Value | None:
    """ "2011-11-23" or "2011/11/23", with or without a time of day."""
    return Value(Edtf(re.sub(r"[./]", "-", words.name("iso")[:10])))


def days_of_month(words: Words, at: Standpoint) -> Value | None:
    """ "5-7 May 2019", "May 5-7"."""
    first, last, month = words.number("first"), words.number("last"), words.number("month")

    def make(year: int) -> Edtf | None:
        start, end = maker(month, first)(year), maker(month, last)(year)
        return Edtf(f"{start}/{end}") if start and end and first < last else None

    return dated(make, words, at)


def each_day(words: Words, at: Standpoint) -> Value | None:
    """One of "5 and 17 March", or both of "8 and 9 October" as the stretch that they are."""
    return days_of_month(words, at) if "last" in words else calendar_date(words, at)


def season(words: Words, at: Standpoint) -> Value | None:
    """ "spring 2019", "in the spring"."""
    return dated(lambda year: Edtf(f"{year:04d}-{words.number('season')}"), words, at)


def part_of_year(words: Words, at: Standpoint) -> Value | None:
    """Quarters, halves and "the first six months of last year" as their months."""
    size = {"quarter": 3, "quartername": 3, "half": 6, "halfname": 6}
    if "number" in words:
        length = int(words.amount()) * {"month": 1, "quarter": 3}.get(words.name("unit"), 0)
        first = 13 - length if "trailing" in words else 1
    else:
        length = next(size[name] for name in size if name in words)
        which = next((n for n in ("which", "quartername", "halfname") if n in words), None)
        number = words.number(which) if which else 12 // length
        first = (number - 1) * length + 1
    if not 1 <= first <= first + length - 1 <= 12:
        return None
    if "shift" not in words:
        return dated(lambda year: months(year, first, first + length - 1), words, at)
    base, shift = at.now, words.number("shift")
    if shift == 0 and at.anchor.period:
        base = (at.anchor.period, "period")
    named = moved(base, "year", shift)
    known = named.edtf.year if named and named.edtf else None
    return Value(months(known, first, first + length - 1), named.anchor) if named and known else None


def decade(words: Words, _: Standpoint) -> Value | None:
    """ "the 1990s", "the nineties", "the '90s"."""
    digits = re.sub(r"\D", "", words.name("decade"))
    year = int(digits) if len(digits) == 4 else century_of(int(digits) or 0)
    return Value(Edtf(f"{year // 10:03d}X"))


def century(words: Words, _: Standpoint) -> Value | None:
    """ "the 19th century": the years 18XX."""
    number = words.number("ordinal")
    return Value(Edtf(f"{number - 1:02d}XX")) if 1 < number < 23 else None


def centuries(words: Words, _: Standpoint) -> Value | None:
    """ "the 19th and 20th centuries": the years 18XX to 19XX."""
    first, last = words.number("first"), words.number("last")
    return Value(Edtf(f"{first - 1:02d}XX/{last - 1:02d}XX")) if 1 < first < last < 23 else None


def years(words: Words, _: Standpoint) -> Value | None:
    """ "2016-2018", "2018/19"; "2019-05" can only be a month."""
    first, last = words.number("first"), words.number("last")
    if 1 <= last <= 12 and last <= first % 100:
        return Value(Edtf.of(first, last)) if "dash" in words else None
    if last < 100:
        last += first // 100 * 100
    longest = 1 if "slash" in words and "shortyear" in words.token("last").meanings else 150  # "2018/19" is a winter
    return Value(Edtf(f"{first}/{last}")) if first < last <= first + longest else None


CALENDAR_FORMS = (
    calendar_date, weekday_of_month, last_day, numeric_date, iso_date, days_of_month, each_day, season, part_of_year,
    decade, century, centuries, years,
)  # fmt: skip
