"""What a question says of a name beside it, only to say who or what it is."""

from __future__ import annotations

import re

from justicekb.query.language import Lexicon, stem
from justicekb.query.questions.frames import Name
from justicekb.spans import Span


def described(question: str, names: list[Name], known: Lexicon) -> list[Span]:
    """What only describes a name: "the Lima police officer" before it, ", the former mayor," behind it.

    Sources call people by other words, so that neither its words nor its names need stand beside the person's; of
    another name it describes only what ends with what it is ("the nationalist group").
    """
    found = []
    for name in (n for n in names if n.proper and not n.country):
        before = re.search(_CALLED, question[: name.span.start], re.IGNORECASE)
        if before is None and name.type == "person":
            before = re.search(_BARELY, question[: name.span.start], re.IGNORECASE)
            if before and not known.alike(stem(before[1].split()[-1])) & (known.uses["roles"] | known.uses["people"]):
                before = None
        if before and (name.type == "person" or stem(before[1].split()[-1]) in known.uses["called"]):
            found.append(Span(*before.span(1)))
        after = re.match(r",\s+((?:the|an?|former|once|then)\b[^,?]{3,80}),", question[name.span.end :])
        if after and name.type == "person":
            found.append(Span(*after.span(1)).shift(name.span.end))
    return found


# "did former minister Jan Vesk …": without an article only what ends with an office or an occupation describes.
_BARELY = r"\b(?:did|was|has|had|is|of|by|and|against) ((?:[a-z’'-]+ ){1,4})$"
_CALLED = (
    r"\b(?:the|an?) ((?:(?!(?:of|in|at|by|for|with|and|into|on|about|against|to|from|over|under|between|was|were|did|"
    r"has|had|is|that|who)\b)[\w’'-]+ ){1,6})$"
)
