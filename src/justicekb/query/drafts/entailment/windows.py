"""The sentences of the base that are nearest to a draft's sentence, each with what stands around it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from justicekb.edtf import Edtf
from justicekb.findings import Citation
from justicekb.model import DateMention, Document
from justicekb.query.drafts.entailment.claim import Claim, meant_in
from justicekb.query.drafts.entailment.grammar import Grammar, Tree
from justicekb.query.drafts.objections import Source
from justicekb.query.language import Held, Reading, cited, sentences_in, stems
from justicekb.querytree import Or, Term
from justicekb.spans import Span
from justicekb.store.base import FullTextReader, RecordReader
from justicekb.vocabulary import Vocabulary
from justicekb.vocabulary.numbertext import Quantity, quantities

# How many passages are looked into, and how many sentences are laid beside a claim: BM25 has the right passage among
# the first three as a rule (28 of 29 questions over 3,060 sentences, November 2026).
PASSAGES, KEPT = 24, 8

# Parsed sentences kept at once; a draft comes back to the same ones again and again.
_PARSED = 2000

# What a name and a value count beside a word when sentences are ranked.
_OF_NAME, _OF_VALUE, _OF_WORD, _OF_DAY = 2.0, 1.5, 1.0, 0.6


# How far behind its date a dateline ends (characters): "ASTANA, 7 April 2014 –".
_DATELINE = 3


@dataclass(frozen=True)
class Window:
    """A sentence of a source, parsed, with the sentences beside it."""

    source: Source
    tree: Tree
    vocabulary: Vocabulary
    beside: tuple[Span, ...] = ()
    share: float = 0.0

    @property
    def text(self) -> str:
        """Its words."""
        return self.source.text

    @property
    def document(self) -> Document:
        """The document that it stands in."""
        return self.held.document

    @property
    def held(self) -> Held:
        """The document with its names."""
        return self.source.reading.held(self.source.document)

    @cached_property
    def around(self) -> str:
        """The sentences beside it."""
        return " ".join(span.of(self.document.text) for span in self.beside)

    @cached_property
    def stems_around(self) -> frozenset[str]:
        """Their stems."""
        return frozenset(stems(self.around))

    @cached_property
    def stems_above(self) -> frozenset[str]:
        """The stems of the title, the headings above it and the publisher."""
        heads = [h.of(self.document.text) for h in self.held.heads if h.end <= self.source.span.start][-3:]
        return frozenset(stems(" ".join([self.document.title or "", self.document.publisher or "", *heads])))

    @cached_property
    def dates_above(self) -> list[Edtf]:
        """The dates in the title and the headings above it."""
        heads = [h for h in self.held.heads if h.end <= self.source.span.start]
        return [d.edtf for h in (*heads[:1], *heads[-2:]) for d in self.held.dates_in(h)]

    @cached_property
    def dates(self) -> list[DateMention]:
        """The dates in it, without that of a dateline, which closes a sentence of its own."""
        end = self.source.span.end
        found = (d for d in self.held.dates_in(self.source.span) if d.edtf.text)
        return [d for d in found if d.evidence.end >= end or d.evidence.end - d.span.end > _DATELINE]

    @cached_property
    def dates_around(self) -> list[Edtf]:
        """The dates in the sentences beside it."""
        return [d.edtf for span in self.beside for d in self.held.dates_in(span)]

    @cached_property
    def meant(self) -> dict[int, str]:
        """The plain words for which its turns of speech stand."""
        return meant_in(self.tree, self.vocabulary)

    @cached_property
    def numbers(self) -> list[Quantity]:
        """The numbers in it, years left out."""
        dated = [d.span.shift(-self.source.span.start) for d in self.dates]
        found = quantities(self.text, self.vocabulary)
        return [q for q in found if not any(q.span.overlaps(span) for span in dated)]

    @cached_property
    def numbers_around(self) -> list[Quantity]:
        """The numbers in the sentences beside it."""
        return [q for q in quantities(self.around, self.vocabulary) if not q.year_like]

    def citation(self, records: RecordReader) -> Citation:
        """Where it stands."""
        return cited(self.document, self.source.span, records)


@dataclass(frozen=True)
class _Candidate:
    document: str
    span: Span
    beside: tuple[Span, ...]
    score: float


class Windows:
    """Finds windows, and keeps what it has parsed."""

    def __init__(self, records: RecordReader, reading: Reading, fulltext: FullTextReader, grammar: Grammar) -> None:
        self._records = records
        self._reading = reading
        self._fulltext = fulltext
        self._grammar = grammar
        self._trees: dict[str, Tree] = {}

    def parse(self, texts: Sequence[str]) -> list[Tree]:
        """The trees of sentences; each text is parsed once."""
        missing = list(dict.fromkeys(text for text in texts if text not in self._trees))
        if len(self._trees) > _PARSED:
            self._trees.clear()
            missing = list(dict.fromkeys(texts))
        for text, words in zip(missing, self._grammar(missing) if missing else [], strict=True):
            self._trees[text] = Tree(text, words)
        return [self._trees[text] for text in texts]

    def of(self, claim: Claim, also: Sequence[tuple[str, Span]] = ()) -> list[Window]:
        """The windows most like a claim, the likest first; `also` are sentences that records point at."""
        found = {(c.document, c.span): c for c in self._candidates(claim)}
        ranked = sorted(found.values(), key=lambda c: -c.score)[:KEPT]
        texts = [c.span.of(self._reading.held(c.document).document.text) for c in ranked]
        return [
            Window(Source(self._reading, c.document, c.span), tree, claim.vocabulary, c.beside, c.score)
            for c, tree in zip(ranked, self.parse(texts), strict=True)
        ]

    def _candidates(self, claim: Claim) -> Iterator[_Candidate]:
        terms = tuple(Term(word) for word in dict.fromkeys(claim.searched()))
        if not terms:
            return
        wanted = _Wanted(claim)
        for hit in self._fulltext.search(Or(terms), limit=PASSAGES).hits:
            passage = self._records.passage(hit.passage)
            if passage is None:
                continue
            held = self._reading.held(hit.document)
            text, about = held.document.text, wanted.known_to(held)
            spans = list(sentences_in(text, passage.span))
            for at, span in enumerate(spans):
                beside = tuple(spans[max(at - 2, 0) : at] + spans[at + 1 : at + 2])
                score = about + wanted.score(span.of(text), " ".join(s.of(text) for s in beside), claim)
                yield _Candidate(hit.document, span, beside, score)


class _Wanted:
    """What sentences are ranked by."""

    def __init__(self, claim: Claim) -> None:
        known = claim.known
        self.names = [frozenset(name.stems) for name in claim.names]
        self.ids = [name.ids for name in claim.names]
        self.families = claim.families
        places = (*claim.words, *claim.predicates)
        self.words = [(known.alike(claim.tree.stems[at]), claim.told.get(at, frozenset())) for at in places]
        self.values = [word for q in claim.read.numbers for word in stems(q.span.of(claim.read.text))[:1]]
        self.days = [
            w for d in claim.read.dates for w in stems(claim.read.text[d.start : d.end]) if not known.is_stop(w)
        ]

    def known_to(self, held: Held) -> float:
        """What a document's knowing the names adds to each of its sentences, which may take them up."""
        return sum(_OF_WORD for ids in self.ids if ids & held.mentioned.keys())

    def score(self, own: str, around: str, claim: Claim) -> float:
        """How much of the claim a sentence has; what stands beside it counts a third."""
        return self._score(frozenset(stems(own))) + self._score(frozenset(stems(around))) / 3

    def _score(self, there: frozenset[str]) -> float:
        named = sum(_OF_NAME * len(name & there) / len(name) for name in self.names if name)
        told = frozenset().union(*map(self.families.families, there))
        said = sum(_OF_WORD for word, ours in self.words if not word.isdisjoint(there) or not ours.isdisjoint(told))
        dated = sum(_OF_DAY for word in self.days if word in there)
        return named + said + dated + sum(_OF_VALUE for word in self.values if word in there)
