"""Who does what to whom where, in a claim and in a window: whether a name has the same part, or another has it."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from justicekb.query.drafts.entailment.claim import Claim
from justicekb.query.drafts.entailment.grammar import Role, Tree
from justicekb.query.drafts.entailment.named import Names
from justicekb.query.drafts.entailment.windows import Window
from justicekb.query.language import Named, stem, stems
from justicekb.query.questions import Name
from justicekb.spans import Span

_ROLES: tuple[Role, ...] = ("agent", "patient")


class Arguments:
    """The arguments of a claim's predicates, beside those of the words that tell the same in a window."""

    def __init__(
        self, claim: Claim, window: Window, names: Names, aligned: Callable[[int], list[int]]
    ) -> None:
        self._claim = claim
        self._window = window
        self._names = names
        self._aligned = aligned

    # ── parts in an event ────────────────────────────────────────────────────────────────────────────────

    def _parts(self, name: Name) -> Iterator[tuple[int, Role]]:
        """The predicates of the claim that a name is an argument of, with its role."""
        at = self._claim.tree.at(name.span)
        for predicate in self._claim.predicates:
            for role in _ROLES:
                heads = self._claim.tree.role(predicate, role)
                if at is not None and any(self._is_head(self._claim.tree, head, at) for head in heads):
                    yield predicate, role

    @staticmethod
    def _is_head(tree: Tree, head: int, at: int) -> bool:
        """Whether a name is a phrase's head, stands in apposition to it, or is its title or first name."""
        if head == at:
            return True
        word = tree.words[at]
        return word.head == head and word.dep in ("compound", "appos", "nmod", "flat")

    def _fillers(self, predicate: int, role: Role) -> list[int]:
        """The words of the window that have a role beside what tells a predicate of the claim."""
        return [at for there in self._aligned(predicate) for at in self._window.tree.role(there, role)]

    def _mention(self, at: int) -> Named | None:
        """The name that a word of the window heads or belongs to."""
        place = self._window.tree.words[at].span.shift(self._window.source.span.start)
        return next((m for m in self._window.source.named if m.span.overlaps(place)), None)

    # ── who instead ──────────────────────────────────────────────────────────────────────────────────────

    def instead(self, name: Name) -> str | None:
        """What the window has in the place of a name that it lacks; None when that cannot be told."""
        if self._names.place(name):
            return self._place_instead(name)
        for predicate, role in self._parts(name):
            for at in self._fillers(predicate, role):
                other = self._mention(at)
                if other is not None and self._of_kind(name, other) and not self._in_claim(other):
                    return other.text
        return self._body_instead(name)

    def _of_kind(self, name: Name, other: Named) -> bool:
        if self._names.person(name):
            return other.entity.startswith("person:")
        return other.entity.partition(":")[0] == (name.type or "organisation")

    def _in_claim(self, other: Named) -> bool:
        """Whether the claim names what the window names, too."""
        return any(self._names.is_it(name, other) for name in self._claim.names)

    def _place_instead(self, name: Name) -> str | None:
        """Another place that the sentence names, where it names none that the claim names."""
        places = [m for m in self._window.source.named if m.entity.startswith("place:")]
        others = [m for m in places if not self._in_claim(m)]
        if name.country:
            own = self._window.held.countries_in(self._window.source.span)
            ours = {i for n in self._claim.names for i in n.ids}
            others = [m for m in others if m.entity in own and not {m.entity} & ours]
        return others[0].text if others else None

    def _body_instead(self, name: Name) -> str | None:
        """Another body of the same sort: "the Chitwan District Court" for "the Supreme Court"."""
        kinds = self._claim.known.uses["body"] | self._claim.known.uses["locality"]
        own = [word for word in name.stems if word in kinds]
        if not own:
            return None
        for other in self._window.source.named:
            theirs = [w for w in stems(other.text) if w in kinds]
            if set(own) & set(theirs) and not self._in_claim(other):
                return other.text
        return None

    # ── the same part ────────────────────────────────────────────────────────────────────────────────────

    def swapped(self) -> Iterator[tuple[Span, str]]:
        """The names of the claim that the window has in another part of the event, with who has theirs."""
        for name in self._claim.names:
            there = self._names.at(name)
            for predicate, role in self._parts(name) if there else ():
                fillers = self._fillers(predicate, role)
                if not fillers or self._among(there, fillers):
                    continue
                others = [m for at in fillers if (m := self._mention(at)) is not None]
                others = [m for m in others if self._of_kind(name, m) and not self._names.is_it(name, m)]
                if others and not self._pronoun(fillers):
                    yield name.span, others[0].text
                    break

    def _among(self, there: list[int], fillers: list[int]) -> bool:
        tree = self._window.tree
        return any(
            at == filler or self._is_head(tree, filler, at) or self._is_head(tree, at, filler)
            for at in there
            for filler in fillers
        )

    def _pronoun(self, fillers: list[int]) -> bool:
        return any(self._window.tree.words[at].pos == "PRON" for at in fillers)

    def of_same(self, predicate: int, there: int) -> bool:
        """Whether a word of the window has an argument or a date of the claim's predicate: it tells of the same."""
        tree = self._window.tree
        fillers = [at for role in _ROLES for at in tree.role(there, role)]
        near = {at for filler in fillers for at in tree.subtree(filler)} | set(tree.subtree(there))
        said = {tree.stems[at] for at in near}
        ours = [stem(w.text) for w in self._claim.tree.words if w.pos in ("NOUN", "PROPN", "ADJ", "NUM")]
        return len(said.intersection(ours)) > 0
