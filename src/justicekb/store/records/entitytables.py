"""Entities in SQLite: found by name, counted, and who is named with whom."""

from __future__ import annotations

import math
import sqlite3
from collections import Counter
from collections.abc import Iterator, Sequence

from justicekb.model import EntityType, normalise_name
from justicekb.store import entities
from justicekb.store.base import ALIASES, EntityCount
from justicekb.store.records.sentenceindex import of_entity
from justicekb.store.records.statements import Statements

_STARTING = """
    SELECT * FROM entity WHERE row IN (SELECT entity FROM alias WHERE normal >= ? AND normal < ?)
    ORDER BY documents DESC, mentions DESC, id LIMIT ?
"""

_ALIASES = """
    SELECT name, times, canonical_times FROM alias WHERE entity = ? ORDER BY canonical_times DESC, times DESC LIMIT ?
"""

_COOCCURRING = """
    SELECT other.id AS entity, count(*) AS sentences, count(DISTINCT s.document) AS documents
    FROM sentence_at AS s
    JOIN sentence_named AS o ON o.sentence = s.row
    JOIN entity AS other ON other.row = o.entity
    WHERE s.row IN (SELECT rowid FROM sentence_index WHERE sentence_index MATCH ?) AND s.naming AND other.id <> ?
    GROUP BY other.row ORDER BY sentences DESC, documents DESC, other.id LIMIT ?
"""

# The most names that are read for a word or a beginning, when names like another are looked for.
LOOKED_AT = 2_000

_BEGINNING_ALIKE = """
    SELECT e.id, a.normal FROM (
        SELECT DISTINCT entity, normal FROM alias
        WHERE normal >= ? AND normal < ? AND length(normal) BETWEEN ? AND ? LIMIT ?
    ) AS a JOIN entity AS e ON e.row = a.entity
"""
_WITH_WORD = """
    SELECT e.id, a.normal FROM (SELECT entity FROM alias_word WHERE word = ? LIMIT ?) AS w
    JOIN entity AS e ON e.row = w.entity JOIN alias AS a ON a.entity = w.entity
"""
_HOW_MANY = "SELECT count(*) FROM (SELECT 1 FROM alias_word WHERE word = ? LIMIT ?)"


def _range(wanted: str) -> tuple[str, str]:
    """Where the names stand that begin with the same two letters."""
    start = wanted[:2]
    return start, f"{start}\U0010ffff" if start else ""


def _lengths(wanted: str) -> tuple[int, int]:
    """The lengths that a name may have to share so many letters with the one wanted, see `entities.LIKENESS`."""
    share = entities.LIKENESS / (2 - entities.LIKENESS)
    return math.floor(len(wanted) * share), math.ceil(len(wanted) / share)


class EntityTables(Statements):
    """The side of `RecordReader` that speaks of entities."""

    def entity(self, entity: str) -> EntityCount | None:
        """See `RecordReader.entity`."""
        row = self._one("SELECT * FROM entity WHERE id = ?", entity)
        return None if row is None else self._entity(row)

    def find_entities(
        self, name: str | None = None, *, type: EntityType | None = None, limit: int | None = None
    ) -> Iterator[EntityCount]:
        """See `RecordReader.find_entities`."""
        sql = "SELECT * FROM entity WHERE (?1 IS NULL OR type = ?1)"
        values: list[object] = [type]
        if name is not None:
            sql += " AND row IN (SELECT entity FROM alias WHERE normal = ?)"
            values.append(normalise_name(name))
        for row in self._rows(
            f"{sql} ORDER BY documents DESC, mentions DESC, id LIMIT {-1 if limit is None else limit:d}", *values
        ):
            yield self._entity(row)

    def similar_entities(self, name: str, *, limit: int = 5) -> list[EntityCount]:
        """See `RecordReader.similar_entities`; the measure is `entities.likeness`."""
        wanted = normalise_name(name)
        scores: dict[str, float] = {}
        for entity, normal in self._alike(wanted):
            if (score := entities.likeness(wanted, [normal])) >= entities.LIKENESS:
                scores[entity] = max(score, scores.get(entity, 0.0))
        found = [count for id_ in scores if (count := self.entity(id_)) is not None]
        return sorted(found, key=lambda count: (-scores[count.entity.id], entities.order(count)))[:limit]

    def _alike(self, wanted: str) -> list[tuple[str, str]]:
        """Entities with names that may be like one: those with its rarest words, and those that begin alike.

        A slip spares some word of a name, or its first letters. At most LOOKED_AT names are read for each.
        """
        found = {(row[0], row[1]) for row in self._all(_BEGINNING_ALIKE, *_range(wanted), *_lengths(wanted), LOOKED_AT)}
        for word in self._rarest(wanted.split()):
            found.update((row[0], row[1]) for row in self._all(_WITH_WORD, word, LOOKED_AT))
        return sorted(found)

    def _rarest(self, words: Sequence[str]) -> list[str]:
        """The words that fewest entities have, two at most: whoever has all words, or all but one, has one of them."""
        counted = [(self._all(_HOW_MANY, word, LOOKED_AT)[0][0], word) for word in dict.fromkeys(words)]
        return [word for count, word in sorted(counted) if count][:2]

    def entities_starting(self, beginning: str, *, limit: int = 10) -> list[EntityCount]:
        """See `RecordReader.entities_starting`; the names are a range of the index over aliases."""
        start = normalise_name(beginning)
        found = self._all(_STARTING, start, f"{start}\U0010ffff", limit) if start else []
        return [self._entity(row) for row in found]

    def cooccurring(self, entity: str, *, limit: int = 20) -> list[EntityCount]:
        """See `RecordReader.cooccurring`; `documents` counts those with a shared sentence."""
        found = self._all(_COOCCURRING, of_entity(entity), entity, limit)
        pairs = [(self.entity(row["entity"]), row) for row in found]
        return [
            EntityCount(entity=count.entity, mentions=row["sentences"], documents=row["documents"])
            for count, row in pairs
            if count is not None
        ]

    def _entity(self, row: sqlite3.Row) -> EntityCount:
        told = self._all(_ALIASES, row["row"], ALIASES)
        canonical = Counter({name: times for name, _, times in told if times})
        entity = entities.build(row["id"], canonical, Counter({name: times for name, times, _ in told}))
        return EntityCount(entity=entity, mentions=row["mentions"], documents=row["documents"])
