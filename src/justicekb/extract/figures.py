"""Figures: every quantity that counts people, cases, visits, facilities, money, shares or terms, with what it counts.

The numbers come from `vocabulary.numbertext`; `counted` leaves out those that are no figures, `measures` says what is
counted. A figure's date is one the sentence gives it; it never defaults to the reporting period.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from spacy.tokens import Span as TokenSpan

from justicekb.edtf import Edtf
from justicekb.extract.counted import amount_verbs, counts_something, is_pronoun_one, names_structure
from justicekb.extract.measures import Context, Measure, measure_of
from justicekb.extract.nlp import Found, Parsed, Sentence
from justicekb.extract.nounphrases import governor
from justicekb.model import DateMention, Figure, Mention, Record
from justicekb.vocabulary import Vocabulary
from justicekb.vocabulary.numbertext import COUNT, Quantity, quantities

RATE = "rate"

_PER_POPULATION = re.compile(r"\bper\s+$|\bfor\s+every\s+$|\bin\s+every\s+$|\bout\s+of\s+(?:every\s+)?$", re.IGNORECASE)
_BASES = frozenset({1e3, 1e4, 1e5, 1e6})
_NOW = re.compile(r"\b(?:currently|at\s+present|presently|at\s+the\s+moment|nowadays)\b", re.IGNORECASE)
_WHOLE = re.compile(
    r"\b(?:including|included|of\s+(?:which|whom|them|these|those)|among\s+(?:them|which|whom))\b|:", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class _Counted:
    """A quantity of one sentence with its tokens and what it counts."""

    quantity: Quantity
    tokens: TokenSpan
    measure: Measure


def find_figures(parsed: Parsed, vocabulary: Vocabulary, found: Found) -> Iterator[Record]:
    """Every figure of the document's prose, in text order; reads dates, laws and names from `found`."""
    for sentence in parsed.sentences:
        if not sentence.prose:
            continue
        text = sentence.text
        kept = [
            q for q in _rates(text, quantities(text, vocabulary)) if counts_something(sentence, q, vocabulary, found)
        ]
        if kept:
            counted = list(_measured(sentence, kept, vocabulary))
            yield from _figures(parsed, sentence, counted, found)


def _rates(text: str, found: list[Quantity]) -> list[Quantity]:
    """Joins "166.5 detainees per 100,000 persons" into one rate."""
    rates: list[Quantity] = []
    for quantity in found:
        base = quantity.unit == COUNT and quantity.value in _BASES
        if base and rates and _PER_POPULATION.search(text[rates[-1].span.end : quantity.span.start]):
            rates[-1] = replace(rates[-1], unit=RATE)
        else:
            rates.append(quantity)
    return rates


# ── what is counted ──────────────────────────────────────────────────────────────────────────────────────


def _measured(sentence: Sentence, kept: list[Quantity], vocabulary: Vocabulary) -> Iterator[_Counted]:
    offset, text = sentence.span.start, sentence.text
    tokens = [sentence.tokens_of(q.span.shift(offset)) for q in kept]
    amounts = amount_verbs(vocabulary)
    previous: Measure | None = None
    for index, (quantity, own) in enumerate(zip(kept, tokens, strict=True)):
        if own is None:
            continue
        following = tokens[index + 1] if index + 1 < len(tokens) else None
        stop = following.start if following is not None else sentence.tokens.end
        context = Context(stop, _bracketed(text, quantity), previous, amounts)
        measure = measure_of(own, quantity.unit, context)
        if measure is not None and _is_figure(sentence, quantity, measure, vocabulary):
            yield _Counted(quantity, own, measure)
            if quantity.unit not in ("years", "months", "days", "hours"):
                previous = measure


def _bracketed(text: str, quantity: Quantity) -> bool:
    before = text[max(0, quantity.span.start - 20) : quantity.span.start]
    return bool(re.search(r"\((?:[\w~≈<>]+\s+){0,2}$", before))


def _is_figure(sentence: Sentence, quantity: Quantity, measure: Measure, vocabulary: Vocabulary) -> bool:
    if quantity.unit != COUNT:
        return True
    if names_structure(measure.head, vocabulary) and not measure.carried:
        return False
    if is_pronoun_one(sentence, quantity) or (quantity.value == 0 and not quantity.in_digits):
        return False
    return not quantity.year_like or quantity.qualifier != "exact"


# ── the records ──────────────────────────────────────────────────────────────────────────────────────────


def _figures(parsed: Parsed, sentence: Sentence, counted: list[_Counted], found: Found) -> Iterator[Figure]:
    span, text = sentence.span, sentence.text
    dates = found.within(DateMention, span)
    for index, one in enumerate(counted):
        quantity = one.quantity
        following = counted[index + 1].quantity.span.start if index + 1 < len(counted) else len(text)
        whole = _whole_of(text, counted[:index], quantity)
        yield Figure(
            document=parsed.document.id,
            span=quantity.span.shift(span.start),
            evidence=span,
            rule=f"figure.{quantity.unit.partition(':')[0]}",
            value=quantity.value,
            high=quantity.high,
            unit=quantity.unit,
            qualifier=quantity.qualifier,
            measure=one.measure.text,
            place=_places(sentence, found),
            date=_date_of(parsed, sentence, one, dates, span.start + following),
            part_of=whole.span.shift(span.start) if whole else None,
        )


def _whole_of(text: str, before: list[_Counted], quantity: Quantity) -> Quantity | None:
    """The earlier quantity that this one is a part of: "461 visits, including …", "Of the 99 murders …"."""
    for one in before:
        whole = one.quantity
        if whole.unit != COUNT or quantity.unit != COUNT or quantity.value > whole.value:
            continue
        between = text[whole.span.end : quantity.span.start]
        if _WHOLE.search(between) or re.search(r"^\W*of\s+(?:the|all|these|those)\s+$", text[: whole.span.start], re.I):
            return whole
    return None


def _places(sentence: Sentence, found: Found) -> tuple[str, ...]:
    mentions = [m for m in found.within(Mention, sentence.span) if m.type == "place"]
    return tuple(dict.fromkeys(m.name for m in mentions))


def _date_of(
    parsed: Parsed, sentence: Sentence, one: _Counted, dates: list[DateMention], following: int
) -> Edtf | None:
    """The date right behind the figure, else the one its verb or the sentence's opening gives, else "currently"."""
    offset = sentence.span.start
    start, end = one.quantity.span.start + offset, one.quantity.span.end + offset
    behind = [d for d in dates if end <= d.span.start < following]
    if behind and _reaches(sentence, one, behind[0]):
        return behind[0].edtf
    before = [d for d in dates if d.span.end <= start and _governs(sentence, one, d)]
    if before:
        return before[-1].edtf
    if _NOW.search(sentence.text):
        return parsed.document.published
    return behind[0].edtf if len(dates) == 1 and behind else None


def _reaches(sentence: Sentence, one: _Counted, date: DateMention) -> bool:
    """Whether a date behind a figure belongs to it: no clause of another verb stands between."""
    tokens = sentence.tokens_of(date.span)
    if tokens is None:
        return False
    verb, own = governor(tokens.root), governor(one.tokens.root)
    return verb is None or own is None or verb == own or verb in own.subtree or verb in own.ancestors


def _governs(sentence: Sentence, one: _Counted, date: DateMention) -> bool:
    """Whether a date before a figure holds for it: its verb is the figure's or stands above it."""
    tokens = sentence.tokens_of(date.span)
    if tokens is None:
        return False
    if tokens.root.dep_ in ("nummod", "amod", "compound"):
        return False
    verb, own = governor(tokens.root), governor(one.tokens.root)
    return verb is not None and own is not None and (verb == own or verb in own.ancestors)
