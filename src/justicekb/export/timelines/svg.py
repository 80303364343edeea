"""A timeline as one SVG picture: a scale of years, intervals as bars, days as dots, uncertain ends faded."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from html import escape

from justicekb.export.dates import shown
from justicekb.export.timelines.markdown import entry_marks
from justicekb.findings import TimelineEntry

# Sizes in pixels.
WIDTH, MARGIN, ROW, LABEL = 960, 20, 26, 520

# The most characters of a label; more would leave the picture.
LETTERS = 76

_STYLE = (
    "text{font:12px system-ui,sans-serif;fill:#222}.y{fill:#777}.bar{fill:#2b6cb0}.open{fill:url(#fade)}"
    ".marked{fill:#c05621}line{stroke:#ddd}"
)


def timeline_svg(entries: Sequence[TimelineEntry], title: str) -> str:
    """The timeline as a picture, one row an entry, each with its date, headline and marks as a tooltip."""
    height = MARGIN * 3 + ROW * len(entries) + 20
    scale = _Scale(entries)
    rows = "".join(_row(entry, MARGIN * 3 + ROW * at, scale) for at, entry in enumerate(entries))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{height}" viewBox="0 0 {WIDTH} {height}" '
        f'role="img"><title>{escape(title)}</title><style>{_STYLE}</style>'
        '<defs><linearGradient id="fade"><stop offset="0" stop-color="#2b6cb0"/>'
        '<stop offset="1" stop-color="#2b6cb0" stop-opacity="0"/></linearGradient></defs>'
        f"{_years(scale, height)}{rows}</svg>\n"
    )


class _Scale:
    """From days to pixels, over the years that the entries lie in."""

    def __init__(self, entries: Sequence[TimelineEntry]) -> None:
        known = [day for e in entries for day in (e.date.earliest, e.date.latest) if day]
        self.first = date(min(known).year, 1, 1) if known else date(2000, 1, 1)
        self.last = date(max(known).year, 12, 31) if known else date(2000, 12, 31)

    def x(self, day: date) -> float:
        share = (day - self.first).days / max((self.last - self.first).days, 1)
        return round(MARGIN + share * (WIDTH - LABEL - 2 * MARGIN), 1)


def _years(scale: _Scale, height: int) -> str:
    """A line every so many years that at most eight fit."""
    years = scale.last.year - scale.first.year + 1
    step = next(s for s in (1, 2, 5, 10, 20, 50, 100, 10_000) if years / s <= 8)
    drawn = ""
    for year in range(-(-scale.first.year // step) * step, scale.last.year + 1, step):
        x = scale.x(date(year, 1, 1))
        drawn += f'<line x1="{x}" y1="{MARGIN * 2}" x2="{x}" y2="{height - MARGIN}"/>'
        drawn += f'<text class="y" x="{x}" y="{MARGIN + 12}">{year}</text>'
    return drawn


def _row(entry: TimelineEntry, y: int, scale: _Scale) -> str:
    start, end = entry.date.earliest, entry.date.latest
    left, right = scale.x(start or scale.first), scale.x(end or scale.last)
    kind = "marked" if entry_marks(entry) else "bar" if start and end else "open"
    told = f"{shown(entry.date)}: {entry.headline}"
    label = told if len(told) <= LETTERS else told[: LETTERS - 1].rstrip() + "…"
    marks = "; ".join(entry_marks(entry))
    tip = escape(f"{told} ({marks})" if marks else told)
    return (
        f'<g id="{escape(entry.id)}"><title>{tip}</title>'
        f'<rect class="{kind}" x="{left}" y="{y - 9}" width="{max(right - left, 6):.1f}" height="10" rx="4"/>'
        f'<text x="{WIDTH - LABEL}" y="{y}">{escape(label)}</text></g>'
    )
