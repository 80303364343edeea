"""What Whoosh indexes of a passage, and the two numbers that it keeps: which document, and which of its passages.

Values come as lists of words that are already folded, texts as `joined` makes them; Whoosh analyses nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from justicekb.model import Document
from justicekb.store.base import IndexedPassage
from justicekb.store.fulltext.folder import number_of
from justicekb.store.fulltext.storedhits import fields_of, joined, shown
from justicekb.store.fulltext.values import TEXTS, VALUES, values
from justicekb.store.whoosh.leanimport import lean_import
from justicekb.store.words import words

with lean_import():
    from whoosh import columns, fields, formats
    from whoosh.analysis import IDAnalyzer, Token

    from justicekb.store.whoosh.postings import Placed

# The columns of the numbers, and how many bytes each takes.
KEYS = {"document_key": "Q", "position": "I"}


def schema() -> Any:  # noqa: ANN401  # Whoosh has no types
    """The fields. Values come as lists of words that are already folded; nothing is analysed by Whoosh."""

    def whole() -> Any:  # noqa: ANN401  # Whoosh has no types
        return fields.FieldType(format=formats.Existence(), analyzer=IDAnalyzer(), scorable=False, stored=False)

    schema = fields.Schema()
    for name in TEXTS:
        schema.add(name, fields.FieldType(format=Placed(), analyzer=_placed, scorable=True, stored=False))
    for name in VALUES:
        schema.add(name, whole())
    for name, width in KEYS.items():
        schema.add(name, fields.COLUMN(columns.NumericColumn(width)))
    return schema


def _placed(text: str, **options: Any) -> Iterator[Any]:  # noqa: ANN401  # Whoosh has no types
    """Whoosh's tokens of what `joined` made."""
    token = Token(**options)
    for place, here in enumerate(text.split(" ") if text else ()):
        for form in here.split("|"):
            token.text, token.pos, token.boost, token.stopped = form, place, 1.0, False
            yield token


def passage_fields(document: Document, passage: IndexedPassage, position: int) -> dict[str, Any]:
    """What Whoosh indexes of a passage, lists of words, and its key; `position` is its place among the document's."""
    searched = {name: joined(words(text)) for name, text in fields_of(shown(document, passage)).items()}
    given = values(document, passage)
    given["has"] += [name for name, found in searched.items() if found]
    return {**searched, **given, "document_key": number_of(document.id), "position": position}
