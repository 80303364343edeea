"""What was read of a base lately, for as long as the base stays as it is: an answer asks the same things many times."""

from __future__ import annotations

import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import TypeVar, cast

T = TypeVar("T")

# Values that are kept; a value is an entity, a document without its text, or a piece of a text: some kilobytes each.
_KEPT = 4_096
# Seconds after which it is looked whether the base has changed.
_TRUSTED = 1.0


class Seen:
    """Remembers values for one revision of a base; `revision` tells the present one. Threads may share it."""

    def __init__(self, revision: Callable[[], object]) -> None:
        self._revision = revision
        self._of: object = None
        self._looked = float("-inf")
        self._values: OrderedDict[Hashable, object] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, key: Hashable, make: Callable[[], T]) -> T:
        """The value of a key, made when it is not known."""
        self._look()
        with self._lock:
            if key in self._values:
                self._values.move_to_end(key)
                return cast("T", self._values[key])
        made = make()
        self.put(key, made)
        return made

    def has(self, key: Hashable) -> bool:
        """Whether the value of a key is known."""
        self._look()
        with self._lock:
            return key in self._values

    def put(self, key: Hashable, value: object) -> None:
        """Remembers a value; the one that was asked for longest ago is forgotten for it."""
        with self._lock:
            self._values[key] = value
            self._values.move_to_end(key)
            while len(self._values) > _KEPT:
                self._values.popitem(last=False)

    def forget(self) -> None:
        """Forgets everything: the base was changed."""
        with self._lock:
            self._values.clear()
            self._looked = float("-inf")

    def _look(self) -> None:
        if time.monotonic() - self._looked < _TRUSTED:
            return
        now = self._revision()
        with self._lock:
            self._looked = time.monotonic()
            if now != self._of:
                self._values.clear()
                self._of = now
