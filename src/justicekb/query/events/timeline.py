"""Timelines: the dated facts of an entity or topic in order, one entry for an event however many sources tell it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import replace

from justicekb.edtf import Edtf
from justicekb.findings import TimelineEntry
from justicekb.model import Fact, RoleName, normalise_name
from justicekb.query.events.headlines import Forms, Told, headline, headline_forms
from justicekb.query.events.identity import Sameness, replaced, sameness
from justicekb.query.events.selection import concerning
from justicekb.query.events.values import agree, begin, days
from justicekb.query.language import Reading
from justicekb.querytree import RecordFilter
from justicekb.spans import Span
from justicekb.store.base import RecordReader
from justicekb.vocabulary import Vocabulary


def timeline(
    name: str,
    records: RecordReader,
    vocabulary: Vocabulary,
    *,
    date: Edtf | None = None,
    types: Sequence[str] = (),
) -> list[TimelineEntry]:
    """The timeline of an entity (by any of its names or its id) or else of a topic (words of the sentences).

    `date` keeps the entries that may lie in it, `types` those of these event types. Raises QueryError when there
    is neither an entity of the name nor a fact whose sentence has the words.
    """
    same = sameness(records, vocabulary)
    where = RecordFilter(date=date, types=tuple(types))
    return _joined(concerning(name, records, same, where), same, vocabulary.once(headline_forms))


def joined(facts: Iterable[Fact], records: RecordReader, vocabulary: Vocabulary) -> list[TimelineEntry]:
    """Facts as timeline entries in order of date, the facts of one event together and conflicts marked."""
    return _joined(facts, sameness(records, vocabulary), vocabulary.once(headline_forms))


def _joined(facts: Iterable[Fact], same: Sameness, forms: Forms) -> list[TimelineEntry]:
    groups: list[list[Fact]] = []
    for fact in sorted(_told_once(set(facts)), key=lambda f: (days(begin(f.date)), f.date, f.document, f.span)):
        home = next((g for g in groups if all(_one_event(fact, other, same) for other in g)), None)
        if home is None:
            groups.append([fact])
        else:
            home.append(fact)
    ids = [_id(group) for group in groups]
    entries = [
        replace(
            _entry(group, same.reading, forms),
            conflicts=tuple(ids[at] for at in range(len(groups)) if _conflict(group, groups[at], same)),
        )
        for group in groups
    ]
    return sorted(entries, key=lambda e: (begin(e.date).sort_key, e.type, e.id))


def _told_once(facts: set[Fact]) -> list[Fact]:
    """Without the facts whose sentence dates an event of their type more precisely inside their own date.

    "(7 April 2014) … was created in 2014" tells one event, whatever dates a dateline gave.
    """
    at: dict[tuple[str, Span, str], list[Fact]] = {}
    for fact in facts:
        at.setdefault((fact.document, fact.evidence, fact.type), []).append(fact)
    return [f for own in at.values() for f in own if not any(_inside(other, f) for other in own)]


def _inside(fact: Fact, other: Fact) -> bool:
    """Whether a fact's date lies inside another's, that of the same event by participants."""
    within = days(fact.date) < days(other.date) and other.date.contains(fact.date)
    return within and {p for p in fact.participants if p.role == "object"} == {
        p for p in other.participants if p.role == "object"
    }


def _one_event(left: Fact, right: Fact, same: Sameness) -> bool:
    """Whether two facts are one entry: one event with dates that agree; what can happen twice needs equal dates.

    So do events whose objects are told by words of any ("the rules"); then the doers must be the same as well.
    """
    dates = agree(left.date, right.date) if left.type in same.lexicon.once else left.date == right.date
    if not dates or left.modality != right.modality:
        return False
    return same.same_event(left, right) or (left.date == right.date and same.same_words(left, right))


def _conflict(group: list[Fact], other: list[Fact], same: Sameness) -> bool:
    return group is not other and conflicting(group[0], other[0], same)


def conflicting(left: Fact, right: Fact, same: Sameness) -> bool:
    """Whether two sentences give one event, which can happen only once, dates that cannot both be true."""
    return (
        left.type in same.lexicon.once
        and same.reading.differs(left, right)
        and left.modality != "planned" != right.modality
        and not agree(left.date, right.date)
        and not _passed_anew(left, right)
        and same.same_event(left, right)
        and same.same_scope(left, right)
    )


def _passed_anew(left: Fact, right: Fact) -> bool:
    """Whether the years are so far apart that a code or law of one name is two: the one of 1997 and that of 2014."""
    days_apart = abs(begin(left.date).sort_key[0] - begin(right.date).sort_key[0]).days
    return days_apart > _SAME_LAW and any(replaced(entity) for entity in left.entities & right.entities)


# Days; sources that err about one law are seldom further apart, and parliaments seldom pass one anew so soon.
_SAME_LAW = 3 * 365


def _id(group: list[Fact]) -> str:
    digest = hashlib.blake2b("\x1f".join(sorted(f.id for f in group)).encode(), digest_size=6).hexdigest()
    return f"event-{digest}"


def _entry(group: list[Fact], reading: Reading, forms: Forms) -> TimelineEntry:
    best = group[0]
    return TimelineEntry(
        id=_id(group),
        date=best.date,
        type=best.type,
        headline=headline(_told(best, reading), forms),
        facts=tuple(f.id for f in group),
        evidence=tuple(reading.citation(f) for f in group),
        agents=_names(group, "agent"),
        objects=_names(group, "object"),
        places=_names(group, "place"),
        polarity=best.polarity,
        modality=best.modality,
        attributed_to=best.attributed_to,
    )


def _told(fact: Fact, reading: Reading) -> Told:
    words = fact.trigger.of(reading.held(fact.document).document.text) if fact.trigger is not None else ""
    return Told(fact, words, reading.sentence(fact))


def _names(group: list[Fact], role: RoleName) -> tuple[str, ...]:
    """The names in a role, of all facts of the group, one for each entity."""
    named: dict[str, str] = {}
    for participant in (p for fact in group for p in fact.participants if p.role == role):
        named.setdefault(participant.entity or normalise_name(participant.name), participant.name)
    return tuple(named.values())
