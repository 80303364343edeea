"""Saves the documents of a damaged file into a new one: each whole, as it was written, or not at all."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import Path

from justicekb.errors import JusticeKBError, StoreError
from justicekb.model import RECORD_TYPES, Document, Record
from justicekb.querytree import RecordFilter
from justicekb.store.records.health.content import VERSION, content
from justicekb.store.records.sqlite import SqliteRecords

# The ways to the ids of documents: where one part of the file is gone, another may still be read.
_WAYS = (
    "SELECT id, path FROM document",
    "SELECT id, path FROM document INDEXED BY document_by_path WHERE path >= ''",
    "SELECT id, path FROM document NOT INDEXED",
    "SELECT document, path FROM document_path",
    "SELECT document, NULL FROM document_content",
    "SELECT document, NULL FROM document_number",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Salvaged:
    """The paths of the documents that were saved and of those that are lost, and where the damaged file now is."""

    saved: tuple[str, ...]
    lost: tuple[str, ...]
    damaged: Path


def salvage(file: Path) -> Salvaged:
    """Puts a new file in the place of a damaged one, which is kept beside it under another name.

    Raises StoreError when the file cannot be opened at all, or the new one not written.
    """
    beside = file.with_name(f"{file.name}.salvaged")
    _remove(beside)
    with SqliteRecords(beside, mode="create") as new, closing(_opened(file)) as damaged:
        reader = SqliteRecords.over(damaged, file)
        found = _ids(damaged)
        for name, value in _rows(damaged, "SELECT name, value FROM setting"):
            new.set_setting(name, value)
        outcome = {id_: _move(id_, path, reader, damaged, new) for id_, path in found.items()}
    saved = tuple(sorted(path for kept, path in outcome.values() if kept))
    lost = tuple(sorted(path for kept, path in outcome.values() if not kept))
    return Salvaged(saved=saved, lost=lost, damaged=_exchange(file, beside))


def _opened(file: Path) -> sqlite3.Connection:
    db = sqlite3.connect(f"{file.absolute().as_uri()}?mode=ro", uri=True, isolation_level=None)
    db.row_factory = sqlite3.Row
    try:
        db.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except sqlite3.DatabaseError as error:
        db.close()
        raise StoreError(f"{file}: nothing of it can be read ({error}); restore it from a backup") from error
    return db


def _ids(db: sqlite3.Connection) -> dict[str, str]:
    """Every document that any part of the file still names, with its path, or its id for want of one."""
    found: dict[str, str] = {}
    for way in _WAYS:
        for id_, path in _rows(db, way):
            if isinstance(id_, str) and (id_ not in found or found[id_] == id_):
                found[id_] = path if isinstance(path, str) else id_
    return found


def _rows(db: sqlite3.Connection, sql: str) -> Iterator[sqlite3.Row]:
    """The rows up to the first that cannot be read."""
    with suppress(sqlite3.Error):
        yield from db.execute(sql)


def _move(
    id_: str, path: str, reader: SqliteRecords, damaged: sqlite3.Connection, new: SqliteRecords
) -> tuple[bool, str]:
    """Whether the document could be saved, and its path."""
    try:
        document = reader.document(id_)
        if document is None or document.id != id_ or not _as_written(damaged, id_):
            return False, path
        new.replace(document, _records(reader, document))
        for further in reader.paths(id_):
            new.add_path(id_, further)
    except (sqlite3.Error, JusticeKBError, ValueError, TypeError, LookupError):
        return False, path
    return True, document.path


def _as_written(db: sqlite3.Connection, id_: str) -> bool:
    """Whether its rows are those that were written; where that was not written down, whether they can be read."""
    now = content(db, id_)
    rows = list(_rows(db, f"SELECT digest, version FROM document_content WHERE document = '{id_}'"))
    return not rows or rows[0][1] != VERSION or rows[0][0] == now.digest


def _records(reader: SqliteRecords, document: Document) -> list[Record]:
    where = RecordFilter(documents=(document.id,))
    return [record for kind in RECORD_TYPES for record in reader.records(kind, where)]


def _exchange(file: Path, new: Path) -> Path:
    """Puts the new file in the old one's place; the old one and its log are kept under a free name."""
    number = next(n for n in range(1, 10_000) if not file.with_name(f"{file.name}.damaged-{n}").exists())
    kept = file.with_name(f"{file.name}.damaged-{number}")
    for ending in ("-wal", "-shm"):
        with suppress(FileNotFoundError):
            os.replace(f"{file}{ending}", f"{kept}{ending}")
    os.replace(file, kept)
    os.replace(new, file)
    return kept


def _remove(file: Path) -> None:
    """Removes what an interrupted salvage of ours left."""
    for ending in ("", "-wal", "-shm"):
        Path(f"{file}{ending}").unlink(missing_ok=True)
