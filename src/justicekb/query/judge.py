"""Candidates for a frame, judged: which records could answer it and how well each is supported."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import TypeVar

from justicekb.model import DateMention, Fact, Figure, LawMention, Mention, Quote, Record
from justicekb.query.frames import Frame, counted_nouns
from justicekb.query.lexicon import Lexicon
from justicekb.query.named import Name
from justicekb.query.offices import beside, holds, lesser, speaks
from justicekb.query.reading import Reading
from justicekb.query.support import (
    ABOUT,
    BEFORE,
    OWN,
    SENTENCE,
    SYNONYM,
    Requirement,
    Scene,
    Support,
    countries_met,
    name_met,
    scene,
    time_met,
)
from justicekb.query.undergone import another_undergoes, happened_to, sufferer
from justicekb.query.words import stem, stems, tokens
from justicekb.querytree import RecordFilter
from justicekb.spans import Span

R = TypeVar("R", bound=Record)

# What requirements weigh against a plain word of the question.
_NAME, _COUNTRY, _EVENT, _NOUN, _TIME, _WEAK = 2.0, 1.0, 2.0, 2.0, 1.5, 0.25


@dataclass(frozen=True)
class Judge:
    """Judges records against one frame. `countries` are the entity ids of countries."""

    frame: Frame
    reading: Reading
    lexicon: Lexicon
    countries: frozenset[str]

    # ── candidates ───────────────────────────────────────────────────────────────────────────────────────

    def candidates(self) -> Iterator[Record]:
        """The records that could hold the answer, of the kinds that the frame asks for."""
        match self.frame.asked:
            case "date":
                yield from self._facts()
                yield from self._with_words(DateMention, self._telling())
            case "figure":
                yield from (f for f in self._with_words(Figure, self._counting()) if self._of_unit(f))
            case "speaker":
                yield from (q for q in self._read(Quote) if q.speaker)
                yield from self._with_words(Mention, self._spoken_of(), types=("person",))
            case "statement":
                yield from (q for q in self._read(Quote) if q.speaker)
            case "provision":
                yield from (law for law in self._read(LawMention) if law.provision)
            case "office":
                yield from self._with_words(Mention, self._counting(), types=("person",))
            case "identity":
                yield from (m for m in self._read(Mention, types=("person",)) if m.role)
            case "participant":
                yield from self._facts()
            case "place":
                yield from (f for f in self._facts() if f.names("place"))

    def _with_words(self, kind: type[R], words: frozenset[str], *, types: tuple[str, ...] = ()) -> Iterator[R]:
        """The records whose sentence has one of the words in any form; without words all records.

        The store looks for the words, so that not every record has to be decoded and judged.
        """
        if not words:
            yield from self._read(kind, types)
            return
        seen: set[tuple[str, Span]] = set()
        for word in sorted(words):
            asked = {"measure": (word,)} if kind is Figure else {"text": word}
            for record in self.reading.records.records(kind, RecordFilter(types=types, about=self._about, **asked)):
                if (record.document, record.span) not in seen:
                    seen.add((record.document, record.span))
                    yield record

    def _counting(self) -> frozenset[str]:
        """The words that may name what is counted, or the office; none when there is no telling."""
        noun = self.frame.noun
        if noun is None:
            return frozenset()
        if noun in self.lexicon.uses["anybody"]:  # then a sentence has some other word of the question
            rest = [self.lexicon.alike(w) for w in self.frame.words if w != noun and w not in self.frame.weak]
            return self._written(frozenset().union(*rest))
        compound = frozenset().union(*self.lexicon.compounds.get(noun, ()))
        return self._written(self.lexicon.alike(noun)) | compound

    def _spoken_of(self) -> frozenset[str]:
        """The words of a question of which a sentence that tells who said it has at least one."""
        return self._written(
            frozenset().union(*(self.lexicon.alike(w) for w in self.frame.words if w not in self.frame.weak))
        )

    def _telling(self) -> frozenset[str]:
        """The words that may tell the event asked for; none without an event."""
        if self.frame.trigger is None:
            return frozenset()
        sure = {w for w, types in self.lexicon.events.items() if types <= self.frame.events}
        few = len(self.frame.events) <= _PLAIN
        return self._written(self.lexicon.alike(self.frame.trigger) | (frozenset(sure) if few else frozenset()))

    def _written(self, alike: frozenset[str]) -> frozenset[str]:
        """Words with these stems as the vocabulary and the question write them."""
        asked = {word for word, _ in tokens(self.frame.question) if stem(word) in alike}
        return frozenset(asked).union(*(self.lexicon.written.get(one, frozenset()) for one in alike))

    def _facts(self) -> Iterator[Fact]:
        return self._read(Fact, types=tuple(sorted(self.types)))

    def _read(self, kind: type[R], types: tuple[str, ...] = ()) -> Iterator[R]:
        return self.reading.records.records(kind, RecordFilter(types=types, about=self._about))

    @cached_property
    def types(self) -> frozenset[str]:
        """The event types that fit: those named, and those that sources use for the same event."""
        near = (self.lexicon.near.get(type_, frozenset()) for type_ in self.frame.events)
        return self.frame.events.union(*near)

    @cached_property
    def _about(self) -> tuple[str, ...]:
        """The ids of the rarest known name, so that only documents that speak of it are read."""
        known = [name for name in self.frame.names if name.ids and name.proper and not name.parted]
        if not known:
            return ()
        rarest = min(known, key=self._spread)
        return tuple(sorted(rarest.ids)) if self._spread(rarest) else ()

    def _spread(self, name: Name) -> int:
        counts = [self.reading.records.entity(i) for i in name.ids]
        return sum(c.documents for c in counts if c is not None)

    def _of_unit(self, figure: Figure) -> bool:
        unit = figure.unit.partition(":")[0]
        return not self.frame.units or unit in self.frame.units

    # ── requirements ─────────────────────────────────────────────────────────────────────────────────────

    def support(self, record: Record) -> Support:
        """The requirements of the frame as the record meets them, up to the first that rules it out."""
        seen = scene(record, self.reading)
        found: list[Requirement] = []  # particular ones come first: they need the sentence only
        for requirement in self._requirements(seen):
            found.append(requirement)
            if requirement.met < requirement.least:
                break
        return Support(record, tuple(found))

    def _requirements(self, seen: Scene) -> Iterator[Requirement]:
        yield from _PARTICULAR[type(seen.record)](self, seen)
        yield from self._same_one(seen)
        if self.frame.countries:
            met = min(countries_met([name], seen, self.countries) for name in self.frame.countries)
            yield Requirement("country", met, _COUNTRY, ABOUT)
        told_beside = self.frame.asked == "provision" and re.search(_NUMBERED, self.frame.question, re.IGNORECASE)
        for name in self.frame.names:
            if told_beside and name.type == "law":
                continue  # the provision asked about stands in the sentence and tells the law
            yield Requirement(name.text, self._name(name, seen), _NAME, self._least(name))
        if self.frame.when is not None:
            yield Requirement("time", time_met(self.frame.when, seen), _TIME, ABOUT)
        words = [Requirement(w, self._word(w, seen), self._weight(w)) for w in self._plain_words()]
        yield from words
        office = self.frame.asked == "office"
        plain = [word for word in words if word.weight == 1.0]
        own = seen.own.union(*(stems(p) for p in beside(seen))) if office else seen.own
        near = ABOUT if self.frame.names or self.frame.asked != "date" else SYNONYM * SYNONYM
        told = [bool(own & self.lexicon.alike(w.what)) if office else w.met >= near for w in plain]
        if told:
            few = self.frame.names and self.frame.asked != "office"
            yield Requirement("words", sum(told) / len(told), 0.0, _FEW if few else _MANY)

    def _same_one(self, seen: Scene) -> Iterator[Requirement]:
        """The person asked about, and the one of several ("the second visit"), must be the record's."""
        person = self._sufferer
        if person is not None and isinstance(seen.record, Fact | DateMention | Figure):
            met = happened_to(person, seen, self.frame, self.lexicon)
            yield Requirement(f"it happened to {person.text}", met, 0.0, BEFORE)
        since = re.match(r"since\b", self.frame.question, re.IGNORECASE) and not isinstance(seen.record, Figure)
        if since and self.lexicon.uses["ending"] & seen.sentence_stems - set(self.frame.words):
            yield Requirement("the beginning", 0.0, 0.0, OWN)
        asked = self.lexicon.uses["ordinal"].intersection(self.frame.words)
        said = self.lexicon.uses["ordinal"] & seen.sentence_stems if asked else frozenset()
        told_apart = re.search(r"\b(?:the|its|his|her|their)$|['’]s?$", self._before_ordinal)
        if said or (asked and told_apart and self.frame.asked == "date"):
            yield Requirement("which of several", OWN if said & asked else 0.0, 0.0, OWN)

    @cached_property
    def _before_ordinal(self) -> str:
        """The question up to the ordinal that tells one of several."""
        ordinals = self.lexicon.uses["ordinal"]
        at = next((place.start for word, place in tokens(self.frame.question) if stem(word) in ordinals), 0)
        return self.frame.question[:at].rstrip()

    @cached_property
    def _sufferer(self) -> Name | None:
        return sufferer(self.frame) if self.frame.asked in ("date", "figure", "place") else None

    def _weight(self, word: str) -> float:
        return _WEAK if word in self.frame.weak else 1.0

    def _name(self, name: Name, seen: Scene) -> float:
        met = name_met(name, seen, self.lexicon)
        record = seen.record
        if isinstance(record, Fact) and another_undergoes(name, record):
            return 0.0
        apart = isinstance(record, Fact) and record.names("object") and met < OWN and not set(name.stems) <= seen.own
        return met * _ELSEWHERE if apart and met in (SENTENCE, BEFORE) else met

    def _least(self, name: Name) -> float:
        if self.frame.asked == "identity":
            return OWN
        if name.type == "law" and self.frame.asked in ("date", "provision", "participant"):
            return SYNONYM * _ELSEWHERE
        if self.frame.asked in ("date", "participant", "place", "office") or name.type == "person":
            return BEFORE
        return ABOUT if name.proper else 0.0

    def _plain_words(self) -> tuple[str, ...]:
        """The words that no requirement of their own speaks of."""
        special = set(self.frame.head)
        if self.frame.trigger and self.frame.asked in ("date", "participant", "place"):
            special.add(self.frame.trigger)
        return tuple(w for w in self.frame.words if w not in special)

    def _word(self, word: str, seen: Scene) -> float:
        met = seen.word(word, self.lexicon)
        if met < SYNONYM and word == self.frame.trigger and self._tells(seen, self.frame.events):
            return SYNONYM
        return met

    def _tells(self, seen: Scene, types: frozenset[str]) -> bool:
        """Whether a word of the sentence may name one of the event types."""
        return any(self.lexicon.events.get(word, frozenset()) & types for word in seen.sentence_stems)

    def of_fact(self, seen: Scene) -> Iterator[Requirement]:
        """What a fact must be: of the event type and polarity asked for, and done, unless plans are asked for."""
        fact = seen.record
        assert isinstance(fact, Fact)  # the table below says so
        if self.frame.events:
            met = _NEAR if fact.type not in self.frame.events else OWN if self._same_trigger(seen) else SENTENCE
            yield Requirement("event", met, _EVENT, BEFORE)
        elif self.frame.trigger is not None:
            told = not self.lexicon.alike(self.frame.trigger).isdisjoint(seen.sentence_stems)
            yield Requirement("event", SENTENCE if told else 0.0, _EVENT, BEFORE)
        negative = fact.polarity == "negative"
        yield Requirement("polarity", OWN if negative == self.frame.negative else 0.0, 0.0, BEFORE)
        planned = fact.modality == "planned"
        yield Requirement("modality", OWN if planned == self.frame.planned else 0.0, 0.0, BEFORE)

    def _same_trigger(self, seen: Scene) -> bool:
        """Whether the fact was told with the question's own word."""
        fact = seen.record
        assert isinstance(fact, Fact)  # only facts have triggers
        if fact.trigger is None or self.frame.trigger is None:
            return True
        told = stems(fact.trigger.of(seen.held.document.text))
        return not self.lexicon.alike(self.frame.trigger).isdisjoint(told)

    def of_date(self, seen: Scene) -> Iterator[Requirement]:
        """A date that no fact was made of: the sentence itself must name the event, and everything asked for."""
        alike = self.lexicon.alike(self.frame.trigger) if self.frame.trigger else frozenset()
        told = self.frame.trigger in seen.sentence_stems
        sure = self._surely_tells(seen) or not alike.isdisjoint(seen.sentence_stems)
        met = SENTENCE if told else SYNONYM if sure else 0.0
        if self.frame.trigger is None:
            plain = [self._word(w, seen) >= SYNONYM * SENTENCE for w in self._plain_words() if w not in self.frame.weak]
            yield Requirement("all that is told", sum(plain) / len(plain) if plain else 0.0, _EVENT, _NEARLY_ALL)
        else:
            yield Requirement("event", met, _EVENT, BEFORE)
        yield Requirement("a date of its own", OWN if self._free(seen) else 0.0, 0.0, OWN)
        yield Requirement("a fact", 0.0, _UNFILED)

    def _surely_tells(self, seen: Scene) -> bool:
        """Whether a word of the sentence names the event asked for and hardly anything else."""
        if len(self.frame.events) > _PLAIN:
            return False
        types = (self.lexicon.events.get(word, frozenset()) for word in seen.sentence_stems)
        return any(own and own <= self.frame.events for own in types)

    def _free(self, seen: Scene) -> bool:
        """Whether no fact of a like type has taken the date, and no other stands nearer to what is asked for."""
        place = seen.record.span
        rivals = [f for f in seen.held.facts if f.type in self.types] if self.types else []
        if any(fact.date_span is not None and fact.date_span.overlaps(place) for fact in rivals):
            return False
        if any(m.span.contains(place) for m in seen.named):
            return False  # a month inside a name
        ids = frozenset(i for name in self.frame.names for i in name.ids)
        marks = [m.span for m in seen.named if m.entity in ids][:1]
        triggers = self._triggers(seen)
        if triggers and all(negated(seen.sentence, t.shift(-seen.record.evidence.start)) for t in triggers):
            return self.frame.negative
        dates = [d.span for d in seen.held.dates if seen.record.evidence.contains(d.span)]
        text = seen.held.document.text
        return all(_nearest(dates, mark, text) == place for mark in (marks or triggers[:1]))

    def _triggers(self, seen: Scene) -> list[Span]:
        """The places of the words in the sentence that are the question's own word for the event."""
        alike = self.lexicon.alike(self.frame.trigger) if self.frame.trigger else frozenset()
        start = seen.record.evidence.start
        return [place.shift(start) for word, place in tokens(seen.sentence) if stem(word) in alike]

    def of_figure(self, seen: Scene) -> Iterator[Requirement]:
        """A figure must count what is asked for."""
        if self.frame.noun is not None:
            yield Requirement("what is counted", self._counts(self.frame.noun, seen), _NOUN, 0.5)
        for word in self.frame.head[:-1]:
            met = self._word(word, seen)
            if "such" in seen.own and self.lexicon.alike(word) & seen.just_before:
                met = OWN * SYNONYM  # "96 such complaints" are those of the sentence before
            yield Requirement(word, met if met in (OWN, OWN * SYNONYM) else met * BEFORE, 1.0)
        such = seen.just_before if "such" in seen.own else frozenset()
        more = [
            self._word(word, seen) > BEFORE or bool(self.lexicon.alike(word) & such) for word in self.frame.head[:-1]
        ]
        if more:
            yield Requirement("what kind", sum(more) / len(more), 0.0, 0.5)
        if self.frame.existence:
            yield Requirement("there are", 0.0 if self._done_to(seen) else OWN, 0.0, OWN)

    def _done_to(self, seen: Scene) -> bool:
        """Whether the words right before the figure tell an event: "closed eight prisons" counts no prisons."""
        before = stems(seen.held.document.text[seen.record.evidence.start : seen.record.span.start])[-_JUST_BEFORE:]
        passive = self.lexicon.uses["existence"] | (self.lexicon.alike(self.frame.noun) if self.frame.noun else set())
        return any(w in self.lexicon.events and w not in passive for w in before)

    def _counts(self, noun: str, seen: Scene) -> float:
        figure = seen.record
        assert isinstance(figure, Figure)  # the table below says so
        alike = self.lexicon.alike(noun)
        heads = frozenset(counted_nouns(figure.measure)) if figure.unit == "count" else seen.own
        if heads & alike:
            return OWN if noun in heads else OWN * SYNONYM
        if heads & self.lexicon.uses["generic"] and seen.own & alike:
            return OWN * SYNONYM  # "shooting incidents" are shootings
        if figure.unit == "percent" and noun in self.lexicon.uses["anybody"] and stem("population") in seen.own:
            return OWN * SYNONYM
        if any(several <= seen.own for several in self.lexicon.compounds.get(noun, ())):
            return OWN * SYNONYM
        people = self.lexicon.uses["people"]
        if noun in self.lexicon.uses["anybody"] and seen.own & people:
            return 0.7
        told = bool(seen.sentence_stems & alike)
        if told and figure.unit not in ("count",):
            return SYNONYM
        return 0.75 if not figure.measure and noun in _after(figure, seen) else 0.4 if told else 0.0

    def of_quote(self, seen: Scene) -> Iterator[Requirement]:
        """A quotation must be its speaker's."""
        return iter(())

    def of_law(self, seen: Scene) -> Iterator[Requirement]:
        """A provision that the question names is no answer itself, and stands beside the one that is."""
        law = seen.record
        assert isinstance(law, LawMention)  # the table below says so
        asked = set(re.findall(_NUMBERED, self.frame.question, re.IGNORECASE))
        if asked:
            own = set(re.findall(r"\d+(?:-\d+)?", law.provision or ""))
            other = not own & asked and all(re.search(rf"\b{number}\b", seen.sentence) for number in asked)
            yield Requirement("another provision", OWN if other else 0.0, 0.0, OWN)

    def of_mention(self, seen: Scene) -> Iterator[Requirement]:
        """A person's office must be the one asked for, and not a deputy's or a former one; a speaker must say it."""
        if self.frame.asked == "speaker":
            yield Requirement("says it", OWN if speaks(seen, self.lexicon.uses["report"]) else 0.0, 0.0, OWN)
            yield Requirement("a quotation", 0.0, _UNQUOTED)
            return
        phrases = beside(seen) if self.frame.asked == "office" else [_role(seen)]
        yield from max((self._office(phrase, seen) for phrase in phrases or [""]), key=_sum)

    def _office(self, phrase: str, seen: Scene) -> list[Requirement]:
        """How far a phrase beside a name tells the office asked for."""
        own = frozenset(stems(phrase))
        found = []
        for word in self.frame.head:
            met = OWN if word in own else SYNONYM if own & self.lexicon.alike(word) else 0.0
            found.append(Requirement(word, met, _NOUN, SYNONYM))
        if self.frame.asked == "identity":
            return found
        noun = holds(phrase, self.lexicon.alike(self.frame.noun)) if self.frame.noun else None
        less = lesser(phrase, noun or "", self.lexicon.uses["lesser"]) - set(self.frame.words)
        fits = phrase == _role(seen) or noun is not None
        fits = fits and not less and not self._another_body(phrase, seen)
        return [*found, Requirement("the office itself", OWN if fits else 0.0, 0.0, OWN)]

    def _another_body(self, phrase: str, seen: Scene) -> bool:
        """Whether a phrase names a body, or takes one up, and none that is asked for."""
        bodies = [n for n in self.frame.names if n.proper]
        taken_up = re.search(r"\b(?:of|for|at) (?:the|this|its) ([a-z]+)$", phrase)
        if bodies and taken_up and stem(taken_up[1]) in self.lexicon.uses["body"]:  # "the head of the agency"
            near = {m.entity for m in seen.named_just_before}
            return not any(n.ids & near or set(n.stems) <= seen.just_before for n in bodies if n.type != "place")
        if not bodies or not re.search(r"\b(?:of|for|at) (?:the )?[A-ZÀ-Ž]", phrase):
            return False
        own, ids = set(stems(phrase)), {m.entity for m in seen.named if m.text in phrase}
        return not any(set(n.stems) <= own or n.ids & ids for n in bodies)


def _role(seen: Scene) -> str:
    return seen.record.role or "" if isinstance(seen.record, Mention) else ""


def _sum(requirements: list[Requirement]) -> float:
    return sum(r.met for r in requirements)


# The numbers of provisions that a question names.
_NUMBERED = r"\b(?:articles?|sections?|paragraphs?|rules?) (\d+(?:-\d+)?)"

# What it costs a speaker that no quotation was made of the sentence.
_UNQUOTED = 0.5

# The least share of a question's words that a sentence (with what stands before it) has, beside a name that the
# question is about and without one.
_FEW, _MANY = 0.3, 0.6

# The least share of the words that stand in the sentence itself, where no word of the question names an event.
_NEARLY_ALL = 0.75

# What a type that sources use for the same event is worth.
_NEAR = 0.7

# The most event types that a word may name and still tell one of them for sure.
_PLAIN = 2

# A name that stands beside a fact whose object is something else.
_ELSEWHERE = 0.7
# What it costs an answer that no fact was made of the date.
_UNFILED = 1.0
# How many words before a number may be the verb that it is the object of ("closed the eight prisons").
_JUST_BEFORE = 3

# How far after a number its noun is looked for (characters).
_REACH = 60


def negated(sentence: str, place: Span) -> bool:
    """Whether a negation stands right before a word: "has not abolished", "was never ratified"."""
    return (
        re.search(r"\b(?:not|never|no|nor|without|yet to)\b(?:\s+\w+){0,2}\s*$|n['’]t\s+$", sentence[: place.start])
        is not None
    )


def _nearest(places: list[Span], to: Span, text: str) -> Span:
    return min(places, key=lambda place: _gap(place, to, text))


# What a joint between two words ("and", ";") adds to their distance, in characters: it mostly parts two events.
_JOINT = 40


def _gap(one: Span, other: Span, text: str) -> int:
    start, end = min(one.end, other.end), max(one.start, other.start)
    joints = re.findall(r"\band\b|\bbut\b|;", text[start:end]) if start < end else []
    return end - start + _JOINT * len(joints)


def _after(figure: Figure, seen: Scene) -> frozenset[str]:
    start = figure.span.end
    text = seen.held.document.text[start : min(start + _REACH, figure.evidence.end)]
    return frozenset(stems(text))


_PARTICULAR = {
    Fact: Judge.of_fact,
    DateMention: Judge.of_date,
    Figure: Judge.of_figure,
    Quote: Judge.of_quote,
    LawMention: Judge.of_law,
    Mention: Judge.of_mention,
}
