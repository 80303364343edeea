"""Splits the lines of a bibliography into references, by labels, indents, gaps or wording, whichever fits best.

Every way of splitting is tried; the one whose pieces look most like references is taken. A piece looks like one
when it begins with a name or a label, holds a year, and is neither a fragment nor several references in one.
"""

from __future__ import annotations

import re
import statistics
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from functools import lru_cache
from itertools import pairwise

from justicekb.ingest.printed import Line
from justicekb.vocabulary.patterns import PARTICLE

# Characters: shorter pieces are fragments, longer ones hold more than one reference.
_SHORTEST, _LONGEST = 30, 650
_LABEL = re.compile(
    r"^\s*(?:\[(?P<box>\d{1,3})\]|\((?P<round>\d{1,3})\)|(?P<plain>\d{1,3})(?:\.(?!\d)|\)|\s(?=[A-ZÀ-Þ]|v[ao]n\s|d[eiu]\s)))\s*"
)
_YEAR = re.compile(
    r"(?<![\d/])(?:1[5-9]\d\d|20[0-4]\d)[a-z]?(?!\d)|\b(?:n\.\s?d\.|in press|forthcoming|im druck)", re.IGNORECASE
)
# Words with which sentences begin, and names of authors do not.
_NO_AUTHOR = r"(?:In|On|By|Since|During|After|Before|Between|From|As|At|For|See|This|These|It|We|He|She|They|An?)\b"
_DASHES = r"(?:[-–—_―]{2,}|[–—―])"


@lru_cache(maxsize=1)
def _start() -> re.Pattern[str]:
    """How a reference begins: a name with initials or given names, a body's name, or dashes for the name before."""
    particle = r"(?:(?:[Vv]an|[Vv]on|[Dd]e[lrn]?|[Dd]ella|[Dd][iau]|dos|[Ll][ae]|ten|ter|[Ee]l|[Aa]l|bin|ibn|St\.|O)"
    particle += r"[\s'’-]+){0,3}"
    surname = rf"{particle}[A-ZÀ-ÞĀ-ŽА-Я][\w'’`´-]++(?:[\s-](?!and\b|in\b|of\b)[A-ZÀ-ÞĀ-Ž][\w'’`´-]++){{0,2}}"
    initials = r"(?:[A-ZÀ-ÞĀ-ŽА-Я]\.?[\s-]?){1,4}(?![a-z])"
    given = r"[A-ZÀ-ÞĀ-ŽА-Я][\w'’.-]+"
    return re.compile(
        rf"^(?:{_DASHES}[.,:\s(]"
        rf"|{surname}\s*,\s*(?:{initials}|{given})"  # Weber, J. / Weber, Johanna
        rf"|{surname}\s+{initials}\s*(?:[,.:;(&]|and\b|et\b)"  # Weber J, / Weber J.
        rf"|{initials}\s*{surname}\s*(?:[,.:;(&]|and\b)"  # J. Weber,
        rf"|{surname}(?:\s*(?:/|&|and|und)\s*{surname})?\s*[,:]?\s*\((?:1[5-9]|20)\d\d"  # Weber (2010)
        # a body's name, then the year
        rf"|(?!{_NO_AUTHOR})[A-ZÀ-ÞĀ-ŽА-Я][^.;]{{2,110}}?[.,]?\s*[(,\[]?\s*(?:(?:1[5-9]|20)\d\d|n\.\s?d\.))"
    )


def split_references(lines: Sequence[Line]) -> list[list[Line]]:
    """The lines of each reference, in order; lines before the first reference are left to it."""
    if not lines:
        return []
    best: tuple[float, list[list[Line]]] = (-1.0, [list(lines)])
    for way, trust in _WAYS:
        starts = way(lines)
        if starts is None:
            continue
        pieces = _pieces(lines, starts)
        score = trust + likeness(["\n".join(line.text for line in piece) for piece in pieces])
        if score > best[0] + 1e-9:
            best = (score, pieces)
    return _mended(best[1])


def likeness(texts: Sequence[str]) -> float:
    """How much the texts look like references, 0 to 1, each weighted by its length."""
    weight = sum(map(len, texts)) or 1
    return sum(_one(text) * len(text) for text in texts) / weight


def _one(text: str) -> float:
    flat = " ".join(text.split())
    body = _LABEL.sub("", flat, count=1)
    label = len(flat) - len(body)
    if not len(body) >= _SHORTEST:
        return 0.1
    score = 0.45 if label or _start().match(body) else 0.25 if _capital().match(body) else 0.0
    years = _YEAR.findall(body)
    score += 0.3 if years else 0.0
    score += 0.25 if len(body) <= _LONGEST and _crowd(text) == 0 else -0.1 * min(_crowd(text), 4)
    return max(score, 0.0)


@lru_cache(maxsize=1)
def _capital() -> re.Pattern[str]:
    """A beginning in capitals that may be a body's name or a title: "Council of Visitors. Second report"."""
    word = r"[A-ZÀ-ÞĀ-ŽА-Я][\w'’-]+"
    return re.compile(rf"^[“\"‘']?(?!{_NO_AUTHOR}){word}(?:,?\s+(?:of|the|and|for|on|in|&|{word})){{0,12}}[.,:(]")


def _crowd(text: str) -> int:
    """Further references that seem to begin at a line inside the text: a name and, close by, a year."""
    lines = text.split("\n")
    return sum(
        bool(_name_and_year().match(line + " " + following)) and bool(re.search(r"[.)\d/]$", before.rstrip()))
        for before, line, following in zip(lines, lines[1:], [*lines[2:], ""], strict=False)
    )


@lru_cache(maxsize=1)
def _name_and_year() -> re.Pattern[str]:
    surname = rf"(?:{PARTICLE}\s+){{0,2}}[A-ZÀ-ÞĀ-Ž][\w'’`´-]+(?:[\s-][A-ZÀ-ÞĀ-Ž][\w'’`´-]+)?"
    body = rf"(?!{_NO_AUTHOR})[A-ZÀ-ÞĀ-Ž][\w'’-]+(?:\s+(?:of|the|and|for|on|&|[A-ZÀ-ÞĀ-Ž][\w'’-]+)){{0,9}}"
    return re.compile(
        rf"^(?:{surname},\s*(?:[A-ZÀ-ÞĀ-Ž]\.|[A-ZÀ-ÞĀ-Ž][\w'’-]+)[^\n]{{0,140}}?\(?(?:1[5-9]|20)\d\d[a-z]?[).:,]"
        rf"|{body}[.,]?\s*\((?:1[5-9]|20)\d\d[a-z]?\)"
        rf"|{_DASHES}[.,:\s(])"
    )


def looks_like_reference(text: str) -> bool:
    """Whether a single text is likely to be a reference."""
    return _one(text) >= 0.75


def _pieces(lines: Sequence[Line], starts: Sequence[bool]) -> list[list[Line]]:
    pieces: list[list[Line]] = []
    for line, begins in zip(lines, starts, strict=True):
        if begins or not pieces:
            pieces.append([line])
        else:
            pieces[-1].append(line)
    return pieces


# ── ways of splitting ────────────────────────────────────────────────────────────────────────────────────


def _by_labels(lines: Sequence[Line]) -> list[bool] | None:
    """At numbers that count on from 1 (or go on from the first seen)."""
    expected: int | None = None
    starts = []
    for line in lines:
        number = _label_number(line.text)
        fits = number is not None and (
            (expected is None and number <= 3) or (expected is not None and expected <= number <= expected + 2)
        )
        starts.append(fits)
        if fits and number is not None:
            expected = number + 1
    return starts if sum(starts) >= 3 else None


def _label_number(text: str) -> int | None:
    match = _LABEL.match(text)
    return int(match["box"] or match["round"] or match["plain"]) if match else None


def _columns(lines: Sequence[Line]) -> dict[tuple[int, int], list[Line]]:
    columns: dict[tuple[int, int], list[Line]] = defaultdict(list)
    for line in lines:
        columns[line.page, line.region].append(line)
    return columns


def _edges(lines: Sequence[Line]) -> tuple[dict[tuple[int, int], float], float] | None:
    """The left edge of each column and the usual hang, when lines stand at two edges."""
    columns = _columns(lines)
    edges = {key: _left(group) for key, group in columns.items()}
    size = statistics.median(line.size for line in lines)
    shifts = [line.x0 - edges[line.page, line.region] for line in lines]
    inner = [round(s) for s in shifts if 0.5 * size < s < 8 * size]
    if not inner or not 0.1 <= len(inner) / len(lines) <= 0.95:
        return None
    hang, count = Counter(inner).most_common(1)[0]
    return (edges, float(hang)) if count >= max(2, 0.3 * len(inner)) else None


def _left(group: list[Line]) -> float:
    """The leftmost edge that is no stray: at least two lines, or one of few, begin there."""
    counts = Counter(round(line.x0) for line in group)
    near = {x: sum(n for other, n in counts.items() if abs(other - x) <= 1) for x in counts}
    return float(min((x for x, n in near.items() if n >= 2 or len(group) < 6), default=min(counts)))


def _by_hanging(lines: Sequence[Line]) -> list[bool] | None:
    """At lines that stand out to the left; a column with one edge is one whose lines all hang, or none do."""
    measured = _edges(lines)
    if measured is None:
        return None
    edges, hang = measured
    both = {key for key, group in _columns(lines).items() if any(x.x0 - edges[key] > 0.5 * hang for x in group)}
    widest = {page: min(edges[key] for key in edges if key[0] == page) for page, _ in edges}
    starts = []
    for line in lines:
        key = (line.page, line.region)
        out = line.x0 - edges[key] < 0.5 * hang
        if key not in both and abs(edges[key] - widest[line.page] - hang) < 2:
            out = False  # the whole column hangs
        starts.append(out)
    return starts


def _by_indent(lines: Sequence[Line]) -> list[bool] | None:
    """At lines that are set in, as first lines of paragraphs are."""
    measured = _edges(lines)
    if measured is None:
        return None
    edges, hang = measured
    return [line.x0 - edges[line.page, line.region] > 0.5 * hang for line in lines]


def _by_gaps(lines: Sequence[Line]) -> list[bool] | None:
    """At lines with more space above them than most; a new column begins one after a finished line."""
    steps = [a.base - b.base for a, b in pairwise(lines) if _same_column(a, b)]
    if len(steps) < 4:
        return None
    usual = statistics.median_low([s for s in steps if s > 0] or [1.0])
    narrow = min(usual, statistics.quantiles([s for s in steps if s > 0] or [1.0, 1.0], n=4)[0])
    starts = [True]
    for a, b in pairwise(lines):
        if _same_column(a, b):
            starts.append(a.base - b.base > 1.12 * narrow)
        else:
            starts.append(_new_in_column(a.text, b.text))
    return starts if sum(starts) >= 3 else None


def _new_in_column(before: str, text: str) -> bool:
    """Whether a column or page begins with a new reference, as far as wording can tell."""
    ended = re.search(r"[.)\]/]$|\d$|https?:\S+$", before.rstrip())
    return ended is not None and bool(_start().match(text) or _capital().match(text))


def _same_column(a: Line, b: Line) -> bool:
    return (a.page, a.region) == (b.page, b.region)


def _by_wording(lines: Sequence[Line]) -> list[bool] | None:
    """At lines that begin like a reference, or follow a line that was left short, after the end of a sentence."""
    starts = [True]
    texts = [line.text for line in lines]
    right = _right_edges(lines)
    for at in range(1, len(lines)):
        ahead = " ".join(texts[at : at + 3])
        ended = bool(re.search(r"[.)\]\d/”\"]$|https?:\S+$", texts[at - 1].rstrip()))
        named = bool(_name_and_year().match(ahead))
        other = not _same_column(lines[at - 1], lines[at]) and _new_in_column(texts[at - 1], texts[at])
        starts.append(other or (ended and (named or _left_short(lines[at - 1], lines[at], right))))
    return starts


def _right_edges(lines: Sequence[Line]) -> dict[tuple[int, int], float]:
    return {key: max(line.x1 for line in group) for key, group in _columns(lines).items()}


def _left_short(before: Line, line: Line, right: dict[tuple[int, int], float]) -> bool:
    """Whether the first word of a line that begins with a capital would have fitted on the line before."""
    first = line.text.split(" ", 1)[0]
    width = (line.x1 - line.x0) / max(len(line.text), 1) * (len(first) + 1)
    room = right[before.page, before.region] - before.x1
    return room > width + 2.5 * line.size and bool(re.match(r"[“\"‘'(]?[A-ZÀ-ÞĀ-ŽА-Я\d]", line.text))


# Ways of splitting and the head start each gets: what is set apart on purpose says more than what words suggest.
_WAYS: tuple[tuple[Callable[[Sequence[Line]], list[bool] | None], float], ...] = (
    (_by_labels, 0.15), (_by_hanging, 0.1), (_by_gaps, 0.08), (_by_indent, 0.05), (_by_wording, 0.0),
)  # fmt: skip


# ── after the split ──────────────────────────────────────────────────────────────────────────────────────


def _mended(pieces: list[list[Line]]) -> list[list[Line]]:
    """Joins a fragment at the top of a page or column to the reference it continues."""
    out: list[list[Line]] = []
    for piece in pieces:
        text = " ".join(line.text for line in piece)
        if out and not _same_column(out[-1][-1], piece[0]) and not _begins(text) and not _finished(out[-1]):
            out[-1].extend(piece)
        else:
            out.append(piece)
    return out


def _begins(text: str) -> bool:
    return bool(_LABEL.match(text)) or bool(_start().match(text))


def _finished(piece: list[Line]) -> bool:
    """Whether a reference has its year and ends like one."""
    text = " ".join(line.text for line in piece).rstrip()
    return bool(_YEAR.search(text)) and bool(re.search(r"[.)\]/]$|\d$", text)) and len(text) > 60
