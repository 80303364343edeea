"""Reads pickles that may hold plain values and the few classes named here, and refuses everything else.

Whoosh keeps its table of contents, its segments and its stored fields as pickles. A pickle may call any function
by name, so a file planted in the index folder could run code; with the names below it can only build these.
The list was read off sound indexes of all sizes; plain values (text, numbers, lists, dicts) need no name at all.
"""

from __future__ import annotations

import io
import pickle
from typing import IO, Any

ALLOWED = frozenset(
    {
        ("justicekb.store.whoosh.postings", "Codec"),
        ("whoosh.codec.whoosh3", "W3Segment"),
        ("collections", "defaultdict"),
        ("builtins", "int"),
        ("builtins", "set"),
        ("builtins", "bytes"),
        ("array", "array"),
        ("array", "_array_reconstructor"),
    }
)


def _latin1(text: str, encoding: str) -> bytes:
    """Stands in for `_codecs.encode`, by which older pickle protocols write bytes, and does only that."""
    if encoding not in ("latin1", "latin-1"):
        raise pickle.UnpicklingError(f"the index encodes bytes as {encoding!r}, which no sound index does")
    return text.encode("latin-1")


class _Reader(pickle.Unpickler):
    def find_class(self, module: str, name: str) -> Any:  # noqa: ANN401  # the signature of the class it replaces
        """The class, if it is on the list."""
        if (module, name) == ("_codecs", "encode"):
            return _latin1
        if (module, name) not in ALLOWED:
            raise pickle.UnpicklingError(f"the index holds {module}.{name}, which no sound index does")
        return super().find_class(module, name)


def load(file: IO[bytes]) -> object:
    """The value pickled in the file; raises UnpicklingError for a name that is not on the list."""
    return _Reader(file).load()


def loads(data: bytes) -> object:
    """The value of the bytes; raises UnpicklingError for a name that is not on the list."""
    return _Reader(io.BytesIO(data)).load()
