"""`FullText` on dictionaries: every passage is read for every query. The specification of matching and order.

Which passages match is exact; the score is a plain count of matching words weighted by their rarity, so only
what every good ranking agrees on is promised: more matching words of rarer kinds come first.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from justicekb.edtf import Edtf
from justicekb.findings import Hit
from justicekb.model import Document
from justicekb.querytree import (
    And,
    DateRange,
    Everything,
    Fuzzy,
    Keyword,
    Mentions,
    Missing,
    Named,
    Near,
    Node,
    Not,
    Or,
    Phrase,
    Term,
    Wildcard,
)
from justicekb.spans import outermost
from justicekb.store.base import IndexedDocument, IndexedPassage, Page
from justicekb.store.fulltext.matching import (
    FURNITURE,
    across,
    entity_runs,
    marks,
    names,
    near_field,
    runs,
    unsupported,
    within,
)
from justicekb.store.fulltext.values import FACETS, SEARCHED
from justicekb.store.words import fold, words


@dataclass(frozen=True, slots=True)
class _Entry:
    document: Document
    passage: IndexedPassage
    fields: dict[str, tuple[tuple[str, ...], ...]]
    mentions: list[tuple[str, int, int]]

    @property
    def id(self) -> str:
        return self.passage.passage.id


class MemoryFullText:
    """The full-text index on dictionaries."""

    def __init__(self) -> None:
        self._entries: dict[str, list[_Entry]] = {}
        self._revision = 0

    @property
    def revision(self) -> int:
        """See `FullTextWriter.revision`."""
        return self._revision

    def index(self, documents: Iterable[IndexedDocument], *, revision: int) -> None:
        """See `FullTextWriter.index`."""
        for document in documents:
            self._entries[document.document.id] = [_entry(document.document, p) for p in document.passages]
        self._revision = revision

    def delete(self, documents: Iterable[str], *, revision: int) -> None:
        """See `FullTextWriter.delete`."""
        for document in documents:
            self._entries.pop(document, None)
        self._revision = revision

    def clear(self) -> None:
        """See `FullTextWriter.clear`."""
        self._entries.clear()
        self._revision = 0

    def search(self, node: Node, *, limit: int = 10, offset: int = 0) -> Page:
        """See `FullTextReader.search`."""
        found = self._matching(node)
        scores = _scores(node, found)
        ranked = sorted(found, key=lambda entry: (-scores[entry.id], entry.document.path, entry.passage.passage.span))
        hits = tuple(_hit(entry, node, scores[entry.id]) for entry in ranked[offset : offset + limit])
        return Page(hits=hits, total=len(found))

    def facets(self, node: Node, field: str, *, limit: int = 10) -> list[tuple[str, int]]:
        """See `FullTextReader.facets`; raises QueryError for an unknown field."""
        counts = Counter(value for entry in self._matching(node) for value in _facet(entry, field))
        return sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))[:limit]

    def suggest(self, word: str) -> str | None:
        """See `FullTextReader.suggest`: the nearest within two edits, of equals the most frequent."""
        known = Counter(here[0] for e in self._all() for field in SEARCHED for here in e.fields[field])
        wanted = fold(word)
        if wanted in known:
            return None
        near = [(1 if within(wanted, w, 1) else 2, -n, w) for w, n in known.items() if within(wanted, w, 2)]
        return min(near)[2] if near else None

    def close(self) -> None:
        """See `FullText.close`."""

    def _all(self) -> Iterable[_Entry]:
        return (entry for entries in self._entries.values() for entry in entries)

    def _matching(self, node: Node) -> list[_Entry]:
        _check(node)
        return [entry for entry in self._all() if _holds(node, entry)]


def _check(node: Node) -> None:
    """Raises QueryError (UNSUPPORTED) for a node that no engine evaluates, whatever is indexed."""
    match node:
        case And(nodes) | Or(nodes):
            for inner in nodes:
                _check(inner)
        case Not(inner):
            _check(inner)
        case Near():
            runs(node, ())
        case Named(name):
            raise unsupported(f"the name “{name}” was not looked up before the search")
        case _:
            return


def _entry(document: Document, passage: IndexedPassage) -> _Entry:
    furniture = passage.passage.kind == FURNITURE
    fields = {
        "title": "" if furniture else document.title or "",
        "heading": " \n ".join(passage.passage.headings),
        "text": "" if furniture else passage.text,
        "furniture": passage.text if furniture else "",
        "publisher": document.publisher or "",
        "author": " \n ".join(author.name for author in document.authors),
    }
    read = {name: tuple(word.forms for word in words(text)) for name, text in fields.items()}
    return _Entry(document, passage, read, entity_runs(passage.mentions, list(words(passage.text))))


def _holds(node: Node, entry: _Entry) -> bool:
    """Whether the passage matches: the meaning of every node."""
    match node:
        case Everything():
            return True
        case Term(field=field) | Phrase(field=field) | Wildcard(field=field) | Fuzzy(field=field):
            stands = any(runs(node, entry.fields[name]) for name in (SEARCHED if field is None else (field,)))
            return stands or bool(
                isinstance(node, Phrase) and across(node, entry.passage.before, entry.passage.text)[0]
            )
        case Near():
            return bool(runs(node, entry.fields[near_field(node)], entry.mentions))
        case Mentions():
            return any(names(node, entity) for entity in entry.passage.entities)
        case Keyword(field, value):
            return value.casefold() in {known.casefold() for known in _keywords(entry, field)}
        case DateRange(field, range_):
            return any(date.overlaps(range_) for date in _dates(entry, field))
        case Missing(field):
            return not (entry.fields[field] if field in entry.fields else _dates(entry, field))
        case And(nodes):
            return all(_holds(inner, entry) for inner in nodes)
        case Or(nodes):
            return any(_holds(inner, entry) for inner in nodes)
        case Not(inner):
            return not _holds(inner, entry)
        case Named():
            raise AssertionError("refused before the search")


def _keywords(entry: _Entry, field: str) -> tuple[str, ...]:
    document = entry.document
    return {
        "kind": (document.kind,),
        "block": (entry.passage.passage.kind,),
        "language": (document.language or "",),
        "document": (document.id,),
        "path": (document.path,),
        "entity": entry.passage.entities,
        "event": entry.passage.events,
    }[field]


def _dates(entry: _Entry, field: str) -> list[Edtf]:
    if field == "event":
        return [Edtf(text) for text in entry.passage.event_dates]
    date = entry.document.published if field == "published" else entry.document.period
    return [] if date is None else [date]


def _facet(entry: _Entry, field: str) -> tuple[str, ...]:
    document = entry.document
    year = document.published.year if document.published else None
    match field:
        case "kind":
            return (document.kind,)
        case "publisher":
            return (document.publisher,) if document.publisher else ()
        case "year":
            return (str(year),) if year is not None else ()
        case "entity":
            return entry.passage.entities
        case _:
            raise unsupported(f"no facet {field!r}; there are {', '.join(FACETS)}")


def _scores(node: Node, entries: list[_Entry]) -> dict[str, float]:
    """For each passage the sum, over the words asked for, of 1 + log of their count times their rarity."""
    scores = dict.fromkeys((entry.id for entry in entries), 0.0)
    for leaf in _wanted(node):
        counts = {e.id: sum(len(runs(leaf, e.fields[f])) for f in SEARCHED) for e in entries}
        having = sum(1 for count in counts.values() if count)
        rarity = math.log(1 + len(entries) / (1 + having))
        for id_, count in counts.items():
            scores[id_] += (1 + math.log(count)) * rarity if count else 0.0
    return scores


def _wanted(node: Node) -> Iterable[Term | Phrase | Wildcard | Fuzzy]:
    match node:
        case Term() | Phrase() | Wildcard() | Fuzzy():
            yield node
        case And(nodes) | Or(nodes):
            for inner in nodes:
                yield from _wanted(inner)
        case _:
            return


def _hit(entry: _Entry, node: Node, score: float) -> Hit:
    document, passage = entry.document, entry.passage.passage
    lead, inside = across(node, entry.passage.before, entry.passage.text)
    return Hit(
        passage=passage.id,
        document=document.id,
        text=entry.passage.text,
        score=score,
        marks=tuple(outermost([*inside, *marks(node, entry.passage.text, entry.passage.mentions)])),
        lead=lead,
        headings=passage.headings,
        title=document.title,
        publisher=document.publisher,
        published=document.published,
        kind=document.kind,
        source=document.path,
        page=passage.page,
        url=document.url,
        furniture=passage.kind == FURNITURE,
    )
