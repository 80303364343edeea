"""The record store and the full-text index of one knowledge base, and how the index follows the records.

`Stores` are those in a folder; another place says by the same methods where its index is and what it was made of.
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
from justicekb.durable import FileJournal, Journal, write_whole
from justicekb.home import TIE_FILE
from justicekb.querytree import Everything
from justicekb.store.base import FullText, IndexBusyError, IndexDamagedError, IndexedDocument, RecordStore
from justicekb.store.engines import SUGGESTED_FROM, discard, engine_of, open_engine, remember
from justicekb.store.records import ADVICE, Mode, SqliteRecords


class Stores:
    """The record store and the full-text index of one knowledge base; the index is opened when first asked for."""

    # What to do when something is wrong with the records.
    damage_advice = ADVICE

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
        engine, waiting = engine_of(self.records), self.mode != "read"
        return open_engine(engine, self.folder, self.records, writable=self._writable, waiting=waiting)

    @property
    def engine(self) -> str:
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
        before = engine_of(self.records)
        opened = open_engine(engine, self.folder, self.records, writable=True, waiting=True)
        remember(engine, self.records)
        if before != engine:
            self._close_fulltext()
            discard(before, self.folder)
        self.__dict__["opened_fulltext"] = opened

    def within(self, seconds: float) -> AbstractContextManager[None]:
        """A time limit: what reads records inside raises TimeLimitError once it took longer."""
        records = self.records
        return records.deadline.within(seconds) if isinstance(records, SqliteRecords) else nullcontext()

    def begin_anew(self) -> None:
        """Forgets the index, or begins another one beside it."""
        self.opened_fulltext.clear()

    def mend(self) -> None:
        """Makes SQLite's own indexes again when something is wrong: that is all that can be healed without loss."""
        if self.records.problems(thorough=True) and isinstance(self.records, SqliteRecords):
            self.records.reindex()

    def journal(self, name: str) -> Journal:
        """Where lines are kept that belong to the base beside its records."""
        return FileJournal(self.folder / name)

    @property
    def revision(self) -> int:
        """The record store's."""
        return self.records.revision

    def tied(self) -> object:
        """What was noted of the records that the index was made of, None when nothing was."""
        try:
            return json.loads((self.folder / TIE_FILE).read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return None

    def tie(self, tied: dict[str, object]) -> None:
        """Notes which records the index was made of."""
        write_whole(self.folder / TIE_FILE, json.dumps(tied).encode())

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
    stores.begin_anew()
    catch_up(stores)


# ── the index and the records it was made of ─────────────────────────────────────────────────────────────────


def _is_of(stores: Stores) -> bool:
    """Whether the index was made of what the record store now holds."""
    revision = stores.opened_fulltext.revision
    return revision == stores.revision and _follows(stores, revision)


def _follows(stores: Stores, revision: int) -> bool:
    """Whether the index, at this revision, was made of a state that this record store once had.

    A restored, copied or other store may have the same revision and hold something else; its digest tells.
    """
    if not revision:
        return True
    tied = _tied(stores, revision)
    return bool(tied["state"]) and stores.tied() == tied


def _tie(stores: Stores) -> None:
    """Writes down what the index was made of."""
    stores.tie(_tied(stores, stores.opened_fulltext.revision))


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
