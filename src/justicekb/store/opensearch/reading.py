"""Reads documents and records of a base on a cluster.

Whatever a search finds of a document counts only when it is of the generation that the document's entry names (see
`units`); what a filter asks of each record is decided by `filters.matches`, as the executable specification has it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby, islice
from typing import Any, TypeVar

from justicekb.errors import StoreError
from justicekb.model import Document, Fact, LawMention, Mention, Passage, Record
from justicekb.querytree import RecordFilter
from justicekb.spans import Span
from justicekb.store.base import Changes, IndexedDocument, ShownPassage
from justicekb.store.fulltext.storedhits import shown_at
from justicekb.store.indexing import indexed_document
from justicekb.store.memory import RecordContext, matches
from justicekb.store.opensearch.client import Cluster
from justicekb.store.opensearch.conditions import documents_asked, is_in_vain, mentioning, sentences_asked
from justicekb.store.opensearch.seen import Seen
from justicekb.store.opensearch.state import State
from justicekb.store.opensearch.surroundings import LIGHTS, Surroundings, place_of
from justicekb.store.opensearch.units import PIECE, Light, Sentence, in_text, read_light, read_sentence, shown

Json = dict[str, Any]
R = TypeVar("R", bound=Record)

_BY_PLACE: list[Json] = [{"path": "asc"}, {"document": "asc"}, {"start": "asc"}, {"end": "asc"}]
_BY_ORDER: list[Json] = [{"order": "asc"}, {"document": "asc"}, {"start": "asc"}, {"end": "asc"}]
_SENTENCE = ["document", "generation", "entities", "strip", "body"]
# Documents of a page that are asked for their sentences together.
_TOGETHER = 100
# Documents that are read together to be indexed: some megabytes.
_INDEXED = 12
# Buckets of one page of an aggregation.
_BUCKETS = 1_000
# As in the other stores (`store.records.retrieval`): the most documents that are looked into for entities they mention
# anywhere, the most sentences read for each record asked for, and documents asked for at once.
_DOCUMENTS, _SENTENCES, _AT_ONCE = 192, 4, 48


class Reading:
    """The reading side of the store, without entities."""

    def __init__(self, cluster: Cluster, index: str, ledger: State) -> None:
        self.cluster = cluster
        self.index = index
        self.ledger = ledger
        self.seen = Seen(lambda: self.ledger.read().revision, lambda: self.cluster.refresh(self.index))
        self.around = Surroundings(self)
        self._to_index: tuple[str, ...] = ()  # what changed when it was asked for, which will be read in this order
        self._named: dict[str, list[Record]] = {}  # records read to be indexed, by document
        self.dirty = False  # whether something was written that searches do not see
        self.unsettled = False  # whether entities must be counted again for what was written
        self.unseen: dict[str, str | None] = {}  # whose paths are, as far as searches do not see it
        self.known = -1  # the revision that this process wrote or saw last

    def unknown(self, document: str) -> StoreError:
        """The error for a document that is not there."""
        return StoreError(f"{document}: no such document in this knowledge base")

    # ── as it is now ─────────────────────────────────────────────────────────────────────────────────────

    def light_now(self, document: str) -> Light | None:
        """A document's own entry, read."""
        found = self.cluster.get(self.index, document, routing=document)
        return None if found is None else read_light(found["_source"])

    def entry_now(self, document: str) -> Json:
        """A document's own entry as it is written; raises StoreError for an unknown document."""
        found = self.cluster.get(self.index, document, routing=document)
        if found is None:
            raise self.unknown(document)
        entry: Json = found["_source"]
        return entry

    def touched_by_removal(self, document: str, *, since: int) -> Sequence[str]:
        """The entities that a document mentioned when it was removed, if that was after a revision."""
        found = self.cluster.get(self.index, f"removed-{document}", routing=document)
        return found["_source"]["touched"] if found and found["_source"]["revision"] > since else ()

    def id_at(self, path: str) -> str | None:
        """The document that has a path, by what searches see and what this process wrote since."""
        if path in self.unseen:
            return self.unseen[path]
        query = {"bool": {"filter": [{"term": {"unit": "document"}}, {"term": {"paths": path}}]}}
        body = {"query": query, "sort": [{"revision": "desc"}], "size": 1, "_source": ["document"]}
        hits = self.cluster.search(self.index, body)["hits"]["hits"]
        return str(hits[0]["_source"]["document"]) if hits else None

    def see(self) -> None:
        """Lets searches see what this process wrote."""
        if self.dirty:
            self.cluster.refresh(self.index)
            self.dirty = False
            self.unseen.clear()

    def whole(self, light: Light) -> tuple[Document, list[Record]]:
        """A document with its text and all of its records."""
        document = self.document(light.document.id)
        if document is None:
            raise self.unknown(light.document.id)
        sentences = self._sentences([{"term": {"document": document.id}}, {"term": {"unit": "sentence"}}], _BY_PLACE)
        return document, [record for sentence in sentences for record in sentence.all_records]

    # ── documents ────────────────────────────────────────────────────────────────────────────────────────

    def document(self, document: str) -> Document | None:
        """See `RecordReader.document`; a prefix that fits several documents names none."""
        light = self.around.light(document) or self._beginning(document)
        if light is None:
            return None
        structure = self.around.structure(light)
        text = "".join(self.around.pieces(light, range(light.count["text"])))
        return replace(shown(light), text=text, blocks=structure.document.blocks)

    def _beginning(self, beginning: str) -> Light | None:
        digits = beginning.removeprefix("doc-")
        if len(digits) < 6:
            return None
        query = {"bool": {"filter": [{"term": {"unit": "document"}}, {"prefix": {"document": f"doc-{digits}"}}]}}
        self.see()
        found = self.cluster.search(self.index, {"query": query, "size": 2, "_source": ["document"]})["hits"]["hits"]
        return self.light_now(found[0]["_source"]["document"]) if len(found) == 1 else None

    def headed(self, document: str) -> Document | None:
        """See `RecordReader.headed`."""
        light = self.around.light(document)
        if light is None:
            return None
        text = "".join(self.around.pieces(light, range(light.count["text"])))
        return replace(shown(light), text=text, blocks=light.heads.blocks)

    def documents(self) -> Iterator[Document]:
        """See `RecordReader.documents`."""
        return (shown(light) for light in self._lights([{"term": {"unit": "document"}}]))

    def by_content(self, sha256: str) -> Document | None:
        """See `RecordReader.by_content`."""
        light = self.light_now(f"doc-{sha256[:12]}")
        return shown(light) if light is not None and light.document.sha256 == sha256 else None

    def by_path(self, path: str) -> Document | None:
        """See `RecordReader.by_path`."""
        id_ = self.id_at(path)
        light = None if id_ is None else self.light_now(id_)
        return None if light is None else shown(light)

    def paths(self, document: str) -> tuple[str, ...]:
        """See `RecordReader.paths`."""
        light = self.light_now(document)
        return () if light is None else light.paths

    def located(self, under: str = "") -> Iterator[tuple[str, str]]:
        """See `RecordReader.located`."""
        self.see()
        parts: list[Json] = [{"term": {"unit": "document"}}]
        if under:
            parts.append({"prefix": {"paths": under}})
        found = self.buckets({"bool": {"filter": parts}}, ("paths", "document"))
        return ((one["paths"], one["document"]) for one in found if one["paths"].startswith(under))

    def text(self, document: str, span: Span) -> str:
        """See `RecordReader.text`."""
        light = self._known_light(document)
        pieces = range(span.start // PIECE, min(light.count["text"], max(span.end - 1, span.start) // PIECE + 1))
        words = "".join(self.around.pieces(light, pieces))
        return Span(span.start - pieces.start * PIECE, span.end - pieces.start * PIECE).of(words)

    def _known_light(self, document: str) -> Light:
        light = self.around.light(document)
        if light is None:
            raise self.unknown(document)
        return light

    def passage(self, passage: str) -> Passage | None:
        """See `RecordReader.passage`."""
        prefix, _, rest = passage.partition("-")
        document = f"doc-{rest.rpartition('-')[0]}"
        if prefix != "pas":
            return None
        return next((one for one in self.passages(document) if one.id == passage), None)

    def passages(self, document: str) -> Iterator[Passage]:
        """See `RecordReader.passages`."""
        light = self.around.light(document)
        return iter(() if light is None else self.around.structure(light).passages)

    def page(self, document: str, offset: int) -> int | None:
        """See `RecordReader.page`."""
        return self._known_light(document).page(offset)

    # ── records ──────────────────────────────────────────────────────────────────────────────────────────

    def records(self, kind: type[R], where: RecordFilter = RecordFilter()) -> Iterator[R]:  # noqa: B008  # frozen
        """See `RecordReader.records`."""
        if is_in_vain(kind, where):
            return
        if place := place_of(where):
            light = self.around.light(place[0])
            yield from [] if light is None else self.around.records(kind, light, place[1])
            return
        for _, sentences in groupby(self._found(kind, where), key=lambda sentence: sentence.document):
            found = [record for sentence in sentences for record in self._of(kind, where, sentence)]
            yield from sorted(found, key=in_text)

    def _found(self, kind: type[Record], where: RecordFilter) -> Iterator[Sentence]:
        """The sentences that may hold such records, by path; of each group's documents, a page at a time."""
        asked = sentences_asked(kind, where)
        if groups := documents_asked(where):
            documents = self._lights([{"term": {"unit": "document"}}, *(mentioning(group) for group in groups)])
            while ids := [light.document.id for light in islice(documents, _TOGETHER)]:
                yield from self._sentences([*asked, {"terms": {"document": ids}}], _BY_PLACE)
        else:
            yield from self._sentences(asked, _BY_PLACE)

    def some(self, kind: type[R], where: RecordFilter, *, limit: int) -> list[R]:
        """See `RecordReader.some`."""
        found = [] if is_in_vain(kind, where) else list(islice(self._some(kind, where, limit), limit))
        self.around.expect((record.document, record.evidence) for record in found)
        return found

    def _some(self, kind: type[R], where: RecordFilter, limit: int) -> Iterator[R]:
        """The records of a few sentences for each; documents that mention the entities asked for are read in turn."""
        left = limit * _SENTENCES
        for documents in self._batches(where) if limit else ():
            within = [{"terms": {"document": list(documents)}}] if documents else []
            for page in self._few([*sentences_asked(kind, where), *within], size=limit, most=left):
                for sentence in self._current(page):
                    yield from self._of(kind, where, sentence)
                left -= len(page)
            if left <= 0:
                return

    def _few(self, parts: Sequence[Json], *, size: int, most: int) -> Iterator[list[Json]]:
        """The first sentences of a query, a page at a time; what is written meanwhile may come or not."""
        self.see()
        query = {"bool": {"filter": list(parts)}}
        body: Json = {"query": query, "sort": _BY_ORDER, "_source": _SENTENCE, "track_total_hits": False}
        while most > 0:
            page = self.cluster.search(self.index, body | {"size": min(size, most)})["hits"]["hits"]
            yield page
            if len(page) < min(size, most):
                return
            most -= len(page)
            body |= {"search_after": page[-1]["sort"]}

    def _batches(self, where: RecordFilter) -> Iterator[Sequence[str]]:
        """Documents to look into, some at a time; nothing at all stands for all documents."""
        groups = documents_asked(where)
        if not (groups or where.documents):
            yield ()
            return
        documents = self._mentioning(groups, where.documents) if groups else where.documents
        for at in range(0, len(documents), _AT_ONCE):
            yield documents[at : at + _AT_ONCE]

    def _mentioning(self, groups: list[tuple[str, ...]], among: Sequence[str]) -> tuple[str, ...]:
        """The documents that mention an entity of each group, those first that mention the rarest group's most."""
        key = ("mentioning", tuple(groups), tuple(among))
        return self.seen.get(key, lambda: self._now_mentioning(groups, among))

    def _now_mentioning(self, groups: list[tuple[str, ...]], among: Sequence[str]) -> tuple[str, ...]:
        self.see()
        rarest = groups[0] if len(groups) == 1 else groups[self._rarest(groups)]
        parts = [{"term": {"unit": "document"}}, *(mentioning(group) for group in groups)]
        if among:
            parts.append({"terms": {"document": list(among)}})
        named = {"terms": {"naming.entity": list(rarest)}}
        most = {"order": "desc", "mode": "sum", "nested": {"path": "naming", "filter": named}}
        sort: list[Json] = [{"naming.times": most}, {"document": "asc"}]
        body = {"query": {"bool": {"filter": parts}}, "sort": sort, "size": _DOCUMENTS, "_source": ["document"]}
        hits = self.cluster.search(self.index, body)["hits"]["hits"]
        return tuple(hit["_source"]["document"] for hit in hits)

    def _rarest(self, groups: Sequence[Sequence[str]]) -> int:
        """The group whose entities fewest documents mention, counted as often as several of them are."""
        each = {str(at): {"terms": {"naming.entity": list(group)}} for at, group in enumerate(groups)}
        spread = {"nested": {"path": "naming"}, "aggs": {"each": {"filters": {"filters": each}}}}
        body = {"size": 0, "query": {"term": {"unit": "document"}}, "aggs": {"spread": spread}}
        found = self.cluster.search(self.index, body)["aggregations"]["spread"]["each"]["buckets"]
        return min(range(len(groups)), key=lambda at: (found[str(at)]["doc_count"], at))

    def _of(self, kind: type[R], where: RecordFilter, sentence: Sentence) -> Iterator[R]:
        """The records of a sentence that the filter lets through, in their order."""
        light = self._known_light(sentence.document)
        context = RecordContext(
            document=shown(light),
            sentence=sentence.text,
            sentence_entities=sentence.entities,
            document_entities=frozenset(light.entities),
        )
        return (record for record in sentence.records(kind) if matches(record, where, context))

    def mentioned(self, document: str) -> dict[str, int]:
        """See `RecordReader.mentioned`."""
        light = self.around.light(document)
        return {} if light is None else dict(light.entities)

    def record(self, record: str) -> Record | None:
        """See `RecordReader.record`."""
        asked: list[Json] = [
            {"term": {"unit": "sentence"}},
            {"nested": {"path": "record", "query": {"term": {"record.id": record}}}},
        ]
        found = (r for sentence in self._sentences(asked, _BY_PLACE) for r in sentence.all_records if r.id == record)
        return next(found, None)

    # ── for the index and the status ─────────────────────────────────────────────────────────────────────

    def changes(self, since: int) -> Changes:
        """See `RecordReader.changes`."""
        revision = self.ledger.read().revision
        self.cluster.refresh(self.index)  # whoever wrote what led to the revision
        after = {"range": {"revision": {"gt": since}}}
        ids: dict[str, list[str]] = {"document": [], "removed": []}
        for hit in self.hits(after, [{"document": "asc"}, {"unit": "asc"}], source=["document", "unit"]):
            ids[hit["_source"]["unit"]].append(hit["_source"]["document"])
        self.seen.forget()
        self._named.clear()
        self._to_index = tuple(ids["document"])
        return Changes(written=self._to_index, removed=tuple(ids["removed"]), revision=revision)

    @property
    def revision(self) -> int:
        """See `RecordReader.revision`."""
        return self.ledger.read().revision

    def state(self, revision: int) -> str:
        """See `RecordReader.state`."""
        return self.ledger.digest_at(revision)

    def indexed(self, document: str) -> IndexedDocument | None:
        """See `RecordReader.indexed`."""
        if document not in self._named:
            self._read_to_index(document)
        records, light = self._named.pop(document), self.around.light(document)
        if light is None:
            return None
        structure = self.around.structure(light)
        text = "".join(self.around.pieces(light, range(light.count["text"])))
        found = replace(shown(light), text=text, blocks=structure.document.blocks)
        return indexed_document(found, records, list(structure.passages))

    def _read_to_index(self, document: str) -> None:
        """Reads what an index keeps of the records of a document and of those that will be asked for after it."""
        at = self._to_index.index(document) if document in self._to_index else len(self._to_index)
        together = (document, *self._to_index[at + 1 : at + _INDEXED])
        self.around.expect_texts(together)
        self._named = {id_: [] for id_ in together}
        asked: list[Json] = [{"term": {"unit": "sentence"}}, {"terms": {"document": list(together)}}]
        for sentence in self._sentences(asked, _BY_PLACE, size=5_000):
            for kind in (Mention, LawMention, Fact):
                self._named[sentence.document] += sentence.records(kind)

    def shown(self, document: str, position: int) -> ShownPassage | None:
        """See `PassageReader.shown`."""
        found = self.indexed(document)
        return None if found is None else shown_at(found, position)

    def setting(self, name: str) -> str | None:
        """See `RecordReader.setting`."""
        return self.ledger.read().settings.get(name)

    # ── searches ─────────────────────────────────────────────────────────────────────────────────────────

    def hits(self, query: Json, sort: Sequence[Json], *, source: object) -> Iterator[Json]:
        """Everything that a query finds, in an order."""
        self.see()
        body = {"query": query, "sort": list(sort), "_source": source}
        return (hit for page in self.cluster.pages(self.index, body) for hit in page)

    def buckets(self, query: Json, fields: Sequence[str]) -> Iterator[Json]:
        """Every combination of values that the entries of a query have in some fields, in order."""
        sources = [{name: {"terms": {"field": name}}} for name in fields]
        after: Json | None = None
        while True:
            asked: Json = {"size": _BUCKETS, "sources": sources} | ({"after": after} if after else {})
            body = {"size": 0, "query": query, "track_total_hits": False, "aggs": {"found": {"composite": asked}}}
            found = self.cluster.search(self.index, body)["aggregations"]["found"]
            yield from (bucket["key"] for bucket in found["buckets"])
            after = found.get("after_key")
            if after is None:
                return

    def _lights(self, parts: Iterable[Json]) -> Iterator[Light]:
        """Documents by path."""
        query = {"bool": {"filter": list(parts)}}
        found = self.hits(query, [{"path": "asc"}, {"document": "asc"}], source=True)
        return (read_light(hit["_source"]) for hit in found)

    def _sentences(self, parts: Iterable[Json], sort: Sequence[Json], *, size: int = 500) -> Iterator[Sentence]:
        """The sentences of a query that belong to their document as it is."""
        self.see()
        body = {"query": {"bool": {"filter": list(parts)}}, "sort": list(sort), "_source": _SENTENCE}
        for page in self.cluster.pages(self.index, body, size=size):
            self.around.expect_texts(dict.fromkeys(hit["_source"]["document"] for hit in page))
            yield from self._current(page)

    def current_sentences(self, parts: Iterable[Json], *, size: int) -> Iterator[Sentence]:
        """See `surroundings.Source`."""
        return self._sentences(parts, _BY_PLACE, size=size)

    def _current(self, page: Iterable[Json]) -> Iterator[Sentence]:
        """The sentences of a page of hits that belong to their document as it is."""
        found = [read_sentence(hit["_source"]) for hit in page]
        documents = sorted({sentence.document for sentence in found})
        lights: dict[str, Light | None] = {}
        for at in range(0, len(documents), LIGHTS):
            lights |= self.around.lights(documents[at : at + LIGHTS])
        return (sentence for sentence in found if self._is_current(sentence, lights[sentence.document]))

    def _is_current(self, sentence: Sentence, light: Light | None) -> bool:
        if light is not None and light.generation != sentence.generation:
            light = self.light_now(sentence.document)
            self.seen.put(("light", sentence.document), light)
        return light is not None and light.generation == sentence.generation
