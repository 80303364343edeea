"""A passage as a hit shows it, read by its document and position: four look-ups by key, and no more of the text.

What few searches ask for (authors, entities, the words before) is read when it is asked for.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from sqlite3 import Connection, Row

from justicekb.model import LawMention, Mention
from justicekb.store.base import MoreOfPassage, ShownPassage
from justicekb.store.fulltext.storedhits import more_of
from justicekb.store.indexing import indexed_passage
from justicekb.store.records import rows
from justicekb.store.records.selection import select

_SHOWN = """
    SELECT p.id, p.document, p.position, p.kind AS block, p.start_char, p.end_char, p.headings, p.page,
        d.title, d.publisher, d.published, d.kind, d.path, d.url,
        substr(d.text, p.start_char + 1, p.end_char - p.start_char) AS text
    FROM passage AS p JOIN document AS d ON d.id = p.document WHERE p.document = ? AND p.position = ?
"""
_ENDS = "SELECT end_char FROM passage WHERE document = ? AND position = ?"
# The sentences that share a letter with the passage; all of a document's are compared, in their index.
_SENTENCES = """
    r.sentence IN (SELECT row FROM sentence_at
        WHERE document = (SELECT number FROM document_number WHERE document = ?)
        AND start_char < ? AND start_char + length > ?)
"""


def shown_passage(db: Connection, document: str, position: int) -> ShownPassage | None:
    """See `PassageReader.shown`."""
    row = db.execute(_SHOWN, (document, position)).fetchone()
    return None if row is None else _shown(row, lambda: _more(db, row))


def _shown(row: Row, more: Callable[[], MoreOfPassage]) -> ShownPassage:
    return ShownPassage(
        id=row["id"],
        document=row["document"],
        text=row["text"],
        headings=tuple(json.loads(row["headings"])),
        block=row["block"],
        page=row["page"],
        title=row["title"],
        publisher=row["publisher"],
        published=row["published"],
        kind=row["kind"],
        path=row["path"],
        url=row["url"],
        more=more,
    )


def _more(db: Connection, row: Row) -> MoreOfPassage:
    document, start, end = row["document"], row["start_char"], row["end_char"]
    authors = db.execute("SELECT name FROM author WHERE document = ? ORDER BY position", (document,))
    names = tuple(name for (name,) in authors)
    here = (_SENTENCES, (document, end, start))
    found = [
        rows.read_record(kind, one) for kind in (Mention, LawMention) for one in db.execute(*_statement(kind, here))
    ]
    before = db.execute(_ENDS, (document, row["position"] - 1)).fetchone()
    (text,) = db.execute("SELECT text FROM document WHERE id = ?", (document,)).fetchone()
    inside = [record for record in found if start <= record.span.start < end]
    return more_of(names, indexed_passage(rows.read_passage(row), text, inside, 0 if before is None else before[0]))


def _statement(
    kind: type[Mention] | type[LawMention], here: tuple[str, tuple[object, ...]]
) -> tuple[str, tuple[object, ...]]:
    sql, *values = select(kind, [here])
    return sql, tuple(values)
