"""The seam between an ingest and whatever does its work: tasks go in, answers come out, nothing else passes.

An `Executor` runs tasks anywhere: in processes of this machine (`pipeline.localpool`), on a cluster. A task and an
answer are plain values that MessagePack and pickle can carry; a task names a file, so a worker must see the same
paths. Files are looked into first (`Survey`) and read one member at a time (`Reading`), so that what is known is
never read again and one member of an archive never costs the others. `pipeline.work.run` does a task.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import groupby
from typing import Protocol

import msgspec

from justicekb.config import Settings
from justicekb.errors import JusticeKBError
from justicekb.ingest.limits import Limits
from justicekb.ingest.source import Given
from justicekb.model import RECORD_TYPES, Document, Record


@dataclass(frozen=True, slots=True, kw_only=True)
class Setup:
    """What every task of a run needs: the spaCy model's package, folders of vocabulary, and the limits of a file."""

    model: str
    vocabularies: tuple[str, ...] = ()
    limits: Limits = field(default_factory=Limits)

    @classmethod
    def of(cls, settings: Settings, limits: Limits | None = None) -> Setup:
        """The setup that goes with the settings of a run."""
        folders = tuple(map(str, settings.vocabularies))
        return cls(model=settings.model, vocabularies=folders, limits=limits or Limits())


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """One step for one file. `number` comes back with the answer; `file` is the path in the system's own bytes.

    `path` is where the file is recorded, `size` its bytes. Without a `member` the file is looked into; with one, its
    member of this number (0 is the file itself when it is no container) is read, with what is `given` from outside.
    """

    number: int
    file: bytes
    path: str
    size: int = 0
    member: int | None = None
    given: Given = field(default_factory=Given)


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundMember:
    """A member of a file, or the file itself: where it is recorded, the digest of its bytes, or why it is not read."""

    path: str
    number: int = 0
    sha256: str = ""
    size: int = 0
    problem: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What became of a task: the members found, or a document with its records, or the reason why there is none.

    `fault` says that nothing can be read in this setup, so that the run must stop. `records` is encoded, see
    `records_of_answer`; `spent` are seconds of processor time by stage. `last` tells that the process that did the
    task ends now, to give its memory back.
    """

    number: int
    members: tuple[FoundMember, ...] = ()
    document: Document | None = None
    records: tuple[tuple[str, bytes], ...] = ()
    spent: dict[str, float] = field(default_factory=dict)
    reason: str | None = None
    trace: str | None = None
    fault: str | None = None
    last: bool = False


class Executor(Protocol):
    """Runs tasks; used by one thread. Each task gets exactly one answer, whatever happens to who works on it."""

    @property
    def has_room(self) -> bool:
        """Whether more tasks keep it busier; more may be submitted, at the cost of memory."""

    def submit(self, task: Task) -> None:
        """Takes a task."""

    def wait(self) -> Answer:
        """The next answer, in any order; to be called only while tasks are under way."""

    def close(self) -> None:
        """Ends the work; tasks under way are given up."""


_KINDS: dict[str, type[Record]] = {kind.KIND: kind for kind in RECORD_TYPES}
_ENCODER = msgspec.msgpack.Encoder()
_RECORDS = {kind: msgspec.msgpack.Decoder(list[type_]) for kind, type_ in _KINDS.items()}  # type: ignore[valid-type]


class AnswerFormatError(JusticeKBError):
    """What came back is no answer."""


def encoded_records(records: tuple[Record, ...]) -> tuple[tuple[str, bytes], ...]:
    """Records as runs of one kind, each encoded, in their order."""
    runs = groupby(records, key=lambda record: record.KIND)
    return tuple((kind, _ENCODER.encode(list(run))) for kind, run in runs)


def records_of_answer(answer: Answer) -> tuple[Record, ...]:
    """The records that came with a document; raises AnswerFormatError when they are none."""
    try:
        return tuple(record for kind, run in answer.records for record in _RECORDS[kind].decode(run))
    except (msgspec.MsgspecError, KeyError, ValueError) as error:
        raise AnswerFormatError(f"a worker sent no records: {error}") from error
