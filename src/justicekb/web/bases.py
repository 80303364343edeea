"""The knowledge base as several requests use it at once: a few opened to read, one at a time to write."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from queue import Empty, LifoQueue
from typing import TypeVar, cast

from justicekb.config import Settings
from justicekb.errors import TimeLimitError
from justicekb.knowledgebase import KnowledgeBase

T = TypeVar("T")

# Requests that read at the same time; more wait. Each has its own connection and its own view of the index.
READERS = 4

# Results kept by `remembered`.
_KEPT = 64


class Bases:
    """Opened knowledge bases of one folder, lent to one request each; `seconds` bounds waiting, and then reading."""

    def __init__(self, settings: Settings, *, seconds: float) -> None:
        self.settings = settings
        self._seconds = seconds
        self._free: LifoQueue[KnowledgeBase] = LifoQueue()
        self._writing = threading.Lock()
        self._remembering = threading.Lock()
        self._remembered: dict[object, object] = {}
        first = KnowledgeBase(settings)
        for base in (first, *(KnowledgeBase(settings) for _ in range(READERS - 1))):
            base.__dict__["vocabulary"] = first.vocabulary  # loaded once, and read by all
            self._free.put(base)

    @contextmanager
    def reading(self) -> Iterator[KnowledgeBase]:
        """A base to read; raises TimeLimitError when none gets free in time, or when it is read for too long."""
        try:
            base = self._free.get(timeout=self._seconds)
        except Empty:
            raise TimeLimitError("too many requests at once; try again in a moment") from None
        try:
            if not base.exists:
                yield base
                return
            with base.within(self._seconds):
                yield base
        finally:
            self._free.put(base)

    @contextmanager
    def writing(self) -> Iterator[KnowledgeBase]:
        """A base to write, made if there is none; one at a time, the next waits."""
        with self._writing, KnowledgeBase(self.settings, create=True) as base:
            yield base

    @property
    def busy(self) -> bool:
        """Whether something is being written."""
        return self._writing.locked()

    def remembered(self, base: KnowledgeBase, key: object, make: Callable[[], T]) -> T:
        """What `make` yields, made once for each revision of the base."""
        named = (base.records.revision, key)
        with self._remembering:
            if named in self._remembered:
                return cast(T, self._remembered[named])
        made = make()
        with self._remembering:
            while len(self._remembered) >= _KEPT:
                self._remembered.pop(next(iter(self._remembered)))
            self._remembered[named] = made
        return made

    def close(self) -> None:
        """Closes the bases that are free."""
        while not self._free.empty():
            self._free.get_nowait().close()
