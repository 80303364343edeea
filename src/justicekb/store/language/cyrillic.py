"""The stems of words in Cyrillic letters, by the language of the text they stand in: Kazakh, or else Russian.

A text's language is read from its letters, because a passage in one language may stand in a document of another. A
few words alone may be either, and a query has no language: they have keys in both. Keys of the two languages never
meet, so that a Kazakh ending is not cut from a Russian word of the same letters.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Literal

from justicekb.store.language.kazakh import kazakh_stem

Language = Literal["ru", "kk"]
BOTH: tuple[Language, ...] = ("ru", "kk")

# Before a key, so that it is no word: no text has it inside one.
KEY = "~"

_CYRILLIC = re.compile("[Ѐ-ӿ]")
_CYRILLIC_WORD = re.compile("[Ѐ-ӿ]+")
# Letters that Kazakh has and Russian has not; "і" is left out, because Ukrainian has it too.
_KAZAKH = re.compile("[әғқңөұүһ]", re.IGNORECASE)
# A text is Kazakh when so many of its words have such a letter: in Russian ones only names have.
_SHARE = 0.25
# Fewer words than this may be a name and little else.
_TOLD_BY = 6


def is_cyrillic(word: str) -> bool:
    """Whether it is written in Cyrillic letters."""
    return not word.isascii() and _CYRILLIC.search(word) is not None


def languages_of(text: str) -> tuple[Language, ...]:
    """The languages that a text's Cyrillic words may be of; none when it has no such words."""
    found = _CYRILLIC_WORD.findall(text)
    if not found:
        return ()
    if len(found) < _TOLD_BY:
        return BOTH
    kazakh = sum(1 for word in found if _KAZAKH.search(word))
    return ("kk",) if kazakh >= _SHARE * len(found) else ("ru",)


@lru_cache(maxsize=65_536)
def key(word: str, language: Language) -> str:
    """What all forms of the word have in common and no other word has; it begins with KEY."""
    plain = unicodedata.normalize("NFC", word).lower().replace("ё", "е")
    if language == "kk":
        return f"{KEY}kk{kazakh_stem(plain)}"
    return f"{KEY}ru{_FLEETING.sub('', _russian()(plain))}"


# A vowel that comes and goes before the last consonant: пытка and пыток, отец and отца.
_FLEETING = re.compile(r"(?<=[а-я][бвгджзйклмнпрстфхцчшщ])[ое](?=[кц]$)")


def keys(word: str) -> tuple[str, ...]:
    """The keys under which a word of a query may be found; none for a word in other letters."""
    return tuple(key(word, language) for language in BOTH) if is_cyrillic(word) else ()


@lru_cache(maxsize=1)
def _russian():  # type: ignore[no-untyped-def]  # noqa: ANN202  # the library has no types
    import snowballstemmer  # for the few texts that need it

    return snowballstemmer.stemmer("russian").stemWord
