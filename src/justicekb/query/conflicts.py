"""What sources disagree on: one event with incompatible dates, one quantity with incompatible values.

Stages of a treaty (signed, ratified, in force) are different events, and precision is no disagreement: 1998 and
26 August 1998 agree. Figures conflict only for the same measure, unit, place and date.
"""

from __future__ import annotations

import csv
import hashlib
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import combinations
from pathlib import Path
from typing import Literal, TypeVar

from justicekb.edtf import Edtf
from justicekb.errors import Diagnostic, QueryError, ValueFormatError
from justicekb.model import Conflict, ConflictSide, EntityType, Fact, Figure, Record, entity_id
from justicekb.query.countries import atlas
from justicekb.query.grouping import agree, compatible_figures, group_dates, group_equal, same_figure
from justicekb.query.lexicon import lexicon
from justicekb.query.origins import origins
from justicekb.query.reading import Reading
from justicekb.query.sameness import Sameness
from justicekb.query.timeline import conflicting
from justicekb.query.values import number, same_quantity
from justicekb.query.words import stems
from justicekb.querytree import RecordFilter
from justicekb.store.base import RecordReader
from justicekb.vocabulary import Vocabulary
from justicekb.vocabulary.names import find_names

R = TypeVar("R", bound=Record)


def conflicts(records: RecordReader, vocabulary: Vocabulary, *, entities: Sequence[str] = ()) -> list[Conflict]:
    """All conflicts, or those of records that one of these entity ids takes part in; those of most sources first."""
    reading = Reading(records, atlas(vocabulary))
    same = Sameness(reading, lexicon(vocabulary), atlas(vocabulary).countries)
    where = RecordFilter(entities=tuple(entities)) if entities else RecordFilter()
    facts = [f for f in records.records(Fact, where) if f.type in same.lexicon.once and f.modality != "planned"]
    figures = [f for f in records.records(Figure, _sentences(entities)) if _comparable(f)]
    found = [*_of_dates(facts, same), *_of_figures(figures, reading)]
    return sorted(found, key=lambda c: (-sum(side.sources for side in c.sides), c.about, c.id))


def _sentences(entities: Sequence[str]) -> RecordFilter:
    return RecordFilter(sentence_mentions=tuple(entities[:1])) if entities else RecordFilter()


def _comparable(figure: Figure) -> bool:
    """Whether a figure says what it counts and when; terms and durations have many holders and are left out."""
    return bool(figure.measure) and figure.date is not None and figure.unit not in _DURATIONS


_DURATIONS = frozenset({"years", "months", "days", "hours"})


def _of_dates(facts: list[Fact], same: Sameness) -> Iterable[Conflict]:
    for cluster in connected(facts, same.keys, same.same_event):
        sides = group_dates(cluster, lambda f: f.date)
        if any(conflicting(a, b, same) for one, other in combinations(sides, 2) for a in one for b in other):
            yield _conflict(sides, "date", same.reading, lambda f: f.date.text)


def _of_figures(figures: list[Figure], reading: Reading) -> Iterable[Conflict]:
    def one_quantity(left: Figure, right: Figure) -> bool:
        return same_quantity(left, right) and _subject(left, reading) == _subject(right, reading)

    for cluster in connected(figures, _keys, one_quantity):
        sides = group_equal(cluster, same_figure)
        apart = [s for s in sides if not all(compatible_figures(s[0], o[0]) for o in sides)]
        if len(apart) > 1 and len({f.document for side in apart for f in side}) > 1:
            yield _conflict(apart, "figure", reading, number)


def _subject(figure: Figure, reading: Reading) -> str:
    """Whose figure it is: its subject, else the country its document is about."""
    return figure.subject or reading.country(figure.document) or figure.document


def _keys(figure: Figure) -> set[str]:
    return {f"{figure.unit} {word}" for word in stems(figure.measure)}


def _conflict(
    sides: Sequence[Sequence[R]], differs: Literal["date", "figure"], reading: Reading, value: Callable[[R], str]
) -> Conflict:
    told = tuple(sorted((_side(side, reading, value) for side in sides), key=lambda s: (-s.sources, s.value)))
    ids = sorted(c.record for side in told for c in side.evidence)
    digest = hashlib.blake2b("\x1f".join(ids).encode(), digest_size=6).hexdigest()
    return Conflict(id=f"conflict-{digest}", about=_about(sides[0][0], reading), differs=differs, sides=told)


def _side(side: Sequence[R], reading: Reading, value: Callable[[R], str]) -> ConflictSide:
    evidence = tuple(reading.citation(record) for record in side)
    return ConflictSide(value=value(side[0]), evidence=evidence, sources=origins(evidence, reading.around))


def _about(record: Record, reading: Reading) -> str:
    """The subject of a conflict in words: "ratification: Norland, Convention on Prisons"."""
    if isinstance(record, Fact):
        names = [p.name for p in record.participants if p.role != "place"]
        return f"{record.type.replace('_', ' ')}: {', '.join(dict.fromkeys(names))}"
    if isinstance(record, Figure):
        return " ".join(filter(None, [record.measure, f"({record.date})" if record.date else ""]))
    return reading.sentence(record)


# ── what belongs together ────────────────────────────────────────────────────────────────────────────────


def connected(items: Sequence[R], keys: Callable[[R], Iterable[str]], same: Callable[[R, R], bool]) -> list[list[R]]:
    """Items that `same` connects, directly or through others, in groups of two or more.

    Only items that share a key are compared, so that a large base is not compared with itself pair by pair.
    """
    buckets: dict[str, list[int]] = defaultdict(list)
    for at, item in enumerate(items):
        for key in set(keys(item)):
            buckets[key].append(at)
    root = list(range(len(items)))
    for bucket in buckets.values():
        for left, right in combinations(bucket, 2):
            one, other = _root(root, left), _root(root, right)
            if one != other and same(items[left], items[right]):
                root[max(one, other)] = min(one, other)
    groups: dict[int, list[R]] = defaultdict(list)
    for at, item in enumerate(items):
        groups[_root(root, at)].append(item)
    return [group for group in groups.values() if len(group) > 1]


def _root(root: list[int], at: int) -> int:
    while root[at] != at:
        root[at] = root[root[at]]
        at = root[at]
    return at


# ── a register of ratifications ──────────────────────────────────────────────────────────────────────────

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
            conflict = _conflict([side], "date", reading, lambda f: f.date.text)
            registered = ConflictSide(value=line.date.text, evidence=(), sources=1)
            found.append(replace(conflict, sides=(registered, *conflict.sides)))
    return found


def _ratifies(fact: Fact, line: Registered, reading: Reading) -> bool:
    agents = {p.entity for p in fact.participants if p.role == "agent" and p.entity}
    states = {a for a in agents if a.startswith("place:")} or {reading.country(fact.document) or ""}
    return line.state in states and fact.polarity == "positive" and fact.modality != "planned"
