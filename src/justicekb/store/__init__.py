"""The two stores of a knowledge base: `open_stores(folder)` opens them and brings the full-text index up to date.

SQLite (`knowledge.sqlite`) is the truth; the index (`fulltext`, or `fulltext-tantivy`) can be thrown away at any time.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from contextlib import AbstractContextManager, nullcontext
from functools import cached_property
from pathlib import Path
from types import TracebackType

from justicekb.config import Engine
from justicekb.durable import write_whole
from justicekb.home import RECORDS_FILE, TIE_FILE, check_may_become
from justicekb.querytree import Everything
from justicekb.store.base import FullText, IndexBusyError, IndexDamagedError, IndexedDocument, RecordStore
from justicekb.store.engines import SUGGESTED_FROM, discard, engine_of, open_engine, remember
from justicekb.store.records import Mode, Salvaged, SqliteRecords
from justicekb.store.records import salvage as salvage_records

__all__ = ["Mode", "Stores", "catch_up", "mend", "open_stores", "rebuild", "salvage"]


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
                catch_up(self)
            except IndexBusyError:
                if self.mode != "read" or not fulltext.revision:
                    raise
        return fulltext

    def problems(self, *, thorough: bool = False) -> list[str]:
        """What is found wrong, see `RecordReader.problems`; with the index, whose passages are counted, if thorough."""
        found = self.records.problems(thorough=thorough)
        if thorough and not found and _is_of(self):
            there, written = self.fulltext.search(Everything(), limit=0).total, self.records.counts().passages
            if there != written:
                found.append(f"the index has {there:,} passages of {written:,}: run `justicekb rebuild`")
        return found

    def index_state(self) -> str:
        """Whether the index holds what the records hold, in words."""
        if _is_of(self):
            return "up to date"
        revision = self.opened_fulltext.revision
        if not _follows(self, revision):
            return "of another state of the records, made again by the next search"
        return f"at revision {revision}, catches up by itself"

    @property
    def stale(self) -> str | None:
        """What to say with everything that is found while the index holds another state than the records; else None."""
        if _is_of(self):
            return None
        if not self._writable:
            return "the index is not of these records and cannot be written here: passages may be missing or gone"
        return "another process is writing: passages of the last documents may be missing"

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
    if _is_of(stores):
        return
    try:
        _index_changes(stores)
    except IndexDamagedError:
        stores.opened_fulltext.clear()
        _index_changes(stores)
    _tie(stores)


def rebuild(stores: Stores) -> None:
    """Makes the whole index again."""
    stores.opened_fulltext.clear()
    catch_up(stores)


def mend(stores: Stores) -> None:
    """Makes SQLite's own indexes again when something is wrong: that is all that can be healed without loss."""
    if stores.records.problems(thorough=True) and isinstance(stores.records, SqliteRecords):
        stores.records.reindex()


def salvage(folder: Path) -> Salvaged:
    """Saves the documents of a damaged record store that can still be read; the index is made again from them."""
    saved = salvage_records(folder / RECORDS_FILE)
    (folder / TIE_FILE).unlink(missing_ok=True)
    return saved


# ── the index and the records it was made of ─────────────────────────────────────────────────────────────────


def _is_of(stores: Stores) -> bool:
    """Whether the index was made of what the record store now holds."""
    revision = stores.opened_fulltext.revision
    return revision == stores.records.counts().revision and _follows(stores, revision)


def _follows(stores: Stores, revision: int) -> bool:
    """Whether the index, at this revision, was made of a state that this record store once had.

    A restored, copied or other store may have the same revision and hold something else; its digest tells.
    """
    if not revision:
        return True
    try:
        tied = json.loads((stores.folder / TIE_FILE).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return False
    return tied == _tied(stores, revision) and bool(tied["state"])


def _tie(stores: Stores) -> None:
    """Writes down what the index was made of."""
    tied = _tied(stores, stores.opened_fulltext.revision)
    write_whole(stores.folder / TIE_FILE, json.dumps(tied).encode())


def _tied(stores: Stores, revision: int) -> dict[str, object]:
    return {"engine": stores.engine, "revision": revision, "state": stores.records.state(revision)}


def _index_changes(stores: Stores) -> None:
    records, fulltext = stores.records, stores.opened_fulltext
    since = fulltext.revision
    if not _follows(stores, since):
        fulltext.clear()
        since = 0
    changes = records.changes(since)
    if changes.removed:
        fulltext.delete(changes.removed, revision=since)
    fulltext.index(_documents(records, changes.written), revision=changes.revision)


def _documents(records: RecordStore, ids: tuple[str, ...]) -> Iterator[IndexedDocument]:
    """The documents to index, one at a time; one that is gone by now is met again as removed."""
    return (document for id_ in ids if (document := records.indexed(id_)) is not None)
