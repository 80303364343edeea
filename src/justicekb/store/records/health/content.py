"""The count and the digest of a document's rows, and the digest of the whole store, which is the sum of theirs."""

from __future__ import annotations

import hashlib
import sqlite3
from typing import NamedTuple

# Raised when one of the tables and views below changes its columns: a digest of another version is not compared.
VERSION = 2

RECORD_TABLES = ("mention", "date", "law", "figure", "fact", "quote", "reference")
_TABLES = ("document", "author", "block", "passage", "sentence", *RECORD_TABLES)
# Columns that number rows or changes; the same document has other ones in another base.
# So do those that say where a record's sentence stands, which its own row says.
_NUMBERS = frozenset({"row", "sentence", "nth", "revision", "evidence_start", "evidence_end"})
# Digits of a digest that are summed: enough that no two states meet by chance (64 bits).
_DIGITS = 16


class Content(NamedTuple):
    """What belongs to a document."""

    records: int
    passages: int
    digest: str


def content(db: sqlite3.Connection, document: str) -> Content:
    """The present content of a document, read from the tables."""
    digest = hashlib.sha256()
    counts: dict[str, int] = {}
    for table in _TABLES:
        lines = sorted(_sentences(db, document) if table == "sentence" else _lines(db, table, document))
        counts[table] = len(lines)
        digest.update("\n".join((table, *lines, "")).encode("utf-8", "surrogatepass"))
    digest.update("\n".join(_participants(db, document)).encode("utf-8", "surrogatepass"))
    return Content(sum(counts[table] for table in RECORD_TABLES), counts["passage"], digest.hexdigest())


def _lines(db: sqlite3.Connection, table: str, document: str) -> list[str]:
    column = "id" if table == "document" else "document"
    rows = db.execute(f"SELECT * FROM {table} WHERE {column} = ?", (document,)).fetchall()
    return [_line([(name, row[name]) for name in row.keys()]) for row in rows]  # noqa: SIM118  # a row iterates over values


def _line(row: list[tuple[str, object]]) -> str:
    return repr([(name, value) for name, value in row if name not in _NUMBERS])


def _sentences(db: sqlite3.Connection, document: str) -> list[str]:
    """The view `sentence`, its texts cut here: SQLite would walk through the document for each of them."""
    row = db.execute("SELECT text FROM document WHERE id = ?", (document,)).fetchone()
    text = "" if row is None else str(row[0])
    found = db.execute("SELECT document, start_char, end_char, naming FROM sentence WHERE document = ?", (document,))
    return [
        _line([(name, row[name]) for name in row.keys()] + [("text", text[row[1] : row[2]])])  # noqa: SIM118  # as above
        for row in found
    ]


def _participants(db: sqlite3.Connection, document: str) -> list[str]:
    found = db.execute(
        "SELECT f.id, p.position, p.role, p.name, p.entity FROM fact AS f "
        "JOIN participant AS p ON p.sentence = f.sentence AND p.fact = f.nth WHERE f.document = ?",
        (document,),
    )
    return sorted(repr(tuple(row)) for row in found)


def note(db: sqlite3.Connection, document: str) -> int:
    """Writes down the content of a document, in the caller's transaction; returns its share of the store's digest."""
    found = content(db, document)
    db.execute(
        "INSERT OR REPLACE INTO document_content VALUES (?, ?, ?, ?, ?)",
        (document, found.records, found.passages, VERSION, found.digest),
    )
    return share(found.digest)


def noted(db: sqlite3.Connection, document: str) -> int:
    """The share of the store's digest that was written down for a document; 0 for one that has none."""
    row = db.execute("SELECT digest FROM document_content WHERE document = ?", (document,)).fetchone()
    return 0 if row is None else share(row[0])


def share(digest: str) -> int:
    """A document's digest as a number to be summed."""
    return int(digest[:_DIGITS], 16)


def state(db: sqlite3.Connection, revision: int) -> str:
    """The digest of the store as it was at a revision; "" when that is not known."""
    row = db.execute("SELECT digest FROM history WHERE revision = ?", (revision,)).fetchone()
    return "" if row is None else str(row[0])


def advance(db: sqlite3.Connection, revision: int, *, by: int) -> None:
    """Writes down the digest of the store at a new revision: the last one and what was added and taken since."""
    row = db.execute("SELECT digest FROM history ORDER BY revision DESC LIMIT 1").fetchone()
    before = 0 if row is None else int(row[0], 16)
    db.execute("INSERT OR REPLACE INTO history VALUES (?, ?)", (revision, f"{(before + by) % 16**_DIGITS:0{_DIGITS}x}"))


class Ledger:
    """Keeps the digests of a store up to date while it is changed: what each change writes, and what it takes away."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db
        self._added = 0  # to the digest of the store, by the change under way
        self._changed: set[str] = set()  # the documents that it writes

    def begin(self) -> None:
        """A change begins."""
        self._added, self._changed = 0, set()

    def touch(self, document: str) -> None:
        """The change writes the document: what it held before is taken from the digest, once."""
        if document not in self._changed:
            self._changed.add(document)
            self._added -= noted(self._db, document)

    def sign(self, revision: int) -> None:
        """Writes down what the store holds after the change."""
        self._added += sum(note(self._db, id_) for id_ in sorted(self._changed) if self._is_there(id_))
        advance(self._db, revision, by=self._added)

    def _is_there(self, document: str) -> bool:
        return self._db.execute("SELECT 1 FROM document WHERE id = ?", (document,)).fetchone() is not None

    def note_missing(self, revision: int) -> None:
        """Writes down the contents of documents stored by an earlier justicekb, which did not."""
        missing = self._db.execute(
            "SELECT id FROM document WHERE id NOT IN (SELECT document FROM document_content)"
        ).fetchall()
        if missing:
            self._db.execute("BEGIN IMMEDIATE")
            advance(self._db, revision, by=sum(note(self._db, row[0]) for row in missing))
            self._db.execute("COMMIT")
