"""Who signed and ratified what, when, and according to whom: states and instruments, each cell with its facts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from justicekb.model import Fact, entity_id
from justicekb.query.records import Cited, listed
from justicekb.querytree import RecordFilter
from justicekb.store.base import RecordReader
from justicekb.vocabulary import Vocabulary
from justicekb.vocabulary.entries import Treaty

# The events by which a state is bound to an instrument or leaves it, in the order in which they happen.
STAGES = ("signature", "ratification", "entry_into_force", "departure")

_BINDING = frozenset({"treaty", "protocol"})


@dataclass(frozen=True, slots=True)
class Party:
    """A state (or a body that joins treaties) or an instrument: its entity id and name."""

    id: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Treaties:
    """States by name, instruments by number of facts; `cells` holds the facts by state and instrument, by date."""

    states: tuple[Party, ...]
    instruments: tuple[Party, ...]
    cells: dict[tuple[str, str], tuple[Cited[Fact], ...]]


def treaties(records: RecordReader, vocabulary: Vocabulary) -> Treaties:
    """The matrix of what documents tell about states and the treaties of the vocabulary."""
    cells: dict[tuple[str, str], list[Cited[Fact]]] = {}
    known = _instruments(vocabulary)
    for cited in listed(Fact, records, where=RecordFilter(types=STAGES)):
        for instrument in sorted(cited.record.entities & known):
            for state in _states(cited.record):
                cells.setdefault((state, instrument), []).append(cited)
    weight = {i: sum(len(facts) for (_, own), facts in cells.items() if own == i) for i in {i for _, i in cells}}
    states = sorted({state for state, _ in cells}, key=lambda id_: _name(id_, records))
    return Treaties(
        states=tuple(Party(id_, _name(id_, records)) for id_ in states),
        instruments=tuple(Party(i, _name(i, records)) for i in sorted(weight, key=lambda i: (-weight[i], i))),
        cells={at: tuple(sorted(facts, key=_order)) for at, facts in cells.items()},
    )


def _instruments(vocabulary: Vocabulary) -> frozenset[str]:
    return frozenset(entity_id("law", t.name) for t in vocabulary.entries(Treaty) if t.kind in _BINDING)


def _states(fact: Fact) -> Iterator[str]:
    """Who is bound: whoever does it, else the place where it happens."""
    for role in ("agent", "object", "place"):
        found = {
            p.entity
            for p in fact.participants
            if p.role == role and p.entity and p.entity.partition(":")[0] in ("place", "organisation")
        }
        if found:
            yield from sorted(found)
            return


def _name(entity: str, records: RecordReader) -> str:
    count = records.entity(entity)
    return count.entity.name if count else entity.partition(":")[2].replace("-", " ")


def _order(cited: Cited[Fact]) -> tuple[object, ...]:
    fact = cited.record
    return fact.date.sort_key[0], STAGES.index(fact.type), fact.id
