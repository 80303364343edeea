"""How well a record's sentence supports the answer to a frame: requirement by requirement, with its reason.

Each thing a question names is a requirement. It is met by the record itself, by its sentence, by the words before
it in the same paragraph, or by what the document is about, each worth less than the one before. A requirement
that must be met and is not rules the record out, whatever else fits: better no answer than a wrong one.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

from justicekb.model import Fact, Figure, LawMention, Mention, Quote, Record, entity_id
from justicekb.query.lexicon import Lexicon
from justicekb.query.reading import Held, Named, Reading
from justicekb.query.sentences import sentences_in
from justicekb.query.words import stems
from justicekb.spans import Span

# What a place is worth, as a share of the record's own words or sentence (set on the development questions of
# 21 November 2026; what matters is their order).
OWN, SENTENCE, SYNONYM, BEFORE, ABOUT = 1.0, 0.95, 0.8, 0.6, 0.45

# What the sentence right before is worth when a pronoun takes it up ("It was adopted in …").
TAKEN_UP = 0.85

_PRONOUN = re.compile(
    r"[“\"]?(?:In [^,]{3,20}, |On [^,]{3,25}, )?(?:It|They|He|She|Its|Their|His|Her|"
    r"The (?:law|body|agency|office|delegation|group|court|newspaper|commission|service))\b"
)

# Words that name an event elsewhere and none here.
NO_EVENT = r"\bdeath (?:penalty|row|sentences?)\b"

# How much text before the sentence is read with it (characters; two or three sentences, back to a heading at most).
BEFORE_LIMIT = 500


@dataclass(frozen=True, slots=True)
class Requirement:
    """One thing a question names, how far it is met (0 to 1), what it weighs, and the least it must reach."""

    what: str
    met: float
    weight: float = 1.0
    least: float = 0.0


@dataclass(frozen=True, slots=True)
class Support:
    """The requirements of a frame as one record meets them."""

    record: Record
    requirements: tuple[Requirement, ...]

    @property
    def ruled_out(self) -> Requirement | None:
        """The first requirement that must be met and is not."""
        return next((r for r in self.requirements if r.met < r.least), None)

    @property
    def score(self) -> float:
        """The weighted mean of what is met, 0 to 1."""
        weight = sum(r.weight for r in self.requirements)
        return sum(r.met * r.weight for r in self.requirements) / weight if weight else 0.0


@dataclass
class Scene:
    """A record with its surroundings, read once and asked many times."""

    record: Record
    held: Held
    reading: Reading

    @cached_property
    def own(self) -> frozenset[str]:
        """The stems of the record's own words."""
        return frozenset(stems(own_words(self.record)))

    @cached_property
    def sentence(self) -> str:
        """The record's sentence."""
        return self.record.evidence.of(self.held.document.text)

    @cached_property
    def before(self) -> str:
        """What stands before the sentence under its heading, as far as it is read."""
        start = self.record.evidence.start
        first = max(self.held.section(start), start - BEFORE_LIMIT)
        return self.held.document.text[first:start]

    @cached_property
    def sentence_stems(self) -> frozenset[str]:
        return frozenset(stems(self.sentence))

    @cached_property
    def event_stems(self) -> frozenset[str]:
        """The stems of the sentence that may tell an event: the "death" of "death penalty" tells none."""
        return frozenset(stems(re.sub(NO_EVENT, " ", self.sentence, flags=re.IGNORECASE)))

    @cached_property
    def before_stems(self) -> frozenset[str]:
        return frozenset(stems(self.before))

    @cached_property
    def takes_up(self) -> bool:
        """Whether the sentence begins with a pronoun, and so speaks of what stands right before it."""
        return _PRONOUN.match(self.sentence) is not None

    @cached_property
    def just_before(self) -> frozenset[str]:
        """The stems of the sentence right before."""
        spans = list(sentences_in(self.before))
        return frozenset(stems(spans[-1].of(self.before))) if spans else frozenset()

    @cached_property
    def named_just_before(self) -> list[Named]:
        """The names in the sentence right before."""
        spans = list(sentences_in(self.before))
        first = self.record.evidence.start - len(self.before)
        return self.held.within(spans[-1].shift(first)) if spans else []

    @cached_property
    def title_stems(self) -> frozenset[str]:
        document = self.held.document
        return frozenset(stems(f"{document.title or ''} {' '.join(document.keywords)}"))

    @cached_property
    def named(self) -> list[Named]:
        """The names in the sentence."""
        return self.held.within(self.record.evidence)

    @cached_property
    def demonyms(self) -> frozenset[str]:
        """The countries whose adjective stands in the sentence."""
        return self.held.demonyms(self.record.evidence)

    @cached_property
    def adjectives(self) -> frozenset[str]:
        """The countries that the sentence names, by name, adjective or city."""
        return self.held.countries_in(self.record.evidence)

    @cached_property
    def named_before(self) -> list[Named]:
        end = self.record.evidence.start
        return self.held.within(Span(max(end - len(self.before), 0), end))

    @cached_property
    def named_anywhere(self) -> frozenset[str]:
        return frozenset(self.held.mentioned)

    @cached_property
    def participants(self) -> frozenset[str]:
        """Entity ids that the record itself names."""
        record = self.record
        if isinstance(record, Fact):
            return record.entities | {entity_id("place", p.name) for p in record.participants}
        if isinstance(record, Mention | LawMention):
            return frozenset({record.entity})
        if isinstance(record, Figure):
            names = [*record.place, *([record.subject] if record.subject else [])]
            return frozenset(entity_id(t, n) for n in names for t in ("place", "organisation", "person"))
        speaker = record.speaker_entity if isinstance(record, Quote) else None
        return frozenset({speaker} if speaker else ())

    def word(self, one: str, lexicon: Lexicon) -> float:
        """How far a stem is met: in the record's words, its sentence, by a synonym, before it, in the title."""
        alike = lexicon.alike(one)
        for found, worth in ((self.own, OWN), (self.sentence_stems, SENTENCE)):
            if one in found:
                return worth
            if found & alike:
                return worth * SYNONYM
        if self.before_stems & alike:
            return TAKEN_UP if self.takes_up and self.just_before & alike else BEFORE
        return ABOUT if self.title_stems & alike else 0.0


def own_words(record: Record) -> str:
    """The words of a record's own fields."""
    match record:
        case Figure():
            return " ".join([record.measure, record.subject or "", *record.place])
        case Fact():
            return " ".join(p.name for p in record.participants)
        case Mention():
            return f"{record.name} {record.role or ''}"
        case LawMention():
            return f"{record.instrument} {record.provision or ''}"
        case Quote():
            return f"{record.text} {record.speaker or ''}"
        case _:
            return ""


def scene(record: Record, reading: Reading) -> Scene:
    """A record in its surroundings."""
    return Scene(record, reading.held(record.document), reading)
