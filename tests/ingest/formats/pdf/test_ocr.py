"""Scanned PDF files: read with Tesseract where it is installed, refused with what to install where it is not."""

from __future__ import annotations

import io
import shutil

import pytest

from justicekb.errors import SourceError
from justicekb.ingest.formats.pdf import ocr
from justicekb.ingest.formats.pdf.chars import Drawing, PdfAnswer, PdfJob, answer
from justicekb.ingest.formats.pdf.reader import read_pdf
from justicekb.ingest.formats.pdf.worker import PdfWorker, WorkerDied

PAGES = [
    [
        "The commission visited the prison of Oshvale on 12 March 2014.",
        "It spoke with eleven people in the closed wing and with two doctors.",
        "Nobody had announced the visit, and the governor was away.",
    ],
    [
        "The report was sent to the ministry in May and lists nine faults.",
        "Three months later no answer had come to the commission.",
    ],
]


def scanned(pages):
    """A PDF file whose pages are pictures of lines of print, A4 at 200 dots per inch."""
    image, draw, font = (pytest.importorskip(f"PIL.{name}") for name in ("Image", "ImageDraw", "ImageFont"))
    drawn = []
    for lines in pages:
        page = image.new("L", (1654, 2339), 255)
        for at, line in enumerate(lines):
            draw.Draw(page).text((180, 300 + 50 * at), line, fill=0, font=font.load_default(size=34))
        drawn.append(page)
    file = io.BytesIO()
    drawn[0].save(file, "PDF", resolution=200, save_all=True, append_images=drawn[1:])
    return file.getvalue()


@pytest.fixture
def read(document_from):
    def run(data):
        return document_from(read_pdf, data, "scan.pdf", "application/pdf")

    return run


@pytest.fixture
def tesseract():
    pytest.importorskip("pytesseract", reason="the extra `ocr` is not installed")
    if shutil.which("tesseract") is None:
        pytest.skip("the program Tesseract is not installed")


def grey_page(pdf):
    pdf.page(image=True)
    return pdf.bytes()


# ── with Tesseract ───────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.usefixtures("tesseract")
class TestRecognised:
    def test_the_print_is_read_with_pages_numbered_and_a_note(self, read):
        document = read(scanned(PAGES))
        found = [(block.page, block.span.of(document.text)) for block in document.blocks]
        assert found == [(1, " ".join(PAGES[0])), (2, " ".join(PAGES[1]))]
        assert document.notes[0] == "read by optical character recognition"

    def test_words_stand_where_they_are_printed(self):
        from justicekb.ingest.formats.pdf.words import read_words

        file, _ = read_words(scanned(PAGES[:1]), "scan.pdf")
        (page,) = file.pages
        first = page.words[0]
        assert first.text == "The"
        assert first.x0 == pytest.approx(180 * 72 / 200, abs=3)
        assert page.height - first.base == pytest.approx(330 * 72 / 200, abs=6)

    def test_a_picture_without_words_is_still_refused(self, pdf, read):
        with pytest.raises(SourceError, match="scanned: no text layer; recognition found no words in it"):
            read(grey_page(pdf))

    def test_a_page_that_fails_is_noted_and_the_others_are_read(self, read, monkeypatch):
        whole = ocr._text_layer
        calls = []

        def fails_at_first(drawing):
            calls.append(drawing)
            if len(calls) == 1:
                raise ocr._PageError("out of ink")
            return whole(drawing)

        monkeypatch.setattr(ocr, "_text_layer", fails_at_first)
        document = read(scanned(PAGES))
        assert "page 1 could not be recognised (out of ink)" in document.notes
        assert document.text.strip() == " ".join(PAGES[1])

    def test_a_missing_language_is_told_in_the_words_of_tesseract(self, read, monkeypatch):
        monkeypatch.setattr(ocr, "_LANGUAGE", "xxx")
        with pytest.raises(SourceError, match=r"page 1 could not be recognised .*xxx"):
            read(scanned(PAGES[:1]))


# ── without it ───────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("packages", "program", "told"),
    [
        (False, False, "the extra `ocr` (pip install 'justicekb[ocr]') and the program Tesseract"),
        (False, True, "the extra `ocr` (pip install 'justicekb[ocr]')"),
        (True, False, "the program Tesseract"),
    ],
)
def test_a_scan_is_refused_with_what_to_install(pdf, read, monkeypatch, packages, program, told):
    monkeypatch.setattr(ocr, "find_spec", lambda name: object() if packages else None)
    monkeypatch.setattr(ocr.shutil, "which", lambda name: "/bin/t" if program else None)
    with pytest.raises(SourceError) as caught:
        read(grey_page(pdf))
    assert str(caught.value).endswith(f"scanned: no text layer; to have it read, install {told}")


def test_a_file_with_a_text_layer_never_meets_tesseract(pdf, read, monkeypatch):
    def refuse(*given):
        raise AssertionError(given)

    monkeypatch.setattr("justicekb.ingest.formats.pdf.words.recognised", refuse)
    pdf.page(image=True).lines(60, 700, PAGES[0])
    pdf.page(image=True)
    assert "scanned pages without text: 2" in read(pdf.bytes()).notes


# ── drawings ─────────────────────────────────────────────────────────────────────────────────────────────


def drawn(data, page=0, dpi=72):
    drawing = answer(PdfJob(data, 10, page, dpi)).drawing
    assert drawing is not None
    return drawing


def test_a_page_is_drawn_in_shades_of_gray(pdf):
    pdf.page(width=100, height=200)
    pdf.page(width=100, height=200, image=True)
    white, grey = drawn(pdf.bytes()), drawn(pdf.bytes(), 1, 144)
    assert (white.width, white.height, white.dpi, white.gray[0]) == (100, 200, 72, 255)
    assert (grey.width, grey.height, grey.dpi, grey.gray[0]) == (200, 400, 144, 128)
    assert len(grey.gray) == grey.stride * grey.height


def test_an_enormous_page_is_drawn_smaller(pdf, monkeypatch):
    monkeypatch.setattr("justicekb.ingest.formats.pdf.chars.MOST_DOTS", 5_000)
    pdf.page(width=100, height=200)
    drawing = drawn(pdf.bytes())
    assert drawing.width * drawing.height <= 5_100
    assert drawing.dpi == 36


def test_the_worker_draws_and_says_when_it_cannot(pdf):
    pdf.page(width=100, height=200)
    worker = PdfWorker()
    try:
        assert isinstance(worker.draw(pdf.bytes(), 0, 72), Drawing)
        with pytest.raises(WorkerDied, match="Failed to load"):
            worker.draw(b"%PDF-1.4 broken", 0, 72)
        assert isinstance(worker.read(pdf.bytes()), PdfAnswer)
    finally:
        worker.close()
