"""Whether two stated quantities or dates can both be true, and whether one bears the other out."""

from __future__ import annotations

from justicekb.edtf import Edtf
from justicekb.model import Figure
from justicekb.query.events import begin, bounds, days
from justicekb.vocabulary.numbertext import PERCENT, Quantity

Stated = Figure | Quantity


def equal(told: Stated, claimed: Stated) -> bool:
    """Whether both are the same value or range, and neither is a limit that the other rules out."""
    return (told.value, told.high) == (claimed.value, claimed.high) and not contrary(told, claimed)


def contrary(told: Stated, claimed: Stated) -> bool:
    """Whether two limits of one value rule each other out: "over 700" and "fewer than 700"; "700" is neither."""
    if (told.value, told.high) != (claimed.value, claimed.high):
        return False
    sides = {_SIDE.get(told.qualifier, 0), _SIDE.get(claimed.qualifier, 0)}
    strict = {told.qualifier, claimed.qualifier} & {"over", "under"}
    return bool(strict) and (sides == {-1, 1} or (claimed.qualifier in strict and told.qualifier == "exact"))


_SIDE = {"over": 1, "at_least": 1, "under": -1, "up_to": -1}


def borne_out(told: Stated, claimed: Stated) -> bool:
    """Whether what is told lies in what a vague or rounded claim may mean; of two limits, only the same one does."""
    (lowest, highest), (low, high) = bounds(claimed), bounds(told)
    if contrary(told, claimed):
        return False
    within = lowest <= low and high <= highest and not _limits(told, claimed) and _of_its_size(told, claimed)
    return within or _rounds(claimed.value, told.value, told.unit)


def _of_its_size(told: Stated, claimed: Stated) -> bool:
    """Whether a value is near enough to a limit to be what it was drawn for: 200 is not what "under 700" says."""
    return claimed.qualifier not in ("over", "under") or claimed.value / _FAR <= told.value <= claimed.value * _FAR


_FAR = 2.0


def compatible(told: Stated, claimed: Stated) -> bool:
    """Whether both can be true: "over 60,000" and 61,000 can, 98 and 97.5 percent too, and no two other limits."""
    (lowest, highest), (low, high) = bounds(claimed), bounds(told)
    if contrary(told, claimed):
        return False
    if _limits(told, claimed) and claimed.qualifier not in ("over", "under"):
        return equal(told, claimed)
    return (low <= highest and lowest <= high) or _rounds(told.value, claimed.value, told.unit)


def _limits(told: Stated, claimed: Stated) -> bool:
    """Whether both are limits of one kind, "up to 15" and "up to 20" years, or both ranges."""
    if told.high is not None and claimed.high is not None:
        return True
    return told.qualifier == claimed.qualifier and claimed.qualifier not in ("exact", "about")


def _rounds(rough: float, fine: float, unit: str) -> bool:
    """Whether one value is the other rounded: to whole percent, or to thousands by a hundredth at most."""
    if unit == PERCENT:
        return rough.is_integer() and abs(rough - fine) <= 1 / 2
    return rough % 1000 == 0 and abs(rough - fine) <= min(fine / 100, 10 ** (len(f"{rough:.0f}") - 2) / 2)


def nearly_as_precise(told: Edtf, claimed: Edtf) -> bool:
    """Whether a date is vaguer by one step at most: a month bears a day out, a year or "the sixties" does not."""
    return days(begin(told)) <= (_MONTH if days(begin(claimed)) == 1 else _YEAR)


_MONTH, _YEAR = 31, 366  # days
