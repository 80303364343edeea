"""Printed lines: what a page shows of its text, for the formats that have pages, and for the genres that read type."""

from __future__ import annotations

from dataclasses import dataclass, field

import msgspec


class Style(msgspec.Struct, array_like=True, frozen=True):
    """A font as it is set: size in points as printed, angle in degrees, clockwise, against the page as it is seen."""

    font: str
    size: float
    bold: bool
    italic: bool
    angle: float = 0.0


@dataclass(frozen=True, slots=True)
class Piece:
    """Words of one line in one style."""

    text: str
    style: Style
    x0: float
    x1: float
    base: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A printed line. `size`, `bold` and `italic` are those of most of its characters; page counts from 1.

    `cells` are its parts between wide gaps; `region` numbers the run of lines of a page it belongs to, `side`
    marks a run in small type beside the text, `margin` a few words at a right angle to it.
    """

    pieces: tuple[Piece, ...]
    page: int
    x0: float
    x1: float
    base: float
    size: float
    bold: bool
    italic: bool
    font: str
    cells: tuple[str, ...]
    region: int = 0
    side: bool = False
    margin: bool = False
    text: str = field(default="")
