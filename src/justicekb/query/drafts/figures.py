"""The numbers that a draft's sentence states: what each counts and the date it holds for.

"The prison population fell from 36,360 in 2016 to 30,798 in 2018" states two numbers of one subject, each with its
year; "12 of the 99 murders", "a 101-member parliament" and "in the past two years" state none of their own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from justicekb.query.language import Lexicon, counted, stem, tokens
from justicekb.spans import Span
from justicekb.vocabulary.datetext import DateText
from justicekb.vocabulary.numbertext import COUNT, PERCENT, Quantity

# How far behind a number its noun is read (characters).
_REACH = 80

# A number that is part of a word ("101-member"), or of the words of another number ("per 100,000").
_OF_A_WORD = re.compile(r"-[^\W\d]")
_PER = re.compile(r"\bper\s+(?:each\s+)?$", re.IGNORECASE)
_RATE = re.compile(r"(?:\s+[\w-]+){1,3}\s+per\s+(?:\d|hundred|thousand|ten|million)", re.IGNORECASE)

# A length of time that only says when.
_LENGTHS = frozenset({"years", "months", "days", "hours"})
_WHEN_BEFORE = re.compile(
    r"\b(?:past|last|first|next|previous|following|recent|within|after|every|another|aged?)"
    r"(?:\s+the)?(?:\s+past|\s+last)?\s+$"
)
_LENGTH_OF = re.compile(r"\s+(?:in|of|behind)\s+(?:prison|jail|custody|detention|imprisonment|exile|office|bars)\b")
_WHEN_BEHIND = re.compile(r"\s+(?:ago|later|earlier|before|after|old)\b")

# What stands between a verb and the number it gives: "fell sharply to about 40".
_BETWEEN = re.compile(
    r"\b(?:to|from|by|at|some|about|almost|nearly|over|under|around|roughly|only|just|more|less|fewer|than)$"
)

# The most words between a date and the number that it leads ("In 2017, there were 35,805").
_LEAD = 2

# What joins a further number of the same subject to the one before: "from 40 to 30", "99, compared with 98".
_JOINT = re.compile(
    r"\b(?:to|from|compared (?:with|to)|against|up from|down from|than)"
    r"(?:\s+(?:about|some|almost|nearly|over|only))*\s+$"
)

_LED = re.compile(r"^(?:(?:In|On|By|During|Since|Between|Meanwhile|However)\b[^,]*, )+")
_LEADING = re.compile(r"\s*(?:In|On|By|During|Since|As of)?\s*")
_NUMBER_OF = re.compile(r".*\b(?:number|total|count|share|proportion|percentage|rate)s? of (?P<of>.+)$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """A number of a sentence: `head` are the stems of what it counts, `when` the date that it holds for."""

    quantity: Quantity
    head: tuple[str, ...] = ()
    when: DateText | None = None


def numbers_said(
    text: str, quantities: Sequence[Quantity], dates: Sequence[DateText], taken: Sequence[Span], known: Lexicon
) -> Iterator[Said]:
    """The numbers that a sentence states, in text order; `taken` are the places of names."""
    reader = _Reader(text, quantities, dates, taken, known)
    before: Said | None = None
    for number in quantities:
        said = reader.said(number, before)
        if said is not None:
            yield said
            before = said


@dataclass(frozen=True, slots=True)
class _Reader:
    text: str
    quantities: Sequence[Quantity]
    dates: Sequence[DateText]
    taken: Sequence[Span]
    known: Lexicon

    def said(self, number: Quantity, before: Said | None) -> Said | None:
        if self._only_tells_when(number) or _OF_A_WORD.match(self.text, number.span.end):
            return None
        if _PER.search(self.text[: number.span.start]):
            return None
        head = self._noun(number) or self._subject(number) or self._taken_up(number, before)
        if not head and number.unit == COUNT:
            return None
        if number.unit == COUNT and _RATE.match(self.text, number.span.end):
            number = replace(number, unit="rate")
        return Said(quantity=number, head=tuple(head), when=self._when(number))

    def _only_tells_when(self, number: Quantity) -> bool:
        before, behind = self.text[: number.span.start], self.text[number.span.end :]
        told = _WHEN_BEFORE.search(before) or _WHEN_BEHIND.match(behind)
        if _LENGTH_OF.match(behind):  # "after 14 years in prison" tells how long
            return False
        return number.unit in _LENGTHS and told is not None

    def _noun(self, number: Quantity) -> list[str]:
        """The noun phrase right behind the number, up to the next one; of a share what it is a share of."""
        rest = self.text[number.span.end : min(number.span.end + _REACH, self._next(number))]
        if number.unit == PERCENT:
            of = re.match(r"\s+of (?:all |the )*", rest)
            return self._counted(rest[of.end() :], number.span.end + of.end()) if of else []
        rest = re.split(r"\bper\b", rest)[0]
        return self._counted(rest, number.span.end)

    def _counted(self, words: str, start: int) -> list[str]:
        """The stems of the counted noun phrase without names and dates; names of peoples count ("867 Armenians")."""
        names = {stem(w) for w, place in tokens(words) if any(place.shift(start).overlaps(t) for t in self.taken)}
        head = counted(words, self.known)
        own = [word for word in head if word not in names]
        return own or (head if re.match(r"\s+[^\W\d_]+s\b", words) else [])

    def _subject(self, number: Quantity) -> list[str]:
        """What a number is said of: "the prison population of Peru fell to 36,000" counts a prison population."""
        before = self.text[: number.span.start].rstrip()
        while _BETWEEN.search(before):
            before = before[: _BETWEEN.search(before).start()].rstrip()  # type: ignore[union-attr]  # searched above
        before = re.sub(r"\b\w+ly$", "", before).rstrip()
        verb = re.search(r"[\w-]+(?: (?:up|down|off))?$", before)
        if verb is None or stem(verb[0].split()[0]) not in self.known.uses["amounting"]:
            return []
        start = self._lead_end(before)
        subject = before[start : verb.start()]
        of = _NUMBER_OF.match(subject)
        return self._counted(of["of"], start + of.start("of")) if of else self._counted(subject, start)

    def _lead_end(self, before: str) -> int:
        """Where the subject begins: behind "In Peru, " or "In 2016 "."""
        led = _LED.match(before)
        dates = [d.end for d in self.dates if _LEADING.fullmatch(self.text[: d.start])]
        return max([led.end() if led else 0, *(end for end in dates if end <= len(before))])

    def _taken_up(self, number: Quantity, before: Said | None) -> Sequence[str]:
        """What the number before counts, where this one is only its other end or its comparison."""
        if before is None or before.quantity.unit != number.unit or not _JOINT.search(self.text[: number.span.start]):
            return ()
        return before.head

    # ── the date ─────────────────────────────────────────────────────────────────────────────────────────

    def _when(self, number: Quantity) -> DateText | None:
        """The date that stands behind the number, else one right before it, else one before all numbers."""
        others = self._others(number)
        before = [q.span.end for q in others if q.span.end <= number.span.start]
        behind = [d for d in self.dates if number.span.end <= d.start < self._next_number(number)]
        own = [d for d in behind if not self._leads(d, self._next_number(number))]
        led = [d for d in self.dates if max(before, default=0) <= d.start and self._leads(d, number.span.start)]
        front = [d for d in self.dates if not any(q.span.end <= d.start for q in self.quantities)]
        return next(iter((*own, *led[-1:], *front[-1:])), None)

    def _leads(self, date: DateText, start: int) -> bool:
        """Whether a date stands right before a number: "in 2017, there were 35,805"."""
        between = self.text[date.end : start]
        short = start > date.end and len(between.split()) <= _LEAD
        return short and start < len(self.text) and not _JOINT.search(between)

    def _others(self, number: Quantity) -> list[Quantity]:
        return [q for q in self.quantities if q.span != number.span and not self._only_tells_when(q)]

    def _next_number(self, number: Quantity) -> int:
        starts = [q.span.start for q in self._others(number) if q.span.start >= number.span.end]
        return min(starts, default=len(self.text))

    def _next(self, number: Quantity) -> int:
        """Where the next number or date begins."""
        dates = [d.start for d in self.dates if d.start >= number.span.end]
        return min([self._next_number(number), *dates])
