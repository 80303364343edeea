"""The documents by publisher and year, and what the base holds."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query
from starlette.requests import Request
from starlette.responses import Response

from justicekb import __version__
from justicekb.query.browsing import Shelf
from justicekb.web.paging import Pages
from justicekb.web.rendering import render
from justicekb.web.searches import PageNumber
from justicekb.web.site import Base

router = APIRouter(include_in_schema=False)

PER_PAGE = 50

_Value = Annotated[str, Query(max_length=300)]


@router.get("/sources")
def sources(  # an address has as many values as there are filters
    request: Request, base: Base, publisher: _Value = "", year: _Value = "", kind: _Value = "", page: PageNumber = 1
) -> Response:
    """Documents on their shelves."""
    shelf = Shelf(publisher=publisher or None, year=year or None, kind=kind or None)
    found = base.browse.sources(shelf, limit=PER_PAGE, offset=(page - 1) * PER_PAGE)
    given = {"publisher": publisher, "year": year, "kind": kind}
    return render(request, "sources.html", found=found, given=given, pages=Pages(page, found.total, PER_PAGE))


@router.get("/status")
def status(request: Request, base: Base) -> Response:
    """Counts, and whether the index holds the same as the records."""
    return render(request, "status.html", held=base.status() if base.exists else None, version=__version__)
