"""`Browsing`: what the pages of an application are made of, beside searches, answers and records."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from pathlib import Path

from justicekb.decisions import CORRECTED, Decision, Decisions
from justicekb.errors import Diagnostic, NotFoundError, SourceError
from justicekb.export.documents import DocumentView
from justicekb.ingest.formats.pdf.facsimile import Box, page_picture, words_on_page
from justicekb.ingest.mediatype import PDF
from justicekb.model import RECORD_TYPES, Document, Figure, Record
from justicekb.query.browsing import (
    COUNTED,
    Doubtful,
    FacetValue,
    Meaning,
    Series,
    Shelf,
    Sources,
    Suggestion,
    Treaties,
)
from justicekb.query.browsing import facets as facets_
from justicekb.query.browsing import least_certain as least_certain_
from justicekb.query.browsing import meaning as meaning_
from justicekb.query.browsing import naming as naming_
from justicekb.query.browsing import over_time as over_time_
from justicekb.query.browsing import sources as sources_
from justicekb.query.browsing import suggestions as suggestions_
from justicekb.query.browsing import treaties as treaties_
from justicekb.query.records import Cited
from justicekb.query.search import SearchResult, search
from justicekb.querytree import RecordFilter
from justicekb.store import Stores
from justicekb.vocabulary import Vocabulary


class Browsing:
    """Suggestions, facets, sources, treaties, series, doubts and whole documents of one knowledge base."""

    def __init__(
        self, stores: Stores, vocabulary: Callable[[], Vocabulary], decisions: Callable[[], Decisions]
    ) -> None:
        self._stores = stores
        self._vocabulary = vocabulary
        self._decisions = decisions

    def meaning(self, typed: str) -> Meaning:
        """Whether typed words are a question, a name or words to search for."""
        return meaning_(typed, self._stores.records, self._vocabulary())

    def suggestions(self, typed: str, *, limit: int = 8) -> list[Suggestion]:
        """Entities whose name or an alias begins as typed."""
        return suggestions_(typed, self._stores.records, limit=limit)

    def search(self, query: str, *, limit: int = 10, offset: int = 0, **filters: str | None) -> SearchResult:
        """As `KnowledgeBase.search`, counted by kind, publisher, year and entity."""
        return search(self._stores, query, self._vocabulary, limit=limit, offset=offset, facets=COUNTED, **filters)

    def facets(self, found: SearchResult) -> dict[str, tuple[FacetValue, ...]]:
        """The facets of what `search` found, countries apart and entities by name."""
        return facets_(found.facets, self._stores.records, self._vocabulary())

    def sources(self, shelf: Shelf | None = None, *, limit: int = 50, offset: int = 0) -> Sources:
        """Documents by publisher, year and kind, counted and listed."""
        return sources_(self._stores.records, shelf or Shelf(), limit=limit, offset=offset)

    def naming(self, entity: str) -> list[tuple[Document, int]]:
        """The documents that name an entity, those that do most often first."""
        return naming_(entity, self._stores.records)

    def treaties(self) -> Treaties:
        """States and the treaties they signed, ratified or left, with the facts that say so."""
        return treaties_(self._stores.records, self._vocabulary())

    def over_time(self, figures: Sequence[Cited[Figure]]) -> list[Series]:
        """Figures of one measure and unit in order of their dates."""
        return over_time_(figures)

    def least_certain(self, kinds: Sequence[str], *, limit: int = 20, offset: int = 0) -> list[Doubtful]:
        """The records most likely wrong that nobody has decided on yet."""
        decided = {decision.record for decision in self.decisions() if decision.record}

        def skip(record: Record) -> bool:
            return record.id in decided or record.rule.endswith(CORRECTED)

        return least_certain_(self._stores.records, kinds=tuple(kinds), limit=limit, offset=offset, skip=skip)

    def original(self, document: Document) -> bytes | None:
        """The bytes of a document's file, None when the file is gone or no longer the one that was read."""
        file = Path(document.path)
        try:
            data = file.read_bytes() if file.is_file() else b""
        except OSError:
            return None
        return data if hashlib.sha256(data).hexdigest() == document.sha256 else None

    def page_picture(self, document: Document, page: int) -> bytes | None:
        """A page of a PDF document as a PNG picture, None where there is none to show."""
        data = self.original(document) if document.media_type == PDF else None
        try:
            return None if data is None else page_picture(data, page, document.path)
        except SourceError:
            return None

    def words_on_page(self, document: Document, page: int, words: str) -> tuple[tuple[Box, ...], float] | None:
        """Where words stand on a page of a PDF document, with its height by its width; None without a picture."""
        data = self.original(document) if document.media_type == PDF else None
        try:
            return None if data is None else words_on_page(data, page, words, document.path)
        except SourceError:
            return None

    def decisions(self) -> tuple[Decision, ...]:
        """The decisions that stand, in the order in which they were taken."""
        return self._decisions().standing

    def document(self, id_: str) -> DocumentView:
        """A document with everything that was read from it; raises NotFoundError for an unknown one."""
        records = self._stores.records
        document = records.document(id_)
        if document is None:
            raise NotFoundError(Diagnostic(message=f"there is no document with the id {id_}"))
        own = RecordFilter(documents=(document.id,))
        found = [record for kind in RECORD_TYPES for record in records.records(kind, own)]
        return DocumentView(document, tuple(found))
