# ruff: noqa: E501 - heads of files are easier to read unbroken
from __future__ import annotations

import pytest

from justicekb.ingest import mediatype
from justicekb.ingest.mediatype import looks_like_text, media_type

MAIL = b"Received: from a.example by b.example\r\nFrom: a@example.org\r\nTo: b@example.org\r\nSubject: Hearing\r\n\r\nDear all,\r\n"


@pytest.mark.parametrize(
    ("data", "name", "expected"),
    [
        (b"<!DOCTYPE html><html><body>x</body></html>", "page", mediatype.HTML),
        (b"\xef\xbb\xbf  <!-- saved --><HTML lang=en>", "page.txt", mediatype.HTML),
        (b"<p>only a piece</p>", "page.htm", mediatype.HTML),
        (b"%PDF-1.7 ...", "report.txt", mediatype.PDF),
        (b"PK\x03\x04" + b"\0" * 26 + b"word/document.xml", "letter.docx", mediatype.DOCX),
        (b"PK\x03\x04" + b"\0" * 26 + b"mimetypeapplication/epub+zip", "book", mediatype.EPUB),
        (b"PK\x03\x04" + b"\0" * 26 + b"a.txt", "all.zip", mediatype.ZIP),
        (b'<?xml version="1.0"?><article article-type="research-article" dtd-version="1.2">', "a.xml", mediatype.JATS),
        (b'<?xml version="1.0"?><TEI xmlns="http://www.tei-c.org/ns/1.0">', "a.xml", mediatype.TEI),
        (b'<?xml version="1.0"?><rss version="2.0">', "a.xml", mediatype.XML),
        (b'<?xml version="1.0"?><!DOCTYPE html><html xmlns="http://www.w3.org/1999/xhtml">', "a.xml", mediatype.HTML),
        (MAIL, "unnamed", mediatype.EMAIL),
        (b"From a@example.org Sat Jan  1 00:00:00 2011\n" + MAIL, "box", mediatype.MBOX),
        (b"# Heading\n\nText", "notes.md", mediatype.MARKDOWN),
        (b"Just some words.\n", "notes.txt", mediatype.TEXT),
        (b"Just some words.\n", "README", mediatype.TEXT),
        ("Слова".encode("utf-16"), "notes.txt", mediatype.TEXT),
    ],
)
def test_content_wins_over_the_name(data, name, expected):
    assert media_type(data, name)[0] == expected


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"\x89PNG\r\n\x1a\n", "PNG"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1", "old Office"),
        (b"{\\rtf1\\ansi", "RTF"),
        (bytes(range(256)) * 8, "unknown"),
    ],
)
def test_what_no_reader_takes_is_named(data, words):
    found, reason = media_type(data, "file.bin")
    assert found is None
    assert words in reason


def test_a_text_that_begins_like_a_picture_is_text():
    assert media_type(b"BM is the abbreviation of benchmark.", "note.txt")[0] == mediatype.TEXT


def test_control_characters_are_no_text():
    assert looks_like_text(b"tab\tline\nfeed\x0c")
    assert not looks_like_text(b"\x00\x01\x02\x03" * 50)
