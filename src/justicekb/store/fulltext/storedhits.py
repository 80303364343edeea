"""What every full-text engine keeps of a passage to show it as a hit: plain values, with the words already read.

The forms of each word stand beside its place, so that a hit is marked, and what an engine cannot decide is decided,
without reading its text again.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, overload

from justicekb.edtf import Edtf
from justicekb.findings import Hit
from justicekb.model import Document
from justicekb.querytree import Node, Phrase
from justicekb.spans import Span, outermost
from justicekb.store.base import IndexedPassage
from justicekb.store.fulltext.matching import FURNITURE, across, entity_runs, marks_among, runs
from justicekb.store.language.borders import Before, crossing
from justicekb.store.words import Word, words

Stored = dict[str, Any]


def joined(read: Iterable[Word]) -> str:
    """The words of a text as one string: a blank between places, a bar between the forms at one place."""
    return " ".join("|".join(word.forms) for word in read)


def stored_hit(document: Document, passage: IndexedPassage) -> Stored:
    """The values of a hit as strings, numbers and lists.

    `words` is what `joined` makes of the text, `places` the start and end of each word in turn, `runs` the first and
    the last word of each entity, `before` the words before the passage with their gap.
    """
    read = list(words(passage.text))
    return {
        "passage": passage.passage.id,
        "document": document.id,
        "text": passage.text,
        "words": joined(read),
        "places": [at for word in read for at in (word.start, word.end)],
        "runs": [list(run) for run in entity_runs(passage.mentions, read)],
        "before": list(passage.before),
        "headings": list(passage.passage.headings),
        "block": passage.passage.kind,
        "page": passage.passage.page,
        "title": document.title,
        "publisher": document.publisher,
        "authors": [author.name for author in document.authors],
        "published": None if document.published is None else document.published.text,
        "kind": document.kind,
        "path": document.path,
        "url": document.url,
    }


def as_hit(stored: Stored, score: float, node: Node) -> Hit:
    """The hit of stored values, the words that the node asks for marked."""
    lead, inside = across(node, _before(stored), stored["text"])
    marked = marks_among(node, forms_of(stored), _Places(stored["places"]), _runs(stored))
    return Hit(
        passage=stored["passage"],
        document=stored["document"],
        text=stored["text"],
        score=score,
        marks=tuple(outermost([*inside, *marked])),
        lead=lead,
        headings=tuple(stored["headings"]),
        title=stored["title"],
        publisher=stored["publisher"],
        published=None if stored["published"] is None else Edtf(stored["published"]),
        kind=stored["kind"],
        source=stored["path"],
        page=stored["page"],
        url=stored["url"],
        furniture=stored["block"] == FURNITURE,
    )


def fields_of(stored: Stored) -> dict[str, str]:
    """The searched texts of a stored passage by field; furniture has no title and no headings of its own."""
    around = {"publisher": stored["publisher"] or "", "author": " \n ".join(stored["authors"])}
    if stored["block"] == FURNITURE:
        return {"title": "", "heading": "", "text": "", "furniture": stored["text"], **around}
    return {
        "title": stored["title"] or "",
        "heading": " \n ".join(stored["headings"]),
        "text": stored["text"],
        "furniture": "",
        **around,
    }


def own_field(stored: Stored) -> str:
    """The field that the passage's own words stand in."""
    return FURNITURE if stored["block"] == FURNITURE else "text"


def stands(node: Node, field: str, stored: Stored) -> bool:
    """Whether a node of words stands in a field."""
    if field in ("text", FURNITURE):
        return field == own_field(stored) and bool(runs(node, forms_of(stored), _runs(stored)))
    return bool(runs(node, [word.forms for word in words(fields_of(stored)[field])]))


def crosses(node: Phrase, stored: Stored) -> bool:
    """Whether a phrase runs over the border of the passage."""
    return next(crossing(node.words, _before(stored), stored["text"]), None) is not None


def forms_of(stored: Stored) -> list[list[str]]:
    """The forms of each word of the text in order."""
    return [here.split("|") for here in stored["words"].split(" ")] if stored["words"] else []


def _runs(stored: Stored) -> list[tuple[str, int, int]]:
    return [(entity, first, last) for entity, first, last in stored["runs"]]


class _Places(Sequence[Span]):
    """Where words stand, made into spans one by one: of a passage's words few are marked."""

    def __init__(self, flat: Sequence[int]) -> None:
        self._flat = flat

    def __len__(self) -> int:
        return len(self._flat) // 2

    @overload
    def __getitem__(self, at: int) -> Span: ...

    @overload
    def __getitem__(self, at: slice) -> list[Span]: ...

    def __getitem__(self, at: int | slice) -> Span | list[Span]:
        if isinstance(at, slice):
            return [self[one] for one in range(*at.indices(len(self)))]
        return Span(self._flat[2 * at], self._flat[2 * at + 1])


def _before(stored: Stored) -> Before:
    """The words just before the passage."""
    return Before(*stored["before"])
