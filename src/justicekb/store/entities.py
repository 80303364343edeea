"""How entities follow from mentions: names, aliases, counts, order and likeness, for every store alike.

The canonical name is the one most documents give, then the alphabetically first; aliases are all other names,
the most frequent first. Only the vocabulary's identifiers would tell more, and no record carries them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from difflib import SequenceMatcher
from typing import cast

from justicekb.model import Entity, EntityType, LawMention, Mention, Record, normalise_name
from justicekb.spans import Span
from justicekb.store.base import EntityCount

# Below this share of equal letters two names are not one name spelt twice. Measured on the spellings of the
# National Preventive Mechanism: "preventative", "prevention" score 0.86 and more, other bodies' names below 0.75.
LIKENESS = 0.8


def named(record: Record) -> tuple[str, EntityType, Span] | None:
    """The entity id, type and place that a mention or law names; None for other records."""
    if isinstance(record, Mention):
        return record.entity, record.type, record.span
    return (record.entity, "law", record.span) if isinstance(record, LawMention) else None


def names_of(record: Record) -> tuple[str, ...]:
    """Every name that a mention or law gives its entity, the canonical one first, as often as it is given."""
    if isinstance(record, Mention):
        return record.canonical, record.name, record.text, *record.aliases
    if isinstance(record, LawMention):
        return record.canonical, record.instrument, *record.aliases
    return ()


def build(entity: str, canonical: Counter[str], names: Counter[str]) -> Entity:
    """The entity of all that is told of it; spellings that normalise alike are one alias, the most frequent."""
    name = first(canonical)
    aliases: dict[str, str] = {}
    for alias in ranked(names):
        aliases.setdefault(normalise_name(alias), alias)
    aliases.pop(normalise_name(name), None)
    return Entity(type=type_of(entity), name=name, aliases=tuple(a for key, a in aliases.items() if key))


def type_of(entity: str) -> EntityType:
    """The type that an entity id begins with."""
    return cast("EntityType", entity.partition(":")[0])


def first(names: Counter[str]) -> str:
    """The most frequent name, of equals the alphabetically first."""
    return min(names, key=lambda name: (-names[name], name))


def ranked(names: Counter[str]) -> list[str]:
    """The names by falling frequency, then alphabetically."""
    return sorted(names, key=lambda name: (-names[name], name))


def order(count: EntityCount) -> tuple[int, int, str]:
    """The sort key of a list of entities: by documents, then mentions, both falling, then by id."""
    return -count.documents, -count.mentions, count.entity.id


def likeness(wanted: str, names: Iterable[str]) -> float:
    """How well `wanted` fits the best of `names`, all normalised: above 1 if one has all its words, else 0 to 1."""
    return max((_like(wanted, name) for name in names), default=0.0)


def _like(wanted: str, name: str) -> float:
    if not wanted or not name:
        return 0.0
    if set(wanted.split()) <= set(name.split()):
        return 1 + len(wanted) / max(len(name), len(wanted))
    matcher = SequenceMatcher(None, wanted, name, autojunk=False)
    return matcher.ratio() if matcher.real_quick_ratio() >= LIKENESS and matcher.quick_ratio() >= LIKENESS else 0.0
