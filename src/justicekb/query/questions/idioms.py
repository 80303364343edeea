"""Turns of speech in questions put into plain words before they are read: "let out of prison" is "released"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from justicekb.vocabulary import Vocabulary
from justicekb.vocabulary.entries import QuestionPhrase


def plainly(question: str, vocabulary: Vocabulary) -> str:
    """The question with its turns of speech in plain words; of whole patterns the first that fits is read."""
    small = question.casefold()
    if len(small) != len(question):  # a letter that folds into two; places would differ
        return question
    for entry in vocabulary.entries(QuestionPhrase):
        if entry.pattern and any(word in small for word in entry.words):
            match = re.fullmatch(entry.pattern, question, re.IGNORECASE)
            if match is not None:
                question = " ".join(match.expand(entry.into).split())
                break
    return _replaced(question, vocabulary.once(_phrases))


def _phrases(vocabulary: Vocabulary) -> tuple[tuple[str, str], ...]:
    """Phrase and plain word, the longest first."""
    plain = (entry for entry in vocabulary.entries(QuestionPhrase) if not entry.pattern)
    return tuple(sorted(((w, e.into) for e in plain for w in e.words), key=lambda pair: (-len(pair[0]), pair[0])))


def _replaced(question: str, phrases: tuple[tuple[str, str], ...]) -> str:
    for said, meant in phrases:
        for start in reversed(list(_places(question.casefold(), said))):
            question = f"{question[:start]}{meant}{question[start + len(said) :]}"
    return question


def _places(text: str, words: str) -> Iterator[int]:
    """Where words stand in a text at the borders of words."""
    start = text.find(words)
    while start >= 0:
        end = start + len(words)
        if not text[start - 1 : start].isalnum() and not text[end : end + 1].isalnum():
            yield start
        start = text.find(words, end)
