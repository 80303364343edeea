"""What is indexed and kept of a passage. Words come read and folded with their places; OpenSearch analyses nothing."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from typing import Any

import msgspec

from justicekb.edtf import Edtf
from justicekb.model import Document
from justicekb.store.base import IndexedDocument, IndexedPassage, MoreOfPassage, ShownPassage
from justicekb.store.fulltext.storedhits import fields_of, shown
from justicekb.store.fulltext.values import values
from justicekb.store.language.borders import Before
from justicekb.store.language.cyrillic import KEY
from justicekb.store.opensearch.units import interval
from justicekb.store.words import WORDS_VERSION, stem, words

Json = dict[str, Any]

# What is found by the days it may mean and not by its expression.
_DATED = ("published", "period", "event_date")
# What a hit shows.
_SHOWN = ("document", "text", "headings", "block", "page", "title", "publisher", "published", "kind", "path", "url")


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
    found = shown(document, passage)
    searched = {name: [word.forms for word in words(text)] for name, text in fields_of(found).items()}
    made: Json = values(document, passage)
    for name in _DATED:
        made[name] = [interval(Edtf(text)) for text in made[name]]
    made["has"] = [*made["has"], *(name for name, read in searched.items() if read)]
    for name, read in searched.items():
        made[name] = _placed([form for form in forms if not form.startswith(KEY)] for forms in read)
        made[f"{name}_stem"] = _placed(dict.fromkeys(map(stem, forms)) for forms in read)
    made |= {"source": document.path, "start": passage.passage.span.start}
    made["hit"] = msgspec.json.encode(_kept(found)).decode()
    return {name: value for name, value in made.items() if value not in ("", [])}


def _placed(found: Iterable[Iterable[str]]) -> str:
    """The forms of each word at its place."""
    return " ".join("|".join(forms) for forms in found)


def _kept(found: ShownPassage) -> Json:
    """What is kept of a passage to show it."""
    authors, runs, before = found.more()
    plain = {name: getattr(found, name) for name in _SHOWN}
    return {"passage": found.id, **plain, "authors": authors, "runs": runs, "before": list(before)}


def read_hit(source: Json) -> ShownPassage:
    """The passage of a hit."""
    kept: Json = msgspec.json.decode(source["hit"])
    runs = tuple((entity, first, last) for entity, first, last in kept["runs"])
    return ShownPassage(
        id=kept["passage"],
        **{name: kept[name] for name in _SHOWN if name != "headings"},
        headings=tuple(kept["headings"]),
        more=lambda: MoreOfPassage(tuple(kept["authors"]), runs, Before(*kept["before"])),
    )
