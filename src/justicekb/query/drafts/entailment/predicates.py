"""Which words tell the same kind of event, and which exclude one another: the families of predicates.csv."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from justicekb.query.language import Lexicon, lexicon, stem
from justicekb.vocabulary import Vocabulary
from justicekb.vocabulary.entries import Predicate


@dataclass(frozen=True)
class Predicates:
    """Families of predicates: `by_stem` those of one word, `phrases` those of several in a row."""

    by_stem: dict[str, frozenset[str]]
    phrases: dict[tuple[str, ...], frozenset[str]]
    fields: dict[str, str]
    also: dict[str, frozenset[str]]
    known: Lexicon

    def families(self, word: str) -> frozenset[str]:
        """The families of a stem."""
        return self.by_stem.get(word, frozenset())

    def told_in(self, stems: Sequence[str]) -> dict[int, frozenset[str]]:
        """The families that a sentence's words tell, by the place of the word; of a phrase, at its first word."""
        found = {at: self.families(word) for at, word in enumerate(stems) if word in self.by_stem}
        for at in range(len(stems)):
            for length in (4, 3, 2):
                families = self.phrases.get(tuple(stems[at : at + length]))
                if families:
                    found |= dict.fromkeys(range(at, at + length), families)
                    break
        return found

    def same(self, ours: frozenset[str], theirs: frozenset[str]) -> bool:
        """Whether two words may tell one kind of event."""
        return not ours.isdisjoint(theirs)

    def implied(self, ours: frozenset[str], theirs: frozenset[str]) -> bool:
        """Whether a source that tells the one bears the other out: who was sentenced was convicted."""
        return self.same(ours, theirs) or any(not self.also[one].isdisjoint(ours) for one in theirs)

    def near(self, ours: frozenset[str], theirs: frozenset[str]) -> bool:
        """Whether what one tells may be told of the event that the other tells."""
        return self.same(ours, theirs) or any(
            not self.also[one].isdisjoint(others) for some, others in ((ours, theirs), (theirs, ours)) for one in some
        )

    def rival(self, ours: frozenset[str], theirs: frozenset[str]) -> bool:
        """Whether two words exclude one another: of one field, and of no family that they may share."""
        if self.near(ours, theirs):
            return False
        return not {self.fields[one] for one in ours}.isdisjoint(self.fields[one] for one in theirs)


def predicates(vocabulary: Vocabulary) -> Predicates:
    """The families of a vocabulary, built once."""
    return vocabulary.once(_build)


def _build(vocabulary: Vocabulary) -> Predicates:
    by_stem: dict[str, frozenset[str]] = defaultdict(frozenset)
    phrases: dict[tuple[str, ...], frozenset[str]] = defaultdict(frozenset)
    also: dict[str, frozenset[str]] = defaultdict(frozenset)
    known = lexicon(vocabulary)
    entries = vocabulary.entries(Predicate)
    for entry in entries:
        also[entry.id] |= frozenset(entry.also)
        for words in entry.words:
            run = tuple(stem(word) for word in words.split())
            for own in {run[0], *known.irregular.get(run[0], ())}:
                if len(run) > 1:
                    phrases[own, *run[1:]] |= {entry.id}
                else:
                    by_stem[own] |= {entry.id}
    return Predicates(dict(by_stem), dict(phrases), {e.id: e.field for e in entries}, dict(also), known)
