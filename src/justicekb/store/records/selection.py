"""The statement that reads records of a kind, as text: pure, run by `sqlite`."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from justicekb.model import Fact, Record

PARTICIPANTS = """(
    SELECT json_group_array(json_array(role, name, entity))
    FROM (SELECT role, name, entity FROM participant AS p WHERE p.sentence = r.sentence AND p.fact = r.nth
        ORDER BY position)
) AS participants"""


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
