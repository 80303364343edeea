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
from justicekb.vocabulary.dateforms import CALENDAR_FORMS
from justicekb.vocabulary.datejoins import JOINS, interval
from justicekb.vocabulary.daterelative import RELATIVE_FORMS
from justicekb.vocabulary.datestandpoint import Anchor, Reader, Standpoint, Value
from justicekb.vocabulary.datewords import OTHER, Lexicon, Pattern, Token, Words
from justicekb.vocabulary.entries import DateRule

__all__ = ["Anchor", "DateText", "find_dates", "writes_month_first"]

# What dates.toml names as `read`.
FORMS: Mapping[str, Reader] = {form.__name__: form for form in (*CALENDAR_FORMS, *RELATIVE_FORMS)}

# How far (in characters) a story told with its year reaches: about two sentences.
STORY_REACH = 300

Kind = Literal["date", "duration", "set", "time", "vague"]
Ahead = Callable[[int, int], bool | None]


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


@dataclass(frozen=True, slots=True)
class _Point:
    """A matched expression before it is read, with the range of tokens it covers."""

    pattern: Pattern
    words: Words
    first: int
    last: int

    @property
    def token(self) -> Token:
        return Token(self.words.tokens[0].start, self.words.tokens[-1].end, OTHER, {})

    @property
    def open(self) -> bool:
        """Whether it is a month or day that lacks its year."""
        return "month" in self.words and "year" not in self.words and "shift" not in self.words


def find_dates(text: str, anchor: Anchor, vocabulary: Vocabulary, *, ahead: Ahead | None = None) -> Iterator[DateText]:
    """Every date expression of the text in order; none overlap.

    An incomplete date ("in May") is the last one before publication, unless `ahead(start, end)` says that the words
    there speak of what is to come (True) or leaves it open (None: the nearer one). Back-pointing words ("the same
    day") count from the date before them, the first from `anchor.previous`.
    """
    lexicon = vocabulary.once(_lexicon)
    reader = _Reader(anchor, ahead or (lambda start, end: False))
    for found in _matches(lexicon.tokens(text), lexicon):
        result = reader.read(found)
        if result is not None:
            yield result


def writes_month_first(text: str) -> bool:
    """Whether a document writes the month before the day in numbers: "11/23/2011" and nowhere "23/11/2011"."""
    pairs = [(int(m[1]), int(m[2])) for m in re.finditer(r"\b(\d{1,2})[./](\d{1,2})[./](?:\d{4}|\d\d)\b", text)]
    return any(first <= 12 < day <= 31 for first, day in pairs) and all(first <= 12 for first, _ in pairs)


def _lexicon(vocabulary: Vocabulary) -> Lexicon:
    """The words and rules of a vocabulary; raises VocabularyError for a rule that nothing here reads."""
    for rule in vocabulary.entries(DateRule):
        if rule.read not in ({*JOINS, "interval"} if rule.join else FORMS):
            raise VocabularyError(f"date rule {rule.id!r}: nothing reads {rule.read!r}")
    return Lexicon(vocabulary)


# ── matching ─────────────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class _Joined:
    """Points that a join rule holds together, with the words of the whole."""

    pattern: Pattern
    words: Words
    points: tuple[_Point, ...]
    approximate: tuple[bool, ...]  # for each point, whether a word says so


def _matches(tokens: Sequence[Token], lexicon: Lexicon) -> Iterator[_Point | _Joined]:
    signs = "".join(token.sign for token in tokens)
    for run in lexicon.runs(signs):
        points = [
            point for pattern, match in _select(lexicon.forms, signs, run) for point in _points(pattern, match, tokens)
        ]
        if points:
            yield from _joined(points, tokens, run, lexicon)


def _points(pattern: Pattern, match: re.Match[str], tokens: Sequence[Token]) -> Iterator[_Point]:
    """The point that a match is; two for "5 and 17 March", which share their month and year."""
    words = pattern.words(match, tokens)
    if pattern.rule.read == "each_day" and words.number("day") == words.number("first") + 1:
        words = Words(words.tokens, words.kept | {"last": words.kept["day"]}, pattern.rule)
    if pattern.rule.read != "each_day" or "last" in words:
        yield _Point(pattern, words, match.start(), match.end())
        return
    cut = words.tokens.index(words.token("first")) + 1
    one = Words(words.tokens[:cut], words.kept | {"day": words.kept["first"]}, pattern.rule)
    other = Words(words.tokens[cut + 1 :], words.kept, pattern.rule)
    yield _Point(pattern, one, match.start(), match.start() + cut)
    yield _Point(pattern, other, match.start() + cut + 1, match.end())


def _select(patterns: Sequence[Pattern], signs: str, run: tuple[int, int]) -> list[tuple[Pattern, re.Match[str]]]:
    """The matches in a run of tokens that no longer one overlaps; of equals the earlier rule's, in text order."""
    every = [(p, m) for p in patterns for m in p.regex.finditer(signs, *run)]
    every.sort(key=lambda pm: (pm[1].start() - pm[1].end(), pm[1].start(), pm[0].order))
    kept: list[tuple[Pattern, re.Match[str]]] = []
    for pattern, match in every:
        if not any(match.start() < other.end() and other.start() < match.end() for _, other in kept):
            kept.append((pattern, match))
    return sorted(kept, key=lambda pm: pm[1].start())


def _joined(
    points: list[_Point], tokens: Sequence[Token], run: tuple[int, int], lexicon: Lexicon
) -> Iterator[_Point | _Joined]:
    """The points of a run, those in the reach of a join rule as one."""
    items: list[Token] = []
    place: dict[int, _Point] = {}
    at = run[0]
    for point in points:
        items.extend(tokens[at : point.first])
        place[len(items)] = point
        sign = lexicon.sign(_class_of(point.pattern.rule))
        items.append(point.token._replace(sign=sign))
        at = point.last
    items.extend(tokens[at : run[1]])
    signs = "".join(item.sign for item in items)
    done = 0
    for pattern, match in _select(lexicon.joins, signs, (0, len(signs))):
        yield from (place[i] for i in range(done, match.start()) if i in place)
        yield _join(pattern, match, items, place)
        done = match.end()
    yield from (place[i] for i in range(done, len(items)) if i in place)


def _class_of(rule: DateRule) -> str:
    """What a read expression is for the join rules."""
    if rule.kind == "date":
        return "datepoint"
    return "nowpoint" if rule.id == "present" else "point"


def _join(pattern: Pattern, match: re.Match[str], items: Sequence[Token], place: Mapping[int, _Point]) -> _Joined:
    points, approximate, said = [], [], False
    for i in range(match.start(), match.end()):
        said = said or "approx" in items[i].meanings
        if i in place and place[i].pattern.rule.kind == "date":  # "now" is none
            points.append(place[i])
            approximate.append(said)
            said = said and "approx" in items[match.start()].meanings  # before the whole it holds for both ends
    return _Joined(pattern, pattern.words(match, items), tuple(points), tuple(approximate))


# ── reading ──────────────────────────────────────────────────────────────────────────────────────────────


class _Reader:
    """Reads matches in text order and remembers the date before."""

    def __init__(self, anchor: Anchor, ahead: Ahead) -> None:
        self._anchor = anchor
        self._ahead = ahead
        self._story: DateText | None = None  # the last day or month told with its year

    def read(self, found: _Point | _Joined) -> DateText | None:
        result = self._point(found) if isinstance(found, _Point) else self._join(found)
        if result is not None and result.kind == "date":
            self._anchor = replace(self._anchor, previous=result.edtf)
            if _tells(result):
                self._story = result
        return result

    def _point(self, point: _Point, near: Edtf | None = None, side: int = 0) -> DateText | None:
        start, end = point.token.start, point.token.end
        at = Standpoint(self._anchor, lambda: self._ahead(start, end), near, side, self._told(start))
        rule = point.pattern.rule
        try:
            value = FORMS[rule.read](point.words, at)
        except (ValueFormatError, ValueError, OverflowError):  # no day of the calendar
            return None
        return _result(rule.kind, rule.id, (start, end), value)

    def _told(self, start: int) -> Edtf | None:
        near = self._story is not None and start - self._story.end <= STORY_REACH
        return self._story.edtf if self._story is not None and near else None

    def _join(self, found: _Joined) -> DateText | None:
        parts = self._parts(found.points)
        values = [part.edtf for part in parts if part is not None and part.edtf is not None]
        if len(values) < len(found.points):
            return next((part for part in parts if part is not None), None)
        rule = found.pattern.rule
        pairs = zip(values, found.approximate, strict=True)
        values = [JOINS["approximate"](value) or value if said else value for value, said in pairs]
        edtf = _put_together(values, rule.read)
        tokens = found.words.tokens
        kept = tuple(part for part in parts if part is not None)
        if edtf is None or (rule.read == "approximate" and kept[0].anchor == "published" and kept[0].rule != "ago"):
            return kept[0]  # "think about next month" is not about a date
        anchor = next((part.anchor for part in kept if part.anchor != "none"), "none")
        return replace(
            kept[0], start=tokens[0].start, end=tokens[-1].end, edtf=edtf, anchor=anchor, rule=rule.id, parts=kept,
        )  # fmt: skip

    def _parts(self, points: Sequence[_Point]) -> list[DateText | None]:
        """The points read in the order that lets an incomplete one take its year from a complete neighbour."""
        if len(points) == 2 and points[0].open and not points[1].open:
            last = self._point(points[1])
            return [self._point(points[0], last.edtf if last else None, -1), last]
        parts: list[DateText | None] = []
        for point in points:
            before = parts[-1] if parts else None
            parts.append(self._point(point, before.edtf if before and point.open else None, 1))
        return parts


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


def _put_together(values: Sequence[Edtf], read: str) -> Edtf | None:
    """One value of the parts: two ends make an interval, one is read as the rule says."""
    return interval(values[0], values[-1]) if read == "interval" else JOINS[read](values[0])
