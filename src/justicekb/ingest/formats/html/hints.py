"""What class and id names of page elements say about their contents, after the data file `page-hints.toml`."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import ClassVar, Literal

from justicekb.vocabulary import Vocabulary
from justicekb.vocabulary.entries import Entry

Role = Literal["furniture", "doubtful", "hidden", "content", "caption", "byline", "date", "subtitle", "footnote"]


class PageHint(Entry, frozen=True, kw_only=True):
    """Names that speak for one role; `tokens` as the data file explains them."""

    FILE: ClassVar[str] = "page-hints.toml"

    role: Role
    tokens: tuple[str, ...]


_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_GAP = re.compile(r"[^a-z0-9]+")
# Names by which publishing systems file an article under a subject: "tag-courts", "category-news-media".
_SUBJECT = re.compile(r"(?:tag|category)-(?!list|cloud|links?\b|bar)")
# Page builders put their own name before what an element is; "elementor-widget-share-buttons" is share-buttons.
_BUILDER = re.compile(
    r"^(?:elementor(?:-widget|-element|-section|-column|-container|-location)?|wp-block|uicore)(?:-|$)"
)


def _parts(names: str) -> str:
    """The parts of names, each name between two bars: "share-bar topNav" is "|share bar|top nav|"."""
    return "|" + "|".join(_plain(name) for name in names.split() if not _SUBJECT.match(name)) + "|"


def _plain(name: str) -> str:
    return _GAP.sub(" ", _CAMEL.sub(" ", _BUILDER.sub("", name)).lower()).strip()


class Hints:
    """Tells roles from class and id names; one instance belongs to one vocabulary."""

    def __init__(self, entries: tuple[PageHint, ...]) -> None:
        self._patterns: dict[Role, re.Pattern[str]] = {}
        for role in {entry.role for entry in entries}:
            tokens = [t for entry in entries if entry.role == role for t in entry.tokens]
            self._patterns[role] = re.compile("(?<![^ |])(?:" + "|".join(map(_pattern, tokens)) + ")(?![^ |])")
        self.roles = lru_cache(maxsize=8192)(self._roles)

    def _roles(self, names: str) -> frozenset[Role]:
        """Every role that the names speak for."""
        parts = _parts(names)
        return frozenset(role for role, pattern in self._patterns.items() if pattern.search(parts))


def _pattern(token: str) -> str:
    words = [re.escape(word) for word in _GAP.sub(" ", token.removesuffix("*")).split()]
    joined = "[ ]".join(words)
    if token.endswith("-*"):
        return joined + "[ ][a-z0-9]+"
    return joined + "[a-z0-9]*" if token.endswith("*") else joined


def hints(vocabulary: Vocabulary) -> Hints:
    """The hints of a vocabulary; use as `vocabulary.once(hints)`."""
    return Hints(vocabulary.entries(PageHint))
