"""What the engines have in common whose index lies in a folder: the folder, and where passages are read from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from justicekb.errors import StoreError
from justicekb.findings import Hit
from justicekb.querytree import Node
from justicekb.store.base import PassageReader, ShownPassage
from justicekb.store.fulltext.storedhits import as_hit

# How long a writer waits for another (seconds).
PATIENCE = 30.0

# What an index keeps of a passage: its document's id as a number, and its position there.
Key = tuple[int, int]


class IndexInFolder:
    """A full-text index in a folder, of passages that are read from elsewhere; `writable` makes the folder.

    `patience` is how long to wait for another writer (seconds) before IndexBusyError is raised. Raises StoreError when
    the folder cannot be made. An index that is missing or damaged has the revision 0.
    """

    def __init__(
        self, folder: Path, passages: PassageReader, *, writable: bool = False, patience: float = PATIENCE
    ) -> None:
        self._folder = folder
        self._passages = passages
        self._patience = patience
        if writable:
            try:
                folder.mkdir(parents=True, exist_ok=True)
            except OSError as error:
                raise StoreError(f"{folder} cannot be made: {error.strerror}") from error

    def _hits(self, found: Iterable[tuple[Key, float]], node: Node) -> Iterator[Hit]:
        """The hits of passages; one that the records no longer have is left out."""
        for key, score in found:
            if (passage := passage_of(key, self._passages)) is not None:
                yield as_hit(passage, score, node)


def number_of(document: str) -> int:
    """The hex digits of a document's id as a number."""
    return int(document.removeprefix("doc-"), 16)


def passage_of(key: Key, passages: PassageReader) -> ShownPassage | None:
    """The passage that an index found."""
    number, position = key
    return passages.shown(f"doc-{number:012x}", position)
