"""Which sort of value answers a question, also where its asking words alone do not tell: "which owner", keywords."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from justicekb.model import EntityType
from justicekb.query.language import Lexicon, stem, stems
from justicekb.query.questions.frames import Frame
from justicekb.vocabulary.wordlists import WordList

Sort = Literal["date", "figure", "name", "law", "cause", "statement", "verdict", "wording", "comparison"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """The sort of the value; of a name its types, and the stems of the noun that says who or what it is ("owner").

    `itself` tells that the noun must be part of the name ("which court"), `passive` that it was done to it.
    """

    sort: Sort
    types: tuple[EntityType, ...] = ()
    noun: str | None = None
    itself: bool = False
    place: bool = False


_PERSON: tuple[EntityType, ...] = ("person",)
_BODY: tuple[EntityType, ...] = ("organisation",)
_ANYBODY: tuple[EntityType, ...] = ("person", "organisation")
_ANYTHING: tuple[EntityType, ...] = ("person", "organisation", "place")
_WHERE: tuple[EntityType, ...] = ("place", "organisation")

# Kinds of questions whose answer is of one sort whatever they ask about.
_SORTS: dict[str, Sort] = {
    "date": "date", "figure": "figure", "cause": "cause", "statement": "statement", "verdict": "verdict",
    "provision": "law",
}  # fmt: skip


def wanted_of(frame: Frame, known: Lexicon) -> Wanted:
    """What is looked for."""
    if re.search(_COMPARED, frame.question, re.IGNORECASE):
        return Wanted(sort="comparison")
    noun = frame.asking
    if re.search(r"\blist\b", frame.question, re.IGNORECASE) and _by_noun(noun, known).sort == "name":
        return _by_noun(noun, known)
    if frame.asked in _SORTS and not _named_thing(frame, noun, known):
        return Wanted(sort=_SORTS[frame.asked], noun=frame.noun)
    if frame.asked == "place":
        return Wanted(sort="name", types=_WHERE, noun=_of(noun, known, "locality"), place=True)
    if frame.types == ("law",):
        return Wanted(sort="law", noun=noun)
    if frame.asked in ("office", "identity"):
        if frame.leading:  # "who headed the inquiry"
            return Wanted(sort="name", types=_PERSON)
        own = noun if noun in known.uses["persons"] | known.uses["people"] | known.uses["relation"] else None
        return Wanted(sort="name", types=_PERSON, noun=own or frame.noun or noun)
    if frame.asked in ("participant", "speaker"):
        return _participant(frame, noun, known)
    return _by_noun(noun, known)


_DATES = WordList("words-of-a-date")

# What sets two things side by side.
_COMPARED = r"\b(?:vs|versus|compared (?:to|with)|in comparison)\b"


def _named_thing(frame: Frame, noun: str | None, known: Lexicon) -> bool:
    """Whether keywords that name no time ask for a body or a person: "first prison accredited"."""
    asking = re.match(
        r"(?:when|since|until|by|how|what|which|on|in|where|why|did|was|is|were|has|had|are|do)\b",
        frame.question,
        re.IGNORECASE,
    )
    dated = any(word in _DATES for word in re.findall(r"[a-z]+", frame.question.casefold()))
    return frame.asked == "date" and asking is None and not dated and _by_noun(noun, known).sort == "name"


def _participant(frame: Frame, noun: str | None, known: Lexicon) -> Wanted:
    if noun is None:  # "who"
        return Wanted(sort="name", types=_ANYBODY)
    told = _by_noun(noun, known)
    return (
        told if told.sort == "name" else Wanted(sort="name", types=_BODY if "person" not in frame.types else _ANYBODY)
    )


def _by_noun(noun: str | None, known: Lexicon) -> Wanted:
    """The sort that a noun asks for: a person by office, trade or kinship, a body, a place; else a wording."""
    uses = known.uses
    if noun is None:
        return Wanted(sort="wording")
    if noun in uses["people"] | uses["roles"] | uses["relation"] | uses["persons"]:
        return Wanted(sort="name", types=_PERSON, noun=noun)
    if noun in uses["locality"]:
        return Wanted(sort="name", types=_WHERE, noun=noun, itself=True)
    if noun in uses["body"] | uses["bodies"]:
        return Wanted(sort="name", types=(*_BODY, "place"), noun=noun, itself=True)
    return Wanted(sort="wording", types=_ANYTHING, noun=noun)


def called_so(name: str, wanted: Wanted, known: Lexicon) -> bool:
    """Whether a name may be what is asked for: of "which unit" only what is called a unit, or a like word.

    "A man" tells nobody, and a court is no judge.
    """
    own = stems(name)
    if name.split()[-1:] and name.split()[-1].casefold() in _NOBODY:
        return False
    if wanted.types == _PERSON and own and own[-1] in known.uses["body"]:
        return False
    if not wanted.itself or wanted.noun is None or wanted.noun not in known.uses["bodies"] - {stem("police")}:
        return True
    alike = known.alike(wanted.noun) | known.related.get(wanted.noun, frozenset())
    return not alike.isdisjoint(own)


_NOBODY = WordList("nouns-of-nobody-in-particular")


def _of(noun: str | None, known: Lexicon, use: str) -> str | None:
    return noun if noun in known.uses[use] else None
