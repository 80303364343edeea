"""How a PDF file sets its text: the measure of its columns, and whether paragraphs are told by indents or by gaps."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from justicekb.ingest.printed import Line, Style

# A first line set in by less or more than this (parts of its font size) is no paragraph indent.
INDENT = (0.6, 5.0)
# Parts of the usual leading: a wider step begins a new block.
GAP = 1.32


@dataclass(frozen=True, slots=True)
class Column:
    """The measure of a region of a page: edges of its lines and usual distance of baselines."""

    left: float
    right: float
    leading: float


@dataclass(frozen=True, slots=True)
class Habits:
    """How the document sets its text: the body's style and whether paragraphs are told by indents or by gaps."""

    body: Style
    columns: dict[tuple[int, int], Column]
    indents: bool
    gaps: bool

    def column(self, line: Line) -> Column:
        """The column a line stands in."""
        return self.columns[line.page, line.region]


def read_habits(lines: Sequence[Line], body: Style) -> Habits:
    """Measures a document's columns and paragraph style."""
    regions: dict[tuple[int, int], list[Line]] = defaultdict(list)
    for line in lines:
        regions[line.page, line.region].append(line)
    steps = [s for group in regions.values() for s in _steps(group, body.size)]
    # Steps within paragraphs are the smaller ones; where paragraphs are short, most steps are between them.
    leading = sorted(steps)[len(steps) // 4] if steps else 1.2 * body.size
    columns = {key: _column(group, leading, body.size) for key, group in regions.items()}
    indents, gaps, total = _paragraph_marks(regions, columns, body.size)
    return Habits(body, columns, indents * 40 > total, gaps * 25 > total)


def _steps(lines: list[Line], size: float) -> list[float]:
    pairs = pairwise(lines)
    found = [a.base - b.base for a, b in pairs if abs(a.size - size) < 0.6 and abs(b.size - size) < 0.6]
    return [round(step, 1) for step in found if 0.8 * size < step < 2.6 * size]


def _column(lines: list[Line], leading: float, size: float) -> Column:
    text = [line for line in lines if abs(line.size - size) < 0.12 * size] or lines
    lefts = Counter(round(line.x0) for line in text)
    most = max(lefts.values())
    left = min(x for x, n in lefts.items() if n >= max(1, 0.25 * most))
    rights = sorted(line.x1 for line in text)
    steps = _steps(lines, size)
    own = sorted(steps)[len(steps) // 4] if len(steps) > 4 else leading
    return Column(float(left), rights[int(0.95 * (len(rights) - 1))], own)


def _paragraph_marks(
    regions: dict[tuple[int, int], list[Line]], columns: dict[tuple[int, int], Column], size: float
) -> tuple[int, int, int]:
    indents = gaps = total = 0
    for key, group in regions.items():
        column = columns[key]
        for a, b, c in zip(group, group[1:], group[2:], strict=False):
            if any(abs(line.size - size) > 0.06 * size or line.bold for line in (a, b, c)):
                continue
            total += 1
            step = a.base - b.base
            set_in = INDENT[0] * size < b.x0 - column.left < INDENT[1] * size
            flush = abs(a.x0 - column.left) < 2 and abs(c.x0 - column.left) < 2
            indents += set_in and flush and step < GAP * column.leading
            gaps += step > GAP * column.leading
    return indents, gaps, total
