"""Errors as answers: one shape for the API, one page for people, and never a traceback for either."""

from __future__ import annotations

import logging
from http import HTTPStatus
from typing import Any

from fastapi import FastAPI
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from justicekb.errors import (
    JusticeKBError,
    NotFoundError,
    QueryError,
    SourceError,
    StoreError,
    TimeLimitError,
    ValueFormatError,
)
from justicekb.web.rendering import render
from justicekb.web.security import Refused

log = logging.getLogger(__name__)

# The first type that fits tells status and kind.
_STATUS: tuple[tuple[type[JusticeKBError], int, str], ...] = (
    (NotFoundError, 404, "not_found"),
    (QueryError, 400, "query"),
    (ValueFormatError, 400, "value"),
    (SourceError, 422, "source"),
    (TimeLimitError, 503, "time_limit"),
    (StoreError, 503, "store"),
)
_KINDS = {404: "not_found", 405: "method", 403: "refused", 413: "too_large", 422: "value"}


def add_handlers(app: FastAPI) -> None:
    """Teaches the application to answer every error."""
    app.add_exception_handler(JusticeKBError, _ours)
    app.add_exception_handler(HTTPException, _http)
    app.add_exception_handler(RequestValidationError, _invalid)
    app.add_exception_handler(Refused, _refused)
    app.add_exception_handler(Exception, _fault)


def error_row(status: int, kind: str, message: str, **place: int | None) -> dict[str, Any]:
    """The one shape of an error: status, kind, message, and where in the query it is, if it is there."""
    given = {name: value for name, value in place.items() if value is not None}
    return {"error": {"status": status, "kind": kind, "message": message, **given}}


def _ours(request: Request, error: Exception) -> Response:
    status, kind = next(((s, k) for type_, s, k in _STATUS if isinstance(error, type_)), (500, "fault"))
    place: dict[str, int | None] = {}
    if isinstance(error, QueryError):
        place = {"start": error.diagnostic.start, "end": error.diagnostic.end}
    return answer(request, error_row(status, kind, str(error), **place))


def _http(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    message = "there is no such page" if error.status_code == 404 and error.detail == "Not Found" else error.detail
    row = error_row(error.status_code, _KINDS.get(error.status_code, "request"), str(message))
    response = answer(request, row)
    response.headers.update(error.headers or {})
    return response


def _invalid(request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)
    told = "; ".join(f"{' '.join(map(str, e['loc'][1:])) or e['loc'][0]}: {e['msg']}" for e in error.errors())
    return answer(request, error_row(422, "value", told))


def _refused(request: Request, error: Exception) -> Response:
    assert isinstance(error, Refused)
    return answer(request, error_row(error.status, "refused", error.message))


def _fault(request: Request, error: Exception) -> Response:
    log.error("%s %s", request.method, request.url.path, exc_info=error)
    message = "justicekb failed on this request; what happened stands in the terminal where it was started"
    return answer(request, error_row(500, "fault", message))


def answer(request: Request, row: dict[str, Any]) -> Response:
    """An error for whoever asked: JSON under /api and for other data, a page elsewhere."""
    status = row["error"]["status"]
    if request.url.path.startswith("/api") or request.url.path.endswith((".json", ".csv")):
        return JSONResponse(row, status_code=status)
    heading = HTTPStatus(status).phrase
    return render(request, "error.html", status=status, heading=heading, error=row["error"])
