"""A page of a PDF file as it was printed, with the places of some words on it."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from justicekb.errors import SourceError
from justicekb.ingest.formats.pdf.chars import Drawing, Page, Word
from justicekb.ingest.formats.pdf.worker import WorkerDied, worker

# Dots per inch of the picture: letters of 9 points are still read on a laptop's screen.
DPI = 110


@dataclass(frozen=True, slots=True)
class Box:
    """A place on a page as shares of its width and height, from the upper left corner."""

    x: float
    y: float
    width: float
    height: float


def page_picture(data: bytes, page: int, path: str) -> bytes:
    """A page, counted from 1, as a PNG file in shades of gray; raises SourceError when it cannot be drawn."""
    if page < 1:
        raise SourceError(path, "pages count from 1")
    try:
        return _png(worker().draw(data, page - 1, DPI))
    except WorkerDied as error:
        raise SourceError(path, f"page {page} cannot be drawn: {error}") from error


def words_on_page(data: bytes, page: int, words: str, path: str) -> tuple[tuple[Box, ...], float]:
    """Where some words stand on a page, a box a line, and the page's height as a share of its width.

    Words are compared by their letters and digits, so that hyphens at line ends and ligatures do not part them; no box
    when they do not stand there. Raises SourceError when the page cannot be read.
    """
    try:
        read = worker().page(data, page - 1)
    except WorkerDied as error:
        raise SourceError(path, f"page {page} cannot be read: {error}") from error
    found = _matching(read.words, words)
    return tuple(_boxes(found, read)), read.height / read.width if read.width else 1.0


def _matching(printed: Sequence[Word], words: str) -> list[Word]:
    """The printed words whose letters are those that are looked for."""
    owners: list[int] = []
    letters = ""
    for at, word in enumerate(printed):
        own = _letters(word.text)
        letters += own
        owners.extend([at] * len(own))
    wanted = _letters(words)
    start = letters.find(wanted) if wanted else -1
    if start < 0:
        return []
    return [printed[at] for at in sorted(set(owners[start : start + len(wanted)]))]


def _letters(words: str) -> str:
    return "".join(c for c in words.casefold() if c.isalnum())


def _boxes(words: list[Word], page: Page) -> Iterator[Box]:
    """A box for each run of words on one baseline that goes on to the right."""
    run: list[Word] = []
    for word in words:
        if run and (abs(word.base - run[-1].base) > 1 or word.x0 < run[-1].x0):
            yield _box(run, page)
            run = []
        run.append(word)
    if run:
        yield _box(run, page)


def _box(run: list[Word], page: Page) -> Box:
    left, right = min(w.x0 for w in run), max(w.x1 for w in run)
    low, high = min(w.y0 for w in run), max(w.y1 for w in run)
    return Box(
        round(left / page.width, 4),
        round(1 - high / page.height, 4),
        round((right - left) / page.width, 4),
        round((high - low) / page.height, 4),
    )


def _png(drawing: Drawing) -> bytes:
    """The drawing in the PNG format (ISO/IEC 15948), eight bits of gray a dot, without a filter."""
    rows = (drawing.gray[at : at + drawing.width] for at in range(0, drawing.height * drawing.stride, drawing.stride))
    head = struct.pack(">IIBBBBB", drawing.width, drawing.height, 8, 0, 0, 0, 0)
    body = zlib.compress(b"".join(b"\0" + row for row in rows), 6)
    return b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", head) + _chunk(b"IDAT", body) + _chunk(b"IEND", b"")


def _chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
