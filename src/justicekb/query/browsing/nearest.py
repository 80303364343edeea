"""The sentences nearest to a question that nothing answers; they are shown as what they are, and never as an answer."""

from __future__ import annotations

from collections.abc import Iterator

from justicekb.model import Citation, Hit
from justicekb.query.language import lexicon, sentences_in, stems, tokens
from justicekb.querytree import Or, Term
from justicekb.spans import Span
from justicekb.store.base import FullTextReader, RecordReader
from justicekb.vocabulary import Vocabulary

# Passages whose sentences are compared with the question.
_PASSAGES = 20


def nearest(
    question: str, records: RecordReader, fulltext: FullTextReader, vocabulary: Vocabulary, *, limit: int = 3
) -> list[Citation]:
    """The sentences that share the most words with a question, of equals those of the better passage first."""
    known = lexicon(vocabulary)
    words = list(dict.fromkeys(word for word, _ in tokens(question) if not known.is_stop(word)))
    if not words:
        return []
    hits = fulltext.search(Or(tuple(map(Term, words))), limit=_PASSAGES).hits
    wanted = set(stems(" ".join(words)))
    ranked = sorted(enumerate(_sentences(hits, wanted)), key=lambda pair: (-pair[1][0], pair[0]))
    return [_citation(hit, span, records) for _, (_, hit, span) in ranked[:limit]]


def _sentences(hits: tuple[Hit, ...], wanted: set[str]) -> Iterator[tuple[int, Hit, Span]]:
    seen: set[str] = set()
    for hit in hits:
        for span in sentences_in(hit.text):
            words = span.of(hit.text)
            shared = len(wanted & set(stems(words)))
            if shared and words not in seen:
                seen.add(words)
                yield shared, hit, span


def _citation(hit: Hit, span: Span, records: RecordReader) -> Citation:
    passage = records.passage(hit.passage)
    start = (passage.span.start if passage else 0) + span.start
    return Citation(
        record=hit.passage,
        document=hit.document,
        source=hit.source,
        sentence=span.of(hit.text),
        span=Span(start, start + len(span)),
        title=hit.title,
        publisher=hit.publisher,
        published=hit.published,
        url=hit.url,
        page=hit.page,
    )
