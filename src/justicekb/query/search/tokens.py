"""A search string cut into tokens with their places: words, phrases, brackets, fields and operators."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

import justicekb.query.search.fields as queryfields
from justicekb.spans import Span

TokenKind = Literal[
    "word", "phrase", "open_phrase", "range", "field", "type", "(", ")", "and", "or", "not", "minus", "near", "end"
]

_TOKEN = re.compile(
    r"""
      (?P<space>\s+)
    | ["“”„«](?P<phrase>[^"“”„«»]*)["“”»](?:~(?P<slop>\d+))?   # "prison reform", "prison reform"~3
    | ["“”„«](?P<open_phrase>[^"“”„«»]*)                       # never closed
    | (?P<range>[\[{][^\]}]*[\]}]?)                            # [2011 TO 2015]
    | (?P<open>\()
    | (?P<close>\))
    | @(?P<type>\w*)                                           # @person
    | (?P<minus>[-−])(?=[^\s)])                                # -word, -"a phrase", -(…)
    | (?P<field>[^\W\d]\w*):(?![/)])                            # title:… but not http://…
    | (?P<word>[^\s()"“”„«»]+)
    | (?P<other>.)
    """,
    re.VERBOSE,
)
_OPERATOR = re.compile(r"(AND|&&)|(OR|\|\|)|(NOT)|NEAR(?:/(\d+))?")

# How far apart the sides of NEAR may stand when it does not say: about one clause (words).
NEAR_DISTANCE = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Token:
    """A piece of the query. `text` is its words without marks; `number` the slop of a phrase or distance of NEAR."""

    kind: TokenKind
    text: str
    span: Span
    number: int = 0


def tokens(query: str) -> Iterator[Token]:
    """The tokens in order, the last one of kind "end"."""
    for match in _TOKEN.finditer(query):
        token = _token(match)
        if token is not None:
            yield token
    yield Token(kind="end", text="", span=Span(len(query), len(query)))


def _token(match: re.Match[str]) -> Token | None:
    span = Span(*match.span())
    text = match.group()
    match match.lastgroup if match.lastgroup != "slop" else "phrase":
        case "space" | "other" | None:
            return None
        case "phrase":
            return Token(kind="phrase", text=match["phrase"], span=span, number=_number(match["slop"] or "0"))
        case "open_phrase":
            return Token(kind="open_phrase", text=match["open_phrase"], span=span)
        case "open" | "close":
            return Token(kind="(" if text == "(" else ")", text=text, span=span)
        case "range":
            return Token(kind="range", text=text, span=span)
        case "type":
            return Token(kind="type", text=match["type"].lower(), span=span)
        case "minus":
            return Token(kind="minus", text=text, span=span)
        case "field":
            return _field(match, span)
    return _word(text, span)


def _field(match: re.Match[str], span: Span) -> Token:
    """A field with its value right after it; "Note: …" is a word, unless it is the name of a field."""
    name, follows = match["field"].lower(), match.string[span.end : span.end + 1]
    is_field = (follows and not follows.isspace()) or (queryfields.known(name) and match["field"].islower())
    return Token(kind="field", text=name, span=span) if is_field else _word(match.group(), span)


def _word(text: str, span: Span) -> Token:
    operator = _OPERATOR.fullmatch(text)
    if operator is None:
        return Token(kind="word", text=text, span=span)
    if operator[1]:
        return Token(kind="and", text=text, span=span)
    if operator[2]:
        return Token(kind="or", text=text, span=span)
    if operator[3]:
        return Token(kind="not", text=text, span=span)
    return Token(kind="near", text=text, span=span, number=_number(operator[4] or str(NEAR_DISTANCE)))


def _number(digits: str) -> int:
    """The number, or a very large one for one that Python would refuse to read."""
    return int(digits[-9:]) if len(digits.lstrip("0")) < 9 else 10**9
