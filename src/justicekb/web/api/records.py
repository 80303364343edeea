"""Facts, figures and quotations, and any one record with its reasons."""

from __future__ import annotations

from typing import Any

from justicekb.errors import Diagnostic, NotFoundError
from justicekb.knowledgebase import KnowledgeBase
from justicekb.web.api import shapes
from justicekb.web.api.router import api_router
from justicekb.web.pages.tables import Kind, Narrowed, page_of, rows_of
from justicekb.web.searches import PageNumber
from justicekb.web.site import Base

router = api_router("Records")

Row = dict[str, Any]


@router.get("/records/{id}", response_model=shapes.ExplainedRecord)
def record(base: Base, id: str) -> Row:
    """A record with the reasons for it."""
    found = base.records.record(id)
    if found is None:
        raise NotFoundError(Diagnostic(message=f"there is no record with the id {id}"))
    return {"record": base.row(found), "why": base.why(found)}


@router.get("/facts", response_model=shapes.RecordPage)
def facts(base: Base, given: Narrowed, page: PageNumber = 1) -> Row:
    """Dated events by document and place, fifty a page; `date` is EDTF, `type` an event type."""
    return _page(base, "facts", given, page)


@router.get("/figures", response_model=shapes.RecordPage)
def figures(base: Base, given: Narrowed, page: PageNumber = 1) -> Row:
    """Quantities by document and place, fifty a page; `entity` keeps those whose sentence names it."""
    return _page(base, "figures", given, page)


@router.get("/quotes", response_model=shapes.RecordPage)
def quotes(base: Base, given: Narrowed, page: PageNumber = 1) -> Row:
    """Quotations by document and place, fifty a page; `entity` is the speaker."""
    return _page(base, "quotes", given, page)


def _page(base: KnowledgeBase, kind: Kind, given: dict[str, str], page: int) -> Row:
    found, more = page_of(base, kind, given, page)
    return {"page": page, "more": more, "records": rows_of(found)}
