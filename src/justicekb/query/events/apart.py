"""Entities that are kept apart from one that is called or spelt alike, why, and which of them may be one with it.

Nothing is joined here: `justicekb curate merge` is a person's decision.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from justicekb.model import normalise_name
from justicekb.store.base import EntityCount, RecordReader

# How many entities of a like spelling are looked at.
_ALIKE = 12

# The fewest letters of a word that may be written with another letter and be the same.
_LONG = 5

# Letters that transcriptions of one sound differ by (ISO 9, BGN/PCGN, and what newspapers write), longer ones first.
_SOUNDS = (
    ("dzh", "j"), ("zh", "j"), ("kh", "h"), ("gh", "g"), ("ph", "f"), ("ks", "x"), ("ck", "k"), ("q", "k"), ("w", "v"),
    ("yu", "u"), ("iu", "u"), ("ya", "a"), ("ia", "a"), ("yo", "o"), ("io", "o"), ("ye", "e"), ("ie", "e"), ("iy", "i"),
    ("y", "i"), ("ff", "v"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Apart:
    """An entity that is kept apart, why, and whether it may be the same."""

    count: EntityCount
    why: str
    may_be_one: bool


def kept_apart(known: EntityCount, namesakes: tuple[EntityCount, ...], records: RecordReader) -> tuple[Apart, ...]:
    """What is called like an entity, and for a person whoever is spelt like it; those that may be one first."""
    found = [_of_one_name(known, other) for other in namesakes]
    if known.entity.type == "person":
        ids = {known.entity.id, *(other.entity.id for other in namesakes)}
        surname = known.entity.name.split()[-1]
        alike = [
            *records.similar_entities(known.entity.name, limit=_ALIKE),
            *records.similar_entities(surname, limit=_ALIKE),
            *records.find_entities(surname, type="person", limit=_ALIKE),
        ]
        others = {o.entity.id: o for o in alike if o.entity.type == "person" and o.entity.id not in ids}
        found += [apart for other in others.values() if (apart := _of_like_spelling(known, other)) is not None]
    return tuple(sorted(found, key=lambda a: (not a.may_be_one, a.count.entity.id)))


def _of_one_name(known: EntityCount, other: EntityCount) -> Apart:
    one, two = known.entity, other.entity
    if one.type != two.type:
        return Apart(other, f"a {two.type}, not a {one.type}", may_be_one=False)
    states = [m[1] for name in (one.name, two.name) if (m := re.search(r"\(([^()]+)\)$", name))]
    if len(states) > 1:
        return Apart(other, f"of {states[1]}, not of {states[0]}", may_be_one=False)
    return Apart(other, "its documents call it by another full name", may_be_one=True)


def _of_like_spelling(known: EntityCount, other: EntityCount) -> Apart | None:
    ours, theirs = (normalise_name(c.entity.name).split() for c in (known, other))
    if len(ours) < 2 or len(theirs) < 2:
        return None
    if [folded(w) for w in ours] == [folded(w) for w in theirs]:
        return Apart(other, "spelt otherwise, as transcriptions differ", may_be_one=True)
    surnames = folded(ours[-1]) == folded(theirs[-1])
    if surnames and folded(ours[0]) == folded(theirs[0]):
        return Apart(other, "one has a further name between first and last", may_be_one=True)
    if len(ours) == len(theirs) and all(_near(a, b) for a, b in zip(ours, theirs, strict=True)):
        return Apart(other, "spelt otherwise by one letter", may_be_one=True)
    return Apart(other, "the same last name, another first name", may_be_one=False) if surnames else None


def folded(word: str) -> str:
    """A word of a name without what transcriptions of one name differ by: "azimzhan" and "azimjan" are one."""
    for written, sound in _SOUNDS:
        word = word.replace(written, sound)
    return re.sub(r"(.)\1", r"\1", word)


def _near(one: str, other: str) -> bool:
    """Whether two words are the same but for one letter of a long word."""
    if folded(one) == folded(other):
        return True
    if min(len(one), len(other)) < _LONG or abs(len(one) - len(other)) > 1:
        return False
    at = next((i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    return one[at + 1 :] == other[at + 1 :] or one[at + 1 :] == other[at:] or one[at:] == other[at + 1 :]
