"""The two stores of a knowledge base: `open_stores(folder)` opens them and brings the full-text index up to date.

SQLite (`knowledge.sqlite`) is the truth; the index (`fulltext`, or `fulltext-tantivy`) can be thrown away at any time.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import AbstractContextManager, nullcontext
from functools import cached_property
from pathlib import Path
from types import TracebackType

from justicekb.config import Engine
from justicekb.home import RECORDS_FILE, check_may_become
from justicekb.store.base import FullText, IndexBusyError, IndexDamagedError, IndexedDocument, RecordStore
from justicekb.store.connection import Mode
from justicekb.store.engines import SUGGESTED_FROM, discard, engine_of, open_engine, remember
from justicekb.store.records_sqlite import SqliteRecords

__all__ = ["Mode", "Stores", "catch_up", "open_stores", "rebuild"]


class Stores:
    """The record store and the full-text index of one knowledge base; the index is opened when first asked for."""

    def __init__(self, records: RecordStore, folder: Path, *, mode: Mode) -> None:
        self.records = records
        self.folder = folder
        self.mode = mode

    @cached_property
    def fulltext(self) -> FullText:
        """The index, holding what the record store holds.

        To read, an older state will do while another process writes, or where nobody can write.
        """
        fulltext = self.opened_fulltext
        if self._writable:
            try:
                _bring_up_to_date(self.records, fulltext)
            except IndexBusyError:
                if self.mode != "read" or not fulltext.revision:
                    raise
        return fulltext

    @cached_property
    def opened_fulltext(self) -> FullText:
        """The index as it is."""
        return open_engine(self.engine, self.folder, writable=self._writable, waiting=self.mode != "read")

    @property
    def engine(self) -> Engine:
        """The full-text engine that the base uses."""
        return engine_of(self.records)

    def advice(self, passages: int) -> dict[str, str]:
        """What would make searches of so many passages faster; nothing when they are fast."""
        if self.engine != "whoosh" or passages < SUGGESTED_FROM:
            return {}
        return {"advice": "`justicekb rebuild --engine tantivy` makes searches of so many passages fast"}

    def use(self, engine: Engine) -> None:
        """Makes it the base's engine; its index is empty until `catch_up`, and the index of the one before is removed.

        Raises StoreError when the engine is not installed.
        """
        before = self.engine
        opened = open_engine(engine, self.folder, writable=True, waiting=True)
        remember(engine, self.records)
        if before != engine:
            self._close_fulltext()
            discard(before, self.folder)
        self.__dict__["opened_fulltext"] = opened

    def within(self, seconds: float) -> AbstractContextManager[None]:
        """A time limit: what reads records inside raises TimeLimitError once it took longer."""
        records = self.records
        return records.deadline.within(seconds) if isinstance(records, SqliteRecords) else nullcontext()

    @property
    def _writable(self) -> bool:
        return self.mode != "read" or os.access(self.folder, os.W_OK)

    def close(self) -> None:
        """Lets go of both."""
        self.records.close()
        self._close_fulltext()

    def _close_fulltext(self) -> None:
        for name in ("opened_fulltext", "fulltext"):
            if (opened := self.__dict__.pop(name, None)) is not None:
                opened.close()

    def __enter__(self) -> Stores:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()


def open_stores(folder: Path, *, mode: Mode = "read") -> Stores:
    """The stores in a folder: to read, to write, or to create (made if there is none).

    Raises StoreError, saying why and what to do, when there is none or it cannot be used so, and for a folder that
    holds other things.
    """
    if mode == "create":
        check_may_become(folder)
    return Stores(SqliteRecords(folder / RECORDS_FILE, mode=mode), folder, mode=mode)


def catch_up(stores: Stores) -> None:
    """Indexes what the index does not hold yet; a damaged index is made again from the record store."""
    _bring_up_to_date(stores.records, stores.opened_fulltext)


def rebuild(stores: Stores) -> None:
    """Makes the whole index again."""
    stores.opened_fulltext.clear()
    catch_up(stores)


def _bring_up_to_date(records: RecordStore, fulltext: FullText) -> None:
    try:
        _index_changes(records, fulltext)
    except IndexDamagedError:
        fulltext.clear()
        _index_changes(records, fulltext)


def _index_changes(records: RecordStore, fulltext: FullText) -> None:
    since = fulltext.revision
    changes = records.changes(since)
    if changes.revision < since:  # the index is of another, or of a restored, record store
        fulltext.clear()
        changes = records.changes(0)
    elif changes.revision == since:
        return
    if changes.removed:
        fulltext.delete(changes.removed, revision=since)
    fulltext.index(_documents(records, changes.written), revision=changes.revision)


def _documents(records: RecordStore, ids: tuple[str, ...]) -> Iterator[IndexedDocument]:
    """The documents to index, one at a time; one that is gone by now is met again as removed."""
    return (document for id_ in ids if (document := records.indexed(id_)) is not None)
