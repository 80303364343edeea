"""What the words of a date rule mean: one small function a form, from the matched words and a standpoint to a value.

`FORMS` reads single expressions, `JOINS` puts read ones together; date rules (dates.toml) name them by key.
Numbers of the calendar follow ISO 8601: weeks begin on Monday, values are EDTF level 1.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from justicekb.edtf import OPEN, Edtf
from justicekb.errors import ValueFormatError
from justicekb.vocabulary.datecalendar import finer, holding, months, span, standpoint, step, unit_of
from justicekb.vocabulary.datewords import Words


@dataclass(frozen=True, slots=True, kw_only=True)
class Anchor:
    """What incomplete and relative expressions are counted from.

    `published` is the document's date (for a question: the day it is asked), `period` the time it reports on,
    `previous` the date that stands before ("the same day"). All may be missing; what needs them is then not read.
    """

    published: Edtf | None = None
    period: Edtf | None = None
    previous: Edtf | None = None


@dataclass(frozen=True, slots=True)
class Value:
    """A date, a length of time (ISO 8601: "P5Y") or both, and what it was counted from."""

    edtf: Edtf | None = None
    anchor: str = "none"
    length: str | None = None


@dataclass(frozen=True, slots=True)
class Standpoint:
    """Where a reader stands: the anchor, the other end of a range with its side, and whether the words look ahead.

    `side` is 1 when the expression comes after `near` ("from May 2019 to July") and -1 when it comes before.
    """

    anchor: Anchor
    ahead: Callable[[], bool | None]
    near: Edtf | None = None
    side: int = 0

    @property
    def now(self) -> tuple[Edtf, str] | None:
        """What "today" and "last year" are counted from."""
        if self.anchor.published:
            return self.anchor.published, "published"
        return (self.anchor.period, "period") if self.anchor.period else None

    @property
    def told(self) -> tuple[Edtf, str] | None:
        """What "the same day" and "two years later" are counted from."""
        if self.anchor.previous:
            return self.anchor.previous, "previous"
        return self.now


Reader = Callable[[Words, Standpoint], Value | None]
Making = Callable[[int], Edtf | None]


# ── dates of the calendar ────────────────────────────────────────────────────────────────────────────────


def _value(make: Making, words: Words, at: Standpoint) -> Value | None:
    """The value in the year that the words name, else in the year that the standpoint gives."""
    year = _year(words)
    if year is not None:
        edtf = make(year)
        return Value(edtf) if edtf else None
    return _placed(make, at)


def _year(words: Words) -> int | None:
    if "year" in words:
        return words.number("year")
    return _century_of(words.number("shortyear")) if "shortyear" in words else None


def _century_of(short: int) -> int:
    """The year of a two-digit one; from 50 on it is taken for the last century."""
    return short + (1900 if short >= 50 else 2000)


def _placed(make: Making, at: Standpoint) -> Value | None:
    if at.near is not None:
        base = at.near.earliest if at.side < 0 else at.near.latest
        edtf = _nearest(make, base, at.side) if base else None
        return Value(edtf, "none") if edtf else None
    if at.anchor.period and at.anchor.period.year:
        edtf = make(at.anchor.period.year)
        return Value(edtf, "period") if edtf else None
    if at.anchor.published:
        edtf = _likeliest(make, at.anchor.published, at.ahead())
        return Value(edtf, "published") if edtf else None
    if at.anchor.previous and at.anchor.previous.year:
        edtf = make(at.anchor.previous.year)
        return Value(edtf, "previous") if edtf else None
    return None


def _nearest(make: Making, base: date, side: int) -> Edtf | None:
    """The value of the year around `base` that begins last before it, or first after it."""
    years = (base.year - 1, base.year, base.year + 1)
    made = [edtf for year in years if (edtf := make(year)) is not None]
    if side < 0:
        return max((e for e in made if e.earliest and e.earliest <= base), default=None)
    return min((e for e in made if e.latest and e.latest >= base), default=None)


# How much farther than the last such date the next one may be and still be meant, by what the tense says (True:
# the words look ahead, False: they look back, None: the parse does not say). Tried on news texts: any value from 4
# to 8 for the first, and 1.5 to 3 for the last, gives the same.
_PULL = {True: 6.0, False: 0.0, None: 0.5}


def _likeliest(make: Making, published: Edtf, ahead: bool | None) -> Edtf | None:
    """The last such date before publication or the next one after it, whichever is nearer for the tense."""
    base = standpoint(published)
    last, coming = _nearest(make, base, -1), _nearest(make, base, 1)
    if last is None or coming is None or last == coming:
        return last or coming
    if unit_of(published) != "day":
        return coming if ahead else last
    since = (base - (last.latest or base)).days
    until_then = ((coming.earliest or base) - base).days
    return coming if until_then < since * _PULL[ahead] else last


def _maker(month: int, day: int | None = None) -> Making:
    def make(year: int) -> Edtf | None:
        try:
            return Edtf.of(year, month, day)
        except ValueFormatError:
            return None

    return make


def calendar_date(words: Words, at: Standpoint) -> Value | None:
    """A day, a month or a year, complete or not: "3 May 2019", "May 2019", "2019", "3 May", "May"."""
    if "month" not in words:
        return Value(Edtf.of(words.number("year")))
    day = words.number("day") if "day" in words else None
    return _value(_maker(words.number("month"), day), words, at)


def numeric_date(words: Words, _: Standpoint) -> Value | None:
    """ "23.11.2011", "23/11/11", "11/23/2011": the day comes first unless only the other order is a date."""
    first, second, year = (int(part) for part in re.split(r"[./-]", words.name("numeric")))
    year = _century_of(year) if year < 100 else year
    made = _maker(second, first)(year) or _maker(first, second)(year)
    return Value(made) if made else None


def iso_date(words: Words, _: Standpoint) -> Value | None:
    """ "2011-11-23", with or without a time of day."""
    return Value(Edtf(words.name("iso")[:10]))


def days_of_month(words: Words, at: Standpoint) -> Value | None:
    """ "5-7 May 2019", "May 5-7"."""
    first, last, month = words.number("first"), words.number("last"), words.number("month")

    def make(year: int) -> Edtf | None:
        start, end = _maker(month, first)(year), _maker(month, last)(year)
        return Edtf(f"{start}/{end}") if start and end and first < last else None

    return _value(make, words, at)


def season(words: Words, at: Standpoint) -> Value | None:
    """ "spring 2019", "in the spring"."""
    return _value(lambda year: Edtf(f"{year:04d}-{words.number('season')}"), words, at)


def part_of_year(words: Words, at: Standpoint) -> Value | None:
    """Quarters, halves and "the first six months of 2021" as their months."""
    size = {"quarter": 3, "quartername": 3, "half": 6, "halfname": 6}
    if "count" in words:
        length = words.number("count") * {"month": 1, "quarter": 3}.get(words.name("unit"), 0)
        first = 1 if "leading" in words else 13 - length
    else:
        length = next(size[name] for name in size if name in words)
        which = next((n for n in ("which", "quartername", "halfname") if n in words), None)
        number = words.number(which) if which else 12 // length
        first = (number - 1) * length + 1
    if not 1 <= first <= first + length - 1 <= 12:
        return None
    return _value(lambda year: months(year, first, first + length - 1), words, at)


def decade(words: Words, _: Standpoint) -> Value | None:
    """ "the 1990s", "the nineties", "the '90s"."""
    digits = re.sub(r"\D", "", words.name("decade"))
    year = int(digits) if len(digits) == 4 else _century_of(int(digits) or 0)
    return Value(Edtf(f"{year // 10:03d}X"))


def century(words: Words, _: Standpoint) -> Value | None:
    """ "the 19th century": the years 18XX."""
    number = words.number("ordinal")
    return Value(Edtf(f"{number - 1:02d}XX")) if 1 < number < 23 else None


def years(words: Words, _: Standpoint) -> Value | None:
    """ "2016-2018", "2018/19"."""
    first = words.number("first")
    last = words.number("last")
    if last < 100:
        last += first // 100 * 100
    return Value(Edtf(f"{first}/{last}")) if first < last <= first + 150 else None


# ── relative ones ────────────────────────────────────────────────────────────────────────────────────────


def _moved(base: tuple[Edtf, str] | None, unit: str, count: int) -> Value | None:
    """The unit `count` units from the base; None where the base is not known that finely."""
    if base is None:
        return None
    value, anchor = base
    if finer(unit, unit_of(value)) and unit != "weekend":
        return Value(value, anchor) if count == 0 else None
    return Value(holding(step(standpoint(value), unit, count), unit), anchor)


def day_word(words: Words, at: Standpoint) -> Value | None:
    """ "today", "yesterday evening", "this morning", "last night"."""
    return _moved(at.now, "day", words.number("dayword") if "dayword" in words else words.number("shift"))


def shifted_unit(words: Words, at: Standpoint) -> Value | None:
    """ "last year", "this week", "next month"; "the past decade" is the ten years until now."""
    unit = words.name("unit")
    if unit in ("decade", "century") and words.number("shift"):
        return _window(at.now, "year", words.number("shift") * _FACTORS[unit], _length(words))
    return _moved(at.now, unit, words.number("shift"))


def month_of_shifted(words: Words, at: Standpoint) -> Value | None:
    """ "in May last year"."""
    year = _moved(at.now, "year", words.number("shift"))
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
        make = _maker(words.number("month"), words.number("day") if "day" in words else None)
    else:
        number = words.number("season")
        make = lambda year: Edtf(f"{year:04d}-{number}")  # noqa: E731 - a two-line function would say the same
    if shift == 0:
        return Value(make(base.year), anchor)
    made = [edtf for year in (base.year - 1, base.year, base.year + 1) if (edtf := make(year)) is not None]
    if shift < 0:
        return Value(max((e for e in made if e.latest and e.latest < base), default=None), anchor)
    return Value(min((e for e in made if e.earliest and e.earliest > base), default=None), anchor)


def _weekday(number: int, base: date, shift: int, anchor: str) -> Value:
    ahead = (number - base.isoweekday()) % 7
    if shift < 0:
        return Value(Edtf.from_day(base - timedelta(days=(7 - ahead) % 7 or 7)), anchor)
    return Value(Edtf.from_day(base + timedelta(days=ahead or (7 if shift else 0))), anchor)


def weekday(words: Words, at: Standpoint) -> Value | None:
    """ "on Monday": the last one, the day of publication itself among them, or the next when the words look ahead."""
    if at.anchor.published is None or unit_of(at.anchor.published) != "day":
        return None
    base = standpoint(at.anchor.published)
    ahead = (words.number("weekday") - base.isoweekday()) % 7
    days = ahead if at.ahead() or not ahead else ahead - 7
    return Value(Edtf.from_day(base + timedelta(days=days)), "published")


def weekend(_: Words, at: Standpoint) -> Value | None:
    """ "over the weekend": the last one, or the next when the words look ahead."""
    return _moved(at.now, "weekend", 0 if at.ahead() else -1)


def _count(words: Words) -> int | None:
    amount = words.amount("number") if "number" in words else 1
    return int(amount) if amount >= 1 else None


def ago(words: Words, at: Standpoint) -> Value | None:
    """ "two years ago", "a month ago"."""
    count, unit = _count(words), words.name("unit")
    if unit in ("decade", "century"):  # "a decade ago" is the year ten years back
        count, unit = (count or 0) * _FACTORS[unit], "year"
    return _moved(at.now, unit, -count) if count else None


def away(words: Words, at: Standpoint) -> Value | None:
    """ "two years earlier", "three days later": counted from the date before."""
    count = _count(words)
    if not count or at.anchor.previous is None or words.name("unit") in ("second", "minute", "hour"):
        return Value(length=_length(words))
    value = _moved(at.told, words.name("unit"), count * words.number("away"))
    return Value(length=_length(words)) if value is None or _unborn(value, at) else value


def _unborn(value: Value, at: Standpoint) -> bool:
    """Whether what is told as past would lie after publication, so that it was counted from something else."""
    published = at.anchor.published
    if published is None or value.edtf is None or at.ahead():
        return False
    return (value.edtf.earliest or date.min) > (published.latest or date.max)


def pointing(words: Words, at: Standpoint) -> Value | None:
    """ "the same day", "that year", "the following month"."""
    if at.anchor.previous is None and "same" in words:
        return None
    return _moved(at.told, words.name("unit"), words.number("pointing") if "pointing" in words else 0)


def this_year(_: Words, at: Standpoint) -> Value | None:
    """ "during the year": the year a report speaks of, else that of publication."""
    if at.anchor.period:
        return Value(at.anchor.period, "period")
    return _moved(at.now, "year", 0)


_LETTERS = {
    "second": "TS", "minute": "TM", "hour": "TH", "day": "D", "weekend": "W", "week": "W", "fortnight": "W",
    "month": "M", "quarter": "Q", "year": "Y", "decade": "Y", "century": "Y",
}  # fmt: skip
_OFTEN = {"daily": "P1D", "weekly": "P1W", "monthly": "P1M", "quarterly": "P3M", "yearly": "P1Y"}
_FACTORS = {"fortnight": 2, "decade": 10, "century": 100}


def _length(words: Words) -> str:
    """The ISO 8601 length of the words, `X` for an unknown number."""
    unit = words.name("unit")
    letters = _LETTERS[unit]
    number = "X"
    if "some" not in words:
        amount = (words.amount("number") if "number" in words else 1) * _FACTORS.get(unit, 1)
        number = f"{amount:g}"
    return f"PT{number}{letters[1]}" if len(letters) == 2 else f"P{number}{letters}"


def length(words: Words, _: Standpoint) -> Value | None:
    """ "three years", "a month", "several weeks"."""
    return Value(length=_length(words))


def window(words: Words, at: Standpoint) -> Value | None:
    """ "the last five years", "the next ten days": from so long ago until now, in the unit's precision."""
    unit, text = words.name("unit"), _length(words)
    if "some" in words or unit in ("second", "minute", "hour"):
        return Value(length=text)
    return _window(at.now, unit, words.number("number") * words.number("shift"), text)


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
    return Value(length=_length(words)) if "unit" in words else Value()


def no_date(_: Words, __: Standpoint) -> Value | None:
    """What only looks like one: "a 60-year-old"."""
    return None


_READERS = (
    calendar_date, numeric_date, iso_date, days_of_month, season, part_of_year, decade, century, years, day_word,
    shifted_unit, shifted_name, month_of_shifted, to_date, weekday, weekend, ago, away, pointing, this_year, length, window,
    nothing, no_date,
)  # fmt: skip

FORMS: Mapping[str, Reader] = {reader.__name__: reader for reader in _READERS} | {"each_day": calendar_date}


# ── joined ones ──────────────────────────────────────────────────────────────────────────────────────────


def _start(value: Edtf) -> str:
    return value.text.partition("/")[0]


def _end(value: Edtf) -> str:
    return value.text.rpartition("/")[2]


def interval(first: Edtf, last: Edtf) -> Edtf | None:
    """From the start of one value to the end of the other; None where that runs backwards."""
    if _start(first) == _end(last):
        return Edtf(_start(first))
    try:
        return Edtf(f"{_start(first)}/{_end(last)}")
    except ValueFormatError:
        return None


def since(value: Edtf) -> Edtf | None:
    """ "since 2005": from its start on."""
    return None if _start(value) == OPEN else Edtf(f"{_start(value)}/{OPEN}")


def until(value: Edtf) -> Edtf | None:
    """ "until 1989", "by 2015": its end included."""
    return None if _end(value) == OPEN else Edtf(f"{OPEN}/{_end(value)}")


def before(value: Edtf) -> Edtf | None:
    """ "before 1990": until the unit that ends where it begins."""
    unit, first = unit_of(value), value.earliest
    return Edtf(f"{OPEN}/{_end(holding(first - timedelta(days=1), unit))}") if first else None


def after(value: Edtf) -> Edtf | None:
    """ "after 2005": from the unit on that begins where it ends."""
    unit, last = unit_of(value), value.latest
    return Edtf(f"{_start(holding(last + timedelta(days=1), unit))}/{OPEN}") if last else None


def approximate(value: Edtf) -> Edtf | None:
    """ "around 2011": every end marked `~`."""
    return Edtf("/".join(p if p == OPEN or p[-1] in "~?%" else f"{p}~" for p in value.text.split("/")))


def week(value: Edtf) -> Edtf | None:
    """ "the week of 6 March": its Monday to Sunday."""
    return holding(value.earliest, "week") if value.earliest and unit_of(value) == "day" else value


def same(value: Edtf) -> Edtf | None:
    """ "early July", "the beginning of 2019": the value itself, which is as fine as EDTF level 1 can say."""
    return value


JOINS: Mapping[str, Callable[[Edtf], Edtf | None]] = {
    reader.__name__: reader for reader in (since, until, before, after, approximate, week, same)
}

__all__ = ["FORMS", "JOINS", "Anchor", "Standpoint", "Value", "interval", "span"]
