"""`querytree` nodes as Whoosh queries: words become the indexed forms that they ask for, the rest term filters.

The index holds words as they are written (folded), so a phrase is exact; a single word is looked for in all forms
that share its stem, which the sorted list of indexed words yields. What Whoosh cannot decide from its postings
(proximity, words with hyphens) is decided on the stored words of the candidates, as in every engine.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from functools import partial
from typing import Any

from whoosh import matching as whoosh_matching
from whoosh import query, scoring
from whoosh.query.wrappers import WrappingQuery

from justicekb.querytree import Fuzzy, Phrase, Term, Wildcard
from justicekb.store.fulltext.matching import FURNITURE, bounded, word_test
from justicekb.store.fulltext.storedhits import Stored, stands
from justicekb.store.fulltext.translation import BOOSTS, Translation
from justicekb.store.fulltext.values import SEARCHED
from justicekb.store.language.cyrillic import keys
from justicekb.store.words import fold, stem, written

# BM25's saturation (K1) and length (B) parameters: by the sweep of benchmarks/search.py (50 queries, 48 settings, words
# required): nDCG@10 0.873 against 0.867 with 1, 1, 1.2, 0.75 (BOOSTS of title, heading, K1 and B).
BM25 = {"K1": 1.8, "B": 0.3}

# A pattern that fits more words than this only filters: their postings are read at once, and rarity says nothing.
MANY = 16

# What a filter adds to a score; Whoosh takes 0 for "not given".
_NO_SCORE = 1e-9


class Translator(Translation[Any]):
    """Makes Whoosh queries for one state of the index; what it looked up in the word list it remembers."""

    def __init__(self, reader: Any) -> None:  # noqa: ANN401  # Whoosh has no types
        self._reader = reader
        self._forms: dict[tuple[str, str], list[str]] = {}

    def words(self, node: Term | Phrase | Wildcard | Fuzzy, field: str) -> Any:  # noqa: ANN401  # Whoosh
        """See `Translation.words`."""
        match node:
            case Term(text):
                return self._word(node, written(text), field)
            case Phrase():
                return self.phrase(node, field)
            case _:
                return self._terms(field, self._fitting(node, field))

    def _word(self, node: Term, compounds: list[tuple[str, ...]], field: str) -> Any:  # noqa: ANN401  # Whoosh
        """A word in any form; one of several parts also where it is written in one."""
        candidates = self.all_of([self._compound(field, compound) for compound in compounds])
        one = sum(map(len, compounds)) == 1
        return candidates if one else self.verified(candidates, partial(stands, node, field))

    def _compound(self, field: str, compound: tuple[str, ...]) -> Any:  # noqa: ANN401  # Whoosh
        """The passages that may have a compound: in one, or all its parts."""
        apart = self.all_of([self._same_word(field, piece) for piece in compound])
        return apart if len(compound) == 1 else self.any_of([self._same_word(field, "".join(compound)), apart])

    def _same_word(self, field: str, word: str) -> Any:  # noqa: ANN401  # Whoosh
        known = (key for key in keys(word) if self.knows(field, key))
        return self._terms(field, dict.fromkeys([*self.same_stem(field, stem(fold(word))), *known]))

    def in_order(self, field: str, row: list[str]) -> Any:  # noqa: ANN401  # Whoosh
        """See `Translation.in_order`."""
        if len(row) == 1:
            return self._terms(field, row)
        return query.Phrase(field, row, boost=BOOSTS.get(field, 1.0))

    def gapped(self, node: Phrase, field: str, rows: list[list[str]]) -> Any:  # noqa: ANN401  # Whoosh
        """See `Translation.gapped`: decided on the passages that have all words."""
        together = [self.all_of([self._terms(field, [form]) for form in dict.fromkeys(row)]) for row in rows]
        return self.verified(self.any_of(together), partial(stands, node, field))

    def _terms(self, field: str, found: Iterable[str]) -> Any:  # noqa: ANN401  # Whoosh
        found = list(found)
        if len(found) > MANY:
            return _ManyTerms(field, found)
        return self.any_of([query.Term(field, form, boost=BOOSTS.get(field, 1.0)) for form in found])

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

    def term(self, field: str, value: str) -> Any:  # noqa: ANN401  # Whoosh
        """See `Translation.term`."""
        return query.Term(field, value)

    def one_of(self, field: str, values: Sequence[str]) -> Any:  # noqa: ANN401  # Whoosh
        """See `Translation.one_of`."""
        return self.any_of([query.Term(field, value) for value in values])

    def any_entity(self) -> Any:  # noqa: ANN401  # Whoosh
        """See `Translation.any_entity`."""
        return query.Every("entity_type")

    def everything(self) -> Any:  # noqa: ANN401  # Whoosh
        """See `Translation.everything`."""
        return query.ConstantScoreQuery(query.Every(), _NO_SCORE)

    def any_of(self, queries: Sequence[Any]) -> Any:  # noqa: ANN401  # Whoosh
        """See `Translation.any_of`."""
        queries = [one for one in queries if one != query.NullQuery]
        if not queries:
            return query.NullQuery
        return queries[0] if len(queries) == 1 else _Union(queries)

    def all_of(self, queries: Sequence[Any]) -> Any:  # noqa: ANN401  # Whoosh
        """See `Translation.all_of`."""
        if not queries:
            return query.NullQuery
        return queries[0] if len(queries) == 1 else query.And(queries)

    def without(self, inner: Any) -> Any:  # noqa: ANN401  # Whoosh
        """See `Translation.without`."""
        return self.everything() if inner == query.NullQuery else query.And([self.everything(), query.Not(inner)])

    def unscored(self, inner: Any) -> Any:  # noqa: ANN401  # Whoosh
        """See `Translation.unscored`."""
        return inner if inner == query.NullQuery else query.ConstantScoreQuery(inner, _NO_SCORE)

    def verified(self, candidates: Any, fits: Callable[[Stored], bool]) -> Any:  # noqa: ANN401  # Whoosh
        """See `Translation.verified`; candidates are read while the search meets them."""
        return candidates if candidates == query.NullQuery else _Verified(candidates, fits)


def near(wanted: str, known: Collection[str], distance: int) -> list[str]:
    """The words at most so many edits away (optimal string alignment, as `matching.within`)."""
    from rapidfuzz import process  # loaded for the few searches that need it
    from rapidfuzz.distance import OSA

    found = process.extract(wanted, known, scorer=OSA.distance, score_cutoff=distance, limit=None)
    return [word for word, _, _ in found]


class _Union(query.Or):  # type: ignore[misc]  # Whoosh has no types
    """Or by a tree of unions; for small indexes Whoosh would fill arrays, which takes a millisecond a word."""

    matcher_type = query.Or.DEFAULT_MATCHER


class _ManyTerms(query.Query):  # type: ignore[misc]  # Whoosh has no types
    """The passages with any of many words; a tree of unions over hundreds of words would take minutes."""

    def __init__(self, field: str, found: list[str]) -> None:
        self._field = field
        self._found = found

    def __hash__(self) -> int:
        return hash((self._field, *self._found))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _ManyTerms) and (self._field, self._found) == (other._field, other._found)

    def is_leaf(self) -> bool:
        """See whoosh.query.Query.is_leaf."""
        return True

    def estimate_size(self, reader: Any) -> int:  # noqa: ANN401  # Whoosh
        """See whoosh.query.Query.estimate_size."""
        return int(reader.doc_count())

    def matcher(self, searcher: Any, context: Any = None) -> Any:  # noqa: ANN401  # Whoosh
        """See whoosh.query.Query.matcher."""
        reader = searcher.reader()
        numbers: set[int] = set()
        for word in self._found:
            if (self._field, word.encode()) in reader:
                numbers.update(reader.postings(self._field, word.encode()).all_ids())
        ids = sorted(number for number in numbers if not reader.is_deleted(number))
        return whoosh_matching.ListMatcher(ids, all_weights=1.0) if ids else whoosh_matching.NullMatcher()


class _Verified(WrappingQuery):  # type: ignore[misc]  # Whoosh has no types
    """The passages of another query for which a test on the stored passage holds."""

    def __init__(self, child: Any, test: Callable[[Stored], bool]) -> None:  # noqa: ANN401  # Whoosh
        super().__init__(child)
        self._test = test

    def __hash__(self) -> int:
        return hash((type(self), self.child, id(self._test)))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Verified) and self.child == other.child and self._test is other._test

    def _rewrap(self, child: Any) -> _Verified:  # noqa: ANN401  # Whoosh
        return _Verified(child, self._test)

    def matcher(self, searcher: Any, context: Any = None) -> Any:  # noqa: ANN401  # Whoosh
        """See whoosh.query.Query.matcher."""
        child = self.child.matcher(searcher, context)
        return _VerifiedMatcher(child, searcher, self._test)


class _VerifiedMatcher(whoosh_matching.WrappingMatcher):  # type: ignore[misc]  # Whoosh has no types
    def __init__(self, child: Any, searcher: Any, test: Callable[[Stored], bool]) -> None:  # noqa: ANN401  # Whoosh
        super().__init__(child)
        self._searcher = searcher
        self._test = test
        self._known: dict[int, bool] = {}
        self._find()

    def copy(self) -> _VerifiedMatcher:
        return _VerifiedMatcher(self.child.copy(), self._searcher, self._test)

    def _replacement(self, child: Any) -> _VerifiedMatcher:  # noqa: ANN401  # Whoosh
        return _VerifiedMatcher(child, self._searcher, self._test)

    def _holds(self, number: int) -> bool:
        if number not in self._known:
            self._known[number] = self._test(self._searcher.stored_fields(number)["hit"])
        return self._known[number]

    def _find(self) -> None:
        while self.child.is_active() and not self._holds(self.child.id()):
            self.child.next()

    def all_ids(self) -> Iterator[int]:
        return (number for number in self.child.all_ids() if self._holds(number))

    def reset(self) -> None:
        self.child.reset()
        self._find()

    def next(self) -> None:
        self.child.next()
        self._find()

    def skip_to(self, number: int) -> None:
        self.child.skip_to(number)
        self._find()

    def skip_to_quality(self, minquality: float) -> int:
        skipped: int = self.child.skip_to_quality(minquality)
        self._find()
        return skipped


class _BodyScorer(scoring.BM25FScorer):  # type: ignore[misc]  # Whoosh has no types
    """BM25 by the mean length of the field in the passages of the text: those of furniture have nothing in it."""

    def __init__(self, searcher: Any, fieldname: str, text: bytes, qf: int) -> None:  # noqa: ANN401  # Whoosh
        parent = searcher.get_parent()
        self.idf = parent.idf(fieldname, text)
        passages = parent.doc_count_all()
        own = of_text(parent) if fieldname in SEARCHED else passages
        self.avgfl = (parent.avg_field_length(fieldname) or 1) * passages / max(own, 1)
        self.B, self.K1, self.qf = BM25["B"], BM25["K1"], qf
        self.setup(searcher, fieldname, text)


def of_text(searcher: Any) -> int:  # noqa: ANN401  # Whoosh has no types
    """How many passages are no furniture, so that a base without it ranks the others the same."""
    return int(searcher.doc_count_all() - searcher.doc_frequency("block", FURNITURE.encode()))


class StemBM25F(scoring.BM25F):  # type: ignore[misc]  # Whoosh has no types
    """BM25F in which all forms of a word are as rare as the word, so that a rare plural gains nothing."""

    def __init__(self, translator: Translator) -> None:
        super().__init__(**BM25)
        self._translator = translator
        self._rarity: dict[tuple[str, str], float] = {}

    def scorer(self, searcher: Any, fieldname: str, text: bytes, qf: int = 1) -> Any:  # noqa: ANN401  # Whoosh
        """See whoosh.scoring.WeightingModel.scorer."""
        if not searcher.schema[fieldname].scorable:
            return scoring.WeightScorer.for_(searcher, fieldname, text)
        return _BodyScorer(searcher, fieldname, text, qf)

    def idf(self, searcher: Any, fieldname: str, text: bytes) -> float:  # noqa: ANN401  # Whoosh
        """The inverse document frequency of the word's stem."""
        stemmed = stem(text.decode())
        key = (fieldname, stemmed)
        if key not in self._rarity:
            parent = searcher.get_parent()
            having = sum(parent.doc_frequency(fieldname, f) for f in self._translator.same_stem(fieldname, stemmed))
            total = of_text(parent)
            self._rarity[key] = math.log(1 + total / (min(having, total) + 1))
        return self._rarity[key]
