"""Tells the parts of a paper by their words, after the data file `paper-words.toml`."""

from __future__ import annotations

import re
from typing import ClassVar, Literal

from justicekb.vocabulary import Vocabulary
from justicekb.vocabulary.entries import Entry
from justicekb.vocabulary.patterns import alternation, whole

PartRole = Literal["references", "abstract", "keywords", "back", "affiliation", "label"]
Where = Literal["whole", "start", "inside"]


class PaperWord(Entry, frozen=True, kw_only=True):
    """Words that speak for a part of a paper, matched as `where` says (see the data file)."""

    FILE: ClassVar[str] = "paper-words.toml"

    role: PartRole
    where: Where
    words: tuple[str, ...]


_NUMBER = r"(?:(?:\d+(?:\.\d+)*|[IVX]{1,5}|[A-Z])[.)]?\s+)?"


def pattern_of(entry: PaperWord) -> re.Pattern[str]:
    """The compiled pattern of one entry, to be used with `search`."""
    words = alternation(entry.words)
    if entry.where == "whole":
        return re.compile(rf"^\W*{_NUMBER}{words}\W*(?:\d{{1,2}})?$", re.IGNORECASE)
    if entry.where == "start":
        return re.compile(rf"^\W*(?P<head>{words})\s*(?:[:.—–]|-\s)\s*", re.IGNORECASE)
    return re.compile(whole(words), re.IGNORECASE)


class PaperWords:
    """The patterns of all entries by role and place; one instance belongs to one vocabulary."""

    def __init__(self, entries: tuple[PaperWord, ...]) -> None:
        self._patterns: dict[tuple[PartRole, Where], list[re.Pattern[str]]] = {}
        for entry in entries:
            self._patterns.setdefault((entry.role, entry.where), []).append(pattern_of(entry))

    def heads(self, role: PartRole, text: str) -> bool:
        """Whether the text is a heading of that part."""
        return self._match(role, "whole", text) is not None

    def run_in(self, role: PartRole, text: str) -> str | None:
        """What follows a run-in heading of that part; None when the text does not begin with one."""
        match = self._match(role, "start", text)
        return text[match.end() :] if match else None

    def mentions(self, role: PartRole, text: str) -> bool:
        """Whether the text holds one of the words of that part."""
        return self._match(role, "inside", text) is not None

    def _match(self, role: PartRole, where: Where, text: str) -> re.Match[str] | None:
        found = (pattern.search(text) for pattern in self._patterns.get((role, where), ()))
        return next((match for match in found if match), None)


def paper_words(vocabulary: Vocabulary) -> PaperWords:
    """The words of a vocabulary; use as `vocabulary.once(paper_words)`."""
    return PaperWords(vocabulary.entries(PaperWord))
