"""What the vocabulary and the document itself know by name: vocabulary names, acronyms the document defines, and
its own publisher and authors.

Both are read once per document, block by block, and shared by the extractors of names (`Found.once`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from justicekb.extract.names.candidates import WordGroups, word_groups
from justicekb.extract.nlp import Parsed
from justicekb.model import EntityType
from justicekb.spans import Span
from justicekb.vocabulary import Vocabulary
from justicekb.vocabulary.names import KnownName, gazetteer_of


class Piece(NamedTuple):
    """A parsed block: its text and where its first character stands in the document."""

    text: str
    offset: int


class Known(NamedTuple):
    """A vocabulary name in the document; `names` are its meanings, the likeliest first."""

    span: Span
    names: tuple[KnownName, ...]


class Definition(NamedTuple):
    """`Long Name (LN)`: where the long form and the acronym stand, and their words."""

    long: str
    acronym: str
    long_span: Span
    acronym_span: Span


def pieces(parsed: Parsed, vocabulary: Vocabulary) -> tuple[Piece, ...]:
    """The parsed blocks in text order."""
    offsets = dict.fromkeys((s.offset, s.block.span) for s in parsed.sentences)
    return tuple(Piece(span.of(parsed.document.text), offset) for offset, span in offsets)


def known_names(parsed: Parsed, vocabulary: Vocabulary) -> tuple[Known, ...]:
    """Every vocabulary name in text order, none overlapping."""
    gazetteer = vocabulary.once(gazetteer_of)
    return tuple(
        Known(Span(piece.offset + m.start, piece.offset + m.end), m.names)
        for piece in pieces(parsed, vocabulary)
        for m in gazetteer.find(piece.text)
    )


class Own(NamedTuple):
    """Where the document names its own publisher or an author, and what that is."""

    span: Span
    type: EntityType


def own_names(parsed: Parsed, vocabulary: Vocabulary) -> tuple[Own, ...]:
    """Every place where the document's publisher or one of its authors is named whole, with the same capitals."""
    named = {_plain(a.name): _type_of(a.name, vocabulary) for a in parsed.document.authors}
    if parsed.document.publisher:
        named[_plain(parsed.document.publisher)] = "organisation"
    return tuple(
        Own(Span(piece.offset + m.start(), piece.offset + m.end()), type_)
        for name, type_ in named.items()
        if " " in name and name != name.lower()
        for piece in pieces(parsed, vocabulary)
        for m in _written_as(name).finditer(piece.text)
    )


def _plain(name: str) -> str:
    return " ".join(name.split()).removeprefix("The ").removeprefix("the ")


@lru_cache(maxsize=256)  # a collection has few publishers
def _written_as(name: str) -> re.Pattern[str]:
    """The name with any white space and any apostrophe, and nothing of a word around it."""
    words = r"\s+".join(re.escape(word).replace("’", "'").replace("'", "['’]") for word in name.split())
    return re.compile(rf"(?<![\w-]){words}(?![\w-])")


def _type_of(author: str, vocabulary: Vocabulary) -> EntityType:
    """A body when one of the words is the noun of a body or a company, or the vocabulary knows it as one."""
    groups = vocabulary.once(word_groups)
    if any(_of_body(word.strip(".,"), groups) for word in author.split()):
        return "organisation"
    known = vocabulary.once(gazetteer_of).find(author)
    return "organisation" if any(m.names[0].type == "organisation" for m in known) else "person"


def _of_body(word: str, groups: WordGroups) -> bool:
    return any(groups.has(group, word) for group in ("organisation-heads", "organisation-heads-first", "company-forms"))


# ── acronyms ─────────────────────────────────────────────────────────────────────────────────────────────

_SHORT_IN_BRACKETS = re.compile(
    r"\(\s*(?:hereinafter|hereafter|henceforth|or)?\s*(?:the\s+)?[\"“«]?(?P<short>[A-Z][A-Za-z&/-]{0,9}[A-Z]s?)[\"”»]?\s*\)"
)
_LONG_IN_BRACKETS = re.compile(r"(?<![\w-])(?P<short>[A-Z][A-Za-z&/-]{0,8}[A-Z])\s*\((?P<long>[A-Z][^()]{5,90})\)")
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
# Words that an acronym may leave out.
_SMALL = frozenset({"a", "and", "at", "de", "for", "in", "of", "on", "the", "to"} | {"by", "under", "with", "against"})


def definitions(parsed: Parsed, vocabulary: Vocabulary) -> dict[str, Definition]:
    """The acronyms the document defines, by their letters; the first definition counts."""
    found: dict[str, Definition] = {}
    groups = vocabulary.once(word_groups)
    for piece in pieces(parsed, vocabulary):
        for definition in _defined_in(piece):
            if groups.has("roles", definition.acronym):  # Member of Parliament (MP)
                continue
            found.setdefault(definition.acronym, definition)
            found.setdefault(definition.acronym.removesuffix("s"), definition)
    return found


def _defined_in(piece: Piece) -> Iterator[Definition]:
    for match in _SHORT_IN_BRACKETS.finditer(piece.text):
        start = long_form_start(piece.text[: match.start()].rstrip(), match["short"])
        if start is not None:
            end = len(piece.text[: match.start()].rstrip())
            yield _definition(piece, (start, end), match.span("short"))
    for match in _LONG_IN_BRACKETS.finditer(piece.text):
        if long_form_start(match["long"], match["short"]) == 0:
            yield _definition(piece, match.span("long"), match.span("short"))


def _definition(piece: Piece, long: tuple[int, int], short: tuple[int, int]) -> Definition:
    return Definition(
        piece.text[slice(*long)],
        piece.text[slice(*short)],
        Span(piece.offset + long[0], piece.offset + long[1]),
        Span(piece.offset + short[0], piece.offset + short[1]),
    )


def long_form_start(before: str, acronym: str) -> int | None:
    """Where the words that `acronym` abbreviates begin at the end of `before`; None when they are not there.

    Every letter of the acronym must begin a word or continue one that began with a letter before it
    (KazISS: Kazakhstan Institute for Strategic Studies); small words may be left out, others once.
    """
    letters = acronym.removesuffix("s") if acronym[-1:] == "s" and acronym[:-1].isupper() else acronym
    letters = re.sub(r"[^A-Za-z]", "", letters).casefold()
    words = list(_WORD.finditer(before))[-2 * len(letters) - 3 :]
    for first in range(len(words) - 1, -1, -1):
        begins = words[first][0][:1].casefold() == letters[:1] and words[first][0].casefold() not in _SMALL
        if begins and _abbreviates(letters, [w[0].casefold() for w in words[first:]], skips=1):
            if first == len(words) - 1:
                continue
            return words[first].start()
    return None


def _abbreviates(letters: str, words: list[str], *, skips: int) -> bool:
    if not words:
        return not letters
    word, rest = words[0], words[1:]
    if letters and word[0] == letters[0]:
        for length in range(min(4, len(word), len(letters)), 0, -1):
            if word.startswith(letters[:length]) and _abbreviates(letters[length:], rest, skips=skips):
                return True
    if word in _SMALL:
        return _abbreviates(letters, rest, skips=skips)
    return skips > 0 and bool(letters) and _abbreviates(letters, rest, skips=skips - 1)
