"""Where a reader of dates stands, and in which year an incomplete date lies from there."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from justicekb.edtf import Edtf
from justicekb.errors import ValueFormatError
from justicekb.vocabulary.datecalendar import century_of, finer, holding, standpoint, step, unit_of
from justicekb.vocabulary.datewords import Words


@dataclass(frozen=True, slots=True, kw_only=True)
class Anchor:
    """What incomplete and relative expressions are counted from.

    `published` is the document's date (for a question: the day it is asked), `period` the time it reports on,
    `previous` the date that stands before ("the same day"), `last` the very last one, which "the same period last year"
    compares with. All may be missing; what needs them is then not read.
    `month_first` says how the document writes "05/06/2018" (see `datetext.writes_month_first`).
    """

    published: Edtf | None = None
    period: Edtf | None = None
    previous: Edtf | None = None
    last: Edtf | None = None
    month_first: bool = False


@dataclass(frozen=True, slots=True)
class Value:
    """A date, a length of time (ISO 8601: "P5Y") or both, and what it was counted from."""

    edtf: Edtf | None = None
    anchor: str = "none"
    length: str | None = None


@dataclass(frozen=True, slots=True)
class Standpoint:
    """Where a reader stands: the anchor, the other end of a range with its side, and whether the words look ahead.

    `side` is 1 when the expression comes after `near` ("from May 2019 to July") and -1 when it comes before. `story`
    is the last day or month told with its year before it in the same text, `frame` the year with which a sentence
    before it, or its own, opens ("In 2012 he left. In May he returned"). `bound` says that the words tell until when
    something holds, which lies ahead unless they look back.
    """

    anchor: Anchor
    ahead: Callable[[], bool | None]
    near: Edtf | None = None
    side: int = 0
    story: Edtf | None = None
    frame: Edtf | None = None
    bound: bool = False

    def looks_ahead(self) -> bool | None:
        """Whether the words speak of what is to come; None where nothing says."""
        ahead = self.ahead()
        return True if self.bound and ahead is None else ahead

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


def moved(base: tuple[Edtf, str] | None, unit: str, count: int) -> Value | None:
    """The unit `count` units from the base; None where the base is not known that finely."""
    if base is None:
        return None
    value, anchor = base
    if finer(unit, unit_of(value)) and unit != "weekend":
        return Value(value, anchor) if count == 0 else None
    return Value(holding(step(standpoint(value), unit, count), unit), anchor)


def dated(make: Making, words: Words, at: Standpoint) -> Value | None:
    """The value in the year that the words name, else in the year that the standpoint gives."""
    year = _year(words)
    if year is not None:
        edtf = make(year)
        return Value(edtf) if edtf else None
    return placed(make, at)


def _year(words: Words) -> int | None:
    if "year" in words:
        return words.number("year")
    return century_of(words.number("shortyear")) if "shortyear" in words else None


def placed(make: Making, at: Standpoint) -> Value | None:
    """The value in the year of the range it opens or ends, of the period, of the story, or around publication."""
    if at.near is not None:
        base = at.near.earliest if at.side < 0 else at.near.latest
        edtf = nearest(make, base, at.side) if base else None
        return Value(edtf, "none") if edtf else None
    if at.anchor.period and at.anchor.period.year:
        told = at.frame if at.frame is not None and at.frame.year and not at.ahead() else None
        edtf = make(told.year if told is not None and told.year else at.anchor.period.year)
        own = told is not None and told.year != at.anchor.period.year
        return Value(edtf, "previous" if own else "period") if edtf else None
    if _told_as_past(at) and at.story and at.story.earliest:
        edtf = _in_story(make, at.story.earliest)
        return Value(edtf, "previous") if edtf else None
    if at.anchor.published:
        ahead = at.ahead()
        if at.bound and ahead:
            edtf = nearest(make, standpoint(at.anchor.published), 1)  # what will hold until then cannot have ended
        else:
            edtf = likeliest(make, at.anchor.published, (at.bound or None) if ahead is None else ahead)
        return Value(edtf, "published") if edtf else None
    if at.anchor.previous and at.anchor.previous.year:
        edtf = make(at.anchor.previous.year)
        return Value(edtf, "previous") if edtf else None
    return None


def _in_story(make: Making, told: date) -> Edtf | None:
    """The value next after the day on which a story stands, or the one shortly before it."""
    before, after = nearest(make, told, -1), nearest(make, told, 1)
    if before is None or before.earliest is None or after is None:
        return after or before
    return before if (told - before.earliest).days <= _SHORTLY else after


_SHORTLY = 45  # days; a story that goes on for longer than ten months without naming a year is rare


def _told_as_past(at: Standpoint) -> bool:
    """Whether the text tells of years long before publication: "In June 1998 he was arrested. In August ..."."""
    if at.story is None or at.ahead():
        return False
    if at.anchor.published is None:
        return True
    return standpoint(at.anchor.published).year - standpoint(at.story).year > 1


def nearest(make: Making, base: date, side: int) -> Edtf | None:
    """The value of the year around `base` that begins last before it, or first after it."""
    years = (base.year - 1, base.year, base.year + 1)
    made = [edtf for year in years if (edtf := make(year)) is not None]
    if side < 0:
        return max((e for e in made if e.earliest and e.earliest <= base), default=None)
    return min((e for e in made if e.latest and e.latest >= base), default=None)


# How much farther than the last such date the next one may be and still be meant: when the words look ahead, and
# when the parse does not say (when they look back, the last one is always meant). Swept on 73 news texts with
# marked dates: 1 to 6 and 0.2 to 0.67 give the same, values outside are worse. Of the latter a quarter (dates up to
# ten weeks ahead) is right most often in 90 later news articles, read by eye: "in a March 28 response", published
# in December, is the March before.
_PULL = {True: 4.0, None: 0.25}


def likeliest(make: Making, published: Edtf, ahead: bool | None) -> Edtf | None:
    """The last such date before publication or the next one after it, whichever is nearer for the tense."""
    base = standpoint(published)
    last, coming = nearest(make, base, -1), nearest(make, base, 1)
    if last == coming or ahead is False:
        return last
    if last is None or coming is None:
        return last or coming
    if unit_of(published) != "day":
        return coming if ahead else last
    since = (base - (last.latest or base)).days
    until_then = ((coming.earliest or base) - base).days
    return coming if until_then < since * _PULL[ahead] else last


def nth_weekday(month: int, weekday: int, which: int) -> Making:
    """Makes the first (1) to fifth or the last (-1) Monday (1) to Sunday (7) of the month in a given year."""

    def make(year: int) -> Edtf | None:
        first = (weekday - date(year, month, 1).isoweekday()) % 7 + 1
        fifth = maker(month, first + 28)(year)
        if which == -1:
            return fifth or Edtf.of(year, month, first + 21)
        return fifth if which == 5 else Edtf.of(year, month, first + 7 * (which - 1))

    return make


def maker(month: int, day: int | None = None) -> Making:
    """Makes the month or day of a given year, None where the year has no such day."""

    def make(year: int) -> Edtf | None:
        try:
            return Edtf.of(year, month, day)
        except ValueFormatError:
            return None

    return make
