"""Dated events: every trigger that a date of its sentence dates becomes a fact with its participants and manner."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby

from justicekb.edtf import Edtf
from justicekb.extract.facts.announcements import dated_elsewhere, of_announcement
from justicekb.extract.facts.datewords import WHOLE_PERIOD
from justicekb.extract.facts.dating import dated
from justicekb.extract.facts.factuality import begins_since, had_happened, is_present
from justicekb.extract.facts.lexicon import event_words
from justicekb.extract.facts.lightverbs import carriers
from justicekb.extract.facts.modality import Manner, manner, marks
from justicekb.extract.facts.participants import Scene, participants, scenes_of
from justicekb.extract.facts.sentences import told_sentences
from justicekb.extract.facts.triggers import triggers_in
from justicekb.extract.nlp import Found, Parsed, Sentence
from justicekb.model import Fact, Participant
from justicekb.spans import Span
from justicekb.vocabulary import Vocabulary

_POINT = re.compile(r"\d{4}(?:-\d\d){0,2}")
_STANDS = frozenset({"date:years-end"})  # how things stood then: "was pending at year's end" (annotation guide, 3)
_DEADLINE = frozenset({"date:by"})  # "by 2025" dates only what is planned or had happened by then
_OF_ITSELF = frozenset({"establishment"})  # what a body's note about itself is asked for: "It was founded in 2009."


def find_facts(parsed: Parsed, vocabulary: Vocabulary, found: Found) -> Iterator[Fact]:
    """The dated events of a document in text order, one a trigger and date.

    Each step takes all sentences before the next begins, and none is gone back to.
    """
    words, known, moods = vocabulary.once(event_words), vocabulary.once(carriers), vocabulary.once(marks)
    sentences = told_sentences(parsed, vocabulary, found)
    triggers = [triggers_in(told, words) for told in sentences]
    events = [dated(told, each, known) for told, each in zip(sentences, triggers, strict=True)]
    scenes = [scene for told, own in zip(sentences, events, strict=True) for scene in scenes_of(told, own, known)]
    parts = [participants(scene.event, scene) for scene in scenes]
    manners = [manner(scene.event, (moods, known), scene.told.names, scene.context) for scene in scenes]
    offices = words.classes["unique-office"]
    made = [
        (scene.told.sentence, _fact(parsed, scene, who, how, offices))
        for scene, who, how in zip(scenes, parts, manners, strict=True)
    ]
    announced = {
        fact.id
        for scene, (_, fact) in zip(scenes, made, strict=True)
        if fact is not None and of_announcement(scene, known)
    }
    facts = list(_of_each_sentence(made))
    yield from (fact for fact in facts if fact.id not in announced or not dated_elsewhere(fact, facts, announced))


def _of_each_sentence(made: list[tuple[Sentence, Fact | None]]) -> Iterator[Fact]:
    for _, own in groupby(made, key=lambda pair: pair[0].index):
        told_of = [(sentence, fact) for sentence, fact in own if fact is not None]
        once = _told_once([fact for _, fact in told_of])
        yield from (fact for fact in once if told_of[0][0].prose or fact.type in _OF_ITSELF)


def _told_once(facts: list[Fact]) -> Iterator[Fact]:
    """The facts of a sentence without those that say one event again: "found him guilty and sentenced him"."""
    for fact in facts:
        if not any(_says_again(fact, other, facts) for other in facts if other is not fact):
            yield fact


def _says_again(fact: Fact, other: Fact, facts: list[Fact]) -> bool:
    if (fact.type, fact.date, fact.polarity) != (other.type, other.date, other.polarity):
        return False
    mine, theirs = set(fact.names("object")), set(other.names("object"))
    if mine == theirs:
        return facts.index(other) < facts.index(fact)
    return mine < theirs


def _fact(
    parsed: Parsed, scene: Scene, parts: tuple[Participant, ...], how: Manner, offices: frozenset[str]
) -> Fact | None:
    a, sentence, quote = scene.event, scene.told.sentence, scene.quote
    opens = a.trigger.token.i == sentence.tokens.start and a.trigger.kind != "label"
    if not parts and opens and not _says(sentence):  # the line of a page: "Published 5 May 2019"
        return None
    does_now = a.trigger.kind == "verb" and a.trigger.token.tag_ in ("VBZ", "VBP") and not a.trigger.entry.since_only
    if does_now and not a.direct and _before(a.date.mention.edtf, parsed):
        return None  # "the code, passed on 6 May, outlaws it": what a law says has no day
    if a.date.since and does_now:  # "a member since 1992, the state submits reports": it began at no time
        return None
    if a.date.mention.rule in WHOLE_PERIOD and not _specific(parts, parsed.document.text, offices):
        return None
    trigger = sentence.place(a.trigger.token.i, max(t.i for t in a.trigger.words) + 1)
    if len(trigger) > 60:  # the further words stand far off: the head word alone is the trigger
        trigger = sentence.place(a.trigger.token.i, a.trigger.token.i + 1)
    if a.date.mention.rule in _STANDS or (is_present(a.trigger.token) and _before(a.date.mention.edtf, parsed)):
        return None
    if a.trigger.entry.statement and a.date.mention.edtf == parsed.document.published:  # the document itself says it
        return None
    modality = how.modality
    date = a.date.mention.edtf
    began = a.trigger.entry.type in ("arrest", "appointment") and begins_since(a.trigger.token)
    if began and _POINT.fullmatch(date.text):
        date = Edtf(f"{date.text}/..")  # "remained in prison since his arrest in 2012"
    if modality == "asserted" and _later(a.date.mention.edtf, parsed.document.published):
        modality = "planned"
    if a.date.mention.rule in _DEADLINE and "end" in a.date.mention.text.lower().split():
        return None  # how things stood "by year's end"
    if a.date.mention.rule in _DEADLINE and modality != "planned" and not had_happened(a.trigger.token):
        return None
    return Fact(
        document=parsed.document.id,
        span=_cover(trigger, a.date.mention.span),
        evidence=sentence.span,
        rule=a.trigger.entry.id,
        type=a.trigger.entry.type,
        date=date,
        participants=parts,
        polarity=how.polarity,
        modality=modality,
        attributed_to=how.attributed_to or (quote.speaker if quote is not None else None),
        trigger=trigger,
        date_span=a.date.mention.span,
        anchor=a.date.mention.anchor,
    )


def _says(sentence: Sentence) -> bool:
    """Whether it is a sentence with a subject, not a line of a page."""
    return any(token.dep_ in ("nsubj", "nsubjpass") for token in sentence.tokens)


def _cover(one: Span, other: Span) -> Span:
    return one.cover(other)


def _later(date: Edtf, published: Edtf | None) -> bool:
    """Whether a date lies wholly after the document's publication."""
    return bool(published and published.latest and date.earliest and date.earliest > published.latest)


def _before(date: Edtf, parsed: Parsed) -> bool:
    """Whether a date lies wholly before the document's publication."""
    published = parsed.document.published
    return bool(published and published.earliest and date.latest and date.latest < published.earliest)


def _specific(parts: tuple[Participant, ...], text: str, offices: frozenset[str]) -> bool:
    """Whether a proper name or a unique office takes part.

    A capital at a sentence's start makes no name, so a capitalised word must stand within a sentence too.
    """
    words = [word for p in parts for word in p.name.split() if word[:1].isupper()]
    told = any(re.search(rf"[\w,] {re.escape(word)}\b", text) for word in words)
    return told or any(p.entity or p.name.casefold() in offices for p in parts)
