"""What is indexed and kept of a passage. Words come read and folded with their places; OpenSearch analyses nothing."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from typing import Any

import msgspec

from justicekb.edtf import Edtf
from justicekb.model import Document
from justicekb.store.base import IndexedDocument, IndexedPassage
from justicekb.store.fulltext.storedhits import Stored, fields_of, forms_of, own_field, stored_hit
from justicekb.store.fulltext.values import values
from justicekb.store.language.cyrillic import KEY
from justicekb.store.opensearch.units import interval
from justicekb.store.words import WORDS_VERSION, stem, words

Json = dict[str, Any]

# What is found by the days it may mean and not by its expression.
_DATED = ("published", "period", "event_date")


def content_of(found: IndexedDocument) -> str:
    """The digest of what is indexed of a document: passages of another one are outdated."""
    encoded = msgspec.json.encode(found)
    return hashlib.sha256(f"{WORDS_VERSION} ".encode() + encoded).hexdigest()[:16]


def passage_actions(found: IndexedDocument, content: str) -> Iterator[Json]:
    """The passages of a document as actions of a bulk request."""
    for passage in found.passages:
        source = _source(found.document, passage) | {"content": content}
        yield {"index": {"_id": passage.passage.id, "routing": found.document.id}, "source": source}


def _source(document: Document, passage: IndexedPassage) -> Json:
    stored = stored_hit(document, passage)
    own = own_field(stored)
    searched = {name: [w.forms for w in words(text)] for name, text in fields_of(stored).items() if name != own}
    searched[own] = [tuple(forms) for forms in forms_of(stored)]
    made: Json = values(document, passage)
    for name in _DATED:
        made[name] = [interval(Edtf(text)) for text in made[name]]
    made["has"] = [*made["has"], *(name for name, found in searched.items() if found)]
    for name, found in searched.items():
        made[name] = _placed([form for form in forms if not form.startswith(KEY)] for forms in found)
        made[f"{name}_stem"] = _placed(dict.fromkeys(map(stem, forms)) for forms in found)
    made |= {"source": document.path, "start": passage.passage.span.start}
    made["hit"] = msgspec.json.encode(stored).decode()
    return {name: value for name, value in made.items() if value not in ("", [])}


def _placed(found: Iterable[Iterable[str]]) -> str:
    """The forms of each word at its place."""
    return " ".join("|".join(forms) for forms in found)


def read_hit(source: Json) -> Stored:
    """The values of a hit."""
    stored: Stored = msgspec.json.decode(source["hit"])
    return stored
