"""The two stores of a knowledge base: `open_stores(folder)` opens them and brings the full-text index up to date.

SQLite (`knowledge.sqlite`) is the truth; the index (`fulltext/`) can be thrown away at any time.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import AbstractContextManager, nullcontext
from functools import cached_property
from importlib import import_module
from pathlib import Path
from types import TracebackType

from justicekb.store.base import FullText, IndexBusyError, IndexDamagedError, IndexedDocument, RecordStore
from justicekb.store.connection import Mode
from justicekb.store.records_sqlite import SqliteRecords

__all__ = ["Mode", "Stores", "catch_up", "open_stores", "rebuild"]

RECORDS_FILE = "knowledge.sqlite"
FULLTEXT_FOLDER = "fulltext"
# A reader does not wait for a writer's whole ingest (seconds); it reads what the index last held.
_READERS_PATIENCE = 0.2


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
        # Whoosh takes about 100 ms to import, and questions are answered from the records alone.
        whoosh = import_module("justicekb.store.fulltext_whoosh")
        patience = _READERS_PATIENCE if self.mode == "read" else whoosh.PATIENCE
        folder = self.folder / FULLTEXT_FOLDER
        opened: FullText = whoosh.WhooshFullText(folder, writable=self._writable, patience=patience)
        return opened

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
        if "opened_fulltext" in self.__dict__:
            self.opened_fulltext.close()

    def __enter__(self) -> Stores:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()


def open_stores(folder: Path, *, mode: Mode = "read") -> Stores:
    """The stores in a folder: to read, to write, or to create (made if there is none).

    Raises StoreError, saying why and what to do, when there is none or it cannot be used so.
    """
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
