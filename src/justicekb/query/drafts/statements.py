"""A draft's dated statements and figures, each as a frame with the value that it claims.

"Norland ratified the Covenant in 2006" claims 2006 for the frame of "When did Norland ratify the Covenant?"; "made
461 visits" claims 461 for "How many visits …?". A sentence with several dates is read piece by piece, each piece
with one date; what all pieces share (the country, the verb) is taken from the whole sentence where a piece lacks it.
Dates are read over the whole draft, so that "a year later" counts from the date before it. "On 23 January" or "last
May" claim nothing unless it is known when the draft was written, but part a sentence like other dates.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from justicekb.edtf import Edtf
from justicekb.query.drafts.draft import Draft
from justicekb.query.drafts.figures import Said, numbers_said
from justicekb.query.language import Lexicon, lexicon, sentences_in, stem, tokens
from justicekb.query.questions import Frame, Name, named_in, turns, unknown_in
from justicekb.spans import Span
from justicekb.store.base import RecordReader
from justicekb.vocabulary import Vocabulary
from justicekb.vocabulary.datetext import Anchor, DateText, find_dates
from justicekb.vocabulary.numbertext import Quantity, quantities

# A date in the first third of a sentence stands before its event ("In 1998 …"), a later one behind it.
_FRONT = 1 / 3

# From this day incomplete dates are counted when the draft has none, only to find them.
_SOME_DAY = Edtf("2000-01-01")


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """What a draft claims at `span` of its `sentence`: a date for a frame that asks for one, or a quantity.

    `beside` are the other quantities of the sentence, `other_dates` its other dates; `timing` tells a date that a
    quantity of the sentence holds for, and which is claimed with that quantity; `undated` are the words of a
    quantity's time that is given without its year; `words` are the words of the sentence with their places, turns of
    speech ("let out of prison") as the plain words that they mean.
    """

    span: Span
    frame: Frame
    sentence: Span = field(default_factory=lambda: Span(0, 0))
    date: Edtf | None = None
    quantity: Quantity | None = None
    beside: tuple[Quantity, ...] = ()
    other_dates: tuple[Edtf, ...] = ()
    timing: bool = False
    undated: str | None = None
    words: tuple[tuple[str, Span], ...] = ()


def draft_sentences(
    draft: Draft, records: RecordReader, vocabulary: Vocabulary
) -> Iterator[tuple[Span, DraftSentence, list[Statement]]]:
    """The sentences of a draft in order with their places, each with its dated statements and figures."""
    dates = _dates(draft, vocabulary)
    for span in (span for paragraph in draft.paragraphs for span in sentences_in(draft.text, paragraph)):
        own = [replace(d, start=d.start - span.start, end=d.end - span.start) for d in dates if _inside(d, span)]
        sentence = DraftSentence(span.of(draft.text), own, records, vocabulary)
        told = [replace(s, span=s.span.shift(span.start), sentence=span) for s in sentence.statements()]
        yield span, sentence, told


def _dates(draft: Draft, vocabulary: Vocabulary) -> list[DateText]:
    """The dates of a draft in order; those whose year only the day of the draft would tell have no value."""
    read = [d for d in find_dates(draft.text, Anchor(published=draft.published), vocabulary) if d.kind == "date"]
    dates = [d for d in read if d.edtf is not None]
    if draft.published is None:
        taken = [Span(d.start, d.end) for d in dates]
        for date in find_dates(draft.text, Anchor(published=_SOME_DAY), vocabulary):
            place = Span(date.start, date.end)
            told = date.anchor == "published" and date.edtf is not None and "-" in date.edtf.text
            if told and not any(place.overlaps(span) for span in taken):  # a day or month; "this year" parts nothing
                dates.append(replace(date, edtf=None))
    return sorted(dates, key=lambda d: d.start)


def _inside(date: DateText, span: Span) -> bool:
    return span.contains(Span(date.start, date.end))


def _plain_words(text: str, vocabulary: Vocabulary) -> Iterator[tuple[str, Span]]:
    """The words of a sentence with their places, turns of speech as what they mean, at the place of the whole."""
    said = turns(text, vocabulary)
    for word, place in tokens(text):
        turn = next(((span, meant) for span, meant in said if span.overlaps(place)), None)
        if turn is None:
            yield word, place
        elif place.start == turn[0].start:
            yield from ((meant, turn[0]) for meant, _ in tokens(turn[1]))


class DraftSentence:
    """One sentence of a draft, its names, dates and numbers read once."""

    def __init__(self, text: str, dates: Sequence[DateText], records: RecordReader, vocabulary: Vocabulary) -> None:
        self.text = text
        self.known: Lexicon = lexicon(vocabulary)
        dated = [Span(d.start, d.end) for d in dates]
        names = [n for n in named_in(text, records, vocabulary) if not any(s.contains(n.span) for s in dated)]
        taken = [name.span for name in names]
        self.dates = [d for d in dates if not any(Span(d.start, d.end).overlaps(t) for t in taken)]
        self.words = tuple(_plain_words(text, vocabulary))
        self.names = [*names, *unknown_in(text, [*taken, *dated], self.known)]
        self.numbers = [
            q for q in quantities(text, vocabulary) if not any(q.span.overlaps(t) for t in [*dated, *taken])
        ]

    @cached_property
    def said(self) -> tuple[Said, ...]:
        """The numbers that it states."""
        return tuple(numbers_said(self.text, self.numbers, self.dates, [n.span for n in self.names], self.known))

    def statements(self) -> Iterator[Statement]:
        """Its dated statements and figures."""
        said = self.said
        heads = {word for one in said for word in one.head}
        for date, piece in self._pieces():
            frame = self._frame(piece, "date")
            if date.edtf and (frame.names or frame.countries) and (frame.trigger is None or frame.trigger not in heads):
                yield Statement(
                    span=Span(date.start, date.end),
                    frame=frame,
                    date=date.edtf,
                    other_dates=tuple(d.edtf for d in self.dates if d is not date and d.edtf is not None),
                    timing=any(one.when == date for one in said),
                    words=self.words,
                )
        for one in said:
            beside = tuple(other.quantity for other in said if other is not one)
            place = one.quantity.span
            undated = self.text[one.when.start : one.when.end] if one.when and one.when.edtf is None else None
            yield Statement(
                span=place,
                frame=self._counting(one),
                quantity=one.quantity,
                beside=beside,
                other_dates=tuple(d.edtf for d in self.dates if d != one.when and d.edtf is not None),
                undated=undated,
                words=self.words,
            )

    def _pieces(self) -> Iterator[tuple[DateText, Span]]:
        """Each date with the stretch of the sentence that it dates."""
        if not self.dates:
            return
        front = self.dates[0].start < len(self.text) * _FRONT and not self._trigger(Span(0, self.dates[0].start))
        for at, date in enumerate(self.dates):
            if front:
                end = self.dates[at + 1].start if at + 1 < len(self.dates) else len(self.text)
                yield date, Span(date.start if at else 0, end)
            else:
                start = self.dates[at - 1].end if at else 0
                yield date, Span(start, date.end if at + 1 < len(self.dates) else len(self.text))

    def _trigger(self, piece: Span) -> str | None:
        """The stem of the first verb-like event word of a piece."""
        taken = [name.span for name in self.names]
        own = [w for w, s in self.words if piece.contains(s) and not any(s.overlaps(t) for t in taken)]
        named = [w for w in own if stem(w) in self.known.events and not self.known.is_stop(w)]
        verbs = [w for w in named if re.search(r"(?:ed|en|wn|held|made|met|sent|built|took|began)$", w)]
        light = [
            at for at, w in enumerate(own) if w.casefold() in self.known.pasts and not self.known.events.get(stem(w))
        ]
        governed = [w for w in own[light[0] :] if w in named] if light else []  # "came into force", "took part"
        return stem((verbs or governed or named)[0]) if named else None

    def _frame(self, piece: Span, asked: str) -> Frame:
        whole = Span(0, len(self.text))
        names = [n for n in self.names if piece.contains(n.span)]
        shared = [n for n in self.names if n.country] if not any(n.country for n in names) else []
        trigger = self._trigger(piece) or self._trigger(whole)
        named: tuple[Name, ...] = (*shared, *names)
        return Frame(
            question=self.text,
            asked="figure" if asked == "figure" else "date",
            events=self.known.events.get(trigger, frozenset()) if trigger else frozenset(),
            trigger=trigger,
            names=tuple(n for n in named if not n.country),
            countries=tuple(n for n in named if n.country),
            words=tuple(dict.fromkeys(self._words(piece))),
            weak=frozenset(self._words(piece)) & self.known.uses["weak"],
            negative=re.search(r"\b(?:not|never|no)\b|n['’]t\b", piece.of(self.text)) is not None,
            planned=re.search(r"\b(?:will|going to|is due|planned)\b", piece.of(self.text)) is not None,
        )

    def _words(self, piece: Span) -> list[str]:
        taken = [n.span for n in self.names] + [Span(d.start, d.end) for d in self.dates]
        taken += [q.span for q in self.numbers]
        own = [w for w, s in self.words if piece.contains(s) and not any(s.overlaps(t) for t in taken)]
        return [stem(w) for w in own if not self.known.is_stop(w)]

    def _counting(self, said: Said) -> Frame:
        """The frame of a number: what the whole sentence tells, and the one date that the number holds for."""
        frame = self._frame(Span(0, len(self.text)), "figure")
        if frame.trigger in said.head:  # the events are what is counted
            frame = replace(frame, trigger=None, events=frozenset())
        amounting = self.known.uses["amounting"] | {stem(w) for w in ("compared", "fewer", "than")}
        return replace(
            frame,
            head=said.head,
            units=(said.quantity.unit.partition(":")[0],),
            when=None if said.when is None else said.when.edtf,
            weak=frame.weak | (amounting & set(frame.words)),
        )
