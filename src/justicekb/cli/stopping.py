"""A command that is told to end (SIGTERM) ends as on Ctrl-C: workers are ended, and what was stored stays stored."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Never


class Terminated(BaseException):
    """The system, or a person with `kill`, asked this process to end; no `except Exception` stands in its way."""


@contextmanager
def stops_on_sigterm() -> Iterator[None]:
    """While it lasts, SIGTERM raises Terminated; the handler before is put back."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGTERM, _stop)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


def _stop(number: int, frame: FrameType | None) -> Never:
    raise Terminated
