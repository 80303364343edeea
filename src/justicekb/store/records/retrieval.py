"""At most so many records of a kind, found by index: which sentences, of which documents, and in which order.

A filter that names entities of the document is answered document by document, those first that mention the rarest of
them most; words, entities and kinds of the sentence are intersected by the sentence index. What may be read is
bounded: DOCUMENTS documents, and SENTENCES sentences for each record asked for, however large the base is.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence

from justicekb.model import Record
from justicekb.querytree import RecordFilter
from justicekb.store.records.conditions import documents_asked
from justicekb.store.records.sentenceindex import expression

# The most documents that are looked into for entities they mention anywhere; those that mention them most.
DOCUMENTS = 192
# The most sentences read for each record asked for, where what the index cannot tell (dates, units) leaves many out.
SENTENCES = 4
# Documents asked for in one expression: FTS5 compares them all at each step.
_AT_ONCE = 48


def sentences(db: sqlite3.Connection, kind: type[Record], where: RecordFilter, *, limit: int) -> Iterator[list[int]]:
    """The rows of the sentences that may hold such records, in batches, the most promising first."""
    left = limit * SENTENCES
    for documents in _batches(db, where):
        asked = expression(kind, where, documents)
        found = [int(row[0]) for row in db.execute(f"{MATCHING} LIMIT ?", (asked, left))]
        left -= len(found)
        if found:
            yield found
        if left <= 0:
            return


MATCHING = "SELECT rowid FROM sentence_index WHERE sentence_index MATCH ?"


def _batches(db: sqlite3.Connection, where: RecordFilter) -> Iterator[Sequence[str]]:
    """Documents to look into, some at a time; nothing at all stands for all documents."""
    if where.documents:
        documents = where.documents
    elif groups := documents_asked(where):
        documents = _mentioning(db, groups)
    else:
        yield ()
        return
    for at in range(0, len(documents), _AT_ONCE):
        yield documents[at : at + _AT_ONCE]


def _mentioning(db: sqlite3.Connection, groups: list[tuple[str, ...]]) -> tuple[str, ...]:
    """The documents that mention an entity of each group, by how often they mention those of the rarest group."""
    rarest, *others = sorted(groups, key=lambda group: _spread(db, group))
    times: dict[str, int] = {}
    for entity in rarest:
        for document, count in db.execute(_MOST, (entity, DOCUMENTS)):
            times[document] = times.get(document, 0) + count
    found = set(times)
    for group in others:
        found &= _of(db, sorted(found), group)
    return tuple(sorted(found, key=lambda document: (-times[document], document))[:DOCUMENTS])


# In the order of the index, so that no more rows are read than asked for; of equals the documents stored first.
_MOST = """
    SELECT n.document, o.times FROM (
        SELECT document, times FROM document_named
        WHERE entity = (SELECT row FROM entity WHERE id = ?) ORDER BY times DESC, document LIMIT ?
    ) AS o JOIN document_number AS n ON n.number = o.document
"""


def _spread(db: sqlite3.Connection, group: Sequence[str]) -> int:
    """How many documents mention the entities, counted as often as several of them are."""
    sql = f"SELECT coalesce(sum(documents), 0) FROM entity WHERE id IN ({', '.join('?' * len(group))})"
    return int(db.execute(sql, tuple(group)).fetchone()[0])


def _of(db: sqlite3.Connection, documents: Sequence[str], entities: Sequence[str]) -> set[str]:
    """Those of the documents that mention one of the entities: a look-up by the primary key for each pair."""
    found: set[str] = set()
    for entity in entities:
        marks = ", ".join("?" * len(documents))
        sql = f"""
            SELECT n.document FROM document_number AS n JOIN document_named AS o ON o.document = n.number
            WHERE n.document IN ({marks}) AND o.entity = (SELECT row FROM entity WHERE id = ?)
        """
        found.update(row[0] for row in db.execute(sql, (*documents, entity)))
    return found
