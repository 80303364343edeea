"""The dates and numbers of a claim against those of a window."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from typing import Literal

from justicekb.edtf import Edtf
from justicekb.model import DateMention
from justicekb.query.drafts.entailment.claim import Claim
from justicekb.query.drafts.entailment.windows import Window
from justicekb.query.drafts.figures import Said, numbers_said
from justicekb.query.drafts.quantity import borne_out, compatible, nearly_as_precise
from justicekb.query.events import agree, begin, days
from justicekb.query.language import stems
from justicekb.spans import Span
from justicekb.vocabulary.datetext import DateText
from justicekb.vocabulary.numbertext import COUNT, Quantity

ValueKind = Literal["date", "figure"]
Status = Literal["met", "near", "missing", "otherwise"]
_Found = tuple[ValueKind, Span, Status, str | None]


class Values:
    """The values of a claim in a window; `aligned` are the window's words that tell the claim's main predicate."""

    def __init__(self, claim: Claim, window: Window, aligned: list[int]) -> None:
        self._claim = claim
        self._window = window
        self._aligned = aligned

    def findings(self) -> Iterator[_Found]:
        """What became of each date and each number."""
        for date in self._claim.read.dates:
            span = Span(date.start, date.end)
            yield ("date", span, *(self._date(date.edtf) if date.edtf is not None else self._undated(date)))
        for said in self._numbers():
            yield ("figure", said.quantity.span, *self._number(said))

    def _numbers(self) -> Iterator[Said]:
        """The numbers that the claim states, and those that nothing tells what they count."""
        yield from self._claim.read.said
        known = {said.quantity.span for said in self._claim.read.said}
        for number in self._claim.read.numbers:
            if number.span not in known and not number.year_like and number.value not in (0, 1):
                yield Said(quantity=number)

    # ── dates ────────────────────────────────────────────────────────────────────────────────────────────

    def _undated(self, date: DateText) -> tuple[Status, str | None]:
        """A date whose year is not known, by its words: "on Friday"."""
        own = stems(self._claim.read.text[date.start : date.end])
        return ("met" if set(own) <= set(stems(self._window.text)) else "near"), None

    def _date(self, claimed: Edtf) -> tuple[Status, str | None]:
        dates = [d for d in self._window.dates if d.edtf is not None]
        alike = [d for d in dates if _bears_out(d.edtf, claimed)]
        own = self._of_event(dates)
        if alike:
            others = [d for d in own if not agree(d.edtf, claimed)]
            if own and len(others) == len(own) and not any(d in own for d in alike):
                return "otherwise", others[0].edtf.text
            return "met", None
        if not dates:
            around = [d for d in self._window.dates_around if _bears_out(d, claimed)]
            published = self._window.document.published
            if around or (published is not None and _bears_out(published, claimed)):
                return "near", None
            return "missing", None
        rivals = [d for d in own or dates if self._denies(d.edtf, claimed)]
        return ("otherwise", "; ".join(dict.fromkeys(d.edtf.text for d in rivals[:2]))) if rivals else ("missing", None)

    def _denies(self, told: Edtf, claimed: Edtf) -> bool:
        """Whether a date can be no other telling of a claimed one: as precise, and not given for something else."""
        if agree(told, claimed) or (told.latest is None) != (claimed.latest is None):
            return False
        others = (d.edtf for d in self._claim.read.dates if d.edtf is not None and d.edtf != claimed)
        return not any(agree(told, other) for other in others)

    def _of_event(self, dates: list[DateMention]) -> list[DateMention]:
        """The dates that hang on a word that tells the claim's event."""
        return [d for d in dates if self._governed_by(d) & set(self._aligned)]

    def _governed_by(self, date: DateMention) -> set[int]:
        """The words that a date depends on, up to the nearest verb."""
        tree = self._window.tree
        at = tree.at(date.span.shift(-self._window.source.span.start))
        if at is None:
            return set()
        found = {at}
        for over in tree.above(at):
            found.add(over)
            if tree.verb(over):
                break
        return found

    # ── numbers ──────────────────────────────────────────────────────────────────────────────────────────

    @cached_property
    def _said(self) -> dict[Span, tuple[str, ...]]:
        """What the numbers of the window count."""
        read = numbers_said(self._window.text, self._window.numbers, [], [], self._claim.known)
        return {said.quantity.span: said.head for said in read}

    def _number(self, said: Said) -> tuple[Status, str | None]:
        claimed = said.quantity
        there = [q for q in self._window.numbers if q.unit == claimed.unit or {q.unit, claimed.unit} <= _COUNTED]
        same = [q for q in there if borne_out(q, claimed) and self._one_thing(said, q) is not False]
        if same:
            return "met", None
        if not self._window.numbers and any(borne_out(q, claimed) for q in self._around(claimed)):
            return "near", None
        others = [q for q in self._claim.read.numbers if q.span != claimed.span]
        there = [q for q in there if not q.year_like and not any(borne_out(q, other) for other in others)]
        rivals = [q for q in there if self._differs(q, claimed) and self._counts_alike(said, q, there)]
        if len(rivals) == 1:
            return "otherwise", rivals[0].span.of(self._window.text)
        if not rivals and any(borne_out(q, claimed) for q in self._around(claimed)):
            return "near", None
        return "missing", None

    def _differs(self, told: Quantity, claimed: Quantity) -> bool:
        limits = told.qualifier == claimed.qualifier != "exact" and told.value != claimed.value
        turned = {told.qualifier, claimed.qualifier} in _TURNED and told.value == claimed.value
        return limits or turned or not compatible(told, claimed)

    def _around(self, claimed: Quantity) -> list[Quantity]:
        return [q for q in self._window.numbers_around if q.unit == claimed.unit]

    def _one_thing(self, said: Said, told: Quantity) -> bool | None:
        """Whether two numbers count the same; None where the words do not tell."""
        theirs = self._said.get(told.span, ())
        if not said.head or not theirs or said.quantity.unit != COUNT:
            return None
        alike = {word for one in said.head for word in self._claim.known.alike(one)}
        if alike & set(theirs):
            return True
        own = frozenset(stems(self._window.text))
        return None if not alike & own else False

    def _counts_alike(self, said: Said, told: Quantity, there: list[Quantity]) -> bool:
        thing = self._one_thing(said, told)
        if thing is not None:
            return thing
        return said.quantity.unit != COUNT and len(there) == 1


_COUNTED = frozenset({COUNT, "rate"})
_TURNED = ({"at_least", "up_to"}, {"over", "under"}, {"over", "up_to"}, {"at_least", "under"})


def _bears_out(told: Edtf, claimed: Edtf) -> bool:
    """Whether a date bears a claimed one out: it agrees, and is hardly vaguer."""
    return agree(told, claimed) and (days(begin(told)) <= days(begin(claimed)) or nearly_as_precise(told, claimed))
