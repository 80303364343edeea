"""What Whoosh indexes and stores of a passage, and the hit that comes back from it.

Values come as lists of words that are already folded, texts as `joined` makes them; Whoosh analyses nothing. What is
stored are plain values: Whoosh pickles them, and they are read back through the allow-list.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from justicekb.model import Document
from justicekb.store.base import IndexedPassage
from justicekb.store.fulltext.storedhits import fields_of, joined, stored_hit
from justicekb.store.language.borders import border_pairs
from justicekb.store.whoosh.leanimport import lean_import
from justicekb.store.words import words

with lean_import():
    from whoosh import fields, formats
    from whoosh.analysis import IDAnalyzer, Token


# The indexed field whose values are counted for each facet; a publisher counts by its whole name.
FACETS = {"kind": "kind", "publisher": "publisher_name", "year": "year", "entity": "entity"}


def schema() -> Any:  # noqa: ANN401  # Whoosh has no types
    """The fields. Values come as lists of words that are already folded; nothing is analysed by Whoosh."""

    def values() -> Any:  # noqa: ANN401  # Whoosh has no types
        return fields.FieldType(format=formats.Existence(), analyzer=IDAnalyzer(), scorable=False, stored=False)

    def text() -> Any:  # noqa: ANN401  # Whoosh has no types
        return fields.TEXT(analyzer=_placed, phrase=True)

    schema = fields.Schema(hit=fields.STORED)
    for name in ("title", "heading", "text", "publisher", "author"):
        schema.add(name, text())
    for name in (
        "document", "language", "path", "entity_type", "event", "event_date", "published", "period",
        "has", "border", *FACETS.values(),
    ):  # fmt: skip
        schema.add(name, values())
    return schema


def _placed(text: str, **options: Any) -> Iterator[Any]:  # noqa: ANN401  # Whoosh has no types
    """Whoosh's tokens of what `joined` made."""
    token = Token(**options)
    for place, here in enumerate(text.split(" ") if text else ()):
        for form in here.split("|"):
            token.text, token.pos, token.boost, token.stopped = form, place, 1.0, False
            yield token


def passage_fields(document: Document, passage: IndexedPassage) -> dict[str, Any]:
    """What Whoosh indexes and stores of a passage: lists of words, and the values of a hit as plain data."""
    stored = stored_hit(document, passage)
    searched = {name: joined(words(text)) for name, text in fields_of(stored).items() if name != "text"}
    searched["text"] = stored["words"]
    dates = {"published": document.published, "period": document.period}
    given = {name: [date.text] for name, date in dates.items() if date is not None}
    given |= {"event_date": list(passage.event_dates), "event": [event.casefold() for event in passage.events]}
    has = [name for name, found in searched.items() if found]
    has += [name for name, date in dates.items() if date is not None] + (["event"] if passage.event_dates else [])
    return {
        **searched,
        **given,
        "has": has,
        "border": list(border_pairs(passage.before, passage.text)),
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
