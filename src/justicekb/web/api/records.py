"""Facts, figures and quotations, and any one record with its reasons."""

from __future__ import annotations

from itertools import islice
from typing import Any

from justicekb.errors import Diagnostic, NotFoundError
from justicekb.model import Record
from justicekb.web.api import shapes
from justicekb.web.api.router import api_router
from justicekb.web.pages.tables import PER_PAGE, Kind, Narrowed, records_of
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
    assert isinstance(found, Record)
    return {"record": base.row(found), "why": base.why(found)}


@router.get("/{kind}", response_model=shapes.RecordPage)
def records(base: Base, kind: Kind, given: Narrowed, page: PageNumber = 1) -> Row:
    """Facts, figures or quotes by document and place, fifty a page; `date` is EDTF."""
    start = (page - 1) * PER_PAGE
    found = list(islice(records_of(base, kind, given), start, start + PER_PAGE + 1))
    rows = [base.row(cited.record) for cited in found[:PER_PAGE]]
    return {"page": page, "more": len(found) > PER_PAGE, "records": rows}
