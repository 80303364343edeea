"""Decisions about records and entities, the least certain first, each with one key."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated, Literal

from fastapi import APIRouter, Form, Query
from pydantic import BaseModel, Field
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from justicekb.curation import Curation
from justicekb.decisions import Decision
from justicekb.errors import Diagnostic, QueryError
from justicekb.knowledgebase import KnowledgeBase
from justicekb.web.rendering import path, render
from justicekb.web.site import Base, InSite, MayWrite

router = APIRouter(prefix="/curate", include_in_schema=False, dependencies=[MayWrite])

_IN_QUEUE = 12
_KINDS = ("fact", "figure", "quote")
_LOGGED = 10

Kind = Literal["all", "fact", "figure", "quote"]


@router.get("")
def queue(
    request: Request, base: Base, kind: Kind = "all", skip: Annotated[int, Query(ge=0, le=10_000)] = 0, record: str = ""
) -> Response:
    """The record to decide on, those after it, and the last decisions."""
    found = base.browse.least_certain(_KINDS if kind == "all" else (kind,), limit=_IN_QUEUE, offset=skip)
    first = next((one for one in found if one.cited.record.id == record), found[0] if found else None)
    return render(
        request,
        "curate.html",
        queue=found,
        first=first,
        why=base.why(first.cited.record) if first else (),
        around=_around(base, first.cited.record.document, first.cited.citation.span.start) if first else ("", ""),
        kind=kind,
        kinds=("all", *_KINDS),
        skip=skip,
        decisions=base.browse.decisions()[-_LOGGED:][::-1],
    )


def _around(base: KnowledgeBase, document: str, start: int) -> tuple[str, str]:
    """What stands before and after the sentence in its passage."""
    passage = next((p for p in base.records.passages(document) if p.span.start <= start < p.span.end), None)
    if passage is None:
        return "", ""
    text = base.records.text(document, passage.span)
    return text[: start - passage.span.start], text[start - passage.span.start :]


class Choice(BaseModel):
    """A decision as a form sends it; `value` is the new date or number, the other entity, a name or a number."""

    action: Literal["accept", "reject", "correct", "merge", "split", "undo"]
    record: str = Field("", max_length=80)
    entity: str = Field("", max_length=300)
    value: str = Field("", max_length=300)
    because: str = Field("", max_length=500)
    kind: Kind = "all"


@router.post("")
def decide(site: InSite, choice: Annotated[Choice, Form()]) -> Response:
    """Takes a decision and leads to the next record."""
    with site.bases.writing() as base:
        take = _DECIDE[choice.action]
        named = choice.record or choice.entity
        decision = take(base.curation, named, choice.value.strip(), choice.because.strip() or None)
    return RedirectResponse(path("/curate", {"kind": choice.kind, "done": decision.number}), 303)


def _correct(curation: Curation, record: str, value: str, because: str | None) -> Decision:
    """A number corrects a figure's value; anything else is a date. Four digits alone are a year for a fact."""
    if record.startswith("figure-"):
        try:
            return curation.correct(record, value=float(value.replace(",", "")), because=because)
        except ValueError:
            return curation.correct(record, date=value, because=because)
    return curation.correct(record, date=value, because=because)


def _undo(curation: Curation, record: str, value: str, because: str | None) -> Decision:
    if not value.isdigit():
        raise QueryError(Diagnostic(message="say by its number which decision to take back"))
    return curation.undo(int(value))


_DECIDE: dict[str, Callable[[Curation, str, str, str | None], Decision]] = {
    "accept": lambda curation, record, value, because: curation.accept(record, because=because),
    "reject": lambda curation, record, value, because: curation.reject(record, because=because),
    "correct": _correct,
    "merge": lambda curation, entity, value, because: curation.merge(entity, value, because=because),
    "split": lambda curation, entity, value, because: curation.split(entity, value, because=because),
    "undo": _undo,
}
