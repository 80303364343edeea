"""Messages over a pipe: MessagePack behind its length in 4 bytes, big-endian."""

from __future__ import annotations

import os
from collections.abc import Iterator

_HEAD = 4
# A message longer than this is none of ours (bytes).
LONGEST = 1_000_000_000


def framed(payload: bytes) -> bytes:
    """The message as it goes over the pipe."""
    return len(payload).to_bytes(_HEAD, "big") + payload


class Frames:
    """Cuts what comes out of a pipe into messages, whatever pieces it comes in; raises ValueError for what is none."""

    def __init__(self) -> None:
        self._waiting = bytearray()

    def feed(self, piece: bytes) -> Iterator[bytes]:
        """The messages that are whole now."""
        self._waiting += piece
        while len(self._waiting) >= _HEAD:
            length = int.from_bytes(self._waiting[:_HEAD], "big")
            if length > LONGEST:
                raise ValueError("this is no message")
            if len(self._waiting) < _HEAD + length:
                return
            payload = bytes(self._waiting[_HEAD : _HEAD + length])
            del self._waiting[: _HEAD + length]
            yield payload


def messages(descriptor: int) -> Iterator[bytes]:
    """The messages of a pipe until it is closed."""
    frames = Frames()
    while piece := os.read(descriptor, 2**16):
        yield from frames.feed(piece)


def write(descriptor: int, payload: bytes) -> None:
    """Writes a message, waiting until there is room for all of it."""
    rest = memoryview(framed(payload))
    while rest:
        rest = rest[os.write(descriptor, rest) :]
