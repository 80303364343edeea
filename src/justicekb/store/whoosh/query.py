"""`querytree` nodes as queries of `evaluation`: words become the indexed forms that they ask for, the rest filters.

The index holds words as they are written (folded), so a phrase is exact; a single word is looked for in all forms
that share its stem, which the sorted list of indexed words yields. What the lists cannot decide (proximity, words with
hyphens) is decided on the words of the candidates, as in every engine.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from functools import partial

from justicekb.querytree import Fuzzy, Phrase, Term, Wildcard
from justicekb.store.base import ShownPassage
from justicekb.store.fulltext.matching import bounded, word_test
from justicekb.store.fulltext.storedhits import stands
from justicekb.store.fulltext.translation import BOOSTS, Translation
from justicekb.store.language.cyrillic import keys
from justicekb.store.whoosh.evaluation import (
    AllOf,
    AnyOf,
    Asked,
    Every,
    InOrder,
    Passages,
    Unscored,
    Value,
    Verified,
    Without,
    Word,
)
from justicekb.store.words import fold, stem, written

# A pattern that fits more words than this only filters: rarity says nothing then.
MANY = 16


class Translator(Translation[Asked]):
    """Makes queries for one state of the index; what it looked up in the word list it remembers."""

    def __init__(self, passages: Passages) -> None:
        self._passages = passages
        self._reader = passages.reader
        self._forms: dict[tuple[str, str], list[str]] = {}
        self._rarities: dict[tuple[str, str], float] = {}

    def words(self, node: Term | Phrase | Wildcard | Fuzzy, field: str) -> Asked:
        """See `Translation.words`."""
        match node:
            case Term(text):
                return self._word(node, written(text), field)
            case Phrase():
                return self.phrase(node, field)
            case _:
                return self._terms(field, self._fitting(node, field))

    def _word(self, node: Term, compounds: list[tuple[str, ...]], field: str) -> Asked:
        """A word in any form; one of several parts also where it is written in one."""
        candidates = self.all_of([self._compound(field, compound) for compound in compounds])
        one = sum(map(len, compounds)) == 1
        return candidates if one else self.verified(candidates, partial(stands, node, field))

    def _compound(self, field: str, compound: tuple[str, ...]) -> Asked:
        """The passages that may have a compound: in one, or all its parts."""
        apart = self.all_of([self._same_word(field, piece) for piece in compound])
        return apart if len(compound) == 1 else self.any_of([self._same_word(field, "".join(compound)), apart])

    def _same_word(self, field: str, word: str) -> Asked:
        known = (key for key in keys(word) if self.knows(field, key))
        return self._terms(field, dict.fromkeys([*self.same_stem(field, stem(fold(word))), *known]))

    def in_order(self, field: str, row: list[str]) -> Asked:
        """See `Translation.in_order`."""
        if len(row) == 1:
            return self._terms(field, row)
        return InOrder(tuple(self._form(field, form) for form in row))

    def gapped(self, node: Phrase, field: str, rows: list[list[str]]) -> Asked:
        """See `Translation.gapped`: decided on the passages that have all words."""
        together = [self.all_of([self._terms(field, [form]) for form in dict.fromkeys(row)]) for row in rows]
        return self.verified(self.any_of(together), partial(stands, node, field))

    def _terms(self, field: str, found: Iterable[str]) -> Asked:
        found = list(found)
        if len(found) > MANY:
            return Value(field, tuple(found))
        return self.any_of([self._form(field, form) for form in found])

    def _form(self, field: str, form: str) -> Word:
        return Word(field, form, self._rarity(field, form) * BOOSTS.get(field, 1.0))

    def _rarity(self, field: str, form: str) -> float:
        """The inverse document frequency of all forms of a word, so that a rare plural gains nothing."""
        key = (field, stem(form))
        if key not in self._rarities:
            having = sum(self._passages.frequency(field, one) for one in self.same_stem(*key))
            total = self._passages.of_text
            self._rarities[key] = math.log(1 + total / (min(having, total) + 1))
        return self._rarities[key]

    def same_stem(self, field: str, stemmed: str) -> list[str]:
        """The indexed words with this stem; they begin like the stem, but for its last two letters."""
        key = (field, stemmed)
        if key not in self._forms:
            likely = self.lexicon(field, stemmed[: max(2, len(stemmed) - 2)])
            self._forms[key] = [word for word in likely if stem(word) == stemmed]
        return self._forms[key]

    def _fitting(self, node: Wildcard | Fuzzy, field: str) -> list[str]:
        """The indexed words that a pattern or a misspelt word asks for."""
        fits = word_test(node)
        if isinstance(node, Wildcard):
            start = fold(node.pattern.partition("*")[0].partition("?")[0])
            return bounded(node, (word for word in self.lexicon(field, start) if fits(word)))
        return [word for word in near(fold(node.text), list(self.lexicon(field)), node.distance) if fits(word)]

    def lexicon(self, field: str, start: str = "") -> Iterator[str]:
        """The indexed words or values of a field that begin so, sorted."""
        found = self._reader.expand_prefix(field, start.encode()) if start else self._reader.lexicon(field)
        return (word.decode() for word in found)

    def knows(self, field: str, form: str) -> bool:
        """See `Translation.knows`."""
        return (field, form.encode()) in self._reader

    def dates(self, field: str) -> Iterator[str]:
        """See `Translation.dates`."""
        return self.lexicon(field)

    def term(self, field: str, value: str) -> Asked:
        """See `Translation.term`."""
        return Value(field, (value,))

    def one_of(self, field: str, values: Sequence[str]) -> Asked:
        """See `Translation.one_of`."""
        return Value(field, tuple(values))

    def any_entity(self) -> Asked:
        """See `Translation.any_entity`."""
        return self.term("has", "entity")

    def everything(self) -> Asked:
        """See `Translation.everything`."""
        return Every()

    def any_of(self, queries: Sequence[Asked]) -> Asked:
        """See `Translation.any_of`."""
        return queries[0] if len(queries) == 1 else AnyOf(tuple(queries))

    def all_of(self, queries: Sequence[Asked]) -> Asked:
        """See `Translation.all_of`."""
        return queries[0] if len(queries) == 1 else AllOf(tuple(queries))

    def without(self, inner: Asked) -> Asked:
        """See `Translation.without`."""
        return Without(inner)

    def unscored(self, inner: Asked) -> Asked:
        """See `Translation.unscored`."""
        return Unscored(inner)

    def verified(self, candidates: Asked, fits: Callable[[ShownPassage], bool]) -> Asked:
        """See `Translation.verified`."""
        return Verified(candidates, fits)


def near(wanted: str, known: Collection[str], distance: int) -> list[str]:
    """The words at most so many edits away (optimal string alignment, as `matching.within`)."""
    from rapidfuzz import process  # loaded for the few searches that need it
    from rapidfuzz.distance import OSA

    found = process.extract(wanted, known, scorer=OSA.distance, score_cutoff=distance, limit=None)
    return [word for word, _, _ in found]
