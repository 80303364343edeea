"""Records with their citations: facts, figures, quotes and mentions, filtered in order of document and place."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Generic, TypeVar

from justicekb.errors import Diagnostic, NotFoundError
from justicekb.findings import Citation
from justicekb.model import Fact, Record
from justicekb.query.language import Reading
from justicekb.querytree import RecordFilter
from justicekb.store.base import RecordReader

R = TypeVar("R", bound=Record)


@dataclass(frozen=True, slots=True)
class Cited(Generic[R]):
    """A record with the place of its sentence."""

    record: R
    citation: Citation


def entity_ids(name: str, records: RecordReader) -> tuple[str, ...]:
    """The ids that a name or an id may mean, most frequent first.

    Raises NotFoundError when nothing is called so; its message names what is spelt like it.
    """
    if records.entity(name) is not None:
        return (name,)
    found = tuple(count.entity.id for count in records.find_entities(name))
    if found:
        return found
    like = [count.entity.name for count in records.similar_entities(name, limit=3)]
    hint = f"; did you mean {' or '.join(like)}?" if like else ""
    raise NotFoundError(Diagnostic(message=f"nothing in the knowledge base is called {name!r}{hint}"))


def listed(kind: type[R], records: RecordReader, *, where: RecordFilter | None = None) -> Iterator[Cited[R]]:
    """The records of a kind that the filter lets through, by document and place, each with its citation.

    Facts of type "other" are listed only when their type is asked for.
    """
    reading, chosen = Reading(records), where or RecordFilter()
    for record in records.records(kind, chosen):
        if chosen.types or not (isinstance(record, Fact) and record.type == "other"):
            yield Cited(record, reading.citation(record))
