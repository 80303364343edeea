"""The day of issue where no line of the head gives it: in a title, a line that repeats it, a stamp, the file's name.

What is found here is less sure than a line that says "Published on", so its scores lie below theirs; the lower the
farther the place stands from the words of the document.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import PurePath

from justicekb.edtf import Edtf
from justicekb.ingest.candidates import Candidate
from justicekb.ingest.genres.printeddate import PrintedDates
from justicekb.ingest.parts import Reading
from justicekb.model import normalise_name

# "National Assembly - 23 May 2006", "Fiji Hansard 2023-11-21": what parts a title from the day that closes it.
_PARTS = re.compile(r"[-–—|,:(]\s*$")
_ISO = re.compile(r"\d{4}-\d\d-\d\d")
# A line that the stamp of the page's database closes; more of them are a list or a log.
_STAMP = re.compile(r"(?<!\S)\d{4}-\d\d-\d\d[ T]\d\d:\d\d(?::\d\d)?$")
_STAMPS = 3
_WINDOW = re.compile(r"\s+[-–—|]\s+")  # "Title | Site", as a page saved as text begins


def issue_days(reading: Reading, titles: Iterable[str], dates: PrintedDates, *, path: str) -> Iterator[Candidate[Edtf]]:
    """The days that titles, lines that repeat a title behind a day, stamps and the file's name give."""
    titles = [t for t in (*titles, *(c.value for c in reading.titles)) if t]
    for title in titles:
        if day := _closing(title, dates):
            yield Candidate(day, 0.45, "the end of the title")
    if day := _before_title(reading, titles, dates):
        yield Candidate(day, 0.58, "the day before the title")
    stamps = list(filter(None, (_STAMP.search(p.text) for p in reading.parts)))
    if 0 < len(stamps) <= _STAMPS and (day := dates.first(stamps[0][0])):
        yield Candidate(day, 0.35, "a stamp below the text")
    yield from _of_name(path, dates)


def _closing(title: str, dates: PrintedDates) -> Edtf | None:
    """The day that closes a title, parted from it, or in the notation of machines."""
    start, end, day = next(reversed(list(dates.days(title))), (0, 0, None))
    if day is None or title[end:].strip(" )."):
        return None
    return day if _PARTS.search(title[:start]) or _ISO.fullmatch(title[start:end]) else None


def _before_title(reading: Reading, titles: Iterable[str], dates: PrintedDates) -> Edtf | None:
    """The day of a line "3 June 2016: TITLE", as lists of releases print it."""
    window = _WINDOW.split(reading.parts[0].text) if reading.parts else ()
    wanted = {normalise_name(title) for title in (*titles, *window)}
    for part in reading.parts:
        start, end, day = next(dates.days(part.text[:40]), (0, 0, None))
        rest = part.text[end:].lstrip(" :–—-|") if day and not start else ""
        if rest and any(normalise_name(rest) in title for title in wanted) and " " in rest:
            return day
    return None


def _of_name(path: str, dates: PrintedDates) -> Iterator[Candidate[Edtf]]:
    """The one day in the file's name: "debates-2023-november-21.html"."""
    days = {day for _, _, day in dates.days(PurePath(path).stem.replace("_", "-"))}
    if len(days) == 1:
        yield Candidate(days.pop(), 0.1, "the file's name")
