"""A `RecordFilter` as a query for sentences: it lets through every sentence that holds a record that is asked for.

What a query of a sentence cannot tell for each of its records is decided by `filters.matches` on what it finds. Pure.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Any

from justicekb.model import DateMention, Fact, Figure, LawMention, Mention, Quote, Record, Reference, normalise_name
from justicekb.querytree import Clue, RecordFilter
from justicekb.store.opensearch.units import interval
from justicekb.store.words import stems

Json = dict[str, Any]

_DATED = (Fact, Figure, DateMention, Reference)
_TYPED = (Fact, Mention, Reference)
_NAMING = (Fact, Mention, LawMention, Quote)


def is_in_vain(kind: type[Record], where: RecordFilter) -> bool:
    """Whether records of this kind never have what is asked."""
    return (
        (where.date is not None and kind not in _DATED)
        or (bool(where.types) and kind not in _TYPED and not (kind is LawMention and "law" in where.types))
        or (bool(where.entities) and kind not in _NAMING)
        or ((where.unit is not None or bool(where.measure)) and kind is not Figure)
        or (where.speaker is not None and kind is not Quote)
        or (where.jurisdiction is not None and kind is not LawMention)
    )


def sentences_asked(kind: type[Record], where: RecordFilter) -> list[Json]:
    """The conditions of a filter for a sentence, all of which must hold; those on whole documents are left out."""
    return [{"term": {"unit": "sentence"}}, _record(kind, where), *_document(where), *_words(kind, where)]


def documents_asked(where: RecordFilter) -> list[tuple[str, ...]]:
    """Groups of entities, one of each of which the document must mention."""
    given = [where.about] if where.about else []
    return given + [clue.entities for clue in where.clues if clue.anywhere]


def mentioning(entities: Iterable[str]) -> Json:
    """Documents that mention one of the entities."""
    return {"nested": {"path": "naming", "query": {"terms": {"naming.entity": list(entities)}}}}


def _record(kind: type[Record], where: RecordFilter) -> Json:
    """That the sentence holds a record of the kind with what its own fields must have."""
    asked: list[Json] = [{"term": {"record.kind": kind.KIND}}]
    if where.types and kind in _TYPED:
        asked.append({"terms": {"record.type": list(where.types)}})
    if where.entities:
        asked.append({"terms": {"record.entities": list(where.entities)}})
    if where.date is not None:
        asked.append({"range": {"record.when": interval(where.date) | {"relation": "intersects"}}})
    if where.unit is not None:
        asked.append(_any([{"term": {"record.unit": where.unit}}, {"prefix": {"record.unit": f"{where.unit}:"}}]))
    if where.jurisdiction is not None:
        asked.append({"term": {"record.jurisdiction": where.jurisdiction}})
    if where.within is not None:
        asked.append({"range": {"record.start": {"gte": where.within.start, "lt": where.within.end}}})
    return {"nested": {"path": "record", "query": {"bool": {"filter": asked}}}}


def _document(where: RecordFilter) -> Iterator[Json]:
    if where.documents:
        yield {"terms": {"document": list(where.documents)}}
    if where.kinds:
        yield {"terms": {"kind": list(where.kinds)}}
    if where.published is not None:
        yield {"range": {"published": interval(where.published) | {"relation": "intersects"}}}
    if where.publisher is not None:
        yield {"wildcard": {"publisher": {"value": f"* {_literal(normalise_name(where.publisher))} *"}}}


def _literal(text: str) -> str:
    return "".join(f"\\{letter}" if letter in "*?\\" else letter for letter in text)


def _words(kind: type[Record], where: RecordFilter) -> Iterator[Json]:
    for entity in where.sentence_mentions:
        yield _tokens([entity])
    for stem in stems(where.text or ""):
        yield _tokens([stem])
    for stem in (stem for word in where.measure for stem in stems(word)):
        yield _tokens([stem, f"#{stem}"] if kind is Figure else [stem])
    for clue in where.clues:
        if not clue.anywhere:
            yield _clue(clue if kind is Figure else replace(clue, measured=False))


def _clue(clue: Clue) -> Json:
    """A word of several is told by all of its stems."""
    words = [own for word in clue.words if (own := stems(word))]
    asked = [_every(own) for own in words]
    if clue.measured:
        asked += [_every([f"#{stem}" for stem in own]) for own in words]
    if clue.entities:
        asked.append(_tokens(clue.entities))
    return _any(asked)


def _tokens(given: Sequence[str]) -> Json:
    return {"terms": {"tokens": list(given)}}


def _every(given: Sequence[str]) -> Json:
    return {"bool": {"filter": [_tokens([token]) for token in given]}}


def _any(asked: Sequence[Json]) -> Json:
    return {"bool": {"should": list(asked), "minimum_should_match": 1}} if asked else {"match_none": {}}
