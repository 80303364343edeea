"""A record in its surroundings: its words, its sentence, the text before, the names there, the country spoken of.

A word or name that is asked for is met by the record itself, by its sentence, by the words before it under the
same heading, or by what the document is about, each worth less than the one before.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

from justicekb.model import Fact, Figure, LawMention, Mention, Quote, Record, entity_id
from justicekb.query.language.lexicon import Lexicon
from justicekb.query.language.reading import Held, Named, Reading
from justicekb.query.language.sentences import sentences_in
from justicekb.query.language.stems import stems
from justicekb.spans import Span

# What a place is worth, as a share of the record's own words or sentence (set on the development questions of
# 21 November 2026; what matters is their order).
OWN, SENTENCE, SYNONYM, BEFORE, ABOUT = 1.0, 0.95, 0.8, 0.6, 0.45

# What the sentence right before is worth when a pronoun takes it up ("It was adopted in …").
TAKEN_UP = 0.85

_PRONOUN = re.compile(
    r"[“\"]?(?:In [^,]{3,20}, |On [^,]{3,25}, )?(?:It|They|He|She|Its|Their|His|Her|"
    r"The (?:law|body|agency|office|delegation|group|court|newspaper|commission|service|event|meeting|decision"
    r"|report))\b"
)

# Words that name an event elsewhere and none here.
NO_EVENT = r"\bdeath (?:penalty|row|sentences?)\b"

# How much text before the sentence is read with it (characters; two or three sentences, back to a heading at most).
BEFORE_LIMIT = 500


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


def countries_of(scene: Scene, countries: frozenset[str]) -> frozenset[str]:
    """The countries that a record belongs to: those it names, else its sentence's, else the one spoken of there."""
    own = scene.participants & countries
    if own:
        return frozenset(own)
    named = frozenset(m.entity for m in scene.named) & countries
    here = country_here(scene, countries)
    return named or (frozenset({here}) if here else frozenset())


def country_here(scene: Scene, countries: frozenset[str]) -> str | None:
    """The country that a sentence without one speaks of.

    That of the nearest heading that names one; for a sentence that begins with a pronoun, and in a document about
    several countries, the one named last before it; else the one the document is mainly about.
    """
    headed = scene.held.headed(scene.record.evidence.start, countries)
    if headed is not None:
        return headed
    last = [m.entity for m in scene.named_before if m.entity in countries][-1:]
    if last and (scene.takes_up or not scene.held.one_country):
        return last[0]
    return scene.held.country
