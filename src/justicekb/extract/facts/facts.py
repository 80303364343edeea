"""Dated events: every trigger that a date of its sentence dates becomes a fact with its participants and manner."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace

from justicekb.edtf import Edtf
from justicekb.extract.facts.datewords import WHOLE_PERIOD, Dating, dating
from justicekb.extract.facts.dating import attach, joined_days
from justicekb.extract.facts.factuality import begins_since, had_happened, is_present
from justicekb.extract.facts.gapping import Attachment
from justicekb.extract.facts.lexicon import EventWords, event_words
from justicekb.extract.facts.lightverbs import Carriers, carriers
from justicekb.extract.facts.modality import Manner, Marks, manner, marks
from justicekb.extract.facts.participants import Scene, participants
from justicekb.extract.facts.phrases import Context, Named, contexts
from justicekb.extract.facts.triggers import (
    Names,
    find_statements,
    find_triggers,
    label_before,
    names_in,
    with_names_before,
)
from justicekb.extract.laws import with_companions
from justicekb.extract.nlp import Found, Parsed, Sentence
from justicekb.model import DateMention, Fact, LawMention, Mention, Participant, Quote, entity_id
from justicekb.spans import Span
from justicekb.vocabulary import Vocabulary
from justicekb.vocabulary.entries import Country

_POINT = re.compile(r"\d{4}(?:-\d\d){0,2}")
_STANDS = frozenset({"date:years-end"})  # how things stood then: "was pending at year's end" (annotation guide, 3)
_DEADLINE = frozenset({"date:by"})  # "by 2025" dates only what is planned or had happened by then
_OF_ITSELF = frozenset({"establishment"})  # what a body's note about itself is asked for: "It was founded in 2009."


@dataclass(frozen=True, slots=True)
class _Tools:
    words: EventWords
    carriers: Carriers
    marks: Marks


def find_facts(parsed: Parsed, vocabulary: Vocabulary, found: Found) -> Iterator[Fact]:
    """The dated events of a document in text order, one a trigger and date."""
    tools = _Tools(vocabulary.once(event_words), vocabulary.once(carriers), vocabulary.once(marks))
    prose = [s for s in parsed.sentences if s.prose or s.note]
    all_names = [names_in(sentence, found) for sentence in prose]
    all_contexts = contexts(prose, all_names, _country(parsed, vocabulary, found))
    told = zip(prose, with_names_before(prose, all_names), all_contexts, strict=True)
    for sentence, names, context in told:
        dates = found.within(DateMention, sentence.span)
        if dates:
            facts = _facts(parsed, sentence, found, (tools, names, context))
            yield from (fact for fact in facts if sentence.prose or fact.type in _OF_ITSELF)


def _country_ids(vocabulary: Vocabulary) -> frozenset[str]:
    return frozenset(entity_id("place", country.name) for country in vocabulary.entries(Country))


def _country(parsed: Parsed, vocabulary: Vocabulary, found: Found) -> Named | None:
    """The country that a document speaks of: the one in its title, else the one that most of its country names are."""
    known, title = vocabulary.once(_country_ids), parsed.document.title or ""
    mentions = [m for m in found.all(Mention) if m.entity in known]
    titled = next((m for m in mentions if m.text in title), None)
    if titled is not None:
        return Named(titled.name, titled.entity)
    counted = Counter((m.name, m.entity) for m in mentions).most_common(1)
    return Named(*counted[0][0]) if counted and counted[0][1] * 2 > len(mentions) else None


def _facts(parsed: Parsed, sentence: Sentence, found: Found, setting: tuple[_Tools, Names, Context]) -> Iterator[Fact]:
    tools, names, context = setting
    dates = list(_datings(sentence, found))
    triggers = find_triggers(sentence, tools.words, names)
    since = triggers
    if any(date.since for date in dates):
        since = find_triggers(sentence, tools.words, names, since=True)
    statements = find_statements(sentence, tools.words, names)
    attachments = joined_days(attach(dates, triggers, tools.carriers, since=since, statements=statements))
    attachments += _labelled(dates, sentence, tools.words)
    if _is_label(sentence):  # "2020 Report on ...": the name of a paper tells no event
        attachments = [a for a in attachments if not a.trigger.entry.date_before]
    tokens = frozenset(t.i for d in dates for t in d.tokens)
    by_trigger: dict[int, tuple[Dating, ...]] = {}
    for a in attachments:
        by_trigger[a.trigger.token.i] = (*by_trigger.get(a.trigger.token.i, ()), a.date)
    facts: list[Fact] = []
    for a in attachments:
        quote = _quote_at(found, sentence, a)
        scene = Scene(names, _with_speaker(context, quote), tokens, by_trigger, tools.carriers)
        told = manner(a, (tools.marks, tools.carriers), names, scene.context)
        parts = with_companions(participants(a, scene), found.within(LawMention, sentence.span))
        fact = _fact(parsed, sentence, a, (parts, told, quote, tools.words.classes["unique-office"]))
        if fact is not None:
            facts.append(fact)
    yield from _told_once(facts)


def _labelled(dates: list[Dating], sentence: Sentence, words: EventWords) -> list[Attachment]:
    """The events of a form's lines, each label with the date behind it."""
    found = ((date, label_before(sentence, date.tokens.start, words)) for date in dates)
    return [Attachment(trigger, date) for date, trigger in found if trigger is not None]


def _is_label(sentence: Sentence) -> bool:
    """Whether it is a title, a heading or another line without a verb."""
    titled = sentence.block.kind in ("title", "heading")
    return titled or not any(token.pos_ in ("VERB", "AUX") for token in sentence.tokens)


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


def _datings(sentence: Sentence, found: Found) -> Iterator[Dating]:
    mentions = found.within(DateMention, sentence.span)
    laws = [name.span for name in found.within(Mention, sentence.span) if name.type == "law"]
    for mention in mentions:
        if any(other is not mention and other.span.contains(mention.span) for other in mentions):
            continue
        if any(law.contains(mention.span) for law in laws):  # the year of a name: "the Prison Act 1952"
            continue
        tokens = sentence.tokens_of(mention.span)
        if tokens is not None and len(tokens):
            yield dating(mention, tokens)


def _quote_at(found: Found, sentence: Sentence, attachment: Attachment) -> Quote | None:
    place = sentence.place(attachment.trigger.token.i, attachment.trigger.token.i + 1)
    return next((q for q in found.all(Quote) if q.speaker and q.direct and q.span.contains(place)), None)


def _with_speaker(context: Context, quote: Quote | None) -> Context:
    speaker = Named(quote.speaker, quote.speaker_entity) if quote is not None and quote.speaker else None
    return replace(context, speaker=speaker)


def _fact(
    parsed: Parsed,
    sentence: Sentence,
    a: Attachment,
    told: tuple[tuple[Participant, ...], Manner, Quote | None, frozenset[str]],
) -> Fact | None:
    parts, how, quote, _ = told
    if not parts and a.trigger.token.i == sentence.tokens.start:  # the line of a page: "Published 5 May 2019"
        return None
    if a.date.mention.rule in WHOLE_PERIOD and not _specific(parts, parsed.document.text, told[3]):
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
