"""Whom a reporting verb names as its teller: subjects, agents of passives, nouns behind inverted verbs."""

from __future__ import annotations

import pytest

from justicekb.extract.quotes.reporting import called, name_run, named_behind, noun_phrase, teller_of


def word(nlp, text: str, form: str):
    return next(token for token in nlp(text) if token.text == form)


@pytest.mark.parametrize(
    ("text", "verb", "teller"),
    [
        ("Anna Novak said that the cells were cold.", "said", "Novak"),
        ("The minister came late and said that the cells were cold.", "said", "minister"),
        ("The report was described by Anna Novak as a fairy tale.", "described", "Novak"),
        ("Anna Novak was told that the plane had left.", "told", None),
        ("Anna Novak was quoted saying that the plane had left.", "saying", "Novak"),
        ("The ministry issued a statement saying that the cells were cold.", "saying", "ministry"),
    ],
)
def test_teller(nlp, text, verb, teller):
    found = teller_of(word(nlp, text, verb))
    assert (found.text if found is not None else None) == teller


@pytest.mark.parametrize(
    ("text", "verb", "noun"),
    [
        ("“Free them all now,” chanted the protesters.", "chanted", "protesters"),
        ("“Nobody came that night,” chimed in his cellmate Omar Lunt.", "chimed", "Lunt"),
        ("“Nobody came that night,” added the ministry's lawyer.", "added", "lawyer"),
        ("“Nobody came that night,” she said.", "said", None),
    ],
)
def test_named_behind(nlp, text, verb, noun):
    found = named_behind(word(nlp, text, verb))
    assert (found.text if found is not None else None) == noun


@pytest.mark.parametrize(
    ("text", "word_", "phrase", "name"),
    [
        ("The chief of police in Oslo, a tall man, spoke.", "chief", "The chief of police", "chief"),
        ("The court heard Judge Anna Novak speak.", "Novak", "Judge Anna Novak", "Judge Anna Novak"),
    ],
)
def test_the_phrase_and_the_name(nlp, text, word_, phrase, name):
    head = word(nlp, text, word_)
    assert called(noun_phrase(head), head) == phrase
    assert (name_run(head) if head.pos_ == "PROPN" else head.text) == name
