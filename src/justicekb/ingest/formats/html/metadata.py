"""What a page says about itself: title, authors, publisher, dates, address, each chosen among scored candidates.

Places, the most trusted first: JSON-LD of the article, meta tags, elements that say what they are (`<time>`,
`itemprop`, `rel=author`), class names, and the words of the page.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import ClassVar, Literal
from urllib.parse import urlsplit

from justicekb.edtf import Edtf
from justicekb.ingest.blocks import one_line
from justicekb.ingest.candidates import Candidate, Metadata, best, reason
from justicekb.ingest.formats.html.elements import PageIndex
from justicekb.ingest.formats.html.linkeddata import LinkedData
from justicekb.ingest.formats.html.pieces import Piece
from justicekb.ingest.formats.html.titles import choose_title, site_beside, site_of
from justicekb.ingest.genres.bylines import Bylines, bylines
from justicekb.ingest.genres.printeddate import PrintedDates, printed_dates
from justicekb.ingest.genres.release.release import dateline
from justicekb.ingest.genres.report.period import about_itself, lines_above, reporting_period
from justicekb.ingest.source import SourceInfo
from justicekb.model import Author
from justicekb.vocabulary import Vocabulary
from justicekb.vocabulary.entries import Entry

__all__ = ["MetaTag", "Metadata", "PageParts", "meta_tags", "page_metadata"]

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
    """A page to take metadata from: parsed, in pieces, the pieces of its article, and as it was written."""

    index: PageIndex
    linked: LinkedData
    pieces: Sequence[Piece]
    text: Sequence[Piece]
    source: str
    tags: dict[Field, list[tuple[str, float]]]


def _of_tags(page: PageParts, field: Field) -> Iterator[Candidate[str]]:
    for name, score in page.tags.get(field, ()):
        if value := page.index.get(name):
            yield Candidate(value, score, f"the meta tag {name}")


def page_metadata(page: PageParts, source: SourceInfo, vocabulary: Vocabulary) -> Metadata:
    """The metadata of a page, from its head, all its pieces and the pieces of its article."""
    tags, linked, pieces, text = page.index, page.linked, page.pieces, page.text
    dates = vocabulary.once(printed_dates)
    url = _address(tags, linked, source)
    publisher = best(_publishers(page, linked, url))
    site = publisher.value if publisher else None
    title, shown = choose_title(_titles(page, linked), pieces, text, site=site, host=_host(url))
    published = _published(page, linked, dates, url)
    lines = _author_lines(page, linked)
    authors = best(_named(lines, vocabulary.once(bylines), site))
    places = [("title", (shown or (title.value if title else ""))), *(("breadcrumb", w) for w in linked.breadcrumb)]
    places += lines_above(p.text for p in text)
    places += [("address", urlsplit(url or "").path), *about_itself("\n\n".join(p.text for p in text[:_TOP_PIECES]))]
    period = reporting_period(places, published.value if published else None)
    doi = tags.get("citation_doi")
    return Metadata(
        title=title.value if title else None, shown_title=shown,
        authors=authors.value if authors else (), publisher=site,
        published=published.value if published else None, period=period[0] if period else None,
        language=_language(tags, linked), url=url, doi=doi.removeprefix("doi:").strip() if doi else None,
        issn=tags.get("citation_issn"), container=tags.get("citation_journal_title"),
        volume=tags.get("citation_volume"), issue=tags.get("citation_issue"),
        keywords=_keywords(tags, linked), declared=tuple(filter(None, (*linked.types, tags.get("og:type")))),
        reasons=(*reason("title", title), *reason("publisher", publisher), *reason("date", published),
                 *reason("authors", authors), *((period[1],) if period else ())),
    )  # fmt: skip


# Pieces in which a page says what it is about.
_TOP_PIECES = 20


def _address(tags: PageIndex, linked: LinkedData, source: SourceInfo) -> str | None:
    options = [source.given.url, tags.canonical, tags.get("og:url"), linked.url]
    return next((o for o in options if o and o.startswith(("http://", "https://"))), None)


def _host(url: str | None) -> str:
    return (urlsplit(url).hostname or "").removeprefix("www.") if url else ""


def _publishers(page: PageParts, linked: LinkedData, url: str | None) -> Iterator[Candidate[str]]:
    yield from _of_tags(page, "publisher")
    headings = [p.text for p in page.pieces if p.kind == "heading" and p.level == 1]
    if site := site_beside(page.index.title or "", [*headings, *page.index.all("og:title")]):
        yield Candidate(site, 0.55, "the title element, beside the title")
    if linked.publisher:
        yield Candidate(linked.publisher, 0.85, "the page's linked data")
    if linked.site:
        yield Candidate(linked.site, 0.6, "the linked data of the site")
    if host := _host(url):
        yield Candidate(site_of(host), 0.1, "the page's address")


def _titles(page: PageParts, linked: LinkedData) -> Iterator[Candidate[str]]:
    if linked.headline:
        yield Candidate(linked.headline, 0.85, "the page's linked data")
    yield from _of_tags(page, "title")
    if page.index.title:
        yield Candidate(page.index.title, 0.5, "the title element")


def _published(page: PageParts, linked: LinkedData, dates: PrintedDates, url: str | None) -> Candidate[Edtf] | None:
    """The day of publication; of two neighbouring days, the one that the page prints.

    A time stamp in UTC names another day than the publisher's calendar for some hours of each day.
    """
    seen = list(_date_words(page, linked, url))
    found = [Candidate(value, c.score, c.place) for c in seen if (value := dates.first(c.value))]
    opened = (dateline(p.text, dates) for p in page.text[:8] if p.kind == "paragraph")
    found += [Candidate(line.date, 0.75, "the dateline") for line in opened if line][:1]
    chosen = best(found)
    stamp = next((c.value for c in seen if chosen and c.place == chosen.place and c.score == chosen.score), "")
    if chosen is None or not _UTC.search(stamp):
        return chosen
    printed = [c for c in found if c.place in _PRINTED and _near(c.value, chosen.value)]
    if not printed or any(c.value == chosen.value for c in printed):
        return chosen
    return replace(printed[0], place=f"{printed[0].place}, in the publisher's own time")


_UTC = re.compile(r"T\d\d:\d\d[\d:.]*(?:Z|[+-]00:?00)?$")
_PRINTED = ("a time element", "an element named after dates", "a line of the page that gives a date")


def _near(one: Edtf, other: Edtf) -> bool:
    if one.earliest is None or other.earliest is None:
        return False
    return abs((one.earliest - other.earliest).days) <= 1


def _date_words(page: PageParts, linked: LinkedData, url: str | None) -> Iterator[Candidate[str]]:
    """Words that give the date of publication, by place."""
    if linked.published:
        yield Candidate(linked.published, 0.95, "the page's linked data")
    yield from _of_tags(page, "published")
    yield from _time_elements(page.index)
    if url:
        yield Candidate(urlsplit(url).path.replace("/", "-"), 0.45, "the page's address")
    for piece in page.text[:8]:
        if len(piece.text) < _DATE_LINE:
            yield Candidate(piece.text, 0.5, "a line of the page that gives a date")
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


_Lines = Candidate[tuple[str, ...]]


def _author_lines(page: PageParts, linked: LinkedData) -> Iterator[_Lines]:
    """Lines that name authors, by place."""
    yield Candidate(linked.authors, 0.9, "the page's linked data")
    for name, score in page.tags.get("authors", ()):
        yield Candidate(tuple(page.index.all(name)), score, f"the meta tag {name}")
    yield Candidate(tuple(page.index.marked_authors[:4]), 0.65, "an element marked as author")
    yield Candidate(tuple(page.index.author_links[:8]), 0.6, "links to the author")
    yield Candidate(tuple(page.index.author_pages), 0.56, "a link to an author's page")
    lines = [p.text for p in _near_title(page) if len(p.text) < 100 and _BY.match(p.text)]
    yield Candidate(tuple(lines[:1]), 0.55, "a line of the page that begins with “by”")
    lines = [p.text for p in page.pieces if "byline" in p.roles and len(p.text) < 150]
    yield Candidate(tuple(lines[:2]), 0.5, "the byline")
    if stated := _STATED_AUTHOR.search(page.source):
        yield Candidate((stated[1],), 0.45, "data inside the page's scripts")


_BY = re.compile(r"by:?\s+[A-ZÀ-ÞА-Я]", re.IGNORECASE)
# The first author in script data, plain or escaped for an attribute.
_QUOTE = r"""(?:\\?"|&quot;)"""
_STATED_AUTHOR = re.compile(
    rf"{_QUOTE}authors?{_QUOTE}\s*:\s*\[?\s*\{{\s*(?:{_QUOTE}@?type{_QUOTE}\s*:\s*{_QUOTE}\w+{_QUOTE}\s*,\s*)?"
    rf"{_QUOTE}name{_QUOTE}\s*:\s*{_QUOTE}([^\"&\\]{{3,60}})"
)


def _near_title(page: PageParts) -> list[Piece]:
    """The first pieces of the article and those right after the page's main headings."""
    near = list(page.text[:6])
    for at, piece in enumerate(page.pieces):
        if piece.kind == "heading" and piece.level == 1:
            near += page.pieces[at + 1 : at + 6]
    return near


def _named(lines: Iterable[_Lines], reader: Bylines, site: str | None) -> Iterator[Candidate[tuple[Author, ...]]]:
    for candidate in lines:
        if names := reader.names(candidate.value, site=site):
            # one word alone is rarely a person: a login, a section, a part of the site's name
            score = candidate.score - (0.3 if all(" " not in name for name in names) else 0)
            yield Candidate(tuple(Author(name=n) for n in names), score, candidate.place)


def _language(tags: PageIndex, linked: LinkedData) -> str | None:
    options = [tags.language, linked.language, tags.get("og:locale"), tags.get("content-language")]
    for option in options:
        if option and re.match(r"[A-Za-z]{2}(?![A-Za-z])", option):
            return option[:2].lower()
    return None


def _keywords(tags: PageIndex, linked: LinkedData) -> tuple[str, ...]:
    words = linked.keywords or tuple((tags.get("keywords") or tags.get("news_keywords") or "").split(","))
    return tuple(dict.fromkeys(word for w in words if (word := one_line(w))))[:30]
