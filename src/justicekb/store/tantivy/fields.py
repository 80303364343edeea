"""What tantivy indexes and stores of a passage. Words come read and folded with their places; it analyses nothing."""

from __future__ import annotations

from collections.abc import Iterable
from typing import cast

import msgspec
import tantivy

from justicekb.model import Document
from justicekb.store.base import IndexedPassage
from justicekb.store.fulltext.storedhits import Stored, fields_of, forms_of, own_field, stored_hit
from justicekb.store.fulltext.values import TEXTS, VALUES, values
from justicekb.store.language.cyrillic import KEY
from justicekb.store.words import stem, words


def schema() -> tantivy.Schema:
    """The fields: each text as written and by stems, values whole, and what a hit is shown by."""
    builder = tantivy.SchemaBuilder()
    for name in TEXTS:
        builder.add_text_field(name, tokenizer_name="raw", index_option="position")
        builder.add_text_field(f"{name}_stem", tokenizer_name="raw", index_option="position")
    for name in ("passage", *VALUES):
        builder.add_text_field(name, tokenizer_name="raw", index_option="basic")
    builder.add_bytes_field("hit", stored=True)
    return builder.build()


def passage_document(document: Document, passage: IndexedPassage) -> tantivy.Document:
    """A passage as tantivy takes it."""
    stored = stored_hit(document, passage)
    made = tantivy.Document()
    made.add_bytes("hit", msgspec.json.encode(stored))
    own = own_field(stored)
    searched = {name: [w.forms for w in words(text)] for name, text in fields_of(stored).items() if name != own}
    searched[own] = [tuple(forms) for forms in forms_of(stored)]
    for name, found in searched.items():
        plain = [[form for form in forms if not form.startswith(KEY)] for forms in found]
        made.add_pre_tokenized_text(name, _placed(plain))
        made.add_pre_tokenized_text(f"{name}_stem", _placed([dict.fromkeys(map(stem, forms)) for forms in found]))
    made.add_text("passage", passage.passage.id)
    for name, given in values(document, passage).items():
        for value in given:
            made.add_text(name, value)
    for name in (name for name, found in searched.items() if found):
        made.add_text("has", name)
    return made


def _placed(found: Iterable[Iterable[str]]) -> tantivy.PreTokenizedString:
    """The forms of each word at its place; where it stands in the text is not asked of tantivy."""
    return tantivy.PreTokenizedString("", [tantivy.Token(f, at, 0) for at, forms in enumerate(found) for f in forms])


def count_of(found: tantivy.SearchResult) -> int:
    """How many passages a search found in all."""
    return int(found.count)  # type: ignore[attr-defined]  # tantivy's stubs leave it out


def read_stored(found: tantivy.Document) -> Stored:
    """The values of a hit."""
    hit = found.get_first("hit")
    assert hit is not None  # every passage has it
    return cast("Stored", msgspec.json.decode(bytes(hit)))
