"""What a query reads again and again, kept for one query: texts, sentences, the names in a document.

`Reading` wraps a record store's reading side. It holds at most `KEPT` documents at once, so memory does not
grow with the corpus.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable
from functools import cached_property
from typing import TypeVar, cast

from justicekb.edtf import Edtf
from justicekb.errors import StoreError
from justicekb.findings import Citation
from justicekb.model import DateMention, Document, Figure, LawMention, Mention, Record
from justicekb.query.language.countries import Atlas
from justicekb.querytree import RecordFilter
from justicekb.spans import Span
from justicekb.store.base import RecordReader

# Documents kept at once; a question's candidates seldom come from more, and each is a few hundred kilobytes.
KEPT = 64
# What is remembered of records: their sentences, words and countries, some hundred bytes each.
REMEMBERED = 20_000

# Characters around a sentence that are compared with other documents' (some 10,000 words); most documents are shorter.
AROUND = 60_000
_OWN_WORDS = frozenset({"paragraph", "list_item", "block_quote", "table_row"})

# Characters read at once of a document's records; most sentences, with what stands before them, lie in one or two.
WINDOW = 1024

Named = Mention | LawMention

T = TypeVar("T")
R = TypeVar("R", bound=Record)


def cited(document: Document, span: Span, records: RecordReader, *, record: str | None = None) -> Citation:
    """Where some words of a document stand; `record` is what they are known by, else their place in the document."""
    return Citation(
        record=record or f"{document.id}:{span.start}-{span.end}",
        document=document.id,
        source=document.path,
        sentence=span.of(document.text),
        span=span,
        title=document.title,
        publisher=document.publisher,
        published=document.published,
        url=document.url,
        page=records.page(document.id, span.start),
    )


def value_of(record: Record) -> object:
    """What a record says: two with one value say the same."""
    match record:
        case DateMention():
            return record.edtf
        case Figure():
            return record.value, record.high, record.unit
        case LawMention():
            return record.provision
        case Mention():
            return record.entity
    return record.id


class Held:
    """One document in hand, of its blocks the heads; names, dates and facts around a place are read when asked for."""

    def __init__(self, document: Document, records: RecordReader, atlas: Atlas | None) -> None:
        self.document = document
        self._records = records
        self._atlas = atlas
        self._windows: dict[tuple[type[Record], int], list[Record]] = {}
        self._heads: dict[Span, frozenset[str]] = {}

    def near(self, kind: type[R], span: Span) -> list[R]:
        """The records of a kind around a place, WINDOW characters and more to both sides, in text order."""
        return self.beginning(kind, Span(max(span.start - WINDOW, 0), span.end + WINDOW))

    def beginning(self, kind: type[R], span: Span) -> list[R]:
        """The records of a kind that begin inside `span`, and some around it, in text order.

        A document is read window by window, so that a question costs the same in long and in short ones.
        """
        last = min(span.end, len(self.document.text)) // WINDOW
        return [cast("R", r) for at in range(span.start // WINDOW, last + 1) for r in self._window(kind, at)]

    def _window(self, kind: type[Record], at: int) -> list[Record]:
        """The records that begin in a window, wherever they end."""
        if (kind, at) not in self._windows:
            where = RecordFilter(documents=(self.document.id,), within=Span(at * WINDOW, (at + 1) * WINDOW))
            self._windows[kind, at] = list(self._records.records(kind, where))
        return self._windows[kind, at]

    @cached_property
    def mentioned(self) -> dict[str, int]:
        """The entities it mentions, by how many places they are mentioned at."""
        return self._records.mentioned(self.document.id)

    def dates_in(self, span: Span) -> list[DateMention]:
        """The dates whose words stand inside `span`, in text order."""
        return [date for date in self.beginning(DateMention, span) if span.contains(date.span)]

    def of_sentence(self, kind: type[R], sentence: Span) -> list[R]:
        """The records of a kind that have this sentence as their evidence."""
        return [record for record in self.near(kind, sentence) if record.evidence == sentence]

    @cached_property
    def latest_date(self) -> Edtf | None:
        """The date it mentions that begins last: a text without a date of its own was hardly written before it."""
        dates = self._records.records(DateMention, RecordFilter(documents=(self.document.id,)))
        begun = [date.edtf for date in dates if date.edtf.earliest is not None]
        return max(begun, key=lambda date: date.sort_key[0], default=None)

    @cached_property
    def country(self) -> str | None:
        """The country it is mainly about; None in doubt, or without an atlas."""
        return self._atlas.main(self.document, Counter(self.mentioned).elements()) if self._atlas else None

    @cached_property
    def one_country(self) -> bool:
        """Whether its title names its main country alone, or it speaks of it more than of all others together."""
        if self._atlas is None or self.country is None:
            return False
        named = self._atlas.homes(Counter(self.mentioned).elements())
        return (
            self._atlas.named_in(self.document.title or "") == {self.country} or 2 * named[self.country] > named.total()
        )

    def headed(self, offset: int, countries: frozenset[str]) -> str | None:
        """The one country that the nearest heading with a country before a place names, None when it names two."""
        for head in reversed(self.heads):
            if head.end <= offset and (named := self._named_by(head) & countries):
                return min(named) if len(named) == 1 and self._is_heading(head) else None
        return None

    def _named_by(self, head: Span) -> frozenset[str]:
        """The entities that a heading names."""
        if head not in self._heads:
            where = RecordFilter(documents=(self.document.id,), within=head)
            kinds: tuple[type[Named], ...] = (Mention, LawMention)
            self._heads[head] = frozenset(m.entity for kind in kinds for m in self._records.records(kind, where))
        return self._heads[head]

    def _is_heading(self, span: Span) -> bool:
        return any(block.span == span and block.kind == "heading" for block in self.document.blocks)

    @cached_property
    def heads(self) -> list[Span]:
        """The places of its title and headings in order."""
        return sorted(b.span for b in self.document.blocks if b.kind in ("title", "heading"))

    @cached_property
    def main_body(self) -> str | None:
        """The id of the organisation named most; None when two are."""
        bodies = {entity: times for entity, times in self.mentioned.items() if entity.startswith("organisation:")}
        counts = Counter(bodies).most_common(2)
        clear = counts and (len(counts) == 1 or counts[0][1] > counts[1][1])
        return counts[0][0] if clear else None

    def demonyms(self, span: Span) -> frozenset[str]:
        """The ids of the countries whose bodies are named by adjective inside `span` ("the Norlandic courts")."""
        return self._atlas.spoken_for(span.of(self.document.text)) if self._atlas else frozenset()

    def countries_in(self, span: Span) -> frozenset[str]:
        """The ids of the countries that are named inside `span` in any way."""
        return frozenset(self._atlas.named_in(span.of(self.document.text))) if self._atlas else frozenset()

    def within(self, span: Span) -> list[Named]:
        """The names whose words stand inside `span`, in text order."""
        found: list[Named] = [*self.beginning(Mention, span), *self.beginning(LawMention, span)]
        return sorted((m for m in found if span.contains(m.span)), key=lambda m: (m.span.start, -m.span.end))

    def section(self, offset: int) -> int:
        """Where the section of a place begins: after the last title or heading before it."""
        at = bisect_right(self.heads, offset, key=lambda s: s.start) - 1
        return min(self.heads[at].end, offset) if at >= 0 else 0


class Reading:
    """Cached reading for one query; without an atlas no document has a country."""

    def __init__(self, records: RecordReader, atlas: Atlas | None = None) -> None:
        self.records = records
        self._atlas = atlas
        self._held: dict[str, Held] = {}
        self._remembered: dict[tuple[str, str], object] = {}

    def remembered(self, what: str, record: Record, make: Callable[[], T]) -> T:
        """What is told of a record, made once: pairs of records ask for it again and again, of many documents."""
        key = (what, record.id)
        if key not in self._remembered:
            if len(self._remembered) > REMEMBERED:
                self._remembered.clear()
            self._remembered[key] = make()
        return cast("T", self._remembered[key])

    @property
    def atlas(self) -> Atlas | None:
        """The countries it knows."""
        return self._atlas

    def held(self, document: str) -> Held:
        """The document with its names; raises StoreError for an unknown one."""
        held = self._held.pop(document, None) or self._read(document)
        self._held[document] = held
        if len(self._held) > KEPT:
            self._held.pop(next(iter(self._held)))
        return held

    def _read(self, document: str) -> Held:
        found = self.records.headed(document)
        if found is None:
            raise StoreError(f"{document}: no such document in the knowledge base")
        return Held(found, self.records, self._atlas)

    def country(self, document: str) -> str | None:
        """The country a document is mainly about; None in doubt."""
        return self.held(document).country

    def sentence(self, record: Record) -> str:
        """A record's evidence sentence, as it stands in the text."""
        return self.remembered("sentence", record, lambda: record.evidence.of(self.held(record.document).document.text))

    def differs(self, left: Record, right: Record) -> bool:
        """Whether two records stand in sentences of two documents; a sentence does not disagree with its copy."""
        if left.document == right.document:
            return False
        ours, theirs = (self.remembered("words", one, lambda one=one: self._words(one)) for one in (left, right))  # type: ignore[misc]  # bound now
        return ours != theirs

    def _words(self, record: Record) -> list[str]:
        return re.findall(r"\w+", self.sentence(record).casefold())

    def around(self, citation: Citation) -> str:
        """The document's own words around a citation: no headings, notes, references or boilerplate, AROUND at most."""
        document = self.records.document(citation.document) or self.held(citation.document).document
        window = Span(max(0, citation.span.start - AROUND // 2), citation.span.end + AROUND // 2)
        own = (block.span for block in document.blocks if block.kind in _OWN_WORDS and block.span.overlaps(window))
        return "\n".join(span.of(document.text) for span in own) or window.of(document.text)

    def citation(self, record: Record) -> Citation:
        """Where a record's sentence stands."""
        return cited(self.held(record.document).document, record.evidence, self.records, record=record.id)
