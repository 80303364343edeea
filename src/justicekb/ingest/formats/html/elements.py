"""The elements of a page that metadata is read from, collected in one walk."""

from __future__ import annotations

import re
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
        words = tag.attrs
        if tag.name in ("meta", "link"):
            self._of_head(tag)
        elif tag.name == "script" and "ld+json" in str(words.get("type", "")):
            self.scripts.append(tag.string or tag.get_text())
        elif tag.name == "title" and self.title is None:
            self.title = one_line(tag.get_text())
        elif tag.name == "html":
            self.language = str(words.get("lang") or words.get("xml:lang") or "") or None
        elif tag.name == "time":
            self.times.append(tag)
        elif tag.name == "a" and "author" in str(words.get("rel", "")).split():
            self.author_links.append(one_line(tag.get_text(" ")))
        elif (
            tag.name == "a" and len(self.author_pages) < _MOST_LINKS and _AUTHOR_PAGE.search(str(words.get("href", "")))
        ):
            self.author_pages.append(one_line(tag.get_text(" ")))
        if words.get("itemprop") == "author" and tag.name not in ("meta", "link"):
            self.marked_authors.append(one_line(tag.get_text(" ")))

    def _of_head(self, tag: Tag) -> None:
        content, href = tag.attrs.get("content"), tag.attrs.get("href")
        if tag.name == "link":
            if (
                self.canonical is None
                and isinstance(href, str)
                and "canonical" in str(tag.attrs.get("rel", "")).lower()
            ):
                self.canonical = href
        elif isinstance(content, str) and (value := one_line(content)):
            for key in ("property", "name", "itemprop", "http-equiv"):
                if isinstance(name := tag.attrs.get(key), str):
                    self.values.setdefault(name.lower(), []).append(value)


def page_index(soup: BeautifulSoup) -> PageIndex:
    """The index of a parsed page."""
    index = PageIndex()
    for node in soup.descendants:
        if isinstance(node, Tag):
            index.take(node)
    return index
