"""Why a fact was filed, in words: the words that told it, its date and what it was counted from, and who takes part."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from justicekb.model import Document, Fact, Participant, Record, Reference, RoleName
from justicekb.query.citations.intext import cited_at
from justicekb.spans import Span

_ANCHORS = {
    "none": "as written",
    "published": "counted from the day of publication",
    "period": "counted from the period that the document reports on",
    "previous": "counted from the date before it",
}
_NOUNS = {"journal_paper": "paper", "report": "report"}
_ROLES: dict[RoleName, str] = {"agent": "done by", "object": "done to", "place": "at"}


def explain(fact: Fact, text: str) -> list[str]:
    """The reasons for a fact, one a line; `text` is the text of its document, where the spans of the fact point."""
    return [*_event(fact, text), *_roles(fact), *_manner(fact)]


def explain_sources(record: Record, document: Document, references: Sequence[Reference]) -> Iterator[str]:
    """What the document itself cites for the sentence of a record, a line for each entry of its bibliography."""
    noun = _NOUNS.get(document.kind, "document")
    for reference in cited_at(record.evidence, document, references):
        yield f"the {noun} cites for it: {' '.join(reference.text.split())}"


def _event(fact: Fact, text: str) -> Iterator[str]:
    words = _words(fact.trigger or fact.span, text)
    yield f"“{words}” tells of {fact.type.replace('_', ' ')} (rule {fact.rule})"
    date = _words(fact.date_span, text) if fact.date_span is not None else ""
    how = _ANCHORS.get(fact.anchor, fact.anchor)
    yield f"“{date}” dates it: {fact.date}, {how}" if date else f"its date is {fact.date}, {how}"


def _words(span: Span, text: str) -> str:
    return " ".join(span.of(text).split())


def _roles(fact: Fact) -> Iterator[str]:
    for role, phrase in _ROLES.items():
        named = [_named(p) for p in fact.participants if p.role == role]
        if named:
            yield f"{phrase}: {', '.join(named)}"


def _named(participant: Participant) -> str:
    known = f" [{participant.entity}]" if participant.entity else ""
    return f"{participant.name}{known}"


def _manner(fact: Fact) -> Iterator[str]:
    if fact.polarity == "negative":
        yield "the sentence denies it"
    if fact.modality != "asserted":
        yield f"the sentence tells it as {fact.modality}"
    if fact.attributed_to:
        yield f"on the word of {fact.attributed_to}"
