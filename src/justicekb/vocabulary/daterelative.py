"""Dates told by another one, by name or by words that point: one small function a form, as dates.toml names them."""

from __future__ import annotations

from datetime import date, timedelta

from justicekb.edtf import Edtf
from justicekb.vocabulary.datecalendar import standpoint, unit_of
from justicekb.vocabulary.datecounts import FACTORS, HOURS, in_days, length_of, until_now, window_of
from justicekb.vocabulary.dateforms import calendar_date
from justicekb.vocabulary.datejoins import closing, until
from justicekb.vocabulary.datestandpoint import Making, Standpoint, Value, dated, maker, moved, nth_weekday
from justicekb.vocabulary.datewords import Words


def day_word(words: Words, at: Standpoint) -> Value | None:
    """ "today", "yesterday evening", "this morning", "last night", "the day after tomorrow"."""
    return moved(at.now, "day", sum(words.number(name) for name in ("dayword", "shift", "beside") if name in words))


def shifted_unit(words: Words, at: Standpoint) -> Value | None:
    """ "last year", "next month", "the past decade", which is the ten years until now."""
    unit = words.name("unit")
    if unit == "day":  # "this day" and "next day" are told, and the "last day" is no yesterday
        return moved(at.told, unit, words.number("shift")) if words.number("shift") >= 0 else None
    if unit == "century" and words.number("shift") < 0 and "elapsed" not in words.token("shift").meanings:
        return moved(at.now, unit, -1)  # the one before, where "the past century" goes on till now
    if unit in ("decade", "century") and words.number("shift"):
        return window_of(at.now, "year", words.number("shift") * FACTORS[unit], length_of(words))
    if unit in ("week", "month", "year") and "the" in words and words.number("shift") < 0:
        return until_now(at.now, unit, length_of(words)) or moved(at.now, unit, -1)
    return moved(at.now, unit, words.number("shift"))


def month_of_shifted(words: Words, at: Standpoint) -> Value | None:
    """ "in May last year", "on 8 March this year", "in the summer of this year"."""
    year = moved(at.now, "year", words.number("shift"))
    if year is None or year.edtf is None or year.edtf.year is None:
        return None
    if "day" in words:
        day = maker(words.number("month"), words.number("day"))(year.edtf.year)
        return None if day is None else Value(day, year.anchor)
    month = words.number("month" if "month" in words else "season")
    return Value(Edtf(f"{year.edtf.year:04d}-{month:02d}"), year.anchor)


def to_date(_: Words, at: Standpoint) -> Value | None:
    """ "to date": until the day of publication."""
    return Value(until(at.now[0]), at.now[1]) if at.now else None


def shifted_name(words: Words, at: Standpoint) -> Value | None:
    """ "last April", "next Friday", "this summer"; "last" is the one before now, "this" the one of now."""
    if at.now is None:
        return None
    value, anchor = at.now
    base, shift = standpoint(value), words.number("shift")
    if "weekday" in words:
        return _weekday(words.number("weekday"), base, shift, anchor) if unit_of(value) == "day" else None
    make: Making
    if "month" in words:
        make = maker(words.number("month"), words.number("day") if "day" in words else None)
    else:
        number = words.number("season")
        begun = number == _WINTER and shift == 0 and base.month <= 6  # "this winter", said in March, began last year
        make = lambda year: Edtf(f"{year - begun:04d}-{number}")  # noqa: E731 - a two-line function would say the same
    return Value(_shifted(make, base, shift), anchor)


def _shifted(make: Making, base: date, shift: int) -> Edtf | None:
    """The value that ends last before the day, that of the day's year, or the one that begins first after it."""
    if shift == 0:
        return make(base.year)
    made = [edtf for year in (base.year - 1, base.year, base.year + 1) if (edtf := make(year)) is not None]
    if shift < 0:
        return max((e for e in made if e.latest and e.latest < base), default=None)
    return min((e for e in made if e.earliest and e.earliest > base), default=None)


def _weekday(number: int, base: date, shift: int, anchor: str) -> Value:
    ahead = (number - base.isoweekday()) % 7
    if shift < 0:
        return Value(Edtf.from_day(base - timedelta(days=(7 - ahead) % 7 or 7)), anchor)
    return Value(Edtf.from_day(base + timedelta(days=ahead or (7 if shift else 0))), anchor)


def holiday(words: Words, at: Standpoint) -> Value | None:
    """ "Human Rights Day", "last Christmas"."""
    month, _, day = words.rule.day.partition("-")

    def make(year: int) -> Edtf | None:
        if day.isdigit():
            return maker(int(month), int(day))(year)
        name, _, which = day.partition("-")
        return nth_weekday(int(month), _WEEKDAYS.index(name) + 1, int(which))(year)

    if "shift" in words and at.now:
        return Value(_shifted(make, standpoint(at.now[0]), words.number("shift")), at.now[1])
    return dated(make, words, at)


_WINTER = 24
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


def weekday(words: Words, at: Standpoint) -> Value | None:
    """ "on Monday": the last one, the day of publication itself among them, or the next when the words look ahead."""
    if at.anchor.published is None or unit_of(at.anchor.published) != "day":
        return None
    base = standpoint(at.anchor.published)
    ahead = (words.number("weekday") - base.isoweekday()) % 7
    days = ahead if at.looks_ahead() or not ahead else ahead - 7
    return Value(Edtf.from_day(base + timedelta(days=days)), "published")


def weekday_of_week(words: Words, at: Standpoint) -> Value | None:
    """ "Thursday last week"."""
    week = moved(at.now, "week", words.number("shift"))
    if week is None or week.edtf is None or week.edtf.earliest is None:
        return None
    return Value(Edtf.from_day(week.edtf.earliest + timedelta(days=words.number("weekday") - 1)), week.anchor)


def weekend(_: Words, at: Standpoint) -> Value | None:
    """ "over the weekend": the last one, or the next when the words look ahead."""
    return moved(at.now, "weekend", 0 if at.ahead() else -1)


def before_last(words: Words, at: Standpoint) -> Value | None:
    """ "the year before last", "the week after next"."""
    return moved(at.now, words.name("unit"), -2 if words.name("which") == "last" else 2)


def day_of_shifted_month(words: Words, at: Standpoint) -> Value | None:
    """ "the 5th of this month"."""
    month = moved(at.now, "month", words.number("shift"))
    if month is None or month.edtf is None or month.edtf.earliest is None:
        return None
    edtf = maker(month.edtf.earliest.month, words.number("day"))(month.edtf.earliest.year)
    return Value(edtf, month.anchor) if edtf else None


def beside_date(words: Words, at: Standpoint) -> Value | None:
    """ "three days before 5 May", "the eve of 5 May", "the day after last Tuesday"."""
    base = _weekday_or_date(words, at)
    if base is None or base.edtf is None or ("unit" in words and words.name("unit") in HOURS):
        return base
    if "eve" in words:
        return moved((base.edtf, base.anchor), "day", -1)
    count, unit = in_days(int(words.amount()), words.name("unit"))
    return moved((base.edtf, base.anchor), unit, count * words.number("beside"))


def _weekday_or_date(words: Words, at: Standpoint) -> Value | None:
    if "weekday" not in words or "month" in words:
        return calendar_date(words, at)
    return shifted_name(words, at) if "shift" in words else weekday(words, at)


def pointing(words: Words, at: Standpoint) -> Value | None:
    """ "the same day", "that year", "the following month"; without a date before only "the previous" has a meaning."""
    count = _pointed(words)
    if at.anchor.previous is None and count >= 0 and (words.rule.id != "the-next" or words.name("unit") == "day"):
        return None
    return moved(at.told, words.name("unit"), count)


def same_period(words: Words, at: Standpoint) -> Value | None:
    """ "the same period of 2017", "the same month last year": the date before, put into another year."""
    told = at.anchor.last or at.anchor.previous
    if told is None or told.year is None or len(told.text) <= len("2018"):
        return None
    year = words.number("year") if "year" in words else told.year - 1
    return Value(Edtf(told.text.replace(f"{told.year:04d}", f"{year:04d}")), "previous")


def pointed_month(words: Words, at: Standpoint) -> Value | None:
    """ "in December of that year", "on 5 May of the following year": of the year told before."""
    told = at.anchor.previous
    if told is None or told.year is None:
        return None
    edtf = maker(words.number("month"), words.number("day") if "day" in words else None)(told.year + _pointed(words))
    return Value(edtf, "previous") if edtf else None


def pointing_day(words: Words, at: Standpoint) -> Value | None:
    """ "the next morning", "that night": a day by the one before."""
    if at.anchor.previous is None or unit_of(at.anchor.previous) != "day":
        return None
    return moved(at.told, "day", _pointed(words))


def pointing_weekday(words: Words, at: Standpoint) -> Value | None:
    """ "the following Monday": the first one after the day told before, or the last one before it."""
    told = at.anchor.previous
    if told is None or told.earliest is None or unit_of(told) != "day":
        return None
    ahead, base = _pointed(words) > 0, told.earliest
    days = (words.number("weekday") - base.isoweekday()) % 7 or 7
    return Value(Edtf.from_day(base + timedelta(days=days if ahead else days - 7 or -7)), "previous")


def _pointed(words: Words) -> int:
    """How many units "following", "previous", "next" and "same" point away."""
    if "pointing" not in words:
        return 0
    return 1 if words.name("pointing") == "next" else words.number("pointing")


def this_year(_: Words, at: Standpoint) -> Value | None:
    """ "during the year": the year a report speaks of, else that of publication."""
    if at.anchor.period:
        return Value(at.anchor.period, "period")
    return moved(at.now, "year", 0)


def this_period(_: Words, at: Standpoint) -> Value | None:
    """ "during the reporting period": the time that a report speaks of."""
    return Value(at.anchor.period, "period") if at.anchor.period else None


def year_end(words: Words, at: Standpoint) -> Value | None:
    """ "at year's end", "by year-end 2019": December of that year."""
    if "year" in words:
        return Value(closing(Edtf.of(words.number("year"))))
    year = this_year(words, at)
    return Value(closing(year.edtf), year.anchor) if year and year.edtf else None


RELATIVE_FORMS = (
    day_word, shifted_unit, before_last, shifted_name, month_of_shifted, day_of_shifted_month, to_date, holiday,
    weekday, weekday_of_week, weekend, beside_date, pointing, pointed_month, pointing_day, pointing_weekday,
    same_period, this_year, this_period, year_end,
)  # fmt: skip
