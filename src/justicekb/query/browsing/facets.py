"""Facets with names a reader knows: countries among the entities, entities by name instead of id."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from justicekb.query.language import atlas
from justicekb.store.base import RecordReader
from justicekb.vocabulary import Vocabulary

# What a search counts by, with the most values of each; countries are among the entities, so more of those are read.
COUNTED = {"kind": 10, "publisher": 10, "year": 40, "entity": 300}


@dataclass(frozen=True, slots=True)
class FacetValue:
    """A value to narrow a search by: what stands in the filter, what a reader sees, how many passages have it."""

    value: str
    label: str
    passages: int


def facets(
    counted: Mapping[str, Sequence[tuple[str, int]]], records: RecordReader, vocabulary: Vocabulary, *, limit: int = 8
) -> dict[str, tuple[FacetValue, ...]]:
    """The facets kind, publisher, year, country and entity of counts by value; values as filters take them."""
    countries = atlas(vocabulary).countries
    named = counted.get("entity", ())
    return {
        "kind": _plain(counted.get("kind", ()), limit),
        "publisher": _plain(counted.get("publisher", ()), limit),
        "year": _plain(sorted(counted.get("year", ()), reverse=True), 2 * limit),
        "country": _named([pair for pair in named if pair[0] in countries], records, limit),
        "entity": _named([pair for pair in named if pair[0] not in countries], records, limit),
    }


def _plain(pairs: Sequence[tuple[str, int]], limit: int) -> tuple[FacetValue, ...]:
    return tuple(FacetValue(value, value.replace("_", " "), passages) for value, passages in pairs[:limit])


def _named(pairs: Sequence[tuple[str, int]], records: RecordReader, limit: int) -> tuple[FacetValue, ...]:
    counts = ((records.entity(value), value, passages) for value, passages in pairs[:limit])
    return tuple(FacetValue(value, count.entity.name, passages) for count, value, passages in counts if count)
