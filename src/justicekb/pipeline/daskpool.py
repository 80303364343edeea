"""Dask workers, on one machine or many: `DaskPool`, the executor behind `ingest --cluster`.

The scheduler spreads the tasks; this process alone writes, and hands out no more than keeps the workers busy, so that
neither it nor a worker piles up what is not stored yet. A worker that is lost costs its tasks another try elsewhere; a
document with which two workers were lost is set aside with that reason.
"""

from __future__ import annotations

import os
import queue
import re
import time
import uuid
import warnings
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from typing import Any

import msgspec

import justicekb
from justicekb.errors import StoreError
from justicekb.pipeline.tasks import Answer, Setup, Task

# Tasks under way for each thread of the workers: one being done and one that waits.
_FOR_EACH = 2
# How often the number of threads is asked for, and the cluster looked at when no answer comes (seconds).
_GLANCE = 2.0
# How long a scheduler may take to answer, and how long a cluster may be without workers (seconds).
_PATIENCE = 30.0
_TO_CONNECT = 10.0
# Protocols of Dask that a scheduler of another process may speak.
_ADDRESS = re.compile(r"(tcp|tls|ws|wss)://[^/@\s]+:\d+")


class DaskPool:
    """An `Executor` (see `pipeline.tasks`) on the workers of the scheduler at `address` (`tcp://host:port`).

    Raises StoreError, which says what to do, when there is no scheduler or no worker, when a worker has another
    version or lacks the model, and when the scheduler goes away.
    """

    def __init__(self, setup: Setup, *, address: str, patience: float = _PATIENCE) -> None:
        self._address = address
        self._patience = patience
        self._run = f"justicekb-{uuid.uuid4().hex[:12]}"
        setup = replace(setup, vocabularies=tuple(map(os.path.abspath, setup.vocabularies)))
        self._setup = msgspec.msgpack.encode(setup)
        self._client: Any = _connected(address)
        self._work = _work()
        self._under_way: dict[int, Any] = {}
        self._done: queue.SimpleQueue[tuple[int, Any]] = queue.SimpleQueue()
        self._decoder = msgspec.msgpack.Decoder(Answer)
        self._threads, self._asked_at, self._alive_at = 0, 0.0, time.monotonic()
        try:
            self._await_workers()
            self._set_aside(register=True)
        except BaseException:
            self._client.close()
            raise

    @property
    def has_room(self) -> bool:
        """Whether a worker would be idle soon."""
        if time.monotonic() - self._asked_at > _GLANCE:
            self._look()
        return len(self._under_way) < _FOR_EACH * max(1, self._threads)

    def submit(self, task: Task) -> None:
        """Takes a task."""
        number = task.number
        future = self._client.submit(
            self._work,
            self._setup,
            msgspec.msgpack.encode(task),
            justicekb.__version__,
            key=f"{self._run}-{number}-{'look' if task.member is None else task.member}",
            pure=False,
        )
        self._under_way[number] = future
        future.add_done_callback(lambda done: self._done.put((number, done)))

    def wait(self) -> Answer:
        """The next answer."""
        while True:
            try:
                number, future = self._done.get(timeout=_GLANCE)
            except queue.Empty:
                self._look()
                continue
            if number in self._under_way:
                answer = self._answer(number, future)
                del self._under_way[number]  # lets the worker forget the result
                return answer

    def close(self) -> None:
        """Gives up what is under way and leaves the cluster as it was found."""
        with suppress(Exception):  # a cluster that is gone needs no tidying
            if self._under_way:
                self._client.cancel(list(self._under_way.values()), force=True)
            self._set_aside(register=False)
            self._client.run(_release(), on_error="ignore")
        self._under_way.clear()
        with suppress(Exception):
            self._client.close(timeout=5)

    def _answer(self, number: int, future: Any) -> Answer:  # noqa: ANN401
        from distributed.scheduler import KilledWorker

        if future.status == "error":
            error = future.exception()
            if isinstance(error, KilledWorker):
                reason = "set aside: two workers of the cluster were lost while they read it"
                return Answer(number=number, reason=reason)
            return Answer(number=number, fault=f"the workers at {self._address} cannot read: {_words(error)}")
        if future.status == "cancelled":
            raise self._gone()
        try:
            return self._decoder.decode(future.result(timeout=self._patience))
        except (OSError, TimeoutError, msgspec.MsgspecError) as error:
            raise self._gone() from error

    def _look(self) -> None:
        """Counts the threads of the workers; raises StoreError when the cluster has been gone for too long."""
        if self._client.status != "running":
            raise self._gone()
        try:
            self._threads = sum(self._client.nthreads().values())
        except (OSError, TimeoutError) as error:
            raise self._gone() from error
        self._asked_at = time.monotonic()
        if self._threads:
            self._alive_at = self._asked_at
        elif self._asked_at - self._alive_at > self._patience:
            raise StoreError(
                f"the Dask cluster at {self._address} has had no worker for {self._patience:g} s; "
                "what was read is stored: start workers and run again"
            )

    def _await_workers(self) -> None:
        try:
            self._client.wait_for_workers(1, timeout=self._patience)
        except TimeoutError as error:
            raise StoreError(
                f"the Dask scheduler at {self._address} has no workers; start one with: dask worker {self._address}"
            ) from error
        found = self._client.run(_version(), on_error="return")
        for worker, version in found.items():
            if isinstance(version, BaseException):
                raise StoreError(f"the Dask worker at {worker} cannot read: {_words(version)}")
            if version != justicekb.__version__:
                raise StoreError(
                    f"the Dask worker at {worker} has justicekb {version}, this is {justicekb.__version__}; "
                    "install the same version"
                )
        self._look()

    def _set_aside(self, *, register: bool) -> None:
        from justicekb.pipeline.daskwork import SetAside

        plugin = SetAside(self._run)
        if not register:
            self._client.unregister_scheduler_plugin(plugin.name)
            return
        try:
            self._client.register_plugin(plugin)
        except Exception as error:
            raise StoreError(
                f"the Dask scheduler at {self._address} cannot be told when to give a document up "
                f"({_words(error)}); justicekb must be installed where it runs, too"
            ) from error

    def _gone(self) -> StoreError:
        return StoreError(f"the Dask scheduler at {self._address} is gone; what was read is stored: run again to go on")


def _connected(address: str) -> Any:  # noqa: ANN401  # a distributed.Client, most of whose methods are not typed
    if not _ADDRESS.fullmatch(address):
        raise StoreError(f"{address} is no address of a Dask scheduler, which looks like tcp://host:8786")
    try:
        import distributed
    except ImportError as error:
        raise StoreError("a cluster needs Dask: pip install 'justicekb[dask]'") from error
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # versions of other packages differ; ours is compared below
            client: Any = distributed.Client
            return client(address, timeout=_TO_CONNECT, set_as_default=False, name="justicekb")
    except (OSError, TimeoutError) as error:
        raise StoreError(f"no Dask scheduler answers at {address}; start one with: dask scheduler") from error


def _work() -> Callable[..., bytes]:
    from justicekb.pipeline.daskwork import work

    return work


def _release() -> Callable[[], int]:
    from justicekb.pipeline.daskwork import release

    return release


def _version() -> Callable[[], str]:
    from justicekb.pipeline.daskwork import version

    return version


def _words(error: Any) -> str:  # noqa: ANN401  # whatever a cluster raises
    return f"{type(error).__name__}: {error}".splitlines()[0]
