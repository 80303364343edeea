"""The two seams of storage: `Records`, the truth, and `FullText`, which can be made again from it.

Reading and writing are apart, so that a query asks for no more than it needs. `store.memory` is the executable
specification of both; one contract suite (tests/store/test_contract.py) runs over every implementation.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple, Protocol, TypeVar

from justicekb.errors import StoreError
from justicekb.findings import Hit
from justicekb.model import BlockKind, Document, DocumentKind, Entity, EntityType, Passage, Record
from justicekb.querytree import Node, RecordFilter
from justicekb.spans import Span
from justicekb.store.language.borders import Before

R = TypeVar("R", bound=Record)

# The most names of an entity that are read; what nobody wrote twice in thousands of documents names nothing.
ALIASES = 64


@dataclass(frozen=True, slots=True, kw_only=True)
class EntityCount:
    """An entity with how often and in how many documents it is mentioned."""

    entity: Entity
    mentions: int
    documents: int


@dataclass(frozen=True, slots=True, kw_only=True)
class StoreCounts:
    """What a store holds: documents, passages, and records by kind; `revision` grows with every change."""

    documents: int
    passages: int
    records: dict[str, int]
    revision: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Changes:
    """The ids of documents written and removed after one revision, and the revision that follows from them."""

    written: tuple[str, ...]
    removed: tuple[str, ...]
    revision: int


class MoreOfPassage(NamedTuple):
    """What only some searches need of a passage: authors, entities with their first and last word, what is before."""

    authors: tuple[str, ...] = ()
    runs: tuple[tuple[str, int, int], ...] = ()
    before: Before = Before()  # a tuple


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownPassage:
    """A passage as a hit shows it; `published` is EDTF, `more` reads the rest when it is asked for."""

    id: str
    document: str
    text: str
    headings: tuple[str, ...]
    block: BlockKind
    page: int | None
    title: str | None
    publisher: str | None
    published: str | None
    kind: DocumentKind
    path: str
    url: str | None
    more: Callable[[], MoreOfPassage]


class PassageReader(Protocol):
    """Reads what an index keeps no copy of: the passages that it found."""

    def shown(self, document: str, position: int) -> ShownPassage | None:
        """The passage of a document at a position (counted from 0), in one read by key; None when there is none."""


class RecordReader(PassageReader, Protocol):
    """Reads documents and records. Iterators are lazy: memory does not grow with the corpus."""

    def document(self, document: str) -> Document | None:
        """The document with this id (or id prefix of at least 6 hex digits), None when there is none."""

    def headed(self, document: str) -> Document | None:
        """The document with exactly this id, its text, and of its blocks only titles and headings; None for none.

        Questions look into hundreds of documents for a sentence and what it stands under, and need no more.
        """

    def documents(self) -> Iterator[Document]:
        """Every document without its text and blocks (`text` is ""), ordered by path."""

    def by_content(self, sha256: str) -> Document | None:
        """The document with these bytes, None when there is none (without text and blocks)."""

    def by_path(self, path: str) -> Document | None:
        """The document last read from this path (without text and blocks)."""

    def paths(self, document: str) -> tuple[str, ...]:
        """Every path the document's bytes were found at, sorted."""

    def located(self, under: str = "") -> Iterator[tuple[str, str]]:
        """Every path that begins with `under`, with its document's id, sorted by path."""

    def records(self, kind: type[R], where: RecordFilter = ...) -> Iterator[R]:
        """The records of one kind that the filter lets through, by document path, then place in the text."""

    def some(self, kind: type[R], where: RecordFilter, *, limit: int) -> list[R]:
        """At most `limit` of the records that the filter lets through, found without reading the others.

        All of them when there are no more, unless the filter asks for what no index tells (dates, units, publishers);
        else those of documents that mention the entities asked for most. What is read is bounded by `limit`.
        """

    def mentioned(self, document: str) -> dict[str, int]:
        """The entities that a document mentions, by how many places they are mentioned at."""

    def record(self, record: str) -> Record | None:
        """The record with this id, None when there is none."""

    def text(self, document: str, span: Span) -> str:
        """The words at a place of a document; raises StoreError for an unknown document."""

    def passage(self, passage: str) -> Passage | None:
        """The passage with this id, None when there is none."""

    def passages(self, document: str) -> Iterator[Passage]:
        """The passages of a document in order."""

    def page(self, document: str, offset: int) -> int | None:
        """The page that the code point at `offset` stands on, None when the document has no pages."""

    def entity(self, entity: str) -> EntityCount | None:
        """The entity with this id, its aliases those of all documents, the most frequent first, ALIASES at most."""

    def find_entities(
        self, name: str | None = None, *, type: EntityType | None = None, limit: int | None = None
    ) -> Iterator[EntityCount]:
        """Entities whose name or an alias equals `name` (normalised); all of them without a name.

        Ordered by documents, then mentions, both falling, then by id.
        """

    def similar_entities(self, name: str, *, limit: int = 5) -> list[EntityCount]:
        """Entities whose name or alias contains all words of `name`, or is spelt like it; best first."""

    def entities_starting(self, beginning: str, *, limit: int = 10) -> list[EntityCount]:
        """Entities with a name or alias that begins so (normalised), in the order of `find_entities`."""

    def cooccurring(self, entity: str, *, limit: int = 20) -> list[EntityCount]:
        """Entities mentioned in the same sentences, most often first; `mentions` counts shared sentences."""

    def counts(self) -> StoreCounts:
        """How much there is."""

    @property
    def revision(self) -> int:
        """The number of the last change, told without counting what there is."""

    def state(self, revision: int) -> str:
        """The digest of what the store held at a revision of its own; "" for a revision that it never had."""

    def problems(self, *, thorough: bool = False) -> list[str]:
        """What is found wrong with what is stored, in words; `thorough` reads and compares all of it."""

    def changes(self, since: int) -> Changes:
        """What a copy that holds revision `since` must index again or delete to hold the present one."""

    def indexed(self, document: str) -> IndexedDocument | None:
        """What a full-text index keeps of a document, None when there is none with exactly this id."""

    def setting(self, name: str) -> str | None:
        """What was chosen for this base under the name, None when nothing was."""


class RecordWriter(Protocol):
    """Writes one document at a time, each whole or not at all."""

    def replace(self, document: Document, records: Sequence[Record]) -> None:
        """Stores a document with its passages, records and entities, instead of what its path held before.

        One transaction. If the same bytes are known, records are replaced and the path is added.
        """

    def add_path(self, document: str, path: str) -> None:
        """Notes that a known document's bytes were also found at `path`."""

    def leave(self, document: str, path: str) -> None:
        """Forgets that a document was found at `path`; without a path left, the document is forgotten."""

    def remove(self, document: str) -> None:
        """Forgets a document with everything read from it."""

    def set_setting(self, name: str, value: str) -> None:
        """Chooses something for this base; the revision stays."""


class RecordStore(RecordReader, RecordWriter, Protocol):
    """Both sides."""

    def close(self) -> None:
        """Ends the use of the store."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """One page of hits and how many there are in all."""

    hits: tuple[Hit, ...]
    total: int


class IndexDamagedError(StoreError):
    """The full-text index cannot be read; it can be made again from the record store."""


class IndexBusyError(StoreError):
    """Another process writes the full-text index."""


class FullTextReader(Protocol):
    """Finds and ranks passages."""

    def search(self, node: Node, *, limit: int = 10, offset: int = 0) -> Page:
        """The passages the tree matches, best first (BM25F over title, headings and text).

        Raises QueryError (cause UNSUPPORTED) for a node the engine cannot evaluate.
        """

    def facets(self, node: Node, field: str, *, limit: int = 10) -> list[tuple[str, int]]:
        """Values of kind, publisher, year or entity among the matches with the number of passages each."""

    def suggest(self, word: str) -> str | None:
        """An indexed word spelt like this one, None when the word itself is indexed or nothing is near."""


class FullTextWriter(Protocol):
    """Follows the record store."""

    def index(self, documents: Iterable[IndexedDocument], *, revision: int) -> None:
        """Indexes documents in bounded batches, each instead of its earlier version, and keeps the revision."""

    def delete(self, documents: Iterable[str], *, revision: int) -> None:
        """Takes documents out and keeps the revision."""

    def clear(self) -> None:
        """Forgets everything, whatever state it is in; the revision is 0 then."""

    @property
    def revision(self) -> int:
        """The record store's revision that the index holds; 0 when it holds nothing or is unusable."""


class FullText(FullTextReader, FullTextWriter, Protocol):
    """Both sides."""

    def close(self) -> None:
        """Ends the use of the index."""


@dataclass(frozen=True, slots=True, kw_only=True)
class IndexedPassage:
    """A passage with what is searched beside its words: entities, event types and event days.

    `mentions` are entity ids with their places in `text` (not in the document), in text order. `before` is what
    stands just before the passage, for phrases that run into it.
    """

    passage: Passage
    text: str
    before: Before = Before()  # noqa: RUF009  # a tuple
    mentions: tuple[tuple[str, Span], ...] = ()
    events: tuple[str, ...] = ()
    event_dates: tuple[str, ...] = ()  # EDTF

    @property
    def entities(self) -> tuple[str, ...]:
        """The ids of the entities mentioned, each once, sorted."""
        return tuple(sorted({entity for entity, _ in self.mentions}))


@dataclass(frozen=True, slots=True, kw_only=True)
class IndexedDocument:
    """A document (its text may be empty) with the passages to index."""

    document: Document
    passages: tuple[IndexedPassage, ...]
