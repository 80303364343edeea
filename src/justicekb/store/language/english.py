"""The stem of an English word by M. F. Porter, An algorithm for suffix stripping, Program 14 (1980), 130-137.

British spellings count as American ones, and "ratify" has the stem of "ratification".
"""

from __future__ import annotations

from functools import lru_cache
from itertools import pairwise

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


def _vowels(word: str) -> list[bool]:
    """Which letters are vowels; a y is one behind a consonant."""
    kinds: list[bool] = []
    for letter in word:
        kinds.append(letter in "aeiou" or (letter == "y" and bool(kinds) and not kinds[-1]))
    return kinds


def _has_vowel(word: str) -> bool:
    return any(_vowels(word))


def _measure(word: str) -> int:
    """How often a consonant follows a vowel."""
    return sum(1 for left, right in pairwise(_vowels(word)) if left and not right)


def _short(word: str) -> bool:
    """Whether it ends consonant, vowel, consonant, the last none of w, x, y."""
    return _vowels(word)[-3:] == [False, True, False] and word[-1] not in "wxy"


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
