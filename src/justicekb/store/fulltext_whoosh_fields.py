"""What Whoosh indexes and stores of a passage, and the hit that comes back from it.

Values come as lists of words that are already folded; nothing is analysed by Whoosh. What is stored are plain values:
Whoosh pickles them, and they are read back through the allow-list.
"""

from __future__ import annotations

from typing import Any

from justicekb.edtf import Edtf
from justicekb.model import Document, Hit
from justicekb.querytree import Node
from justicekb.store.base import IndexedPassage
from justicekb.store.leanimport import lean_import
from justicekb.store.matching import entity_runs, marks
from justicekb.store.words import forms, words

with lean_import():
    from whoosh import fields, formats
    from whoosh.analysis import IDAnalyzer

    from justicekb.store.fulltext_whoosh_query import fields_of, mentions_of


# The indexed field whose values are counted for each facet; a publisher counts by its whole name.
FACETS = {"kind": "kind", "publisher": "publisher_name", "year": "year", "entity": "entity"}


def schema() -> Any:  # noqa: ANN401  # Whoosh has no types
    """The fields. Values come as lists of words that are already folded; nothing is analysed by Whoosh."""

    def values() -> Any:  # noqa: ANN401  # Whoosh has no types
        return fields.FieldType(format=formats.Existence(), analyzer=IDAnalyzer(), scorable=False, stored=False)

    def text() -> Any:  # noqa: ANN401  # Whoosh has no types
        return fields.TEXT(analyzer=IDAnalyzer(), phrase=True)

    schema = fields.Schema(hit=fields.STORED)
    for name in ("title", "heading", "text", "publisher", "author"):
        schema.add(name, text())
    for name in (
        "document", "language", "path", "entity_type", "event", "event_date", "published", "period",
        "has", *FACETS.values(),
    ):  # fmt: skip
        schema.add(name, values())
    return schema


def passage_fields(document: Document, passage: IndexedPassage) -> dict[str, Any]:
    """What Whoosh indexes and stores of a passage: lists of words, and the values of a hit as plain data."""
    stored = _stored(document, passage)
    read = list(words(passage.text))
    searched = {name: list(forms(text)) for name, text in fields_of(stored).items()}
    stored |= {"words": " ".join(searched["text"]), "runs": entity_runs(passage.mentions, read)}
    dates = {"published": document.published, "period": document.period}
    given = {name: [date.text] for name, date in dates.items() if date is not None}
    given |= {"event_date": list(passage.event_dates), "event": [event.casefold() for event in passage.events]}
    has = [name for name, found in searched.items() if found]
    has += [name for name, date in dates.items() if date is not None] + (["event"] if passage.event_dates else [])
    return {
        **searched,
        **given,
        "has": has,
        "publisher_name": [document.publisher] if document.publisher else [],
        "year": [str(document.published.year)] if document.published and document.published.year else [],
        "document": [document.id],
        "kind": [document.kind],
        "language": [(document.language or "").casefold()],
        "path": [document.path.casefold()],
        "entity": [entity.casefold() for entity in passage.entities],
        "entity_type": sorted({entity.partition(":")[0] for entity in passage.entities}),
        "hit": stored,
    }


def _stored(document: Document, passage: IndexedPassage) -> dict[str, Any]:
    """Plain values only: they are pickled by Whoosh and read back through the allow-list."""
    return {
        "passage": passage.passage.id,
        "document": document.id,
        "text": passage.text,
        "headings": list(passage.passage.headings),
        "page": passage.passage.page,
        "mentions": [(entity, span.start, span.end) for entity, span in passage.mentions],
        "title": document.title,
        "publisher": document.publisher,
        "authors": [author.name for author in document.authors],
        "published": None if document.published is None else document.published.text,
        "kind": document.kind,
        "path": document.path,
        "url": document.url,
    }


def as_hit(stored: dict[str, Any], score: float, node: Node) -> Hit:
    return Hit(
        passage=stored["passage"],
        document=stored["document"],
        text=stored["text"],
        score=score,
        marks=marks(node, stored["text"], mentions_of(stored)),
        headings=tuple(stored["headings"]),
        title=stored["title"],
        publisher=stored["publisher"],
        published=None if stored["published"] is None else Edtf(stored["published"]),
        kind=stored["kind"],
        source=stored["path"],
        page=stored["page"],
        url=stored["url"],
    )
