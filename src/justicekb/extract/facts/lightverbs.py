"""Verbs that tell no event but carry one: "made visits", "the trial took place", "announced that it had arrested"."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from spacy.tokens import Token

from justicekb.extract.facts.arguments import (
    ORDINALS,
    complements,
    counted_nouns,
    objects_of,
    subjects_of,
    with_conjuncts,
)
from justicekb.extract.facts.lexicon import Trigger, match_tail
from justicekb.vocabulary import Vocabulary
from justicekb.vocabulary.entries import EventCarrier
from justicekb.vocabulary.wordlists import WordList

_VERBAL = frozenset({"VERB", "AUX"})
_LEADS = {"lead": "to", "result": "in"}
_OTHER_TIME = frozenset({"had", "would", "will"})
_LOOK_THROUGH = WordList("nouns-looked-through")
_LASTS = WordList("verbs-of-lasting")
_OWNS_UP = WordList("verbs-of-owning-up")


@dataclass(frozen=True, slots=True)
class Carriers:
    """The carrier entries by the first lemma of their phrases."""

    by_lemma: dict[str, list[tuple[tuple[str, ...], EventCarrier]]]

    def of(self, verb: Token) -> list[EventCarrier]:
        """The entries that a verb falls under."""
        phrases = self.by_lemma.get(verb.lemma_.lower(), ())
        return [entry for rest, entry in phrases if match_tail(verb, rest) is not None]

    def brings(self, verb: Token) -> bool:
        """Whether the verb's subject does what its object noun says: "made a visit", "announced the creation".

        Who only reports an arrest did not make it.
        """
        return any("object" in entry.carries and (entry.past or not entry.reports) for entry in self.of(verb))


def carriers(vocabulary: Vocabulary) -> Carriers:
    """The index of the vocabulary's carriers; use through `vocabulary.once`."""
    index: dict[str, list[tuple[tuple[str, ...], EventCarrier]]] = {}
    for entry in vocabulary.entries(EventCarrier):
        for phrase in entry.verbs:
            first, *rest = phrase.split()
            index.setdefault(first, []).append((tuple(rest), entry))
    return Carriers(index)


@dataclass(frozen=True, slots=True)
class Carried:
    """What the verbs of one sentence carry, given its triggers."""

    triggers: Mapping[int, Trigger]
    known: Carriers

    def own_nouns(self, verb: Token) -> Iterator[Trigger]:
        """The events that are the verb's own subject, object or predicate."""
        for entry in self.known.of(verb):
            for way in entry.carries:
                if way in ("object", "subject", "complement"):
                    told = self.nouns(_carried_nouns(verb, way))
                    yield from (t for t in told if not _another_day(verb, t))

    def papers(self, verb: Token) -> Iterator[Trigger]:
        """The report that says something: "In May 2012 a report found that ..." dates the report."""
        reports = any(entry.reports for entry in self.known.of(verb))
        for subject in verb.children if reports else ():
            trigger = self.triggers.get(subject.i)
            if subject.dep_ == "nsubj" and trigger is not None and trigger.entry.date_before:
                yield trigger

    def said_in(self, verb: Token) -> Iterator[Trigger]:
        """The paper that something is said in: "said in a statement on Tuesday"."""
        if any(entry.reports for entry in self.known.of(verb)):
            for paper in complements(verb, ("in",)):
                trigger = self.triggers.get(paper.i)
                if trigger is not None and trigger.entry.date_before:
                    yield trigger

    def events(self, verb: Token, depth: int) -> Iterator[Trigger]:
        """The events that a verb without one of its own carries."""
        for entry in self.known.of(verb) if depth else ():
            for way in entry.carries:
                if way == "clause":
                    told = self._in_clauses(verb, depth)
                    yield from (t for t in told if entry.past or not entry.reports or _same_time(t.token))
                elif way == "scene":
                    doing = (
                        c for seen in objects_of(verb) for c in seen.children if c.dep_ == "acl" and c.tag_ == "VBG"
                    )
                    yield from (self.triggers[clause.i] for clause in doing if clause.i in self.triggers)
                elif way in ("object", "subject", "complement") and not _describes(verb):
                    told = self.nouns(_carried_nouns(verb, way))
                    yield from (t for t in told if not _another_day(verb, t))
                if way == "complement":
                    yield from self._made_first(verb)

    def _made_first(self, verb: Token) -> Iterator[Trigger]:
        """What somebody was the first to do: "became the first state to ratify it"."""
        for noun in (child for child in verb.children if child.dep_ == "attr"):
            clauses = [c for c in (*noun.children, *verb.children) if c.dep_ in ("acl", "relcl", "xcomp", "advcl")]
            yield from (self.triggers[c.i] for c in clauses if c.tag_ == "VB" and c.i > noun.i and c.i in self.triggers)

    def _in_clauses(self, verb: Token, depth: int) -> Iterator[Trigger]:
        past = any(entry.past for entry in self.known.of(verb))  # "Two men were arrested, the ministry announced today"
        wanted = ("ccomp", "xcomp", "advcl", "acl")
        clauses = [c for c in verb.children if c.dep_ in wanted and (c.i > verb.i or (past and c.dep_ == "ccomp"))]
        for clause in clauses:
            if clause.dep_ == "advcl" and not any(c.lower_ == "that" for c in clause.children):
                continue
            for part in (clause, *(c for c in clause.conjuncts if c.pos_ in _VERBAL and c.i > clause.i)):
                if part.i in self.triggers:
                    denied = past and any(c.dep_ == "neg" for c in part.children)
                    yield from [] if denied else [self.triggers[part.i]]
                else:
                    yield from self.events(part, depth - 1)

    def nouns(self, tokens: Iterable[Token]) -> Iterator[Trigger]:
        """The event nouns among tokens that a date elsewhere in the clause may date."""
        for token in tokens:
            trigger = self.triggers.get(token.i)
            if trigger is not None and trigger.kind == "noun" and not trigger.entry.date_before:
                yield trigger

    def means(self, host: Token) -> Iterator[Trigger]:
        """The events by which a dated thing was done: "improved it by opening a centre"."""
        for prep in (p for child in host.children for p in (child, *child.conjuncts)):
            if prep.lower_ == "by" and prep.i > host.i:
                for means in (c for c in prep.children if c.dep_ == "pcomp"):
                    yield from [self.triggers[means.i]] if means.i in self.triggers else self.events(means, 1)


def _another_day(verb: Token, trigger: Trigger) -> bool:
    """Whether the day of a verb is not that of its noun: "a sentence that ends in 2030", "admitted manslaughter"."""
    if trigger.entry.type == "conviction":
        return verb.lemma_ in _LASTS
    return trigger.entry.type in ("death", "ill_treatment") and verb.lemma_ in _OWNS_UP


def _describes(verb: Token) -> bool:
    """Whether it says only what something is like: "the allegations were false"."""
    return verb.lemma_ == "be" and any(child.dep_ == "acomp" for child in verb.children)


def _same_time(token: Token) -> bool:
    """Whether it is told as of the time of telling: not what had happened before or would happen later."""
    return not any(child.dep_ == "aux" and child.lower_ in _OTHER_TIME for child in token.children)


def _carried_nouns(verb: Token, way: str) -> list[Token]:
    if way == "subject":
        return with_conjuncts(subjects_of(verb))
    if way == "complement":
        heads = [child for child in verb.children if child.dep_ == "attr"]
    else:
        led = complements(verb, (_LEADS[verb.lemma_.lower()],)) if verb.lemma_.lower() in _LEADS else []
        led = led if len(led) == 1 and verb.dep_ != "relcl" else []
        described = [verb.head] if verb.dep_ == "acl" and verb.tag_ in ("VBN", "VBD") else []
        passive = [_antecedent(c) for c in verb.children if c.dep_ == "nsubjpass"]
        heads = with_conjuncts(led or objects_of(verb) or passive or described)
    counted = [inner for head in heads if _looked_through(head) for inner in counted_nouns(head)]
    return [*heads, *counted, *(inner for one in counted if _looked_through(one) for inner in counted_nouns(one))]


def _antecedent(subject: Token) -> Token:
    """What a relative pronoun stands for: "an election that was held in 2020"."""
    relative = subject.tag_ == "WDT" and subject.head.dep_ == "relcl"
    return subject.head.head if relative else subject


def _looked_through(token: Token) -> bool:
    return token.lower_ in _LOOK_THROUGH or token.lower_ in ORDINALS
