"""From words with boxes to lines in reading order: columns, boxes beside the text, page-wide titles.

Lines never cross a gutter (`pdfcolumns`). Runs of lines between the same gutters are ordered by the two rules of
T. M. Breuel, "Two geometric algorithms for layout analysis" (2002): above before below where they share a column,
left before right where nothing spans both.
"""

from __future__ import annotations

import re
import statistics
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

import msgspec

from justicekb.ingest.formats.pdf.chars import RECOGNISED, Page, PdfFile, Word, quarter
from justicekb.ingest.formats.pdf.columns import TALL, Gutter, expected_gutters, find_gutters
from justicekb.ingest.formats.pdf.letters import closed_up, with_initials
from justicekb.ingest.printed import Line, Piece, Style
from justicekb.ingest.raised import raised_text

# Lengths in parts of the font size, from typesetting practice: word spaces rarely exceed 0.6 em even in badly
# justified lines, and cells of tables stand further apart.
_WORD_SPACE = 0.16
_CELL_GAP = 2.2
# Text whose sizes number this many, none of them on more than this share of the characters, was recognised in a
# scan; sizes this much (of the middle one) apart are one.
_MANY_SIZES, _ONE_SIZE, _FLICKER = 12, 0.3, 0.18
# Parts of its own size that a raised mark may stand off the baseline of its row.
_FURTHEST_RAISED = 1.6
# Marks that may be raised or lowered: numbers, single letters, note signs, and lists of them.
_RAISED = re.compile(r"(?:\d{1,4}|[a-z]{1,2}|[*†‡§¶#∗]{1,3}|[,.()\[\]–-]){1,6}")


def steadied(file: PdfFile) -> PdfFile:
    """The file with one size for its running text where sizes flicker, as text recognised in scans does."""
    count: Counter[float] = Counter()
    for page in file.pages:
        for word in page.words:
            count[file.styles[word.style].size] += len(word.text)
    total = sum(count.values())
    few = len(count) < _MANY_SIZES or count.most_common(1)[0][1] > _ONE_SIZE * total
    if file.reader != RECOGNISED and few:
        return file
    middle, seen = 0.0, 0
    for size in sorted(count):
        middle, seen = size, seen + count[size]
        if seen * 2 >= total:
            break
    near = _FLICKER * middle
    styles = [msgspec.structs.replace(s, size=middle) if abs(s.size - middle) < near else s for s in file.styles]
    return msgspec.structs.replace(file, styles=styles)


def body_style(file: PdfFile) -> Style:
    """The style that most characters are set in."""
    count: Counter[int] = Counter()
    for page in file.pages:
        for word in page.words:
            count[word.style] += len(word.text)
    if not count:
        return Style("", 10.0, bold=False, italic=False)
    sizes: Counter[float] = Counter()
    for index, number in count.items():
        sizes[file.styles[index].size] += number
    size = sizes.most_common(1)[0][0]
    best = max((i for i in count if file.styles[i].size == size), key=lambda i: count[i])
    return file.styles[best]


def read_lines(file: PdfFile, body: Style) -> list[list[Line]]:
    """The lines of each page in reading order; where one page has columns, others that fit have them, too.

    Text that stands at a right angle (a table across the page) follows the upright lines of its page.
    """
    pages: list[list[Line]] = [[] for _ in file.pages]
    for turn in (0, 90, 270):
        words = [[w for w in page.words if _stands(w, page, file.styles) == turn] for page in file.pages]
        for lines, more in zip(pages, _lines_of(words, file.styles, body.size or 10.0), strict=True):
            margin = bool(turn) and sum(len(line.text.split()) for line in more) < _TURNED
            first = max((line.region for line in lines), default=-1) + 1
            lines += [replace(line, region=line.region + first, margin=margin) for line in more]
    return pages


# Fewer words at a right angle are a mark in the margin (a stamp of the archive, the label of an axis).
_TURNED = 12


# No page of prose has more gutters than this: the words of a drawing are scattered, and their order has none to find.
# Ordering takes the cube of the runs between gutters: 259 gutters of one drawing took minutes (measured 2026-11).
_MOST_GUTTERS = 24


def _lines_of(words: Sequence[list[Word]], styles: Sequence[Style], unit: float) -> list[list[Line]]:
    rows = [_rows(page, styles) for page in with_initials(words, styles, unit)]
    found = [find_gutters(page, unit, styles) for page in rows]
    known = [gutter for page in found for gutter in page if gutter.y1 - gutter.y0 > TALL * unit]
    pages: list[list[Line]] = []
    for at, (page, gutters) in enumerate(zip(rows, found, strict=True)):
        all_gutters = [*gutters, *expected_gutters(page, gutters, known=known, unit=unit)]
        if len(all_gutters) > _MOST_GUTTERS:
            all_gutters = []
        parts = [part for row in page for part in _split_row(row, all_gutters)]
        lines = [_line(part, at + 1, styles=styles, unit=unit) for part in parts]
        pages.append(_in_order(lines, all_gutters, unit) if lines else [])
    return pages


def _stands(word: Word, page: Page, styles: Sequence[Style]) -> int | None:
    """The quarter turn that a word stands at, 0 for upright; None outside the page and at other angles."""
    angle = styles[word.style].angle % 360
    turn = quarter(angle)
    width, height = (page.height, page.width) if turn else (page.width, page.height)
    inside = word.x1 > 0 and word.x0 < width and word.y1 > 0 and word.y0 < height
    return turn if inside and (turn or angle < 10 or angle > 350) else None


# ── rows ─────────────────────────────────────────────────────────────────────────────────────────────────


def _rows(words: list[Word], styles: Sequence[Style]) -> list[list[Word]]:
    """Words on one baseline, top row first; raised and lowered small words join the row they touch."""
    rows: list[list[Word]] = []
    bases: list[float] = []
    small: list[Word] = []
    for word in sorted(words, key=lambda w: (-w.base, w.x0)):
        size = styles[word.style].size
        if rows and abs(bases[-1] - word.base) <= 0.2 * size:
            rows[-1].append(word)
        elif _RAISED.fullmatch(word.text):
            small.append(word)
        else:
            rows.append([word])
            bases.append(word.base)
    for word in small:
        _attach(word, rows, bases, styles)
    order = sorted(range(len(rows)), key=lambda at: -bases[at])
    return [sorted(rows[at], key=lambda w: w.x0) for at in order]


def _attach(word: Word, rows: list[list[Word]], bases: list[float], styles: Sequence[Style]) -> None:
    """Puts a small word into the row whose larger words it touches, else into the row on its own baseline."""
    at = _touched(word, rows, bases, styles)
    if at is None and bases:
        nearest = min(range(len(bases)), key=lambda at: abs(word.base - bases[at]))
        at = nearest if abs(word.base - bases[nearest]) <= 0.2 * styles[word.style].size else None
    if at is not None:
        rows[at].append(word)
    else:
        rows.append([word])
        bases.append(word.base)


def _touched(word: Word, rows: list[list[Word]], bases: list[float], styles: Sequence[Style]) -> int | None:
    size = styles[word.style].size
    reach = _FURTHEST_RAISED * size
    near = sorted((abs(word.base - base), at) for at, base in enumerate(bases) if abs(word.base - base) <= reach)
    for _, at in near:
        distance = word.base - bases[at]
        for other in rows[at]:
            larger = styles[other.style].size
            if size < 0.9 * larger and -0.35 * larger <= distance <= 0.7 * larger:
                gaps = word.x0 - other.x1, other.x0 - word.x1
                if any(-1.2 * larger < gap < 1.2 * larger for gap in gaps):
                    return at
    return None


# ── lines ────────────────────────────────────────────────────────────────────────────────────────────────


def _split_row(row: list[Word], gutters: list[Gutter]) -> list[list[Word]]:
    base = row[0].base
    cuts = sorted(g.x1 for g in gutters if g.y0 <= base <= g.y1)
    parts: list[list[Word]] = [[]]
    for word in row:
        while cuts and word.x0 >= cuts[0] - 0.5:
            cuts.pop(0)
            parts.append([])
        parts[-1].append(word)
    return [part for part in parts if part]


def _line(words: list[Word], page: int, *, styles: Sequence[Style], unit: float) -> Line:
    weight: Counter[int] = Counter()
    for word in words:
        weight[word.style] += len(word.text)
    main = weight.most_common(1)[0][0]
    style = styles[main]
    base = next(word.base for word in words if word.style == main)
    built = _Built(base, style.size, max(style.size, 0.6 * unit))
    for word in closed_up(words):
        built.add(word, styles[word.style])
    bold = sum(n for s, n in weight.items() if styles[s].bold) > 0.6 * sum(weight.values())
    return Line(
        pieces=tuple(built.pieces), page=page, x0=words[0].x0, x1=built.last, base=base, size=style.size, bold=bold,
        italic=style.italic, font=style.font, cells=tuple(built.cells), text=built.text,
    )  # fmt: skip


@dataclass(slots=True)
class _Built:
    """A line as it is put together word by word; `size` measures spaces, `own` is the size of most of its type."""

    base: float
    own: float
    size: float
    pieces: list[Piece] = field(default_factory=list)
    cells: list[str] = field(default_factory=lambda: [""])
    text: str = ""
    last: float = 0.0

    def add(self, word: Word, style: Style) -> None:
        """Adds the next word to the right; the raised mark of a note becomes a piece, and no text."""
        gap = word.x0 - self.last
        spaced = (word.space and gap > -0.5 * self.size) or gap > _WORD_SPACE * self.size
        blank = " " if self.text and spaced else ""
        raised = self.text and not blank and style.size < 0.86 * self.own and word.base > self.base + 0.15 * self.own
        shown = raised_text(word.text, self.text) if raised else None
        if self.text and gap > _CELL_GAP * self.size:
            self.cells.append("")
        words = word.text if shown is None else shown
        self.text += blank + words
        self.cells[-1] += (blank if self.cells[-1] else "") + words
        self._piece(blank, word, style)
        self.last = max(self.last, word.x1)

    def _piece(self, blank: str, word: Word, style: Style) -> None:
        before = self.pieces[-1] if self.pieces else None
        if before is not None and before.style == style and abs(before.base - word.base) < 0.5:
            self.pieces[-1] = Piece(before.text + blank + word.text, style, before.x0, word.x1, before.base)
        else:
            self.pieces.append(Piece(blank + word.text, style, word.x0, word.x1, word.base))


# ── reading order ────────────────────────────────────────────────────────────────────────────────────────


@dataclass(slots=True)
class _Run:
    """Lines of one column that follow one another."""

    cell: tuple[int, int]
    lines: list[Line]

    @property
    def box(self) -> tuple[float, float, float, float]:
        return (
            min(line.x0 for line in self.lines),
            min(line.base for line in self.lines),
            max(line.x1 for line in self.lines),
            max(line.base for line in self.lines),
        )


def _in_order(lines: list[Line], gutters: list[Gutter], unit: float) -> list[Line]:
    runs = _runs(lines, gutters)
    ordered = _sorted_runs(runs)
    main = _main_width(runs)
    out: list[Line] = []
    later: list[Line] = []
    for number, run in enumerate(ordered):
        side = _beside(run, main, unit)
        marked = [replace(line, region=number, side=side) for line in run.lines]
        (later if side else out).extend(marked)
    return out + later


def _runs(lines: list[Line], gutters: list[Gutter]) -> list[_Run]:
    runs: list[_Run] = []
    open_: list[_Run] = []
    for line in sorted(lines, key=lambda item: (-item.base, item.x0)):
        cell = _cell(line, gutters)
        home = next((run for run in open_ if run.cell == cell), None)
        open_ = [run for run in open_ if run is home or run.box[2] <= line.x0 or run.box[0] >= line.x1]
        if home is None:
            home = _Run(cell, [])
            runs.append(home)
            open_.append(home)
        home.lines.append(line)
    return runs


def _cell(line: Line, gutters: list[Gutter]) -> tuple[int, int]:
    middle = (line.x0 + line.x1) / 2
    here = [(g.x0, at) for at, g in enumerate(gutters) if g.y0 <= line.base <= g.y1]
    left = max((pair for pair in here if pair[0] < middle), default=(0.0, -1))
    right = min((pair for pair in here if pair[0] >= middle), default=(0.0, -1))
    return left[1], right[1]


def _sorted_runs(runs: list[_Run]) -> list[_Run]:
    boxes = [run.box for run in runs]
    before: list[set[int]] = [set() for _ in runs]
    for a, box in enumerate(boxes):
        for b, other in enumerate(boxes):
            if a != b and _precedes(box, other, boxes):
                before[b].add(a)
    order: list[int] = []
    rest = sorted(range(len(runs)), key=lambda at: (-boxes[at][3], boxes[at][0]))
    while rest:
        ready = [at for at in rest if not before[at] & set(rest)]
        at = ready[0] if ready else rest[0]
        if order and ready:  # go on below the run just read, if that is free to follow
            at = next((r for r in ready if _overlap_x(boxes[order[-1]], boxes[r])), at)
        order.append(at)
        rest.remove(at)
    return [runs[at] for at in order]


Box = tuple[float, float, float, float]


def _overlap_x(a: Box, b: Box) -> bool:
    return min(a[2], b[2]) - max(a[0], b[0]) > 1.0


def _precedes(a: Box, b: Box, boxes: Iterable[Box]) -> bool:
    if _overlap_x(a, b):
        return a[3] > b[3]
    if a[2] > b[0] + 1.0:
        return False
    between = (
        c for c in boxes
        if c not in (a, b) and _overlap_x(a, c) and _overlap_x(b, c) and min(a[1], b[1]) < c[3] < max(a[3], b[3])
    )  # fmt: skip
    return next(between, None) is None


def _main_width(runs: list[_Run]) -> float:
    """The width of the run with most characters."""
    biggest = max(runs, key=lambda run: sum(len(line.text) for line in run.lines))
    return biggest.box[2] - biggest.box[0]


def _beside(run: _Run, main: float, unit: float) -> bool:
    """Whether a run is a narrow box in smaller type beside the text."""
    x0, _, x1, _ = run.box
    if run.cell == (-1, -1) or x1 - x0 > 0.6 * main:
        return False
    return statistics.median(line.size for line in run.lines) < 0.93 * unit
