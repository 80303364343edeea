"""Which nouns a question or a measure counts."""

from __future__ import annotations

import re

from justicekb.query.language.lexicon import Lexicon
from justicekb.query.language.stems import stem, tokens

_PREPOSITION = frozenset(["of", "in", "on", "at", "to", "for", "from", "by", "with", "during", "under", "between"])
PLURAL = r"[^'’]*[^su'’]s|people|persons|men|women|children|staff|police"
PLURAL_FORM = re.compile(PLURAL)

# The regular form of a past tense or participle; "freed" and the like are listed in question-words.toml.
PARTICIPLE = re.compile(r"[a-z-]+[^e]ed")


def counted_nouns(measure: str) -> list[str]:
    """The stems of the nouns that a measure counts: the plurals of its first noun phrase, else its last word.

    "prison officers mentioned in a complaint" counts officers and no prisons.
    """
    phrase = _noun_phrase(measure)
    plurals = [word for word in phrase if re.fullmatch(PLURAL, word)]
    return [stem(word) for word in plurals or phrase[-1:]]


def counted(rest: str, known: Lexicon) -> list[str]:
    """The stems of the counted noun phrase that `rest` begins with, its noun last.

    It ends before an auxiliary or preposition, and before a past tense that follows a plural; what stands after
    its last plural is no longer part of it ("NGOs belong").
    """
    phrase = _noun_phrase(rest, auxiliaries=known.uses["auxiliary"] | known.uses["doing"], pasts=known.pasts)
    plurals = [at for at, word in enumerate(phrase) if re.fullmatch(PLURAL, word)]
    if plurals:
        phrase = phrase[: plurals[-1] + 1]
    return [stem(word) for word in phrase if not known.is_stop(word)]


def _noun_phrase(
    words: str, *, auxiliaries: frozenset[str] = frozenset(), pasts: frozenset[str] = frozenset()
) -> list[str]:
    """The words up to an auxiliary or preposition, or to a past tense or participle that follows a plural."""
    phrase: list[str] = []
    for word, _ in tokens(words):
        small = word.casefold()
        if small in _PREPOSITION or stem(small) in auxiliaries:
            break
        past = small.endswith(("ed", "ing")) or small in pasts
        if phrase and past and re.fullmatch(PLURAL, phrase[-1]):
            break
        phrase.append(small)
    return phrase
