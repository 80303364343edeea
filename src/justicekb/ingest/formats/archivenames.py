"""Names in a ZIP archive that does not say how they are written: `names_page` finds the code page they were written in.

Without its UTF-8 flag a name is in the code page of the machine that packed it (APPNOTE 6.3.10, appendix D, knows only
437). A single name is too short to be guessed, so all names of an archive are tried in each page together.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from justicekb.ingest.encoding import LATIN_ALPHABETS

_CYRILLIC, _COMMON = frozenset("абвгдеёжзийклмнопрстуфхцчшщъыьэюяіїєґў"), frozenset("оеаинтсрвл")
_CYRILLIC_VOWELS = re.compile("[аеёиоуыэюяіїєў]")
_WORD = re.compile(r"[^\W\d_]+")
# What packing programs write: first pages of the system's console, then those of its windows, then those of others.
# Where two pages give names of the same worth, the first is taken.
_PAGES = (
    "cp437", "cp866", "cp850", "cp852", "cp857", "cp1251", "cp1252", "cp1250", "cp1254", "cp1257", "koi8-r", "cp737",
    "cp1253", "cp862", "cp1255", "cp1256", "cp932", "gbk", "cp949", "big5",
)  # fmt: skip
# The pages of two bytes a letter: between which first bytes their commonest letters lie, and what one of these is
# worth. Those of Korean are common in the page of Chinese, too.
_WIDE = {"cp932": (0x88, 0x9F, 1.6), "gbk": (0xB0, 0xD7, 1.7), "cp949": (0xB0, 0xC8, 1.75), "big5": (0xA4, 0xC6, 1.65)}
_SECOND = 0xA1  # and where their second bytes begin in the older, smaller sets (GB 2312, KS X 1001)
# Archives are seldom packed where names are in KOI8, and small Russian letters in it are capitals of another page.
_SELDOM = 0.95
# A page in which the names are worth less than this a byte over 127 is none.
_ENOUGH = 0.5


def names_page(names: Iterable[bytes]) -> str | None:
    """The code page in which the names are words of some language; None when they are of none, or plain ASCII."""
    odd = [name for name in names if not name.isascii()]
    worth = {page: _worth(odd, page) for page in _PAGES} if odd else {}
    best = max(worth, key=worth.__getitem__, default=None)
    return best if best is not None and worth[best] > _ENOUGH else None


def _worth(names: list[bytes], page: str) -> float:
    """How much the names look like words in this page, for each byte over 127; at most 1."""
    try:
        read = [name.decode(page) for name in names]
    except UnicodeDecodeError:
        return -1.0
    if page in _WIDE:
        wide = [letter for name in read for letter in name if not letter.isascii()]
        return sum(_worth_of_sign(letter, page) for letter in wide) / sum(len(letter.encode(page)) for letter in wide)
    high = sum(byte > 127 for name in names for byte in name)
    worth = max(sum(_worth_of_name(name, alphabet) for name in read) for alphabet in _ALPHABETS) / high
    return worth * (_SELDOM if page == "koi8-r" else 1.0)


def _worth_of_sign(letter: str, page: str) -> float:
    """What a letter of two bytes is worth: its commonest ones nearly as much as letters of an alphabet."""
    raw = letter.encode(page)
    low, top, worth = _WIDE[page]
    if len(raw) < 2 or not letter.isalpha():  # katakana of half width: any byte is one
        return -float(len(raw))
    kana = page == "cp932" and "\u3040" <= letter <= "\u30ff"
    common = low <= raw[0] <= top and (page in ("big5", "cp932") or raw[1] >= _SECOND)
    return 2.0 if kana else worth if common else -0.5


_ALPHABETS = tuple(frozenset(small + small.upper() + "İ" * ("ı" in small)) for small in LATIN_ALPHABETS.values())
# Letters of no Latin alphabet: Greek, Hebrew, Arabic.
_OTHERS = frozenset(map(chr, (*range(0x386, 0x3CF), *range(0x5D0, 0x5EB), *range(0x621, 0x64B))))
# Marks between and inside words that windows pages have.
_MARKS = re.compile(r"(?<=\w)’(?=\w)|(?<=\s)[–—](?=\s)|[“”«»…]|№")


def _worth_of_name(name: str, alphabet: frozenset[str]) -> float:
    marks = len(_MARKS.findall(name))
    signs = sum(1.0 for letter in name if not letter.isascii() and not letter.isalpha())
    return sum(_worth_of_word(word, alphabet) for word in _WORD.findall(name)) + 0.9 * marks - 2 * (signs - marks)


def _worth_of_word(word: str, alphabet: frozenset[str]) -> float:
    """Letters of one alphabet, in small letters, capitals, or with one capital first; common ones are worth most."""
    odd = [letter for letter in word if not letter.isascii()]
    small = word.lower()
    if len(word) == 1 or word not in (small, word.upper(), word.title()):
        return -float(len(odd))
    if all(letter in _CYRILLIC for letter in small):
        spoken = len(small) <= _SHORT or _CYRILLIC_VOWELS.search(small)
        return sum(1.0 if letter in _COMMON else 0.85 for letter in small) if spoken else -float(len(odd))
    if all(letter in _OTHERS for letter in word):
        return 0.8 * len(odd)
    return sum(0.95 if letter in alphabet else -1.0 for letter in odd)


_SHORT = 3  # letters of a word without a vowel
