"""Entities counted over all documents: an entry for each, made again from the documents' entries when these change.

A change only notes which entities it touched. `settle` counts these again, all at once, before anybody asks for one or
at the end of an ingest; it may be interrupted and begun again at any time.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from hashlib import sha256
from itertools import islice
from typing import Any

import msgspec

from justicekb.model import Entity, EntityType, normalise_name
from justicekb.store import entities
from justicekb.store.base import ALIASES, EntityCount
from justicekb.store.opensearch.writing import Writing

Json = dict[str, Any]

# Entities counted with one request, and the most names of each: together fewer than the buckets that OpenSearch allows
# (search.max_buckets, 65,535).
_COUNTED, _NAMES = 60, 1_000
_MOST_NAMED: list[Json] = [{"canonical": "desc"}, {"times": "desc"}, {"_key": "asc"}]
# What is only looked for in an entity's entry.
_UNREAD = ["normal", "word", "gram"]
# Entities read for each that is asked for by likeness; the best of them share most pairs of letters.
_ALIKE = 1_000
# Of two names that are alike (LIKENESS, 0.8), the shorter has at least a third of its pairs of letters, less one, in
# the other: at most a fifth of all letters stand in neither, and each of these parts two of the stretches that agree.
_SHARED = 1 / 3


class Entities(Writing):
    """The part of the store that counts and finds entities."""

    def settle(self) -> None:
        """Counts entities again whose documents were changed."""
        now = self.ledger.read()
        self.unsettled = False
        if now.settled == now.revision:
            return
        base = self.take()
        self.see()
        touched = {"range": {"revision": {"gt": base.settled}}}
        found = (bucket["touched"] for bucket in self.buckets(touched, ("touched",)))
        while some := list(islice(found, _COUNTED)):
            self.cluster.bulk(self.index, self._counted(some))
        self.cluster.refresh(self.index)
        self.ledger.advance(msgspec.structs.replace(base, settled=base.revision))
        self.seen.forget()

    def count_again(self) -> None:
        """Counts every entity again, whatever was noted."""
        base = self.take()
        query = {"query": {"term": {"unit": "entity"}}}
        self.cluster.send("POST", f"/{self.index}/_delete_by_query", query, conflicts="proceed", refresh=True)
        self.ledger.advance(msgspec.structs.replace(base, settled=0))
        self.settle()

    def _counted(self, some: Sequence[str]) -> Iterator[Json]:
        """The entries of entities as all documents together have them; those that none mentions are taken away."""
        found = {bucket["key"]: bucket for bucket in self._totals(some)}
        for id_ in some:
            if id_ in found:
                yield {"index": {"_id": f"entity-{_id(id_)}"}, "source": _entry(id_, found[id_])}
            else:
                yield {"delete": {"_id": f"entity-{_id(id_)}"}}

    def _totals(self, some: Sequence[str]) -> list[Json]:
        names = {
            "nested": {"path": "naming.names"},
            "aggs": {
                "name": {
                    "terms": {"field": "naming.names.name", "size": _NAMES, "order": _MOST_NAMED},
                    "aggs": {
                        "times": {"sum": {"field": "naming.names.times"}},
                        "canonical": {"sum": {"field": "naming.names.canonical"}},
                    },
                }
            },
        }
        each = {
            "terms": {"field": "naming.entity", "size": len(some), "include": list(some)},
            "aggs": {"mentions": {"sum": {"field": "naming.times"}}, "names": names},
        }
        wanted = {"filter": {"terms": {"naming.entity": list(some)}}, "aggs": {"each": each}}
        nested = {"nested": {"path": "naming"}, "aggs": {"wanted": wanted}}
        query = {"nested": {"path": "naming", "query": {"terms": {"naming.entity": list(some)}}}}
        body = {"size": 0, "query": query, "track_total_hits": False, "aggs": {"naming": nested}}
        buckets: list[Json] = self.cluster.search(self.index, body)["aggregations"]["naming"]["wanted"]["each"][
            "buckets"
        ]
        return buckets

    # ── reading ──────────────────────────────────────────────────────────────────────────────────────────

    def entity(self, entity: str) -> EntityCount | None:
        """See `RecordReader.entity`."""
        self._settled()
        return self._counts([entity]).get(entity)

    def _counts(self, ids: Sequence[str]) -> dict[str, EntityCount]:
        """The entities with these ids, as far as there are, in this order; read together."""
        found: dict[tuple[str, str], EntityCount | None] = self.seen.known(("entity", id_) for id_ in ids)
        missing = [id_ for id_ in ids if ("entity", id_) not in found]
        there = self.cluster.get_all(self.index, {f"entity-{_id(id_)}": None for id_ in missing}, without=_UNREAD)
        for id_ in missing:
            entry = there.get(f"entity-{_id(id_)}")
            found["entity", id_] = None if entry is None else _read(entry)
            self.seen.put(("entity", id_), found["entity", id_])
        return {id_: count for id_ in ids if (count := found["entity", id_]) is not None}

    def find_entities(
        self, name: str | None = None, *, type: EntityType | None = None, limit: int | None = None
    ) -> Iterator[EntityCount]:
        """See `RecordReader.find_entities`."""
        asked: list[Json] = [{"term": {"unit": "entity"}}]
        if type is not None:
            asked.append({"term": {"type": type}})
        if name is None:
            return islice(self._by_frequency({"bool": {"filter": asked}}, limit), limit)
        asked.append({"term": {"normal": normalise_name(name)}})
        query = {"bool": {"filter": asked}}
        if limit is None:
            return self._by_frequency(query, None)
        self._settled()
        return iter(self.seen.get(("named", name, type, limit), lambda: list(self._by_frequency(query, limit))))

    def _by_frequency(self, query: Json, limit: int | None) -> Iterator[EntityCount]:
        self._settled()
        self.see()
        sort: list[Json] = [{"documents": "desc"}, {"mentions": "desc"}, {"entity": "asc"}]
        body = {"query": query, "sort": sort, "_source": ["entity", "mentions", "documents", "body"]}
        if limit is not None and limit <= _ALIKE:
            page = self.cluster.search(self.index, {**body, "size": limit})["hits"]["hits"]
            return iter([self._noted(hit["_source"]) for hit in page])
        return (_read(hit["_source"]) for page in self.cluster.pages(self.index, body) for hit in page)

    def _noted(self, source: Json) -> EntityCount:
        count = _read(source)
        self.seen.put(("entity", source["entity"]), count)
        return count

    def similar_entities(self, name: str, *, limit: int = 5) -> list[EntityCount]:
        """See `RecordReader.similar_entities`; the measure is `entities.likeness`."""
        wanted = normalise_name(name)
        if not wanted:
            return []
        self._settled()
        self.see()
        scores: dict[str, float] = {}
        for source in self._alike(wanted):
            score = entities.likeness(wanted, source["normal"])
            if score >= entities.LIKENESS:
                scores[source["entity"]] = score
        found = self._counts(list(scores)).items()
        return [count for _, count in sorted(found, key=lambda one: (-scores[one[0]], entities.order(one[1])))[:limit]]

    def _alike(self, wanted: str) -> list[Json]:
        """Entities that may have a name like this one, or one with all its words; the most promising."""
        pairs = _grams(wanted)
        shared = max(1, int(len(pairs) * _SHARED) - 1)
        letters = [{"constant_score": {"filter": {"term": {"gram": pair}}}} for pair in sorted(pairs)]
        words = [{"term": {"word": word}} for word in wanted.split()]
        like = [
            {"bool": {"should": letters, "minimum_should_match": min(shared, len(letters))}},
            {"constant_score": {"filter": {"bool": {"filter": words}}, "boost": len(pairs) + 1}},
        ]
        query = {"bool": {"filter": [{"term": {"unit": "entity"}}], "should": like, "minimum_should_match": 1}}
        body = {"query": query, "size": _ALIKE, "_source": ["entity", "normal"]}
        return [hit["_source"] for hit in self.cluster.search(self.index, body)["hits"]["hits"]]

    def entities_starting(self, beginning: str, *, limit: int = 10) -> list[EntityCount]:
        """See `RecordReader.entities_starting`."""
        start = normalise_name(beginning)
        if not start:
            return []
        query = {"bool": {"filter": [{"term": {"unit": "entity"}}, {"prefix": {"normal": start}}]}}
        return list(self._by_frequency(query, limit))

    def cooccurring(self, entity: str, *, limit: int = 20) -> list[EntityCount]:
        """See `RecordReader.cooccurring`; `documents` counts those with a shared sentence."""
        self._settled()
        self.see()
        asked = [{"term": {"unit": "sentence"}}, {"term": {"names_someone": True}}, {"term": {"entities": entity}}]
        documents = {"cardinality": {"field": "document", "precision_threshold": 40_000}}
        order = [{"_count": "desc"}, {"documents": "desc"}, {"_key": "asc"}]
        # More than are asked for come from each shard, so that what is common on all of them together is among them.
        terms = {
            "field": "entities",
            "exclude": [entity],
            "size": limit,
            "shard_size": 20 * limit + 200,
            "order": order,
        }
        others = {"terms": terms, "aggs": {"documents": documents}}
        body = {"size": 0, "query": {"bool": {"filter": asked}}, "track_total_hits": False, "aggs": {"others": others}}
        found = self.cluster.search(self.index, body)["aggregations"]["others"]["buckets"]
        shared = {bucket["key"]: bucket for bucket in found}
        return [
            EntityCount(entity=one.entity, mentions=bucket["doc_count"], documents=bucket["documents"]["value"])
            for id_, one in self._counts(list(shared)).items()
            for bucket in [shared[id_]]
        ]

    def _settled(self) -> None:
        """Before entities are read by who changed documents: they are counted again."""
        if self.unsettled:
            self.settle()


def _id(entity: str) -> str:
    """The id of an entity's entry; of a long one its digest, for ids have at most 512 bytes."""
    return entity if len(entity.encode()) <= 400 else sha256(entity.encode()).hexdigest()


def _entry(id_: str, bucket: Json) -> Json:
    """The entry of an entity that was counted."""
    told = [
        (b["key"], int(b["times"]["value"]), int(b["canonical"]["value"])) for b in bucket["names"]["name"]["buckets"]
    ]
    most = sorted(told, key=lambda one: (-one[2], -one[1], one[0]))
    canonical = Counter({name: times for name, _, times in told if times})
    entity = entities.build(id_, canonical, Counter({name: times for name, times, _ in most[:ALIASES]}))
    normals = sorted({normalise_name(name) for name, _, _ in told})
    return {
        "unit": "entity",
        "entity": id_,
        "type": entity.type,
        "mentions": int(bucket["mentions"]["value"]),
        "documents": bucket["doc_count"],
        "normal": normals,
        "word": sorted({word for normal in normals for word in normal.split()}),
        "gram": sorted({pair for normal in normals for pair in _grams(normal)}),
        "body": msgspec.json.encode([entity.name, *entity.aliases]).decode(),
    }


def _grams(normal: str) -> set[str]:
    """Each two letters that follow one another; of a single letter, the letter."""
    return {normal[at : at + 2] for at in range(max(1, len(normal) - 1))}


def _read(source: Json) -> EntityCount:
    name, *aliases = msgspec.json.decode(source["body"])
    entity = Entity(type=entities.type_of(source["entity"]), name=name, aliases=tuple(aliases))
    return EntityCount(entity=entity, mentions=source["mentions"], documents=source["documents"])
