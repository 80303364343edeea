"""FollowTheMoney entities as statements: one row for each value of each property, with where it comes from.

The rows are those that the library's own `ftm statements` writes, in its order of columns, so that `ftm
aggregate-statements` and nomenklatura read them: `id` is the SHA-1 of "dataset.entity.property.value" (with "@lang"
for words in a known language), and each entity ends with a row for the property "id", whose value is the SHA-1 over
its schema and the sorted ids of its other rows. `origin` is the id of the document, `first_seen` and `last_seen` the
day it was retrieved (nothing where that is unknown, and for what joins documents), `original_value` our own value
where FollowTheMoney has another: the EDTF of a date, the name of a country. Rows of one entity stand together.
Source: https://followthemoney.tech/docs/statements/
"""

from __future__ import annotations

import csv
import hashlib
import io
from collections.abc import Iterable, Iterator

from justicekb.edtf import Edtf
from justicekb.export.graphs.followthemoney import Claim, FtmEntity
from justicekb.export.rows import Row, cell, dumps

# The name of the data set in the rows, unless the user gives one.
DATASET = "justicekb"

COLUMNS = (
    "canonical_id", "entity_id", "prop", "prop_type", "schema", "value", "dataset", "origin", "lang",
    "original_value", "external", "first_seen", "last_seen", "id",
)  # fmt: skip

# The type of each property that followthemoney.py uses; all others are strings.
_TYPES = {
    "id": ("id",),
    "name": ("name", "alias", "namesMentioned"),
    "text": ("summary", "description", "notes"),
    "date": ("date", "startDate", "endDate", "publishedAt", "retrievedAt"),
    "entity": ("involved", "proof", "addressEntity"),
    "address": ("location", "full"),
    "identifier": ("wikidataId",),
    "country": ("country",),
    "language": ("language",),
    "mimetype": ("mimeType",),
    "url": ("sourceUrl",),
}


def statement_rows(entities: Iterable[FtmEntity], dataset: str = DATASET) -> Iterator[Row]:
    """The statements of the entities in order, each with all columns; `external` is False for all."""
    types = {prop: type_ for type_, props in _TYPES.items() for prop in props}
    for entity in entities:
        rows = [_row(entity, claim, dataset, types.get(claim.prop, "string")) for claim in entity.claims]
        yield from rows
        yield _row(entity, Claim("id", _checksum(entity.schema, rows)), dataset, "id")


def statements_jsonl(rows: Iterable[Row]) -> Iterator[str]:
    """The rows as lines of JSON; like the library's they have no `prop_type`."""
    for row in rows:
        yield dumps({name: value for name, value in row.items() if name != "prop_type"}) + "\n"


def statements_csv(rows: Iterable[Row]) -> Iterator[str]:
    """The rows as lines of CSV under a row of names: every cell between quotation marks, nothing for None.

    As in every table, a cell that a spreadsheet would run as a formula gets a mark in front, which a program that reads
    the table takes for a part of the value; `statements_jsonl` has the bare values.
    """
    buffer = io.StringIO()
    writer = csv.writer(buffer, dialect=csv.unix_dialect)
    writer.writerow(COLUMNS)
    for row in rows:
        writer.writerow([cell(row[name]) if name != "external" else "tf"[not row[name]] for name in COLUMNS])
        yield buffer.getvalue()
        buffer.seek(0)
        buffer.truncate()


def _row(entity: FtmEntity, claim: Claim, dataset: str, type_: str) -> Row:
    seen = _timestamp(entity.seen)
    return {
        "canonical_id": entity.id,
        "entity_id": entity.id,
        "prop": claim.prop,
        "prop_type": type_,
        "schema": entity.schema,
        "value": claim.value,
        "dataset": dataset,
        "origin": entity.origin,
        "lang": claim.lang,
        "original_value": claim.original,
        "external": False,
        "first_seen": seen,
        "last_seen": seen,
        "id": _key(dataset, entity.id, claim),
    }


def _key(dataset: str, entity: str, claim: Claim) -> str:
    key = f"{dataset}.{entity}.{claim.prop}.{claim.value}"
    return _sha1(f"{key}@{claim.lang}" if claim.lang else key)


def _checksum(schema: str, rows: Iterable[Row]) -> str:
    return _sha1(schema + "".join(sorted(str(row["id"]) for row in rows)))


def _sha1(text: str) -> str:
    return hashlib.sha1(text.encode(), usedforsecurity=False).hexdigest()


def _timestamp(date: Edtf | None) -> str | None:
    """The beginning of a day as the library writes times (UTC, to the second); a month or year is no time."""
    if date is None or date.earliest is None or date.earliest != date.latest:
        return None
    return f"{date.earliest.isoformat()}T00:00:00"
