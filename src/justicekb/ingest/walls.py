"""Pages that stand in the way of an article: walls against robots, cookie pages, error pages.

They are short, and a phrase says what they are; the phrases are data (`page-walls.toml`).
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import ClassVar

from justicekb.model import Document
from justicekb.vocabulary import Vocabulary
from justicekb.vocabulary.entries import Entry

# A page with more letters than this has an article, whatever else stands on it; so has one with two paragraphs, each of
# so many letters, that say nothing of the kind.
_SHORT, _PARAGRAPH, _TOLD = 1500, 60, 2
NOTE = "no article: "


class Wall(Entry, frozen=True, kw_only=True):
    """What a page is that has one of these phrases and little else; `examples` are such pages."""

    FILE: ClassVar[str] = "page-walls.toml"

    kind: str
    phrases: tuple[str, ...]


def wall_of(text: str, vocabulary: Vocabulary) -> str | None:
    """What the page is when it is no article, in plain words."""
    plain = " ".join(text.split()).casefold().replace("’", "'")
    if len(plain) > _SHORT:
        return None
    patterns = vocabulary.once(_patterns)
    found = next((wall.kind for wall, pattern in patterns if pattern.search(plain)), None)
    if found is None:
        return None
    paragraphs = (line.casefold().replace("’", "'") for line in text.split("\n") if len(line) >= _PARAGRAPH)
    told = sum(not any(pattern.search(line) for _, pattern in patterns) for line in paragraphs)
    return found if told < _TOLD else None


def _patterns(vocabulary: Vocabulary) -> list[tuple[Wall, re.Pattern[str]]]:
    walls = vocabulary.entries(Wall)
    return [(wall, re.compile("|".join(re.escape(phrase.casefold()) for phrase in wall.phrases))) for wall in walls]


def marked(document: Document, vocabulary: Vocabulary) -> Document:
    """The document, as one of no kind and with a note when it is a wall."""
    wall = wall_of(document.body.text, vocabulary)
    if wall is None:
        return document
    note = f"{NOTE}this is {wall}; save the page again from a browser"
    return replace(document, kind="other", notes=(*document.notes, note))


def is_wall(document: Document) -> bool:
    """Whether the document was marked as a wall, from which no records are taken."""
    return any(note.startswith(NOTE) for note in document.notes)
