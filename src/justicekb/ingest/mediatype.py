"""The media type of a file, from its first bytes and its name; the bytes win."""

from __future__ import annotations

import re
from pathlib import PurePath

from justicekb.ingest.encoding import is_escaped, wide_without_mark

HTML, TEXT, MARKDOWN, PDF = "text/html", "text/plain", "text/markdown", "application/pdf"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
EPUB, ZIP, EMAIL, MBOX = "application/epub+zip", "application/zip", "message/rfc822", "application/mbox"
JATS, TEI, XML = "application/jats+xml", "application/tei+xml", "application/xml"

# Names that tell more than bytes do.
_BY_NAME = {
    ".html": HTML, ".htm": HTML, ".xhtml": HTML, ".shtml": HTML, ".md": MARKDOWN, ".markdown": MARKDOWN,
    ".eml": EMAIL, ".mbox": MBOX,
}  # fmt: skip
_OLD_OFFICE = "an old Office file (.doc, .xls, .ppt)"
# Encrypted Office files are compound files with a stream of this name (MS-OFFCRYPTO, 2.3.4.4).
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
# First bytes of formats that are not text and that no reader takes, with their plain names.
_FOREIGN = (
    (b"\x89PNG", "a PNG image"), (b"\xff\xd8\xff", "a JPEG image"), (b"GIF8", "a GIF image"), (b"BM", "a bitmap image"),
    (b"\xd0\xcf\x11\xe0", _OLD_OFFICE), (b"{\\rtf", "an RTF file"),
    (b"\x1f\x8b", "a gzip file"),
    (b"7z\xbc\xaf", "a 7z archive"), (b"Rar!", "a RAR archive"), (b"\x7fELF", "a program"), (b"MZ", "a program"),
    (b"SQLite format 3", "a database"), (b"ID3", "a sound file"), (b"RIFF", "a sound or film file"),
)  # fmt: skip
_HEAD = 4096
_HTML_START = re.compile(
    # A comment ends at its first "-->" and nowhere else, so that many of them can be cut up in one way only.
    rb"\s*+(?:<\?xml[^<>]*\?>\s*+)?(?:<!--(?>.*?-->)\s*+)*+<(?:!doctype\s+html|html|head|body)\b",
    re.IGNORECASE | re.DOTALL,
)
_MAIL_START = re.compile(
    rb"(?:(?:Return-Path|Received|From|To|Subject|Date|Message-ID|MIME-Version|Delivered-To|X-[\w-]+|Content-Type"
    rb"|Reply-To|Cc|DKIM-Signature): [^\n]*\n(?:[ \t][^\n]*\n)*){3}",
    re.IGNORECASE,
)


def media_type(data: bytes, name: str) -> tuple[str | None, str]:
    """The media type, or None and what the file is in plain words."""
    if foreign := _foreign(data):
        return None, foreign
    return (_by_content(data) or _by_name(data, name)), "a file of an unknown kind"


def _foreign(data: bytes) -> str | None:
    found = next((words for mark, words in _FOREIGN if data.startswith(mark)), None)
    if found == _OLD_OFFICE and _ENCRYPTED in data:
        return "an encrypted Office file that opens only with a password"
    short = found in ("a bitmap image", "a program", "a sound file")
    return found if not short or b"\0" in data[:_HEAD] else None


def _by_content(data: bytes) -> str | None:
    head = data[:_HEAD].removeprefix(b"\xef\xbb\xbf")
    if b"%PDF-" in head[:1024]:
        return PDF
    if head.startswith(b"PK\x03\x04"):
        return _of_zip(data)
    if head.lstrip().startswith(b"<"):
        return _of_markup(head)
    if head.startswith(b"From ") and b"\nFrom: " in data[:20000].replace(b"\r", b""):
        return MBOX
    return EMAIL if _MAIL_START.match(head.replace(b"\r", b"")) else None


def _of_zip(data: bytes) -> str:
    if b"mimetypeapplication/epub+zip" in data[:200]:
        return EPUB
    return DOCX if re.search(rb"word/document\d{0,2}\.xml", data) else ZIP


def _of_markup(head: bytes) -> str | None:
    if re.search(rb"<TEI\b|<teiCorpus\b|http://www\.tei-c\.org", head):
        return TEI
    if re.search(rb"<article\b[^>]*(?:dtd-version|article-type|xmlns:xlink)|JATS|NLM//DTD|<!DOCTYPE article", head):
        return JATS
    if re.search(rb"<(?:doi_batch|article-meta|journal-meta)\b", head):  # Crossref deposits, JATS without attributes
        return JATS
    if _HTML_START.match(head) or re.search(rb"<(?:html|body|head)\b", head, re.IGNORECASE):
        return HTML
    return XML if head.lstrip().startswith(b"<?xml") else None


def _by_name(data: bytes, name: str) -> str | None:
    return _BY_NAME.get(PurePath(name).suffix.lower()) or (TEXT if looks_like_text(data) else None)


def looks_like_text(data: bytes) -> bool:
    """Whether the bytes can be text in some encoding: no control characters, or the zeros of UTF-16."""
    head = data[:_HEAD]
    if head.startswith((b"\xff\xfe", b"\xfe\xff", b"\0\0\xfe\xff")):
        return True
    if b"\0" in head:
        return (wide := wide_without_mark(data)) is not None and _is_wide(head, wide)
    if is_escaped(data):
        return True
    control = sum(b < 9 or 13 < b < 27 or 27 < b < 32 for b in head)
    return control <= 0.01 * len(head)


def _is_wide(head: bytes, encoding: str) -> bool:
    """Whether bytes with zeros are text of wide characters, and no binary file that has many."""
    text = head.decode(encoding, "replace")
    control = sum(ord(c) < 9 or 13 < ord(c) < 32 or c == "\ufffd" for c in text)
    return control <= 0.01 * len(text) + 1
