"""What happened to somebody: every dated event that the records tell of the names asked about, in order of time."""

from __future__ import annotations

from justicekb.findings import Value
from justicekb.model import Fact
from justicekb.query.events import begin
from justicekb.query.language import scene
from justicekb.query.questions.judgement.judge import Judge
from justicekb.query.questions.judgement.topicality import time_met
from justicekb.querytree import RecordFilter

# Events read for one question.
READ = 200


def happenings(judge: Judge) -> list[Value]:
    """One value for each event of the names asked about, as the source tells it, earliest first."""
    frame = judge.frame
    named = [n for n in frame.names if n.ids and n.type in ("person", "organisation", "place")]
    named = named or [n for n in frame.countries if n.ids]
    if not named:
        return []
    where = RecordFilter(entities=tuple(sorted(named[0].ids)), types=tuple(sorted(frame.events)))
    facts = [f for f in judge.reading.records.some(Fact, where, limit=READ) if _undergone(f, named[0].ids, judge)]
    facts = [f for f in facts if frame.when is None or time_met(frame.when, scene(f, judge.reading)) > 0]
    facts.sort(key=lambda fact: (begin(fact.date).sort_key, fact.document, fact.span))
    return [_value(fact, judge) for fact in facts]


def _undergone(fact: Fact, ids: frozenset[str], judge: Judge) -> bool:
    """Whether it happened, to one of the names or with its part in it; plans and denials are no events."""
    if fact.polarity == "negative" or fact.modality == "planned":
        return False
    roles = {p.role for p in fact.participants if p.entity in ids}
    personal = fact.type in judge.lexicon.personal
    return "object" in roles or (not personal and bool(roles)) or (roles == {"agent"} and not fact.names("object"))


def _value(fact: Fact, judge: Judge) -> Value:
    held = judge.reading.held(fact.document)
    words = fact.trigger.of(held.document.text) if fact.trigger else fact.type.replace("_", " ")
    told = f"{fact.date.text}: {words}"
    return Value(value=told, kind="event", text=told, evidence=(judge.reading.citation(fact),))
