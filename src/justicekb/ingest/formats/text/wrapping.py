"""Lines that a fixed width broke, put together again: which line breaks of a text are its author's, which are wraps.

A text editor or a mail program breaks a line where the next word would not have fitted. So a width at which most
line breaks of a text could not have been avoided is the width it was wrapped at, and a break inside such a text is
a wrap when the next line's first word would not have fitted any more. Breaks that leave room for it are the
author's: the end of a paragraph, of a verse, of an item, of a line of an address.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from justicekb.ingest.sentences import ends_sentence, is_hard_wrapped, join_lines, starts_within

# What a line is for its neighbours: "closed" lines (headings, rows, rules) join nothing, "item" begins something
# that following lines may go on with, "weak" looks like an item but may be a number or dash inside a sentence.
LineSort = Literal["closed", "item", "weak", "quote", "plain"]
Sort = Callable[[str], LineSort]

# Texts are wrapped at widths between these (characters); 72, 80, 100 and 120 are the usual ones.
_NARROWEST, _WIDEST = 40, 160
# So many breaks, and this share of all breaks after lines that are not short, have to agree on a width …
_BREAKS, _AGREE = 2, 0.5
# … and this share of them has to stand in the middle of a sentence, as verses and titles hardly do.
_WITHIN = 0.25
# A line that fills this share of the width and ends no sentence was once wrapped and then edited.
_FULL = 0.75


def wrap_width(lines: Sequence[str], sort: Sort) -> int | None:
    """The width (characters) that a text was wrapped at, None for one that no width explains."""
    breaks = [(len(a), a, b) for a, b in _breaks(lines, sort)]
    spans = [(length, length + len(_first_word(b))) for length, _, b in breaks if _NARROWEST <= length <= _WIDEST]
    if len(spans) < _BREAKS:
        return None
    width = max({start for start, _ in spans}, key=lambda w: (sum(a <= w <= b for a, b in spans), w))
    agree = [(a, b) for length, a, b in breaks if length <= width <= length + len(_first_word(b))]
    asked = sum(length >= _FULL * width for length, _, _ in breaks)
    if len(agree) < max(_BREAKS, _AGREE * asked) or sum(_within(a, b) for a, b in agree) < _WITHIN * len(agree):
        return None
    return width


def _breaks(lines: Sequence[str], sort: Sort) -> Iterator[tuple[str, str]]:
    """The pairs of neighbouring lines that may be one."""
    for before, after in pairwise(lines):
        if before.strip() and after.strip() and _may_join(sort(before), sort(after)):
            yield before.rstrip().expandtabs(), _QUOTED.sub("", after)


def _may_join(before: LineSort, after: LineSort) -> bool:
    if "closed" in (before, after) or after == "item":
        return False
    return (before == after) if after in ("quote", "weak") else True


# Words after which a sentence goes on.
_OPEN = re.compile(r"\b(?:the|an?|of|in|on|to|for|and|or|by|with|at|from|as|that|which)$")


def _within(before: str, after: str) -> bool:
    """Whether a break surely stands inside a sentence."""
    if starts_within(after) or _OPEN.search(before):
        return True
    return not ends_sentence(before) and after[:1] in "(0123456789"


# The mark of a line that is quoted from another message.
_QUOTED = re.compile(r"^[\s>]+")


def _first_word(line: str) -> str:
    words = _QUOTED.sub("", line).split(maxsplit=1)
    return words[0] if words else ""


def unwrapped(lines: Sequence[str], sort: Sort) -> list[str]:
    """The lines with wraps undone; empty lines and closed lines stay as they are.

    A text whose lines are nearly as long as each other, but of no fixed width, has its blocks joined whole.
    """
    width = wrap_width(lines, sort)
    ragged = width is None and _is_ragged(lines, sort)
    found: list[str] = []
    block: list[str] = []
    for line in [*lines, ""]:
        if line.strip() and sort(line) != "closed":
            block.append(line)
            continue
        found += _joined(block, _Layout(sort, _own_width(block, sort) or width, ragged, _hangs(block)))
        found.append(line)
        block = []
    return found[:-1]


def _is_ragged(lines: Sequence[str], sort: Sort) -> bool:
    breaks = list(_breaks(lines, sort))
    within = sum(_within(before, after) for before, after in breaks) >= _WITHIN * len(breaks)
    return within and is_hard_wrapped([line for line in lines if line.strip()])


# A block with more lines than this is asked for a width of its own: quoted mail is narrower than its answer.
_OWN = 5
# A line that stands this much further in than another is indented (characters).
_INDENT = 2


@dataclass(frozen=True, slots=True)
class _Layout:
    """How the lines between two empty or closed ones are laid out."""

    sort: Sort
    width: int | None
    ragged: bool
    hangs: bool

    def goes_on(self, run: Sequence[str], line: str) -> bool:
        """Whether a line belongs to the lines before it."""
        first, sort = self.sort(run[0]), self.sort(line)
        if sort == "item" or (sort == "quote") != (first == "quote"):
            return False
        if sort == "weak" and (first != "plain" or ends_sentence(run[-1])):
            return False
        deeper = _indent(line) - _indent(run[0]) >= _INDENT
        if deeper and sort == "plain" and first in ("item", "weak"):
            return True
        if self.width is None:
            return self.ragged and sort != "weak"
        if ends_sentence(run[-1]) and self._begins(run, deeper=deeper):
            return False
        return _is_wrap(run, line, self.width)

    def _begins(self, run: Sequence[str], *, deeper: bool) -> bool:
        """Whether a line's indentation marks a new paragraph, or a new entry where entries hang."""
        return (not deeper and len(run) > 1) if self.hangs else deeper


def _is_wrap(run: Sequence[str], line: str, width: int) -> bool:
    length = len(run[-1].rstrip().expandtabs())
    if length > width:
        return starts_within(_QUOTED.sub("", line))
    if length + len(_first_word(line)) >= width:
        return True
    unfinished = length >= _FULL * width and not ends_sentence(run[-1])
    return unfinished and (len(run) > 1 or len(line) >= _FULL * width)


def _own_width(block: Sequence[str], sort: Sort) -> int | None:
    return wrap_width(block, sort) if len(block) > _OWN else None


def _hangs(block: Sequence[str]) -> bool:
    """Whether the first line of every entry stands further out than the lines it goes on with."""
    deep = [_indent(line) - _indent(block[0]) >= _INDENT for line in block]
    flush = [line for before, at, line in zip(deep, deep[1:], block[1:], strict=False) if before and not at]
    return any(deep) and not any(map(starts_within, flush))


def _indent(line: str) -> int:
    return len(line.expandtabs()) - len(line.expandtabs().lstrip())


def _joined(block: Sequence[str], layout: _Layout) -> list[str]:
    runs: list[list[str]] = []
    for line in block:
        if runs and layout.goes_on(runs[-1], line):
            runs[-1].append(line)
        else:
            runs.append([line])
    return [_one(run, layout.sort) for run in runs]


def _one(run: Sequence[str], sort: Sort) -> str:
    if len(run) == 1:
        return run[0]
    rest = [_QUOTED.sub("", line) if sort(line) == "quote" else line for line in run[1:]]
    return " " * _indent(run[0]) + join_lines([run[0], *rest])
