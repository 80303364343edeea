"""The numbers of tables: a row's words and its column's say what is counted, they and the caption when.

A cell counts when it holds nothing but a number ("905", "34 %", "12 (4%)"). Its row must begin with words, and its
column must be named or the table led in by words; otherwise nobody could say what the number means.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from justicekb.edtf import Edtf
from justicekb.extract.nlp import Found, Parsed
from justicekb.model import Block, DateMention, Figure
from justicekb.spans import Span
from justicekb.vocabulary import Vocabulary
from justicekb.vocabulary.entries import TableWords
from justicekb.vocabulary.numbertext import Quantity, quantities

_BAR = re.compile(r"\s*\|\s*")
_OPENING = re.compile(r"\|\s*")
_YEAR = re.compile(r"(?:FY\s?)?((?:19|20)\d\d)(?:\s?[/–-]\s?(?:(?:19|20)?(\d\d)))?\*?")
# "Table 3. ", "(ii) ", "(a)(i) ": what numbers a caption.
_NUMBERING = re.compile(r"(?:(?:Table|Tab\.|Annex|Figure)\s*[\dA-Z.]*\d?[.:–-]?\s*|(?:\(\w{1,4}\))+\s*)", re.IGNORECASE)
_ENDS = re.compile(r"\s+(?:is|are|was|were)\s+(?:as\s+follows|shown|given|listed|set\s+out)\b.*$|\s*[:.]\s*$", re.I)
_SOME_LETTERS = re.compile(r"[^\W\d_]{2,}")
_LONGEST_CAPTION = 120  # characters; a longer one is told, not quoted


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell's words and their place in the document."""

    text: str
    span: Span


@dataclass(frozen=True, slots=True)
class _Table:
    """What stands above a row: the words that lead in to the table, and the cells that name its columns."""

    caption: str = ""
    dated: Edtf | None = None
    columns: tuple[Cell, ...] = ()


def table_figures(parsed: Parsed, vocabulary: Vocabulary, found: Found) -> Iterator[Figure]:
    """Yields the figures of every table row, in text order."""
    text = parsed.document.text
    table, before, in_rows = _Table(), None, False
    for block in parsed.document.blocks:
        if block.kind != "table_row":
            before, table, in_rows = block, _Table(), False
            continue
        if before is not None:
            table, before = _led_in_by(before, text, found), None
        cells = cells_of(block, text)
        if block.level is not None:  # one behind other rows begins the next table
            table = _Table(columns=cells) if in_rows else _Table(table.caption, table.dated, cells)
            in_rows = False
        else:
            in_rows = True
            yield from _row(parsed, block, cells, table, vocabulary, found)


def cells_of(block: Block, text: str) -> tuple[Cell, ...]:
    """The cells of a row, without white space around; the bars around a row that is kept as drawn hold nothing.

    A bar at the beginning alone stands behind an empty cell.
    """
    opening, closing = _OPENING.match(text, block.span.start, block.span.end), block.span.end
    drawn = opening is not None and text[block.span.start : closing].rstrip().endswith("|")
    cells, at = [], opening.end() if opening is not None and drawn else block.span.start
    if drawn:
        closing = len(text[at:closing].rstrip(" |")) + at
    for bar in (*_BAR.finditer(text, at, closing), None):
        end = bar.start() if bar is not None else closing
        cells.append(Cell(text[at:end], Span(at, max(at, end))))
        at = bar.end() if bar is not None else at
    return tuple(cells)


_PROSE_WORDS = 6  # a cell of so many words is read as a sentence is


def in_prose_cell(row: str, number: Span) -> bool:
    """Whether a number of a row stands in a cell that is written out in a sentence."""
    start = max((m.end() for m in _BAR.finditer(row, 0, number.start)), default=0)
    end = next((m.start() for m in _BAR.finditer(row, number.end)), len(row))
    return len(row[start:end].split()) >= _PROSE_WORDS


def _led_in_by(block: Block, text: str, found: Found) -> _Table:
    """The caption, or the sentence that ends in a colon, right above a table, with the one date it names."""
    words = block.span.of(text).strip()
    if block.kind not in ("caption", "heading") and not words.endswith(":"):
        return _Table()
    dates = {d.edtf.text: d.edtf for d in found.within(DateMention, block.span)}
    plain = _ENDS.sub("", _NUMBERING.sub("", words, count=1)).strip()
    shown = plain if len(plain) <= _LONGEST_CAPTION else ""
    return _Table(shown, next(iter(dates.values())) if len(dates) == 1 else None)


def _row(
    parsed: Parsed, block: Block, cells: Sequence[Cell], table: _Table, vocabulary: Vocabulary, found: Found
) -> Iterator[Figure]:
    words = vocabulary.once(_words)
    label = cells[0].text if cells else ""
    if not (_SOME_LETTERS.search(label) or _YEAR.fullmatch(label)):
        return
    for at, cell in enumerate(cells[1:], start=1):
        column = table.columns[at].text if len(table.columns) == len(cells) else ""
        told = _SOME_LETTERS.search(column) or _YEAR.fullmatch(column) or table.caption
        if words.labels.fullmatch(column) or not told:
            continue
        for quantity in _numbers(cell.text, vocabulary):
            yield Figure(
                document=parsed.document.id,
                span=quantity.span.shift(cell.span.start),
                evidence=block.span,
                rule="figure.table",
                value=quantity.value,
                high=quantity.high,
                unit=quantity.unit,
                qualifier=quantity.qualifier,
                measure=_measure(label, column, table.caption, words),
                subject=None if _YEAR.fullmatch(label) else label,
                date=_date((label, column), (cells[0], *table.columns[at : at + 1]), found) or table.dated,
            )


def _numbers(cell: str, vocabulary: Vocabulary) -> list[Quantity]:
    """The quantities of a cell that holds nothing else: one, or a number with its share in brackets."""
    found = quantities(cell, vocabulary)
    rest = cell
    for quantity in reversed(found):
        rest = rest[: quantity.span.start] + rest[quantity.span.end :]
    return found if 0 < len(found) < 3 and not re.search(r"\w", rest) else []


def _measure(label: str, column: str, caption: str, words: _Words) -> str:
    named = bool(column) and not words.amounts.fullmatch(column) and not _YEAR.fullmatch(column)
    parts = [p for p in ("" if _YEAR.fullmatch(label) else label, column if named else "") if p]
    return f"{', '.join(parts)} ({caption})" if caption and parts else ", ".join(parts) or caption


def _date(texts: Sequence[str], cells: Sequence[Cell], found: Found) -> Edtf | None:
    """The time that the row's or the column's name tells: a year, years with a stroke, or a date of its own."""
    for text in texts:
        year = _YEAR.fullmatch(text)
        if year is not None:
            return Edtf(f"{year[1]}/{year[1][:2]}{year[2]}" if year[2] else year[1])
    dates = [d.edtf for cell in cells for d in found.within(DateMention, cell.span)]
    return dates[0] if len(dates) == 1 else None


@dataclass(frozen=True, slots=True)
class _Words:
    labels: re.Pattern[str]
    amounts: re.Pattern[str]


def _words(vocabulary: Vocabulary) -> _Words:
    """Headings of columns that number or date their rows, and headings that say only that something is counted."""
    from_kind = {e.id: "|".join(re.escape(w) for w in e.words) for e in vocabulary.entries(TableWords)}
    return _Words(*(re.compile(rf"(?:{from_kind[kind]})[.:]?", re.IGNORECASE) for kind in ("labels", "amounts")))
