"""Writes that are on the disk when they return, or say in one sentence why they are not."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Protocol

from justicekb.errors import StoreError


def flush(path: Path) -> None:
    """Waits until a file's bytes, or a folder's names, are on the disk; where a system cannot, it does not."""
    with suppress(OSError):
        descriptor = os.open(path, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def write_whole(file: Path, data: bytes) -> None:
    """Puts the bytes in the place of the file in one step: a reader finds the old ones or the new ones.

    Raises StoreError when they cannot be written; the file is as it was then.
    """
    beside = file.with_name(f"{file.name}.new")
    with told(file):
        beside.unlink(missing_ok=True)  # a link in its place is not followed
        with beside.open("wb") as out:
            out.write(data)
            out.flush()
            os.fsync(out.fileno())
        beside.replace(file)
        flush(file.parent)


def append(file: Path, line: bytes) -> None:
    """Adds a line to the file; raises StoreError when it cannot be written, and takes back what was half written."""
    with told(file):
        before = file.stat().st_size if file.exists() else None
        try:
            with file.open("ab") as out:
                out.write(line)
                out.flush()
                os.fsync(out.fileno())
        except OSError:
            with suppress(OSError):
                os.truncate(file, before or 0)
            raise
        if before is None:
            flush(file.parent)


class Journal(Protocol):
    """Lines that belong to a knowledge base beside its records; `name` says where they are."""

    @property
    def name(self) -> str:
        """Where they are, for messages."""

    def lines(self) -> list[bytes]:
        """The lines in order, without their ends; none when nothing was kept yet."""

    def add(self, line: bytes) -> None:
        """Adds a line, whole or not at all; raises StoreError when it cannot be."""

    def write(self, lines: list[bytes]) -> None:
        """Puts these lines in the place of all others, in one step."""


class FileJournal:
    """Lines in a file."""

    def __init__(self, file: Path) -> None:
        self.file = file

    @property
    def name(self) -> str:
        """See `Journal.name`."""
        return str(self.file)

    def lines(self) -> list[bytes]:
        """See `Journal.lines`."""
        return self.file.read_bytes().splitlines() if self.file.is_file() else []

    def add(self, line: bytes) -> None:
        """See `Journal.add`."""
        append(self.file, line + b"\n")

    def write(self, lines: list[bytes]) -> None:
        """See `Journal.write`."""
        write_whole(self.file, b"".join(line + b"\n" for line in lines))


@contextmanager
def told(path: Path) -> Iterator[None]:
    """Turns what the system raises into a StoreError that names the path and says what to do."""
    try:
        yield
    except OSError as error:
        raise StoreError(f"{path} cannot be written: {error.strerror}; {_advice(error)}") from error


def _advice(error: OSError) -> str:
    if (error.strerror and "space" in error.strerror) or error.errno in (28, 122):
        return "free some disk space and run the command again, nothing half-written stays"
    return "check the folder and its permissions"
