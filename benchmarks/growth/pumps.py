"""Texts that make a pattern work hard: what its own parts match, over and over, before something that does not fit.

A pattern that can be cut up in several ways, or that begins anew at every place of a long run, shows it on a text of
the form `lead pump pump pump … tail`. Leads and pumps are read off the parsed pattern: for each repetition in it,
what comes before it and what it repeats; for the whole pattern, what it matches with and without its last part.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice, product
from typing import Any, NamedTuple

from re import _constants as codes  # type: ignore[attr-defined]  # isort: skip
from re import _parser as parser  # type: ignore[attr-defined]  # isort: skip


class Pump(NamedTuple):
    """A family of texts: `lead`, then `unit` as often as wished, then `tail`."""

    lead: str
    unit: str
    tail: str

    def text(self, length: int) -> str:
        """The text of about this length (characters)."""
        return self.lead + self.unit * max(1, length // len(self.unit)) + self.tail


# Signs that a class of characters is asked for in this order: those that other classes have too come first.
_SIGNS = "a1 A.,-(\"'“’;:/&–—\n\t)é0XIV%$€_@#*+?!<>=[]{}|~^`\\№§°²½"
# What fits none of the usual classes, and what ends a word or a line.
_TAILS = ("", "\x00", "!\x00", " \x00", "\n")
# Runs and phrases of documents, for every pattern.
RUNS = (
    "a", "A", "1", " ", "\n", "\t", ".", ",", "-", "–", "(", ")", "[", "<", ">", '"', "“", "”", "'", "’", "/", "&",
    ";", "é", "ж", "a ", "A ", "1 ", "A.", "A. ", "a.", "1.", "1,", "1, ", "1-", "a-", "a, ", "\n ", "\n\n", " \n",
    "- ", "– ", "Aa ", "Aa. ", "Aaa Aa, ", "of the ", "and ", "and the ", "1 of ", "1 and ", "(a) ", "(1)", "12,000 ",
    "1.5 ", "“a” ", "from 2011 to ", "between 1 and ", "in 2011, ", "1 January 2011 ", "January ", "2011-", "2011/",
    "Article 1 ", "Art. 1, ", "No. 1 ", "one hundred and ", "1 per cent of ", "Mr ", "Mr. ", "van der ", "de la ",
    "he said, ", "Republic of ", "Law on ", "of the Law on ", "Ministry of ", "et al. ", "(2011) ", "doi:10.1/",
    "http://a.", "www.a", "a@a.", "<!--", "<!-- a -->", "<script>", "<a ", "<a b='", "&amp", "{", "[1] ", "pp. 1-",
    "Vol. 1, ", "a\n", "A\n", "1\n",
)  # fmt: skip


def pumps(pattern: re.Pattern[str] | re.Pattern[bytes]) -> Iterator[Pump]:
    """The families of texts for a pattern, each once."""
    source = pattern.pattern if isinstance(pattern.pattern, str) else pattern.pattern.decode("latin-1")
    parsed = parser.parse(source, pattern.flags & ~re.UNICODE if isinstance(pattern.pattern, bytes) else pattern.flags)
    seen: set[tuple[str, str]] = set()
    for lead, unit in (*_families(parsed), *(("", run) for run in RUNS)):
        if unit and len(unit) <= 200 and len(lead) <= 400 and (lead, unit) not in seen:
            seen.add((lead, unit))
            for tail in _TAILS[:3] if lead else _TAILS[:2]:
                yield Pump(lead, unit, tail)


def _families(parsed: Any) -> Iterator[tuple[str, str]]:  # noqa: ANN401  # a SubPattern
    groups: dict[int, str] = {}
    whole = [_sample(item, groups) for item in parsed]
    text = "".join(whole)
    yield "", text
    yield "", text + " "
    for cut in range(1, min(len(whole), 12)):
        yield "", "".join(whole[:-cut])
        yield "", "".join(whole[cut:])
    yield from islice(_repeats(parsed, "", groups), 120)


def _repeats(parsed: Any, lead: str, groups: dict[int, str]) -> Iterator[tuple[str, str]]:  # noqa: ANN401
    """For each repetition inside: what comes before it, and what it repeats in each of its readings."""
    for op, value in parsed:
        if op in (codes.MAX_REPEAT, codes.MIN_REPEAT, getattr(codes, "POSSESSIVE_REPEAT", None)):
            _, most, body = value
            if most > 3:
                for unit in _readings(body, groups):
                    yield lead, unit
                    yield "", unit
                    yield "", lead + unit
            yield from _repeats(body, lead, groups)
        elif op is codes.SUBPATTERN:
            yield from _repeats(value[3], lead, groups)
        elif op is codes.BRANCH:
            for branch in value[1][:8]:
                yield from _repeats(branch, lead, groups)
        elif op in (codes.ASSERT, codes.ASSERT_NOT):
            yield from _repeats(value[1], lead, groups)
        elif op is getattr(codes, "ATOMIC_GROUP", None):
            yield from _repeats(value, lead, groups)
        lead = (lead + _sample((op, value), groups))[-300:]


def _readings(body: Any, groups: dict[int, str]) -> list[str]:  # noqa: ANN401
    """Some texts that the body matches: with the first and second sign of each class, and each of its branches."""
    choices: list[list[str]] = []
    for op, value in body:
        if op is codes.IN:
            choices.append(_of_class(value)[:4])
        elif op is codes.SUBPATTERN:
            choices.append(_readings(value[3], groups)[:4])
        elif op is codes.BRANCH:
            choices.append([_join(branch, groups) for branch in value[1][:4]])
        else:
            choices.append([_sample((op, value), groups)])
    return list(dict.fromkeys("".join(parts) for parts in islice(product(*choices), 8)))


def _join(parsed: Any, groups: dict[int, str]) -> str:  # noqa: ANN401
    return "".join(_sample(item, groups) for item in parsed)


def _sample(item: tuple[Any, Any], groups: dict[int, str]) -> str:
    """A short text that one element matches."""
    op, value = item
    if op is codes.LITERAL:
        return chr(value)
    if op is codes.NOT_LITERAL:
        return "a" if value != ord("a") else "b"
    if op is codes.ANY:
        return "a"
    if op is codes.IN:
        return (_of_class(value) or [""])[0]
    if op in (codes.MAX_REPEAT, codes.MIN_REPEAT, getattr(codes, "POSSESSIVE_REPEAT", None)):
        least, most, body = value
        return _join(body, groups) * max(least, min(1, most))
    if op is codes.SUBPATTERN:
        groups[value[0]] = _join(value[3], groups)
        return groups[value[0]]
    if op is codes.BRANCH:
        return _join(value[1][0], groups)
    if op is codes.GROUPREF:
        return groups.get(value, "")
    if op is getattr(codes, "ATOMIC_GROUP", None):
        return _join(value, groups)
    return ""


def _of_class(items: Any) -> list[str]:  # noqa: ANN401
    """Signs of a class, those most shared with other classes first."""
    negated = bool(items) and items[0][0] is codes.NEGATE
    signs = dict.fromkeys(_SIGNS + "".join(chr(v) for op, v in items if op is codes.LITERAL))
    signs.update(dict.fromkeys(chr(v[0]) for op, v in items if op is codes.RANGE))
    return [sign for sign in signs if any(_holds(one, sign) for one in items) != negated]


def _holds(item: tuple[Any, Any], sign: str) -> bool:
    op, value = item
    if op is codes.LITERAL:
        return bool(ord(sign) == value)
    if op is codes.RANGE:
        return bool(value[0] <= ord(sign) <= value[1])
    if op is codes.CATEGORY:
        return _CATEGORIES[str(value)].match(sign) is not None
    return False


_CATEGORIES = {
    "CATEGORY_DIGIT": re.compile(r"\d"), "CATEGORY_NOT_DIGIT": re.compile(r"\D"), "CATEGORY_SPACE": re.compile(r"\s"),
    "CATEGORY_NOT_SPACE": re.compile(r"\S"), "CATEGORY_WORD": re.compile(r"\w"),
    "CATEGORY_NOT_WORD": re.compile(r"\W"),
}  # fmt: skip
