"""A document as HTML: its text with the words of every record marked, and the list of records beside it.

The two lead to each other: a marked word has the address `#m-…` and leads to `#r-…` in the list, and back. Everything
that comes from the document is escaped here, and nothing of it becomes markup or an address that is followed.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape
from itertools import groupby, pairwise

from justicekb.export.labels import label, shortened
from justicekb.model import Block, DateMention, Document, Fact, Figure, LawMention, Mention, Quote, Record, Reference
from justicekb.spans import Span

# The kinds that can be switched on and off, in the order of the list: name in classes, heading, record type.
KINDS: tuple[tuple[str, str, type[Record]], ...] = (
    ("fact", "Facts", Fact),
    ("figure", "Figures", Figure),
    ("quote", "Quotations", Quote),
    ("law", "Laws", LawMention),
    ("name", "Names", Mention),
    ("date", "Dates", DateMention),
    ("reference", "References", Reference),
)
_KIND_OF = {type_: name for name, _, type_ in KINDS}

_TAGS = {
    "title": ("p", "title"), "byline": ("p", "byline"), "paragraph": ("p", ""), "caption": ("p", "caption"),
    "footnote": ("p", "footnote"), "reference": ("p", "reference"), "boilerplate": ("p", "boilerplate"),
    "block_quote": ("blockquote", ""), "list_item": ("li", ""), "heading": ("h3", "level"), "table_row": ("tr", ""),
}  # fmt: skip
_AROUND = {"li": "ul", "tr": "table"}
_BAR = re.compile(r" \| ?")
_OPENING = re.compile(r"\|\s*")


@dataclass(frozen=True, slots=True)
class DocumentView:
    """A document and every record that was read from it."""

    document: Document
    records: tuple[Record, ...]

    def of(self, kind: str) -> list[Record]:
        """The records of one of KINDS in text order."""
        own = [record for record in self.records if _KIND_OF.get(type(record)) == kind]
        return sorted(own, key=lambda r: (r.span.start, r.span.end, r.id))


# ── the text ─────────────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class _Mark:
    span: Span
    kind: str
    record: str
    label: str


def text_html(view: DocumentView, target: Span | None = None) -> str:
    """The document's blocks with marked words; the words at `target` stand in an element with the id `words`."""
    marks = sorted(
        (_Mark(r.span, _KIND_OF[type(r)], r.id, label(r)) for r in view.records if not isinstance(r, Reference)),
        key=lambda mark: (mark.span.start, -mark.span.end),
    )
    writer = _Writer(view.document.text, marks, target)
    return "".join((*_blocks(view.document.body, writer), *_furniture(view.document, writer, target)))


def _furniture(document: Document, writer: _Writer, target: Span | None) -> Iterator[str]:
    """What a rule took for no part of the text, folded away unless the place that is opened lies in it."""
    blocks = document.blocks[len(document.body.blocks) :]
    if blocks:
        is_open = " open" if target is not None and target.start >= blocks[0].span.start else ""
        yield f'<details class="furniture"{is_open}><summary>Page furniture (menus, teasers, running heads)</summary>'
        yield from (f"<p>{writer.write(block.span)}</p>" for block in blocks)
        yield "</details>"


def _blocks(document: Document, writer: _Writer) -> Iterator[str]:
    page: int | None = None
    for tag, run in groupby(document.blocks, key=lambda block: _TAGS[block.kind][0]):
        around = _AROUND.get(tag)
        if around:
            yield f"<{around}>" if around != "table" else '<div class="wide"><table>'
        for block in run:
            sign = _page_sign(block.page) if block.page != page and block.page is not None else ""
            page = block.page if block.page is not None else page
            yield _block(block, writer, sign)
        if around:
            yield f"</{around}>" if around != "table" else "</table></div>"


def _page_sign(page: int) -> str:
    return f'<span class="page" id="page-{page}">p. {page}</span>'


def _block(block: Block, writer: _Writer, sign: str) -> str:
    tag, name = _TAGS[block.kind]
    if tag == "tr":
        cell = "th" if block.level is not None else "td"
        cells = "".join(f"<{cell}>{writer.write(span)}</{cell}>" for span in _cells(block.span, writer.text))
        return f"<tr>{cells}</tr>"
    if name == "level":
        name = f"level-{min(block.level or 1, 4)}"
    attribute = f' class="{name}"' if name else ""
    return f"<{tag}{attribute}>{sign}{writer.write(block.span)}</{tag}>"


def _cells(span: Span, text: str) -> Iterator[Span]:
    """The cells of a row; the bars around a row that is kept as it was drawn hold nothing."""
    opening = _OPENING.match(text, span.start, span.end)
    start = opening.end() if opening is not None else span.start
    end = len(text[: span.end].rstrip(" |")) if opening is not None else span.end
    for bar in _BAR.finditer(text, start, end):
        yield Span(start, bar.start())
        start = bar.end()
    yield Span(start, end)


class _Writer:
    """Writes stretches of the text in order, each piece with the marks that lie over it."""

    def __init__(self, text: str, marks: list[_Mark], target: Span | None) -> None:
        self.text = text
        self._marks = marks
        self._next = 0
        self._open: list[_Mark] = []
        self._anchored: set[str] = set()
        self._target = target
        self._shown = False

    def write(self, span: Span) -> str:
        """The words of a stretch as HTML."""
        self._open = [mark for mark in self._open if mark.span.end > span.start]
        while self._next < len(self._marks) and self._marks[self._next].span.start < span.end:
            self._open.append(self._marks[self._next])
            self._next += 1
        cuts = {span.start, span.end}
        for mark in self._open:
            cuts.update(cut for cut in (mark.span.start, mark.span.end) if span.start < cut < span.end)
        if self._target:
            cuts.update(c for c in (self._target.start, self._target.end) if span.start < c < span.end)
        edges = sorted(cuts)
        return "".join(self._piece(Span(a, b)) for a, b in pairwise(edges))

    def _piece(self, piece: Span) -> str:
        over = [mark for mark in self._open if mark.span.start < piece.end and mark.span.end > piece.start]
        words = escape(piece.of(self.text))
        html = self._marked(words, over) if over else words
        if self._target and self._target.overlaps(piece):
            anchor = "" if self._shown else ' id="words"'
            self._shown = True
            return f"<mark{anchor}>{html}</mark>"
        return html

    def _marked(self, words: str, over: list[_Mark]) -> str:
        fresh = [mark for mark in over if mark.record not in self._anchored]
        self._anchored.update(mark.record for mark in fresh)
        anchors = "".join(f'<span id="m-{mark.record}"></span>' for mark in fresh)
        inner = min(over, key=lambda mark: len(mark.span))
        kinds = " ".join(dict.fromkeys(f"k-{mark.kind}" for mark in over))
        told = escape("\n".join(f"{mark.kind}: {mark.label}" for mark in over[:6]))
        return f'{anchors}<a class="m {kinds}" href="#r-{inner.record}" tabindex="-1" title="{told}">{words}</a>'


# ── the list beside it ───────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class ListedRecord:
    """A line of the list: what it says, and the ids of the records that say it, in text order."""

    label: str
    records: tuple[str, ...]
    entity: str | None = None
    page: int | None = None


def listed(view: DocumentView, kind: str) -> list[ListedRecord]:
    """The lines of one kind; names and laws are put together by what they name, the most frequent first."""
    found = view.of(kind)
    if kind not in ("name", "law", "date"):
        paged = [block for block in view.document.blocks if block.page is not None]
        return [ListedRecord(label(r), (r.id,), _speaker(r), _page(paged, r)) for r in found]
    groups: dict[str, list[Record]] = {}
    for record in found:
        groups.setdefault(_same(record), []).append(record)
    lines = [ListedRecord(_title(own), tuple(r.id for r in own), _named(own[0])) for own in groups.values()]
    return sorted(lines, key=lambda line: -len(line.records)) if kind != "date" else lines


def _same(record: Record) -> str:
    return _named(record) or label(record)


def _named(record: Record) -> str | None:
    return record.entity if isinstance(record, Mention | LawMention) else None


def _title(own: Sequence[Record]) -> str:
    first = own[0]
    return first.canonical if isinstance(first, Mention | LawMention) else label(first)


def _speaker(record: Record) -> str | None:
    return record.speaker_entity if isinstance(record, Quote) else None


def _page(paged: Sequence[Block], record: Record) -> int | None:
    at = bisect_right(paged, record.span.start, key=lambda block: block.span.start) - 1
    return paged[at].page if at >= 0 else None


def list_html(view: DocumentView) -> str:
    """The list as HTML, one part a kind, each closed until it is asked for but the first."""
    parts = [(name, heading, listed(view, name)) for name, heading, _ in KINDS]
    filled = [(name, heading, lines) for name, heading, lines in parts if lines]
    return "".join(_part(*part, first=at == 0) for at, part in enumerate(filled))


def _part(name: str, heading: str, lines: list[ListedRecord], *, first: bool) -> str:
    rows = "".join(_row(line) for line in lines)
    summary = f'<summary>{heading} <span class="count">{len(lines)}</span></summary>'
    opened = " open" if first else ""
    return f'<details class="records k-{name}"{opened}>{summary}<ol>{rows}</ol></details>'


def _row(line: ListedRecord) -> str:
    anchors = "".join(f'<span id="r-{id_}"></span>' for id_ in line.records)
    first, *more = line.records
    page = f' <span class="where">p. {line.page}</span>' if line.page is not None else ""
    others = "".join(f' <a class="more" href="#m-{id_}">{at}</a>' for at, id_ in enumerate(more[:11], 2))
    rest = f' <span class="where">and {len(more) - 11} more</span>' if len(more) > 11 else ""
    return f'<li>{anchors}<a href="#m-{first}">{escape(shortened(line.label, 160))}</a>{page}{others}{rest}</li>'


def switches_html() -> str:
    """Boxes that switch the marks of each kind on and off, without a script."""
    shown = ((name, heading) for name, heading, type_ in KINDS if type_ is not Reference)
    return "".join(
        f'<label class="switch k-{name}"><input type="checkbox" id="show-{name}"{_checked(name)}>'
        f"<span>{heading}</span></label>"
        for name, heading in shown
    )


def _checked(name: str) -> str:
    """Dates stand in nearly every fact, so they are left to be asked for."""
    return "" if name == "date" else " checked"
