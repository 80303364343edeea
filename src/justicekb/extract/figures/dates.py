"""The date a figure holds for: the one its own clause gives it, or the one its sentence opens with.

A date that modifies a noun elsewhere ("the unrest in December 2011"), stands as an adjective ("the 2017 death") or is
only compared with ("than in 2016") dates nothing else. The reporting period is never taken.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from spacy.tokens import Span as TokenSpan
from spacy.tokens import Token

from justicekb.edtf import Edtf
from justicekb.extract.figures.nounphrases import governor
from justicekb.extract.nlp import Sentence
from justicekb.model import DateMention
from justicekb.spans import Span

_ADJECTIVE = frozenset({"nummod", "amod", "compound", "poss", "nmod"})
_COMPARED = re.compile(
    r"\b(?:compared\s+(?:to|with)|as\s+against|than|(?:up|down)\s+from)\s+(?:in\s+|the\s+)*$", re.IGNORECASE
)
_NOW = re.compile(r"\b(?:currently|at\s+present|presently|at\s+the\s+moment|nowadays)\b", re.IGNORECASE)

# Words between a figure and a date of its own ("68,407 in 2018"), and tokens from a verb to one joined to it.
_OWN = 2
_AT = ("in", "during", "by", "for", "at", "on")
_JOINED = 2

# A date opens its sentence when at most this many characters stand before it ("In the first half of").
_OPENING = 60


@dataclass(frozen=True, slots=True)
class Dated:
    """The dates of one sentence, ready to be asked for each of its figures. Offsets count into the document."""

    sentence: Sentence
    dates: Sequence[DateMention]
    published: Edtf | None
    before: Edtf | None = None  # the date that the sentence before opens with

    @property
    def opening(self) -> Edtf | None:
        """The date that the sentence opens with, which holds for all it tells."""
        start = self.sentence.span.start
        if not self.dates or self.dates[0].span.start - start > _OPENING:
            return None
        tokens = self.sentence.tokens_of(self.dates[0].span)
        if tokens is None or _is_adjective(tokens) or self._subject_before(tokens):
            return None
        return self.dates[0].edtf

    @property
    def told_at(self) -> Edtf | None:
        """The date that a sentence after this one still tells of: its opening, or what itself carries on."""
        date = self.opening or (None if self.dates else self.before)
        return None if date is None or date.earliest is None else date

    def _subject_before(self, date: TokenSpan) -> bool:
        return any(t.dep_ in ("nsubj", "nsubjpass") for t in date.doc[self.sentence.tokens.start : date.start])

    def of_figure(
        self, figure: Span, tokens: TokenSpan, *, ahead: Span | None, following: int
    ) -> tuple[Edtf | None, bool]:
        """The date of the figure at `figure`, and whether it was carried over from the sentence before.

        `ahead` is the figure before it, `following` is where the next one begins: their own dates are not taken.
        """
        behind = [d for d in self.dates if figure.end <= d.span.start < following and self._dates_behind(d, tokens)]
        if behind:
            return behind[0].edtf, False
        led = [d for d in self.dates if d.span.end <= figure.start and self._dates_ahead(d, tokens, ahead)]
        if led:
            return led[-1].edtf, False
        if self.opening is not None:
            return self.opening, False
        if _NOW.search(self.sentence.text):
            return self.published, False
        if self.before is not None and not self.dates and _is_past(tokens):
            return self.before, True
        return None, False

    def _tokens(self, date: DateMention) -> TokenSpan | None:
        tokens = self.sentence.tokens_of(date.span)
        if tokens is None or _is_adjective(tokens):
            return None
        start = self.sentence.span.start
        led = self.sentence.text[: date.span.start - start]
        return None if _COMPARED.search(led) else tokens

    def _dates_behind(self, date: DateMention, figure: TokenSpan) -> bool:
        """Whether a date behind the figure belongs to it: no other clause begins between them."""
        tokens = self._tokens(date)
        own = governor(figure.root)
        return tokens is not None and not any(_opens_clause(t, own) for t in figure.doc[figure.end : tokens.start])

    def _right_behind(self, figure: Span, date: DateMention) -> bool:
        """Whether a date is another figure's own: "from 100,000 in the 1990s to …"."""
        start = self.sentence.span.start
        between = self.sentence.text[figure.end - start : date.span.start - start].split()
        return date.span.start >= figure.end and 0 < len(between) <= _OWN and between[0] in _AT

    def _dates_ahead(self, date: DateMention, figure: TokenSpan, other: Span | None) -> bool:
        """Whether a date before the figure holds for it: it stands with the verb that governs the figure."""
        tokens = self._tokens(date)
        if tokens is None or (other is not None and self._right_behind(other, date)):
            return False
        node, own = _holder(tokens), governor(figure.root)
        if node is None or node.pos_ not in ("VERB", "AUX"):
            return False
        return own is None or node == own or node in own.ancestors


def _is_adjective(date: TokenSpan) -> bool:
    """ "the 2017 death", "a 2015 ruling"."""
    root = date.root
    return root.dep_ in _ADJECTIVE and root.head.i >= date.end and root.head.pos_ in ("NOUN", "PROPN")


def _opens_clause(token: Token, own: Token | None) -> bool:
    """Whether a finite clause begins here that is not the figure's own ("…, and was released in May")."""
    if token.pos_ not in ("VERB", "AUX") or token.dep_ in ("aux", "auxpass", "acl") or token == own:
        return False
    if own is not None and token.head == own and token.i - own.i == _JOINED:
        return False  # "postponed or cancelled"
    return token.dep_ in ("conj", "ccomp", "advcl") or (token.dep_ == "relcl" and token.head.ent_type_ == "PERSON")


def _holder(date: TokenSpan) -> Token | None:
    """What a date says the time of: the first word above it that is no preposition."""
    return next((t for t in date.root.ancestors if t.pos_ != "ADP" and t.i not in range(date.start, date.end)), None)


def _is_past(figure: TokenSpan) -> bool:
    verb = governor(figure.root)
    while verb is not None:
        finite = [verb, *(t for t in verb.lefts if t.dep_ in ("aux", "auxpass"))]
        if any(t.tag_ in ("VBD", "MD", "VBZ", "VBP") for t in finite):
            return not any(t.tag_ in ("MD", "VBZ", "VBP") for t in finite)
        verb = governor(verb)
    return False
