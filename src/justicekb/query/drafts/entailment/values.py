"""The dates and numbers of a claim against those of a window."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cached_property
from typing import Literal

from justicekb.edtf import Edtf
from justicekb.errors import ValueFormatError
from justicekb.query.drafts.entailment.claim import Claim
from justicekb.query.drafts.entailment.grammar import Tree
from justicekb.query.drafts.entailment.windows import Window
from justicekb.query.drafts.figures import Said, numbers_said
from justicekb.query.drafts.quantity import borne_out, compatible, equal, nearly_as_precise
from justicekb.query.events import agree, begin, days
from justicekb.query.language import stems
from justicekb.spans import Span
from justicekb.vocabulary.datetext import DateText
from justicekb.vocabulary.numbertext import COUNT, Quantity

ValueKind = Literal["date", "figure"]
Status = Literal["met", "near", "missing", "otherwise"]
Told = tuple[Status, str | None]

_DAY = re.compile(r"(?<!\d)(\d{1,2})\s?(?:st|nd|rd|th)\s+(?:of\s+)?$")
_YEAR_OF_DAYS = 366
_ENDS = frozenset(["from", "to"])  # the two ends of a change
_LAST_DAY = 28  # every month has so many
_AGE = re.compile(r"\baged?\b|-year-old\b|\byears? old\b")
_AGED = 12  # how far from a number the words stand that make it an age (characters)
_YEAR = re.compile(r"(?<![\d.,])(?:1[89]|20)\d\d(?![\d.,]*\d)")
_TURNED = ({"at_least", "up_to"}, {"over", "under"}, {"over", "up_to"}, {"at_least", "under"})
_COUNTED = frozenset({COUNT, "rate"})
_OF_THE = re.compile(r"\s+(?:out )?of (?:the |all |those |its |their )*$")


class Values:
    """The values of a claim in a window.

    `aligned` gives the window's words that tell what a predicate of the claim tells, `rivals` those that exclude it.
    """

    def __init__(
        self, claim: Claim, window: Window, aligned: Callable[[int], list[int]], rivals: Callable[[int], list[int]]
    ) -> None:
        self._claim = claim
        self._window = window
        self._aligned = aligned
        self._rivals = rivals

    def findings(self) -> Iterator[tuple[ValueKind, Span, Status, str | None]]:
        """What became of each date and each number."""
        for date in self._claim.read.dates:
            span = Span(date.start, date.end)
            yield ("date", span, *(self._date(date, date.edtf) if date.edtf is not None else self._undated(date)))
        for said in self._numbers():
            yield ("figure", said.quantity.span, *self._number(said))

    # ── dates ────────────────────────────────────────────────────────────────────────────────────────────

    def _undated(self, date: DateText) -> Told:
        """A date whose year is not known, by its words: "on Friday", "in March"."""
        own = set(stems(self._claim.read.text[date.start : date.end]))
        there = set(stems(self._window.text))
        telling = own & self._calendar
        if own <= there:
            return "met", None
        others = (self._calendar & there) - own
        if telling and not telling & there and others:
            return "otherwise", next(w for w in self._window.text.split() if set(stems(w)) & others).strip(",.;:")
        return "near" if telling <= there | self._window.stems_around else "missing", None

    @cached_property
    def _calendar(self) -> frozenset[str]:
        return frozenset(word for entry in self._claim.known.classes["calendar"] for word in stems(entry))

    @cached_property
    def _dates(self) -> list[tuple[Edtf, Span]]:
        """The dates of the window with their places in it, years that stand there bare too."""
        start = self._window.source.span.start
        found = [(self._with_day(d.edtf, d.span.shift(-start)), d.span.shift(-start)) for d in self._window.dates]
        years = [(Edtf(m[0]), Span(*m.span())) for m in _YEAR.finditer(self._window.text)]
        dated = [span for _, span in found]
        money = [q.span for q in self._window.numbers if not q.year_like]
        return found + [(y, s) for y, s in years if not any(s.overlaps(other) for other in (*dated, *money))]

    def _with_day(self, date: Edtf, span: Span) -> Edtf:
        """A month with the day that stands before it apart: "14 th November 2022"."""
        day = _DAY.search(self._window.text[: span.start])
        if len(date.text) != len("2000-01") or date.is_interval or day is None or not 0 < int(day[1]) <= _LAST_DAY:
            return date
        return Edtf(f"{date.text}-{int(day[1]):02d}")

    def _date(self, date: DateText, claimed: Edtf) -> Told:
        other = self._of_another_time(date, claimed)
        if other is not None:
            return "otherwise", other
        alike = [(d, s) for d, s in self._dates if _bears_out(d, claimed)]
        own = self._of_event(date)
        if alike:
            others = [d for d, s in own if not agree(d, claimed)]
            if own and len(others) == len(own):
                return "otherwise", others[0].text
            vague = all(days(begin(d)) > days(begin(claimed)) for d, _ in alike)
            return ("near" if vague or not any(pair in own for pair in alike) else "met"), None
        if f" {date_words(self._claim.read.text[date.start : date.end])} " in f" {date_words(self._window.text)} ":
            return "met", None
        if not self._dates:
            return ("near" if self._dated_around(claimed) else "missing"), None
        rivals = [d for d, _ in own if self._denies(d, claimed)]
        if rivals:
            return "otherwise", "; ".join(dict.fromkeys(d.text for d in rivals[:2]))
        return "missing", None

    def _of_another_time(self, date: DateText, claimed: Edtf) -> str | None:
        """The time for which the window gives a number that the claim gives for this date, where it is another."""
        for said in self._claim.read.said if self._claim.main is None and len(self._claim.read.dates) == 1 else ():
            if said.when is not None and (said.when.start, said.when.end) == (date.start, date.end):
                alike = [
                    f
                    for f in self._window.source.figures
                    if (f.value, f.unit) == (said.quantity.value, said.quantity.unit)
                ]
                times = [f.date for f in alike if f.date is not None]
                if times and not any(agree(t, claimed) or t.overlaps(claimed) for t in times):
                    return times[0].text
        return None

    def _dated_around(self, claimed: Edtf) -> bool:
        """Whether the sentences beside it, the day of the document or the year that it reports on have the date."""
        document = self._window.document
        around = [*self._window.dates_around, *self._window.dates_above, *filter(None, (document.published,))]
        year = document.period if len(claimed.text) == len("2000") else None
        return any(_bears_out(d, claimed) for d in around) or (year is not None and agree(_edtf(year), claimed))

    def _denies(self, told: Edtf, claimed: Edtf) -> bool:
        """Whether a date can be no other telling of a claimed one: it is not given for something else.

        What may happen again denies another date only where a slip of the pen parts them.
        """
        if agree(told, claimed) or (told.latest is None) != (claimed.latest is None):
            return False
        if not one_slip(told, claimed) and not self._claim.singular:
            return False
        others = (d.edtf for d in self._claim.read.dates if d.edtf is not None and d.edtf != claimed)
        return not any(agree(told, other) for other in others)

    def _of_event(self, date: DateText) -> list[tuple[Edtf, Span]]:
        """The dates of the window that hang on what the claim's date hangs on; all where that tells nothing."""
        verb = _governing(self._claim.tree, Span(date.start, date.end))
        told = self._aligned(verb) if verb in self._claim.predicates else []
        if verb != self._claim.main and self._claim.main is not None:
            told = [*told, *self._aligned(self._claim.main)]
        if not told:
            return self._dates
        tree = self._window.tree
        over = [v for at in told for v in (tree.governing(at), _above(tree, at)) if v is not None]
        verbs = {*told, *(v for v in over if not self._claim.families.families(tree.stems[v]))}
        return [(d, s) for d, s in self._dates if verbs & set(_up_to_verb(tree, s))]

    # ── numbers ──────────────────────────────────────────────────────────────────────────────────────────

    def _numbers(self) -> Iterator[Said]:
        """The numbers that the claim states, and those that nothing tells what they count."""
        said = list(self._claim.read.said)
        known = {one.quantity.span for one in said}
        for number in self._claim.read.numbers:
            if number.span in known or number.year_like or number.value in (0, 1):
                continue
            of = [
                one
                for one in said
                if _OF_THE.fullmatch(self._claim.read.text[number.span.end : one.quantity.span.start])
            ]
            said.append(Said(quantity=number, head=of[0].head if of else ()))
        yield from said

    @cached_property
    def _heads(self) -> dict[Span, tuple[str, ...]]:
        """What the numbers of the window count."""
        read = numbers_said(self._window.text, self._window.numbers, [], [], self._claim.known)
        return {said.quantity.span: said.head for said in read}

    def _number(self, said: Said) -> Told:
        claimed = said.quantity
        if _AGE.search(self._claim.read.text[max(claimed.span.start - _AGED, 0) : claimed.span.end + _AGED]):
            return self._age(claimed)
        there = [q for q in self._window.numbers if q.unit == claimed.unit or {q.unit, claimed.unit} <= _COUNTED]
        same = [q for q in there if self._bears(q, said)]
        if same:
            return self._of_another(said, same, there) or ("met", None)
        around = any(borne_out(q, claimed) for q in self._window.numbers_around if q.unit == claimed.unit)
        rivals = self._told_otherwise(said, there)
        sure = len(rivals) == 1 and (self._turned(rivals[0], claimed) or self._one_thing(said, rivals[0]) is not None)
        if sure or (len(rivals) == 1 and not around):
            return "otherwise", self._words(rivals[0])
        return ("near" if around and not rivals else "missing"), None

    def _age(self, claimed: Quantity) -> Told:
        """An age, whatever unit it is written with: met in the sentence, or where the document names the person."""
        alike = [q for q in self._window.numbers if q.value == claimed.value]
        if alike or any(q.value == claimed.value for q in self._window.numbers_around):
            return ("met" if alike else "near"), None
        text, number = self._window.document.text, rf"\b{claimed.value:.0f}\b"
        named = "|".join(re.escape(name.text.split()[-1]) for name in self._claim.names) or "(?!)"
        near = re.search(rf"{number}[^.]{{0,{_AGED * 3}}}(?:{named})|(?:{named})[^.]{{0,{_AGED * 3}}}{number}", text)
        return ("near" if near else "missing"), None

    def _bears(self, told: Quantity, said: Said) -> bool:
        """Whether a number bears the claim's out; one that only lies within its limit must count the very same."""
        thing = self._one_thing(said, told)
        if self._turned(told, said.quantity):
            return False
        if equal(told, said.quantity):
            return thing is not False
        return borne_out(told, said.quantity) and (
            thing is True or (thing is None and told.value == said.quantity.value)
        )

    def _told_otherwise(self, said: Said, there: list[Quantity]) -> list[Quantity]:
        """The numbers of the window that stand where the claim's should."""
        others = [q for q in self._claim.read.numbers if q.span != said.quantity.span]
        there = [q for q in there if not q.year_like and not any(borne_out(q, other) for other in others)]
        rivals = [q for q in there if self._differs(q, said.quantity) and self._counts_alike(said, q, there)]
        rivals = [q for q in rivals if self._of_that_time(said, q)]
        before = _word_before(self._claim.read.text, said.quantity.span)
        if len(rivals) > 1 and before in _ENDS:
            rivals = [q for q in rivals if _word_before(self._window.text, q.span) == before]
        if len(rivals) > 1:
            verb = _governing(self._claim.tree, said.quantity.span)
            told = set(self._aligned(verb)) if verb is not None else set()
            own = [q for q in rivals if told & set(_up_to_verb(self._window.tree, q.span))]
            rivals = own if len(own) == 1 else self._likest(said, rivals)
        return rivals

    def _likest(self, said: Said, rivals: list[Quantity]) -> list[Quantity]:
        """The number whose phrase has most of the words of the claim's; all where two have as many."""
        wanted = _phrase(self._claim.tree, said.quantity.span)
        shared = [len(wanted & _phrase(self._window.tree, q.span)) for q in rivals]
        best = [q for q, count in zip(rivals, shared, strict=True) if count == max(shared)]
        return best if len(best) == 1 else rivals

    def _of_that_time(self, said: Said, told: Quantity) -> bool:
        """Whether a number of the window holds for the time that the claim gives, as far as its record tells."""
        when = said.when.edtf if said.when is not None else None
        figures = [f for f in self._window.source.figures if (f.value, f.unit) == (told.value, told.unit) and f.date]
        return when is None or not figures or any(f.date is not None and _one_time(f.date, when) for f in figures)

    def _of_another(self, said: Said, same: list[Quantity], there: list[Quantity]) -> Told | None:
        """The finding that the number is told of what excludes the claim's predicate: 26 accepted, not rejected."""
        verb = _governing(self._claim.tree, said.quantity.span)
        rivals = set(self._rivals(verb)) if verb is not None else set()
        told = set(self._aligned(verb)) if verb is not None else set()
        tree = self._window.tree
        undergone, own = (
            {at for verb in verbs for head in tree.role(verb, "patient") for at in tree.subtree(head)}
            for verbs in (rivals, told)
        )
        if not told or not all(tree.at(q.span) in undergone - own for q in same):
            return None
        other = [q for q in there if q not in same and told & set(_up_to_verb(tree, q.span))]
        return "otherwise", self._words(other[0]) if other else tree.words[min(rivals)].text

    def _words(self, number: Quantity) -> str:
        """A number as the window has it, with what tells its limit."""
        text, start = self._window.text, number.span.start
        limit = re.search(
            r"(?:\b(?:at|up|more|less|fewer|over|under|just|than|least|most|to|about|nearly|almost)\s+){1,3}$",
            text[:start],
            re.IGNORECASE,
        )
        return text[limit.start() if limit and number.qualifier != "exact" else start : number.span.end]

    @staticmethod
    def _differs(told: Quantity, claimed: Quantity) -> bool:
        limits = told.qualifier == claimed.qualifier != "exact" and told.value != claimed.value
        return limits or Values._turned(told, claimed) or not compatible(told, claimed)

    @staticmethod
    def _turned(told: Quantity, claimed: Quantity) -> bool:
        """Whether one is the least and the other the most of one number."""
        return {told.qualifier, claimed.qualifier} in _TURNED and told.value == claimed.value

    def _one_thing(self, said: Said, told: Quantity) -> bool | None:
        """Whether two numbers count the same; None where the words do not tell."""
        theirs = {*self._heads.get(told.span, ()), *_counted(self._window.tree, told.span)}
        own = {*said.head, *_counted(self._claim.tree, said.quantity.span)}
        if not own or not theirs or said.quantity.unit != COUNT:
            return None
        alike = {word for one in own for word in self._claim.known.alike(one)}
        families = self._claim.families
        ours = frozenset[str]().union(*map(families.families, own))
        if alike & theirs or any(families.same(ours, families.families(word)) for word in theirs):
            return True
        return None if not alike & set(self._window.tree.stems) else False

    def _counts_alike(self, said: Said, told: Quantity, there: list[Quantity]) -> bool:
        if self._turned(told, said.quantity):
            return True
        thing = self._one_thing(said, told)
        if thing is not None:
            return thing
        before = _word_before(self._claim.read.text, said.quantity.span)
        end = before in _ENDS and before == _word_before(self._window.text, told.span)
        return end or (said.quantity.unit != COUNT and len(there) == 1)


def _phrase(tree: Tree, span: Span) -> frozenset[str]:
    """The stems of the phrase that a number belongs to."""
    at = tree.at(span)
    if at is None:
        return frozenset()
    top = tree.words[at].head if tree.words[at].dep in ("nummod", "quantmod") else at
    return frozenset(tree.stems[i] for i in tree.subtree(top) if tree.words[i].pos in ("NOUN", "ADJ", "PROPN"))


def _word_before(text: str, span: Span) -> str:
    """The word before a place, in small letters."""
    return (text[: span.start].split() or [""])[-1].casefold()


def _one_time(told: Edtf, claimed: Edtf) -> bool:
    """Whether two times are one, or one lies in the other: a day in its month, but no year in three."""
    return agree(told, claimed) and max(days(begin(told)), days(begin(claimed))) <= _YEAR_OF_DAYS


def _counted(tree: Tree, span: Span) -> tuple[str, ...]:
    """The stems of the noun that a number counts by the grammar."""
    inside = [at for at, word in enumerate(tree.words) if word.span.overlaps(span)]
    nouns = [
        tree.words[at].head
        for at in inside
        if tree.words[at].dep in ("nummod", "quantmod") and tree.words[at].head not in inside
    ]
    return tuple(
        word
        for noun in nouns
        if tree.words[noun].pos in ("NOUN", "PROPN")
        for word in (tree.stems[noun], tree.lemmas[noun])
    )


def _governing(tree: Tree, span: Span) -> int | None:
    """The verb that a value's place depends on."""
    at = tree.at(span)
    return None if at is None else tree.governing(at)


def _above(tree: Tree, at: int) -> int | None:
    """The verb that a verb in a dependent clause belongs to: "cited his age for finding him suitable"."""
    dependent = tree.words[at].dep in ("pcomp", "xcomp", "advcl", "acl")
    return next((over for over in tree.above(at) if tree.verb(over)), None) if dependent else None


def _up_to_verb(tree: Tree, span: Span) -> Iterator[int]:
    """The words that a place depends on, up to the nearest verb."""
    at = tree.at(span)
    for over in () if at is None else (at, *tree.above(at)):
        yield over
        if tree.verb(over):
            return


def date_words(text: str) -> str:
    """The words of a date in one form: "14 th November , 2022" is "14 november 2022"."""
    return " ".join(re.sub(r"(?<=\d)\s?(?:st|nd|rd|th)\b|[,.]", " ", text.casefold()).split())


def one_slip(told: Edtf, claimed: Edtf) -> bool:
    """Whether two dates differ in their year, month or day alone, the vaguer one taken for as much as it says."""
    ours, theirs = (begin(date).text.split("-") for date in (claimed, told))
    if "/" in begin(told).text or "/" in begin(claimed).text:
        return len(ours) == len(theirs) and sum(a != b for a, b in zip(ours, theirs, strict=True)) == 1
    return sum(a != b for a, b in zip(ours, theirs, strict=False)) == 1


def _edtf(value: Edtf | str) -> Edtf:
    try:
        return value if isinstance(value, Edtf) else Edtf(value)
    except ValueFormatError:
        return Edtf("0001")


def _bears_out(told: Edtf, claimed: Edtf) -> bool:
    """Whether a date bears a claimed one out: it agrees, and is hardly vaguer."""
    return agree(told, claimed) and (days(begin(told)) <= days(begin(claimed)) or nearly_as_precise(told, claimed))
