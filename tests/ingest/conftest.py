"""Small files of our own making for the readers: a PDF writer that places words where a test wants them.

To add a case: a fault of one format goes into `formats/FORMAT`, as bytes made in the test and the outline they must
give (`document_from(read_x, data)`, `outline(document)`); a fault of reading a title, a date, a byline, boilerplate
or a bibliography goes into `genres/GENRE`, on parts or on the plainest format that shows it. What must come out alike
from every format goes into `test_same_in_every_format.py`. All words are our own, places and people invented.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field

import pytest

from justicekb.ingest.genres import document_of
from justicekb.ingest.source import SourceInfo

FONTS = ("Helvetica", "Helvetica-Bold", "Helvetica-Oblique", "Times-Roman", "Symbol", "Glyphs")
_GLYPHS = b"""/CIDInit /ProcSet findresource begin 12 dict begin begincmap
1 begincodespacerange <00> <FF> endcodespacerange
1 beginbfchar <6E> <F0B7> endbfchar
endcmap end end"""


@dataclass
class PdfPage:
    """One page: words at places, counted in points from the lower left corner."""

    width: float = 595
    height: float = 842
    content: list[str] = field(default_factory=list)
    image: bool = False

    def text(self, x, y, words, *, size=10, font="Helvetica", angle=False):
        """Places words with their baseline at y; `font` is one of FONTS ("Glyphs" maps n to U+F0B7)."""
        matrix = "0 1 -1 0" if angle else "1 0 0 1"
        escaped = words.encode("cp1252").decode("latin-1").replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
        self.content.append(f"BT /F{FONTS.index(font)} {size} Tf {matrix} {x} {y} Tm ({escaped}) Tj ET")
        return self

    def lines(self, x, y, lines, *, size=10, font="Helvetica", leading=12):
        """Places lines below one another; yields the y after the last."""
        for line in lines:
            indent = len(line) - len(line.lstrip())
            self.text(x + 4 * indent, y, line.lstrip(), size=size, font=font)
            y -= leading
        return y


@dataclass
class PdfMaker:
    """Writes a PDF file, version 1.4, from pages."""

    pages: list[PdfPage] = field(default_factory=list)
    info: dict[str, str] = field(default_factory=dict)

    def page(self, **size):
        """A new page."""
        self.pages.append(PdfPage(**size))
        return self.pages[-1]

    def bytes(self):
        """The whole file."""
        objects: list[bytes] = []

        def add(body):
            objects.append(body if isinstance(body, bytes) else body.encode("latin-1"))
            return len(objects)

        glyphs = add(b"<< /Length %d >> stream\n%s\nendstream" % (len(_GLYPHS), _GLYPHS))
        fonts = [add(_font(name, glyphs)) for name in FONTS]
        image = add(
            b"<< /Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray /BitsPerComponent 8 "
            b"/Length 1 >> stream\n\x80\nendstream"
        )
        tree = len(objects) + 2 * len(self.pages) + 1
        names = " ".join(f"/F{at} {number} 0 R" for at, number in enumerate(fonts))
        kids = []
        for page in self.pages:
            picture = f"q {page.width} 0 0 {page.height} 0 0 cm /Im0 Do Q\n" if page.image else ""
            content = (picture + "\n".join(page.content)).encode("latin-1")
            stream = add(b"<< /Length %d >> stream\n%s\nendstream" % (len(content), content))
            kids.append(add(
                f"<< /Type /Page /Parent {tree} 0 R /MediaBox [0 0 {page.width} {page.height}] /Contents {stream} 0 R "
                f"/Resources << /Font << {names} >> /XObject << /Im0 {image} 0 R >> >> >>"
            ))  # fmt: skip
        add(f"<< /Type /Pages /Count {len(kids)} /Kids [{' '.join(f'{k} 0 R' for k in kids)}] >>")
        root = add(f"<< /Type /Catalog /Pages {tree} 0 R >>")
        info = add("<< " + " ".join(f"/{k} ({v})" for k, v in self.info.items()) + " >>")
        return _file(objects, root, info)


def _font(name, glyphs):
    if name == "Glyphs":
        return f"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /ToUnicode {glyphs} 0 R >>"
    encoding = "" if name == "Symbol" else " /Encoding /WinAnsiEncoding"
    return f"<< /Type /Font /Subtype /Type1 /BaseFont /{name}{encoding} >>"


def _file(objects, root, info):
    out = bytearray(b"%PDF-1.4\n")
    places = []
    for number, body in enumerate(objects, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer << /Size %d /Root %d 0 R /Info %d 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (
        len(objects) + 1, root, info, start,
    )  # fmt: skip
    return bytes(out)


@pytest.fixture
def pdf():
    """A PDF file to be filled."""
    return PdfMaker()


@pytest.fixture(scope="session")
def source_of():
    """What a reader is told of bytes."""

    def make(data, path="file", media_type="application/octet-stream"):
        return SourceInfo(path=path, media_type=media_type, sha256=hashlib.sha256(data).hexdigest())

    return make


@pytest.fixture(scope="session")
def document_from(vocabulary, source_of):
    """The document of bytes that one format reads: `document_from(read_x, data, path, media_type)`."""

    def make(read_format, data, *about):
        source = source_of(data, *about)
        return document_of(read_format(data, source, vocabulary), source, vocabulary)

    return make


@pytest.fixture(scope="session")
def outline():
    """The blocks of a document as (kind, words), furniture only when it is asked for."""

    def of(document, *kinds):
        blocks = document.blocks if kinds else document.body.blocks
        found = [(b.kind, b.span.of(document.text)) for b in blocks]
        return [pair for pair in found if not kinds or pair[0] in kinds]

    return of
