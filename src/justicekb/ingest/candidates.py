"""Metadata as scored candidates: every value that was seen, where, and why one of them was taken."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Generic, TypeVar

V = TypeVar("V")


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
