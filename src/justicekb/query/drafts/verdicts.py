"""What the sources make of one statement of a draft: they bear it out, deny it, differ about it, or are silent.

A statement is denied only by a record of the very same event or quantity that cannot be true together with it. What
may happen twice denies nothing, unless the draft and the source tell the same one of several ("the first visit"), or
it is the only such event of a person that the sources know. A vaguer record ("in January 1995") bears a precise
date out only as long as no record is as precise and says otherwise.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Literal

from justicekb.edtf import Edtf
from justicekb.model import Fact, Figure, Record
from justicekb.query.drafts.objections import Source, objection
from justicekb.query.drafts.quantity import borne_out, compatible, equal, nearly_as_precise
from justicekb.query.drafts.statements import Statement
from justicekb.query.events import agree, begin, days, number
from justicekb.query.language import BEFORE, OWN, SENTENCE, SYNONYM, stem, stems
from justicekb.query.questions import CLOSE, Judge, Support, candidates, same_quantity
from justicekb.vocabulary.numbertext import Quantity

# The least support for "supported", and the more that a contradiction needs (shares of what the statement names; a
# draft's sentence says much besides, so it is less than a question needs). CERTAIN is for what no date ties down and
# for what may happen twice.
ENOUGH, SURE, CERTAIN = 0.55, 0.72, 0.88

# The least share of the words of a name that a draft says of what it means.
_NAMED = 0.6

# The least share of the words of a figure's measure that a draft says: of up to four words all.
_MEASURED = 0.8

# The fewest digits that tell one number from all others (ending noughts left out): two years seldom share it.
_TELLING = 3

# Events that a person undergoes seldom enough that the only one known is the one meant.
_RARE = frozenset({"acquittal", "appointment", "conviction", "departure", "release"})

Outcome = Literal["supported", "contradicted", "disputed", "not_found"]


@dataclass(frozen=True, slots=True)
class Verdict:
    """The outcome with the records that speak for and against the statement, best first."""

    outcome: Outcome
    same: tuple[Support, ...] = ()
    against: tuple[Support, ...] = ()
    dated: bool = False  # it is the time of a number that is denied
    instead: str | None = None  # what is said otherwise, where it is no value

    @property
    def says(self) -> str | None:
        """What is said instead: the values of the records against it, or who or where; None when nothing is."""
        if self.instead is not None:
            return self.instead
        return "; ".join(dict.fromkeys(_value(s.record, dated=self.dated) for s in self.against)) or None


def verdict(statement: Statement, judge: Judge) -> Verdict:
    """What the sources make of the statement."""
    if statement.date is not None and not statement.frame.events:
        return Verdict("not_found")  # records are dated by their event
    return _unopposed(_by_value(statement, judge), statement, judge)


def _by_value(statement: Statement, judge: Judge) -> Verdict:
    """What the sources make of the statement's date or number."""
    if statement.date is not None:
        return _of_date(statement, statement.date, _supported(judge), judge)
    assert statement.quantity is not None  # a statement has the one or the other
    found = _of_number(statement, statement.quantity, _supported(judge), judge)
    return _of_time(statement, statement.quantity, judge) if found.outcome == "not_found" else found


def _unopposed(found: Verdict, statement: Statement, judge: Judge) -> Verdict:
    """The verdict without the records that have the value of somebody or something else; denied when all have."""
    if found.outcome not in ("supported", "disputed"):
        return found
    opposed = [(s, objection(statement, _source(s.record, judge), judge.lexicon)) for s in found.same]
    kept = tuple(s for s, against in opposed if against is None)
    if kept:
        return replace(found, same=kept)
    said = [(s, against.says) for s, against in opposed if against is not None and against.says is not None]
    if not said:
        return Verdict("not_found")
    return Verdict("contradicted", against=tuple(s for s, says in said if says == said[0][1]), instead=said[0][1])


def _source(record: Record, judge: Judge) -> Source:
    return Source(judge.reading, record.document, record.evidence)


def _supported(judge: Judge) -> list[Support]:
    """The facts and figures that speak of what the frame asks, best first."""
    judged = (judge.support(r) for r in candidates(judge) if isinstance(r, Fact | Figure))
    return sorted((s for s in judged if s.ruled_out is None and s.score >= ENOUGH), key=lambda s: -s.score)


def _value(record: Record, *, dated: bool) -> str:
    """What a record says, a figure with its time where that is what it says otherwise."""
    if isinstance(record, Fact):
        return record.date.text
    assert isinstance(record, Figure)  # nothing else is a candidate
    return f"{number(record)} in {record.date}" if dated else number(record)


# ── dates ────────────────────────────────────────────────────────────────────────────────────────────────


def _of_date(statement: Statement, date: Edtf, enough: list[Support], judge: Judge) -> Verdict:
    facts = [(s, s.record) for s in enough if isinstance(s.record, Fact)]
    told = {fact.id for _, fact in facts if any(agree(fact.date, other) for other in statement.other_dates)}
    same = [s for s, fact in facts if agree(fact.date, date) and nearly_as_precise(fact.date, date)]
    firm = [s for s, fact in facts if agree(fact.date, date) and days(begin(fact.date)) <= days(begin(date))]
    other = [s for s, f in facts if s.score >= SURE and not agree(f.date, date) and f.id not in told]
    other = [s for s in other if _only_one(s, facts, date, judge)]
    if firm:
        rivals = [s for s in other if _rival(s, firm)]
        return Verdict("disputed" if rivals else "supported", tuple(firm), tuple(rivals))
    if same and not any(agree(_date(s), _date(vague)) for s in other for vague in same):
        rivals = [s for s in other if _rival(s, same)]
        return Verdict("disputed" if rivals else "supported", tuple(same), tuple(rivals))
    return Verdict("contradicted", against=tuple(other)) if other else Verdict("not_found")


def _date(support: Support) -> Edtf:
    assert isinstance(support.record, Fact)  # only facts are asked for their date here
    return support.record.date


def _only_one(support: Support, facts: list[tuple[Support, Fact]], date: Edtf, judge: Judge) -> bool:
    """Whether the event of a record can be no other than the one that the statement tells."""
    fact = support.record
    assert isinstance(fact, Fact)  # only facts are judged by their dates
    if not _same_event(support, fact, judge):
        return False
    if fact.type in judge.lexicon.once or any(r.what == "which of several" for r in support.requirements):
        return True
    if _same_days(fact.date, date):
        return True
    persons = {i for name in judge.frame.names if name.type == "person" for i in name.ids}
    if fact.type not in _RARE or support.score < CERTAIN or not persons & fact.entities:
        return False
    alike = [other for s, other in facts if s.score >= SURE and other.type == fact.type and persons & other.entities]
    return all(agree(other.date, fact.date) for other in alike)


def _same_days(told: Edtf, claimed: Edtf) -> bool:
    """Whether two stretches of days differ in the year alone: the same visit with a slip of the pen."""
    days_of = [re.sub(r"\d{4}-", "", date.text) for date in (told, claimed)]
    return days_of[0] == days_of[1] and re.fullmatch(r"\d\d-\d\d/\d\d-\d\d", days_of[0]) is not None


def _same_event(support: Support, fact: Fact, judge: Judge) -> bool:
    """Whether a fact is told with the statement's own verb, of something that the statement names.

    "Opened a new prison" is not the opening of the one prison that the sources know, and depositing an instrument is
    not ratifying in the draft's sense.
    """
    told = next((r.met for r in support.requirements if r.what == "event"), OWN)
    ids = {i for name in judge.frame.names for i in name.ids}
    named = {w for name in judge.frame.names for w in name.stems}
    said = named.union(*(judge.lexicon.alike(w) for w in judge.frame.words))
    objects = [p for p in fact.participants if p.role == "object"] or list(fact.participants)
    there = {i for name in judge.frame.countries for i in name.ids}
    known = any(p.entity in ids or _called(p.name, said, judge) for p in objects)
    visited = any(p.entity in there for p in objects) and not ids.isdisjoint(fact.entities)
    return told >= OWN and (known or visited)


def _called(name: str, said: set[str], judge: Judge) -> bool:
    """Whether a draft says most of a name's proper words, or of several common ones: "law" alone tells no law."""
    proper = [stem(w) for w in re.findall(r"\b[A-ZÀ-Ž][\w-]*", name) if not judge.lexicon.is_stop(w)]
    words = proper or judge.lexicon.content(name)
    return len(words) > (0 if proper else 1) and sum(word in said for word in words) >= _NAMED * len(words)


def _rival(support: Support, same: list[Support]) -> bool:
    """Whether a record tells the event of one of the others, about as surely, in a sentence of its own."""
    place = (support.record.document, support.record.evidence)
    if any(place == (s.record.document, s.record.evidence) for s in same):
        return False
    types = {s.record.type for s in same if isinstance(s.record, Fact)}
    own = support.record.type in types if isinstance(support.record, Fact) else True
    return own and support.score >= same[0].score - CLOSE


# ── figures ──────────────────────────────────────────────────────────────────────────────────────────────


def _of_number(statement: Statement, quantity: Quantity, enough: list[Support], judge: Judge) -> Verdict:
    figures = [(s, s.record) for s in enough if isinstance(s.record, Figure) and s.record.unit == quantity.unit]
    same = [s for s, f in figures if equal(f, quantity) or (s.score >= SURE and borne_out(f, quantity))]
    same = [s for s in same if _names_met(s, judge)]
    told = {(s.record.document, s.record.evidence) for s in same}
    other = [
        (s, f)
        for s, f in figures
        if (f.document, f.evidence) not in told and not compatible(f, quantity) and not _beside(f, statement)
    ]
    if (words := statement.undated) is not None:  # "as of July 31" is the same time only in the same words
        other = [(s, f) for s, f in other if words.casefold() in judge.reading.sentence(f).casefold()]
    denying = [s for s, f in other if _same_count(s, f, judge) and _same_time(s, f, judge)]
    if same:
        rivals = [s for s in denying if _rival(s, same) and any(_same_quantity(s, one) for one in same)]
        return Verdict("disputed" if rivals else "supported", tuple(same), tuple(rivals))
    if judge.frame.when is None and len({number(s.record) for s in denying if isinstance(s.record, Figure)}) > 1:
        return Verdict("not_found")  # it changes with time, and the draft does not say when
    return Verdict("contradicted", against=tuple(denying)) if denying else Verdict("not_found")


def _of_time(statement: Statement, quantity: Quantity, judge: Judge) -> Verdict:
    """Denied when the sources have the very number, and only of another time: "461 visits in 2017", not in 2018.

    A sentence that tells who said it may date the saying; one that gives the sources' time too, beside another event,
    is borne out.
    """
    when = judge.frame.when
    said = judge.lexicon.uses["report"].isdisjoint(judge.frame.words)
    if when is None or not said or len(f"{quantity.value:.15g}".replace(".", "").strip("0")) < _TELLING:
        return Verdict("not_found")
    anytime = replace(judge, frame=replace(judge.frame, when=None))
    same = [
        (s, s.record)
        for s in _supported(anytime)
        if isinstance(s.record, Figure) and equal(s.record, quantity) and s.record.unit == quantity.unit
    ]
    sure = [s for s, figure in same if s.score >= CERTAIN and _same_count(s, figure, anytime)]
    beside = [s for s, f in same if f.date and any(agree(f.date, other) for other in statement.other_dates)]
    if beside:
        return Verdict("supported", tuple(beside))
    other = all(figure.date is not None and not figure.date.overlaps(when) for _, figure in same)
    return Verdict("contradicted", against=tuple(sure), dated=True) if sure and other else Verdict("not_found")


def _names_met(support: Support, judge: Judge) -> bool:
    """Whether the persons, and the names that nobody knows, stand in the sentence or right before it."""
    named = {name.text for name in judge.frame.names if name.proper and (name.type == "person" or not name.ids)}
    return all(r.met >= BEFORE for r in support.requirements if r.what in named)


def _beside(figure: Figure, statement: Statement) -> bool:
    """Whether the sentence states the figure's value too, of another time or as the other end of a change."""
    return any(q.value == figure.value and q.unit == figure.unit for q in statement.beside)


def _same_count(support: Support, figure: Figure, judge: Judge) -> bool:
    """Whether a figure counts what the statement counts, neither a part of it nor more."""
    frame, lexicon = judge.frame, judge.lexicon
    loose = lexicon.uses["weak"] | lexicon.uses["amounting"] | lexicon.uses["generic"]
    measure = [w for w in lexicon.content(figure.measure) if not w.isdigit() and w not in loose]
    own = set(measure) | set(stems(figure.measure)) | set(stems(figure.subject or ""))
    if not all(lexicon.alike(word) & own for word in frame.head):
        return False
    plain = {r.what: r.met for r in support.requirements}
    if not all(plain.get(word, OWN) >= SYNONYM * SENTENCE for word in frame.words if word not in frame.weak):
        return False
    named = {w for name in (*frame.names, *frame.countries) for w in name.stems}
    places = {stem(w) for words in figure.place for w in words.split()}
    said = named.union(places, *(lexicon.alike(w) for w in (*frame.words, *frame.head)))
    subject = re.search(r"[A-ZÀ-Ž]", figure.subject or "") is None or _called(figure.subject or "", said, judge)
    return subject and sum(word in said for word in measure) >= _MEASURED * len(measure)


def _same_time(support: Support, figure: Figure, judge: Judge) -> bool:
    """Whether a figure holds for the statement's time; where neither gives one, all else must be certain.

    A figure of half a year or of three years is none of the year.
    """
    when = judge.frame.when
    if when is None:
        return support.score >= CERTAIN
    if figure.date is not None:
        return support.score >= SURE and begin(figure.date).sort_key == begin(when).sort_key
    met = next((r.met for r in support.requirements if r.what == "time"), 0.0)
    return support.score >= SURE and met >= SENTENCE


def _same_quantity(one: Support, other: Support) -> bool:
    left, right = one.record, other.record
    return isinstance(left, Figure) and isinstance(right, Figure) and same_quantity(left, right)
