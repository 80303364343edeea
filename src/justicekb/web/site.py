"""What the application is made of, and what its requests depend on."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated

from fastapi import Depends
from starlette.requests import Request

from justicekb.knowledgebase import KnowledgeBase
from justicekb.web.bases import Bases
from justicekb.web.options import WebOptions
from justicekb.web.security import Refused, holds_token

BASKET = "justicekb-basket"

# Passages in a basket: their ids fit into a cookie of 4 kB.
MOST_IN_BASKET = 60

_ID = re.compile(r"[a-z]+-[0-9a-f]{6,40}(?:-\d{1,9}|:\d{1,9}-\d{1,9})?")


@dataclass(frozen=True, slots=True)
class Site:
    """The options that were chosen and the bases that are read."""

    options: WebOptions
    bases: Bases


def site_of(request: Request) -> Site:
    """The site a request belongs to."""
    site: Site = request.app.state.site
    return site


def reader(request: Request) -> Iterator[KnowledgeBase]:
    """A base to read, lent for the time of one request."""
    with site_of(request).bases.reading() as base:
        yield base


def writer_only(request: Request) -> None:
    """Refuses whoever may not write."""
    options = site_of(request).options
    if not options.write:
        raise Refused(403, "this server only reads; start it with --write to change the knowledge base")
    if not holds_token(request, options):
        raise Refused(403, "open the address with the token that was printed when the server was started")


InSite = Annotated[Site, Depends(site_of)]
Base = Annotated[KnowledgeBase, Depends(reader)]
MayWrite = Depends(writer_only)


def is_id(text: str) -> bool:
    """Whether a text is the id of a record, a passage or a place."""
    return _ID.fullmatch(text) is not None


def basket_of(request: Request) -> tuple[str, ...]:
    """The ids in the basket, in the order in which they were put there."""
    kept = request.cookies.get(BASKET, "").split("~")
    return tuple(dict.fromkeys(id_ for id_ in kept if is_id(id_)))[:MOST_IN_BASKET]
