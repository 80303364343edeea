"""What repeats is kept once: a record's row of plain columns is split into where it stands and what is told there.

A record's row becomes one of `<kind>_at` (place, id and what is its own) that points at one of `<kind>_told`, which all
places share that tell the same; it counts them, and goes with the last. The views of schema/0007 put both together.
"""

from __future__ import annotations

import hashlib
import sqlite3
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

Row = dict[str, Any]

# The columns of each kind that are kept once; in the order in which they are digested.
TOLD: dict[str, tuple[str, ...]] = {
    "mention": ("rule", "type", "name", "text", "entity", "canonical", "aliases", "role"),
    "date": ("rule", "text", "edtf", "edtf_earliest", "edtf_latest", "anchor"),
    "law": ("rule", "instrument", "text", "entity", "canonical", "provision", "jurisdiction", "aliases"),
    "figure": (
        "rule", "unit", "qualifier", "measure", "measure_stems", "place", "date", "date_earliest", "date_latest",
    ),
    "fact": (
        "rule", "type", "date", "date_earliest", "date_latest", "polarity", "modality", "attributed_to", "anchor",
    ),
    "quote": ("rule", "direct", "speaker", "speaker_normal", "speaker_entity", "role", "cue"),
    "reference": ("rule", "type"),
    "participant": ("role", "name", "entity"),
}  # fmt: skip

# Columns of another place, kept as the distance from the sentence and a length.
_PLACES = {"figure": ("part_of",), "fact": ("trigger", "date_span")}

# The kinds of blocks as numbers, in the order of the views `block` and `passage`.
_BLOCK_KINDS = (
    "paragraph", "heading", "title", "list_item", "block_quote", "table_row", "caption", "footnote", "reference",
    "boilerplate", "byline",
)  # fmt: skip


def kind_number(kind: str) -> int | str:
    """The number of a kind of block; another kind is kept by its name."""
    return _BLOCK_KINDS.index(kind) if kind in _BLOCK_KINDS else kind


def id_number(id_: str) -> int:
    """The hex digits of a record's id as a number."""
    return int(id_.rpartition("-")[2], 16)


def told_digest(*values: object) -> int:
    """64 bits, signed, that tell what is told apart; two of ten million share theirs by a chance of 1 to 300,000."""
    return int.from_bytes(hashlib.blake2b(repr(values).encode(), digest_size=8).digest(), "big", signed=True)


def functions(db: sqlite3.Connection) -> None:
    """Makes these functions known to the SQL of the connection, for schema/0007."""
    for function, arguments in ((told_digest, -1), (id_number, 1), (kind_number, 1)):
        db.create_function(function.__name__, arguments, function, deterministic=True)


def split(kind: str, row: Row, sentence_start: int) -> tuple[tuple[object, ...], Row]:
    """What is told, in the order of TOLD, and what is the record's own, its places counted from its sentence."""
    if kind == "mention":
        row = row | {
            "name": None if row["name"] == row["canonical"] else row["name"],
            "text": None if row["text"] == row["name"] else row["text"],
        }
    told = tuple(row[name] for name in TOLD[kind])
    own = {name: value for name, value in row.items() if name not in TOLD[kind] and name != "document"}
    own["id"] = id_number(row["id"])
    start, end = own.pop("start_char"), own.pop("end_char")
    own |= {"start_char": start - sentence_start, "length": end - start}
    for name in _PLACES.get(kind, ()):
        start, end = own.pop(f"{name}_start"), own.pop(f"{name}_end")
        own[f"{name}_start"] = None if start is None else start - sentence_start
        own[f"{name}_length"] = None if start is None else end - start
    return told, own


def keep(db: sqlite3.Connection, kind: str, told: Iterable[tuple[object, ...]]) -> dict[tuple[object, ...], int]:
    """The row of each of these values, counted once more for each time it is given."""
    columns = TOLD[kind]
    statement = (
        f"INSERT INTO {kind}_told (digest, times, {', '.join(columns)}) VALUES ({', '.join('?' * (2 + len(columns)))}) "
        "ON CONFLICT (digest) DO UPDATE SET times = times + excluded.times RETURNING row"
    )
    return {
        values: db.execute(statement, (told_digest(*values), times, *values)).fetchone()[0]
        for values, times in Counter(told).items()
    }


def drop(db: sqlite3.Connection, kind: str, told: Mapping[int, int]) -> None:
    """Counts rows down; those that nothing tells any more go."""
    db.executemany(f"UPDATE {kind}_told SET times = times - ? WHERE row = ?", [(n, row) for row, n in told.items()])
    db.executemany(f"DELETE FROM {kind}_told WHERE row = ? AND times <= 0", [(row,) for row in told])
