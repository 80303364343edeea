"""Scanned PDF pages → words: PDFium draws a page in its worker, Tesseract reads the drawing.

Needs the extra `ocr` (pytesseract, Pillow) and the program Tesseract with its English data; nothing else imports
them. Tesseract gives back a page of invisible words, as programs that add a text layer to scans do, and PDFium
reads that, so that columns, headings and paragraphs are made by the same rules as for any other file.
"""

from __future__ import annotations

import os
import shutil
from importlib.util import find_spec

import msgspec

from justicekb.errors import SourceError
from justicekb.ingest.formats.pdf.chars import RECOGNISED, Drawing, Page, PdfFile
from justicekb.ingest.formats.pdf.worker import WorkerDied, worker
from justicekb.ingest.printed import Style

NOTE = "read by optical character recognition"
_SCANNED = "scanned: no text layer"
# Dots per inch: what Tesseract's own documentation asks for; below it small print is lost, above it little is won.
DPI = 300
# Seconds for a page; one of dense print takes 3 to 4 (measured 2026-11 on two shared cores).
_TIME_LIMIT = 120
_LANGUAGE = "eng"


def recognised(data: bytes, path: str, file: PdfFile) -> tuple[PdfFile, tuple[str, ...]]:
    """The file with the words that Tesseract sees on its pages, and notes for a person.

    Raises SourceError when something has to be installed first (it says what), or when no page has words.
    """
    missing = _missing()
    if missing:
        raise SourceError(path, f"{_SCANNED}; to have it read, install {' and '.join(missing)}")
    pages: list[Page] = []
    styles: dict[Style, int] = {}
    failures: list[str] = []
    for at, empty in enumerate(file.pages):
        try:
            pages.append(_with_words(_read_page(data, at), empty, styles))
        except _PageError as error:
            failures.append(f"page {at + 1} could not be recognised ({error})")
            pages.append(empty)
    if not any(page.words for page in pages):
        raise SourceError(path, "; ".join([_SCANNED, *(failures[:1] or ["recognition found no words in it"])]))
    read = msgspec.structs.replace(file, pages=pages, styles=list(styles), reader=RECOGNISED)
    return read, (NOTE, *failures)


class _PageError(Exception):
    """One page cannot be read; the others may."""


def _missing() -> list[str]:
    """What is not installed, in words to act on."""
    packages = all(find_spec(name) for name in ("pytesseract", "PIL"))
    extra = [] if packages else ["the extra `ocr` (pip install 'justicekb[ocr]')"]
    return extra if shutil.which("tesseract") else [*extra, "the program Tesseract"]


def _read_page(data: bytes, at: int) -> PdfFile:
    try:
        drawing = worker().draw(data, at, DPI)
        answer = worker().read(_text_layer(drawing))
    except WorkerDied as error:
        raise _PageError(str(error)) from error
    if answer.file is None:
        raise _PageError(answer.detail)
    return answer.file


def _text_layer(drawing: Drawing) -> bytes:
    """A PDF file of one page with the recognised words at their places and no picture."""
    import pytesseract  # the extra `ocr`
    from PIL import Image

    # Tesseract's threads wait for one another where cores are shared: 18 s a page with them, 3 s without (2026-11).
    os.environ.setdefault("OMP_THREAD_LIMIT", "1")
    size = (drawing.width, drawing.height)
    image = Image.frombytes("L", size, drawing.gray, "raw", "L", drawing.stride, 1)
    config = f"--dpi {drawing.dpi} -c textonly_pdf=1"
    try:
        layer: bytes = pytesseract.image_to_pdf_or_hocr(
            image, lang=_LANGUAGE, config=config, extension="pdf", timeout=_TIME_LIMIT
        )
    except RuntimeError as error:  # TesseractError is one, and so is the time limit
        raise _PageError(" ".join(str(error).split())) from error
    return layer


def _with_words(read: PdfFile, empty: Page, styles: dict[Style, int]) -> Page:
    """The page with the words of a file of one page, whose styles join those of the pages before."""
    page = read.pages[0]
    across, up = empty.width / page.width, empty.height / page.height  # the drawing is in whole dots
    index = [styles.setdefault(style, len(styles)) for style in read.styles]
    words = [
        msgspec.structs.replace(
            word, style=index[word.style], base=word.base * up,
            x0=word.x0 * across, x1=word.x1 * across, y0=word.y0 * up, y1=word.y1 * up,
        )
        for word in page.words
    ]  # fmt: skip
    return msgspec.structs.replace(empty, words=words)
