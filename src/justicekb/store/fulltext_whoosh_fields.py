"""What Whoosh indexes and stores of a passage, and the hit that comes back from it.

Values come as lists of words that are already folded; nothing is analysed by Whoosh. What is stored are plain values:
Whoosh pickles them, and they are read back through the allow-list.
"""

from __future__ import annotations

from typing import Any

from justicekb.model import Document
from justicekb.store.base import IndexedPassage
from justicekb.store.leanimport import lean_import
from justicekb.store.storedhits import fields_of, stored_hit, words_of
from justicekb.store.words import forms

with lean_import():
    from whoosh import fields, formats
    from whoosh.analysis import IDAnalyzer


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
    stored = stored_hit(document, passage)
    searched = {name: list(forms(text)) for name, text in fields_of(stored).items() if name != "text"}
    searched["text"] = words_of(stored)
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
