"""Citations of passages and records in every format, and the basket that cites many at once."""

from __future__ import annotations

import json
from typing import Annotated

from fastapi import APIRouter, Form, Query
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from justicekb.errors import QueryError
from justicekb.export import CITATIONS, writer
from justicekb.knowledgebase import KnowledgeBase
from justicekb.query.citations import CitedPassage
from justicekb.web.downloads import text_file
from justicekb.web.rendering import render
from justicekb.web.site import BASKET, MOST_IN_BASKET, Base, basket_of, is_id

router = APIRouter(include_in_schema=False)

Ids = Annotated[list[str], Query(max_length=MOST_IN_BASKET)]
_ENDINGS = {
    "text": ("txt", "text/plain; charset=utf-8"), "csl-json": ("json", "application/vnd.citationstyles.csl+json"),
    "bibtex": ("bib", "application/x-bibtex; charset=utf-8"), "ris": ("ris", "application/x-research-info-systems"),
    "annotation": ("jsonld", "application/ld+json"),
}  # fmt: skip


def cited_of(base: KnowledgeBase, ids: list[str]) -> list[CitedPassage]:
    """The passages of those ids that are still known."""
    found: list[CitedPassage] = []
    for id_ in dict.fromkeys(filter(is_id, ids)):
        try:
            found.append(base.cite(id_)[0])
        except QueryError:
            continue
    return found


def written(cited: list[CitedPassage], format_: str) -> str:
    """The references of several passages as one file; raises QueryError for an unknown format."""
    write = writer("citation", format_)
    pieces = [write(one) for one in cited]
    if format_ in ("csl-json", "annotation"):
        flat = [item for piece in map(json.loads, pieces) for item in (piece if isinstance(piece, list) else [piece])]
        return json.dumps(flat, ensure_ascii=False, indent=2)
    return "\n\n".join(piece.strip() for piece in pieces) + "\n"


@router.get("/cite")
def cite(request: Request, base: Base, id: Ids = []) -> Response:  # noqa: B006  # FastAPI copies it
    """How to cite some passages; without ids, those in the basket."""
    ids = id or list(basket_of(request))
    cited = [(id_, one[0]) for id_ in ids if (one := cited_of(base, [id_]))]
    texts = {id_: {format_: written([one], format_) for format_ in CITATIONS} for id_, one in cited}
    return render(request, "cite.html", cited=cited, texts=texts, ids=ids, of_basket=not id, formats=list(CITATIONS))


@router.get("/cite/references.{format_}")
def references(request: Request, base: Base, format_: str, id: Ids = []) -> Response:  # noqa: B006
    """The references of those passages as one file."""
    text = written(cited_of(base, id or list(basket_of(request))), format_)
    ending, media = _ENDINGS[format_]
    return text_file(text, f"references.{ending}", media)


@router.post("/basket")
def basket(
    request: Request,
    add: Annotated[str, Form(max_length=80)] = "",
    remove: Annotated[str, Form(max_length=80)] = "",
    back: Annotated[str, Form(max_length=2000)] = "/cite",
) -> Response:
    """Puts a passage into the basket or takes one out (`all` empties it), and leads back."""
    kept = [id_ for id_ in basket_of(request) if remove not in (id_, "all")]
    if is_id(add) and add not in kept:
        kept = [*kept, add][:MOST_IN_BASKET]
    local = back if back.startswith("/") and not back.startswith(("//", "/\\")) else "/cite"
    response = RedirectResponse(local, 303)
    response.set_cookie(BASKET, "~".join(kept), httponly=True, samesite="strict", max_age=90 * 24 * 3600)
    return response
