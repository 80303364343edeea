"""Turns of speech: each is read as its plain word, nothing else is touched, and no question is too long to read."""

from __future__ import annotations

import pytest

from justicekb.query.questions.analysis.wording import LONGEST, plain
from justicekb.vocabulary import load
from justicekb.vocabulary.entries import QuestionPhrase

PHRASES = load().entries(QuestionPhrase)


@pytest.mark.parametrize("entry", PHRASES, ids=[entry.id for entry in PHRASES])
def test_an_entry_reads_its_examples_and_no_counter_example(entry, vocabulary):
    assert entry.examples
    assert [e for e in entry.examples if plain(e, vocabulary) == e or entry.into not in plain(e, vocabulary)] == []
    assert [e for e in entry.counter_examples if plain(e, vocabulary) != e] == []


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("When was the poet let out of prison?", "When was the poet released?"),
        ("When was the Board of Audit set up?", "When was the Board of Audit established?"),
        ("When did police take Jan Vesk into custody?", "When did police arrested Jan Vesk?"),
        ("Could you tell me when the jail was upset?", "when the jail was upset?"),
        ("When\x00 was\tthe \x1b[31mjail opened?", "When was the [31mjail opened?"),
    ],
)
def test_questions_in_plain_words(question, words, vocabulary):
    assert plain(question, vocabulary) == words


def test_a_long_text_is_cut_between_words(vocabulary):
    cut = plain("When was the jail opened? " * 5000, vocabulary)
    assert len(cut) <= LONGEST
    assert cut.split()[-1] in {"When", "was", "the", "jail", "opened?"}
