"""Figures: every quantity that counts people, cases, visits, facilities, money, shares or terms, with what it counts.

The numbers come from `vocabulary.numbertext`; `counted` leaves out those that are no figures, `measures` says what is
counted. A figure's date is one the sentence gives it; it never defaults to the reporting period.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from spacy.tokens import Span as TokenSpan
from spacy.tokens import Token

from justicekb.edtf import Edtf
from justicekb.extract.figures.counting import (
    amount_verbs,
    counts_something,
    is_pronoun_one,
    names_structure,
    numbers_a_name,
)
from justicekb.extract.figures.dates import Dated
from justicekb.extract.figures.durations import sentenced
from justicekb.extract.figures.measure import Context, Measure
from justicekb.extract.figures.measures import amount_of, compares, measure_of
from justicekb.extract.figures.nounphrases import governor, noun_phrase, subject_of
from justicekb.extract.figures.tables import in_prose_cell, table_figures
from justicekb.extract.nlp import Found, Parsed, Sentence
from justicekb.extract.sources import SourceYears
from justicekb.model import DateMention, Figure, Mention, Record
from justicekb.spans import Span
from justicekb.vocabulary import Vocabulary
from justicekb.vocabulary.numbertext import COUNT, Quantity, quantities

RATE = "rate"
DURATIONS = frozenset({"years", "months", "days", "hours"})

_PER_POPULATION = re.compile(r"\bper\s+$|\bfor\s+every\s+$|\bin\s+every\s+$|\bout\s+of\s+(?:every\s+)?$", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]{2}")
_BASES = frozenset({1e3, 1e4, 1e5, 1e6})
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
    before: Dated | None = None
    earlier: Measure | None = None
    told: dict[float, Measure] = {}
    sources = SourceYears(parsed, vocabulary, found)
    yield from table_figures(parsed, vocabulary, found)
    for sentence in parsed.sentences:
        if not sentence.prose:
            continue
        text = sentence.text
        kept = [
            q for q in _rates(text, quantities(text, vocabulary)) if counts_something(sentence, q, vocabulary, found)
        ]
        kept = [q for q in kept if not sources.name(q.number.shift(sentence.span.start))]
        if sentence.block.kind == "table_row":
            kept = [q for q in kept if in_prose_cell(text, q.span)]
        dated = _dates(parsed, sentence, found, before)
        if before is None or before.sentence.block != sentence.block:
            earlier = None
        if kept:
            counted = list(_measured(sentence, kept, vocabulary, earlier, told))
            told |= {c.quantity.value: c.measure for c in counted if c.quantity.unit == COUNT}
            yield from _figures(parsed, dated, counted, found)
            earlier = next((c.measure for c in counted if c.quantity.unit == COUNT), earlier)
        before = dated


def _dates(parsed: Parsed, sentence: Sentence, found: Found, before: Dated | None) -> Dated:
    """The dates of a sentence, with the one that the sentence before it in the same paragraph opens with."""
    joined = before is not None and before.sentence.block == sentence.block
    return Dated(
        sentence=sentence,
        dates=found.within(DateMention, sentence.span),
        published=parsed.document.published,
        before=before.told_at if before is not None and joined else None,
    )


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


def _measured(
    sentence: Sentence,
    kept: list[Quantity],
    vocabulary: Vocabulary,
    earlier: Measure | None,
    told: dict[float, Measure],
) -> Iterator[_Counted]:
    offset, text = sentence.span.start, sentence.text
    tokens = [sentence.tokens_of(q.span.shift(offset)) for q in kept]
    amounts = amount_verbs(vocabulary)
    previous: Measure | None = None
    counted: Measure | None = None
    for index, (quantity, own) in enumerate(zip(kept, tokens, strict=True)):
        if own is None:
            continue
        following = tokens[index + 1] if index + 1 < len(tokens) else None
        before = counted if quantity.unit == COUNT and counted is not None and compares(own) else previous
        stop = following.start if following is not None else sentence.tokens.end
        context = Context(stop, _bracketed(text, quantity), before, amounts, earlier, told.get(quantity.value))
        measure = measure_of(own, quantity.unit, context)
        one = _Counted(quantity, own, measure) if measure is not None else None
        if one is not None and _is_figure(sentence, one, vocabulary):
            yield one
            if quantity.unit not in DURATIONS:
                previous = measure
            if quantity.unit == COUNT:
                counted = measure


def _bracketed(text: str, quantity: Quantity) -> bool:
    before = text[max(0, quantity.span.start - 20) : quantity.span.start]
    return bool(re.search(r"\((?:[\w~≈<>]+\s+){0,2}$", before))


def _is_figure(sentence: Sentence, one: _Counted, vocabulary: Vocabulary) -> bool:
    quantity, tokens, measure = one.quantity, one.tokens, one.measure
    if quantity.unit != COUNT:
        return True
    if names_structure(measure.head, vocabulary) and not measure.carried:
        return False
    if not _WORD.search(measure.of(None)):
        return False  # a mark between cells, an equation, a letter behind a number: nobody could say what is counted
    if is_pronoun_one(sentence, quantity) or (quantity.value == 0 and not quantity.in_digits):
        return False
    return not (quantity.in_digits and quantity.value > 1 and numbers_a_name(tokens))


# ── the records ──────────────────────────────────────────────────────────────────────────────────────────


def _figures(parsed: Parsed, dated: Dated, counted: list[_Counted], found: Found) -> Iterator[Figure]:
    sentence = dated.sentence
    start, text = sentence.span.start, sentence.text
    known: dict[Span, Edtf | None] = {}
    for index, one in enumerate(counted):
        quantity = one.quantity
        span = quantity.span.shift(start)
        following = counted[index + 1].quantity.span.start if index + 1 < len(counted) else len(text)
        whole = _whole_of(text, counted[:index], quantity)
        ahead = counted[index - 1].quantity.span.shift(start) if index else None
        date, carried = dated.of_figure(span, one.tokens, ahead=ahead, following=start + following)
        if carried and quantity.unit in DURATIONS:
            date, carried = None, False  # a term is no event of the time told
        date = known.get(whole.span) if date is None and whole else date
        known[quantity.span] = date
        subject = _subject(sentence, one, found)
        yield Figure(
            document=parsed.document.id,
            span=span,
            evidence=sentence.span,
            rule=f"figure.{quantity.unit.partition(':')[0]}{'.date-before' if carried else ''}",
            value=quantity.value,
            high=quantity.high,
            unit=quantity.unit,
            qualifier=quantity.qualifier,
            measure=one.measure.of(subject),
            subject=subject,
            place=_places(sentence, found),
            date=date,
            part_of=whole.span.shift(start) if whole else None,
        )


def _subject(sentence: Sentence, one: _Counted, found: Found) -> str | None:
    """Whom the figure is about: the subject of its verb, by full name where the document gives one."""
    verb = governor(one.tokens.root)
    subject = (sentenced(verb) or subject_of(verb)) if verb is not None else None
    if subject is not None and one.tokens.start <= subject.i < one.tokens.end:
        whole = _shared(subject)
        return noun_phrase(whole, sentence.tokens.start, whole.i + 1) if whole is not None else None
    if (
        subject is None
        or (verb is not None and verb.dep_ == "relcl" and _thing(verb))
        or subject.pos_ == "NUM"
        or amount_of(subject).lemma_ == one.measure.head
    ):
        return None
    place = sentence.place(subject.i, subject.i + 1)
    if subject.lower_ in ("he", "she"):
        earlier = [m for m in found.all(Mention) if m.type == "person" and m.span.end <= place.start]
        return earlier[-1].name if earlier else None
    named = [m for m in found.within(Mention, _around(sentence, place)) if m.span.overlaps(place)]
    if named:
        return named[0].name
    return noun_phrase(subject, sentence.tokens.start, subject.i + 1) if subject.pos_ in ("NOUN", "PROPN") else None


def _shared(share: Token) -> Token | None:
    """What a share is of: "two thirds of the inmates"."""
    nouns = (c for prep in share.rights if prep.lower_ == "of" for c in prep.children if c.dep_ == "pobj")
    return next(nouns, None)


def _thing(verb: Token) -> bool:
    """Whether a relative clause is about a thing ("charges that carry …"), which serves no term."""
    return any(t.dep_ in ("nsubj", "nsubjpass") and t.lower_ in ("which", "that") for t in verb.lefts)


def _around(sentence: Sentence, place: Span) -> Span:
    return sentence.span if sentence.span.contains(place) else place


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


# A place is where something happened when one of these words leads to it.
_WHERE = re.compile(r"\b(?:in|at|across|throughout|within|inside)\s+(?:the\s+)?(?:\w+\s+of\s+)?$", re.IGNORECASE)


def _places(sentence: Sentence, found: Found) -> tuple[str, ...]:
    """The places that the sentence names as locations."""
    start, text = sentence.span.start, sentence.text
    mentions = [m for m in found.within(Mention, sentence.span) if m.type == "place"]
    return tuple(dict.fromkeys(m.name for m in mentions if _WHERE.search(text[: m.span.start - start])))
