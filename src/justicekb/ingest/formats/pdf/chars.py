"""Words with their boxes out of a PDF file, and drawings of its pages.

It runs as a process of its own, because PDFium can abort.
`main` reads requests from standard input and answers on standard output.
A request is a `PdfJob`, an answer a `PdfAnswer`, each in MessagePack behind its length in 8 bytes, big-endian.
Only PDFium is called here; lines, columns and blocks are made in the reading process (`layout`).
"""

from __future__ import annotations

import ctypes
import re
import sys
from collections.abc import Iterator
from typing import Any, BinaryIO, Literal

import msgspec

from justicekb.ingest.printed import Style

# A word is cut where the next character starts further away than this part of the font size (letter-spaced
# titles stay whole) or where it jumps back; PDFium itself marks word spaces.
_GAP = 0.7
_BACK = 0.6
# Baselines that differ by less than this part of the font size are one line within a word.
_BASELINE = 0.12
# A character's box is about this many font sizes high; beyond these bounds the font size is not what is printed.
_BOX_HEIGHT, _BOX = 1.2, (0.55, 2.4)
_BOLD_WEIGHT = 600  # CSS weight; fonts named "Bold" often claim less, so the name counts too
_BOLD = re.compile(r"bold|black|heavy|demi|(?<![a-z])bd|bd(?:cn|it|\d|$)|-b\d*$|cmbx|\.b(?:,|$)", re.IGNORECASE)
_ITALIC = re.compile(r"ital|obli|slant|(?<![a-z])it$|cmti|\.i(?:,|$)", re.IGNORECASE)
# Dots of a drawn page at most, one byte each: an A3 page at 300 dpi has 17 million.
MOST_DOTS = 40_000_000
RECOGNISED = "tesseract"
HYPHEN_MARKS = (0xFFFE, 0x02)  # what PDFium gives for a hyphen at the end of a line
_SPACES = frozenset({0x00, 0x09, 0x0A, 0x0B, 0x0C, 0x0D, 0x20, 0xA0, 0x2002, 0x2003, 0x2009, 0x202F, 0x3000})


class Word(msgspec.Struct, array_like=True):
    """A run of characters without a space; points from the lower left corner of the page as it is seen.

    `base` is the baseline, `space` whether a space stands before it in the file, `style` an index.
    """

    text: str
    x0: float
    y0: float
    x1: float
    y1: float
    base: float
    style: int
    space: bool


class Page(msgspec.Struct, array_like=True):
    """The words of a page in the file's order; `images` is the share of its area that pictures cover."""

    width: float
    height: float
    words: list[Word]
    images: float = 0.0


class PdfFile(msgspec.Struct, array_like=True):
    """What PDFium knows of a file. `info` holds the entries of its information dictionary.

    `reader` is "pdfium", "pypdf", or RECOGNISED, whose sizes are guesses in whole points.
    """

    pages: list[Page]
    styles: list[Style]
    info: dict[str, str]
    reader: str = "pdfium"
    total: int = 0  # pages of the file, of which the first may have been read alone


class PdfJob(msgspec.Struct, array_like=True):
    """One file to read, or one page of it, counted from 0: to read, or to draw where `dpi` (dots per inch) is set."""

    data: bytes
    max_pages: int
    page: int | None = None
    dpi: int = 0


class Drawing(msgspec.Struct, array_like=True):
    """A page as a picture: one byte a dot from black to white, rows of `stride` bytes from the top down."""

    width: int
    height: int
    stride: int
    dpi: int
    gray: bytes


Failure = Literal["", "encrypted", "broken", "too_long"]


class PdfAnswer(msgspec.Struct, array_like=True):
    """The file's contents or the drawing asked for, or why there are none; `detail` is the reader's own wording."""

    file: PdfFile | None = None
    failure: Failure = ""
    detail: str = ""
    drawing: Drawing | None = None


def send(stream: BinaryIO, payload: bytes) -> None:
    """Writes one frame."""
    stream.write(len(payload).to_bytes(8, "big"))
    stream.write(payload)
    stream.flush()


def receive(stream: BinaryIO) -> bytes | None:
    """The next frame, None at the end of the stream."""
    head = stream.read(8)
    if len(head) < 8:
        return None
    length = int.from_bytes(head, "big")
    payload = stream.read(length)
    return payload if len(payload) == length else None


class _PageReader:
    """Collects the words of one page; styles are shared by all pages of a file."""

    def __init__(self, styles: dict[Style, int]) -> None:
        import pypdfium2.raw as raw

        self.raw = raw
        self.styles = styles
        self._by_object: dict[int, int] = {}
        self._sizes: list[float] = []
        self._turns: list[int] = []  # quarter turns of each style
        self._rotation = 0
        self._box = raw.FS_RECTF()
        self._x, self._y = ctypes.c_double(), ctypes.c_double()

    def words(self, textpage: Any, shape: tuple[int, float, float, float, float]) -> list[Word]:  # noqa: ANN401 a ctypes handle
        """The words of a text page; `shape` is rotation, left, bottom, width and height of the visible page."""
        found: list[Word] = []
        word: Word | None = None
        space = style = 0
        self._by_object.clear()
        self._rotation = shape[0]
        for at, code in self._codes(textpage):
            if code in _SPACES:
                word, space = None, 1
                continue
            box = self._place(textpage, at, shape)
            style = self._style(textpage, at, style, box)
            if self._turns and (turn := self._turns[style]):
                box = self._place(textpage, at, _turned_shape(shape, turn))
            size = self._sizes[style] if self._sizes else 10.0
            if word is not None and word.style == style and _continues(word, box, size):
                word.text += _character(code)
                word.x1, word.y0, word.y1 = max(word.x1, box[2]), min(word.y0, box[1]), max(word.y1, box[3])
            else:
                word = Word(_character(code), *box, style, bool(space))
                found.append(word)
            space = 0
        return found

    def _codes(self, textpage: Any) -> Iterator[tuple[int, int]]:  # noqa: ANN401 a ctypes handle
        high = 0
        for at in range(self.raw.FPDFText_CountChars(textpage)):
            code = self.raw.FPDFText_GetUnicode(textpage, at)
            if 0xD800 <= code < 0xDC00:  # half of a character beyond the basic plane
                high = code
                continue
            if 0xDC00 <= code < 0xE000:
                code = 0x10000 + ((high - 0xD800) << 10) + code - 0xDC00 if high else 0xFFFD
            high = 0
            yield at, code

    def _place(
        self,
        textpage: Any,  # noqa: ANN401  # a ctypes handle
        at: int,
        shape: tuple[int, float, float, float, float],
    ) -> tuple[float, float, float, float, float]:
        self.raw.FPDFText_GetLooseCharBox(textpage, at, self._box)
        self.raw.FPDFText_GetCharOrigin(textpage, at, self._x, self._y)
        box = self._box
        x0, y0 = _turned(box.left, box.bottom, shape)
        x1, y1 = _turned(box.right, box.top, shape)
        _, base = _turned(self._x.value, self._y.value, shape)
        return (
            round(min(x0, x1), 2), round(min(y0, y1), 2), round(max(x0, x1), 2), round(max(y0, y1), 2), round(base, 2)
        )  # fmt: skip

    def _style(self, textpage: Any, at: int, before: int, box: tuple[float, ...]) -> int:  # noqa: ANN401 a ctypes handle
        pointer = self.raw.FPDFText_GetTextObject(textpage, at)
        if not pointer:
            return before
        address = ctypes.addressof(pointer.contents)
        if address not in self._by_object:
            angle = round(self.raw.FPDFText_GetCharAngle(textpage, at) * 57.29578 + self._rotation) % 360
            height = box[2] - box[0] if quarter(angle) else box[3] - box[1]
            self._by_object[address] = self._index(pointer, angle, height)
        return self._by_object[address]

    def _index(self, pointer: Any, angle: int, height: float) -> int:  # noqa: ANN401 a ctypes handle
        raw = self.raw
        font = raw.FPDFTextObj_GetFont(pointer)
        name = ctypes.create_string_buffer(256)
        raw.FPDFFont_GetBaseFontName(font, name, 256)
        size, matrix = ctypes.c_float(), raw.FS_MATRIX()
        raw.FPDFTextObj_GetFontSize(pointer, size)
        raw.FPDFPageObj_GetMatrix(pointer, matrix)
        family = re.sub(r"^[A-Z]{6}\+", "", name.value.decode("utf-8", "replace"))
        scale = (matrix.c**2 + matrix.d**2) ** 0.5
        style = Style(
            font=family,
            size=round(_printed_size(size.value * scale, height), 1),
            bold=bool(_BOLD.search(family)) or raw.FPDFFont_GetWeight(font) >= _BOLD_WEIGHT,
            italic=bool(_ITALIC.search(family)),
            angle=angle,
        )
        if style not in self.styles:
            self.styles[style] = len(self.styles)
            self._sizes.append(style.size)
            self._turns.append(quarter(angle))
        return self.styles[style]


def _printed_size(size: float, height: float) -> float:
    """The size as printed; text inside a scaled form does not know its scale, but its boxes do."""
    usual = _BOX[0] * size < height < _BOX[1] * size
    return size if usual or not height else height / _BOX_HEIGHT


def _continues(word: Word, box: tuple[float, float, float, float, float], size: float) -> bool:
    return -_BACK * size < box[0] - word.x1 < _GAP * size and abs(box[4] - word.base) <= _BASELINE * size


def _character(code: int) -> str:
    return "\u00ad" if code in HYPHEN_MARKS else chr(code)


def quarter(angle: float) -> int:
    """The quarter turn (90 or 270 degrees) that text stands at; 0 for upright text and for other angles."""
    return next((turn for turn in (90, 270) if abs(angle % 360 - turn) < 10), 0)


def _turned_shape(shape: tuple[int, float, float, float, float], turn: int) -> tuple[int, float, float, float, float]:
    """The page as it is seen when it is turned until the text stands upright."""
    rotation, left, bottom, width, height = shape
    return (rotation - turn) % 360, left, bottom, height, width


def _turned(x: float, y: float, shape: tuple[int, float, float, float, float]) -> tuple[float, float]:
    """A point of the file's space on the page as a reader sees it (rotation is clockwise, in degrees)."""
    rotation, left, bottom, width, height = shape
    x, y = x - left, y - bottom
    if rotation == 90:
        return y, height - x
    if rotation == 180:
        return width - x, height - y
    if rotation == 270:
        return width - y, x
    return x, y


def read_file(data: bytes, max_pages: int, *, only: int | None = None) -> PdfFile:
    """Every page of a file, or `only` one; raises pypdfium2.PdfiumError for one that PDFium cannot open."""
    import pypdfium2 as pdfium

    document = pdfium.PdfDocument(data)
    try:
        styles: dict[Style, int] = {}
        reader = _PageReader(styles)
        wanted = range(min(len(document), max_pages)) if only is None else range(only, min(only + 1, len(document)))
        pages = [_read_page(document[at], reader) for at in wanted]
        info = {key: value for key, value in document.get_metadata_dict().items() if value}
        return PdfFile(pages, list(styles), info, total=len(document))
    finally:
        document.close()


def _read_page(page: Any, reader: _PageReader) -> Page:  # noqa: ANN401 pypdfium2 is untyped
    width, height = page.get_size()
    left, bottom, _, _ = page.get_cropbox()
    textpage = page.get_textpage()
    words = reader.words(textpage, (page.get_rotation(), left, bottom, width, height))
    images = _image_share(page, width * height) if len(words) < 20 else 0.0
    textpage.close()
    page.close()
    return Page(width, height, words, images)


def _image_share(page: Any, area: float) -> float:  # noqa: ANN401 pypdfium2 is untyped
    import pypdfium2.raw as raw

    covered = 0.0
    for piece in page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE], max_depth=3):
        left, bottom, right, top = piece.get_bounds()
        covered += max(0.0, right - left) * max(0.0, top - bottom)
    return round(min(1.0, covered / area), 2) if area else 0.0


def draw_page(data: bytes, at: int, dpi: int) -> Drawing:
    """The page at index `at` in shades of gray; a page of more dots than MOST_DOTS is drawn smaller."""
    import pypdfium2 as pdfium

    document = pdfium.PdfDocument(data)
    try:
        page = document[at]
        width, height = page.get_size()
        dots = width * height * (dpi / 72) ** 2
        fitting = max(1, int(dpi * min(1.0, (MOST_DOTS / dots) ** 0.5))) if dots else dpi
        bitmap = page.render(scale=fitting / 72, grayscale=True)
        return Drawing(bitmap.width, bitmap.height, bitmap.stride, fitting, bytes(bitmap.buffer))
    finally:
        document.close()


def answer(job: PdfJob) -> PdfAnswer:
    """The reply to one job; whatever PDFium reports becomes a failure with its wording."""
    import pypdfium2 as pdfium

    try:
        if job.page is not None and job.dpi:
            return PdfAnswer(drawing=draw_page(job.data, job.page, job.dpi))
        return PdfAnswer(read_file(job.data, job.max_pages, only=job.page))
    except pdfium.PdfiumError as error:
        detail = str(error)
        return PdfAnswer(None, "encrypted" if "password" in detail.lower() else "broken", detail)


def main() -> None:
    """Serves jobs until standard input closes."""
    source, target = sys.stdin.buffer, sys.stdout.buffer
    decoder = msgspec.msgpack.Decoder(PdfJob)
    while (payload := receive(source)) is not None:
        send(target, msgspec.msgpack.encode(answer(decoder.decode(payload))))
