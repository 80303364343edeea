"""Bylines, dates and boilerplate of releases in documents that come in parts, as those made with word processors do."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from justicekb.ingest.candidates import Metadata
from justicekb.ingest.formats.text.clean import ends_sentence
from justicekb.ingest.formats.text.lines import Part
from justicekb.ingest.genres.bylines import bylines
from justicekb.ingest.genres.printeddate import printed_dates
from justicekb.ingest.genres.release.head import HeadWords, head_words, is_date_line
from justicekb.ingest.genres.release.release import dateline, is_release_mark, issuing_body, mark_boilerplate
from justicekb.model import Author
from justicekb.vocabulary import Vocabulary

# Parts at the top that may be bylines and dates.
_HEAD_BLOCKS = 12
# A longer line that ends a sentence begins the text (characters).
_LINE = 90


def read_parts(parts: Sequence[Part], metadata: Metadata, vocabulary: Vocabulary) -> tuple[list[Part], Metadata]:
    """The parts with their head and boilerplate marked, and the metadata with what these say."""
    marked = with_release_parts(parts, vocabulary)
    release = any(is_release_mark(p.text) for p in parts[:_HEAD_BLOCKS])
    return marked, with_head_lines(metadata, marked, vocabulary, release=release)


def with_release_parts(parts: Sequence[Part], vocabulary: Vocabulary) -> list[Part]:
    """The parts with bylines and date lines above the text as such, and the boilerplate of releases marked."""
    words = vocabulary.once(head_words)
    first = next((at for at, p in enumerate(parts) if len(p.text) > _LINE and ends_sentence(p.text)), 0)
    head = [
        replace(p, kind="byline") if p.kind == "paragraph" and _names_or_dates(p.text, words) else p
        for p in parts[: min(first, _HEAD_BLOCKS)]
    ]
    return mark_boilerplate([*head, *parts[len(head) :]], words.furniture)


def _names_or_dates(line: str, words: HeadWords) -> bool:
    return words.bylines.is_byline(line) or is_date_line(line, words)


def with_head_lines(metadata: Metadata, parts: Sequence[Part], vocabulary: Vocabulary, *, release: bool) -> Metadata:
    """The metadata with what bylines, a dateline and the words of a release say; they win over properties of a file."""
    dates, words = vocabulary.once(printed_dates), vocabulary.once(bylines)
    lines = [p.text for p in parts if p.kind == "byline"]
    names = words.names(line for line in lines if words.is_byline(line)) or tuple(
        filter(None, (words.signed(line, dates) for line in lines))
    )
    day = next((d.date for p in parts[:_HEAD_BLOCKS] if p.kind == "paragraph" and (d := dateline(p.text, dates))), None)
    released = release or day is not None
    text = "\n\n".join(p.text for p in parts if p.kind != "boilerplate")
    replaced = (*(("published from",) if day else ()), *(("author from",) if names else ()))
    kept = [reason for reason in metadata.reasons if not reason.startswith(replaced)]
    return replace(
        metadata, reasons=(*kept, *(("date from the dateline",) if day else ())),
        authors=tuple(Author(name=name) for name in names) or metadata.authors,
        published=day or metadata.published, declared=("PressRelease",) if released and not names else (),
        publisher=issuing_body(metadata.title, text) if released and metadata.title else metadata.publisher,
    )  # fmt: skip
