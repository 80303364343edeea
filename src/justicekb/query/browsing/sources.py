"""Documents on their shelves: by publisher and year, counted and listed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from justicekb.model import Document, LawMention, Mention
from justicekb.querytree import RecordFilter
from justicekb.store.base import RecordReader

# How documents without the value are called where others are named by it.
NONE = "missing"


@dataclass(frozen=True, slots=True, kw_only=True)
class Shelf:
    """Which documents: of this publisher, year (four digits) and kind; None asks nothing, NONE for those without."""

    publisher: str | None = None
    year: str | None = None
    kind: str | None = None

    def holds(self, document: Document) -> bool:
        """Whether a document stands here."""
        return (
            self.publisher in (None, document.publisher or NONE)
            and self.year in (None, year_of(document))
            and self.kind in (None, document.kind)
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Sources:
    """A page of documents by path, how many there are in all, and how many each value would leave.

    `publishers`, `years` and `kinds` count within the other conditions, so that each can be changed for another.
    `grid` counts documents by publisher and year.
    """

    documents: tuple[Document, ...]
    total: int
    publishers: tuple[tuple[str, int], ...]
    years: tuple[tuple[str, int], ...]
    kinds: tuple[tuple[str, int], ...]
    grid: dict[tuple[str, str], int]


def year_of(document: Document) -> str:
    """The year of publication, NONE without one."""
    return str(document.published.year) if document.published and document.published.year else NONE


def sources(records: RecordReader, shelf: Shelf, *, limit: int = 50, offset: int = 0) -> Sources:
    """The documents of a shelf; reads every document's metadata once, and keeps one page."""
    publishers: Counter[str] = Counter()
    years: Counter[str] = Counter()
    kinds: Counter[str] = Counter()
    grid: Counter[tuple[str, str]] = Counter()

    def standing() -> Iterator[Document]:
        for document in records.documents():
            publisher, year = document.publisher or NONE, year_of(document)
            grid[publisher, year] += 1
            publishers[publisher] += Shelf(year=shelf.year, kind=shelf.kind).holds(document)
            years[year] += Shelf(publisher=shelf.publisher, kind=shelf.kind).holds(document)
            kinds[document.kind] += Shelf(publisher=shelf.publisher, year=shelf.year).holds(document)
            if shelf.holds(document):
                yield document

    found = standing()
    skipped = sum(1 for _ in islice(found, offset))
    page = tuple(islice(found, limit))
    rest = sum(1 for _ in found)
    return Sources(
        documents=page,
        total=skipped + len(page) + rest,
        publishers=_ranked(publishers),
        years=tuple(sorted(((y, n) for y, n in years.items() if n), key=lambda pair: pair[0], reverse=True)),
        kinds=_ranked(kinds),
        grid=dict(grid),
    )


def _ranked(counts: Counter[str]) -> tuple[tuple[str, int], ...]:
    """Most frequent first, then by name; those without a value last."""
    return tuple(sorted(((v, n) for v, n in counts.items() if n), key=lambda p: (p[0] == NONE, -p[1], p[0])))


def naming(entity: str, records: RecordReader) -> list[tuple[Document, int]]:
    """The documents that name an entity with how often they do, most often first."""
    times: Counter[str] = Counter()
    where = RecordFilter(entities=(entity,))
    times.update(mention.document for mention in records.records(Mention, where))
    times.update(law.document for law in records.records(LawMention, where))
    known = {d.id: d for d in records.documents() if d.id in times}
    return [(known[id_], number) for id_, number in times.most_common() if id_ in known]
