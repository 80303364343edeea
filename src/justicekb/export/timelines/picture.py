"""A timeline as a picture that shows how precise each date is.

A day is a tick, a month or a year a bar as long as itself, an open end fades, what is about a date has a broken edge.
Marks lie in as few rows as they fit in, and each leads to its entry. Colours are left to the page (classes), so that
the picture follows light and dark.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from html import escape

from justicekb.edtf import Edtf
from justicekb.export.dates import shown
from justicekb.findings import TimelineEntry

# Sizes in the picture's own units, which are pixels at full width.
WIDTH, MARGIN, TOP, ROW, BAR = 960, 12, 30, 17, 9
_TICK = 3.0  # the width of a day's tick
_GAP = 4.0  # between marks in a row
_MOST_LINES = 9  # years with a line
_STEPS = (1, 2, 5, 10, 20, 25, 50, 100, 200, 500, 1000, 2000, 5000)


@dataclass(frozen=True, slots=True)
class Scale:
    """From days to units of width, over whole years."""

    first: date
    last: date
    width: float = WIDTH
    margin: float = MARGIN

    @classmethod
    def over(cls, dates: Sequence[Edtf], *, width: float = WIDTH, margin: float = MARGIN) -> Scale:
        """The scale that holds these dates with a little room for open ends."""
        days = [day for value in dates for day in (value.earliest, value.latest) if day] or [date(2000, 1, 1)]
        room = 1 if any(value.earliest is None or value.latest is None for value in dates) else 0
        first, last = max(1, min(days).year - room), min(9998, max(days).year + room)
        return cls(date(first, 1, 1), date(last, 12, 31), width, margin)

    def x(self, day: date) -> float:
        """Where a day begins."""
        share = (day - self.first).days / max((self.last - self.first).days + 1, 1)
        return round(self.margin + share * (self.width - 2 * self.margin), 1)

    def reach(self, value: Edtf) -> tuple[float, float]:
        """From where to where a date lies; an open end reaches the edge."""
        start = self.x(value.earliest) if value.earliest else self.margin
        end = self.x(value.latest + timedelta(days=1)) if value.latest else self.width - self.margin
        return start, end

    def years(self, most: int = _MOST_LINES) -> list[int]:
        """The years that get a line: every one, or every second, fifth, tenth …"""
        span = self.last.year - self.first.year + 1
        step = next(step for step in _STEPS if span / step <= most)
        return list(range(-(-self.first.year // step) * step, self.last.year + 1, step))


def precision(value: Edtf) -> str:
    """How a date is drawn: day, month, year, span or open."""
    if value.earliest is None or value.latest is None:
        return "open"
    days = (value.latest - value.earliest).days
    if days == 0:
        return "day"
    if "/" in value.text or days > 366:
        return "span"
    return "month" if days < 31 else "year"


def timeline_picture(entries: Sequence[TimelineEntry], title: str) -> str:
    """The timeline as an SVG element whose marks lead to `#id` of their entries."""
    scale = Scale.over([entry.date for entry in entries])
    rows = _rows(entries, scale)
    height = TOP + ROW * (max(rows, default=0) + 1) + 8
    marks = "".join(_mark(entry, row, scale) for entry, row in zip(entries, rows, strict=True))
    return (
        f'<svg class="timeline" viewBox="0 0 {WIDTH} {height}" role="group" aria-label="{escape(title)}">'
        f"{_DEFINITIONS}{_axis(scale, height)}{marks}</svg>"
    )


_DEFINITIONS = (
    '<defs><linearGradient id="fade-right"><stop offset="0" class="stop"/>'
    '<stop offset="1" class="stop" stop-opacity="0"/></linearGradient>'
    '<linearGradient id="fade-left"><stop offset="0" class="stop" stop-opacity="0"/>'
    '<stop offset="1" class="stop"/></linearGradient></defs>'
)


def _rows(entries: Sequence[TimelineEntry], scale: Scale) -> list[int]:
    """The row of each entry: the first that is free where it begins."""
    ends: list[float] = []
    rows: list[int] = []
    for entry in entries:
        start, end = scale.reach(entry.date)
        row = next((at for at, taken in enumerate(ends) if taken + _GAP <= start), len(ends))
        if row == len(ends):
            ends.append(0.0)
        ends[row] = max(end, start + _TICK)
        rows.append(row)
    return rows


def _axis(scale: Scale, height: float) -> str:
    return "".join(
        f'<line class="grid" x1="{x}" y1="{TOP - 8}" x2="{x}" y2="{height}"/>'
        f'<text class="year" x="{x + 3}" y="{TOP - 14}">{year}</text>'
        for year in scale.years()
        for x in [scale.x(date(year, 1, 1))]
    )


def _mark(entry: TimelineEntry, row: int, scale: Scale) -> str:
    y = TOP + ROW * row
    tip = escape(f"{shown(entry.date)}: {entry.headline}")
    shape = date_shape(entry.date, scale, y)
    return (
        f'<a href="#{escape(entry.id)}" tabindex="-1"><g class="{_manner(entry)}"><title>{tip}</title>{shape}</g></a>'
    )


def _manner(entry: TimelineEntry) -> str:
    """The classes of a mark: what kind of statement it is."""
    classes = [entry.modality, "denied" if entry.polarity == "negative" else "", "disputed" if entry.conflicts else ""]
    return " ".join(filter(None, classes))


def date_shape(value: Edtf, scale: Scale, y: float) -> str:
    """One date at a height: a tick, a bar, or a bar that fades."""
    start, end = scale.reach(value)
    kind = precision(value)
    if kind == "day":
        return f'<rect class="day" x="{start}" y="{y - 2}" width="{_TICK}" height="{BAR + 4}"/>'
    side = "" if kind != "open" else " left" if value.earliest is None else " right"
    about = " about" if any(sign in value.text for sign in "~?%") else ""
    width = max(end - start, _TICK + 1)
    return f'<rect class="{kind}{side}{about}" x="{start}" y="{y}" width="{width:.1f}" height="{BAR}" rx="2"/>'
