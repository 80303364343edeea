"""Whose body a generic name means: "Supreme Court", "Ministry of Justice", "the Ombudsman" belong to a country or town.

A name is generic when nothing but common words of bodies makes it up. The place that its own words, its neighbours,
its sentence, heading, document or publisher give becomes part of its identity: "Supreme Court (Kazakhstan)". What is
shown in the document stays as printed.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from justicekb.extract.names.candidates import word_groups
from justicekb.extract.names.gazetteer import Known
from justicekb.extract.names.nameforms import QUALIFIED
from justicekb.extract.nlp import Parsed
from justicekb.model import Mention
from justicekb.spans import Span
from justicekb.vocabulary import Vocabulary
from justicekb.vocabulary.entries import Body, Country, CourtSeries, Locality
from justicekb.vocabulary.names import gazetteer_of
from justicekb.vocabulary.patterns import alternation

# A country is the document's own when it is named this many times as often as any other, by name, adjective or town.
_OWN_TIMES = 2
_LONGEST_TITLE = 60  # characters of a title that tell a body whose country nothing tells

_LED = re.compile(r"(?:['’]s?)?\s+(?:(?:the|new|former|own|highest|national|federal|then)\s+)?")
_OF = re.compile(r",?\s+(?:of|in|for)\s+(?:the\s+)?(?:(?:Republic|Kingdom|State|city|City)\s+of\s+(?:the\s+)?)?")
_COUNTY = re.compile(r"\b[A-Z][\w’'-]+(?:\s[A-Z][\w’'-]+)?\sCounty\b")


@dataclass(frozen=True, slots=True)
class _Place:
    """A place named in the document: its words, its name, and the country it is or lies in."""

    span: Span
    name: str
    country: str


class Jurisdictions:
    """The places of one document and what they say about the bodies it names."""

    def __init__(
        self, parsed: Parsed, vocabulary: Vocabulary, known: Sequence[Known], mentions: Sequence[Mention]
    ) -> None:
        self._parsed = parsed
        self._vocabulary = vocabulary
        self._gazetteer = vocabulary.once(gazetteer_of)
        self._groups = vocabulary.once(word_groups)
        self._homes = vocabulary.once(_homes)
        self._unique, self._shared, self._of_country = vocabulary.once(_unique_bodies)
        self._places = list(self._of_text(known, [m.span for m in mentions if m.type in ("law", "person")]))
        self._starts = [p.span.start for p in self._places]
        self._headings = list(self._of_headings())
        self._main = self._judging_country() or self._main_country()
        self._seat = self._seat_of_publisher()

    def named(self, mentions: Sequence[tuple[Mention, str]]) -> list[str]:
        """The canonical name of each mention of a body with the place it belongs to, given the one found for it."""
        parted = [self._parted(self._printed(mention, canonical)) for mention, canonical in mentions]
        told: dict[str, set[str]] = {}
        near: list[str | None] = []
        for (mention, _), (base, own) in zip(mentions, parted, strict=True):
            place = own or (self._beside(mention.span, base) if base else None)
            near.append(place)
            if base and place:
                told.setdefault(base, set()).add(place)
        return [
            self._joined(base, place or self._only(told.get(base, set())) or self._around(m.span, base), canonical)
            for (m, canonical), (base, _), place in zip(mentions, parted, near, strict=True)
        ]

    # ── the name ─────────────────────────────────────────────────────────────────────────────────────────

    def _printed(self, mention: Mention, canonical: str) -> str:
        """The words to part: as printed where another country's body is called so, too ("Justice Department")."""
        return mention.text if mention.text in self._shared.get(canonical, ()) else canonical

    def _parted(self, canonical: str) -> tuple[str, str | None]:
        """The generic part of a name and the place in it; no generic part when the name is one of its kind."""
        qualified = QUALIFIED.fullmatch(canonical)
        if qualified is not None and self._is_generic(qualified["base"]):
            return qualified["base"], qualified["place"]
        if canonical in self._unique:
            return "", None
        if self._is_generic(canonical):
            return canonical, None
        for match in self._gazetteer.find(canonical):
            place = match.names[0]
            if place.type != "place" or self._homes.get(place.entry) != place.canonical:
                continue  # "Lodz District Court" is a name of its own
            behind = re.sub(r"^['’]s?\s+|^\s+", "", canonical[match.end :])
            before = re.sub(r",?\s+(?:of|in|for)(?:\s+the)?(?:\s+Republic\s+of)?\s*$", "", canonical[: match.start])
            rest = behind if match.start <= len("the ") else before if match.end == len(canonical) else ""
            if rest and self._is_generic(rest):
                return self._known(rest), place.canonical
        return "", None

    def _known(self, name: str) -> str:
        """The canonical name of the vocabulary for exactly these words, else the words."""
        for match in self._gazetteer.find(name):
            if match.start == 0 and match.end == len(name) and match.names[0].type == "organisation":
                return match.names[0].canonical
        return name

    def _is_generic(self, name: str) -> bool:
        words = [w for w in re.findall(r"[^\W\d_]+", re.sub(r"['’]s?\b", "", name.casefold())) if w not in _SMALL]
        common = self._groups.folded["generic-body-words"]
        return bool(words) and all(w in common or w.removesuffix("s") in common for w in words)

    def _joined(self, base: str, place: str | None, canonical: str) -> str:
        if not base or place is None:
            return canonical
        return self._of_country.get((base, place)) or f"{base} ({place})"

    def _is_local(self, base: str) -> bool:
        return any(words in base.casefold() for words in self._groups.folded["local-bodies"])

    # ── the places ───────────────────────────────────────────────────────────────────────────────────────

    def _of_text(self, known: Iterable[Known], taken: Sequence[Span]) -> Iterator[_Place]:
        """The places named, but for those in a law's or a person's name (Hague Convention, Chad Morris)."""
        starts = [span.start for span in sorted(taken)]
        spans = sorted(taken)
        for item in known:
            name = item.names[0]
            at = bisect_right(starts, item.span.start) - 1
            inside = at >= 0 and item.span.start < spans[at].end
            if name.type == "place" and name.entry in self._homes and not inside:
                yield _Place(item.span, name.canonical, self._homes[name.entry])

    def _of_headings(self) -> Iterator[tuple[int, str | None]]:
        """Where each heading ends, and the one country it names."""
        for block in self._parsed.document.blocks:
            if block.kind == "heading":
                yield block.span.end, self._only({p.country for p in self._within(block.span)})

    def _main_country(self) -> str | None:
        """The country that the title alone names, or that the text names far more often than any other."""
        document = self._parsed.document
        title = (document.title or "").replace(document.publisher or "\0", "")
        titled = {self._homes[m.names[0].entry] for m in self._gazetteer.find(title) if m.names[0].entry in self._homes}
        ranked = Counter(p.country for p in self._places).most_common(2)
        if len(titled) == 1 and titled <= {country for country, _ in ranked}:
            return next(iter(titled))
        clear = ranked and (len(ranked) == 1 or ranked[0][1] >= _OWN_TIMES * ranked[1][1])
        return ranked[0][0] if clear else None

    def _judging_country(self) -> str | None:
        """The country whose court the document is of, by the neutral citation at its head: [2020] EWCA Crim 12."""
        series = self._vocabulary.once(_series)
        match = series.pattern.search(self._parsed.document.text, 0, _HEAD)
        return series.countries[match["court"]] if match is not None else None

    def _seat_of_publisher(self) -> tuple[str, str] | None:
        """The place in the publisher's name and the country it lies in."""
        publisher = self._parsed.document.publisher or ""
        county = _COUNTY.search(publisher)
        for match in self._gazetteer.find(publisher):
            name = match.names[0]
            if name.type == "place" and name.entry in self._homes:
                return (county[0] if county else name.canonical), self._homes[name.entry]
        return (county[0], "United States") if county else None

    def _within(self, span: Span) -> list[_Place]:
        first = bisect_right(self._starts, span.start - 1)
        last = bisect_right(self._starts, span.end - 1)
        return [p for p in self._places[first:last] if p.span.end <= span.end]

    @staticmethod
    def _only(names: set[str]) -> str | None:
        return next(iter(names)) if len(names) == 1 else None

    # ── what they say ────────────────────────────────────────────────────────────────────────────────────

    def _beside(self, span: Span, base: str) -> str | None:
        """The place right before or behind a mention: Kazakhstan's [Supreme Court], the [Senate] of Chile."""
        text = self._parsed.document.text
        at = bisect_right(self._starts, span.start)
        for place in self._places[max(0, at - 1) : at + 2]:
            before = place.span.end <= span.start and _LED.fullmatch(text, place.span.end, span.start)
            behind = place.span.start >= span.end and _OF.fullmatch(text, span.end, place.span.start)
            if before or behind:
                return place.name if self._is_local(base) or behind else place.country
        return None

    def _around(self, span: Span, base: str) -> str | None:
        """The place that the sentence, heading, document or publisher gives."""
        if self._is_local(base) and self._seat is not None:
            return self._seat[0]
        if self._main is not None:
            return self._main
        sentence = self._parsed.sentence_at(span.start)
        near = {p.country for p in self._within(sentence.span)} if sentence is not None else set()
        seat = self._seat[1] if self._seat else None
        return self._only(near) or self._above(span) or seat or f"in {self._title}" if self._title else None

    def _above(self, span: Span) -> str | None:
        """The country of the last heading that names one alone."""
        at = bisect_right(self._headings, span.start, key=lambda h: h[0])
        return next((country for _, country in reversed(self._headings[:at]) if country), None)

    @property
    def _title(self) -> str:
        """What tells a body apart whose country nothing tells: the document that names it."""
        return (self._parsed.document.title or "")[:_LONGEST_TITLE].strip()


_SMALL = frozenset({"of", "the", "for", "on", "and", "in", "to", "at", "under", "against", "by", "with", "a"})


class _Series(NamedTuple):
    """The letters of courts in neutral citations, and the country of each."""

    pattern: re.Pattern[str]
    countries: dict[str, str]


def _series(vocabulary: Vocabulary) -> _Series:
    names = {country.id: country.name for country in vocabulary.entries(Country)}
    series = vocabulary.entries(CourtSeries)
    countries = {letters: names[entry.country] for entry in series for letters in entry.letters}
    return _Series(re.compile(rf"[\[(](?:19|20)\d\d[\])]\s(?P<court>{alternation(countries)})(?![A-Za-z])"), countries)


_HEAD = 4000  # characters: a judgment's own citation stands before those of others


def _homes(vocabulary: Vocabulary) -> Mapping[str, str]:
    """The country that each country, capital and locality (by entry id) is or lies in."""
    homes = {place.id: place.within for place in vocabulary.entries(Locality) if place.within}
    return homes | {country.id: country.name for country in vocabulary.entries(Country)}


class _Unique(NamedTuple):
    """Bodies that exist once: their canonical names; those of a country with what many call their own alike.

    `shared` has these common names by canonical name, `of_country` the canonical name by common name and country.
    """

    names: frozenset[str]
    shared: dict[str, tuple[str, ...]]
    of_country: dict[tuple[str, str], str]


def _unique_bodies(vocabulary: Vocabulary) -> _Unique:
    bodies = [body for body in vocabulary.entries(Body) if body.country or body.scope not in ("national", "state")]
    shared = {body.name: body.generic for body in bodies if body.generic}
    of_country = {(common, b.country): b.name for b in bodies if b.country for common in b.generic}
    return _Unique(frozenset(body.name for body in bodies), shared, of_country)
