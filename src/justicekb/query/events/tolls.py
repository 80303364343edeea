"""Tolls that sources give otherwise: 238, 227 or 260 dead of one incident, in one document or in several.

A toll counts people to whom one thing was done (killed, injured, detained …). Two are of one incident when they are of
one country, place and time and of the same people, and when their sentences speak of one incident by its noun or place.
In one document, whose author knows both, they disagree only when different sources are named for them side by side; a
part of a toll, or one more, is none of its rivals.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations

from justicekb.model import Figure
from justicekb.query.events.quantities import Quantities
from justicekb.query.events.values import compatible_figures, days
from justicekb.query.language import Runs, named, stem, stems, things_in
from justicekb.spans import Span

# The longest time that a toll without its day may be of, when another is of the same (days).
_MONTH = 31

# In one document: how far apart two sentences stand that speak of one incident (characters).
_NEAR = 700

# How many words before a verb of saying or counting tell who says it.
_WHO = 4

# Where a sentence passes from one source to the next: "while", or a name with a verb of its own.
_PARTED = re.compile(
    r"[;:]| – | — |,? (?:while|whereas|but|although|though|however|and)\b(?= [^,;]* \w+(?:ed|id|ut)\b)"
    r"|, (?=[A-ZÀ-Ž][\w’'-]* (?:\w+ )?(?:put|said|counted|spoke)\b)"
)
_ACCORDING = re.compile(r"\b(?:[Aa]ccording to|[Oo]fficial|[Bb]y the count of) (?P<who>[^,.;]{3,60})")


@dataclass(frozen=True, slots=True)
class Toll:
    """A number of people, what was done to them (`harm`), and who they were: stems, empty for people in general."""

    figure: Figure
    harm: str
    people: frozenset[str]


@dataclass(frozen=True)
class Tolls:
    """Compares tolls."""

    counted: Quantities

    def of(self, figures: Sequence[Figure]) -> Iterator[Toll]:
        """The tolls among figures."""
        for figure in figures:
            harms = set(things_in(figure.measure, self.counted.things.tolls)) if figure.unit == "count" else set()
            if len(harms) == 1 and not self._is_part(figure):
                yield Toll(figure, harms.pop(), self._people(figure))

    def rivals(self, left: Toll, right: Toll) -> bool:
        """Whether two tolls are of one incident, and cannot both be true."""
        one, other = left.figure, right.figure
        if (left.harm, left.people) != (right.harm, right.people) or compatible_figures(one, other):
            return False
        if one.document == other.document:
            return self._told_by_two(one, other)
        return self._one_time(one, other) and self._one_place(one, other)

    def keys(self, toll: Toll) -> set[str]:
        """What two tolls of one incident share."""
        return {toll.harm}

    # ── one incident ─────────────────────────────────────────────────────────────────────────────────────

    def _one_time(self, one: Figure, other: Figure) -> bool:
        if one.date is None or other.date is None or not one.date.overlaps(other.date):
            return False
        return max(days(one.date), days(other.date)) <= _MONTH

    def _one_place(self, one: Figure, other: Figure) -> bool:
        ours, theirs = self.counted.places(one), self.counted.places(other)
        if ours != theirs or self.counted.whose(one) != self.counted.whose(other):
            return False
        return bool(ours) or bool(self._incidents(one) & self._incidents(other))

    def _incidents(self, figure: Figure) -> set[str]:
        """The incidents that a toll's sentence and its heading speak of."""
        held = self.counted.reading.held(figure.document)
        text = held.document.text
        heading = next((h.of(text) for h in reversed(held.heads) if h.end <= figure.evidence.start), "")
        around = f"{held.document.title or ''}. {heading}. {figure.evidence.of(text)}"
        return set(things_in(around, self._incident))

    def _told_by_two(self, one: Figure, other: Figure) -> bool:
        """Whether a document gives both by different sources, side by side, of one day and place or of none given."""
        alike = one.date == other.date and self.counted.places(one) == self.counted.places(other)
        if not alike or not self._side_by_side(one, other):
            return False
        ours, theirs = self._source(one), self._source(other)
        return bool(ours and theirs) and not (ours <= theirs or theirs <= ours)

    def _side_by_side(self, one: Figure, other: Figure) -> bool:
        """Whether both stand in one sentence, in two of one incident, or in one that goes on where the other ends."""
        first, second = sorted((one, other), key=lambda f: f.span)
        if first.evidence == second.evidence:
            return True
        if second.span.start - first.span.end > _NEAR:
            return False
        held = self.counted.reading.held(one.document)
        ours, theirs = (set(things_in(f.evidence.of(held.document.text), self._incident)) for f in (first, second))
        goes_on = not held.document.text[first.evidence.end : second.evidence.start].strip()
        return bool(ours & theirs) or (goes_on and not theirs and not held.dates_in(second.evidence))

    @property
    def _incident(self) -> Runs:
        return self.counted.things.incidents

    def _source(self, figure: Figure) -> frozenset[str]:
        """The words of who gives a number in its own clause; none where nobody is said to."""
        text = self.counted.reading.held(figure.document).document.text
        clause, known = _clause(figure, text).of(text), self.counted.lexicon
        according = _ACCORDING.search(clause)
        if according:
            return frozenset(stems(according["who"]))
        words = [stem(w) for w in re.findall(r"[^\W\d_][\w’'-]*", clause) if not known.is_stop(w)]
        verbs = known.uses["report"] | known.uses["counting"]
        told = next((at for at, word in enumerate(words) if word in verbs), None)
        return frozenset(words[max(told - _WHO, 0) : told] if told else ())

    # ── who ──────────────────────────────────────────────────────────────────────────────────────────────

    def _people(self, figure: Figure) -> frozenset[str]:
        """The stems of who is counted, without what was done to them, and without words for people at large."""
        words = named(named(stems(figure.measure), self.counted.things.tolls), self._incident)
        uses = self.counted.lexicon.uses
        loose = self.counted.things.generic | uses["anybody"] | uses["weak"] | uses["report"] | uses["counting"]
        country = {word for name in figure.place for word in stems(name)}
        kept = (w for w in words if not w.startswith("=") and not self.counted.lexicon.is_stop(w))
        return frozenset(w for w in kept if w not in loose | country)

    def _is_part(self, figure: Figure) -> bool:
        """Whether words beside the number make it a part of a toll, or one besides: "including 24", "six more"."""
        text = self.counted.reading.held(figure.document).document.text
        near = text[max(figure.span.start - 25, figure.evidence.start) : figure.span.end + 12]
        return _apart(self.counted.things.apart).search(near) is not None or figure.part_of is not None


@lru_cache(maxsize=4)
def _apart(words: frozenset[str]) -> re.Pattern[str]:
    return re.compile(r"\b(?:" + "|".join(map(re.escape, sorted(words, key=len, reverse=True))) + r")\b", re.IGNORECASE)


def _clause(figure: Figure, text: str) -> Span:
    """The clause of its sentence that a number stands in."""
    start, end = figure.evidence.start, figure.evidence.end
    joints = [Span(*m.span()).shift(start) for m in _PARTED.finditer(figure.evidence.of(text))]
    first = max((j.end for j in joints if j.end <= figure.span.start), default=start)
    last = min((j.start for j in joints if j.start >= figure.span.end), default=end)
    return Span(first, last)


def disagreeing(tolls: Sequence[Toll], compared: Tolls) -> list[list[Toll]]:
    """Groups of tolls of one incident that sources give otherwise, in order of place."""
    groups: list[list[Toll]] = []
    for one, other in combinations(tolls, 2):
        if not compared.rivals(one, other):
            continue
        home = next((g for g in groups if one in g or other in g), None)
        if home is None:
            groups.append([one, other])
        else:
            home.extend(toll for toll in (one, other) if toll not in home)
    return groups
