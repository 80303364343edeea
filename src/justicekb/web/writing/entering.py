"""Entering with the token that was printed at the start; a cookie keeps it, and the address loses it."""

from __future__ import annotations

import secrets
from typing import Annotated

from fastapi import APIRouter, Query
from starlette.responses import RedirectResponse, Response

from justicekb.web.security import COOKIE, Refused
from justicekb.web.site import InSite

router = APIRouter(include_in_schema=False)


@router.get("/enter")
def enter(site: InSite, token: Annotated[str, Query(max_length=200)] = "") -> Response:
    """Takes the token and leads to the start page."""
    if not site.options.write or not secrets.compare_digest(token.encode(), site.options.token.encode()):
        raise Refused(403, "this is not the token that was printed when the server was started")
    response = RedirectResponse("/", 303)
    response.set_cookie(COOKIE, token, httponly=True, samesite="strict")
    return response
