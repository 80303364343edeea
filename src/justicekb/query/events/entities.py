"""Entities: the list of them, and one entity's page with aliases, mentions, facts and what it occurs with."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from justicekb.display import Displayed, Rows
from justicekb.findings import TimelineEntry
from justicekb.model import EntityType, LawMention, Mention, Record
from justicekb.query.events.apart import Apart, kept_apart
from justicekb.query.events.timeline import timeline
from justicekb.query.records import Cited, entity_ids, listed
from justicekb.querytree import RecordFilter
from justicekb.store.base import EntityCount, RecordReader
from justicekb.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True, kw_only=True)
class EntityPage(Displayed):
    """What is known of one entity. `mentions` are the first ones, in order of documents."""

    count: EntityCount
    roles: tuple[str, ...]
    mentions: tuple[Cited[Record], ...]
    facts: tuple[TimelineEntry, ...]
    together: tuple[EntityCount, ...]
    others: tuple[EntityCount, ...] = ()  # other entities of the same name
    apart: tuple[Apart, ...] = ()  # these and those of a like spelling, with why they are kept apart

    def to_dicts(self) -> Rows:
        """A row for each event of the entity."""
        return [
            {
                "date": entry.date.text,
                "type": entry.type,
                "headline": entry.headline,
                "modality": entry.modality,
                "evidence": [citation.sentence for citation in entry.evidence],
                "sources": [citation.source for citation in entry.evidence],
            }
            for entry in self.facts
        ]

    def caption(self) -> str:
        """The entity's names, and how often it is mentioned."""
        known = self.count.entity
        names = ", ".join((known.name, *known.aliases[:5]))
        return f"{names}: {self.count.mentions} mentions in {self.count.documents} documents"


def entities(
    records: RecordReader, *, type: EntityType | None = None, limit: int | None = None
) -> Iterator[EntityCount]:
    """All entities, those of the most documents first."""
    return records.find_entities(type=type, limit=limit)


def entity_page(
    name: str, records: RecordReader, vocabulary: Vocabulary, *, mentions: int = 10, together: int = 15
) -> EntityPage:
    """The page of the entity that a name or id most likely means; raises QueryError when there is none."""
    ids = entity_ids(name, records)
    counts = [count for id_ in ids if (count := records.entity(id_)) is not None]
    where = RecordFilter(entities=ids[:1])
    return EntityPage(
        count=counts[0],
        roles=_roles(records, where),
        mentions=tuple(islice(_mentions(records, where), mentions)),
        facts=tuple(timeline(ids[0], records, vocabulary)),
        together=tuple(records.cooccurring(ids[0], limit=together)),
        others=tuple(counts[1:]),
        apart=kept_apart(counts[0], tuple(counts[1:]), records),
    )


def _mentions(records: RecordReader, where: RecordFilter) -> Iterator[Cited[Record]]:
    for kind in (Mention, LawMention):
        seen: set[tuple[str, int]] = set()
        for cited in listed(kind, records, where=where):
            sentence = (cited.record.document, cited.record.evidence.start)
            if sentence not in seen:
                seen.add(sentence)
                yield Cited(cited.record, cited.citation)


def _roles(records: RecordReader, where: RecordFilter) -> tuple[str, ...]:
    roles = (mention.role for mention in records.records(Mention, where))
    return tuple(dict.fromkeys(role for role in roles if role))
