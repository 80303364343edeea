"""Which sort of value answers a question, also where its asking words alone do not tell: "which owner", keywords."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from justicekb.model import EntityType
from justicekb.query.language import PARTICIPLE, Lexicon, stem, stems, tokens
from justicekb.query.questions.analysis.clauses import clause_of
from justicekb.query.questions.analysis.tagging import is_verb, tagged
from justicekb.query.questions.frames import Frame

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
    noun = asking_noun(frame, known)
    if re.search(r"\blist\b", frame.question, re.IGNORECASE) and _by_noun(noun, known).sort == "name":
        return _by_noun(noun, known)
    if frame.asked in _SORTS and not _named_thing(frame, noun, known):
        return Wanted(sort=_SORTS[frame.asked], noun=frame.noun)
    if frame.asked == "place":
        return Wanted(sort="name", types=_WHERE, noun=_of(noun, known, "locality"), place=True)
    if frame.types == ("law",):
        return Wanted(sort="law", noun=noun)
    if frame.asked in ("office", "identity"):
        if leading_verb(frame.question, known):  # "who headed the inquiry"
            return Wanted(sort="name", types=_PERSON)
        own = noun if noun in known.uses["persons"] | known.uses["people"] | known.uses["relation"] else None
        return Wanted(sort="name", types=_PERSON, noun=own or frame.noun or noun)
    if frame.asked in ("participant", "speaker"):
        return _participant(frame, noun, known)
    return _by_noun(noun, known)


# What sets two things side by side.
_COMPARED = r"\b(?:vs|versus|compared (?:to|with)|in comparison)\b"


def _named_thing(frame: Frame, noun: str | None, known: Lexicon) -> bool:
    """Whether keywords that name no time ask for a body or a person: "first prison accredited"."""
    asking = re.match(
        r"(?:when|since|until|by|how|what|which|on|in|where|why|did|was|is|were|has|had|are|do)\b",
        frame.question,
        re.IGNORECASE,
    )
    dated = {"date", "year", "day", "month", "time"} & set(re.findall(r"[a-z]+", frame.question.casefold()))
    return frame.asked == "date" and asking is None and not dated and _by_noun(noun, known).sort == "name"


def leading_verb(question: str, known: Lexicon) -> str | None:
    """The stem of the verb right behind "who" or behind "which unit"; None where something else stands there."""
    asked = re.match(_LED, question, re.IGNORECASE)
    if asked is None:
        return None
    word = asked[1].casefold()
    closed = any(word in known.classes[use] for use in (*_ENDS, "adverb"))
    plain = PARTICIPLE.fullmatch(word) or word in known.pasts or is_verb(word, known) or word.endswith("ing")
    return stem(word) if plain and not closed and stem(word) not in known.uses["light"] else None


_LED = (
    r"(?:please )?(?:(?:list|name) )?"
    r"(?:who(?: is| was| are| were)?(?= [a-z]+ing\b)|who|which [\w’'-]+|what [\w’'-]+) ([a-z]+)\b"
)


def main_verb(frame: Frame, known: Lexicon) -> str | None:
    """The stem of the verb behind "did" and its subject, where it means anything of its own."""
    names = [n.span for n in (*frame.names, *frame.countries)]
    clause = clause_of(tagged(frame.question, known, names), known)
    if clause.verb is None or {"did", "do", "does"}.isdisjoint(clause.auxiliaries) or not clause.verb.small.isalpha():
        return None
    return clause.verb.stem if clause.verb.stem in frame.words and clause.verb.stem not in frame.weak else None


def past_form(question: str, known: Lexicon, plain: Sequence[str]) -> str | None:
    """The stem of the last word of a question that is a past form and tells anything."""
    words = [word.casefold() for word, _ in tokens(question)]
    past = [stem(w) for w in words if PARTICIPLE.fullmatch(w) or w in known.pasts or w in known.classes["participle"]]
    return next((w for w in reversed(past) if w in plain), None)


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
    """Whether a name may be what is asked for: of "which unit" only what is called a unit, or a like word."""
    if not wanted.itself or wanted.noun is None or wanted.noun not in known.uses["bodies"] - {stem("police")}:
        return True
    own = known.alike(wanted.noun) | known.related.get(wanted.noun, frozenset())
    return not own.isdisjoint(stems(name))


def _of(noun: str | None, known: Lexicon, use: str) -> str | None:
    return noun if noun in known.uses[use] else None


def asking_noun(frame: Frame, known: Lexicon) -> str | None:
    """The stem of the noun that is asked for: the last of "which former owner", or of the first words of keywords."""
    asked = re.match(
        r"(?:(?:[a-z]+ )?(?:which|what|whose)\b|(?:please )?(?:list|name)\b|)\s*", frame.question, re.IGNORECASE
    )
    start = asked.end() if asked else 0
    bare = not asked or not asked[0].strip()
    names = [n.span for n in (*frame.names, *frame.countries)]
    found = None
    for word, place in tokens(frame.question[start:]):
        small, at = word.casefold(), place.shift(start)
        closed = any(small in known.classes[use] for use in _ENDS)
        if small in known.classes["interrogative"] and found is None:
            return None
        if closed or PARTICIPLE.fullmatch(small) or small in known.pasts:
            if found is None and not bare and small in known.classes["determiner"]:
                continue
            break
        if any(name.overlaps(at) for name in names):
            if found is not None or not bare:
                break
            continue
        if found is not None and stem(small) in known.events and not bare:
            break
        found = stem(small)
    return found


_ENDS = ("preposition", "auxiliary", "pronoun", "conjunction", "negation", "determiner")
