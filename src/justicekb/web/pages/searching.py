"""The search page, and what is on it as CSV and JSON."""

from __future__ import annotations

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from justicekb.query.search import SearchResult
from justicekb.web.api.rows import search_row
from justicekb.web.downloads import csv_file, json_file
from justicekb.web.paging import Pages
from justicekb.web.rendering import render
from justicekb.web.searches import PER_PAGE, PageNumber, Search
from justicekb.web.site import Base

router = APIRouter(include_in_schema=False)


@router.get("/search")
def search(request: Request, base: Base, asked: Search, page: PageNumber = 1) -> Response:
    """Passages with facets and filters."""
    found = asked.find(base, offset=(page - 1) * PER_PAGE)
    names = {id_: _name(base, id_) for id_ in (asked.country, asked.entity) if id_}
    return render(
        request,
        "search.html",
        asked=asked,
        found=found,
        facets=base.browse.facets(found),
        pages=Pages(page, found.total, PER_PAGE),
        names=names,
    )


def _name(base: Base, entity: str) -> str:
    count = base.records.entity(entity)
    return count.entity.name if count is not None else entity


@router.get("/search.json")
def search_json(base: Base, asked: Search, page: PageNumber = 1) -> Response:
    """The same page as JSON."""
    return json_file(_row(base, asked, page))


@router.get("/search.csv")
def search_csv(base: Base, asked: Search, page: PageNumber = 1) -> Response:
    """The same page as CSV."""
    return csv_file(_row(base, asked, page)["hits"], "search.csv")


def _row(base: Base, asked: Search, page: int) -> dict[str, list[dict[str, object]]]:
    found: SearchResult = asked.find(base, offset=(page - 1) * PER_PAGE)
    return search_row(found, base.browse.facets(found))
