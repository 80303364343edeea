"""Pages as pictures, and the places of words on them."""

from __future__ import annotations

import struct
import zlib

import pytest

from justicekb.errors import SourceError
from justicekb.ingest.formats.pdf.facsimile import page_picture, words_on_page


@pytest.fixture
def printed(pdf):
    pdf.page().lines(72, 700, ["The prison of Norland was", "closed in 2011 for good."])
    return pdf.bytes()


def test_a_page_becomes_a_png_file(printed):
    picture = page_picture(printed, 1, "a.pdf")
    assert picture.startswith(b"\x89PNG\r\n\x1a\n")
    width, height, depth, colour = struct.unpack(">IIBB", picture[16:26])
    assert (depth, colour) == (8, 0)
    assert height > width > 800
    start = picture.index(b"IDAT") + 4
    length = struct.unpack(">I", picture[start - 8 : start - 4])[0]
    rows = zlib.decompress(picture[start : start + length])
    assert len(rows) == height * (width + 1)
    assert min(rows[1:]) < 128


def test_words_are_found_over_the_end_of_a_line(printed):
    boxes, tall = words_on_page(printed, 1, "Norland was closed, in", "a.pdf")
    assert len(boxes) == 2
    above, below = boxes
    assert above.x > below.x
    assert 0 < above.y < below.y < 1
    assert tall == pytest.approx(842 / 595, rel=0.01)
    assert words_on_page(printed, 1, "nothing like this", "a.pdf")[0] == ()
    assert words_on_page(printed, 1, "", "a.pdf")[0] == ()


@pytest.mark.parametrize("page", [0, 7])
def test_a_page_that_is_not_there_is_told(printed, page):
    with pytest.raises(SourceError):
        page_picture(printed, page, "a.pdf")


def test_broken_files_are_told():
    with pytest.raises(SourceError, match="cannot be read"):
        words_on_page(b"%PDF-1.4 nonsense", 1, "x", "a.pdf")
