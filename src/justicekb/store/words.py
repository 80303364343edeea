"""The words of a text as search sees them: folded, numbered, with their places; and the stem of a word.

Every engine uses these, so that they agree on what a word is. Folding takes away case, accents, the possessive
's and the separators inside numbers and initials ("60,000" is 60000, "U.N." is un); nothing else is lost, and no
word is left out, so a phrase may hold any word.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from justicekb.spans import Span

# Raised when words, their folding or their stems change: what is indexed by another version is indexed again.
WORDS_VERSION = 1

# A number with its separators, initials with full stops, or letters and digits with apostrophes inside.
_WORD = re.compile(r"\d{1,3}(?:,\d{3})+(?!\d)|(?:[^\W\d_]\.){2,}|[^\W_]+(?:['’][^\W_]+)*")
_POSSESSIVE = re.compile(r"['’]s?$")


class Word(NamedTuple):
    """A folded word, the how-manieth of its text it is (from 0), and where it stands (code points)."""

    text: str
    position: int
    start: int
    end: int

    @property
    def span(self) -> Span:
        """Where it stands."""
        return Span(self.start, self.end)


def words(text: str) -> Iterator[Word]:
    """The words of a text in order."""
    for position, match in enumerate(_WORD.finditer(text)):
        yield Word(fold(match.group()), position, match.start(), match.end())


def forms(text: str) -> tuple[str, ...]:
    """The folded words of a text without their places."""
    return tuple(fold(word) for word in _WORD.findall(text))


@lru_cache(maxsize=65_536)
def fold(word: str) -> str:
    """The form under which two spellings of one word are the same."""
    if not word.isascii():
        decomposed = unicodedata.normalize("NFKD", word.casefold())
        word = "".join(c for c in decomposed if not unicodedata.combining(c))
    plain = _POSSESSIVE.sub("", word.lower())
    return "".join(c for c in plain if c.isalnum()) or word.lower()


def stems(text: str) -> tuple[str, ...]:
    """The stems of the words of a text."""
    return tuple(stem(word) for word in forms(text))


# ── M. F. Porter, An algorithm for suffix stripping, Program 14 (1980), 130-137 ──────────────────────────────

_DOUBLE_SUFFIXES = {
    "ational": "ate", "tional": "tion", "enci": "ence", "anci": "ance", "izer": "ize", "isation": "ize", "abli": "able",
    "alli": "al", "entli": "ent", "eli": "e", "ousli": "ous", "ization": "ize", "ation": "ate", "ator": "ate",
    "alism": "al", "iveness": "ive", "fulness": "ful", "ousness": "ous", "aliti": "al", "iviti": "ive", "biliti": "ble",
}  # fmt: skip
_SUFFIXES = {
    "icate": "ic", "ative": "", "alize": "al", "alise": "al", "iciti": "ic", "ical": "ic", "ful": "", "ness": "",
}  # fmt: skip
_ENDINGS = (
    "ement", "ance", "ence", "able", "ible", "ment", "ant", "ent", "ism", "ate", "iti", "ous", "ive", "ize", "ise",
    "ion", "al", "er", "ic", "ou",
)  # fmt: skip


# British endings and the American ones they are read as, at the end of what the plural left (labour, centre).
_SPELLINGS = {"our": "or", "tre": "ter", "mme": "m", "lled": "led", "lling": "ling"}


@lru_cache(maxsize=65_536)
def stem(word: str) -> str:
    """Porter's stem of a folded English word; British spellings count as American ones, ratify as ratification.

    All words of one stem begin with the stem but for its last two letters.
    """
    if len(word) < 4 or not word.isascii() or not word.isalpha():
        return word
    word = _past_and_gerund(_american(_plural(word)))
    if word.endswith("y") and _has_vowel(word[:-1]):
        word = word[:-1] + "i"
    word = _replace(word, _DOUBLE_SUFFIXES)
    word = _replace(word, _SUFFIXES)
    word = _final_e(_ending(word))
    return word[:-1] if word.endswith("ifi") else word


def _vowel(word: str, at: int) -> bool:
    return word[at] in "aeiou" or (word[at] == "y" and at > 0 and not _vowel(word, at - 1))


def _has_vowel(word: str) -> bool:
    return any(_vowel(word, at) for at in range(len(word)))


def _measure(word: str) -> int:
    """How often a consonant follows a vowel."""
    kinds = [_vowel(word, at) for at in range(len(word))]
    return sum(1 for left, right in pairwise(kinds) if left and not right)


def _short(word: str) -> bool:
    """Whether it ends consonant, vowel, consonant, the last none of w, x, y."""
    last = len(word) - 1
    return (
        last >= 2
        and not _vowel(word, last)
        and _vowel(word, last - 1)
        and not _vowel(word, last - 2)
        and word[last] not in "wxy"
    )


def _plural(word: str) -> str:
    if word.endswith("sses") or word.endswith("ies"):
        return word[:-2]
    return word[:-1] if word.endswith("s") and not word.endswith(("ss", "us")) else word


def _american(word: str) -> str:
    for british, american in _SPELLINGS.items():
        if len(word) > len(british) + 2 and word.endswith(british):
            return word.removesuffix(british) + american
    return word


def _past_and_gerund(word: str) -> str:
    if word.endswith("eed"):
        return word[:-1] if _measure(word[:-3]) else word
    for suffix in ("ed", "ing"):
        base = word.removesuffix(suffix)
        if base != word and _has_vowel(base):
            return _restored(base)
    return word


def _restored(base: str) -> str:
    if base.endswith(("at", "bl", "iz", "is")):
        return base + "e"
    if base[-1] == base[-2:-1] and base[-1] not in "lszaeiou":
        return base[:-1]
    return base + "e" if _measure(base) == 1 and _short(base) else base


def _replace(word: str, suffixes: dict[str, str]) -> str:
    for suffix, new in suffixes.items():
        if word.endswith(suffix):
            base = word.removesuffix(suffix)
            return base + new if _measure(base) else word
    return word


def _ending(word: str) -> str:
    for suffix in _ENDINGS:
        base = word.removesuffix(suffix)
        if base != word:
            wanted = suffix != "ion" or base.endswith(("s", "t"))
            return base if wanted and _measure(base) > 1 else word
    return word


def _final_e(word: str) -> str:
    if word.endswith("e"):
        base, measure = word[:-1], _measure(word[:-1])
        if measure > 1 or (measure == 1 and not _short(base)):
            word = base
    return word[:-1] if word.endswith("ll") and _measure(word) > 1 else word
