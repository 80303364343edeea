"""Whether two facts tell one event: type, participants and country, whatever their dates."""

from __future__ import annotations

import re
from dataclasses import dataclass

from justicekb.model import Fact, Participant, entity_id, normalise_name
from justicekb.query.language import (
    Lexicon,
    Reading,
    Things,
    atlas,
    countries_of,
    lexicon,
    named,
    scene,
    stem,
    stems,
    things,
    things_in,
)
from justicekb.store.base import RecordReader
from justicekb.vocabulary import Vocabulary
from justicekb.vocabulary.entries import Body

# The least share of words that two objects without an entity have in common when they are the same thing.
SAME_WORDS = 0.75

# One word names a kind ("law", "organisation"), two name one of it ("probation service"), as a rule.
FEWEST_WORDS = 2

# A name that many instruments share is no entity to compare by.
_SHARED = frozenset({"law:optional-protocol"})


@dataclass(frozen=True)
class Sameness:
    """Compares facts; `countries` are the entity ids of countries, `international` those of bodies of no one state."""

    reading: Reading
    lexicon: Lexicon
    things: Things
    countries: frozenset[str]
    international: frozenset[str] = frozenset()

    def same_event(self, left: Fact, right: Fact) -> bool:
        """Whether both can tell one event, their dates left aside; stages (signed, in force) are different events."""
        if left.type != right.type or left.polarity != right.polarity or not self._same_objects(left, right):
            return False
        ours, theirs = self.country(left), self.country(right)
        return (ours == theirs or bool(ours & theirs)) and self._phase(left) == self._phase(right)

    def same_scope(self, left: Fact, right: Fact) -> bool:
        """Whether neither is told of a part or stage only: "for ordinary crimes", "deposited its instrument"."""
        ours, theirs = (things_in(self.reading.sentence(f), self.things.scopes) for f in (left, right))
        return set(ours) == set(theirs)

    def same_words(self, left: Fact, right: Fact) -> bool:
        """Whether both say in the same words who did it to what, in one country: "the prime minister signed rules"."""
        if left.type != right.type or left.polarity != right.polarity:
            return False
        ours, theirs = (_said(fact) for fact in (left, right))
        return ours == theirs and len(ours) > 1 and self.country(left) == self.country(right)

    def keys(self, fact: Fact) -> set[str]:
        """What two facts of one event share at least one of: an entity or a word of what they happened to."""
        undergoers = _undergoers(fact, self.countries)
        entities = {p.entity for p in undergoers if p.entity}
        return entities.union(*(self._words(p, fact) for p in undergoers))

    def country(self, fact: Fact) -> frozenset[str]:
        """The countries that a fact belongs to, as `about.countries_of` tells them."""
        return self.reading.remembered(
            "countries", fact, lambda: countries_of(scene(fact, self.reading), self.countries)
        )

    def named_countries(self, fact: Fact) -> set[str]:
        """The countries that the names of those who take part have in them: "the Norlandic Parliament"."""
        known = self.reading.atlas
        return known.named_in("; ".join(p.name for p in fact.participants)) if known is not None else set()

    def _phase(self, fact: Fact) -> frozenset[str]:
        """The verbs of a trigger that tell another phase than the first: "lifted", "extended"."""
        if fact.trigger is None:
            return frozenset()
        told = self.reading.remembered("trigger", fact, lambda: self._trigger(fact))
        return self.things.phases & told

    def _trigger(self, fact: Fact) -> frozenset[str]:
        text = self.reading.held(fact.document).document.text
        return frozenset(stems(fact.trigger.of(text))) if fact.trigger is not None else frozenset()

    def _same_objects(self, left: Fact, right: Fact) -> bool:
        """The objects, or where neither has one the agents, must meet; a fact without either is never the same."""
        ours, theirs = _undergoers(left, self.countries), _undergoers(right, self.countries)
        return any(self._same((one, left), (other, right)) for one in ours for other in theirs)

    def _same(self, left: tuple[Participant, Fact], right: tuple[Participant, Fact]) -> bool:
        """Whether two names are of one thing: one entity, or the same words if they tell it from others of its kind.

        "the law" and "the organisation" may be any, and "26 civilians" and "14 civilians" are never the same.
        """
        one, other = left[0], right[0]
        if one.entity and other.entity:
            return one.entity == other.entity and one.entity not in _SHARED
        ours, theirs = self._words(*left), self._words(*right)
        shared = ours & theirs
        own = {word for word in shared - self.things.generic if not word.isdigit()}
        if not own or any(word.isdigit() for word in ours ^ theirs):
            return False
        telling = len(shared) >= FEWEST_WORDS or any(word.startswith("=") for word in shared)
        return telling and len(shared) / len(ours | theirs) >= SAME_WORDS

    def _words(self, part: Participant, fact: Fact) -> set[str]:
        return self.reading.remembered(f"words of {part.name}", fact, lambda: self._compared(part, fact))

    def _compared(self, part: Participant, fact: Fact) -> set[str]:
        """The words of a name that are compared, a thing by whichever of its names.

        What only names the event again ("a moratorium") is of the thing that its surroundings name.
        """
        plain = normalise_name(part.name).split()
        words = named([stem(w) for w in plain], self.things.objects)
        stops = {stem(w) for w in plain if self.lexicon.is_stop(w)}
        own = {w for w in words if w not in stops and w != stem(fact.type)}
        if own or part.entity or stem(fact.type) not in words:
            return own
        told = self.told(fact)
        return {f"={told.replace(' ', '-')}"} if told else set(words) - stops

    def told(self, fact: Fact) -> str | None:
        """The thing named next after the words of an event in its sentence, else last before it, or in the title."""
        sentence = self.reading.sentence(fact)
        at = fact.trigger.start - fact.evidence.start if fact.trigger is not None else 0
        seen = scene(fact, self.reading)
        title = seen.held.document.title or ""
        behind, *others = (
            things_in(t, self.things.objects) for t in (sentence[at:], sentence[:at], seen.before, title)
        )
        thing = behind[0] if behind else next((told[-1] for told in others if told), None)
        return thing.removeprefix("=").replace("-", " ") if thing else None


def sameness(records: RecordReader, vocabulary: Vocabulary) -> Sameness:
    """The comparison of a base's facts by a vocabulary."""
    known = atlas(vocabulary)
    return Sameness(
        Reading(records, known),
        lexicon(vocabulary),
        things(vocabulary),
        known.countries,
        vocabulary.once(_international),
    )


# Scopes of bodies that belong to no one state.
_OF_NO_STATE = ("un", "regional", "ngo", "media", "armed")


def _international(vocabulary: Vocabulary) -> frozenset[str]:
    return frozenset(
        entity_id("organisation", b.name) for b in vocabulary.entries(Body) if b.scope in _OF_NO_STATE and not b.country
    )


def replaced(entity: str) -> bool:
    """Whether a law's id is that of one that is passed anew under its old name: a code, a constitution, an act."""
    return (
        entity.startswith("law:")
        and re.search(r"-(?:code|constitution)\b|:(?:law|code|constitution)\b", entity) is not None
    )


def _said(fact: Fact) -> frozenset[tuple[str, str]]:
    return frozenset((p.role, normalise_name(p.name)) for p in fact.participants if p.role != "place")


def _undergoers(fact: Fact, countries: frozenset[str]) -> list[Participant]:
    objects = [p for p in fact.participants if p.role == "object" and p.entity not in countries]
    return objects or [p for p in fact.participants if p.role == "agent" and p.entity not in countries]
