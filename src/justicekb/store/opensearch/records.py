"""`RecordStore` on OpenSearch: the same documents, records and answers as on a SQLite file."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from typing import Any

from justicekb.errors import StoreError
from justicekb.store.base import StoreCounts
from justicekb.store.opensearch.entities import Entities
from justicekb.store.opensearch.mappings import KINDS
from justicekb.store.opensearch.units import Content, ids_of

Json = dict[str, Any]

# So many findings of one kind are told one by one.
_TOLD = 5


class OpenSearchRecords(Entities):
    """The record store of a base on a cluster."""

    def close(self) -> None:
        """See `RecordStore.close`; what was written is there for everybody, and others may write."""
        with suppress(StoreError):
            self._settled()
            self.ledger.release()
        self.cluster.close()

    def counts(self) -> StoreCounts:
        """See `RecordReader.counts`; entities count among the records."""
        revision = self.ledger.read().revision
        self._settled()
        self.see()
        kinds = (*KINDS, "passage")
        summed = {kind: {"sum": {"field": f"count.{kind}"}} for kind in kinds}
        units = {"terms": {"field": "unit"}}
        query = {"terms": {"unit": ["document", "entity"]}}
        body = {"size": 0, "query": query, "track_total_hits": False, "aggs": {**summed, "unit": units}}
        found = self.cluster.search(self.index, body)["aggregations"]
        there = {bucket["key"]: bucket["doc_count"] for bucket in found["unit"]["buckets"]}
        counted = {kind: int(found[kind]["value"]) for kind in kinds}
        return StoreCounts(
            documents=there.get("document", 0),
            passages=counted.pop("passage"),
            records=counted | {"entity": there.get("entity", 0)},
            revision=revision,
        )

    def problems(self, *, thorough: bool = False) -> list[str]:
        """See `RecordReader.problems`; `thorough` reads every document and compares it with what was written."""
        found = list(self._missing_parts())
        if thorough and not found:
            found += self._changed_contents()
            stray = sum(1 for _ in self._stray())
            if stray:
                found.append(f"{stray} unfinished or outdated versions of documents were left behind")
        return found

    def _missing_parts(self) -> Iterator[str]:
        """Sentences and texts against what the documents' entries say."""
        self.see()
        for unit in ("sentence", "text"):
            summed = {"sum": {"field": f"count.{unit}"}}
            entries = {"filter": {"term": {"unit": "document"}}, "aggs": {"written": summed}}
            there = {"filter": {"term": {"unit": unit}}}
            aggs = {"entries": entries, "there": there}
            found = self.cluster.search(self.index, {"size": 0, "track_total_hits": False, "aggs": aggs})[
                "aggregations"
            ]
            written, kept = int(found["entries"]["written"]["value"]), found["there"]["doc_count"]
            if kept < written:
                yield f"{kept:,} {unit}s are stored, {written:,} were written"

    def _changed_contents(self) -> list[str]:
        """Documents that are not what was written."""
        found: list[str] = []
        wrong = 0
        for light in self._lights([{"term": {"unit": "document"}}]):
            reason = ""
            try:
                if Content(*self.whole(light)).digest != light.digest:
                    reason = "its text or a record has changed"
            except StoreError:
                reason = "a part of it is missing"
            wrong += bool(reason)
            if reason and wrong <= _TOLD:
                found.append(f"{light.paths[0]} ({light.document.id}) is not what was stored: {reason}")
        return found if wrong <= _TOLD else [*found, f"and {wrong - _TOLD:,} more documents"]

    def _stray(self) -> Iterator[str]:
        """Documents of which there are entries of another generation than the present one."""
        query = {"bool": {"filter": [{"terms": {"unit": ["sentence", "text", "structure"]}}]}}
        for bucket in self.buckets(query, ("document", "generation")):
            light = self.light_now(bucket["document"])
            if light is None or light.generation != bucket["generation"]:
                yield bucket["document"]

    def parts_of(self, document: str) -> list[str]:
        """The ids of all entries of a document but its own, in their order; [] for an unknown one."""
        light = self.light_now(document)
        return [] if light is None else list(ids_of(document, light.generation, light.count))
