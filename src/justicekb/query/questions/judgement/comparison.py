"""What is judged: a frame, with the means to compare a record's words with it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from justicekb.query.language import SYNONYM, Lexicon, Reading, Scene
from justicekb.query.questions.frames import Frame, Name

# What requirements weigh against a plain word of the question.
NAME, COUNTRY, EVENT, NOUN, TIME, WEAK = 2.0, 1.0, 2.0, 2.0, 1.5, 0.25

# The most event types that a word may name and still tell one of them for sure.
PLAIN = 2


@dataclass(frozen=True)
class Comparison:
    """A frame and what it is compared by. `countries` are the entity ids of countries."""

    frame: Frame
    reading: Reading
    lexicon: Lexicon
    countries: frozenset[str]

    @cached_property
    def types(self) -> frozenset[str]:
        """The event types that fit: those named, and those that sources use for the same event."""
        near = (self.lexicon.near.get(type_, frozenset()) for type_ in self.frame.events)
        return self.frame.events.union(*near)

    @cached_property
    def telling(self) -> frozenset[str]:
        """The stems that tell the event asked for: the question's own word, and those that may stand for it.

        Of what happens to persons only words that name that event: a term is no sentence, a court no conviction.
        """
        trigger, own = self.frame.trigger, self.frame.events
        if trigger is None:
            return frozenset()
        alike = self.lexicon.alike(trigger)
        if not own & self.lexicon.personal:
            return alike
        return frozenset(w for w in alike if w == trigger or self.lexicon.events.get(w, frozenset()) & own)

    @cached_property
    def sure(self) -> frozenset[str]:
        """The stems that name the event asked for and hardly anything else; none for what happens to persons.

        Documents tell of a person's arrest, charge and sentence in one breath, so that only the word itself is sure.
        """
        if len(self.frame.events) > PLAIN or self.frame.events & self.lexicon.personal:
            return frozenset()
        return frozenset(w for w, types in self.lexicon.events.items() if types and types <= self.frame.events)

    @cached_property
    def about(self) -> tuple[str, ...]:
        """The ids of the rarest known name, so that only documents that speak of it are read."""
        known = [name for name in self.frame.names if name.ids and name.proper and not name.parted]
        if not known:
            return ()
        rarest = min(known, key=self._spread)
        return tuple(sorted(rarest.ids)) if self._spread(rarest) else ()

    def _spread(self, name: Name) -> int:
        counts = [self.reading.records.entity(i) for i in name.ids]
        return sum(c.documents for c in counts if c is not None)

    def plain_words(self) -> tuple[str, ...]:
        """The words that no requirement of their own speaks of."""
        special = set(self.frame.head)
        if self.frame.trigger and self.frame.asked in ("date", "participant", "place"):
            special.add(self.frame.trigger)
        return tuple(w for w in self.frame.words if w not in special)

    def word(self, word: str, seen: Scene) -> float:
        met = seen.word(word, self.lexicon)
        if met < SYNONYM and word == self.frame.trigger and self.tells(seen, self.frame.events):
            return SYNONYM
        return met

    def tells(self, seen: Scene, types: frozenset[str]) -> bool:
        """Whether a word of the sentence may name one of the event types."""
        return any(self.lexicon.events.get(word, frozenset()) & types for word in seen.event_stems)
