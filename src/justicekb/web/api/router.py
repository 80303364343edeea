"""What every route of the API shares: its address, and the errors it may answer with."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter

from justicekb.web.api.shapes import Error

_ERRORS: dict[int | str, dict[str, Any]] = {
    400: {"model": Error, "description": "The query or a value in it cannot be understood"},
    403: {"model": Error, "description": "A request of another site"},
    404: {"model": Error, "description": "Nothing has this name or id"},
    413: {"model": Error, "description": "More than is taken at once"},
    422: {"model": Error, "description": "A value is missing or out of bounds"},
    503: {"model": Error, "description": "It took too long, or there is no knowledge base"},
}


def api_router(tag: str) -> APIRouter:
    """A router under `/api`."""
    return APIRouter(prefix="/api", tags=[tag], responses=_ERRORS)
