"""From lines in reading order to paragraphs, headings, list items, captions, footnotes and table rows."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import chain

from justicekb.ingest.formats.pdf.headings import is_heading, mostly_capitals
from justicekb.ingest.formats.pdf.marks import LEADERS, NUMBERED, bullet_length, caption_pattern
from justicekb.ingest.formats.pdf.typesetting import GAP, INDENT, Habits
from justicekb.ingest.hyphens import Hyphens, join_lines
from justicekb.ingest.parts import Part, printed
from justicekb.ingest.printed import Line

# Lengths in parts of the line's font size.
_SLACK = 2.0  # room left at the end of a finished last line, beyond the next line's first word
_SIZE_STEP = 0.06
_SMALL = 0.93
_MARK = re.compile(r"^(?:\d{1,3}|[*†‡§¶∗]{1,3})$")


# ── runs of lines ────────────────────────────────────────────────────────────────────────────────────────


def draft_blocks(lines: Sequence[Line], habits: Habits, hyphens: Hyphens) -> list[Part]:
    """The blocks of a document in reading order, headings with levels, paragraphs joined over pages."""
    groups = _group(lines, habits)
    drafts = [_draft(group, habits, before, after) for before, group, after in _neighbours(groups)]
    rows = ([replace(d, lines=(line,)) for line in d.lines] if d.kind == "table_row" else [d] for d in drafts)
    joined = _join_over_pages(list(chain.from_iterable(rows)), habits)
    return _with_levels([piece for d in joined for piece in _by_pages(replace(d, text=_text_of(d, hyphens)), hyphens)])


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
    if step <= 0 or step > GAP * leading:
        return True
    if _unclosed(group) and abs(before.size - line.size) < 0.6:
        return False
    return (
        _is_key_value(line)
        or _changes_style(group, line)
        or bool(bullet_length(line))
        or bool(caption_pattern().match(line.text))
        or _tabular(before) != _tabular(line)
        or bool(LEADERS.search(before.text))
        or _starts_by_indent(group, line, habits)
        or _ends_short(before, line, habits)
    )


def _unclosed(group: list[Line]) -> bool:
    text = " ".join(line.text for line in group[-3:])
    return 0 <= text.rfind(")") < text.rfind("(") or (")" not in text and "(" in text)


def _tabular(line: Line) -> bool:
    return len(line.cells) >= 2 and not bullet_length(line) and not NUMBERED.match(line.text)


def _changes_style(group: list[Line], line: Line) -> bool:
    before = group[-1]
    step = _SIZE_STEP * max(before.size, line.size)
    if abs(before.size - line.size) > step:
        # Names in small capitals may outweigh the rest of a short line; a word in the size before goes on.
        return not any(abs(p.style.size - before.size) <= step and len(p.text.strip()) > 1 for p in line.pieces)
    if before.bold == line.bold:
        return False
    # A paragraph may begin with a bold phrase as long as its first line; a heading ends before the margin.
    return before.bold != line.bold and (len(group) == 1 or all(b.bold == before.bold for b in group))


def _starts_by_indent(group: list[Line], line: Line, habits: Habits) -> bool:
    """Whether the left edge says that a new block begins: set in, or back out of a hanging item."""
    first, before = group[0], group[-1]
    size = line.size
    shift = line.x0 - before.x0
    if bullet_length(first) or NUMBERED.match(first.text):
        if len(group) == 1:
            return bool(NUMBERED.match(line.text)) and abs(shift) < 0.5 * size
        hang = before.x0 - first.x0 > 0.4 * size
        next_number = bool(NUMBERED.match(line.text)) and line.x0 <= first.x0 + 1
        return next_number or (hang and line.x0 < before.x0 - 0.4 * size)
    if len(group) > 1 and before.x0 - first.x0 > 0.6 * size and line.x0 - first.x0 < 0.3 * size:
        return len(group) > 1 and all(g.x0 - first.x0 > 0.6 * size for g in group[1:])
    if NUMBERED.match(line.text) and _ends_sentence(before.text) and abs(shift) > 0.4 * size:
        return True
    column = habits.column(line)
    set_in = INDENT[0] * size < shift < INDENT[1] * size and abs(before.x0 - column.left) < 0.3 * size + 1
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


def _draft(group: list[Line], habits: Habits, before: list[Line] | None, after: list[Line] | None) -> Part:
    first = group[0]
    lines = tuple(group)
    if any(LEADERS.search(line.text) for line in group):
        return printed("boilerplate", lines)
    if is_heading(group, habits, before, after):
        return printed("heading", lines)
    if bullet_length(first):
        return printed("list_item", lines)
    if caption_pattern().match(first.text) and (first.size <= habits.body.size * 1.02):
        return printed("caption", lines)
    if all(_tabular(line) for line in group) and len(group) >= 2:
        return printed("table_row", lines)
    if _is_footnote(group, habits):
        return printed("footnote", lines)
    column = habits.column(first)
    hanging = len(group) > 1 and group[1].x0 - first.x0 > 0.5 * first.size
    if NUMBERED.match(first.text) and (hanging or first.x0 - column.left > 0.5 * first.size):
        return printed("list_item", lines)
    return printed("paragraph", lines)


def _is_key_value(line: Line) -> bool:
    """Whether a line is a name and its value set apart: "Head of state:    Gulnar Abenova"."""
    return len(line.cells) == 2 and line.cells[0].rstrip().endswith(":")


def _is_footnote(group: list[Line], habits: Habits) -> bool:
    first = group[0]
    if first.size > _SMALL * habits.body.size or first.side:
        return False
    mark = first.pieces[0].text.strip()
    raised = bool(_MARK.match(mark)) and (first.pieces[0].style.size < first.size or len(first.pieces) > 1)
    return raised or bool(re.match(r"^(?:\d{1,3}|[*†‡§])\s*[A-ZÀ-Þ“\"‘(]", first.text))


# ── over columns and pages ───────────────────────────────────────────────────────────────────────────────


def _join_over_pages(drafts: list[Part], habits: Habits) -> list[Part]:
    """Joins a paragraph or item that was cut by the end of a column or page, past boxes and notes."""
    out: list[Part] = []
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


def _goes_on(before: Part, draft: Part, habits: Habits) -> bool:
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


# Where a sentence ends and another begins; the word before is none that a point only shortens.
_BETWEEN = re.compile(r"(?<=[a-zà-ÿа-я\d)”\"’]{2}[.!?])[”\"’)]*\s+(?=[“\"‘(]?[A-ZÀ-ÞА-Я])")


def _by_pages(draft: Part, hyphens: Hyphens) -> list[Part]:
    """A block that goes on over a page as one for each page, cut behind the sentence that the break stands in."""
    if draft.lines[0].page == draft.lines[-1].page or draft.kind not in ("paragraph", "list_item"):
        return [draft]
    turn = next(at for at, line in enumerate(draft.lines) if line.page != draft.lines[0].page)
    start = len(_text_of(replace(draft, lines=draft.lines[:turn]), hyphens))
    cut = _BETWEEN.search(draft.text, max(start - 1, 0))
    if cut is None:
        return [draft]
    after = printed("paragraph", draft.lines[turn:], draft.text[cut.end() :])
    return [replace(draft, lines=draft.lines[:turn], text=draft.text[: cut.end()].rstrip()), *_by_pages(after, hyphens)]


# ── text and levels ──────────────────────────────────────────────────────────────────────────────────────


def _text_of(draft: Part, hyphens: Hyphens) -> str:
    if draft.kind == "table_row":
        return " | ".join(" ".join(cell.split()) for cell in draft.first.cells)
    lines = [line.text for line in draft.lines]
    if cut := bullet_length(draft.first):
        lines[0] = lines[0][cut:]
    return join_lines(lines, hyphens)


def _with_levels(drafts: list[Part]) -> list[Part]:
    """Headings with their depth: by their number where they are numbered, else by the rank of their style."""
    ranks: Counter[tuple[float, bool, bool]] = Counter()
    for draft in drafts:
        if draft.kind == "heading":
            ranks[_rank(draft)] += 1
    order = {rank: at + 1 for at, rank in enumerate(sorted(ranks, reverse=True))}
    return [replace(d, level=min(order[_rank(d)], 6)) if d.kind == "heading" else d for d in drafts]


def _rank(draft: Part) -> tuple[float, bool, bool]:
    first = draft.first
    return round(first.size * 2) / 2, mostly_capitals(draft.text or first.text), first.bold
