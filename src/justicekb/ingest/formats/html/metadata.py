"""What a page says about itself: title, authors, publisher, dates, address, each chosen among scored candidates.

Places, the most trusted first: JSON-LD of the article, meta tags, elements that say what they are (`<time>`,
`itemprop`, `rel=author`), class names, and the words of the page.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar, Literal
from urllib.parse import urlsplit

from justicekb.ingest.blocks import one_line
from justicekb.ingest.candidates import Candidate, Metadata
from justicekb.ingest.formats.html.elements import PageIndex
from justicekb.ingest.formats.html.linkeddata import LinkedData
from justicekb.ingest.formats.html.pieces import Piece
from justicekb.ingest.source import SourceInfo
from justicekb.vocabulary import Vocabulary
from justicekb.vocabulary.entries import Entry

Field = Literal["title", "published", "authors", "publisher"]


class MetaTag(Entry, frozen=True, kw_only=True):
    """A meta tag that gives a field, and how far it is trusted (0 to 1); its id is the field and the tag's name."""

    FILE: ClassVar[str] = "page-metatags.csv"

    field: Field
    score: str

    @property
    def name(self) -> str:
        """The tag's name, property or itemprop in small letters."""
        return self.id.removeprefix(f"{self.field} ")


def meta_tags(vocabulary: Vocabulary) -> dict[Field, list[tuple[str, float]]]:
    """Names and scores of the meta tags by field; use as `vocabulary.once(meta_tags)`."""
    by_field: dict[Field, list[tuple[str, float]]] = {}
    for tag in vocabulary.entries(MetaTag):
        by_field.setdefault(tag.field, []).append((tag.name, float(tag.score)))
    return by_field


@dataclass(frozen=True, slots=True)
class PageParts:
    """A page to take metadata from: parsed, in pieces, and as it was written."""

    index: PageIndex
    linked: LinkedData
    pieces: Sequence[Piece]
    source: str
    tags: dict[Field, list[tuple[str, float]]]


def _of_tags(page: PageParts, field: Field) -> Iterator[Candidate[str]]:
    for name, score in page.tags.get(field, ()):
        if value := page.index.get(name):
            yield Candidate(value, score, f"the meta tag {name}")


def page_states(page: PageParts, source: SourceInfo) -> dict[str, Any]:
    """What a page states of itself, and its candidates, as the fields of a reading."""
    tags, linked = page.index, page.linked
    url, doi = _address(tags, linked, source), tags.get("citation_doi")
    stated = Metadata(
        language=_language(tags, linked), url=url, doi=doi.removeprefix("doi:").strip() if doi else None,
        issn=tags.get("citation_issn"), container=tags.get("citation_journal_title"),
        volume=tags.get("citation_volume"), issue=tags.get("citation_issue"), keywords=_keywords(tags, linked),
        declared=tuple(filter(None, (*linked.types, tags.get("og:type")))),
    )  # fmt: skip
    return {
        "stated": stated, "titles": tuple(_titles(page, linked)), "dates": tuple(_date_words(page, linked, url)),
        "bylines": tuple(_author_lines(page, linked)), "publishers": tuple(_publishers(page, linked)),
        "breadcrumb": linked.breadcrumb, "window": tags.title or "",
    }  # fmt: skip


def _address(tags: PageIndex, linked: LinkedData, source: SourceInfo) -> str | None:
    options = [source.given.url, tags.canonical, tags.get("og:url"), linked.url]
    return next((o for o in options if o and o.startswith(("http://", "https://"))), None)


def _publishers(page: PageParts, linked: LinkedData) -> Iterator[Candidate[str]]:
    yield from _of_tags(page, "publisher")
    if linked.publisher:
        yield Candidate(linked.publisher, 0.85, "the page's linked data")
    if linked.site:
        yield Candidate(linked.site, 0.6, "the linked data of the site")


def _titles(page: PageParts, linked: LinkedData) -> Iterator[Candidate[str]]:
    if linked.headline:
        yield Candidate(linked.headline, 0.85, "the page's linked data")
    yield from _of_tags(page, "title")
    if page.index.title:
        yield Candidate(page.index.title, 0.5, "the title element")


def _date_words(page: PageParts, linked: LinkedData, url: str | None) -> Iterator[Candidate[str]]:
    """Words that give the date of publication, by place."""
    if linked.published:
        yield Candidate(linked.published, 0.95, "the page's linked data")
    yield from _of_tags(page, "published")
    yield from _time_elements(page.index)
    if url:
        yield Candidate(urlsplit(url).path.replace("/", "-"), 0.45, "the page's address")
    for piece in page.pieces:
        if "date" in piece.roles and len(piece.text) < _DATE_LINE:
            yield Candidate(piece.text, 0.3, "an element named after dates")
    if stated := _STATED.search(page.source):
        yield Candidate(stated[1], 0.6, "data inside the page's scripts")
    if linked.modified:
        yield Candidate(linked.modified, 0.15, "the date of the last change in the page's linked data")


# A line longer than this says more than a date (characters).
_DATE_LINE = 120
# A date of publication in script data, plain or escaped for an attribute.
_STATED = re.compile(r"""(?:"|&quot;|\\")date_?[Pp]ublished(?:"|&quot;|\\")\s*:\s*(?:"|&quot;|\\")(\d{4}-\d\d-\d\d)""")


def _time_elements(index: PageIndex) -> Iterator[Candidate[str]]:
    for at, tag in enumerate(index.times[:6]):
        stamp = tag.get("datetime") or tag.get("content")
        said = f"{tag.get('class') or ''} {tag.get('itemprop') or ''}".lower()
        score = 0.7 - 0.02 * at
        score += 0.1 if "publ" in said or tag.has_attr("pubdate") else 0
        score -= 0.3 if "update" in said or "modif" in said else 0
        words = stamp if isinstance(stamp, str) and stamp else one_line(tag.get_text())
        yield Candidate(words, score, "a time element")


def _author_lines(page: PageParts, linked: LinkedData) -> Iterator[Candidate[tuple[str, ...]]]:
    """Lines that name authors, by place."""
    yield Candidate(linked.authors, 0.9, "the page's linked data")
    for name, score in page.tags.get("authors", ()):
        yield Candidate(tuple(page.index.all(name)), score, f"the meta tag {name}")
    yield Candidate(tuple(page.index.marked_authors[:4]), 0.65, "an element marked as author")
    yield Candidate(tuple(page.index.author_links[:8]), 0.6, "links to the author")
    yield Candidate(tuple(page.index.author_pages), 0.56, "a link to an author's page")
    lines = [p.text for p in page.pieces if "byline" in p.roles and len(p.text) < 150]
    yield Candidate(tuple(lines[:2]), 0.5, "the byline")
    if stated := _STATED_AUTHOR.search(page.source):
        yield Candidate((stated[1],), 0.45, "data inside the page's scripts")


# The first author in script data, plain or escaped for an attribute.
_QUOTE = r"""(?:\\?"|&quot;)"""
_STATED_AUTHOR = re.compile(
    rf"{_QUOTE}authors?{_QUOTE}\s*:\s*\[?\s*\{{\s*(?:{_QUOTE}@?type{_QUOTE}\s*:\s*{_QUOTE}\w+{_QUOTE}\s*,\s*)?"
    rf"{_QUOTE}name{_QUOTE}\s*:\s*{_QUOTE}([^\"&\\]{{3,60}})"
)


def _language(tags: PageIndex, linked: LinkedData) -> str | None:
    options = [tags.language, linked.language, tags.get("og:locale"), tags.get("content-language")]
    for option in options:
        if option and re.match(r"[A-Za-z]{2}(?![A-Za-z])", option):
            return option[:2].lower()
    return None


def _keywords(tags: PageIndex, linked: LinkedData) -> tuple[str, ...]:
    words = linked.keywords or tuple((tags.get("keywords") or tags.get("news_keywords") or "").split(","))
    return tuple(dict.fromkeys(word for w in words if (word := one_line(w))))[:30]
