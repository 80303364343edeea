"""Chooses the sentence that tells a question, and the value in it; none when two sentences tell two values."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from justicekb.findings import Value
from justicekb.model import LawMention, Mention, Record
from justicekb.query.questions.judgement.judge import Judge
from justicekb.query.questions.judgement.support import Requirement, Support
from justicekb.query.questions.replies.answers import found_values
from justicekb.query.questions.replies.passages import Told
from justicekb.query.questions.replies.telling.coverage import Coverage, of_another, suffices
from justicekb.query.questions.replies.telling.moments import dates_told, figures_told, provisions_told
from justicekb.query.questions.replies.telling.names import names_told
from justicekb.query.questions.replies.telling.wanted import Wanted, wanted_of
from justicekb.query.questions.replies.telling.wordings import (
    all_told,
    cause_told,
    compared,
    statement_told,
    verdict_told,
)

# Sentences looked at, and by how much a sentence of another value must fall behind.
READ, MARGIN = 8, 0.04

# The least share of a question that a sentence tells whose own words are the answer.
WORDING = 0.82


@dataclass(frozen=True, slots=True)
class _Reading:
    """What one sentence gives."""

    share: float
    values: tuple[Value, ...]

    @property
    def told(self) -> frozenset[str]:
        return frozenset(value.value for value in self.values)


def read_off(told: Iterable[Told], judge: Judge) -> list[Value]:
    """The values of the best sentence that tells the question."""
    wanted = wanted_of(judge.frame, judge.lexicon)
    if wanted.sort == "figure" and judge.frame.existence:  # any number of them is no answer to how many there are
        return []
    covers = [cover for cover in (Coverage(one, judge) for one in told) if suffices(cover)]
    found: list[_Reading] = []
    for cover in sorted(covers, key=lambda c: -c.rank)[:READ]:
        if values := _values(cover, wanted):
            found.append(_Reading(cover.rank, tuple(values)))
    if not found:
        return []
    best = found[0]
    rivals = [r for r in found[1:] if r.share >= best.share - MARGIN and not r.told & best.told]
    return [] if rivals and wanted.sort not in _FREE else list(best.values)


# Where the answer is itself a name, another one may well stand in the sentence.
_NAMING = ("name", "law", "statement", "wording", "comparison")

# Of these the best sentence decides: two may say why, or tell it in other words.
_FREE = ("cause", "statement", "wording", "verdict", "comparison")


def _values(cover: Coverage, wanted: Wanted) -> list[Value]:
    if wanted.sort not in _NAMING and of_another(cover):
        return []
    match wanted.sort:
        case "date":
            return _recorded(dates_told(cover, wanted), cover, "date")
        case "figure":
            return _recorded(figures_told(cover, wanted), cover, "figure")
        case "law":
            return [_named(law, cover) for law in provisions_told(cover, wanted)]
        case "name":
            return [_named(m, cover) for m in names_told(cover, wanted)]
        case "cause":
            return _worded(cause_told(cover), "cause", cover)
        case "statement":
            return _worded(statement_told(cover), "statement", cover)
        case "comparison":
            return _worded(compared(cover), "statement", cover)
        case "wording":
            if wanted.noun is not None and (named := names_told(cover, wanted)):
                return [_named(m, cover) for m in named]
            return _worded(cover.told.sentence if all_told(cover, least=WORDING) else None, "statement", cover)
        case "verdict":
            return _worded(verdict_told(cover), "verdict", cover)


def _worded(words: str | None, kind: str, cover: Coverage) -> list[Value]:
    if words is None:
        return []
    return [Value(value=words, kind=kind, text=words, evidence=(cover.told.citation(cover.judge),))]


def _recorded(records: Sequence[Record], cover: Coverage, asked: str) -> list[Value]:
    judge = replace(cover.judge, frame=replace(cover.judge.frame, asked=asked))  # type: ignore[arg-type]
    told = Requirement("the sentence", cover.share, 1.0)
    return [f.value for f in found_values([Support(r, (told,)) for r in records], judge)]


def _named(record: Record, cover: Coverage) -> Value:
    assert isinstance(record, Mention | LawMention)  # nothing else is read
    evidence = (cover.told.citation(cover.judge),)
    if isinstance(record, LawMention):
        words = f"{record.provision} of the {record.instrument}" if record.provision and record.instrument else None
        name = words or record.provision or record.instrument or record.text
        return Value(value=name, kind="law", text=record.text, evidence=evidence)
    name = f"{_joined(record, cover)}{record.name}"
    return Value(value=name, kind="name", text=record.text, evidence=evidence, office=record.role)


def _joined(mention: Mention, cover: Coverage) -> str:
    """The given name that shares a last name: "Ada and " of "Ada and Ivo Norn"."""
    before = cover.seen.held.document.text[mention.evidence.start : mention.span.start]
    given = re.search(r"(?<!\. )\b([A-ZÀ-Ž][a-zà-ž]+ and )$", before)
    taken = given is not None and any(m.span.end == mention.span.start - 5 for m in cover.seen.named)
    return given[1] if given and not taken and mention.type == "person" and " " in mention.name else ""
