"""The head of a web page: which words are its title and its site, and what its elements' names say of the lines."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from justicekb.ingest.candidates import Candidate, best
from justicekb.ingest.genres.article.titles import choose_title, site_beside
from justicekb.ingest.genres.laid import Laid
from justicekb.ingest.genres.words import GenreWords
from justicekb.ingest.parts import Part, Reading
from justicekb.model import Author, BlockKind, normalise_name

# Lines before the first paragraph that are longer than this are no byline (characters).
_BYLINE = 120
_BY = re.compile(r"by:?\s+[A-ZÀ-ÞА-Я]", re.IGNORECASE)
_STAMP = re.compile(r"(?:published|updated|posted|written|last updated)\b", re.IGNORECASE)
# A page gives its date in one of its first lines.
_TOP = 8


def lay_page(reading: Reading, words: GenreWords) -> Laid:
    """The parts of a page with its title first, and the candidates that its lines and headings give."""
    url = reading.stated.url
    host = (urlsplit(url).hostname or "").removeprefix("www.") if url else ""
    publishers = tuple(_sites(reading, host))
    site = best([*reading.publishers, *publishers])
    title, shown = choose_title(
        reading.titles, reading.around, reading.parts, site=site.value if site else None, host=host
    )
    first = next((at for at, p in enumerate(reading.parts) if p.prose > _BYLINE and not _in_head(p, words)), 0)
    headline = next((p.text for p in reading.parts[:first] if p.kind == "heading" and p.level == 1), None)
    printed = shown or headline or (title.value if title else "")
    known = {normalise_name(text) for text in (printed, title.value if title else "") if text}
    body = [
        p.of("byline" if at < first and _in_head(p, words) else _kind(p))
        for at, p in enumerate(reading.parts)
        if p.kind != "heading" or normalise_name(p.text) not in known
    ]
    lines = [part.text for part in reading.parts[:_TOP] if _gives_date(part, words)]
    place = "a line of the page that gives a date"
    days = [Candidate(day, 0.5, place) for day in map(words.dates.first, lines) if day]
    days += [Candidate(month, 0.44, place) for month in map(words.dates.month, lines) if month]
    return Laid(
        parts=(Part("title", printed), *body), title=title, shown_title=shown, publishers=publishers,
        dates=tuple(days), authors=tuple(_authors(reading, words, site)),
        places=(*(("breadcrumb", crumb) for crumb in reading.breadcrumb), ("address", urlsplit(url or "").path)),
    )  # fmt: skip


def _sites(reading: Reading, host: str) -> Iterator[Candidate[str]]:
    headings = [p.text for p in reading.around if p.kind == "heading" and p.level == 1]
    if site := site_beside(
        reading.window, [*headings, *(c.value for c in reading.titles if c.value != reading.window)]
    ):
        yield Candidate(site, 0.55, "the title element, beside the title")
    if host:
        yield Candidate(host, 0.1, "the page's address")


def _authors(
    reading: Reading, words: GenreWords, site: Candidate[str] | None
) -> Iterator[Candidate[tuple[Author, ...]]]:
    """The first line near the title that begins with "By"."""
    near = [*reading.parts[:6], *(p for p in reading.around if p.kind != "heading")]
    line = next((p.text for p in near if len(p.text) < 100 and _BY.match(p.text)), "")
    if names := words.bylines.names([line], site=site.value if site else None):
        yield Candidate(tuple(Author(name=name) for name in names), 0.55, "a line of the page that begins with “by”")


def _in_head(part: Part, words: GenreWords) -> bool:
    """Whether a part before the text is its byline or date line."""
    if len(part.text) > _BYLINE or part.level == 1 or part.roles & {"subtitle", "caption"}:
        return False
    return bool(part.roles & {"byline", "date"}) or _gives_date(part, words) or words.bylines.is_byline(part.text)


def _gives_date(part: Part, words: GenreWords) -> bool:
    """Whether a line speaks of the page: a stamp, a byline, or but a date; what a sentence or row tells is text."""
    if len(part.text) > _BYLINE or part.kind not in ("paragraph", "list_item", "heading"):
        return False
    if _STAMP.match(part.text) or words.is_date_line(part.text):
        return True
    dated = (
        bool(part.roles & {"byline", "date"}) or words.bylines.is_byline(part.text) or _BY.match(part.text) is not None
    )
    return dated and words.dates.first(part.text) is not None


def _kind(part: Part) -> BlockKind:
    """The kind that the names of elements around a part say."""
    if part.kind == "heading":
        return "byline" if part.roles & {"byline", "date"} and len(part.text) < _BYLINE else "heading"
    kinds: tuple[BlockKind, ...] = ("caption", "footnote")
    if named := next((kind for kind in kinds if kind in part.roles), None):
        return named
    return "byline" if part.roles & {"byline", "date"} and len(part.text) < _BYLINE else part.kind
