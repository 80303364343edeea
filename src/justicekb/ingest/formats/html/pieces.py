"""A web page as pieces in reading order: every run of text between two block elements, with where it stands.

The page is walked once. Nothing is judged here except what an element is; which pieces are the article is
decided in `ingest.content`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from bs4 import BeautifulSoup, Tag
from bs4.element import NavigableString, PreformattedString

from justicekb.ingest.blocks import one_line
from justicekb.ingest.formats.html.hints import Hints, Role
from justicekb.ingest.parts import running_text
from justicekb.ingest.raised import up
from justicekb.ingest.tables import HEADER, row_text
from justicekb.model import BlockKind

# Elements whose words are no running text of the page.
_SILENT = frozenset({
    "script", "style", "noscript", "template", "svg", "math", "iframe", "object", "embed", "canvas", "button", "input",
    "select", "textarea", "option", "datalist", "audio", "video", "map", "dialog", "head", "meta", "link", "picture",
    "source", "img", "area", "base", "col", "colgroup", "progress",
})  # fmt: skip
# Those of them that have no words for a person at all.
_WORDLESS = frozenset({"script", "style", "template", "head", "meta", "link"})
_PICTURES = frozenset({"img", "picture", "video", "iframe", "svg"})
# Elements that are page furniture by their meaning.
_FURNITURE = frozenset({"nav", "footer", "aside", "menu", "form"})
_FURNITURE_ARIA = frozenset(
    {"navigation", "contentinfo", "complementary", "search", "banner", "dialog", "menu", "alertdialog"}
)
_BLOCKS = frozenset({
    "address", "article", "aside", "blockquote", "body", "center", "dd", "details", "div", "dl", "dt", "fieldset",
    "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hgroup", "hr", "legend",
    "li", "main", "menu", "nav", "ol", "p", "pre", "section", "summary", "table", "tbody", "td", "tfoot", "th", "thead",
    "tr", "ul", "caption",
})  # fmt: skip
_TEXT_ELEMENTS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6", "p", "li", "tr", "td", "dd", "dt"})
# Ids that word processors and publishing systems give to footnotes: "fn1", "_ftn2", "cite_note-3".
_FOOTNOTE_ID = re.compile(r"_?(?:fn|ftn|edn|footnote|endnote|cite_note)[-_:]?\w{0,3}\d+", re.IGNORECASE)
_FOOTNOTE: frozenset[Role] = frozenset({"footnote"})
_CAPTION: frozenset[Role] = frozenset({"caption"})
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_KINDS: dict[str, BlockKind] = {
    "li": "list_item", "dd": "list_item", "blockquote": "block_quote", "figcaption": "caption", "caption": "caption",
}  # fmt: skip
# A page nested deeper than this is broken; what lies deeper is read as plain text.
_DEEPEST = 180
# A table is data when no cell holds more than a few sentences (characters); a longer cell means page layout.
_CELL_LIMIT = 600
_PARAGRAPH_BREAK = re.compile(r"\n\s*\n")


@dataclass(slots=True)
class Piece:
    """A run of text: its words on one line, how many characters of it are links, and the elements around it.

    `path` holds the ids (Python's) of the enclosing elements, outermost first; `cuts` those of them that look like
    page furniture; `roles` what class names and elements around it say. `prose` is how many characters count as
    running text.
    """

    kind: BlockKind
    text: str
    linked: int
    path: tuple[int, ...]
    cuts: tuple[int, ...] = ()
    roles: frozenset[Role] = frozenset()
    level: int | None = None
    tag: str = ""
    prose: int = field(init=False)

    def __post_init__(self) -> None:
        self.prose = running_text(self.kind, self.text, self.linked)


@dataclass(slots=True)
class _State:
    """Where the walk stands: what holds for the text that comes next."""

    path: tuple[int, ...] = ()
    cuts: tuple[int, ...] = ()
    roles: frozenset[Role] = frozenset()
    kind: BlockKind = "paragraph"
    level: int | None = None
    tag: str = ""
    link: bool = False


def _piece(state: _State, text: str, linked: int) -> Piece:
    return Piece(state.kind, text, linked, state.path, state.cuts, state.roles, state.level, state.tag)


@dataclass(slots=True)
class _Walk:
    hints: Hints
    pieces: list[Piece] = field(default_factory=list)
    elements: dict[int, Tag] = field(default_factory=dict)
    pictured: set[int] = field(default_factory=set)
    doubtful: set[int] = field(default_factory=set)
    silent: list[str] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    linked: int = 0

    def flush(self, state: _State) -> None:
        """Closes the run of text before the next block element."""
        if not self.words:
            return
        raw, linked = "".join(self.words), self.linked
        self.words, self.linked = [], 0
        parts = _PARAGRAPH_BREAK.split(raw) if "\n" in raw else [raw]
        for part in parts:
            if (text := one_line(part)) and any(map(str.isalnum, text)):
                share = linked if len(parts) == 1 else round(linked * len(part) / len(raw))
                self.pieces.append(_piece(state, text, min(share, len(text))))

    def element(self, tag: Tag, state: _State, depth: int) -> None:
        """Walks an element: a block closes the run of text before it, an inline element goes on with it."""
        name = tag.name
        if name in _SILENT or _is_mark(tag) or (name not in _BLOCKS and _hidden(tag)):
            if name in _PICTURES:
                self.pictured.update(state.path)
            self.aside(tag)
            return
        if name == "br":
            self.words.append("\n")
        elif name == "sup":
            self.words.append(up(one_line(tag.get_text())))
        elif name == "table" and (rows := list(_data_rows(tag))):
            self.flush(state)
            inner = self.inside(tag, state)
            if (caption := tag.find("caption")) is not None:
                self.element(caption, inner, depth + 1)
            self.rows(rows, inner)
        elif name in _BLOCKS or ":" in name or "-" in name:
            self.flush(state)
            inner = self.inside(tag, state)
            self.children(tag, inner, depth)
            self.flush(inner)
        else:
            self.inline(tag, state, depth)

    def aside(self, tag: Tag) -> None:
        """Keeps the words of an element that is not walked: a control, a drawing, what is hidden inside a line."""
        if tag.name not in _WORDLESS and not _is_mark(tag) and (words := one_line(tag.get_text(" "))):
            self.silent.append(words)

    def inline(self, tag: Tag, state: _State, depth: int) -> None:
        """Walks an inline element, whose words go on with those before it."""
        if tag.name in ("span", "a") and "hidden" in self.roles(tag):
            self.aside(tag)
            return
        if tag.name == "a" and not state.link and not str(tag.attrs.get("href") or "#").startswith("#"):
            state = replace(state, link=True)
        self.children(tag, state, depth)

    def children(self, tag: Tag, state: _State, depth: int) -> None:
        """Walks what an element holds, in order."""
        if depth > _DEEPEST:
            self.words.append(tag.get_text(" "))
            return
        for child in tag.children:
            if isinstance(child, Tag):
                self.element(child, state, depth + 1)
            elif isinstance(child, NavigableString) and not isinstance(child, PreformattedString):
                words = str(child) if state.tag == "pre" else child.replace("\n", " ")
                self.words.append(words)
                if state.link:
                    self.linked += len(words.strip())

    def rows(self, rows: list[_Row], state: _State) -> None:
        """The rows of a table, each one piece with its cells between bars."""
        for row in rows:
            if text := one_line(row_text(row.cells)):
                level = HEADER if row.header else None
                self.pieces.append(
                    Piece("table_row", text, row.linked, state.path, state.cuts, state.roles, level, "tr")
                )

    def roles(self, tag: Tag) -> frozenset[Role]:
        """What the class and id names of an element say."""
        names = str(tag.attrs.get("class") or "")
        if tag.name not in _TEXT_ELEMENTS:  # their ids are anchors: a heading's is often named after the contents table
            names += f" {tag.attrs.get('id') or ''} {tag.attrs.get('data-component') or ''}"
        return self.hints.roles(names) if len(names) > 2 else frozenset()

    def inside(self, tag: Tag, state: _State) -> _State:
        """What holds inside a block element."""
        own, key = self.roles(tag), id(tag)
        self.elements[key] = tag
        named = "furniture" in own and tag.name not in _HEADINGS  # "toc-title" is the class of a heading in the text
        sure = tag.name in _FURNITURE or named or "hidden" in own or tag.attrs.get("role") in _FURNITURE_ARIA
        furniture = sure or _switched_off(tag) or _hidden(tag) or ("doubtful" in own and tag.name not in _HEADINGS)
        if furniture and not sure:
            self.doubtful.add(key)
        roles = state.roles | own
        if tag.name in ("figcaption", "figure"):
            roles |= _CAPTION
        elif _NOTE.search(_named(tag)) or _FOOTNOTE_ID.fullmatch(str(tag.attrs.get("id") or "")):
            roles |= _FOOTNOTE
        kind, level = state.kind, state.level
        if tag.name in _HEADINGS:
            kind, level = "heading", _HEADINGS[tag.name]
        elif state.kind != "heading" and not (tag.name == "li" and _holds_sections(tag)):
            kind = _KINDS.get(tag.name, kind)
        cuts = (*state.cuts, key) if furniture else state.cuts
        return _State((*state.path, key), cuts, roles, kind, level, tag.name, state.link)


@dataclass(frozen=True, slots=True)
class Page:
    """The pieces of a page in reading order, the elements that their paths name, and which of these hold pictures.

    `doubtful` elements look like furniture, but what hides them also hides articles until a script shows them.
    `silent` are the words of controls, drawings and hidden elements.
    """

    pieces: list[Piece]
    elements: dict[int, Tag]
    pictured: set[int]
    doubtful: set[int]
    silent: list[str]


def read_pieces(soup: BeautifulSoup, hints: Hints) -> Page:
    """Walks a parsed page; class and id values have to be plain strings (`multi_valued_attributes=None`)."""
    walk = _Walk(hints)
    body = soup.body or soup
    state = _State((id(body),), tag="body")
    walk.elements[id(body)] = body
    walk.children(body, state, 0)
    walk.flush(state)
    for part in _behind(soup, body):
        walk.element(part, state, 0)
        walk.flush(state)
    return Page(walk.pieces, walk.elements, walk.pictured, walk.doubtful, walk.silent)


def _behind(soup: BeautifulSoup, body: Tag | BeautifulSoup) -> Iterator[Tag]:
    """What stands behind the end of the page: lxml makes further `body` and `html` elements of it."""
    if body is soup:
        return
    for root in soup.find_all(True, recursive=False):
        inside = root.find_all(True, recursive=False)
        yield from (part for part in inside if part is not body) if body.parent is root else [root]


_SECTIONS = frozenset({"h2", "h3", "h4", "h5", "section", "article"})


def _holds_sections(item: Tag) -> bool:
    """Whether a list item is a part of the page rather than an item: it has headings or several paragraphs."""
    paragraphs = 0
    for node in item.descendants:
        if isinstance(node, Tag):
            paragraphs += node.name == "p"
            if paragraphs > 1 or node.name in _SECTIONS:
                return True
    return False


def _switched_off(tag: Tag) -> bool:
    """Whether a class hides the element, unless another shows it again on some screens ("hidden md:block")."""
    names = str(tag.attrs.get("class") or "").split()
    return ("hidden" in names or "hide" in names) and not any(":" in name for name in names)


# What books and pages call notes, and the marks of notes and of pages (EPUB structural semantics, DPUB-ARIA roles).
_NOTE, _MARK = re.compile(r"footnote$|endnote$|rearnote$"), re.compile(r"noteref|pagebreak")


def _named(tag: Tag) -> str:
    return str(tag.attrs.get("epub:type") or tag.attrs.get("role") or "")


def _is_mark(tag: Tag) -> bool:
    return bool(tag.attrs) and _MARK.search(_named(tag)) is not None


def _hidden(tag: Tag) -> bool:
    if not tag.attrs:
        return False
    style = tag.attrs.get("style")
    return tag.has_attr("hidden") or (isinstance(style, str) and "display:none" in style.replace(" ", "").lower())


@dataclass(frozen=True, slots=True)
class _Row:
    """A row of a table: its cells, how many characters of it are links, and whether it names the columns."""

    cells: list[str]
    linked: int
    header: bool


def _row(row: Tag) -> _Row:
    cells = row.find_all(["td", "th"])
    named = len(cells) > 1 and all(cell.name == "th" for cell in cells)
    linked = sum(len(one_line(link.get_text(" "))) for link in row.find_all("a", href=True))
    header = named or (row.parent is not None and row.parent.name == "thead")
    return _Row([_cell_text(cell) for cell in cells], linked, header)


def _cell_text(cell: Tag) -> str:
    return one_line(cell.get_text(" "))


def _data_rows(table: Tag) -> Iterator[_Row]:
    """The rows of a table of data; none for a table that is page layout."""
    if table.get("role") == "presentation" or table.find("table") is not None:
        return
    rows = [_row(row) for row in table.find_all("tr")]
    longest = max((len(cell) for row in rows for cell in row.cells), default=0)
    if sum(len(row.cells) > 1 for row in rows) >= 2 and longest <= _CELL_LIMIT:
        yield from rows
