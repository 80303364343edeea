"""What the sentence that has a claim's value says otherwise: of whom, by whom, where, what, or that it was not so.

A date or a number is no support when the source gives it to somebody else ("Franco resigned on 11 April", where it was
Gaillard), to another court or district, or tells the opposite ("upheld" for "quashed", "was acquitted" for "was not").
What the source says otherwise is named; where it only does not say whom it means, the claim is not borne out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from justicekb.model import Fact, Figure, Participant
from justicekb.query.drafts.claimed import Claimed, negated
from justicekb.query.drafts.statements import Statement
from justicekb.query.events import agree, number
from justicekb.query.language import Lexicon, Named, Reading, stem, stems, tokens
from justicekb.query.questions import Name
from justicekb.spans import Span

# How much text before a sentence tells whom it speaks of (characters).
_BEFORE = 500

_PRONOUN = re.compile(r"\b(?:he|she|they|him|her|them|his|hers|their|it|its)\b", re.IGNORECASE)
_DEFINITE = re.compile(r"\b(?:the|this|that|both|all|these|those)\s+(?:[\w-]+\s+){0,2}?(?P<noun>[\w-]+)", re.IGNORECASE)
_TAKEN_UP = re.compile(r"[“\"]?(?:It|They|He|She)\b")
_CAPITAL = re.compile(r"[^\W\d_a-zß-ÿ]")

# Parts in a fact that a claim's subject, doer or object may have.
_ROLES = {"doer": ("agent",), "object": ("object",)}


@dataclass(frozen=True, slots=True)
class Objection:
    """`says` is what the source says instead; None when it does not bear the claim out, and denies it as little."""

    says: str | None = None


@dataclass(frozen=True)
class Source:
    """A sentence of a source, with what was read from it."""

    reading: Reading
    document: str
    span: Span

    @cached_property
    def text(self) -> str:
        """Its words."""
        return self.span.of(self.reading.held(self.document).document.text)

    @cached_property
    def stems(self) -> frozenset[str]:
        """The stems of its words."""
        return frozenset(stems(self.text))

    @cached_property
    def before(self) -> str:
        """What stands before it under its heading, and the title."""
        held = self.reading.held(self.document)
        first = max(held.section(self.span.start), self.span.start - _BEFORE)
        return held.document.text[first : self.span.start]

    @cached_property
    def named(self) -> list[Named]:
        """The names in it."""
        return self.reading.held(self.document).within(self.span)

    @cached_property
    def named_before(self) -> list[Named]:
        """The names before it."""
        return self.reading.held(self.document).within(Span(self.span.start - len(self.before), self.span.start))

    @cached_property
    def facts(self) -> list[Fact]:
        """The facts that it tells."""
        return [f for f in self.reading.held(self.document).near(Fact, self.span) if f.evidence.overlaps(self.span)]

    @cached_property
    def figures(self) -> list[Figure]:
        """The numbers that it tells."""
        found = self.reading.held(self.document).near(Figure, self.span)
        return [f for f in found if f.evidence.overlaps(self.span)]


def objection(statement: Statement, source: Source, known: Lexicon) -> Objection | None:
    """What speaks against taking a sentence that has the statement's value for its proof; None when nothing does."""
    claim = Claimed(statement.frame, known, statement.words)
    checks = _Checks(statement, claim, source, known)
    found = [o for o in checks.all() if o is not None]
    return next((o for o in found if o.says is not None), next(iter(found), None))


def opposite(statement: Statement, source: Source, known: Lexicon) -> Objection | None:
    """The opposite of what a claim says, told by a sentence of the same day and the same names; None without one."""
    return _Checks(statement, Claimed(statement.frame, known, statement.words), source, known).opposite()


@dataclass(frozen=True)
class _Checks:
    statement: Statement
    claim: Claimed
    source: Source
    known: Lexicon

    def all(self) -> Iterator[Objection | None]:
        yield self._denied()
        yield self._another_time()
        yield self._opposite()
        for name in self.claim.frame.names:
            yield self._elsewhere(name) or self._another_kind(name) or self._another(name)

    # ── whether it was so ────────────────────────────────────────────────────────────────────────────────

    @cached_property
    def _told(self) -> list[Span]:
        """Where the sentence tells the claim's event: its own word, else those that mean the same."""
        trigger = self.claim.told
        if trigger is None:
            return []
        places = [(stem(word), place) for word, place in tokens(self.source.text)]
        own = [place for word, place in places if word == trigger]
        return own or [place for word, place in places if word in self.known.alike(trigger)]

    def _denied(self) -> Objection | None:
        if not self._told:
            return None
        there = [negated(self.source.text, place) for place in self._told]
        if self.claim.negated and not any(there):
            return Objection(self._told[0].of(self.source.text))
        if not self.claim.negated and all(there):
            return Objection(f"not {self._told[0].of(self.source.text)}")
        return None

    def _another_time(self) -> Objection | None:
        """The number of another time that the sentence gives, too: "54 elected in October, down from 68 in 2014"."""
        when, dates = self.claim.frame.when, [f.date for f in self._own_figures]
        if when is None or not dates or not all(date is not None and not date.overlaps(when) for date in dates):
            return None
        if any(date is not None and agree(date, other) for date in dates for other in self.statement.other_dates):
            return None
        return Objection(f"{number(self._own_figures[0])} in {dates[0]}")

    def opposite(self) -> Objection | None:
        """The opposite of the claim's verb, where the sentence names all that the claim names."""
        named = all(self._in_sentence(name) for name in self.claim.frame.names if name.proper)
        return self._opposite() if named and self.claim.frame.names else None

    def _opposite(self) -> Objection | None:
        """The opposite of a word of the claim that the sentence lacks: "upheld" for "quashed"."""
        said = frozenset(self.claim.frame.words) | {self.claim.told or ""}
        for word in (self.claim.told, self.claim.frame.trigger):
            if word is None:
                continue
            against = self.known.opposites.get(word, frozenset()) - said
            if not against or self.known.alike(word) & self.source.stems:
                continue
            told = [w for w, _ in tokens(self.source.text) if stem(w) in against]
            if told:
                return Objection(told[0])
        return None

    # ── where ────────────────────────────────────────────────────────────────────────────────────────────

    def _elsewhere(self, name: Name) -> Objection | None:
        """Another place than the claim's: the record's own, where the sentence does not name the claim's."""
        part = self.claim.part(name)
        if part not in ("place", "subject") or name.type not in ("place", None) or self._spoken_of(name):
            return None
        if part == "subject" and name.type is None:
            return None
        places = [p for figure in self._own_figures for p in figure.place]
        places += [p.name for fact in self._own_facts for p in fact.participants if p.role == "place"]
        others = [place for place in places if not self._country(place)]
        if others:
            return Objection(others[0])
        return Objection() if name.type == "place" and not self._in_document(name) else None

    def _country(self, place: str) -> bool:
        atlas = self.source.reading.atlas
        return atlas is not None and bool(atlas.named_in(place) & atlas.countries) and " " not in place

    def _another_kind(self, name: Name) -> Objection | None:
        """Another one of its kind, by the noun that both have: "the Chitwan District Court" for "the Supreme Court"."""
        acting = self.claim.part(name) in ("subject", "doer", "object") and not _TAKEN_UP.match(self.source.text)
        if self._in_sentence(name) if acting else self._spoken_of(name):
            return None
        words = [w for w, _ in tokens(name.text)]
        kind = self._kind_of(name)
        if kind is None:
            return None
        lead, _, of = name.text.rpartition(" of ")
        telling = [w for w, _ in tokens(of)] if kind in stems(lead) else words  # "the First Instance Court of Tunis"
        own = {stem(w) for w in telling if stem(w) != kind and not self.known.is_stop(w)}
        if not own or own & self.source.stems:
            return None
        for phrase in self._phrases(kind):
            return Objection(phrase)
        return None

    def _kind_of(self, name: Name) -> str | None:
        """The stem of the noun that tells what a name's bearer is: "court", "district"; it may stand behind it."""
        kinds = self.known.uses["body"] | self.known.uses["locality"]
        own = [stem(w) for w, _ in tokens(name.text)]
        behind = re.match(r"\s+([a-z]+)\b", self.claim.text[name.span.end :])
        over = re.search(r"([\w-]+) of (?:the )?$", self.claim.text[: name.span.start])  # "the Court of Tunis"
        last = [own[-1]] if own else []
        of = re.search(r"(\w+) of ", name.text)
        first = [stem(of[1])] if of else []
        return next((w for w in (*last, *first, *(stem(m[1]) for m in (behind, over) if m)) if w in kinds), None)

    def _phrases(self, kind: str) -> Iterator[str]:
        """The phrases of the sentence with a noun and the capitalised words before it, or behind its "of"."""
        for match in re.finditer(r"(?:[^\W\d_a-zß-ÿ][\w’'-]*\s+)+(?P<noun>[\w-]+)", self.source.text):
            if stem(match["noun"]) == kind:
                yield match[0]
        for match in re.finditer(r"(?P<noun>[\w-]+) of (?:the )?[^\W\d_a-zß-ÿ][\w’'-]*", self.source.text):
            if stem(match["noun"]) == kind:
                yield match[0]

    # ── who ──────────────────────────────────────────────────────────────────────────────────────────────

    def _another(self, name: Name) -> Objection | None:
        """Somebody else in the claim's part of the event; nothing borne out where a person is not spoken of at all."""
        part = self.claim.part(name)
        if part not in ("subject", "doer", "object") or name.country:
            return None
        told = [other for fact in self._own_facts for other in self._in_part(fact, part, name)]
        told += self._subjects(part)
        if any(self._same(name, p.name, p.entity) for p in told):
            return None
        others = [p for p in told if self._like(name, p)]
        if others and not self._beside(name):
            return Objection(", ".join(dict.fromkeys(p.name for p in others[:3])))
        if self._person(name) and not self._spoken_of(name) and not self._meant(name):
            return Objection()
        return None

    def _in_part(self, fact: Fact, part: str, name: Name) -> list[Participant]:
        roles = _ROLES.get(part) or (("object",) if self.claim.passive else ("agent", *self._undergoing(fact, name)))
        return [p for p in fact.participants if p.role in roles]

    def _undergoing(self, fact: Fact, name: Name) -> tuple[str, ...]:
        """A subject without an object may be the one it happens to: "Vesk died"."""
        others = (n for n in self.claim.frame.names if n is not name)
        return () if any(self.claim.part(n) == "object" for n in others) or not fact.names("object") else ("object",)

    def _subjects(self, part: str) -> list[Participant]:
        """Whom a figure is said of: the term of somebody else."""
        if self.statement.quantity is None or part != "subject":
            return []
        return [Participant(role="object", name=f.subject) for f in self._own_figures if f.subject]

    def _beside(self, name: Name) -> bool:
        """Whether the sentence names it too, and in no other part of the event: one of several."""
        if not self._in_sentence(name):
            return False
        return not any(self._same(name, p.name, p.entity) for fact in self._own_facts for p in fact.participants)

    def _meant(self, name: Name) -> bool:
        """Whether the sentence may speak of a name before it, by a pronoun or as "the applicant"."""
        people = self.known.uses["people"] | self.known.uses["roles"] | self.known.uses["party"]
        definite = any(stem(m["noun"]) in people for m in _DEFINITE.finditer(self.source.text))
        others = [m for m in self.source.named if m.entity.startswith("person:")]
        taken_up = _PRONOUN.search(self.source.text) is not None or definite
        if not taken_up or (others and not definite and not self._last_before(name)):
            return False
        return self._in_document(name)

    def _last_before(self, name: Name) -> bool:
        persons = [m for m in self.source.named_before if m.entity.startswith("person:")]
        return bool(persons) and self._same(name, persons[-1].text, persons[-1].entity)

    def _like(self, name: Name, other: Participant) -> bool:
        """Whether another one is of the name's kind: a person, or a body of the same sort."""
        if not _CAPITAL.search(other.name):
            return False
        if (other.entity or "").startswith("person:") or (other.entity is None and len(other.name.split()) > 1):
            return self._person(name) and self._kind_of(name) is None
        kind = self._kind_of(name)
        return kind is not None and kind in stems(other.name) and not self._spoken_of(name)

    def _person(self, name: Name) -> bool:
        """Whether a name is a person's, or looks like one that nobody knows."""
        if name.type == "person":
            return True
        words = name.text.split()
        return (
            name.type is None and len(words) in (2, 3) and all(w[0].isupper() for w in words) and name.span.start == 0
        )

    def _same(self, name: Name, text: str, entity: str | None) -> bool:
        if entity is not None and entity in name.ids:
            return True
        ours, theirs = set(name.stems), set(stems(text))
        return bool(ours) and (ours <= theirs or theirs <= ours)

    # ── what is near ─────────────────────────────────────────────────────────────────────────────────────

    @cached_property
    def _own_facts(self) -> list[Fact]:
        """The facts of the sentence that tell the claim's event, of its day where it gives one."""
        facts = [f for f in self.source.facts if f.type in self._types or self._by_own_word(f)]
        date = self.statement.date
        return [f for f in facts if date is None or agree(f.date, date)]

    @property
    def _types(self) -> frozenset[str]:
        return self.claim.frame.events

    def _by_own_word(self, fact: Fact) -> bool:
        start = self.source.span.start
        return fact.trigger is not None and any(p.shift(start).overlaps(fact.trigger) for p in self._told)

    @cached_property
    def _own_figures(self) -> list[Figure]:
        """The figures of the sentence that have the claim's number."""
        claimed = self.statement.quantity
        return [f for f in self.source.figures if claimed and (f.value, f.unit) == (claimed.value, claimed.unit)]

    def _in_sentence(self, name: Name) -> bool:
        if any(m.entity in name.ids for m in self.source.named) or set(name.stems) <= self.source.stems:
            return True
        if not self._person(name) or name.stems[-1] not in self.source.stems:
            return False
        # A surname is the name's when it stands without another first name.
        bearers = [m for m in self.source.named if name.stems[-1] in stems(m.text)]
        return not bearers or any(self._same(name, m.text, m.entity) for m in bearers)

    def _spoken_of(self, name: Name) -> bool:
        """Whether the sentence names it, or what it is part of or called by."""
        if self._in_sentence(name):
            return True
        if self._person(name):
            return any(self._same(name, p.name, p.entity) for f in self.source.facts for p in f.participants)
        near = frozenset(stems(self.source.before))
        return set(name.stems) <= near | self.source.stems or any(
            m.entity in name.ids for m in self.source.named_before
        )

    def _in_document(self, name: Name) -> bool:
        held = self.source.reading.held(self.source.document)
        if name.ids & held.mentioned.keys():
            return True
        return re.search(rf"\b{re.escape(name.text.split()[-1])}\b", held.document.text) is not None
