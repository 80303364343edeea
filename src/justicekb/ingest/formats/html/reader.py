"""HTML page → parts: the article with its structure, and what the page says about itself."""

from __future__ import annotations

import html
from collections.abc import Iterator, Sequence

from bs4 import BeautifulSoup

from justicekb.errors import SourceError
from justicekb.ingest.blocks import one_line
from justicekb.ingest.encoding import decode_html
from justicekb.ingest.formats.html.content import article
from justicekb.ingest.formats.html.elements import page_index
from justicekb.ingest.formats.html.headings import ranked
from justicekb.ingest.formats.html.hints import hints
from justicekb.ingest.formats.html.linkeddata import linked_data
from justicekb.ingest.formats.html.metadata import PageParts, meta_tags, page_states
from justicekb.ingest.formats.html.pieces import Page, Piece, read_pieces
from justicekb.ingest.formats.html.scripts import without_scripts
from justicekb.ingest.furniture import furniture
from justicekb.ingest.parts import Part, Reading
from justicekb.ingest.source import SourceInfo
from justicekb.vocabulary import Vocabulary

# Pieces after a main heading that may say who wrote the page.
_BESIDE = 5


def read_webpage(data: bytes, source: SourceInfo, vocabulary: Vocabulary) -> Reading:
    """The parts of the article of an HTML page; raises SourceError for a page without text."""
    page, note = decode_html(data)
    soup = BeautifulSoup(without_scripts(page), "lxml", multi_valued_attributes=None)
    known = vocabulary.once(hints)
    walked, index = read_pieces(soup, known), page_index(soup)
    linked = linked_data(index.scripts)
    text = fuller(article(walked, known, vocabulary.once(furniture)), linked.body)
    notes = [note] if note else []
    if not text:
        text = whole_page(walked)
        notes.append("the page has no running text: its links and short lines were read")
    if not text:
        raise SourceError(source.path, "the page has no text")
    states = page_states(PageParts(index, linked, walked.pieces, page, vocabulary.once(meta_tags)), source)
    return Reading(
        parts=tuple(map(_part, ranked(text))), evidence="names", around=tuple(_around(walked.pieces)),
        aside=tuple(_aside(walked, text, index.title)),
        notes=tuple(notes), **states,
    )  # fmt: skip


def read_chapter(data: bytes, vocabulary: Vocabulary) -> list[Part]:
    """The parts of a page all of which is text, a chapter of a book; lists of links (`nav`) are left out."""
    page = read_pieces(BeautifulSoup(data, "lxml", multi_valued_attributes=None), vocabulary.once(hints))
    text = [p for p in page.pieces if not any(page.elements[key].name == "nav" for key in p.path)]
    return [part.of("footnote") if "footnote" in part.roles else part for part in map(_part, text)]


def _part(piece: Piece) -> Part:
    return Part(piece.kind, piece.text, piece.level, roles=frozenset(piece.roles))


def _aside(page: Page, text: Sequence[Piece], window: str | None) -> Iterator[Part]:
    """What the page shows besides its article, in its window's title, controls, drawings and hidden words."""
    article = {piece.text for piece in text}
    yield from [Part("furniture", window)] if window else []
    yield from (_part(piece) for piece in page.pieces if piece.text not in article)
    yield from (Part("furniture", words) for words in page.silent)


def _around(pieces: Sequence[Piece]) -> Iterator[Part]:
    """The first two levels of a page's headings, and the pieces right after its main ones."""
    near = 0
    for piece in pieces:
        near = _BESIDE + 1 if piece.kind == "heading" and piece.level == 1 else near - 1
        if near > 0 or (piece.kind == "heading" and piece.level == 2):
            yield _part(piece)


# Fewer letters of links and menus alone are no text (a page that scripts fill in).
_LETTERS = 25


def whole_page(page: Page) -> Sequence[Piece]:
    """All pieces of a page that is but links and short lines; nothing for one that has hardly a word."""
    own = any(map(str.isalpha, "".join(p.text for p in page.pieces if not p.cuts and not p.linked)))
    letters = sum(map(str.isalpha, "".join(p.text for p in page.pieces)))
    return page.pieces if own or letters >= _LETTERS else ()


# The text in the page's data is taken when it is longer than the text it shows by this factor, and no mere summary
# (characters): the page is filled in by scripts or shows only its beginning.
_FULLER, _SUMMARY = 2, 600


def fuller(shown: Sequence[Piece], body: str | None) -> Sequence[Piece]:
    """The pieces of the article, from the page's data when it shows only a part of it."""
    plain = BeautifulSoup(html.unescape(body), "lxml").get_text("\n") if body and "<" in html.unescape(body) else body
    if not plain or len(plain) < max(_SUMMARY, _FULLER * sum(len(p.text) for p in shown)):
        return shown
    return [Piece("paragraph", words, 0, ()) for line in plain.split("\n") if (words := one_line(line))]
