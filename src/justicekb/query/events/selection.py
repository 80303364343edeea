"""Which facts a timeline holds: those that concern an entity or a topic, and what others tell of the same events.

They are found by index and at most MOST, those of documents that mention the entity most first, so that the timeline
of a country costs the same in ten reports and in ten thousand; a time or types ask for the others.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from justicekb.model import Fact, LawMention
from justicekb.query.events.identity import Sameness
from justicekb.query.language import stems
from justicekb.query.records import entity_ids
from justicekb.querytree import Clue, RecordFilter
from justicekb.spans import Span
from justicekb.store.base import RecordReader

# The most facts of a timeline, about an entity and beside its name each: more than a person reads.
MOST = 400

# The most facts of other documents that are compared with those of one kind of event about one thing.
ELSEWHERE = 40

# Entity types of which a sentence often names several; a fact about one of them is none about those beside it.
_ONE_OF_SEVERAL = ("law", "person")


def concerning(name: str, records: RecordReader, same: Sameness, where: RecordFilter) -> list[Fact]:
    """The facts that an entity takes part in or is named beside; for a topic, facts whose sentence has its words.

    With them goes what other sources tell of the same events, also where they do not name the entity, so that
    disagreements are seen. Raises NotFoundError when there is neither an entity of the name nor such a fact.
    """
    own = set(_named(name, records, same, where))
    return list(own | set(_told_elsewhere(own, records, same, where)))


def _named(name: str, records: RecordReader, same: Sameness, where: RecordFilter) -> Iterator[Fact]:
    if records.entity(name) is not None or next(records.find_entities(name, limit=1), None) is not None:
        for id_ in meant(name, records):
            yield from _most_of(id_, records, replace(where, entities=(id_,)))
            beside = _most_of(id_, records, replace(where, sentence_mentions=(id_,)))
            yield from (fact for fact in beside if fact.type != "other" and not _of_another(fact, id_, same))
            if id_ in same.countries:
                yield from _of_its_laws(id_, records, where)
                yield from _of_its_bodies(id_, records, same, where)
        return
    facts = records.some(Fact, replace(where, text=name), limit=MOST)
    if not facts:
        entity_ids(name, records)
    yield from facts


def meant(name: str, records: RecordReader) -> tuple[str, ...]:
    """The entities that a name means; of the bodies of several states that are called so, the one named most.

    "Supreme Court" is no one body; the timeline of several would be nobody's.
    """
    return namesakes(name, records)[:1] or entity_ids(name, records)


def namesakes(name: str, records: RecordReader) -> tuple[str, ...]:
    """The ids of the bodies of several states that a name may mean, the one named most first; none for another name."""
    found = list(records.find_entities(name, limit=_MOST_STATES)) if records.entity(name) is None else []
    names = [count.entity.name for count in found if count.entity.type == "organisation"]
    several = [n for n in names if (of := _STATE.search(n)) and n[: of.start()] == _STATE.sub("", names[0])]
    ids = tuple(count.entity.id for count in found)
    return ids if several and len(ids) > 1 and ids[0].startswith("organisation:") else ()


# As many bodies of one name are looked at.
_MOST_STATES = 50


# What tells a body of one state from those of others that are called so.
_STATE = re.compile(r" \([^()]+\)$")


def _most_of(entity: str, records: RecordReader, where: RecordFilter) -> list[Fact]:
    """At most MOST facts, those of the documents that mention the entity most before others."""
    about = replace(where, clues=(*where.clues, Clue(entities=(entity,), anywhere=True)))
    found = {fact.id: fact for fact in records.some(Fact, about, limit=MOST)}
    if len(found) < MOST:
        found |= {fact.id: fact for fact in records.some(Fact, where, limit=MOST)}
    return list(found.values())[:MOST]


def _of_its_laws(country: str, records: RecordReader, where: RecordFilter) -> Iterator[Fact]:
    """What happened to the laws of a country: its name inside a law's ("the Criminal Code of X") names no place."""
    known = records.entity(country)
    if known is None:
        return
    laws = records.some(LawMention, RecordFilter(jurisdiction=known.entity.name), limit=MOST)
    own = tuple(sorted({law.entity for law in laws}))
    for fact in records.some(Fact, replace(where, entities=own), limit=MOST) if own else ():
        if any(p.role == "object" and p.entity in own for p in fact.participants):
            yield fact


def _of_its_bodies(country: str, records: RecordReader, same: Sameness, where: RecordFilter) -> Iterator[Fact]:
    """What the documents about a country tell of its bodies' beginnings, ends and members: "the board was set up"."""
    about = replace(where, clues=(*where.clues, Clue(entities=(country,), anywhere=True)))
    types = tuple(set(where.types) & _INSTITUTIONAL) if where.types else tuple(sorted(_INSTITUTIONAL))
    for fact in records.some(Fact, replace(about, types=types), limit=MOST) if types else ():
        bodies = {p.entity for p in fact.participants if p.entity and p.entity.startswith("organisation:")}
        own = same.reading.country(fact.document) == country and same.country(fact) == {country}
        own = own and not same.named_countries(fact) - {country}
        if own and bodies and not any(b in same.international for b in bodies):
            yield fact


# What happens to the bodies and laws of a state, and is a part of its history.
_INSTITUTIONAL = frozenset({"establishment", "launch", "closure", "election", "adoption", "moratorium"})


def _of_another(fact: Fact, id_: str, same: Sameness) -> bool:
    """Whether a fact that only stands beside a name is of another country, law, person or body."""
    if id_ in same.countries:
        countries = same.country(fact)
        return bool(countries) and id_ not in countries
    kind = id_.partition(":")[0]
    if kind == "organisation" and id_ not in fact.entities:
        if _names_it(fact, id_, same):
            return False
        return _done_by_others(fact) or not _beside(fact, id_, same)
    others = [p for p in fact.participants if p.role == "object" and p.entity and p.entity.startswith(f"{kind}:")]
    return kind in _ONE_OF_SEVERAL and bool(others) and id_ not in fact.entities


def _names_it(fact: Fact, id_: str, same: Sameness) -> bool:
    """Whether a part of the event is named with the body: "elected 109 members of the board"."""
    held = same.reading.held(fact.document)
    called = {m.text for m in held.within(fact.evidence) if m.entity == id_}
    return any(words in p.name for words in called for p in fact.participants)


def _done_by_others(fact: Fact) -> bool:
    """Whether a fact is of a person, or of another body: "Vesk was released after a complaint to the court"."""
    return any(
        (p.entity or "").startswith(("person:", "organisation:")) for p in fact.participants if p.role != "place"
    )


def _beside(fact: Fact, id_: str, same: Sameness) -> bool:
    """Whether a body stands near the words of the event, and not only as the one who reports it."""
    held = same.reading.held(fact.document)
    text, trigger = held.document.text, fact.trigger or fact.span
    places = [m.span for m in held.within(fact.evidence) if m.entity == id_]
    return any(
        abs(max(p.start, trigger.start) - min(p.end, trigger.end)) <= _NEAR and not _reports(p, text, same)
        for p in places
    )


def _reports(place: Span, text: str, same: Sameness) -> bool:
    """Whether what stands at a place tells what follows: "the league indicated"."""
    behind = stems(text[place.end : place.end + _NEXT])
    return bool(same.lexicon.uses["report"].intersection(behind[:3]))


# How far a body stands from the event that it has a part in, and how far behind a name its verb is read (characters).
_NEAR, _NEXT = 100, 40


def _told_elsewhere(
    facts: Iterable[Fact], records: RecordReader, same: Sameness, where: RecordFilter
) -> Iterator[Fact]:
    """Facts of other documents that tell the same events, found by what the events happened to."""
    told: dict[tuple[str, str], list[Fact]] = {}
    for fact in facts:
        if fact.type not in same.lexicon.once:
            continue
        for id_ in {p.entity for p in fact.participants if p.role == "object" and p.entity} - same.countries:
            key = (fact.type, id_)
            if key not in told:
                alike = replace(where, types=(fact.type,), entities=(id_,))
                told[key] = records.some(Fact, alike, limit=ELSEWHERE)
            yield from (f for f in told[key] if f.document != fact.document and same.same_event(fact, f))
