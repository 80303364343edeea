"""Documents, entities, timelines, conflicts, treaties and the state of the base."""

from __future__ import annotations

from itertools import islice
from typing import Annotated, Any

from fastapi import Query

from justicekb.export.rows import conflict_row, record_rows, timeline_row
from justicekb.model import EntityType
from justicekb.query.browsing import Shelf
from justicekb.web.api import shapes
from justicekb.web.api.router import api_router
from justicekb.web.api.rows import count_row, document_row, entity_page_row, sources_row, treaties_row
from justicekb.web.searches import PageNumber
from justicekb.web.site import Base, InSite

router = api_router("Browsing")

PER_PAGE = 50

Row = dict[str, Any]
Name = Annotated[str, Query(max_length=300)]


@router.get("/status", response_model=shapes.Status)
def status(base: Base) -> Row:
    """How much there is, and whether the index holds the same."""
    return base.status()


@router.get("/documents", response_model=shapes.Sources)
def documents(base: Base, publisher: Name = "", year: Name = "", kind: Name = "", page: PageNumber = 1) -> Row:
    """Documents by path, fifty a page, counted by publisher, year and kind."""
    shelf = Shelf(publisher=publisher or None, year=year or None, kind=kind or None)
    return sources_row(base, base.browse.sources(shelf, limit=PER_PAGE, offset=(page - 1) * PER_PAGE))


@router.get("/documents/{id}", response_model=shapes.DocumentText)
def document(base: Base, id: str) -> Row:
    """A document with its text and every record read from it."""
    view = base.browse.document(id)
    records = list(record_rows(view.document, view.records))
    return {**document_row(base, view.document), "text": view.document.text, "records": records}


@router.get("/entities", response_model=list[shapes.Entity])
def entities(base: Base, type: EntityType | None = None, page: PageNumber = 1) -> list[Row]:
    """Entities, those of the most documents first, fifty a page."""
    start = (page - 1) * PER_PAGE
    return [count_row(count) for count in islice(base.entities(type=type, limit=start + PER_PAGE), start, None)]


@router.get("/entities/{id}", response_model=shapes.EntityPage)
def entity(base: Base, id: str) -> Row:
    """What is known of an entity, by its id or any of its names."""
    return entity_page_row(base, base.entity(id))


@router.get("/timeline", response_model=list[shapes.Event])
def timeline(base: Base, name: Annotated[str, Query(min_length=1, max_length=300)]) -> list[Row]:
    """The dated events of an entity or a topic, in order."""
    return [timeline_row(entry) for entry in base.timeline(name)]


@router.get("/conflicts", response_model=list[shapes.Conflict])
def conflicts(base: Base, site: InSite, name: Name = "") -> list[Row]:
    """What sources disagree on, in the whole base or about one entity."""
    found = site.bases.remembered(base, ("conflicts", name), lambda: list(base.conflicts(name or None)))
    return [conflict_row(conflict) for conflict in found]


@router.get("/treaties", response_model=shapes.Treaties)
def treaties(base: Base, site: InSite) -> Row:
    """Who signed, ratified and left which treaty, with the sentences that say so."""
    return treaties_row(site.bases.remembered(base, "treaties", base.browse.treaties))
