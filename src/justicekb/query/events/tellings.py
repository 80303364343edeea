"""Which facts of a sentence tell an event of their own: neither its words with a further date, nor who only told it."""

from __future__ import annotations

import re

from justicekb.model import Fact
from justicekb.query.events.identity import Sameness
from justicekb.query.events.values import days
from justicekb.query.language import stems
from justicekb.spans import Span

# What a court does by ruling: a sentence that tells both tells one event.
_DECIDED = frozenset({"acquittal", "conviction", "release", "closure"})

# Events of one moment, which do not go on "since" a date.
_MOMENT = frozenset({"launch", "establishment", "adoption", "signature", "ratification", "election", "closure"})

# The most characters between two dates that one list has: " and ", ", and on ", also with a year.
_LISTED = 12

# What a comma or a joint between two places adds to their distance: it mostly parts two clauses (characters).
_JOINT = 40


def told_once(facts: set[Fact], same: Sameness) -> list[Fact]:
    """Without facts whose sentence tells the same event more precisely, with a nearer date, or as another's word.

    "(7 April 2014) … was created in 2014" tells one event, whatever dates a dateline gave; "Norland stated that a
    board was set up in 2010" tells the board, and no event of Norland's.
    """
    by_type: dict[tuple[str, Span, str], list[Fact]] = {}
    by_sentence: dict[tuple[str, Span], list[Fact]] = {}
    for fact in facts:
        by_type.setdefault((fact.document, fact.evidence, fact.type), []).append(fact)
        by_sentence.setdefault((fact.document, fact.evidence), []).append(fact)
    return [
        fact
        for fact in facts
        if not any(_told_by(o, fact, same) for o in by_type[fact.document, fact.evidence, fact.type])
        and not _only_tells(fact, by_sentence[fact.document, fact.evidence], same)
        and not _dates_another(fact, same)
    ]


def _told_by(fact: Fact, other: Fact, same: Sameness) -> bool:
    return _inside(fact, other) or _dated_nearer(fact, other, same)


def _inside(fact: Fact, other: Fact) -> bool:
    """Whether a fact's date lies inside another's, that of the same event by participants."""
    within = days(fact.date) < days(other.date) and other.date.contains(fact.date)
    return within and {p for p in fact.participants if p.role == "object"} == {
        p for p in other.participants if p.role == "object"
    }


def _dated_nearer(fact: Fact, other: Fact, same: Sameness) -> bool:
    """Whether one word of an event was given two dates, and this is the nearer: "in July Vesk, sued in 2018, paid".

    Dates beside each other ("on 29 April and 30 May") are of two events.
    """
    if fact.trigger is None or fact.trigger != other.trigger or fact.date == other.date:
        return False
    if fact.date_span is None or other.date_span is None:
        return False
    text = same.reading.held(fact.document).document.text
    ours, theirs = (_apart(fact.trigger, place, text) for place in (fact.date_span, other.date_span))
    listed = max(fact.date_span.start, other.date_span.start) - min(fact.date_span.end, other.date_span.end)
    return ours < theirs and listed > _LISTED


def _apart(one: Span, other: Span, text: str) -> int:
    """The characters between two places, a comma or a joint counting as some words."""
    between = _between(one, other, text)
    return len(between) + _JOINT * len(re.findall(r"[,;]|\b(?:but|who|which|that|while|after|before|when)\b", between))


def _between(one: Span, other: Span, text: str) -> str:
    return text[min(one.end, other.end) : max(one.start, other.start)]


def _only_tells(fact: Fact, beside: list[Fact], same: Sameness) -> bool:
    """Whether a fact is only how another one of its sentence is told: a ruling that acquits, a statement of it."""
    others = [f for f in beside if f is not fact]
    if fact.type == "ruling":
        doers = set(fact.names("agent"))
        return any(f.type in _DECIDED and f.date == fact.date and doers & set(f.names("agent")) for f in others)
    if fact.type != "publication" or fact.trigger is None:
        return False
    words = stems(_words(fact, same))
    told = [f for f in others if f.type not in ("publication", "other") and f.span.start >= fact.trigger.end]
    return bool(told) and not same.lexicon.uses["report"].isdisjoint(words)


def _words(fact: Fact, same: Sameness) -> str:
    return fact.trigger.of(same.reading.held(fact.document).document.text) if fact.trigger is not None else ""


def _dates_another(fact: Fact, same: Sameness) -> bool:
    """Whether "since 2005" leads in what goes on, and the event is told behind: "she has worked, and has launched"."""
    if fact.date.latest is not None or fact.type not in _MOMENT or fact.trigger is None or fact.date_span is None:
        return False
    between = _between(fact.date_span, fact.trigger, same.reading.held(fact.document).document.text)
    return fact.date_span.end <= fact.trigger.start and re.search(r",? and (?:has|have|had)\b", between) is not None
