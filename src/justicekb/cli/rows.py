"""Rows as JSON, JSON lines or CSV on standard output."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from justicekb.cli.terminal import put


def emit(rows: Iterable[dict[str, Any]], format_: str) -> int:
    """Prints rows as json (one array), jsonl or csv and returns how many there were."""
    import json

    from justicekb.export.rows import dumps, table

    if format_ == "json":
        found = list(rows)
        put(json.dumps(found, ensure_ascii=False, indent=2) + "\n")
        return len(found)
    lines = table(rows) if format_ == "csv" else (f"{dumps(row)}\n" for row in rows)
    count = 0
    for count, line in enumerate(lines, 1):  # noqa: B007  # the last number is what is returned
        put(line)
    return count
