"""The time that a question is restricted to."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from justicekb.edtf import Edtf
from justicekb.spans import Span
from justicekb.vocabulary import Vocabulary
from justicekb.vocabulary.datetext import Anchor, DateText, find_dates


@dataclass(frozen=True, slots=True)
class Times:
    """The time as one value, None without one, and the places of its words."""

    when: Edtf | None = None
    spans: tuple[Span, ...] = ()


def times_in(question: str, taken: Sequence[Span], vocabulary: Vocabulary) -> Times:
    """The time given by the absolute dates of a question outside `taken`, several as the span from first to last.

    Relative ones ("in the last five years") have nothing to count from and stay words.
    """
    digits = re.findall(r"\d+", question)
    if not digits:  # no absolute date is written without one
        return Times()
    plain = re.search(r"\b(?:in|during|for) ((?:19|20)\d\d)\b(?![-–/])", question) if len(digits) == 1 else None
    if plain is not None:  # most questions; the date words need not be read for it
        return Times(Edtf(plain[1]), (Span(*plain.span(1)),))
    found = [
        date
        for date in find_dates(question, Anchor(), vocabulary)
        if date.edtf is not None and date.anchor == "none" and not _inside(date, taken)
    ]
    found = [date for date in found if not _of_a_law(question, date)]
    values = [date.edtf for date in found if date.edtf is not None]
    return Times(_together(values), tuple(Span(date.start, date.end) for date in found))


def _of_a_law(question: str, date: DateText) -> bool:
    """Whether a year belongs to what a law is called: "the 1961 statelessness convention"."""
    return re.match(_LAW, question[date.end :], re.IGNORECASE) is not None and date.end - date.start == len("1961")


_LAW = r"(?: [a-z]+){0,3} (?:convention|treaty|act|protocol|code|covenant|constitution|regulations|agreement)\b"


def _inside(date: DateText, taken: Sequence[Span]) -> bool:
    """Whether a date belongs to a name ("the 2015 Labour Code"), and not a name to the date ("April" in one)."""
    place = Span(date.start, date.end)
    return any(place.overlaps(span) and not place.contains(span) for span in taken)


def _together(values: list[Edtf]) -> Edtf | None:
    if len(values) < 2:
        return values[0] if values else None
    first, last = min(values), max(values)
    if first.is_interval or last.is_interval or first.sort_key == last.sort_key:
        return first
    return Edtf(f"{first}/{last}")
