"""What something is: the words in which a document says it of a name, or the name that an abbreviation stands for."""

from __future__ import annotations

import re
from collections.abc import Iterator

from justicekb.findings import Value
from justicekb.model import LawMention, Mention, normalise_name
from justicekb.query.language import Scene, scene
from justicekb.query.questions.frames import Name
from justicekb.query.questions.judgement.judge import Judge
from justicekb.querytree import RecordFilter

# Mentions of a name that are read for a definition.
READ = 120

# What says what a name is, right behind it: "X is a body that …", "X, a body of …, …", "X (the body …)".
_IS = re.compile(r"\s*(?:\([^)]{2,30}\))?,? (?:is|was|are|were|remains) ((?:an?|the|one of)\b[^.;]{12,220})")
_APPOSED = re.compile(r"\s*(?:\([^)]{2,30}\))?(?:,| –| —| -) ((?:an?|the)\b[^.;–—]{8,160}?)(?:,|[.;–—]| –|$)")
_CALLED = re.compile(r"((?:an?|the|its) (?:(?!\b(?:the|an?)\b)[^.;,]){8,100}?) (?:called|known as|named) (?:the )?$")


def definitions(judge: Judge) -> list[Value]:
    """How the documents define the names of a question: by a sentence, else by the full name, with a sentence."""
    found = [_defined(name, judge) for name in (*judge.frame.names, *judge.frame.countries) if name.ids]
    return [value for value in found if value is not None]


def _defined(name: Name, judge: Judge) -> Value | None:
    seen = list(_mentioned(name, judge))
    for pattern in (_IS, _APPOSED, _CALLED):
        for one in seen:
            if words := _description(one, pattern):
                evidence = (judge.reading.citation(one.record),)
                return Value(value=words, kind="definition", text=words, evidence=evidence)
    return _full_name(name, seen, judge)


def _mentioned(name: Name, judge: Judge) -> Iterator[Scene]:
    for kind in (Mention, LawMention):
        where = RecordFilter(entities=tuple(sorted(name.ids)))
        for record in judge.reading.records.some(kind, where, limit=READ):
            yield scene(record, judge.reading)


def _description(seen: Scene, pattern: re.Pattern[str]) -> str | None:
    text, record = seen.held.document.text, seen.record
    behind = re.sub(r"\s+", " ", text[record.span.end : record.evidence.end])
    before = re.sub(r"\s+", " ", text[record.evidence.start : record.span.start])
    match = pattern.search(before) if pattern is _CALLED else pattern.match(behind)
    return match[1].strip(" ,") if match else None


def _full_name(name: Name, seen: list[Scene], judge: Judge) -> Value | None:
    """The name that the base knows it by, where it tells more than what was asked."""
    for one in seen:
        record = one.record
        assert isinstance(record, Mention | LawMention)  # nothing else is read
        full = record.canonical
        if len(full.split()) > max(len(name.text.split()), 1) and normalise_name(full) != normalise_name(name.text):
            return Value(value=full, kind="definition", text=full, evidence=(judge.reading.citation(record),))
    return None
