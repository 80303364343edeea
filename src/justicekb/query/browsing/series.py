"""Figures over time: those of one entity that count the same in the same unit, in order of their dates."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from justicekb.model import Figure
from justicekb.query.language import stems
from justicekb.query.records import Cited


@dataclass(frozen=True, slots=True, kw_only=True)
class Series:
    """Figures of one measure and unit with dates, earliest first; `measure` as most of them word it."""

    measure: str
    unit: str
    figures: tuple[Cited[Figure], ...]

    @property
    def dates(self) -> int:
        """How many different dates there are."""
        return len({cited.record.date for cited in self.figures})


def over_time(figures: Iterable[Cited[Figure]]) -> list[Series]:
    """The series of these figures, those of the most dates first.

    Measures are the same when their words have the same stems in any order; figures without a date or a measure, and
    parts of others, belong to none.
    """
    groups: dict[tuple[str, frozenset[str]], list[Cited[Figure]]] = {}
    for cited in figures:
        figure = cited.record
        if figure.date is not None and figure.measure and figure.part_of is None:
            groups.setdefault((figure.unit, frozenset(stems(figure.measure))), []).append(cited)
    found = [_series(unit, group) for (unit, _), group in groups.items()]
    return sorted(found, key=lambda s: (-s.dates, -len(s.figures), s.measure))


def _series(unit: str, group: list[Cited[Figure]]) -> Series:
    worded = Counter(cited.record.measure for cited in group).most_common(1)[0][0]
    ordered = sorted(group, key=lambda c: (c.record.date.sort_key if c.record.date else (), c.record.id))
    return Series(measure=worded, unit=unit, figures=tuple(ordered))
