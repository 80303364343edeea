"""Worker processes of this machine: `LocalPool`, an executor that no file can take down.

Each worker does one task at a time and has one more in hand, so that it never waits for the parent's writing. A
worker that dies, hangs or is stopped costs the task it was doing; the one in hand goes to another, and a new worker
takes its place. Workers are started when there is work for them and kept until the end.
"""

from __future__ import annotations

import selectors
from collections import deque

import msgspec

from justicekb.pipeline.process import Worker
from justicekb.pipeline.tasks import Answer, Setup, Task

# Tasks that wait for each worker: enough to keep it busy, few enough to keep memory flat.
_WAITING = 2
# How often workers are looked at (seconds).
_GLANCE = 0.5


class LocalPool:
    """An `Executor` (see `pipeline.tasks`) with up to `workers` processes."""

    def __init__(self, setup: Setup, *, workers: int) -> None:
        self._setup = setup
        self._size = max(1, workers)
        self._workers: list[Worker] = []
        self._waiting: deque[Task] = deque()
        self._answers: deque[Answer] = deque()
        self._selector = selectors.DefaultSelector()

    @property
    def has_room(self) -> bool:
        """Whether a worker would be idle soon."""
        return len(self._waiting) < _WAITING * self._size

    @property
    def busy(self) -> bool:
        """Whether tasks are under way or answers wait."""
        return bool(self._waiting or self._answers or any(worker.tasks for worker in self._workers))

    def submit(self, task: Task) -> None:
        """Takes a task."""
        self._waiting.append(task)
        self._hand_out()

    def wait(self) -> Answer:
        """The next answer."""
        while not self._answers:
            self._hand_out()
            for key, _ in self._selector.select(_GLANCE):
                self._listen(key.fileobj)  # type: ignore[arg-type]  # workers are registered and nothing else
            for worker in self._workers:
                worker.watch()
        return self._answers.popleft()

    def close(self) -> None:
        """Ends every worker."""
        for worker in list(self._workers):
            self._dismiss(worker)
        self._waiting.clear()
        self._selector.close()

    def __enter__(self) -> LocalPool:
        return self

    def __exit__(self, *error: object) -> None:
        self.close()

    def _hand_out(self) -> None:
        """One task for each idle worker, new workers as long as there are tasks, then one in hand for each."""
        for worker in self._workers:
            if self._waiting and not worker.tasks:
                worker.give(self._waiting.popleft())
        while self._waiting and len(self._workers) < self._size:
            worker = Worker(self._setup)
            self._workers.append(worker)
            self._selector.register(worker, selectors.EVENT_READ)
            worker.give(self._waiting.popleft())
        for worker in self._workers:
            if len(self._waiting) > self._size and len(worker.tasks) < 2:
                worker.give(self._waiting.popleft())

    def _listen(self, worker: Worker) -> None:
        try:
            for answer in worker.heard():
                self._answers.append(answer)
                if answer.last:
                    self._retire(worker)
                    return
        except (EOFError, OSError, ValueError, msgspec.MsgspecError):
            self._bury(worker)

    def _bury(self, worker: Worker) -> None:
        """The task that was being done is answered with how its worker ended; the one in hand goes to another."""
        reason = self._dismiss(worker)
        if worker.tasks:
            self._answers.append(Answer(number=worker.tasks.popleft().number, reason=reason))
        self._waiting.extendleft(reversed(worker.tasks))

    def _retire(self, worker: Worker) -> None:
        """A worker that has done its last task goes; the one in hand goes to another."""
        self._dismiss(worker)
        self._waiting.extendleft(reversed(worker.tasks))

    def _dismiss(self, worker: Worker) -> str:
        self._workers.remove(worker)
        self._selector.unregister(worker)
        return worker.end()
