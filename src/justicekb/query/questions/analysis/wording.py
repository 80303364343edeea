"""The wording of a question made plain before it is read: control characters, length, and turns of speech.

"Let out of prison" is read as "released"; what is asked politely is asked.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from justicekb.vocabulary import Vocabulary
from justicekb.vocabulary.entries import QuestionPhrase

# The longest question read, in characters; whatever is longer is no question, and would only cost time.
LONGEST = 600


def plain(question: str, vocabulary: Vocabulary) -> str:
    """The question on one line, no longer than LONGEST, with its turns of speech in plain words."""
    cut = question[: 4 * LONGEST]
    visible = "".join(" " if unicodedata.category(c) in ("Cc", "Cf", "Cs", "Co", "Cn") else c for c in cut)
    words = " ".join(visible.split())
    if len(words) > LONGEST:
        words = words[:LONGEST].rsplit(" ", 1)[0]
    words = re.sub(_FOUND, r"\1founded", words, flags=re.IGNORECASE)
    return " ".join(_replaced(words, vocabulary.once(_phrases)).split()).lstrip(" ,")


# "Did Vesk found the league": behind "did" it is no form of "find".
_FOUND = r"\b((?:did|does|do|will) [^?]{1,80}?)\bfound\b"


def _phrases(vocabulary: Vocabulary) -> tuple[tuple[str, str], ...]:
    """Phrase and plain word, the longest first."""
    pairs = ((words, entry.into) for entry in vocabulary.entries(QuestionPhrase) for words in entry.words)
    return tuple(sorted(pairs, key=lambda pair: (-len(pair[0]), pair[0])))


def _parted(question: str, said: str, meant: str) -> str:
    """A turn of speech with its object inside: "take Jan Vesk into custody" is "arrested Jan Vesk"."""
    first, _, rest = said.partition(" ")
    if first not in _PARTED or " " not in rest or f"{first} " not in question or f" {rest}" not in question:
        return question
    pattern = rf"\b{first} ((?:[\w’'-]+ ){{1,5}}){re.escape(rest)}\b"
    return re.sub(pattern, lambda m: f"{meant} {m[1]}".rstrip(), question)


# Verbs that their turns of speech part from the rest by an object.
_PARTED = frozenset(
    [
        "take",
        "took",
        "taken",
        "put",
        "place",
        "placed",
        "bring",
        "brought",
        "send",
        "sent",
        "let",
        "set",
        "throw",
        "threw",
    ]
)


def _replaced(question: str, phrases: tuple[tuple[str, str], ...]) -> str:
    for said, meant in phrases:
        folded = question if said != said.casefold() else question.casefold()
        if len(folded) != len(question):  # a letter that folds into two; places would differ
            return question
        for start in reversed(list(_places(folded, said))):
            question = f"{question[:start]}{meant}{question[start + len(said) :]}"
        question = _parted(question, said, meant)
    return question


def _places(text: str, words: str) -> Iterator[int]:
    """Where words stand in a text at the borders of words."""
    for match in re.finditer(re.escape(words), text) if words in text else ():
        start, end = match.span()
        if not text[start - 1 : start].isalnum() and not text[end : end + 1].isalnum():
            yield start
