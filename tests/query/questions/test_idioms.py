"""Turns of speech: each is read as its plain word, and nothing else is touched."""

from __future__ import annotations

import re

import pytest

from justicekb.query.questions.wording import plainly
from justicekb.vocabulary import load
from justicekb.vocabulary.entries import QuestionPhrase

PHRASES = load().entries(QuestionPhrase)


@pytest.mark.parametrize("entry", PHRASES, ids=[entry.id for entry in PHRASES])
def test_an_entry_reads_its_examples_and_no_counter_example(entry, vocabulary):
    plain = [part for part in re.split(r"\\\d", entry.into) if part.strip()]
    assert entry.examples
    assert [e for e in entry.examples if not all(p in plainly(e, vocabulary) for p in plain)] == []
    assert [e for e in entry.counter_examples if plainly(e, vocabulary) != e] == []


@pytest.mark.parametrize(
    ("question", "plain"),
    [
        ("When was the poet let out of prison?", "When was the poet released?"),
        ("When was the Board of Audit set up?", "When was the Board of Audit established?"),
        ("How long a sentence did Jan Vesk receive?", "To how many years was Jan Vesk sentenced?"),
        ("What prison term was handed down to Jan Vesk?", "To how many years was Jan Vesk sentenced?"),
        ("How long was Jan Vesk's prison term?", "To how many years was Jan Vesk sentenced?"),
        ("How many years in prison did Jan Vesk get?", "To how many years was Jan Vesk sentenced?"),
        ("When was the jail upset?", "When was the jail upset?"),
    ],
)
def test_questions_in_plain_words(question, plain, vocabulary):
    assert plainly(question, vocabulary) == plain
