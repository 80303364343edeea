"""EPUB books: the chapters in reading order with headings, notes and tables; title and authors from the package."""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
from collections.abc import Iterator
from urllib.parse import unquote

from justicekb.edtf import Edtf
from justicekb.errors import SourceError, ValueFormatError
from justicekb.ingest.blocks import BlockBuilder
from justicekb.ingest.containers import BROKEN, check_package
from justicekb.ingest.formats.html.metadata import Metadata
from justicekb.ingest.formats.xml import (
    Element,
    children,
    find,
    find_all,
    heads_table,
    name_of,
    parse_xml,
    strings_of,
    text_at,
    words,
)
from justicekb.ingest.genres.kinds import kind_of
from justicekb.ingest.genres.report.period import reporting_period
from justicekb.ingest.source import SourceInfo
from justicekb.ingest.tables import HEADER, row_text
from justicekb.model import Author, BlockKind, Document
from justicekb.vocabulary import Vocabulary

_EPUB_TYPE = "{http://www.idpf.org/2007/ops}type"
_BLOCKS: dict[str, BlockKind] = {
    "p": "paragraph", "li": "list_item", "blockquote": "block_quote", "figcaption": "caption", "caption": "caption",
    "dd": "list_item", "dt": "paragraph", "pre": "paragraph", "td": "paragraph", "th": "paragraph",
}  # fmt: skip
_SILENT = frozenset({"script", "style", "head", "svg", "math", "img", "audio", "video", "nav"})
_INNER = frozenset({
    "p", "div", "section", "article", "ul", "ol", "dl", "li", "table", "blockquote", "figure", "aside", "pre",
    "h1", "h2", "h3", "h4", "h5", "h6", "header", "footer", "main", "body", "dt", "dd", "figcaption", "address",
})  # fmt: skip


def read_epub(data: bytes, source: SourceInfo, vocabulary: Vocabulary) -> Document:
    """The document of an EPUB file; raises SourceError for one that is broken, protected or has no text."""
    check_package(data, source.path)
    blocks = BlockBuilder()
    try:
        package = _read(data, source.path, blocks)
    except BROKEN as error:
        raise SourceError(source.path, f"broken EPUB file: {error}") from error
    if not len(blocks):
        raise SourceError(source.path, "an EPUB file without text, or with protected text")
    metadata = _metadata(find(package, "metadata"))
    kind, reason = kind_of(blocks.text, blocks.blocks, metadata)
    kind = "report" if kind in ("article", "other") and metadata.period else kind
    return Document(
        path=source.path, sha256=source.sha256, media_type=source.media_type, kind=kind, title=metadata.title,
        authors=metadata.authors, publisher=metadata.publisher, published=metadata.published, period=metadata.period,
        language=metadata.language or blocks.language, text=blocks.text, blocks=blocks.blocks,
        notes=(*metadata.reasons, reason),
    )  # fmt: skip


def _read(data: bytes, path: str, blocks: BlockBuilder) -> Element:
    """Adds the blocks of all chapters; yields the package document."""
    with zipfile.ZipFile(io.BytesIO(data)) as book:
        package, folder = _package(book, path)
        for name in _chapters(package, folder):
            if name in book.namelist():
                _chapter(parse_xml(book.read(name), path), blocks)
        return package


def _package(book: zipfile.ZipFile, path: str) -> tuple[Element, str]:
    """The package document (OPF) and its folder."""
    names = book.namelist()
    if "META-INF/encryption.xml" in names and "META-INF/rights.xml" in names:
        raise SourceError(path, "protected by digital rights management")
    if "META-INF/container.xml" not in names:
        raise SourceError(path, "broken EPUB file: it has no container.xml")
    root = find(parse_xml(book.read("META-INF/container.xml"), path), "rootfiles/rootfile")
    name = root.get("full-path") if root is not None else None
    if not name or name not in names:
        raise SourceError(path, "broken EPUB file: its package is missing")
    return parse_xml(book.read(name), path), posixpath.dirname(name)


def _chapters(package: Element, folder: str) -> Iterator[str]:
    """The names of the chapter files in the order of the spine."""
    items = {item.get("id"): item for item in find_all(package, "manifest/item")}
    for reference in find_all(package, "spine/itemref"):
        item = items.get(reference.get("idref"))
        if item is not None and "nav" not in (item.get("properties") or "") and reference.get("linear") != "no":
            yield posixpath.normpath(posixpath.join(folder, unquote(item.get("href") or "")))


def _metadata(metadata: Element | None) -> Metadata:
    title = text_at(metadata, "title")
    published = _day(text_at(metadata, "date") or "")
    period = reporting_period([("title", title or "")], published)
    language = text_at(metadata, "language")
    return Metadata(
        title=title, publisher=text_at(metadata, "publisher"), published=published,
        authors=tuple(Author(name=words(c)) for c in find_all(metadata, "creator") if words(c)),
        period=period[0] if period else None, language=language[:2].lower() if language else None,
        reasons=("title, authors and date from the book's package",),
    )  # fmt: skip


def _day(text: str) -> Edtf | None:
    match = re.match(r"\d{4}(?:-\d\d(?:-\d\d)?)?", text)
    try:
        return Edtf(match[0]) if match else None
    except ValueFormatError:
        return None


def _chapter(root: Element, blocks: BlockBuilder) -> None:
    body = find(root, "body")
    if body is not None:
        _content(body, blocks, "paragraph")


def _content(parent: Element, blocks: BlockBuilder, kind: BlockKind) -> None:
    """The blocks of an element; runs of words beside inner blocks are blocks of their own."""
    run = [parent.text or ""]
    for child in parent:
        if isinstance(child.tag, str) and name_of(child) in _INNER:
            blocks.add(kind, "".join(run))
            run = []
            _block(child, blocks, kind)
        elif not isinstance(child.tag, str) or name_of(child) not in _SILENT:
            run += strings_of(child, _is_mark)
        run.append(child.tail or "")
    blocks.add(kind, "".join(run))


def _block(element: Element, blocks: BlockBuilder, kind: BlockKind) -> None:
    name = name_of(element)
    role = element.get(_EPUB_TYPE) or element.get("role") or ""
    if name in _SILENT or "pagebreak" in role:
        return
    if match := re.fullmatch(r"h([1-6])", name):
        blocks.add("heading", words(element, _is_mark), level=int(match[1]))
    elif name == "table":
        blocks.add("caption", words(find(element, "caption"), _is_mark))
        for row in find_all(element, "//tr"):
            cells = [words(cell, _is_mark) for cell in children(row, "td", "th")]
            blocks.add("table_row", row_text(cells), level=HEADER if heads_table(row) else None)
    elif re.search(r"footnote|endnote|rearnote", role):
        blocks.add("footnote", words(element))
    else:
        inner = _BLOCKS.get(name, kind)
        _content(element, blocks, kind if inner == "paragraph" and kind != "paragraph" else inner)


def _is_mark(element: Element) -> bool:
    """Whether an element is the mark of a note or of a page, or nothing to read."""
    role = element.get(_EPUB_TYPE) or element.get("role") or ""
    return name_of(element) in _SILENT or "noteref" in role or "pagebreak" in role
