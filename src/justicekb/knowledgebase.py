"""The Python interface: `KnowledgeBase`, a folder that documents are read into and that answers questions.

    import justicekb
    kb = justicekb.open("indexes")
    kb.ask("When did Kazakhstan ratify the Convention against Torture?")

The command line uses nothing else. Each method imports what it needs when it is called, so that a search loads
no language model.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, suppress
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from justicekb.errors import Diagnostic, StoreError
from justicekb.home import DECISIONS_FILE, WATCHES_FILE
from justicekb.knowledge.exporting import Exporting
from justicekb.knowledge.keeping import Keeping
from justicekb.model import Record
from justicekb.querytree import RecordFilter
from justicekb.results import Results

if TYPE_CHECKING:
    from justicekb.browsing import Browsing
    from justicekb.curation import Curation
    from justicekb.edtf import Edtf
    from justicekb.export.rows import Row
    from justicekb.findings import Answer, Conflict, TimelineEntry
    from justicekb.model import EntityType, Fact, Figure, Quote
    from justicekb.query.citations import CitedPassage
    from justicekb.query.drafts import Draft, Standing, Verification
    from justicekb.query.events import EntityPage
    from justicekb.query.records import Cited
    from justicekb.query.search import SearchResult
    from justicekb.store.base import EntityCount
    from justicekb.watches import Watches

R = TypeVar("R", bound=Record)


class KnowledgeBase(Keeping, Exporting):
    """A knowledge base in a folder; opened at first use, closed by `close()` or at the end of a `with` block.

    Raises StoreError at first use when the folder holds none, unless `create` is set.
    """

    # ── decisions ────────────────────────────────────────────────────────────────────────────────────────

    @cached_property
    def curation(self) -> Curation:
        """Accept, reject and correct records, merge and split entities; see docs/curating.md."""
        from justicekb.curation import Curation

        self._mode = "write"
        return Curation(self.stores, self.settings)

    @cached_property
    def watches(self) -> Watches:
        """Saved searches and questions, which tell what is new when they are run again."""
        from justicekb.watches import Watches

        if not self.stores.records.counts().documents:
            raise StoreError(f"{self.settings.home} holds no document yet")
        return Watches(self.stores.journal(WATCHES_FILE), self)

    # ── pages ────────────────────────────────────────────────────────────────────────────────────────────

    @cached_property
    def browse(self) -> Browsing:
        """What the pages of an application are made of: suggestions, facets, sources, treaties, whole documents."""
        from justicekb.browsing import Browsing
        from justicekb.decisions import Decisions

        return Browsing(self.stores, lambda: self.vocabulary, lambda: Decisions(self.stores.journal(DECISIONS_FILE)))

    def within(self, seconds: float) -> AbstractContextManager[None]:
        """A time limit on what reads records inside, which raises TimeLimitError once it took longer."""
        return self.stores.within(seconds)

    # ── answers ──────────────────────────────────────────────────────────────────────────────────────────

    def search(
        self,
        query: str,
        *,
        limit: int = 10,
        offset: int = 0,
        facets: Sequence[str] | Mapping[str, int] = (),
        **filters: str | None,
    ) -> SearchResult:
        """Ranked passages; raises QueryError saying where the query has a fault. See docs/searching.md."""
        from justicekb.query.search import search

        found = search(
            self.stores, query, lambda: self.vocabulary, limit=limit, offset=offset, facets=facets, **filters
        )
        stale = self.stores.stale
        return replace(found, notes=(*found.notes, Diagnostic(message=stale))) if stale else found

    def ask(self, question: str) -> Answer:
        """The answer with its evidence, every value where sources differ, or "not_found"."""
        from justicekb.query.questions import ask

        return ask(question, self.records, self.vocabulary, lambda: self.stores.fulltext)

    def listed(
        self, kind: type[R], where: RecordFilter | None = None, *, entity: str | None = None
    ) -> Iterator[Cited[R]]:
        """Records of a kind with their citations; `entity` is a name or id, and narrows to the records naming it.

        For figures, which have no participants, it narrows to sentences that mention the entity. Raises
        NotFoundError when nothing has the name. Lazy: memory does not grow with the number of records.
        """
        from justicekb.model import Figure
        from justicekb.query.records import entity_ids, listed

        chosen = where or RecordFilter()
        if entity is not None:
            ids = entity_ids(entity, self.records)
            of_figures = kind is Figure
            chosen = replace(chosen, sentence_mentions=ids[:1]) if of_figures else replace(chosen, entities=ids)
        return listed(kind, self.records, where=chosen)

    def facts(self, entity: str | None = None, *, where: RecordFilter | None = None) -> Results[Cited[Fact]]:
        """Dated events with their citations, all of them or those that an entity takes part in."""
        from justicekb.model import Fact

        return self._results(Fact, where, entity)

    def check_event_types(self, types: Sequence[str]) -> None:
        """Raises QueryError, naming the known ones, for a type of event that there is none of."""
        from justicekb.errors import Diagnostic, QueryError
        from justicekb.vocabulary.entries import EventEntry

        known = sorted({entry.type for entry in self.vocabulary.entries(EventEntry)} | {"other"})
        if unknown := [type_ for type_ in types if type_ not in known]:
            named = ", ".join(map(repr, unknown))
            raise QueryError(Diagnostic(message=f"there is no type of event {named}; known are {', '.join(known)}"))

    def figures(self, entity: str | None = None, *, where: RecordFilter | None = None) -> Results[Cited[Figure]]:
        """Quantities with their citations, all of them or those in sentences that mention an entity."""
        from justicekb.model import Figure

        return self._results(Figure, where, entity)

    def quotes(self, speaker: str | None = None, *, where: RecordFilter | None = None) -> Results[Cited[Quote]]:
        """Quotations with their citations, all of them or those of a speaker."""
        from justicekb.model import Quote

        return self._results(Quote, where, speaker)

    def _results(self, kind: type[R], where: RecordFilter | None, entity: str | None) -> Results[Cited[R]]:
        from justicekb.export.rows import record_row

        def row(cited: Cited[R]) -> Row:
            return record_row(cited.record, source=cited.citation.source, evidence=cited.citation.sentence)

        return Results(self.listed(kind, where, entity=entity), row)

    def timeline(self, name: str, *, date: Edtf | None = None, types: Sequence[str] = ()) -> Results[TimelineEntry]:
        """The dated facts of an entity or topic in order, one entry for an event however many sources tell it."""
        from justicekb.export.rows import timeline_row
        from justicekb.query.events import timeline

        return Results(timeline(name, self.records, self.vocabulary, date=date, types=types), timeline_row)

    def namesakes(self, name: str) -> tuple[str, ...]:
        """The ids of the bodies of several states that are called so, the one whose timeline it is first; else none."""
        from justicekb.query.events import namesakes

        return namesakes(name, self.records)

    def conflicts(self, name: str | None = None, *, register: Path | None = None) -> Results[Conflict]:
        """What sources disagree on, in the whole base or about one entity.

        With `register`, a CSV file of state, instrument and year: ratifications that it dates otherwise.
        """
        from justicekb.export.rows import conflict_row
        from justicekb.query.events import against_register, conflicts, read_register
        from justicekb.query.records import entity_ids

        if register is not None:
            lines = read_register(register, self.vocabulary, self.records)
            return Results(against_register(lines, self.records, self.vocabulary), conflict_row)
        ids = entity_ids(name, self.records) if name else ()
        notes: list[str] = []
        found = conflicts(self.records, self.vocabulary, entities=ids, note=notes.append)
        return Results(found, conflict_row, notes=notes)

    def cite(self, what: str, *, limit: int = 10) -> list[CitedPassage]:
        """The passage of a record or passage id, of a place (`doc-…:start-end`), or with remembered words, best first.

        `complete` is False for passages that have only some of the words; they come last.
        Raises QueryError when nothing has the id or the words.
        """
        from justicekb.query.citations import cite

        place = re.fullmatch(r"doc-[0-9a-f]+:\d+-\d+", what) is not None
        by_id = place or (self.find(what) is not None if re.fullmatch(r"[a-z]+-[0-9a-f-]+", what) else False)
        fulltext = None if by_id else self.stores.fulltext
        return cite(what, self.records, fulltext, vocabulary=lambda: self.vocabulary, most=limit)

    def verify(self, draft: Path | str) -> Verification:
        """Checks the quotations of a draft and what its sentences state: a file (`-` for standard input) or its text.

        Text and Markdown are checked as they are written, so that places count into the file; of other files the text
        that reading them yields. Raises SourceError when the file cannot be read.
        """
        import sys
        from functools import partial

        from justicekb.knowledge.grammar import words_of
        from justicekb.query.drafts import verify_draft

        read = draft if isinstance(draft, str) else sys.stdin.read() if str(draft) == "-" else self._draft_of(draft)
        grammar = partial(words_of, model=self.settings.model)
        return verify_draft(read, self.records, self.vocabulary, fulltext=self.stores.fulltext, grammar=grammar)

    def _draft_of(self, file: Path) -> Draft:
        from justicekb.ingest import read
        from justicekb.query.drafts import draft_of_document, draft_of_text

        document = read(file, self.vocabulary)
        if document.media_type in ("text/plain", "text/markdown"):
            with suppress(UnicodeDecodeError):  # a file in another encoding is checked as it was read
                return draft_of_text(file.read_bytes().decode("utf-8"), published=document.published)
        return draft_of_document(document)

    def verify_stored(self) -> Iterator[Standing]:
        """Reads every stored sentence again at its place: unchanged, moved, gone, or its file unreadable.

        Files are found from any working directory, as `Rereading` says, inside archives and mailboxes, and in stores.

        Raises StoreError for a damaged base, of which unchanged sentences would tell nothing.
        """
        self.require_sound()
        from justicekb.knowledge.rereading import Rereading
        from justicekb.query.drafts import verify_stored

        home = self.settings.home if isinstance(self.settings.home, Path) else Path()
        return verify_stored(self.records, Rereading(self.vocabulary, home).text)

    def text_of(self, file: Path) -> str:
        """The text that reading a file yields, which is not stored; raises SourceError when it cannot be read."""
        from justicekb.ingest import read

        return read(file, self.vocabulary).text

    def why(self, record: Record) -> list[str]:
        """The reasoning behind a record in words, and what its document cites for it.

        For records other than facts the reasoning is the rule that made it.
        """
        from justicekb.model import Fact, Figure, Quote, Reference
        from justicekb.query.citations import explain, explain_sources

        document = self.records.document(record.document)
        if not isinstance(record, Fact | Figure | Quote) or document is None:
            return [f"made by the rule {record.rule}"]
        own = explain(record, document.text) if isinstance(record, Fact) else [f"made by the rule {record.rule}"]
        references = list(self.records.records(Reference, RecordFilter(documents=(document.id,))))
        return [*own, *explain_sources(record, document, references)]

    def entities(self, *, type: EntityType | None = None, limit: int | None = None) -> Iterator[EntityCount]:
        """All entities, those of the most documents first."""
        from justicekb.query.events import entities

        return entities(self.records, type=type, limit=limit)

    def entity(self, name: str) -> EntityPage:
        """One entity's page; raises QueryError when nothing has the name."""
        from justicekb.query.events import entity_page

        return entity_page(name, self.records, self.vocabulary)
