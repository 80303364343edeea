"""Street addresses, and members with their seats: "1350 N.W. 12 Ave.", "Mr Shannon (Strangford) (DUP)"."""

from __future__ import annotations

from collections.abc import Iterator

from justicekb.extract.names.candidates import WordGroups
from justicekb.extract.names.words import Line
from justicekb.model import EntityType

Range = tuple[int, int]

_LONGEST = 6  # words from the house number to the street's noun
_LONGEST_SEAT = 5
_DIRECTIONS = frozenset({"N", "S", "E", "W", "NW", "NE", "SW", "SE"})


def streets(line: Line, groups: WordGroups) -> Iterator[Range]:
    """House number, direction and street: 4521 E. Speedway Blvd.; NW 12 Avenue."""
    at = 0
    while at < len(line):
        end = _street_end(line, at, groups) if _opens(line, at) else at
        if end > at:
            yield at, end
        at = max(end, at + 1)


def _opens(line: Line, at: int) -> bool:
    """Whether a house number or a direction of the compass stands here."""
    counted = (at + 1 < len(line) and line[at + 1].text == ".") or (at and line[at - 1].text in ("$", "£", "€"))
    number = line[at].text.isdigit() and not counted  # "6. Crown Court" is a numbered item
    return number or _is_direction(line, at)


def _is_direction(line: Line, at: int) -> bool:
    return line[at].text.replace(".", "") in _DIRECTIONS


def _street_end(line: Line, at: int, groups: WordGroups) -> int:
    """The end of the street that begins at a number or direction; `at` where none does."""
    seen = _is_direction(line, at)
    for end in range(at + 1, min(at + _LONGEST, len(line))):
        word = line[end]
        if groups.has("street-nouns", word.text.rstrip(".")) and word.cap:
            named = end > at + 1 or seen
            return end + 1 + _full_stop(line, end) if named else at
        if word.text == "." and not word.spaced:
            continue
        seen = seen or _is_direction(line, end)
        if not (word.cap or (seen and word.text[0].isdigit())):
            return at
    return at


def _full_stop(line: Line, at: int) -> int:
    """One when the abbreviation's full stop stands apart."""
    short = len(line[at].text) <= len("Blvd")
    return int(short and at + 2 < len(line) and line[at + 1].text == "." and not line[at + 1].spaced)


def seats(line: Line) -> Iterator[tuple[EntityType, Range]]:
    """The constituency and the party in brackets behind a member's name: (Strangford) (DUP)."""
    for at in range(1, len(line) - 4):
        if line[at].text != "(" or not line[at - 1].cap or line[at - 1].label in ("ORG", "DATE"):
            continue
        closing = _closing(line, at)
        if closing is None or closing + 3 >= len(line) or line[closing + 1].text != "(":
            continue
        party = _closing(line, closing + 1)
        if party is not None and (line[party + 1 : party + 2] or line[at:at])[0].text in (":", "asked", "(", ",", "."):
            yield "place", (at + 1, closing)
            yield "organisation", (closing + 2, party)


def _closing(line: Line, at: int) -> int | None:
    """The bracket that closes capitalised words."""
    for end in range(at + 2, min(at + 2 + _LONGEST_SEAT, len(line))):
        if line[end].text == ")":
            words = [w for w in line[at + 1 : end] if w.lower not in ("and", "of", "the", ",")]
            return end if words and all(w.cap for w in words) else None
    return None
