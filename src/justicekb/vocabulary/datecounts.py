"""Counted lengths of time, alone ("three years") and from a date ("two years ago"): one small function a form."""

from __future__ import annotations

from datetime import date, timedelta

from justicekb.edtf import OPEN, Edtf
from justicekb.vocabulary.datecalendar import finer, holding, standpoint, step, unit_of
from justicekb.vocabulary.dateforms import calendar_date
from justicekb.vocabulary.datejoins import interval
from justicekb.vocabulary.datestandpoint import Standpoint, Value, moved
from justicekb.vocabulary.datewords import Words

_LETTERS = {
    "second": "TS", "minute": "TM", "hour": "TH", "day": "D", "weekend": "W", "week": "W", "fortnight": "W",
    "month": "M", "quarter": "Q", "year": "Y", "decade": "Y", "century": "Y",
}  # fmt: skip
_OFTEN = {"daily": "P1D", "weekly": "P1W", "monthly": "P1M", "quarterly": "P3M", "yearly": "P1Y"}
FACTORS = {"fortnight": 2, "decade": 10, "century": 100}
HOURS = ("second", "minute", "hour")


def _count(words: Words) -> int | None:
    return int(words.amount()) or None


def ago(words: Words, at: Standpoint) -> Value | None:
    """ "two years ago", "a month ago", "a year and a half ago"."""
    return _from_now(words, at, -1)


def ago_or_more(words: Words, at: Standpoint) -> Value | None:
    """ "over a year ago": any time up to the day so long before."""
    day = _so_long_before(words, at)
    return Value(Edtf(f"{OPEN}/{day.isoformat()}"), at.now[1]) if day and at.now else None


def ago_or_less(words: Words, at: Standpoint) -> Value | None:
    """ "less than a year ago": any time from the day so long before."""
    day = _so_long_before(words, at)
    return Value(Edtf(f"{day.isoformat()}/{standpoint(at.now[0]).isoformat()}"), at.now[1]) if day and at.now else None


def _so_long_before(words: Words, at: Standpoint) -> date | None:
    amount, unit = words.amount(), words.name("unit")
    if not at.now or not amount or unit in HOURS:
        return None
    if unit in ("decade", "century"):
        amount, unit = amount * FACTORS[unit], "year"
    if unit == "year":
        amount, unit = amount * 12, "month"
    return step(standpoint(at.now[0]), unit, -int(amount))


def from_now(words: Words, at: Standpoint) -> Value | None:
    """ "two years from now"."""
    return _from_now(words, at, 1)


def _from_now(words: Words, at: Standpoint, direction: int) -> Value | None:
    amount, unit = words.amount() * direction, words.name("unit")
    if unit in ("decade", "century"):  # "a decade ago" is the year ten years back
        amount, unit = amount * FACTORS[unit], "year"
    if unit == "year" and amount % 1 and at.now:  # half a year more or less can only say the year
        return Value(holding(step(standpoint(at.now[0]), "month", int(amount * 12)), "year"), at.now[1])
    return moved(at.now, unit, int(amount)) if int(amount) else None


def away(words: Words, at: Standpoint) -> Value | None:
    """ "two years earlier", "three days later": counted from the date before."""
    count, unit = _count(words), words.name("unit")
    if not count or at.anchor.previous is None or unit in HOURS or _later_than_now(words, at):
        return Value(length=length_of(words))
    if unit_of(at.anchor.previous) == "day":
        count, unit = in_days(count, unit)
    value = moved(at.told, unit, count * words.number("away"))
    return Value(length=length_of(words)) if value is None or _unborn(value, at) else value


def in_days(count: int, unit: str) -> tuple[int, str]:
    """Weeks as days: a week after a day is a day."""
    return (count * 7 * FACTORS.get(unit, 1), "day") if unit in ("week", "fortnight") else (count, unit)


def _later_than_now(words: Words, at: Standpoint) -> bool:
    """Whether words would count on from the day of publication: "today, 52 years later" counts from another day."""
    return words.number("away") > 0 and at.anchor.previous == at.anchor.published


def _unborn(value: Value, at: Standpoint) -> bool:
    """Whether what is told as past would lie after publication, so that it was counted from something else."""
    published = at.anchor.published
    if published is None or value.edtf is None or at.ahead():
        return False
    return (value.edtf.earliest or date.min) > (published.latest or date.max)


def year_to(words: Words, at: Standpoint) -> Value | None:
    """ "the year to March 2019", "the three months ended 31 May": a stretch told by its length and its end."""
    end = calendar_date(words, at)
    if end is None or end.edtf is None or end.edtf.latest is None or words.name("unit") in HOURS:
        return None
    unit, grain = words.name("unit"), unit_of(end.edtf)
    if grain == "year":  # "the five years to 2015" count as "the last five years" do
        return window_of((end.edtf, end.anchor), unit, -int(words.amount()), length_of(words))
    first = step(end.edtf.latest + timedelta(days=1), unit, -int(words.amount()))
    return Value(interval(holding(first, grain), end.edtf), end.anchor, length_of(words))


def length_of(words: Words) -> str:
    """The ISO 8601 length of the words, `X` for an unknown number."""
    unit = words.name("unit" if "unit" in words else "some")
    letters = _LETTERS[unit]
    number = "X"
    if "some" not in words:
        amount = words.amount() * FACTORS.get(unit, 1)
        if unit == "hour" and amount % 1 == 0.5:
            return f"PT{int(amount)}H30M" if amount > 1 else "PT30M"
        number = f"{amount:g}"
    return f"PT{number}{letters[1]}" if len(letters) == 2 else f"P{number}{letters}"


def length(words: Words, _: Standpoint) -> Value | None:
    """ "three years", "a month", "several weeks"."""
    return Value(length=length_of(words))


def window(words: Words, at: Standpoint) -> Value | None:
    """ "the last five years", "the next ten days": from so long ago until now, in the unit's precision."""
    unit, text = words.name("unit"), length_of(words)
    if "some" in words or unit in HOURS:
        return Value(length=text)
    return window_of(at.now, unit, int(words.amount()) * words.number("shift"), text)


def window_of(base: tuple[Edtf, str] | None, unit: str, count: int, length: str) -> Value:
    grain = {"week": "day", "weekend": "day", "fortnight": "day", "decade": "year", "century": "year"}.get(unit, unit)
    if base is None or finer(grain, unit_of(base[0])):
        return Value(length=length)
    now = standpoint(base[0])
    first, last = sorted((step(now, unit, count), now))
    return Value(interval(holding(first, grain), holding(last, grain)), base[1], length)


# The part of "the past year" that must lie in one calendar year to be called by it: in January it is the year before.
_MOST = 0.9


def until_now(base: tuple[Edtf, str] | None, unit: str, length: str) -> Value | None:
    """ "the past year": one unit until the day of publication; the calendar's own where nearly all of it lies there."""
    if base is None or unit_of(base[0]) != "day":
        return None
    now = standpoint(base[0])
    began = step(now, unit, -1)
    turn = holding(now, unit).earliest or now  # where the calendar unit of the day begins
    before = (turn - began).days / (now - began).days
    if unit == "week" or 1 - _MOST < before < _MOST:
        return window_of(base, unit, -1, length)
    return Value(holding(began if before >= _MOST else now, unit), base[1])


def nothing(words: Words, _: Standpoint) -> Value | None:
    """Words about time without a date: "recently", "every day", "10 a.m."."""
    if "often" in words:
        return Value(length=_OFTEN[words.name("often")])
    return Value(length=length_of(words)) if "unit" in words else Value()


def no_date(_: Words, __: Standpoint) -> Value | None:
    """What only looks like one: "a 60-year-old"."""
    return None


COUNTED_FORMS = (ago, ago_or_more, ago_or_less, from_now, away, year_to, length, window, nothing, no_date)
