"""Files read again at the paths that a base has for them: from any working directory, in containers and in stores."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path, PurePosixPath

from justicekb.errors import SourceError
from justicekb.ingest import read
from justicekb.ingest.containers import unpack
from justicekb.pipeline import Limits
from justicekb.pipeline.remote import address, content, is_remote
from justicekb.vocabulary import Vocabulary


class Rereading:
    """Yields the present text of stored paths; `home` is the folder of the knowledge base.

    A path that is not absolute is looked for below the working directory, then below `home` and the folders above it,
    since it was written down below the directory of its ingest; the address of a file in a store is asked for there.
    "archive.zip/folder/letter.txt" is a member of the nearest file on its way; the members of one container at a time
    are kept.
    """

    def __init__(self, vocabulary: Vocabulary, home: Path) -> None:
        self._vocabulary = vocabulary
        self._home = home
        self._container: Path | str | None = None
        self._members: dict[str, bytes] = {}

    def text(self, path: str) -> str | None:
        """The text that reading yields, which is not stored; None where there is no file or it cannot be read."""
        try:
            data = self._in_store(path) if is_remote(path) else self._in_folders(path)
            return None if data is None else read(data, self._vocabulary, path=path).text
        except (SourceError, OSError):
            return None

    def _in_folders(self, path: str) -> bytes | None:
        for root in (Path(), self._home, *self._home.resolve().parents):
            if (root / path).is_file():
                return (root / path).read_bytes()
            for outer in reversed(Path(path).parents):
                if (root / outer).is_file():
                    member = self._member(root / outer, str(outer), path)
                    if member is not None:
                        return member
                    break
        return None

    def _in_store(self, url: str) -> bytes | None:
        """What a store holds at an address, or at one on its way that is a container."""
        if self._container is not None and url in self._members:
            return self._members[url]
        with suppress(SourceError):
            return content(url, Limits().size)
        for outer in PurePosixPath(url).parents:
            if is_remote(container := address(outer.as_posix())):
                with suppress(SourceError):
                    return self._member(container, container, url)
        return None

    def _member(self, file: Path | str, outer: str, path: str) -> bytes | None:
        """The bytes of a member of a container, `outer` being the beginning of its path."""
        if file != self._container:
            data = file.read_bytes() if isinstance(file, Path) else content(file, Limits().size)
            self._members, self._container = dict(self._unpacked(data, outer)), file
        return self._members.get(path)

    @staticmethod
    def _unpacked(data: bytes, path: str) -> Iterator[tuple[str, bytes]]:
        for member in unpack(data, path):
            if not member.problem:
                yield member.path, member.data
