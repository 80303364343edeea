"""HTML page → `Document`: the article with its structure, and what the page says about itself."""

from __future__ import annotations

import re

from bs4 import BeautifulSoup

from justicekb.errors import SourceError
from justicekb.ingest.blocks import BlockBuilder
from justicekb.ingest.content import article
from justicekb.ingest.encoding import decode_html
from justicekb.ingest.furniture import furniture
from justicekb.ingest.hints import hints
from justicekb.ingest.kinds import kind_of
from justicekb.ingest.metadata import Metadata, PageParts, page_metadata
from justicekb.ingest.pieces import Piece, pieces
from justicekb.ingest.source import SourceInfo
from justicekb.model import Document, normalise_name
from justicekb.vocabulary import Vocabulary

# Cutting these out before parsing halves the time: half of a news page is scripts and styles.
_SCRIPTS = re.compile(r"<(script|style|svg|noscript|template)\b([^>]*)>.*?</\1\s*>|<!--.*?-->", re.DOTALL | re.IGNORECASE)


def read_webpage(data: bytes, source: SourceInfo, vocabulary: Vocabulary) -> Document:
    """The document of an HTML page; raises SourceError for a page without text."""
    page, note = decode_html(data)
    soup = BeautifulSoup(_SCRIPTS.sub(_keep_data, page), "lxml")
    known = vocabulary.once(hints)
    found, elements = pieces(soup, known)
    text = article(found, elements, known, vocabulary.once(furniture))
    metadata = page_metadata(PageParts(soup, found, text, page), source, vocabulary)
    if not text:
        raise SourceError(source.path, "the page has no text")
    builder = BlockBuilder()
    fill(builder, text, metadata)
    return document(builder, metadata, source, [note] if note else [])


def _keep_data(match: re.Match[str]) -> str:
    return match[0] if match[1] and "ld+json" in (match[2] or "") else " "


def fill(builder: BlockBuilder, text: list[Piece], metadata: Metadata) -> None:
    """Adds the title as shown, and then every piece that is not the title once more."""
    title = normalise_name(metadata.shown_title or metadata.title or "")
    if title:
        builder.add("title", metadata.shown_title or metadata.title or "")
    for piece in text:
        if piece.kind == "heading" and normalise_name(piece.text) == title:
            continue
        if piece.roles & {"byline", "date"} and len(piece.text) < 200:
            builder.add("byline", piece.text)
        elif "caption" in piece.roles and piece.kind != "heading":
            builder.add("caption", piece.text)
        else:
            builder.add(piece.kind, piece.text, level=piece.level if piece.kind == "heading" else None)


def document(builder: BlockBuilder, metadata: Metadata, source: SourceInfo, notes: list[str]) -> Document:
    """Puts text, blocks and metadata together."""
    blocks = builder.blocks
    kind, reason = kind_of(builder.text, blocks, metadata)
    return Document(
        path=source.path, sha256=source.sha256, media_type=source.media_type, kind=kind,
        title=metadata.title, authors=metadata.authors, publisher=metadata.publisher,
        published=metadata.published, period=metadata.period, language=metadata.language or builder.language,
        url=metadata.url, doi=metadata.doi, issn=metadata.issn, container=metadata.container,
        volume=metadata.volume, issue=metadata.issue, keywords=metadata.keywords, abstract=metadata.abstract,
        text=builder.text, blocks=blocks, notes=(*notes, *metadata.reasons, reason),
    )  # fmt: skip
