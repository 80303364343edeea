"""One worker process, seen from the parent: started, fed, listened to without waiting, watched, ended."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections import deque
from collections.abc import Iterator
from contextlib import suppress
from typing import IO, cast

import msgspec

from justicekb.errors import StoreError
from justicekb.pipeline import vitals
from justicekb.pipeline.frames import Frames, framed
from justicekb.pipeline.tasks import Answer, Setup, Task

# Without /proc nobody sees whether a process works; then it is ended after this many times its processor time.
_BLIND = 10
# One thread a process: the processes themselves fill the cores.
_ALONE = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "MKL_NUM_THREADS": "1"}


class Worker:
    """A process with the tasks it was given, the first of which it does now."""

    def __init__(self, setup: Setup) -> None:
        self.tasks: deque[Task] = deque()
        self._limits = setup.limits
        self._frames = Frames()
        self._decoder = msgspec.msgpack.Decoder(Answer)
        self._process = _started()
        self._unsent = bytearray(framed(msgspec.msgpack.encode(setup)))
        self._verdict = ""
        self._ticks = -1
        self._alive_at = time.monotonic()
        for stream in (self._stdin, self._stdout):
            os.set_blocking(stream.fileno(), False)
        self.push()

    @property
    def _stdin(self) -> IO[bytes]:
        return cast("IO[bytes]", self._process.stdin)

    @property
    def _stdout(self) -> IO[bytes]:
        return cast("IO[bytes]", self._process.stdout)

    def fileno(self) -> int:
        """Where its answers come from, for `select`."""
        return self._stdout.fileno()

    def give(self, task: Task) -> None:
        """Gives it a task more."""
        if not self.tasks:
            self._alive_at = time.monotonic()
        self.tasks.append(task)
        self._unsent += framed(msgspec.msgpack.encode(task))
        self.push()

    def push(self) -> None:
        """Writes what the pipe has room for; a process that is gone is noticed when it is listened to."""
        with suppress(BlockingIOError, BrokenPipeError):
            while self._unsent:
                del self._unsent[: os.write(self._stdin.fileno(), self._unsent[: 2**16])]

    def heard(self) -> Iterator[Answer]:
        """The answers that have come; raises EOFError when no more will come."""
        try:
            piece = os.read(self.fileno(), 2**20)
        except BlockingIOError:
            return
        if not piece:
            raise EOFError
        for payload in self._frames.feed(piece):
            answer = self._decoder.decode(payload)
            if not self.tasks or answer.number != self.tasks[0].number:
                raise ValueError("an answer to no task")
            self.tasks.popleft()
            self._alive_at = time.monotonic()
            yield answer

    def watch(self) -> None:
        """Ends it when it holds too much memory or gives no sign of life; the reason is kept for `end`."""
        self.push()
        if not self.tasks:
            return
        now = time.monotonic()
        if vitals.KNOWN:
            family = vitals.family(self._process.pid)
            if vitals.memory(family) > self._limits.memory:
                self._kill(f"it takes more than {self._limits.memory / 1e9:.1f} GB of memory to read (--max-memory)")
            ticks = vitals.ticks(family)
            if ticks != self._ticks:
                self._ticks, self._alive_at = ticks, now
        patience = self._limits.patience if vitals.KNOWN else _BLIND * self._limits.to_read(self.tasks[0].size)
        if now - self._alive_at > patience:
            self._kill(f"the process that read it gave no sign of life for {patience:.0f} s and was ended")

    def _kill(self, verdict: str) -> None:
        self._verdict = self._verdict or verdict
        with suppress(OSError):
            os.killpg(self._process.pid, signal.SIGKILL)

    def end(self) -> str:
        """Ends it with all that it started, and says why it ended."""
        for stream in (self._stdin, self._stdout):
            with suppress(OSError):
                stream.close()
        if not self._verdict:  # a process that has ended by itself has closed its pipes a moment before
            with suppress(subprocess.TimeoutExpired):
                self._process.wait(timeout=1)
        code = self._process.poll()
        self._kill("")
        self._process.wait()
        return self._verdict or self._epitaph(code)

    def _epitaph(self, code: int | None) -> str:
        if code == -getattr(signal, "SIGPROF", 0):
            return f"it takes more than {self._limits.seconds:g} s of processor time (--max-seconds)"
        if code is not None and code < 0:
            return f"the process that read it was ended by {_name(-code)}"
        return f"the process that read it ended ({'it closed its pipe' if code is None else f'exit code {code}'})"


def _name(number: int) -> str:
    try:
        return signal.Signals(number).name
    except ValueError:
        return f"signal {number}"


def _started() -> subprocess.Popen[bytes]:
    # -P keeps the current folder, where a user's files lie, out of the module search path.
    command = [sys.executable, "-P", "-m", "justicekb.pipeline.worker", str(os.getpid())]
    try:
        return subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            bufsize=0,
            env=os.environ | _ALONE,
            process_group=0,  # ended with all that it starts; Ctrl-C reaches the parent alone
        )
    except OSError as error:
        raise StoreError(f"no process that reads can be started: {error.strerror}") from error
