"""A draft against the knowledge base: its quotations and what its sentences state; and the stored records
against their files.

A statement is supported when a source says so, contradicted when sources only say otherwise of the same event or
quantity, disputed when one source says so and another says otherwise, and not found else: silence contradicts
nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from typing import Literal

from justicekb.display import Displayed, Rows
from justicekb.errors import Diagnostic, QueryError
from justicekb.findings import Citation
from justicekb.model import RECORD_TYPES
from justicekb.query.drafts.alignment import Alignment
from justicekb.query.drafts.attribution import attributed_to, other_speaker
from justicekb.query.drafts.draft import Draft, draft_of_text
from justicekb.query.drafts.entailment.claim import Claim
from justicekb.query.drafts.entailment.compare import Finding
from justicekb.query.drafts.entailment.entail import Entailment
from justicekb.query.drafts.entailment.entailing import BATCH, Entailing, checkable
from justicekb.query.drafts.entailment.grammar import Grammar
from justicekb.query.drafts.quotations import Change, Quotation, compare, quoted_apart, quoted_in
from justicekb.query.drafts.statements import Statement, draft_sentences
from justicekb.query.drafts.verdicts import verdict
from justicekb.query.language import Reading, atlas, cited, lexicon
from justicekb.query.questions import Judge
from justicekb.querytree import RecordFilter
from justicekb.spans import Span
from justicekb.store.base import FullTextReader, RecordReader
from justicekb.vocabulary import Vocabulary

# The longest draft checked at once, in characters (some 50,000 words): minutes, where a book would take an hour.
LONGEST = 300_000

# The most citations given for one statement.
CITED = 5

Result = Literal["exact", "altered", "misattributed", "supported", "contradicted", "disputed", "not_found"]

# The results that a draft must not be printed with.
FAULTS: tuple[Result, ...] = ("contradicted", "altered", "misattributed")


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """One thing a draft says, at `span` of the draft, and what came of it.

    A "statement" is a sentence without a date or number of its own, or the words of one that sources tell otherwise.
    `sentence` is the draft's sentence it stands in. `says` is what sources say instead of a contradicted or disputed
    statement, and who they say spoke the words of a misattributed quotation; `changes` the word diff of an altered one.
    """

    kind: Literal["quotation", "date", "figure", "statement"]
    result: Result
    span: Span
    words: str
    sentence: Span
    evidence: tuple[Citation, ...] = ()
    says: str | None = None
    changes: tuple[tuple[Change, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Verification(Displayed):
    """The checks of a draft in text order, and the text that their places count into."""

    checks: tuple[Check, ...]
    text: str = ""

    def to_dicts(self) -> Rows:
        """A row for each check."""
        return [
            {
                "line": self.line(check.span.start),
                "result": check.result,
                "kind": check.kind,
                "words": check.words,
                "sentence": " ".join(check.sentence.of(self.text).split()),
                "says": check.says,
                "evidence": [citation.sentence for citation in check.evidence],
                "sources": [citation.source for citation in check.evidence],
            }
            for check in self.checks
        ]

    def line(self, offset: int) -> int:
        """The number of the line that a place of the draft stands on, from 1."""
        return self.text.count("\n", 0, offset) + 1

    def count(self, result: Result) -> int:
        """How many checks came out so."""
        return sum(check.result == result for check in self.checks)

    @property
    def contradicted(self) -> bool:
        """Whether any source contradicts the draft, or a quotation was altered or given to somebody else."""
        return sum(map(self.count, FAULTS)) > 0


@dataclass(frozen=True, slots=True)
class _Sources:
    """What a draft is held against."""

    records: RecordReader
    vocabulary: Vocabulary
    fulltext: FullTextReader | None


def verify_draft(
    draft: Draft | str,
    records: RecordReader,
    vocabulary: Vocabulary,
    *,
    fulltext: FullTextReader | None = None,
    grammar: Grammar | None = None,
) -> Verification:
    """Checks every quotation of a draft and what its sentences state; what stands inside quotations is left alone.

    With full text and `grammar`, which parses sentences, every sentence is compared with the nearest ones of the base
    piece by piece, and borne out only as a whole; without, dates and numbers alone are checked, by the records.
    A draft given as text may be Markdown; places count into that text. Raises QueryError for one over LONGEST.
    """
    given = draft if isinstance(draft, str) else draft.given or draft.text
    if len(given) > LONGEST:
        message = (
            f"a draft has at most {LONGEST:,} characters, this one has {len(given):,}: check it chapter by chapter"
        )
        raise QueryError(Diagnostic(message=message, start=LONGEST, end=len(given)))
    draft = draft_of_text(draft) if isinstance(draft, str) else draft
    quoted = list(quoted_in(draft.text))
    quoted += [one for block in draft.block_quotes for one in quoted_apart(draft.text, block)]
    sources = _Sources(records, vocabulary, fulltext)
    checks = [_quotation(draft.text, one, sources) for one in quoted]
    checks += _stated(draft, [one.span for one in quoted], sources, grammar)
    return Verification(tuple(sorted(checks, key=lambda c: c.span)), given)


def _stated(draft: Draft, quoted: list[Span], sources: _Sources, grammar: Grammar | None) -> Iterator[Check]:
    """The checks of what a draft's sentences state outside of quotations."""
    values = _Values(draft.text, quoted, sources)
    told = draft_sentences(draft, sources.records, sources.vocabulary)
    if sources.fulltext is None or grammar is None:
        for _, _, statements in told:
            yield from values.of(statements)
        return
    entailing = Entailing(sources.records, sources.vocabulary, sources.fulltext, grammar)
    while batch := list(islice(told, BATCH)):
        claims = entailing.read([sentence for _, sentence, _ in batch])
        for (span, _, statements), claim in zip(batch, claims, strict=True):
            found = list(values.of(statements))
            if any(span.overlaps(other) for other in quoted):
                yield from found
            else:
                yield from decided(span, found, claim, entailing.of(claim), sources.records)


class _Values:
    """Checks the dates and numbers of sentences by the records, and by the sentences nearest to them."""

    def __init__(self, text: str, quoted: list[Span], sources: _Sources) -> None:
        self._text = text
        self._quoted = quoted
        self._known = lexicon(sources.vocabulary)
        self._atlas = atlas(sources.vocabulary)
        self._reading = Reading(sources.records, self._atlas)
        self._alignment = (
            None if sources.fulltext is None else Alignment(sources.records, sources.vocabulary, sources.fulltext)
        )

    def of(self, statements: Sequence[Statement]) -> Iterator[Check]:
        """The checks of a sentence's statements."""
        for statement in statements:
            if any(span.overlaps(statement.span) for span in self._quoted):
                continue
            judge = Judge(statement.frame, self._reading, self._known, self._atlas.countries)
            check = _statement(statement, self._text, judge)
            if self._alignment is not None:
                check = _beside(check, statement, self._alignment)
            if check.result != "not_found" or not statement.timing:  # then the figure's own check says what is missing
                yield check


def _quotation(draft: str, quotation: Quotation, sources: _Sources) -> Check:
    span, words = quotation.span, quotation.span.of(draft)
    check = Check(kind="quotation", result="not_found", span=span, words=words, sentence=_around(draft, span))
    found = compare(quotation, sources.records, sources.fulltext)
    if found is None:
        return check
    evidence = (cited(found.document, found.span, sources.records),)
    if not found.exact:
        return replace(check, result="altered", evidence=evidence, changes=found.changes)
    name = attributed_to(draft, span, sources.vocabulary)
    other = other_speaker(name, found.document.id, found.span, sources.records) if name else None
    return replace(check, result="misattributed" if other else "exact", evidence=evidence, says=other)


def _around(draft: str, span: Span) -> Span:
    """The sentence of a draft that a place stands in, with all of the place."""
    start = max(draft.rfind(end, 0, span.start) + len(end) if end in draft[: span.start] else 0 for end in _ENDS)
    stops = [at for end in _ENDS if (at := draft.find(end, span.end)) >= 0]
    stop = min(stops, default=len(draft))
    return Span(start, max(stop + (draft[stop : stop + 1] in ".!?"), span.end))


_ENDS = (". ", "! ", "? ", "\n\n")


# ── statements ───────────────────────────────────────────────────────────────────────────────────────────


def _statement(statement: Statement, draft: str, judge: Judge) -> Check:
    found = verdict(statement, judge)
    told = (*found.same[: CITED - 1], *found.against) if found.against else found.same
    return Check(
        kind="date" if statement.date is not None else "figure",
        result=found.outcome,
        span=statement.span,
        words=statement.span.of(draft),
        sentence=statement.sentence,
        evidence=tuple(judge.reading.citation(s.record) for s in told[:CITED]),
        says=found.says,
    )


def _beside(check: Check, statement: Statement, alignment: Alignment) -> Check:
    """The check as the sentences nearest to the statement decide it, where the records do not or look past them."""
    if check.result == "supported":
        aligned = alignment.denies(statement, check.evidence)
    else:
        aligned = alignment.of(statement) if check.result == "not_found" else None
    if aligned is None or aligned.outcome == "not_found":
        return check
    return replace(check, result=aligned.outcome, evidence=aligned.evidence, says=aligned.says)


def decided(
    sentence: Span, values: list[Check], claim: Claim, found: Entailment, records: RecordReader
) -> Iterator[Check]:
    """The checks of a sentence as its comparison decides them.

    Its dates and numbers are supported only with all that it says of them, and a sentence that sources tell otherwise
    has one check for the words that they deny: that of the records where they deny the same, for it has all sources.
    """
    evidence = tuple(window.citation(records) for window in found.windows)
    whole = Check(kind="statement", result="not_found", span=sentence, words=claim.tree.text, sentence=sentence)
    if found.outcome == "supported":
        borne = [replace(c, result="supported", evidence=evidence, says=None) for c in values if c.result != "disputed"]
        borne += [c for c in values if c.result == "disputed"]
        yield from borne or [replace(whole, result="supported", evidence=evidence)]
    elif found.denied is not None:
        denial = _denial(whole, found.denied, evidence)
        same = (c for c in values if c.result == "contradicted" and (c.kind, c.span) == (denial.kind, denial.span))
        yield next(same, denial)
    else:
        left = [replace(c, result="not_found", evidence=()) if c.result == "supported" else c for c in values]
        yield from left or ([whole] if checkable(claim) else [])


def _denial(whole: Check, denied: Finding, evidence: tuple[Citation, ...]) -> Check:
    """The check of the words of a sentence that sources tell otherwise."""
    return replace(
        whole,
        kind=denied.kind if denied.kind in ("date", "figure") else "statement",
        result="contradicted",
        span=denied.span.shift(whole.span.start),
        words=denied.span.of(whole.words),
        evidence=evidence,
        says=denied.says,
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
