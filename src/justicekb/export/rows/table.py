"""Rows as CSV (RFC 4180), one table a record kind; lists are joined by "; "."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import TextIO

from justicekb.export.rows.jsonl import Row, dumps

_JOIN = "; "

# Spreadsheets run a cell that begins so as a formula; a quotation mark in front makes it text (OWASP, CSV injection).
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")


def table(rows: Iterable[Row]) -> Iterator[str]:
    """The rows as lines of one CSV table with the first row's fields; what other rows have besides is left out."""
    buffer = io.StringIO()
    writer: csv.DictWriter[str] | None = None
    for row in rows:
        if writer is None:
            writer = _writer(buffer, row)
        writer.writerow(_cells(row))
        yield buffer.getvalue()
        buffer.seek(0)
        buffer.truncate()


def tables(rows: Iterable[Row], folder: Path) -> dict[str, int]:
    """Writes one file a record kind (`fact.csv`) into a folder that is made if needed; returns rows by kind."""
    folder.mkdir(parents=True, exist_ok=True)
    counts: dict[str, int] = {}
    with ExitStack() as files:
        writers: dict[str, csv.DictWriter[str]] = {}
        for row in rows:
            kind = str(row["record"])
            if kind not in writers:
                file = files.enter_context((folder / f"{kind}.csv").open("w", encoding="utf-8", newline=""))
                writers[kind] = _writer(file, row)
            writers[kind].writerow(_cells(row))
            counts[kind] = counts.get(kind, 0) + 1
    return counts


def _writer(file: TextIO, row: Row) -> csv.DictWriter[str]:
    writer = csv.DictWriter(file, fieldnames=list(row), extrasaction="ignore")
    writer.writeheader()
    return writer


def _cells(row: Row) -> dict[str, str]:
    return {key: cell(value) for key, value in row.items()}


def cell(value: object) -> str:
    """A value as one cell: nothing for None, lists joined, structures as JSON, no formula."""
    if value is None:
        return ""
    if isinstance(value, bool | int | float):
        return str(value).lower() if isinstance(value, bool) else f"{value:.15g}"
    if isinstance(value, list | tuple):
        words = _JOIN.join(v if isinstance(v, str) else dumps(v) for v in value)
    else:
        words = value if isinstance(value, str) else dumps(value)
    return f"'{words}" if words.startswith(_FORMULA) else words
