"""How far one sentence tells a question: word by word, with what stands before it and what its document is called.

A word is told by itself, by a synonym, by a word of its family ("arrival" for "arrive") or of its field
(question-related.csv), by the sentences before it under the same heading, or by the title, file or publisher. Whether
that is enough is asked here once for all sorts of values.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import TypeVar

from justicekb.model import Record
from justicekb.query.language import (
    ABOUT,
    BEFORE,
    OWN,
    PARTICIPLE,
    SENTENCE,
    SYNONYM,
    TAKEN_UP,
    Scene,
    stem,
    stems,
    tokens,
)
from justicekb.query.questions.frames import Name
from justicekb.query.questions.judgement.comparison import PLAIN
from justicekb.query.questions.judgement.dates import denies
from justicekb.query.questions.judgement.judge import Judge
from justicekb.query.questions.judgement.topicality import countries_met, name_met, time_met
from justicekb.query.questions.replies.passages import Told, turned
from justicekb.spans import Span

R = TypeVar("R", bound=Record)

# What a word of the same field or family tells of another, and what the sentences before or a title tell.
RELATED, NEARBY = 0.7, 0.5

# Endings that make another word of one family.
_FAMILY = re.compile(
    r"(?:al|ance|ence|anc|ens|er|or|ers|ors|ee|ees|ant|ent|ive|ist|ment|ship|dom|ure|ur|ation|at|iti|y|i|e|age|ag|ful|less|)$"
)
_ROOT = 4  # the fewest letters that two words of a family share


@dataclass(frozen=True)
class Coverage:
    """A sentence against the question."""

    told: Told
    judge: Judge

    @property
    def weights(self) -> Mapping[str, float]:
        """What each word and name of the question weighs."""
        return self.told.weights

    @property
    def seen(self) -> Scene:
        """The sentence in its surroundings."""
        return self.told.seen

    @cached_property
    def met(self) -> dict[str, float]:
        """How far each word of the question that tells anything is told."""
        return {word: self._met(word) for word in self.plain}

    @cached_property
    def plain(self) -> tuple[str, ...]:
        """The words that tell anything: all but weak ones, and those that light verbs add."""
        frame = self.judge.frame
        light = self.judge.lexicon.uses["light"]
        own = [w for w in frame.words if w == frame.leading or (w not in frame.weak and w not in light)]
        return tuple(own)

    @cached_property
    def share(self) -> float:
        """The share of the question's words that is told, rare ones counting more; 1 where all is names."""
        if not self.plain:
            return OWN
        weights = {w: self.weights.get(w, 1.0) for w in self.plain}
        return sum(weights[w] * self.met[w] for w in self.plain) / sum(weights.values())

    @cached_property
    def rank(self) -> float:
        """How near it is, names and words together."""
        names = [(self.weights.get(n.text, 2.0), name_told(n, self)) for n in self.judge.frame.names]
        names += [(1.0, self._country(n)) for n in self.judge.frame.countries]
        own = sum(self.weights.get(w, 1.0) for w in self.plain)
        whole = own + sum(weight for weight, _ in names)
        return (self.share * own + sum(weight * met for weight, met in names)) / whole if whole else 0.0

    def _country(self, country: Name) -> float:
        asked = frozenset(i for name in self.judge.frame.countries for i in name.ids)
        met = countries_met([country], self.seen, self.judge.countries, asked)
        return max(met, BEFORE if self.seen.held.country in country.ids else 0.0)

    @cached_property
    def countries(self) -> float:
        """How far the country is met that is met least; 1 without one."""
        return min((self._country(country) for country in self.judge.frame.countries), default=OWN)

    @cached_property
    def named(self) -> bool:
        """Whether a person or body that the question is about stands in the sentence itself."""
        names = [n for n in self.judge.frame.names if n.ids and n.type in ("person", "organisation", "law")]
        return any(n.ids & {m.entity for m in self.seen.named} for n in names)

    def of_sentence(self, kind: type[R]) -> list[R]:
        """The records of a kind inside the sentence, however its ends were found when they were made."""
        place = self.seen.record.evidence
        return [record for record in self.seen.held.near(kind, place) if place.contains(record.span)]

    @cached_property
    def lacking(self) -> float:
        """The share of the question, by weight, that nothing tells; beside a name the name counts as told."""
        weights = {w: self.weights.get(w, 1.0) for w in self.plain}
        names = sum(self.weights.get(n.text, 2.0) for n in self.judge.frame.names) if self.named else 0.0
        whole = sum(weights.values()) + names
        return sum(weights[w] for w in self.missing) / whole if whole else 0.0

    @cached_property
    def missing(self) -> frozenset[str]:
        """The words that nothing tells."""
        return frozenset(w for w, met in self.met.items() if met < ABOUT)

    def _met(self, word: str) -> float:
        seen = self.seen
        if word in seen.sentence_stems:
            return OWN
        if self.alike(word) & self.words:
            return SYNONYM
        if self.field(word) & self.words or any(akin(word, other) for other in seen.sentence_stems):
            return RELATED
        if word == self.trigger and self.judge.tells(seen, self.types):
            return RELATED
        around = seen.before_stems | self.around
        near = (self.alike(word) | self.field(word)) & around or any(akin(word, other) for other in self.around)
        return NEARBY if near else 0.0

    def alike(self, word: str) -> frozenset[str]:
        return self.judge.lexicon.alike(word)

    def field(self, word: str) -> frozenset[str]:
        """The stems of the words of its field."""
        return self.judge.lexicon.related.get(word, frozenset())

    @cached_property
    def words(self) -> frozenset[str]:
        """The stems of the sentence, as it is written and with its turns of speech in plain words."""
        return self.seen.sentence_stems | turned(self.seen.sentence, self.judge)

    @cached_property
    def around(self) -> frozenset[str]:
        """The stems of the document's title, file name, publisher and keywords."""
        document = self.seen.held.document
        called = " ".join(re.findall(r"[^\W\d_]+", document.path.rsplit("/", 1)[-1]))
        return self.seen.title_stems | frozenset(stems(f"{document.publisher or ''} {called}"))

    def undated(self, place: Span) -> bool:
        """Whether a value stands in another clause than each date of its sentence."""
        start = self.seen.record.evidence.start
        dates = [d.span.shift(-start) for d in self.seen.held.dates_in(self.seen.record.evidence)]
        own = clause_around(self.seen.sentence.replace("(", ";").replace(")", ";"), place.shift(-start))
        return all(d.of(self.seen.sentence) not in own for d in dates)

    # ── the predicate ────────────────────────────────────────────────────────────────────────────────────

    @cached_property
    def trigger(self) -> str | None:
        """The stem of the predicate: the verb right behind "who" or "which unit", the frame's, else a past form."""
        return self.judge.frame.verb

    @cached_property
    def types(self) -> frozenset[str]:
        """The event types that tell the predicate; none of what happens to persons, where a word of its own must."""
        types = self.judge.lexicon.events.get(self.trigger or "", frozenset())
        return types - self.judge.lexicon.personal if len(types) <= PLAIN else frozenset()

    @cached_property
    def marks(self) -> list[Span]:
        """The places in the sentence of the words that tell the question's predicate, its own word before others."""
        trigger = self.trigger
        if trigger is None:
            return []
        others = frozenset(self.plain) - {trigger}  # "burn the report on the fire": the fire is no burning of it
        places = [(stem(word), place) for word, place in tokens(self.seen.sentence)]
        places = [(word, place) for word, place in places if word not in others]
        for own in (frozenset([trigger]), self.alike(trigger), self.field(trigger)):
            if found := [place for word, place in places if word in own]:
                return found
        events = self.judge.lexicon.events
        family = [p for w, p in places if akin(w, trigger) or events.get(w, frozenset()) & self.types]
        return family or self._turns(trigger)

    def _turns(self, trigger: str) -> list[Span]:
        """The place of a turn of speech that means the trigger ("took his own life")."""
        return [Span(0, len(self.seen.sentence))] if trigger in self.words else []

    @cached_property
    def light(self) -> bool:
        """Whether the question's verb says nothing of its own, or it has none."""
        trigger, known = self.trigger, self.judge.lexicon
        return trigger is None or trigger in known.uses["light"] | known.uses["weak"]


@lru_cache(maxsize=65536)
def akin(one: str, other: str) -> bool:
    """Whether two stems belong to one family: they differ only by endings that make one word of another."""
    if one == other:
        return True
    size = 0
    for left, right in zip(one, other, strict=False):
        if left != right:
            break
        size += 1
    if size < _ROOT or size < min(len(one), len(other)) - 2:
        return False
    return bool(_FAMILY.fullmatch(one[size:]) and _FAMILY.fullmatch(other[size:]))


# ── whether it is enough ─────────────────────────────────────────────────────────────────────────────────

# The least share that is told of the words, and beside names in the sentence of words and names together; and the most
# that nothing tells (by weight). Chosen on the open questions: lower ones read more wrong values than right ones.
ENOUGH, ENOUGH_NAMED, LACKING = 0.62, 0.56, 0.26


def suffices(cover: Coverage) -> bool:
    """Whether a sentence may tell the answer: all names, place and time, the predicate, and nearly all words."""
    if not cover.named and (cover.share < ENOUGH or cover.lacking > LACKING):  # cheaper than what follows
        return False
    if not _meets_names(cover) or not _meets_time(cover):
        return False
    if not cover.light and (not cover.marks or _alone(cover)):
        return False
    if cover.named and not cover.light:
        return cover.rank >= ENOUGH_NAMED and cover.lacking <= LACKING
    return cover.share >= ENOUGH and cover.lacking <= LACKING


def _alone(cover: Coverage) -> bool:
    """Whether a word of the same field is all that tells the predicate, with too little beside it to be sure."""
    if cover.met.get(cover.trigger or "", OWN) > RELATED:
        return False
    words = sum(met >= SYNONYM for word, met in cover.met.items() if word != cover.trigger)
    names = sum(name_told(name, cover) >= SENTENCE for name in cover.judge.frame.names)
    names += bool(cover.judge.frame.countries) and cover.countries >= SENTENCE
    return words + names < 2 or (not words and names < 2)


def _meets_names(cover: Coverage) -> bool:
    """Whether every name is told by the sentence or its document, and one of them near."""
    names = [n for n in cover.judge.frame.names if n.ids or any(c.isalpha() for c in n.text)]  # "25-29" is none
    met = [name_told(name, cover) for name in names]
    return cover.countries >= ABOUT and (not met or (min(met) >= ABOUT and max(met) >= NEARBY))


def name_told(name: Name, cover: Coverage) -> float:
    """How far a name is told: as elsewhere, or by the title, the file's name or the publisher."""
    met = name_met(name, cover.seen, cover.judge.lexicon)
    if met >= BEFORE:
        return met
    if len(name.stems) > 1 and all(cover.alike(own) & cover.seen.sentence_stems for own in name.stems):
        return BEFORE  # "Lantern prison" of "Lantern Penitentiary"
    titled = set(name.stems) <= cover.around | cover.seen.before_stems
    return max(met, NEARBY if titled and name.stems else 0.0)


def _meets_time(cover: Coverage) -> bool:
    """Whether the sentence holds for the time asked for; of one that dates a part of itself the value decides."""
    when, document = cover.judge.frame.when, cover.seen.held.document
    about = document.period or document.published
    return when is None or time_met(when, cover.seen) >= BEFORE or (about is not None and about.overlaps(when))


def of_time(cover: Coverage) -> bool:
    """Whether the dates of the sentence itself, if it has any, fit the time asked for."""
    when = cover.judge.frame.when
    dates = cover.seen.held.dates_in(cover.seen.record.evidence)
    return when is None or not dates or any(d.edtf.overlaps(when) for d in dates)


# Where a clause ends.
_CLAUSE = re.compile(
    r"[;:]|, (?:but|and|while|which|who)\b|\b(?:but|although|while|whereas|because|that|when|rather than)\b|[.!?]\s"
)


def denied(cover: Coverage, place: Span) -> bool:
    """Whether the clause of a place in the sentence denies what it tells, or only plans it, against the question."""
    frame = cover.judge.frame
    words = clause_around(cover.seen.sentence, place)
    said = frozenset(
        word.casefold() for word, _ in tokens(words)
    )  # "planned" tells of what is to come, a plan does not
    planned = not cover.judge.lexicon.classes["coming"].isdisjoint(said)
    past = re.search(r"\b(?:did|was|were|had)\b", frame.question, re.IGNORECASE) is not None
    return denies(words) != frame.negative or (planned and past and not frame.planned)


def clause_around(sentence: str, place: Span) -> str:
    """The clause that a place of the sentence stands in."""
    ends = [m.span() for m in _CLAUSE.finditer(sentence)]
    start = max((end for _, end in ends if end <= place.start), default=0)
    return sentence[start : min((begin for begin, _ in ends if begin >= place.end), default=len(sentence))]


def is_verb_form(cover: Coverage, mark: Span) -> bool:
    """Whether the word at a place tells the predicate as a verb does, and not as a noun ("the murder of")."""
    word, known = mark.of(cover.seen.sentence).casefold(), cover.judge.lexicon
    before = cover.seen.sentence[: mark.start].casefold().split()[-1:]
    if before and before[0] in known.classes["determiner"]:
        return False
    return (
        bool(PARTICIPLE.fullmatch(word))
        or word in known.pasts
        or known.is_verb(word)
        or word.endswith("ing")
        or word == "guilty"
    )


def of_another(cover: Coverage) -> bool:
    """Whether the sentence speaks of another person or body than the one asked about, who only stands before it."""
    seen, frame = cover.seen, cover.judge.frame
    for name in (n for n in frame.names if n.ids and n.type in ("person", "organisation")):
        away = name_told(name, cover) < TAKEN_UP and not set(name.stems) <= cover.around
        others = {m.entity for m in seen.named if m.entity.partition(":")[0] == name.type} - name.ids
        if away and others:
            return True
    return False
