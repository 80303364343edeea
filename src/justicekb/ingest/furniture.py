"""Tells lines that belong to a page or a release from its text, after the data file `text-furniture.toml`."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import ClassVar, Literal

from justicekb.vocabulary import Vocabulary
from justicekb.vocabulary.entries import Entry

LineRole = Literal["drop", "boilerplate", "section", "end", "caption", "end-mark", "release"]

# No furniture line is longer (characters); a longer one is text whatever it begins with.
LONGEST = 360
# Marks of releases are lines besides whatever else they are; none is longer (characters).
_MARKS: tuple[LineRole, ...] = ("end-mark", "release")
_MARK = 80


class FurnitureLine(Entry, frozen=True, kw_only=True):
    """Lines of one kind; the pattern has to match a whole line, with `cased` in the case as written."""

    FILE: ClassVar[str] = "text-furniture.toml"

    role: LineRole
    pattern: str
    cased: bool = False


class Furniture:
    """Tells what a line is; one instance belongs to one vocabulary."""

    def __init__(self, entries: tuple[FurnitureLine, ...]) -> None:
        self._rules = [(entry.role, compiled(entry)) for entry in entries if entry.role not in _MARKS]
        self._marks = {role: [compiled(entry) for entry in entries if entry.role == role] for role in _MARKS}
        self.role = lru_cache(maxsize=4096)(self._role)

    def _role(self, line: str) -> LineRole | None:
        """The role of the first rule that the line follows, None for text. White space must be single."""
        if len(line) > LONGEST:
            return None
        return next((role for role, pattern in self._rules if pattern.fullmatch(line)), None)

    def closes(self, line: str) -> bool:
        """Whether the line is a heading after which the main text does not go on."""
        return len(line) <= LONGEST and any(
            role == "end" and pattern.fullmatch(line) is not None for role, pattern in self._rules
        )

    def is_end_mark(self, line: str) -> bool:
        """Whether a line closes a release: "###", "ENDS", "-30-"."""
        return len(line) <= LONGEST and any(pattern.fullmatch(line) for pattern in self._marks["end-mark"])

    def is_release_mark(self, line: str) -> bool:
        """Whether a line says that what follows is a release."""
        return len(line) < _MARK and any(pattern.fullmatch(line) for pattern in self._marks["release"])


def compiled(entry: FurnitureLine) -> re.Pattern[str]:
    """The pattern of an entry."""
    return re.compile(entry.pattern, 0 if entry.cased else re.IGNORECASE)


def furniture(vocabulary: Vocabulary) -> Furniture:
    """The furniture lines of a vocabulary; use as `vocabulary.once(furniture)`."""
    return Furniture(vocabulary.entries(FurnitureLine))
