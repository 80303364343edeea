"""Puts one document with its records into the SQLite tables, or takes one out, inside a transaction of the caller.

Counts of entities and their names are kept by adding what the new records tell and subtracting what the old ones
told, so that writing a document costs what its own records cost, however many documents there are.
"""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterable, Sequence

from justicekb.model import Document, EntityType, Fact, Record, normalise_name, passages
from justicekb.spans import Span
from justicekb.store.entities import named, names_of
from justicekb.store.records import rows
from justicekb.store.records.sentenceindex import tokens

_RECORD_TABLES = tuple(rows.TABLES)


def insert_document(db: sqlite3.Connection, document: Document, *, revision: int) -> None:
    """Writes the document, its authors, blocks and passages; its path comes from `document_path`."""
    _insert(db, "document", rows.document_row(document) | {"revision": revision})
    id_ = document.id
    authors = [(id_, at, author.name, author.affiliation) for at, author in enumerate(document.authors)]
    blocks = [rows.block_row(id_, at, block) for at, block in enumerate(document.blocks)]
    pieces = [rows.passage_row(at, piece) for at, piece in enumerate(passages(document))]
    db.executemany("INSERT INTO author VALUES (?, ?, ?, ?)", authors)
    db.executemany("INSERT INTO block VALUES (?, ?, ?, ?, ?, ?, ?, ?)", blocks)
    db.executemany("INSERT INTO passage VALUES (?, ?, ?, ?, ?, ?, ?, ?)", pieces)


def insert_records(db: sqlite3.Connection, document: Document, records: Iterable[Record]) -> None:
    """Writes the records, each id once, with their sentences, and counts their entities."""
    unique = list({record.id: record for record in records}.values())
    sentences = _insert_sentences(db, document, unique)
    for record in unique:
        row = db.execute(*_statement(record.KIND, rows.record_row(record) | {"sentence": sentences[record.evidence]}))
        if isinstance(record, Fact):
            parts = [(row.lastrowid, at, p.role, p.name, p.entity) for at, p in enumerate(record.participants)]
            db.executemany("INSERT INTO participant VALUES (?, ?, ?, ?, ?)", parts)
    places = {(place[0], place[2]) for record in unique if (place := named(record)) is not None}
    times = Counter(entity for entity, _ in places)
    counted = [(document.id, entity, count) for entity, count in sorted(times.items())]
    db.executemany("INSERT INTO document_entity VALUES (?, ?, ?)", counted)
    _count_entities(db, unique, sign=1)


def delete_document(db: sqlite3.Connection, document: str, records: Sequence[Record]) -> None:
    """Takes out the document and all that was read from it; `records` are all of its records."""
    _count_entities(db, records, sign=-1)
    db.executemany(
        "INSERT INTO sentence_index (sentence_index, rowid, tokens) VALUES ('delete', ?, ?)",
        sentence_tokens(db, document, records),
    )
    for table in (*_RECORD_TABLES, "sentence"):
        db.execute(f"DELETE FROM {table} WHERE document = ?", (document,))
    db.execute("DELETE FROM document WHERE id = ?", (document,))


def _insert_sentences(db: sqlite3.Connection, document: Document, records: Sequence[Record]) -> dict[Span, int]:
    """The row of each evidence sentence, written with the entities named in it."""
    places = [place for record in records if (place := named(record))]
    naming = {record.evidence for record in records if named(record)}
    written: dict[Span, int] = {}
    for span in sorted({record.evidence for record in records}):
        text = span.of(document.text)
        values = (document.id, span.start, span.end, span in naming, text)
        row = db.execute(f"INSERT INTO sentence VALUES (NULL, {', '.join('?' * len(values))})", values).lastrowid
        written[span] = row or 0
        inside = {entity for entity, _, place in places if span.contains(place)}
        db.executemany("INSERT INTO sentence_entity VALUES (?, ?)", [(entity, row) for entity in sorted(inside)])
    index_sentences(db, document.id, records)
    return written


def index_sentences(db: sqlite3.Connection, document: str, records: Sequence[Record]) -> None:
    """Puts the sentences of a stored document, all of whose records are given, into the sentence index."""
    added = sentence_tokens(db, document, records)
    db.executemany("INSERT INTO sentence_index (rowid, tokens) VALUES (?, ?)", added)


# Pages of the sentence index that are merged when a writer is done (4 kB each; a second or so).
_MERGED = 2_000


def merge_index(db: sqlite3.Connection) -> None:
    """Merges lists of the sentence index: every word that is looked up is looked up in each of them."""
    db.execute("INSERT INTO sentence_index (sentence_index, rank) VALUES ('usermerge', 2)")
    db.execute("INSERT INTO sentence_index (sentence_index, rank) VALUES ('merge', ?)", (_MERGED,))


def forget_index(db: sqlite3.Connection) -> None:
    """Empties the sentence index."""
    db.execute("INSERT INTO sentence_index (sentence_index) VALUES ('delete-all')")


def sentence_tokens(db: sqlite3.Connection, document: str, records: Sequence[Record]) -> list[tuple[int, str]]:
    """The row and the tokens of each sentence of a stored document, all of whose records are given."""
    held: dict[tuple[int, int], list[Record]] = {}
    for record in records:
        held.setdefault((record.evidence.start, record.evidence.end), []).append(record)
    named_in: dict[int, list[str]] = {}
    for row, entity in db.execute(_NAMED_IN, (document,)):
        named_in.setdefault(row, []).append(entity)
    sentences = db.execute("SELECT row, start_char, end_char, text FROM sentence WHERE document = ?", (document,))
    return [
        (row, tokens(document, text, named_in.get(row, ()), held.get((start, end), ())))
        for row, start, end, text in sentences
    ]


_NAMED_IN = """
    SELECT e.sentence, e.entity FROM sentence AS s JOIN sentence_entity AS e ON e.sentence = s.row WHERE s.document = ?
"""


def _count_entities(db: sqlite3.Connection, records: Iterable[Record], *, sign: int) -> None:
    """Adds (sign 1) or subtracts (-1) what one document's records tell of entities and their names."""
    places: dict[str, set[Span]] = {}
    types: dict[str, EntityType] = {}
    canonical: Counter[tuple[str, str]] = Counter()
    names: Counter[tuple[str, str]] = Counter()
    for record in records:
        if found := named(record):
            entity, types[found[0]], place = found
            places.setdefault(entity, set()).add(place)
            canonical[entity, names_of(record)[0]] += 1
            names.update({(entity, name) for name in names_of(record)})
    _count_names(db, names, canonical, sign=sign)
    counts = [(id_, types[id_], sign * len(spans), sign) for id_, spans in sorted(places.items())]
    db.executemany(_ADD_ENTITY, counts)
    _settle(db, sorted(places))


_ADD_NAME = """
    INSERT INTO alias VALUES (?, ?, ?, ?, ?) ON CONFLICT (entity, name) DO UPDATE SET
        times = times + excluded.times, canonical_times = canonical_times + excluded.canonical_times
"""
_ADD_ENTITY = """
    INSERT INTO entity VALUES (?, ?, '', ?, ?) ON CONFLICT (id) DO UPDATE SET
        mentions = mentions + excluded.mentions, documents = documents + excluded.documents
"""
_NAME_ENTITY = """
    UPDATE entity SET name = coalesce(
        (SELECT name FROM alias WHERE entity = id ORDER BY canonical_times DESC, name LIMIT 1), '')
    WHERE id = ?
"""


def _count_names(
    db: sqlite3.Connection, names: Counter[tuple[str, str]], canonical: Counter[tuple[str, str]], *, sign: int
) -> None:
    told = [
        (entity, name, normalise_name(name), sign * times, sign * canonical[entity, name])
        for (entity, name), times in sorted(names.items())
    ]
    db.executemany(_ADD_NAME, told)


def _settle(db: sqlite3.Connection, entities: Sequence[str]) -> None:
    """Drops names and entities that nothing tells of any more and gives the others their most frequent name."""
    ids = [(entity,) for entity in entities]
    db.executemany("DELETE FROM alias WHERE entity = ? AND times <= 0", ids)
    db.executemany("DELETE FROM entity WHERE id = ? AND documents <= 0", ids)
    db.executemany(_NAME_ENTITY, ids)


def _statement(table: str, row: rows.Row) -> tuple[str, tuple[object, ...]]:
    columns, marks = ", ".join(row), ", ".join("?" * len(row))
    return f"INSERT INTO {table} ({columns}) VALUES ({marks})", tuple(row.values())


def _insert(db: sqlite3.Connection, table: str, row: rows.Row) -> None:
    db.execute(*_statement(table, row))
