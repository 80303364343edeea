"""What a knowledge base holds as rows and graphs, lazily: memory does not grow with it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, TypeVar

from justicekb.errors import StoreError
from justicekb.knowledge.base import Base
from justicekb.model import Record
from justicekb.querytree import RecordFilter

if TYPE_CHECKING:
    from justicekb.export.graphs import FtmEntity
    from justicekb.export.rows import Row
    from justicekb.model import Document, Entity, Passage

R = TypeVar("R", bound=Record)


class Exporting(Base):
    """The side of `KnowledgeBase` that hands out all it holds."""

    def rows(self, kinds: Sequence[str] = ()) -> Iterator[Row]:
        """Every record as the export contract has it, document by document, then the entities; see docs/records.md.

        `kinds` keeps these: "document", "passage", "entity" and the record kinds.
        """
        from justicekb.export.rows import document_row, entity_row, passage_row, record_rows
        from justicekb.model import RECORD_TYPES

        wanted = set(kinds) or {"document", "passage", "entity", *(kind.KIND for kind in RECORD_TYPES)}
        for light in self.records.documents():
            document = self.records.document(light.id) or light
            if "document" in wanted:
                yield document_row(document)
            for passage in self.records.passages(document.id) if "passage" in wanted else ():
                yield passage_row(passage, source=document.path, text=passage.span.of(document.text))
            for kind in RECORD_TYPES:
                if kind.KIND in wanted:
                    records = self.records.records(kind, RecordFilter(documents=(document.id,)))
                    yield from record_rows(document, records)
        if "entity" in wanted:
            yield from (entity_row(count.entity) for count in self.records.find_entities())

    def followthemoney(self) -> Iterator[Row]:
        """Documents, events, persons, organisations and places as FollowTheMoney entities."""
        return (entity.row() for entity in self._followthemoney())

    def followthemoney_statements(self, dataset: str = "justicekb") -> Iterator[Row]:
        """The same as statements, one row for each value of each property; `dataset` is named in every row."""
        from justicekb.export.graphs import statement_rows

        return statement_rows(self._followthemoney(), dataset)

    def _followthemoney(self) -> Iterator[FtmEntity]:
        from justicekb.export.graphs import Codes, ftm_entities
        from justicekb.model import Fact, entity_id
        from justicekb.vocabulary.entries import Country, Language

        codes = Codes(
            countries={entity_id("place", country.name): country.id for country in self.vocabulary.entries(Country)},
            languages={language.id: language.iso3 for language in self.vocabulary.entries(Language)},
        )
        documents = (self.records.document(light.id) or light for light in self.records.documents())
        told = ((d, self.records.records(Fact, RecordFilter(documents=(d.id,)))) for d in documents)
        return ftm_entities(told, (count.entity for count in self.records.find_entities()), codes)

    def graph(self) -> Iterator[str]:
        """Who is named with whom, as pieces of GraphML: an edge's weight counts the sentences that name both."""
        from justicekb.export.graphs import graphml, together
        from justicekb.model import LawMention, Mention

        edges = together(self._by_document(Mention, LawMention))
        return graphml(((count.entity, count.mentions) for count in self.records.find_entities()), edges)

    def _by_document(self, *kinds: type[R]) -> Iterator[R]:
        """The records of the kinds, all of one document before those of the next."""
        for document in self.records.documents():
            for kind in kinds:
                yield from self.records.records(kind, RecordFilter(documents=(document.id,)))

    def row(self, thing: Document | Passage | Record | Entity) -> Row:
        """One document, passage, record or entity as the export contract has it."""
        from justicekb.export.rows import document_row, entity_row, passage_row, record_row
        from justicekb.model import Document, Entity, Passage

        if isinstance(thing, Document):
            return document_row(thing)
        if isinstance(thing, Entity):
            return entity_row(thing)
        document = self.records.document(thing.document)
        if document is None:
            raise StoreError(f"{self.settings.home}: {thing.id} is stored without its document; run it in again")
        if isinstance(thing, Passage):
            return passage_row(thing, source=document.path, text=thing.span.of(document.text))
        return record_row(thing, source=document.path, evidence=thing.evidence.of(document.text))

    def find(self, id_: str) -> Document | Passage | Record | Entity | None:
        """The document, passage, record or entity with this id, None when there is none."""
        if id_.startswith("doc-"):
            return self.records.document(id_)
        if id_.startswith("pas-"):
            return self.records.passage(id_)
        if ":" in id_:
            count = self.records.entity(id_)
            return None if count is None else count.entity
        return self.records.record(id_)
