"""Values put together: ranges, open ends and approximations, one small function each, named by join rules."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date, timedelta

from justicekb.edtf import OPEN, Edtf
from justicekb.errors import ValueFormatError
from justicekb.vocabulary.datecalendar import holding, unit_of


def _start(value: Edtf) -> str:
    return value.text.partition("/")[0]


def _end(value: Edtf) -> str:
    return value.text.rpartition("/")[2]


def interval(first: Edtf, last: Edtf) -> Edtf | None:
    """From the start of one value to the end of the other; None where that runs backwards."""
    if _start(first) == _end(last):
        return Edtf(_start(first))
    try:
        return Edtf(f"{_start(first)}/{_end(last)}")
    except ValueFormatError:
        return None


def since(value: Edtf) -> Edtf | None:
    """ "since 2005": from its start on."""
    return None if _start(value) == OPEN else Edtf(f"{_start(value)}/{OPEN}")


def until(value: Edtf) -> Edtf | None:
    """ "until 1989", "by 2015": its end included."""
    return None if _end(value) == OPEN else Edtf(f"{OPEN}/{_end(value)}")


def before(value: Edtf) -> Edtf | None:
    """ "before 1990": until the unit that ends where it begins."""
    first = value.earliest
    if first is None or first == date.min:
        return None
    return Edtf(f"{OPEN}/{_end(holding(first - timedelta(days=1), unit_of(value)))}")


def after(value: Edtf) -> Edtf | None:
    """ "after 2005": from the unit on that begins where it ends."""
    last = value.latest
    if last is None or last == date.max:
        return None
    return Edtf(f"{_start(holding(last + timedelta(days=1), unit_of(value)))}/{OPEN}")


def approximate(value: Edtf) -> Edtf | None:
    """ "around 2011": every end marked `~`."""
    return Edtf("/".join(p if p == OPEN or p[-1] in "~?%" else f"{p}~" for p in value.text.split("/")))


def week(value: Edtf) -> Edtf | None:
    """ "the week of 6 March": its Monday to Sunday."""
    return holding(value.earliest, "week") if value.earliest and unit_of(value) == "day" else None


def opening(value: Edtf) -> Edtf | None:
    """ "the start of 2020": January of a year; the value itself of anything else."""
    return _month(value, 1)


def closing(value: Edtf) -> Edtf | None:
    """ "the end of 2020": December of a year; the value itself of anything else."""
    return _month(value, 12)


def _month(value: Edtf, month: int) -> Edtf:
    return Edtf(f"{value.text}-{month:02d}") if re.fullmatch(r"\d{4}", value.text) else value


def same(value: Edtf) -> Edtf | None:
    """ "early July", "the beginning of 2019": the value itself, which is as fine as EDTF level 1 can say."""
    return value


JOINS: Mapping[str, Callable[[Edtf], Edtf | None]] = {
    reader.__name__: reader for reader in (since, until, before, after, approximate, week, opening, closing, same)
}
