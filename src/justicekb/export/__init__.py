"""What leaves justicekb: rows, tables, timelines, references, graphs.

The tables below are the whole choice. To add a format, write a function of the same shape in a module named after
the format, hand it out by the door of its wing and put it into its table. Wings are loaded when a format is asked for,
so a search loads none.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from importlib import import_module
from typing import cast

from justicekb.errors import Diagnostic, QueryError
from justicekb.findings import TimelineEntry

# Format -> wing and function. A timeline's writer takes the entries and a title and yields the whole file.
TIMELINES: dict[str, str] = {
    "timelinejs": "timelines:timelinejs",
    "ics": "timelines:calendar",
    "html": "timelines:timeline_html",
    "svg": "timelines:timeline_svg",
    "markdown": "timelines:timeline_markdown",
}
# A citation's writer takes a cited passage and yields its reference.
CITATIONS: dict[str, str] = {
    "text": "citations:reference",
    "csl-json": "citations:csl_json_of",
    "bibtex": "citations:bibtex",
    "ris": "citations:ris",
    "annotation": "citations:annotation_json",
}
# Those of them that write several passages as one file; the others stand one below the other.
BIBLIOGRAPHIES: dict[str, str] = {
    "csl-json": "citations:csl_json",
    "bibtex": "citations:bibtex_of_all",
    "ris": "citations:ris_of_all",
}
WRITERS: dict[str, dict[str, str]] = {"timeline": TIMELINES, "citation": CITATIONS, "bibliography": BIBLIOGRAPHIES}


def writer(what: str, format_: str) -> Callable[..., str]:
    """The function that writes a "timeline" or "citation" in a format; raises QueryError naming the known ones."""
    known = WRITERS[what]
    if format_ not in known:
        told = ", ".join(sorted(known))
        raise QueryError(Diagnostic(message=f"no format {format_!r} for a {what}; there are {told}"))
    module, _, function = known[format_].partition(":")
    return cast("Callable[..., str]", getattr(import_module(f"justicekb.export.{module}"), function))


def write_timeline(entries: Sequence[TimelineEntry], title: str, format_: str) -> str:
    """A timeline in one of the formats of TIMELINES."""
    return writer("timeline", format_)(entries, title)
