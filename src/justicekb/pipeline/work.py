"""Does one task: looks into a file, or reads one of its members and extracts its records.

A task depends on its file, its setup and the vocabulary alone, so it may run anywhere and again. Whatever goes
wrong becomes the answer's reason; only a setup in which nothing can be read is a fault.
"""

from __future__ import annotations

import hashlib
import os
import traceback
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from justicekb.errors import SourceError, StoreError, VocabularyError
from justicekb.ingest import read
from justicekb.ingest.containers import Member, unpack
from justicekb.ingest.formats.packages import Budget
from justicekb.ingest.limits import Limits
from justicekb.ingest.walls import is_wall
from justicekb.model import Document, Record
from justicekb.pipeline.remote import content, is_remote, stamp
from justicekb.pipeline.stages import EXTRACTING, PARSING, READING, spent
from justicekb.pipeline.tasks import Answer, FoundMember, Setup, Task, encoded_records

if TYPE_CHECKING:
    from spacy.language import Language

    from justicekb.extract import Problem
    from justicekb.vocabulary import Vocabulary

# Told how many seconds of processor time the next step may take.
Allow = Callable[[float], None]


def run(task: Task, setup: Setup, allow: Allow = lambda seconds: None) -> Answer:
    """The answer to a task. `allow` is told the time limit of each step before it begins."""
    try:
        if task.member is not None:
            tools(setup)  # loading them takes no file's time
        allow(setup.limits.to_read(task.size))
        return _survey(task, setup) if task.member is None else _read(task, setup, allow)
    except SourceError as error:
        return Answer(number=task.number, reason=error.reason)
    except (StoreError, VocabularyError) as error:
        return Answer(number=task.number, fault=str(error))
    except MemoryError:
        return Answer(number=task.number, reason=too_large(setup.limits), last=True)
    except Exception as error:  # noqa: BLE001  # one bad file must not sink the folder; it is named with the fault
        reason = f"justicekb failed on it ({type(error).__name__}: {error})"
        return Answer(number=task.number, reason=reason, trace=traceback.format_exc())


def too_large(limits: Limits) -> str:
    """The reason of a file that needs more memory than it may."""
    return f"it takes more than {limits.memory / 1e9:.1f} GB of memory to read (--max-memory)"


def _survey(task: Task, setup: Setup) -> Answer:
    found = []
    try:
        for number, member in enumerate(_members(task, setup.limits)):
            sha256 = "" if member.problem else hashlib.sha256(member.data).hexdigest()
            found.append(
                FoundMember(
                    path=member.path, number=number, sha256=sha256, size=len(member.data), problem=member.problem
                )
            )
    except SourceError as error:  # what was found before stays good
        found.append(FoundMember(path=error.path, problem=error.reason))
    return Answer(number=task.number, members=tuple(found))


def _read(task: Task, setup: Setup, allow: Allow) -> Answer:
    member = _opened.member(task, setup.limits)
    if member.problem:
        return Answer(number=task.number, reason=member.problem)
    allow(setup.limits.to_read(len(member.data)))
    stages: dict[str, float] = {}
    with spent(stages, READING):
        document = read(member.data, tools(setup)[0], path=member.path, given=task.given, limits=setup.limits)
    allow(setup.limits.to_extract(len(document.text)))
    traces: list[str] = []
    notes: list[str] = []

    def problem(yields: str, error: Exception) -> None:
        notes.append(f"justicekb failed to find its {yields} ({type(error).__name__}: {error})")
        traces.append("".join(traceback.format_exception(error)))

    records = encoded_records(records_of(document, setup, problem, stages))
    document = replace(document, notes=(*document.notes, *notes))
    trace = "\n".join(traces) or None
    return Answer(number=task.number, document=document, records=records, trace=trace, spent=stages)


def records_of(
    document: Document, setup: Setup, problem: Problem | None = None, stages: dict[str, float] | None = None
) -> tuple[Record, ...]:
    """Every record of a document that was read, before any decision; see `extract` for `problem`.

    The processor time it takes is added to `stages`.
    """
    from justicekb.extract import extract
    from justicekb.extract.nlp import parse

    if is_wall(document):
        return ()
    vocabulary, nlp = tools(setup)
    stages = {} if stages is None else stages
    with spent(stages, PARSING):
        (parsed,) = parse([document], nlp)
    with spent(stages, EXTRACTING):
        return extract(parsed, vocabulary, problem)


@lru_cache(maxsize=1)
def tools(setup: Setup) -> tuple[Vocabulary, Language]:
    """The vocabulary and the language pipeline, loaded once; raises StoreError or VocabularyError without them."""
    from justicekb.extract.nlp import load_pipeline
    from justicekb.vocabulary import load

    try:
        return load(tuple(Path(folder) for folder in setup.vocabularies)), load_pipeline(setup.model)
    except MemoryError as error:
        raise StoreError(
            f"{setup.limits.memory / 1e9:g} GB of memory are too little to load the language model (--max-memory)"
        ) from error


# ── a file's members ─────────────────────────────────────────────────────────────────────────────────────


def _members(task: Task, limits: Limits) -> Iterator[Member]:
    yield from unpack(_bytes(task, limits), task.path, Budget(limits))


def _bytes(task: Task, limits: Limits) -> bytes:
    """The file's bytes; raises SourceError when it cannot be read or is larger than it may be."""
    if is_remote(name := os.fsdecode(task.file)):
        return content(name, limits.size)
    try:
        # A pipe or device in the place of the file must not be waited for.
        with open(os.open(task.file, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0)), "rb") as stream:
            size = os.fstat(stream.fileno()).st_size
            if size > limits.size:
                raise SourceError(task.path, f"larger than {limits.size / 1e6:,g} MB (--max-size)")
            return stream.read(size)  # asks for no more memory than that
    except OSError as error:
        raise SourceError(task.path, f"cannot be read: {error.strerror or error}") from error


class _Opened:
    """The file that was read last, so that the members of a container are unpacked once and not once for each."""

    def __init__(self) -> None:
        self._key: object = None
        self._members: Iterator[tuple[int, Member]] = iter(())
        self._next = 0

    def member(self, task: Task, limits: Limits) -> Member:
        """The member that a task names; raises SourceError when the file no longer has it."""
        wanted = task.member or 0
        key = (task.file, _stamp(task.file), limits)
        if key != self._key or wanted < self._next:
            self._members = iter(())  # lets go of the bytes of the file before
            self._members, self._key, self._next = enumerate(_members(task, limits)), key, 0
        for number, member in self._members:
            self._next = number + 1
            if number == wanted:
                return member
        self._key = None
        raise SourceError(task.path, "changed while it was read")


def _stamp(file: bytes) -> tuple[int, int, int] | str | None:
    if is_remote(name := os.fsdecode(file)):
        return stamp(name)
    with suppress(OSError):
        status = os.stat(file)
        return status.st_mtime_ns, status.st_size, status.st_ino
    return None


_opened = _Opened()
