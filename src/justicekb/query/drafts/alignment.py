"""A draft's statement beside the sentence of a source that says nearly the same: what the two give for one value.

Records hold what extraction understood; a claim can also be read against the words themselves. The passages that
share most of a claim's words are fetched by full text, the sentences that have its names and nearly all its words
are laid beside it, and the value (a date, or a number of one thing) is compared. A sentence that has the words and
the value bears the claim out; one that has the words and another value denies it, as long as the event can be no
other one, and as long as the claim's other dates and numbers fit.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from justicekb.edtf import Edtf
from justicekb.findings import Citation
from justicekb.model import DateMention, Document, Fact
from justicekb.query.drafts.figures import numbers_said
from justicekb.query.drafts.objections import Source, objection, opposite
from justicekb.query.drafts.quantity import borne_out, compatible, equal, nearly_as_precise
from justicekb.query.drafts.statements import Statement
from justicekb.query.events import agree, begin, days
from justicekb.query.language import Lexicon, Reading, atlas, cited, lexicon, sentences_in, stem, stems
from justicekb.query.questions import turns
from justicekb.querytree import Or, RecordFilter, Term
from justicekb.spans import Span
from justicekb.store.base import FullTextReader, RecordReader
from justicekb.vocabulary import Vocabulary
from justicekb.vocabulary.numbertext import COUNT, Quantity, quantities

# How many passages are looked into for one claim: BM25 has the right one among the first three as a rule
# (28 of 29 answerable questions over 3,060 sentences, November 2026).
PASSAGES = 20

# The least share of a claim's words that a sentence has when it bears it out, and when it denies it. On 40 claims
# of our own about 12 documents (November 2026) denials under 0.7 were of other events, support over 0.6 never.
ENOUGH, SURE, CERTAIN, _WHOLE = 0.62, 0.68, 0.84, 0.95

# What a word counts: names tell one event from another, weak verbs hardly.
_OF_NAME, _OF_WORD, _OF_WEAK, _OF_DAY = 1.5, 1.0, 0.3, 2.0

# What a word is worth that stands not in the sentence, but before it in its passage, or above it.
_BEFORE, _ABOVE = 0.8, 0.6

# How far the words of a number are read to its left, and twice as far to its right (characters).
_AROUND = 40

# How many words behind a number say what it counts, and the share of a source's that a claim must have, too.
_COUNTED, _COUNTED_ALIKE = 3, 0.6


@dataclass(frozen=True, slots=True)
class Aligned:
    """What the sentences most like a claim make of its value: the outcome, the sentences, what they say instead."""

    outcome: Literal["supported", "contradicted", "not_found"]
    evidence: tuple[Citation, ...] = ()
    says: str | None = None


@dataclass(frozen=True, slots=True)
class _Beside:
    """A sentence of a source with the share of the claim's words that it has."""

    document: Document
    span: Span
    share: float

    @property
    def text(self) -> str:
        return self.span.of(self.document.text)


# A sentence, the outcome, and what it says instead.
_Compared = tuple[_Beside, str, str | None]


class Alignment:
    """Lays statements of a draft beside the sentences of a base."""

    def __init__(self, records: RecordReader, vocabulary: Vocabulary, fulltext: FullTextReader) -> None:
        self._records = records
        self._reading = Reading(records, atlas(vocabulary))
        self._known = lexicon(vocabulary)
        self._vocabulary = vocabulary
        self._fulltext = fulltext
        self._cached: tuple[tuple[str, frozenset[str]], list[_Beside]] | None = None

    def of(self, statement: Statement) -> Aligned:
        """What the nearest sentences make of a statement; "not_found" where none is near enough to tell."""
        found = [self._unopposed(statement, self._compared(statement, beside)) for beside in self._nearest(statement)]
        outcomes: tuple[tuple[str, Literal["supported", "contradicted"]], ...] = (
            ("supported", "supported"), ("contradicted", "contradicted"), ("vague", "supported"),
        )  # fmt: skip
        for found_as, outcome in outcomes:
            told = [(beside, says) for beside, result, says in found if result == found_as]
            if told:
                told_at = tuple(cited(beside.document, beside.span, self._records) for beside, _ in told)
                said = "; ".join(dict.fromkeys(says for _, says in told if says)) if outcome == "contradicted" else None
                return Aligned(outcome, told_at[:3], said)
        return Aligned("not_found")

    def denies(self, statement: Statement, evidence: Sequence[Citation]) -> Aligned | None:
        """What a sentence with all the claim's words says otherwise, when the sentences that bear it out have few.

        "PRI has worked there since 1998" is nearer to a claim of 1989 than the year in which PRI was founded.
        """
        nearest = self._nearest(statement)
        sure = {(b.document.id, b.span) for b in nearest if b.share >= SURE}
        if any(c.document == d and c.span.overlaps(span) for c in evidence for d, span in sure):
            return None
        whole = CERTAIN if statement.date is not None and statement.date.latest is None else _WHOLE
        told = [(b, self._compared(statement, b)) for b in nearest if b.share >= whole]
        against = [(b, says) for b, (_, result, says) in told if result == "contradicted"]
        if not against or any(result == "supported" for _, (_, result, _) in told):
            return None
        return Aligned(
            "contradicted", (cited(against[0][0].document, against[0][0].span, self._records),), against[0][1]
        )

    def _nearest(self, statement: Statement) -> list[_Beside]:
        """The sentences that share at least ENOUGH of the claim's words, best first; read once for a sentence."""
        claim = statement.frame.question
        wanted = _Wanted(claim, statement, self._known)
        if self._cached is None or self._cached[0] != (claim, wanted.days):
            found = sorted(self._sentences(wanted), key=lambda b: -b.share)
            self._cached = (claim, wanted.days), found
        return [beside for beside in self._cached[1] if beside.share >= ENOUGH]

    def _sentences(self, wanted: _Wanted) -> Iterator[_Beside]:
        terms = tuple(Term(word) for word in wanted.searched)
        if not terms:
            return
        for hit in self._fulltext.search(Or(terms), limit=PASSAGES).hits:
            passage = self._records.passage(hit.passage)
            if passage is None:
                continue
            held = self._reading.held(hit.document)
            named = " ".join(entity.partition(":")[2].replace("-", " ") for entity in held.mentioned)
            above = frozenset(stems(f"{held.document.title or ''} {' '.join(passage.headings)} {named}"))
            before: frozenset[str] = frozenset()
            for span in sentences_in(held.document.text, passage.span):
                there = frozenset(m.entity for m in held.within(span)) if wanted.ids else frozenset()
                own = self._stems(span.of(held.document.text)) | wanted.called(there)
                share = wanted.share(own, before, above)
                share = wanted.with_day(share) if self._same_day(wanted, held.document, span) else share
                yield _Beside(held.document, span, share)
                before |= own

    def _stems(self, text: str) -> frozenset[str]:
        """The stems of a sentence, and of the plain words that its turns of speech mean."""
        return frozenset(
            (*stems(text), *(stem(w) for _, meant in turns(text, self._vocabulary) for w in meant.split()))
        )

    def _same_day(self, wanted: _Wanted, document: Document, span: Span) -> bool:
        """Whether the sentence gives a day that the claim gives, too."""
        return bool(wanted.days) and any(d.text in wanted.days for d in self._dates_at(document, span))

    def _compared(self, statement: Statement, beside: _Beside) -> _Compared:
        if statement.date is not None:
            return (beside, *self._date(statement, statement.date, beside))
        assert statement.quantity is not None  # a statement has the one or the other
        return (beside, *self._number(statement, statement.quantity, beside))

    def _unopposed(self, statement: Statement, compared: _Compared) -> _Compared:
        """A sentence that has the value is no proof when it has it of somebody or something else, and denies then."""
        beside, result, _ = compared
        if result not in ("supported", "vague", "unlike"):
            return compared
        source = Source(self._reading, beside.document.id, beside.span)
        against = (opposite if result == "unlike" else objection)(statement, source, self._known)
        if against is None:
            return compared
        return (beside, "not_found", None) if against.says is None else (beside, "contradicted", against.says)

    # ── dates ────────────────────────────────────────────────────────────────────────────────────────────

    def _date(self, statement: Statement, claimed: Edtf, beside: _Beside) -> tuple[str, str | None]:
        dates = self._dates(beside)
        alike = [date for date in dates if _agree(date, claimed)]
        met = self._event_met(statement, beside) or (bool(alike) and self._all_but_verb(statement, beside))
        firm = any(days(begin(date)) <= days(begin(claimed)) for date in alike)
        if alike and (firm or not any(days(begin(date)) <= days(begin(claimed)) for date in dates)):
            near = firm or any(nearly_as_precise(date, claimed) for date in alike)
            if firm and not met:
                return "unlike", None
            return (("supported" if firm else "vague") if near and met else "not_found"), None
        dates = [d for d in dates if not any(agree(d, other) for other in statement.other_dates)]
        dates = [d for d in dates if d not in alike]
        dates = [d for d in dates if (d.latest is None) == (claimed.latest is None)]
        dates = [d for d in dates if not self._of_another_event(d, statement, beside)]
        if not dates or not self._event_met(statement, beside) or not self._numbers_fit(statement, beside):
            return "not_found", None
        slip = any(_one_slip(date, claimed) for date in dates)
        lasting = claimed.latest is None  # what goes on "since" a day began once
        again = not lasting and (not statement.frame.events or bool(statement.frame.events & self._known.again))
        least = SURE if slip else CERTAIN if not again and statement.frame.names else 2.0
        if beside.share < least:
            return "not_found", None
        return "contradicted", "; ".join(date.text for date in dates[:2])

    def _of_another_event(self, date: Edtf, statement: Statement, beside: _Beside) -> bool:
        """Whether the date is filed for other events only: "today announced" dates no murder that is announced."""
        held = self._reading.held(beside.document.id)
        own = [f for f in held.near(Fact, beside.span) if f.date == date and f.evidence.overlaps(beside.span)]
        types = statement.frame.events
        fitting = types.union(*(self._known.near.get(type_, frozenset()) for type_ in types))
        return bool(own) and bool(types) and not any(f.type in fitting or f.type == "other" for f in own)

    def _dates(self, beside: _Beside) -> list[Edtf]:
        return self._dates_at(beside.document, beside.span)

    def _dates_at(self, document: Document, span: Span) -> list[Edtf]:
        where = RecordFilter(documents=(document.id,), within=span)
        return [d.edtf for d in self._records.records(DateMention, where) if d.edtf is not None]

    def _event_met(self, statement: Statement, beside: _Beside) -> bool:
        """Whether the sentence has the claim's own verb, or one that means the same."""
        trigger = statement.frame.trigger
        there = self._stems(beside.text)
        if trigger is None or not self._known.alike(trigger).isdisjoint(there):
            return True
        return any(self._known.events.get(word, frozenset()) & statement.frame.events for word in there)

    def _all_but_verb(self, statement: Statement, beside: _Beside) -> bool:
        """Whether a sentence has all of a claim but its verb, and enough besides the names to be of the same event."""
        frame, there = statement.frame, self._stems(beside.text)
        rest = [w for w in frame.words if w != frame.trigger and w not in frame.weak]
        named = {w for name in frame.names for w in name.stems}
        met = all(self._known.alike(word) & there for word in {*rest, *named})
        return met and len(rest) > 1

    def _numbers_fit(self, statement: Statement, beside: _Beside) -> bool:
        """Whether no number of the claim is another one there of the same unit, which would be another event."""
        there = list(quantities(beside.text, self._vocabulary))
        for claimed in statement.beside:
            alike = [q for q in there if q.unit == claimed.unit and not q.year_like]
            if alike and not any(equal(q, claimed) for q in alike):
                return False
        return True

    # ── numbers ──────────────────────────────────────────────────────────────────────────────────────────

    def _number(self, statement: Statement, claimed: Quantity, beside: _Beside) -> tuple[str, str | None]:
        there = [q for q in quantities(beside.text, self._vocabulary) if q.unit == claimed.unit]
        if any(borne_out(q, claimed) for q in there):
            return "supported", None
        there = [q for q in there if not q.year_like and not any(equal(q, other) for other in statement.beside)]
        if claimed.unit == COUNT and not self._known.uses["weak"].issuperset(statement.frame.head):
            there = self._of_same(statement, beside, there)
        there = list(self._likest(statement, claimed, beside, there))
        if (
            not there
            or not _differ(there[0], claimed, beside.share)
            or not self._times_fit(statement, beside)
            or beside.share < SURE
        ):
            return "not_found", None
        if not self._event_met(statement, beside) and beside.share < CERTAIN:
            return "not_found", None
        if not self._same_thing(statement, claimed, beside.text, there[0]):
            return "not_found", None
        return "contradicted", there[0].span.of(beside.text)

    def _same_thing(self, statement: Statement, claimed: Quantity, told: str, number: Quantity) -> bool:
        """Whether two numbers count the same, as far as the words behind them tell: no part of it, and no more."""
        claim, frame = statement.frame.question, statement.frame
        ends = [q.span.start for q in quantities(told, self._vocabulary) if q.span.start >= number.span.end]
        ours, theirs = self._behind(claim, claimed), self._behind(told[: min(ends, default=None)], number)
        named = {word for name in (*frame.names, *frame.countries) for word in name.stems}
        ours = [word for word in ours if word not in named and word not in _MONTHS]
        said, there = (set(stems(text)) for text in (claim, told))
        if not all(self._known.alike(word) & there for word in ours):
            return False
        return sum(bool(self._known.alike(word) & said) for word in theirs) >= _COUNTED_ALIKE * len(theirs)

    def _behind(self, text: str, number: Quantity) -> list[str]:
        """The stems of the words behind a number, to the next mark or number, that say what is counted."""
        clause = re.split(r"[,;:.()–—\d]", text[number.span.end : number.span.end + 2 * _AROUND])[0]
        return [word for word in self._known.content(clause) if word not in self._known.uses["weak"]][:_COUNTED]

    def _of_same(self, statement: Statement, beside: _Beside, there: Sequence[Quantity]) -> list[Quantity]:
        """Those of the numbers that count what the claim counts."""
        head = statement.frame.head
        counted = {
            said.quantity.span: said.head for said in numbers_said(beside.text, list(there), [], [], self._known)
        }
        alike = {word for one in head for word in self._known.alike(one)}
        return [q for q in there if not head or not alike.isdisjoint(counted.get(q.span, ()))]

    def _likest(
        self, statement: Statement, claimed: Quantity, beside: _Beside, there: Sequence[Quantity]
    ) -> Sequence[Quantity]:
        """Of several numbers the one whose own words are most like the claim's; none where two are as like."""
        if len(there) < 2:
            return there
        wanted = self._around(statement.frame.question, Span(0, len(statement.frame.question)), claimed.span.start)
        scored = [(self._likeness(wanted, beside.text, q, there), q) for q in there]
        best = max(score for score, _ in scored)
        likest = [q for score, q in scored if score == best]
        return likest if len(likest) == 1 else ()

    def _likeness(self, wanted: frozenset[str], text: str, number: Quantity, others: Sequence[Quantity]) -> int:
        """How many of the words around a number are wanted; those behind it, which say what it is of, count twice."""
        piece = _between(number, others)
        behind = self._around(text, Span(number.span.end, piece.end), number.span.end)
        return len(wanted & self._around(text, piece, number.span.start)) + len(wanted & behind)

    def _around(self, text: str, piece: Span, at: int) -> frozenset[str]:
        """The stems of the words of a piece on both sides of a place, with what means the same."""
        near = text[max(at - _AROUND, piece.start) : min(at + 2 * _AROUND, piece.end)]
        own = [w for w in self._known.content(near) if not w.isdigit()]
        return frozenset(alike for word in own for alike in self._known.alike(word))

    def _times_fit(self, statement: Statement, beside: _Beside) -> bool:
        """Whether the claim's dates are the sentence's; a sentence or claim without one may be of any time."""
        when = [*statement.other_dates, *([statement.frame.when] if statement.frame.when is not None else [])]
        dates = self._dates(beside)
        if statement.undated is not None:
            return False
        same = any(days(begin(date)) == days(begin(other)) for date in dates for other in when if agree(date, other))
        return not when or not dates or same


def _between(number: Quantity, others: Sequence[Quantity]) -> Span:
    """The piece of a sentence from the number before one to the number behind it."""
    start = max((q.span.end for q in others if q.span.end <= number.span.start), default=0)
    end = min((q.span.start for q in others if q.span.start >= number.span.end), default=number.span.end + 2 * _AROUND)
    return Span(start, end)


class _Wanted:
    """The words of a claim as a sentence is measured by them."""

    def __init__(self, claim: str, statement: Statement, known: Lexicon) -> None:
        self._known = known
        frame = statement.frame
        self._names = {word for name in (*frame.names, *frame.countries) for word in name.stems}
        self._called = (*frame.names, *frame.countries)
        self._surname = {w: n.stems[-1] for n in frame.names if n.type in ("person", None) for w in n.stems[:-1]}
        own = [(word, span) for word, span in statement.words if not _carries_nothing(word, known)]
        dates = (*statement.other_dates, *([frame.when] if frame.when is not None and statement.quantity else []))
        self.days = frozenset(date.text for date in dates if days(begin(date)) == 1)
        self._written = [word for word, span in own if not word[:1].isdigit() and word.casefold() not in _MONTHS]

    @cached_property
    def ids(self) -> frozenset[str]:
        """The entities that its names may mean."""
        return frozenset(i for name in self._called for i in name.ids)

    def called(self, entities: frozenset[str]) -> frozenset[str]:
        """The stems of the names of entities, whatever else they are called there: "PRI"."""
        return frozenset(word for name in self._called if name.ids & entities for word in name.stems)

    def with_day(self, share: float) -> float:
        """The share with a day that both give counted in: it tells one event from another as a name does."""
        total = self._total + _OF_DAY
        return (share * self._total + _OF_DAY) / total

    @cached_property
    def _total(self) -> float:
        return sum(map(self._weight, dict.fromkeys(map(stem, self._written))))

    def _weight(self, word: str) -> float:
        return _OF_NAME if word in self._names else _OF_WEAK if word in self._known.uses["weak"] else _OF_WORD

    @cached_property
    def searched(self) -> tuple[str, ...]:
        """The words to look for, each once."""
        return tuple(dict.fromkeys(self._written))

    def share(self, own: frozenset[str], before: frozenset[str], above: frozenset[str]) -> float:
        """The share of the words that a sentence has, 0 when a name is nowhere near."""
        met = 0.0
        for word in dict.fromkeys(map(stem, self._written)):
            alike = self._known.alike(word)
            there = next(
                (worth for words, worth in ((own, 1.0), (before, _BEFORE), (above, _ABOVE)) if words & alike), 0.0
            )
            met += self._weight(word) * there
        return met / self._total if self._total else 0.0


def _carries_nothing(word: str, known: Lexicon) -> bool:
    small = word.casefold()
    return known.is_stop(word) or any(small in known.classes[use] for use in _CLOSED)


# Closed classes of words, which tell no claim from another.
_CLOSED = ("preposition", "conjunction", "determiner", "pronoun", "negation")


def _differ(told: Quantity, claimed: Quantity, share: float) -> bool:
    """Whether a sentence gives another number; of two limits of one kind only one that has nearly all of the words."""
    limits = told.qualifier == claimed.qualifier != "exact" and told.value != claimed.value
    return not compatible(told, claimed) or (limits and share >= CERTAIN)


# Months are parts of dates, which are compared by value.
_MONTHS = frozenset(
    "january february march april may june july august september october november december".split()  # noqa: SIM905
)


def _agree(told: Edtf, claimed: Edtf) -> bool:
    """Whether two dates can be one; what both say to last "since" a date must have begun on the same."""
    if told.latest is None and claimed.latest is None and told.earliest and claimed.earliest:
        return agree(begin(told), begin(claimed))
    return agree(told, claimed)


def _one_slip(told: Edtf, claimed: Edtf) -> bool:
    """Whether two days or months differ in one part alone, as a slip of the pen does: 28 April and 28 August 2014."""
    ours, theirs = claimed.text.split("-"), told.text.split("-")
    if len(ours) != len(theirs) or len(ours) < 2 or claimed.is_interval or told.is_interval:
        return False
    return sum(a != b for a, b in zip(ours, theirs, strict=True)) == 1
