"""The words of a question with their parts of speech, by closed word classes, a light lexicon of verbs, and form.

No model is asked: function words are a closed list (question-words.toml), verbs are those of the vocabulary in any
form, and what is left is told by its ending and by the word before it ("the visit" is a noun, "did the board visit"
a verb; which of the two `clauses` decides where only the clause can tell).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from justicekb.query.language import PARTICIPLE, PLURAL_FORM, Lexicon, stem, tokens
from justicekb.spans import Span

Tag = Literal[
    "wh", "aux", "det", "prep", "pron", "conj", "neg", "num", "name", "verb", "participle", "noun", "adv", "to", "comma"
]

# Which class of question-words.toml gives which tag; the first that has the word decides.
_CLASSES: tuple[tuple[str, Tag], ...] = (
    ("interrogative", "wh"),
    ("auxiliary", "aux"),
    ("determiner", "det"),
    ("negation", "neg"),
    ("conjunction", "conj"),
    ("preposition", "prep"),
    ("pronoun", "pron"),
    ("adverb", "adv"),
)

# What makes a noun phrase.
NOMINAL: frozenset[Tag] = frozenset(["det", "noun", "name", "num", "pron"])


@dataclass(frozen=True, slots=True)
class Word:
    """A word with its place in the question, its stem and its part of speech."""

    text: str
    span: Span
    stem: str
    tag: Tag

    @property
    def small(self) -> str:
        """The word in small letters."""
        return self.text.casefold()

    @property
    def owner(self) -> bool:
        """Whether it is a possessive ("Norland's")."""
        return self.text.endswith(("'s", "’s", "s'", "s’"))

    @property
    def plural(self) -> bool:
        """Whether it has the form of a plural noun."""
        return PLURAL_FORM.fullmatch(self.small) is not None


def tagged(question: str, known: Lexicon, names: Sequence[Span] = ()) -> list[Word]:
    """The words of a question in order; those inside `names` are parts of names, commas are words of their own."""
    found: list[Word] = []
    end = 0
    for text, span in tokens(question):
        if found and "," in question[end : span.start]:
            at = question.index(",", end)
            found.append(Word(",", Span(at, at + 1), ",", "comma"))
        found.append(_word(text, span, known, names, found))
        end = span.end
    return [_in_phrase(word, found[at - 1] if at else None) for at, word in enumerate(found)]


def _word(text: str, span: Span, known: Lexicon, names: Sequence[Span], before: list[Word]) -> Word:
    if any(place.overlaps(span) for place in names):
        return Word(text, span, stem(text), "name")
    return Word(text, span, stem(text), _tag(text, known, first=not before))


def _tag(text: str, known: Lexicon, *, first: bool) -> Tag:
    small = text.casefold()
    for use, tag in _CLASSES:
        if small in known.classes[use] and (first or text[0].islower() or not text[0].isalpha() or text == "I"):
            return tag
    if small[0].isdigit():
        return "num"
    if text[0].isupper() and not first:
        return "noun"
    if PARTICIPLE.fullmatch(small) or small in known.pasts or small in known.classes["participle"]:
        return "participle"
    return "verb" if is_verb(small, known) else "noun"


def is_verb(small: str, known: Lexicon) -> bool:
    """Whether a word may be the plain or third-person form of a verb."""
    return known.is_verb(small)


def _in_phrase(word: Word, before: Word | None) -> Word:
    """A word that may be a verb behind a determiner, preposition, number or possessive is none."""
    behind = before is not None and (before.tag in ("det", "prep", "num") or before.owner)
    return replace(word, tag="noun") if word.tag == "verb" and behind else word
