"""Independent sources: how many origins stand behind citations, copies counted once.

Two documents that carry the same sentence have one origin (an agency's report printed by two newspapers, a
yearly report that repeats last year's paragraph), and so have two that share most of their text although the
sentence itself was touched: a reposted release with another lead, a report cut for want of space.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from itertools import islice

from justicekb.findings import Citation

# Sentences with fewer letters are too common to show that one was copied from the other.
SHORTEST_COPY = 30

# Texts are compared by their runs of this many words. Shorter runs are set phrases, longer ones break at each edit:
# of 3, 4, 5, 6 and 8, made-up pairs part as well with 3 to 5, and forms filled in twice best from 5 on (2026-11).
_RUN = 5

# The share of the smaller text's runs in the other from which both are one text. Made-up pairs (tests/query/events/
# origin_texts.py, 2026-11): copies 0.53 (cut to half, with another lead) to 0.88, different texts at most 0.40
# (two articles of 210 words that quote the same 80 words of a law).
COPIED = 0.47

# A text with fewer runs is too short to tell a copy from a set phrase.
_FEWEST_RUNS = 40

# Documents of one value that are compared by their texts; the rest only by sentences. It bounds time and memory:
# 64 articles of 500 words take 0.05 s, 64 texts of 9,000 words 1.2 s and 60 MB (measured 2026-11 on a shared core).
_MOST_COMPARED = 64

TextOf = Callable[[Citation], str]
Runs = frozenset[int]


class _Origin:
    """Documents that have one origin, by their sentences or their texts."""

    def __init__(self, citation: Citation) -> None:
        self.documents = {citation.document}
        self.sentences = {_same_words(citation.sentence)} - {""}

    def shares(self, other: _Origin) -> bool:
        return bool(self.documents & other.documents or self.sentences & other.sentences)

    def join(self, other: _Origin) -> None:
        self.documents |= other.documents
        self.sentences |= other.sentences


def origins(citations: Iterable[Citation], text_of: TextOf | None = None) -> int:
    """The number of independent sources: groups of documents that share no sentence with another group.

    With `text_of`, which gives the text that a citation's document has around it, groups are also joined when
    most of one document's text is in another's.
    """
    cited = list(citations)
    groups: list[_Origin] = []
    for citation in cited:
        _add(_Origin(citation), groups, _Origin.shares)
    if text_of is None or len(groups) < 2:
        return len(groups)
    return len(_joined_by_text(groups, _runs_by_document(cited, text_of)))


def _add(new: _Origin, groups: list[_Origin], same: Callable[[_Origin, _Origin], bool]) -> None:
    """Puts an origin among others, with all that it is the same as joined to it."""
    for group in [group for group in groups if same(new, group)]:
        new.join(group)
        groups.remove(group)
    groups.append(new)


def _joined_by_text(groups: list[_Origin], runs: dict[str, Runs]) -> list[_Origin]:
    def same(left: _Origin, right: _Origin) -> bool:
        pairs = ((one, other) for one in left.documents & runs.keys() for other in right.documents & runs.keys())
        return any(_copied(runs[one], runs[other]) for one, other in pairs)

    joined: list[_Origin] = []
    for group in groups:
        _add(group, joined, same)
    return joined


def _runs_by_document(citations: list[Citation], text_of: TextOf) -> dict[str, Runs]:
    """The runs of each document around its first citation."""
    first: dict[str, Citation] = {}
    for citation in citations:
        first.setdefault(citation.document, citation)
    return {name: _runs(text_of(citation)) for name, citation in islice(first.items(), _MOST_COMPARED)}


def _runs(text: str) -> Runs:
    """Hashes of all runs of words in a text."""
    words = re.findall(r"\w+", text.casefold())
    return frozenset(hash(run) for run in zip(*(words[at:] for at in range(_RUN)), strict=False))


def _copied(left: Runs, right: Runs) -> bool:
    fewer = min(len(left), len(right))
    return fewer >= _FEWEST_RUNS and len(left & right) >= COPIED * fewer


def _same_words(sentence: str) -> str:
    words = " ".join(re.findall(r"\w+", sentence.casefold()))
    return words if len(words) >= SHORTEST_COPY else ""
