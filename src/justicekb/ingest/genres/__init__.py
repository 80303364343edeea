"""The second stage of reading: a `Reading` of any format in, a `Document` out.

In order: the head is read by what the format shows (`HEADS`), boilerplate is marked, the metadata is chosen among
candidates, the kind is decided, what is no part of the text is kept behind it. To add a genre, write a function from
a reading to `Laid`, and say in `HEADS` or in `laid_out` when it is asked.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from justicekb.ingest.blocks import BlockBuilder
from justicekb.ingest.candidates import Metadata
from justicekb.ingest.genres.article import lay_page
from justicekb.ingest.genres.aside import with_furniture
from justicekb.ingest.genres.kinds import kind_of
from justicekb.ingest.genres.laid import Laid
from justicekb.ingest.genres.metadata import metadata_of
from justicekb.ingest.genres.paper import lay_paper, lay_printed, looks_like_paper, mark_references
from justicekb.ingest.genres.release import lay_head, mark_boilerplate, mark_presenting
from justicekb.ingest.genres.words import GenreWords, genre_words
from justicekb.ingest.parts import Evidence, Part, Reading
from justicekb.ingest.source import SourceInfo
from justicekb.model import Document, normalise_name
from justicekb.vocabulary import Vocabulary


def _lay_record(reading: Reading, words: GenreWords) -> Laid:
    return Laid(parts=reading.parts, whole=True)


# What a format shows → who reads the head by it.
HEADS: dict[Evidence, Callable[[Reading, GenreWords], Laid]] = {
    "order": lay_head, "names": lay_page, "type": lay_printed, "record": _lay_record,
}  # fmt: skip


def document_of(reading: Reading, source: SourceInfo, vocabulary: Vocabulary) -> Document:
    """The document that a reading is."""
    words = vocabulary.once(genre_words)
    laid = laid_out(reading, words)
    parts = (
        list(laid.parts) if laid.whole else mark_boilerplate(mark_references(laid.parts, words.paper), words.furniture)
    )
    metadata = metadata_of(reading, laid, parts, words, path=source.path)
    if not laid.whole:
        parts = mark_presenting(parts, [author.name for author in metadata.authors], metadata.publisher)
    parts += _around_text(reading, parts)
    return with_furniture(_document(parts, metadata, reading, source), reading, parts)


def _unread(texts: Iterable[str], parts: list[Part]) -> list[str]:
    """Those of the texts that have a word which no part has; each word counts once."""
    known = set(normalise_name(" ".join(p.text for p in parts)).split())
    found = []
    for text in texts:
        words = {word for word in normalise_name(text).split() if not word.isdigit()} - known
        found += [text] if words else []
        known |= words
    return found


def _around_text(reading: Reading, parts: list[Part]) -> list[Part]:
    """What runs over the pages or stands in their margins, once, where it has a word that the text has not."""
    pages = {text: page for page, text in reversed(reading.margin)}
    unread = _unread((text for _, text in reading.margin), parts)
    return [Part("boilerplate", text, page=pages[text]) for text in unread]


def laid_out(reading: Reading, words: GenreWords) -> Laid:
    """The parts of a reading with its head told apart: that of a paper where it has the parts of one."""
    if reading.evidence == "order" and looks_like_paper(reading.parts, words.paper):
        return lay_paper(reading, words)
    return HEADS[reading.evidence](reading, words)


# Templates of pages in other languages often declare English; so much text tells better (characters).
_ENOUGH_TEXT = 400


def _document(parts: list[Part], metadata: Metadata, reading: Reading, source: SourceInfo) -> Document:
    builder = BlockBuilder()
    for part in parts:
        builder.add(part.kind, part.text, level=part.level, page=part.page, language=part.language)
    blocks, text = builder.blocks, builder.text
    kind, why = kind_of(text, blocks, metadata, pages=reading.pages)
    sure = reading.evidence == "record" or not builder.language or len(text) < _ENOUGH_TEXT
    return Document(
        path=source.path, sha256=source.sha256, media_type=source.media_type, kind=kind, title=metadata.title,
        authors=metadata.authors, publisher=metadata.publisher, published=metadata.published, period=metadata.period,
        language=(metadata.language or builder.language) if sure else builder.language, url=metadata.url,
        doi=metadata.doi, issn=metadata.issn, container=metadata.container, volume=metadata.volume,
        issue=metadata.issue, pages=metadata.pages, abstract=metadata.abstract, keywords=metadata.keywords,
        text=text, blocks=blocks, notes=(*reading.notes, *metadata.reasons, why),
    )  # fmt: skip
