"""Numbers that name a source: what stands in a citation of a work, and the year of a law's own name."""

from __future__ import annotations

from dataclasses import dataclass, field

from justicekb.extract.nlp import Found, Parsed
from justicekb.extract.sources.citedworks import cited_works
from justicekb.extract.sources.ownyears import of_a_law
from justicekb.spans import Span
from justicekb.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True)
class SourceYears:
    """Tells of places in one document whether their year or page names a source: nothing happened or counts there."""

    parsed: Parsed
    vocabulary: Vocabulary
    found: Found
    works: tuple[Span, ...] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "works", cited_works(self.parsed, self.vocabulary, self.found))

    def name(self, span: Span) -> bool:
        """Whether the number at `span` (code points of the document) belongs to a work cited or to a law's name."""
        if any(work.contains(span) for work in self.works):
            return True
        return of_a_law(self.parsed, span, self.vocabulary, self.found)
