"""Puts one document with its records into the SQLite tables, or takes one out, inside a transaction of the caller.

Counts of entities and their names are kept by adding what the new records tell and subtracting what the old ones
told, so that writing a document costs what its own records cost, however many documents there are.
"""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from justicekb.model import Document, EntityType, Fact, Record, normalise_name, passages
from justicekb.spans import Span
from justicekb.store.entities import named, names_of
from justicekb.store.records import once, rows
from justicekb.store.records.sentenceindex import tokens


def insert_document(db: sqlite3.Connection, document: Document, *, revision: int) -> None:
    """Writes the document, its authors, blocks and passages; its path comes from `document_path`."""
    _insert(db, "document", rows.document_row(document) | {"revision": revision})
    id_ = document.id
    number = db.execute("INSERT INTO document_number (document) VALUES (?)", (id_,)).lastrowid
    authors = [(id_, at, author.name, author.affiliation) for at, author in enumerate(document.authors)]
    blocks = [rows.block_row(number, at, block) for at, block in enumerate(document.blocks)]
    pieces = list(passages(document))
    above = {piece.headings: at for at, piece in enumerate({piece.headings: piece for piece in pieces}.values())}
    db.executemany("INSERT INTO author VALUES (?, ?, ?, ?)", authors)
    db.executemany("INSERT INTO block_at VALUES (?, ?, ?, ?, ?, ?, ?, ?)", blocks)
    kept = [(number, at, rows.words_row(headings)) for headings, at in above.items()]
    db.executemany("INSERT INTO passage_headings VALUES (?, ?, ?)", kept)
    placed = [rows.passage_row(number, at, piece, above[piece.headings]) for at, piece in enumerate(pieces)]
    db.executemany("INSERT INTO passage_at VALUES (?, ?, ?, ?, ?, ?, ?)", placed)


def insert_records(db: sqlite3.Connection, document: Document, records: Iterable[Record]) -> None:
    """Writes the records, each id once, with their sentences, and counts their entities."""
    unique = list({record.id: record for record in records}.values())
    number = number_of(db, document.id)
    _count_entities(db, unique, sign=1)
    sentences = _insert_sentences(db, document, number, unique)
    for kind in rows.TABLES.values():
        _insert_kind(db, kind, [record for record in unique if isinstance(record, kind)], sentences)
    places = {(place[0], place[2]) for record in unique if (place := named(record)) is not None}
    times = Counter(entity for entity, _ in places)
    counted = [(number, count, entity) for entity, count in sorted(times.items())]
    db.executemany("INSERT INTO document_named SELECT ?, row, ? FROM entity WHERE id = ?", counted)
    index_sentences(db, document.id, document.text, unique)


def _insert_kind(
    db: sqlite3.Connection, kind: type[Record], records: Sequence[Record], sentences: Mapping[Span, int]
) -> None:
    """Writes the records of one kind: what is told, then the places, sentence by sentence."""
    ordered = sorted(records, key=lambda record: (sentences[record.evidence], *_place(record)))
    parts = [once.split(kind.KIND, rows.record_row(record), record.evidence.start) for record in ordered]
    told = once.keep(db, kind.KIND, [values for values, _ in parts])
    nth: Counter[int] = Counter()
    facts: list[tuple[int, int, Fact]] = []
    for record, (values, own) in zip(ordered, parts, strict=True):
        sentence = sentences[record.evidence]
        at = {"sentence": sentence, "nth": nth[sentence], "told": told[values]}
        _insert(db, f"{kind.KIND}_at", at | own)
        if isinstance(record, Fact):
            facts.append((sentence, nth[sentence], record))
        nth[sentence] += 1
    _insert_participants(db, facts)


def _insert_participants(db: sqlite3.Connection, facts: Sequence[tuple[int, int, Fact]]) -> None:
    parts = [
        (sentence, nth, at, (part.role, part.name, part.entity))
        for sentence, nth, fact in facts
        for at, part in enumerate(fact.participants)
    ]
    told = once.keep(db, "participant", [values for *_, values in parts])
    placed = [(sentence, nth, at, told[values]) for sentence, nth, at, values in parts]
    db.executemany("INSERT INTO participant_at VALUES (?, ?, ?, ?)", placed)


def _place(record: Record) -> tuple[int, int, str]:
    return record.span.start, record.span.end, record.id


def number_of(db: sqlite3.Connection, document: str) -> int:
    """The number that a stored document is pointed at by; -1 for one that is not stored."""
    row = db.execute("SELECT number FROM document_number WHERE document = ?", (document,)).fetchone()
    return -1 if row is None else int(row[0])


def delete_document(db: sqlite3.Connection, document: str, text: str, records: Sequence[Record]) -> None:
    """Takes out the document and all that was read from it; `records` are all of its records."""
    number = number_of(db, document)
    db.executemany(
        "INSERT INTO sentence_index (sentence_index, rowid, tokens) VALUES ('delete', ?, ?)",
        sentence_tokens(db, document, text, records),
    )
    for kind in once.TOLD:
        told = db.execute(
            f"SELECT told, count(*) FROM {kind}_at WHERE sentence IN (SELECT row FROM sentence_at WHERE document = ?) "
            "GROUP BY told",
            (number,),
        ).fetchall()
        once.drop(db, kind, {row[0]: row[1] for row in told})
    db.execute("DELETE FROM document_number WHERE number = ?", (number,))  # and with it all that points at it
    db.execute("DELETE FROM document WHERE id = ?", (document,))
    _count_entities(db, records, sign=-1)


def _insert_sentences(
    db: sqlite3.Connection, document: Document, number: int, records: Sequence[Record]
) -> dict[Span, int]:
    """The row of each evidence sentence, written with the entities named in it."""
    places = [place for record in records if (place := named(record))]
    naming = {record.evidence for record in records if named(record)}
    written: dict[Span, int] = {}
    for span in sorted({record.evidence for record in records}):
        values = (number, span.start, len(span), span in naming)
        row = db.execute("INSERT INTO sentence_at VALUES (NULL, ?, ?, ?, ?)", values).lastrowid
        written[span] = row or 0
        inside = {entity for entity, _, place in places if span.contains(place)}
        db.executemany(_NAME_SENTENCE, [(row, entity) for entity in sorted(inside)])
    return written


_NAME_SENTENCE = "INSERT INTO sentence_named SELECT ?, row FROM entity WHERE id = ?"


def index_sentences(db: sqlite3.Connection, document: str, text: str, records: Sequence[Record]) -> None:
    """Puts the sentences of a stored document, all of whose records are given, into the sentence index."""
    added = sentence_tokens(db, document, text, records)
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


def sentence_tokens(
    db: sqlite3.Connection, document: str, text: str, records: Sequence[Record]
) -> list[tuple[int, str]]:
    """The row and the tokens of each sentence of a stored document, whose text and all of whose records are given."""
    held: dict[tuple[int, int], list[Record]] = {}
    for record in records:
        held.setdefault((record.evidence.start, record.evidence.end), []).append(record)
    number = number_of(db, document)
    named_in: dict[int, list[str]] = {}
    for row, entity in db.execute(_NAMED_IN, (number,)):
        named_in.setdefault(row, []).append(entity)
    sentences = db.execute("SELECT row, start_char, length FROM sentence_at WHERE document = ?", (number,))
    return [
        (
            row,
            tokens(
                document, text[start : start + length], named_in.get(row, ()), held.get((start, start + length), ())
            ),
        )
        for row, start, length in sentences
    ]


_NAMED_IN = """
    SELECT o.sentence, e.id FROM sentence_at AS s JOIN sentence_named AS o ON o.sentence = s.row
    JOIN entity AS e ON e.row = o.entity WHERE s.document = ?
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
    counts = [(id_, types[id_], sign * len(spans), sign) for id_, spans in sorted(places.items())]
    db.executemany(_ADD_ENTITY, counts)
    _count_names(db, names, canonical, sign=sign)
    if sign < 0:
        _forget_words(db, names)
    _settle(db, sorted(places))


_ADD_NAME = """
    INSERT INTO alias SELECT row, ?2, ?3, ?4, ?5 FROM entity WHERE id = ?1 ON CONFLICT (entity, name) DO UPDATE SET
        times = times + excluded.times, canonical_times = canonical_times + excluded.canonical_times
"""
_ADD_ENTITY = """
    INSERT INTO entity (id, type, name, mentions, documents) VALUES (?, ?, '', ?, ?) ON CONFLICT (id) DO UPDATE SET
        mentions = mentions + excluded.mentions, documents = documents + excluded.documents
"""
_NAME_ENTITY = """
    UPDATE entity SET name = coalesce(
        (SELECT name FROM alias WHERE entity = row ORDER BY canonical_times DESC, name LIMIT 1), '')
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
    if sign > 0:
        given = {(word, entity) for entity, _, normal, *_ in told for word in normal.split()}
        db.executemany(_ADD_WORD, sorted(given))


_ADD_WORD = "INSERT OR IGNORE INTO alias_word SELECT ?, row FROM entity WHERE id = ?"


def _forget_words(db: sqlite3.Connection, names: Iterable[tuple[str, str]]) -> None:
    """Takes out the words of names (with their entities) that no name of the entity has any more."""
    words: dict[str, set[str]] = {}
    for entity, name in names:
        words.setdefault(entity, set()).update(normalise_name(name).split())
    for entity, gone in words.items():
        row = db.execute("SELECT row FROM entity WHERE id = ?", (entity,)).fetchone()
        left = db.execute("SELECT normal FROM alias WHERE entity = ? AND times > 0", (row[0],)).fetchall()
        gone -= {word for (normal,) in left for word in normal.split()}
        db.executemany(
            "DELETE FROM alias_word WHERE word = ? AND entity = ?", [(word, row[0]) for word in sorted(gone)]
        )


def _settle(db: sqlite3.Connection, entities: Sequence[str]) -> None:
    """Drops names and entities that nothing tells of any more and gives the others their most frequent name."""
    ids = [(entity,) for entity in entities]
    db.executemany("DELETE FROM alias WHERE entity = (SELECT row FROM entity WHERE id = ?) AND times <= 0", ids)
    db.executemany("DELETE FROM entity WHERE id = ? AND documents <= 0", ids)
    db.executemany(_NAME_ENTITY, ids)


def _statement(table: str, row: rows.Row) -> tuple[str, tuple[object, ...]]:
    columns, marks = ", ".join(row), ", ".join("?" * len(row))
    return f"INSERT INTO {table} ({columns}) VALUES ({marks})", tuple(row.values())


def _insert(db: sqlite3.Connection, table: str, row: rows.Row) -> None:
    db.execute(*_statement(table, row))
