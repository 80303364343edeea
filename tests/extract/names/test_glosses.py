"""Which bracketed words behind a name are that name in another language."""

from __future__ import annotations

import pytest

from justicekb.extract.names.candidates import proposal, word_groups
from justicekb.extract.names.glosses import with_glosses
from justicekb.extract.nlp import parse
from justicekb.model import Block, Document
from justicekb.spans import Span


@pytest.fixture(scope="module")
def glossed(nlp, vocabulary):
    def run(text, *words, rule="person.spacy", body="organisation.head"):
        document = Document(
            path="x", sha256="0" * 64, media_type="text/plain", text=text,
            blocks=(Block(kind="paragraph", span=Span(0, len(text))),),
        )  # fmt: skip
        parsed = next(parse([document], nlp))
        spans = [Span(text.index(w), text.index(w) + len(w)) for w in words]
        rules = [body] + [rule] * (len(words) - 1)
        given = [proposal(parsed, s, r.split(".")[0], rule=r) for s, r in zip(spans, rules, strict=True)]
        return [(m.text, m.rule) for m in with_glosses(parsed, given, vocabulary.once(word_groups))]

    return run


def test_a_gloss_is_a_name_of_the_body(glossed):
    found = glossed("The Lodz District Court (Okresowy Trybunal) sat.", "Lodz District Court", "Okresowy Trybunal")
    assert found == [("Lodz District Court", "organisation.head"), ("Okresowy Trybunal", "organisation.gloss")]


def test_the_gloss_of_a_prison_names_nothing(glossed):
    found = glossed("From Lodz Prison (Zaklad Karny).", "Lodz Prison", "Zaklad Karny", body="place.facility")
    assert found == [("Lodz Prison", "place.facility")]


@pytest.mark.parametrize("inside", ["Anna Lind", "Wheeler J", "Third of five", "Lodz"])
def test_other_words_in_brackets_stay(glossed, inside):
    first = inside.split(" of ")[0]
    found = glossed(f"The Supreme Court ({inside}) sat.", "Supreme Court", first)
    assert found == [("Supreme Court", "organisation.head"), (first, "person.spacy")]


def test_what_is_built_in_brackets_stays(glossed):
    found = glossed("The Supreme Court (Norra Banken) sat.", "Supreme Court", "Norra Banken", rule="place.head")
    assert ("Norra Banken", "place.head") in found
