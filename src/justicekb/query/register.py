"""A register of ratifications that the user supplies, and the ratifications in a base that it dates otherwise."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from justicekb.edtf import Edtf
from justicekb.errors import Diagnostic, QueryError, ValueFormatError
from justicekb.model import Conflict, ConflictSide, EntityType, Fact, entity_id
from justicekb.query.conflicts import conflict_of
from justicekb.query.countries import atlas
from justicekb.query.grouping import agree, group_dates
from justicekb.query.reading import Reading
from justicekb.querytree import RecordFilter
from justicekb.store.base import RecordReader
from justicekb.vocabulary import Vocabulary
from justicekb.vocabulary.names import find_names

_COLUMNS = {"state", "instrument", "year"}


@dataclass(frozen=True, slots=True)
class Registered:
    """A line of a register: who ratified what when, by entity ids; `line` counts from 1 with the head."""

    state: str
    instrument: str
    date: Edtf
    line: int


def read_register(file: Path, vocabulary: Vocabulary) -> list[Registered]:
    """The lines of a CSV register with the columns state, instrument and year (any EDTF date).

    Raises QueryError for a missing column, or for a state, instrument or date that cannot be read, naming the line.
    """
    with file.open(encoding="utf-8-sig", newline="") as stream:
        rows = csv.DictReader(stream)
        missing = _COLUMNS - set(rows.fieldnames or ())
        if missing:
            raise QueryError(Diagnostic(message=f"{file}: no column {', '.join(sorted(missing))}"))
        return [_registered(row, file, rows.line_num, vocabulary) for row in rows]


def _registered(row: dict[str, str], file: Path, line: int, vocabulary: Vocabulary) -> Registered:
    state, instrument = _named(row["state"], "place", vocabulary), _named(row["instrument"], "law", vocabulary)
    try:
        return Registered(state, instrument, Edtf(row["year"].strip()), line)
    except ValueFormatError as error:
        raise QueryError(Diagnostic(message=f"{file}, line {line}: {error}")) from error


def _named(text: str, type_: EntityType, vocabulary: Vocabulary) -> str:
    found = [name.entity_id for name in find_names(text, vocabulary) if name.type == type_]
    return found[0] if found else entity_id(type_, text)


def against_register(register: Sequence[Registered], records: RecordReader, vocabulary: Vocabulary) -> list[Conflict]:
    """Ratifications in the base whose date a register contradicts; the register's side has no citations."""
    reading = Reading(records, atlas(vocabulary))
    found: list[Conflict] = []
    for line in register:
        where = RecordFilter(types=("ratification",), entities=(line.instrument,))
        facts = [f for f in records.records(Fact, where) if _ratifies(f, line, reading)]
        wrong = [f for f in facts if not agree(f.date, line.date)]
        for side in group_dates(wrong, lambda f: f.date):
            conflict = conflict_of([side], "date", reading, lambda f: f.date.text)
            registered = ConflictSide(value=line.date.text, evidence=(), sources=1)
            found.append(replace(conflict, sides=(registered, *conflict.sides)))
    return found


def _ratifies(fact: Fact, line: Registered, reading: Reading) -> bool:
    agents = {p.entity for p in fact.participants if p.role == "agent" and p.entity}
    states = {a for a in agents if a.startswith("place:")} or {reading.country(fact.document) or ""}
    return line.state in states and fact.polarity == "positive" and fact.modality != "planned"
