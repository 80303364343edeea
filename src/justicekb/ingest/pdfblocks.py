"""From lines in reading order to paragraphs, headings, list items, captions, footnotes and table rows."""

from __future__ import annotations

import re
import statistics
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise

from justicekb.ingest.pdfchars import Style
from justicekb.ingest.pdflayout import Line
from justicekb.ingest.pdfwords import Hyphens, join_lines
from justicekb.model import BlockKind

# Lengths in parts of the line's font size.
_INDENT = (0.6, 5.0)  # a first line set in by less or more than this is no paragraph indent
_GAP = 1.32  # parts of the usual leading: a wider step begins a new block
_SLACK = 2.0  # room left at the end of a finished last line, beyond the next line's first word
_SIZE_STEP = 0.06
_HEADING_SIZE = 1.07
_HEADING_WORDS = 30
_SMALL = 0.93
_GLYPH_FONTS = ("wingdings", "webdings", "dingbats", "symbol")
_BULLETS = "•◦▪▫■□●○‣⁃∙·➢➤►▶✓✔❖◆◇–—*"
# Dots that lead to a page number: an entry of a table of contents.
_LEADERS = re.compile(r"(?:\.\s?){5,}\s*(?:\d{1,4}|[ivxlc]{1,7})?\s*$")
_MARK = re.compile(r"^(?:\d{1,3}|[*†‡§¶∗]{1,3})$")
_NUMBERED = re.compile(r"^(?:\(?(?:\d{1,3}|[a-zA-Z]|[ivx]{1,5})[.)]|\(?\[?\d{1,3}\])\s+\S")


@lru_cache(maxsize=1)
def _caption() -> re.Pattern[str]:
    return re.compile(
        r"^(?:(?:Figure|Fig\.?|Table|Box|Chart|Graph|Map|Exhibit|Plate|Scheme)\s+(?:[A-Z]\.?)?(?:\d+|[IVXL]+\b)"
        r"(?:\.\d+)*[a-z]?(?:[.:–—|]|\s+[–—-]|\s+[A-Z]|\s*$)|(?:Source|Sources|Photo|Image|Credit)\s*:|©\s)",
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A block before it gets its place in a text: its lines, and what it is."""

    kind: BlockKind
    lines: tuple[Line, ...]
    level: int | None = None
    text: str = ""

    @property
    def page(self) -> int:
        """The page it begins on."""
        return self.lines[0].page

    @property
    def first(self) -> Line:
        """Its first line."""
        return self.lines[0]


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
    leading: float
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
    leading = statistics.median(steps) if steps else 1.2 * body.size
    columns = {key: _column(group, leading, body.size) for key, group in regions.items()}
    indents, gaps, total = _paragraph_marks(regions, columns, body.size)
    return Habits(body, columns, leading, indents * 40 > total, gaps * 25 > total)


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
    own = statistics.median(steps) if len(steps) > 4 else leading
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
            set_in = _INDENT[0] * size < b.x0 - column.left < _INDENT[1] * size
            flush = abs(a.x0 - column.left) < 2 and abs(c.x0 - column.left) < 2
            indents += set_in and flush and step < _GAP * column.leading
            gaps += step > _GAP * column.leading
    return indents, gaps, total


# ── what a line is ───────────────────────────────────────────────────────────────────────────────────────


def bullet_length(line: Line) -> int:
    """The number of characters of a line's bullet with the space after it; 0 when there is none."""
    text = line.text
    if not text:
        return 0
    first = line.pieces[0]
    glyph = first.text.strip()
    odd = len(glyph) == 1 and (_is_private(glyph) or any(f in first.style.font.lower() for f in _GLYPH_FONTS))
    if not odd and not (_is_private(text[0]) or (text[0] in _BULLETS and text[1:2] == " ") or text[0] in "•■▪●"):
        return 0
    rest = text[1:]
    return len(text) - len(rest.lstrip()) if rest.strip() else 0


def _is_private(character: str) -> bool:
    return "\ue000" <= character <= "\uf8ff" or character < " "


def _mostly_capitals(text: str) -> bool:
    letters = [c for c in text if c.isalpha()]
    return len(letters) >= 4 and sum(c.isupper() for c in letters) > 0.85 * len(letters)


def heading_weight(line: Line, body: Style) -> tuple[float, bool, bool, bool] | None:
    """The rank of a line's style as a heading's (size, bold, capitals, italic); None when it is body text."""
    text = line.text.strip()
    if len(re.findall(r"[^\W\d_]", text)) < 2 or bullet_length(line) or len(text.split()) > _HEADING_WORDS:
        return None
    larger = line.size > _HEADING_SIZE * body.size
    capitals = _mostly_capitals(text)
    standing_out = (line.bold and not body.bold) or capitals
    if larger or (standing_out and line.size >= 0.92 * body.size) or (line.italic and not body.italic):
        return round(line.size, 1), line.bold, capitals, line.italic
    return None


# ── runs of lines ────────────────────────────────────────────────────────────────────────────────────────


def draft_blocks(lines: Sequence[Line], habits: Habits, hyphens: Hyphens) -> list[Draft]:
    """The blocks of a document in reading order, headings with levels, paragraphs joined over pages."""
    groups = _group(lines, habits)
    drafts = [_draft(group, habits, before, after) for before, group, after in _neighbours(groups)]
    drafts = [piece for draft in drafts for piece in _rows_of_table(draft)]
    joined = _join_over_pages(drafts, habits)
    return _with_levels([replace(d, text=_text_of(d, hyphens)) for d in joined])


def _neighbours(
    groups: list[list[Line]],
) -> Iterable[tuple[list[Line] | None, list[Line], list[Line] | None]]:
    for at, group in enumerate(groups):
        yield (groups[at - 1] if at else None), group, (groups[at + 1] if at + 1 < len(groups) else None)


def _group(lines: Sequence[Line], habits: Habits) -> list[list[Line]]:
    groups: list[list[Line]] = []
    for line in lines:
        if groups and not _breaks(groups[-1], line, habits):
            groups[-1].append(line)
        else:
            groups.append([line])
    return groups


def _breaks(group: list[Line], line: Line, habits: Habits) -> bool:
    """Whether a line begins a new block after the lines of `group`."""
    before = group[-1]
    if (before.page, before.region) != (line.page, line.region):
        return True
    column = habits.column(line)
    leading = max(column.leading, 1.12 * line.size) if line.size >= before.size * 0.9 else column.leading
    step = before.base - line.base
    if step <= 0 or step > _GAP * leading:
        return True
    if _unclosed(group) and abs(before.size - line.size) < 0.6:
        return False
    return (
        _changes_style(group, line)
        or bool(bullet_length(line))
        or bool(_caption().match(line.text))
        or _tabular(before) != _tabular(line)
        or bool(_LEADERS.search(before.text))
        or _starts_by_indent(group, line, habits)
        or _ends_short(before, line, habits)
    )


def _unclosed(group: list[Line]) -> bool:
    text = " ".join(line.text for line in group[-3:])
    return 0 <= text.rfind(")") < text.rfind("(") or (")" not in text and "(" in text)


def _tabular(line: Line) -> bool:
    return len(line.cells) >= 2 and not bullet_length(line) and not _NUMBERED.match(line.text)


def _changes_style(group: list[Line], line: Line) -> bool:
    before = group[-1]
    if abs(before.size - line.size) > _SIZE_STEP * max(before.size, line.size):
        return True
    if before.bold == line.bold:
        return False
    # A paragraph may begin with a bold phrase as long as its first line; a heading ends before the margin.
    return before.bold != line.bold and (len(group) == 1 or all(b.bold == before.bold for b in group))


def _starts_by_indent(group: list[Line], line: Line, habits: Habits) -> bool:
    """Whether the left edge says that a new block begins: set in, or back out of a hanging item."""
    first, before = group[0], group[-1]
    size = line.size
    shift = line.x0 - before.x0
    if bullet_length(first) or _NUMBERED.match(first.text):
        if len(group) == 1:
            return bool(_NUMBERED.match(line.text)) and abs(shift) < 0.5 * size
        hang = before.x0 - first.x0 > 0.4 * size
        next_number = bool(_NUMBERED.match(line.text)) and line.x0 <= first.x0 + 1
        return next_number or (hang and line.x0 < before.x0 - 0.4 * size)
    if len(group) > 1 and before.x0 - first.x0 > 0.6 * size and line.x0 - first.x0 < 0.3 * size:
        return len(group) > 1 and all(g.x0 - first.x0 > 0.6 * size for g in group[1:])
    if _NUMBERED.match(line.text) and _ends_sentence(before.text) and abs(shift) > 0.4 * size:
        return True
    column = habits.column(line)
    set_in = _INDENT[0] * size < shift < _INDENT[1] * size and abs(before.x0 - column.left) < 0.3 * size + 1
    return set_in and _ends_sentence(before.text) and (len(group) > 1 or habits.indents)


def _ends_sentence(text: str) -> bool:
    return bool(re.search(r"[.!?:;][\"”’')\]]*(?:\d{1,3})?$", text.rstrip()))


def _ends_short(before: Line, line: Line, habits: Habits) -> bool:
    """Whether the line before ended its paragraph: a sentence's end, with room left for the next word."""
    if habits.indents or not _ends_sentence(before.text) or line.text[:1].islower():
        return False
    column = habits.column(line)
    word = line.text.split(" ", 1)[0]
    width = (line.x1 - line.x0) / max(len(line.text), 1) * len(word)
    slack = _SLACK if not habits.gaps else 4 * _SLACK
    return before.x1 + width + slack * line.size < column.right


# ── what a run is ────────────────────────────────────────────────────────────────────────────────────────


def _draft(group: list[Line], habits: Habits, before: list[Line] | None, after: list[Line] | None) -> Draft:
    first = group[0]
    lines = tuple(group)
    if any(_LEADERS.search(line.text) for line in group):
        return Draft(kind="boilerplate", lines=lines)
    if _is_heading(group, habits, before, after):
        return Draft(kind="heading", lines=lines)
    if bullet_length(first):
        return Draft(kind="list_item", lines=lines)
    if _caption().match(first.text) and (first.size <= habits.body.size * 1.02):
        return Draft(kind="caption", lines=lines)
    if all(_tabular(line) for line in group) and len(group) >= 2 and not _key_values(group):
        return Draft(kind="table_row", lines=lines)
    if _is_footnote(group, habits):
        return Draft(kind="footnote", lines=lines)
    column = habits.column(first)
    hanging = len(group) > 1 and group[1].x0 - first.x0 > 0.5 * first.size
    if _NUMBERED.match(first.text) and (hanging or first.x0 - column.left > 0.5 * first.size):
        return Draft(kind="list_item", lines=lines)
    return Draft(kind="paragraph", lines=lines)


def _key_values(group: list[Line]) -> bool:
    pairs = [line for line in group if len(line.cells) == 2]
    return bool(pairs) and all(line.cells[0].rstrip().endswith(":") for line in pairs)


def _is_heading(group: list[Line], habits: Habits, before: list[Line] | None, after: list[Line] | None) -> bool:
    weights = [heading_weight(line, habits.body) for line in group]
    text = " ".join(line.text for line in group).strip()
    if None in weights or len(text.split()) > _HEADING_WORDS or len(group) > 4 or _caption().match(text):
        return False
    size, bold, capitals, italic = weights[0] or (0.0, False, False, False)
    larger = size > _HEADING_SIZE * habits.body.size
    if re.search(r"[,;]$", text) or (re.search(r"[.:]$", text) and not larger and not _numbered_title(text)):
        return False
    if not re.match(r"[\"“‘(]?[A-Z0-9À-ÞА-Я¿]", text):
        return False
    if larger:
        return True
    stands = _stands_apart(group, habits, before, after)
    if italic and not bold and not capitals:
        return stands and len(group) == 1 and len(text.split()) <= 12 and text[-1] not in ".:!"
    return stands or (bold and len(group) <= 2)


def _numbered_title(text: str) -> bool:
    return bool(re.match(r"^(?:\d+(?:\.\d+)*\.?|[IVX]+\.|[A-Z]\.)\s+\S", text)) and len(text.split()) <= 12


def _stands_apart(group: list[Line], habits: Habits, before: list[Line] | None, after: list[Line] | None) -> bool:
    first, last = group[0], group[-1]
    leading = habits.column(first).leading
    above = before is None or (before[-1].page, before[-1].region) != (first.page, first.region) or (
        before[-1].base - first.base > 1.25 * leading
    )  # fmt: skip
    below = after is not None and (after[0].page, after[0].region) == (last.page, last.region)
    return above and below


def _is_footnote(group: list[Line], habits: Habits) -> bool:
    first = group[0]
    if first.size > _SMALL * habits.body.size or first.side:
        return False
    mark = first.pieces[0].text.strip()
    raised = bool(_MARK.match(mark)) and (first.pieces[0].style.size < first.size or len(first.pieces) > 1)
    return raised or bool(re.match(r"^(?:\d{1,3}|[*†‡§])\s*[A-ZÀ-Þ“\"‘(]", first.text))


def _rows_of_table(draft: Draft) -> list[Draft]:
    if draft.kind != "table_row":
        return [draft]
    return [replace(draft, lines=(line,)) for line in draft.lines]


# ── over columns and pages ───────────────────────────────────────────────────────────────────────────────


def _join_over_pages(drafts: list[Draft], habits: Habits) -> list[Draft]:
    """Joins a paragraph or item that was cut by the end of a column or page, past boxes and notes."""
    out: list[Draft] = []
    open_at: int | None = None
    for draft in drafts:
        text_block = draft.kind in ("paragraph", "list_item") and not draft.first.side
        if text_block and open_at is not None and _goes_on(out[open_at], draft, habits):
            out[open_at] = replace(out[open_at], lines=out[open_at].lines + draft.lines)
            continue
        out.append(draft)
        if text_block:
            open_at = len(out) - 1
        elif draft.kind == "heading":
            open_at = None
    return out


def _goes_on(before: Draft, draft: Draft, habits: Habits) -> bool:
    last, first = before.lines[-1], draft.first
    if (last.page, last.region) == (first.page, first.region) or draft.kind == "list_item":
        return False
    if first.page - last.page > 1 or abs(last.size - first.size) > 0.05 * last.size or last.bold != first.bold:
        return False
    text = last.text.rstrip()
    if text.endswith(("-", "\u00ad", ",")) or first.text[:1].islower():
        return True
    if not _ends_sentence(text):
        return True
    column, new = habits.column(last), habits.column(first)
    if before.kind == "list_item":
        return False
    full = last.x1 > column.right - 1.5 * last.size
    return habits.indents and not habits.gaps and full and first.x0 - new.left < 0.5 * first.size


# ── text and levels ──────────────────────────────────────────────────────────────────────────────────────


def _text_of(draft: Draft, hyphens: Hyphens) -> str:
    if draft.kind == "table_row":
        return " | ".join(" ".join(cell.split()) for cell in draft.first.cells)
    lines = [line.text for line in draft.lines]
    if cut := bullet_length(draft.first):
        lines[0] = lines[0][cut:]
    return join_lines(lines, hyphens)


def _with_levels(drafts: list[Draft]) -> list[Draft]:
    """Headings with their depth: by their number where they are numbered, else by the rank of their style."""
    ranks: Counter[tuple[float, bool, bool]] = Counter()
    for draft in drafts:
        if draft.kind == "heading":
            ranks[_rank(draft)] += 1
    order = {rank: at + 1 for at, rank in enumerate(sorted(ranks, reverse=True))}
    return [replace(d, level=min(order[_rank(d)], 6)) if d.kind == "heading" else d for d in drafts]


def _rank(draft: Draft) -> tuple[float, bool, bool]:
    first = draft.first
    return round(first.size * 2) / 2, _mostly_capitals(draft.text or first.text), first.bold
