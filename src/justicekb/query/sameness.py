"""Whether two facts tell one event: type, participants and country, whatever their dates."""

from __future__ import annotations

from dataclasses import dataclass

from justicekb.model import Fact, Participant, normalise_name
from justicekb.query.lexicon import Lexicon
from justicekb.query.reading import Reading
from justicekb.query.words import stem

# The least share of words that two objects without an entity have in common when they are the same thing.
SAME_WORDS = 0.6


@dataclass(frozen=True)
class Sameness:
    """Compares facts; `countries` are the entity ids of countries."""

    reading: Reading
    lexicon: Lexicon
    countries: frozenset[str]

    def same_type(self, left: Fact, right: Fact) -> bool:
        """Whether the types can name one event: equal, or used for one another by sources."""
        near = self.lexicon.near
        return left.type == right.type or right.type in near.get(left.type, ()) or left.type in near.get(right.type, ())

    def same_event(self, left: Fact, right: Fact) -> bool:
        """Whether both can tell one event, their dates left aside."""
        return (
            self.same_type(left, right)
            and left.polarity == right.polarity
            and self.country(left) & self.country(right) != set()
            and self._same_objects(left, right)
        )

    def keys(self, fact: Fact) -> set[str]:
        """What two facts of one event share at least one of: an entity or a word of what they happened to."""
        undergoers = _undergoers(fact, self.countries)
        entities = {p.entity for p in undergoers if p.entity}
        return entities.union(*(self._words(p.name) for p in undergoers))

    def country(self, fact: Fact) -> set[str]:
        """The countries that a fact belongs to: its participants', else its document's main one ("" for none)."""
        own = {p.entity for p in fact.participants if p.entity in self.countries}
        return {id_ for id_ in own if id_} or {self.reading.country(fact.document) or ""}

    def _same_objects(self, left: Fact, right: Fact) -> bool:
        """The objects, or where neither has one the agents, must meet; a fact without either is never the same."""
        ours, theirs = _undergoers(left, self.countries), _undergoers(right, self.countries)
        return any(self._same(one, other) for one in ours for other in theirs)

    def _same(self, one: Participant, other: Participant) -> bool:
        if one.entity and other.entity:
            return one.entity == other.entity
        ours, theirs = self._words(one.name), self._words(other.name)
        return bool(ours and theirs) and len(ours & theirs) / len(ours | theirs) >= SAME_WORDS

    def _words(self, name: str) -> set[str]:
        return {stem(w) for w in normalise_name(name).split() if not self.lexicon.is_stop(w)}


def _undergoers(fact: Fact, countries: frozenset[str]) -> list[Participant]:
    objects = [p for p in fact.participants if p.role == "object" and p.entity not in countries]
    return objects or [p for p in fact.participants if p.role == "agent" and p.entity not in countries]
