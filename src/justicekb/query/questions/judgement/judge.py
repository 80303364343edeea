"""Records judged against a frame: how well each supports an answer, requirement by requirement."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from justicekb.model import DateMention, Fact, Figure, LawMention, Mention, Quote, Record
from justicekb.query.language import ABOUT, BEFORE, OWN, SENTENCE, SYNONYM, Scene, scene, stem, stems, tokens
from justicekb.query.questions.frames import Name
from justicekb.query.questions.judgement.comparison import COUNTRY, NAME, TIME, WEAK, Comparison
from justicekb.query.questions.judgement.dates import of_date, of_fact
from justicekb.query.questions.judgement.figures import of_figure
from justicekb.query.questions.judgement.offices import of_mention
from justicekb.query.questions.judgement.patients import another_undergoes, happened_to, sufferer
from justicekb.query.questions.judgement.support import Requirement, Support
from justicekb.query.questions.judgement.titles import beside
from justicekb.query.questions.judgement.topicality import countries_met, name_met, time_met
from justicekb.spans import Span

# The numbers of provisions that a question names.
_NUMBERED = r"\b(?:articles?|sections?|paragraphs?|rules?) (\d+(?:-\d+)?)"

# The least share of a question's words that a sentence (with what stands before it) has, beside a name that the
# question is about and without one.
_FEW, _MANY = 0.3, 0.6

# A name that stands beside a fact whose object is something else.
_ELSEWHERE = 0.7


@dataclass(frozen=True)
class Judge(Comparison):
    """Judges records against one frame."""

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
        yield from self.named(seen)
        yield from self._told(seen)

    def named(self, seen: Scene) -> Iterator[Requirement]:
        """That the record is about the person, the countries, the names and the time that the question gives."""
        yield from self._same_one(seen)
        if self.frame.countries:
            asked = frozenset(i for name in self.frame.countries for i in name.ids)
            met = min(self._country(name, seen, asked) for name in self.frame.countries)
            yield Requirement("country", met, COUNTRY, ABOUT)
        told_beside = self.frame.asked == "provision" and re.search(_NUMBERED, self.frame.question, re.IGNORECASE)
        for name in self.frame.names:
            if told_beside and name.type == "law":
                continue  # the provision asked about stands in the sentence and tells the law
            yield Requirement(name.text, self._name(name, seen), NAME, self._least(name))
        if self.frame.when is not None:
            yield Requirement("time", time_met(self.frame.when, seen), TIME, ABOUT)

    def _country(self, name: Name, seen: Scene, asked: frozenset[str]) -> float:
        """How far a country is met; beside a person, or another country, the document or an adjective may tell it.

        Sources of a person's arrest in Greece tell of "Greek police", and of two countries one by its people.
        """
        met = countries_met([name], seen, self.countries, asked)
        if met or not (self._sufferer or len(self.frame.countries) > 1):
            return met
        if name.ids & seen.adjectives:
            return SYNONYM
        return BEFORE if self._sufferer is not None and name.ids & seen.named_anywhere else 0.0

    def _told(self, seen: Scene) -> Iterator[Requirement]:
        """How far the question's other words are told."""
        words = [Requirement(w, self.word(w, seen), self._weight(w)) for w in self.plain_words()]
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
        """The person asked about or the relative, and the one of several ("the second visit"), must be the record's."""
        person = self._sufferer
        if person is not None and isinstance(seen.record, Fact | DateMention | Figure | Mention):
            met = happened_to(person, seen, self.frame, self.lexicon)
            yield Requirement(f"it happened to {person.text}", met, 0.0, BEFORE)
        for word in self.lexicon.uses["relation"].intersection(self.frame.words):
            yield Requirement(word, OWN if self.lexicon.alike(word) & seen.sentence_stems else 0.0, 0.0, OWN)
        since = self.frame.since and not isinstance(seen.record, Figure)
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
        return sufferer(self.frame, self.lexicon) if self.frame.asked in ("date", "figure", "place") else None

    def _weight(self, word: str) -> float:
        return WEAK if word in self.frame.weak else 1.0

    def _name(self, name: Name, seen: Scene) -> float:
        met = name_met(name, seen, self.lexicon)
        record = seen.record
        if isinstance(record, Fact) and self._only_does(name, record):
            return 0.0
        if isinstance(record, Fact) and another_undergoes(name, record) and not self._beside_another(name, record):
            return 0.0
        apart = isinstance(record, Fact) and record.names("object") and met < OWN and not set(name.stems) <= seen.own
        return met * _ELSEWHERE if apart and met in (SENTENCE, BEFORE) else met

    def _only_does(self, name: Name, fact: Fact) -> bool:
        """Whether the fact was done by the name to something else, where the question is what was done to the name."""
        before = self.frame.question[: name.span.start]
        if not self.frame.passive or not re.search(r"\b(?:was|were)(?: the)? $", before):
            return False
        roles = {p.role for p in fact.participants if p.entity in name.ids}
        return roles == {"agent"} and bool(fact.names("object"))

    def _beside_another(self, name: Name, fact: Fact) -> bool:
        """Whether the fact names another of several that the question names together ("Vesk and Norn")."""
        alike = (n for n in self.frame.names if n.type == name.type and n is not name)
        return any(n.ids & fact.entities for n in alike)

    def _least(self, name: Name) -> float:
        if self.frame.asked == "identity":
            return OWN
        if name.type == "law" and self.frame.asked in ("date", "provision", "participant"):
            return SYNONYM * _ELSEWHERE
        if self.frame.asked == "office" and len(self.frame.head) > 1 and name.type == "organisation":
            return ABOUT  # "the UN rapporteur on torture" is told by his subject
        if self.frame.asked in ("date", "participant", "place", "office") or name.type == "person":
            return BEFORE
        if self.frame.when is not None:
            return BEFORE if name.proper else 0.0
        return ABOUT if name.proper else 0.0


def of_quote(comparison: Comparison, seen: Scene) -> Iterator[Requirement]:
    """A quotation must be its speaker's, the one named before the question's verb of saying, and speak of the topic."""
    if comparison.frame.asked != "statement":
        return
    report = comparison.lexicon.uses["report"]
    said = next((at.start for word, at in tokens(comparison.frame.question) if stem(word) in report), 0)
    for name in (n for n in comparison.frame.names if n.span.end < said and n.type in ("person", "organisation")):
        quote = seen.record
        assert isinstance(quote, Quote)  # the table below says so
        own = name.ids & seen.participants or set(name.stems) <= set(stems(f"{quote.speaker} {quote.role or ''}"))
        yield Requirement(f"said by {name.text}", OWN if own else 0.0, 0.0, OWN)
    for name in (n for n in comparison.frame.names if n.span.start > said > 0):
        yield Requirement(f"about {name.text}", OWN if set(name.stems) & seen.own else ABOUT, NAME)
    topic = [w for w in comparison.plain_words() if w not in comparison.frame.weak]
    if topic:
        yield Requirement("the topic", max(seen.word(w, comparison.lexicon) for w in topic), 0.0, SENTENCE * SYNONYM)
        direct = isinstance(seen.record, Quote) and seen.record.direct
        yield Requirement("in somebody's own words", OWN if direct else BEFORE, 1.0)


def of_law(comparison: Comparison, seen: Scene) -> Iterator[Requirement]:
    """A provision that the question names is no answer itself, and stands beside the one that is."""
    law = seen.record
    assert isinstance(law, LawMention)  # the table below says so
    asked = set(re.findall(_NUMBERED, comparison.frame.question, re.IGNORECASE))
    if asked:
        own = set(re.findall(r"\d+(?:-\d+)?", law.provision or ""))
        other = not own & asked and all(re.search(rf"\b{number}\b", seen.sentence) for number in asked)
        yield Requirement("another provision", OWN if other else 0.0, 0.0, OWN)
    yield from _stands_by(comparison, seen)


def _stands_by(comparison: Comparison, seen: Scene) -> Iterator[Requirement]:
    """Of several provisions in a sentence the one is meant whose own piece of it tells most of what is asked about."""
    start = seen.record.evidence.start
    places = [m.span.shift(-start) for m in seen.named if isinstance(m, LawMention) and m.provision]
    words = [w for w in comparison.plain_words() if w not in comparison.frame.weak]
    told = {}
    for place in places:
        own = frozenset(stems(_piece(seen.sentence, place, places)))
        told[place] = sum(bool(comparison.lexicon.alike(w) & own) for w in words)
    most = max(told.values(), default=0)
    if len(places) > 1 and most:
        yield Requirement("beside it", told.get(seen.record.span.shift(-start), 0) / most, NAME)


def _piece(sentence: str, place: Span, places: list[Span]) -> str:
    """What belongs to one of several provisions: what stands before it in brackets, else what follows it."""
    if sentence[: place.start].endswith("("):  # "spreading rumours (Article 12), unlawful assembly (Article 13)"
        return sentence[max((p.end for p in places if p.end <= place.start), default=0) : place.start]
    return sentence[place.end : min((p.start for p in places if p.start >= place.end), default=None)]


_PARTICULAR = {
    Fact: of_fact,
    DateMention: of_date,
    Figure: of_figure,
    Quote: of_quote,
    LawMention: of_law,
    Mention: of_mention,
}
