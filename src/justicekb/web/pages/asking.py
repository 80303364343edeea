"""The answer to a question: values with sentence, source and date, both sides, or the nearest sentences."""

from __future__ import annotations

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from justicekb.web.pages.start import Typed
from justicekb.web.rendering import render
from justicekb.web.site import Base

router = APIRouter(include_in_schema=False)


@router.get("/ask")
def ask(request: Request, base: Base, q: Typed = "") -> Response:
    """The answer to a question."""
    if not q.strip():
        return render(request, "ask.html", q="", answer=None)
    return render(request, "ask.html", q=q, answer=base.ask(q))
