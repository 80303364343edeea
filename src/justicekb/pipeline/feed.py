"""The files of a run as tasks: each is looked into in the order of the walk, and what is new in it is read."""

from __future__ import annotations

import os
import traceback
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import count
from pathlib import Path

from justicekb.discover import MANIFEST, LeftOut, recorded
from justicekb.errors import SourceError
from justicekb.ingest.manifest import Manifest, load
from justicekb.pipeline.intake import Intake
from justicekb.pipeline.options import Options
from justicekb.pipeline.outcomes import Outcome, Status, failed
from justicekb.pipeline.remote import found_in, is_remote, manifest
from justicekb.pipeline.tasks import Answer, FoundMember, Task

Note = Callable[[Outcome], None]

# Files looked into ahead of what is read, and the bytes of all of them together unless it is one file alone.
_AHEAD = 64
_AHEAD_BYTES = 256_000_000


def files_to_read(paths: Iterable[Path], options: Options) -> Iterator[Task | Outcome]:
    """The files behind the paths as tasks without a number, with what manifests say; what is not read as outcomes."""
    manifests: dict[Path, Manifest] = {}
    for found in found_in(paths, options.listings):
        if isinstance(found, LeftOut):
            status: Status = "left_out" if found.rule else "failed"
            yield Outcome(path=found.path, status=status, reason=found.reason)
            continue
        if found.folder not in manifests:
            manifests[found.folder], problem = _manifest(found.folder)
            if problem:
                yield problem
        given = manifests[found.folder].for_path(found.file)
        given = replace(given, kind=options.kind) if options.kind else given
        yield Task(
            number=0,
            file=os.fsencode(found.path if is_remote(found.path) else os.path.join(os.getcwd(), found.file)),
            path=found.path,
            size=found.size,
            given=given,
        )


def _manifest(folder: Path) -> tuple[Manifest, Outcome | None]:
    """The manifest of a folder; an empty one, and the reason, when it cannot be used."""
    try:
        return manifest(folder) if is_remote(folder.as_posix()) else load(folder), None
    except SourceError as error:
        return Manifest(folder), failed(error.path, error.reason)
    except Exception as error:  # noqa: BLE001  # a manifest must not sink the folder it describes
        path = recorded(folder / MANIFEST)
        return Manifest(folder), failed(path, f"cannot be read: {error}", traceback.format_exc())


@dataclass(frozen=True, slots=True, kw_only=True)
class _File:
    """A file to look into, or why it cannot be; `answer` once there is one."""

    task: Task
    answer: Answer | None = None


class Feed:
    """Hands out tasks and takes the answers of the looks into files; what needs no reading goes to `note`."""

    def __init__(self, found: Iterable[Task | Outcome], intake: Intake, options: Options, note: Note) -> None:
        self._found = iter(found)
        self._intake = intake
        self._options = options
        self._note = note
        self._numbers = count(1)
        self._order: deque[int] = deque()  # the files being looked into, as they were found
        self._files: dict[int, _File] = {}
        self._fresh: deque[Task] = deque()
        self._reading: dict[int, str] = {}

    def next(self) -> Task | None:
        """The next task; None when there is none until an answer comes."""
        if self._fresh:
            return self._fresh.popleft()
        while not self._is_ahead and (found := next(self._found, None)) is not None:
            if isinstance(found, Outcome):
                self._note(found)
                continue
            task = self._look_into(found)
            member = self._intake.unchanged(task)
            if member is None:
                return task
            self.take(Answer(number=task.number, members=(member,)))
            if self._fresh:
                return self._fresh.popleft()
        return None

    @property
    def _is_ahead(self) -> bool:
        """Whether enough is looked into for now."""
        return bool(self._order) and (len(self._order) >= _AHEAD or self._bytes > _AHEAD_BYTES)

    @property
    def waits(self) -> bool:
        """Whether an answer is still to come."""
        return bool(self._order or self._reading)

    @property
    def _bytes(self) -> int:
        return sum(file.task.size for file in self._files.values())

    def _look_into(self, found: Task) -> Task:
        task = replace(found, number=next(self._numbers))
        self._order.append(task.number)
        self._files[task.number] = _File(task=task)
        return task

    def path_of(self, answer: Answer) -> str | None:
        """The path that an answer's reading is recorded under; None for the answer of a look into a file."""
        return self._reading.pop(answer.number, None)

    def take(self, answer: Answer) -> None:
        """Takes the answer of a look into a file; files are gone through in the order they were found in."""
        self._files[answer.number] = replace(self._files[answer.number], answer=answer)
        while self._order and (first := self._files[self._order[0]]).answer is not None:
            del self._files[self._order.popleft()]
            self._go_through(first.task, first.answer)

    def _go_through(self, task: Task, answer: Answer) -> None:
        if answer.reason is not None:
            self._note(failed(task.path, answer.reason, answer.trace))
        for member in answer.members:
            if member.problem:
                self._note(failed(member.path, member.problem))
            elif isinstance(found := self._intake.look(member, task.given), Outcome):
                self._note(found)
            elif found == "read":
                self._read(task, member)

    def _read(self, task: Task, member: FoundMember) -> None:
        reading = replace(task, number=next(self._numbers), member=member.number)
        self._reading[reading.number] = member.path
        self._fresh.append(reading)
