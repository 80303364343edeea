"""Bibliographic data of a paper from its running lines and first page: DOI, ISSN, journal, volume, pages, date."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from justicekb.edtf import Edtf
from justicekb.ingest.genres.printeddate import PrintedDates
from justicekb.vocabulary.patterns import YEAR

_DOI = re.compile(r"\b(10\.\d{4,9}/[^\s\"<>]+)")
_ISSN = re.compile(
    r"\bISSN\b[^\d]{0,24}(\d{4}\s?[-–]\s?\d{3}[\dXxХх])|\b(\d{4}-\d{3}[\dX])\s*\((?:online|print)\)", re.IGNORECASE
)
_PUBLISHED = re.compile(
    r"\b(?:published(?: online| by [^:.\d]{2,40})?|publication date|date of publication|first published(?: online)?"
    r"|available online)\b[:\s]*",
    re.IGNORECASE,
)
# Words of a line on a cover that is little more than a date: "Bishkek, November 2014".
_COVER_WORDS = 6
_OTHER_DAY = re.compile(
    r"\b(?:received|accepted|submitted|revised|accessed|retrieved|born|until|since)\b", re.IGNORECASE
)
_COPYRIGHT = re.compile(rf"(?:©|\(c\)|copyright)\s*(?:the author\(?s?\)?,?\s*)?({YEAR})", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Imprint:
    """Where and when a paper appeared, as far as its own pages say so."""

    doi: str | None = None
    issn: str | None = None
    container: str | None = None
    volume: str | None = None
    issue: str | None = None
    pages: str | None = None
    published: Edtf | None = None
    reason: str = ""


@lru_cache(maxsize=1)
def _numbers() -> tuple[re.Pattern[str], ...]:
    """How volume, issue and pages are printed; the name before them is the journal's."""
    pages = r"(?P<p>[A-Za-z]?\d{1,6}(?:\s*[-–—]\s*[A-Za-z]?\d{1,6})?)"
    name = r"(?:(?P<c>[A-ZÀ-ÞА-Я][^.;|\d()]{3,90}?)[,.]?\s+)?"
    issue_word = r"(?:No|Nr|Issue|Iss|Num|Number|Nos|Heft|№|N)\b[.°]?"
    volume_word = r"(?:Vol(?:ume|\.)?|Bd\.?|Jg\.?|Tome)"
    rules = (
        rf"{name}{volume_word}\s*(?P<v>\d{{1,4}})\s*[,.;:]?\s*(?:\(?{YEAR}\)?\s*[,.]?\s*)?"
        rf"(?:{issue_word}\s*|\()(?P<i>\d{{1,4}}(?:[-–/]\d{{1,4}})?)\)?"
        rf"(?:\W{{0,4}}(?:[A-Z][a-z]+\s)?\(?{YEAR}\)?)?(?:\s*[,.:;]?\s*(?:pp?\.|pages|S\.)?\s*{pages})?",
        rf"{name}(?P<v>\d{{1,4}})\s*\((?P<i>\d{{1,4}}(?:[-–/]\d{{1,4}})?)\)(?:\s*[,:]\s*(?:pp?\.?\s*)?{pages})?",
        rf"{name}{volume_word}\s*(?P<v>\d{{1,4}})(?P<i>)(?:\s*\(?{YEAR}\)?)?(?:\s*[,.:;]\s*(?:pp?\.|S\.)\s*{pages})?",
    )
    return tuple(re.compile(rule) for rule in rules)


def read_imprint(strings: Sequence[str], title: str | None, dates: PrintedDates) -> Imprint:
    """The imprint from strings of the first page, the likeliest (running lines, the margin, the head) first."""
    text = "\n".join(strings)
    number = _first_numbers(strings, title)
    published, reason = _published(strings, dates)
    issn = _ISSN.search(text)
    return Imprint(
        doi=doi_in(text),
        issn=re.sub(r"\s", "", issn[1] or issn[2]).replace("–", "-").upper() if issn else None,
        container=number.get("c"), volume=number.get("v"), issue=number.get("i"),
        pages=re.sub(r"\s*[–—-]\s*", "-", number["p"]) if number.get("p") else None,
        published=published, reason=reason,
    )  # fmt: skip


def doi_in(text: str) -> str | None:
    """The first DOI in a text, without what follows it in the sentence; line breaks inside one are healed."""
    healed = re.sub(r"(10\.)\s+(?=\d{4,9}/)|(?<=doi\.org/)\s+", lambda m: m[1] or "", text)
    match = _DOI.search(healed)
    if match is None:
        return None
    doi = match[1].rstrip(".,;:'”’»")
    while doi.endswith(")") and doi.count("(") < doi.count(")"):
        doi = doi[:-1]
    return doi.rstrip(".,;")


def _first_numbers(strings: Sequence[str], title: str | None) -> dict[str, str]:
    for rule in _numbers():
        for string in strings:
            match = rule.search(_without_title(string, title))
            if match and 0 < int(match["v"]) < 3000:
                found = {key: value.strip(" ,.:;–-") for key, value in match.groupdict().items() if value}
                if "c" in found and not _journal_name(found["c"]):
                    del found["c"]
                return found
    return {}


def _without_title(string: str, title: str | None) -> str:
    """A citation line after the title of the paper it cites."""
    if title:
        flat, wanted = " ".join(string.split()), " ".join(title.split())
        at = flat.casefold().find(wanted.casefold())
        if at >= 0:
            return flat[at + len(wanted) :].lstrip(" .,”\"’'")
    return string


def _journal_name(text: str) -> bool:
    tokens = text.split()
    return 1 <= len(tokens) <= 12 and not re.search(r"\b(?:et al|vol|no|pp|issn|doi)\b", text, re.IGNORECASE)


def _published(strings: Sequence[str], dates: PrintedDates) -> tuple[Edtf | None, str]:
    for string in strings:
        for match in _PUBLISHED.finditer(string):
            after = string[match.end() : match.end() + 40]
            value = dates.first(after) or dates.month(after) or _year(after[:12])
            if value:
                words = string[match.start() : match.end() + 20].strip()
                return value, f"published from {words!r} on the first page"
    rules = (
        rf"\(({YEAR})[a-z]?\)\.", rf"\b(?:Vol|No|№|Issue)\b.{{0,30}}?\b({YEAR})\b",
        rf"\d\s*\(\d+\)\D{{0,4}}({YEAR})\b", rf"\b({YEAR})\b.{{0,12}}\bVol\b",
    )  # fmt: skip
    for rule in rules:
        for string in strings:
            if cited := re.search(rule, string):
                return Edtf(cited[1]), "published from the citation on the first page"
    for string in strings:
        short = len(string.split()) <= _COVER_WORDS and not _OTHER_DAY.search(string)
        if short and (day := dates.first(string) or dates.month(string)):
            return day, f"published from the line {string.strip()!r} of the first page"
    for string in strings:
        if claimed := _COPYRIGHT.search(string):
            return Edtf(claimed[1]), "published from the copyright line"
    return None, ""


def _year(text: str) -> Edtf | None:
    match = re.search(rf"\b({YEAR})\b", text)
    return Edtf(match[1]) if match else None
