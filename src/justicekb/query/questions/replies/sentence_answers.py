"""An answer read off one sentence, for when no record fits a question in every part.

The sentence must name everything that the question names, and nearly all else it says, rare words counting more; it
must hold one stored value of the kind asked for; nothing in it may deny or only plan what is asked; and no other
sentence may tell another value nearly as well. What the question's event and what it counts are must be told in any
case. So a paraphrase is understood, and a question about something else finds nothing.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations

from justicekb.model import DateMention, Figure, LawMention, Mention, Record
from justicekb.query.language import BEFORE, OWN, SYNONYM, TAKEN_UP, Scene, scene, stem, tokens, value_of
from justicekb.query.questions.judgement.candidates import of_unit, told, written
from justicekb.query.questions.judgement.dates import denies, free, near, negated, supposed
from justicekb.query.questions.judgement.figures import of_figure
from justicekb.query.questions.judgement.judge import Judge
from justicekb.query.questions.judgement.support import Requirement, Support
from justicekb.query.questions.replies.arguments import region_of
from justicekb.querytree import Clue, RecordFilter

# The least share of what a question says that the sentence tells, beside a name and without one, and by how much the
# sentence of another value must fall behind: chosen so that a question about something else finds nothing.
ENOUGH, ENOUGH_UNNAMED, MARGIN = 0.7, 0.85, 0.1

# The fewest words of the question that the sentence must have, beside a name and without one.
FEWEST, FEWEST_UNNAMED = 2, 3

# Values looked at for one word; a word that stands beside more of them tells little, and is looked for with others.
LOOKED_AT = 400

_KINDS: Mapping[str, type[Record]] = {
    "date": DateMention, "figure": Figure, "participant": Mention, "place": Mention, "provision": LawMention,
}  # fmt: skip
_PLACES = ("place",)
_ACTORS = ("person", "organisation")


def by_sentence(judge: Judge) -> list[Support]:
    """The values that sentences tell well enough, all of them one value; none when another is told nearly as well."""
    if judge.frame.asked not in _KINDS:
        return []
    found = sorted(_Sentences(judge).supports(), key=lambda s: -s.score)
    enough = ENOUGH if judge.frame.names else ENOUGH_UNNAMED
    best = [s for s in found if s.score >= enough][:1]
    near = [s for s in found if best and s.score >= best[0].score - MARGIN]
    same = [s for s in near if value_of(s.record) == value_of(best[0].record)]
    return same if len(same) == len(near) else []


def _nearly_all(clues: Sequence[Clue]) -> Iterator[Sequence[Clue]]:
    """All clues, and all but one of them; of one alone too many sentences would have to be read."""
    fewest = max(len(clues) - 1, min(len(clues), FEWEST))
    for count in range(len(clues), fewest - 1, -1):
        yield from combinations(clues, count) if count else ()


@dataclass(frozen=True)
class _Sentences:
    """The sentences that hold a value of the kind asked for and a word of the question."""

    judge: Judge

    def supports(self) -> Iterator[Support]:
        """Every value that nothing rules out, with the share of the question that its sentence tells."""
        for record in self._found:
            seen = scene(record, self.judge.reading)
            if not self._fits(seen):
                continue
            told = {w: self._told(w, seen) for w in self._weights}
            fewest = FEWEST if self.judge.frame.names or self.judge.frame.countries else FEWEST_UNNAMED
            if sum(met > 0 for met in told.values()) < min(fewest, self._fewest_of_person(len(told))):
                continue
            needed = [Requirement(w, met, self._weights[w]) for w, met in told.items()]
            if all(r.met >= r.least for r in self._required(seen)):
                yield Support(record, tuple(needed))

    def _fewest_of_person(self, words: int) -> int:
        """A person's name and all the words of a short question are enough: "when did Jan Vesk flee?"."""
        person = any(n.type == "person" and n.ids for n in self.judge.frame.names)
        return max(words, 1) if person else FEWEST_UNNAMED

    @cached_property
    def _weights(self) -> dict[str, float]:
        """What each word of the question weighs: the rarer the more; one that stands nowhere as a common one."""
        common = math.log(2)
        rare = {w: math.log(2 + LOOKED_AT / len(own)) if own else common for w, own in self._with.items()}
        mean = sum(rare.values()) / len(rare) if rare else 0.0
        return {w: weight if self._with[w] else mean for w, weight in rare.items()}

    @cached_property
    def _with(self) -> dict[str, list[Record]]:
        """At most LOOKED_AT values whose sentence has a word of the question in any form, by the stem of the word."""
        return {word: self._having([clue]) for word, clue in self._clues.items()}

    @cached_property
    def _clues(self) -> dict[str, Clue]:
        """What a sentence must have for each word of the question that tells something."""
        judge = self.judge
        own = {w: written(judge, judge.lexicon.alike(w)) for w in judge.frame.words if w not in judge.frame.weak}
        return {word: told(_KINDS[judge.frame.asked], forms) for word, forms in own.items()}

    def _having(self, clues: Sequence[Clue]) -> list[Record]:
        """At most LOOKED_AT values whose sentence has all of this."""
        frame = self.judge.frame
        if not all(clue.words for clue in clues):
            return []
        types = _PLACES if frame.asked == "place" else self.judge.frame.types if frame.asked == "participant" else ()
        where = RecordFilter(types=types, about=self.judge.about, clues=tuple(clues))
        return self.judge.reading.records.some(_KINDS[frame.asked], where, limit=LOOKED_AT)

    @property
    def _found(self) -> list[Record]:
        """Each value once: those of the rarer words, and those that have nearly all of the frequent ones."""
        rare = [own for own in self._with.values() if len(own) < LOOKED_AT]
        frequent = [self._clues[word] for word, own in self._with.items() if len(own) >= LOOKED_AT]
        together = [self._having(few) for few in _nearly_all(frequent)]
        return list({r.id: r for own in (*rare, *together) for r in own}.values())

    def _told(self, word: str, seen: Scene) -> float:
        """How far the sentence, or the one that its pronoun takes up, has a word."""
        alike = self.judge.lexicon.alike(word)
        if word in seen.sentence_stems:
            return OWN
        if alike & seen.sentence_stems or self._names_event(word, seen):
            return SYNONYM
        return BEFORE if seen.takes_up and alike & seen.just_before else 0.0

    def _names_event(self, word: str, seen: Scene) -> bool:
        return word == self.judge.frame.trigger and self.judge.tells(seen, self.judge.frame.events)

    # ── what rules a sentence out ────────────────────────────────────────────────────────────────────────

    def _fits(self, seen: Scene) -> bool:
        """Whether the record is of the kind asked for, alone of its kind there, and neither denied nor planned."""
        record, frame = seen.record, self.judge.frame
        if isinstance(record, Figure) and not of_unit(self.judge, record):
            return False
        if isinstance(record, LawMention) and record.provision is None:
            return False
        return self._alone(seen) and not self._denied(seen) and (frame.planned or not self._planned(seen))

    def _alone(self, seen: Scene) -> bool:
        """Whether no other value of the kind stands in the sentence but those that the question names itself."""
        record, frame = seen.record, self.judge.frame
        asked = frozenset(i for n in (*frame.names, *frame.countries) for i in n.ids)
        if isinstance(record, DateMention):
            return frame.when != record.edtf and free(self.judge, seen) and self._dates_apart(seen)
        if isinstance(record, Mention):
            kinds = _PLACES if frame.asked == "place" or frame.types == _PLACES else _ACTORS
            others = {m.entity for m in seen.named if m.entity.partition(":")[0] in kinds} - asked
            return record.entity not in asked and others == {record.entity} and self._in_role(record, seen)
        if isinstance(record, LawMention):
            others = {m.provision for m in seen.named if isinstance(m, LawMention) and m.provision}
            return others == {record.provision}
        return True  # what a figure counts is looked at

    def _in_role(self, mention: Mention, seen: Scene) -> bool:
        """Whether somebody stands where the verb has the role that is asked for: who invites is not who is invited."""
        frame, start = self.judge.frame, seen.record.evidence.start
        if frame.asked != "participant" or frame.trigger is None:
            return True
        own = self.judge.lexicon.alike(frame.trigger)
        verbs = [place for word, place in tokens(seen.sentence) if stem(word) in own]
        known = self.judge.lexicon
        guessed = frame.role == "agent" and not known.uses["supposing"] & frozenset(frame.words)
        if guessed and verbs and all(supposed(seen.sentence, verb, known) for verb in verbs):
            return False
        regions = [region_of(seen.sentence, verb, frame.role) for verb in verbs]
        return not verbs or any(r is not None and r.shift(start).contains(mention.span) for r in regions)

    def _dates_apart(self, seen: Scene) -> bool:
        """Whether it is the sentence's only date, or the event that the question names tells which one is meant."""
        own = seen.held.dates_in(seen.record.evidence)
        return near(self.judge, seen) and (len(own) == 1 or bool(self.judge.frame.events))

    def _denied(self, seen: Scene) -> bool:
        if self.judge.frame.negative:
            return False
        places = [place for word, place in tokens(seen.sentence) if stem(word) in self.judge.telling]
        if places and self.judge.frame.events:
            return all(negated(seen.sentence, place) for place in places)
        return denies(seen.sentence)

    def _planned(self, seen: Scene) -> bool:
        return not self.judge.lexicon.uses["plan"].isdisjoint(seen.sentence_stems)

    def _required(self, seen: Scene) -> Iterator[Requirement]:
        """What must be met whatever else is told."""
        frame = self.judge.frame
        yield from self.judge.named(seen)
        for name in frame.names:
            met = next(r.met for r in self.judge.named(seen) if r.what == name.text)
            yield Requirement(name.text, met, 0.0, TAKEN_UP if name.proper else 0.0)
        if frame.asked in ("date", "participant", "place") and frame.events:
            sure = frozenset() if frame.asked == "participant" else self.judge.sure  # who did it did it by that verb
            told = seen.event_stems & (self.judge.telling | sure)
            yield Requirement("event", OWN if told else 0.0, 0.0, OWN)
        if isinstance(seen.record, Figure):
            yield from of_figure(self.judge, seen)
