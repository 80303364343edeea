"""Each piece of a claim against a window: met there, met beside it, missing, or told otherwise."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from justicekb.query.drafts.entailment.arguments import Arguments
from justicekb.query.drafts.entailment.claim import Claim
from justicekb.query.drafts.entailment.grammar import Tree
from justicekb.query.drafts.entailment.named import Names
from justicekb.query.drafts.entailment.values import Values
from justicekb.query.drafts.entailment.windows import Window
from justicekb.spans import Span
from justicekb.vocabulary.wordlists import WordList

Kind = Literal["date", "figure", "name", "predicate", "polarity", "role", "word"]
Status = Literal["met", "near", "missing", "otherwise"]

# What a piece counts: names and values tell one event from another.
_WEIGHTS: dict[Kind, float] = {
    "date": 2.0, "figure": 2.0, "name": 2.0, "predicate": 1.5, "polarity": 0.0, "role": 0.0, "word": 1.0,
}  # fmt: skip
_WEAK = 0.4

_BEFORE, _AFTER = WordList("words-for-before"), WordList("words-for-after")

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
        self.values = Values(claim, window, self.aligned, self.rivals)
        self.arguments = Arguments(claim, window, self.names, self.aligned)

    @cached_property
    def findings(self) -> tuple[Finding, ...]:
        """What became of each piece."""
        return (*self._values(), *self._names(), *self._predicates(), *self._words(), *self._order())

    # ── predicates ───────────────────────────────────────────────────────────────────────────────────────

    @cached_property
    def _there(self) -> dict[int, frozenset[str]]:
        """The families that the window's words tell."""
        tree = self.window.tree
        found = {
            at: families
            for at, families in self.claim.families.told_in(tree.stems).items()
            if tree.words[at].pos != "PROPN"  # "the Constitution" constitutes nothing
        }
        for at, meant in self.window.meant.items():
            if families := self.claim.families.families(meant):
                found[at] = families
        return found

    def aligned(self, at: int) -> list[int]:
        """The words of the window that tell what a predicate of the claim tells."""
        families, ours = self.claim.families, self.claim.told.get(at, frozenset())
        own = frozenset({self.claim.tree.stems[at], self.claim.tree.lemmas[at], self.claim.meant.get(at, "")}) - {""}
        exact = self._where(own)
        if exact:
            return exact
        if ours:
            same = [i for i, theirs in self._there.items() if families.same(ours, theirs)]
            return same or [i for i, theirs in self._there.items() if families.implied(ours, theirs)]
        return self._where(frozenset().union(*map(self.claim.known.alike, own)))

    def _where(self, words: frozenset[str]) -> list[int]:
        tree = self.window.tree
        meant = self.window.meant
        return [
            i
            for i in range(len(tree.words))
            if tree.words[i].pos != "PROPN"
            and (tree.stems[i] in words or tree.lemmas[i] in words or meant.get(i) in words)
        ]

    def rivals(self, at: int) -> list[int]:
        """The words of the window that exclude what a predicate tells."""
        ours = self.claim.told.get(at, frozenset())
        tree, told = self.window.tree, frozenset(self.claim.tree.stems)
        telling = [i for i in self._there if tree.words[i].pos in ("VERB", "AUX", "NOUN") and tree.stems[i] not in told]
        return [i for i in telling if ours and self.claim.families.rival(ours, self._there[i])]

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
        kind: Kind = "predicate" if not unknown else "polarity" if at == self.claim.main else "word"
        return Finding(kind, span, "missing", weight=weight)

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
            status = self._met(at, own)
            other = self._instead(at, own, met=status == "met")
            if other is not None:
                yield Finding("role", span, "otherwise", other)
                continue
            weight = _WEAK if own in self.claim.known.uses["weak"] else _WEIGHTS["word"]
            yield Finding(self._kind(at) if status == "missing" else "word", span, status, weight=weight)

    def _kind(self, at: int) -> Kind:
        """What the absence of a word counts as: of an office or a subject the claim is not borne out without it."""
        if self.claim.bears(at):
            return "predicate" if self.claim.main is None else "polarity"
        return "polarity" if at in self.claim.bearers else "word"

    def _met(self, at: int, own: str) -> Status:
        alike = self.claim.known.alike(own) | self.claim.known.alike(self.claim.tree.lemmas[at])
        there = self._all_stems
        ours = self.claim.told.get(at, frozenset())
        if {own, self.claim.tree.lemmas[at]} & there:
            return "met"
        if ours and any(self.claim.families.implied(ours, theirs) for theirs in self._there.values()):
            return "met"
        if not alike.isdisjoint(there) and not self._excluded(ours):
            return "met"
        if any(_one_family(own, other) for other in there):
            return "met"
        around = self.window.stems_around | self.window.stems_above
        return "near" if not alike.isdisjoint(around) else "missing"

    def _excluded(self, ours: frozenset[str]) -> bool:
        return any(self.claim.families.rival(ours, theirs) for theirs in self._there.values())

    @cached_property
    def _all_stems(self) -> frozenset[str]:
        return frozenset((*self.window.tree.stems, *self.window.tree.lemmas))

    def _instead(self, at: int, own: str, *, met: bool) -> str | None:
        """What the window has instead of a word: another rank or sort, its opposite, or its denial."""
        if met:
            rank = self.arguments.rank(at) if own in self.claim.known.uses["roles"] else None
            return rank or self.arguments.holder(at) or self._denial(at)
        return self.arguments.bearer_instead(at) or self._opposite(at) or self._other_crime(at)

    def _denial(self, at: int) -> str | None:
        """The words that deny on one side alone what a noun or adjective says: "no definition", "not guilty"."""
        tree, ours = self.window.tree, self.claim.tree
        there = [
            i
            for i, word in enumerate(tree.words)
            if word.lemma == ours.words[at].lemma and word.pos == ours.words[at].pos
        ]
        denied = ours.negated(at)
        if not there or any(tree.negated(i) == denied for i in there):
            return None
        said = tree.words[there[0]].text
        return said if denied else f"no {said}"

    def _opposite(self, at: int) -> str | None:
        """The word of the window that is the opposite of one of the claim, which it lacks."""
        own = frozenset({self.claim.tree.stems[at], self.claim.tree.lemmas[at]})
        against = frozenset[str]().union(*(self.claim.known.opposites.get(w, frozenset()) for w in own))
        against -= frozenset((*self.claim.tree.stems, *self.claim.tree.lemmas))
        there = self._where(against) if against else []
        return self.window.tree.words[there[0]].text if there else None

    def _other_crime(self, at: int) -> str | None:
        """Another crime than the one that the claim names."""
        families = self.claim.families
        ours = frozenset(f for f in self.claim.told.get(at, frozenset()) if families.fields[f] == "crime")
        own = frozenset().union(*self.claim.told.values())
        for i, theirs in self._there.items():
            if ours and families.rival(ours, theirs) and not theirs & own:
                return self.window.tree.words[i].text
        return None

    def _order(self) -> Iterator[Finding]:
        """That the claim has before what the window has after."""
        tree = self.window.tree
        for at, ours, before in _sequels(self.claim.tree):
            for i, theirs, after in _sequels(tree):
                if ours != theirs and before & after:
                    yield Finding("role", self.claim.tree.words[at].span, "otherwise", tree.words[i].text)
                    return

    # ── names, values, roles ─────────────────────────────────────────────────────────────────────────────

    def _names(self) -> Iterator[Finding]:
        for name in self.claim.names:
            status = self.names.status(name)
            if status == "near" and (self.arguments.untold(name) or self.arguments.modified_otherwise(name)):
                status = "missing"
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


def _sequels(tree: Tree) -> Iterator[tuple[int, str, frozenset[str]]]:
    """The words that put one event before or after another, each with its sense and the stems that tell the other."""
    for at, word in enumerate(tree.words):
        small = word.text.casefold()
        said = "before" if small in _BEFORE else "after" if small in _AFTER else None
        if said is None or word.dep not in ("prep", "mark", "advmod", "amod"):
            continue
        governed = [word.head] if word.dep == "mark" else tree.children(at, "pobj", "pcomp")
        for below in tree.children(at, "prep"):  # "prior to"
            governed += tree.children(below, "pobj", "pcomp")
        governed += [c for g in list(governed) for c in tree.children(g, "poss", "nsubj", "nsubjpass", "dobj")]
        heads = [g for g in governed if tree.words[g].pos in ("NOUN", "PROPN", "VERB")]
        yield at, said, frozenset(x for g in heads for x in (tree.stems[g], tree.lemmas[g]))
