"""How well a record's sentence supports the answer to a frame: requirement by requirement, with its reason.

Each thing a question names is a requirement. It is met by the record itself, by its sentence, by the words before
it in the same paragraph, or by what the document is about, each worth less than the one before. A requirement
that must be met and is not rules the record out, whatever else fits: better no answer than a wrong one.
"""

from __future__ import annotations

from dataclasses import dataclass

from justicekb.model import Record


@dataclass(frozen=True, slots=True)
class Requirement:
    """One thing a question names, how far it is met (0 to 1), what it weighs, and the least it must reach."""

    what: str
    met: float
    weight: float = 1.0
    least: float = 0.0


@dataclass(frozen=True, slots=True)
class Support:
    """The requirements of a frame as one record meets them."""

    record: Record
    requirements: tuple[Requirement, ...]

    @property
    def ruled_out(self) -> Requirement | None:
        """The first requirement that must be met and is not."""
        return next((r for r in self.requirements if r.met < r.least), None)

    @property
    def score(self) -> float:
        """The weighted mean of what is met, 0 to 1."""
        weight = sum(r.weight for r in self.requirements)
        return sum(r.met * r.weight for r in self.requirements) / weight if weight else 0.0
