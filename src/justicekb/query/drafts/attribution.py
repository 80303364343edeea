"""Whom a draft gives a quotation to, and whether the source gives it to the same.

Read from the words around the quotation alone: a name beside a verb of speech, or "according to" a name. The two are
taken for different only when they share no word that names anybody, so that a shorter name, an office or an acronym
of the speaker is never called wrong.
"""

from __future__ import annotations

import re
from functools import lru_cache

from justicekb.model import Quote, normalise_name
from justicekb.querytree import RecordFilter
from justicekb.spans import Span
from justicekb.store.base import RecordReader
from justicekb.vocabulary import Vocabulary
from justicekb.vocabulary.entries import SpeechVerb
from justicekb.vocabulary.patterns import PARTICLE, alternation

# How far from a quotation the words are read that give it to somebody (characters).
_REACH = 160

_WORD = r"[A-ZÀ-ŽА-Я][\w’'.-]*"
_NAME = rf"(?P<name>(?:the )?{_WORD}(?:,? (?:of|for|the|and|on|{PARTICLE}|{_WORD})){{0,9}})"


@lru_cache(maxsize=4)
def _patterns(vocabulary: Vocabulary) -> tuple[tuple[re.Pattern[str], ...], tuple[re.Pattern[str], ...]]:
    """The patterns of what stands behind a quotation, and of what stands before it, up to its mark."""
    verb = alternation([form for entry in vocabulary.entries(SpeechVerb) for form in entry.forms])
    behind = (
        rf"[”\"'’,.!?\s]*(?:{verb})\s+{_NAME}",
        rf"[”\"'’,.!?\s]*{_NAME}\s+(?:{verb})\b",
        rf"[”\"'’,.!?\s]*according to {_NAME}",
    )
    before = (
        rf"{_NAME}(?:,[^,.;:“\"]{{2,60}},)?\s+(?:has |had |also )?(?:{verb})(?: that)?[,:]?\s*[“\"'‘]?$",
        rf"[Aa]ccording to {_NAME}(?:,[^,.;:“\"]{{2,60}})?[,:]\s*[“\"'‘]?$",
    )
    return tuple(map(re.compile, behind)), tuple(map(re.compile, before))


def attributed_to(draft: str, quotation: Span, vocabulary: Vocabulary) -> str | None:
    """The name that a draft gives a quotation to, None when its words give it to nobody by name."""
    behind, before = _patterns(vocabulary)
    after = draft[quotation.end : quotation.end + _REACH].split("\n\n")[0]
    lead = draft[max(quotation.start - _REACH, 0) : quotation.start].split("\n\n")[-1]
    found = next((m for p in behind if (m := p.match(after))), None)
    found = found or next((m for p in before if (m := p.search(lead))), None)
    return None if found is None else found["name"]


def other_speaker(name: str, document: str, place: Span, records: RecordReader) -> str | None:
    """The speaker that the source gives the words to, when it is another than `name`; None else, or when unknown."""
    where = RecordFilter(documents=(document,))
    quotes = [q for q in records.records(Quote, where) if q.speaker and q.span.overlaps(place)]
    if not quotes:
        return None
    ours = _naming(name)
    for quote in quotes:
        known = records.entity(quote.speaker_entity) if quote.speaker_entity else None
        names = [quote.speaker or "", quote.role or "", *(known.entity.aliases if known else ())]
        if not ours or any(_same(ours, _naming(n)) for n in (*names, " ".join(names[:2]))):
            return None
        if _initials(name) & _initials(*names):
            return None
    return quotes[0].speaker


def _same(ours: list[str], theirs: list[str]) -> bool:
    """Whether two names may be of one: the shorter is a part of the longer, or both end in the same surname."""
    small, large = sorted((set(ours), set(theirs)), key=len)
    return bool(small) and (small <= large or ours[-1] == theirs[-1])


def _naming(name: str) -> list[str]:
    """The words of a name that tell who it is: all but the shortest."""
    return [word for word in normalise_name(name).split() if len(word) > 2]


def _initials(*names: str) -> set[str]:
    """The names as acronyms, and those that are one: "OSCE" is the Organization for Security and Co-operation …"""
    return {"".join(w[0] for w in re.findall(r"[A-ZÀ-Ž]\w*", n)) for n in names if len(n.split()) > 1} | {
        n for n in names if n.isupper()
    }
