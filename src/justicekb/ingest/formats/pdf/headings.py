"""Which runs of lines are headings: larger, bolder or in capitals, short, standing apart, and followed by text."""

from __future__ import annotations

import re

from justicekb.ingest.formats.pdf.marks import bullet_length, caption_pattern
from justicekb.ingest.formats.pdf.typesetting import Habits
from justicekb.ingest.printed import Line, Style

_HEADING_SIZE = 1.07  # parts of the body's size
_HEADING_WORDS = 30
_FOLLOWED = 6.0  # parts of the leading between a heading and what it heads
_CODE = re.compile(r"mono|courier|consol|typewriter|cmtt|menlo|inconsolata", re.IGNORECASE)


def mostly_capitals(text: str) -> bool:
    letters = [c for c in text if c.isalpha()]
    return len(letters) >= 4 and sum(c.isupper() for c in letters) > 0.85 * len(letters)


def heading_weight(line: Line, body: Style) -> tuple[float, bool, bool, bool] | None:
    """The rank of a line's style as a heading's (size, bold, capitals, italic); None when it is body text."""
    text = line.text.strip()
    if len(re.findall(r"[^\W\d_]", text)) < 2 or bullet_length(line) or len(text.split()) > _HEADING_WORDS:
        return None
    larger = line.size > _HEADING_SIZE * body.size
    if not larger and (_CODE.search(line.font) or (len(line.cells) > 1 and not _numbered_title(text))):
        return None  # code, or the head of a table
    capitals = mostly_capitals(text)
    standing_out = (line.bold and not body.bold) or capitals
    if larger or (standing_out and line.size >= 0.92 * body.size) or (line.italic and not body.italic):
        return round(line.size, 1), line.bold, capitals, line.italic
    return None


def is_heading(group: list[Line], habits: Habits, before: list[Line] | None, after: list[Line] | None) -> bool:
    weights = [heading_weight(line, habits.body) for line in group]
    text = " ".join(line.text for line in group).strip()
    if None in weights or len(text.split()) > _HEADING_WORDS or len(group) > 4 or caption_pattern().match(text):
        return False
    size, bold, capitals, italic = weights[0] or (0.0, False, False, False)
    larger = size > _HEADING_SIZE * habits.body.size
    if re.search(r"[,;]$", text) or (re.search(r"[.:]$", text) and not larger and not _numbered_title(text)):
        return False
    if not re.match(r"[\"“‘(]?[A-Z0-9À-ÞА-ЯЀ-ЏӘІҢҒҮҰҚӨҺ¿]", text) and not (larger and bold):
        return False
    if not _followed(group, habits, after):
        return False
    if larger:
        return True
    stands = _stands_apart(group, habits, before, after)
    if italic and not bold and not capitals:
        return stands and len(group) == 1 and len(text.split()) <= 12 and text[-1] not in ".:!"
    return stands or (bold and len(group) <= 2)


def _numbered_title(text: str) -> bool:
    return bool(re.match(r"^(?:\d+(?:\.\d+)*\.?|[IVX]+\.|[A-Z]\.)\s+\S", text)) and len(text.split()) <= 12


def _followed(group: list[Line], habits: Habits, after: list[Line] | None) -> bool:
    """Whether text comes after the lines, close by or in the next column: words in a drawing have none."""
    if after is None:
        return False
    last, first = group[-1], after[0]
    if (last.page, last.region) != (first.page, first.region):
        return True
    near = last.base - first.base < _FOLLOWED * max(habits.column(last).leading, last.size)
    return near and first.size > 0.8 * habits.body.size


def _stands_apart(group: list[Line], habits: Habits, before: list[Line] | None, after: list[Line] | None) -> bool:
    first, last = group[0], group[-1]
    leading = habits.column(first).leading
    above = before is None or (before[-1].page, before[-1].region) != (first.page, first.region) or (
        before[-1].base - first.base > 1.25 * leading
    )  # fmt: skip
    below = after is not None and (after[0].page, after[0].region) == (last.page, last.region)
    return above and below
