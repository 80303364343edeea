"""Laws as a document names them: treaties, national laws by their build or their subject, and their acronyms.

What stands for them without naming them ("the Convention", "its Optional Protocol") is read by `lawreferences`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from justicekb.extract.names import (
    Definition,
    Known,
    Line,
    Piece,
    WordGroups,
    cover,
    definitions,
    known_names,
    lines,
    pieces,
    word_groups,
)
from justicekb.extract.nlp import Found, Parsed
from justicekb.model import entity_id, normalise_name
from justicekb.spans import Span
from justicekb.vocabulary import Vocabulary
from justicekb.vocabulary.entries import Country, Treaty
from justicekb.vocabulary.lawnames import find_law_names, law_patterns
from justicekb.vocabulary.patterns import YEAR
from justicekb.vocabulary.wordlists import WordList


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


# "the Convention" where none was named: no record, but its articles are not those of another law.
UNKNOWN = "law.unknown"
SHORT = "law.short"  # a name that many instruments share: "Optional Protocol"


def find_instruments(parsed: Parsed, vocabulary: Vocabulary, found: Found) -> list[Instrument]:
    """Every law named, in text order; the words of a group ("International Covenants") name each of its members."""
    known = found.once(known_names, parsed, vocabulary)
    defined = found.once(definitions, parsed, vocabulary)
    groups = vocabulary.once(members)
    treaties = [treaty for k in known for treaty in _treaties(parsed, k, defined, groups)]
    country = main_country(known, vocabulary)
    national = list(_national(parsed, vocabulary, treaties, country))
    topical = _topical(parsed, found.once(lines, parsed, vocabulary), vocabulary.once(word_groups), country)
    national += [t for t in topical if not any(t.span.overlaps(n.span) for n in (*national, *treaties))]
    national = _one_act(national)
    spans = [i.span for i in national]
    treaties = [t for t in treaties if not any(t.span.overlaps(s) for s in spans)]
    national += _abbreviated(pieces(parsed, vocabulary), defined, national, taken=[t.span for t in treaties])
    return sorted((*national, *treaties), key=lambda i: i.span)


def members(vocabulary: Vocabulary) -> dict[str, tuple[str, ...]]:
    """The names of the treaties that each group stands for, by the group's entry id."""
    names = {t.id: t.name for t in vocabulary.entries(Treaty)}
    return {t.id: tuple(names[m] for m in t.members) for t in vocabulary.entries(Treaty) if t.members}


def _treaties(
    parsed: Parsed, known: Known, defined: dict[str, Definition], groups: dict[str, tuple[str, ...]]
) -> Iterator[Instrument]:
    name = known.names[0]
    text = known.span.of(parsed.document.text)
    definition = defined.get(text)
    if name.type != "law" or (definition and not _same_law(definition, name.canonical)):
        return
    rule = SHORT if name.entry == "optional-protocol" else "law.treaty"
    for canonical in groups.get(name.entry, (name.canonical,)):
        own = canonical if name.entry in groups else text
        yield Instrument(known.span, text, own, canonical, "international", rule)


def _abbreviated(
    blocks: Sequence[Piece], defined: dict[str, Definition], national: Sequence[Instrument], *, taken: Sequence[Span]
) -> Iterator[Instrument]:
    """National laws by the acronym that the document gives them: "Prevention of Terrorism Act (POTA)", "POTA"."""
    ends = {i.span.end: i for i in national}
    laws = {short: ends[d.long_span.end] for short, d in defined.items() if d.long_span.end in ends}
    laws = {short: law for short, law in laws.items() if len(law.text.split()) >= len(defined[short].long.split()) - 1}
    laws = dict(_bracketed(blocks, ends)) | laws
    spans = [*taken, *(i.span for i in national)]
    for piece in blocks:
        for short, law in laws.items():
            for match in re.finditer(rf"(?<![\w-]){re.escape(short)}(?![\w-])", piece.text):
                span = Span(*match.span()).shift(piece.offset)
                if not any(span.overlaps(other) for other in spans):
                    spans.append(span)
                    yield replace(law, span=span, text=short, name=short, rule="law.acronym")


def _same_law(definition: Definition, canonical: str) -> bool:
    shared = set(normalise_name(definition.long).split()) & set(normalise_name(canonical).split())
    return bool(shared & _LEGAL_HEADS)


_LEGAL_HEADS = WordList("heads-of-instruments")


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
            alone = law.unique or jurisdiction in (None, "international") or jurisdiction in law.name
            canonical = law.name if alone else f"{law.name} of {jurisdiction}"
            text = span.of(parsed.document.text)
            yield Instrument(span, text, text, canonical, jurisdiction, law.rule)


_SHORT_BEHIND = re.compile(r"\s\((?:the\s+)?[“\"]?(?P<short>[A-Z][A-Za-z]{1,8}[A-Z])[”\"]?\)")


def _bracketed(blocks: Sequence[Piece], ends: dict[int, Instrument]) -> Iterator[tuple[str, Instrument]]:
    """Acronyms right behind an act, of its first words: "Police and Criminal Evidence Act 1984 (PACE)"."""
    for piece in blocks:
        for match in _SHORT_BEHIND.finditer(piece.text):
            law = ends.get(piece.offset + match.start())
            words = law.text.split() if law is not None else []
            initials = ("".join(w[0].upper() for w in words), "".join(w[0] for w in words if w[0].isupper()))
            if law is not None and any(letters.startswith(match["short"].upper()) for letters in initials):
                yield match["short"], law


# What ends the name of an act: a year or number, and brackets: "Act of 2003", "Act, No. 12 of 2017", "Act (Cap. 90)".
_ACT_END = re.compile(
    rf"(?P<act>.*(?:Act|Law|Ordinance|Decree|Code|Statute))(?:\s+\([^()]*\))?"
    rf"(?:,?\s+\(?No\.?\s[^()]*?(?P<numbered>{YEAR})\)?|,?\s+(?:of\s+)?(?P<year>{YEAR}))?(?P<whose>\sof\s[A-Z].*)?"
)


def _one_act(laws: Sequence[Instrument]) -> list[Instrument]:
    """The same, but an act has one canonical name with and without its year: "Prison Act 1952" for "Prison Act"."""
    parts = {i.canonical: m for i in laws if i.rule == "law.act" and (m := _ACT_END.fullmatch(i.canonical))}
    years: dict[str, set[str]] = {}
    for match in parts.values():
        years.setdefault(match["act"], set()).update(filter(None, (match["year"], match["numbered"])))
    done = []
    for law in laws:
        end = parts.get(law.canonical)
        known = years[end["act"]] if end else set()
        year = end and (end["year"] or end["numbered"] or (next(iter(known)) if len(known) == 1 else None))
        canonical = f"{end['act']} {year}{end['whose'] or ''}" if end and year else law.canonical
        done.append(replace(law, canonical=canonical))
    return done


def _topical(parsed: Parsed, text: Iterable[Line], groups: WordGroups, country: str | None) -> Iterator[Instrument]:
    """Laws without capitals, by their subject: "the law on domestic violence"."""
    for line in text:
        for at in range(1, len(line) - 2):
            follows = line[at + 1].text == "on" and line[at].text in groups.exact["law-nouns"]
            if (
                not follows
                or line[at - 1].pos not in ("DET", "ADJ", "NUM", "PART", "PROPN")
                or line[at - 1].text == "to"
            ):
                continue
            end = _subject_end(line, at + 2, groups.exact["law-says"])
            if end > at + 2:
                span = cover(line, at, end)
                name = span.of(parsed.document.text)
                canonical = f"{name[0].upper()}{name[1:]} of {country}" if country else name[0].upper() + name[1:]
                yield Instrument(span, name, name, canonical, country, "law.about")


def _subject_end(line: Line, first: int, verbs: frozenset[str]) -> int:
    """The end of a noun phrase in lower case: nouns and adjectives, "the" and a gerund in front, "and", "of"."""
    end, noun = first, first
    while end < len(line) and not line[end].first and end - first < _SUBJECT_WORDS and line[end].text not in verbs:
        word = line[end]
        opens = end == first and (word.pos == "DET" or word.text.endswith("ing"))
        if not opens and word.pos not in ("NOUN", "ADJ", "PROPN") and word.text not in ("and", "of", "the", "against"):
            break
        end += 1
        noun = end if word.pos in ("NOUN", "PROPN") else noun
    return noun


_SUBJECT_WORDS = 8
