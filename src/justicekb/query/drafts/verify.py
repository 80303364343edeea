"""A draft against the knowledge base: its quotations, dated statements and figures; and the stored records
against their files.

A statement is supported when a source says so, contradicted when sources only say otherwise of the same event or
quantity, disputed when one source says so and another says otherwise, and not found else: silence contradicts
nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Literal

from justicekb.model import RECORD_TYPES, Citation, Document
from justicekb.query.drafts.draft import Draft, draft_of_text
from justicekb.query.drafts.quotations import Change, Quotation, compare, quoted_apart, quoted_in
from justicekb.query.drafts.statements import Statement, statements
from justicekb.query.drafts.verdicts import verdict
from justicekb.query.language import Reading, atlas, lexicon
from justicekb.query.questions import Judge
from justicekb.querytree import RecordFilter
from justicekb.spans import Span
from justicekb.store.base import FullTextReader, RecordReader
from justicekb.vocabulary import Vocabulary

# The most citations given for one statement.
CITED = 5

Result = Literal["exact", "altered", "supported", "contradicted", "disputed", "not_found"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """One thing a draft says, at `span` of the draft, and what came of it.

    `says` is what sources say instead of a contradicted or disputed statement; `changes` the word diff of an altered
    quotation.
    """

    kind: Literal["quotation", "date", "figure"]
    result: Result
    span: Span
    words: str
    evidence: tuple[Citation, ...] = ()
    says: str | None = None
    changes: tuple[tuple[Change, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Verification:
    """The checks of a draft in text order."""

    checks: tuple[Check, ...]

    def count(self, result: Result) -> int:
        """How many checks came out so."""
        return sum(check.result == result for check in self.checks)

    @property
    def contradicted(self) -> bool:
        """Whether any source contradicts the draft, or a quotation was altered."""
        return self.count("contradicted") + self.count("altered") > 0


def verify_draft(
    draft: Draft | str, records: RecordReader, vocabulary: Vocabulary, *, fulltext: FullTextReader | None = None
) -> Verification:
    """Checks every quotation, dated statement and figure of a draft; statements inside quotations are left alone.

    A draft given as text may be Markdown; places count into that text.
    """
    draft = draft_of_text(draft) if isinstance(draft, str) else draft
    quoted = list(quoted_in(draft.text))
    quoted += [one for block in draft.block_quotes for one in quoted_apart(draft.text, block)]
    checks = [_quotation(draft.text, one, records, fulltext) for one in quoted]
    reading = Reading(records, atlas(vocabulary))
    for statement in statements(draft, records, vocabulary):
        if not any(one.span.overlaps(statement.span) for one in quoted):
            judge = Judge(statement.frame, reading, lexicon(vocabulary), atlas(vocabulary).countries)
            check = _statement(statement, draft.text, judge)
            if check.result != "not_found" or not statement.timing:  # then the figure's own check says what is missing
                checks.append(check)
    return Verification(tuple(sorted(checks, key=lambda c: c.span)))


def _quotation(draft: str, quotation: Quotation, records: RecordReader, fulltext: FullTextReader | None) -> Check:
    span, words = quotation.span, quotation.span.of(draft)
    found = compare(quotation, records, fulltext)
    if found is None:
        return Check(kind="quotation", result="not_found", span=span, words=words)
    return Check(
        kind="quotation",
        result="exact" if found.exact else "altered",
        span=span,
        words=words,
        evidence=(_place(found.document, found.span, records),),
        changes=() if found.exact else found.changes,
    )


def _place(document: Document, span: Span, records: RecordReader) -> Citation:
    return Citation(
        record=f"{document.id}:{span.start}-{span.end}",
        document=document.id,
        source=document.path,
        sentence=span.of(document.text),
        span=span,
        title=document.title,
        publisher=document.publisher,
        published=document.published,
        url=document.url,
        page=records.page(document.id, span.start),
    )


# ── statements ───────────────────────────────────────────────────────────────────────────────────────────


def _statement(statement: Statement, draft: str, judge: Judge) -> Check:
    found = verdict(statement, judge)
    told = (*found.same[: CITED - 1], *found.against) if found.against else found.same
    return Check(
        kind="date" if statement.date is not None else "figure",
        result=found.outcome,
        span=statement.span,
        words=statement.span.of(draft),
        evidence=tuple(judge.reading.citation(s.record) for s in told[:CITED]),
        says=found.says,
    )


# ── stored records ───────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """Whether a stored sentence still stands where it was read: `now` is its new place when it moved.

    "gone" tells that the file no longer has the words, "unreadable" that the file itself cannot be read.
    """

    citation: Citation
    state: Literal["unchanged", "moved", "gone", "unreadable"]
    now: Span | None = None


def verify_stored(records: RecordReader, reread: Callable[[str], str | None]) -> Iterator[Standing]:
    """Reads every stored sentence again at its place; `reread(path)` yields a file's text, None if it cannot."""
    reading = Reading(records)
    for document in records.documents():
        text = reread(document.path)
        seen: set[Span] = set()
        for kind in RECORD_TYPES:
            for record in records.records(kind, RecordFilter(documents=(document.id,))):
                if record.evidence not in seen:
                    seen.add(record.evidence)
                    yield _standing(reading.citation(record), text)


def _standing(citation: Citation, text: str | None) -> Standing:
    if text is None:
        return Standing(citation=citation, state="unreadable")
    if citation.span.of(text) == citation.sentence:
        return Standing(citation=citation, state="unchanged")
    start = text.find(citation.sentence)
    if start < 0:
        return Standing(citation=citation, state="gone")
    return Standing(citation=citation, state="moved", now=Span(start, start + len(citation.sentence)))
