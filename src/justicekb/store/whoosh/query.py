"""`querytree` nodes as Whoosh queries: words become the indexed forms that they ask for, the rest term filters.

The index holds words as they are written (folded), so a phrase is exact; a single word is looked for in all forms
that share its stem, which the sorted list of indexed words yields. What Whoosh cannot decide from its postings
(proximity, words with hyphens) is decided by `matching.runs` on the stored text of the candidates, so that every
engine gives the same answer.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Collection, Iterable, Iterator
from typing import Any

from whoosh import matching as whoosh_matching
from whoosh import query, scoring
from whoosh.query.wrappers import WrappingQuery

from justicekb.edtf import Edtf
from justicekb.querytree import (
    And,
    DateRange,
    Everything,
    Fuzzy,
    Keyword,
    Mentions,
    Missing,
    Named,
    Near,
    Node,
    Not,
    Or,
    Phrase,
    Term,
    Wildcard,
)
from justicekb.store.fulltext.matching import bounded, may_cross, unsupported, word_test
from justicekb.store.fulltext.storedhits import Stored, crosses, stands
from justicekb.store.language.borders import phrase_pairs
from justicekb.store.language.cyrillic import keys
from justicekb.store.language.sequences import length, spellings, wanted_in_order
from justicekb.store.words import fold, stem, written

SEARCHED = ("title", "heading", "text")  # what a word without a field is looked for in

# How much a word counts in each field, and BM25's saturation (K1) and length (B) parameters: by the sweep of
# benchmarks/search.py (50 queries, 48 settings, words required): nDCG@10 0.873 against 0.867 with 1, 1, 1.2, 0.75.
# A title counts half, because every passage of its document bears it; up to 1.0 nothing falls by more than 0.003.
BOOSTS = {"title": 0.5, "heading": 0.5, "text": 1.0}
BM25 = {"K1": 1.8, "B": 0.3}

# A pattern that fits more words than this only filters: their postings are read at once, and rarity says nothing.
MANY = 16

# The spellings of a phrase that are looked for: beyond them compounds are met as they are written.
_MOST_SPELLINGS = 16

# What a filter adds to a score; Whoosh takes 0 for "not given".
_NO_SCORE = 1e-9


class Translator:
    """Makes Whoosh queries for one state of the index; what it looked up in the word list it remembers."""

    def __init__(self, reader: Any) -> None:  # noqa: ANN401  # Whoosh has no types
        self._reader = reader
        self._forms: dict[tuple[str, str], list[str]] = {}

    def query(self, node: Node) -> Any:  # noqa: ANN401  # Whoosh has no types; one case a node, each a line
        """The Whoosh query of a node; raises QueryError (UNSUPPORTED) for one that no passage can be asked."""
        match node:
            case Everything():
                return _everything()
            case Term(field=field) | Phrase(field=field) | Wildcard(field=field) | Fuzzy(field=field):
                return _any([self._words(node, name) for name in (SEARCHED if field is None else (field,))])
            case Near():
                return _Verified(self._candidates(node), _stands(node, "text"))
            case Mentions():
                return self._mentions(node)
            case Keyword(field, value):
                return _filter(query.Term(field, value.casefold()))
            case DateRange(field, range_):
                return self._dates("event_date" if field == "event" else field, range_)
            case Missing(field):
                return _without(query.Term("has", field))
            case And(nodes):
                return query.And([self.query(inner) for inner in nodes]) if nodes else _everything()
            case Or(nodes):
                return _any([self.query(inner) for inner in nodes])
            case Not(inner):
                return _without(self.query(inner))
            case Named(name):
                raise unsupported(f"the name “{name}” was not looked up before the search")

    def _words(self, node: Term | Phrase | Wildcard | Fuzzy, field: str) -> Any:  # noqa: ANN401  # Whoosh
        """The passages whose field has the words."""
        match node:
            case Term(text):
                return self._word(node, written(text), field)
            case Phrase():
                return self._phrase(node, field)
            case _:
                return self._terms(field, self._fitting(node, field))

    def _word(self, node: Term, compounds: list[tuple[str, ...]], field: str) -> Any:  # noqa: ANN401  # Whoosh
        """A word in any form; one of several parts also where it is written in one."""
        candidates = _all([self._compound(field, compound) for compound in compounds])
        one = sum(map(len, compounds)) == 1
        return candidates if one else _Verified(candidates, _stands(node, field))

    def _compound(self, field: str, compound: tuple[str, ...]) -> Any:  # noqa: ANN401  # Whoosh
        """The passages that may have a compound: in one, or all its parts."""
        apart = _all([self._same_word(field, piece) for piece in compound])
        return apart if len(compound) == 1 else _any([self._same_word(field, "".join(compound)), apart])

    def _same_word(self, field: str, word: str) -> Any:  # noqa: ANN401  # Whoosh
        known = (key for key in keys(word) if (field, key.encode()) in self._reader)
        return self._terms(field, dict.fromkeys([*self.same_stem(field, stem(fold(word))), *known]))

    def _phrase(self, node: Phrase, field: str) -> Any:  # noqa: ANN401  # Whoosh
        """Words in order, in every spelling of their compounds, and over a passage's border."""
        wanted = wanted_in_order(node.words)
        known = {form for forms in wanted.values() for form in forms if (field, form.encode()) in self._reader}
        rows = spellings(wanted, known, most=_MOST_SPELLINGS)
        if node.slop:
            together = _any([_all([self._terms(field, [form]) for form in dict.fromkeys(row)]) for row in rows])
            return together if length(wanted) == 1 else _Verified(together, _stands(node, field))
        found = [self._in_order(field, row) for row in rows]
        if field == "text" and may_cross(node) and length(wanted) > 1:
            pairs = [query.Term("border", pair) for pair in phrase_pairs(node.words)]
            found.append(_filter(_Verified(_any(pairs), _crosses(node))))
        return _any([one for one in found if one != query.NullQuery])

    def _in_order(self, field: str, row: list[str]) -> Any:  # noqa: ANN401  # Whoosh
        if len(row) == 1:
            return self._terms(field, row)
        return query.Phrase(field, row, boost=BOOSTS.get(field, 1.0))

    def _terms(self, field: str, found: Iterable[str]) -> Any:  # noqa: ANN401  # Whoosh
        found = list(found)
        if len(found) > MANY:
            return _ManyTerms(field, found)
        return _any([query.Term(field, form, boost=BOOSTS.get(field, 1.0)) for form in found])

    def same_stem(self, field: str, stemmed: str) -> list[str]:
        """The indexed words with this stem; they begin like the stem, but for its last two letters."""
        key = (field, stemmed)
        if key not in self._forms:
            found = [
                word for word in self._lexicon(field, stemmed[: max(2, len(stemmed) - 2)]) if stem(word) == stemmed
            ]
            self._forms[key] = found
        return self._forms[key]

    def _fitting(self, node: Wildcard | Fuzzy, field: str) -> list[str]:
        """The indexed words that a pattern or a misspelt word asks for."""
        fits = word_test(node)
        if isinstance(node, Wildcard):
            start = fold(node.pattern.partition("*")[0].partition("?")[0])
            return bounded(node, (word for word in self._lexicon(field, start) if fits(word)))
        return [word for word in near(fold(node.text), list(self._lexicon(field)), node.distance) if fits(word)]

    def _lexicon(self, field: str, start: str = "") -> Iterator[str]:
        found = self._reader.expand_prefix(field, start.encode()) if start else self._reader.lexicon(field)
        return (word.decode() for word in found)

    def _mentions(self, node: Mentions) -> Any:  # noqa: ANN401  # Whoosh
        if node.entity is not None:
            return _filter(query.Term("entity", node.entity.casefold()))
        return _filter(query.Term("entity_type", node.type) if node.type else query.Every("entity_type"))

    def _dates(self, field: str, range_: Edtf) -> Any:  # noqa: ANN401  # Whoosh
        """Every indexed date is held against the range: there are at most as many as days in the corpus."""
        fitting = [text for text in self._lexicon(field) if Edtf(text).overlaps(range_)]
        return _filter(_any([query.Term(field, text) for text in fitting]))

    def _candidates(self, node: Node) -> Any:  # noqa: ANN401  # Whoosh
        """Passages whose text may match what stands inside NEAR."""
        match node:
            case Near(left, right):
                return _all([self._candidates(left), self._candidates(right)])
            case Or(nodes):
                return _any([self._candidates(inner) for inner in nodes])
            case Mentions():
                return self._mentions(node)
            case Term() | Phrase() | Wildcard() | Fuzzy():
                return self._words(node, "text")
            case _:
                raise unsupported(f"{type(node).__name__.lower()} cannot stand inside NEAR")


def near(wanted: str, known: Collection[str], distance: int) -> list[str]:
    """The words at most so many edits away (optimal string alignment, as `matching.within`)."""
    from rapidfuzz import process  # loaded for the few searches that need it
    from rapidfuzz.distance import OSA

    found = process.extract(wanted, known, scorer=OSA.distance, score_cutoff=distance, limit=None)
    return [word for word, _, _ in found]


def _stands(node: Node, field: str) -> Callable[[Stored], bool]:
    return lambda stored: stands(node, field, stored)


def _crosses(node: Phrase) -> Callable[[Stored], bool]:
    return lambda stored: crosses(node, stored)


def _any(queries: list[Any]) -> Any:  # noqa: ANN401  # Whoosh
    if not queries:
        return query.NullQuery
    return queries[0] if len(queries) == 1 else _Union(queries)


def _all(queries: list[Any]) -> Any:  # noqa: ANN401  # Whoosh
    if not queries:
        return query.NullQuery
    return queries[0] if len(queries) == 1 else query.And(queries)


def _filter(inner: Any) -> Any:  # noqa: ANN401  # Whoosh
    """The same passages, without a say in their order."""
    return inner if inner == query.NullQuery else query.ConstantScoreQuery(inner, _NO_SCORE)


def _everything() -> Any:  # noqa: ANN401  # Whoosh
    return query.ConstantScoreQuery(query.Every(), _NO_SCORE)


def _without(inner: Any) -> Any:  # noqa: ANN401  # Whoosh
    return _everything() if inner == query.NullQuery else query.And([_everything(), query.Not(inner)])


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


class StemBM25F(scoring.BM25F):  # type: ignore[misc]  # Whoosh has no types
    """BM25F in which all forms of a word are as rare as the word, so that a rare plural gains nothing."""

    def __init__(self, translator: Translator) -> None:
        super().__init__(**BM25)
        self._translator = translator
        self._rarity: dict[tuple[str, str], float] = {}

    def idf(self, searcher: Any, fieldname: str, text: bytes) -> float:  # noqa: ANN401  # Whoosh
        """The inverse document frequency of the word's stem."""
        stemmed = stem(text.decode())
        key = (fieldname, stemmed)
        if key not in self._rarity:
            parent = searcher.get_parent()
            having = sum(parent.doc_frequency(fieldname, f) for f in self._translator.same_stem(fieldname, stemmed))
            total = parent.doc_count_all()
            self._rarity[key] = math.log(1 + total / (min(having, total) + 1))
        return self._rarity[key]
