"""`RecordStore` on one SQLite file: tidy tables with plain names, which Datasette or `sqlite3` can read as they are.

The tables and their meaning are in schema/0001_records.sql, the views for people in schema/0002_views.sql.
Readers yield while SQLite reads; a filter becomes SQL, so that only what it lets through is decoded.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from types import TracebackType
from typing import TypeVar

from justicekb.errors import StoreError
from justicekb.model import (
    RECORD_TYPES,
    Document,
    Fact,
    LawMention,
    Mention,
    Passage,
    Record,
)
from justicekb.querytree import RecordFilter
from justicekb.spans import Span
from justicekb.store.base import Changes, IndexedDocument, ShownPassage, StoreCounts
from justicekb.store.indexing import indexed_document
from justicekb.store.records import retrieval, rows, writing
from justicekb.store.records.conditions import conditions, rest
from justicekb.store.records.connection import Mode, connect, place_of, translated
from justicekb.store.records.entitytables import EntityTables
from justicekb.store.records.health.checks import problems
from justicekb.store.records.health.content import Ledger, state
from justicekb.store.records.selection import BY_SENTENCE, select
from justicekb.store.records.sentenceindex import of_id
from justicekb.store.records.shown import shown_passage
from justicekb.store.words import WORDS_VERSION

R = TypeVar("R", bound=Record)

_LIGHT = ", ".join(rows.DOCUMENT_COLUMNS)

# Sentences looked into by one statement; older SQLite takes 999 parameters.
_PARAMETERS = 500


class SqliteRecords(EntityTables):
    """The record store in a SQLite file; `mode` is read, write, or create (make it if there is none).

    Raises StoreError, saying why and what to do, when the file cannot be used so.
    """

    def __init__(self, file: Path, *, mode: Mode = "read") -> None:
        self._over(connect(file, mode=mode), file, place=place_of(file))
        self._index_words(mode)
        if mode != "read":
            with translated(file):
                self._ledger.note_missing(self._revision())

    @classmethod
    def over(cls, connection: sqlite3.Connection, file: Path) -> SqliteRecords:
        """The store on a connection that stands, without a look at what is in it: to save what is left of it."""
        made = cls.__new__(cls)
        made._over(connection, file, place=None)
        return made

    def _over(self, connection: sqlite3.Connection, file: Path, *, place: tuple[int, int] | None) -> None:
        super().__init__(connection, file)
        self._written = False
        self._place = place
        self._ledger = Ledger(connection)
        self._text: tuple[str, str] | None = None  # the last document's text: its sentences are asked for in a row

    def __enter__(self) -> SqliteRecords:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """See `RecordStore.close`; what was written is merged into fewer lists, as far as that takes a moment."""
        if self._written:
            with suppress(sqlite3.Error):
                writing.merge_index(self._db)
        self._db.close()

    def _index_words(self, mode: Mode) -> None:
        """Makes the sentence index again when it was made with other words; a reader cannot, and says so."""
        row = self._one("SELECT words FROM knowledge_base")
        if row is None or row[0] == WORDS_VERSION:
            return
        if mode == "read":
            self._db.close()
            raise StoreError(f"{self._file} was indexed by another justicekb: run `justicekb rebuild` once")
        with translated(self._file):
            self._db.execute("BEGIN IMMEDIATE")
            writing.forget_index(self._db)
            for (document,) in self._db.execute("SELECT id FROM document").fetchall():
                own = [record for kind in RECORD_TYPES for record in self._of_document(kind, document)]
                writing.index_sentences(self._db, document, self._whole_text(document), own)
            self._db.execute("UPDATE knowledge_base SET words = ?", (WORDS_VERSION,))
            self._db.execute("COMMIT")

    # ── writing ──────────────────────────────────────────────────────────────────────────────────────────

    def replace(self, document: Document, records: Sequence[Record]) -> None:
        """See `RecordWriter.replace`."""
        with self._change() as revision:
            self._leave(document.path, keep=document.id, revision=revision)
            paths = {*self.paths(document.id), document.path}
            self._delete(document.id)
            writing.insert_document(self._db, document, revision=revision)
            writing.insert_records(self._db, document, records)
            self._db.executemany("INSERT INTO document_path VALUES (?, ?)", [(path, document.id) for path in paths])
            self._db.execute("DELETE FROM removed_document WHERE id = ?", (document.id,))
            self._show_first_path(document.id, revision)

    def add_path(self, document: str, path: str) -> None:
        """See `RecordWriter.add_path`; raises StoreError for an unknown document."""
        with self._change() as revision:
            if self._one("SELECT 1 FROM document WHERE id = ?", document) is None:
                raise _unknown(document)
            self._leave(path, keep=document, revision=revision)
            self._db.execute("INSERT OR IGNORE INTO document_path VALUES (?, ?)", (path, document))
            self._show_first_path(document, revision)

    def leave(self, document: str, path: str) -> None:
        """See `RecordWriter.leave`; what is not known is no error."""
        if self._one("SELECT 1 FROM document_path WHERE document = ? AND path = ?", document, path) is not None:
            with self._change() as revision:
                self._leave(path, keep="", revision=revision)

    def remove(self, document: str) -> None:
        """See `RecordWriter.remove`; an unknown document is no error."""
        if self._one("SELECT 1 FROM document WHERE id = ?", document) is not None:
            with self._change() as revision:
                self._forget(document, revision)

    def set_setting(self, name: str, value: str) -> None:
        """See `RecordWriter.set_setting`."""
        with translated(self._file):
            self._db.execute("INSERT OR REPLACE INTO setting VALUES (?, ?)", (name, value))

    def setting(self, name: str) -> str | None:
        """See `RecordReader.setting`."""
        row = self._one("SELECT value FROM setting WHERE name = ?", name)
        return None if row is None else str(row[0])

    @contextmanager
    def _change(self) -> Iterator[int]:
        """One transaction, which gets the next revision; nothing of it stays when an error leaves it."""
        with translated(self._file):
            self._db.execute("BEGIN IMMEDIATE")
            self._text = None
            try:
                self._db.execute("UPDATE knowledge_base SET revision = revision + 1")
                self._ledger.begin()
                revision = self._revision()
                yield revision
                self._check_place()
                self._ledger.sign(revision)
                self._db.execute("COMMIT")
                self._written = True
            except BaseException:
                if self._db.in_transaction:
                    self._db.execute("ROLLBACK")
                raise

    def _check_place(self) -> None:
        """Refuses to commit when the file is no longer the one that is written to."""
        if self._place is not None and place_of(self._file) != self._place:
            raise StoreError(f"{self._file} was moved, replaced or deleted while it was written to; run it in again")

    def _leave(self, path: str, *, keep: str, revision: int) -> None:
        """Takes the path from another document that had it; one that is left without a path is forgotten."""
        owner = self._one("SELECT document FROM document_path WHERE path = ? AND document <> ?", path, keep)
        if owner is None:
            return
        self._db.execute("DELETE FROM document_path WHERE path = ?", (path,))
        if self.paths(owner[0]):
            self._show_first_path(owner[0], revision)
        else:
            self._forget(owner[0], revision)

    def _show_first_path(self, document: str, revision: int) -> None:
        self._ledger.touch(document)
        self._db.execute(
            "UPDATE document SET revision = ?, path = (SELECT min(path) FROM document_path WHERE document = id) "
            "WHERE id = ?",
            (revision, document),
        )

    def _forget(self, document: str, revision: int) -> None:
        self._delete(document)
        self._db.execute("INSERT OR REPLACE INTO removed_document VALUES (?, ?)", (document, revision))

    def _delete(self, document: str) -> None:
        self._ledger.touch(document)
        own = [record for kind in RECORD_TYPES for record in self._of_document(kind, document)]
        writing.delete_document(self._db, document, self._whole_text(document), own)

    def _whole_text(self, document: str) -> str:
        row = self._one("SELECT text FROM document WHERE id = ?", document)
        return "" if row is None else str(row[0])

    # ── documents ────────────────────────────────────────────────────────────────────────────────────────

    def document(self, document: str) -> Document | None:
        """See `RecordReader.document`; a prefix that fits several documents names none."""
        row = self._one("SELECT * FROM document WHERE id = ?", document)
        digits = document.removeprefix("doc-")
        if row is None and len(digits) >= 6:
            after = f"doc-{digits}g"  # "g" follows every hex digit
            found = self._all("SELECT * FROM document WHERE id >= ? AND id < ? LIMIT 2", f"doc-{digits}", after)
            row = found[0] if len(found) == 1 else None
        if row is None:
            return None
        blocks = self._all("SELECT * FROM block WHERE document = ? ORDER BY position", row["id"])
        return rows.read_document(row, self._authors(row["id"]), blocks, row["text"])

    def headed(self, document: str) -> Document | None:
        """See `RecordReader.headed`."""
        row = self._one("SELECT * FROM document WHERE id = ?", document)
        if row is None:
            return None
        heads = "SELECT * FROM block WHERE document = ? AND kind IN ('title', 'heading') ORDER BY position"
        return rows.read_document(row, self._authors(document), self._all(heads, document), row["text"])

    def located(self, under: str = "") -> Iterator[tuple[str, str]]:
        """See `RecordReader.located`."""
        bounds = "path >= ? AND substr(path, 1, ?) = ?"
        rows = self._rows(
            f"SELECT path, document FROM document_path WHERE {bounds} ORDER BY path", under, len(under), under
        )
        return ((path, document) for path, document in rows)

    def documents(self) -> Iterator[Document]:
        """See `RecordReader.documents`."""
        for row in self._rows(f"SELECT {_LIGHT} FROM document ORDER BY path, id"):
            yield rows.read_document(row, self._authors(row["id"]))

    def by_content(self, sha256: str) -> Document | None:
        """See `RecordReader.by_content`."""
        return self._light(f"SELECT {_LIGHT} FROM document WHERE sha256 = ?", sha256)

    def by_path(self, path: str) -> Document | None:
        """See `RecordReader.by_path`."""
        owner = "(SELECT document FROM document_path WHERE path = ?)"
        return self._light(f"SELECT {_LIGHT} FROM document WHERE id = {owner}", path)

    def paths(self, document: str) -> tuple[str, ...]:
        """See `RecordReader.paths`."""
        found = self._all("SELECT path FROM document_path WHERE document = ? ORDER BY path", document)
        return tuple(row[0] for row in found)

    def text(self, document: str, span: Span) -> str:
        """See `RecordReader.text`."""
        held = self._text  # one look: another thread may put another document here meanwhile
        if held is None or held[0] != document:
            row = self._one("SELECT text FROM document WHERE id = ?", document)
            if row is None:
                raise _unknown(document)
            self._text = held = (document, row[0])
        return span.of(held[1])

    def passage(self, passage: str) -> Passage | None:
        """See `RecordReader.passage`."""
        document, _, start = passage.removeprefix("pas-").rpartition("-")
        if not passage.startswith("pas-") or not start.isdecimal():
            return None
        sql = "SELECT * FROM passage WHERE document = ? AND start_char = ?"
        row = self._one(sql, f"doc-{document}", int(start))
        return None if row is None or row["id"] != passage else rows.read_passage(row)

    def passages(self, document: str) -> Iterator[Passage]:
        """See `RecordReader.passages`."""
        for row in self._rows("SELECT * FROM passage WHERE document = ? ORDER BY position", document):
            yield rows.read_passage(row)

    def page(self, document: str, offset: int) -> int | None:
        """See `RecordReader.page`."""
        if self._one("SELECT 1 FROM document WHERE id = ?", document) is None:
            raise _unknown(document)
        row = self._one(
            "SELECT page FROM block WHERE document = ? AND page IS NOT NULL AND start_char <= ? "
            "ORDER BY position DESC LIMIT 1",
            document,
            offset,
        )
        return None if row is None else row[0]

    def _authors(self, document: str) -> list[sqlite3.Row]:
        return self._all("SELECT name, affiliation FROM author WHERE document = ? ORDER BY position", document)

    def _light(self, sql: str, *values: object) -> Document | None:
        row = self._one(sql, *values)
        return None if row is None else rows.read_document(row, self._authors(row["id"]))

    # ── records ──────────────────────────────────────────────────────────────────────────────────────────

    def records(self, kind: type[R], where: RecordFilter = RecordFilter()) -> Iterator[R]:  # noqa: B008  # frozen
        """See `RecordReader.records`."""
        for row in self._rows(*select(kind, list(conditions(kind, where)))):
            yield rows.read_record(kind, row)

    def some(self, kind: type[R], where: RecordFilter, *, limit: int) -> list[R]:
        """See `RecordReader.some`; what is read is bounded by `retrieval`."""
        found: list[R] = []
        step = min(_PARAMETERS, limit)  # most sentences hold one such record, so that few are read in vain
        with translated(self._file):
            for sentences in retrieval.sentences(self._db, kind, where, limit=limit):
                for at in range(0, len(sentences), step):
                    found += self._of_sentences(kind, where, sentences[at : at + step])
                    if len(found) >= limit:
                        return found[:limit]
        return found

    def _of_sentences(self, kind: type[R], where: RecordFilter, sentences: Sequence[int]) -> Iterator[R]:
        """The records of these sentences that the filter lets through, in this order."""
        here = f"r.sentence IN ({', '.join('?' * len(sentences))})"
        sql, *values = select(kind, [(here, tuple(sentences)), *rest(kind, where)], order=BY_SENTENCE)
        return (rows.read_record(kind, row) for row in self._rows(sql, *values))

    def mentioned(self, document: str) -> dict[str, int]:
        """See `RecordReader.mentioned`."""
        found = self._rows("SELECT entity, times FROM document_entity WHERE document = ?", document)
        return {row[0]: row[1] for row in found}

    def record(self, record: str) -> Record | None:
        """See `RecordReader.record`."""
        kind = rows.TABLES.get(record.partition("-")[0])
        if kind is None:
            return None
        sql, *values = select(kind, [(f"r.sentence IN ({retrieval.MATCHING})", (of_id(record),))])
        found = (rows.read_record(kind, row) for row in self._rows(sql, *values) if row["id"] == record)
        return next(found, None)

    def _of_document(self, kind: type[R], document: str) -> Iterator[R]:
        return self.records(kind, RecordFilter(documents=(document,)))

    # ── for the index and the status ─────────────────────────────────────────────────────────────────────

    def counts(self) -> StoreCounts:
        """See `RecordReader.counts`; entities count among the records."""
        tables = [*rows.TABLES, "entity"]
        counted = {table: self._count(table if table == "entity" else f"{table}_at") for table in tables}
        return StoreCounts(
            documents=self._count("document"),
            passages=self._count("passage_at"),
            records=counted,
            revision=self._revision(),
        )

    @property
    def revision(self) -> int:
        """See `RecordReader.revision`."""
        return self._revision()

    def state(self, revision: int) -> str:
        """See `RecordReader.state`."""
        with translated(self._file):
            return state(self._db, revision)

    def reindex(self) -> None:
        """Makes SQLite's indexes again from the tables."""
        with translated(self._file):
            self._db.execute("REINDEX")

    def problems(self, *, thorough: bool = False) -> list[str]:
        """See `RecordReader.problems`."""
        return problems(self._db, thorough=thorough)

    def changes(self, since: int) -> Changes:
        """See `RecordReader.changes`."""
        written = self._all("SELECT id FROM document WHERE revision > ? ORDER BY id", since)
        removed = self._all("SELECT id FROM removed_document WHERE revision > ? ORDER BY id", since)
        ids = [tuple(row[0] for row in found) for found in (written, removed)]
        return Changes(written=ids[0], removed=ids[1], revision=self._revision())

    def indexed(self, document: str) -> IndexedDocument | None:
        """See `RecordReader.indexed`."""
        found = self.document(document)
        if found is None or found.id != document:
            return None
        kinds: tuple[type[Record], ...] = (Mention, LawMention, Fact)
        records = (record for kind in kinds for record in self._of_document(kind, document))
        return indexed_document(found, records, list(self.passages(document)))

    def shown(self, document: str, position: int) -> ShownPassage | None:
        """See `PassageReader.shown`."""
        self.deadline.check()
        with translated(self._file):
            return shown_passage(self._db, document, position)

    def _revision(self) -> int:
        row = self._one("SELECT revision FROM knowledge_base")
        return 0 if row is None else int(row[0])

    def _count(self, table: str) -> int:
        row = self._one(f"SELECT count(*) FROM {table}")
        return 0 if row is None else int(row[0])


def _unknown(document: str) -> StoreError:
    return StoreError(f"{document}: no such document in this knowledge base")
