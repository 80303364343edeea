"""What releases have in common: the dateline, the issuing body, and the boilerplate after their end."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from justicekb.edtf import Edtf
from justicekb.ingest.furniture import Furniture
from justicekb.ingest.genres.printeddate import PrintedDates
from justicekb.ingest.parts import Part
from justicekb.model import BlockKind

# A dateline ends within this many characters of its paragraph.
_DATELINE_WITHIN = 90
_DASHES = "–—-"


@lru_cache(maxsize=1)
def _place() -> re.Pattern[str]:
    return re.compile(
        r"(?:[A-ZÀ-ÞА-Я][\w.’' -]{1,40}?(?:/[A-Z][\w.’' -]+)?(?:, [A-ZÀ-ÞА-Я][\w.’' -]{1,30}?)?)\s*[,(–—-]\s*$"
    )


def dateline(paragraph: str, dates: PrintedDates) -> Edtf | None:
    """The day of the dateline that a paragraph begins with: "ASTANA, 23 November 2011 –", "Vienna (3 May 2020) -"."""
    for start, end, value in dates.days(paragraph[:_DATELINE_WITHIN]):
        rest = paragraph[end:].lstrip(" )],.")
        if rest[:1] and rest[0] in _DASHES + ":|" and _place().fullmatch(paragraph[:start]):
            return value
    return None


# A dateline opens one of the first parts.
_OPENING = 8


def opening_dateline(parts: Sequence[Part], dates: PrintedDates) -> Edtf | None:
    """The day of the dateline that one of the first paragraphs begins with."""
    opened = (dateline(p.text, dates) for p in parts[:_OPENING] if p.kind == "paragraph")
    return next(filter(None, opened), None)


# Kinds that furniture and boilerplate of a release come in.
_RUNNING: tuple[BlockKind, ...] = ("heading", "paragraph", "list_item")


def mark_boilerplate(parts: Sequence[Part], furniture: Furniture) -> list[Part]:
    """The parts with boilerplate marked as such; end marks and pure page furniture are left out."""
    about = _about_from(parts, furniture)
    marked: list[Part] = []
    for at, part in enumerate(parts):
        role = furniture.role(part.text)
        if part.kind not in (*_RUNNING, "block_quote"):
            marked.append(part)
        elif at in about or role in ("boilerplate", "section"):
            if not furniture.is_end_mark(part.text):
                marked.append(part.of("boilerplate"))
        elif role != "drop" and not furniture.is_end_mark(part.text):
            marked.append(part.of("caption") if role == "caption" and part.kind == "paragraph" else part)
    return marked


# What stands under "Notes to editors" or "About the OSCE" is boilerplate when it is less than this share of the
# text; what stands after the end mark of a release may be more.
_ABOUT, _AFTER_END = 0.35, 0.6


def _about_from(parts: Sequence[Part], furniture: Furniture) -> frozenset[int]:
    """The parts after the end mark of a release, or under headings such as "Notes to editors" near its end.

    Where too much follows such a heading, only what stands under it in the second half of the text is meant.
    """
    total, seen = sum(p.prose for p in parts), 0
    found: set[int] = set()
    for at, part in enumerate(parts):
        ended = furniture.is_end_mark(part.text)
        if ended or furniture.role(part.text) == "section":
            if total - seen < total * (_AFTER_END if ended else _ABOUT):
                return frozenset(found | set(range(at, len(parts))))
            end = next((n for n in range(at + 1, len(parts)) if parts[n].kind == "heading"), len(parts))
            if seen * 2 > total and sum(p.prose for p in parts[at:end]) < total * _ABOUT:
                found.update(range(at, end))
        seen += part.prose
    return frozenset(found)


# Authors and bodies present themselves in the last parts of a text.
_CLOSING = 5
_PRESENTS = re.compile(r"\s*(?:,|is\b|writes\b|covers\b|was\b|has\b|joined\b|reports\b|works\b|\()", re.IGNORECASE)


def mark_presenting(parts: Sequence[Part], authors: Sequence[str], body: str | None) -> list[Part]:
    """The parts with closing paragraphs that tell who an author or the publisher is as boilerplate."""
    start = max(0, len(parts) - _CLOSING)
    closing = [
        p.of("boilerplate") if p.kind in _RUNNING and _presents(p.text, authors, body) else p for p in parts[start:]
    ]
    return [*parts[:start], *closing]


def _presents(text: str, authors: Sequence[str], body: str | None) -> bool:
    words = text.lstrip("•*—– -")
    named = any(" " in name and words.startswith(name) and _PRESENTS.match(words[len(name) :]) for name in authors)
    return named or presents_body(text, body)


@lru_cache(maxsize=1)
def _issuer() -> re.Pattern[str]:
    return re.compile(
        r"(?P<body>(?:[A-ZÀ-Þ][\w’'&-]*)(?: (?:(?:of|in|for|on|and|the|to) )*[A-ZÀ-Þ][\w’'&-]*)+|[A-Z]{3,8}) [a-z]+s\b"
    )


def issuing_body(title: str, text: str) -> str | None:
    """The body that a release's title begins with, when the text names it again ("OSCE Centre in Astana opens …")."""
    match = _issuer().match(title)
    return match["body"] if match and match["body"] in text else None


def presents_body(text: str, body: str | None) -> bool:
    """Whether a paragraph tells what a body is: "The Council of the North is …", "Court Watch was founded …"."""
    if not body:
        return False
    name = re.escape(body.removeprefix("The "))
    return (
        re.match(
            rf"(?:the )?{name}(?: \([A-Z]+\))?,? (?:is|was|has|works|seeks|promotes|monitors)\b", text, re.IGNORECASE
        )
        is not None
    )
