"""What has to be read: new and changed contents; known ones and copies are noted.

`Ledger` remembers what a run has met, outside of memory, so that a run over a million files takes no more of it.
"""

from __future__ import annotations

import hashlib
import os
import sqlite3
import stat
from collections.abc import Iterator
from typing import Literal

from justicekb.ingest.source import Given
from justicekb.pipeline.options import Options
from justicekb.pipeline.outcomes import Outcome, failed
from justicekb.pipeline.tasks import FoundMember, Task
from justicekb.pipeline.whereabouts import is_gone
from justicekb.store.base import RecordStore

_TABLES = """
CREATE TABLE seen (sha256 BLOB PRIMARY KEY) WITHOUT ROWID;
CREATE TABLE copy (sha256 TEXT, path TEXT);
"""


# The bytes of a file that is compared here; larger ones are looked into by workers.
HASHED = 64_000_000


def _digest(file: bytes, size: int) -> str:
    """The digest of a plain file of this size; "" when there is none, or it cannot be read."""
    try:
        # A pipe or device in the place of the file must not be waited for.
        with open(os.open(file, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0)), "rb") as stream:
            status = os.fstat(stream.fileno())
            plain = stat.S_ISREG(status.st_mode) and status.st_size == size
            return hashlib.sha256(stream.read(size + 1)).hexdigest() if plain else ""
    except OSError:
        return ""


class Ledger:
    """The contents met in one run, and the copies of them; a temporary file that is gone afterwards."""

    def __init__(self) -> None:
        self._db = sqlite3.connect("", isolation_level=None)  # "" is a database of its own in a temporary file
        self._db.executescript(f"PRAGMA journal_mode = OFF; {_TABLES}")

    def add(self, sha256: str) -> None:
        """Notes a content."""
        self._db.execute("INSERT OR IGNORE INTO seen VALUES (?)", [bytes.fromhex(sha256)])

    def has(self, sha256: str) -> bool:
        """Whether a content was noted."""
        found = self._db.execute("SELECT 1 FROM seen WHERE sha256 = ?", [bytes.fromhex(sha256)])
        return found.fetchone() is not None

    def copy(self, sha256: str, path: str) -> None:
        """Notes a further path of a content."""
        self._db.execute("INSERT INTO copy VALUES (?, ?)", [sha256, path])

    def copies(self) -> Iterator[tuple[str, str]]:
        """The further paths with their contents' digests."""
        yield from self._db.execute("SELECT sha256, path FROM copy ORDER BY rowid")

    def close(self) -> None:
        """Forgets everything."""
        self._db.close()


class Intake:
    """Decides what is read; the store is only asked."""

    def __init__(self, store: RecordStore, options: Options) -> None:
        self._store = store
        self._options = options
        self._ledger = Ledger()

    def look(self, member: FoundMember, given: Given) -> Outcome | Literal["read", "later"]:
        """What to do with a member: read it, or wait for its copy that is being read; or why neither need be."""
        if self._ledger.has(member.sha256):
            self._ledger.copy(member.sha256, member.path)
            return "later"
        known = self._store.by_content(member.sha256)
        if known is None or self._options.force or given.over(known) != known:
            self._ledger.add(member.sha256)
            return "read"
        if member.path in self._store.paths(known.id):
            return Outcome(path=member.path, status="unchanged", document=known.id, title=known.title)
        return self._copy(known.id, member.path)

    def unchanged(self, task: Task) -> FoundMember | None:
        """The file of a task itself, when it is known under its path and has the bytes it had; None to look into it.

        Such a file holds no other ones (a message may) and needs no worker: a folder without news starts none.
        """
        known = None if task.size > min(HASHED, self._options.limits.size) else self._store.by_path(task.path)
        if known is None or known.media_type.startswith("message/"):
            return None
        digest = _digest(task.file, task.size)
        if digest != known.sha256:
            return None
        return FoundMember(path=task.path, sha256=digest, size=task.size)

    def copies(self) -> Iterator[Outcome]:
        """Stores the further paths of what this run has read; to be called when all of it is stored."""
        for sha256, path in self._ledger.copies():
            known = self._store.by_content(sha256)
            if known is not None or self._options.dry_run:
                yield self._copy(f"doc-{sha256[:12]}", path)
            else:
                yield failed(path, "a copy of a file that could not be read")

    def _copy(self, document: str, path: str) -> Outcome:
        left = [one for one in self._store.paths(document) if one != path and is_gone(one)]
        if not self._options.dry_run:
            self._store.add_path(document, path)
            for one in left:
                self._store.leave(document, one)
        return Outcome(path=path, status="moved" if left else "duplicate", document=document)

    def close(self) -> None:
        """Forgets what the run has met."""
        self._ledger.close()
