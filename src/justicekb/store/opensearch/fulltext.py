"""`FullText` on OpenSearch: a copy of what the records hold, which can be made again from them at any time.

The same words, the same nodes and the same hits as with the embedded engines; its ranking is Lucene's BM25, with word
frequencies of all shards together. A mark with the revision is written when everything up to it is there.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from typing import Any

import msgspec

from justicekb.errors import Diagnostic, QueryError, StoreError
from justicekb.querytree import Node
from justicekb.store.base import IndexedDocument, Page, ShownPassage
from justicekb.store.fulltext.matching import unsupported, within
from justicekb.store.fulltext.storedhits import as_hit
from justicekb.store.fulltext.values import FACETS, SEARCHED
from justicekb.store.opensearch.client import Cluster
from justicekb.store.opensearch.indexes import Indexes
from justicekb.store.opensearch.passages import content_of, passage_actions, read_hit
from justicekb.store.opensearch.query import Translator
from justicekb.store.opensearch.state import State
from justicekb.store.words import WORDS_VERSION, fold

Json = dict[str, Any]

# Passages that are read and written at once, and after which outdated ones of their documents are taken away.
BATCH = 2_000
# The hits that one request may reach (index.max_result_window); beyond them hits are walked through.
_WINDOW = 10_000
# The best hit first; of equals by document and place.
_RANKED: list[Json] = [{"_score": "desc"}, {"source": "asc"}, {"start": "asc"}]
# Spellings that are looked at for each field.
_SPELLINGS = 100
# Values of a facet that come from each shard beside those asked for, so that sums over all shards are right.
_FURTHER = 1_000
_MARK = "fulltext"
# How OpenSearch names a query with too many parts (indices.query.bool.max_clause_count).
_MANY = "too_many_"


class Mark(msgspec.Struct, frozen=True, kw_only=True):
    """The revision that the index holds, the digest of the records then, and the version of its words."""

    revision: int = 0
    state: str = ""
    words: int = WORDS_VERSION


class OpenSearchFullText:
    """The full-text index of a base on a cluster."""

    def __init__(self, cluster: Cluster, indexes: Indexes, state: State, *, hold: Callable[[], object]) -> None:
        self._cluster = cluster
        self._indexes = indexes
        self._state = state
        self._hold = hold  # makes this process the base's writer
        self._index = indexes.alias("passages")
        self._filled: str | None = None  # the index that is being filled beside the one that is asked
        self._translator = Translator(self)

    @property
    def mark(self) -> Mark:
        """What the index holds."""
        told = self._state.text(_MARK)
        if told is None:
            return Mark()
        try:
            mark = msgspec.json.decode(told, type=Mark)
        except msgspec.MsgspecError:
            return Mark()
        return mark if mark.words == WORDS_VERSION else Mark()

    @property
    def revision(self) -> int:
        """See `FullTextWriter.revision`."""
        return 0 if self._filled else self.mark.revision

    # ── writing ──────────────────────────────────────────────────────────────────────────────────────────

    def index(self, documents: Iterable[IndexedDocument], *, revision: int) -> None:
        """See `FullTextWriter.index`. Raises IndexBusyError when another process writes."""
        self._hold()
        empty = self._is_empty()
        for some in _batches(documents):
            self._hold()  # gives a sign every so many passages
            contents = {found.document.id: content_of(found) for found in some}
            self._cluster.bulk(
                self._target, (a for found in some for a in passage_actions(found, contents[found.document.id]))
            )
            if empty:  # nothing of an earlier version can be there
                continue
            outdated = {"bool": {"must_not": [{"terms": {"content": sorted(contents.values())}}]}}
            self._delete({"bool": {"filter": [{"terms": {"document": sorted(contents)}}, outdated]}})
        self._finish(revision)

    def _is_empty(self) -> bool:
        self._cluster.refresh(self._target)
        return int(self._cluster.send("POST", f"/{self._target}/_count")["count"]) == 0

    def delete(self, documents: Iterable[str], *, revision: int) -> None:
        """See `FullTextWriter.delete`."""
        self._hold()
        self._delete({"terms": {"document": list(documents)}})
        self._finish(revision)

    def _delete(self, query: Json) -> None:
        self._cluster.refresh(self._target)
        params = {"conflicts": "proceed", "refresh": True}
        self._cluster.send("POST", f"/{self._target}/_delete_by_query", {"query": query}, **params)

    def _finish(self, revision: int) -> None:
        """Lets searches see everything, and marks the index as holding the revision."""
        self._cluster.refresh(self._target)
        if self._filled is not None:
            self._indexes.exchange("passages", self._indexes.look().behind["passages"], self._filled)
            self._filled = None
        self._note(Mark(revision=revision))

    def tie(self, state: str) -> None:
        """Notes which state of the records the index was made of."""
        self._note(msgspec.structs.replace(self.mark, state=state))

    def _note(self, mark: Mark) -> None:
        self._state.keep(_MARK, msgspec.json.encode(mark).decode())

    @property
    def _target(self) -> str:
        return self._filled or self._index

    def clear(self) -> None:
        """See `FullTextWriter.clear`: an empty index takes the present one's place."""
        self.renew()
        self._finish(0)

    def renew(self) -> None:
        """Begins a new index beside the present one, which is asked until the new one holds a revision."""
        self._hold()
        self._note(Mark())
        found = self._indexes.look()
        if "passages" not in found.behind:
            self._indexes.create("passages")
            found = self._indexes.look()
        self._filled = self._indexes.fresh("passages", found.behind["passages"])

    # ── reading ──────────────────────────────────────────────────────────────────────────────────────────

    def search(self, node: Node, *, limit: int = 10, offset: int = 0) -> Page:
        """See `FullTextReader.search`."""
        query = self._translator.query(node)
        body: Json = {"query": query, "sort": _RANKED, "track_scores": True, "_source": ["hit"]}
        if offset + limit <= _WINDOW:
            body |= {"from": offset, "size": limit, "track_total_hits": True}
            found = self._ask(body)["hits"]
            total, hits = found["total"]["value"], found["hits"]
        else:
            total, hits = self._count(query), list(self._far(body, offset, limit))
        return Page(hits=tuple(as_hit(read_hit(hit["_source"]), hit["_score"], node) for hit in hits), total=total)

    def _ask(self, body: Json) -> Json:
        """The answer to a search with words; raises QueryError for one of more alternatives than OpenSearch takes."""
        try:
            return self._cluster.search(self._index, body, search_type="dfs_query_then_fetch")
        except StoreError as error:
            if _MANY in str(error.__cause__):
                message = "this asks for too many alternatives at once; ask for fewer words, or in several searches"
                raise QueryError(Diagnostic(message=message)) from error
            raise

    def _far(self, body: Json, offset: int, limit: int) -> Iterator[Json]:
        """Hits beyond the window, without a ceiling: those before them are walked through."""
        at = 0
        for page in self._cluster.pages(self._index, body, size=2_000):
            yield from page[max(0, offset - at) : max(0, offset + limit - at)]
            at += len(page)
            if at >= offset + limit:
                return

    def _count(self, query: Json) -> int:
        return int(self._cluster.send("POST", f"/{self._index}/_count", {"query": query})["count"])

    def facets(self, node: Node, field: str, *, limit: int = 10) -> list[tuple[str, int]]:
        """See `FullTextReader.facets`; raises QueryError for an unknown field."""
        if field not in FACETS:
            raise unsupported(f"no facet {field!r}; there are {', '.join(FACETS)}")
        order = [{"_count": "desc"}, {"_key": "asc"}]
        terms = {"field": FACETS[field], "size": limit, "shard_size": limit + _FURTHER, "order": order}
        body = {"size": 0, "query": self._translator.query(node), "aggs": {"values": {"terms": terms}}}
        found = self._ask(body)["aggregations"]["values"]["buckets"]
        return [(bucket["key"], bucket["doc_count"]) for bucket in found]

    def suggest(self, word: str) -> str | None:
        """See `FullTextReader.suggest`: the nearest within two edits, of equals the most frequent."""
        wanted = fold(word)
        if not wanted or any(self.known(field, [wanted]) for field in SEARCHED):
            return None
        near: dict[str, int] = {}
        for found, times in self._spelt_like(wanted):
            near[found] = near.get(found, 0) + times
        ranked = [(1 if within(wanted, w, 1) else 2, -n, w) for w, n in near.items() if within(wanted, w, 2)]
        return min(ranked)[2] if ranked else None

    def _spelt_like(self, wanted: str) -> Iterator[tuple[str, int]]:
        asked = {
            "suggest_mode": "always", "max_edits": 2, "prefix_length": 0, "min_word_length": 1, "size": _SPELLINGS,
            "shard_size": _SPELLINGS, "sort": "score", "string_distance": "damerau_levenshtein",
            "analyzer": "whitespace", "max_term_freq": 1_000_000_000,
        }  # fmt: skip
        fields = {field: {"text": wanted, "term": {"field": field, **asked}} for field in SEARCHED}
        found = self._cluster.search(self._index, {"size": 0, "suggest": fields})["suggest"]
        for field in SEARCHED:
            for entry in found[field]:
                yield from ((one["text"], one["freq"]) for one in entry["options"] if one["text"].isalnum())

    # ── what a translation asks ──────────────────────────────────────────────────────────────────────────

    def known(self, field: str, forms: Sequence[str]) -> set[str]:
        """See `query.Index`."""
        each = {form: {"term": {field: form}} for form in forms}
        body = {"size": 0, "track_total_hits": False, "aggs": {"each": {"filters": {"filters": each}}}}
        found = self._cluster.search(self._index, body)["aggregations"]["each"]["buckets"]
        return {form for form, bucket in found.items() if bucket["doc_count"]}

    def candidates(self, query: Json, most: int) -> tuple[int, Iterator[ShownPassage]]:
        """See `query.Index`."""
        count = self._count(query)
        if count == 0 or count > most:
            return count, iter(())
        body = {
            "query": {"bool": {"filter": [query]}},
            "sort": [{"source": "asc"}, {"start": "asc"}],
            "_source": ["hit"],
        }
        pages = self._cluster.pages(self._index, body, size=1_000)
        return count, (read_hit(hit["_source"]) for page in pages for hit in page)

    def close(self) -> None:
        """See `FullText.close`; an index that was not filled to the end is taken away."""
        if self._filled is not None:
            with suppress(StoreError):
                self._cluster.send("DELETE", f"/{self._filled}", ignore_unavailable=True)
            self._filled = None


def _batches(documents: Iterable[IndexedDocument]) -> Iterator[list[IndexedDocument]]:
    """Documents with some thousand passages together."""
    some: list[IndexedDocument] = []
    for document in documents:
        some.append(document)
        if sum(len(one.passages) for one in some) >= BATCH:
            yield some
            some = []
    if some:
        yield some
