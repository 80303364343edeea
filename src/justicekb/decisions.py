"""What people decide about records: an append-only, readable `decisions.jsonl` inside the knowledge base.

A decision names a record by its id (which follows from the content, so it is the same after a new ingest) or an
entity by its id. `apply` is a pure function from the records of one document to the records that are stored, so
decisions survive every ingest, and a decision taken back leaves no trace but its line.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any, Literal, cast

import msgspec

from justicekb.durable import Journal
from justicekb.edtf import Edtf
from justicekb.errors import Diagnostic, QueryError, StoreError
from justicekb.model import DateMention, EntityType, Fact, Figure, LawMention, Mention, Quote, Record, entity_id

# How the rule of a record ends whose date or value a person gave.
CORRECTED = ", corrected"

Action = Literal["accept", "reject", "correct", "merge", "split", "undo"]


class Decision(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """One line of the file. `number` counts from 1; `undo` takes back the decision of that number.

    accept and reject have a `record`; correct has a `record` and a `date` (EDTF) or a `value`; `document` is the one
    that the record belongs to. merge has an `entity`, the entity `into` which it goes and that one's `name`; split has
    an `entity` and the `name` that is somebody else's.
    """

    number: int
    action: Action
    at: str
    record: str | None = None
    document: str | None = None
    date: str | None = None
    value: float | None = None
    entity: str | None = None
    into: str | None = None
    name: str | None = None
    undo: int | None = None
    because: str | None = None


class Decisions:
    """The decisions of one knowledge base, in order; raises StoreError for a line that is none, naming it."""

    def __init__(self, journal: Journal) -> None:
        self._journal = journal
        self.all: tuple[Decision, ...] = tuple(self._read())

    def _read(self) -> Iterable[Decision]:
        decoder = msgspec.json.Decoder(Decision)
        for number, line in enumerate(self._journal.lines(), 1):
            try:
                if line.strip():
                    yield decoder.decode(line)
            except msgspec.MsgspecError as error:
                raise StoreError(
                    f"{self._journal.name}, line {number}: {error}; mend the line or take it out"
                ) from error

    @property
    def standing(self) -> tuple[Decision, ...]:
        """The decisions that were not taken back, without those that took one back."""
        undone = {decision.undo for decision in self.all if decision.action == "undo"}
        return tuple(d for d in self.all if d.action != "undo" and d.number not in undone)

    def add(self, action: Action, **fields: Any) -> Decision:  # noqa: ANN401  # the fields of Decision
        """Appends a decision and returns it; raises QueryError for one that says nothing."""
        number = max((d.number for d in self.all), default=0) + 1
        now = datetime.now(UTC).isoformat(timespec="seconds")
        decision = Decision(number=number, action=action, at=now, **fields)
        self._check(decision)
        self._journal.add(msgspec.json.encode(decision))
        self.all = (*self.all, decision)
        return decision

    def _check(self, decision: Decision) -> None:
        if decision.action == "correct" and decision.date is None and decision.value is None:
            raise QueryError(Diagnostic(message="a correction gives a date or a value"))
        if decision.action == "undo" and decision.undo not in {d.number for d in self.standing}:
            raise QueryError(Diagnostic(message=f"there is no decision {decision.undo} to take back"))
        if decision.date is not None:
            Edtf(decision.date)


def apply(records: Iterable[Record], decisions: Sequence[Decision]) -> tuple[Record, ...]:
    """The records as decided, in their order; each decision sees what those before it left."""
    kept = list(records)
    for decision in decisions:
        match decision.action:
            case "reject":
                kept = _without(kept, str(decision.record))
            case "correct":
                kept = [_corrected(r, decision) if r.id == decision.record else r for r in kept]
            case "merge":
                kept = [_merged(r, decision) for r in kept]
            case "split":
                kept = [_split(r, decision) for r in kept]
    return tuple(kept)


def _without(records: list[Record], rejected: str) -> list[Record]:
    """The records without the rejected one; the date of a rejected fact goes too, unless another fact has it."""
    kept = [r for r in records if r.id != rejected]
    dates = {r.date_span for r in records if isinstance(r, Fact) and r.id == rejected}
    dates -= {r.date_span for r in kept if isinstance(r, Fact)}
    return [r for r in kept if not (isinstance(r, DateMention) and r.span in dates)]


def _corrected(record: Record, decision: Decision) -> Record:
    rule = f"{record.rule}{CORRECTED}"
    if isinstance(record, Fact) and decision.date is not None:
        return replace(record, date=Edtf(decision.date), rule=rule)
    if isinstance(record, Figure):
        value = record.value if decision.value is None else decision.value
        date = record.date if decision.date is None else Edtf(decision.date)
        return replace(record, value=value, date=date, rule=rule)
    return record


def _merged(record: Record, decision: Decision) -> Record:
    return _moved(record, str(decision.entity), str(decision.name), lambda *names: True)


def _split(record: Record, decision: Decision) -> Record:
    name = str(decision.name).casefold()
    return _moved(record, str(decision.entity), str(decision.name), lambda *names: name in map(str.casefold, names))


def _moved(record: Record, entity: str, name: str, called: Callable[..., bool]) -> Record:
    """The record with another entity, known as `name`, wherever it names `entity` by names that `called` lets pass."""
    into = entity_id(cast(EntityType, entity.partition(":")[0]), name)
    match record:
        case Mention() if record.entity == entity and called(record.text, record.name):
            return replace(record, entity=into, canonical=name)
        case LawMention() if record.entity == entity and called(record.text, record.instrument):
            return replace(record, entity=into, canonical=name)
        case Quote() if record.speaker_entity == entity and called(record.speaker or ""):
            return replace(record, speaker_entity=into)
        case Fact() if entity in record.entities:
            moved = (
                replace(part, entity=into) if part.entity == entity and called(part.name) else part
                for part in record.participants
            )
            return replace(record, participants=tuple(moved))
        case _:
            return record
