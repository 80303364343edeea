"""What a query reads again and again, kept for one query: texts, sentences, the names in a document.

`Reading` wraps a record store's reading side. It holds at most `KEPT` documents at once, so memory does not
grow with the corpus.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from dataclasses import dataclass, field
from functools import cached_property

from justicekb.errors import StoreError
from justicekb.model import Citation, DateMention, Document, LawMention, Mention, Record
from justicekb.querytree import RecordFilter
from justicekb.spans import Span
from justicekb.store.base import RecordReader

# Documents kept at once; a question's candidates seldom come from more, and each is a few hundred kilobytes.
KEPT = 64

# A country named in the title counts as this many mentions in the text.
TITLE_WEIGHT = 5

Named = Mention | LawMention


@dataclass
class Held:
    """One document in hand with its named words in text order."""

    document: Document
    mentions: list[Named]
    country: str | None = None
    dates: list[DateMention] = field(default_factory=list)
    _starts: list[int] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._starts = [m.span.start for m in self.mentions]

    @cached_property
    def blocks(self) -> list[Span]:
        """The places of its blocks in order."""
        return sorted(b.span for b in self.document.blocks)

    def within(self, span: Span) -> list[Named]:
        """The names whose words stand inside `span`."""
        first, last = bisect_left(self._starts, span.start), bisect_left(self._starts, span.end)
        return [m for m in self.mentions[first:last] if m.span.end <= span.end]

    def block(self, offset: int) -> Span:
        """The block that a place stands in; without blocks the whole text."""
        at = bisect_right(self.blocks, offset, key=lambda s: s.start) - 1
        if at < 0 or offset >= self.blocks[at].end:
            return Span(0, len(self.document.text))
        return self.blocks[at]


class Reading:
    """Cached reading for one query. `countries` are the entity ids that are countries."""

    def __init__(self, records: RecordReader, countries: frozenset[str] = frozenset()) -> None:
        self.records = records
        self._countries = countries
        self._held: dict[str, Held] = {}

    def held(self, document: str) -> Held:
        """The document with its names; raises StoreError for an unknown one."""
        held = self._held.pop(document, None) or self._read(document)
        self._held[document] = held
        if len(self._held) > KEPT:
            self._held.pop(next(iter(self._held)))
        return held

    def _read(self, document: str) -> Held:
        found = self.records.document(document)
        if found is None:
            raise StoreError(f"{document}: no such document in the knowledge base")
        where = RecordFilter(documents=(document,))
        mentions: list[Named] = [*self.records.records(Mention, where), *self.records.records(LawMention, where)]
        mentions.sort(key=lambda m: (m.span.start, -m.span.end))
        dates = list(self.records.records(DateMention, where))
        return Held(found, mentions, self._main_country(found, mentions), dates)

    def _main_country(self, document: Document, mentions: list[Named]) -> str | None:
        counts = Counter(m.entity for m in mentions if m.entity in self._countries)
        title = document.title or ""
        for mention in {(m.entity, m.text) for m in mentions if m.entity in self._countries}:
            if re.search(rf"\b{re.escape(mention[1])}\b", title):
                counts[mention[0]] += TITLE_WEIGHT
        ranked = counts.most_common(2)
        if not ranked or (len(ranked) > 1 and ranked[0][1] == ranked[1][1]):
            return None
        return ranked[0][0]

    def country(self, document: str) -> str | None:
        """The country a document is mainly about: the one named most, the title counting more; None in doubt."""
        return self.held(document).country

    def sentence(self, record: Record) -> str:
        """A record's evidence sentence, as it stands in the text."""
        return record.evidence.of(self.held(record.document).document.text)

    def citation(self, record: Record) -> Citation:
        """Where a record's sentence stands."""
        document = self.held(record.document).document
        return Citation(
            record=record.id,
            document=document.id,
            source=document.path,
            sentence=record.evidence.of(document.text),
            span=record.evidence,
            title=document.title,
            publisher=document.publisher,
            published=document.published,
            url=document.url,
            page=self.records.page(document.id, record.evidence.start),
        )
