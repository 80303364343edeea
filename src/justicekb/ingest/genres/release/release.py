"""What releases have in common: the dateline, the mark of release, the end mark, and the boilerplate around them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from justicekb.edtf import Edtf
from justicekb.ingest.formats.text.clean import ends_sentence
from justicekb.ingest.formats.text.lines import Part
from justicekb.ingest.genres.furniture import Furniture
from justicekb.ingest.genres.printeddate import PrintedDates

# A dateline ends within this many characters of its paragraph.
_DATELINE_WITHIN = 90
_DASHES = "–—-"


@dataclass(frozen=True, slots=True)
class Dateline:
    """The place and day a release opens with."""

    place: str
    date: Edtf


@lru_cache(maxsize=1)
def _patterns() -> dict[str, re.Pattern[str]]:
    return {
        "place": re.compile(
            r"(?P<place>[A-ZÀ-ÞА-Я][\w.’' -]{1,40}?(?:/[A-Z][\w.’' -]+)?(?:, [A-ZÀ-ÞА-Я][\w.’' -]{1,30}?)?)"
            r"\s*[,(–—-]\s*$"
        ),
        "end": re.compile(
            r"\s*(?:#{1,6}(?:\s*#{1,6})*|\*{3,}|-\s*30\s*-|-?\s*e\s?n\s?d\s?s?\s*-?|\*\s*\*\s*\*|[\[(]ends?[\])])\s*",
            re.IGNORECASE,
        ),
        "release": re.compile(
            r"\s*(?:for )?immediate release\b.*|\s*(?:press|news|media) (?:release|statement)\b.{0,40}", re.IGNORECASE
        ),
    }  # fmt: skip


def dateline(paragraph: str, dates: PrintedDates) -> Dateline | None:
    """The dateline that a paragraph begins with: "ASTANA, 23 November 2011 –", "Vienna (3 May 2020) -"."""
    for start, end, value in dates.days(paragraph[:_DATELINE_WITHIN]):
        rest = paragraph[end:].lstrip(" )],.")
        place = _patterns()["place"].fullmatch(paragraph[:start])
        if place and rest[:1] and rest[0] in _DASHES + ":|":
            return Dateline(place["place"].strip(), value)
    return None


def is_release_mark(line: str) -> bool:
    """Whether a line says that what follows is a release."""
    return len(line) < 80 and _patterns()["release"].fullmatch(line) is not None


def is_end_mark(line: str) -> bool:
    """Whether a line closes a release: "###", "ENDS", "-30-"."""
    return _patterns()["end"].fullmatch(line) is not None


def mark_boilerplate(found: Sequence[Part], furniture: Furniture) -> list[Part]:
    """The parts with boilerplate marked as such and pure page furniture left out.

    After the end mark, sentences are boilerplate and everything else is furniture; a heading such as "Notes to
    editors" opens a section of boilerplate that lasts to the end.
    """
    marked: list[Part] = []
    ended = section = False
    half, seen = sum(len(p.text) for p in found) / 2, 0
    for part in found:
        role = furniture.role(part.text)
        seen += len(part.text)
        if is_end_mark(part.text) and seen > half:
            ended = True
        elif role == "section" and seen > half:
            section = True
            marked.append(replace(part, kind="boilerplate", level=None))
        elif ended and not section:
            if role == "boilerplate" or (role is None and ends_sentence(part.text)):
                marked.append(replace(part, kind="boilerplate", level=None))
        elif section or role == "boilerplate":
            marked.append(replace(part, kind="boilerplate", level=None))
        elif role != "drop":
            marked.append(replace(part, kind="caption") if role == "caption" and part.kind == "paragraph" else part)
    return marked


# So many lines in a row of one to three letters, or of fragments in capitals, are a word art that was torn apart.
_TORN_RUN = 6


def without_torn_words(lines: Sequence[str]) -> list[str]:
    """The lines without runs such as T / HE / C / OURT, a heading in small capitals torn into its letters."""
    kept: list[str] = []
    run: list[str] = []
    for line in [*lines, "."]:
        word = line.strip()
        if word and word.isupper() and " " not in word and len(word) < 14:
            run.append(line)
            continue
        kept += run if not _torn(run) else []
        run = []
        kept.append(line)
    return kept[:-1]


def _torn(run: Sequence[str]) -> bool:
    return len(run) >= _TORN_RUN and sum(len(line.strip()) == 1 for line in run) * 3 >= len(run)


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
