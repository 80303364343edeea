"""What short references to laws stand for: "the Convention", "its Optional Protocol", "both Covenants", "the 1998 Act".

A document is read from its start. What stands nearest before in the same paragraph counts first, then the treaty of a
body named there ("the Committee against Torture"), then what stands before the paragraph, then what stands behind.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from justicekb.extract.laws.instruments import SHORT, UNKNOWN, Instrument
from justicekb.extract.names import Known, Piece, pieces
from justicekb.extract.nlp import Parsed
from justicekb.model import entity_id, normalise_name
from justicekb.spans import Span
from justicekb.vocabulary import Vocabulary
from justicekb.vocabulary.entries import Body, Treaty
from justicekb.vocabulary.patterns import YEAR

REFERENCE = "law.reference"  # no name by itself: "the Convention"

_HEAD = r"Convention|Covenant|Protocol|Statute|Code|Act|Treaty|Charter|Law|Rules|Declaration"
_SMALL = r"convention|covenant|protocol"  # without a capital only what the paragraph, or nothing else, has named
_ON = r"on\b(?!\s+\d)"  # what it is on makes it another one; "acceded to the Covenant on 3 May" does not
_REFERENCE = re.compile(
    rf"\b(?:[Tt]h(?:e|is|at)|[Ii]ts|said)\s+(?:said\s+|same\s+|(?P<year>{YEAR})\s+)?(?P<head>{_HEAD}|{_SMALL})"
    rf"(?![\w-])(?!\s+(?:[A-Z]|{_ON}|of\b|against\b|for\b|to\b|No\b|\d))"
)
_NUMBERED = re.compile(
    r"\bProtocol\s+(?:(?:No\.?|Number)\s+)?\d{1,2}(?![\w/]|\.\d|\s+to\b(?!\s+the\s+Convention)|\s+of\b)"
)
_SEVERAL = re.compile(
    r"\b(?:[Bb]oth|[Tt]he|[Ii]ts|[Tt]hese|[Tt]wo)\s+(?:said\s+)?(?:(?:first\s+)?(?P<count>two|three|four)\s+)?"
    r"(?P<words>(?P<kind>[Oo]ptional\s+)?(?P<head>[Cc]ovenants|[Cc]onventions|[Pp]rotocols|Codes|Acts|Laws|Treaties|Charters))"
    rf"(?![\w-])(?!\s+(?:[A-Z]|{_ON}|of\b|against\b|for\b))"
)
_ORDINAL = re.compile(r"\b(?P<ordinal>[Ff]irst|[Ss]econd|[Tt]hird|[Ff]ourth|1st|2nd|3rd)\s+$")
_FIRST = {"1st": "first", "2nd": "second", "3rd": "third"}
_COUNT = re.compile(r"\b(?P<count>[Bb]oth|[Tt]wo|[Tt]hree)\s+(?:of\s+)?(?:the\s+|its\s+)?(?:first\s+)?$")
_COUNTS = {"both": 2, "two": 2, "three": 3, "four": 4}
# "(hereinafter the Convention)", "(“the 2003 Act”)", right behind a name.
_DEFINED = re.compile(
    rf"\s*\((?:herein(?:after)?|hereafter|henceforth)?[,:–-]?\s*(?:referred\s+to\s+as\s+)?(?:the\s+)?[\"“']?(?:the\s+)?"
    rf"(?P<short>(?:{YEAR}\s+)?(?:{_HEAD}))[\"”']?\)"
)


@dataclass(frozen=True, slots=True)
class _Written:
    """A reference as written: its words, the head noun, and how many instruments it says it means."""

    span: Span
    words: str
    head: str
    year: str | None = None
    count: int = 1


def with_references(
    parsed: Parsed, vocabulary: Vocabulary, named: Sequence[Instrument], known: Sequence[Known]
) -> list[Instrument]:
    """The instruments with what references to them stand for, in text order; one of several has several at its place.

    A reference that nothing explains is of rule `UNKNOWN`, or stays "Optional Protocol".
    """
    blocks = pieces(parsed, vocabulary)
    full = [i for i in named if i.rule != SHORT]
    text = parsed.document.text
    written = [*_short(text, named), *_written(blocks, [i.span for i in named])]
    if not written:
        return sorted(full, key=lambda i: i.span)
    reader = _Reader(parsed, vocabulary, (full, known, blocks))
    for reference in sorted(written, key=lambda w: w.span):
        reader.take(reference)
    return sorted(reader.instruments, key=lambda i: i.span)


def _short(text: str, named: Iterable[Instrument]) -> Iterator[_Written]:
    """Bare "Optional Protocol" with an ordinal before it."""
    for instrument in named:
        if instrument.rule != SHORT:
            continue
        span = instrument.span
        counted = _COUNT.search(text, max(0, span.start - 20), span.start)
        all_of_them = len(text) if span.of(text).endswith("s") else 1
        count = _COUNTS[counted["count"].casefold()] if counted and all_of_them > 1 else all_of_them
        before = _ORDINAL.search(text, max(0, span.start - 8), span.start)
        if before is not None:
            span = Span(before.start("ordinal"), span.end)
        yield _Written(span, span.of(text), "Protocol", count=count)


def _written(blocks: Sequence[Piece], taken: Sequence[Span]) -> Iterator[_Written]:
    for piece in blocks:
        for pattern in (_REFERENCE, _NUMBERED, _SEVERAL):
            for match in pattern.finditer(piece.text):
                found = _of_match(match, piece.offset)
                if not any(found.span.overlaps(other) for other in taken):
                    yield found


def _of_match(match: re.Match[str], offset: int) -> _Written:
    groups = match.groupdict()
    if "count" in groups:
        span = Span(*match.span("words")).shift(offset)
        head = re.sub("ies$", "ys", match["head"]).removesuffix("s").capitalize()
        return _Written(span, match["words"], head, count=_COUNTS.get(match["count"] or "", 2))
    if "head" in groups:
        return _Written(Span(*match.span("head")).shift(offset), match["head"], match["head"], match["year"])
    return _Written(Span(*match.span()).shift(offset), match[0], "Protocol")


class _Reader:
    """Takes references in text order; what it has resolved helps to resolve the next."""

    def __init__(
        self,
        parsed: Parsed,
        vocabulary: Vocabulary,
        told: tuple[Sequence[Instrument], Sequence[Known], Sequence[Piece]],
    ) -> None:
        full, known, blocks = told
        self.instruments = list(full)
        self._text = parsed.document.text
        self._parsed = parsed
        self._starts = [piece.offset for piece in blocks]
        self._family = _Family(vocabulary)
        self._bodies = list(self._family.watched(known))
        self._defined = _defined(self._text, full)

    def take(self, reference: _Written) -> None:
        """Adds what the reference stands for."""
        meant = self._several(reference) if reference.count > 1 else self._one(reference)
        if not meant:
            rest = Instrument(reference.span, reference.words, reference.words, reference.words, None, UNKNOWN)
            short = " " in reference.words and reference.head == "Protocol" and not re.search(r"\d", reference.words)
            own = replace(rest, jurisdiction="international", rule=SHORT) if short else rest
            self.instruments.append(own)
        rule = SHORT if " " in reference.words else REFERENCE
        for instrument in meant:
            self.instruments.append(replace(instrument, span=reference.span, text=reference.words, rule=rule))

    def _one(self, reference: _Written) -> list[Instrument]:
        if reference.head == "Protocol" and " " in reference.words:
            found = self._protocol(reference)
            return [found] if found else []
        told = self._defined.get(f"{reference.year} {reference.head}" if reference.year else reference.head)
        if told is not None and told.span.end <= reference.span.start:
            return [told]
        around = self._around(reference.span)
        fitting = [i for i in (*around, *self._parents(around)) if _is_a(i, reference.head)]
        if reference.head.islower():
            before = [i for i in fitting if i.span.end and i.span.start < reference.span.start]
            near = [i for i in before if i.span.start >= self._block(reference.span)]
            fitting = near or (before if len({i.entity for i in before}) == 1 else [])
        if reference.year is not None:
            fitting = [i for i in fitting if reference.year in f"{i.text} {i.canonical}"]
        return fitting[:1] if fitting and fitting[0].span.start <= reference.span.start else []

    def _parents(self, around: Iterable[Instrument]) -> Iterator[Instrument]:
        """The treaties of the protocols named: what a text on a protocol calls "the Covenant"."""
        for instrument in around:
            parent = self._family.parent(instrument)
            if parent is not None:
                yield replace(_instrument(parent), span=instrument.span)

    def _several(self, reference: _Written) -> list[Instrument]:
        if reference.head == "Covenant":
            return [_instrument(t) for t in self._family.covenants]
        if reference.head == "Protocol" and " " in reference.words:
            for instrument in self._around(reference.span):
                sisters = [t for t in self._family.of(instrument) if "Optional Protocol" in " ".join(t.called)]
                if sisters:
                    return [_instrument(t) for t in sisters[: reference.count]]
            return []
        before = [i for i in self._around(reference.span) if i.span.end <= reference.span.start and i.span.end]
        apart = {i.entity: i for i in reversed(before) if _is_a(i, reference.head)}
        chosen = [i for i in before if i is apart.get(i.entity)][: reference.count]
        return chosen if len(chosen) == reference.count else []

    def _around(self, span: Span) -> list[Instrument]:
        """What a reference at a place may stand for, the likeliest first; see the head of the module."""
        block = self._block(span)
        before = [i for i in self.instruments if i.span.end <= span.start and i.rule != UNKNOWN]
        near = [i for i in before if i.span.start >= block]
        bodies = [b for b in self._bodies if block <= b.span.start < span.start]
        far = [i for i in before if i.span.start < block]
        named = sorted(near, key=lambda i: i.span, reverse=True)
        ranked = [*named, *reversed(bodies), *self._leading(), *sorted(far, key=lambda i: i.span, reverse=True)]
        behind = sorted((i for i in self.instruments if i.span.start >= span.end), key=lambda i: i.span)
        return [*ranked, *(replace(b, span=Span(0, 0)) for b in self._bodies), *behind]

    def _block(self, span: Span) -> int:
        """Where the paragraph of a place begins."""
        return self._starts[max(bisect_right(self._starts, span.start) - 1, 0)] if self._starts else 0

    def _leading(self) -> list[Instrument]:
        """The treaty that the bodies named are mostly of: a treaty body's report calls it "the Convention"."""
        counts: dict[str, int] = {}
        for item in (*self._bodies, *self.instruments):
            counts[item.entity] = counts.get(item.entity, 0) + 1
        mine = {b.entity: b for b in self._bodies}
        ranked = sorted(mine, key=lambda e: -counts[e])
        rest = max((n for e, n in counts.items() if e not in ranked[:1]), default=0)
        return [replace(mine[ranked[0]], span=Span(0, 0))] if ranked and counts[ranked[0]] >= 2 * rest else []

    def _protocol(self, reference: _Written) -> Instrument | None:
        """The protocol of the treaty meant that is called so; several are told apart by what stands beside them."""
        words = _called(reference.words)
        behind = self._named_behind(reference.span) or self._covenant_behind(reference.span)
        sentence = self._parsed.sentence_at(reference.span.start)
        place = sentence.span if sentence is not None else reference.span
        beside = tuple(
            self._text[start:end].casefold()
            for start, end in ((reference.span.end, place.end), (place.start, reference.span.start))
        )
        for instrument in [behind] if behind is not None else self._around(reference.span):
            fitting = [t for t in self._family.of(instrument) if words in map(_called, t.called)]
            own = [t for t in fitting if entity_id("law", t.name) == instrument.entity]
            fitting = own or _about(fitting, beside) or fitting
            if len(fitting) == 1:
                return _instrument(fitting[0])
            if fitting:
                return self._of_several(fitting, words)
        return self._by_itself(words, beside)

    def _of_several(self, protocols: list[Treaty], words: str) -> Instrument | None:
        """Of protocols of one treaty the one that has the words for its own title; else none of them."""
        by_title = [t for t in protocols if _called(t.called[0]) == words]
        return _instrument(by_title[0]) if len(by_title) == 1 else None

    def _by_itself(self, words: str, beside: tuple[str, ...]) -> Instrument | None:
        """A protocol without its treaty: the one whose own name this is, or whose topic the sentence speaks of."""
        alike = [t for t in self._family.protocols if words in map(_called, t.called)]
        about = _about(alike, beside)
        own = [t for t in alike if _called(t.called[0]) == words and not words.split()[-1].isdigit()]
        for fitting in (about, own):
            if len(fitting) == 1:
                return _instrument(fitting[0])
        return None

    def _named_behind(self, span: Span) -> Instrument | None:
        """The treaty in "Optional Protocol to the Convention …"."""
        for instrument in self.instruments:
            between = self._text[span.end : instrument.span.start]
            if instrument.span.start >= span.end and re.fullmatch(r"\s+(?:to|of)\s+(?:the\s+|that\s+)?", between):
                return instrument
        return None

    def _covenant_behind(self, span: Span) -> Instrument | None:
        """The Covenant that is not named itself: of the two, the one whose protocols are ratified."""
        unnamed = re.match(r"\s+to\s+the\s+Covenant\b", self._text[span.end : span.end + 30])
        around = [i for i in self._around(span) if _is_a(i, "Covenant")] if unnamed else []
        return around[0] if around else _instrument(self._family.covenants[0]) if unnamed else None


class _Family:
    """The treaties of the vocabulary by entity, with their protocols and the bodies that watch over them."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        treaties = vocabulary.entries(Treaty)
        self._by_id = {t.id: t for t in treaties}
        self._by_entity = {entity_id("law", t.name): t for t in treaties}
        self.protocols = [t for t in treaties if t.called]
        self._of_body = {b.id: self._by_id[b.treaty] for b in vocabulary.entries(Body) if b.treaty in self._by_id}
        groups = [t for t in treaties if t.kind == "group"]
        self.covenants = [self._by_id[m] for t in groups for m in t.members if t.id == "covenants"]

    def of(self, instrument: Instrument) -> list[Treaty]:
        """The protocols of the treaty that an instrument is, or is a protocol of."""
        treaty = self._by_entity.get(instrument.entity)
        if treaty is None or treaty.kind in ("short", "group"):
            return []
        root = treaty.parent or treaty.id
        return [t for t in self.protocols if t.parent == root]

    def parent(self, instrument: Instrument) -> Treaty | None:
        """The treaty that an instrument is a protocol of."""
        treaty = self._by_entity.get(instrument.entity)
        return self._by_id.get(treaty.parent) if treaty is not None and treaty.parent else None

    def watched(self, known: Iterable[Known]) -> Iterator[Instrument]:
        """The treaties of the bodies named, where these are named."""
        for item in known:
            treaty = self._of_body.get(item.names[0].entry)
            if treaty is not None:
                yield replace(_instrument(treaty), span=item.span)


def _about(protocols: Sequence[Treaty], beside: tuple[str, ...]) -> list[Treaty]:
    """Those whose topic stands beside a reference; of several the one whose topic stands nearest behind it."""
    for text in beside:
        places = {t.id: min((text.find(topic) for topic in t.topics if topic in text), default=-1) for t in protocols}
        found = sorted((t for t in protocols if places[t.id] >= 0), key=lambda t: places[t.id])
        if found:
            return found[:1] if text is beside[0] else found
    return []


def _instrument(treaty: Treaty) -> Instrument:
    return Instrument(Span(0, 0), treaty.name, treaty.name, treaty.name, "international", "law.treaty")


def _defined(text: str, full: Iterable[Instrument]) -> dict[str, Instrument]:
    """What a document says it calls "the Convention"; what it says first counts."""
    found: dict[str, Instrument] = {}
    for instrument in full:
        match = _DEFINED.match(text, instrument.span.end)
        if match is not None:
            found.setdefault(" ".join(match["short"].split()), instrument)
    return found


@lru_cache(maxsize=4096)
def _called(words: str) -> str:
    """The one form of "Second Optional Protocol", "2nd facultative protocol", "Protocol No. 13"."""
    plain = [_FIRST.get(w, w) for w in normalise_name(words).split() if w not in ("no", "nos", "number")]
    return " ".join("optional" if w in ("facultative", "faculty") else w for w in plain)


def _is_a(instrument: Instrument, head: str) -> bool:
    """Whether the instrument is itself a `head`; an act is what its name ends in, all others what they name first."""
    words = [w for w in normalise_name(instrument.canonical).split() if w in _HEADS]
    if not words or instrument.rule == UNKNOWN:
        return False
    return words[-1 if instrument.rule == "law.act" else 0] == head.casefold()


_HEADS = frozenset(_HEAD.casefold().split("|"))
