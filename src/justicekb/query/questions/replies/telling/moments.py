"""Dates, figures and provisions that the question's predicate stands beside in the sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TypeVar

from justicekb.model import DateMention, Fact, Figure, LawMention, Record
from justicekb.query.language import scene, stem, stems, tokens
from justicekb.query.questions.judgement.candidates import of_unit
from justicekb.query.questions.judgement.dates import gap, negated
from justicekb.query.questions.judgement.figures import besides_others, to_whom
from justicekb.query.questions.replies.telling.coverage import Coverage, akin, denied, of_time
from justicekb.query.questions.replies.telling.wanted import Wanted
from justicekb.spans import Span

R = TypeVar("R", bound=Record)

# How far a date or provision stands from the predicate at most, with what a joint adds (characters; see `gap`).
FAR = 130

# How far from a number its noun stands at most: words behind it, words before it.
_BEHIND, _AHEAD = 7, 4

# By what share the second of two numbers must fall behind.
_CLEAR = 0.85

# What the names of the question weigh beside a number.
_NAMES = 2.0

# At what distance (characters) a word beside a number tells half of what it tells right beside it.
_HALF = 30


def dates_told(cover: Coverage, wanted: Wanted) -> list[Record]:
    """The one date that stands nearest to the predicate and is no other event's; none when two stand alike."""
    seen = cover.seen
    dates = [d for d in seen.held.dates_in(seen.record.evidence) if d.edtf != cover.judge.frame.when]
    dates = [d for d in dates if not any(m.span.contains(d.span) for m in seen.named)]  # the year of an act
    own = [d for d in dates if not _taken(d, cover) and not denied(cover, inside(d.span, cover))]
    return _nearest(own, cover)


def _taken(date: DateMention, cover: Coverage) -> bool:
    """Whether a fact of another type has the date, told nearer to it than the predicate."""
    judge, seen, text = cover.judge, cover.seen, cover.seen.held.document.text
    facts = [f for f in cover.of_sentence(Fact) if f.date_span and f.date_span.overlaps(date.span)]
    if not facts or any(f.type in judge.types for f in facts) or not judge.frame.events:
        return False
    start = seen.record.evidence.start
    asked = min((gap(date.span, m.shift(start), text) for m in cover.marks), default=FAR)
    return any(f.trigger is not None and gap(date.span, f.trigger, text) < asked for f in facts)


def provisions_told(cover: Coverage, wanted: Wanted) -> list[Record]:
    """The law or provision nearest to the predicate; where the question names a sort of law, one that is called so."""
    seen = cover.seen
    named = frozenset(i for name in (*cover.judge.frame.names, *cover.judge.frame.countries) for i in name.ids)
    laws = [m for m in seen.named if isinstance(m, LawMention) and m.entity not in named]
    if cover.judge.frame.asked == "provision":
        laws = [law for law in laws if law.provision]
    kinds = cover.alike(wanted.noun) if wanted.noun else frozenset()
    so_called = [law for law in laws if kinds & set(stems(f"{law.text} {law.canonical}"))]
    return _nearest(so_called or laws, cover)


def _nearest(records: Sequence[R], cover: Coverage) -> list[Record]:
    text, start = cover.seen.held.document.text, cover.seen.record.evidence.start
    marks = [
        mark.shift(start)
        for mark in cover.marks
        if not negated(cover.seen.sentence, mark) or cover.judge.frame.negative
    ]
    if cover.marks and not marks:
        return []
    ranked = sorted((min((gap(r.span, m, text) for m in marks), default=0), r.span.start, r.id, r) for r in records)
    if not ranked or ranked[0][0] > FAR or (not marks and len(ranked) > 1):
        return []
    return [ranked[0][3]]


# ── figures ──────────────────────────────────────────────────────────────────────────────────────────────


def figures_told(cover: Coverage, wanted: Wanted) -> list[Record]:
    """The one number of the unit asked for that counts what is asked for, beside which most of the question stands."""
    judge = cover.judge
    numbers = cover.of_sentence(Figure)
    fit = [f for f in numbers if of_unit(judge, f) and _counts(f, wanted.noun, cover) and not _in_question(f, cover)]
    fit = [f for f in fit if all(r.met >= r.least for r in to_whom(judge, scene(f, judge.reading)))]
    fit = [f for f in fit if not list(besides_others(judge, scene(f, judge.reading)))]  # no part
    fit = [f for f in fit if _of_time(f, cover) and not denied(cover, inside(f.span, cover)) and _near_mark(f, cover)]
    ranked = sorted(((_beside(f, numbers, cover), -f.span.start, f) for f in fit), key=lambda r: (-r[0], -r[1]))
    if not ranked or (ranked[0][0] == 0 and len(ranked) > 1):
        return []
    if len(ranked) > 1 and ranked[1][0] > ranked[0][0] * _CLEAR and ranked[1][2].value != ranked[0][2].value:
        return []
    return [ranked[0][2]]


def inside(place: Span, cover: Coverage) -> Span:
    """A place of the document as one of the sentence."""
    return place.shift(-cover.seen.record.evidence.start)


def _near_mark(figure: Figure, cover: Coverage) -> bool:
    """Whether the predicate, where the question has one, stands near enough to a number to be told of it."""
    text, start = cover.seen.held.document.text, cover.seen.record.evidence.start
    marks = [mark.shift(start) for mark in cover.marks] + _name_places(cover)
    return cover.light or min((gap(figure.span, mark, text) for mark in marks), default=FAR + 1) <= FAR


def _name_places(cover: Coverage) -> list[Span]:
    """Where the names of the question stand in the sentence."""
    names, start = cover.judge.frame.names, cover.seen.record.evidence.start
    ids = frozenset(i for name in names for i in name.ids)
    unknown = frozenset(own for name in names if not name.ids for own in name.stems)
    said = [place.shift(start) for word, place in tokens(cover.seen.sentence) if stem(word) in unknown]
    return [*said, *(m.span for m in cover.seen.named if m.entity in ids)]


def _of_time(figure: Figure, cover: Coverage) -> bool:
    """Whether a number holds for the time asked for: by its own date, else by the sentence's dates."""
    when = cover.judge.frame.when
    if when is None:
        return True
    return figure.date.overlaps(when) if figure.date is not None else of_time(cover) or cover.undated(figure.span)


def _in_question(figure: Figure, cover: Coverage) -> bool:
    words = figure.span.of(cover.seen.held.document.text)
    return re.search(rf"\b{re.escape(words)}\b", cover.judge.frame.question) is not None


def _counts(figure: Figure, noun: str | None, cover: Coverage) -> bool:
    """Whether a number counts the noun asked for; sums, shares and times are told by their unit."""
    unit = figure.unit.partition(":")[0]
    if unit == "money" or (unit != "count" and cover.judge.frame.units):
        return True
    if noun is None:
        return True
    text, place = cover.seen.held.document.text, figure.evidence
    behind = stems(re.split(r"[.;:]\s", text[figure.span.end : place.end])[0])[:_BEHIND]
    ahead = stems(text[place.start : figure.span.start])[-_AHEAD:]
    counted = frozenset((*stems(figure.measure), *behind, *ahead))
    own = cover.alike(noun) | cover.field(noun)
    anybody = cover.judge.lexicon.uses["anybody"]
    if len(cover.judge.frame.head) > 1 and any(cover.alike(w) & counted for w in cover.judge.frame.head[:-1]):
        return bool(counted & own) or not noun.isalpha() or bool(cover.alike(noun) & cover.words)
    if noun in anybody and counted & (anybody | cover.judge.lexicon.uses["people"]):
        return True
    return bool(counted & own) or any(
        akin(noun, one) for one in counted if noun not in cover.judge.lexicon.uses["people"]
    )


def _beside(figure: Figure, numbers: Sequence[Figure], cover: Coverage) -> float:
    """How much of the question stands beside a number: each word by its weight, the less the farther it stands.

    A number in brackets goes with what stands before it.
    """
    text = cover.seen.held.document.text
    bracketed = text[max(figure.span.start - 1, 0) : figure.span.start] == "("
    told = 0.0
    for weight, places in _places(cover):
        before = [p for p in places if not bracketed or p.end <= figure.span.start]
        far = min((_distance(figure.span, p, numbers, text) for p in before), default=None)
        if far is not None:
            told += weight / (1 + far / _HALF)
    return told


def _places(cover: Coverage) -> Iterator[tuple[float, list[Span]]]:
    """The weight of each word and of the names, with where they stand in the document."""
    start = cover.seen.record.evidence.start
    yield _NAMES, _name_places(cover)
    for word in cover.plain:
        own = cover.alike(word) | cover.field(word)
        yield cover.weights.get(word, 1.0), [p.shift(start) for w, p in tokens(cover.seen.sentence) if stem(w) in own]


def _distance(one: Span, other: Span, numbers: Sequence[Figure], text: str) -> int:
    """The gap between a number and a word; another number between them parts them."""
    between = Span(min(one.end, other.end), max(one.start, other.start)) if not one.overlaps(other) else None
    parted = between is not None and any(between.contains(n.span) for n in numbers)
    return gap(one, other, text) + (_HALF * 2 if parted else 0)
