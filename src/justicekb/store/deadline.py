"""A time limit on what is read from SQLite: statements end at it, and so does whoever reads one after another."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from time import monotonic

from justicekb.errors import TimeLimitError

# SQLite asks every so many steps of its virtual machine whether to go on: some 10 ms on a laptop (measured 2026-11).
_STEPS = 100_000


class Deadline:
    """Until when a connection may be read, if there is a limit."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._until: float | None = None

    @contextmanager
    def within(self, seconds: float) -> Iterator[None]:
        """What is read inside raises TimeLimitError once it took longer; limits do not nest."""
        self._until = monotonic() + seconds
        self._connection.set_progress_handler(lambda: self.passed, _STEPS)
        try:
            yield
        finally:
            self._until = None
            self._connection.set_progress_handler(None, 0)

    @property
    def passed(self) -> bool:
        """Whether there is a limit and it is over."""
        return self._until is not None and monotonic() > self._until

    def check(self) -> None:
        """Raises TimeLimitError when the limit is over."""
        if self.passed:
            raise TimeLimitError("it took too long; ask for less, or in other words")
