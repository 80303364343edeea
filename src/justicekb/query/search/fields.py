"""The fields of the query language: `FIELDS` maps each name a user may write to what its value means.

To add a field, add a line. A value that its field cannot take raises `FieldError` with what it can.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import cast, get_args

from justicekb.edtf import OPEN, Edtf
from justicekb.errors import ValueFormatError
from justicekb.model import DocumentKind
from justicekb.querytree import DateField, DateRange, Keyword, KeywordField, Missing, Named, Node, TextField

KINDS: tuple[str, ...] = get_args(DocumentKind)
TYPES = {
    "org": "organisation", "organisation": "organisation", "organization": "organisation", "person": "person",
    "place": "place", "country": "place", "law": "law", "treaty": "law",
}  # fmt: skip
_TEXT: dict[str, TextField] = {
    "title": "title", "heading": "heading", "text": "text", "furniture": "furniture", "publisher": "publisher",
    "author": "author", "by": "author",
}  # fmt: skip
_DATES: dict[str, DateField] = {"published": "published", "date": "published", "year": "published", "period": "period"}
_KEYWORDS: dict[str, KeywordField] = {
    "language": "language", "lang": "language", "doc": "document", "document": "document", "path": "path",
}  # fmt: skip
MISSING = "missing"

_RANGE = re.compile(r"[\[{]\s*(?P<first>\S+)\s+TO\s+(?P<last>\S+)\s*[\]}]", re.IGNORECASE)
_HALF = re.compile(r"(?P<sign>[<>])=?(?P<date>\S+)")


class FieldError(ValueError):
    """A value that its field cannot take; the message says what it can."""


def field_value(name: str, value: str) -> Node | None:
    """What `name:value` asks for; None when the field is one of words, for the caller to read them.

    Raises FieldError for an unknown field or a value that the field cannot take.
    """
    if value.lower() == MISSING and name in _WITH_MISSING:
        return Missing(_WITH_MISSING[name])
    return None if name in _TEXT else FIELDS[name](value)


def text_field(name: str) -> TextField:
    """The field of words with this name."""
    return _TEXT[name]


def known(name: str) -> bool:
    """Whether there is such a field."""
    return name in _TEXT or name in FIELDS


def names() -> list[str]:
    """Every name a field may be written with."""
    return sorted({*_TEXT, *FIELDS})


def _kind(value: str) -> Node:
    kind = re.sub(r"[\s-]+", "_", value.strip().lower())
    fitting = [known for known in KINDS if kind in (known, f"{known}s", known.replace("_", ""))]
    if not fitting:
        raise FieldError(f"no kind of document is called “{value}”; the kinds are {', '.join(KINDS)}")
    return Keyword("kind", fitting[0])


def _event(value: str) -> Node:
    if value[:1].isdigit() or value[:1] in "[{<>":
        return DateRange("event", read_range(value))
    return Keyword("event", re.sub(r"[\s-]+", "_", value.strip().lower()))


def read_range(value: str) -> Edtf:
    """The date of `2011`, `2011-11`, `[2011 TO 2015]`, `[2011 TO *]` or `>=2011`; raises FieldError."""
    value = value.strip()
    try:
        if match := _RANGE.fullmatch(value):
            return Edtf("/".join(OPEN if part == "*" else part for part in match.groups()))
        if match := _HALF.fullmatch(value):
            return Edtf(f"{match['date']}/{OPEN}" if match["sign"] == ">" else f"{OPEN}/{match['date']}")
        return Edtf(value)
    except ValueFormatError as error:
        raise FieldError(f"{error}; write 2011, 2011-11, 2011-11-23, [2011 TO 2015], [2011 TO *] or >=2011") from error


def _dated(field: DateField) -> Callable[[str], Node]:
    return lambda value: DateRange(field, read_range(value))


def _keyword(field: KeywordField) -> Callable[[str], Node]:
    return lambda value: Keyword(field, value)


def _named(type_: str | None) -> Callable[[str], Node]:
    return lambda value: Named(value, type_)


FIELDS: dict[str, Callable[[str], Node]] = {
    "kind": _kind,
    "event": _event,
    "entity": _named(None),
    **{name: _named(type_) for name, type_ in TYPES.items()},
    **{name: _dated(field) for name, field in _DATES.items()},
    **{name: _keyword(field) for name, field in _KEYWORDS.items()},
}
_WITH_MISSING = cast("dict[str, DateField | TextField]", {**_TEXT, **_DATES, "event": "event"})
