"""What the words beside a person's name must be to answer a question: an office, or a verb of saying."""

from __future__ import annotations

import re
from collections.abc import Iterator

from justicekb.model import Mention
from justicekb.query.language import OWN, SYNONYM, Scene, stem, stems
from justicekb.query.questions.judgement.comparison import NOUN, Comparison
from justicekb.query.questions.judgement.support import Requirement
from justicekb.query.questions.judgement.titles import beside, holds, lesser, speaks

# What it costs a speaker that no quotation was made of the sentence.
_UNQUOTED = 0.5


def of_mention(comparison: Comparison, seen: Scene) -> Iterator[Requirement]:
    """A person's office must be the one asked for, and not a deputy's or a former one; a speaker must say it."""
    if comparison.frame.asked == "speaker":
        yield Requirement("says it", OWN if speaks(seen, comparison.lexicon.uses["report"]) else 0.0, 0.0, OWN)
        yield Requirement("a quotation", 0.0, _UNQUOTED)
        return
    phrases = beside(seen) if comparison.frame.asked == "office" else [_role(seen)]
    yield from max((_office(comparison, phrase, seen) for phrase in phrases or [""]), key=_sum)


def _office(comparison: Comparison, phrase: str, seen: Scene) -> list[Requirement]:
    """How far a phrase beside a name tells the office asked for."""
    own = frozenset(stems(phrase))
    found = []
    for word in comparison.frame.head:
        met = OWN if word in own else SYNONYM if own & comparison.lexicon.alike(word) else 0.0
        found.append(Requirement(word, met, NOUN, SYNONYM))
    if comparison.frame.asked == "identity":
        return found
    noun = holds(phrase, comparison.lexicon.alike(comparison.frame.noun)) if comparison.frame.noun else None
    less = lesser(phrase, noun or "", comparison.lexicon.uses["lesser"]) - set(comparison.frame.words)
    fits = phrase == _role(seen) or noun is not None
    lawyer = comparison.frame.noun in comparison.lexicon.uses["relation"] and not prosecutes(comparison.frame.question)
    fits = (
        fits
        and not (lawyer and prosecutes(phrase))
        and not less
        and not _of_a_part(comparison, phrase)
        and not _another_body(comparison, phrase, seen)
    )
    return [*found, Requirement("the office itself", OWN if fits else 0.0, 0.0, OWN)]


def prosecutes(phrase: str) -> bool:
    """Whether a phrase tells a prosecutor's office, who is nobody's lawyer: "District Attorney"."""
    return re.search(_PROSECUTES, phrase, re.IGNORECASE) is not None


_PROSECUTES = r"\b(?:district|state|u\.s\.|county|city|prosecuting)(?:['’]s)? attorney|attorney general|\bprosecut"


def _of_a_part(comparison: Comparison, phrase: str) -> bool:
    """Whether a phrase tells who heads a part of a body where the body is asked for: "head of office of the Board"."""
    part = re.search(_PART, phrase, re.IGNORECASE)
    named = {w for n in comparison.frame.names for w in n.stems}
    return part is not None and stem(part[1]) not in named.union(comparison.frame.words)


_PART = (
    r"\bof (?:the |its )?(?:\w+ )?(office|department|division|unit|section|branch|delegation|desk) (?:of|at|in|for)\b"
)


def _another_body(comparison: Comparison, phrase: str, seen: Scene) -> bool:
    """Whether a phrase names a body, or takes one up, and none that is asked for."""
    bodies = [n for n in comparison.frame.names if n.proper]
    taken_up = re.search(r"\b(?:of|for|at) (?:the|this|its) ([a-z]+)$", phrase)
    if bodies and taken_up and stem(taken_up[1]) in comparison.lexicon.uses["body"]:  # "the head of the agency"
        near = {m.entity for m in seen.named_just_before}
        return not any(n.ids & near or set(n.stems) <= seen.just_before for n in bodies if n.type != "place")
    own, ids = set(stems(phrase)), {m.entity for m in seen.named if m.text in phrase}
    if comparison.frame.countries and not bodies:  # the president of a country is no president of a body in it
        return any(i.startswith("organisation:") for i in ids) and not ids & comparison.countries
    if not bodies or not re.search(r"\b(?:of|for|at) (?:[a-z]+ ){0,3}[A-ZÀ-Ž]", phrase):
        return False
    return not any(set(n.stems) <= own or n.ids & ids for n in bodies)


def _role(seen: Scene) -> str:
    return seen.record.role or "" if isinstance(seen.record, Mention) else ""


def _sum(requirements: list[Requirement]) -> float:
    return sum(r.met for r in requirements)
