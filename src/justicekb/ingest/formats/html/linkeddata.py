"""JSON-LD of a page (schema.org), reduced to what a document needs; broken JSON is passed over."""

from __future__ import annotations

import html
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from justicekb.ingest.blocks import one_line

_ARTICLES = ("Article", "BlogPosting", "Report", "ScholarlyArticle", "Posting", "LiveBlogPosting", "Review")
# Deeper than this there is nothing about the page itself.
_DEEPEST = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkedData:
    """What the page's JSON-LD says of its article; empty values where it says nothing."""

    types: tuple[str, ...] = ()
    headline: str | None = None
    published: str | None = None
    modified: str | None = None
    authors: tuple[str, ...] = ()
    publisher: str | None = None
    site: str | None = None
    language: str | None = None
    url: str | None = None
    body: str | None = None
    keywords: tuple[str, ...] = ()
    breadcrumb: tuple[str, ...] = ()


def linked_data(scripts: Iterable[str]) -> LinkedData:
    """The linked data of a page from the texts of its scripts; the first article object wins, then the page object."""
    nodes = [node for script in scripts for node in _flatten(_loads(script), 0)]
    by_id = {node["@id"]: node for node in nodes if isinstance(node.get("@id"), str) and len(node) > 2}
    articles = [n for n in nodes if any(t.endswith(_ARTICLES) for t in _types(n))]
    pages = [n for n in nodes if "WebPage" in _types(n)]
    main = articles + pages
    return LinkedData(
        types=tuple(t for n in main[:2] for t in _types(n)),
        headline=_first(articles, "headline", "name"),
        published=_first(main, "datePublished", "dateCreated", "uploadDate"),
        modified=_first(main, "dateModified"),
        authors=next((names for n in main if (names := tuple(_names(n.get("author") or n.get("creator"), by_id)))), ()),
        publisher=next((name for n in main for name in _names(n.get("publisher"), by_id)), None),
        site=_first([n for n in nodes if "WebSite" in _types(n)], "name"),
        language=_first(main, "inLanguage"),
        url=_first(main, "url"),
        body=_first(articles, "articleBody"),
        keywords=tuple(_keywords(articles)),
        breadcrumb=tuple(_crumbs(nodes)),
    )


def _loads(text: str) -> object:
    for attempt in (text, html.unescape(text)):
        try:
            return json.loads(attempt.strip().rstrip(";"), strict=False)
        except ValueError:
            continue
    return None


def _flatten(value: object, depth: int) -> Iterator[dict[str, Any]]:
    if depth > _DEEPEST:
        return
    if isinstance(value, list):
        for item in value:
            yield from _flatten(item, depth + 1)
    elif isinstance(value, dict):
        yield value
        for key in ("@graph", "mainEntity", "mainEntityOfPage", "itemListElement", "hasPart", "author", "publisher"):
            if isinstance(value.get(key), (list, dict)):
                yield from _flatten(value[key], depth + 1)


def _types(node: dict[str, Any]) -> list[str]:
    types = node.get("@type")
    return [t for t in (types if isinstance(types, list) else [types]) if isinstance(t, str)]


def _first(nodes: list[dict[str, Any]], *keys: str) -> str | None:
    for node in nodes:
        for key in keys:
            value = node.get(key)
            if isinstance(value, list) and value:
                value = value[0]
            if isinstance(value, str) and (text := one_line(html.unescape(value)) if key != "articleBody" else value):
                return text
    return None


def _names(value: object, by_id: dict[str, dict[str, Any]]) -> Iterator[str]:
    if isinstance(value, list):
        for item in value:
            yield from _names(item, by_id)
    elif isinstance(value, str):
        yield one_line(html.unescape(value))
    elif isinstance(value, dict):
        node = value if "name" in value else by_id.get(str(value.get("@id")), {})
        name = node.get("name")
        for text in name if isinstance(name, list) else [name]:
            if isinstance(text, str) and text.strip():
                yield one_line(html.unescape(text))


def _keywords(nodes: list[dict[str, Any]]) -> Iterator[str]:
    for node in nodes[:1]:
        words = node.get("keywords")
        for word in words.split(",") if isinstance(words, str) else words if isinstance(words, list) else ():
            if isinstance(word, str) and ":" not in word and word.strip():
                yield one_line(word)


def _crumbs(nodes: list[dict[str, Any]]) -> Iterator[str]:
    for node in nodes:
        if "BreadcrumbList" in _types(node) and isinstance(items := node.get("itemListElement"), list):
            for item in items:
                inner = item.get("item") if isinstance(item, dict) else None
                name = (item.get("name") if isinstance(item, dict) else None) or (
                    inner.get("name") if isinstance(inner, dict) else None
                )
                if isinstance(name, str):
                    yield one_line(html.unescape(name))
