"""Dates in English text: `find_dates` yields every expression with its EDTF value; documents and questions use it.

    find_dates("Between 2016 and 2018", Anchor(), vocabulary)            2016/2018
    find_dates("in the last five years", Anchor(published=Edtf("2021-03-05")), vocabulary)   2016/2021
    find_dates("on 10 September", Anchor(period=Edtf("2019")), vocabulary)                   2019-09-10

For a question `published` is the day it is asked. Nothing here loads a language model.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from justicekb.edtf import Edtf
from justicekb.errors import ValueFormatError, VocabularyError
from justicekb.vocabulary import Vocabulary
from justicekb.vocabulary.datecalendar import unit_of
from justicekb.vocabulary.datecounts import COUNTED_FORMS
from justicekb.vocabulary.dateforms import CALENDAR_FORMS
from justicekb.vocabulary.datejoins import JOINS, interval
from justicekb.vocabulary.datematches import Joined, Point, matches
from justicekb.vocabulary.daterelative import RELATIVE_FORMS
from justicekb.vocabulary.datestandpoint import Anchor, Reader, Standpoint, Value
from justicekb.vocabulary.datewords import Lexicon
from justicekb.vocabulary.entries import DateRule

__all__ = ["Anchor", "DateText", "find_dates", "writes_month_first"]

# What dates.toml names as `read`.
FORMS: Mapping[str, Reader] = {form.__name__: form for form in (*CALENDAR_FORMS, *RELATIVE_FORMS, *COUNTED_FORMS)}

# How far (in characters) a story told with its year reaches: about two sentences.
STORY_REACH = 300

# What may stand before a date that opens its sentence.
_OPENING = re.compile(r"(?:^|[.!?][”’\"')\]]*\s)(?:(?:In|On|During|Early in|Late in|By the end of)\s(?:the\syear\s)?)$")
_OPENING_REACH = 24  # characters

# Dates in words, as far as they tell which of month and day a document puts first.
_MONTH_FIRST = re.compile(r"\b[A-Z][a-z]{2,8}\.? \d{1,2}, (?:19|20)\d\d\b")
_DAY_FIRST = re.compile(r"\b\d{1,2} [A-Z][a-z]{2,8} (?:19|20)\d\d\b")

Kind = Literal["date", "duration", "set", "time", "vague"]
Ahead = Callable[[int, int], bool | None]
Leads = Callable[[int, int], bool]


@dataclass(frozen=True, slots=True, kw_only=True)
class DateText:
    """A date expression: its place in the text (code points, half-open), what it is and its value.

    `kind` "date" always has an `edtf`; "duration" and "set" have a `length` (ISO 8601, "P5Y", `X` for an unknown
    number); "time" (of day) and "vague" ("recently") have neither. A date that is also a length ("the last five
    years") has both. `anchor` says what a relative or incomplete date was counted from: "none", "published",
    "period" or "previous". `rule` is the id of the rule in dates.toml. `parts` are the expressions that a joined
    one was made of ("from January to June").
    """

    start: int
    end: int
    kind: Kind
    edtf: Edtf | None
    length: str | None
    anchor: str
    rule: str
    parts: tuple[DateText, ...] = ()


def find_dates(
    text: str, anchor: Anchor, vocabulary: Vocabulary, *, ahead: Ahead | None = None, leads: Leads | None = None
) -> Iterator[DateText]:
    """Every date expression of the text in order; none overlap.

    An incomplete date ("in May") is the last one before publication, unless `ahead(start, end)` says that the words
    there speak of what is to come (True) or leaves it open (None: the nearer one). Back-pointing words ("the same
    day") count from the date before them, the first from `anchor.previous`; from one that `leads(start, end)` says to
    carry its story on, where one does.
    """
    lexicon = vocabulary.once(_lexicon)
    reader = _Reader(anchor, ahead or (lambda start, end: False), leads or (lambda start, end: True), text)
    for found in matches(lexicon.tokens(text), lexicon):
        yield from reader.read(found)


def writes_month_first(text: str) -> bool:
    """Whether a document writes the month before the day in numbers: "11/23/2011" and nowhere "23/11/2011".

    Where its numbers do not tell ("05/06/2018"), its words do: "May 6, 2018" and nowhere "6 May 2018".
    """
    pairs = [(int(m[1]), int(m[2])) for m in re.finditer(r"\b(\d{1,2})[./](\d{1,2})[./](?:\d{4}|\d\d)\b", text)]
    if not pairs or any(first > 12 for first, _ in pairs):
        return False
    if any(12 < day <= 31 for _, day in pairs):
        return True
    return bool(_MONTH_FIRST.search(text)) and not _DAY_FIRST.search(text)


def _lexicon(vocabulary: Vocabulary) -> Lexicon:
    """The words and rules of a vocabulary; raises VocabularyError for a rule that nothing here reads."""
    for rule in vocabulary.entries(DateRule):
        if rule.read not in ({*JOINS, "interval", "each"} if rule.join else FORMS):
            raise VocabularyError(f"date rule {rule.id!r}: nothing reads {rule.read!r}")
    return Lexicon(vocabulary)


# ── reading ──────────────────────────────────────────────────────────────────────────────────────────────


class _Reader:
    """Reads matches in text order and remembers the date before."""

    def __init__(self, anchor: Anchor, ahead: Ahead, leads: Leads, text: str) -> None:
        self._anchor = anchor
        self._ahead = ahead
        self._text = text
        self._leads = leads
        self._led = False  # whether the date before carries the story on
        self._story: DateText | None = None  # the last day or month told with its year
        self._frame: DateText | None = None  # the last year that opened a sentence

    def read(self, found: Point | Joined) -> Iterator[DateText]:
        for result in self._join(found) if isinstance(found, Joined) else [self._point(found)]:
            if result is not None:
                yield result
                self._remember(result)

    def _remember(self, result: DateText) -> None:
        if result.kind == "date":
            self._anchor = replace(self._anchor, last=result.edtf)
            leads = self._leads(result.start, result.end)
            if leads or not self._led:
                self._anchor = replace(self._anchor, previous=result.edtf)
            self._led = self._led or leads
            if _tells(result):
                self._story = result
            if result.anchor == "none" and result.edtf and _is_year(result.edtf) and self._opens(result.start):
                self._frame = result

    def _opens(self, start: int) -> bool:
        return _OPENING.search(self._text[max(0, start - _OPENING_REACH) : start]) is not None

    def _point(self, point: Point, near: Edtf | None = None, side: int = 0, *, bound: bool = False) -> DateText | None:
        start, end = point.token.start, point.token.end
        told, frame = self._near(self._story, start), self._near(self._frame, start)
        at = Standpoint(self._anchor, lambda: self._ahead(start, end), near, side, told, frame, bound)
        rule = point.pattern.rule
        try:
            value = FORMS[rule.read](point.words, at)
        except (ValueFormatError, ValueError, OverflowError):  # no day of the calendar
            return None
        return _result(rule.kind, rule.id, (start, end), value)

    def _near(self, told: DateText | None, start: int) -> Edtf | None:
        return told.edtf if told is not None and start - told.end <= STORY_REACH else None

    def _join(self, found: Joined) -> Sequence[DateText | None]:
        """The expression that a join rule makes of its parts, or the parts where it makes none."""
        rule, tokens = found.pattern.rule, found.words.tokens
        if rule.id == "until":  # "by" may speak of a day gone by
            parts = [self._point(point, bound=True) for point in found.points]
        else:
            parts = self._parts(found.points)
        edtf = _put_together(parts, found.approximate, rule.read)
        kept = tuple(part for part in parts if part is not None)
        if edtf is None or (rule.read == "approximate" and kept[0].anchor == "published" and kept[0].rule != "ago"):
            return parts  # a list, a range backwards, or "think about next month", which is no date around it
        anchor = next((part.anchor for part in kept if part.anchor != "none"), "none")
        start, end = tokens[0].start, tokens[-1].end
        return [replace(kept[0], start=start, end=end, edtf=edtf, anchor=anchor, rule=rule.id, parts=kept)]

    def _parts(self, points: Sequence[Point]) -> list[DateText | None]:
        """The points read so that one without a year takes it from the one after it, else from the one before."""
        if not points[-1].open and any(point.open for point in points):
            parts = [self._point(points[-1])]
            for point in reversed(points[:-1]):
                near = parts[0].edtf if parts[0] and point.open else None
                parts.insert(0, self._point(point, near, -1))
            return parts
        parts = []
        for point in points:
            near = parts[-1].edtf if parts and parts[-1] and point.open else None
            parts.append(self._point(point, near, 1))
        return parts


def _is_year(edtf: Edtf) -> bool:
    """Whether it is a year and no more: a day or month of another year is but an aside in a report on one year."""
    return re.fullmatch(r"\d{4}", edtf.text) is not None


def _tells(date: DateText) -> bool:
    """Whether a date can carry a story on: a day or month with its year, or one counted from such."""
    edtf = date.edtf
    if edtf is None or edtf.is_interval or date.anchor not in ("none", "previous"):
        return False
    return unit_of(edtf) in ("day", "month")


def _result(kind: Kind, rule: str, place: tuple[int, int], value: Value | None) -> DateText | None:
    if value is None or (kind == "date" and value.edtf is None and value.length is None):
        return None
    if kind == "date" and value.edtf is None:
        kind = "duration"
    return DateText(
        start=place[0], end=place[1], kind=kind, edtf=value.edtf, length=value.length, anchor=value.anchor, rule=rule,
    )  # fmt: skip


def _put_together(parts: Sequence[DateText | None], approximate: Sequence[bool], read: str) -> Edtf | None:
    """One value of the parts: two ends make an interval, one is read as the rule says; None where a part has none."""
    values = [part.edtf for part in parts if part is not None and part.edtf is not None]
    if len(values) < len(parts) or read == "each":
        return None
    pairs = zip(values, approximate, strict=True)
    values = [JOINS["approximate"](value) or value if said else value for value, said in pairs]
    return interval(values[0], values[-1]) if read == "interval" else JOINS[read](values[0])
