"""What tantivy indexes of a passage. Words come read and folded with their places; it analyses nothing.

Nothing is stored but two numbers, which document and which of its passages: what a hit shows is read from the records.
Values share one field, each after its name, because every field costs a byte for each passage.
"""

from __future__ import annotations

from collections.abc import Iterable

import tantivy

from justicekb.model import Document
from justicekb.store.base import IndexedPassage
from justicekb.store.fulltext.folder import Key, number_of
from justicekb.store.fulltext.storedhits import fields_of, shown
from justicekb.store.fulltext.values import TEXTS, values
from justicekb.store.language.cyrillic import KEY
from justicekb.store.words import words

# The field of values, and the one of the keys of Cyrillic words.
VALUE, KEYS = "value", "key"


def schema() -> tantivy.Schema:
    """The fields: each text as it is written, keys and values whole, and which passage it is."""
    builder = tantivy.SchemaBuilder()
    for name in TEXTS:
        builder.add_text_field(name, tokenizer_name="raw", index_option="position")
    builder.add_text_field(KEYS, tokenizer_name="raw", index_option="freq")
    builder.add_text_field(VALUE, tokenizer_name="raw", index_option="basic")
    for name in ("document", "position"):
        builder.add_unsigned_field(name, fast=True)
    return builder.build()


def valued(field: str, value: str) -> str:
    """The term of a value."""
    return f"{field}={value}"


def at_position(key: Key) -> tuple[str, str]:
    """The terms that together tell a passage."""
    number, position = key
    return valued("document", f"doc-{number:012x}"), valued("position", str(position))


def passage_document(document: Document, passage: IndexedPassage, position: int) -> tantivy.Document:
    """A passage as tantivy takes it; `position` is its place among those of the document."""
    made = tantivy.Document()
    read = {name: [word.forms for word in words(text)] for name, text in fields_of(shown(document, passage)).items()}
    for name, found in read.items():
        made.add_pre_tokenized_text(name, _placed(found))
        for form in (form for forms in found for form in forms if form.startswith(KEY)):
            made.add_text(KEYS, valued(name, form))
    given = values(document, passage)
    given["has"] += [name for name, found in read.items() if found]
    for name, texts in given.items():
        for text in texts:
            made.add_text(VALUE, valued(name, text))
    made.add_text(VALUE, valued("position", str(position)))
    made.add_unsigned("document", number_of(document.id))
    made.add_unsigned("position", position)
    return made


def _placed(found: Iterable[Iterable[str]]) -> tantivy.PreTokenizedString:
    """The forms of each word at its place; where it stands in the text is not asked of tantivy."""
    places = enumerate(found)
    tokens = [tantivy.Token(form, at, 0) for at, forms in places for form in forms if not form.startswith(KEY)]
    return tantivy.PreTokenizedString("", tokens)


def count_of(found: tantivy.SearchResult) -> int:
    """How many passages a search found in all."""
    return int(found.count)  # type: ignore[attr-defined]  # tantivy's stubs leave it out


def keys_of(searcher: tantivy.Searcher, at: list[tantivy.DocAddress]) -> list[Key]:
    """Which passages these are."""
    documents, positions = (searcher.fast_field_values(name, at) for name in ("document", "position"))
    return [(int(one or 0), int(other or 0)) for one, other in zip(documents, positions, strict=True)]
