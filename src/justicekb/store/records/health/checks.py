"""What is wrong with a knowledge base's file, in words: SQLite's own check, counts, digests."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

from justicekb.store.records.health.content import RECORD_TABLES, VERSION, content

# So many findings of one kind are told one by one.
_TOLD = 5

ADVICE = (
    "restore knowledge.sqlite from a backup, or run `justicekb status --check --repair`, which saves what can still "
    "be read and names what has to be read in again"
)


def problems(db: sqlite3.Connection, *, thorough: bool) -> list[str]:
    """Everything found wrong, nothing for a sound file; `thorough` reads every row and compares it."""
    found: list[str] = []
    for check in (_own_check(thorough), _counts, *((_contents,) if thorough else ())):
        try:
            found += list(check(db))
        except sqlite3.DatabaseError as error:
            found.append(f"SQLite cannot read it ({error})")
            break
    return found


def _own_check(thorough: bool):  # type: ignore[no-untyped-def]  # noqa: ANN202  # a check, see `problems`
    def check(db: sqlite3.Connection) -> Iterator[str]:
        pragma = "integrity_check" if thorough else "quick_check"
        lines = [str(row[0]) for row in db.execute(f"PRAGMA {pragma}({_TOLD})")]
        yield from (f"SQLite's check: {' '.join(line.split())}" for line in lines if line != "ok")
        if thorough:
            broken = db.execute("PRAGMA foreign_key_check").fetchmany(_TOLD)
            yield from (f"a row of {row[0]} belongs to nothing" for row in broken)

    return check


def _counts(db: sqlite3.Connection) -> Iterator[str]:
    """Counts of rows against what was written down; rows that SQLite's check does not miss are missed here."""
    documents = _number(db, "SELECT count(*) FROM document")
    known = _number(db, "SELECT count(*) FROM document_content")
    if known != documents:
        yield f"{documents} documents are stored, {known} were written down"
    for what, tables in (("records", RECORD_TABLES), ("passages", ("passage",))):
        there = sum(_number(db, f"SELECT count(*) FROM {table}_at") for table in tables)
        written = _number(db, f"SELECT coalesce(sum({what}), 0) FROM document_content")
        if there != written:
            yield f"{there:,} {what} are stored, {written:,} were written"


def _contents(db: sqlite3.Connection) -> Iterator[str]:
    """Documents whose rows are not those that were written."""
    found = db.execute(
        "SELECT c.document, d.path, c.digest, c.records FROM document_content c JOIN document d ON d.id = c.document "
        "WHERE c.version = ? ORDER BY d.path",
        (VERSION,),
    ).fetchall()
    for id_, path, digest, records in found:
        now = content(db, id_)
        if now.digest != digest:
            what = (
                "its text or a record has changed" if now.records == records else f"{now.records} of {records} records"
            )
            yield f"{path} ({id_}) is not what was stored: {what}"


def _number(db: sqlite3.Connection, sql: str) -> int:
    return int(db.execute(sql).fetchone()[0])
