"""A draft checked against the documents: each claim marked with its verdict, its evidence beside it."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePath
from typing import Annotated

from fastapi import APIRouter, File, Form, UploadFile
from starlette.requests import Request
from starlette.responses import Response

from justicekb.errors import SourceError
from justicekb.knowledgebase import KnowledgeBase
from justicekb.query.drafts import Check, Verification
from justicekb.web.rendering import render
from justicekb.web.site import Base, InSite

router = APIRouter(include_in_schema=False)


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a draft, with the number and the check of what it says, if anything of it was checked."""

    words: str
    number: int | None = None
    check: Check | None = None


@router.get("/verify")
def form(request: Request, base: Base) -> Response:
    """Where a draft is pasted or chosen."""
    return render(request, "verify.html", draft="", pieces=(), checks=(), found=None)


@router.post("/verify")
def verify(
    request: Request,
    base: Base,
    site: InSite,
    draft: Annotated[str, Form()] = "",
    file: Annotated[UploadFile | None, File()] = None,
) -> Response:
    """The draft with its verdicts; a file counts before pasted text."""
    text = _text_of(base, file) if file is not None and file.filename else draft.replace("\r\n", "\n")
    most = site.options.draft_characters
    if len(text) > most:
        raise SourceError("the draft", f"it has {len(text):,} characters; {most:,} are checked at once")
    if not text.strip():
        return render(request, "verify.html", draft="", pieces=(), checks=(), found=None)
    found = base.verify(text)
    return render(
        request, "verify.html", draft=text, pieces=list(_pieces(text, found)), checks=found.checks, found=found
    )


def _text_of(base: KnowledgeBase, upload: UploadFile) -> str:
    """What reading an uploaded draft yields; the file is gone afterwards."""
    with tempfile.TemporaryDirectory(prefix="justicekb-draft-") as folder:
        file = Path(folder, "draft" + PurePath(upload.filename or "").suffix[:10])
        file.write_bytes(upload.file.read())
        return base.text_of(file)


def _pieces(text: str, found: Verification) -> Iterator[Piece]:
    """The draft cut at its checks; of checks that overlap the first is marked in the text."""
    at = 0
    for number, check in enumerate(found.checks, 1):
        if check.span.start >= at:
            yield Piece(text[at : check.span.start])
            yield Piece(check.span.of(text), number, check)
            at = check.span.end
    yield Piece(text[at:])
