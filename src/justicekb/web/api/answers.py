"""Search, questions, citations and drafts."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import Query

from justicekb.errors import Diagnostic, NotFoundError, SourceError
from justicekb.export import CITATIONS
from justicekb.export.rows import answer_row
from justicekb.web.api import shapes
from justicekb.web.api.router import api_router
from justicekb.web.api.rows import citation_rows, search_row, suggestion_row, verification_row
from justicekb.web.pages.citing import cited_of, written
from justicekb.web.searches import PER_PAGE, PageNumber, Search
from justicekb.web.site import MOST_IN_BASKET, Base, InSite

router = api_router("Answers")

Row = dict[str, Any]
Words = Annotated[str, Query(min_length=1, max_length=1000)]


@router.get("/search", response_model=shapes.Found)
def search(base: Base, asked: Search, page: PageNumber = 1) -> Row:
    """Passages, best first, twenty a page; without words, every passage that the filters leave."""
    found = asked.find(base, offset=(page - 1) * PER_PAGE)
    return search_row(found, base.browse.facets(found))


@router.get("/suggest", response_model=list[shapes.Suggestion])
def suggest(base: Base, q: Words) -> list[Row]:
    """Names that begin as typed."""
    return [suggestion_row(suggestion) for suggestion in base.browse.suggestions(q)]


@router.get("/ask", response_model=shapes.Answer, response_model_exclude_unset=True)
def ask(base: Base, q: Words) -> Row:
    """The answer to a question, with the sentences behind every value."""
    return answer_row(base.ask(q))


@router.get("/cite", response_model=list[shapes.CitedPassage])
def cite(base: Base, id: Annotated[list[str], Query(min_length=1, max_length=MOST_IN_BASKET)]) -> list[Row]:
    """How to cite records, passages or places (`doc-…:start-end`), in every format."""
    cited = cited_of(base, id)
    if not cited:
        raise NotFoundError(Diagnostic(message="there is no record or passage with these ids"))
    texts = {format_: [written([one], format_) for one in cited] for format_ in CITATIONS}
    return citation_rows(cited, texts)


@router.post("/verify", response_model=shapes.Verification)
def verify(base: Base, site: InSite, draft: shapes.Draft) -> Row:
    """Each claim of a draft with its verdict and its evidence."""
    if len(draft.text) > site.options.draft_characters:
        raise SourceError("the draft", f"it has more than {site.options.draft_characters:,} characters")
    return verification_row(base.verify(draft.text))
