"""A light stemmer of Kazakh: endings of number, possession and case are cut while three letters with a vowel remain.

Endings by the tables of the noun in D. Somfai Kara, Kazak (Lincom Europa 2002); the last consonant that an ending
makes voiced (кітап, кітабы) is made voiceless again. No dictionary: an odd stem does no harm where all forms share it.
"""

from __future__ import annotations

# After a possessive of the third person (…ы, …і) a case begins with н.
_AFTER_POSSESSIVE = ("нда", "нде", "нан", "нен", "на", "не")
_ENDINGS = (
    "ымыз", "іміз", "ыңыз", "іңіз",
    "лар", "лер", "дар", "дер", "тар", "тер",
    "ның", "нің", "дың", "дің", "тың", "тің",
    "дан", "ден", "тан", "тен", "нан", "нен", "мен", "бен", "пен",
    "дағы", "дегі", "тағы", "тегі",
    "ға", "ге", "қа", "ке", "ны", "ні", "ды", "ді", "ты", "ті", "да", "де", "та", "те", "сы", "сі",
    "ым", "ім", "ың", "ің", "ы", "і",
)  # fmt: skip
_LONGEST_FIRST = tuple(sorted(_ENDINGS, key=lambda ending: (-len(ending), ending)))
_VOICELESS = {"б": "п", "г": "к", "ғ": "қ"}
_VOWELS = frozenset("аәеёиоөуұүыіэюя")
_SHORTEST = 3


def kazakh_stem(word: str) -> str:
    """The stem of a word in small letters."""
    while (shorter := _cut(word)) is not None:
        word = shorter
    return word[:-1] + _VOICELESS.get(word[-1:], word[-1:])


def _cut(word: str) -> str | None:
    """The word without its last ending, the longest that leaves a stem; None when it has none."""
    after = [ending for ending in _AFTER_POSSESSIVE if word.removesuffix(ending).endswith(("ы", "і"))]
    for ending in (*after, *_LONGEST_FIRST):
        if word.endswith(ending) and _is_stem(rest := word[: -len(ending)]):
            return rest
    return None


def _is_stem(word: str) -> bool:
    return len(word) >= _SHORTEST and not _VOWELS.isdisjoint(word)
