"""Whether two facts tell one event: type, participants and country, whatever their dates."""

from __future__ import annotations

from dataclasses import dataclass

from justicekb.model import Fact, Participant, normalise_name
from justicekb.query.lexicon import Lexicon
from justicekb.query.reading import Reading
from justicekb.query.support import countries_of, scene
from justicekb.query.words import stem

# The least share of words that two objects without an entity have in common when they are the same thing.
SAME_WORDS = 0.75

# One word names a kind ("law", "organisation"), two name one of it ("probation service"), as a rule.
FEWEST_WORDS = 2


@dataclass(frozen=True)
class Sameness:
    """Compares facts; `countries` are the entity ids of countries."""

    reading: Reading
    lexicon: Lexicon
    countries: frozenset[str]

    def same_event(self, left: Fact, right: Fact) -> bool:
        """Whether both can tell one event, their dates left aside; stages (signed, in force) are different events."""
        if left.type != right.type or left.polarity != right.polarity or not self._same_objects(left, right):
            return False
        ours, theirs = self.country(left), self.country(right)
        return ours == theirs or bool(ours & theirs)

    def keys(self, fact: Fact) -> set[str]:
        """What two facts of one event share at least one of: an entity or a word of what they happened to."""
        undergoers = _undergoers(fact, self.countries)
        entities = {p.entity for p in undergoers if p.entity}
        return entities.union(*(self._words(p.name) for p in undergoers))

    def country(self, fact: Fact) -> frozenset[str]:
        """The countries that a fact belongs to, as `support.countries_of` tells them."""
        return countries_of(scene(fact, self.reading), self.countries)

    def _same_objects(self, left: Fact, right: Fact) -> bool:
        """The objects, or where neither has one the agents, must meet; a fact without either is never the same."""
        ours, theirs = _undergoers(left, self.countries), _undergoers(right, self.countries)
        return any(self._same(one, other) for one in ours for other in theirs)

    def _same(self, one: Participant, other: Participant) -> bool:
        """Whether two names are of one thing: one entity, or the same words if they tell it from others of its kind.

        "the law" and "the organisation" may be any, and "26 civilians" and "14 civilians" are never the same.
        """
        if one.entity and other.entity:
            return one.entity == other.entity
        ours, theirs = self._words(one.name), self._words(other.name)
        if len(ours & theirs) < FEWEST_WORDS or any(word.isdigit() for word in ours ^ theirs):
            return False
        return len(ours & theirs) / len(ours | theirs) >= SAME_WORDS

    def _words(self, name: str) -> set[str]:
        return {stem(w) for w in normalise_name(name).split() if not self.lexicon.is_stop(w)}


def _undergoers(fact: Fact, countries: frozenset[str]) -> list[Participant]:
    objects = [p for p in fact.participants if p.role == "object" and p.entity not in countries]
    return objects or [p for p in fact.participants if p.role == "agent" and p.entity not in countries]
