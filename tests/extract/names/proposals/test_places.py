"""Places in their sentences are in cases/places.txt; this holds that places inside longer names do not count."""

from __future__ import annotations

import hashlib

import pytest

from justicekb.extract import extract
from justicekb.extract.nlp import parse
from justicekb.model import Block, Document, Mention
from justicekb.spans import Span


@pytest.fixture(scope="module")
def places(nlp, vocabulary):
    def run(text):
        digest = hashlib.sha256(text.encode()).hexdigest()
        block = Block(kind="paragraph", span=Span(0, len(text)))
        document = Document(path="x", sha256=digest, media_type="text/plain", text=text, blocks=(block,))
        records = extract(next(parse([document], nlp)), vocabulary)
        return [r.text for r in records if isinstance(r, Mention) and r.type == "place"]

    return run


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The Constitution of Latvia protects prisoners.", []),
        ("The Latvian Human Rights Committee wrote to Estonia.", ["Estonia"]),
        ("The Embassy of Norway in Riga opened.", ["Riga"]),
        ("Kyrgyz and Uzbek guards came.", []),
        ("He was taken from Colony No. 3 to Butyrka Prison.", ["Colony No. 3", "Butyrka Prison"]),
        ("She lived in the Soviet Union and the U.S.", ["Soviet Union", "U.S."]),
    ],
)
def test_places(places, text, found):
    assert places(text) == found
