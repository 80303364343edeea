"""Laws and treaties: who signed and ratified what, and every law that documents name."""

from __future__ import annotations

from itertools import islice

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from justicekb.web.rendering import render
from justicekb.web.searches import PageNumber
from justicekb.web.site import Base, InSite

router = APIRouter(include_in_schema=False)

PER_PAGE = 100


@router.get("/laws")
def laws(request: Request, base: Base, site: InSite, page: PageNumber = 1) -> Response:
    """The matrix of states and instruments, and the laws."""
    matrix = site.bases.remembered(base, "treaties", base.browse.treaties)
    start = (page - 1) * PER_PAGE
    found = list(islice(base.entities(type="law", limit=start + PER_PAGE + 1), start, None))
    more = len(found) > PER_PAGE
    return render(request, "laws.html", matrix=matrix, laws=found[:PER_PAGE], page=page, more=more)
