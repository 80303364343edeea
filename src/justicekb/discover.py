"""Which files an ingest reads: named files and whole folders, in a fixed order, without following links out.

Nothing is passed over in silence: what is not read is found, too, with the reason.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from justicekb.home import RECORDS_FILE, is_base, is_own

# A file that describes the folder it lies in and is no document itself.
MANIFEST = "manifest.csv"
# Bytes that are no text stand in a path as half characters; see `recorded`.
_HALVES = ("\ud800", "\udfff")


# The sample documents as they are installed with justicekb, and in a checkout.
_SAMPLES = (Path(__file__).parent / "sample", Path(__file__).parents[2] / "corpus")


def sample_corpus() -> Path | None:
    """The folder of sample documents that comes with justicekb, None where it was left out."""
    return next((folder for folder in _SAMPLES if (folder / MANIFEST).is_file()), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundFile:
    """A file to read: where it lies, the path it is stored under, its size in bytes, and the folder that was named."""

    file: Path
    path: str
    size: int
    folder: Path


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftOut:
    """What is not read, and why. By a `rule` of ours (hidden files), or because it cannot be."""

    path: str
    reason: str
    rule: bool = False


Found = FoundFile | LeftOut


def discover(paths: Iterable[Path]) -> Iterator[Found]:
    """The files behind the paths, folders walked in sorted order: a folder's files, then the folders in it.

    Hidden files and folders and the parts of knowledge bases are left out by rule. Links are followed to files inside
    the folder that was named and nowhere else.
    """
    for path in paths:
        yield from _safely(path, _named)


def recorded(path: Path) -> str:
    r"""A path as it is stored and shown: with forward slashes, bytes that are no text as `\xe9`."""
    text = path.as_posix()
    if not any(_HALVES[0] <= c <= _HALVES[1] for c in text):
        return text
    return os.fsencode(text).decode("utf-8", "backslashreplace")


def _safely(path: Path, walk: Callable[[Path], Iterator[Found]]) -> Iterator[Found]:
    """What `walk` finds, and whatever goes wrong in it as one more thing found."""
    try:
        yield from walk(path)
    except OSError as error:
        yield LeftOut(path=recorded(path), reason=f"cannot be looked at: {error.strerror or error}")
    except (ValueError, RuntimeError, RecursionError) as error:  # a null in a name; what the system has no words for
        yield LeftOut(path=recorded(path), reason=f"cannot be looked at: {error}")


def _named(path: Path) -> Iterator[Found]:
    try:
        status = path.stat()
    except FileNotFoundError:
        dangling = path.is_symlink()
        yield LeftOut(
            path=recorded(path), reason="a link to nothing" if dangling else "there is no such file or folder"
        )
        return
    if stat.S_ISDIR(status.st_mode):
        yield from _Walk(path).folder(path)
    elif stat.S_ISREG(status.st_mode):
        yield FoundFile(file=path, path=recorded(path), size=status.st_size, folder=path.parent)
    else:
        yield LeftOut(path=recorded(path), reason=_no_file(status.st_mode))


_KINDS = (
    (stat.S_ISFIFO, "a pipe"), (stat.S_ISSOCK, "a socket"), (stat.S_ISCHR, "a device"), (stat.S_ISBLK, "a device"),
)  # fmt: skip


def _no_file(mode: int) -> str:
    kind = next((words for test, words in _KINDS if test(mode)), "neither")
    return f"{kind}, neither a file nor a folder" if kind != "neither" else "neither a file nor a folder"


class _Walk:
    """The walk through one named folder."""

    def __init__(self, top: Path) -> None:
        self._top = top
        self._inside = top.resolve()

    def folder(self, folder: Path) -> Iterator[Found]:
        """What lies in a folder, without a call for each level, so that no depth is too deep."""
        waiting = [folder]
        while waiting:
            here = waiting.pop()
            inner: list[Path] = []
            yield from _safely(here, lambda at, inner=inner: self._entries(at, inner))  # type: ignore[misc]
            waiting += reversed(inner)

    def _entries(self, folder: Path, inner: list[Path]) -> Iterator[Found]:
        with os.scandir(folder) as entries:
            found = sorted(entries, key=lambda entry: os.fsencode(entry.name))
        base = any(entry.name == RECORDS_FILE for entry in found) and is_base(folder)
        for entry in found:
            path = folder / entry.name
            if base and is_own(entry.name):
                yield LeftOut(path=recorded(path), reason="a part of a knowledge base", rule=True)
            elif entry.name.startswith("."):
                yield LeftOut(path=recorded(path), reason="hidden", rule=True)
            elif entry.name == MANIFEST:
                if folder != self._top:
                    yield LeftOut(
                        path=recorded(path), reason="a manifest counts in the folder that is named", rule=True
                    )
            elif entry.is_dir(follow_symlinks=False):
                inner.append(path)
            else:
                yield from _safely(path, self._file)

    def _file(self, path: Path) -> Iterator[Found]:
        status = path.lstat()
        if stat.S_ISLNK(status.st_mode):
            target = self._target(path)
            if isinstance(target, str):
                yield LeftOut(path=recorded(path), reason=target)
                return
            status = target
        if stat.S_ISREG(status.st_mode):
            yield FoundFile(file=path, path=recorded(path), size=status.st_size, folder=self._top)
        elif stat.S_ISDIR(status.st_mode):
            yield LeftOut(path=recorded(path), reason="a link to a folder, which is read where it lies", rule=True)
        else:
            yield LeftOut(path=recorded(path), reason=_no_file(status.st_mode))

    def _target(self, link: Path) -> os.stat_result | str:
        """What a link leads to, or why it is not followed."""
        try:
            status = link.stat()
            target = link.resolve()
        except FileNotFoundError:
            return "a link to nothing"
        except (OSError, RuntimeError):  # a loop
            return "a link that leads nowhere"
        if not target.is_relative_to(self._inside):
            return "a link that leads out of the folder; name its target to read it"
        return status
