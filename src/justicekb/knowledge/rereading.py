"""Files read again at the paths that a base has for them: from any working directory, inside containers too."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from justicekb.errors import SourceError
from justicekb.ingest import read
from justicekb.ingest.containers import unpack
from justicekb.vocabulary import Vocabulary


class Rereading:
    """Yields the present text of stored paths; `home` is the folder of the knowledge base.

    A path that is not absolute is looked for below the working directory, then below `home` and the folders above it,
    since it was written down below the directory of its ingest. "archive.zip/folder/letter.txt" is a member of the
    nearest file on its way; the members of one container at a time are kept.
    """

    def __init__(self, vocabulary: Vocabulary, home: Path) -> None:
        self._vocabulary = vocabulary
        self._home = home
        self._container: Path | None = None
        self._members: dict[str, bytes] = {}

    def text(self, path: str) -> str | None:
        """The text that reading yields, which is not stored; None where there is no file or it cannot be read."""
        try:
            for root in (Path(), self._home, *self._home.resolve().parents):
                file = root / path
                if file.is_file():
                    return read(file.read_bytes(), self._vocabulary, path=path).text
                member = self._member(root, path)
                if member is not None:
                    return read(member, self._vocabulary, path=path).text
        except (SourceError, OSError):
            return None
        return None

    def _member(self, root: Path, path: str) -> bytes | None:
        """The bytes of a member of the container that stands on the way of the path below `root`."""
        for outer in reversed(Path(path).parents):
            file = root / outer
            if not file.is_file():
                continue
            if file != self._container:
                self._members = dict(self._unpacked(file.read_bytes(), str(outer)))
                self._container = file
            return self._members.get(path)
        return None

    @staticmethod
    def _unpacked(data: bytes, path: str) -> Iterator[tuple[str, bytes]]:
        for member in unpack(data, path):
            if not member.problem:
                yield member.path, member.data
