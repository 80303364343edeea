"""Facts, figures and quotations as tables that can be narrowed, and as CSV and JSON."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Depends, Query
from starlette.requests import Request
from starlette.responses import Response

from justicekb.edtf import Edtf
from justicekb.export.rows import record_row
from justicekb.knowledgebase import KnowledgeBase
from justicekb.model import Fact, Figure, Quote, Record
from justicekb.query.records import Cited
from justicekb.querytree import RecordFilter
from justicekb.web.downloads import csv_file, json_file
from justicekb.web.rendering import render
from justicekb.web.searches import PageNumber
from justicekb.web.site import Base

router = APIRouter(include_in_schema=False)

PER_PAGE = 50

Kind = Literal["facts", "figures", "quotes"]
_TYPES: dict[str, type[Record]] = {"facts": Fact, "figures": Figure, "quotes": Quote}
_Value = Annotated[str, Query(max_length=300)]


def narrowed(
    entity: _Value = "", type: _Value = "", date: _Value = "", words: _Value = "", publisher: _Value = ""
) -> dict[str, str]:
    """What the records must be of, by the names that an address uses."""
    return {"entity": entity, "type": type, "date": date, "words": words, "publisher": publisher}


Narrowed = Annotated[dict[str, str], Depends(narrowed)]


def records_of(base: KnowledgeBase, kind: Kind, given: dict[str, str]) -> Iterator[Cited[Record]]:
    """The records of a kind that the values leave; raises NotFoundError for an unknown entity."""
    where = RecordFilter(
        types=(given["type"],) if given["type"] else (),
        date=Edtf(given["date"]) if given["date"] else None,
        text=given["words"] or None,
        publisher=given["publisher"] or None,
    )
    return base.listed(_TYPES[kind], where, entity=given["entity"] or None)


@router.get("/records/{kind}.json")
def table_json(base: Base, kind: Kind, given: Narrowed, page: PageNumber = 1) -> Response:
    """The same page as JSON."""
    return json_file(rows_of(page_of(base, kind, given, page)[0]))


@router.get("/records/{kind}.csv")
def table_csv(base: Base, kind: Kind, given: Narrowed, page: PageNumber = 1) -> Response:
    """The same page as CSV."""
    return csv_file(rows_of(page_of(base, kind, given, page)[0]), f"{kind}.csv")


@router.get("/records/{kind}")
def table(request: Request, base: Base, kind: Kind, given: Narrowed, page: PageNumber = 1) -> Response:
    """One page of records."""
    found, more = page_of(base, kind, given, page)
    return render(request, "table.html", kind=kind, found=found, given=given, page=page, more=more)


def page_of(base: KnowledgeBase, kind: Kind, given: dict[str, str], page: int) -> tuple[list[Cited[Record]], bool]:
    """One page of records, and whether there is a further one."""
    start = (page - 1) * PER_PAGE
    found = list(islice(records_of(base, kind, given), start, start + PER_PAGE + 1))
    return found[:PER_PAGE], len(found) > PER_PAGE


def rows_of(found: list[Cited[Record]]) -> list[dict[str, Any]]:
    """Records as rows of the export contract."""
    return [record_row(c.record, source=c.citation.source, evidence=c.citation.sentence) for c in found]
