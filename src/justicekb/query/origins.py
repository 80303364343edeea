"""Independent sources: how many origins stand behind citations, copies counted once.

Two documents that carry the same sentence have one origin (an agency's report printed by two newspapers, a
yearly report that repeats last year's paragraph).
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from justicekb.model import Citation

# Sentences with fewer letters are too common to show that one was copied from the other.
SHORTEST_COPY = 30


def origins(citations: Iterable[Citation]) -> int:
    """The number of independent sources: groups of documents that share no sentence with another group."""
    groups: list[tuple[set[str], set[str]]] = []
    for citation in citations:
        documents, sentences = {citation.document}, {_same_words(citation.sentence)} - {""}
        rest = []
        for group in groups:
            if group[0] & documents or group[1] & sentences:
                documents |= group[0]
                sentences |= group[1]
            else:
                rest.append(group)
        groups = [*rest, (documents, sentences)]
    return len(groups)


def _same_words(sentence: str) -> str:
    words = " ".join(re.findall(r"\w+", sentence.casefold()))
    return words if len(words) >= SHORTEST_COPY else ""
