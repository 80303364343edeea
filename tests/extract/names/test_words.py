"""Words as names are built from them, and headlines."""

from __future__ import annotations

import hashlib

import pytest

from justicekb.extract.names.words import cover, is_headline, lines
from justicekb.extract.nlp import parse
from justicekb.model import Block, Document
from justicekb.spans import Span


@pytest.fixture(scope="module")
def words(nlp, vocabulary):
    def run(text):
        digest = hashlib.sha256(text.encode()).hexdigest()
        block = Block(kind="paragraph", span=Span(0, len(text)))
        document = Document(path="x", sha256=digest, media_type="text/plain", text=text, blocks=(block,))
        (line,) = lines(next(parse([document], nlp)), vocabulary)
        return line

    return run


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Peru's Court", ["Peru", "'s", "Court"]),
        ("Nur-Sultan and Riga-based", ["Nur-Sultan", "and", "Riga", "-based"]),
        ("the U.S. Army, No. 5", ["the", "U.S.", "Army", ",", "No", ".", "5"]),
        ("prison LA-155/18", ["prison", "LA-155/18"]),
        ("«Nur» LLP", ["«", "Nur", "»", "LLP"]),
    ],
)
def test_words(words, text, found):
    assert [w.text for w in words(text)] == found


def test_words_keep_their_places(words):
    text = "Ahmad al-Masri’s lawyer left Osh."
    line = words(text)
    assert all(text[w.start : w.end] == w.text for w in line)
    assert cover(line, 0, 2).of(text) == "Ahmad al-Masri"
    assert [w.text for w in line if w.cap] == ["Ahmad", "al-Masri", "Osh"]


@pytest.mark.parametrize(
    ("text", "headline"),
    [
        ("Governor Signs Prison Reform Bill Into Law", True),
        ("The Howard League and the Prison Reform Trust criticised the Prison Officers Association.", False),
        ("Officials said the new law would help prisoners in Latvia", False),
        ("Riga 3 2 1 Vilnius 4 0 2 Tallinn 5", False),
        ("Maria Silva", False),
    ],
)
def test_headlines(text, headline):
    assert is_headline(text) is headline
