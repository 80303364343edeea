"""A process that does tasks: `python -P -m justicekb.pipeline.worker PARENT`, fed over standard input.

The first message is the `Setup`, each further one a `Task`; the answers go to standard output. The system itself
keeps the limits: a task that takes too much processor time ends the process, and the parent names its file. The
process ends when its parent does, however that ends.
"""

from __future__ import annotations

import ctypes
import os
import queue
import signal
import sys
import threading
from contextlib import suppress
from dataclasses import replace
from functools import partial

import msgspec

from justicekb.ingest.limits import Limits
from justicekb.pipeline import vitals
from justicekb.pipeline.frames import messages, write
from justicekb.pipeline.tasks import Answer, Setup, Task
from justicekb.pipeline.work import run, too_large

_PR_SET_PDEATHSIG = 1  # prctl(2)


def main() -> None:
    """Answers until standard input closes."""
    die_with(int(sys.argv[1]))
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent decides what Ctrl-C ends
    output = os.dup(1)
    os.dup2(2, 1)  # whatever a library prints is no answer
    tasks: queue.SimpleQueue[bytes] = queue.SimpleQueue()
    threading.Thread(target=_take, args=(tasks,), daemon=True).start()
    setup = msgspec.msgpack.decode(tasks.get(), type=Setup)
    dump_no_core()
    decoder = msgspec.msgpack.Decoder(Task)
    while True:
        task = decoder.decode(tasks.get())
        answer = run(task, setup, partial(allow, setup.limits))
        allow(setup.limits, 0)
        write(output, _encoded(answer, setup.limits))


def _encoded(answer: Answer, limits: Limits) -> bytes:
    """The answer as it is sent; the last one when this process holds memory that the next file might lack."""
    try:
        return msgspec.msgpack.encode(replace(answer, last=answer.last or peak_memory() > limits.memory // 2))
    except MemoryError:
        return msgspec.msgpack.encode(Answer(number=answer.number, reason=too_large(limits), last=True))
    except (ValueError, TypeError, msgspec.MsgspecError) as error:  # half a character in a name
        reason = f"justicekb failed on it (what was read cannot be passed on: {error})"
        return msgspec.msgpack.encode(Answer(number=answer.number, reason=reason))


def _take(tasks: queue.SimpleQueue[bytes]) -> None:
    """Hands on what comes in; when nothing more can come, nobody waits for an answer."""
    for message in messages(0):
        tasks.put(message)
    end_group()


def end_group() -> None:
    """Ends this process and every process it started."""
    with suppress(OSError):
        if os.getpgid(0) == os.getpid():
            os.killpg(0, signal.SIGKILL)
    os._exit(0)


def die_with(parent: int) -> None:
    """Ends this process when the process `parent`, which started it, ends, even when that is killed (Linux)."""
    with suppress(OSError, AttributeError):
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
    if os.getppid() != parent:
        os._exit(0)


def allow(limits: Limits, seconds: float) -> None:
    """Lets this process take so many more seconds of processor time, then the system ends it; 0 for no limit.

    The timer counts user and system time of this process alone, not of the ones it starts. Memory is bounded, too.
    """
    if hasattr(signal, "setitimer"):
        signal.setitimer(signal.ITIMER_PROF, seconds)
    bound_memory(limits.memory if seconds else None)


def peak_memory() -> int:
    """The most bytes that this process has held, as far as the system tells.

    Linux's getrusage counts what the process that started this one held before this one began, so /proc is asked first.
    """
    if vitals.KNOWN and (most := vitals.peak()):
        return most
    try:
        import resource
    except ImportError:  # Windows
        return 0
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most if sys.platform == "darwin" else most * 1024


def bound_memory(most: int | None) -> None:
    """Lets this process, and each process it starts, hold so many bytes of its own and no more; None for no limit.

    The system counts what was asked for, this limit what is used: a language model asks for some 700 MB more than it
    ever touches. So what is asked for and unused now is allowed on top; the parent watches what is used.
    """
    try:
        import resource
    except ImportError:  # Windows has no such limits
        return
    with suppress(ValueError, OSError):
        hard = resource.getrlimit(resource.RLIMIT_DATA)[1]
        soft = hard if most is None else most + max(0, vitals.asked_for() - vitals.memory([os.getpid()]))
        resource.setrlimit(resource.RLIMIT_DATA, (soft, hard))


def dump_no_core() -> None:
    """Keeps the words of a document out of a file that a crash would leave."""
    with suppress(ImportError, ValueError, OSError):
        import resource

        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


if __name__ == "__main__":
    main()
