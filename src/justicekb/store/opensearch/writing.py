"""One change of a base at a time: a document with its records is there whole or not at all.

Its sentences and texts are written first, under a generation of their own, which nobody sees; then the document's
entry, which names the generation; then the base's, with the number of the change. What is left of another generation
is taken away last. A writer that is lost on the way leaves what the next one finishes or takes away (`_recovered`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import replace
from typing import Any

import msgspec

from justicekb.errors import StoreError
from justicekb.model import Document, Record
from justicekb.store.opensearch.faults import told
from justicekb.store.opensearch.reading import Reading
from justicekb.store.opensearch.state import Base, chained
from justicekb.store.opensearch.units import Content, Light, ids_of

Json = dict[str, Any]

# Changed paths that are remembered until searches see them.
_UNSEEN = 500


class Writing(Reading):
    """The writing side of the store; what is read for it is as it is now, not as searches see it."""

    def replace(self, document: Document, records: Sequence[Record]) -> None:
        """See `RecordWriter.replace`."""
        with self._change() as change:
            owner = self._owner(document.path, document.id)
            before = self.light_now(document.id)
            paths = {*(before.paths if before else ()), document.path}
            with told(self.cluster.home):
                content = Content(replace(document, path=min(paths)), records)
            change.put(content, before, paths)
            if owner is not None:
                change.leave(owner, document.path)

    def add_path(self, document: str, path: str) -> None:
        """See `RecordWriter.add_path`; raises StoreError for an unknown document."""
        with self._change() as change:
            before = self.light_now(document)
            if before is None:
                raise self.unknown(document)
            owner = self._owner(path, document)
            change.move(before, {*before.paths, path})
            if owner is not None:
                change.leave(owner, path)

    def leave(self, document: str, path: str) -> None:
        """See `RecordWriter.leave`; what is not known is no error."""
        before = self.light_now(document)
        if before is not None and path in before.paths:
            with self._change() as change:
                change.leave(before, path)

    def remove(self, document: str) -> None:
        """See `RecordWriter.remove`; an unknown document is no error."""
        before = self.light_now(document)
        if before is not None:
            with self._change() as change:
                change.forget(before)

    def set_setting(self, name: str, value: str) -> None:
        """See `RecordWriter.set_setting`."""
        base = self.take()
        self.ledger.advance(msgspec.structs.replace(base, settings={**base.settings, name: value}))

    @contextmanager
    def _change(self) -> Iterator[_Change]:
        """One change under the next revision; the base tells of it when all of it is written."""
        change = _Change(self, self.take())
        try:
            yield change
        finally:
            self.seen.forget()
            self.dirty = self.unsettled = True
        base = change.base
        digest = chained(base.digest, *change.done)
        self.ledger.remember(change.revision, digest)
        self.ledger.advance(msgspec.structs.replace(base, revision=change.revision, digest=digest))
        self.known = change.revision
        self.unseen.update(change.moved)
        if len(self.unseen) > _UNSEEN:
            self.see()

    def take(self) -> Base:
        """The base, for this process to write; raises StoreError when another one keeps it."""
        base = self.ledger.take(self._recovered)
        if base.revision != self.known:  # another process wrote: searches may not see it yet
            self.dirty = True
            self.seen.forget()
            self.see()
            self.known = base.revision
        return base

    def _owner(self, path: str, keep: str) -> Light | None:
        """The other document that has the path."""
        id_ = self.id_at(path)
        return None if id_ is None or id_ == keep else self.light_now(id_)

    def read_words_again(self, version: int) -> None:
        """Writes every document again with the words and stems of the present justicekb."""
        for light in list(self._lights([{"term": {"unit": "document"}}])):
            document, records = self.whole(light)
            with self._change() as change:
                change.put(Content(document, records), light, set(light.paths))
        self.ledger.advance(msgspec.structs.replace(self.take(), words=version))

    # ── after a writer that was lost ─────────────────────────────────────────────────────────────────────

    def _recovered(self, base: Base) -> Base:
        """The base after what a lost writer left: what it made visible counts, and the rest of its change is done."""
        self.dirty = True
        self.see()
        after = {"range": {"revision": {"gt": base.revision}}}
        found = [hit["_source"] for hit in self.hits(after, [{"document": "asc"}], source=["document", "unit"])]
        if found:
            digest = chained(base.digest, *(f"{one['unit']} {one['document']}" for one in found))
            base = msgspec.structs.replace(base, revision=base.revision + 1, digest=digest)
            self.ledger.remember(base.revision, digest)
        for one in found:
            self._share_no_path(one["document"], base)
        self.sweep(after=base.revision - len(found[:1]))
        return base

    def _share_no_path(self, document: str, base: Base) -> None:
        """Takes the paths of a document from others that still have them, as its change was about to."""
        light = self.light_now(document)
        others = {"bool": {"filter": {"terms": {"paths": list(light.paths)}}}} if light else {"match_none": {}}
        for hit in self.hits(others, [{"document": "asc"}], source=["document"]):
            other = self.light_now(hit["_source"]["document"])
            if light and other and other.document.id != document and other.revision < light.revision:
                change = _Change(self, msgspec.structs.replace(base, revision=base.revision - 1))
                change.move(other, set(other.paths) - set(light.paths))

    def sweep(self, *, after: int | None = None) -> int:
        """Takes away entries that belong to no document, and returns how many generations they were of.

        With `after`, only those written by later changes.
        """
        self.see()
        parts: list[Json] = [{"terms": {"unit": ["sentence", "text", "structure"]}}]
        if after is not None:
            parts.append({"range": {"order": {"gt": after}}})
        swept = 0
        for bucket in self.buckets({"bool": {"filter": parts}}, ("document", "generation")):
            light = self.light_now(bucket["document"])
            if light is None or light.generation != bucket["generation"]:
                self._sweep(bucket["document"], bucket["generation"])
                swept += 1
        return swept

    def _sweep(self, document: str, generation: str) -> None:
        own = [{"term": {"document": document}}, {"term": {"generation": generation}}]
        query = {"bool": {"filter": own, "must_not": {"term": {"unit": "document"}}}}
        params = {"routing": document, "conflicts": "proceed", "refresh": True}
        self.cluster.send("POST", f"/{self.index}/_delete_by_query", {"query": query}, **params)


class _Change:
    """One change under way, in the order that keeps every document whole."""

    def __init__(self, store: Writing, base: Base) -> None:
        self._store = store
        self._cluster = store.cluster
        self.base = base
        self.revision = base.revision + 1
        self.done: list[str] = []  # what was done, for the digest
        self.moved: dict[str, str | None] = {}  # whose each path is now

    def put(self, content: Content, before: Light | None, paths: set[str]) -> None:
        """Writes a document in the place of what was there of it."""
        id_ = content.document.id
        same = before is not None and before.generation == content.generation
        if not same:
            self._write(content)
        touched = self._touched(id_, before, content.entities)
        order = before.order if same and before else self.revision
        self._show(id_, content.entry(order=order, revision=self.revision, paths=paths, touched=touched))
        if before is not None and not same:
            self._clear(id_, before.generation, before.count)
        self.done.append(f"document {id_} {content.digest}")
        self.moved.update(dict.fromkeys(paths, id_))

    def _write(self, content: Content) -> None:
        """Writes what belongs to a document; what cannot be written whole is taken away again, as far as can be."""
        try:
            with told(self._cluster.home):
                self._cluster.bulk(self._store.index, content.parts(self.revision))
        except BaseException:
            with suppress(StoreError):
                entry = content.entry(order=0, revision=0, paths=(), touched=())
                self._clear(content.document.id, content.generation, entry["count"])
            raise

    def move(self, before: Light, paths: set[str]) -> None:
        """Gives a document other paths: without any it is forgotten, and with another first one written anew."""
        id_ = before.document.id
        if not paths:
            self.forget(before)
        elif min(paths) != before.paths[0]:
            document, records = self._store.whole(before)
            self.put(Content(replace(document, path=min(paths)), records), before, paths)
        else:
            entry = self._store.entry_now(id_)
            touched = self._touched(id_, before, ())
            self._show(id_, entry | {"paths": sorted(paths), "revision": self.revision, "touched": touched})
            self.done.append(f"paths {id_} {sorted(paths)}")
            self.moved.update(dict.fromkeys(paths - set(before.paths), id_))

    def leave(self, before: Light, path: str) -> None:
        """Takes a path from a document."""
        self.moved.setdefault(path, None)
        self.move(before, set(before.paths) - {path})

    def forget(self, before: Light) -> None:
        """Takes a document away; that it was there is kept for who follows the changes."""
        id_ = before.document.id
        self._store.ledger.confirm()
        touched = self._touched(id_, before, ())
        tomb = {"unit": "removed", "document": id_, "revision": self.revision, "touched": touched}
        actions: list[Json] = [
            {"index": {"_id": f"removed-{id_}", "routing": id_}, "source": tomb},
            {"delete": {"_id": id_, "routing": id_}},
        ]
        self._cluster.bulk(self._store.index, actions)
        self._clear(id_, before.generation, before.count)
        self.done.append(f"removed {id_}")
        for path in before.paths:
            self.moved.setdefault(path, None)

    def _show(self, id_: str, entry: Json) -> None:
        """Makes a document visible."""
        self._store.ledger.confirm()
        actions: list[Json] = [
            {"index": {"_id": id_, "routing": id_}, "source": entry},
            {"delete": {"_id": f"removed-{id_}", "routing": id_}},
        ]
        self._cluster.bulk(self._store.index, actions)

    def _clear(self, id_: str, generation: str, count: dict[str, int]) -> None:
        self._cluster.bulk(self._store.index, (_gone(one, id_) for one in ids_of(id_, generation, count)))

    def _touched(self, id_: str, before: Light | None, now: Iterable[str]) -> list[str]:
        """The entities whose counts are not those of the documents any more."""
        touched = {*now, *(before.entities if before else ())}
        earlier: Sequence[str] = ()
        if before is not None:
            earlier = before.touched if before.revision > self.base.settled else ()
        else:
            earlier = self._store.touched_by_removal(id_, since=self.base.settled)
        return sorted(touched.union(earlier))


def _gone(id_: str, document: str) -> Json:
    return {"delete": {"_id": id_, "routing": document}}
