"""Time grows with the length of a text, not faster: for every pattern, and for every part that reads.

The table of all, with larger texts and more of them, is `python benchmarks/growth`.
"""

from __future__ import annotations

import re
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

import pytest

from justicekb.errors import SourceError
from justicekb.extract.nlp import in_pieces
from justicekb.ingest import read
from justicekb.ingest.bounds import LIMIT
from justicekb.model import BLOCK_LIMIT

ROOT = Path(__file__).resolve().parents[2]
GROWTH = ROOT / "benchmarks" / "growth"


@pytest.fixture(scope="module")
def measuring():
    sys.path.insert(0, str(GROWTH))
    try:
        import measuring

        yield measuring
    finally:
        sys.path.remove(str(GROWTH))


def measured(*arguments):
    done = subprocess.run(
        [sys.executable, str(GROWTH), "--quick", *arguments], capture_output=True, text=True, check=False
    )
    return done.returncode, done.stdout + done.stderr


@pytest.mark.parametrize("what", ["--patterns", "--parts"])
def test_nothing_grows_faster_than_its_text(what):
    code, told = measured(what)
    assert code == 0, told
    assert int(re.search(r"(\d+) measured", told)[1]) > (400 if what == "--patterns" else 20)


@pytest.mark.parametrize(
    ("pattern", "method", "steep"),
    [
        (r"\s+x", "search", True),  # begins anew at every blank
        (r"(?<!\s)\s+x", "search", False),
        (r"(?:a+)+$", "match", True),  # can be cut up in as many ways as there are subsets
        (r"(?:<!--.*?-->\s*)*<html", "match", True),
        (r"\d+\w*\s", "finditer", True),
        (r"(?<!\w)\d\w*+\s", "finditer", False),
        (r"[^\W_]+(?:['’][^\W_]+)*", "finditer", False),
    ],
)
def test_the_measure_tells_steep_patterns(measuring, monkeypatch, pattern, method, steep):
    monkeypatch.setattr(measuring, "PATIENCE", 1.0)
    found = measuring.growth_of_pattern(re.compile(pattern, re.DOTALL), {method})
    assert (found.exponent > measuring.STEEPEST) is steep


def seconds(work):
    started = time.process_time()
    work()
    return time.process_time() - started


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("comments.html", "<!-- b -->\n" * 60 + "<div><p>The board met in Osh on 3 May 2014.</p></div>"),
        ("scripts.html", "<p>The board met in Osh.</p>" + "<script>" * 60_000),
        ("lines.txt", "The board met in Osh on 3 May 2014." + "\n" * 130_000),
        ("digits.txt", "The board met in Osh on 3 May 2014. " + "7" * 4_000),
        ("ranges.txt", "The board met. " + "from 2012 to " * 2_500),
        ("letters.txt", "The board met. " + "x" * 1_000_000),
    ],
)
def test_what_once_took_for_ever_takes_seconds(vocabulary, name, text):
    def reading():
        with suppress(SourceError):  # a page that is all script has no text
            read(text.encode(), vocabulary, path=name)

    assert seconds(reading) < 8


def test_a_long_sentence_is_cut_for_the_parser_and_kept_whole(vocabulary):
    sentence = "Kyrgyzstan ratified the Convention against Torture in 1997 and " * 2_000
    document = read(sentence.encode(), vocabulary, path="long.txt")
    assert "".join(document.text.split()) == "".join(sentence.split())
    assert max(len(block.span) for block in document.blocks) <= LIMIT
    assert [note for note in document.notes if "read in pieces" in note]
    pieces = in_pieces(document)
    assert pieces.text == document.text
    assert max(len(block.span) for block in pieces.blocks) <= BLOCK_LIMIT
    assert "".join("".join(b.span.of(document.text).split()) for b in pieces.blocks) == "".join(sentence.split())


def test_a_short_document_is_left_as_it_is(vocabulary):
    document = read(b"The board met in Osh on 3 May 2014.", vocabulary, path="short.txt")
    assert in_pieces(document) is document
    assert not [note for note in document.notes if "pieces" in note]
