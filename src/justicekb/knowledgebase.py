"""The Python interface: `KnowledgeBase`, a folder that documents are read into and that answers questions.

    import justicekb
    kb = justicekb.open("indexes")
    kb.ask("When did Kazakhstan ratify the Convention against Torture?")

The command line uses nothing else. Each method imports what it needs when it is called, so that a search loads
no language model.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, suppress
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, TypeVar

from justicekb.config import Engine, Settings
from justicekb.errors import Diagnostic, SourceError, StoreError
from justicekb.home import DECISIONS_FILE, WATCHES_FILE, Home, home_of
from justicekb.model import Record
from justicekb.querytree import RecordFilter
from justicekb.results import Results

if TYPE_CHECKING:
    from justicekb.browsing import Browsing
    from justicekb.curation import Curation
    from justicekb.edtf import Edtf
    from justicekb.export.graphs import FtmEntity
    from justicekb.export.rows import Row
    from justicekb.findings import Answer, Conflict, TimelineEntry
    from justicekb.model import Document, Entity, EntityType, Fact, Figure, Passage, Quote
    from justicekb.pipeline import Options, Outcome, Report
    from justicekb.query.citations import CitedPassage
    from justicekb.query.drafts import Draft, Standing, Verification
    from justicekb.query.events import EntityPage
    from justicekb.query.records import Cited
    from justicekb.query.search import SearchResult
    from justicekb.store import Mode, Stores
    from justicekb.store.base import EntityCount, RecordReader, RecordStore
    from justicekb.store.records import Salvaged
    from justicekb.vocabulary import Vocabulary
    from justicekb.watches import Watches

R = TypeVar("R", bound=Record)


class KnowledgeBase:
    """A knowledge base in a folder; opened at first use, closed by `close()` or at the end of a `with` block.

    Raises StoreError at first use when the folder holds none, unless `create` is set.
    """

    def __init__(
        self, settings: Settings | None = None, *, home: str | Home | None = None, create: bool = False
    ) -> None:
        given = settings or Settings.from_environment()
        self.settings = given if home is None else replace(given, home=home_of(home))
        self._mode: Mode = "create" if create else "read"

    # ── parts ────────────────────────────────────────────────────────────────────────────────────────────

    @cached_property
    def stores(self) -> Stores:
        """The record store and the full-text index."""
        from justicekb.store import open_stores

        return open_stores(self.settings.home, mode=self._mode, cluster=self.settings.cluster)

    @property
    def exists(self) -> bool:
        """Whether there is a knowledge base, of documents or still without any."""
        from justicekb.store import is_there

        return is_there(self.settings.home, self.settings.cluster)

    @property
    def records(self) -> RecordReader:
        """The record store's reading side, for what has no method of its own here."""
        return self.stores.records

    @cached_property
    def vocabulary(self) -> Vocabulary:
        """The vocabulary of justicekb with the user's own entries."""
        from justicekb.vocabulary import load

        return load(self.settings.vocabularies)

    def close(self) -> None:
        """Lets go of the files."""
        if "stores" in self.__dict__:
            self.stores.close()

    def __enter__(self) -> KnowledgeBase:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    # ── reading documents in ─────────────────────────────────────────────────────────────────────────────

    def ingest(
        self,
        paths: Iterable[Path | str],
        *,
        options: Options | None = None,
        progress: Callable[[Outcome], None] = lambda outcome: None,
        engine: Engine | None = None,
    ) -> Report:
        """Reads files and folders, then brings the full-text index up to date; see `pipeline.ingest`.

        With another `engine` the base is switched over to it first, unless it is a dry run.
        """
        from justicekb.decisions import Decisions
        from justicekb.pipeline import Options, ingest
        from justicekb.pipeline.stages import INDEXING, spent

        chosen = options or Options()
        found = [Path(path) for path in paths]
        if chosen.dry_run:
            return ingest(found, self._store_to_compare(), self.settings, options=chosen, progress=progress)
        self._mode = "create"
        if engine is not None:
            self.stores.use(engine)
        report = ingest(
            found,
            self.stores.records,
            self.settings,
            options=chosen,
            decisions=Decisions(self.stores.journal(DECISIONS_FILE)).standing,
            progress=progress,
        )
        with spent(report.spent, INDEXING):
            self.catch_up()
        return report

    def remove(self, what: str) -> tuple[str, ...]:
        """Forgets a document by its id, or a path; returns the paths that are forgotten with what was read from them.

        A document that was found at other paths, too, stays under those. Raises NotFoundError for what is not known.
        """
        from justicekb.errors import Diagnostic, NotFoundError

        self._mode = "write"
        store = self.stores.records
        by_path = store.by_path(what)
        document = by_path or (store.document(what) if what.startswith("doc-") else None)
        if document is None:
            raise NotFoundError(Diagnostic(message=f"there is no document with the id or path {what}"))
        paths = (what,) if by_path else store.paths(document.id)
        if by_path:
            store.leave(document.id, what)
        else:
            store.remove(document.id)
        self.catch_up()
        return paths

    def _store_to_compare(self) -> RecordStore:
        """The store that a dry run compares with: this one, or an empty one when there is none yet."""
        from justicekb.store.memory import MemoryRecords

        try:
            return self.stores.records
        except StoreError:
            return MemoryRecords()

    def catch_up(self) -> None:
        """Indexes what the full-text index does not hold yet."""
        from justicekb.store import catch_up

        catch_up(self.stores)

    def rebuild(self, *, engine: Engine | None = None) -> int:
        """Makes the full-text index again from the records and returns the number of passages.

        Indexes of the records themselves are mended first. With another engine the base is switched over to it.
        Raises StoreError when the records are damaged otherwise, or the engine is not installed.
        """
        from justicekb.store import rebuild

        self._mode = "write"
        self.stores.mend()
        self.require_sound()
        if engine is not None:
            self.stores.use(engine)
        rebuild(self.stores)
        return self.records.counts().passages

    def status(self, *, check: bool = False) -> dict[str, object]:
        """What the knowledge base holds, whether the index holds the same, and what is wrong with it, in words.

        SQLite's quick check and the counts are always compared; `check` reads and compares everything that is stored.
        """
        found = self.stores.problems(thorough=check)
        counts = self.records.counts()
        return {
            "home": str(self.settings.home),
            "documents": counts.documents,
            "passages": counts.passages,
            "records": counts.records,
            "revision": counts.revision,
            "engine": self.stores.engine,
            "index": self.stores.index_state(),
            "problems": found,
            **({"advice": self.stores.damage_advice} if found else self.stores.advice(counts.passages)),
            **self._missing_files(),
        }

    def require_sound(self) -> None:
        """Raises StoreError, saying what is wrong and what to do, when what is stored is not what was written."""
        if found := self.stores.problems():
            raise StoreError(
                f"{self.settings.home} is damaged: {'; '.join(found)}. To mend it, {self.stores.damage_advice}"
            )

    def repair(self) -> Salvaged:
        """Saves the documents that can still be read into a new file; the damaged one is kept beside it."""
        from justicekb.store import salvage

        self.close()
        self.__dict__.pop("stores", None)
        saved = salvage(self.settings.home)
        self._mode = "write"
        self.catch_up()
        return saved

    def _missing_files(self) -> dict[str, object]:
        """Stored paths whose files are gone, seen from the current folder: their number and the first."""
        from justicekb.pipeline import missing

        paths = list(missing(self.records))
        return {"gone": len(paths), "first gone": paths[:3]} if paths else {}

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
        return Results(conflicts(self.records, self.vocabulary, entities=ids), conflict_row)

    def cite(self, what: str) -> list[CitedPassage]:
        """The passage of a record or passage id, of a place (`doc-…:start-end`), or with remembered words, best first.

        Raises QueryError when nothing has the id or the words.
        """
        from justicekb.query.citations import cite

        place = re.fullmatch(r"doc-[0-9a-f]+:\d+-\d+", what) is not None
        by_id = place or (self.find(what) is not None if re.fullmatch(r"[a-z]+-[0-9a-f-]+", what) else False)
        return cite(what, self.records, None if by_id else self.stores.fulltext, vocabulary=lambda: self.vocabulary)

    def verify(self, draft: Path | str) -> Verification:
        """Checks the quotations, dated statements and figures of a draft: a file (`-` for standard input) or its text.

        Text and Markdown are checked as they are written, so that places count into the file; of other files the text
        that reading them yields. Raises SourceError when the file cannot be read.
        """
        import sys

        from justicekb.query.drafts import verify_draft

        if isinstance(draft, str):
            return verify_draft(draft, self.records, self.vocabulary, fulltext=self.stores.fulltext)
        read = sys.stdin.read() if str(draft) == "-" else self._draft_of(draft)
        return verify_draft(read, self.records, self.vocabulary, fulltext=self.stores.fulltext)

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

        Raises StoreError for a damaged base, of which unchanged sentences would tell nothing.
        """
        self.require_sound()
        from justicekb.query.drafts import verify_stored

        def reread(path: str) -> str | None:
            try:
                return self.text_of(Path(path))
            except SourceError:
                return None

        return verify_stored(self.records, reread)

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

    def rows(self, kinds: Sequence[str] = ()) -> Iterator[Row]:
        """Every record as the export contract has it, document by document, then the entities; see docs/records.md.

        `kinds` keeps these: "document", "passage", "entity" and the record kinds.
        """
        from justicekb.export.rows import document_row, entity_row, passage_row, record_rows
        from justicekb.model import RECORD_TYPES

        wanted = set(kinds) or {"document", "passage", "entity", *(kind.KIND for kind in RECORD_TYPES)}
        for light in self.records.documents():
            document = self.records.document(light.id) or light
            if "document" in wanted:
                yield document_row(document)
            for passage in self.records.passages(document.id) if "passage" in wanted else ():
                yield passage_row(passage, source=document.path, text=passage.span.of(document.text))
            for kind in RECORD_TYPES:
                if kind.KIND in wanted:
                    records = self.records.records(kind, RecordFilter(documents=(document.id,)))
                    yield from record_rows(document, records)
        if "entity" in wanted:
            yield from (entity_row(count.entity) for count in self.records.find_entities())

    def followthemoney(self) -> Iterator[Row]:
        """Documents, events, persons, organisations and places as FollowTheMoney entities."""
        return (entity.row() for entity in self._followthemoney())

    def followthemoney_statements(self, dataset: str = "justicekb") -> Iterator[Row]:
        """The same as statements, one row for each value of each property; `dataset` is named in every row."""
        from justicekb.export.graphs import statement_rows

        return statement_rows(self._followthemoney(), dataset)

    def _followthemoney(self) -> Iterator[FtmEntity]:
        from justicekb.export.graphs import Codes, ftm_entities
        from justicekb.model import Fact, entity_id
        from justicekb.vocabulary.entries import Country, Language

        codes = Codes(
            countries={entity_id("place", country.name): country.id for country in self.vocabulary.entries(Country)},
            languages={language.id: language.iso3 for language in self.vocabulary.entries(Language)},
        )
        documents = (self.records.document(light.id) or light for light in self.records.documents())
        told = ((d, self.records.records(Fact, RecordFilter(documents=(d.id,)))) for d in documents)
        return ftm_entities(told, (count.entity for count in self.records.find_entities()), codes)

    def graph(self) -> Iterator[str]:
        """Who is named with whom, as pieces of GraphML: an edge's weight counts the sentences that name both."""
        from justicekb.export.graphs import graphml, together
        from justicekb.model import LawMention, Mention

        edges = together(self._by_document(Mention, LawMention))
        return graphml(((count.entity, count.mentions) for count in self.records.find_entities()), edges)

    def _by_document(self, *kinds: type[R]) -> Iterator[R]:
        """The records of the kinds, all of one document before those of the next."""
        for document in self.records.documents():
            for kind in kinds:
                yield from self.records.records(kind, RecordFilter(documents=(document.id,)))

    def row(self, thing: Document | Passage | Record | Entity) -> Row:
        """One document, passage, record or entity as the export contract has it."""
        from justicekb.export.rows import document_row, entity_row, passage_row, record_row
        from justicekb.model import Document, Entity, Passage

        if isinstance(thing, Document):
            return document_row(thing)
        if isinstance(thing, Entity):
            return entity_row(thing)
        document = self.records.document(thing.document)
        if document is None:
            raise StoreError(f"{self.settings.home}: {thing.id} is stored without its document; run it in again")
        if isinstance(thing, Passage):
            return passage_row(thing, source=document.path, text=thing.span.of(document.text))
        return record_row(thing, source=document.path, evidence=thing.evidence.of(document.text))

    def find(self, id_: str) -> Document | Passage | Record | Entity | None:
        """The document, passage, record or entity with this id, None when there is none."""
        if id_.startswith("doc-"):
            return self.records.document(id_)
        if id_.startswith("pas-"):
            return self.records.passage(id_)
        if ":" in id_:
            count = self.records.entity(id_)
            return None if count is None else count.entity
        return self.records.record(id_)
