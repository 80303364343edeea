"""The API's reference, made from its own description: no script and nothing from elsewhere."""

from __future__ import annotations

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from justicekb.web.rendering import render

router = APIRouter(include_in_schema=False)


@router.get("/docs")
def reference(request: Request) -> Response:
    """Every operation with its values."""
    described = request.app.openapi()
    operations = [
        (method.upper(), path, operation)
        for path, methods in described["paths"].items()
        for method, operation in methods.items()
    ]
    return render(request, "reference.html", info=described["info"], operations=operations)


@router.get("/keys")
def keys(request: Request) -> Response:
    """The keys that pages know."""
    return render(request, "keys.html")
