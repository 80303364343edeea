"""A search string → ranked passages: `search(stores, query)`.

The string is parsed, filters given as options are added, names become the ids of the entities that bear them, and
the full-text index answers. Words that are simply side by side need not all be there: passages with all of them
come first, then those with some, and the result says how many are which (nDCG@10 0.92 against 0.87 with all of
them required, benchmarks/search.py). AND, OR, NOT, phrases and fields mean exactly what they say.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Protocol

from justicekb.display import Displayed, Rows
from justicekb.errors import Cause, Diagnostic, QueryError
from justicekb.findings import Hit
from justicekb.model import EntityType
from justicekb.query.search.fields import FIELDS, FieldError, field_value
from justicekb.query.search.furniture import everywhere, in_text
from justicekb.query.search.parse import Parsed, parse
from justicekb.querytree import (
    And,
    Keyword,
    Mentions,
    Named,
    Near,
    Node,
    Not,
    Or,
    Phrase,
    Term,
    describe,
)
from justicekb.store.base import EntityCount, FullTextReader, Page, RecordReader
from justicekb.store.words import forms

if TYPE_CHECKING:
    from justicekb.vocabulary import Vocabulary

# An ambiguous acronym may stand for many bodies; beyond these nobody meant them all.
_MOST_MEANINGS = 20


# The values of a facet, where no number is given.
FACET_VALUES = 10


class Searchable(Protocol):
    """What a search needs: names are looked up in the records, passages in the full text."""

    @property
    def records(self) -> RecordReader:
        """The record store's reading side."""

    @property
    def fulltext(self) -> FullTextReader:
        """The index's reading side."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchResult(Displayed):
    """One page of hits. `understood` says in words what was looked for, `suggestion` is the query spelt better.

    Of all `total` passages the first `complete` ones match the query as it stands; those after them have some of its
    words.
    `facets` are counts of passages by value, for the fields that were asked for; `notes` tell what was left out or
    eased, with places in the query.
    """

    query: str
    understood: str
    total: int
    complete: int = 0
    hits: tuple[Hit, ...] = ()
    suggestion: str | None = None
    facets: Mapping[str, tuple[tuple[str, int], ...]] = field(default_factory=dict)
    notes: tuple[Diagnostic, ...] = ()

    def to_dicts(self) -> Rows:
        """A row for each hit."""
        return [
            {
                "title": hit.title,
                "publisher": hit.publisher,
                "published": None if hit.published is None else hit.published.text,
                "page": hit.page,
                "text": hit.text,
                "kind": hit.kind,
                "source": hit.source,
                "passage": hit.passage,
                "score": hit.score,
            }
            for hit in self.hits
        ]

    def caption(self) -> str:
        """What was looked for, and how many passages match."""
        return f"{self.understood}: {self.total} passages"


def search(
    stores: Searchable,
    query: str,
    vocabulary: Vocabulary | Callable[[], Vocabulary] | None = None,
    *,
    limit: int = 10,
    offset: int = 0,
    facets: Sequence[str] | Mapping[str, int] = (),
    **filters: str | None,
) -> SearchResult:
    """The passages that a search string asks for, best first.

    `filters` are fields of the query language (`kind="report"`, `published="[2011 TO 2015]"`, `org="PRI"`), all of
    which must hold; None is no filter. `among="all"` looks in page
    furniture too. With a vocabulary (or a function that loads it when it is needed) its function words are not
    required. `facets` are fields to count by, with the most values of each where they are a mapping.
    Raises QueryError, with the place in the query, when it cannot be parsed or names a field,
    type or value there is not.
    """
    counted = facets.items() if isinstance(facets, Mapping) else [(name, FACET_VALUES) for name in facets]
    parsed = parse(query, ignored=_function_words(vocabulary) if vocabulary and " " in query.strip() else ())
    if parsed.errors:
        raise QueryError(parsed.errors[0])
    placed = everywhere if filters.pop("among", None) == "all" else in_text
    given = _filters(filters)
    asked = _with(parsed.node, given)
    node = placed(resolve(asked, stores.records))
    page = stores.fulltext.search(node, limit=limit, offset=offset)
    found = _Found(page, page.total, node, (*parsed.notes, *_unknown_names(asked, stores.records)))
    if len(parsed.loose) > 1:
        eased = placed(resolve(_with(_eased(parsed), given), stores.records))
        found = _filled(found, eased, stores.fulltext, limit=limit, offset=offset)
    if not found.page.total and placed is in_text:
        found = replace(found, notes=(*found.notes, *_outside(node, stores.fulltext)))
    return SearchResult(
        query=query,
        understood=describe(asked),
        total=found.page.total,
        complete=page.total,
        hits=found.page.hits,
        suggestion=_suggestion(query, parsed, stores.fulltext) if page.total == 0 else None,
        facets={name: tuple(stores.fulltext.facets(found.node, name, limit=most)) for name, most in counted},
        notes=found.notes,
    )


@dataclass(frozen=True, slots=True)
class _Found:
    """A page with the number of passages that have all words, the node that finds all its passages, and notes."""

    page: Page
    complete: int
    node: Node
    notes: tuple[Diagnostic, ...]


def _outside(node: Node, fulltext: FullTextReader) -> Iterator[Diagnostic]:
    """What to tell when only page furniture has the words."""
    if there := fulltext.search(everywhere(node), limit=1).total:
        where = "a passage of page furniture has" if there == 1 else f"{there} passages of page furniture have"
        yield Diagnostic(message=f"{where} it: search with --all")


def _filled(found: _Found, eased: Node, fulltext: FullTextReader, *, limit: int, offset: int) -> _Found:
    """The page with the passages after those with all words, which have some of them."""
    left = limit - len(found.page.hits)
    if not left:
        return _counted(found, fulltext.search(eased, limit=0).total, eased)
    some = And((eased, Not(found.node)))
    rest = fulltext.search(some, limit=left, offset=max(0, offset - found.complete))
    page = Page(hits=(*found.page.hits, *rest.hits), total=found.page.total)
    return _counted(replace(found, page=page), found.complete + rest.total, eased)


def _counted(found: _Found, total: int, eased: Node) -> _Found:
    """The same with the number of passages that have some of the words, and a note where there are more of them."""
    if total == found.complete:
        return found
    words = f"{found.complete} of these passages have all the words, the others some of them"
    none = "no passage has all the words; these have some of them"
    note = Diagnostic(message=words if found.complete else none)
    page = Page(hits=found.page.hits, total=total)
    return _Found(page, found.complete, eased, (*found.notes, note))


def _with(node: Node | None, filters: list[Node]) -> Node:
    assert node is not None  # a query without errors has a node
    return And((node, *filters)) if filters else node


def _function_words(vocabulary: Vocabulary | Callable[[], Vocabulary]) -> frozenset[str]:
    """Words that carry no content of their own ("the", "was")."""
    from justicekb.vocabulary.entries import QuestionWords  # 10 ms, and a single word or phrase needs none

    loaded = vocabulary() if callable(vocabulary) else vocabulary
    uses = {entry.id: entry.words for entry in loaded.entries(QuestionWords)}
    return frozenset({*uses.get("stop", ()), *uses.get("auxiliary", ())})


def _filters(filters: Mapping[str, str | None]) -> list[Node]:
    return [_filter(name, value) for name, value in filters.items() if value is not None]


def _filter(name: str, value: str) -> Node:
    """What an option asks for; a publisher, title or author may be several words that follow one another."""
    try:
        if name not in FIELDS:
            return parse(f'{name}:"{value}"').node or _nothing(name, value)
        node = field_value(name, value)
    except FieldError as error:
        raise QueryError(Diagnostic(message=f"{name}: {error}")) from error
    return node or _nothing(name, value)


def _nothing(name: str, value: str) -> Node:
    raise QueryError(Diagnostic(message=f"{name}: “{value}” is no value to filter by"))


def _eased(parsed: Parsed) -> Node:
    return And((Or(parsed.loose), *parsed.strict)) if parsed.strict else Or(parsed.loose)


def resolve(node: Node, records: RecordReader) -> Node:
    """The node with each name replaced by the entities that bear it, or by the name as a phrase if none does."""
    match node:
        case Named(name, type_):
            return _meanings(name, type_, records)
        case Keyword("document", value):
            found = records.document(value)
            return node if found is None else Keyword("document", found.id)
        case And(nodes):
            return And(tuple(resolve(inner, records) for inner in nodes))
        case Or(nodes):
            return Or(tuple(resolve(inner, records) for inner in nodes))
        case Not(inner):
            return Not(resolve(inner, records))
        case Near(left, right, distance):
            return Near(resolve(left, records), resolve(right, records), distance)
        case _:
            return node


def _meanings(name: str, type_: str | None, records: RecordReader) -> Node:
    wanted: EntityType | None = type_  # type: ignore[assignment]  # the parser gives only types there are
    direct = records.entity(name) if ":" in name else None
    found: list[EntityCount] = (
        [direct] if direct else list(records.find_entities(name, type=wanted, limit=_MOST_MEANINGS))
    )
    if not found:
        words = forms(name)
        if not words:
            raise QueryError(Diagnostic(message=f"“{name}” is no name", cause=Cause.USER))
        return Phrase(words)
    mentions = tuple(Mentions(count.entity.id) for count in found)
    return mentions[0] if len(mentions) == 1 else Or(mentions)


def _unknown_names(node: Node, records: RecordReader) -> Iterator[Diagnostic]:
    """What to tell about names that no entity bears."""
    match node:
        case Named(name, type_) if isinstance(_meanings(name, type_, records), Phrase):
            yield Diagnostic(message=f"no {type_ or 'entity'} called “{name}” is known; looked for these words instead")
        case And(nodes) | Or(nodes):
            for inner in nodes:
                yield from _unknown_names(inner, records)
        case Not(inner):
            yield from _unknown_names(inner, records)
        case Near(left, right):
            yield from _unknown_names(left, records)
            yield from _unknown_names(right, records)


def _suggestion(query: str, parsed: Parsed, fulltext: FullTextReader) -> str | None:
    """The query with each word that no passage has in any form replaced by an indexed one spelt like it."""
    better = query
    for term in _terms(parsed.node):
        if fulltext.search(Term(term.text), limit=1).total == 0 and (near := fulltext.suggest(term.text)):
            better = better.replace(term.text, near)
    return None if better == query else better


def _terms(node: Node | None) -> Iterable[Term]:
    match node:
        case Term():
            yield node
        case And(nodes) | Or(nodes):
            for inner in nodes:
                yield from _terms(inner)
        case Near(left, right):
            yield from _terms(left)
            yield from _terms(right)
