"""What runs on a Dask worker: `work` does a task in a process of its own, as `pipeline.localpool` would have it here.

The process keeps the limits of a file, so that a bad file ends it and not the Dask worker, which other people's work
may share. A thread of a worker keeps its process from task to task, because a language model takes seconds to load;
processes that nobody needs are ended by `release`, or after a while.
"""

from __future__ import annotations

import os
import threading
from typing import Any

import msgspec
from distributed.diagnostics.plugin import SchedulerPlugin

import justicekb
from justicekb.pipeline.localpool import LocalPool
from justicekb.pipeline.remote import is_remote
from justicekb.pipeline.tasks import Answer, Setup, Task

# Seconds that a process without work is kept: a run whose end nobody told must not hold memory for ever.
_KEPT = 600.0
# Workers that may be lost while one document is read, until it is set aside.
TRIES = 2


def work(setup: bytes, task: bytes, version: str) -> bytes:
    """The answer to a task; all three are MessagePack, see `pipeline.tasks`. `version` is that of who asks."""
    wanted = msgspec.msgpack.decode(task, type=Task)
    return msgspec.msgpack.encode(_impediment(wanted, version) or _slot(setup).run(wanted))


def _impediment(task: Task, version: str) -> Answer | None:
    """Why this worker cannot do the task."""
    here = os.uname().nodename if hasattr(os, "uname") else "a worker"
    if version != justicekb.__version__:
        fault = f"the Dask worker on {here} has justicekb {justicekb.__version__}, this is {version}; install the same"
        return Answer(number=task.number, fault=fault)
    if not is_remote(os.fsdecode(task.file)) and not os.path.lexists(task.file):
        reason = f"the Dask worker on {here} sees no such file; folders must be shared with the workers under one path"
        return Answer(number=task.number, reason=reason)
    return None


def version() -> str:
    """The version of justicekb on this worker."""
    return justicekb.__version__


def release() -> int:
    """Ends the processes of this worker that do nothing now; returns how many."""
    with _guard:
        slots = list(_slots.values())
    return sum(slot.close() for slot in slots)


class _Slot:
    """The process of one thread of this worker."""

    def __init__(self, setup: bytes) -> None:
        self.setup = setup
        self._pool: LocalPool | None = None
        self._busy = threading.Lock()
        self._timer: threading.Timer | None = None

    def run(self, task: Task) -> Answer:
        with self._busy:
            if self._timer is not None:
                self._timer.cancel()
            self._pool = self._pool or LocalPool(msgspec.msgpack.decode(self.setup, type=Setup), workers=1)
            self._pool.submit(task)
            answer = self._pool.wait()
            self._timer = threading.Timer(_KEPT, self.close)
            self._timer.daemon = True
            self._timer.start()
        return answer

    def close(self) -> bool:
        """Ends the process unless it works; whether there was one to end."""
        if not self._busy.acquire(blocking=False):
            return False
        try:
            if self._timer is not None:
                self._timer.cancel()
            pool, self._pool = self._pool, None
            if pool is not None:
                pool.close()
            return pool is not None
        finally:
            self._busy.release()


_slots: dict[int, _Slot] = {}
_guard = threading.Lock()


def _slot(setup: bytes) -> _Slot:
    """This thread's slot; one that was set up for something else is closed first."""
    thread = threading.get_ident()
    with _guard:
        slot = _slots.get(thread)
        if slot is None or slot.setup != setup:
            if slot is not None:
                slot.close()
            slot = _slots[thread] = _Slot(setup)
    return slot


class SetAside(SchedulerPlugin):
    """Tells a scheduler to give up our tasks, and no others, when `TRIES` workers were lost while they did them.

    A scheduler counts for each task the workers that were lost with it, and gives up when that passes a setting which
    holds for all its users; ours begin to count so much higher. Running a second time costs nothing but time.
    """

    name = "justicekb-set-aside"

    def __init__(self, prefix: str) -> None:
        self.prefix = prefix
        self.name = f"justicekb-set-aside-{prefix}"

    async def start(self, scheduler: Any) -> None:  # noqa: ANN401  # a distributed.Scheduler
        """Keeps the scheduler, whose tasks are looked at."""
        self._scheduler = scheduler

    def transition(self, key: Any, start: str, finish: str, *args: Any, stimulus_id: str, **more: Any) -> None:  # noqa: ANN401
        """Sets the count of a task of ours when it begins to wait for a worker."""
        if start != "released" or not str(key).startswith(self.prefix):
            return
        task = self._scheduler.tasks.get(key)
        if task is not None and task.suspicious == 0:
            task.suspicious = max(0, self._scheduler.allowed_failures - TRIES + 1)
