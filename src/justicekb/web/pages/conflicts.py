"""What sources disagree on, both sides with their sentences."""

from __future__ import annotations

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from justicekb.web.rendering import render
from justicekb.web.site import Base, InSite

router = APIRouter(include_in_schema=False)


@router.get("/conflicts")
def conflicts(request: Request, base: Base, site: InSite) -> Response:
    """Every conflict of the base; put together once for each revision."""
    found = site.bases.remembered(base, "conflicts", lambda: list(base.conflicts()))
    return render(request, "conflicts.html", conflicts=found)
