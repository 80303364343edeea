"""The wording of a question made plain before it is read: control characters, length, and turns of speech.

"Let out of prison" is read as "released"; what is asked politely is asked.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import NamedTuple

from justicekb.spans import Span
from justicekb.vocabulary import Vocabulary
from justicekb.vocabulary.entries import QuestionPhrase
from justicekb.vocabulary.wordlists import WordList

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


class _Phrase(NamedTuple):
    """A turn of speech and its plain words; `verb` and `rest` are its two sides where an object may stand inside.

    `first` is its first word in small letters: without it there is no such turn in a text.
    """

    said: str
    meant: str
    as_written: bool
    first: str
    verb: str = ""
    rest: str = ""


def _phrases(vocabulary: Vocabulary) -> tuple[_Phrase, ...]:
    """The turns of speech, the longest first."""
    pairs = ((words, entry.into) for entry in vocabulary.entries(QuestionPhrase) for words in entry.words)
    return tuple(_phrase(*pair) for pair in sorted(pairs, key=lambda pair: (-len(pair[0]), pair[0])))


def _phrase(said: str, meant: str) -> _Phrase:
    verb, _, rest = said.partition(" ")
    sides = (verb, rest) if verb in _PARTED and rest else ("", "")
    return _Phrase(said, meant, said != said.casefold(), _words(said)[0], *sides)


def _words(text: str) -> list[str]:
    """The words of a text in small letters, cut at everything that is no letter or digit."""
    return re.findall(r"\w+", text.casefold())


def _parted(question: str, phrase: _Phrase) -> str:
    """A turn of speech with its object inside: "take Jan Vesk into custody" is "arrested Jan Vesk"."""
    if not phrase.rest or f"{phrase.verb} " not in question or f" {phrase.rest}" not in question:
        return question
    pattern = rf"\b{phrase.verb} ((?:[\w’'-]+ ){{1,5}}){re.escape(phrase.rest)}\b"
    return re.sub(pattern, lambda m: f"{phrase.meant} {m[1]}".rstrip(), question)


_PARTED = WordList("verbs-parted-by-an-object")


def _replaced(question: str, phrases: tuple[_Phrase, ...]) -> str:
    folded = question.casefold()
    words = frozenset(_words(folded))
    for phrase in phrases:
        if phrase.first not in words:
            continue
        if len(folded) != len(question):  # a letter that folds into two; places would differ
            return question
        before = question
        for start in reversed(list(_places(question if phrase.as_written else folded, phrase.said))):
            question = f"{question[:start]}{phrase.meant}{question[start + len(phrase.said) :]}"
        question = _parted(question, phrase)
        if question is not before:
            folded = question.casefold()
            words = frozenset(_words(folded))
    return question


def turns(text: str, vocabulary: Vocabulary) -> list[tuple[Span, str]]:
    """The turns of speech in a text, each with the plain words it means; the longest where two overlap."""
    folded = text.casefold()
    found: list[tuple[Span, str]] = []
    for phrase in vocabulary.once(_phrases) if len(folded) == len(text) else ():
        for start in _places(text if phrase.as_written else folded, phrase.said):
            place = Span(start, start + len(phrase.said))
            if not any(place.overlaps(other) for other, _ in found):
                found.append((place, phrase.meant))
    return sorted(found)


def _places(text: str, words: str) -> Iterator[int]:
    """Where words stand in a text at the borders of words."""
    if words not in text:
        return
    for match in re.finditer(re.escape(words), text):
        start, end = match.span()
        if not text[start - 1 : start].isalnum() and not text[end : end + 1].isalnum():
            yield start
