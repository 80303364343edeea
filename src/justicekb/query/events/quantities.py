"""Which figures count one thing: the same measure in the same country at the same time, or the members of one body."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from justicekb.edtf import Edtf
from justicekb.model import Figure, entity_id, normalise_name
from justicekb.query.events.identity import FEWEST_WORDS, SAME_WORDS
from justicekb.query.language import Atlas, Lexicon, Reading, Things, countries_of, named, scene, stem, stems, things
from justicekb.vocabulary.names import find_names

# A body's size is told as it is; sources of one year and the next are compared.
_YEARS_APART = 1

_PRONOUN = re.compile(r"[“\"]?(?:It|They)\s")


class Size(NamedTuple):
    """How many members a body has, by a source of a year; `body` is an entity id."""

    figure: Figure
    body: str
    country: frozenset[str]
    year: int


@dataclass(frozen=True)
class Quantities:
    """Compares figures."""

    reading: Reading
    lexicon: Lexicon
    atlas: Atlas

    @property
    def things(self) -> Things:
        """The vocabulary of things, read when first asked for: most questions need none."""
        return things(self.atlas.vocabulary)

    def same(self, left: Figure, right: Figure) -> bool:
        """Whether two figures count one thing: unit, place, day or period, whose it is, and nearly all words.

        A period is compared whole: what was counted in half a year is less than in the year.
        """
        if left.unit != right.unit or not _same_time(left.date, right.date):
            return False
        if self.places(left) != self.places(right):
            return False
        ours, theirs = self.words(left), self.words(right)
        shared = ours & theirs
        telling = len(shared) >= FEWEST_WORDS or any(word.startswith("=") for word in shared)
        if not telling or len(shared) / len(ours | theirs) < SAME_WORDS:
            return False
        return self.whose(left) == self.whose(right)

    def words(self, figure: Figure) -> set[str]:
        """The words of a measure that are compared, without the country that it names."""
        text = figure.measure
        for name in reversed(find_names(text, self.atlas.vocabulary)):
            if name.entity_id in self.atlas.countries:
                text = f"{text[: name.start]} {text[name.end :]}"
        stops = {stem(word) for word in text.split() if self.lexicon.is_stop(word)}
        words = named(stems(re.sub(r"['’]s\b", "", text)), self.things.measures)
        return {w for w in named(words, self.things.alike, mark="~") if w not in stops}

    def places(self, figure: Figure) -> set[str]:
        """Where it was counted, countries left out; these tell whose it is."""
        return {p for p in map(normalise_name, figure.place) if entity_id("place", p) not in self.atlas.countries}

    def whose(self, figure: Figure) -> str:
        """Whose figure it is: the country of its measure or place, its subject, or the country of its document."""
        countries = self.atlas.named_in(f"{figure.measure}; {'; '.join(figure.place)}")
        if len(countries) == 1:
            return countries.pop()
        subject = figure.subject
        if subject and entity_id("place", subject) in self.atlas.countries:
            return entity_id("place", subject)
        return normalise_name(subject) if subject else self.reading.country(figure.document) or figure.document

    def sizes(self, figures: Sequence[Figure]) -> Iterator[Size]:
        """The figures that tell how many members a body has: "the Coalition, an association of 18 organisations"."""
        for figure in figures:
            if figure.unit != "count" or not self.things.are_members(figure.measure):
                continue
            body, year = self._body(figure), self._year(figure)
            if body and year:
                yield Size(figure, body, countries_of(scene(figure, self.reading), self.atlas.countries), year)

    def same_body(self, left: Size, right: Size) -> bool:
        """Whether two sizes are of one body at about one time."""
        return left.body == right.body and left.country == right.country and abs(left.year - right.year) <= _YEARS_APART

    def _body(self, figure: Figure) -> str | None:
        """The body before the words that tell its members, or the one that "It" stands for."""
        seen = scene(figure, self.reading)
        text, start = seen.held.document.text, figure.evidence.start
        bodies = [m for m in seen.named if m.entity.startswith("organisation:") and m.span.end <= figure.span.start]
        if bodies:
            between = text[bodies[-1].span.end : figure.span.start]
            return bodies[-1].entity if self.things.composed.fullmatch(between) else None
        pronoun = _PRONOUN.match(seen.sentence)
        if pronoun is None or not self.things.composed.fullmatch(text[start + pronoun.end() - 1 : figure.span.start]):
            return None
        before = [m.entity for m in seen.named_just_before if m.entity.startswith("organisation:")]
        return before[0] if before else None

    def _year(self, figure: Figure) -> int | None:
        """The year that a size holds for: its own, or that of the report, its publication, or its latest date."""
        held = self.reading.held(figure.document)
        told = (figure.date, held.document.period, held.document.published, held.latest_date)
        return next((date.year for date in told if date is not None and date.year is not None), None)


def quantities(reading: Reading, lexicon: Lexicon) -> Quantities | None:
    """The comparison of figures; None for a reading without an atlas."""
    return Quantities(reading, lexicon, reading.atlas) if reading.atlas is not None else None


def _same_time(left: Edtf | None, right: Edtf | None) -> bool:
    return left is not None and right is not None and left.sort_key == right.sort_key
