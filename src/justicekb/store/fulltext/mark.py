"""The mark of a full-text index: its revision, and the size and checksum of each of its files.

It is written last, after the files are on the disk, so that an index without a fitting mark is an unfinished or a
damaged one. Nothing here knows what is in the files.
"""

from __future__ import annotations

import json
import re
import zlib
from pathlib import Path
from typing import Any

from justicekb.durable import flush

# Raised when the fields, the words or the stored values of an index change their meaning: older ones are made again.
FORMAT = 7
# An index up to this size is checked byte by byte when opened (about 30 ms); beyond it, by the sizes of its files.
CHECKED_BYTES = 64 * 2**20

MARK = "mark.json"
LOCK = "lock"
# The names of the engines' files: Whoosh's tables of contents and segments (whoosh.index, `TOC._pattern` and
# `_segment_pattern`), tantivy's segments, named by a UUID, and its lists of them (tantivy, `SegmentMeta`).
_NAMES = re.compile(
    r"_MAIN_[0-9]+\.toc(?:\.\w+)?|MAIN_[0-9a-z]+\.[A-Za-z0-9_.]+|[0-9a-f]{32}(?:\.[0-9]+)?\.\w+|meta\.json|\.managed\.json"
)
_OTHERS = (MARK, f"{MARK}.new", LOCK, "MAIN_WRITELOCK", ".tantivy-writer.lock", ".tantivy-meta.lock")

Mark = dict[str, Any]


def stamp(folder: Path) -> object:
    """Changes whenever the mark does; None when there is none."""
    try:
        status = (folder / MARK).stat()
    except OSError:
        return None
    return status.st_mtime_ns, status.st_ino


def read_mark(folder: Path) -> Mark | None:
    """The mark, None when there is none of this format."""
    try:
        mark = json.loads((folder / MARK).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    fits = isinstance(mark, dict) and mark.get("format") == FORMAT and isinstance(mark.get("revision"), int)
    return mark if fits and isinstance(mark.get("files"), dict) else None


def sound(folder: Path, mark: Mark, *, thorough: bool) -> bool:
    """Whether the files are those of the mark, by size, and by checksum if they are few or it shall be thorough."""
    listed: dict[str, list[int]] = mark["files"]
    try:
        if any((folder / name).stat().st_size != size for name, (size, _) in listed.items()):
            return False
        if thorough or sum(size for size, _ in listed.values()) <= CHECKED_BYTES:
            return all(_checksum(folder / name) == crc for name, (_, crc) in listed.items())
    except (OSError, ValueError, TypeError):
        return False
    return True


def _checksum(file: Path) -> int:
    crc = 0
    with file.open("rb") as stream:
        while block := stream.read(2**20):
            crc = zlib.crc32(block, crc)
    return crc


def _files(folder: Path) -> list[Path]:
    """The files of the index itself: those of the names that the engines give, and no link. Others are not ours."""
    found = (file for file in folder.iterdir() if _NAMES.fullmatch(file.name))
    return sorted(file for file in found if file.is_file() and not file.is_symlink())


def empty(folder: Path) -> None:
    """Removes the index, the mark first, so that no mark ever speaks of files that are gone."""
    (folder / MARK).unlink(missing_ok=True)
    for file in _files(folder):
        file.unlink(missing_ok=True)


def discard(folder: Path) -> None:
    """Removes an index that is not used any more, its mark and its locks."""
    empty(folder)
    for name in _OTHERS:
        (folder / name).unlink(missing_ok=True)


def sign(folder: Path, before: Mark, *, revision: int) -> Mark:
    """Flushes what is new since the mark before, and writes the mark in one step; the mark is returned."""
    known: dict[str, list[int]] = before.get("files", {})
    listed = {}
    for file in _files(folder):
        if file.name not in known:
            flush(file)
        listed[file.name] = known.get(file.name) or [file.stat().st_size, _checksum(file)]
    mark = {"format": FORMAT, "revision": revision, "files": listed}
    waiting = folder / f"{MARK}.new"
    waiting.unlink(missing_ok=True)  # a link in its place is not followed
    waiting.write_text(json.dumps(mark), encoding="utf-8")
    flush(waiting)
    waiting.replace(folder / MARK)
    flush(folder)
    return mark
