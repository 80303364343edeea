"""Dates counted from another one, and lengths of time: one small function a form, named by the rules of dates.toml."""

from __future__ import annotations

from datetime import date, timedelta

from justicekb.edtf import Edtf
from justicekb.vocabulary.datecalendar import finer, holding, standpoint, step, unit_of
from justicekb.vocabulary.datejoins import closing, interval, until
from justicekb.vocabulary.datestandpoint import Making, Standpoint, Value, dated, maker
from justicekb.vocabulary.datewords import Words


def moved(base: tuple[Edtf, str] | None, unit: str, count: int) -> Value | None:
    """The unit `count` units from the base; None where the base is not known that finely."""
    if base is None:
        return None
    value, anchor = base
    if finer(unit, unit_of(value)) and unit != "weekend":
        return Value(value, anchor) if count == 0 else None
    return Value(holding(step(standpoint(value), unit, count), unit), anchor)


def day_word(words: Words, at: Standpoint) -> Value | None:
    """ "today", "yesterday evening", "this morning", "last night", "the day after tomorrow"."""
    return moved(at.now, "day", sum(words.number(name) for name in ("dayword", "shift", "beside") if name in words))


def shifted_unit(words: Words, at: Standpoint) -> Value | None:
    """ "last year", "this week", "next month"; "the past decade" is the ten years until now."""
    unit = words.name("unit")
    if unit == "day":  # "this day" and "next day" are told, and the "last day" is no yesterday
        return moved(at.told, unit, words.number("shift")) if words.number("shift") >= 0 else None
    if unit in ("decade", "century") and words.number("shift"):
        return _window(at.now, "year", words.number("shift") * _FACTORS[unit], length_of(words))
    return moved(at.now, unit, words.number("shift"))


def month_of_shifted(words: Words, at: Standpoint) -> Value | None:
    """ "in May last year"."""
    year = moved(at.now, "year", words.number("shift"))
    if year is None or year.edtf is None or year.edtf.year is None:
        return None
    return Value(Edtf.of(year.edtf.year, words.number("month")), year.anchor)


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
        make = lambda year: Edtf(f"{year:04d}-{number}")  # noqa: E731 - a two-line function would say the same
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
        first = (_WEEKDAYS.index(name) - date(year, int(month), 1).weekday()) % 7 + 1
        return maker(int(month), first + 7 * (int(which) - 1))(year)

    if "shift" in words and at.now:
        return Value(_shifted(make, standpoint(at.now[0]), words.number("shift")), at.now[1])
    return dated(make, words, at)


_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


def weekday(words: Words, at: Standpoint) -> Value | None:
    """ "on Monday": the last one, the day of publication itself among them, or the next when the words look ahead."""
    if at.anchor.published is None or unit_of(at.anchor.published) != "day":
        return None
    base = standpoint(at.anchor.published)
    ahead = (words.number("weekday") - base.isoweekday()) % 7
    days = ahead if at.ahead() or not ahead else ahead - 7
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


def _count(words: Words) -> int | None:
    return int(words.amount()) or None


def ago(words: Words, at: Standpoint) -> Value | None:
    """ "two years ago", "a month ago"."""
    count, unit = _count(words), words.name("unit")
    if unit in ("decade", "century"):  # "a decade ago" is the year ten years back
        count, unit = (count or 0) * _FACTORS[unit], "year"
    return moved(at.now, unit, -count) if count else None


def away(words: Words, at: Standpoint) -> Value | None:
    """ "two years earlier", "three days later": counted from the date before."""
    count = _count(words)
    if not count or at.anchor.previous is None or words.name("unit") in ("second", "minute", "hour"):
        return Value(length=length_of(words))
    unit = words.name("unit")
    if unit in ("week", "fortnight") and unit_of(at.anchor.previous) == "day":  # a week after a day is a day
        count, unit = count * 7 * _FACTORS.get(unit, 1), "day"
    value = moved(at.told, unit, count * words.number("away"))
    return Value(length=length_of(words)) if value is None or _unborn(value, at) else value


def _unborn(value: Value, at: Standpoint) -> bool:
    """Whether what is told as past would lie after publication, so that it was counted from something else."""
    published = at.anchor.published
    if published is None or value.edtf is None or at.ahead():
        return False
    return (value.edtf.earliest or date.min) > (published.latest or date.max)


def pointing(words: Words, at: Standpoint) -> Value | None:
    """ "the same day", "that year", "the following month"; without a date before only "the previous" has a meaning."""
    count = _pointed(words)
    if at.anchor.previous is None and count >= 0 and words.rule.id != "the-next":
        return None
    return moved(at.told, words.name("unit"), count)


def same_period(words: Words, at: Standpoint) -> Value | None:
    """ "the same period of 2017", "the same month last year": the date before, put into another year."""
    told = at.anchor.previous
    if told is None or told.year is None or unit_of(told) == "year":
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
    """ "at year's end": December of that year."""
    year = this_year(words, at)
    return Value(closing(year.edtf), year.anchor) if year and year.edtf else None


_LETTERS = {
    "second": "TS", "minute": "TM", "hour": "TH", "day": "D", "weekend": "W", "week": "W", "fortnight": "W",
    "month": "M", "quarter": "Q", "year": "Y", "decade": "Y", "century": "Y",
}  # fmt: skip
_OFTEN = {"daily": "P1D", "weekly": "P1W", "monthly": "P1M", "quarterly": "P3M", "yearly": "P1Y"}
_FACTORS = {"fortnight": 2, "decade": 10, "century": 100}


def length_of(words: Words) -> str:
    """The ISO 8601 length of the words, `X` for an unknown number."""
    unit = words.name("unit" if "unit" in words else "some")
    letters = _LETTERS[unit]
    number = "X"
    if "some" not in words:
        amount = words.amount() * _FACTORS.get(unit, 1)
        number = f"{amount:g}"
    return f"PT{number}{letters[1]}" if len(letters) == 2 else f"P{number}{letters}"


def length(words: Words, _: Standpoint) -> Value | None:
    """ "three years", "a month", "several weeks"."""
    return Value(length=length_of(words))


def window(words: Words, at: Standpoint) -> Value | None:
    """ "the last five years", "the next ten days": from so long ago until now, in the unit's precision."""
    unit, text = words.name("unit"), length_of(words)
    if "some" in words or unit in ("second", "minute", "hour"):
        return Value(length=text)
    return _window(at.now, unit, int(words.amount()) * words.number("shift"), text)


def _window(base: tuple[Edtf, str] | None, unit: str, count: int, length: str) -> Value:
    grain = {"week": "day", "weekend": "day", "fortnight": "day", "decade": "year", "century": "year"}.get(unit, unit)
    if base is None or finer(grain, unit_of(base[0])):
        return Value(length=length)
    now = standpoint(base[0])
    first, last = sorted((step(now, unit, count), now))
    return Value(interval(holding(first, grain), holding(last, grain)), base[1], length)


def nothing(words: Words, _: Standpoint) -> Value | None:
    """Words about time without a date: "recently", "every day", "10 a.m."."""
    if "often" in words:
        return Value(length=_OFTEN[words.name("often")])
    return Value(length=length_of(words)) if "unit" in words else Value()


def no_date(_: Words, __: Standpoint) -> Value | None:
    """What only looks like one: "a 60-year-old"."""
    return None


RELATIVE_FORMS = (
    day_word, shifted_unit, shifted_name, month_of_shifted, to_date, holiday, weekday, weekday_of_week, weekend, ago,
    away, pointing, pointed_month, pointing_day, same_period, this_year, this_period, year_end, length, window, nothing,
    no_date,
)  # fmt: skip
