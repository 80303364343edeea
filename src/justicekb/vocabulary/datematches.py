"""Matched date expressions before they are read: single ones, and several that a join rule holds together."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from justicekb.vocabulary.datewords import OTHER, Lexicon, Pattern, Token, Words


@dataclass(frozen=True, slots=True)
class Point:
    """A single expression, with the range of tokens it covers."""

    pattern: Pattern
    words: Words
    first: int
    last: int

    @property
    def token(self) -> Token:
        """The whole as one token."""
        return Token(self.words.tokens[0].start, self.words.tokens[-1].end, OTHER, {})

    @property
    def open(self) -> bool:
        """Whether it is a day, month or season that lacks its year."""
        dated = "month" in self.words or "season" in self.words
        return dated and not any(name in self.words for name in ("year", "shortyear", "shift"))

    @property
    def classes(self) -> frozenset[str]:
        """What it is for the join rules."""
        rule = self.pattern.rule
        if rule.kind == "date":
            return OPEN_POINT if self.open else FULL_POINT
        return NOW_POINT if rule.id == "present" else OTHER_POINT


OPEN_POINT, FULL_POINT = frozenset({"datepoint", "openpoint"}), frozenset({"datepoint", "fullpoint"})
NOW_POINT, OTHER_POINT = frozenset({"nowpoint"}), frozenset({"point"})


@dataclass(frozen=True, slots=True)
class Joined:
    """Points that a join rule holds together, with the words of the whole."""

    pattern: Pattern
    words: Words
    points: tuple[Point, ...]
    approximate: tuple[bool, ...]  # for each point, whether a word says so


def matches(tokens: Sequence[Token], lexicon: Lexicon) -> Iterator[Point | Joined]:
    """Everything that the rules match in the tokens of a text, in order; nothing overlaps."""
    signs = "".join(token.sign for token in tokens)
    for first, last in lexicon.runs(signs):
        run = tokens[first:last]
        selected = lexicon.remembered(signs[first:last], _select)  # no rule looks beyond a run
        points = [point for pattern, match in selected for point in _points(pattern, match, run)]
        if points:
            yield from _joined(points, run, lexicon)


def _points(pattern: Pattern, match: re.Match[str], tokens: Sequence[Token]) -> Iterator[Point]:
    """The point that a match is; several for "5 and 17 March", which share their month and year."""
    words = pattern.words(match, tokens)
    if pattern.rule.read != "each_day":
        yield Point(pattern, words, match.start(), match.end())
        return
    days = [at for at, token in enumerate(words.tokens) if "day" in token.meanings]
    numbers = [int(words.tokens[at].meanings["day"]) for at in days]
    if numbers == list(range(numbers[0], numbers[0] + len(numbers))):
        ends = {
            name: (words.tokens[at], words.tokens[at].meanings["day"])
            for name, at in zip(("first", "last"), (days[0], days[-1]), strict=True)
        }
        yield Point(pattern, Words(words.tokens, words.kept | ends, pattern.rule), match.start(), match.end())
        return
    for at in days:
        first = 0 if at == days[0] else at
        last = len(words.tokens) if at == days[-1] else at + 1
        kept = words.kept | {"day": (words.tokens[at], words.tokens[at].meanings["day"])}
        single = Words(words.tokens[first:last], kept, pattern.rule)
        yield Point(pattern, single, match.start() + first, match.start() + last)


def _select(patterns: Sequence[Pattern], signs: str) -> list[tuple[Pattern, re.Match[str]]]:
    """The matches in a run of tokens that no longer one overlaps; of equals the earlier rule's, in text order."""
    every = [(p, m) for p in patterns for m in p.regex.finditer(signs)]
    every.sort(key=lambda pm: (pm[1].start() - pm[1].end(), pm[1].start(), pm[0].order))
    kept: list[tuple[Pattern, re.Match[str]]] = []
    taken = bytearray(len(signs))
    for pattern, match in every:
        start, end = match.span()
        if not any(taken[start:end]):
            taken[start:end] = b"\x01" * (end - start)
            kept.append((pattern, match))
    return sorted(kept, key=lambda pm: pm[1].start())


def _joined(points: list[Point], tokens: Sequence[Token], lexicon: Lexicon) -> Iterator[Point | Joined]:
    """The points of a run, those in the reach of a join rule as one."""
    items: list[Token] = []
    place: dict[int, Point] = {}
    at = 0
    for point in points:
        items.extend(tokens[at : point.first])
        place[len(items)] = point
        items.append(point.token._replace(sign=lexicon.sign(point.classes)))
        at = point.last
    items.extend(tokens[at:])
    signs = "".join(item.sign for item in items)
    done = 0
    for pattern, match in _select(lexicon.joins, signs):
        yield from (place[i] for i in range(done, match.start()) if i in place)
        yield _join(pattern, match, items, place)
        done = match.end()
    yield from (place[i] for i in range(done, len(items)) if i in place)


def _join(pattern: Pattern, match: re.Match[str], items: Sequence[Token], place: Mapping[int, Point]) -> Joined:
    points, approximate, said = [], [], False
    for i in range(match.start(), match.end()):
        said = said or "approx" in items[i].meanings
        if i in place and place[i].pattern.rule.kind == "date":  # "now" is none
            points.append(place[i])
            approximate.append(said)
            said = said and "approx" in items[match.start()].meanings  # before the whole it holds for both ends
    return Joined(pattern, pattern.words(match, items), tuple(points), tuple(approximate))
