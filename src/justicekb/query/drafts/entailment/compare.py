"""Each piece of a claim against a window: met there, met beside it, missing, or told otherwise."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from justicekb.query.drafts.entailment.arguments import Arguments
from justicekb.query.drafts.entailment.claim import Claim
from justicekb.query.drafts.entailment.named import Names
from justicekb.query.drafts.entailment.values import Values
from justicekb.query.drafts.entailment.windows import Window
from justicekb.spans import Span

Kind = Literal["date", "figure", "name", "predicate", "polarity", "role", "word"]
Status = Literal["met", "near", "missing", "otherwise"]

# What a piece counts: names and values tell one event from another.
_WEIGHTS: dict[Kind, float] = {
    "date": 2.0, "figure": 2.0, "name": 2.0, "predicate": 1.5, "polarity": 0.0, "role": 0.0, "word": 1.0,
}  # fmt: skip
_WEAK = 0.4

# The fewest letters that two words of one family begin with.
_SHARED = 5


@dataclass(frozen=True, slots=True)
class Finding:
    """What became of a piece of a claim at `span` of its text; `says` is what the source has instead."""

    kind: Kind
    span: Span
    status: Status
    says: str | None = None
    weight: float = 1.0


class Comparison:
    """A claim laid beside a window."""

    def __init__(self, claim: Claim, window: Window) -> None:
        self.claim = claim
        self.window = window
        self.names = Names(claim, window)
        self.values = Values(claim, window, self.aligned_main)
        self.arguments = Arguments(claim, window, self.names, self.aligned)

    @cached_property
    def findings(self) -> tuple[Finding, ...]:
        """What became of each piece."""
        return (*self._values(), *self._names(), *self._predicates(), *self._words())

    # ── predicates ───────────────────────────────────────────────────────────────────────────────────────

    @cached_property
    def _there(self) -> dict[int, frozenset[str]]:
        """The families that the window's words tell."""
        return self.claim.families.told_in(self.window.tree.stems)

    def aligned(self, at: int) -> list[int]:
        """The words of the window that tell what a predicate of the claim tells."""
        families, ours = self.claim.families, self.claim.told.get(at, frozenset())
        own = frozenset({self.claim.tree.stems[at], self.claim.tree.lemmas[at], self.claim.meant.get(at, "")}) - {""}
        exact = self._where(own)
        if exact:
            return exact
        if ours:
            same = [i for i, theirs in self._there.items() if families.same(ours, theirs)]
            return same or [i for i, theirs in self._there.items() if families.near(ours, theirs)]
        return self._where(frozenset().union(*map(self.claim.known.alike, own)))

    def _where(self, words: frozenset[str]) -> list[int]:
        tree = self.window.tree
        return [i for i in range(len(tree.words)) if tree.stems[i] in words or tree.lemmas[i] in words]

    def rivals(self, at: int) -> list[int]:
        """The words of the window that exclude what a predicate tells."""
        ours = self.claim.told.get(at, frozenset())
        return [i for i, theirs in self._there.items() if ours and self.claim.families.rival(ours, theirs)]

    @cached_property
    def aligned_main(self) -> list[int]:
        """The words of the window that tell what the claim's main predicate tells."""
        return [] if self.claim.main is None else self.aligned(self.claim.main)

    def _predicates(self) -> Iterator[Finding]:
        for at in self.claim.predicates:
            span = self.claim.tree.words[at].span
            there = self.aligned(at)
            if there:
                yield Finding("predicate", span, "met", weight=_WEIGHTS["predicate"])
                yield from self._polarity(at, there)
            else:
                yield self._untold(at, span)

    def _untold(self, at: int, span: Span) -> Finding:
        """A predicate that the window does not tell: it excludes it, tells it beside, or is silent.

        A verb of no known family may be told in other words, so that its absence counts as that of a word.
        """
        weight = _WEIGHTS["predicate"]
        rivals = [i for i in self.rivals(at) if self.arguments.of_same(at, i)]
        if rivals:
            return Finding("predicate", span, "otherwise", self.window.tree.words[rivals[0]].text, weight)
        if self._stands_around(at):
            return Finding("predicate", span, "near", weight=weight)
        unknown = at not in self.claim.told
        if self.claim.reporting(at):
            return Finding("word", span, "missing", weight=_WEAK)
        return Finding("word" if unknown else "predicate", span, "missing", weight=weight)

    def _polarity(self, at: int, there: list[int]) -> Iterator[Finding]:
        """That a predicate is denied on one side alone, or told as what did not happen yet."""
        ours, tree = self.claim.tree, self.window.tree
        span = ours.words[at].span
        denied, theirs = ours.negated(at), [tree.negated(i) for i in there]
        if denied != all(theirs) and (not denied or not any(theirs)):
            said = tree.words[there[0]].text
            yield Finding("polarity", span, "otherwise", said if denied else f"not {said}")
        elif not ours.unreal(at) and all(tree.unreal(i) for i in there):
            yield Finding("polarity", span, "missing", weight=_WEIGHTS["polarity"])

    def _stands_around(self, at: int) -> bool:
        own = self.claim.known.alike(self.claim.tree.stems[at])
        return not own.isdisjoint(self.window.stems_around)

    # ── other words ──────────────────────────────────────────────────────────────────────────────────────

    def _words(self) -> Iterator[Finding]:
        for at in self.claim.words:
            own, span = self.claim.tree.stems[at], self.claim.tree.words[at].span
            weight = _WEAK if own in self.claim.known.uses["weak"] else _WEIGHTS["word"]
            status = self._met(at, own)
            rank = self.arguments.rank(at) if own in self.claim.known.uses["roles"] and status == "met" else None
            other = rank or (self.arguments.bearer_instead(at) if status != "met" else None)
            yield Finding("role", span, "otherwise", other) if other else Finding("word", span, status, weight=weight)

    def _met(self, at: int, own: str) -> Status:
        alike = self.claim.known.alike(own) | self.claim.known.alike(self.claim.tree.lemmas[at])
        there = frozenset((*self.window.tree.stems, *self.window.tree.lemmas))
        if not alike.isdisjoint(there) or any(_one_family(own, other) for other in there):
            return "met"
        ours = self.claim.told.get(at, frozenset())
        if ours and any(self.claim.families.near(ours, theirs) for theirs in self._there.values()):
            return "met"
        around = self.window.stems_around | self.window.stems_above
        return "near" if not alike.isdisjoint(around) else "missing"

    # ── names, values, roles ─────────────────────────────────────────────────────────────────────────────

    def _names(self) -> Iterator[Finding]:
        for name in self.claim.names:
            status = self.names.status(name)
            says = self.arguments.instead(name, here=status == "met")
            kind: Kind = "role" if says and status == "met" else "name"
            yield Finding(kind, name.span, "otherwise" if says else status, says, _WEIGHTS["name"])

    def _values(self) -> Iterator[Finding]:
        for kind, span, status, says in self.values.findings():
            yield Finding(kind, span, status, says, _WEIGHTS[kind])


def _one_family(one: str, other: str) -> bool:
    """Whether two stems are of one word's family by their beginning: "investig" and "investigator"."""
    shared = min(len(one), len(other))
    return shared >= _SHARED and one[:shared] == other[:shared] and max(len(one), len(other)) - shared <= _SHARED - 2
