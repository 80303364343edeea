"""Sentences of a draft held against a base: which of them state something that can be checked, and what comes of it."""

from __future__ import annotations

from collections.abc import Sequence

from justicekb.query.drafts.entailment.claim import Claim
from justicekb.query.drafts.entailment.entail import Entailment, entail
from justicekb.query.drafts.entailment.grammar import Grammar
from justicekb.query.drafts.entailment.predicates import predicates
from justicekb.query.drafts.entailment.windows import Windows
from justicekb.query.drafts.statements import DraftSentence
from justicekb.query.language import Reading, atlas
from justicekb.store.base import FullTextReader, RecordReader
from justicekb.vocabulary import Vocabulary

# Sentences of a draft that are parsed together.
BATCH = 64


class Entailing:
    """Compares sentences with those of a base; what was parsed is kept for the next ones."""

    def __init__(
        self, records: RecordReader, vocabulary: Vocabulary, fulltext: FullTextReader, grammar: Grammar
    ) -> None:
        self._vocabulary = vocabulary
        self._windows = Windows(records, Reading(records, atlas(vocabulary)), fulltext, grammar)
        self._families = predicates(vocabulary)

    def read(self, sentences: Sequence[DraftSentence]) -> list[Claim]:
        """The claims that sentences make, in order."""
        trees = self._windows.parse([sentence.text for sentence in sentences])
        return [
            Claim(sentence, tree, self._families, self._vocabulary)
            for sentence, tree in zip(sentences, trees, strict=True)
        ]

    def of(self, claim: Claim) -> Entailment:
        """What the base makes of a claim; "not_found" for what cannot be checked."""
        return entail(claim, self._windows.of(claim)) if checkable(claim) else Entailment("not_found")


def checkable(claim: Claim) -> bool:
    """Whether a sentence states something of somebody or something: no heading, question or greeting."""
    text = claim.tree.text.rstrip("”\"'’)] ")
    told = any(claim.tree.verb(at) for at in range(len(claim.tree.words)))
    said = bool(claim.predicates or claim.words) and bool(claim.names or claim.read.numbers or claim.read.dates)
    return told and said and not text.endswith("?")
