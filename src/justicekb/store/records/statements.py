"""Runs SQL on the file of a knowledge base: row by row, with faults in words and a limit of time."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any, cast

from justicekb.store.records.connection import Deadline, translated


class Statements:
    """What reads from a connection and has its deadline."""

    def __init__(self, connection: sqlite3.Connection, file: Path) -> None:
        self._file = file
        self._db = connection
        self.deadline = Deadline(connection)

    def _rows(self, sql: str, *values: object) -> Iterator[sqlite3.Row]:
        self.deadline.check()
        with translated(self._file):
            # Not `yield from`: it would close the cursor of a generator left over after `close()`, which fails.
            for row in self._db.execute(sql, cast("Any", values)):  # noqa: UP028
                yield row

    def _all(self, sql: str, *values: object) -> list[sqlite3.Row]:
        self.deadline.check()
        with translated(self._file):
            return self._db.execute(sql, cast("Any", values)).fetchall()

    def _one(self, sql: str, *values: object) -> sqlite3.Row | None:
        self.deadline.check()
        with translated(self._file):
            return cast("sqlite3.Row | None", self._db.execute(sql, cast("Any", values)).fetchone())
