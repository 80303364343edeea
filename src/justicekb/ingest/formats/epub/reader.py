"""EPUB books: the chapters in reading order with headings, notes and tables; title and authors from the package."""

from __future__ import annotations

import io
import posixpath
import zipfile
from collections.abc import Iterator
from urllib.parse import unquote

from justicekb.errors import SourceError
from justicekb.ingest.candidates import Metadata
from justicekb.ingest.formats.html import read_chapter
from justicekb.ingest.formats.packages import BROKEN, check_package
from justicekb.ingest.parts import Part, Reading
from justicekb.ingest.source import SourceInfo
from justicekb.ingest.xml import Element, day_at_start, find, find_all, parse_xml, text_at, words
from justicekb.model import Author
from justicekb.vocabulary import Vocabulary


def read_epub(data: bytes, source: SourceInfo, vocabulary: Vocabulary) -> Reading:
    """The parts of an EPUB file; raises SourceError for one that is broken, protected or has no text."""
    check_package(data, source.path)
    parts: list[Part] = []
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as book:
            package, folder = _package(book, source.path)
            chapters = [name for name in _chapters(package, folder) if name in book.namelist()]
            for name in chapters:
                parts += read_chapter(book.read(name), vocabulary)
    except BROKEN as error:
        raise SourceError(source.path, f"broken EPUB file: {error}") from error
    if not parts:
        raise SourceError(source.path, "an EPUB file without text, or with protected text")
    stated = _metadata(find(package, "metadata"))
    return Reading(parts=tuple(parts), evidence="record", stated=stated, pages=len(chapters))


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
    published = day_at_start(text_at(metadata, "date") or "")
    language = text_at(metadata, "language")
    return Metadata(
        title=title, publisher=text_at(metadata, "publisher"), published=published,
        authors=tuple(Author(name=words(c)) for c in find_all(metadata, "creator") if words(c)),
        language=language[:2].lower() if language else None,
        reasons=("title, authors and date from the book's package",),
    )  # fmt: skip
