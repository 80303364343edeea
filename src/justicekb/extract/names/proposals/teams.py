"""Names of sports clubs: by their first or last word, and beside the score of a match."""

from __future__ import annotations

import re
from collections.abc import Iterator

from justicekb.extract.names.candidates import WordGroups
from justicekb.extract.names.proposals.headnouns import Range, no_part
from justicekb.extract.names.words import Line

_SCORE = re.compile(r"\d{1,3}[-–]\d{1,3}")
_YEARS = re.compile(r"\d\d(?:rs|ers)")  # Philadelphia 76ers
_BESIDE_SCORE = frozenset({"with", "to", "against", "over", "by", "at"})
_MOST_WORDS = 3


def teams(line: Line, groups: WordGroups) -> Iterator[tuple[str, Range]]:
    """Yields rule and range of words; a place's name here is its club's."""
    numbers = 0
    for at, word in enumerate(line):
        if word.cap:
            if not word.headline:
                yield from _by_word(line, at, groups)
        elif word.text[0].isdigit():
            numbers += 1
            if _YEARS.fullmatch(word.text):
                yield "organisation.team", (at - (at > 0 and line[at - 1].cap and word.spaced), at + 1)
    for first, end in _sentences(line) if numbers else ():
        yield from _fixtures(line, first, end)
        scores = [at for at in range(first, end) if _SCORE.fullmatch(line[at].text)]
        if len(scores) == 1:  # tennis players have several, one a set
            yield from _by_score(line, first, scores[0], groups)


def _by_word(line: Line, at: int, groups: WordGroups) -> Iterator[tuple[str, Range]]:
    """Preston Rovers, Dynamo Tbilisi."""
    text = line[at].text
    before = at > 0 and line[at - 1].cap and line[at].spaced and not no_part(line, at - 1, groups)
    behind = at + 1 < len(line) and line[at + 1].cap and line[at + 1].spaced
    if text in groups.exact["team-names"] and not behind:
        yield "organisation.team", (_left(line, at, max(0, at - 2), groups) if before else at, at + 1)
    elif text in groups.exact["team-heads"] and before and not behind:
        first = at - 1
        while (
            first > 0 and at - first < _MOST_WORDS and line[first - 1].cap and line[first - 1].label == line[at].label
        ):
            first -= 1
        if not no_part(line, first, groups) and not groups.has("roles", line[first].text):
            yield "organisation.team", (first, at + 1)
    elif text in groups.exact["team-openers"] and behind and not before:
        yield "organisation.team", (at, at + 2)


def _sentences(line: Line) -> Iterator[Range]:
    starts = [at for at, word in enumerate(line) if word.first] or [0]
    yield from zip(starts, [*starts[1:], len(line)], strict=True)


def _by_score(line: Line, first: int, score: int, groups: WordGroups) -> Iterator[tuple[str, Range]]:
    """[Leeds] drew 1-1 with [Everton]; [Ajax] beat [PSV] 2-0."""
    verb = next((at for at in range(score - 1, first, -1) if groups.has("match-verbs", line[at].text)), None)
    if verb is None:
        return
    for at in (verb - 1, score - 1):
        if at != verb and line[at].cap:
            yield from _club(line, _left(line, at, first, groups), at + 1, groups)
    if score + 2 < len(line) and line[score + 1].text in _BESIDE_SCORE and line[score + 2].cap:
        at = score + 2
        while at < len(line) and line[at].cap and line[at].spaced:
            at += 1
        yield from _club(line, score + 2, at, groups)


def _left(line: Line, at: int, first: int, groups: WordGroups) -> int:
    while at > first and line[at - 1].cap and line[at].spaced and line[at - 1].label != "DATE":
        if no_part(line, at - 1, groups):
            break
        at -= 1
    return at


def _club(line: Line, first: int, end: int, groups: WordGroups) -> Iterator[tuple[str, Range]]:
    ground = line[end - 1].text in groups.exact["place-heads"]  # at Wembley Stadium
    if 0 < end - first <= _MOST_WORDS and not ground and all(w.pos == "PROPN" for w in line[first:end]):
        yield "organisation.match", (first, end)


def _fixtures(line: Line, first: int, end: int) -> Iterator[tuple[str, Range]]:
    """The clubs in a list of results: [Leeds] 2 [Everton] 0, [Aston Villa] 1 [Derby] 1."""
    at = first
    while at < end:
        home = _scored(line, at, end)
        away = _scored(line, home, end) if home else None
        if home and away and (away == end or line[away].text in (",", ".", ";", "(")):
            yield "organisation.fixture", (at, home - 1)
            yield "organisation.fixture", (home, away - 1)
        at = away or at + 1


def _scored(line: Line, at: int, end: int) -> int | None:
    """The place behind a club of one to three words and the number of its goals."""
    stop = at
    while stop < end and stop - at < _MOST_WORDS and line[stop].cap and not line[stop].acronym:
        stop += 1
    goals = stop < end and line[stop].text.isdigit() and len(line[stop].text) < len("100")
    return stop + 1 if stop > at and goals else None
