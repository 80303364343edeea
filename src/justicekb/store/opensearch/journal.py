"""Lines that belong to a base on a cluster beside its records: what people decided, what they watch."""

from __future__ import annotations

import msgspec

from justicekb.errors import StoreError
from justicekb.store.opensearch.state import State


class ClusterJournal:
    """A `durable.Journal` in one entry of the index of state, so that lines are added whole whoever adds at once."""

    def __init__(self, state: State, name: str) -> None:
        self._state = state
        self._kept = f"lines-{name}"

    @property
    def name(self) -> str:
        """See `Journal.name`."""
        return f"{self._state.index}, {self._kept}"

    def lines(self) -> list[bytes]:
        """See `Journal.lines`."""
        return self._read(self._state.text(self._kept))

    def add(self, line: bytes) -> None:
        """See `Journal.add`."""
        self._state.change(self._kept, lambda told: _written([*self._read(told), line]))

    def write(self, lines: list[bytes]) -> None:
        """See `Journal.write`."""
        self._state.keep(self._kept, _written(lines))

    def _read(self, told: str | None) -> list[bytes]:
        try:
            return [line.encode() for line in msgspec.json.decode(told or "[]", type=list[str])]
        except msgspec.MsgspecError as error:
            raise StoreError(f"{self.name}: {error}; restore it from a snapshot") from error


def _written(lines: list[bytes]) -> str:
    return msgspec.json.encode([line.decode() for line in lines]).decode()
