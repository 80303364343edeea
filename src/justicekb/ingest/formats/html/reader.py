"""HTML page → `Document`: the article with its structure, and what the page says about itself."""

from __future__ import annotations

import html
import re
from collections.abc import Sequence
from itertools import takewhile

from bs4 import BeautifulSoup

from justicekb.errors import SourceError
from justicekb.ingest.blocks import BlockBuilder, one_line
from justicekb.ingest.candidates import Metadata
from justicekb.ingest.formats.html.content import article
from justicekb.ingest.formats.html.elements import page_index
from justicekb.ingest.formats.html.headings import ranked
from justicekb.ingest.formats.html.hints import hints
from justicekb.ingest.formats.html.linkeddata import linked_data
from justicekb.ingest.formats.html.metadata import PageParts, meta_tags, page_metadata
from justicekb.ingest.formats.html.pieces import Piece, read_pieces
from justicekb.ingest.formats.text.encoding import decode_html
from justicekb.ingest.genres.furniture import Furniture, furniture
from justicekb.ingest.genres.kinds import kind_of
from justicekb.ingest.genres.release.head import HeadWords, head_words, is_date_line
from justicekb.ingest.genres.release.release import is_end_mark, presents_body
from justicekb.ingest.source import SourceInfo
from justicekb.model import BlockKind, Document, normalise_name
from justicekb.vocabulary import Vocabulary

# Cutting these out before parsing halves the time: half of a news page is scripts and styles.
_SCRIPTS = re.compile(
    r"<(script|style|svg|noscript|template)\b([^>]*)>.*?</\1\s*>|<!--.*?-->", re.DOTALL | re.IGNORECASE
)
# Lines before the first paragraph that are longer than this are no byline (characters).
_BYLINE = 120


def read_webpage(data: bytes, source: SourceInfo, vocabulary: Vocabulary) -> Document:
    """The document of an HTML page; raises SourceError for a page without text."""
    page, note = decode_html(data)
    soup = BeautifulSoup(_SCRIPTS.sub(_keep_data, page), "lxml", multi_valued_attributes=None)
    known = vocabulary.once(hints)
    walked, index = read_pieces(soup, known), page_index(soup)
    linked = linked_data(index.scripts)
    shown = article(walked, known, vocabulary.once(furniture))
    text = fuller(shown, linked.body)
    if not text:
        raise SourceError(source.path, "the page has no text")
    parts = PageParts(index, linked, walked.pieces, shown, page, vocabulary.once(meta_tags))
    metadata = page_metadata(parts, source, vocabulary)
    builder = BlockBuilder()
    fill(builder, text, metadata, vocabulary)
    return document(builder, metadata, source, [note] if note else [])


def _keep_data(match: re.Match[str]) -> str:
    return match[0] if match[1] and "ld+json" in (match[2] or "") else " "


# The text in the page's data is taken when it is longer than the text it shows by this factor, and no mere summary
# (characters): the page is filled in by scripts or shows only its beginning.
_FULLER, _SUMMARY = 2, 600
_LINES = re.compile(r"\s*\n\s*")


def fuller(shown: Sequence[Piece], body: str | None) -> Sequence[Piece]:
    """The pieces of the article, from the page's data when it shows only a part of it."""
    plain = BeautifulSoup(html.unescape(body), "lxml").get_text("\n") if body and "<" in html.unescape(body) else body
    if not plain or len(plain) < max(_SUMMARY, _FULLER * sum(len(p.text) for p in shown)):
        return shown
    return [Piece("paragraph", words, 0, ()) for line in _LINES.split(plain) if (words := one_line(line))]


def fill(builder: BlockBuilder, text: Sequence[Piece], metadata: Metadata, vocabulary: Vocabulary) -> None:
    """Adds the title as the page shows it, and then every piece that is not the title once more."""
    words, lines = vocabulary.once(head_words), vocabulary.once(furniture)
    first = next((at for at, p in enumerate(text) if p.prose > _BYLINE and not _in_head(p, words)), 0)
    headline = next((p.text for p in text[:first] if p.kind == "heading" and p.level == 1), None)
    title = metadata.shown_title or headline or metadata.title or ""
    known = {normalise_name(words) for words in (title, metadata.title or "") if words}
    about = _about_from(text, lines)
    builder.add("title", title)
    for at, piece in enumerate(ranked(text)):
        if (piece.kind == "heading" and normalise_name(piece.text) in known) or is_end_mark(piece.text):
            continue
        near_end = at > len(text) - 5
        kind = "byline" if at < first and _in_head(piece, words) else _kind(piece, metadata, lines, near_end)
        kind = "boilerplate" if piece.text in about and kind in ("heading", "paragraph", "list_item") else kind
        builder.add(kind, piece.text, level=piece.level if kind in ("heading", "table_row") else None)


# What stands under "Notes to editors" or "About the OSCE" is boilerplate when it is less than this share of the
# text; what stands after the end mark of a release may be more.
_ABOUT, _AFTER_END = 0.35, 0.6


def _about_from(text: Sequence[Piece], lines: Furniture) -> frozenset[str]:
    """What stands after the end mark of a release, or under headings such as "Notes to editors" near its end.

    Where too much follows such a heading, only what stands under it in the second half of the text is meant.
    """
    total, seen = sum(p.prose for p in text), 0
    found: set[str] = set()
    for at, piece in enumerate(text):
        ended = is_end_mark(piece.text)
        if ended or lines.role(piece.text) == "section":
            if total - seen < total * (_AFTER_END if ended else _ABOUT):
                return frozenset(found | {p.text for p in text[at:]})
            section = [piece, *takewhile(lambda p: p.kind != "heading", text[at + 1 :])]
            if seen * 2 > total and sum(p.prose for p in section) < total * _ABOUT:
                found.update(p.text for p in section)
        seen += piece.prose
    return frozenset(found)


_STAMP = re.compile(r"(?:published|updated|posted|written|last updated)\b", re.IGNORECASE)


def _in_head(piece: Piece, words: HeadWords) -> bool:
    """Whether a piece before the text is its byline or date line."""
    if len(piece.text) > _BYLINE or piece.level == 1 or piece.roles & {"subtitle", "caption"}:
        return False
    if piece.roles & {"byline", "date"} or _STAMP.match(piece.text) or words.bylines.is_byline(piece.text):
        return True
    return len(piece.text) < 80 and (words.dates.first(piece.text) is not None or is_date_line(piece.text, words))


def _kind(piece: Piece, metadata: Metadata, lines: Furniture, near_end: bool) -> BlockKind:
    role = lines.role(piece.text)
    if ("caption" in piece.roles and piece.kind != "heading") or (role == "caption" and piece.kind == "paragraph"):
        return "caption"
    if "footnote" in piece.roles and piece.kind != "heading":
        return "footnote"
    if piece.roles & {"byline", "date"} and len(piece.text) < _BYLINE:
        return "byline"
    if role in ("boilerplate", "section") or (near_end and _presents_author(piece.text, metadata)):
        return "boilerplate"
    return piece.kind


_PRESENTS = re.compile(r"\s*(?:,|is\b|writes\b|covers\b|was\b|has\b|joined\b|reports\b|works\b|\()", re.IGNORECASE)


def _presents_author(text: str, metadata: Metadata) -> bool:
    """Whether a closing paragraph tells who an author or the publisher is."""
    words = text.lstrip("•*—– -")
    names = [author.name for author in metadata.authors if " " in author.name]
    return any(words.startswith(name) and _PRESENTS.match(words[len(name) :]) for name in names) or presents_body(
        text, metadata.publisher
    )


# Pages in other languages often declare English, because their templates do; so much text tells better (characters).
_ENOUGH_TEXT = 400


def _language(builder: BlockBuilder, metadata: Metadata) -> str | None:
    if builder.language and len(builder.text) >= _ENOUGH_TEXT:
        return builder.language
    return metadata.language or builder.language


def document(builder: BlockBuilder, metadata: Metadata, source: SourceInfo, notes: list[str]) -> Document:
    """Puts text, blocks and metadata together."""
    blocks = builder.blocks
    kind, reason = kind_of(builder.text, blocks, metadata)
    return Document(
        path=source.path, sha256=source.sha256, media_type=source.media_type, kind=kind,
        title=metadata.title, authors=metadata.authors, publisher=metadata.publisher,
        published=metadata.published, period=metadata.period, language=_language(builder, metadata),
        url=metadata.url, doi=metadata.doi, issn=metadata.issn, container=metadata.container,
        volume=metadata.volume, issue=metadata.issue, keywords=metadata.keywords, abstract=metadata.abstract,
        text=builder.text, blocks=blocks, notes=(*notes, *metadata.reasons, reason),
    )  # fmt: skip
