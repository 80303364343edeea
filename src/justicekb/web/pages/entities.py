"""The list of entities, one entity's page, and its timeline in every format."""

from __future__ import annotations

from itertools import islice
from typing import Annotated

from fastapi import APIRouter, Query
from starlette.requests import Request
from starlette.responses import Response

from justicekb.errors import NotFoundError
from justicekb.export import TIMELINES, write_timeline
from justicekb.export.rows import timeline_row
from justicekb.export.timelines import chart, timeline_picture
from justicekb.findings import Conflict, TimelineEntry
from justicekb.knowledgebase import KnowledgeBase
from justicekb.model import EntityType
from justicekb.web.downloads import csv_file, json_file, text_file
from justicekb.web.rendering import render
from justicekb.web.searches import PageNumber
from justicekb.web.site import Base, InSite

router = APIRouter(include_in_schema=False)

PER_PAGE = 100
# Series with fewer dates are shown as a table only.
_CHARTED = 2
_MOST_CHARTS, _MOST_QUOTES, _MOST_FIGURES = 6, 12, 40

TYPES: tuple[EntityType, ...] = ("organisation", "person", "place", "law")
_MEDIA = {
    "timelinejs": ("json", "application/json"), "ics": ("ics", "text/calendar; charset=utf-8"),
    "html": ("html", "text/html; charset=utf-8"), "svg": ("svg", "image/svg+xml"),
    "markdown": ("md", "text/markdown; charset=utf-8"), "json": ("json", "application/json"),
    "jsonl": ("jsonl", "application/x-ndjson"), "csv": ("csv", "text/csv"),
}  # fmt: skip


@router.get("/entities")
def entities(
    request: Request, base: Base, type: Annotated[EntityType | None, Query()] = None, page: PageNumber = 1
) -> Response:
    """Entities, those of the most documents first."""
    start = (page - 1) * PER_PAGE
    found = list(islice(base.entities(type=type, limit=start + PER_PAGE + 1), start, None))
    more = len(found) > PER_PAGE
    return render(
        request, "entities.html", names=found[:PER_PAGE], type=type, types=TYPES, page=page, more=more, start=start
    )


@router.get("/entities/{id_}/timeline.{format_}")
def timeline(base: Base, id_: str, format_: str) -> Response:
    """The timeline as a file: JSON, JSON lines, CSV, Markdown, TimelineJS, iCalendar, HTML or SVG."""
    entries = base.timeline(id_)
    title = _name(base, id_)
    rows = [timeline_row(entry) for entry in entries]
    if format_ == "json":
        return json_file(rows, f"{title}.json")
    if format_ == "csv":
        return csv_file(rows, f"{title}.csv")
    ending, media = _MEDIA.get(format_, (format_, ""))
    if format_ == "jsonl":
        return text_file("".join(json_file(row).body.decode() + "\n" for row in rows), f"{title}.jsonl", media)  # type: ignore[union-attr]
    return text_file(write_timeline(entries, title, format_), f"{title}.{ending}", media)


def _name(base: KnowledgeBase, id_: str) -> str:
    count = base.records.entity(id_)
    return count.entity.name if count is not None else id_


@router.get("/entities/{id_}")
def entity(request: Request, base: Base, site: InSite, id_: str) -> Response:
    """One entity's page, by its id or any of its names."""
    page = base.entity(id_)
    own = page.count.entity.id
    entries = list(page.facts)
    figures = base.figures(own)
    series = base.browse.over_time(figures)
    charts = [(s, chart([c.record for c in s.figures], s.measure)) for s in series if s.dates >= _CHARTED]
    return render(
        request,
        "entity.html",
        page=page,
        entity=page.count.entity,
        entries=entries,
        picture=timeline_picture(entries, f"Timeline of {page.count.entity.name}") if entries else "",
        charts=charts[:_MOST_CHARTS],
        figures=figures[:_MOST_FIGURES],
        figures_in_all=len(figures),
        quotes=_quotes(base, own)[:_MOST_QUOTES],
        sources=base.browse.naming(own),
        conflicts=_conflicts(base, site, own, entries),
        formats=["json", "jsonl", "csv", *TIMELINES],
    )


def _quotes(base: KnowledgeBase, id_: str) -> list[object]:
    try:
        return list(base.quotes(id_))
    except NotFoundError:
        return []


def _conflicts(base: KnowledgeBase, site: InSite, id_: str, entries: list[TimelineEntry]) -> list[Conflict]:
    """What sources disagree on about the entity; looked for once for each revision."""
    return site.bases.remembered(base, ("conflicts", id_), lambda: list(base.conflicts(id_)))
