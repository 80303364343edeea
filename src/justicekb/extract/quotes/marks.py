"""Stretches of text between quotation marks, over sentences and paragraphs, with broken and missing marks.

A mark opens or closes by its shape, and where shapes lie (straight marks, a curly mark typed the wrong way round) by
what touches it. A quotation left open at the end of a paragraph goes on in the next one when that begins with an
opening mark, as newspapers set it, or closes without opening; otherwise it ends with its paragraph.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

from justicekb.model import Block, Document
from justicekb.spans import Span

_MARK = re.compile(r"[“”„‟«»\"]|``|''")
_OPENS = frozenset({"“", "„", "«", "‟", "``"})
_CLOSES = frozenset({"”", "»", "''"})
# Single marks: one that opens stands before a word, one that closes behind a word or stop. A straight one opens only
# before a capital, and closes behind a stop or before one: apostrophes ("the prisoners' rights", "'90s") do neither.
_SINGLE = re.compile(
    r"(?<!\w)(?:‘(?=\w)|'(?=[A-Z]))"
    r"|(?<=[\w.,!?…])’(?=[\s.,;:)\]—–]|$)|(?<=[.,!?…])'(?=[\s.,;:)\]—–]|$)|(?<=[^\Ws])'(?=[.,;:)]|\s[a-z])"
)

# A quotation that is not closed within this many further paragraphs was left open by mistake.
_LONGEST = 12


@dataclass(frozen=True, slots=True)
class Stretch:
    """Quoted words: `span` without their marks, `outer` with them; `first` and `last` index the blocks."""

    span: Span
    outer: Span
    first: int
    last: int
    closed: bool = True


def stretches(document: Document, blocks: Sequence[Block]) -> list[Stretch]:
    """The outermost quoted stretches of the blocks, in text order; a block quotation without marks is one."""
    marks = [list(_marks(document.text, block)) for block in blocks]
    if any(marks):  # two habits in one text
        marks = [_with_single(m, _single_marks(document.text, b)) for m, b in zip(marks, blocks, strict=True)]
    else:
        marks = [list(_single_marks(document.text, block)) for block in blocks]
    found: list[Stretch] = []
    opened: tuple[int, int, int] | None = None  # start of the mark, start of the words, block
    for index, block in enumerate(blocks):
        if block.kind == "block_quote" and not marks[index] and opened is None:
            found.append(Stretch(block.span, block.span, index, index))
            continue
        depth = 1 if opened else 0
        for number, (mark, opens) in enumerate(marks[index]):
            if opened and opens and number == 0 and mark.start == block.span.start:
                continue  # the opening mark that repeats at each paragraph
            if opens:
                depth += 1
                opened = opened or (mark.start, mark.end, index)
            elif depth and opened:
                depth -= 1
                if depth == 0:
                    found.append(_stretch(document.text, opened, mark, index))
                    opened = None
        if opened and not _goes_on(marks, index, blocks, opened[2]):
            found.append(_unclosed(document.text, opened, block, index))
            opened = None
    return [s for s in found if len(s.span)]


def _goes_on(marks: list[list[tuple[Span, bool]]], index: int, blocks: Sequence[Block], first: int) -> bool:
    """Whether a quotation that is open at the end of block `index` continues in the next one."""
    if index + 1 >= len(blocks) or index - first >= _LONGEST or blocks[index + 1].kind in ("heading", "title"):
        return False
    following = marks[index + 1]
    if not following:
        return False
    mark, opens = following[0]
    return not opens or mark.start == blocks[index + 1].span.start


def _stretch(text: str, opened: tuple[int, int, int], mark: Span, last: int) -> Stretch:
    start, words, first = opened
    return Stretch(_trim(text, words, mark.start), Span(start, mark.end), first, last)


def _unclosed(text: str, opened: tuple[int, int, int], block: Block, last: int) -> Stretch:
    start, words, first = opened
    return Stretch(_trim(text, words, block.span.end), Span(start, block.span.end), first, last, closed=False)


def _trim(text: str, start: int, end: int) -> Span:
    while start < end and (text[start].isspace() or text[start] == "…"):  # something was left out
        start += 1
    while end > start and (text[end - 1].isspace() or text[end - 1] == ","):
        end -= 1  # the comma before "he said" is the writer's
    return Span(start, end)


def _marks(text: str, block: Block) -> Iterator[tuple[Span, bool]]:
    """The marks of a block with whether each opens."""
    depth = 0
    for match in _MARK.finditer(text, block.span.start, block.span.end):
        opens = _opens(text, match, block, depth)
        depth = depth + 1 if opens else max(0, depth - 1)
        yield Span(*match.span()), opens


def _opens(text: str, match: re.Match[str], block: Block, depth: int) -> bool:
    before = text[match.start() - 1] if match.start() > block.span.start else " "
    after = text[match.end()] if match.end() < block.span.end else " "
    can_open = not after.isspace() and (before.isspace() or before in "([{—–-/‘'“\"")
    can_close = not before.isspace() and (after.isspace() or not after.isalnum())
    mark = match.group()
    if mark in _OPENS:
        return not (depth and can_close and not can_open)
    if mark in _CLOSES:
        return can_open and not can_close and not depth
    return can_open if can_open != can_close else not depth


def _single_marks(text: str, block: Block) -> Iterator[tuple[Span, bool]]:
    """Single marks of a block; apostrophes are told apart by the opening mark before them."""
    depth = 0
    for match in _SINGLE.finditer(text, block.span.start, block.span.end):
        opens = match.group() == "‘" or (match.group() == "'" and text[match.end() : match.end() + 1].isupper())
        if (opens and not depth) or (depth and not opens):
            depth = 1 if opens else 0
            yield Span(*match.span()), opens


def _with_single(marks: list[tuple[Span, bool]], single: Iterator[tuple[Span, bool]]) -> list[tuple[Span, bool]]:
    """A block's marks with the single ones that stand for themselves: where it has no others and closes what it opens,
    or in pairs beside and around pairs of others (‘He told me “go home” and left’).
    """
    pairs = _paired(single)
    if not marks:
        return pairs
    added: list[tuple[Span, bool]] = []
    for opening, closing in zip(pairs[::2], pairs[1::2], strict=True):
        before = sum(1 if opens else -1 for mark, opens in marks if mark.start < opening[0].start)
        inside = [opens for mark, opens in marks if opening[0].start < mark.start < closing[0].start]
        depths = list(accumulate(1 if opens else -1 for opens in inside))
        if before == 0 and (not depths or (min(depths) >= 0 and depths[-1] == 0)):
            added += [opening, closing]
    return sorted([*marks, *added])


def _paired(marks: Iterator[tuple[Span, bool]]) -> list[tuple[Span, bool]]:
    """The marks when they open and close by turns and the last one closes, else none."""
    found = list(marks)
    return found if len(found) % 2 == 0 and all(opens == (at % 2 == 0) for at, (_, opens) in enumerate(found)) else []
