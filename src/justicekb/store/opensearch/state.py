"""What a base on a cluster is and where it stands: one document, which one writer at a time may change.

The base's document is the mark of a base. It has the number of the last change (`revision`), the digest of all changes
up to it, and who writes. A writer takes it for itself by a write that only succeeds when nobody else wrote meanwhile
(OpenSearch's sequence numbers); one that was not heard of for LEASE seconds has lost it.
"""

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable
from typing import Any
from uuid import uuid4

import msgspec
from opensearchpy.exceptions import ConflictError

from justicekb.errors import StoreError
from justicekb.store.base import IndexBusyError
from justicekb.store.opensearch.client import Cluster
from justicekb.store.opensearch.mappings import FORMAT

Json = dict[str, Any]

# Seconds: one document's change takes well under one; after so long without a sign a writer is taken to be gone. Each
# counts on its own clock, so that clocks need not agree.
LEASE = 20.0
# Seconds that a writer keeps the base between changes, so that others who wait get their turn.
_TURN = 1.0
_PAUSE = 0.2
# Seconds that a reader waits, who then takes what there is.
_READERS_PATIENCE = 0.5
_BASE = "base"


class Base(msgspec.Struct, kw_only=True):
    """The base's document.

    `words` is the version of words and stems that sentences were read with, `settled` the change up to which entities
    are counted, `writer` who writes (None: nobody), `beat` grows with every sign of the writer.
    """

    format: int = FORMAT
    words: int
    revision: int = 0
    digest: str = ""
    settled: int = 0
    writer: str | None = None
    beat: int = 0
    settings: dict[str, str] = {}


class State:
    """The base's document, its history, and small texts beside it."""

    def __init__(self, cluster: Cluster, index: str, *, lease: float = LEASE, waiting: bool = True) -> None:
        self._cluster = cluster
        self.index = index
        self._lease = lease
        self._patience = 3 * lease if waiting else _READERS_PATIENCE
        self._token = uuid4().hex
        self._held: _Held | None = None

    def find(self) -> Base | None:
        """The base as it is now, None when there is none; raises StoreError for one made by a newer justicekb."""
        found = self._cluster.get(self.index, _BASE)
        return None if found is None else self._read(found)

    def read(self) -> Base:
        """The base as it is now; as this writer left it, while it holds it."""
        if self._held is not None:
            return self._held.base
        found = self.find()
        if found is None:
            raise StoreError(f"{self._cluster.home} holds no knowledge base any more: it was removed meanwhile")
        return found

    def create(self, words: int) -> None:
        """Makes a base of an empty one's indexes, unless another process just did."""
        self._note(_BASE, "base", msgspec.json.encode(Base(words=words)).decode(), op_type="create")

    # ── writing ──────────────────────────────────────────────────────────────────────────────────────────

    def take(self, recover: Callable[[Base], Base] = lambda base: base) -> Base:
        """Makes this process the writer, waiting for another one; `recover` is told of one that did not finish.

        Raises StoreError when another process keeps writing.
        """
        if self._held is not None and time.monotonic() - self._held.since < self._lease / 4:
            return self._held.base
        self._held = None
        waited = _Waited(self._lease, self._patience)
        while True:
            found = self._cluster.get(self.index, _BASE)
            if found is None:
                raise StoreError(f"{self._cluster.home} holds no knowledge base any more: it was removed meanwhile")
            base = self._read(found)
            free, lost = base.writer in (None, self._token), waited.is_lost(base)
            if (free or lost) and self._write(found, base, self._token):
                if lost and not free and self._held is not None:
                    self.advance(recover(self._held.base))
                if self._held is not None:
                    return self._held.base
                continue
            if waited.too_long:
                raise IndexBusyError(
                    f"{self._cluster.home}: another process is writing to it; wait for it to end and try again"
                )
            if not (free or lost):
                time.sleep(_PAUSE)

    def confirm(self) -> None:
        """Makes sure that this process is still the writer, before it makes a change visible; StoreError if not."""
        held = self._held
        if held is None or time.monotonic() - held.since > self._lease / 4:
            self._held = None
            if held is None or not self._write(held.found, held.base, self._token):
                raise StoreError(f"{self._cluster.home}: another process took over the writing; run the command again")

    def advance(self, base: Base, *, free: bool = False) -> None:
        """Writes the base with what a change made of it; lets others write now and then, or at once if `free`."""
        held = self._held
        assert held is not None  # only who has taken it advances it
        rest = free or time.monotonic() - held.turn > _TURN
        self._held = None
        if not self._write(held.found, base, None if rest else self._token, turn=held.turn):
            raise StoreError(f"{self._cluster.home}: another process took over the writing; run the command again")

    def release(self) -> None:
        """Lets others write."""
        if self._held is not None:
            self.advance(self._held.base, free=True)

    def _write(self, found: Json, base: Base, writer: str | None, *, turn: float | None = None) -> bool:
        """Whether the base could be written, which it cannot when somebody else wrote since it was read."""
        written = msgspec.structs.replace(base, writer=writer, beat=base.beat + 1)
        place = {"if_seq_no": found["_seq_no"], "if_primary_term": found["_primary_term"]}
        try:
            answer = self._note(_BASE, "base", msgspec.json.encode(written).decode(), **place)
        except StoreError as error:
            if not isinstance(error.__cause__, ConflictError):
                raise
            return self._was_ours(written)
        now = time.monotonic()
        self._held = _Held(answer, written, now, now if turn is None else turn) if writer else None
        return True

    def _was_ours(self, written: Base) -> bool:
        """Whether a write that seems refused was ours and came through: it was asked again after a lost answer."""
        found = self._cluster.get(self.index, _BASE)
        if found is None or self._read(found) != written:
            return False
        now = time.monotonic()
        self._held = _Held(found, written, now, now) if written.writer else None
        return True

    # ── history and small texts ──────────────────────────────────────────────────────────────────────────

    def remember(self, revision: int, digest: str) -> None:
        """Keeps the digest of the base at a revision."""
        self._note(f"history-{revision}", "history", digest)

    def digest_at(self, revision: int) -> str:
        """The digest of the base at a revision, "" when it is not known."""
        return self.text(f"history-{revision}") or ""

    def forget_before(self, revision: int) -> None:
        """Forgets digests that nobody asks for any more, as far as searches see them yet."""
        old = [f"history-{n}" for n in range(max(0, revision - _FORGOTTEN), revision)]
        self._cluster.bulk(self.index, ({"delete": {"_id": id_}} for id_ in old))

    def text(self, name: str) -> str | None:
        """A text that was kept under a name."""
        found = self._cluster.get(self.index, name)
        return None if found is None else str(found["_source"]["body"])

    def keep(self, name: str, text: str) -> None:
        """Keeps a text under a name."""
        self._note(name, "text", text)

    def change(self, name: str, changed: Callable[[str | None], str]) -> None:
        """Makes another text of the one under a name, whoever else changes it meanwhile."""
        for _ in range(100):
            found = self._cluster.get(self.index, name)
            place: Json = {"op_type": "create"}
            if found is not None:
                place = {"if_seq_no": found["_seq_no"], "if_primary_term": found["_primary_term"]}
            try:
                self._note(name, "text", changed(None if found is None else str(found["_source"]["body"])), **place)
            except StoreError as error:
                if not isinstance(error.__cause__, ConflictError):
                    raise
                continue
            return
        raise StoreError(f"{self._cluster.home}: others keep writing {name}; try again later")

    def _note(self, id_: str, unit: str, body: str, **place: object) -> Json:
        return self._cluster.put(self.index, id_, {"unit": unit, "body": body}, **place)

    def _read(self, found: Json) -> Base:
        told = found["_source"]["body"]
        try:
            number = msgspec.json.decode(told)["format"]
            if number > FORMAT:
                raise StoreError(
                    f"{self._cluster.home} was written by a newer justicekb (format {number}, this one reads "
                    f"{FORMAT}): "
                    "update justicekb, or choose another prefix"
                )
            return msgspec.json.decode(told, type=Base)
        except (msgspec.MsgspecError, KeyError, TypeError) as error:
            raise StoreError(
                f"{self._cluster.home}: {self.index} does not hold what justicekb wrote ({error}); restore it "
                "from a snapshot"
            ) from error


# Digests are forgotten whenever the index was tied to a revision, so never many at once.
_FORGOTTEN = 1_000


class _Held(msgspec.Struct, frozen=True):
    """The base while this process is the writer: where it was written, when, and since when it is its turn."""

    found: Json
    base: Base
    since: float
    turn: float


class _Waited:
    """How long a writer has been waiting for another, and since when that one gave no sign."""

    def __init__(self, lease: float, patience: float) -> None:
        self._lease = lease
        self._patience = patience
        self._began = self._changed = time.monotonic()
        self._seen: tuple[str | None, int] | None = None

    def is_lost(self, base: Base) -> bool:
        """Whether the writer of the base gave no sign for a whole lease."""
        now = time.monotonic()
        if (base.writer, base.beat) != self._seen:
            self._seen, self._changed = (base.writer, base.beat), now
        return now - self._changed > self._lease

    @property
    def too_long(self) -> bool:
        """Whether it is time to give up."""
        return time.monotonic() - self._began > self._patience


def chained(digest: str, *changes: str) -> str:
    """The digest of a base after changes, each told by a text, to one that had this digest."""
    return hashlib.sha256("\n".join((digest, *changes)).encode()).hexdigest()[:16]
