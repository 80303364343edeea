"""Tables that plain text sets with blanks or with bars between cells, as lines whose cells a tab parts."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from justicekb.ingest.tables import BAR, names_columns

# Cells are parted by two blanks or more, or by a bar with blanks around it; a row that a bar opens is Markdown's.
_GAP = re.compile(r"(?<=\S)(?:[ \t]{2,}|[ \t]+\|[ \t]+)(?=\S)")
# A line that is drawn between rows.
_RULE = re.compile(r"[-=+|\s]*[-=]{3}[-=+|\s]*")
# A longer cell is told, not tabulated (characters).
_LONGEST_CELL = 60
_FEWEST_ROWS = 3


def tabulated(lines: Sequence[str]) -> list[str]:
    """The lines, with a tab between the cells of each run of lines that is a table: a row of names over rows of values.

    A first row with a cell less than the others has none above their names.
    """
    found: list[str] = []
    for filled, run in groupby(lines, key=lambda line: bool(line.strip())):
        rows = list(run)
        plain = [row for row in rows if not _RULE.fullmatch(row)] if filled else []
        table = _tabulated(plain) if len(plain) >= _FEWEST_ROWS else plain
        found += rows if table == plain else table
    return found


def _tabulated(lines: list[str]) -> list[str]:
    cut = [_cells(line) for line in lines]
    for start, end in _of_equal_width(cut):
        rows = cut[start:end]
        if len(rows[0]) == len(rows[1]) - 1:
            rows = [["", *rows[0]], *rows[1:]]
        if names_columns([BAR.join(row) for row in rows]):
            table = ["\t".join(cell or " " for cell in row) for row in rows]
            return [*_tabulated(lines[:start]), *table, *_tabulated(lines[end:])]
    return lines


def _cells(line: str) -> list[str]:
    return [] if line.lstrip().startswith("|") else _GAP.split(line.strip())


def _of_equal_width(rows: Sequence[Sequence[str]]) -> Iterator[tuple[int, int]]:
    """Runs of rows with as many cells, the first of which may have one less."""
    at = 0
    while at + _FEWEST_ROWS <= len(rows):
        width, end = len(rows[at + 1]), at + 1
        while end < len(rows) and len(rows[end]) == width and all(len(c) <= _LONGEST_CELL for c in rows[end]):
            end += 1
        if width > 1 and end - at >= _FEWEST_ROWS and len(rows[at]) in (width, width - 1) and len(rows[at]) > 1:
            yield at, end
            at = end
        else:
            at += 1
