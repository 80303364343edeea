"""Opens the SQLite file of a knowledge base, and tells what went wrong in words an operator can act on."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from time import monotonic
from typing import Literal

from justicekb.durable import flush
from justicekb.errors import StoreError, TimeLimitError
from justicekb.store.records.migrate import check, migrate

Mode = Literal["read", "write", "create"]

# How long a writer waits for another one before it gives up (seconds): one document's transaction takes
# milliseconds, a migration of a large file may take some seconds.
_PATIENCE = 30.0


def connect(file: Path, *, mode: Mode) -> sqlite3.Connection:
    """A connection to a knowledge base's file: to read it, to write it, or to make it if there is none.

    Raises StoreError when there is none (and it is not to be made), when it is something else's, damaged or of a
    later version, and when its folder cannot be written to.
    """
    if mode != "create" and not _is_there(file):
        raise StoreError(f"{file.parent} holds no knowledge base: run `justicekb ingest PATH` first, or choose --kb")
    with translated(file):
        if mode == "read":
            return _reading(file)
        _make_folder(file.parent)
        connection = _open(f"{file.absolute().as_uri()}?mode=rwc")
        try:
            migrate(connection, str(file))
            connection.execute("PRAGMA journal_mode = WAL")
            # A document is reported as read when it is on the disk, so each commit waits for the log's.
            connection.execute("PRAGMA synchronous = FULL")
            flush(file.parent)
        except BaseException:
            connection.close()
            raise
        return connection


def _reading(file: Path) -> sqlite3.Connection:
    """Reads beside a writer; a file in a folder nobody can write to is read as it stands, without a lock file."""
    uri = f"{file.absolute().as_uri()}?mode=ro"
    try:
        return _checked(uri, file)
    except sqlite3.OperationalError:
        if os.access(file.parent, os.W_OK):
            raise
    log = Path(f"{file}-wal")
    if log.is_file() and log.stat().st_size:
        raise StoreError(
            f"{file} has an unfinished log beside it ({log.name}), which can only be read where the folder can be "
            "written to: run any command there once as a user who may write, or copy the whole folder"
        )
    return _checked(f"{uri}&immutable=1", file)


def _checked(uri: str, file: Path) -> sqlite3.Connection:
    connection = _open(uri)
    try:
        check(connection, str(file))
    except BaseException:
        connection.close()
        raise
    return connection


def _open(uri: str) -> sqlite3.Connection:
    # Web servers answer from several threads; the module serialises them, and writes come from one thread.
    connection = sqlite3.connect(uri, uri=True, timeout=_PATIENCE, isolation_level=None, check_same_thread=False)
    connection.row_factory = sqlite3.Row
    connection.execute("PRAGMA foreign_keys = ON")
    return connection


def place_of(file: Path) -> tuple[int, int] | None:
    """Which file stands at the path (device and number); None when there is none."""
    try:
        status = file.stat()
    except OSError:
        return None
    return status.st_dev, status.st_ino


def _is_there(file: Path) -> bool:
    try:
        return file.is_file()
    except OSError as error:
        raise StoreError(f"{file.parent} cannot be a knowledge base: {error.strerror}; choose another --kb") from error


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StoreError(f"{folder} cannot be made: {error.strerror}; choose another --kb folder") from error
    if not os.access(folder, os.W_OK):
        raise StoreError(f"{folder} cannot be written to: choose another --kb folder or change its permissions")


@contextmanager
def translated(file: Path) -> Iterator[None]:
    """Turns what SQLite raises into a StoreError that says what to do."""
    try:
        yield
    except (sqlite3.ProgrammingError, sqlite3.InterfaceError):
        raise  # our own mistake, which no operator can mend
    except (sqlite3.Error, UnicodeEncodeError) as error:
        if str(error) == "interrupted":  # by the progress handler of a deadline
            raise TimeLimitError("it took too long; ask for less, or in other words") from error
        raise StoreError(f"{file}: {_advice(error)}") from error


def _advice(error: Exception) -> str:
    text = str(error)
    if isinstance(error, UnicodeEncodeError):
        return "a text holds half of a character (a lone surrogate), which no file can keep"
    if "locked" in text or "busy" in text:
        return "another process is writing to it; wait for it to end and try again"
    if "not a database" in text or "malformed" in text:
        return (
            f"damaged or not a knowledge base ({text}); restore it from a backup, run `justicekb status --check "
            "--repair` to save what can still be read, or ingest into another --kb folder"
        )
    if "full" in text:
        return f"no room left ({text}); free some disk space and run the command again, nothing half-written stays"
    if "readonly" in text or "unable to open" in text:
        return f"cannot be opened or written ({text}); check the permissions of the folder"
    return text


# ── a time limit ─────────────────────────────────────────────────────────────────────────────────────────

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
