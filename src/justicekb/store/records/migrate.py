"""Brings a SQLite file to the present schema: numbered SQL files, each in one transaction with its own record.

`PRAGMA user_version` is the number of the last file applied and `PRAGMA application_id` marks the file as ours, so
a database of something else, or of a later justicekb, is told apart before anything is read from it.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import suppress
from typing import NamedTuple

from justicekb.errors import StoreError
from justicekb.home import APPLICATION_ID
from justicekb.store.records.once import functions

# The number of the newest file in schema/; a test holds it, so that a reader need not list the folder.
SCHEMA_VERSION = 8

# The step that writes all tables anew and leaves two thirds of the file empty.
_REWRITTEN = 7

_RECORD_TABLE = (
    "CREATE TABLE IF NOT EXISTS migration (number INTEGER PRIMARY KEY, name TEXT NOT NULL, applied TEXT NOT NULL)"
)


class Migration(NamedTuple):
    """A numbered step and its SQL statements."""

    number: int
    name: str
    sql: str


def migrations() -> list[Migration]:
    """The steps in order, from the files `schema/0001_name.sql` and on."""
    from importlib import resources  # takes 5 ms, and only a new or an old knowledge base needs it

    folder = resources.files(__package__) / "schema"
    files = sorted((file for file in folder.iterdir() if file.name.endswith(".sql")), key=lambda file: file.name)
    return [Migration(int(f.name[:4]), f.name[5:-4], f.read_text(encoding="utf-8")) for f in files]


def check(connection: sqlite3.Connection, name: str) -> None:
    """Raises StoreError, saying why and what to do, unless the file can be read with the present schema."""
    version = _identified(connection, name)
    if version < SCHEMA_VERSION:
        raise StoreError(
            f"{name} has schema {version}, this justicekb reads {SCHEMA_VERSION}: "
            "run `justicekb rebuild` (or any ingest) once, so that it is brought up to date"
        )


def migrate(connection: sqlite3.Connection, name: str, steps: Sequence[Migration] | None = None) -> list[int]:
    """Applies what is missing and returns the numbers applied; raises StoreError for a file that is not ours."""
    applied: list[int] = []
    if _identified(connection, name) >= SCHEMA_VERSION and steps is None:
        return applied
    functions(connection)
    for step in migrations() if steps is None else steps:
        if _apply(connection, step):
            applied.append(step.number)
    if _REWRITTEN in applied and applied[0] != 1:
        with suppress(sqlite3.OperationalError):  # no room for a copy: it stays as large as it was, and sound
            connection.execute("VACUUM")
    return applied


def _identified(connection: sqlite3.Connection, name: str) -> int:
    """The schema version; an empty database has 0."""
    application = connection.execute("PRAGMA application_id").fetchone()[0]
    version: int = connection.execute("PRAGMA user_version").fetchone()[0]
    empty = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0] == 0
    if application != APPLICATION_ID and not (empty and application == 0):
        raise StoreError(f"{name} is a database of something else, not of justicekb: choose another --kb folder")
    if version > SCHEMA_VERSION:
        raise StoreError(
            f"{name} was written by a later justicekb (schema {version}, this one reads {SCHEMA_VERSION}): "
            "update justicekb, or choose another --kb folder"
        )
    return version


def _apply(connection: sqlite3.Connection, step: Migration) -> bool:
    """Whether the step was missing and is now applied, whole or, on an error, not at all."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        if connection.execute("PRAGMA user_version").fetchone()[0] >= step.number:
            connection.execute("ROLLBACK")
            return False
        connection.execute(_RECORD_TABLE)
        for statement in statements(step.sql):
            connection.execute(statement)
        connection.execute(
            "INSERT INTO migration VALUES (?, ?, strftime('%Y-%m-%dT%H:%M:%SZ'))", (step.number, step.name)
        )
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.execute(f"PRAGMA user_version = {step.number}")
        connection.execute("COMMIT")
    except BaseException:
        connection.execute("ROLLBACK")
        raise
    return True


def statements(sql: str) -> Iterator[str]:
    """The statements of a script, so that they can run inside a transaction (`executescript` would commit it)."""
    waiting = ""
    for line in sql.splitlines(keepends=True):
        waiting += line
        if sqlite3.complete_statement(waiting):
            yield waiting
            waiting = ""
    if waiting.strip() and not all(line.lstrip().startswith("--") for line in waiting.strip().splitlines()):
        yield waiting
