"""A `RecordFilter` as SQL: one condition with its parameters for each part that is given.

Pure: the SQL is built here and run by `records_sqlite`. It must let through exactly what `filters.matches` does.
The statement it goes into names the record's view `r` and its document `d`. Words, entities, kinds and years of the
sentence are looked up in the sentence index.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from justicekb.edtf import Edtf
from justicekb.model import DateMention, Fact, Figure, LawMention, Mention, Quote, Record, Reference, normalise_name
from justicekb.querytree import Clue, RecordFilter
from justicekb.store.records.rows import first_day, last_day
from justicekb.store.records.sentenceindex import clue_asked, expression, words_asked
from justicekb.store.words import stems

Condition = tuple[str, tuple[object, ...]]

_NEVER: Condition = ("0", ())
_DATE_COLUMN: dict[type[Record], str] = {Fact: "date", Figure: "date", DateMention: "edtf", Reference: "issued"}
_ENTITY_COLUMN: dict[type[Record], str] = {Mention: "entity", LawMention: "entity", Quote: "speaker_entity"}


def conditions(kind: type[Record], where: RecordFilter) -> Iterator[Condition]:
    """The conditions of the filter for one kind of record; all must hold."""
    if asked := _asked(kind, where):
        yield f"r.sentence IN ({_MATCHING})", (asked,)
    for group in documents_asked(where):
        sql, values = _one_of("e.id", group)
        yield f"r.document IN ({_MENTIONING} WHERE {sql})", values
    yield from rest(kind, where)


def _asked(kind: type[Record], where: RecordFilter) -> str:
    """What the sentence index is asked; "" where only documents are, which tell their sentences themselves."""
    told = where.entities or where.types or where.jurisdiction or where.date
    if not told and next(words_asked(kind, where), None) is None:
        return ""
    return expression(kind, where, where.documents if len(where.documents) <= _TOGETHER else ())


# The most documents that are asked for in one expression of the sentence index, which compares them at each step.
_TOGETHER = 48


def rest(kind: type[Record], where: RecordFilter) -> Iterator[Condition]:
    """What is left to ask of records whose sentences and documents were found by `retrieval`; reads no other row."""
    if where.entities and kind is Fact:
        sql, values = _one_of("t.entity", where.entities)
        yield f"EXISTS ({_TAKING_PART} AND {sql})", values
    yield from _of_row(kind, where)


_MENTIONING = """
    SELECT n.document FROM entity AS e JOIN document_named AS o ON o.entity = e.row
    JOIN document_number AS n ON n.number = o.document
"""
_TAKING_PART = """
    SELECT 1 FROM participant_at AS p JOIN participant_told AS t ON t.row = p.told
    WHERE p.sentence = r.sentence AND p.fact = r.nth
"""


def _of_row(kind: type[Record], where: RecordFilter) -> Iterator[Condition]:
    """The conditions that a record's own row, its document's and its sentence's tell."""
    if where.documents:
        yield _one_of("r.document", where.documents)
    if where.types:
        yield _types(kind, where.types)
    if where.entities and kind is not Fact:
        column = _ENTITY_COLUMN.get(kind)
        yield _NEVER if column is None else _one_of(f"r.{column}", where.entities)
    if where.within is not None:
        yield "r.start_char >= ? AND r.start_char < ?", (where.within.start, where.within.end)
        # The index over sentences holds their places, and a record stands in its sentence.
        yield "r.evidence_end >= ? AND r.evidence_start < ?", (where.within.start, where.within.end)
    if where.date is not None:
        column = _DATE_COLUMN.get(kind)
        yield _NEVER if column is None else _overlap(f"r.{column}", where.date)
    yield from _document(where)
    yield from _words(kind, where)


def documents_asked(where: RecordFilter) -> list[tuple[str, ...]]:
    """Groups of entities, one of each of which the document must mention."""
    given = [where.about] if where.about else []
    return given + [clue.entities for clue in where.clues if clue.anywhere]


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
    if where.measure and kind is not Figure:
        yield _NEVER
    if kind is Figure:
        yield from (_measured([(stem,)]) for word in where.measure for stem in stems(word))
        yield from (_measured_clue(clue) for clue in where.clues if clue.measured)
    if where.speaker is not None:
        yield _has_name("r.speaker_normal", where.speaker) if kind is Quote else _NEVER
    if where.jurisdiction is not None:
        yield ("r.jurisdiction = ?", (where.jurisdiction,)) if kind is LawMention else _NEVER


_MATCHING = "SELECT rowid FROM sentence_index WHERE sentence_index MATCH ?"


def _measured(words: Sequence[Sequence[str]], told: str | None = None) -> Condition:
    """That the figure's own measure has all stems of one of the words, or its sentence has what is `told`.

    The index cannot tell the measures of several figures in a sentence apart.
    """
    own = [" AND ".join("instr(r.measure_stems, ?)" for _ in stems_) for stems_ in words]
    here = "EXISTS (SELECT 1 FROM sentence_index WHERE rowid = r.sentence AND sentence_index MATCH ?)"
    values = [f" {stem} " for stems_ in words for stem in stems_]
    return f"({' OR '.join([*(f'({sql})' for sql in own), here])})", (*values, told or f'"{words[0][0]}"')


def _measured_clue(clue: Clue) -> Condition:
    words = [own for word in clue.words if (own := stems(word))]
    return _measured(words, clue_asked(replace(clue, measured=False)))


def _one_of(column: str, values: Sequence[str]) -> Condition:
    return f"{column} IN ({', '.join('?' * len(values))})", tuple(values)


def _types(kind: type[Record], types: Sequence[str]) -> Condition:
    if kind is LawMention:
        return ("1", ()) if "law" in types else _NEVER
    return _one_of("r.type", types) if kind in (Fact, Mention, Reference) else _NEVER


def _overlap(column: str, date: Edtf) -> Condition:
    return f"{column}_earliest <= ? AND {column}_latest >= ?", (last_day(date), first_day(date))


def _has_name(column: str, name: str) -> Condition:
    return f"instr(' ' || {column} || ' ', ?)", (f" {normalise_name(name)} ",)


def _unit(unit: str) -> Condition:
    return "(r.unit = ? OR substr(r.unit, 1, ?) = ?)", (unit, len(unit) + 1, f"{unit}:")
