"""Reads a PDF file's words: PDFium in its worker, pypdf where that fails, Tesseract where it is a scan."""

from __future__ import annotations

import io
import logging
import warnings
from itertools import islice

from justicekb.errors import SourceError
from justicekb.ingest.formats.pdf.chars import Page, PdfFile, Word
from justicekb.ingest.formats.pdf.ocr import recognised
from justicekb.ingest.formats.pdf.worker import WorkerDied, worker
from justicekb.ingest.limits import Limits
from justicekb.ingest.printed import Style

# A page with fewer words than this whose pictures cover more than this share of it is a scan.
_FEW_WORDS = 5
_PICTURE = 0.5
# The second reader gives no boxes; its lines are laid out at these sizes (points), one column, top to bottom.
_SIZE, _LEADING, _CHARACTER = 10.0, 12.0, 5.0


def read_words(data: bytes, path: str, limits: Limits | None = None) -> tuple[PdfFile, tuple[str, ...]]:
    """The words of every page, and notes for a person; raises SourceError with the reason when there are none."""
    limits = limits or Limits()
    file, notes = _first_reader(data, path, limits)
    if file is None:
        file = _second_reader(data, path, notes[-1], limits)
    if file.total > len(file.pages):
        notes = (*notes, f"only the first {len(file.pages):,} of {file.total:,} pages were read (--max-pages)")
    if _is_scan(file, path):
        file, seen = recognised(data, path, file)
        return file, (*notes, *seen)
    return file, (*notes, *_scanned_pages(file))


def _first_reader(data: bytes, path: str, limits: Limits) -> tuple[PdfFile | None, tuple[str, ...]]:
    try:
        answer = worker().read(data, limits)
    except WorkerDied as error:
        return None, (f"the first PDF reader gave up ({error}); read with the second, without columns",)
    if answer.failure == "encrypted":
        raise SourceError(path, "encrypted: it opens only with a password")
    if answer.file is None:
        return None, (f"the first PDF reader gave up ({answer.detail}); read with the second, without columns",)
    return answer.file, ()


def _second_reader(data: bytes, path: str, reason: str, limits: Limits) -> PdfFile:
    from pypdf import PdfReader  # only for files that PDFium cannot read
    from pypdf.errors import PyPdfError

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            reader = PdfReader(io.BytesIO(data))
            if reader.is_encrypted and not reader.decrypt(""):
                raise SourceError(path, "encrypted: it opens only with a password")
            pages = [_plain_page(page.extract_text() or "") for page in islice(reader.pages, limits.pages)]
            total = len(reader.pages)
            info = {str(k).removeprefix("/"): str(v) for k, v in (reader.metadata or {}).items()}
    except (PyPdfError, ValueError, KeyError, IndexError, TypeError, AttributeError, RecursionError, OSError) as error:
        raise SourceError(path, f"broken PDF file: {reason.split('; ')[0]}, and so did the second ({error})") from error
    if not pages:
        raise SourceError(path, "broken PDF file: no pages in it")
    return PdfFile(pages, [Style("", _SIZE, bold=False, italic=False)], info, "pypdf", total)


def _plain_page(text: str) -> Page:
    lines = text.splitlines()
    height = max(842.0, (len(lines) + 8) * _LEADING)
    words: list[Word] = []
    for at, line in enumerate(lines):
        base = height - (at + 5) * _LEADING
        x = 50.0 + _CHARACTER * (len(line) - len(line.lstrip()))
        for part in line.split():
            end = x + _CHARACTER * len(part)
            words.append(Word(part, x, base - 2, end, base + 8, base, 0, True))
            x = end + _CHARACTER * 0.6
    return Page(max(595.0, max((w.x1 for w in words), default=0.0) + 50), height, words)


def _is_scan(file: PdfFile, path: str) -> bool:
    """Whether all pages are pictures without text; raises SourceError for a file without either."""
    empty = [page for page in file.pages if len(page.words) < _FEW_WORDS]
    pictures = any(page.images > _PICTURE for page in empty)
    if not any(page.words for page in file.pages) and not pictures:
        raise SourceError(path, "no text in this PDF file")
    return len(empty) == len(file.pages) and pictures


def _scanned_pages(file: PdfFile) -> tuple[str, ...]:
    """A note on the pages that are pictures."""
    few = [(at, page) for at, page in enumerate(file.pages, start=1) if len(page.words) < _FEW_WORDS]
    pictures = [str(at) for at, page in few if page.images > _PICTURE]
    return (f"scanned pages without text: {', '.join(pictures)}",) if pictures else ()
