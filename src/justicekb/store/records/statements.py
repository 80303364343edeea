"""The statements that read records and entities, as text: pure, run by `sqlite`."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from justicekb.model import Fact, Record

PARTICIPANTS = """(
    SELECT json_group_array(json_array(role, name, entity))
    FROM (SELECT role, name, entity FROM participant AS p WHERE p.sentence = r.sentence AND p.fact = r.nth
        ORDER BY position)
) AS participants"""

STARTING = """
    SELECT * FROM entity WHERE row IN (SELECT entity FROM alias WHERE normal >= ? AND normal < ?)
    ORDER BY documents DESC, mentions DESC, id LIMIT ?
"""

ALIASES = """
    SELECT name, times, canonical_times FROM alias WHERE entity = ? ORDER BY canonical_times DESC, times DESC LIMIT ?
"""

COOCCURRING = """
    SELECT other.id AS entity, count(*) AS sentences, count(DISTINCT s.document) AS documents
    FROM sentence_at AS s
    JOIN sentence_named AS o ON o.sentence = s.row
    JOIN entity AS other ON other.row = o.entity
    WHERE s.row IN (SELECT rowid FROM sentence_index WHERE sentence_index MATCH ?) AND s.naming AND other.id <> ?
    GROUP BY other.row ORDER BY sentences DESC, documents DESC, other.id LIMIT ?
"""


BY_PATH = "d.path, d.id, r.start_char, r.end_char, r.id"
BY_SENTENCE = "r.sentence, r.start_char, r.end_char, r.id"


def select(
    kind: type[Record], where: Sequence[tuple[str, tuple[object, ...]]], *, order: str = BY_PATH
) -> tuple[Any, ...]:
    """The statement that reads one kind of records with its parameters.

    Without a condition the documents are walked by path, so that SQLite has nothing to sort and starts at once.
    """
    participants = f", {PARTICIPANTS}" if kind is Fact else ""
    join = "JOIN" if where else "CROSS JOIN"
    sql = (
        f"SELECT r.*{participants} FROM document AS d {join} {kind.KIND} AS r ON r.document = d.id "
        f"WHERE {' AND '.join(sql for sql, _ in where) or '1'} "
        f"ORDER BY {order}"
    )
    return sql, *(value for _, values in where for value in values)
