"""Dated entries as files and pictures: entries and a title go in, a whole file comes out.

`calendar`, `timelinejs`, `html`, `svg` and `markdown` are formats; `picture` and `chart` draw what a page shows, with
how precise each date is.
"""

from justicekb.export.timelines.calendar import calendar
from justicekb.export.timelines.chart import chart
from justicekb.export.timelines.html import timeline_html
from justicekb.export.timelines.markdown import conflicts_markdown, timeline_markdown
from justicekb.export.timelines.picture import timeline_picture
from justicekb.export.timelines.svg import timeline_svg
from justicekb.export.timelines.timelinejs import timelinejs

__all__ = [
    "calendar",
    "chart",
    "conflicts_markdown",
    "timeline_html",
    "timeline_markdown",
    "timeline_picture",
    "timeline_svg",
    "timelinejs",
]
