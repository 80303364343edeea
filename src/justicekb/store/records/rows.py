"""Records and documents as rows of plain columns, and back: a decoded record equals the one encoded.

One rule for each type of field: a `Span` is two columns, an `Edtf` three (expression, earliest and latest day),
a tuple of words a JSON array, everything else itself. `SPECS` names the tables; participants have their own.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, fields
from functools import lru_cache
from typing import Any, TypeVar

from justicekb.edtf import Edtf
from justicekb.model import (
    RECORD_TYPES,
    Author,
    Block,
    Document,
    Fact,
    Figure,
    Participant,
    Passage,
    Quote,
    Record,
    normalise_name,
)
from justicekb.spans import Span
from justicekb.store.records.once import kind_number
from justicekb.store.words import stems

R = TypeVar("R", bound=Record)
Row = dict[str, Any]
Read = Mapping[str, Any] | Any  # sqlite3.Row has keys, but is no Mapping

DAYS = ("0001-01-01", "9999-12-31")  # what an open start and an open end are stored as

TABLES: dict[str, type[Record]] = {kind.KIND: kind for kind in RECORD_TYPES}
_SHARED = frozenset({"document", "span", "evidence", "rule", "participants"})


@dataclass(frozen=True, slots=True)
class _Field:
    """A field of a record and how it is kept."""

    name: str
    form: str


@lru_cache(maxsize=16)
def _fields(table: str) -> tuple[_Field, ...]:
    """The fields of a kind of record beyond the shared ones, with the form that follows from their types."""
    return tuple(_Field(f.name, _form(str(f.type))) for f in fields(TABLES[table]) if f.name not in _SHARED)


def _form(annotation: str) -> str:
    for name, form in (("Span", "span"), ("Edtf", "edtf"), ("tuple", "list"), ("bool", "bool")):
        if annotation.startswith(name):
            return form
    return "plain"


def record_row(record: Record) -> Row:
    """The columns of a record's view, without its sentence and its number in it."""
    row: Row = {
        "id": record.id,
        "document": record.document,
        "start_char": record.span.start,
        "end_char": record.span.end,
        "rule": record.rule,
    }
    for field in _fields(record.KIND):
        row |= _ENCODE[field.form](field.name, getattr(record, field.name))
    return row | _searched(record)


def _searched(record: Record) -> Row:
    """What filters compare beyond the record's own columns."""
    if isinstance(record, Figure):
        return {"measure_stems": spaced(stems(record.measure))}
    if isinstance(record, Quote):
        return {"speaker_normal": None if record.speaker is None else normalise_name(record.speaker)}
    return {}


def spaced(words: Sequence[str]) -> str:
    """Words between spaces, so that one of them can be looked for with its spaces around it."""
    return f" {' '.join(words)} "


def read_record(kind: type[R], row: Read) -> R:
    """The record of a row that also has `evidence_start`, `evidence_end` and, for a fact, `participants` (JSON)."""
    values = {field.name: _DECODE[field.form](field.name, row) for field in _fields(kind.KIND)}
    if issubclass(kind, Fact):
        values["participants"] = tuple(
            Participant(role=role, name=name, entity=entity) for role, name, entity in json.loads(row["participants"])
        )
    return kind(
        document=row["document"],
        span=Span(row["start_char"], row["end_char"]),
        evidence=Span(row["evidence_start"], row["evidence_end"]),
        rule=row["rule"],
        **values,
    )


def date_row(name: str, value: Edtf | None) -> Row:
    """The three columns of a date."""
    if value is None:
        return {name: None, f"{name}_earliest": None, f"{name}_latest": None}
    return {name: value.text, f"{name}_earliest": first_day(value), f"{name}_latest": last_day(value)}


def first_day(value: Edtf) -> str:
    """The earliest day as stored."""
    return DAYS[0] if value.earliest is None else value.earliest.isoformat()


def last_day(value: Edtf) -> str:
    """The latest day as stored."""
    return DAYS[1] if value.latest is None else value.latest.isoformat()


def _span_row(name: str, value: Span | None) -> Row:
    return {
        f"{name}_start": None if value is None else value.start,
        f"{name}_end": None if value is None else value.end,
    }


def _read_span(name: str, row: Read) -> Span | None:
    start = row[f"{name}_start"]
    return None if start is None else Span(start, row[f"{name}_end"])


def _read_date(name: str, row: Read) -> Edtf | None:
    return None if row[name] is None else Edtf(row[name])


def _list(values: Sequence[str]) -> str:
    return json.dumps(list(values), ensure_ascii=False)


_ENCODE: dict[str, Callable[[str, Any], Row]] = {
    "span": _span_row,
    "edtf": date_row,
    "list": lambda name, value: {name: _list(value)},
    "bool": lambda name, value: {name: int(value)},
    "plain": lambda name, value: {name: value},
}
_DECODE: dict[str, Callable[[str, Read], Any]] = {
    "span": _read_span,
    "edtf": _read_date,
    "list": lambda name, row: tuple(json.loads(row[name])),
    "bool": lambda name, row: bool(row[name]),
    "plain": lambda name, row: row[name],
}

# ── documents ────────────────────────────────────────────────────────────────────────────────────────────

_PLAIN = (
    "path", "sha256", "media_type", "kind", "title", "publisher", "language", "url", "doi", "issn", "container",
    "volume", "issue", "pages", "abstract",
)  # fmt: skip
_DATES = ("published", "period", "retrieved")
_LISTS = ("keywords", "notes")
# Every column that a document without its text needs.
DOCUMENT_COLUMNS = ("id", *_PLAIN, *_DATES, *_LISTS)


def document_row(document: Document) -> Row:
    """The columns of the table `document`, without the revision."""
    row: Row = {"id": document.id, "text": document.text}
    row |= {name: getattr(document, name) for name in _PLAIN}
    row["publisher_normal"] = None if document.publisher is None else normalise_name(document.publisher)
    for name in _DATES:
        row |= date_row(name, getattr(document, name))
    return row | {name: _list(getattr(document, name)) for name in _LISTS}


def read_document(row: Read, authors: Sequence[Read], blocks: Sequence[Read] = (), text: str = "") -> Document:
    """The document of its row and the rows of its authors and blocks."""
    return Document(
        **{name: row[name] for name in _PLAIN},
        **{name: _read_date(name, row) for name in _DATES},  # type: ignore[arg-type]  # names and types agree above
        **{name: tuple(json.loads(row[name])) for name in _LISTS},  # type: ignore[arg-type]  # the same
        authors=tuple(Author(name=author["name"], affiliation=author["affiliation"]) for author in authors),
        blocks=tuple(_read_block(block) for block in blocks),
        text=text,
    )


def _read_block(row: Read) -> Block:
    span = Span(row["start_char"], row["end_char"])
    return Block(kind=row["kind"], span=span, level=row["level"], page=row["page"], language=row["language"])


def block_row(document: int | None, position: int, block: Block) -> tuple[object, ...]:
    """The columns of the table `block_at` in their order."""
    return (
        document, position, kind_number(block.kind), block.span.start, len(block.span), block.level, block.page,
        block.language,
    )  # fmt: skip


def passage_row(document: int | None, position: int, passage: Passage, headings: int) -> tuple[object, ...]:
    """The columns of the table `passage_at` in their order; `headings` is their row in `passage_headings`."""
    return (
        document, position, kind_number(passage.kind), passage.span.start, len(passage.span), headings, passage.page,
    )  # fmt: skip


def words_row(values: Sequence[str]) -> str:
    """A list of words as one column."""
    return _list(values)


def read_passage(row: Read) -> Passage:
    """The passage of its row."""
    return Passage(
        document=row["document"],
        span=Span(row["start_char"], row["end_char"]),
        kind=row["kind"],
        headings=tuple(json.loads(row["headings"])),
        page=row["page"],
    )
