"""Figures over time as a small chart: height is the value, length is how precise the date is."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from justicekb.edtf import Edtf
from justicekb.export.labels import figure_label, number
from justicekb.export.timelines.picture import Scale, precision
from justicekb.model import Figure

WIDTH, HEIGHT, LEFT, TOP, BOTTOM = 460, 190, 62, 12, 26
_LINES = 3  # horizontal lines
_ROUND = (1, 2, 2.5, 5, 10)


def chart(figures: Sequence[Figure], title: str) -> str:
    """The figures, all with a date, as an SVG element; each mark's words are its tooltip."""
    dates = [figure.date for figure in figures if figure.date is not None]
    scale = Scale.over(dates, width=WIDTH - LEFT, margin=8)
    top = _ceiling(max(figure.high or figure.value for figure in figures))
    marks = "".join(_mark(figure, figure.date, scale, top) for figure in figures if figure.date is not None)
    return (
        f'<svg class="chart" viewBox="0 0 {WIDTH} {HEIGHT}" role="group" aria-label="{escape(title)}">'
        f"{_values(top)}{_years(scale)}{marks}</svg>"
    )


def _ceiling(value: float) -> float:
    """A round number at or above the value that three lines divide well."""
    size = 1.0
    while size * 10 <= max(value, 1):
        size *= 10
    while size > max(value, 1e-9) > 0:
        size /= 10
    return next(size * step for step in _ROUND if size * step >= value)


def _y(value: float, top: float) -> float:
    return round(HEIGHT - BOTTOM - (HEIGHT - TOP - BOTTOM) * value / top, 1)


def _values(top: float) -> str:
    drawn = ""
    for at in range(_LINES + 1):
        value = top * at / _LINES if top % _LINES == 0 else top * at / 2
        if value <= top:
            y = _y(value, top)
            drawn += f'<line class="grid" x1="{LEFT}" y1="{y}" x2="{WIDTH}" y2="{y}"/>'
            drawn += (
                f'<text class="value" x="{LEFT - 6}" y="{y + 4}" text-anchor="end">{number(round(value, 6))}</text>'
            )
    return drawn


def _years(scale: Scale) -> str:
    from_left = (
        (year, (scale.reach(Edtf(f"{year:04}"))[0] + scale.reach(Edtf(f"{year:04}"))[1]) / 2) for year in scale.years(6)
    )
    return "".join(
        f'<text class="year" x="{LEFT + x:.1f}" y="{HEIGHT - 8}" text-anchor="middle">{year}</text>'
        for year, x in from_left
    )


def _mark(figure: Figure, date: Edtf, scale: Scale, top: float) -> str:
    start, end = scale.reach(date)
    width = max(end - start, 5.0)
    low, high = _y(figure.value, top), _y(figure.high or figure.value, top)
    return (
        f'<a href="#{escape(figure.id)}" tabindex="-1"><title>{escape(figure_label(figure))}</title>'
        f'<rect class="{precision(date)}" x="{LEFT + start:.1f}" y="{high - 3:.1f}" width="{width:.1f}" '
        f'height="{low - high + 6:.1f}" rx="2"/></a>'
    )
