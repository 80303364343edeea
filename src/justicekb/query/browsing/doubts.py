"""The least certain records first: what they lack, and how often records that lack it were wrong.

The shares were measured on 30 November 2026 on hand-made records of 61 documents: 413 facts, 425 figures and 234
quotations, of which 8, 11 and 6 in a hundred were wrong. The rules were made with these documents, so that records of
others are wrong more often; what counts here is which are wrong more often than which.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from heapq import nlargest

from justicekb.model import Fact, Figure, Quote, Record
from justicekb.query.language import Reading
from justicekb.query.records import Cited
from justicekb.querytree import RecordFilter
from justicekb.store.base import RecordReader

# Characters between the word that tells an event and its date.
_FAR = 80


@dataclass(frozen=True, slots=True)
class Doubt:
    """A reason for doubt, and the measured share of wrong records among those it applies to."""

    share: float
    reason: str


@dataclass(frozen=True, slots=True)
class Doubtful:
    """A record with the reasons to look at it, the weightiest first."""

    cited: Cited[Record]
    doubts: tuple[Doubt, ...]


# Event types that were wrong more often than others (wrong of all: 6 of 32, 4 of 25, 6 of 45).
_RISKY = {"death": 0.19, "charge": 0.16, "arrest": 0.13}


def doubts(record: Record) -> tuple[Doubt, ...]:
    """The doubts about a fact, figure or quotation, the weightiest first; every record has its kind's share."""
    match record:
        case Fact():
            found = list(_of_fact(record))
        case Figure():
            found = list(_of_figure(record))
        case Quote():
            found = list(_of_quote(record))
        case _:
            found = []
    return tuple(sorted(found, key=lambda d: -d.share))


def _of_fact(fact: Fact) -> Iterator[Doubt]:
    if fact.type in _RISKY:
        yield Doubt(_RISKY[fact.type], f"facts of this type ({fact.type}) are often another one")
    if fact.anchor == "previous":
        yield Doubt(0.23, "its date is counted from the date before it")
    if fact.trigger and fact.date_span and abs(fact.trigger.start - fact.date_span.start) >= _FAR:
        yield Doubt(0.11, "its date stands far from the word that tells it")
    if not fact.entities:
        yield Doubt(0.12, "nobody who takes part in it is known by name")
    yield Doubt(0.08, "a fact")


def _of_figure(figure: Figure) -> Iterator[Doubt]:
    if figure.qualifier == "at_least":
        yield Doubt(0.27, "it is a lower bound")
    if figure.date is None:
        yield Doubt(0.15, "it has no date")
    if figure.unit == "count":
        yield Doubt(0.14, "a count, which may be a number of something else")
    yield Doubt(0.11, "a figure")


def _of_quote(quote: Quote) -> Iterator[Doubt]:
    if quote.speaker_entity is None:
        yield Doubt(0.21, "its speaker is nobody known by name")
    if quote.direct:
        yield Doubt(0.14, "a direct quotation, whose speaker may be another one")
    yield Doubt(0.06, "a quotation")


KINDS: dict[str, type[Record]] = {"fact": Fact, "figure": Figure, "quote": Quote}


def least_certain(
    records: RecordReader,
    *,
    kinds: tuple[str, ...] = ("fact", "figure", "quote"),
    limit: int = 20,
    offset: int = 0,
    skip: Callable[[Record], bool] = lambda record: False,
) -> list[Doubtful]:
    """The records that are most likely wrong, by their weightiest doubt, then by all of them.

    `skip` leaves out those that a person has decided on. Keeps `offset + limit` records, whatever there are.
    """
    every = (record for kind in kinds for record in records.records(KINDS[kind], RecordFilter()))
    ranked = ((_weight(record), record.id, record) for record in every if not skip(record))
    worst = nlargest(offset + limit, ranked, key=lambda entry: entry[:2])[offset:]
    reading = Reading(records)
    return [Doubtful(Cited(record, reading.citation(record)), doubts(record)) for _, _, record in worst]


def _weight(record: Record) -> tuple[float, float]:
    shares = [doubt.share for doubt in doubts(record)]
    return shares[0], sum(shares)
