"""Timelines for TimelineJS 3 (Knight Lab): its JSON, with the traps of the format avoided.

An event without a start date breaks a TimelineJS timeline, so an interval that is open at its start begins at its
end. Months count from 1. `unique_id` is the entry's own id, so that links to a slide survive a new export. What
the reader sees is `display_date`, made from EDTF, because TimelineJS would show 1998 as a day.
Source of the format: https://timeline.knightlab.com/docs/json-format.html
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from html import escape

from justicekb.edtf import Edtf
from justicekb.export.dates import shown
from justicekb.export.rows import Row, dumps
from justicekb.export.timelines.markdown import entry_marks
from justicekb.findings import Citation, TimelineEntry


def timelinejs(entries: Sequence[TimelineEntry], title: str) -> str:
    """The timeline as one JSON object."""
    return dumps(timeline_object(entries, title))


def timeline_object(entries: Sequence[TimelineEntry], title: str) -> Row:
    """The same as plain values."""
    slides = [_slide(entry) for entry in entries]
    return {"title": {"text": {"headline": escape(title)}}, "events": slides}


def _slide(entry: TimelineEntry) -> Row:
    slide: Row = {
        "unique_id": entry.id,
        "start_date": start_date(entry.date),
        "display_date": shown(entry.date),
        "group": entry.type.replace("_", " "),
        "text": {"headline": escape(entry.headline), "text": _body(entry)},
    }
    end = entry.date.latest
    if entry.date.is_interval and entry.date.earliest and end:
        slide["end_date"] = _parts(end, precision=_precision(entry.date.text.partition("/")[2]))
    return slide


def start_date(value: Edtf) -> Row:
    """Year, month and day as far as the date is precise; of an open start the end, which is all that is known."""
    first = value.text.partition("/")[0]
    day = value.earliest or value.latest
    assert day is not None  # an EDTF value is open on one side at most
    if value.earliest is None:
        return _parts(day, precision=_precision(value.text.partition("/")[2]))
    return _parts(day, precision=_precision(first))


def _precision(point: str) -> int:
    """How many of year, month and day a point names: 3 for a day, 1 for a decade; a season counts as its month."""
    return len([part for part in re.sub(r"[~?%]", "", point).split("-") if "X" not in part]) or 1


def _parts(day: date, *, precision: int) -> Row:
    return dict(list({"year": day.year, "month": day.month, "day": day.day}.items())[:precision])


def _body(entry: TimelineEntry) -> str:
    marks = entry_marks(entry)
    told = "".join(f"<p>{_told(citation)}</p>" for citation in entry.evidence)
    return (f"<p><em>{escape('; '.join(marks))}</em></p>" if marks else "") + told


def _told(citation: Citation) -> str:
    source = escape(citation.title or citation.source)
    if citation.url and re.match(r"https?://", citation.url):
        source = f'<a href="{escape(citation.url)}">{source}</a>'
    return f"“{escape(citation.sentence)}” {source}"
