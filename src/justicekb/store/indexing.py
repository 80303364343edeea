"""What a full-text index keeps of a document: its passages with the entities and events found in each."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import replace

from justicekb.model import Document, Fact, Passage, Record
from justicekb.spans import Span
from justicekb.store.base import IndexedDocument, IndexedPassage
from justicekb.store.entities import named
from justicekb.store.language.borders import Before, before


def indexed_document(document: Document, records: Iterable[Record], pieces: Sequence[Passage]) -> IndexedDocument:
    """The document without its text, with its passages; a record belongs to the passage its first letter is in.

    The passages are those that are stored: an older base has them as they were cut then.
    """
    starts = [piece.span.start for piece in pieces]
    by_passage: dict[int, list[Record]] = {}
    for record in records:
        at = bisect_right(starts, record.span.start) - 1
        if at >= 0 and record.span.start < pieces[at].span.end:
            by_passage.setdefault(at, []).append(record)
    ends = [0, *(piece.span.end for piece in pieces)]
    kept = tuple(
        indexed_passage(piece, document.text, by_passage.get(at, []), ends[at]) for at, piece in enumerate(pieces)
    )
    return IndexedDocument(document=replace(document, text="", blocks=()), passages=kept)


def _before(passage: Passage, text: str, previous_end: int) -> Before:
    """The words before a passage; furniture goes on with nothing."""
    return Before() if passage.kind == "furniture" else before(text, passage.span.start, previous_end)


def indexed_passage(passage: Passage, text: str, records: Iterable[Record], previous_end: int) -> IndexedPassage:
    """A passage of a document's text with the records that begin in it; the passage before ends at `previous_end`."""
    records = list(records)
    mentions = {(name[0], _within(name[2], passage.span)) for record in records if (name := named(record)) is not None}
    facts = [record for record in records if isinstance(record, Fact)]
    return IndexedPassage(
        passage=passage,
        text=passage.span.of(text),
        before=_before(passage, text, previous_end),
        mentions=tuple(sorted(mentions, key=lambda pair: (pair[1], pair[0]))),
        events=tuple(sorted({fact.type for fact in facts})),
        event_dates=tuple(sorted({fact.date.text for fact in facts})),
    )


def _within(span: Span, outer: Span) -> Span:
    return Span(span.start - outer.start, min(span.end, outer.end) - outer.start)
