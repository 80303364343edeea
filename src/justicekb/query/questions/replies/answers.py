"""Supported records → values: what agrees is put together, best supported first, with citations and origins."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date as day
from typing import get_args

from justicekb.edtf import Edtf
from justicekb.findings import Value
from justicekb.model import (
    DateMention,
    EntityType,
    Fact,
    Figure,
    LawMention,
    Mention,
    Participant,
    Quote,
    Record,
    RoleName,
    normalise_name,
)
from justicekb.query.events import (
    agree,
    compatible_figures,
    days,
    group_dates,
    group_equal,
    number,
    origins,
    quantities,
    same_figure,
)
from justicekb.query.language import scene, stems
from justicekb.query.questions.frames import Frame
from justicekb.query.questions.judgement.judge import Judge
from justicekb.query.questions.judgement.support import Support
from justicekb.query.questions.replies.arguments import whole_phrase
from justicekb.spans import Span

# Two dates of one event are a disagreement only if both are supported about equally well.
CLOSE = 0.06

# Two figures answer a question equally well if their support differs by no more; then the later one is "now".
ALIKE = 0.04

# What a further independent source adds to the support of a value.
_SOURCE_BONUS = 0.02

# The least share of words that two measures have in common when they count the same thing.
_SAME_MEASURE = 0.6


@dataclass(frozen=True, slots=True)
class Found:
    """A value with the supports behind it, the best first."""

    value: Value
    supports: tuple[Support, ...]
    judge: Judge

    @property
    def score(self) -> float:
        """The best support, with a little for every further independent source."""
        return self.supports[0].score + _SOURCE_BONUS * (min(self.value.sources, 4) - 1)

    def disputes(self, others: list[Found]) -> bool:
        """Whether another value contradicts this one: same event or quantity, both cannot be true."""
        return any(_contradict(self, other) for other in others)


def found_values(supported: list[Support], judge: Judge) -> list[Found]:
    """The values that the supports give, best supported first."""
    found = list(_BY_ASKED[judge.frame.asked](supported, judge))
    rank = {id(support): at for at, support in enumerate(supported)}
    found.sort(key=lambda f: (-f.score, rank[id(f.supports[0])]))
    return _latest_first(found) if judge.frame.current and judge.frame.asked == "figure" else found


def _value(group: list[Support], judge: Judge, value: str, kind: str) -> Found:
    ranked = sorted(group, key=lambda s: -s.score)
    cited = [judge.reading.citation(s.record) for s in ranked]
    evidence = tuple({(c.document, c.span): c for c in reversed(cited)}.values())[::-1]  # each sentence once
    record = ranked[0].record
    words = record.span.of(judge.reading.held(record.document).document.text)
    sources = origins(evidence, judge.reading.around)
    told = Value(value=value, kind=kind, text=words, evidence=evidence, sources=sources)
    return Found(_detailed(told, record, judge), tuple(ranked), judge)


def _detailed(value: Value, record: Record, judge: Judge) -> Value:
    """The value with what belongs to its kind: a figure's qualifier, unit and measure, a person's office."""
    match record:
        case Figure():
            return replace(
                value, text=_qualified(record, value.text, judge), qualifier=record.qualifier, high=record.high,
                unit=record.unit, measure=record.measure,
            )  # fmt: skip
        case Mention() if record.type == "person" and value.kind == "name":
            return replace(value, office=record.role)
        case Quote() if value.kind == "name":
            return replace(value, office=record.role)
    return value


def _qualified(figure: Figure, words: str, judge: Judge) -> str:
    """The number's words with those that qualify it, as the sentence has them: "more than 60,000 people"."""
    if figure.qualifier == "exact":
        return words
    text = judge.reading.held(figure.document).document.text
    before = text[max(figure.evidence.start, figure.span.start - _QUALIFIED) : figure.span.start]
    said = re.search(_QUALIFIERS, before, re.IGNORECASE)
    return f"{' '.join(said[0].split())} {words}" if said else words


# How far before a number its qualifier begins (characters), and what one is: one to four small words up to the number.
_QUALIFIED = 24
_QUALIFIERS = (
    r"\b(?:(?:not )?(?:more|fewer|less|higher|lower) than|(?:at|up|no) (?:least|most|to)|well over|as many as|"
    r"[a-z]+ly|about|around|some|over|under|above|below)\s+$"
)


# ── one kind of value after the other ────────────────────────────────────────────────────────────────────


def _dates(supported: list[Support], judge: Judge) -> Iterator[Found]:
    facts = [s for s in supported if isinstance(s.record, Fact)]
    filed = facts and facts[0].score >= supported[0].score
    for group in group_dates(facts if filed else supported, _date_of):
        yield _value(group, judge, _date_of(group[0]).text, "date")


def _date_of(support: Support) -> Edtf:
    record = support.record
    if isinstance(record, Fact):
        return record.date
    assert isinstance(record, DateMention)  # nothing else is a candidate for a date
    return record.edtf


def _figures(supported: list[Support], judge: Judge) -> Iterator[Found]:
    wholes: dict[tuple[str, Span | None], float] = {
        (f.document, f.span): s.score for s in reversed(supported) for f in [_figure(s)]
    }
    supported = [s for s in supported if s.score > wholes.get(_whole(_figure(s)), 0.0)]
    for group in group_equal(supported, lambda a, b: same_figure(_figure(a), _figure(b))):
        figure = _figure(group[0])
        yield _value(group, judge, number(figure), "figure")


def _figure(support: Support) -> Figure:
    assert isinstance(support.record, Figure)  # nothing else is a candidate for a figure
    return support.record


def _whole(figure: Figure) -> tuple[str, Span | None]:
    """Where the figure stands of which it is a part: "461 visits, including 118 to cells" makes 461.

    A part answers beside its whole only when it is what is asked for, and so the better supported.
    """
    return figure.document, figure.part_of


def _speakers(supported: list[Support], judge: Judge) -> Iterator[Found]:
    for group in group_equal(supported, lambda a, b: _speaker(a) == _speaker(b)):
        said = group[0].record
        assert isinstance(said, Quote | Mention)  # nothing else is a candidate for a speaker
        type_ = _speaker(group[0]).partition(":")[0]
        if judge.frame.types and type_ in get_args(EntityType) and type_ not in judge.frame.types:
            continue  # "which court told the police" is not answered by a person
        yield _value(group, judge, (said.speaker if isinstance(said, Quote) else said.name) or "", "name")


def _speaker(support: Support) -> str:
    quote = support.record
    if isinstance(quote, Mention):
        return quote.entity
    assert isinstance(quote, Quote)  # nothing else is a candidate for a speaker
    return quote.speaker_entity or normalise_name(quote.speaker or "")


def _statements(supported: list[Support], judge: Judge) -> Iterator[Found]:
    for support in supported:
        if isinstance(support.record, Quote):
            yield _value([support], judge, support.record.text, "quote")


def _provisions(supported: list[Support], judge: Judge) -> Iterator[Found]:
    for group in group_equal(supported, lambda a, b: _law(a) == _law(b)):
        yield _value(group, judge, _as_written(group[0]), "law")


def _law(support: Support) -> tuple[str, str]:
    law = support.record
    assert isinstance(law, LawMention)  # nothing else is a candidate for a provision
    return law.entity, law.provision or ""


def _as_written(support: Support) -> str:
    """A provision, its paragraphs as the source writes them: "Article 403 § 5"."""
    law = support.record
    assert isinstance(law, LawMention)  # nothing else is a candidate for a provision
    written = re.split(r"\s+of\s", law.text)[0]
    return written if "§" in written else law.provision or ""


def _holders(supported: list[Support], judge: Judge) -> Iterator[Found]:
    for group in group_equal(supported, lambda a, b: _person(a).entity == _person(b).entity):
        yield _value(group, judge, _person(group[0]).name, "name")


def _roles(supported: list[Support], judge: Judge) -> Iterator[Found]:
    for group in group_equal(supported, lambda a, b: _role(a) == _role(b)):
        yield _value(group, judge, _person(group[0]).role or "", "role")


def _role(support: Support) -> str:
    return normalise_name(_person(support).role or "")


def _person(support: Support) -> Mention:
    assert isinstance(support.record, Mention)  # nothing else is a candidate for an office
    return support.record


def _participants(supported: list[Support], judge: Judge) -> Iterator[Found]:
    yield from _named(supported, judge, judge.frame.role)


def _places(supported: list[Support], judge: Judge) -> Iterator[Found]:
    yield from _named(supported, judge, "place")


def _named(supported: list[Support], judge: Judge, role: RoleName) -> Iterator[Found]:
    asked = {i for n in (*judge.frame.names, *judge.frame.countries) for i in n.ids}
    mentions = [s for s in supported if isinstance(s.record, Mention)]
    for group in group_equal(mentions, lambda a, b: _person(a).entity == _person(b).entity):
        yield _value(group, judge, _person(group[0]).name, "name")
    pairs = [
        (support, p)
        for support in supported
        if isinstance(support.record, Fact)
        for p in support.record.participants
        if p.role == role and _fits(p, judge.frame) and p.entity not in asked and not _echoes(p, judge.frame)
    ]
    for told in group_equal(pairs, lambda a, b: _key(a[1]) == _key(b[1])):
        part = told[0][1]
        name = part.name if part.entity else whole_phrase(part.name, scene(told[0][0].record, judge.reading), judge)
        yield _value([support for support, _ in told], judge, name, "name")


def _key(participant: Participant) -> str:
    return participant.entity or normalise_name(participant.name)


def _fits(participant: Participant, frame: Frame) -> bool:
    """Whether it may be of a type that is asked for; common words may mean anybody, and never a law."""
    if participant.entity is None or not frame.types:
        return frame.types != ("law",)
    return participant.entity.partition(":")[0] in frame.types


def _echoes(participant: Participant, frame: Frame) -> bool:
    """Whether its words only say again what the question says: "Vesk's parole" does not tell who revoked it."""
    return participant.entity is None and set(stems(participant.name)) <= set(stems(frame.question))


_BY_ASKED: dict[str, Callable[[list[Support], Judge], Iterator[Found]]] = {
    "date": _dates,
    "figure": _figures,
    "speaker": _speakers,
    "statement": _statements,
    "provision": _provisions,
    "office": _holders,
    "identity": _roles,
    "participant": _participants,
    "place": _places,
}


# ── order and disagreement ───────────────────────────────────────────────────────────────────────────────


def _latest_first(found: list[Found]) -> list[Found]:
    """Of figures that are supported about as well as the best, the latest first: "is" asks for now."""
    if not found:
        return found
    close = [f for f in found if f.score >= found[0].score - ALIKE]
    rest = [f for f in found if f.score < found[0].score - ALIKE]
    return sorted(close, key=_time, reverse=True) + rest


def _time(found: Found) -> tuple[day, int]:
    """When a figure holds; of two in one sentence ("from 50 to 40") the later words are the later time."""
    figure = _figure(found.supports[0])
    held = found.judge.reading.held(figure.document)
    date = figure.date or held.document.period or held.document.published or held.latest_date
    return (date.latest or day.max) if date else day.min, figure.span.start


def _contradict(one: Found, other: Found) -> bool:
    if other.supports[0].score < one.supports[0].score - CLOSE:
        return False
    left, right = one.supports[0].record, other.supports[0].record
    if (left.document, left.evidence) == (right.document, right.evidence):
        return False  # one sentence does not disagree with itself; it tells two things
    if isinstance(left, Fact) and isinstance(right, Fact) and one.judge.frame.asked == "date":
        once = one.judge.lexicon.once
        one_event = (left.type in once and right.type in once) or _days_apart(left, right) <= _SAME_WEEK
        return one_event and not agree(left.date, right.date)
    if isinstance(left, Figure) and isinstance(right, Figure):
        same = same_quantity(left, right) or _one_body(left, right, one.judge)
        return left.document != right.document and same and not compatible_figures(left, right)
    return False


def _one_body(left: Figure, right: Figure, judge: Judge) -> bool:
    """Whether both count the members of one body, by whichever noun: "13 organisations", "18 NGOs"."""
    counted = quantities(judge.reading, judge.lexicon)
    sizes = list(counted.sizes([left, right])) if counted is not None else []
    return len(sizes) == 2 and counted is not None and counted.same_body(*sizes)


# Two days of one sort of event in one person's life, no farther apart than this, are one event told with two dates.
_SAME_WEEK = 7


def _days_apart(left: Fact, right: Fact) -> float:
    """How many days lie between two facts of one type about the same persons, each on a day of its own."""
    ours, theirs = (frozenset(i for i in f.entities if i.startswith("person:")) for f in (left, right))
    exact = days(left.date) == days(right.date) == 1
    if left.type != right.type or not ours & theirs or not exact:
        return float("inf")
    return abs((left.date.sort_key[0] - right.date.sort_key[0]).days)


def same_quantity(left: Figure, right: Figure) -> bool:
    """Whether two figures count the same thing: unit, place, date and nearly all words of the measure."""
    if left.unit != right.unit or set(left.place) != set(right.place) or (left.date is None) != (right.date is None):
        return False
    if left.date is not None and right.date is not None and not agree(left.date, right.date):
        return False
    one, other = set(stems(left.measure)), set(stems(right.measure))
    return bool(one and other) and len(one & other) / len(one | other) >= _SAME_MEASURE
