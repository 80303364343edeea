"""What the document itself knows by name: its publisher and its authors."""

from __future__ import annotations

import hashlib

import pytest

from justicekb.extract import extract
from justicekb.extract.nlp import parse
from justicekb.model import Author, Block, Document, Mention
from justicekb.spans import Span


@pytest.fixture(scope="module")
def names(nlp, vocabulary):
    def run(text, *, publisher=None, authors=()):
        document = Document(
            path="x", sha256=hashlib.sha256(text.encode()).hexdigest(), media_type="text/plain", text=text,
            blocks=(Block(kind="paragraph", span=Span(0, len(text))),),
            publisher=publisher, authors=tuple(Author(name=a) for a in authors),
        )  # fmt: skip
        found = extract(next(parse([document], nlp)), vocabulary)
        return {(m.type, m.text) for m in found if isinstance(m, Mention)}

    return run


@pytest.mark.parametrize(
    ("text", "publisher"),
    [
        ("Twice the Amber Road Prison Review asked him.", "The Amber Road Prison Review"),
        ("Twice the Amber Road Prison Review asked him.", "Amber  Road Prison Review"),
        ("Readers of the Women’s Lamp came.", "Women's Lamp"),
    ],
)
def test_the_publisher_is_one_body_under_its_whole_name(names, text, publisher):
    found = names(text, publisher=publisher)
    assert {type_ for type_, _ in found} == {"organisation"}
    assert {name.replace("’", "'") for _, name in found} == {" ".join(publisher.split()).removeprefix("The ")}


def test_the_publisher_keeps_its_name_beside_its_office(names):
    found = names("The Office of the Amber Road Prison Review called.", publisher="Amber Road Prison Review")
    assert found == {("organisation", "Amber Road Prison Review")}


@pytest.mark.parametrize("publisher", ["open gate", "Gate", None])
def test_a_publisher_of_one_word_or_without_capitals_is_not_looked_for(names, publisher):
    assert names("She stood at the open gate.", publisher=publisher) == set()


def test_a_publisher_is_no_part_of_a_longer_word(names):
    found = names("The Red Lampshade burned.", publisher="Red Lamp")
    assert ("organisation", "Red Lamp") not in found


def test_authors_are_persons_or_bodies(names):
    text = "Notes by Tove Glas and the Steppe Prison Society on the winter."
    found = names(text, authors=("Tove Glas", "Steppe Prison Society"))
    assert found == {("person", "Tove Glas"), ("organisation", "Steppe Prison Society")}
