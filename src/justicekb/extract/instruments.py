"""Laws as a document names them: treaties, national laws, short references, laws by their subject.

"the Convention" stands for the instrument named before whose full name is one; "Optional Protocol" alone for the
one protocol of the treaty named before.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from justicekb.extract.known import Definition, Known, definitions, known_names, pieces
from justicekb.extract.nlp import Found, Parsed
from justicekb.extract.proposals import WordGroups, word_groups
from justicekb.extract.words import Line, cover, lines
from justicekb.model import entity_id, normalise_name
from justicekb.spans import Span
from justicekb.vocabulary import Vocabulary
from justicekb.vocabulary.entries import Body, Country, Treaty
from justicekb.vocabulary.lawnames import find_law_names, law_patterns


@dataclass(frozen=True, slots=True)
class Instrument:
    """A law as named at one place: words, full name, canonical name and jurisdiction."""

    span: Span
    text: str
    name: str
    canonical: str
    jurisdiction: str | None
    rule: str

    @property
    def entity(self) -> str:
        """The entity id of the canonical name."""
        return entity_id("law", self.canonical)


def find_instruments(parsed: Parsed, vocabulary: Vocabulary, found: Found) -> list[Instrument]:
    """Every law named, in text order; those of rule `UNKNOWN` only say that something was meant."""
    known = found.once(known_names, parsed, vocabulary)
    treaties = [
        treaty
        for treaty in (_treaty(parsed, k, found.once(definitions, parsed, vocabulary)) for k in known)
        if treaty is not None
    ]
    country = main_country(known, vocabulary)
    national = list(_national(parsed, vocabulary, treaties, country))
    topical = _topical(parsed, found.once(lines, parsed, vocabulary), vocabulary.once(word_groups), country)
    national += [t for t in topical if not any(t.span.overlaps(n.span) for n in (*national, *treaties))]
    spans = [i.span for i in national]
    named = sorted(
        (*national, *(t for t in treaties if not any(t.span.overlaps(s) for s in spans))), key=lambda i: i.span
    )
    return _with_references(parsed, vocabulary, named, _watched(known, vocabulary))


def _treaty(parsed: Parsed, known: Known, defined: dict[str, Definition]) -> Instrument | None:
    name = known.names[0]
    text = known.span.of(parsed.document.text)
    definition = defined.get(text)
    if name.type != "law" or (definition and not _same_law(definition, name.canonical)):
        return None
    rule = "law.short" if name.entry == "optional-protocol" else "law.treaty"
    return Instrument(known.span, text, text, name.canonical, "international", rule)


def _same_law(definition: Definition, canonical: str) -> bool:
    shared = set(normalise_name(definition.long).split()) & set(normalise_name(canonical).split())
    return bool(shared & _LEGAL_HEADS)


_LEGAL_HEADS = frozenset({"convention", "covenant", "protocol", "statute", "rules", "pact", "declaration", "charter"})


def main_country(known: Sequence[Known], vocabulary: Vocabulary) -> str | None:
    """The country a document speaks of most, by name, adjective or capital: at least twice as often as of any other."""
    countries = {c.id: c.name for c in vocabulary.entries(Country)}
    counts: dict[str, int] = {}
    for item in known:
        first = item.names[0]
        if first.type == "place" and first.entry in countries:
            counts[countries[first.entry]] = counts.get(countries[first.entry], 0) + 1
    ranked = sorted(counts.items(), key=lambda pair: -pair[1])
    if not ranked or (len(ranked) > 1 and ranked[0][1] < 2 * ranked[1][1]):
        return None
    return ranked[0][0]


def _national(
    parsed: Parsed, vocabulary: Vocabulary, treaties: Sequence[Instrument], country: str | None
) -> Iterator[Instrument]:
    patterns = vocabulary.once(law_patterns)
    taken = [t.span for t in treaties]
    for piece in pieces(parsed, vocabulary):
        for law in find_law_names(piece.text, patterns):
            span = Span(piece.offset + law.start, piece.offset + law.end)
            if any(span.overlaps(other) and not (span.contains(other) and law.unique) for other in taken):
                continue
            jurisdiction = law.country or country
            alone = law.unique or not jurisdiction or jurisdiction in law.name
            canonical = law.name if alone else f"{law.name} of {jurisdiction}"
            text = span.of(parsed.document.text)
            yield Instrument(span, text, text, canonical, jurisdiction, law.rule)


def _topical(parsed: Parsed, text: Iterable[Line], groups: WordGroups, country: str | None) -> Iterator[Instrument]:
    """Laws without capitals, by their subject: "the law on domestic violence"."""
    for line in text:
        for at in range(1, len(line) - 2):
            follows = line[at + 1].text == "on" and line[at].text in groups.exact["law-nouns"]
            if not follows or line[at - 1].pos not in ("DET", "ADJ", "NUM", "PART", "PROPN"):
                continue
            end = _subject_end(line, at + 2)
            if end > at + 2:
                span = cover(line, at, end)
                name = span.of(parsed.document.text)
                canonical = f"{name[0].upper()}{name[1:]} of {country}" if country else name[0].upper() + name[1:]
                yield Instrument(span, name, name, canonical, country, "law.about")


def _subject_end(line: Line, first: int) -> int:
    """The end of a noun phrase in lower case: nouns and adjectives, "the" and a gerund in front, "and", "of"."""
    end, noun = first, first
    while end < len(line) and not line[end].first and end - first < _SUBJECT_WORDS:
        word = line[end]
        opens = end == first and (word.pos == "DET" or word.text.endswith("ing"))
        if not opens and word.pos not in ("NOUN", "ADJ", "PROPN") and word.text not in ("and", "of", "the", "against"):
            break
        end += 1
        noun = end if word.pos in ("NOUN", "PROPN") else noun
    return noun


_SUBJECT_WORDS = 8


# ── short references ─────────────────────────────────────────────────────────────────────────────────────

_REFERENCE = re.compile(
    r"\b(?:[Tt]h(?:e|is|at)|[Ii]ts|said)\s+(?:said\s+|same\s+)?(?P<head>Convention|Covenant|Protocol|Statute|Code|Act|Treaty|Charter|Law|Rules|Declaration)"
    r"(?![\w-])(?!\s+(?:[A-Z]|on\b|of\b|against\b|for\b|to\b))"
)


# "the Convention" where none was named: no record, but its articles are not those of another law.
UNKNOWN = "law.unknown"


def _watched(known: Sequence[Known], vocabulary: Vocabulary) -> list[Instrument]:
    """The treaties of the treaty bodies a document names: what their reports call "the Convention"."""
    by_id = {t.id: t for t in vocabulary.entries(Treaty)}
    of_body = {b.id: by_id[b.treaty] for b in vocabulary.entries(Body) if b.treaty in by_id}
    treaties = [of_body[k.names[0].entry] for k in known if k.names[0].entry in of_body]
    return [
        Instrument(Span(0, 0), t.name, t.name, t.name, "international", "law.treaty") for t in dict.fromkeys(treaties)
    ]


def _with_references(
    parsed: Parsed, vocabulary: Vocabulary, named: list[Instrument], watched: list[Instrument]
) -> list[Instrument]:
    taken = [i.span for i in named]
    references = []
    for piece in pieces(parsed, vocabulary):
        for match in _REFERENCE.finditer(piece.text):
            span = Span(piece.offset + match.start("head"), piece.offset + match.end("head"))
            if any(span.overlaps(t) for t in taken):
                continue
            meant = _named_before((*watched, *named), span, match["head"])
            if meant is None:
                references.append(Instrument(span, match["head"], match["head"], match["head"], None, UNKNOWN))
            else:
                references.append(replace(meant, span=span, text=match["head"], rule="law.reference"))
    return _with_protocols(sorted((*named, *references), key=lambda i: i.span), vocabulary)


def _named_before(named: Sequence[Instrument], span: Span, head: str) -> Instrument | None:
    for instrument in reversed(named):
        if instrument.span.end <= span.start and instrument.rule != "law.short" and _is_a(instrument, head):
            return instrument
    return None


def _is_a(instrument: Instrument, head: str) -> bool:
    """Whether the instrument is itself a `head`: its full name begins or ends with the word, or has it before "on"."""
    words = normalise_name(instrument.canonical).split()
    first = next((w for w in words if w in _HEADS), None)
    return first == head.casefold()


_HEADS = frozenset(
    {"convention", "covenant", "protocol", "statute", "code", "act", "treaty", "charter", "law", "rules", "declaration"}
)


def _with_protocols(named: list[Instrument], vocabulary: Vocabulary) -> list[Instrument]:
    """Gives a bare "Optional Protocol" the name of the one protocol that the treaty named last has."""
    treaties = vocabulary.entries(Treaty)
    by_entity = {entity_id("law", t.name): t for t in treaties}
    done: list[Instrument] = []
    for instrument in named:
        if instrument.rule == "law.short":
            instrument = _as_protocol(instrument, done, by_entity) or instrument
        done.append(instrument)
    return done


def _as_protocol(short: Instrument, before: Sequence[Instrument], by_entity: dict[str, Treaty]) -> Instrument | None:
    for earlier in reversed(before):
        treaty = by_entity.get(earlier.entity)
        if treaty is None or treaty.kind == "short":
            continue
        if treaty.kind == "protocol":
            return replace(short, canonical=treaty.name)
        protocols = [t for t in by_entity.values() if t.parent == treaty.id]
        return replace(short, canonical=protocols[0].name) if len(protocols) == 1 else None
    return None
