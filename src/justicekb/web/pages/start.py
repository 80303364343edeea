"""The start page with its one box, where the box leads, and the shared style of documents."""

from __future__ import annotations

from importlib import resources
from itertools import islice
from typing import Annotated

from fastapi import APIRouter, Query
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from justicekb.web.rendering import path, render
from justicekb.web.site import Base, InSite

router = APIRouter(include_in_schema=False)

# The longest text the box takes (characters); a search or question is seldom over 200.
LONGEST = 1000

Typed = Annotated[str, Query(max_length=LONGEST)]


@router.get("/")
def start(request: Request, base: Base, site: InSite) -> Response:
    """The box, what the base holds, and where to begin; without documents, how to get some."""
    if not base.exists or not base.records.counts().documents:
        return render(request, "empty.html", home=site.bases.settings.home)
    counts = base.records.counts()
    names = list(islice(base.entities(), 24))
    return render(request, "start.html", counts=counts, names=names)


@router.get("/go")
def go(base: Base, q: Typed = "") -> Response:
    """Leads from the box to an answer, an entity's page or a search."""
    meaning = base.browse.meaning(q)
    if meaning.kind == "nothing":
        return RedirectResponse("/", 303)
    if meaning.kind == "question":
        return RedirectResponse(path("/ask", {"q": q}), 303)
    if meaning.entity is not None:
        return RedirectResponse(path(f"/entities/{meaning.entity}", {}), 303)
    return RedirectResponse(path("/search", {"q": q}), 303)


@router.get("/static/document.css")
def document_style() -> Response:
    """How documents are shown, the same in the application and in a file of its own."""
    file = resources.files("justicekb.export") / "styles" / "document.css"
    return Response(file.read_bytes(), media_type="text/css", headers={"cache-control": "max-age=3600"})
