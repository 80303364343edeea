"""Which files an ingest reads: named files and whole folders, in a fixed order, without following links out."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from justicekb.errors import SourceError

# Files that describe a folder and are no documents themselves.
MANIFEST = "manifest.csv"


# The sample documents as they are installed with justicekb, and in a checkout.
_SAMPLES = (Path(__file__).parent / "sample", Path(__file__).parents[2] / "corpus")


def sample_corpus() -> Path | None:
    """The folder of sample documents that comes with justicekb, None where it was left out."""
    return next((folder for folder in _SAMPLES if (folder / MANIFEST).is_file()), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundFile:
    """A file to read: where it lies, the path it is stored under, and the folder that was named."""

    file: Path
    path: str
    folder: Path


def discover(paths: Iterable[Path]) -> Iterator[FoundFile | SourceError]:
    """The files behind the paths, folders walked in sorted order; a path that is none yields its SourceError.

    Hidden files and folders are left out, and so are links that lead out of the folder that was named.
    """
    for path in paths:
        if path.is_dir():
            yield from _walk(path)
        elif path.is_file():
            yield FoundFile(file=path, path=path.as_posix(), folder=path.parent)
        elif path.exists() or path.is_symlink():
            yield SourceError(str(path), "neither a file nor a folder")
        else:
            yield SourceError(str(path), "there is no such file or folder")


def _walk(folder: Path) -> Iterator[FoundFile | SourceError]:
    inside = folder.resolve()
    for root, folders, files in os.walk(folder, onerror=None, followlinks=False):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(files):
            file = Path(root, name)
            if name.startswith(".") or name == MANIFEST:
                continue
            if file.is_symlink() and not file.resolve().is_relative_to(inside):
                yield SourceError(str(file), "a link that leads out of the folder; name its target to read it")
            elif file.is_file():
                yield FoundFile(file=file, path=file.as_posix(), folder=folder)
