"""Which facts a timeline holds: those that concern an entity or a topic, and what others tell of the same events.

They are found by index and at most MOST, those of documents that mention the entity most first, so that the timeline
of a country costs the same in ten reports and in ten thousand; a time or types ask for the others.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from justicekb.model import Fact, LawMention
from justicekb.query.events.identity import Sameness
from justicekb.query.records import entity_ids
from justicekb.querytree import Clue, RecordFilter
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
        for id_ in entity_ids(name, records):
            yield from _most_of(id_, records, replace(where, entities=(id_,)))
            beside = _most_of(id_, records, replace(where, sentence_mentions=(id_,)))
            yield from (fact for fact in beside if fact.type != "other" and not _of_another(fact, id_, same))
            if id_ in same.countries:
                yield from _of_its_laws(id_, records, where)
        return
    facts = records.some(Fact, replace(where, text=name), limit=MOST)
    if not facts:
        entity_ids(name, records)
    yield from facts


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


def _of_another(fact: Fact, id_: str, same: Sameness) -> bool:
    """Whether a fact that only stands beside a name is of another country, law or person."""
    if id_ in same.countries:
        countries = same.country(fact)
        return bool(countries) and id_ not in countries
    kind = id_.partition(":")[0]
    others = [p for p in fact.participants if p.role == "object" and p.entity and p.entity.startswith(f"{kind}:")]
    return kind in _ONE_OF_SEVERAL and bool(others) and id_ not in fact.entities


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
