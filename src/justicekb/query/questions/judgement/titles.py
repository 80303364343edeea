"""Offices and speakers that the words beside a name tell, where no record of their own does.

"The head of the agency, Ada Norn, …", "Ada Norn, director of the service, …", "Ada Norn has been appointed chief of
the bureau", "Ada Norn said the paper would close".
"""

from __future__ import annotations

import re

from justicekb.model import Mention
from justicekb.query.language import Scene, stem, stems, tokens

# What may stand between a name and its verb: an apposition between commas.
_ASIDE = r"(?:, [^,.;]{3,90},)?"
# What follows the second of three in a list ("to Ada Norn, the mayor, and the governor").
_LISTED = r" (?:and|or) (?:the|an?|its|other)\b"
_MADE = (
    r"(?:has been |have been |was |were |is |had been )?(?:re-?)?"
    r"(?:appointed|named|elected|nominated|promoted to|made|became|becomes)"
)

_MAKING = r"\b(?:appointed|named|elected|nominated|appoints|names|elects) (?:[\w.]+ )?$"


def beside(seen: Scene) -> list[str]:
    """The phrases beside a person's name that tell an office, each as it is written; none for another kind."""
    mention = seen.record
    if not isinstance(mention, Mention):
        return []
    before, after = _around(mention, seen)
    found = [mention.role or ""]
    if lead := re.search(
        r"(?:^|[,;:.] |\b(?:said|told|by|and|that) )((?:(?:The|the|Its|its|An?|an?) )?[^,;:.]{3,90}?),? $", before
    ):
        found.append(lead[1])
    if follow := re.match(rf", ((?:the |an? |its |their )?[^,;.]{{3,90}}?)(?:[,;.](?!{_LISTED})|$)", after):
        found.append(follow[1])
    if made := re.match(rf"{_ASIDE} {_MADE} (?:as |to be |to )?(?:the |an? |its )?([^,;.]{{3,90}}?)(?:[,;.]|$)", after):
        found.append(made[1])
    if re.search(_MAKING, before) and (
        post := re.match(r" (?:as |to be |to the post of )?(?:the |an? |its )?([^,;.]{3,90}?)(?:[,;.]|$)", after)
    ):
        found.append(post[1])
    return [phrase for phrase in found if phrase]


def speaks(seen: Scene, saying: frozenset[str]) -> bool:
    """Whether the name is the subject of a verb of saying in its sentence."""
    mention = seen.record
    if not isinstance(mention, Mention):
        return False
    before, after = _around(mention, seen)
    follow = re.match(rf"{_ASIDE} (?:also |later |has |have |had )?(\w+)", after)
    if follow and stem(follow[1]) in saying and not re.match(rf"{_ASIDE} (?:was|were|is|are|be)\b", after):
        return True
    inverted = re.search(r"[,”\"] (\w+)(?: (?:the |of |for |and )*[A-ZÀ-Ž][\w.’'-]*){0,7} $", before)
    if inverted and stem(inverted[1]) in saying:
        return True
    return re.match(r",? ?according to $", before[-14:], re.IGNORECASE) is not None


def lesser(phrase: str, head: str, less: frozenset[str]) -> frozenset[str]:
    """The words before the office's noun in a phrase that make it another office ("deputy", "former")."""
    words = [stem(word) for word, _ in tokens(phrase)]
    at = words.index(head) if head in words else len(words)
    return frozenset(words[:at]) & less


def holds(phrase: str, head: frozenset[str]) -> str | None:
    """The stem of the office's noun that a phrase begins with or leads up to, before any "of"; None without one."""
    lead = re.split(r"\b(?:of|for|in|at|on)\b", phrase)[0]
    return next((word for word in reversed(stems(lead)) if word in head), None)


def _around(mention: Mention, seen: Scene) -> tuple[str, str]:
    text, place = seen.held.document.text, mention.evidence
    before = text[place.start : mention.span.start]
    return re.sub(r"\s+", " ", before), re.sub(r"\s+", " ", text[mention.span.end : place.end])
