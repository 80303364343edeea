"""Hits of the passages that an engine found, their words marked; what an engine cannot decide is decided here.

An index of this machine keeps only which passage stands where: what is shown is read from the records, and the words
of a hit are looked for when somebody asks for its marks.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from typing import overload

from justicekb.edtf import Edtf
from justicekb.findings import Hit
from justicekb.model import Document
from justicekb.querytree import Node, Phrase
from justicekb.spans import Span, outermost
from justicekb.store.base import IndexedDocument, IndexedPassage, MoreOfPassage, ShownPassage
from justicekb.store.fulltext.matching import (
    FURNITURE,
    across,
    asks_for_names,
    entity_runs,
    marks_among,
    may_run_in,
    runs,
)
from justicekb.store.language.borders import crossing
from justicekb.store.words import Word, words


def joined(read: Iterable[Word]) -> str:
    """The words of a text as one string: a blank between places, a bar between the forms at one place."""
    return " ".join("|".join(word.forms) for word in read)


def shown(document: Document, passage: IndexedPassage) -> ShownPassage:
    """A passage that is being indexed, as a hit will show it."""
    return ShownPassage(
        id=passage.passage.id,
        document=document.id,
        text=passage.text,
        headings=passage.passage.headings,
        block=passage.passage.kind,
        page=passage.passage.page,
        title=document.title,
        publisher=document.publisher,
        published=None if document.published is None else document.published.text,
        kind=document.kind,
        path=document.path,
        url=document.url,
        more=lambda: more_of(tuple(author.name for author in document.authors), passage),
    )


def shown_at(found: IndexedDocument, position: int) -> ShownPassage | None:
    """The passage of a document at a position."""
    return shown(found.document, found.passages[position]) if 0 <= position < len(found.passages) else None


def more_of(authors: tuple[str, ...], passage: IndexedPassage) -> MoreOfPassage:
    """What is asked for seldom."""
    found = entity_runs(passage.mentions, list(words(passage.text)))
    return MoreOfPassage(authors, tuple(found), passage.before)


def as_hit(found: ShownPassage, score: float, node: Node) -> Hit:
    """The hit of a passage; the words that the node asks for are marked when its marks are looked at."""
    lead, inside = across(node, found.more().before, found.text) if may_run_in(node) else ("", ())
    return Hit(
        passage=found.id,
        document=found.document,
        text=found.text,
        score=score,
        marks=_Marks(lambda: _marks(node, found, inside)),
        lead=lead,
        headings=found.headings,
        title=found.title,
        publisher=found.publisher,
        published=None if found.published is None else _date(found.published),
        kind=found.kind,
        source=found.path,
        page=found.page,
        url=found.url,
        furniture=found.block == FURNITURE,
    )


@lru_cache(maxsize=1024)
def _date(text: str) -> Edtf:
    return Edtf(text)


def _marks(node: Node, found: ShownPassage, inside: Sequence[Span]) -> tuple[Span, ...]:
    read = list(words(found.text))
    named = found.more().runs if asks_for_names(node) else ()
    marked = marks_among(node, [word.forms for word in read], _Spans(read), named)
    return tuple(outermost([*inside, *marked])) if inside else marked


class _Spans(Sequence[Span]):
    """Where words stand, made into spans one by one: of a passage's words few are marked."""

    def __init__(self, read: Sequence[Word]) -> None:
        self._read = read

    def __len__(self) -> int:
        return len(self._read)

    @overload
    def __getitem__(self, at: int) -> Span: ...

    @overload
    def __getitem__(self, at: slice) -> list[Span]: ...

    def __getitem__(self, at: int | slice) -> Span | list[Span]:
        return [word.span for word in self._read[at]] if isinstance(at, slice) else self._read[at].span


def fields_of(found: ShownPassage) -> dict[str, str]:
    """The searched texts of a passage by field; furniture has no title and no headings of its own."""
    around = {"publisher": found.publisher or "", "author": " \n ".join(found.more().authors)}
    if found.block == FURNITURE:
        return {"title": "", "heading": "", "text": "", "furniture": found.text, **around}
    return {
        "title": found.title or "",
        "heading": " \n ".join(found.headings),
        "text": found.text,
        "furniture": "",
        **around,
    }


def own_field(found: ShownPassage) -> str:
    """The field that the passage's own words stand in."""
    return FURNITURE if found.block == FURNITURE else "text"


def stands(node: Node, field: str, found: ShownPassage) -> bool:
    """Whether a node of words stands in a field."""
    own = own_field(found)
    if field in ("text", FURNITURE) and field != own:
        return False
    text = found.text if field == own else fields_of(found)[field]
    named = found.more().runs if field == own and asks_for_names(node) else ()
    return bool(runs(node, [word.forms for word in words(text)], named))


def crosses(node: Phrase, found: ShownPassage) -> bool:
    """Whether a phrase runs over the border of the passage."""
    return next(crossing(node.words, found.more().before, found.text), None) is not None


class _Marks(Sequence[Span]):
    """The marks of a hit, made when they are first looked at: a search that only counts or lists needs none."""

    __slots__ = ("_made", "_make")

    def __init__(self, make: Callable[[], tuple[Span, ...]]) -> None:
        self._make = make
        self._made: tuple[Span, ...] | None = None

    def _all(self) -> tuple[Span, ...]:
        if self._made is None:
            self._made = self._make()
        return self._made

    def __len__(self) -> int:
        return len(self._all())

    @overload
    def __getitem__(self, at: int) -> Span: ...

    @overload
    def __getitem__(self, at: slice) -> tuple[Span, ...]: ...

    def __getitem__(self, at: int | slice) -> Span | tuple[Span, ...]:
        return self._all()[at]

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and self._all() == tuple(other)

    def __hash__(self) -> int:
        return hash(self._all())

    def __repr__(self) -> str:
        return repr(self._all())

    def __reduce__(self) -> tuple[type[tuple[Span, ...]], tuple[tuple[Span, ...]]]:
        return tuple, (self._all(),)
