"""A search as an address holds it, for its page, its tables and the API alike."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Annotated

from fastapi import Depends, Query

from justicekb.knowledgebase import KnowledgeBase
from justicekb.query.search import SearchResult

# Passages on a page.
PER_PAGE = 20

# Pages may be counted up to here; what a number beyond would skip is more than any base holds.
LAST_PAGE = 1_000_000

_Words = Annotated[str, Query(max_length=1000)]
_Value = Annotated[str, Query(max_length=300)]


@dataclass(frozen=True, slots=True)
class Asked:
    """What a search asks for. Dates are EDTF or ranges of the query language; empty values ask nothing."""

    q: str = ""
    kind: str = ""
    publisher: str = ""
    year: str = ""
    country: str = ""
    entity: str = ""
    published_from: str = ""
    published_to: str = ""
    event_from: str = ""
    event_to: str = ""

    @property
    def query(self) -> dict[str, str]:
        """The values that are given, as an address holds them."""
        return {name: value for name, value in asdict(self).items() if value}

    @property
    def narrowing(self) -> dict[str, str]:
        """The same without the words."""
        return {name: value for name, value in self.query.items() if name != "q"}

    def find(self, base: KnowledgeBase, *, limit: int = PER_PAGE, offset: int = 0) -> SearchResult:
        """Runs the search; without words it finds every passage that the filters leave."""
        return base.browse.search(
            self.q.strip() or "*",
            limit=limit,
            offset=offset,
            kind=self.kind or None,
            publisher=self.publisher.replace('"', " ") or None,
            country=self.country or None,
            entity=self.entity or None,
            year=self.year or None,
            published=_range(self.published_from, self.published_to),
            event=_range(self.event_from, self.event_to),
        )


def _range(first: str, last: str) -> str | None:
    first, last = first.strip(), last.strip()
    return f"[{first or '*'} TO {last or '*'}]" if first or last else None


def asked(  # noqa: PLR0913  # an address has as many values as a search has filters
    q: _Words = "",
    kind: _Value = "",
    publisher: _Value = "",
    year: _Value = "",
    country: _Value = "",
    entity: _Value = "",
    published_from: _Value = "",
    published_to: _Value = "",
    event_from: _Value = "",
    event_to: _Value = "",
) -> Asked:
    """The search of a request."""
    return Asked(q, kind, publisher, year, country, entity, published_from, published_to, event_from, event_to)


Search = Annotated[Asked, Depends(asked)]
PageNumber = Annotated[int, Query(ge=1, le=LAST_PAGE)]
