"""The places and the agency at the head of a report: "HAMILTON, Bermuda (AP) —", "LIMA 1996-11-04"."""

from __future__ import annotations

from collections.abc import Iterator

from justicekb.extract.names.proposals.headnouns import Range
from justicekb.extract.names.words import Line
from justicekb.model import EntityType

_DASHES = frozenset({"-", "–", "—", "_"})
_MOST_CAPITALS = 4  # words of a place in capitals: DAR ES SALAAM
_MOST_PLACES = 3  # the town, its region, its state
_MOST_AGENCY = 3  # words in the brackets


def dateline(line: Line) -> Iterator[tuple[EntityType, Range]]:
    """Yields type and range of words; nothing when no agency, date or larger place shows that it is a dateline."""
    end = 0
    while end < min(len(line), _MOST_CAPITALS) and line[end].acronym and line[end].text.isalpha():
        end += 1
    if end == 0 or sum(len(w.text) for w in line[:end]) < 3:
        return
    places: list[Range] = [(0, end)]
    while len(places) < _MOST_PLACES and (wider := _wider(line, places[-1][1])):
        places.append(wider)
    behind = places[-1][1]
    dated = _behind_date(line, behind)
    agency = _agency(line, dated)
    closed = dated == len(line) or line[dated].text in _DASHES
    if agency is not None:
        yield "organisation", agency
    if agency is not None or (closed and (len(places) > 1 or dated > behind)):
        yield from (("place", place) for place in places)


def _wider(line: Line, at: int) -> Range | None:
    """The region behind a comma."""
    end = at + 1
    while end < len(line) and line[end].cap and line[end].spaced and line[end].label != "DATE":
        end += 1
    months = end < len(line) and line[end].text.isdigit()
    return None if at >= len(line) or line[at].text != "," or end == at + 1 or months else (at + 1, end)


def _behind_date(line: Line, at: int) -> int:
    """The first word behind a date: ", Aug. 7", "1996-11-04"; `at` itself when there is none."""
    end = at + (at < len(line) and line[at].text == ",")
    first = end
    while end < len(line) and (line[end].label == "DATE" or any(c.isdigit() for c in line[end].text)):
        end += 1
    if end == first and end + 1 < len(line) and line[end].cap and line[end + 1].text.isdigit():
        end += 2  # a month that the model took for something else
    return end if end > first else at


def _agency(line: Line, at: int) -> Range | None:
    """What stands in brackets before the dash: (AP), (Xinhua)."""
    if at + 2 >= len(line) or line[at].text != "(" or not line[at + 1].cap:
        return None
    closing = next((i for i in range(at + 2, min(at + 2 + _MOST_AGENCY, len(line))) if line[i].text == ")"), None)
    ended = closing is not None and (closing + 1 == len(line) or line[closing + 1].text in _DASHES)
    return (at + 1, closing) if ended and closing is not None else None
