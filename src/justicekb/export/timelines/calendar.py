"""Timelines as iCalendar (RFC 5545): whole-day events with stable UIDs, folded at 75 octets.

A year or month becomes the days it may lie on, and the summary says so; DTEND is the day after the last one
(section 3.6.1). Of an interval that is open at one end ("since 1998") these are the days that its known end may lie
on, never the first of January alone; the value itself stands in X-JUSTICEKB-EDTF (section 3.8.8.2).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from justicekb.edtf import Edtf
from justicekb.export.dates import shown
from justicekb.findings import TimelineEntry

# RFC 5545, section 3.1: content lines SHOULD NOT be longer than 75 octets, excluding the line break.
FOLD = 75

# RFC 5545 asks for the moment the object was made; a fixed one keeps the same timeline the same file.
_STAMP = "19700101T000000Z"


def calendar(entries: Sequence[TimelineEntry], title: str) -> str:
    """The timeline as one calendar, lines ended by CR LF."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//justicekb//timeline//EN", f"X-WR-CALNAME:{_text(title)}"]
    for entry in entries:
        lines.extend(_event(entry))
    lines.append("END:VCALENDAR")
    return "".join(folded(line) for line in lines)


def _event(entry: TimelineEntry) -> Iterator[str]:
    first, last = _days(entry)
    sources = "\n".join(f"“{c.sentence}” ({c.title or c.source})" for c in entry.evidence)
    yield "BEGIN:VEVENT"
    yield f"UID:{entry.id}@justicekb"
    yield f"DTSTAMP:{_STAMP}"
    yield f"DTSTART;VALUE=DATE:{_day(first)}"
    if last < date.max:
        yield f"DTEND;VALUE=DATE:{_day(last + timedelta(days=1))}"
    yield f"X-JUSTICEKB-EDTF:{_text(entry.date.text)}"
    yield f"SUMMARY:{_text(f'{shown(entry.date)}: {entry.headline}')}"
    yield f"DESCRIPTION:{_text(sources)}"
    yield f"CATEGORIES:{_text(entry.type.replace('_', ' '))}"
    if entry.places:
        yield f"LOCATION:{_text('; '.join(entry.places))}"
    if entry.modality == "planned":
        yield "STATUS:TENTATIVE"
    yield "TRANSP:TRANSPARENT"
    yield "END:VEVENT"


def _days(entry: TimelineEntry) -> tuple[date, date]:
    known = Edtf(entry.date.text.removesuffix("/..").removeprefix("../"))
    assert known.earliest is not None  # an EDTF value is open on one side at most
    assert known.latest is not None
    return known.earliest, known.latest


def _day(day: date) -> str:
    """A DATE value (section 3.3.4): four digits of the year also before 1000."""
    return day.isoformat().replace("-", "")


def _text(words: str) -> str:
    """A TEXT value (section 3.3.11): backslash, semicolon, comma and line breaks escaped, no control characters."""
    words = re.sub(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]", "", words)
    for plain, escaped in (("\\", "\\\\"), (";", "\\;"), (",", "\\,"), ("\r\n", "\\n"), ("\n", "\\n"), ("\r", "\\n")):
        words = words.replace(plain, escaped)
    return words


def folded(line: str) -> str:
    """The line with CR LF, cut where it grows over 75 octets, never inside a character."""
    pieces: list[str] = []
    piece = ""
    for character in line:
        limit = FOLD - (1 if pieces else 0)
        if len((piece + character).encode()) > limit:
            pieces.append(piece)
            piece = ""
        piece += character
    return "\r\n ".join([*pieces, piece]) + "\r\n"
