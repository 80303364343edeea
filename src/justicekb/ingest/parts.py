"""What the two stages of reading hand on: a format yields a `Reading` of parts, genres read parts of any format."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

from justicekb.ingest.blocks import one_line
from justicekb.ingest.candidates import Candidate, Metadata
from justicekb.ingest.printed import Line
from justicekb.ingest.sentences import join_lines
from justicekb.model import BlockKind

Evidence = Literal["order", "names", "type", "record"]
# A shorter part is a label or a name, no running text; one longer than the second is (characters).
_SHORT, _RUNNING = 40, 120


def running_text(kind: BlockKind, text: str, linked: int = 0) -> int:
    """How many characters count as running text: none of headings, captions, short lines and lists of links.

    A row of a table counts half, since figures belong to a text, but do not make one; `linked` characters are links.
    """
    if kind == "table_row" and linked * 2 <= len(text):
        return (len(text) - linked) // 2
    if kind not in ("paragraph", "list_item", "block_quote") or len(text) < _SHORT or linked * 2 > len(text):
        return 0
    running = len(text) > _RUNNING or any(mark in text for mark in '.!?,:;”"')
    return len(text) - linked if running else 0


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of a document: its kind, its words on one line, and what its format shows of it.

    `level` is a heading's depth, `gap` whether an empty line stands before it, `roles` what the format calls it
    ("byline", "date", "caption"), `lines` its printed lines, if any.
    """

    kind: BlockKind
    text: str = ""
    level: int | None = None
    gap: bool = False
    page: int | None = None
    language: str | None = None
    roles: frozenset[str] = frozenset()
    lines: tuple[Line, ...] = ()

    @property
    def first(self) -> Line:
        """Its first printed line; only parts of formats with pages have one."""
        return self.lines[0]

    @property
    def prose(self) -> int:
        """How many characters of it are running text."""
        return running_text(self.kind, self.text)

    def of(self, kind: BlockKind) -> Part:
        """The same words as another kind; only headings and rows keep a level."""
        return replace(self, kind=kind, level=self.level if kind in ("heading", "table_row") else None)


def printed(kind: BlockKind, lines: Sequence[Line], text: str = "", level: int | None = None) -> Part:
    """A part out of printed lines, on the page it begins on."""
    return Part(kind, text, level, page=lines[0].page, lines=tuple(lines))


class PartList(list[Part]):
    """Parts collected while an element tree is walked."""

    def add(self, kind: BlockKind, text: str, *, level: int | None = None, language: str | None = None) -> None:
        """Appends a part, unless it has no words."""
        if line := one_line(text):
            self.append(Part(kind, line, level, language=language))


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What a format yields of a file: its parts in order, what the file states of itself, and notes for a person.

    `evidence` is what the format shows that tells a head from a body: the order of lines, the names of elements, the
    size of type, or nothing, because the file records all of it. `stated` holds what is beyond doubt; `titles`,
    `dates`, `bylines` and `publishers` are words that may be it, with how far their place is trusted. `around` is what
    stands near the headings of a page, in its text or not; `window` the title of the window that shows it; `running`
    the lines that run over each page, `margin` what stands around the text with its page, `aside` what the format took
    for no part of the text (menus, teasers), `pages` how many pages or chapters there are, `body_size` the size of
    most of the type (points); `join` puts printed lines together.
    """

    parts: tuple[Part, ...]
    evidence: Evidence = "order"
    stated: Metadata = field(default_factory=Metadata)
    titles: tuple[Candidate[str], ...] = ()
    dates: tuple[Candidate[str], ...] = ()
    bylines: tuple[Candidate[tuple[str, ...]], ...] = ()
    publishers: tuple[Candidate[str], ...] = ()
    window: str = ""
    around: tuple[Part, ...] = ()
    running: tuple[tuple[str, ...], ...] = ()
    margin: tuple[tuple[int | None, str], ...] = ()
    aside: tuple[Part, ...] = ()
    pages: int = 0
    body_size: float = 0.0
    breadcrumb: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    join: Callable[[Sequence[str]], str] = join_lines
