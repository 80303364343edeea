"""Letters in capitals by what stands around them: a common noun's, a body's, a person's whose name is kept back."""

from __future__ import annotations

import pytest

from justicekb.extract.names.letters import letters_of
from justicekb.extract.names.words import lines
from justicekb.extract.nlp import parse
from justicekb.ingest import read


@pytest.fixture
def told(nlp, vocabulary):
    def of(text):
        document = read(text.encode(), vocabulary, path="x.txt")
        (parsed,) = parse([document], nlp)
        return letters_of(lines(parsed, vocabulary))

    return of


def test_letters_that_act_without_an_article_are_a_person(told):
    found = told("KB said that KB left. The clerk saw KB's mother there, and KB went home.")
    assert found["KB"].is_person


def test_letters_with_articles_are_no_person(told):
    found = told("The GP said that she left. The GP wrote, and the GP signed the paper.")
    assert not found["GP"].is_person


def test_an_article_before_a_noun_is_not_the_letters_own(told):
    found = told("She asked an HMRC officer about it. A GP answered her.")
    assert found["GP"].indefinite == 1
    assert "HMRC" not in found
