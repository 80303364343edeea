"""The values that a passage is filtered and counted by, the same names in every engine's index."""

from __future__ import annotations

from justicekb.model import Document
from justicekb.store.base import IndexedPassage
from justicekb.store.language.borders import border_pairs

SEARCHED = ("title", "heading", "text")  # what a word without a field is looked for in
TEXTS = (*SEARCHED, "furniture", "publisher", "author")

# The field whose values are counted for each facet; a publisher counts by its whole name.
FACETS = {"kind": "kind", "publisher": "publisher_name", "year": "year", "entity": "entity"}
VALUES = (
    "document", "language", "path", "entity_type", "event", "event_date", "published", "period", "has", "border",
    "block", *FACETS.values(),
)  # fmt: skip


def values(document: Document, passage: IndexedPassage) -> dict[str, list[str]]:
    """The values of each field of VALUES; `has` names the dates and entities that are there, texts come to it."""
    dates = {"published": document.published, "period": document.period}
    given = {name: [] if date is None else [date.text] for name, date in dates.items()}
    has = [name for name, found in given.items() if found]
    return {
        **given,
        "has": has + ["event"] * bool(passage.event_dates) + ["entity"] * bool(passage.entities),
        "document": [document.id],
        "kind": [document.kind],
        "block": [passage.passage.kind],
        "language": [(document.language or "").casefold()],
        "path": [document.path.casefold()],
        "publisher_name": [document.publisher] if document.publisher else [],
        "year": [str(document.published.year)] if document.published and document.published.year else [],
        "entity": [entity.casefold() for entity in passage.entities],
        "entity_type": sorted({entity.partition(":")[0] for entity in passage.entities}),
        "event": [event.casefold() for event in passage.events],
        "event_date": list(passage.event_dates),
        "border": list(border_pairs(passage.before, passage.text)),
    }
