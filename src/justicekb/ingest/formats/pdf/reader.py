"""PDF files: the words of the pages as printed parts in reading order, and the lines that run over the pages."""

from __future__ import annotations

from collections.abc import Sequence

from justicekb.errors import SourceError
from justicekb.ingest.formats.pdf.blocks import draft_blocks
from justicekb.ingest.formats.pdf.chars import PdfFile
from justicekb.ingest.formats.pdf.layout import body_style, read_lines, steadied
from justicekb.ingest.formats.pdf.running import without_running
from justicekb.ingest.formats.pdf.typesetting import read_habits
from justicekb.ingest.formats.pdf.words import read_words
from justicekb.ingest.hyphens import Hyphens, join_lines
from justicekb.ingest.parts import Reading
from justicekb.ingest.source import SourceInfo
from justicekb.vocabulary import Vocabulary


def read_pdf(data: bytes, source: SourceInfo, vocabulary: Vocabulary) -> Reading:
    """The parts of a PDF file; raises SourceError for one that is encrypted, broken, or a scan that cannot be read."""
    file, notes = read_words(data, source.path, source.limits)
    reading = lay_out(file, notes)
    if not reading.parts:
        raise SourceError(source.path, "no text in this PDF file besides its running lines")
    return reading


# Lines that repeat over the pages and are all there is (forms, slides, labels) are the text, when they have so many
# letters; fewer are the word "page".
_LETTERS = 25


def _says_something(running: Sequence[Sequence[str]]) -> bool:
    return sum(map(str.isalpha, "".join({text for page in running for text in page}))) >= _LETTERS


def lay_out(file: PdfFile, notes: Sequence[str] = ()) -> Reading:
    """The parts of a file in reading order, and its running lines.

    The file's own information dictionary counts only where the pages confirm it: most are wrong.
    """
    file = steadied(file)
    body = body_style(file)
    read = read_lines(file, body)
    kept, running = without_running(read, [page.height for page in file.pages])
    if not any(kept) and _says_something(running):
        kept, running = read, [[] for _ in read]
    lines = [line for page in kept for line in page if not line.margin]
    beside = [(line.page, line.text) for page in kept for line in page if line.margin]
    hyphens = Hyphens.of([line.text for line in lines])
    return Reading(
        parts=tuple(draft_blocks(lines, read_habits(lines, body), hyphens)), evidence="type",
        margin=(*beside, *((at, text) for at, page in enumerate(running, start=1) for text in page)),
        window=file.info.get("Title", ""),
        running=tuple(map(tuple, running)), pages=len(file.pages), body_size=body.size, notes=tuple(notes),
        join=lambda texts: join_lines(texts, hyphens),
    )  # fmt: skip
