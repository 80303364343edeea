"""PDF files: the words of the pages in reading order, with structure, page numbers and what the first page says."""

from __future__ import annotations

from justicekb.ingest.blocks import BlockBuilder
from justicekb.ingest.pdfblocks import Draft, draft_blocks, read_habits
from justicekb.ingest.pdfchars import PdfFile, Style
from justicekb.ingest.pdflayout import Line, body_style, page_lines
from justicekb.ingest.pdfrunning import without_running
from justicekb.ingest.pdftext import read_words
from justicekb.ingest.pdfwords import Hyphens
from justicekb.ingest.source import SourceInfo
from justicekb.model import Document
from justicekb.vocabulary import Vocabulary


def read_pdf(data: bytes, source: SourceInfo, vocabulary: Vocabulary) -> Document:
    """The document of a PDF file; raises SourceError for one that is encrypted, broken or only a scan."""
    file, notes = read_words(data, source.path)
    drafts, running = drafts_of(file)
    blocks = BlockBuilder()
    for draft in drafts:
        blocks.add(draft.kind, draft.text, level=draft.level, page=draft.page)
    title = next((d.text for d in drafts if d.kind == "heading" and d.level == 1), None)
    return Document(
        path=source.path, sha256=source.sha256, media_type=source.media_type, kind="other", title=title,
        language=blocks.language, text=blocks.text, blocks=blocks.blocks, notes=notes,
    )  # fmt: skip


def drafts_of(file: PdfFile) -> tuple[list[Draft], list[str]]:
    """The blocks of a file in reading order, and its running lines."""
    body = body_style(file)
    lines, running = lines_of(file, body)
    habits = read_habits(lines, body)
    return draft_blocks(lines, habits, Hyphens.of([line.text for line in lines])), running


def lines_of(file: PdfFile, body: Style) -> tuple[list[Line], list[str]]:
    """All lines of a file in reading order without the running ones, and those."""
    pages = [page_lines(page, at + 1, styles=file.styles, body=body) for at, page in enumerate(file.pages)]
    kept, running = without_running(pages, [page.height for page in file.pages])
    return [line for page in kept for line in page], running
