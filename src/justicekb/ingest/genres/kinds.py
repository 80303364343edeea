"""What kind of document it is, decided from evidence, with the reason."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from justicekb.ingest.candidates import Metadata
from justicekb.model import Block, DocumentKind


@lru_cache(maxsize=1)
def _patterns() -> dict[str, re.Pattern[str]]:
    return {
        "release_words": re.compile(
            r"for immediate release|(?:^|\n)\s*(?:press|news|media) (?:release|statement)\b"
            r"|notes? (?:to|for) (?:the )?editors?\b|(?:media|press) contacts?\s*:|\bembargoed until\b",
            re.IGNORECASE,
        ),
        "release_path": re.compile(
            r"/(?:(?:press|news|media)-?releases?|press-?room|press-statements?)(?:[/-]|$)", re.IGNORECASE
        ),
        "report_title": re.compile(r"\b(?:reports?|review|survey|assessment|yearbook)\b", re.IGNORECASE),
        "report_path": re.compile(r"/(?:reports?|country-?reports?|publications?)/", re.IGNORECASE),
        "dateline": re.compile(
            r"^[A-ZÀ-ÖØ-ÞА-Я][\w.'’/-]+(?: [A-ZÀ-ÖØ-ÞА-Я][\w.'’/-]*){0,3}(?:, [\w .]{2,30})?(?:, ?| \()"
            r"(?:\d{1,2} \w+ \d{4}|\w+ \d{1,2}, \d{4}|\d{1,2}\.\d{1,2}\.\d{4})\)?\s*[–—-]"
        ),
        "by": re.compile(r"(?:written )?by:?\s+[A-ZÀ-ÖØ-ÞА-Я]", re.IGNORECASE),
        "paper_parts": re.compile(r"^(?:abstract|references|bibliography|key ?words)\b", re.IGNORECASE),
    }  # fmt: skip


def kind_of(text: str, blocks: Sequence[Block], metadata: Metadata, *, pages: int = 0) -> tuple[DocumentKind, str]:
    """The kind and the reason in plain words; `pages` is the number of pages of what has pages, or of chapters."""
    found = (decide(text, blocks, metadata) for decide in (_paper, _release, _report, _article))
    kind, why = next(filter(None, found), ("other", "kind: nothing tells what it is"))
    return (pages and kind in ("article", "other") and _of_pages(metadata, pages)) or (kind, why)


# What has so many pages and is no paper was issued as a report.
_REPORT_PAGES = 8


def _of_pages(metadata: Metadata, pages: int) -> tuple[DocumentKind, str] | None:
    """What a file with pages is that nothing else tells: in a series of reports, or long, it is a report."""
    if metadata.period or (metadata.container or "").casefold().rstrip("0123456789 ").endswith(("report", "review")):
        return "report", "kind: it is part of a series of reports"
    if pages >= _REPORT_PAGES:
        return "report", f"kind: it has {pages} pages and no marks of a paper"
    return None


_Verdict = tuple[DocumentKind, str] | None


def _paper(text: str, blocks: Sequence[Block], metadata: Metadata) -> _Verdict:
    if "ScholarlyArticle" in metadata.declared or (metadata.doi and metadata.container):
        return "journal_paper", "kind: the document says that it is a paper of a journal"
    starts = [b.span.of(text)[:24] for b in blocks if b.kind in ("heading", "paragraph", "boilerplate")]
    parts = {m[0].casefold() for start in starts if (m := _patterns()["paper_parts"].match(start))}
    references = sum(b.kind == "reference" for b in blocks)
    if (metadata.doi or metadata.issn or len(parts) >= 2) and (references >= 3 or len(parts) >= 2):
        return "journal_paper", "kind: it has the parts of a journal paper (abstract, references)"
    return None


def _release(text: str, blocks: Sequence[Block], metadata: Metadata) -> _Verdict:
    patterns = _patterns()
    if "PressRelease" in metadata.declared:
        return "press_release", "kind: it bears the mark of a press release"
    if metadata.url and patterns["release_path"].search(metadata.url):
        return "press_release", "kind: its address is among press releases"
    if patterns["release_words"].search(text[:1500] + "\n" + text[-2500:]):
        return "press_release", "kind: it says that it is a press release"
    prose = [b.span.of(text) for b in blocks if b.kind == "paragraph"][:3]
    signed = any(b.kind == "byline" and patterns["by"].match(b.span.of(text)) for b in blocks[:8])  # as news are
    news = signed or "NewsArticle" in metadata.declared
    if not news and any(patterns["dateline"].match(words) for words in prose):
        return "press_release", "kind: it begins with the dateline of a release"
    return None


def _report(text: str, blocks: Sequence[Block], metadata: Metadata) -> _Verdict:
    patterns = _patterns()
    if "Report" in metadata.declared:
        return "report", "kind: the document says that it is a report"
    named = metadata.title is not None and patterns["report_title"].search(metadata.title) is not None
    placed = metadata.url is not None and patterns["report_path"].search(metadata.url) is not None
    if (metadata.period and (named or placed)) or (named and placed):
        return "report", "kind: it is named as a report on a period"
    return None


# Less running text than this makes no article (characters).
_RUNNING_TEXT = 250


def _article(text: str, blocks: Sequence[Block], metadata: Metadata) -> _Verdict:
    declared = [d for d in metadata.declared if d.lower().endswith(("article", "blogposting"))]
    if declared:
        return "article", f"kind: the page calls itself {declared[0]}"
    prose = sum(len(b.span) for b in blocks if b.kind in ("paragraph", "block_quote"))
    if prose > _RUNNING_TEXT:
        return "article", "kind: it has a title and running text"
    return None
