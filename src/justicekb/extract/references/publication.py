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


def source_of(before: str, numbers: Numbers, patterns: Patterns) -> tuple[str, str]:
    """Container and publisher out of the words around the numbers."""
    words = re.sub(rf"\(?\b{YEAR}[a-z]?\b\)?(?:\s*[-–]\s*)?", " ", before)
    words = " ".join(words.split()).strip(" .,;:–—-(")
    inside = re.match(r"(?:In|in):?\s+(.*)$", words)
    if inside:
        container = _after_editors(inside[1], patterns)
        first, _, tail = container.partition(". ")
        return clean(first), clean(tail or _publisher(numbers.after))
    if numbers.volume or numbers.issue or numbers.pages:
        return clean(words), _publisher(numbers.after) if not numbers.volume else ""
    return "", _publisher(words)


def _after_editors(words: str, patterns: Patterns) -> str:
    match = patterns.editors.search(words)
    return words[match.end() :].strip(" ,.:") if match else words


def _publisher(words: str) -> str:
    """The publisher of "Place: Publisher", "Place, Publisher" or the words themselves."""
    words = re.sub(rf"\b{YEAR}[a-z]?\b|[()]", " ", words)
    words = clean(words.rpartition(":")[2] if ":" in words else words)
    return words if words[:1].isupper() and len(words) < 80 else ""


def clean(text: str) -> str:
    """A part of an entry without the marks that part it from the next."""
    return " ".join(text.split()).strip(" .,;:/–—-")
