"""EDTF values as a reader wants to see them: `1998-08-26` is "26 August 1998", `2005/..` is "since 2005"."""

from __future__ import annotations

import re

from justicekb.edtf import Edtf

MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_PARTS = {
    "21": "spring", "22": "summer", "23": "autumn", "24": "winter", "33": "first quarter", "34": "second quarter",
    "35": "third quarter", "36": "fourth quarter", "40": "first half", "41": "second half",
}  # fmt: skip


def shown(value: Edtf) -> str:
    """The date in English words, with the precision it has."""
    if not value.is_interval:
        return _point(value.text)
    start, _, end = value.text.partition("/")
    if end in ("", ".."):
        return f"since {_point(start)}"
    if start in ("", ".."):
        return f"until {_point(end)}"
    return f"{_point(start)} – {_point(end)}"


def _point(text: str) -> str:
    plain = re.sub(r"[~?%]$", "", text)
    year, *rest = plain.split("-")
    words = _year(year)
    if rest and rest[0] in _PARTS:
        words = f"{_PARTS[rest[0]]} {'of ' if int(rest[0]) > 30 else ''}{year}"
    elif rest and rest[0].isdigit():
        day = f"{int(rest[1])} " if len(rest) > 1 and rest[1].isdigit() else ""
        words = f"{day}{MONTHS[int(rest[0]) - 1]} {year}"
    return f"about {words}" if plain != text else words


def _year(year: str) -> str:
    if year.endswith("XX"):
        return f"{int(year[:2]) + 1}th century" if year[:2] != "20" else "21st century"
    return f"{year[:3]}0s" if year.endswith("X") else year
