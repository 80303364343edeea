"""What every full-text engine keeps of a passage to show it as a hit: plain values, with the words already read.

The folded words stand beside their places, so that a hit is marked without reading its text again.
"""

from __future__ import annotations

from typing import Any

from justicekb.edtf import Edtf
from justicekb.model import Document, Hit
from justicekb.querytree import Node
from justicekb.spans import Span
from justicekb.store.base import IndexedPassage
from justicekb.store.matching import entity_runs, marks_among
from justicekb.store.words import words

Stored = dict[str, Any]


def stored_hit(document: Document, passage: IndexedPassage) -> Stored:
    """The values of a hit as strings, numbers and lists.

    `words` are the folded words between spaces, `places` the start and end of each in turn, `runs` the first and the
    last word of each entity.
    """
    read = list(words(passage.text))
    return {
        "passage": passage.passage.id,
        "document": document.id,
        "text": passage.text,
        "words": " ".join(word.text for word in read),
        "places": [at for word in read for at in (word.start, word.end)],
        "runs": entity_runs(passage.mentions, read),
        "headings": list(passage.passage.headings),
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
    return Hit(
        passage=stored["passage"],
        document=stored["document"],
        text=stored["text"],
        score=score,
        marks=marks_among(node, words_of(stored), _places(stored), runs_of(stored)),
        headings=tuple(stored["headings"]),
        title=stored["title"],
        publisher=stored["publisher"],
        published=None if stored["published"] is None else Edtf(stored["published"]),
        kind=stored["kind"],
        source=stored["path"],
        page=stored["page"],
        url=stored["url"],
    )


def fields_of(stored: Stored) -> dict[str, str]:
    """The searched texts of a stored passage by field."""
    return {
        "title": stored["title"] or "",
        "heading": " \n ".join(stored["headings"]),
        "text": stored["text"],
        "publisher": stored["publisher"] or "",
        "author": " \n ".join(stored["authors"]),
    }


def words_of(stored: Stored) -> list[str]:
    """The folded words of the text in order."""
    return stored["words"].split(" ") if stored["words"] else []


def runs_of(stored: Stored) -> list[tuple[str, int, int]]:
    """The entities with the numbers of their first and last word."""
    return [(entity, first, last) for entity, first, last in stored["runs"]]


def _places(stored: Stored) -> list[Span]:
    pairs = iter(stored["places"])
    return [Span(start, end) for start, end in zip(pairs, pairs, strict=True)]
