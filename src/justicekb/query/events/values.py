"""Values that agree put together: dates by interval arithmetic, figures by value and unit.

1998 and 26 August 1998 agree and stand under the more precise one; the more precise value is the one whose
interval lies inside the other's.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Protocol, TypeVar

from justicekb.edtf import Edtf
from justicekb.model import Figure, Qualifier

T = TypeVar("T")


def days(date: Edtf) -> int:
    """How many days a date may lie on; an open end makes it as long as time."""
    start, end = date.sort_key
    return (end - start).days + 1


def agree(left: Edtf, right: Edtf) -> bool:
    """Whether both can date one event.

    An open interval ("since 1998") speaks of its beginning, so it agrees with a date that its beginning agrees
    with; two open ones by their beginnings.
    """
    return begin(left).agrees(begin(right))


def begin(date: Edtf) -> Edtf:
    """The beginning of an open interval as a date of its own; other dates as they are."""
    if date.text.endswith("/.."):
        return Edtf(date.text.removesuffix("/.."))
    if date.text.startswith("../"):
        return Edtf(date.text.removeprefix("../"))
    return date


def group_dates(items: Iterable[T], date: Callable[[T], Edtf]) -> list[list[T]]:
    """Items whose dates agree, group by group; the most precise of a group stands first in it.

    A vague date joins the first group it agrees with in order of the items, so pass the best supported first.
    """
    ordered = sorted(enumerate(items), key=lambda pair: (days(begin(date(pair[1]))), pair[0]))
    groups: list[list[T]] = []
    for _, item in ordered:
        home = next((g for g in groups if all(agree(date(item), date(other)) for other in g)), None)
        if home is None:
            groups.append([item])
        else:
            home.append(item)
    return groups


def same_figure(left: Figure, right: Figure) -> bool:
    """Whether two figures give one value: equal value and range in one unit."""
    return (left.unit, left.value, left.high) == (right.unit, right.value, right.high)


def compatible_figures(left: Figure, right: Figure) -> bool:
    """Whether both can be true of one quantity: their intervals overlap, by range and qualifier."""
    (low, high), (other_low, other_high) = bounds(left), bounds(right)
    return low <= other_high and other_low <= high


# "About 700" is taken to allow a tenth either way; rounding in reports is seldom coarser.
_ABOUT = 0.1


class Ranged(Protocol):
    """A value, or a range up to `high`, with how exact it is meant: figures, and numbers read from a text."""

    @property
    def value(self) -> float: ...

    @property
    def high(self) -> float | None: ...

    @property
    def qualifier(self) -> Qualifier: ...


def bounds(figure: Ranged) -> tuple[float, float]:
    """The lowest and highest number a figure may mean; "over 60,000" has no upper end, "up to 5" starts at 0."""
    low, high = figure.value, figure.value if figure.high is None else figure.high
    match figure.qualifier:
        case "about":
            return low * (1 - _ABOUT), high * (1 + _ABOUT)
        case "over" | "at_least":
            return low, float("inf")
        case "under" | "up_to":
            return 0.0, high
        case _:
            return low, high


def group_equal(items: Sequence[T], same: Callable[[T, T], bool]) -> list[list[T]]:
    """Items that `same` holds between, group by group, in order of their first item."""
    groups: list[list[T]] = []
    for item in items:
        home = next((g for g in groups if same(g[0], item)), None)
        if home is None:
            groups.append([item])
        else:
            home.append(item)
    return groups


def number(figure: Figure) -> str:
    """A figure's value as plain digits; a range as "low/high"."""
    return "/".join(f"{n:.15g}" for n in (figure.value, figure.high) if n is not None)
