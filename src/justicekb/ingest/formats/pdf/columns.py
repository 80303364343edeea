"""The gutters between columns of a page: tall empty strips with lines of prose on both sides.

After T. M. Breuel, "Two geometric algorithms for layout analysis" (2002), who finds columns by the white space
between them: a strip that no word crosses over several lines, with text to its left and to its right.
"""

from __future__ import annotations

import statistics
from collections.abc import Sequence
from dataclasses import dataclass

from justicekb.ingest.formats.pdf.chars import Word
from justicekb.ingest.printed import Style

_GUTTER = 0.95  # parts of the body's font size: a pica or so in print
_GUTTER_LINES = 5  # lines on both sides that make an empty strip a gutter
TALL = 18.0  # parts of the size: a gutter this high is one that other pages may have, too
_NARROWEST = 0.06  # parts of the width of the text that the narrowest column takes
_OTHER_SIZE = 1.08  # a box beside the text differs in size by this factor
_PROSE_WORDS = 3.0  # mean words of a line in a column of prose; cells of tables have fewer


@dataclass(frozen=True, slots=True)
class Gutter:
    """An empty strip between columns: its x range and its y range."""

    x0: float
    x1: float
    y0: float
    y1: float


@dataclass(slots=True)
class _Strip:
    x0: float
    x1: float
    start: int


def find_gutters(rows: list[list[Word]], unit: float, styles: Sequence[Style]) -> list[Gutter]:
    """The empty strips of a page that part columns of prose, tallest first, none crossing another."""
    if len(rows) < _GUTTER_LINES:
        return []
    left = min(w.x0 for row in rows for w in row)
    right = max(w.x1 for row in rows for w in row)
    strips = _empty_strips(rows, left, right, _GUTTER * unit)
    judged = [
        (last - first, x0, x1, first, last)
        for x0, x1, first, last in strips
        if last - first + 1 >= _GUTTER_LINES
        and _parts_prose(_sides(rows[first : last + 1], x0, x1), right - left, styles)
    ]
    chosen: list[Gutter] = []
    for _, x0, x1, first, last in sorted(judged, key=lambda j: (-j[0], j[1] - j[2])):
        gutter = Gutter(x0, x1, min(w.base for w in rows[last]) - 0.3, max(w.base for w in rows[first]) + 0.3)
        if not any(g.x0 < x1 and x0 < g.x1 and g.y0 < gutter.y1 and gutter.y0 < g.y1 for g in chosen):
            chosen.append(gutter)
    return chosen


def expected_gutters(rows: list[list[Word]], found: list[Gutter], *, known: list[Gutter], unit: float) -> list[Gutter]:
    """Gutters where other pages have them, on a page whose last column holds too few lines to show one."""
    if not rows or not known:
        return []
    left, right = min(w.x0 for row in rows for w in row), max(w.x1 for row in rows for w in row)
    strips = _empty_strips(rows, left, right, 0.6 * unit)
    chosen: list[Gutter] = []
    for gutter in known:
        fits = [s for s in strips if s[0] <= gutter.x1 - 0.3 * unit and abs(s[1] - gutter.x1) < 0.4 * unit]
        tallest = max(fits, key=lambda s: s[3] - s[2], default=None)
        if tallest is None or any(g.x0 < gutter.x1 and gutter.x0 < g.x1 for g in [*found, *chosen]):
            continue
        x0, x1, first, last = tallest
        sides = _sides(rows[first : last + 1], x0, x1)
        if sum(bool(a) for a, _ in sides) >= 2 and sum(bool(b) for _, b in sides) >= 1:
            low, high = min(w.base for w in rows[last]), max(w.base for w in rows[first])
            chosen.append(Gutter(x0, x1, low - 0.3, high + 0.3))
    return chosen


def _empty_strips(
    rows: list[list[Word]], left: float, right: float, width: float
) -> list[tuple[float, float, int, int]]:
    """All maximal empty strips at least `width` wide: x range, first and last row."""
    active: list[_Strip] = []
    found: list[tuple[float, float, int, int]] = []
    for at, row in enumerate(rows):
        free = _free(row, left, right)
        following: dict[tuple[float, float], int] = {}
        for strip in active:
            kept = False
            for x0, x1 in free:
                a, b = max(x0, strip.x0), min(x1, strip.x1)
                if b - a >= width:
                    following[(a, b)] = min(following.get((a, b), at), strip.start)
                    kept = kept or (a == strip.x0 and b == strip.x1)
            if not kept:
                found.append((strip.x0, strip.x1, strip.start, at - 1))
        for x0, x1 in free:
            if x1 - x0 >= width:
                following.setdefault((x0, x1), at)
        active = [_Strip(a, b, start) for (a, b), start in following.items()]
    found += [(s.x0, s.x1, s.start, len(rows) - 1) for s in active]
    return found


def _free(row: list[Word], left: float, right: float) -> list[tuple[float, float]]:
    gaps, at = [], left
    for word in row:
        if word.x0 > at:
            gaps.append((at, word.x0))
        at = max(at, word.x1)
    if right > at:
        gaps.append((at, right))
    return gaps


_Halves = tuple[list[Word], list[Word]]


def _sides(rows: list[list[Word]], x0: float, x1: float) -> list[_Halves]:
    """The words of each row to the left and to the right of a strip."""
    return [([w for w in row if w.x1 <= x0 + 0.5], [w for w in row if w.x0 >= x1 - 0.5]) for row in rows]


def _parts_prose(rows: list[_Halves], width: float, styles: Sequence[Style]) -> bool:
    """Whether both sides of a strip hold columns: enough lines, and prose rather than the cells of a table.

    The rows of a table share their baselines and hold few words; a box beside the text is set in another size.
    """
    sides = [[half for half in column if half] for column in zip(*rows, strict=True)]
    if min(len(side) for side in sides) < _GUTTER_LINES:
        return False
    spans = [max(w.x1 for half in side for w in half) - min(w.x0 for half in side for w in half) for side in sides]
    if min(spans) < _NARROWEST * width:
        return False
    sizes = [statistics.median(styles[w.style].size for half in side for w in half) for side in sides]
    if max(sizes) > _OTHER_SIZE * min(sizes):
        return True
    shared = sum(all(row) for row in rows) / min(len(side) for side in sides)
    return shared < 0.35 or min(statistics.mean(len(half) for half in side) for side in sides) >= _PROSE_WORDS
