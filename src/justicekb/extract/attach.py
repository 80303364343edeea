"""Which event a date dates: from the date's words up the dependency parse to the clause or noun it modifies.

A date dates the nearest event above it. Where the nearest verb tells none, it may carry one ("announced that it had
arrested", "made 461 visits", "the trial took place"). A date reaches the verbs coordinated after its own until another
date takes over; it does not reach out of "after the 2017 death of X" or of a relative clause.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from spacy.tokens import Span as TokenSpan
from spacy.tokens import Token

from justicekb.extract.arguments import complements, objects_of, subjects_of, with_conjuncts
from justicekb.extract.triggers import Trigger, match_tail
from justicekb.model import DateMention
from justicekb.vocabulary import Vocabulary
from justicekb.vocabulary.entries import EventCarrier

# Prepositions before a date that make it no date of the event: comparison, purpose, order in time.
_NOT_DATING = frozenset(
    {"for", "than", "before", "after", "following", "about", "with", "as", "to", "until", "pending"}
)
# Prepositions that tie a nominal to the clause as its circumstance: a date inside the nominal stays there.
_BARRIERS = frozenset(
    {"after", "following", "since", "before", "until", "despite", "because", "due", "amid", "during", "from", "than"}
)
_VERBAL = frozenset({"VERB", "AUX"})
_NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM"})
_SUBJECT = frozenset({"nsubj", "nsubjpass", "expl", "csubj"})
_SUBORDINATE = frozenset({"relcl", "acl", "advcl"})
_DEPTH = 3  # how many carriers may stand above one another: "announced that it had begun to make visits"


@dataclass(frozen=True, slots=True)
class Dating:
    """A date and the tokens it consists of; `prep` is the preposition that brings it, inside or before it."""

    mention: DateMention
    tokens: TokenSpan
    prep: Token | None

    @property
    def since(self) -> bool:
        """Whether it says "since": open at its end."""
        return self.mention.edtf.text.endswith("/..")


@dataclass(frozen=True, slots=True)
class Attachment:
    """An event with its date. `direct` when the date modifies the event's own words."""

    trigger: Trigger
    date: Dating
    direct: bool = True


@dataclass(frozen=True, slots=True)
class Carriers:
    """The carrier entries by the first lemma of their phrases."""

    by_lemma: dict[str, list[tuple[tuple[str, ...], EventCarrier]]]

    def of(self, verb: Token) -> list[EventCarrier]:
        """The entries that a verb falls under."""
        phrases = self.by_lemma.get(verb.lemma_.lower(), ())
        return [entry for rest, entry in phrases if match_tail(verb, rest) is not None]


def carriers(vocabulary: Vocabulary) -> Carriers:
    """The index of the vocabulary's carriers; use through `vocabulary.once`."""
    index: dict[str, list[tuple[tuple[str, ...], EventCarrier]]] = {}
    for entry in vocabulary.entries(EventCarrier):
        for phrase in entry.verbs:
            first, *rest = phrase.split()
            index.setdefault(first, []).append((tuple(rest), entry))
    return Carriers(index)


def dating(mention: DateMention, tokens: TokenSpan) -> Dating:
    """The date with its preposition: the first word of it, or the word before it."""
    first = tokens[0]
    if first.pos_ in ("ADP", "SCONJ") and len(tokens) > 1:
        return Dating(mention, tokens, first)
    root = tokens.root
    if root.dep_ == "pobj" and root.head.i < first.i:
        return Dating(mention, tokens, root.head)
    before = first.nbor(-1) if first.i > 0 else None
    return Dating(mention, tokens, before if before is not None and before.pos_ == "ADP" else None)


def attach(
    dates: Iterable[Dating], triggers: Mapping[int, Trigger], known: Carriers, *, since: Mapping[int, Trigger]
) -> list[Attachment]:
    """Every event of the sentence with each of its dates, in text order; `since` are the triggers for "since" dates."""
    plain, open_ended = _Search(_by_word(triggers), known), _Search(_by_word(since), known)
    found = [a for date in dates for a in (open_ended if date.since else plain).of(date)]
    dated = {a.trigger.token.i for a in found if a.direct}
    kept: dict[tuple[int, int], Attachment] = {}
    for attachment in found:
        if attachment.direct or attachment.trigger.token.i not in dated:
            kept.setdefault((attachment.trigger.token.i, attachment.date.tokens.start), attachment)
    return [kept[key] for key in sorted(kept)]


def _by_word(triggers: Mapping[int, Trigger]) -> dict[int, Trigger]:
    """The triggers under each word of their phrases; a word of a verb's phrase tells no event of its own."""
    index = dict(triggers)
    for trigger in triggers.values():
        if trigger.kind == "verb":
            index |= {word.i: trigger for word in trigger.words if word.i not in triggers or word.pos_ == "NOUN"}
    return index


@dataclass(frozen=True, slots=True)
class _Search:
    triggers: Mapping[int, Trigger]
    known: Carriers

    def of(self, date: Dating) -> Iterator[Attachment]:
        """The events that one date dates."""
        if date.prep is not None and date.prep.lower_ in _NOT_DATING:
            return
        host = fronted_verb(date)
        if host is None and date.prep is None and _before_noun(date):
            yield from (Attachment(trigger, date) for trigger in self._premodified(date))
            return
        host = host or self._state_before(date) or self._climb(date)
        if host is None:
            return
        yield from (Attachment(trigger, date, direct=False) for trigger in self._beside(date))
        if host.pos_ in _VERBAL and host.i not in self.triggers:
            for trigger in self._carried(host, _DEPTH):
                yield Attachment(trigger, date, direct=False)
        elif self._fits(host):
            yield Attachment(self.triggers[host.i], date)
        if host.pos_ in _VERBAL:
            yield from self._following(host, date)

    def _fits(self, token: Token) -> bool:
        trigger = self.triggers.get(token.i)
        return trigger is not None and not trigger.entry.dated_subject

    def _premodified(self, date: Dating) -> Iterator[Trigger]:
        """The event noun that a date stands before ("the 2017 death"), or what a dated law introduces."""
        noun = date.tokens.root.head
        for _ in range(_DEPTH):
            trigger = self.triggers.get(noun.i)
            if trigger is not None and trigger.kind == "noun":
                yield trigger
                return
            if noun.dep_ not in ("compound", "nmod", "amod", "poss"):
                break
            noun = noun.head
        governed = self.triggers.get(noun.head.i)
        if governed is not None and governed.entry.dated_subject and noun in subjects_of(governed.token):
            yield governed

    def _climb(self, date: Dating) -> Token | None:
        """The nearest event or verb above a date; None where a barrier stands between."""
        node = date.prep.head if date.prep is not None and date.prep.i < date.tokens.end else date.tokens.root.head
        for _ in range(12):
            if self._stops(node):
                return node
            if node.dep_ == "prep" and node.lower_ in _BARRIERS and node != date.prep:
                return None
            if node.head == node:
                return None
            node = node.head
        return None

    def _state_before(self, date: Dating) -> Token | None:
        """The state right before a date, whatever the parse ties the date to: "in prison since 2015"."""
        at = min(date.tokens.start, date.prep.i if date.prep is not None else date.tokens.start) - 1
        trigger = self.triggers.get(at)
        return trigger.token if trigger is not None and trigger.entry.under else None

    def _stops(self, node: Token) -> bool:
        trigger = self.triggers.get(node.i)
        if trigger is not None and trigger.kind == "noun":
            return not trigger.entry.date_before and self._fits(node)
        if node.pos_ not in _VERBAL or node.dep_ in ("aux", "auxpass"):
            return False
        return trigger is not None or not any("up" in c.carries for c in self.known.of(node)) or node.dep_ != "acl"

    def _carried(self, verb: Token, depth: int) -> Iterator[Trigger]:
        """The events that a verb without one of its own carries."""
        for entry in self.known.of(verb) if depth else ():
            for way in entry.carries:
                if way == "clause":
                    yield from self._in_clauses(verb, depth)
                elif way in ("object", "subject", "complement"):
                    yield from self._nouns(_carried_nouns(verb, way))

    def _in_clauses(self, verb: Token, depth: int) -> Iterator[Trigger]:
        clauses = [c for c in verb.children if c.dep_ in ("ccomp", "xcomp", "advcl", "acl") and c.i > verb.i]
        for clause in clauses:
            if clause.dep_ == "advcl" and not any(c.lower_ == "that" for c in clause.children):
                continue
            for part in (clause, *(c for c in clause.conjuncts if c.pos_ in _VERBAL and c.i > clause.i)):
                if part.i in self.triggers:
                    yield self.triggers[part.i]
                else:
                    yield from self._carried(part, depth - 1)

    def _nouns(self, tokens: Iterable[Token]) -> Iterator[Trigger]:
        for token in tokens:
            trigger = self.triggers.get(token.i)
            if trigger is not None and trigger.kind == "noun":
                yield trigger

    def _beside(self, date: Dating) -> Iterator[Trigger]:
        """The event of a circumstance right after the date: "On 5 May, during a visit to X, ..."."""
        doc, end = date.tokens.doc, date.tokens.end
        prep = doc[end + 1] if end + 1 < date.tokens.sent.end and doc[end].lower_ == "," else None
        if prep is not None and prep.lower_ in ("during", "on", "at", "in"):
            yield from self._nouns(child for child in prep.children if child.dep_ == "pobj")

    def _following(self, host: Token, date: Dating) -> Iterator[Attachment]:
        """The events of the verbs coordinated after the date's own, while they have no other subject after it."""
        for verb in host.conjuncts:
            if verb.pos_ not in _VERBAL or verb.i < date.tokens.end or verb.i < host.i:
                continue
            if date.tokens.start > host.i and any(c.dep_ in _SUBJECT for c in verb.children):
                continue
            found = [self.triggers[verb.i]] if verb.i in self.triggers else list(self._carried(verb, _DEPTH))
            yield from (Attachment(trigger, date, direct=False) for trigger in found)


def _carried_nouns(verb: Token, way: str) -> list[Token]:
    if way == "subject":
        return with_conjuncts(subjects_of(verb))
    if way == "complement":
        heads = [child for child in verb.children if child.dep_ == "attr"]
        return heads + [inner for head in heads for inner in complements(head, ("of",))]
    heads = with_conjuncts(objects_of(verb) or [c for c in verb.children if c.dep_ == "nsubjpass"])
    return heads + [inner for head in heads for inner in complements(head, ("of",))]


def _before_noun(date: Dating) -> bool:
    root = date.tokens.root
    return (
        root.dep_ in ("nummod", "compound", "amod", "nmod", "poss", "npadvmod")
        and root.head.pos_ in _NOMINAL
        and (root.head.i >= date.tokens.end)
    )


def fronted_verb(date: Dating) -> Token | None:
    """The verb of the clause that a date opens ("On 4 May, X did", "and, on 5 May, announced"); None elsewhere."""
    sentence, start, end = date.tokens.sent, date.tokens.start, date.tokens.end
    if date.prep is not None:
        start = min(start, date.prep.i)
    before = [t for t in sentence if t.i < start and not t.is_punct and not t.is_space]
    if before and all(t.pos_ in ("ADV", "ADP", "CCONJ", "SCONJ", "INTJ") for t in before):
        before = []
    if before and before[-1].dep_ == "cc":
        return _verb_next_to(date)
    return _first_clause(sentence, end) if not before else None


def _verb_next_to(date: Dating) -> Token | None:
    doc = date.tokens.doc
    after = next((doc[i] for i in range(date.tokens.end, date.tokens.sent.end) if not doc[i].is_punct), None)
    return after if after is not None and after.pos_ == "VERB" and after.tag_ in ("VBD", "VBN") else None


def _first_clause(sentence: TokenSpan, start: int) -> Token | None:
    for token in sentence:
        if token.i >= start and token.dep_ in _SUBJECT and token.head.dep_ not in _SUBORDINATE:
            return token.head if token.head.i > token.i else None
    return None
