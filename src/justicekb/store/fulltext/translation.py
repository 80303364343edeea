"""`querytree` nodes as an engine's queries: one walk over the tree, the same for every engine.

An engine says how its small queries are written (a term, words in order, any, all, not) and how it looks a word up;
what a node means is said here once. What an engine cannot decide from its lists (proximity, gaps, borders of passages)
is decided by `matching.runs` on the stored words of the candidates, so that every engine gives the same answer.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from typing import Generic, TypeVar

from justicekb.edtf import Edtf
from justicekb.querytree import (
    And,
    DateRange,
    Everything,
    Fuzzy,
    Keyword,
    Mentions,
    Missing,
    Named,
    Near,
    Node,
    Not,
    Or,
    Phrase,
    Term,
    Wildcard,
)
from justicekb.store.base import ShownPassage
from justicekb.store.fulltext.matching import may_cross, near_field, unsupported
from justicekb.store.fulltext.storedhits import crosses, stands
from justicekb.store.fulltext.values import SEARCHED
from justicekb.store.language.borders import phrase_pairs
from justicekb.store.language.sequences import Wanted, length, spellings, wanted_in_order

Q = TypeVar("Q")  # a query of the engine

# How much a word counts in each field: by the sweep of benchmarks/search.py (50 queries, 48 settings, words required).
# A title counts half, because every passage of its document bears it; up to 1.0 nothing falls by more than 0.003.
BOOSTS = {"title": 0.5, "heading": 0.5, "text": 1.0}

# The spellings of a phrase that are looked for: beyond them compounds are met as they are written.
_MOST_SPELLINGS = 16


class Translation(ABC, Generic[Q]):
    """Makes an engine's queries for one state of its index."""

    def query(self, node: Node) -> Q:
        """The engine's query of a node; raises QueryError (UNSUPPORTED), saying why, for one it cannot be asked."""
        match node:
            case Everything():
                return self.everything()
            case Term(field=field) | Phrase(field=field) | Wildcard(field=field) | Fuzzy(field=field):
                return self.any_of([self.words(node, name) for name in (SEARCHED if field is None else (field,))])
            case Near():
                place = near_field(node)
                return self.verified(self._candidates(node, place), partial(stands, node, place))
            case Mentions():
                return self._mentions(node)
            case Keyword(field, value):
                return self.unscored(self.term(field, value.casefold()))
            case DateRange(field, range_):
                return self._in_time("event_date" if field == "event" else field, range_)
            case Missing(field):
                return self.without(self.term("has", field))
            case And(nodes):
                return self.all_of([self.query(inner) for inner in nodes]) if nodes else self.everything()
            case Or(nodes):
                return self.any_of([self.query(inner) for inner in nodes])
            case Not(inner):
                return self.without(self.query(inner))
            case Named(name):
                raise unsupported(f"the name “{name}” was not looked up before the search")

    def phrase(self, node: Phrase, field: str) -> Q:
        """Words in order, in every spelling of their compounds, with gaps, or over a passage's border."""
        wanted = wanted_in_order(node.words)
        rows = self.spellings(field, wanted)
        if node.slop and length(wanted) > 1:
            return self.gapped(node, field, rows)
        found = [self.in_order(field, row) for row in rows]
        if field == "text" and may_cross(node) and length(wanted) > 1:
            pairs = self.any_of([self.term("border", pair) for pair in phrase_pairs(node.words)])
            found.append(self.unscored(self.verified(pairs, partial(crosses, node))))
        return self.any_of(found)

    def spellings(self, field: str, wanted: Wanted) -> list[list[str]]:
        """The rows of forms that the field may hold of what is wanted."""
        known = {form for forms in wanted.values() for form in forms if self.knows(field, form)}
        return spellings(wanted, known, most=_MOST_SPELLINGS)

    def _mentions(self, node: Mentions) -> Q:
        if node.entity is not None:
            return self.unscored(self.term("entity", node.entity.casefold()))
        return self.unscored(self.term("entity_type", node.type) if node.type else self.any_entity())

    def _in_time(self, field: str, range_: Edtf) -> Q:
        """Every indexed date is held against the range: there are at most as many as days in the corpus."""
        fitting = [text for text in self.dates(field) if Edtf(text).overlaps(range_)]
        return self.unscored(self.one_of(field, fitting))

    def _candidates(self, node: Node, field: str) -> Q:
        """Passages that may match in the field what stands inside NEAR."""
        match node:
            case Near(left, right):
                return self.all_of([self._candidates(left, field), self._candidates(right, field)])
            case Or(nodes):
                return self.any_of([self._candidates(inner, field) for inner in nodes])
            case Mentions():
                return self._mentions(node)
            case Term() | Phrase() | Wildcard() | Fuzzy():
                return self.words(node, field)
            case _:
                raise unsupported(f"{type(node).__name__.lower()} cannot stand inside NEAR")

    # ── what an engine says ──────────────────────────────────────────────────────────────────────────────

    @abstractmethod
    def words(self, node: Term | Phrase | Wildcard | Fuzzy, field: str) -> Q:
        """The passages whose field has the words, counting as BOOSTS has it; a phrase by `phrase`."""

    @abstractmethod
    def in_order(self, field: str, row: list[str]) -> Q:
        """The passages in which these very forms follow one another; one form is a word."""

    @abstractmethod
    def gapped(self, node: Phrase, field: str, rows: list[list[str]]) -> Q:
        """The same for a phrase of two words or more, with at most `slop` words between neighbours."""

    @abstractmethod
    def knows(self, field: str, form: str) -> bool:
        """Whether the field has this form anywhere."""

    @abstractmethod
    def dates(self, field: str) -> Iterable[str]:
        """Every date that the field has, as EDTF."""

    @abstractmethod
    def term(self, field: str, value: str) -> Q:
        """The passages with this very value."""

    @abstractmethod
    def one_of(self, field: str, values: Sequence[str]) -> Q:
        """The passages with any of these values, of which there may be thousands or none."""

    @abstractmethod
    def any_entity(self) -> Q:
        """The passages that mention an entity."""

    @abstractmethod
    def everything(self) -> Q:
        """All passages, without a say in their order."""

    @abstractmethod
    def any_of(self, queries: Sequence[Q]) -> Q:
        """The passages that any of the queries finds; none for no query."""

    @abstractmethod
    def all_of(self, queries: Sequence[Q]) -> Q:
        """The passages that all of the queries find."""

    @abstractmethod
    def without(self, inner: Q) -> Q:
        """The passages that the query does not find."""

    @abstractmethod
    def unscored(self, inner: Q) -> Q:
        """The same passages, without a say in their order."""

    @abstractmethod
    def verified(self, candidates: Q, fits: Callable[[ShownPassage], bool]) -> Q:
        """The candidates whose stored words fit, ranked as they are."""
