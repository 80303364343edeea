"""Laws: treaties, constitutions, codes, acts, resolutions and UN document symbols, with the provisions named.

For each name of an instrument a `Mention` of type law is yielded; for each instrument or provision a `LawMention`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from justicekb.extract.laws.anaphora import REFERENCE, with_references
from justicekb.extract.laws.instruments import SHORT, UNKNOWN, Instrument, find_instruments
from justicekb.extract.laws.provisions import (
    Provision,
    find_provisions,
    further_numbers,
    further_pattern,
    provision_pattern,
)
from justicekb.extract.names import known_names, pieces
from justicekb.extract.nlp import Found, Parsed
from justicekb.model import LawMention, Mention, Record
from justicekb.spans import Span
from justicekb.vocabulary import Vocabulary


def find_laws(parsed: Parsed, vocabulary: Vocabulary, found: Found) -> Iterator[Record]:
    """Yields a Mention (type law) for each name of an instrument, and LawMentions with and without provisions."""
    full = find_instruments(parsed, vocabulary, found)
    named = with_references(parsed, vocabulary, full, found.once(known_names, parsed, vocabulary))
    longest = _longest_names(named)
    named = [replace(i, name=longest[i.entity][0]) for i in named]
    aliases = {entity: tuple(names) for entity, names in longest.items()}
    for instrument in named:
        if instrument.rule != UNKNOWN:
            yield _mention(parsed, instrument, aliases[instrument.entity])
    yield from _law_mentions(parsed, vocabulary, named, aliases)


# ── records ──────────────────────────────────────────────────────────────────────────────────────────────


def _longest_names(named: Sequence[Instrument]) -> dict[str, list[str]]:
    """For each entity its names in the document, longest first, and its canonical name last.

    A bare reference is no name, and "Optional Protocol" is less of one than the canonical name.
    """
    names: dict[str, list[str]] = {}
    for instrument in named:
        known = names.setdefault(instrument.entity, [])
        if instrument.rule not in (REFERENCE, SHORT) and instrument.name not in known:
            known.append(instrument.name)
    for known in names.values():
        known.sort(key=lambda n: -len(n))
    for instrument in named:
        known = names[instrument.entity]
        if (instrument.rule in ("law.treaty", SHORT) or not known) and instrument.canonical not in known:
            known.append(instrument.canonical)
    for instrument in named:
        if instrument.rule == SHORT and instrument.text not in names[instrument.entity]:
            names[instrument.entity].append(instrument.text)
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
    """The sentence around the words, or the sentences where one was cut within them."""
    around = [s.span for s in (parsed.sentence_at(span.start), parsed.sentence_at(span.end - 1)) if s]
    return around[0].cover(around[-1]) if around else span


def _law_mentions(
    parsed: Parsed, vocabulary: Vocabulary, named: Sequence[Instrument], aliases: dict[str, tuple[str, ...]]
) -> Iterator[LawMention]:
    used: set[Span] = set()
    provisions = _provisions(parsed, vocabulary)
    told = [(s, p) for s, p in provisions if not any(i.span.start <= s.start < i.span.end for i in named)]
    for at, (span, provision) in enumerate(told):
        behind = at if _added(parsed.document.text, span) else _joined_to(parsed.document.text, told, at)
        instruments, cover = _laws_of(parsed.document.text, span, (provision, named))
        shared, _ = _law_of(parsed.document.text, told[behind][0], named) if behind > at else (None, span)
        if shared is not None and shared.rule != UNKNOWN and _law_of(parsed.document.text, span, named)[0] is None:
            instruments, cover = [i for i in named if i.span == shared.span], span
        for instrument in instruments:
            used.update([instrument.span] if cover.contains(instrument.span) else [])
            for name in provision.names:
                yield _law_mention(parsed, instrument, cover, provision=name, aliases=aliases[instrument.entity])
            if instrument.span.end == cover.end:
                yield from _further(parsed, vocabulary, instrument, provision, aliases[instrument.entity])
    for instrument in named:
        if instrument.span not in used and instrument.rule != UNKNOWN:
            yield _law_mention(parsed, instrument, instrument.span, provision=None, aliases=aliases[instrument.entity])


def _further(
    parsed: Parsed, vocabulary: Vocabulary, instrument: Instrument, first: Provision, aliases: tuple[str, ...]
) -> Iterator[LawMention]:
    """The provisions of a list whose law stands behind its first number: "Articles 27 of the Code (fraud), 192 (…)"."""
    kind = first.names[-1].split()[0]
    text = parsed.document.text
    for start, end, number in further_numbers(text, instrument.span.end, vocabulary.once(further_pattern)):
        yield _law_mention(parsed, instrument, Span(start, end), provision=f"{kind} {number}", aliases=aliases)


def _joined_to(text: str, told: Sequence[tuple[Span, Provision]], at: int) -> int:
    """The index of the last of the provisions that stand in a list with this one: "Section 140 and Section 300"."""
    while at + 1 < len(told) and _JOINT.fullmatch(text, told[at][0].end, told[at + 1][0].start):
        at += 1
    return at


def _added(text: str, span: Span) -> bool:
    """Whether a provision is added to one before it, whose law is its own: "Article 7, read with article 2(3), and"."""
    return _WITH.search(text, max(0, span.start - _CUE), span.start) is not None


_CUE = 40  # characters
_WITH = re.compile(r"\b(?:read|taken|seen|together|conjunction)\s(?:\w+\s){0,2}with\s+(?:the\s+)?$", re.IGNORECASE)
_JOINT = re.compile(r"\s*(?:,|,?\s+and|,?\s+or)\s+")


def _provisions(parsed: Parsed, vocabulary: Vocabulary) -> Iterator[tuple[Span, Provision]]:
    pattern = vocabulary.once(provision_pattern)
    for piece in pieces(parsed, vocabulary):
        for provision in find_provisions(piece.text, pattern):
            yield Span(piece.offset + provision.start, piece.offset + provision.end), provision


# Between a provision and its law: "Article 3, paragraph 2, of the Convention", "Article 3 ECHR", "Article 5 (fraud) was
# added to the Code"; between a law and its provision: "the Constitution (Article 17)", "the Code's Article 5", "under
# the Act, section 2".
_PUT = (
    r"(?:\s+(?:was|were|is|are|has\s+been|have\s+been|had\s+been))?"
    r"\s+(?:added|introduced|inserted|included|incorporated|contained|enshrined|removed|deleted)"
)
_OF = re.compile(
    r"(?:\s*,?\s*(?:part|paragraphs?|para\.?|clause|sub-?paragraph|item)\s*[\d().,\w]{1,12}){0,3}"
    rf"(?:\s*\([^()]{{1,60}}\))?,?(?:{_PUT})?\s*(?:of|in|into|to|under|from)\s+"
    r"(?:(?:both|the|this|its|that|same|two|country['’]s|current|new|amended|former|\d{4}|[A-Z][\w]+['’]s?|[A-Z]\w+)\s+){0,3}|\s"
)
_BEHIND = re.compile(r"(?:['’]s)?\s*[,(]?\s*(?:(?:in|under|of|its|and|see|namely|specifically)\s+){0,2}")


def _laws_of(text: str, span: Span, told: tuple[Provision, Sequence[Instrument]]) -> tuple[list[Instrument], Span]:
    """The law a provision belongs to, or the laws that one word names, and the words that say so."""
    provision, named = told
    instrument, cover = _law_of(text, span, named)
    if instrument is None and not provision.short and not _refers(text, span) and not _OWN.match(text, span.end):
        before = [i for i in named if i.span.end <= span.start and span.start - i.span.end <= _NEAR]
        fitting = [i for i in before if _has(i, provision.names[0])]
        instrument = fitting[-1] if fitting else _only(named, provision.names[0])
    if instrument is None or instrument.rule == UNKNOWN:
        return [], cover
    return [i for i in named if i.span == instrument.span], cover


def _law_of(text: str, span: Span, named: Sequence[Instrument]) -> tuple[Instrument | None, Span]:
    """The law right beside a provision."""
    for instrument in named:
        if 0 < instrument.span.start - span.end <= 80 and _OF.fullmatch(text, span.end, instrument.span.start):
            return instrument, span.cover(instrument.span)
    for instrument in named:
        if 0 <= span.start - instrument.span.end <= 20 and _BEHIND.fullmatch(text, instrument.span.end, span.start):
            bracket = "(" in text[instrument.span.end : span.start] and text[span.end : span.end + 1] == ")"
            return instrument, Span(instrument.span.start, span.end + bracket)
    return None, span


# What follows says whose the provision is, though nobody knows that law; it is none that was named before.
_OWN = re.compile(r"(?:\s*\([^()]{1,60}\))?,?\s+of\s+(?:the\s+)?(?:[Tt]itle\s+\d|[A-Z][\w’'-]+\s)")


def _refers(text: str, span: Span) -> bool:
    """Whether it is a part of the document itself: "see section 1.d."."""
    return text[max(0, span.start - 4) : span.start].casefold() == "see "


def _has(instrument: Instrument, provision: str) -> bool:
    """Whether an instrument can have such a provision: rules have rules, treaties no sections."""
    rules = "Rules" in instrument.canonical.split()
    if provision.startswith("Regulation "):
        return "Regulations" in instrument.canonical.split()
    if provision.startswith("Rule ") or rules:
        return rules and provision.startswith(("Rule ", "Paragraph "))
    if instrument.rule in ("law.symbol", "law.usc", "law.resolution"):
        return provision.startswith("Paragraph ")
    return not (provision.startswith("Section ") and instrument.jurisdiction == "international")


def _only(named: Sequence[Instrument], provision: str) -> Instrument | None:
    """The one instrument of the document that has rules, for a "Rule 43" before it is named."""
    own = provision.startswith(("Rule ", "Regulation "))
    fitting = {i.entity: i for i in named if _has(i, provision)} if own else {}
    return next(iter(fitting.values())) if len(fitting) == 1 else None


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
