"""A register of ratifications that the user supplies, and the ratifications in a base that it dates otherwise."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from difflib import get_close_matches
from pathlib import Path

from justicekb.edtf import Edtf
from justicekb.errors import Diagnostic, QueryError, ValueFormatError
from justicekb.findings import Conflict, ConflictSide
from justicekb.model import EntityType, Fact, entity_id, normalise_name
from justicekb.query.events.conflicts import conflict_of
from justicekb.query.events.values import agree, group_dates
from justicekb.query.language import Reading, atlas
from justicekb.querytree import RecordFilter
from justicekb.store.base import RecordReader
from justicekb.vocabulary import Vocabulary
from justicekb.vocabulary.datetext import Anchor, find_dates
from justicekb.vocabulary.entries import Country, Treaty
from justicekb.vocabulary.names import find_names

_COLUMNS = ("state", "instrument", "year")

# How like a name must be to what was written to be proposed instead of it (difflib's measure, 0 to 1).
_LIKE = 0.75


@dataclass(frozen=True, slots=True)
class Registered:
    """A line of a register: who ratified what when, by entity ids; `line` counts from 1 with the head."""

    state: str
    instrument: str
    date: Edtf
    line: int


def read_register(file: Path, vocabulary: Vocabulary, records: RecordReader) -> list[Registered]:
    """The lines of a CSV register with the columns state, instrument and year (an EDTF date, or a day in words).

    Columns are parted by commas, semicolons or tabs, named in any case and order; others are left aside. An instrument
    is named as documents name it, by its UN symbol (CAT-OP), its number in the UN Treaty Collection (IV-9-b), or as the
    base knows it. Raises QueryError, naming the line and the reason, for a file that cannot be read so, and for two
    lines that contradict each other.
    """
    names = _Names(vocabulary, records)
    register: list[Registered] = []
    first: dict[tuple[str, str], Registered] = {}
    for line, row in _rows(file):
        try:
            told = names.registered(row, line)
        except ValueError as error:
            raise _fault(f"{file}, line {line}: {error}") from error
        before = first.setdefault((told.state, told.instrument), told)
        if not agree(before.date, told.date):
            raise _fault(f"{file}, line {line}: {told.date} contradicts {before.date} in line {before.line}")
        register.append(told)
    return register


def _rows(file: Path) -> Iterator[tuple[int, dict[str, str]]]:
    """The lines with their numbers, by column name in lower case."""
    try:
        text = file.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        raise _fault(f"{file}, line {line}: not in UTF-8 ({error.reason})") from error
    head = text.partition("\n")[0]
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=max(",;\t", key=head.count))
    columns = [name.strip().casefold() for name in next(reader, [])]
    missing = [name for name in _COLUMNS if name not in columns]
    if missing:
        raise _fault(f"{file}, line 1: no column {', '.join(missing)}; it has {', '.join(columns) or 'none'}")
    for row in reader:
        if not any(field.strip() for field in row):
            continue
        if len(row) != len(columns):
            raise _fault(f"{file}, line {reader.line_num}: {len(row)} fields, but {len(columns)} columns")
        yield reader.line_num, dict(zip(columns, (field.strip() for field in row), strict=True))


def _fault(message: str) -> QueryError:
    return QueryError(Diagnostic(message=message))


class _Names:
    """Reads the names and dates of a register; what it does not know raises ValueError."""

    def __init__(self, vocabulary: Vocabulary, records: RecordReader) -> None:
        self._vocabulary = vocabulary
        self._records = records
        treaties = vocabulary.entries(Treaty)
        self._numbers = {t.untc.casefold(): t.name for t in treaties if t.untc}
        called = [normalise_name(t.called[0]) for t in treaties if t.called]
        self._called = {n: t.name for n, t in ((normalise_name(t.called[0]), t) for t in treaties if t.called)
                        if called.count(n) == 1}  # fmt: skip

    def registered(self, row: dict[str, str], line: int) -> Registered:
        """A line read; raises ValueError with the reason."""
        state, instrument, year = (row[name] for name in _COLUMNS)
        return Registered(self._state(state), self._instrument(instrument), self._date(year), line)

    def _state(self, text: str) -> str:
        """A state by any of its names; what the UN puts in brackets is left out: "Iran (Islamic Republic of)"."""
        found = self._known(re.sub(r"\s*\(.*\)\s*$", "", text), "place")
        if found not in atlas(self._vocabulary).countries:
            raise self._unknown("state", text, [c.name for c in self._vocabulary.entries(Country)])
        return found

    def _instrument(self, text: str) -> str:
        known = self._known(text, "law")
        if known is not None:
            return known
        name = self._numbers.get(text.casefold()) or self._called.get(normalise_name(text))
        id_ = entity_id("law", name or text)
        if name is None and self._records.entity(id_) is None:
            names = [t.name for t in self._vocabulary.entries(Treaty) if t.kind not in ("short", "group")]
            raise self._unknown("instrument", text, names)
        return id_

    def _known(self, text: str, type_: EntityType) -> str | None:
        """The entity that the whole text names; "Optional Protocol" alone names none."""
        for name in find_names(text.title() if type_ == "place" and text.isupper() else text, self._vocabulary):
            whole = len(normalise_name(text[name.start : name.end])) >= len(normalise_name(text).removeprefix("the "))
            if name.type == type_ and whole and name.entity_id != "law:optional-protocol":
                return name.entity_id
        return None

    def _date(self, text: str) -> Edtf:
        """An EDTF date, or the first date in words: "26 Aug 1998 a" is the day of an accession."""
        try:
            return Edtf(text)
        except ValueFormatError as error:
            told = [d.edtf for d in find_dates(text, Anchor(), self._vocabulary) if d.edtf is not None]
            if len(told) != 1 or not text[:1].isdigit() or re.fullmatch(r"[\d\-/.~?%X]+", text):
                raise ValueError(f"{text!r} is no date; write 1998, 1998-08 or 1998-08-26") from error
            return told[0]

    def _unknown(self, what: str, text: str, names: Sequence[str]) -> ValueError:
        if not text:
            return ValueError(f"no {what}")
        like = get_close_matches(text, names, n=1, cutoff=_LIKE)
        return ValueError(f"no {what} is called {text!r}" + (f"; did you mean {like[0]}?" if like else ""))


def against_register(register: Sequence[Registered], records: RecordReader, vocabulary: Vocabulary) -> list[Conflict]:
    """Ratifications in the base whose date a register contradicts; the register's side has no citations."""
    reading = Reading(records, atlas(vocabulary))
    found: dict[str, Conflict] = {}
    for line in register:
        where = RecordFilter(types=("ratification",), entities=(line.instrument,))
        facts = [f for f in records.records(Fact, where) if _ratifies(f, line, reading)]
        wrong = [f for f in facts if not agree(f.date, line.date)]
        for side in group_dates(wrong, lambda f: f.date):
            conflict = conflict_of([side], "date", reading, lambda f: f.date.text)
            registered = ConflictSide(value=line.date.text, evidence=(), sources=1)
            found.setdefault(conflict.id, replace(conflict, sides=(registered, *conflict.sides)))
    return list(found.values())


def _ratifies(fact: Fact, line: Registered, reading: Reading) -> bool:
    agents = {p.entity for p in fact.participants if p.role == "agent" and p.entity}
    states = {a for a in agents if a.startswith("place:")} or {reading.country(fact.document) or ""}
    return line.state in states and fact.polarity == "positive" and fact.modality != "planned"
