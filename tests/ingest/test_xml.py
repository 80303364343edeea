"""Reading of XML that is not trusted: names, paths, words, languages, entities."""

from __future__ import annotations

import pytest

from justicekb.errors import SourceError
from justicekb.ingest.xml import find, find_all, language_at, name_of, parse_xml, text_at, words

TEXT = b"""<?xml version="1.0"?><!-- a comment --><a:book xmlns:a="urn:x" xml:lang="ru-RU"><a:part n="1"><title> One
 <b>bold</b> title</title></a:part><part n="2"><title/>
<title>Two&mdash;<note>hidden</note>&#160;words</title></part></a:book>"""


@pytest.fixture
def root():
    return parse_xml(TEXT, "book.xml")


def test_names_have_no_namespace(root):
    assert [name_of(element) for element in root.iter() if name_of(element) != "&"][:3] == ["book", "part", "title"]


def test_paths_find_children_and_descendants(root):
    assert [part.get("n") for part in find_all(root, "part")] == ["1", "2"]
    assert len(find_all(root, "part/title")) == 3
    assert len(find_all(root, "//title")) == 3
    assert find(root, "chapter", "part").get("n") == "1"
    assert find(root, "chapter") is None
    assert find_all(None, "part") == []


def test_words_are_on_one_line_and_some_are_skipped(root):
    assert words(find(root, "part/title")) == "One bold title"
    assert words(find_all(root, "part/title")[2], lambda e: name_of(e) == "note") == "Two— words"
    assert words(None) == ""


def test_the_first_path_with_words_counts(root):
    assert text_at(root, "chapter", "part/title") == "One bold title"
    assert text_at(find_all(root, "part")[1], "title") == "Two—hidden words"
    assert text_at(root, "chapter") is None


def test_languages_are_two_letters(root):
    assert language_at(root) == "ru"
    assert language_at(find(root, "part")) is None


@pytest.mark.parametrize("data", [b"", b"   ", b"plain words"])
def test_what_is_no_xml_is_refused(data):
    with pytest.raises(SourceError, match="XML"):
        parse_xml(data, "book.xml")
