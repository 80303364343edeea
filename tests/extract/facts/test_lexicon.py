"""Phrases of the vocabulary in sentences: their words below one another, their lemmas where the model errs."""

from __future__ import annotations

import pytest

from justicekb.extract.facts.lexicon import base_form, event_words, match_tail, singular


def word_in(nlp, sentence: str, word: str):
    return next(token for token in nlp(sentence) if token.text == word)


def test_the_words_of_a_phrase_hang_below_one_another(nlp):
    head = word_in(nlp, "The law came into force yesterday.", "came")
    matched = match_tail(head, ("into", "force"))
    assert [t.text for t in matched or ()] == ["into", "force"]
    assert match_tail(head, ("into", "effect")) is None
    assert match_tail(head, ()) == ()


@pytest.mark.parametrize(
    ("sentence", "verb", "tail"),
    [
        ("The licence was revoked.", "revoked", ("licence",)),  # the subject of a passive is its object
        ("The guards ill-treated him.", "treated", ("ill",)),  # joined by a hyphen
    ],
)
def test_words_before_their_verb(nlp, sentence, verb, tail):
    assert [t.text for t in match_tail(word_in(nlp, sentence, verb), tail) or ()] == list(tail)


def test_the_subject_of_an_active_verb_is_no_further_word(nlp):
    assert match_tail(word_in(nlp, "The licence expired.", "expired"), ("licence",)) is None


@pytest.mark.parametrize(("form", "base"), [("raped", "rape"), ("fined", "fine"), ("jailed", "jail"), ("whistled", "")])
def test_regular_forms_lead_to_known_verbs(nlp, vocabulary, form, base):
    known = vocabulary.once(event_words)
    assert base_form(word_in(nlp, f"They {form} him.", form), known) == base


def test_capitalised_plurals_have_a_singular(nlp):
    assert singular(word_in(nlp, "The Sentences were harsh.", "Sentences")) == "sentence"
