"""Timelines: the dated facts of an entity or topic in order, one entry for an event however many sources tell it."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from justicekb.edtf import Edtf
from justicekb.findings import TimelineEntry
from justicekb.model import Fact, Participant, RoleName, normalise_name
from justicekb.query.events.headlines import Forms, Told, headline, headline_forms
from justicekb.query.events.identity import Sameness, replaced, sameness
from justicekb.query.events.selection import concerning
from justicekb.query.events.tellings import told_once
from justicekb.query.events.values import agree, begin, days
from justicekb.query.language import Reading, stem
from justicekb.querytree import RecordFilter
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
    for fact in sorted(told_once(set(facts), same), key=lambda f: (days(begin(f.date)), f.date, f.document, f.span)):
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


def _one_event(left: Fact, right: Fact, same: Sameness) -> bool:
    """Whether two facts are one entry: one event with dates that agree; what can happen twice needs equal dates.

    So do events whose objects are told by words of any ("the rules"); then the doers must be the same as well.
    """
    if left.modality != right.modality:
        return False
    dates = agree(left.date, right.date) if left.type in same.lexicon.once else left.date == right.date
    if not dates:
        return _told_vaguely(left, right, same)
    if same.same_event(left, right) or (left.date == right.date and same.same_words(left, right)):
        return True
    return _told_again(left, right)


def _told_vaguely(left: Fact, right: Fact, same: Sameness) -> bool:
    """Whether one of two documents gives the year and the other the day of what both call the same in several words."""
    called = {p.name for p in left.participants if p.role == "object" and len(p.name.split()) >= _SEVERAL}
    within = left.date.contains(begin(right.date)) or right.date.contains(begin(left.date))
    return within and bool(called & {p.name for p in right.participants}) and same.same_words(left, right)


# The fewest words that tell one thing from others of its kind: "early council elections".
_SEVERAL = 3


def _told_again(left: Fact, right: Fact) -> bool:
    """Whether a document tells an event of one day twice: "vacate the conviction", "a murder conviction against X"."""
    if (left.document, left.date, left.type) != (right.document, right.date, right.type) or days(left.date) > 1:
        return False
    ours, theirs = (
        {_head(p.name) for p in f.participants if p.role == "object" and not p.entity} for f in (left, right)
    )
    people = [{p.entity for p in f.participants if p.entity and p.role == "object"} for f in (left, right)]
    return (
        left.polarity == right.polarity
        and bool(ours & theirs)
        and not (people[0] and people[1] and people[0] != people[1])
    )


def _head(name: str) -> str:
    """The stem of the noun that a phrase is about: the "conviction" of "a murder conviction against Jan Vesk"."""
    return stem(re.split(r" (?:of|against|for|to|on|in|by|with)\b", name)[0].split()[-1])


def _conflict(group: list[Fact], other: list[Fact], same: Sameness) -> bool:
    return group is not other and conflicting(group[0], other[0], same)


def conflicting(left: Fact, right: Fact, same: Sameness) -> bool:
    """Whether two sentences give one event, which can happen only once, dates that cannot both be true."""
    return (
        left.type == right.type
        and left.type in same.lexicon.once
        and left.polarity == right.polarity
        and left.modality != "planned" != right.modality
        and not agree(left.date, right.date)
        and same.reading.differs(left, right)  # the first to look into documents
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
    end = fact.trigger.end - fact.evidence.start if fact.trigger is not None else 0
    parts = tuple(_printed(part, reading) for part in fact.participants)
    return Told(replace(fact, participants=parts), words, reading.sentence(fact), max(end, 0))


def _printed(part: Participant, reading: Reading) -> Participant:
    """A participant as papers write it: a place by its usual name, and no name in capitals alone."""
    known = reading.records.entity(part.entity) if part.entity else None
    shouted = part.name.isupper() and len(part.name) > _ACRONYM
    if known is None or not (shouted or known.entity.type == "place"):
        return replace(part, name=part.name.title()) if shouted else part
    name = known.entity.name
    return replace(part, name=name.title() if name.isupper() and len(name) > _ACRONYM else name)


# The most letters of a name in capitals that is an acronym.
_ACRONYM = 6


def _names(group: list[Fact], role: RoleName) -> tuple[str, ...]:
    """The names in a role, of all facts of the group, one for each entity."""
    named: dict[str, str] = {}
    for participant in (p for fact in group for p in fact.participants if p.role == role):
        named.setdefault(participant.entity or normalise_name(participant.name), participant.name)
    return tuple(named.values())
