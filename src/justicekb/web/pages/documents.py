"""A document's page: its text with marks, the list of records, its metadata, references, and its printed page."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Query
from starlette.requests import Request
from starlette.responses import Response

from justicekb.errors import Diagnostic, NotFoundError
from justicekb.export.documents import DocumentView, document_page, list_html, switches_html, text_html
from justicekb.knowledgebase import KnowledgeBase
from justicekb.model import Document, Passage, Record
from justicekb.spans import Span
from justicekb.web.rendering import render
from justicekb.web.site import Base

router = APIRouter(include_in_schema=False)

_PLACE = re.compile(r"(\d{1,9})-(\d{1,9})")

At = Annotated[str, Query(max_length=80)]


@dataclass(frozen=True, slots=True)
class Printed:
    """A page of a PDF file beside the text: its number, how many there are, and the places of the marked words."""

    number: int
    last: int
    boxes: tuple[object, ...]
    tall: float


@router.get("/documents/{id_}")
def document(request: Request, base: Base, id_: str, at: At = "", page: int | None = None) -> Response:
    """A document; `at` is a place (`12-34`), a record or a passage to open on, `page` a printed page to show."""
    view = base.browse.document(id_)
    target = _target(base, view.document, at)
    own = base.records.record(at) if "-" in at and target is not None and not _PLACE.fullmatch(at) else None
    return render(
        request,
        "document.html",
        document=view.document,
        paths=base.records.paths(view.document.id),
        text=text_html(view, target),
        records=list_html(view),
        switches=switches_html(),
        counts={kind: len(view.of(kind)) for kind in ("fact", "figure", "quote", "law", "name", "date", "reference")},
        target=target,
        record=own,
        why=base.why(own) if own is not None else (),
        printed=_printed(base, view, target, page),
    )


def _target(base: KnowledgeBase, document: Document, at: str) -> Span | None:
    if match := _PLACE.fullmatch(at):
        start, end = int(match[1]), int(match[2])
        return Span(start, end) if start < end <= len(document.text) else None
    thing = base.find(at) if at.partition("-")[0].isalpha() and not at.startswith("doc-") else None
    if isinstance(thing, Passage | Record) and thing.document == document.id:
        return thing.evidence if isinstance(thing, Record) else thing.span
    return None


def _printed(base: KnowledgeBase, view: DocumentView, target: Span | None, page: int | None) -> Printed | None:
    document = view.document
    pages = [block.page for block in document.blocks if block.page is not None]
    if document.media_type != "application/pdf" or not pages:
        return None
    own = base.records.page(document.id, target.start) if target else None
    number = page if page is not None and 1 <= page <= max(pages) else own or min(pages)
    found = base.browse.words_on_page(document, number, target.of(document.text) if target and number == own else "")
    return None if found is None else Printed(number, max(pages), *found)


@router.get("/documents/{id_}/pages/{number}.png")
def printed_page(base: Base, id_: str, number: int) -> Response:
    """A page of a PDF document as a picture."""
    found = base.records.document(id_)
    picture = base.browse.page_picture(found, number) if found is not None else None
    if picture is None:
        raise NotFoundError(Diagnostic(message="there is no such page to show"))
    return Response(picture, media_type="image/png", headers={"cache-control": "private, max-age=3600"})


@router.get("/documents/{id_}/document.html")
def document_file(base: Base, id_: str) -> Response:
    """The document's view as one file that needs nothing else."""
    view = base.browse.document(id_)
    headers = {"content-disposition": f'attachment; filename="{view.document.id}.html"'}
    return Response(document_page(view), media_type="text/html; charset=utf-8", headers=headers)
