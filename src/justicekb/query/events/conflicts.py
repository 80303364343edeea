"""What sources disagree on: one event with incompatible dates, one quantity with incompatible values.

Stages of a treaty (signed, ratified, in force) are different events, and precision is no disagreement: 1998 and
26 August 1998 agree. Figures conflict only for the same measure, unit, place and date, or as sizes of one body.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from itertools import combinations
from typing import Literal, TypeVar

from justicekb.findings import Conflict, ConflictSide
from justicekb.model import Fact, Figure, Record
from justicekb.query.events.identity import Sameness, sameness
from justicekb.query.events.origins import origins
from justicekb.query.events.quantities import Quantities, Size
from justicekb.query.events.timeline import conflicting
from justicekb.query.events.tolls import Toll, Tolls, disagreeing
from justicekb.query.events.values import compatible_figures, group_dates, group_equal, number, same_figure
from justicekb.query.language import Reading, atlas
from justicekb.querytree import RecordFilter
from justicekb.store.base import RecordReader
from justicekb.vocabulary import Vocabulary

R = TypeVar("R", bound=Record)


def conflicts(
    records: RecordReader,
    vocabulary: Vocabulary,
    *,
    entities: Sequence[str] = (),
    note: Callable[[str], object] = lambda words: None,
) -> list[Conflict]:
    """Conflicts, or those of records that one of these entity ids takes part in; those of most sources first.

    At most MOST facts and figures of each kind are compared, see `RecordReader.some`: in a larger base, name somebody.
    `note` is told of which there were more.
    """
    same = sameness(records, vocabulary)
    where = RecordFilter(entities=tuple(entities)) if entities else RecordFilter()
    once = replace(where, types=tuple(sorted(same.lexicon.once)))
    found_facts = _in_order(_some(records, Fact, once, note))
    facts = [fact for fact in found_facts if fact.type in once.types and fact.modality != "planned"]
    counted = Quantities(same.reading, same.lexicon, atlas(vocabulary))
    figures = _figures(records, RecordFilter(sentence_mentions=tuple(entities[:1])), note)
    sizes = counted.sizes(_figures(records, RecordFilter(about=tuple(entities)), note))
    told = [size for size in sizes if not entities or size.body in entities]
    found = [*_of_dates(facts, same), *_of_figures(figures, counted), *_of_sizes(told, counted)]
    shown = {citation.record for conflict in found for side in conflict.sides for citation in side.evidence}
    found += [c for c in _of_tolls(figures, counted) if not any(e.record in shown for s in c.sides for e in s.evidence)]
    return sorted(found, key=lambda c: (-sum(side.sources for side in c.sides), c.about, c.id))


def _figures(records: RecordReader, where: RecordFilter, note: Callable[[str], object]) -> list[Figure]:
    """Those that say what they count; parts of others, and terms and durations of many holders, are left out."""
    found = _in_order(_some(records, Figure, where, note))
    return [f for f in found if f.measure and f.part_of is None and f.unit not in _DURATIONS]


# The most facts, and figures, that are compared: so many lie in some hundred documents.
MOST = 5_000


def _some(records: RecordReader, kind: type[R], where: RecordFilter, note: Callable[[str], object]) -> list[R]:
    """Those that are compared; `note` is told when there are more."""
    found = records.some(kind, where, limit=MOST + 1)
    if len(found) > MOST:
        note(f"more than {MOST:,} {kind.KIND}s would have to be compared, these are of {MOST:,}: name somebody")
    return found[:MOST]


def _in_order(found: list[R]) -> list[R]:
    return sorted(found, key=lambda record: (record.document, record.span, record.id))


_DURATIONS = frozenset({"years", "months", "days", "hours"})


def _of_dates(facts: list[Fact], same: Sameness) -> Iterable[Conflict]:
    for cluster in connected(facts, same.keys, same.same_event):
        sides = group_dates(cluster, lambda f: f.date)
        if any(conflicting(a, b, same) for one, other in combinations(sides, 2) for a in one for b in other):
            conflict = conflict_of(sides, "date", same.reading, lambda f: f.date.text)
            first = sides[0][0]
            thing = same.told(first) if first.type in first.names("object") else None
            yield replace(conflict, about=f"{conflict.about} on the {thing}") if thing else conflict


def _of_figures(figures: list[Figure], counted: Quantities) -> Iterable[Conflict]:
    def keys(figure: Figure) -> set[str]:
        return {f"{figure.unit} {figure.date} {word}" for word in counted.words(figure)}

    for cluster in connected([f for f in figures if f.date is not None], keys, counted.same):
        for conflict in _apart(cluster, counted.reading):
            yield replace(conflict, about=_of_whom(conflict.about, cluster, counted.reading))


def _of_whom(about: str, cluster: list[Figure], reading: Reading) -> str:
    """What was counted, with whose it is where the measure does not say it: "prisoners (2016), Norland"."""
    country = reading.records.entity(reading.country(cluster[0].document) or "")
    whose = cluster[0].subject or (country.entity.name if country else "")
    return f"{about}, {whose}" if whose and whose not in about else about


def _of_sizes(told: list[Size], counted: Quantities) -> Iterable[Conflict]:
    sizes = {size.figure: size for size in told}
    same = connected(list(sizes), lambda f: {sizes[f].body}, lambda a, b: counted.same_body(sizes[a], sizes[b]))
    for cluster in same:
        for conflict in _apart(cluster, counted.reading):
            years = sorted({sizes[f].year for f in cluster})
            when = "/".join(map(str, dict.fromkeys((years[0], years[-1]))))
            body = counted.reading.records.entity(sizes[cluster[0]].body)
            yield replace(conflict, about=f"members of {body.entity.name if body else 'a body'} ({when})")


def _of_tolls(figures: list[Figure], counted: Quantities) -> Iterable[Conflict]:
    """The tolls of one incident that sources, or those whom one document names, give otherwise."""
    compared = Tolls(counted)
    by_harm: dict[str, list[Toll]] = defaultdict(list)
    for toll in compared.of(figures):
        by_harm[toll.harm].append(toll)
    for tolls in by_harm.values():
        for group in disagreeing(tolls, compared):
            cluster = [toll.figure for toll in group]
            conflict = conflict_of(group_equal(cluster, same_figure), "figure", counted.reading, number)
            yield replace(conflict, about=_of_whom(conflict.about, cluster, counted.reading))


def _apart(cluster: list[Figure], reading: Reading) -> Iterable[Conflict]:
    """The values of one quantity that cannot both be true, if different documents give them."""
    sides = group_equal(cluster, same_figure)
    apart = [s for s in sides if not all(compatible_figures(s[0], o[0]) for o in sides)]
    if any(reading.differs(a, b) for one, other in combinations(apart, 2) for a in one for b in other):
        yield conflict_of(apart, "figure", reading, number)


def conflict_of(
    sides: Sequence[Sequence[R]], differs: Literal["date", "figure"], reading: Reading, value: Callable[[R], str]
) -> Conflict:
    """The conflict between sides of records, those with most sources first; `value` is what a record says."""
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
