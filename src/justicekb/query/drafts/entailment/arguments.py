"""Who does what to whom where, in a claim and in a window: whether a name has the same part, or another has it."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from justicekb.query.drafts.entailment.claim import RANKS, Claim
from justicekb.query.drafts.entailment.grammar import Role, Tree
from justicekb.query.drafts.entailment.named import Names
from justicekb.query.drafts.entailment.windows import Window
from justicekb.query.language import Named, stem, stems
from justicekb.query.questions import Name

_BEFORE_NOUNS = ("compound", "nmod", "amod", "poss")
_ROLES: tuple[Role, ...] = ("agent", "patient")


class Arguments:
    """The arguments of a claim's predicates, beside those of the words that tell the same in a window."""

    def __init__(self, claim: Claim, window: Window, names: Names, aligned: Callable[[int], list[int]]) -> None:
        self._claim = claim
        self._window = window
        self._names = names
        self._aligned = aligned

    # ── parts in an event ────────────────────────────────────────────────────────────────────────────────

    def _parts(self, name: Name) -> Iterator[tuple[int, Role]]:
        """The predicates of the claim that a name is an argument of, with its role."""
        at = self._claim.tree.at(name.span)
        for predicate in self._claim.verbs:
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

    # ── who or where instead ─────────────────────────────────────────────────────────────────────────────

    def instead(self, name: Name, *, here: bool) -> str | None:
        """What the window has in the place of a name; None when it has the name itself there, or that cannot be told.

        `here` tells that the sentence names it, so that only another one in its very part speaks against it.
        """
        other = self._in_its_part(name)
        if other is not None or here:
            return other
        other = self._place_instead(name) if self._names.place(name) else self._body_instead(name)
        return other or (None if self._names.document_has(name) else self._modifier_instead(name))

    def modified_otherwise(self, name: Name) -> bool:
        """Whether another name stands before the noun that the claim's stands before: "the Aktau City Court"."""
        at = self._claim.tree.at(name.span)
        before = at is not None and self._claim.tree.words[at].dep in _BEFORE_NOUNS
        return before and self._modifier_instead(name) is not None

    def untold(self, name: Name) -> bool:
        """Whether a name that the sentence lacks is said to do what it does not tell, or tells of somebody else."""
        parts = list(self._parts(name))
        if not parts:
            return False
        fillers = [at for predicate, role in parts for at in self._fillers(predicate, role)]
        if not any(self._aligned(predicate) for predicate, _ in parts):
            return True
        if (
            fillers
            and not self._names.person(name)
            and all(self._window.tree.words[at].pos == "PRON" for at in fillers)
        ):
            before = [m for m in self._window.source.named_before if self._of_kind(name, m)]
            return not before or not self._names.is_it(name, before[-1])
        if not fillers or not self._names.person(name):
            return False
        return not any(self._definite(at) for at in fillers)

    def _definite(self, at: int) -> bool:
        """Whether a phrase may take up somebody named before: a pronoun, a party, or a noun with "the" or "his"."""
        tree = self._window.tree
        small = {tree.words[c].text.casefold() for c in tree.children(at, "det", "poss")}
        return self._taking_up([at]) or bool(small & {"the", "this", "that", "his", "her", "their", "both"})

    def _in_its_part(self, name: Name) -> str | None:
        """Who has the part in the event that the claim gives to a name."""
        there = self._names.at(name)
        if any(self._window.tree.words[at].dep == "conj" for at in there):  # what is joined may have another's verb
            return None
        for predicate, role in self._parts(name):
            fillers = self._fillers(predicate, role)
            if self._among(there, fillers):
                return None
            if not there and self._names.person(name) and self._taking_up(fillers):
                return None
            others = [m for at in fillers if (m := self._mention(at)) is not None and self._of_kind(name, m)]
            itself = any(self._names.is_it(name, m) for m in others)
            if others and not itself and not self._all_claimed(others, (predicate, role)):
                return others[0].text
        return None

    def _taking_up(self, fillers: list[int]) -> bool:
        """Whether a part is held by a pronoun or a party by its noun, which may be whom the claim names."""
        tree, parties = self._window.tree, self._claim.known.uses["party"]
        return any(tree.words[at].pos == "PRON" or tree.stems[at] in parties for at in fillers)

    def _modifier_instead(self, name: Name) -> str | None:
        """What stands before a noun where the claim has the name: "the Bonn Agreement" for "the Geneva Agreement"."""
        at, ours, tree = self._claim.tree.at(name.span), self._claim.tree, self._window.tree
        several = len(name.stems) > 1
        told = several or (ours.words[at].dep in _BEFORE_NOUNS if at is not None else False)
        if at is None or not told or not (several or self._names.place(name) or name.type == "organisation"):
            return None
        whole = ours.words[at].dep not in _BEFORE_NOUNS
        noun = ours.stems[at if whole else ours.words[at].head]
        common = self._claim.known.uses["locality"] | self._claim.known.uses["body"] | self._claim.known.uses["roles"]
        for i in (i for i, word in enumerate(tree.stems) if word == noun):
            others = [c for c in tree.children(i, *_BEFORE_NOUNS) if tree.words[c].pos == "PROPN"]
            others = [c for c in others if tree.stems[c] not in ours.stems and tree.stems[c] not in common]
            if others:
                return tree.words[others[0]].text
        return None

    def _all_claimed(self, others: list[Named], part: tuple[int, Role]) -> bool:
        """Whether the claim gives the part to one of them, too: "Vesk and Tarn were arrested"."""
        joined = [n for n in self._claim.names if any(self._names.is_it(n, other) for other in others)]
        return any(part in list(self._parts(n)) for n in joined)

    def _of_kind(self, name: Name, other: Named) -> bool:
        kind = other.entity.partition(":")[0]
        if self._names.person(name):
            return kind == "person"
        if self._names.place(name):
            return kind == "place"
        return kind == (name.type or "organisation")

    def _in_claim(self, other: Named) -> bool:
        """Whether the claim names what the window names, too."""
        return any(self._names.is_it(name, other) for name in self._claim.names)

    def _among(self, there: list[int], fillers: list[int]) -> bool:
        tree = self._window.tree
        return any(
            at == filler or self._is_head(tree, filler, at) or self._is_head(tree, at, filler)
            for at in there
            for filler in fillers
        )

    def _place_instead(self, name: Name) -> str | None:
        """Another place that the sentence names, where it names none that the claim names."""
        places = [m for m in self._window.source.named if m.entity.startswith("place:")]
        others = [m for m in places if not self._in_claim(m) and not self._of_money(m)]
        if name.country:
            ours = {i for n in self._claim.names for i in n.ids}
            named = self._names.countries - ours
            others = [m for m in others if m.entity in named] or [m for m in others if len(named) > 0]
        return others[0].text if others else None

    def _of_money(self, mention: Named) -> bool:
        """Whether a country's letters belong to a sum: US$ 20,000."""
        return self._window.text[mention.span.end - self._window.source.span.start :].startswith("$")

    def _body_instead(self, name: Name) -> str | None:
        """Another body of the same sort, or the one last named: "the District Court" for "the Supreme Court"."""
        kinds = self._claim.known.uses["body"] | self._claim.known.uses["locality"]
        own = {word for word in name.stems if word in kinds}
        if not own:
            return None
        bare = own & set(self._window.tree.stems)
        for other in (*self._window.source.named, *(reversed(self._window.source.named_before) if bare else ())):
            theirs = set(stems(other.entity.partition(":")[2].replace("-", " ")))
            if own & theirs & kinds and theirs - own and other.entity.startswith("organisation:"):
                return None if self._in_claim(other) else other.entity.partition(":")[2].replace("-", " ")
        return None

    # ── offices ──────────────────────────────────────────────────────────────────────────────────────────

    def rank(self, at: int) -> str | None:
        """The office as the window has it where it is another one than the claim's word: "Deputy Chief"."""
        tree, ours = self._window.tree, self._ranks(self._claim.tree, at)
        own = self._claim.tree.stems[at]
        there = [i for i, word in enumerate(tree.stems) if word == own]
        there = there or [i for i, word in enumerate(tree.stems) if word in self._claim.known.alike(own)]
        ranked = [i for i in there if self._ranks(tree, i) != ours]
        if not there or len(ranked) < len(there):
            return None
        first = min([ranked[0], *tree.children(ranked[0], "compound", "amod")])
        return tree.text[tree.words[first].span.start : tree.words[ranked[0]].span.end]

    @staticmethod
    def _ranks(tree: Tree, at: int) -> frozenset[str]:
        before = {tree.words[c].text.casefold() for c in tree.children(at, "compound", "amod", "nmod")}
        if at:
            before.add(tree.words[at - 1].text.casefold())
        return frozenset(word for word in before if word in RANKS)

    def holder(self, at: int) -> str | None:
        """Who has an office in the window where it is somebody else than the claim gives it to."""
        tree = self._claim.tree
        if self._claim.tree.stems[at] not in self._claim.known.uses["roles"]:
            return None
        ours = [n for n in self._claim.names if self._names.person(n) and self._holds(tree, tree.at(n.span), at)]
        there = [i for i, word in enumerate(self._window.tree.stems) if word == tree.stems[at]]
        if len(ours) != 1 or len(there) != 1:
            return None
        persons = [
            (m, i)
            for m in self._window.source.named
            if m.entity.startswith("person:") and (i := self._at(m)) is not None
        ]
        own = [i for m, i in persons if self._names.is_it(ours[0], m)]
        others = [(m, i) for m, i in persons if self._holds(self._window.tree, i, there[0])]
        if not own or not others or any(self._names.is_it(ours[0], m) for m, _ in others):
            return None
        return others[0][0].text

    def _at(self, mention: Named) -> int | None:
        return self._window.tree.at(mention.span.shift(-self._window.source.span.start))

    @staticmethod
    def _holds(tree: Tree, person: int | None, office: int) -> bool:
        """Whether a person has an office by apposition, as a title before the name, or by "is" and "as"."""
        if person is None:
            return False
        ours, theirs = tree.words[person], tree.words[office]
        if theirs.head == person or ours.head == office:
            return theirs.dep in ("appos", "compound", "nmod", "amod") or ours.dep in ("appos", "compound", "nmod")
        return ours.head == theirs.head and ours.dep in ("nsubj", "nsubjpass") and theirs.dep in ("attr", "oprd")

    # ── common nouns ─────────────────────────────────────────────────────────────────────────────────────

    def bearer_instead(self, at: int) -> str | None:
        """The body or office that has the part of the claim's noun, where it is another sort of one."""
        families = self._claim.families
        ours = self._claim.told.get(at, frozenset())
        sorts = {one for one in ours if families.fields[one] == "institution"}
        word = self._claim.tree.words[at]
        heads = {at, word.head} if word.dep == "compound" else {at}
        if not sorts or self._joined(self._claim.tree, at):
            return None
        for predicate in self._claim.verbs:
            for role in _ROLES:
                if heads.isdisjoint(self._claim.tree.role(predicate, role)):
                    continue
                for filler in (i for i in self._fillers(predicate, role) if not self._joined(self._window.tree, i)):
                    theirs = families.families(self._window.tree.stems[filler])
                    if theirs and families.rival(frozenset(sorts), theirs):
                        return self._window.tree.words[filler].text
        return None

    @staticmethod
    def _joined(tree: Tree, at: int) -> bool:
        """Whether a noun is one of several, which another sentence may count up in other words."""
        return tree.words[at].dep == "conj" or bool(tree.children(at, "conj"))

    def of_same(self, predicate: int, there: int) -> bool:
        """Whether a word of the window has an argument or a date of the claim's predicate: it tells of the same."""
        tree = self._window.tree
        fillers = [at for role in _ROLES for at in tree.role(there, role)]
        near = {at for filler in fillers for at in tree.subtree(filler)} | set(tree.subtree(there))
        said = {tree.stems[at] for at in near}
        ours = [stem(w.text) for w in self._claim.tree.words if w.pos in ("NOUN", "PROPN", "ADJ", "NUM")]
        return len(said.intersection(ours)) > 0
