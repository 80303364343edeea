"""Who does what in a claim: the parts that its names have beside its verb, and whether the verb is negated.

Read from the order of the words alone: a name before the verb that no preposition governs is its subject, one behind
"by" its doer in the passive, one right behind the verb its object, one behind "in", "at" or "near" a place.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from justicekb.query.language import PARTICIPLE, Lexicon, stem
from justicekb.query.questions import Frame, Name
from justicekb.spans import Span

Part = Literal["subject", "doer", "object", "place", "beside"]

_BE = r"\b(?:am|is|are|was|were|be|been|being|got|gets)\b"
_PASSIVE = re.compile(rf"{_BE}(?:\s+(?:not|never|also|then|later|first|finally|again|\w+ly)){{0,2}}\s*$", re.IGNORECASE)
_NEGATION = re.compile(
    r"(?:\b(?:not|never|neither|cannot|no longer|yet to|failed to|refused to|declined to)\b|n['’]t\b)"
    r"(?:\s+(?:be|been|being|to|have|yet|ever|\w+ly)){0,3}\s*$",
    re.IGNORECASE,
)
_GOVERNED = re.compile(
    r"\b(?P<by>of|in|at|near|from|with|against|for|to|on|by|about|under|between|behind|inside|outside|like)"
    r"(?:\s+(?:the|a|an|its|his|her|their|former|late))*(?:\s+[\w’'-]+,?){0,2}\s*$",
    re.IGNORECASE,
)
_DO = frozenset(["did", "does", "do", "will", "would", "shall", "must", "can", "could"])
_PLACING = frozenset(["in", "at", "near", "from", "inside", "outside"])


@dataclass(frozen=True)
class Claimed:
    """A claim's own sentence and frame; `words` are its words with their places, as its statement has them."""

    frame: Frame
    known: Lexicon
    words: tuple[tuple[str, Span], ...] = ()

    @property
    def text(self) -> str:
        """The sentence of the draft."""
        return self.frame.question

    @cached_property
    def _main(self) -> tuple[str, Span] | None:
        """The main verb and its place: the word of the event where it is a verb, else the first verb, else that word.

        "Quashed the judgment" tells a judgment, but what it says is told by its verb.
        """
        taken = [n.span for n in (*self.frame.names, *self.frame.countries)]
        free = [at for at, (_, place) in enumerate(self.words) if not any(map(place.overlaps, taken))]
        verbs = [self.words[at] for at in free if self._is_verb(at)]
        events = [self.words[at] for at in free if stem(self.words[at][0]) == self.frame.trigger]
        return next((pair for pair in events if pair in verbs), None) or next(iter((*verbs, *events)), None)

    def _is_verb(self, at: int) -> bool:
        small, before = self.words[at][0].casefold(), self.words[at - 1][0].casefold() if at else ""
        if self.known.is_stop(small) or small in self.known.classes["negation"]:
            return False
        second = self.words[at - 2][0].casefold() if at > 1 else ""
        if before in _DO or (before in self.known.classes["negation"] and second in _DO):
            return True
        past = PARTICIPLE.fullmatch(small) or small in self.known.pasts or small in self.known.classes["participle"]
        return bool(past) and before not in self.known.classes["determiner"] | self.known.classes["preposition"]

    @cached_property
    def verb(self) -> Span | None:
        """Where the main verb stands."""
        return None if self._main is None else self._main[1]

    @cached_property
    def told(self) -> str | None:
        """The stem of the main verb."""
        return None if self._main is None else stem(self._main[0])

    @cached_property
    def passive(self) -> bool:
        """Whether its verb is in the passive: "was arrested"."""
        return self.verb is not None and _PASSIVE.search(self.text[: self.verb.start]) is not None

    @cached_property
    def negated(self) -> bool:
        """Whether it says that something did not happen."""
        return self.verb is not None and negated(self.text, self.verb)

    def part(self, name: Name) -> Part:
        """The part of a name; "beside" where no more can be told."""
        before = self.text[: name.span.start]
        governed = _GOVERNED.search(before)
        word = governed["by"].casefold() if governed and _bare(governed[0]) else None
        if word in _PLACING:
            return "place"
        if self.verb is None:
            return "subject" if word is None and not before.strip(" ,") else "beside"
        if name.span.end <= self.verb.start:
            return "subject" if word is None and self._heads(name) else "beside"
        if word == "by":
            return "doer" if self.passive else "beside"
        return "object" if word is None and _follows(self.text[self.verb.end : name.span.start]) else "beside"

    def _heads(self, name: Name) -> bool:
        """Whether a name before the verb is its subject: no possessive, and no clause begins between."""
        assert self.verb is not None  # asked only of claims with a verb
        between = self.text[name.span.end : self.verb.start]
        owner = name.text.endswith(("'s", "’s")) or re.match(r"['’]s?\s", between) is not None
        return not owner and not re.search(r"[;:]|\b(?:that|who|which|whose|after|before|when|while)\b", between)


def _bare(words: str) -> bool:
    """Whether nothing but an article or an office in small letters stands between a preposition and a name."""
    return all(word.strip(",").islower() for word in words.split()[1:])


def _follows(between: str) -> bool:
    """Whether a name stands so near behind a verb that it is its object: "arrested the 13-year-old"."""
    return len(between.split()) <= 3 and not re.search(r"[;:.,]|\b(?:and|but|that|after|before|when)\b", between)


def negated(sentence: str, place: Span) -> bool:
    """Whether a word of a sentence is denied: "was not acquitted", "has yet to ratify"."""
    return _NEGATION.search(sentence[max(place.start - 60, 0) : place.start]) is not None
