"""Word files (.docx): paragraphs, headings by style, lists, tables and notes in order; properties as weak evidence."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from justicekb.edtf import Edtf
from justicekb.errors import SourceError
from justicekb.ingest.blocks import BlockBuilder
from justicekb.ingest.containers import BROKEN, check_package
from justicekb.ingest.formats.html.metadata import Metadata
from justicekb.ingest.formats.text.lines import Part
from justicekb.ingest.formats.word.wordxml import Paragraph, notes_of, read_paragraph, text_boxes
from justicekb.ingest.formats.xml import Element, children, find, find_all, name_of
from justicekb.ingest.genres.kinds import kind_of
from justicekb.ingest.genres.paper.authors import person_name
from justicekb.ingest.genres.paper.bibliography import looks_like_reference
from justicekb.ingest.genres.paper.partnames import PaperWords, paper_words
from justicekb.ingest.genres.printeddate import PrintedDates, printed_dates
from justicekb.ingest.genres.release.parts import read_parts
from justicekb.ingest.genres.report.period import about_itself, lines_above, reporting_period
from justicekb.ingest.source import SourceInfo
from justicekb.ingest.tables import HEADER, row_text
from justicekb.model import Author, BlockKind, Document
from justicekb.vocabulary import Vocabulary

# Blocks at the top among which a date on a line of its own is the document's.
_HEAD_BLOCKS = 12
_DATE_LINE = 70  # characters
_HEADING_WORDS = 16
_QUOTES = re.compile(r"quote|citat|zitat|цитат", re.IGNORECASE)
_HEADING = re.compile(r"^(?:heading|überschrift|заголовок|titre|título)\s*(\d)$", re.IGNORECASE)


@dataclass(slots=True)
class _Piece:
    kind: BlockKind
    text: str
    level: int | None = None
    bold: bool = False


def read_word(data: bytes, source: SourceInfo, vocabulary: Vocabulary) -> Document:
    """The document of a .docx file; raises SourceError for one that is broken, encrypted or has no text."""
    check_package(data, source.path)
    words = vocabulary.once(paper_words)
    try:
        file = _opened(data, source.path)
        pieces = _with_references(_with_headings(list(_pieces(file, _notes(file, source.path)))), words)
        metadata = _metadata(file, pieces, vocabulary.once(printed_dates), words)
    except (*BROKEN, SyntaxError, KeyError, AttributeError, TypeError) as error:
        # python-docx parses most parts when they are first asked for; SyntaxError is what lxml raises
        raise SourceError(source.path, f"broken Word file: {error}") from error
    found = [Part(p.kind, p.text, p.level) for p in pieces if p.text]
    if not found:
        raise SourceError(source.path, "a Word file without text")
    parts, metadata = read_parts(found, metadata, vocabulary)
    blocks = BlockBuilder()
    for part in parts:
        blocks.add(part.kind, part.text, level=part.level)
    kind, reason = kind_of(blocks.text, blocks.blocks, metadata)
    return Document(
        path=source.path, sha256=source.sha256, media_type=source.media_type, kind=kind, title=metadata.title,
        authors=metadata.authors, publisher=metadata.publisher, published=metadata.published,
        period=metadata.period, language=blocks.language,
        abstract=metadata.abstract, keywords=metadata.keywords, text=blocks.text, blocks=blocks.blocks,
        notes=(*metadata.reasons, reason),
    )  # fmt: skip


def _opened(data: bytes, path: str) -> Any:  # noqa: ANN401 python-docx is untyped
    from docx import Document as open_word  # only when a Word file is read
    from docx.opc.exceptions import PackageNotFoundError

    try:
        return open_word(io.BytesIO(data))
    except PackageNotFoundError as error:
        raise SourceError(path, f"broken Word file: {error}") from error


# ── pieces in order ──────────────────────────────────────────────────────────────────────────────────────


def _notes(file: Any, path: str) -> dict[str, str]:  # noqa: ANN401 python-docx is untyped
    found: dict[str, str] = {}
    for relation in file.part.rels.values():
        if not relation.is_external and relation.reltype.endswith(("/footnotes", "/endnotes")):
            found |= notes_of(relation.target_part.blob, path)
    return found


def _pieces(file: Any, notes: dict[str, str]) -> Iterator[_Piece]:  # noqa: ANN401 python-docx is untyped
    names = {style.style_id: style.name or "" for style in file.styles}
    for element in _flat(file.element.body):
        if name_of(element) == "p":
            yield from _paragraph(element, names, notes)
        else:
            yield from _table(element, notes)


def _flat(parent: Element) -> Iterator[Element]:
    """Paragraphs and tables in order, those inside content controls too."""
    for child in children(parent, "p", "tbl", "sdt", "sdtContent", "customXml", "ins", "smartTag"):
        if name_of(child) in ("p", "tbl"):
            yield child
        else:
            yield from _flat(child)


def _paragraph(element: Element, names: dict[str, str], notes: dict[str, str]) -> Iterator[_Piece]:
    paragraph = read_paragraph(element)
    kind, level = _kind(paragraph, names.get(paragraph.style, ""))
    if paragraph.text and not names.get(paragraph.style, "").lower().startswith(("toc ", "table of figures")):
        yield _Piece(kind, paragraph.text, level, paragraph.bold)
    for box in text_boxes(element):
        inner = read_paragraph(box)
        yield _Piece("paragraph", inner.text, None, inner.bold)
    for note in paragraph.notes:
        yield _Piece("footnote", notes.get(note, ""))


def _kind(paragraph: Paragraph, style: str) -> tuple[BlockKind, int | None]:
    if match := _HEADING.match(style):
        return "heading", int(match[1])
    if style.lower() in ("title", "titel", "titre"):
        return "title", None
    if style.lower() == "subtitle":
        return "heading", 1
    if paragraph.outline:
        return "heading", paragraph.outline
    if paragraph.list_level is not None or style.lower().startswith("list "):
        return "list_item", None
    if style.lower() == "caption":
        return "caption", None
    return ("block_quote", None) if _QUOTES.search(style) else ("paragraph", None)


def _table(table: Element, notes: dict[str, str]) -> Iterator[_Piece]:
    for row in children(table, "tr"):
        cells: list[str] = []
        found: list[str] = []
        for cell in children(row, "tc"):
            paragraphs = [read_paragraph(p) for p in find_all(cell, "//p")]
            cells.append(" ".join(p.text for p in paragraphs if p.text))
            found += [notes.get(note, "") for p in paragraphs for note in p.notes]
        kind: BlockKind = "table_row" if len(cells) > 1 else "paragraph"
        yield _Piece(kind, row_text(cells), HEADER if find(row, "trPr/tblHeader") is not None else None)
        for note in found:
            yield _Piece("footnote", note)


def _with_headings(pieces: list[_Piece]) -> list[_Piece]:
    """Short bold paragraphs as headings, where the file uses no heading styles."""
    if not pieces or any(piece.kind == "heading" for piece in pieces):
        return pieces
    for piece, following in zip(pieces, [*pieces[1:], _Piece("paragraph", "")], strict=True):
        short = 0 < len(piece.text.split()) <= _HEADING_WORDS and piece.text[-1] not in ".,;:"
        if piece.kind == "paragraph" and piece.bold and short and following.text and not following.bold:
            piece.kind, piece.level = "heading", 1
    return pieces


def _with_references(pieces: list[_Piece], words: PaperWords) -> list[_Piece]:
    """Paragraphs and items under a heading "References" as references, to the next heading."""
    inside = False
    for piece in pieces:
        if words.heads("references", piece.text):
            inside, piece.kind, piece.level = True, "heading", piece.level or 1
        elif piece.kind == "heading":
            inside = False
        elif inside and piece.kind in ("paragraph", "list_item") and looks_like_reference(piece.text):
            piece.kind = "reference"
    return pieces


# ── metadata ─────────────────────────────────────────────────────────────────────────────────────────────


def _metadata(file: Any, pieces: list[_Piece], dates: PrintedDates, words: PaperWords) -> Metadata:  # noqa: ANN401 untyped
    core = file.core_properties
    title, where = _title(pieces, core.title or "")
    published, reason = _published(pieces, dates, core.created)
    places = [*lines_above(p.text for p in pieces), *about_itself("\n\n".join(p.text for p in pieces))]
    period = reporting_period([("title", title or ""), *places], published)
    author = person_name(core.author or "")
    abstract = next((rest for p in pieces if (rest := words.run_in("abstract", p.text))), None)
    listed = next((rest for p in pieces if (rest := words.run_in("keywords", p.text))), core.keywords or "")
    return Metadata(
        title=title, authors=(Author(name=author),) if author else (), published=published,
        period=period[0] if period else None, abstract=abstract,
        keywords=tuple(k.strip(" .") for k in re.split(r"[,;]", listed) if k.strip(" .")),
        reasons=tuple(filter(None, (
            where, reason, period[1] if period else "", "author from the file's properties" if author else ""))),
    )  # fmt: skip


def _title(pieces: list[_Piece], claimed: str) -> tuple[str | None, str]:
    styled = next((p.text for p in pieces if p.kind == "title"), None)
    if styled:
        return styled, "title from the paragraph styled as title"
    heads = [p for p in pieces[:6] if p.kind == "heading"]
    if heads:
        return min(heads, key=lambda p: p.level or 9).text, "title from the first heading"
    if claimed.strip():
        return claimed.strip(), "title from the file's properties"
    return None, ""


def _published(pieces: list[_Piece], dates: PrintedDates, created: Any) -> tuple[Edtf | None, str]:  # noqa: ANN401 untyped
    for piece in pieces[:_HEAD_BLOCKS]:
        if len(piece.text) <= _DATE_LINE and (day := dates.first(piece.text) or dates.month(piece.text)):
            return day, f"published from the line {piece.text!r}"
    if created is not None:
        return Edtf.from_day(created.date()), "published from the day the file was made, the only date there is"
    return None, ""
