"""`Records` and `FullText` on dictionaries: the executable specification of both protocols.

Everything is computed anew from the documents and records kept, so what is said here in a line or two is what
the other stores must do with tables and indexes. Also for tests and dry runs.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice
from typing import TypeVar

from justicekb.errors import StoreError
from justicekb.model import (
    RECORD_TYPES,
    Document,
    EntityType,
    Passage,
    Record,
    normalise_name,
    passages,
)
from justicekb.querytree import RecordFilter
from justicekb.spans import Span
from justicekb.store import entities
from justicekb.store.base import Changes, EntityCount, IndexedDocument, ShownPassage, StoreCounts
from justicekb.store.fulltext.storedhits import shown_at
from justicekb.store.indexing import indexed_document
from justicekb.store.memory.filters import RecordContext, matches

R = TypeVar("R", bound=Record)


@dataclass(slots=True)
class _Kept:
    """A document with its records, every path its bytes were found at, and the revision that wrote it."""

    document: Document
    records: dict[str, Record]
    paths: set[str]
    revision: int
    places: list[tuple[str, EntityType, Span]] = field(default_factory=list)

    def shown(self) -> Document:
        return replace(self.document, path=min(self.paths))

    def light(self) -> Document:
        return replace(self.shown(), text="", blocks=())

    def entities_in(self, span: Span) -> frozenset[str]:
        return frozenset(entity for entity, _, place in self.places if span.contains(place))


class MemoryRecords:
    """The record store on dictionaries."""

    def __init__(self) -> None:
        self._kept: dict[str, _Kept] = {}
        self._removed: dict[str, int] = {}
        self._revision = 0
        self._settings: dict[str, str] = {}

    # ── writing ──────────────────────────────────────────────────────────────────────────────────────────

    def replace(self, document: Document, records: Sequence[Record]) -> None:
        """See `RecordWriter.replace`."""
        self._revision += 1
        self._leave(document.path, keep=document.id)
        before = self._kept.get(document.id)
        paths = (before.paths if before else set()) | {document.path}
        own = {record.id: record for record in sorted(records, key=_place)}
        places = [place for record in own.values() if (place := entities.named(record))]
        self._kept[document.id] = _Kept(document, own, paths, self._revision, places)
        self._removed.pop(document.id, None)

    def add_path(self, document: str, path: str) -> None:
        """See `RecordWriter.add_path`; raises StoreError for an unknown document."""
        kept = self._known(document)
        self._revision += 1
        self._leave(path, keep=document)
        kept.paths.add(path)
        kept.revision = self._revision

    def leave(self, document: str, path: str) -> None:
        """See `RecordWriter.leave`; what is not known is no error."""
        kept = self._kept.get(document)
        if kept is None or path not in kept.paths:
            return
        self._revision += 1
        kept.paths.discard(path)
        kept.revision = self._revision
        if not kept.paths:
            self._forget(document)

    def remove(self, document: str) -> None:
        """See `RecordWriter.remove`; an unknown document is no error."""
        if document in self._kept:
            self._revision += 1
            self._forget(document)

    def set_setting(self, name: str, value: str) -> None:
        """See `RecordWriter.set_setting`."""
        self._settings[name] = value

    def setting(self, name: str) -> str | None:
        """See `RecordReader.setting`."""
        return self._settings.get(name)

    def _leave(self, path: str, *, keep: str) -> None:
        """Takes the path from the document that had it; one that is left without a path is forgotten."""
        for id_, kept in list(self._kept.items()):
            if id_ != keep and path in kept.paths:
                kept.paths.discard(path)
                kept.revision = self._revision
                if not kept.paths:
                    self._forget(id_)

    def _forget(self, document: str) -> None:
        del self._kept[document]
        self._removed[document] = self._revision

    # ── reading ──────────────────────────────────────────────────────────────────────────────────────────

    def document(self, document: str) -> Document | None:
        """See `RecordReader.document`; a prefix that fits several documents names none."""
        if document in self._kept:
            return self._kept[document].shown()
        digits = document.removeprefix("doc-")
        fitting = [k for id_, k in self._kept.items() if id_.removeprefix("doc-").startswith(digits)]
        return fitting[0].shown() if len(digits) >= 6 and len(fitting) == 1 else None

    def headed(self, document: str) -> Document | None:
        """See `RecordReader.headed`."""
        if document not in self._kept:
            return None
        shown = self._kept[document].shown()
        return replace(shown, blocks=tuple(block for block in shown.blocks if block.kind in ("title", "heading")))

    def documents(self) -> Iterator[Document]:
        """See `RecordReader.documents`."""
        return (kept.light() for kept in self._in_order())

    def by_content(self, sha256: str) -> Document | None:
        """See `RecordReader.by_content`."""
        return next((kept.light() for kept in self._kept.values() if kept.document.sha256 == sha256), None)

    def by_path(self, path: str) -> Document | None:
        """See `RecordReader.by_path`."""
        return next((kept.light() for kept in self._kept.values() if path in kept.paths), None)

    def paths(self, document: str) -> tuple[str, ...]:
        """See `RecordReader.paths`."""
        return tuple(sorted(self._kept[document].paths)) if document in self._kept else ()

    def located(self, under: str = "") -> Iterator[tuple[str, str]]:
        """See `RecordReader.located`."""
        found = ((path, id_) for id_, kept in self._kept.items() for path in kept.paths if path.startswith(under))
        return iter(sorted(found))

    def records(self, kind: type[R], where: RecordFilter = RecordFilter()) -> Iterator[R]:  # noqa: B008  # frozen
        """See `RecordReader.records`; what the filter means is `filters.matches`."""
        for kept in self._in_order():
            for record in kept.records.values():
                if isinstance(record, kind) and matches(record, where, _context(kept, record)):
                    yield record

    def some(self, kind: type[R], where: RecordFilter, *, limit: int) -> list[R]:
        """See `RecordReader.some`; the first in order."""
        return list(islice(self.records(kind, where), limit))

    def mentioned(self, document: str) -> dict[str, int]:
        """See `RecordReader.mentioned`."""
        kept = self._kept.get(document)
        places = {(entity, span) for entity, _, span in kept.places} if kept else set()
        return Counter(entity for entity, _ in places)

    def record(self, record: str) -> Record | None:
        """See `RecordReader.record`."""
        return next((kept.records[record] for kept in self._kept.values() if record in kept.records), None)

    def text(self, document: str, span: Span) -> str:
        """See `RecordReader.text`."""
        return span.of(self._known(document).document.text)

    def passage(self, passage: str) -> Passage | None:
        """See `RecordReader.passage`."""
        return next((p for id_ in self._kept for p in self.passages(id_) if p.id == passage), None)

    def passages(self, document: str) -> Iterator[Passage]:
        """See `RecordReader.passages`."""
        return passages(self._kept[document].document) if document in self._kept else iter(())

    def page(self, document: str, offset: int) -> int | None:
        """See `RecordReader.page`."""
        blocks = self._known(document).document.blocks
        before = [block.page for block in blocks if block.page is not None and block.span.start <= offset]
        return before[-1] if before else None

    def entity(self, entity: str) -> EntityCount | None:
        """See `RecordReader.entity`."""
        return next((count for count in self._entities() if count.entity.id == entity), None)

    def find_entities(
        self,
        name: str | None = None,
        *,
        type: EntityType | None = None,
        limit: int | None = None,
    ) -> Iterator[EntityCount]:
        """See `RecordReader.find_entities`."""
        wanted = None if name is None else normalise_name(name)
        found = [c for c in self._entities() if type in (None, c.entity.type) and wanted in (None, *_names(c))]
        return iter(sorted(found, key=entities.order)[:limit])

    def similar_entities(self, name: str, *, limit: int = 5) -> list[EntityCount]:
        """See `RecordReader.similar_entities`; the measure is `entities.likeness`."""
        scored = [(entities.likeness(normalise_name(name), _names(count)), count) for count in self._entities()]
        fitting = [(score, count) for score, count in scored if score >= entities.LIKENESS]
        return [count for _, count in sorted(fitting, key=lambda pair: (-pair[0], entities.order(pair[1])))[:limit]]

    def entities_starting(self, beginning: str, *, limit: int = 10) -> list[EntityCount]:
        """See `RecordReader.entities_starting`."""
        start = normalise_name(beginning)
        fitting = [count for count in self._entities() if start and any(n.startswith(start) for n in _names(count))]
        return sorted(fitting, key=entities.order)[:limit]

    def cooccurring(self, entity: str, *, limit: int = 20) -> list[EntityCount]:
        """See `RecordReader.cooccurring`; `documents` counts those with a shared sentence."""
        sentences = [
            (kept.document.id, named)
            for kept in self._kept.values()
            for span in {record.evidence for record in kept.records.values() if entities.named(record)}
            if entity in (named := kept.entities_in(span))
        ]
        shared = Counter(other for _, named in sentences for other in named - {entity})
        spread = {other: len({document for document, named in sentences if other in named}) for other in shared}
        by_id = {count.entity.id: count.entity for count in self._entities()}
        counts = [EntityCount(entity=by_id[o], mentions=n, documents=spread[o]) for o, n in shared.items()]
        return sorted(counts, key=lambda c: (-c.mentions, -c.documents, c.entity.id))[:limit]

    def counts(self) -> StoreCounts:
        """See `RecordReader.counts`; entities count among the records."""
        records = {kind.KIND: 0 for kind in RECORD_TYPES}
        for kept in self._kept.values():
            for record in kept.records.values():
                records[record.KIND] += 1
        records["entity"] = sum(1 for _ in self._entities())
        return StoreCounts(
            documents=len(self._kept),
            passages=sum(1 for id_ in self._kept for _ in self.passages(id_)),
            records=records,
            revision=self._revision,
        )

    @property
    def revision(self) -> int:
        """See `RecordReader.revision`."""
        return self._revision

    def state(self, revision: int) -> str:
        """See `RecordReader.state`: memory is neither copied nor restored, so a revision tells all."""
        return str(revision) if 0 <= revision <= self._revision else ""

    def problems(self, *, thorough: bool = False) -> list[str]:
        """See `RecordReader.problems`: memory is never damaged."""
        return []

    def changes(self, since: int) -> Changes:
        """See `RecordReader.changes`."""
        return Changes(
            written=tuple(sorted(id_ for id_, kept in self._kept.items() if kept.revision > since)),
            removed=tuple(sorted(id_ for id_, revision in self._removed.items() if revision > since)),
            revision=self._revision,
        )

    def indexed(self, document: str) -> IndexedDocument | None:
        """See `RecordReader.indexed`."""
        if document not in self._kept:
            return None
        kept = self._kept[document]
        return indexed_document(kept.shown(), kept.records.values(), list(self.passages(document)))

    def shown(self, document: str, position: int) -> ShownPassage | None:
        """See `PassageReader.shown`."""
        found = self.indexed(document)
        return None if found is None else shown_at(found, position)

    def close(self) -> None:
        """See `RecordStore.close`; what was kept stays readable."""

    def _in_order(self) -> list[_Kept]:
        return sorted(self._kept.values(), key=lambda kept: min(kept.paths))

    def _known(self, document: str) -> _Kept:
        if document not in self._kept:
            raise StoreError(f"{document}: no such document in this knowledge base")
        return self._kept[document]

    def _entities(self) -> Iterator[EntityCount]:
        """Every entity, counted: one mention for each place, whichever records name it there."""
        canonical: dict[str, Counter[str]] = {}
        names: dict[str, Counter[str]] = {}
        places: dict[str, set[tuple[str, Span]]] = {}
        for document, record in ((id_, r) for id_, kept in self._kept.items() for r in kept.records.values()):
            if named := entities.named(record):
                canonical.setdefault(named[0], Counter())[entities.names_of(record)[0]] += 1
                names.setdefault(named[0], Counter()).update(set(entities.names_of(record)))
                places.setdefault(named[0], set()).add((document, named[2]))
        for id_, found in places.items():
            entity = entities.build(id_, canonical[id_], names[id_])
            yield EntityCount(entity=entity, mentions=len(found), documents=len({d for d, _ in found}))


def _place(record: Record) -> tuple[int, int, str]:
    return record.span.start, record.span.end, record.id


def _context(kept: _Kept, record: Record) -> RecordContext:
    return RecordContext(
        document=kept.shown(),
        sentence=record.evidence.of(kept.document.text),
        sentence_entities=kept.entities_in(record.evidence),
        document_entities=frozenset(entity for entity, _, _ in kept.places),
    )


def _names(count: EntityCount) -> list[str]:
    return [normalise_name(name) for name in (count.entity.name, *count.entity.aliases)]
