"""Questions that ask several things: "since when … and who invited it?", "compare … and …", "more in X or in Y?"."""

from __future__ import annotations

import re

from justicekb.query.language import Lexicon
from justicekb.query.questions.analysis.clauses import clause_of
from justicekb.query.questions.analysis.tagging import tagged

# The most parts that are answered.
MOST = 4

_JOINT = re.compile(
    r"(?:,| and|;|\?)\s+(?:and )?(?=(?:(?:for|in|on|at|by|to|from|since|under|of|with) )?"
    r"(?:who|whom|when|where|why|how|what|which)\b[^?]*)",
    re.IGNORECASE,
)
_COMPARED = re.compile(
    r"compare (?:the )?(?P<what>.+?) (?:of|in|between|for) (?P<one>.+?) (?:and|with|to) (?P<other>.+?)\??$",
    re.IGNORECASE,
)


def parts_of(question: str, known: Lexicon) -> list[str]:
    """The questions that a question is made of; itself alone where it asks one thing."""
    words = " ".join(question.split())
    if compared := _COMPARED.match(words):
        return [_of_one(compared["what"], compared[side]) for side in ("one", "other")]
    if sides := _sides(words):
        return sides
    cut = [part.strip(" ,;?") for part in _JOINT.split(words)]
    cut = [part for part in cut if part]
    if len(cut) > 1 and _asks(cut[0]):
        return [cut[0], *(_completed(part, cut[0], known) for part in cut[1:MOST])]
    return [question]


# What one question compares: "more arrests in Norvik in 2018 or in 2019", "Norland or Sudland have more prisoners",
# "more prisoners, Norland or Sudland".
_PREP = r"(?:in|at|during|under|by)"
_MORE = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"^(?:which|where|did|do|does|were|was|are|is|has|have|had)\b.*?\b(?P<degree>more|fewer|less) (?P<what>.+)"
        rf" (?P<prep>{_PREP}) (?P<one>[^,?]+?),? (?:or|than) (?:{_PREP} )?(?P<other>[^,?]+?)\??$",
        r"^(?:did|do|does|has|have|had) (?P<one>[^,?]+?) or (?P<other>[^,?]+?) (?:have |has |had |record |report )?"
        r"(?P<degree>more|fewer|less) (?P<what>[^?]+?)\??$",
        r"^(?:which|where|who)\b.*?\b(?P<degree>more|fewer|less) (?P<what>[^,?]+?),? (?:in )?(?P<one>[A-Z0-9][^,?]*?)"
        r" or (?:in )?(?P<other>[A-Z0-9][^,?]*?)\??$",
    )
)
_DONE = re.compile(r"^(\w+) (\w+(?:ed|en)|held|shot|freed)\b")


def compared(question: str) -> str | None:
    """ "more" or "fewer" where a question asks which of two has more of a thing; None for any other."""
    found = next((m for p in _MORE if (m := p.match(" ".join(question.split())))), None)
    return None if found is None else "more" if found["degree"].casefold() == "more" else "fewer"


def _sides(words: str) -> list[str]:
    """The two questions of a comparison: how many there are on each side."""
    found = next((m for p in _MORE if (m := p.match(words))), None)
    if found is None:
        return []
    what = _DONE.sub(r"\1 were \2", re.sub(r" (?:there|recorded|reported)$", "", found["what"]))
    prep = found.groupdict().get("prep") or "in"
    return [f"how many {what} {prep} {found[side].strip()}" for side in ("one", "other")]


def _asks(part: str) -> bool:
    """Whether the first part is a question of its own, and no lead-in such as "In 2018"."""
    return _ASKING.match(part) is not None and len(part.split()) > _FEWEST


# The fewest words of a question that another may follow.
_FEWEST = 3
_ASKING = re.compile(
    r"(?:(?:for|in|on|at|by|to|from|since|under|of|with) )?(?:who|whom|when|where|why|how|what|which)\b", re.IGNORECASE
)
_TAKES_UP = re.compile(r"\b(?:it|they|he|she|him|them)\b", re.IGNORECASE)


def _completed(part: str, first: str, known: Lexicon) -> str:
    """A later part with what it takes up: the first one's clause behind a mere asking phrase, its subject for "it"."""
    own, before = clause_of(tagged(part, known), known), clause_of(tagged(first, known), known)
    if own.verb is None and not own.auxiliaries and before.verb is not None:
        subject = before.subject or before.asking
        told = [*before.auxiliaries, *(w.text for w in (*subject, before.verb, *before.complement))]
        return f"{part} {' '.join(told)}"
    taken_up = " ".join(w.text for w in before.subject)
    return _TAKES_UP.sub(taken_up, part) if taken_up else part


def _of_one(what: str, name: str) -> str:
    return f"what is the {what} of {name}"
