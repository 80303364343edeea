"""Word files (.docx): paragraphs, headings by style, lists, tables and notes in order; properties as weak evidence."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from typing import Any

from justicekb.errors import SourceError
from justicekb.ingest.candidates import WEAK, Candidate, Metadata
from justicekb.ingest.formats.packages import BROKEN, check_package
from justicekb.ingest.formats.word.mending import mended
from justicekb.ingest.formats.word.wordxml import Paragraph, notes_of, read_paragraph, text_boxes
from justicekb.ingest.parts import Part, Reading
from justicekb.ingest.source import SourceInfo
from justicekb.ingest.tables import HEADER, row_text
from justicekb.ingest.xml import Element, children, find, find_all, name_of, parse_xml
from justicekb.model import BlockKind
from justicekb.vocabulary import Vocabulary

_HEADING_WORDS = 16
_QUOTES = re.compile(r"quote|citat|zitat|цитат", re.IGNORECASE)
_HEADING = re.compile(r"^(?:heading|überschrift|заголовок|titre|título)\s*(\d)$", re.IGNORECASE)
# What python-docx calls a file that it was given as bytes; the address would differ from run to run.
_OPENED = re.compile(r"file '<_io\.BytesIO object at 0x[0-9a-f]+>'")
_PROPERTIES = "the file's properties"
_Found = tuple[Part, bool]  # a part, and whether all of it is bold


def read_word(data: bytes, source: SourceInfo, vocabulary: Vocabulary) -> Reading:
    """The parts of a .docx file; raises SourceError for one that is broken, encrypted or has no text.

    Where something beside the text is broken, the text is read without it, and a note says so.
    """
    check_package(data, source.path)
    try:
        return _read(data, source.path)
    except _Broken as error:
        try:
            reading = _read(mended(data, source.path), source.path)
        except _Broken:
            raise SourceError(source.path, f"broken Word file: {error}") from error
        note = f"something beside the text is broken and was not read: {error}"
        return replace(reading, notes=(*reading.notes, note))


class _Broken(Exception):  # it is caught here, and says what is broken
    """A part of the package cannot be read."""


def _read(data: bytes, path: str) -> Reading:
    from docx import Document as open_word  # only when a Word file is read
    from docx.opc.exceptions import PackageNotFoundError

    try:
        file = open_word(io.BytesIO(data))
        parts = _with_headings(list(_parts(file, _notes(file, path))))
        margin = tuple((None, text) for text in _running(file, path, "/header", "/footer"))
        aside = tuple(Part("furniture", text) for text in _running(file, path, "/comments"))
        core = file.core_properties
        title, author, keywords = core.title.strip(), core.author.strip(), core.keywords
    except (*BROKEN, PackageNotFoundError, SyntaxError, KeyError, AttributeError, TypeError) as error:
        # python-docx parses most parts when they are first asked for; SyntaxError is what lxml raises
        raise _Broken(_OPENED.sub("it", str(error))) from error
    if not parts:
        raise SourceError(path, "a Word file without text")
    return Reading(
        parts=tuple(parts),
        margin=margin,
        aside=aside,
        titles=(Candidate(title, WEAK, _PROPERTIES),) if title else (),
        bylines=(Candidate((author,), WEAK, _PROPERTIES),) if author else (),
        stated=Metadata(keywords=tuple(k.strip(" .") for k in re.split(r"[,;]", keywords) if k.strip(" ."))),
    )


def _notes(file: Any, path: str) -> dict[str, str]:  # noqa: ANN401 python-docx is untyped
    found: dict[str, str] = {}
    for relation in file.part.rels.values():
        if not relation.is_external and relation.reltype.endswith(("/footnotes", "/endnotes")):
            found |= notes_of(relation.target_part.blob, path)
    return found


def _running(file: Any, path: str, *kinds: str) -> Iterator[str]:  # noqa: ANN401 python-docx is untyped
    """The words of the parts of these kinds: headers and footers, comments."""
    for relation in file.part.rels.values():
        if not relation.is_external and relation.reltype.endswith(kinds):
            yield from (read_paragraph(p).text for p in find_all(parse_xml(relation.target_part.blob, path), "//p"))


def _parts(file: Any, notes: dict[str, str]) -> Iterator[_Found]:  # noqa: ANN401 python-docx is untyped
    names = {style.style_id: style.name or "" for style in file.styles}
    for element in _flat(file.element.body):
        if name_of(element) == "p":
            yield from _paragraph(element, names, notes)
        else:
            yield from _table(element, notes)


def _flat(parent: Element) -> Iterator[Element]:
    """Paragraphs and tables in order, those inside content controls too."""
    return _through(parent, "p", "tbl")


# What may stand around paragraphs, rows and cells: content controls, tags, what was put in or moved here.
_AROUND = ("sdt", "sdtContent", "customXml", "ins", "moveTo", "smartTag")


def _through(parent: Element, *names: str) -> Iterator[Element]:
    """The elements of these names in order, those inside what may stand around them too."""
    for child in children(parent, *names, *_AROUND):
        if name_of(child) in names:
            yield child
        else:
            yield from _through(child, *names)


def _paragraph(element: Element, names: dict[str, str], notes: dict[str, str]) -> Iterator[_Found]:
    paragraph = read_paragraph(element)
    kind, level = _kind(paragraph, names.get(paragraph.style, ""))
    if not names.get(paragraph.style, "").lower().startswith(("toc ", "table of figures")):
        yield Part(kind, paragraph.text, level), paragraph.bold
    for box in text_boxes(element):
        inner = read_paragraph(box)
        yield Part("paragraph", inner.text), inner.bold
    for note in paragraph.notes:
        yield Part("footnote", notes.get(note, "")), False


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


def _table(table: Element, notes: dict[str, str]) -> Iterator[_Found]:
    for row in _through(table, "tr"):
        cells: list[str] = []
        found: list[str] = []
        for cell in _through(row, "tc"):
            paragraphs = [read_paragraph(p) for p in find_all(cell, "//p")]
            cells.append(" ".join(p.text for p in paragraphs if p.text))
            found += [notes.get(note, "") for p in paragraphs for note in p.notes]
        kind: BlockKind = "table_row" if len(cells) > 1 else "paragraph"
        yield Part(kind, row_text(cells), HEADER if find(row, "trPr/tblHeader") is not None else None), False
        for note in found:
            yield Part("footnote", note), False


def _with_headings(found: list[_Found]) -> list[Part]:
    """The parts, with short bold paragraphs as headings where the file uses no heading styles."""
    found = [(part, bold) for part, bold in found if part.text]
    parts = [part for part, _ in found]
    if not any(part.kind == "heading" for part in parts):
        for at, ((part, bold), (_, also)) in enumerate(pairwise(found)):
            short = len(part.text.split()) <= _HEADING_WORDS and part.text[-1] not in ".,;:"
            if part.kind == "paragraph" and bold and short and not also:
                parts[at] = Part("heading", part.text, 1)
    return parts
