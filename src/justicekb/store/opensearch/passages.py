"""What is indexed and kept of a passage. Words come read and folded with their places; OpenSearch analyses nothing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import msgspec

from justicekb.edtf import Edtf
from justicekb.model import Document
from justicekb.store.base import IndexedDocument, IndexedPassage
from justicekb.store.language.borders import border_pairs
from justicekb.store.language.cyrillic import KEY
from justicekb.store.opensearch.units import interval
from justicekb.store.storedhits import Stored, fields_of, forms_of, stored_hit
from justicekb.store.words import stem, words

Json = dict[str, Any]

# The field whose values are counted for each facet; a publisher counts by its whole name.
FACETS = {"kind": "kind", "publisher": "publisher_name", "year": "year", "entity": "entity"}


def passage_actions(found: IndexedDocument, write: int) -> Iterable[Json]:
    """The passages of a document as actions of a bulk request, marked with what wrote them."""
    id_ = found.document.id
    for passage in found.passages:
        source = _source(found.document, passage) | {"write": write}
        yield {"index": {"_id": passage.passage.id, "routing": id_}, "source": source}


def _source(document: Document, passage: IndexedPassage) -> Json:
    stored = stored_hit(document, passage)
    searched: dict[str, list[Sequence[str]]] = {
        name: [word.forms for word in words(text)] for name, text in fields_of(stored).items() if name != "text"
    }
    searched["text"] = list(forms_of(stored))
    texts: Json = {}
    for name, found in searched.items():
        plain = ([form for form in forms if not form.startswith(KEY)] for forms in found)
        texts[name] = _placed(plain)
        texts[f"{name}_stem"] = _placed(dict.fromkeys(map(stem, forms)) for forms in found)
    has = [name for name, found in searched.items() if found]
    values = _values(document, passage)
    values["has"] = [*values["has"], *has]
    hit = {"hit": msgspec.json.encode(stored).decode()}
    return {name: value for name, value in (texts | values | hit).items() if value not in (None, "", [])}


def _placed(found: Iterable[Iterable[str]]) -> str:
    """The forms of each word at its place."""
    return " ".join("|".join(forms) for forms in found)


def _values(document: Document, passage: IndexedPassage) -> Json:
    dates = {"published": document.published, "period": document.period}
    year = document.published.year if document.published else None
    return {
        **{name: None if date is None else interval(date) for name, date in dates.items()},
        "has": [name for name, date in dates.items() if date is not None]
        + ["event"] * bool(passage.event_dates)
        + ["entity"] * bool(passage.entities),
        "document": document.id,
        "path": document.path,
        "path_folded": document.path.casefold(),
        "start": passage.passage.span.start,
        "kind": document.kind,
        "language": (document.language or "").casefold(),
        "publisher_name": document.publisher,
        "year": None if year is None else str(year),
        "entity": list(passage.entities),
        "entity_folded": [entity.casefold() for entity in passage.entities],
        "entity_type": sorted({entity.partition(":")[0] for entity in passage.entities}),
        "event": [event.casefold() for event in passage.events],
        "event_date": [interval(Edtf(text)) for text in passage.event_dates],
        "border": list(border_pairs(passage.before, passage.text)),
    }


def read_hit(source: Json) -> Stored:
    """The values of a hit."""
    stored: Stored = msgspec.json.decode(source["hit"])
    return stored
