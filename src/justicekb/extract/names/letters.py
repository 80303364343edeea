"""What stands around letters in capitals: whether they are a body's, a common noun's (a GP) or a person's (KB said)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from justicekb.extract.names.words import Line

_ARTICLES = frozenset({"the", "these", "those", "our", "each", "every", "no", "same", "other"})
_INDEFINITE = frozenset({"a", "an", "another", "my", "your", "his", "her", "their"})
_LONGEST = 4  # letters


@dataclass(slots=True)
class Letters:
    """How often letters stand in a document, with an article, and as somebody who does or owns something."""

    times: int = 0
    definite: int = 0
    indefinite: int = 0
    acts: int = 0

    @property
    def is_person(self) -> bool:
        """Whether they stand as the initials do of somebody whose name is kept back: hardly an article."""
        bare = not self.indefinite and _STRAY * self.definite <= self.times
        return self.times >= _OFTEN and bare and _ACTS * self.acts >= self.times


_OFTEN = 2
_STRAY = 10  # an article stands before them once in so many times, where it belongs to a noun behind
_ACTS = 4  # one in so many times


def letters_of(text: Sequence[Line]) -> dict[str, Letters]:
    """What is told of each two to four letters in capitals."""
    found: dict[str, Letters] = {}
    for line in text:
        for at, word in enumerate(line):
            if not (word.cap and 2 <= len(word.text) <= _LONGEST and word.text.isupper() and word.text.isalpha()):
                continue
            told = found.setdefault(word.text, Letters())
            before = line[at - 1].lower if at else ""
            told.times += 1
            told.definite += before in _ARTICLES
            told.indefinite += before in _INDEFINITE and not _describes(line, at)
            told.acts += _acts(line, at)
    return {letters: told for letters, told in found.items() if len(letters) == 2 or told.indefinite}


def _describes(line: Line, at: int) -> bool:
    """Whether the article belongs to a noun behind the letters: an HMRC officer."""
    return at + 1 < len(line) and line[at + 1].pos in ("NOUN", "PROPN", "ADJ") and line[at + 1].spaced


def _acts(line: Line, at: int) -> bool:
    behind = line[at + 1] if at + 1 < len(line) else None
    return behind is not None and (behind.pos in ("VERB", "AUX") or behind.text in ("'s", "’s"))
