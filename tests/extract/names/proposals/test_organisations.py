"""Where names built around a head noun begin and end; whole sentences are in cases/organisations.txt."""

from __future__ import annotations

import hashlib

import pytest

from justicekb.extract.names.candidates import word_groups
from justicekb.extract.names.proposals.headnouns import around_head
from justicekb.extract.names.words import cover, lines
from justicekb.extract.nlp import parse
from justicekb.model import Block, Document
from justicekb.spans import Span


@pytest.fixture(scope="module")
def around(nlp, vocabulary):
    def run(text, head):
        digest = hashlib.sha256(text.encode()).hexdigest()
        block = Block(kind="paragraph", span=Span(0, len(text)))
        document = Document(path="x", sha256=digest, media_type="text/plain", text=text, blocks=(block,))
        (line,) = lines(next(parse([document], nlp)), vocabulary)
        at = next(i for i, w in enumerate(line) if w.text == head)
        found = around_head(line, at, vocabulary.once(word_groups))
        return None if found is None else cover(line, *found).of(text)

    return run


@pytest.mark.parametrize(
    ("text", "head", "name"),
    [
        ("He works for the Ministry of Labour and Health.", "Ministry", "Ministry of Labour and Health"),
        ("The Ministry of Labour and Amnesty International met.", "Ministry", "Ministry of Labour"),
        ("The Tartu City Court and Judge Rein met.", "Court", "Tartu City Court"),
        ("They met at the Women's Union on Friday.", "Union", "Women's Union"),
        ("Belgium's Court of Audit agreed.", "Court", "Court of Audit"),
        ("They asked the Committee to Protect Poets for help.", "Committee", "Committee to Protect Poets"),
        ("The Council sent the paper to Geneva.", "Council", None),
        ("Members of the Temporary Detention Center staff left.", "Center", None),
        ("The 14th Infantry Battalion withdrew.", "Battalion", "14th Infantry Battalion"),
    ],
)
def test_the_borders_of_a_name(around, text, head, name):
    assert around(text, head) == name
