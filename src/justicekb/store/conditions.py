"""A `RecordFilter` as SQL: one condition with its parameters for each part that is given.

Pure: the SQL is built here and run by `records_sqlite`. It must let through exactly what `filters.matches` does.
The statement it goes into names the record's table `r`, its document `d` and its sentence `s`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from justicekb.edtf import Edtf
from justicekb.model import DateMention, Fact, Figure, LawMention, Mention, Quote, Record, Reference, normalise_name
from justicekb.querytree import RecordFilter
from justicekb.store.rows import first_day, last_day
from justicekb.store.words import stems

Condition = tuple[str, tuple[object, ...]]

_NEVER: Condition = ("0", ())
_DATE_COLUMN: dict[type[Record], str] = {Fact: "date", Figure: "date", DateMention: "edtf", Reference: "issued"}
_ENTITY_COLUMN: dict[type[Record], str] = {Mention: "entity", LawMention: "entity", Quote: "speaker_entity"}


def conditions(kind: type[Record], where: RecordFilter) -> Iterator[Condition]:
    """The conditions of the filter for one kind of record; all must hold."""
    if where.documents:
        yield _one_of("r.document", where.documents)
    if where.types:
        yield _types(kind, where.types)
    if where.entities:
        yield _entities(kind, where.entities)
    for entity in where.sentence_mentions:
        yield "r.sentence IN (SELECT sentence FROM sentence_entity WHERE entity = ?)", (entity,)
    if where.about:
        sql, values = _one_of("entity", where.about)
        yield f"r.document IN (SELECT document FROM occurrence WHERE {sql})", values
    if where.date is not None:
        column = _DATE_COLUMN.get(kind)
        yield _NEVER if column is None else _overlap(f"r.{column}", where.date)
    yield from _document(where)
    yield from _words(kind, where)


def _document(where: RecordFilter) -> Iterator[Condition]:
    if where.published is not None:
        yield _overlap("d.published", where.published)
    if where.kinds:
        yield _one_of("d.kind", where.kinds)
    if where.publisher is not None:
        yield _has_name("d.publisher_normal", where.publisher)


def _words(kind: type[Record], where: RecordFilter) -> Iterator[Condition]:
    if where.unit is not None:
        yield _unit(where.unit) if kind is Figure else _NEVER
    for stem in (stem for word in where.measure for stem in stems(word)):
        yield ("instr(r.measure_stems || s.stems, ?)", (f" {stem} ",)) if kind is Figure else _NEVER
    if where.measure and kind is not Figure:
        yield _NEVER
    if where.speaker is not None:
        yield _has_name("r.speaker_normal", where.speaker) if kind is Quote else _NEVER
    if where.jurisdiction is not None:
        yield ("r.jurisdiction = ?", (where.jurisdiction,)) if kind is LawMention else _NEVER
    for stem in stems(where.text or ""):
        yield "instr(s.stems, ?)", (f" {stem} ",)


def _one_of(column: str, values: Sequence[str]) -> Condition:
    return f"{column} IN ({', '.join('?' * len(values))})", tuple(values)


def _types(kind: type[Record], types: Sequence[str]) -> Condition:
    if kind is LawMention:
        return ("1", ()) if "law" in types else _NEVER
    return _one_of("r.type", types) if kind in (Fact, Mention, Reference) else _NEVER


def _entities(kind: type[Record], entities: Sequence[str]) -> Condition:
    if kind is Fact:
        sql, values = _one_of("entity", entities)
        return f"r.row IN (SELECT fact FROM participant WHERE {sql})", values
    column = _ENTITY_COLUMN.get(kind)
    return _NEVER if column is None else _one_of(f"r.{column}", entities)


def _overlap(column: str, date: Edtf) -> Condition:
    return f"{column}_earliest <= ? AND {column}_latest >= ?", (last_day(date), first_day(date))


def _has_name(column: str, name: str) -> Condition:
    return f"instr(' ' || {column} || ' ', ?)", (f" {normalise_name(name)} ",)


def _unit(unit: str) -> Condition:
    return "(r.unit = ? OR substr(r.unit, 1, ?) = ?)", (unit, len(unit) + 1, f"{unit}:")
