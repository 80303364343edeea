"""What Whoosh indexes and stores of a passage, and the hit that comes back from it.

Values come as lists of words that are already folded, texts as `joined` makes them; Whoosh analyses nothing. What is
stored are plain values: Whoosh pickles them, and they are read back through the allow-list.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from justicekb.model import Document
from justicekb.store.base import IndexedPassage
from justicekb.store.fulltext.storedhits import fields_of, joined, own_field, stored_hit
from justicekb.store.fulltext.values import TEXTS, VALUES, values
from justicekb.store.whoosh.leanimport import lean_import
from justicekb.store.words import words

with lean_import():
    from whoosh import fields, formats
    from whoosh.analysis import IDAnalyzer, Token


def schema() -> Any:  # noqa: ANN401  # Whoosh has no types
    """The fields. Values come as lists of words that are already folded; nothing is analysed by Whoosh."""

    def whole() -> Any:  # noqa: ANN401  # Whoosh has no types
        return fields.FieldType(format=formats.Existence(), analyzer=IDAnalyzer(), scorable=False, stored=False)

    def text() -> Any:  # noqa: ANN401  # Whoosh has no types
        return fields.TEXT(analyzer=_placed, phrase=True)

    schema = fields.Schema(hit=fields.STORED)
    for name in TEXTS:
        schema.add(name, text())
    for name in VALUES:
        schema.add(name, whole())
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
    own = own_field(stored)
    searched = {name: joined(words(text)) for name, text in fields_of(stored).items() if name != own}
    searched[own] = stored["words"]
    given = values(document, passage)
    given["has"] += [name for name, found in searched.items() if found]
    return {**searched, **given, "hit": stored}
