"""A draft's dated statements and figures, each as a frame with the value that it claims.

"Norland ratified the Covenant in 2006" claims 2006 for the frame of "When did Norland ratify the Covenant?"; "made
461 visits" claims 461 for "How many visits …?". A sentence with several dates is read piece by piece, each piece
with one date; what all pieces share (the country, the verb) is taken from the whole sentence where a piece lacks it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from justicekb.edtf import Edtf
from justicekb.query.frames import Frame
from justicekb.query.lexicon import Lexicon, lexicon
from justicekb.query.named import Name, named_in, unknown_in
from justicekb.query.nounphrases import counted
from justicekb.query.sentences import sentences_in
from justicekb.query.words import stem, tokens
from justicekb.spans import Span
from justicekb.store.base import RecordReader
from justicekb.vocabulary import Vocabulary
from justicekb.vocabulary.datetext import Anchor, DateText, find_dates
from justicekb.vocabulary.numbertext import Quantity, quantities

# A date in the first third of a sentence stands before its event ("In 1998 …"), a later one behind it.
_FRONT = 1 / 3

# How far behind a number its noun is read (characters).
_REACH = 80

# Verbs that give a subject its number.
_AMOUNTS = r"(?:was|is|were|are|stood at|reached|rose to|fell to|numbered|totalled|came to|amounted to)"


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """What a draft claims at `span`: a date for a frame that asks for one, or a quantity for one that counts."""

    span: Span
    frame: Frame
    date: Edtf | None = None
    quantity: Quantity | None = None


def statements(draft: str, records: RecordReader, vocabulary: Vocabulary) -> Iterator[Statement]:
    """The dated statements and figures of a draft, sentence by sentence."""
    for span in sentences_in(draft):
        sentence = span.of(draft)
        found = _Sentence(sentence, records, vocabulary)
        for statement in found.statements():
            yield replace(statement, span=statement.span.shift(span.start))


class _Sentence:
    """One sentence of a draft, its names, dates and numbers read once."""

    def __init__(self, text: str, records: RecordReader, vocabulary: Vocabulary) -> None:
        self.text = text
        self.known: Lexicon = lexicon(vocabulary)
        names = named_in(text, records, vocabulary)
        self.dates = [d for d in find_dates(text, Anchor(), vocabulary) if d.edtf and d.anchor == "none"]
        dated = [Span(d.start, d.end) for d in self.dates]
        names = [name for name in names if not any(span.contains(name.span) for span in dated)]
        taken = [name.span for name in names]
        self.dates = [d for d in self.dates if not any(Span(d.start, d.end).overlaps(t) for t in taken)]
        self.names = [*names, *unknown_in(text, [*taken, *dated], self.known)]
        self.numbers = [q for q in quantities(text, vocabulary) if not any(q.span.overlaps(d) for d in dated)]

    def statements(self) -> Iterator[Statement]:
        counting = [(number, self._figure(number)) for number in self.numbers]
        counted_words = {word for _, frame in counting if frame is not None for word in frame.head}
        for date, piece in self._pieces():
            frame = self._frame(piece, "date")
            if frame.events and (frame.names or frame.countries) and frame.trigger not in counted_words:
                yield Statement(span=Span(date.start, date.end), frame=frame, date=date.edtf)
        for number, frame_of_number in counting:
            if frame_of_number is not None:
                yield Statement(span=number.span, frame=frame_of_number, quantity=number)

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
        own = [w for w, s in tokens(self.text) if piece.contains(s) and not any(s.overlaps(t) for t in taken)]
        named = [w for w in own if stem(w) in self.known.events and not self.known.is_stop(w)]
        verbs = [w for w in named if re.search(r"(?:ed|en|wn|held|made|met|sent|built|took|began)$", w)]
        return stem((verbs or named)[0]) if named else None

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
        own = [w for w, s in tokens(self.text) if piece.contains(s) and not any(s.overlaps(t) for t in taken)]
        return [stem(w) for w in own if not self.known.is_stop(w)]

    def _subject(self, number: Quantity) -> list[str]:
        """What a number says of its subject: "the prison population of Peru was 36,000" counts a prison population."""
        subject = re.match(rf"(?:In [^,]+, )?(.+?) {_AMOUNTS}(?: \w+)? ?$", self.text[: number.span.start])
        return counted(subject[1], self.known) if subject else []

    def _figure(self, number: Quantity) -> Frame | None:
        head = counted(self.text[number.span.end : number.span.end + _REACH], self.known)
        unit = number.unit.partition(":")[0]
        head = head or self._subject(number)
        if not head and unit == "count":
            return None
        whole = Span(0, len(self.text))
        when = next((d.edtf for d in self.dates), None) if len(self.dates) == 1 else None
        return replace(self._frame(whole, "figure"), head=tuple(head), units=(unit,), when=when)
