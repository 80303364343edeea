"""Rows as files: JSON and CSV of what is on the screen."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from typing import Any

import msgspec
from starlette.responses import Response

Row = dict[str, Any]

# A cell that begins so is run as a formula by spreadsheets (OWASP, CSV Injection).
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def json_file(value: object, name: str | None = None) -> Response:
    """A value as JSON; with a name, to be saved under it."""
    return Response(msgspec.json.encode(value), media_type="application/json", headers=_saved(name))


def csv_file(rows: Iterable[Row], name: str, *, columns: Sequence[str] = ()) -> Response:
    """Rows as CSV with a head; lists are joined by semicolons, nested rows left out."""
    found = [{key: _cell(value) for key, value in row.items() if not _nested(value)} for row in rows]
    heads = list(columns) or list(dict.fromkeys(key for row in found for key in row))
    out = io.StringIO()
    writer = csv.DictWriter(out, heads, extrasaction="ignore")
    writer.writeheader()
    writer.writerows(found)
    return Response(out.getvalue(), media_type="text/csv; charset=utf-8", headers=_saved(name))


def text_file(text: str, name: str, media_type: str) -> Response:
    """Text to be saved under a name."""
    return Response(text, media_type=media_type, headers=_saved(name))


def _saved(name: str | None) -> dict[str, str]:
    if name is None:
        return {}
    plain = "".join(c if c.isascii() and (c.isalnum() or c in ".-_") else "-" for c in name)
    return {"content-disposition": f'attachment; filename="{plain}"'}


def _nested(value: object) -> bool:
    return isinstance(value, dict) or (isinstance(value, list | tuple) and any(isinstance(v, dict) for v in value))


def _cell(value: object) -> object:
    if value is None or isinstance(value, int | float):
        return value
    text = "; ".join(map(str, value)) if isinstance(value, list | tuple) else str(value)
    return f"'{text}" if text.startswith(_FORMULA) else text
