"""Rows of tables as text, and which row names the columns; `model.passages` puts its words above the other rows."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from justicekb.model import Block

# The level of a row that names the columns; other rows have none.
HEADER = 1
BAR = " | "


def row_text(cells: Sequence[str]) -> str:
    """The cells of a row between bars; an empty cell keeps its place, so that columns stay below their names.

    A row with words in one cell only is that cell, and empty cells at the end are left out.
    """
    filled = [cell for cell in cells if cell]
    if len(filled) < 2:
        return "".join(filled)
    end = max(at for at, cell in enumerate(cells) if cell) + 1
    return BAR.join(cells[:end])


def with_headers(blocks: Sequence[Block], text: str) -> list[Block]:
    """The blocks, with the first row of a table marked that does not say which one names its columns."""
    marked = list(blocks)
    for start, end in _tables(blocks):
        if all(b.level is None for b in blocks[start:end]) and names_columns(
            [b.span.of(text) for b in blocks[start:end]]
        ):
            marked[start] = replace(marked[start], level=HEADER)
    return marked


def _tables(blocks: Sequence[Block]) -> Iterator[tuple[int, int]]:
    """Where runs of rows begin and end."""
    start = None
    for at, kind in enumerate([*(b.kind for b in blocks), ""]):
        if kind == "table_row":
            start = at if start is None else start
        elif start is not None:
            yield start, at
            start = None


_VALUE = re.compile(r"[<>≤≥~±+–—−-]?\s*(?:[$€£¥]|[A-Z]{3} )?\s*\d[\d\s.,/]*\s*%?|[–—-]|(?i:n/a)|\.\.+|…")
_YEAR = re.compile(r"(?:19|20)\d\d(?:\s*[/–-]\s*(?:\d\d){1,2})?")
# A row that is kept as it was drawn, with bars around it: "|Visits |18 |". A bar at the beginning alone stands behind
# an empty cell.
_DRAWN = re.compile(r"\s*\|(.*)\|\s*")
# The share of the rows that have a value in a column of values.
_MOSTLY = 0.8


def names_columns(rows: Sequence[str]) -> bool:
    """Whether the first of the rows names the columns: no value stands in it, and values stand below one of its cells.

    Years may be names of columns. A list of names and values has no such row, since it mixes words and numbers.
    """
    first, *rest = [(drawn[1] if (drawn := _DRAWN.fullmatch(row)) else row).split("|") for row in rows]
    cells = [cell.strip() for cell in first]
    if not rest or sum(map(bool, cells)) < 2 or any(_is_value(c) and not _YEAR.fullmatch(c) for c in cells):
        return False
    return any(_holds_values(column, rest) for column in range(1, len(cells)) if cells[column])


def _holds_values(column: int, rows: Sequence[Sequence[str]]) -> bool:
    below = [row[column].strip() for row in rows if len(row) > column]
    return len(below) >= _MOSTLY * len(rows) and sum(map(_is_value, below)) >= _MOSTLY * len(rows)


def _is_value(cell: str) -> bool:
    return _VALUE.fullmatch(cell) is not None
