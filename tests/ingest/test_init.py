# ruff: noqa: E501 - texts are easier to read unbroken
from __future__ import annotations

import hashlib
import subprocess
import sys

import pytest

from justicekb.edtf import Edtf
from justicekb.errors import SourceError
from justicekb.ingest import READERS, read, reader, sniff
from justicekb.ingest.source import Given, SourceInfo
from justicekb.model import Author

TEXT = b"Two guards sentenced\n\nA court in the north sentenced two guards of a colony on Monday, the office of the prosecutor said."


def test_a_file_becomes_a_document(tmp_path, vocabulary):
    file = tmp_path / "note.txt"
    file.write_bytes(TEXT)
    document = read(file, vocabulary)
    assert document.path == str(file)
    assert document.media_type == "text/plain"
    assert document.sha256 == hashlib.sha256(TEXT).hexdigest()
    assert document.title == "Two guards sentenced"


def test_bytes_carry_the_path_they_are_given(vocabulary):
    assert read(TEXT, vocabulary, path="inbox/note.txt").path == "inbox/note.txt"


def test_what_is_given_wins(vocabulary):
    given = Given(title="Another title", authors=(Author(name="Ana Diaz"),), published=Edtf("2011-11"), kind="report")
    document = read(TEXT, vocabulary, given=given)
    assert document.title == "Another title"
    assert document.authors == (Author(name="Ana Diaz"),)
    assert document.published == Edtf("2011-11")
    assert document.kind == "report"
    assert document.text.startswith("Two guards sentenced")


@pytest.mark.parametrize(
    ("data", "name", "reason"),
    [
        (b"", "a.txt", "the file is empty"),
        (b" \n\n\t", "a.txt", "the file is empty"),
        (b"\x89PNG\r\n\x1a\n", "a.png", "a PNG image"),
        (bytes(range(256)), "a.bin", "unknown kind"),
        (b"... --- ... 12", "a.txt", "no words"),
        (b"<html><body><nav>Home</nav></body></html>", "a.html", "the page has no text"),
    ],
)
def test_what_cannot_be_read_says_why(data, name, reason, vocabulary):
    with pytest.raises(SourceError) as failed:
        read(data, vocabulary, path=name)
    assert failed.value.path == name
    assert reason in failed.value.reason


def test_halves_of_characters_in_linked_data_are_replaced(vocabulary):
    words = "The members of the commission went through the building from morning to evening."
    data = (
        '<script type="application/ld+json">{"@type": "NewsArticle", "headline": "Bad \\ud83d headline", "author": {"name": '
        '"An\\udc00a Diaz"}, "publisher": {"name": "P\\ud800ress"}, "keywords": ["k\\udfff"]}</script>'
        f"<article><h1>Bad &#xD83D; title</h1><p>{words}</p></article>"
    )
    document = read(f"<html><body>{data}</body></html>".encode(), vocabulary, path="a.html")
    assert (document.publisher, document.authors[0].name) == ("P\ufffdress", "An\ufffda Diaz")
    assert document.keywords == ("k\ufffd",)
    assert words in document.text
    for value in (document.title, document.text, *document.notes):
        value.encode()


def test_halves_of_characters_in_the_headers_of_a_message_are_replaced(vocabulary):
    data = b"Subject: Visit \xed\xa0\x80 \xe9\r\nFrom: An\xe9 <a@b.example>\r\nDate: Sat, 3 May 2014 10:00:00 +0000\r\n\r\nNobody stopped them."
    document = read(data, vocabulary, path="a.eml")
    for value in (document.title or "", document.text, *(author.name for author in document.authors)):
        value.encode()


def test_a_run_of_a_million_letters_is_kept_in_pieces(vocabulary):
    document = read(f"{'a' * 500_000} the court met. {'b' * 500_000}".encode(), vocabulary, path="a.txt")
    assert "the court met." in document.text
    assert document.text.count("a") >= 500_000
    assert document.text.count("b") >= 500_000
    assert any("read in pieces" in note for note in document.notes)
    assert max(len(block.span) for block in document.blocks) <= 8_000


def test_a_file_that_is_not_there(tmp_path, vocabulary):
    with pytest.raises(SourceError, match="cannot be read"):
        read(tmp_path / "missing.txt", vocabulary)


@pytest.mark.parametrize("type_", READERS)
def test_every_row_of_the_table_leads_to_a_reader(type_):
    assert callable(reader(SourceInfo(path="x", media_type=type_, sha256="0" * 64)))


def test_a_file_is_sniffed_before_its_name_is_believed():
    assert sniff(b"<!doctype html><title>x</title>", "x.txt") == "text/html"


def test_a_text_file_loads_no_other_reader():
    code = (
        "import sys; from justicekb.ingest import read; from justicekb.vocabulary import load; "
        "read(b'A short note\\n\\nThe court freed the two men on Monday, their lawyer told the reporters.', load()); "
        "print([m for m in ('pypdfium2', 'pypdf', 'bs4', 'lxml', 'docx', 'spacy') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
