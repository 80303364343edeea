"""Laws: treaties, constitutions, codes, acts, resolutions and UN document symbols, with the provisions named.

For each name of an instrument a `Mention` of type law is yielded; for each instrument or provision a `LawMention`.
"the Convention" stands for the instrument named before whose name ends or begins with that word.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from justicekb.extract.known import Definition, Known, definitions, known_names, pieces
from justicekb.extract.nlp import Found, Parsed
from justicekb.extract.provisions import Provision, find_provisions, provision_pattern
from justicekb.model import LawMention, Mention, Record, entity_id, normalise_name
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
        return entity_id("law", self.canonical)


def find_laws(parsed: Parsed, vocabulary: Vocabulary, found: Found) -> Iterator[Record]:
    """Yields a Mention (type law) for each name of an instrument, and LawMentions with and without provisions."""
    named = _instruments(parsed, vocabulary, found)
    longest = _longest_names(named)
    named = [replace(i, name=longest[i.entity][0]) for i in named]
    aliases = {entity: tuple(names) for entity, names in longest.items()}
    for instrument in named:
        if instrument.rule != _UNKNOWN:
            yield _mention(parsed, instrument, aliases[instrument.entity])
    yield from _law_mentions(parsed, vocabulary, named, aliases)


# ── instruments ──────────────────────────────────────────────────────────────────────────────────────────


def _instruments(parsed: Parsed, vocabulary: Vocabulary, found: Found) -> list[Instrument]:
    known = found.once(known_names, parsed, vocabulary)
    treaties = [
        treaty
        for treaty in (_treaty(parsed, k, found.once(definitions, parsed, vocabulary)) for k in known)
        if treaty is not None
    ]
    national = list(_national(parsed, vocabulary, treaties, main_country(known, vocabulary)))
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


# ── short references ─────────────────────────────────────────────────────────────────────────────────────

_REFERENCE = re.compile(
    r"\b(?:[Tt]h(?:e|is|at)|[Ii]ts|said)\s+(?:said\s+|same\s+)?(?P<head>Convention|Covenant|Protocol|Statute|Code|Act|Treaty|Charter|Law|Rules|Declaration)"
    r"(?![\w-])(?!\s+(?:[A-Z]|on\b|of\b|against\b|for\b|to\b))"
)


# "the Convention" where none was named: no record, but its articles are not those of another law.
_UNKNOWN = "law.unknown"


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
                references.append(Instrument(span, match["head"], match["head"], match["head"], None, _UNKNOWN))
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


# ── records ──────────────────────────────────────────────────────────────────────────────────────────────


def _longest_names(named: Sequence[Instrument]) -> dict[str, list[str]]:
    """For each entity its names in the document, longest first; a bare reference is no name."""
    names: dict[str, list[str]] = {}
    for instrument in named:
        known = names.setdefault(instrument.entity, [])
        if instrument.rule != "law.reference" and instrument.text not in known:
            known.append(instrument.text)
    for instrument in named:
        known = names[instrument.entity]
        known.sort(key=lambda n: -len(n))
        if (instrument.rule in ("law.treaty", "law.short") or not known) and instrument.canonical not in known:
            known.append(instrument.canonical)
    return names


def _mention(parsed: Parsed, instrument: Instrument, aliases: tuple[str, ...]) -> Mention:
    return Mention(
        document=parsed.document.id,
        span=instrument.span,
        evidence=_evidence(parsed, instrument.span),
        rule=instrument.rule,
        type="law",
        name=instrument.name,
        text=instrument.text,
        entity=instrument.entity,
        canonical=instrument.canonical,
        aliases=aliases,
    )


def _evidence(parsed: Parsed, span: Span) -> Span:
    sentence = parsed.sentence_at(span.start)
    return span if sentence is None else sentence.span


def _law_mentions(
    parsed: Parsed, vocabulary: Vocabulary, named: Sequence[Instrument], aliases: dict[str, tuple[str, ...]]
) -> Iterator[LawMention]:
    used: set[Span] = set()
    for span, provision in _provisions(parsed, vocabulary):
        if any(i.span.contains(span) for i in named):
            continue
        instrument, cover = _law_of(parsed.document.text, span, named)
        if instrument is None or instrument.rule == _UNKNOWN:
            continue
        used.add(instrument.span)
        for name in provision.names:
            yield _law_mention(parsed, instrument, cover, provision=name, aliases=aliases[instrument.entity])
    for instrument in named:
        if instrument.span not in used and instrument.rule != _UNKNOWN:
            yield _law_mention(parsed, instrument, instrument.span, provision=None, aliases=aliases[instrument.entity])


def _provisions(parsed: Parsed, vocabulary: Vocabulary) -> Iterator[tuple[Span, Provision]]:
    pattern = vocabulary.once(provision_pattern)
    for piece in pieces(parsed, vocabulary):
        for provision in find_provisions(piece.text, pattern):
            yield Span(piece.offset + provision.start, piece.offset + provision.end), provision


# Between a provision and its law: "Article 3, paragraph 2, of the Convention"; between a law and its provision:
# "the Constitution (Article 17)", "the Code's Article 5", "under the Act, section 2".
_OF = re.compile(
    r"(?:\s*,?\s*(?:part|paragraphs?|para\.?|clause|sub-?paragraph|item)\s*[\d().,\w]{1,12})*,?\s*(?:of|in|to|under|from)\s+(?:(?:the|this|its|that|same|country['’]s|current|new|amended|former|\d{4}|[A-Z][\w]+['’]s?|[A-Z]\w+)\s+){0,3}"
)
_BEHIND = re.compile(r"(?:['’]s)?\s*[,(]?\s*(?:(?:in|under|of|its|and|see|namely|specifically)\s+){0,2}")


def _law_of(text: str, span: Span, named: Sequence[Instrument]) -> tuple[Instrument | None, Span]:
    """The law a provision belongs to, and the words that say so."""
    for instrument in named:
        if 0 <= instrument.span.start - span.end <= 80 and _OF.fullmatch(text, span.end, instrument.span.start):
            return instrument, span.cover(instrument.span)
    for instrument in named:
        if 0 <= span.start - instrument.span.end <= 20 and _BEHIND.fullmatch(text, instrument.span.end, span.start):
            bracket = "(" in text[instrument.span.end : span.start] and text[span.end : span.end + 1] == ")"
            return instrument, Span(instrument.span.start, span.end + bracket)
    if text[max(0, span.start - 4) : span.start].casefold() == "see ":
        return None, span
    before = [i for i in named if i.span.end <= span.start and span.start - i.span.end <= _NEAR]
    return (before[-1] if before else None), span


# A provision without a law belongs to the law named last, at most this many characters before it (about two sentences).
_NEAR = 300


def _law_mention(
    parsed: Parsed, instrument: Instrument, span: Span, *, provision: str | None, aliases: tuple[str, ...]
) -> LawMention:
    return LawMention(
        document=parsed.document.id,
        span=span,
        evidence=_evidence(parsed, span),
        rule=instrument.rule,
        instrument=instrument.name,
        text=span.of(parsed.document.text),
        entity=instrument.entity,
        canonical=instrument.canonical,
        provision=provision,
        jurisdiction=instrument.jurisdiction,
        aliases=aliases,
    )
