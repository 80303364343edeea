"""`querytree` nodes as tantivy queries.

A text is indexed as it is written (folded), so a phrase is exact; a single word is looked for in all forms that share
its stem, which the sorted list of words yields, each weighed as if it were as frequent as all of them. What tantivy
cannot decide from its lists (proximity of names, phrases with many gaps) is decided on the words of the candidates, as
in every engine; more than VERIFIED of them are refused.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from itertools import accumulate, product

import tantivy
from tantivy import Occur, Query

from justicekb.querytree import Fuzzy, Phrase, Term, Wildcard
from justicekb.store.base import PassageReader, ShownPassage
from justicekb.store.fulltext.folder import Key, passage_of
from justicekb.store.fulltext.matching import unsupported
from justicekb.store.fulltext.storedhits import stands
from justicekb.store.fulltext.translation import BOOSTS, Translation
from justicekb.store.fulltext.values import TEXTS
from justicekb.store.language.cyrillic import KEY
from justicekb.store.language.sequences import spellings, wanted_in_any_form
from justicekb.store.tantivy.fields import KEYS, VALUE, at_position, count_of, keys_of, valued
from justicekb.store.words import fold, stem

# The most passages that are read for one proximity or gapped phrase (some 60 microseconds each).
VERIFIED = 20_000
# The most placements of a phrase's gaps, or of the forms of a compound's parts, that are asked for one by one.
_PLACEMENTS = 64
# The most edits that tantivy's automata allow.
_EDITS = 2
# The spellings of a compound that are looked for, as in `translation`.
_MOST_SPELLINGS = 16


class Translator(Translation[Query]):
    """Makes tantivy queries for one state of the index."""

    def __init__(self, index: tantivy.Index, searcher: tantivy.Searcher, passages: PassageReader) -> None:
        self._schema = index.schema
        self._searcher = searcher
        self._passages = passages
        self._dates: dict[str, list[str]] = {}
        self._forms: dict[tuple[str, str], list[tuple[str, int]]] = {}

    def words(self, node: Term | Phrase | Wildcard | Fuzzy, field: str) -> Query:
        """See `Translation.words`; raises QueryError for a misspelling that tantivy's automata do not reach."""
        match node:
            case Term(text):
                found = self._any_form(node, text, field)
            case Phrase():
                found = self.phrase(node, field)
            case Wildcard():
                found = Query.regex_query(self._schema, field, _pattern(node.pattern))
            case Fuzzy(text, distance):
                if distance > _EDITS:
                    raise unsupported(f"tantivy finds words at most {_EDITS} edits away, not {distance}")
                found = Query.fuzzy_term_query(self._schema, field, fold(text), distance)
        boost = BOOSTS.get(field, 1.0)
        return found if boost == 1.0 else Query.boost_query(found, boost)

    def _any_form(self, node: Term, text: str, field: str) -> Query:
        """A word in any form; one of several parts also where they follow one another."""
        wanted = wanted_in_any_form(text)
        known = {form for forms in wanted.values() for form in forms if self._same_stem(field, form)}
        rows = spellings(wanted, known, most=_MOST_SPELLINGS)
        return self.any_of([self._row(node, field, row) for row in rows])

    def _row(self, node: Term, field: str, row: list[str]) -> Query:
        forms = [self._same_stem(field, stemmed) for stemmed in row]
        if len(row) == 1:
            return self._together(field, forms[0])
        if any(form.startswith(KEY) for form in row) or math.prod(map(len, forms)) > _PLACEMENTS:
            candidates = self.all_of([self._together(field, found) for found in forms])
            return self.verified(candidates, partial(stands, node, field))
        return self.any_of([self.in_order(field, [form for form, _ in one]) for one in product(*forms)])

    def _together(self, field: str, forms: list[tuple[str, int]]) -> Query:
        """The forms of one word, each as rare as all of them together, so that a rare one gains nothing."""
        if not forms:
            return Query.empty_query()
        total = self._searcher.num_docs
        rarity = _rarity(min(total, sum(count for _, count in forms)), total)
        return self.any_of([self._form(field, form, rarity / _rarity(count, total)) for form, count in forms])

    def _form(self, field: str, form: str, boost: float) -> Query:
        name, text = (KEYS, valued(field, form)) if form.startswith(KEY) else (field, form)
        found = Query.term_query(self._schema, name, text, "freq")
        return found if boost == 1.0 else Query.boost_query(found, boost)

    def _same_stem(self, field: str, stemmed: str) -> list[tuple[str, int]]:
        """The indexed words with this stem and in how many passages each is; they begin like it but for two letters."""
        key = (field, stemmed)
        if key not in self._forms:
            if stemmed.startswith(KEY):
                count = self._searcher.doc_freq(KEYS, valued(field, stemmed))
                self._forms[key] = [(stemmed, count)] if count else []
            else:
                likely = self._searcher.terms_with_prefix(field, stemmed[: max(2, len(stemmed) - 2)])
                self._forms[key] = [(word, count) for word, count in likely if stem(word) == stemmed]
        return self._forms[key]

    def in_order(self, field: str, row: list[str]) -> Query:
        """See `Translation.in_order`."""
        return self._placed(field, list(enumerate(row)))

    def _placed(self, field: str, row: list[tuple[int, str]]) -> Query:
        if len(row) == 1:
            return Query.term_query(self._schema, field, row[0][1], "freq")
        return Query.phrase_query(self._schema, field, [*row])

    def gapped(self, node: Phrase, field: str, rows: list[list[str]]) -> Query:
        """See `Translation.gapped`: each placement is a phrase of its own."""
        return self.any_of([self._gapped(node, field, row) for row in rows])

    def _gapped(self, node: Phrase, field: str, row: list[str]) -> Query:
        if (node.slop + 1) ** (len(row) - 1) > _PLACEMENTS:
            return self.verified(self.all_of([self.term(field, form) for form in row]), partial(stands, node, field))
        return self.any_of([self._placed(field, placed) for placed in _placements(row, node.slop)])

    def knows(self, field: str, form: str) -> bool:
        """See `Translation.knows`."""
        return self._searcher.doc_freq(field, form) > 0

    def dates(self, field: str) -> list[str]:
        """See `Translation.dates`."""
        if field not in self._dates:
            self._dates[field] = [text for text, _ in self.counted(field)]
        return self._dates[field]

    def counted(self, field: str, among: Query | None = None) -> list[tuple[str, int]]:
        """The values of a field, and how many of the passages that a query finds (of all without one) have each."""
        start = valued(field, "")
        found = self._searcher.terms_with_prefix(VALUE, start, filter_query=among)
        return [(term.removeprefix(start), count) for term, count in found]

    def term(self, field: str, value: str) -> Query:
        """See `Translation.term`."""
        name, text = (field, value) if field in TEXTS else (VALUE, valued(field, value))
        return Query.term_query(self._schema, name, text, "basic")

    def one_of(self, field: str, values: Sequence[str]) -> Query:
        """See `Translation.one_of`."""
        terms = [valued(field, value) for value in values]
        return Query.term_set_query(self._schema, VALUE, terms) if terms else Query.empty_query()

    def any_entity(self) -> Query:
        """See `Translation.any_entity`."""
        return self.term("has", "entity")

    def everything(self) -> Query:
        """See `Translation.everything`."""
        return self.unscored(Query.all_query())

    def any_of(self, queries: Sequence[Query]) -> Query:
        """See `Translation.any_of`."""
        if not queries:
            return Query.empty_query()
        return queries[0] if len(queries) == 1 else Query.boolean_query([(Occur.Should, one) for one in queries])

    def all_of(self, queries: Sequence[Query]) -> Query:
        """See `Translation.all_of`."""
        return Query.boolean_query([(Occur.Must, one) for one in queries])

    def without(self, inner: Query) -> Query:
        """See `Translation.without`."""
        return Query.boolean_query([(Occur.Must, self.everything()), (Occur.MustNot, inner)])

    def unscored(self, inner: Query) -> Query:
        """See `Translation.unscored`."""
        return Query.const_score_query(inner, 0.0)

    def verified(self, candidates: Query, fits: Callable[[ShownPassage], bool]) -> Query:
        """See `Translation.verified`; raises QueryError when too many passages would have to be read."""
        found = self._searcher.search(self.unscored(candidates), limit=VERIFIED)
        if (count := count_of(found)) > VERIFIED:
            raise unsupported(
                f"{count:,} passages have these words, and tantivy would have to read each of them "
                f"(at most {VERIFIED:,}); add a rarer word or a filter"
            )
        keys = sorted(keys_of(self._searcher, [at for _, at in found.hits]))
        read = ((key, passage_of(key, self._passages)) for key in keys)
        fitting = [key for key, passage in read if passage is not None and fits(passage)]
        if not fitting:
            return Query.empty_query()
        return self.all_of([candidates, self.unscored(self._these(fitting))])

    def _these(self, keys: Iterable[Key]) -> Query:
        """These very passages, those of a document together."""
        places: dict[str, list[str]] = {}
        for key in keys:
            document, position = at_position(key)
            places.setdefault(document, []).append(position)
        return self.any_of(
            [
                self.all_of([self._value(document), Query.term_set_query(self._schema, VALUE, positions)])
                for document, positions in places.items()
            ]
        )

    def _value(self, term: str) -> Query:
        return Query.term_query(self._schema, VALUE, term, "basic")


def _rarity(having: int, total: int) -> float:
    """The inverse document frequency as tantivy's BM25 has it (`tantivy::query::bm25::idf`)."""
    return math.log(1 + (total - having + 0.5) / (having + 0.5))


def _placements(row: list[str], slop: int) -> Iterator[list[tuple[int, str]]]:
    """The places that words may have with at most `slop` others between neighbours."""
    for gaps in product(range(slop + 1), repeat=len(row) - 1):
        places = accumulate(gaps, lambda at, gap: at + gap + 1, initial=0)
        yield list(zip(places, row, strict=True))


def _pattern(wildcard: str) -> str:
    """The pattern of a wildcard as tantivy's automata read it, its letters folded like words."""
    signs = {"*": ".*", "?": "."}
    return "".join(signs.get(part) or re.escape(fold(part)) for part in re.split(r"([*?])", wildcard) if part)
