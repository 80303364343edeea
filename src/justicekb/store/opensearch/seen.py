"""What was read of a base lately, for as long as the base stays as it is: an answer asks the same things many times."""

from __future__ import annotations

import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterable
from typing import Any, TypeVar, cast

T = TypeVar("T")

# What is kept at once, in characters as it was read; texts take as many bytes, decoded records some three times as
# many. A question of 400 candidates in reports of 10,000 words reads some 30 million (November 2026).
_KEPT = 64_000_000
# What a value counts that is not told the size of: an entity, or a document without its text.
_USUAL = 2_000
# Seconds after which it is looked whether the base has changed.
_TRUSTED = 1.0


class Seen:
    """Remembers values for one revision of a base; threads may share it.

    `revision` tells the present one, and `renew` is called when there is another, before anything is read for it.
    """

    def __init__(self, revision: Callable[[], object], renew: Callable[[], object]) -> None:
        self._revision = revision
        self._renew = renew
        self._of: object = None
        self._looked = float("-inf")
        self._values: OrderedDict[Hashable, tuple[object, int]] = OrderedDict()
        self._size = 0
        self._lock = threading.Lock()

    def get(self, key: Hashable, make: Callable[[], T]) -> T:
        """The value of a key, made when it is not known."""
        self._look()
        with self._lock:
            if key in self._values:
                self._values.move_to_end(key)
                return cast("T", self._values[key][0])
        made = make()
        self.put(key, made)
        return made

    def known(self, keys: Iterable[Hashable]) -> dict[Any, Any]:
        """The values of those keys that are known, all of one time."""
        self._look()
        with self._lock:
            found = {key: self._values[key][0] for key in keys if key in self._values}
            for key in found:
                self._values.move_to_end(key)
            return found

    def put(self, key: Hashable, value: object, size: int = _USUAL) -> None:
        """Remembers a value of a size in characters; those that were asked for longest ago are forgotten for it."""
        with self._lock:
            self._size += size - self._values.pop(key, (None, 0))[1]
            self._values[key] = value, size
            while self._size > _KEPT and len(self._values) > 1:
                self._size -= self._values.popitem(last=False)[1][1]

    def forget(self) -> None:
        """Forgets everything: the base was changed."""
        with self._lock:
            self._clear()
            self._looked = float("-inf")

    def _clear(self) -> None:
        self._values.clear()
        self._size = 0

    def _look(self) -> None:
        if time.monotonic() - self._looked < _TRUSTED:
            return
        now = self._revision()
        if now != self._of:
            self._renew()
        with self._lock:
            self._looked = time.monotonic()
            if now != self._of:
                self._clear()
                self._of = now
