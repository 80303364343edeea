"""The words of bibliographies, compiled from the vocabulary."""

from __future__ import annotations

import re
from dataclasses import dataclass

from justicekb.extract.references.authors import body_pattern
from justicekb.vocabulary import Vocabulary
from justicekb.vocabulary.entries import ReferenceWords
from justicekb.vocabulary.patterns import alternation, whole

# Pages: "101", "101-118", "e4278", "A12-A19".
PAGES = r"[A-Za-z]?\d+[a-z]?(?:\s*[-–—]\s*[A-Za-z]?\d+[a-z]?)?"


@dataclass(frozen=True, slots=True)
class Patterns:
    """The reference words, compiled."""

    body: re.Pattern[str]
    noise: re.Pattern[str]
    volume: re.Pattern[str]
    issue: re.Pattern[str]
    pages: re.Pattern[str]
    editors: re.Pattern[str]
    undated: re.Pattern[str]
    undated_end: re.Pattern[str]
    others: re.Pattern[str]
    publisher: re.Pattern[str]
    kinds: tuple[tuple[str, re.Pattern[str]], ...]
    abbreviations: frozenset[str]


def reference_patterns(vocabulary: Vocabulary) -> Patterns:
    """The patterns of one vocabulary."""
    words = {entry.id: alternation(entry.words) for entry in vocabulary.entries(ReferenceWords)}
    abbreviations = next(e.words for e in vocabulary.entries(ReferenceWords) if e.id == "abbreviation")
    number = r"[IVXLC]+\b|\d+(?:\s*[-–/]\s*\d+)?"
    start = r"(?<![^\W\d])"
    return Patterns(
        body=body_pattern(words["body"]),
        noise=re.compile(
            rf"[\[(]\s*{words['accessed']}[^\])]*[\])]|{words['online']}|(?<!\w){words['accessed']}(?:\s*:|\s+(?:on\s+)?"
            rf"(?:\d{{1,2}}[.\s]\s?\w+[.\s]\s?\d{{4}}|\w+\s\d{{1,2}},\s\d{{4}})(?:,?\s+from)?:?|\s+from:?|(?=\s*[.,]|\s*$))",
            re.IGNORECASE,
        ),
        volume=re.compile(rf"{start}{words['volume']}\s*({number})", re.IGNORECASE),
        issue=re.compile(rf"{start}{words['issue']}\s*(\d+(?:\s*[-–/]\s*\d+)?)", re.IGNORECASE),
        pages=re.compile(rf"{start}{words['pages']}\s*({PAGES})", re.IGNORECASE),
        editors=re.compile(rf"\(?(?<!\w){words['editors']}(?!\w)\)?\.?,?\s*", re.IGNORECASE),
        undated=re.compile(
            rf"\(\s*{words['undated']}\s*\)|(?<=[.,]\s){words['undated']}(?:(?=[.,]\s)|(?<=\.)(?=\s))", re.IGNORECASE
        ),
        undated_end=re.compile(rf"[.,;]\s+{words['undated']}\s*\.?\s*$", re.IGNORECASE),
        others=re.compile(rf",?\s*(?<!\w){words['others']}[\s.,;:]*$", re.IGNORECASE),
        publisher=re.compile(whole(words["publisher"]), re.IGNORECASE),
        kinds=tuple(
            (kind, re.compile(whole(words[entry]), re.IGNORECASE))
            for kind, entry in (("thesis", "thesis"), ("paper-conference", "conference"), ("report", "report"))
        ),
        abbreviations=frozenset(word.casefold() for word in abbreviations),
    )
