"""Metadata as scored candidates: every value that was seen, where, and why one of them was taken."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Generic, TypeVar

from justicekb.edtf import Edtf
from justicekb.model import Author

V = TypeVar("V")


# How far properties are trusted that programs and templates fill in: whatever the text says of itself is surer.
WEAK = 0.2


@dataclass(frozen=True, slots=True)
class Candidate(Generic[V]):
    """A value, how far its place is to be trusted (0 to 1), and that place in plain words."""

    value: V
    score: float
    place: str


def best(candidates: Iterable[Candidate[V]]) -> Candidate[V] | None:
    """The candidate with the highest score, of equals the first; None when there is none."""
    return max(candidates, key=lambda c: c.score, default=None)


def reason(name: str, candidate: Candidate[V] | None) -> tuple[str, ...]:
    """The note that says where a value came from."""
    return (f"{name} from {candidate.place}",) if candidate else ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Metadata:
    """A document's own data, and the reasons for what was chosen; `shown_title` is the title as the page prints it.

    `declared` holds what the page says it is ("NewsArticle", "article").
    """

    title: str | None = None
    shown_title: str | None = None
    authors: tuple[Author, ...] = ()
    publisher: str | None = None
    published: Edtf | None = None
    period: Edtf | None = None
    language: str | None = None
    url: str | None = None
    doi: str | None = None
    issn: str | None = None
    container: str | None = None
    volume: str | None = None
    issue: str | None = None
    pages: str | None = None
    keywords: tuple[str, ...] = ()
    abstract: str | None = None
    declared: tuple[str, ...] = ()
    reasons: tuple[str, ...] = ()


# How notes begin that only give the reason for a choice, in every reader.
_REASONS = ("title", "publisher from ", "date from ", "authors from ", "period ", "kind: ")


def is_reason(note: str) -> bool:
    """Whether a document's note gives the reason for a choice; the others are what a person should look at."""
    return note.startswith(_REASONS)
