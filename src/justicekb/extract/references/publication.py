"""Where a bibliography entry was published: container, volume, issue, pages, publisher, by numbers and words."""

from __future__ import annotations

import re
from dataclasses import dataclass

from justicekb.extract.references.words import PAGES, Patterns
from justicekb.vocabulary.patterns import YEAR

_PAGES_MARK = r"(?:pp?|S|С)\.\s*"


@dataclass(frozen=True, slots=True)
class Numbers:
    """Volume, issue and pages, and the words that stand before the first of them."""

    before: str
    after: str
    volume: str | None = None
    issue: str | None = None
    pages: str | None = None


def numbers_of(rest: str, patterns: Patterns) -> Numbers:
    compact = re.search(
        rf"(?:\b({YEAR})\s*;\s*)?\b(\d{{1,4}})\s*\(([^()]{{1,20}})\)\s*[,:]?\s*(?:{_PAGES_MARK})?({PAGES})?", rest
    )
    if compact and not re.fullmatch(YEAR, compact[3].strip()):
        return _found(rest, compact.start(), compact.end(), volume=compact[2], issue=compact[3], pages=compact[4])
    colon = re.search(rf"\b(?:({YEAR})\s*;\s*)?(\d{{1,4}})(?:\s*\({YEAR}\))?\s*[:,]\s*(\d+\s*[-–—]\s*\d+)(?!\d)", rest)
    if colon and not patterns.volume.search(rest) and not patterns.issue.search(rest):
        issue = patterns.issue.search(rest, 0, colon.start() + 1)
        return _found(
            rest, colon.start(), colon.end(), volume=colon[2], issue=issue[1] if issue else None, pages=colon[3]
        )
    article = re.search(rf",\s*(\d{{1,4}}),\s*(?!{YEAR}\b)([A-Za-z]{{0,3}}\d+\w*)(?=\s*(?:\.|$))", rest)
    if article and not patterns.pages.search(rest) and not patterns.volume.search(rest):
        return _found(rest, article.start(), article.end(), volume=article[1], issue=None, pages=article[2])
    return _spelled(rest, patterns)


def _spelled(rest: str, patterns: Patterns) -> Numbers:
    volume, issue, pages = (p.search(rest) for p in (patterns.volume, patterns.issue, patterns.pages))
    loose = None if pages else re.search(rf"[,:]\s*(?!{YEAR}\s*\.?$)(\d+(?:\s*[-–—]\s*\d+)?)(?![\d])\s*\.?$", rest)
    pages = pages or loose or re.search(r",\s*(\d+\s*[-–—]\s*\d+|e\d+)(?=\s*[.,]|\s*$)", rest)
    bare = None if volume or not issue else re.search(r"\s(\d{1,4}),?\s*$", rest[: issue.start()])
    volume = volume or bare
    starts = [m.start() for m in (volume, issue, pages) if m]
    ends = [m.end() for m in (volume, issue, pages) if m]
    if not starts:
        return Numbers(rest, "")
    return _found(
        rest, min(starts), max(ends), volume=volume and volume[1], issue=issue and issue[1], pages=pages and pages[1]
    )


def _found(rest: str, start: int, end: int, *, volume: str | None, issue: str | None, pages: str | None) -> Numbers:
    span = re.sub(r"\s*[-–—]\s*", "-", pages) if pages else None
    return Numbers(rest[:start], rest[end:], volume, issue.strip() if issue else None, span)


@dataclass(frozen=True, slots=True)
class Source:
    """What a work stands in, who published it, and the editors as printed; empty where nothing says so."""

    container: str
    publisher: str
    editors: str = ""


def source_of(before: str, numbers: Numbers, patterns: Patterns) -> Source:
    """Container, publisher and editors out of the words around the numbers."""
    words = re.sub(rf"\(?\b{YEAR}[a-z]?\b\)?(?:\s*[-–]\s*)?", " ", before)
    words = " ".join(words.split()).strip(" .,;:–—-(")
    inside = re.match(r"(?:In|in):?\s+(.*)$", words)
    if inside:
        editors, container = _parted(inside[1], patterns)
        first, _, tail = container.partition(". ")
        publisher = (_publisher(tail) or clean(tail)) if tail else _publisher(numbers.after)
        return Source(clean(first), clean(publisher), editors)
    if numbers.volume or numbers.issue or numbers.pages:
        return Source(clean(words), _publisher(numbers.after) if not numbers.volume else "")
    return Source("", _publisher(words))


def _parted(words: str, patterns: Patterns) -> tuple[str, str]:
    """Editors before "(Ed.)" or behind "edited by", and the container."""
    match = patterns.editors.search(words)
    if match is None:
        return "", words
    before, behind = words[: match.start()].strip(" ,.("), words[match.end() :].strip(" ,.:")
    if _BY.search(match.group()):  # "Prisons of the Steppe, edited by K. Novak"
        end = _NAMES_END.search(behind)
        names, rest = (behind[: end.start() + 1], behind[end.end() :]) if end else (behind, "")
        return names.rstrip("."), ". ".join(filter(None, [before, rest]))
    return before, behind


_NAMES_END = re.compile(r"(?<=[a-z]{2})\.\s+(?=[A-Z])")
_BY = re.compile(r"\bby\b|под", re.IGNORECASE)


def _publisher(words: str) -> str:
    """The publisher of "Place: Publisher", "Place, Publisher" or the words themselves."""
    words = re.sub(rf"\b{YEAR}[a-z]?\b|[()]", " ", words)
    words = clean(words.rpartition(":")[2] if ":" in words else words)
    told = words[:1].isupper() and len(words) < 80 and not re.search(r"\d", words)  # "CAT/C/KAZ/CO/3, 12 December"
    return words if told else ""


def clean(text: str) -> str:
    """A part of an entry without the marks that part it from the next."""
    return " ".join(text.split()).strip(" .,;:/–—-")
