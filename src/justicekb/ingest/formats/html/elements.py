"""The elements of a page that metadata is read from, collected in one walk."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from bs4 import BeautifulSoup, Tag

from justicekb.ingest.blocks import one_line

_AUTHOR_PAGE = re.compile(
    r"/(?:authors?|people|staff|contributors?|profiles?|writers?|by|columnists?|journalists?)/[\w%.-]+/?$"
)
# An author is named near the top; more links than this are a list of authors.
_MOST_LINKS = 3


@dataclass(slots=True)
class PageIndex:
    """Meta values by lower-case name, property or itemprop, and the other elements that speak of the page."""

    values: dict[str, list[str]] = field(default_factory=dict)
    scripts: list[str] = field(default_factory=list)  # JSON-LD
    times: list[Tag] = field(default_factory=list)
    marked_authors: list[str] = field(default_factory=list)  # itemprop="author"
    author_links: list[str] = field(default_factory=list)  # rel="author"
    author_pages: list[str] = field(default_factory=list)  # links to an author's page
    canonical: str | None = None
    title: str | None = None
    language: str | None = None

    def all(self, name: str) -> list[str]:
        """Every value of a meta tag, in order."""
        return self.values.get(name, [])

    def get(self, name: str) -> str | None:
        """The first value of a meta tag."""
        values = self.values.get(name)
        return values[0] if values else None

    def take(self, tag: Tag) -> None:
        """Looks at one element."""
        if (handler := _HANDLERS.get(tag.name)) is not None:
            handler(self, tag)
        elif tag.attrs.get("itemprop") == "author":
            self.marked_authors.append(one_line(tag.get_text(" ")))


def _meta(index: PageIndex, tag: Tag) -> None:
    content = tag.attrs.get("content")
    if not isinstance(content, str) or not (value := one_line(content)):
        return
    for key in ("property", "name", "itemprop", "http-equiv"):
        name = tag.attrs.get(key)
        if isinstance(name, str):
            index.values.setdefault(name.lower(), []).append(value)


def _link(index: PageIndex, tag: Tag) -> None:
    href = tag.attrs.get("href")
    if index.canonical is None and isinstance(href, str) and "canonical" in str(tag.attrs.get("rel", "")).lower():
        index.canonical = href


def _script(index: PageIndex, tag: Tag) -> None:
    if "ld+json" in str(tag.attrs.get("type", "")):
        index.scripts.append(tag.string or tag.get_text())


def _anchor(index: PageIndex, tag: Tag) -> None:
    if "author" in str(tag.attrs.get("rel", "")).split():
        index.author_links.append(one_line(tag.get_text(" ")))
    elif len(index.author_pages) < _MOST_LINKS and _AUTHOR_PAGE.search(str(tag.attrs.get("href", ""))):
        index.author_pages.append(one_line(tag.get_text(" ")))
    if tag.attrs.get("itemprop") == "author":
        index.marked_authors.append(one_line(tag.get_text(" ")))


def _title(index: PageIndex, tag: Tag) -> None:
    if index.title is None:
        index.title = one_line(tag.get_text())


def _html(index: PageIndex, tag: Tag) -> None:
    language = tag.attrs.get("lang") or tag.attrs.get("xml:lang")
    index.language = language if isinstance(language, str) else None


def _time(index: PageIndex, tag: Tag) -> None:
    index.times.append(tag)


_HANDLERS: dict[str, Callable[[PageIndex, Tag], None]] = {
    "meta": _meta, "link": _link, "script": _script, "a": _anchor, "title": _title, "html": _html, "time": _time,
}  # fmt: skip


def page_index(soup: BeautifulSoup) -> PageIndex:
    """The index of a parsed page."""
    index = PageIndex()
    for node in soup.descendants:
        if isinstance(node, Tag):
            index.take(node)
    return index
