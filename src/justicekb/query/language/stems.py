"""Words made comparable: `stem` conflates the forms of a verb or noun, `tokens` finds words with their places.

A small suffix stripper, so that a question needs no language model: "ratifies", "ratified" and "ratification"
have one stem. It is applied to both sides of every comparison, so an odd stem does no harm; words of different
meaning must only not meet ("prison" and "prisoner" stay apart, no agent suffix is cut).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from justicekb.spans import Span
from justicekb.vocabulary.wordlists import WordList

# The fewest letters a stem keeps; shorter ones meet by chance.
_SHORTEST = 3

_WORD = r"[^\W_]+(?:[’'‘\-.&][^\W_]+)*%?"

_TIED = 4  # "ties", "died"
_FOUNDED = frozenset(["ed", "er", "ers", "ing", "ation", "ations"])

# Endings in which British and American spelling differ, made one before the suffixes are cut.
_SPELLINGS = (
    ("isation", "ization"), ("isations", "izations"), ("ise", "ize"), ("ises", "izes"), ("ised", "ized"),
    ("ising", "izing"), ("tre", "ter"), ("tres", "ters"), ("mme", "m"), ("mmes", "ms"), ("our", "or"),
    ("ours", "ors"),
)  # fmt: skip
_BRITISH = tuple(british for british, _ in _SPELLINGS)


@lru_cache(maxsize=1)
def _word_pattern() -> re.Pattern[str]:
    return re.compile(_WORD)


def tokens(text: str) -> Iterator[tuple[str, Span]]:
    """The words of a text with their places; hyphens and apostrophes inside a word stay in it."""
    for match in _word_pattern().finditer(text):
        yield match.group(), Span(match.start(), match.end())


def parts(word: str) -> list[str]:
    """The word and, for a hyphenated one, its parts: "anti-torture" is also "anti" and "torture"."""
    return [word, *word.split("-")] if "-" in word else [word]


@lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """The stem of one word, lower case, without possessive."""
    word = word.casefold()
    if not word.isalnum():
        word = re.sub(r"['’‘]s?$", "", word)
    if len(word) == _TIED and word.endswith(("ies", "ied")) and word.isascii() and word[0].isalpha():
        return word[:-1]
    if word.startswith("found") and word[5:] in _FOUNDED:  # "founded" is no form of "found", the past of "find"
        return "foundation"
    if len(word) <= _SHORTEST or not word.isalpha():
        return word
    return _bare(_cut_derivation(_cut_inflection(_respelt(word))))


def stems(text: str) -> list[str]:
    """The stems of all words of a text in order, parts of hyphenated words included."""
    words = _word_pattern().findall(text)
    return [stem(part) for word in words for part in ([word] if "-" not in word else parts(word))]


def _respelt(word: str) -> str:
    if not word.endswith(_BRITISH):
        return word
    for british, american in _SPELLINGS:
        if word.endswith(british) and len(word) - len(british) >= _SHORTEST:
            return word[: -len(british)] + american
    return word


def _cut_inflection(word: str) -> str:
    if word in _EED:
        return word
    if word.endswith("eed") and len(word) > 4:
        return word[:-1]
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("shes", "ches", "xes", "sses", "zzes")):
        word = word[:-2]
    elif word.endswith("s") and not word.endswith(("ss", "us", "is")):
        word = word[:-1]
    if word.endswith("ied"):
        return word[:-3] + "y"
    for ending in ("ing", "ed"):
        if word.endswith(ending) and _has_vowel(word[: -len(ending)]) and len(word) - len(ending) >= _SHORTEST:
            return _undouble(word[: -len(ending)])
    if word.endswith("ed") and len(word) == 4:
        return word[:-1]
    return word


# Verbs that end so in their plain form; "agreed" and "freed" are past.
_EED = frozenset(["exceed", "proceed", "succeed"])


def _has_vowel(part: str) -> bool:
    return not _VOWELS.isdisjoint(part)


_VOWELS = frozenset("aeiouy")


def _undouble(word: str) -> str:
    return word[:-1] if word[-2:-1] == word[-1:] and word[-1:] in "bdgmnprt" else word


def _cut_derivation(word: str) -> str:
    if word in _WHOLE:
        return word
    if word.endswith("ification"):
        return word[: -len("cation")]
    for ending, kept in (("ization", "iz"), ("ments", ""), ("ment", ""), ("ly", "")):
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST + 1:
            return word[: -len(ending)] + kept
    if word.endswith("uction"):
        return word[:-4]
    if word.endswith(("tion", "sion")):
        word = word[:-3]
    elif word.endswith("e"):
        word = word[:-1]
    return word[:-2] if word.endswith("at") and len(word) - 2 >= _SHORTEST + 1 else word


_WHOLE = WordList("nouns-kept-whole")


def _bare(word: str) -> str:
    if len(word) < _SHORTEST:
        return word
    while word.endswith("e") and len(word) > _SHORTEST:
        word = word[:-1]
    if word.endswith("enc"):
        return word[:-1] + "s"
    return word[:-1] + "i" if word.endswith("y") and len(word) > _SHORTEST else word
