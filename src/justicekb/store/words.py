"""The words of a text as search sees them: folded, numbered, with their places and the forms they are found under.

Every engine uses these, so that they agree on what a word is. Folding takes away case, accents (written as one
letter or as two), the possessive 's and the separators inside numbers and initials ("60,000" is 60000, "U.N." is un);
nothing else is lost, and no word is left out, so a phrase may hold any word.

A compound with hyphens has one place and several forms: "co-operation" is found as cooperation, as co and operation,
and as `co-operation`. A Russian or Kazakh word has its stem as a further form, see `store.language.cyrillic`.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from justicekb.spans import Span
from justicekb.store.language.cyrillic import is_cyrillic, key, languages_of
from justicekb.store.language.english import stem

__all__ = ["WORDS_VERSION", "Word", "fold", "forms", "parts", "stem", "stems", "words", "written"]

# Raised when words, their folding or their stems change: what is indexed by another version is indexed again.
WORDS_VERSION = 3

# What stands inside a word without being a letter: combining marks (Unicode categories Mn, Mc, Me) of the scripts
# in use, soft hyphens and joiners.
_MARKS = (
    "\xad\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u064b-\u065f\u0670"
    "\u06d6-\u06dc\u06de-\u06e4\u06e7\u06e8\u06ea-\u06ed\u0711\u0730-\u074a\u07a6-\u07b0\u07eb-\u07f3\u07fd"
    "\u0816-\u0819\u081b-\u0823\u0825-\u0827\u0829-\u082d\u0859-\u085b\u0898-\u089f\u08ca-\u08e1\u08e3-\u0903"
    "\u093a-\u093c\u093e-\u094f\u0951-\u0957\u0962\u0963\u0981-\u0983\u09bc\u09be-\u09c4\u09c7\u09c8\u09cb-\u09cd"
    "\u09d7\u09e2\u09e3\u09fe\u0a01-\u0a03\u0a3c\u0a3e-\u0a42\u0a47\u0a48\u0a4b-\u0a4d\u0a51\u0a70\u0a71\u0a75"
    "\u0a81-\u0a83\u0abc\u0abe-\u0ac5\u0ac7-\u0ac9\u0acb-\u0acd\u0ae2\u0ae3\u0afa-\u0aff\u0b01-\u0b03\u0b3c"
    "\u0b3e-\u0b44\u0b47\u0b48\u0b4b-\u0b4d\u0b55-\u0b57\u0b62\u0b63\u0b82\u0bbe-\u0bc2\u0bc6-\u0bc8\u0bca-\u0bcd"
    "\u0bd7\u0c00-\u0c04\u0c3c\u0c3e-\u0c44\u0c46-\u0c48\u0c4a-\u0c4d\u0c55\u0c56\u0c62\u0c63\u0c81-\u0c83\u0cbc"
    "\u0cbe-\u0cc4\u0cc6-\u0cc8\u0cca-\u0ccd\u0cd5\u0cd6\u0ce2\u0ce3\u0d00-\u0d03\u0d3b\u0d3c\u0d3e-\u0d44"
    "\u0d46-\u0d48\u0d4a-\u0d4d\u0d57\u0d62\u0d63\u0d81-\u0d83\u0dca\u0dcf-\u0dd4\u0dd6\u0dd8-\u0ddf\u0df2\u0df3"
    "\u0e31\u0e34-\u0e3a\u0e47-\u0e4e\u0eb1\u0eb4-\u0ebc\u0ec8-\u0ecd\u0f18\u0f19\u0f35\u0f37\u0f39\u0f3e\u0f3f"
    "\u0f71-\u0f84\u0f86\u0f87\u0f8d-\u0f97\u0f99-\u0fbc\u0fc6\u102c-\u1032\u1036-\u1039\u1056-\u1059\u1712-\u1714"
    "\u1732-\u1734\u1752\u1753\u1772\u1773\u17b4-\u17d3\u180b-\u180d\u18a9\u1ab0-\u1ace\u1dc0-\u1dff\u200b-\u200d"
    "\u2060\u20d0-\u20f0\u302a-\u302f\u3099\u309a\ufb1e\ufe00-\ufe0f\ufe20-\ufe2f\ufeff"
)
_RUN = rf"[^\W_]+(?:[{_MARKS}][^\W_]*)*"
_SIMPLE = rf"{_RUN}(?:['’]{_RUN})*"
# A number with its separators, initials with full stops, or letters and digits with apostrophes and hyphens inside.
# Each alternative can be cut up in one way only, so that matching is linear.
# "U. S." is U.S.; other initials with blanks between stay apart, as "J. Novak" does.
_APART = r"(?<!\w)(?:U\. [SKN]\.(?: ?A\.)?|E\. U\.)"
_WORD = re.compile(
    rf"{_APART}|\d{{1,3}}(?:,\d{{3}})+(?!\d)|[^\W\d_](?:\.[^\W\d_])+(?![^\W_])\.?|{_SIMPLE}(?:[-‐‑]{_SIMPLE})*"
)
_HYPHEN = re.compile("[-‐‑]")
_POSSESSIVE = re.compile(r"['’]s?$")

# More letters no word has; a run of a million letters is a fault of a file, and found by its beginning.
LONGEST = 255

# Parts of a compound that have one place together; each stretch of them is a form of its own, so there are few.
_MOST_PARTS = 4


class Word(NamedTuple):
    """A folded word, the how-manieth of its text it is (from 0), where it stands (code points), and other forms."""

    text: str
    position: int
    start: int
    end: int
    also: tuple[str, ...] = ()

    @property
    def span(self) -> Span:
        """Where it stands."""
        return Span(self.start, self.end)

    @property
    def forms(self) -> tuple[str, ...]:
        """Everything it is found under; none of them holds a blank or a `|`."""
        return (self.text, *self.also)


def words(text: str) -> Iterator[Word]:
    """The words of a text in order, a compound as one."""
    languages = () if text.isascii() else languages_of(text)
    for position, (start, end, pieces) in enumerate(_compounds(text)):
        folded = [fold(piece) for piece in pieces]
        also = _joined(folded) if len(folded) > 1 else ()
        if languages and not also and is_cyrillic(pieces[0]):
            also = tuple(key(pieces[0], language) for language in languages)
        yield Word("".join(folded), position, start, end, also)


def _compounds(text: str) -> Iterator[tuple[int, int, list[str]]]:
    """Each word's start, end and parts: one part, or two to four with hyphens between and a letter among them."""
    for match in _WORD.finditer(text):
        word, start = match.group(), match.start()
        if not _HYPHEN.search(word):
            yield start, match.end(), [word]
            continue
        pieces = _HYPHEN.split(word)
        together = 1 if all(piece.isdigit() for piece in pieces) else _MOST_PARTS
        for at in range(0, len(pieces), together):
            group = pieces[at : at + together]
            end = start + sum(map(len, group)) + len(group) - 1
            yield start, end, group
            start = end + 1


def _joined(pieces: list[str]) -> tuple[str, ...]:
    """The forms of a compound beside the whole in one: each part, and each stretch of parts, in one and hyphenated."""
    count = len(pieces)
    stretches = [pieces[i:j] for i in range(count) for j in range(i + 2, count + 1)]
    found = [*pieces, *("".join(s) for s in stretches if len(s) < count), *("-".join(s) for s in stretches)]
    return tuple(dict.fromkeys(found))


def written(text: str) -> list[tuple[str, ...]]:
    """The words of a text as they are written, each in its parts: "Co-operation now" is (Co, operation), (now)."""
    return [tuple(pieces) for _, _, pieces in _compounds(text)]


def parts(text: str) -> list[tuple[str, ...]]:
    """The same, folded."""
    return [tuple(map(fold, pieces)) for pieces in written(text)]


def forms(text: str) -> tuple[str, ...]:
    """The folded words of a text without their places, compounds in parts."""
    return tuple(part for word in parts(text) for part in word)


@lru_cache(maxsize=65_536)
def _fold(word: str) -> str:
    if not word.isascii():
        decomposed = unicodedata.normalize("NFKD", word.casefold())
        word = "".join(c for c in decomposed if not unicodedata.combining(c))
    plain = _POSSESSIVE.sub("", word.lower())
    return "".join(c for c in plain if c.isalnum()) or word.lower()


def fold(word: str) -> str:
    """The form under which two spellings of one word are the same; of an endless word its first LONGEST letters."""
    return _fold(word[:LONGEST])


def stems(text: str) -> tuple[str, ...]:
    """The English stems of the words of a text, compounds in parts."""
    return tuple(stem(word) for word in forms(text))
