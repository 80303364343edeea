"""Ingest: a file of any known kind → `Document`, in two stages that share `parts`.

A format (`formats`) turns bytes into parts with what it shows of them; genres (`genres`) read from parts of any format
what the document is. `READERS` is the whole table of what can be read. To add a format, write a function
`read_x(data, source, vocabulary) -> Reading` that raises SourceError with a reason when it cannot, teach
`ingest.mediatype` to recognise the format, and put a row here. Readers are imported when they are first needed,
so reading a text file loads no PDF library.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable
from dataclasses import fields, replace
from importlib import import_module
from pathlib import Path
from typing import Any, cast

from justicekb.errors import SourceError
from justicekb.ingest import mediatype
from justicekb.ingest.bounds import bounded
from justicekb.ingest.genres import document_of
from justicekb.ingest.limits import Limits
from justicekb.ingest.parts import Reading
from justicekb.ingest.source import Given, SourceInfo
from justicekb.ingest.walls import marked
from justicekb.model import Author, Document
from justicekb.vocabulary import Vocabulary

Reader = Callable[[bytes, SourceInfo, Vocabulary], Reading]

# media type → "module:function"
READERS: dict[str, str] = {
    mediatype.HTML: "justicekb.ingest.formats.html:read_webpage",
    mediatype.TEXT: "justicekb.ingest.formats.text:read_plaintext",
    mediatype.MARKDOWN: "justicekb.ingest.formats.text:read_plaintext",
    mediatype.PDF: "justicekb.ingest.formats.pdf:read_pdf",
    mediatype.JATS: "justicekb.ingest.formats.journal:read_journal",
    mediatype.TEI: "justicekb.ingest.formats.journal:read_journal",
    mediatype.XML: "justicekb.ingest.formats.journal:read_journal",
    mediatype.DOCX: "justicekb.ingest.formats.word:read_word",
    mediatype.EPUB: "justicekb.ingest.formats.epub:read_epub",
    mediatype.EMAIL: "justicekb.ingest.formats.mail:read_message",
}


def read(
    source: Path | bytes,
    vocabulary: Vocabulary,
    *,
    path: str | None = None,
    given: Given | None = None,
    limits: Limits | None = None,
) -> Document:
    """The document of a file, or of bytes; `path` is the path to record (default: the file's own).

    Raises SourceError with a reason in plain words: empty, unreadable, of no known kind, or without text.
    """
    name = path or (str(source) if isinstance(source, Path) else "bytes")
    data = source if isinstance(source, bytes) else _bytes(source, name)
    if not data.strip(b"\0 \t\r\n"):
        raise SourceError(name, "the file is empty")
    info = SourceInfo(
        path=name,
        media_type=sniff(data, name),
        sha256=hashlib.sha256(data).hexdigest(),
        given=given or Given(),
        limits=limits or Limits(),
    )
    reading = bounded(reader(info)(data, info, vocabulary))
    return _encodable(info.given.over(marked(document_of(reading, info, vocabulary), vocabulary)))


def sniff(data: bytes, name: str) -> str:
    """The media type; raises SourceError for a kind of file that no reader takes."""
    found, words = mediatype.media_type(data, name)
    if found is None or found not in READERS:
        raise SourceError(name, f"this is {words if found is None else found}, which cannot be read")
    return found


def reader(source: SourceInfo) -> Reader:
    """The reader of a media type, imported now if it is not yet."""
    module, _, function = READERS[source.media_type].partition(":")
    return cast(Reader, getattr(import_module(module), function))


# Halves of characters beyond U+FFFF stand alone in JSON-LD and mail headers that are cut or damaged, and cannot be
# stored.
_HALVES = re.compile("[\ud800-\udfff]")


def _encodable(document: Document) -> Document:
    """The document with the replacement character for each half of a character, so that it can be stored."""
    values = {one.name: getattr(document, one.name) for one in fields(document) if one.name != "path"}
    damaged: dict[str, Any] = {name: whole for name, value in values.items() if (whole := _whole(value)) != value}
    return replace(document, **damaged) if damaged else document


def _whole(value: object) -> object:
    if isinstance(value, str):
        return _HALVES.sub("\ufffd", value)
    if isinstance(value, tuple):
        return tuple(map(_whole, value))
    if isinstance(value, Author):
        return Author(name=str(_whole(value.name)), affiliation=cast("str | None", _whole(value.affiliation)))
    return value


def _bytes(file: Path, name: str) -> bytes:
    try:
        return file.read_bytes()
    except OSError as error:
        raise SourceError(name, f"the file cannot be read: {error.strerror}") from error
