"""Hits of a search and checks of a draft as plain rows, the same for the command line, the web and assistants."""

from __future__ import annotations

from typing import TYPE_CHECKING

from justicekb.export.rows.jsonl import Row, edtf
from justicekb.export.rows.results import citation_row
from justicekb.findings import Hit

if TYPE_CHECKING:
    from justicekb.query.drafts import Check, Verification


def hit_row(hit: Hit) -> Row:
    """A hit as JSON has it; `marks` are [start, end] pairs in the passage's text, in code points; `lead` see Hit."""
    return {
        "passage": hit.passage,
        "document": hit.document,
        "source": hit.source,
        "title": hit.title,
        "publisher": hit.publisher,
        "published": edtf(hit.published),
        "kind": hit.kind,
        "furniture": hit.furniture,
        "page": hit.page,
        "url": hit.url,
        "headings": list(hit.headings),
        "score": round(hit.score, 4),
        "lead": hit.lead,
        "text": hit.text,
        "marks": [[mark.start, mark.end] for mark in hit.marks],
    }


def check_row(check: Check, found: Verification) -> Row:
    """One claim of a draft with its verdict; `changes` are pairs of what was done and the words."""
    return {
        "kind": check.kind,
        "result": check.result,
        "start": check.span.start,
        "end": check.span.end,
        "line": found.line(check.span.start),
        "words": check.words,
        "sentence": check.sentence.of(found.text),
        "says": check.says,
        "changes": [list(change) for change in check.changes],
        "evidence": [citation_row(citation) for citation in check.evidence],
    }
