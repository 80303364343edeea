"""`querytree` nodes as tantivy queries.

Each text is indexed twice: as it is written (folded), for phrases, wildcards and misspelt words, and by stems, for
single words. What tantivy cannot decide from its lists (proximity of names, phrases with many gaps) is decided on the
stored words of the candidates, as in every engine; more than VERIFIED of them are refused.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from itertools import accumulate, product

import tantivy
from tantivy import Occur, Query

from justicekb.querytree import Fuzzy, Phrase, Term, Wildcard
from justicekb.store.fulltext.matching import unsupported
from justicekb.store.fulltext.storedhits import Stored, stands
from justicekb.store.fulltext.translation import BOOSTS, Translation
from justicekb.store.language.sequences import wanted_in_any_form
from justicekb.store.tantivy.fields import count_of, read_stored
from justicekb.store.words import fold

# The most passages whose stored words are read for one proximity or gapped phrase (some 30 microseconds each).
VERIFIED = 20_000
# The most placements of a phrase's gaps that are asked for one by one.
_PLACEMENTS = 64
# The most edits that tantivy's automata allow.
_EDITS = 2


class Translator(Translation[Query]):
    """Makes tantivy queries for one state of the index."""

    def __init__(self, index: tantivy.Index, searcher: tantivy.Searcher) -> None:
        self._schema = index.schema
        self._searcher = searcher
        self._dates: dict[str, list[str]] = {}

    def words(self, node: Term | Phrase | Wildcard | Fuzzy, field: str) -> Query:
        """See `Translation.words`; raises QueryError for a misspelling that tantivy's automata do not reach."""
        match node:
            case Term(text):
                stems = f"{field}_stem"
                rows = self.spellings(stems, wanted_in_any_form(text))
                found = self.any_of([self.in_order(stems, row) for row in rows])
            case Phrase():
                found = self.phrase(node, field)
            case Wildcard():
                found = Query.regex_query(self._schema, field, _pattern(node.pattern))
            case Fuzzy(text, distance):
                if distance > _EDITS:
                    raise unsupported(f"tantivy finds words at most {_EDITS} edits away, not {distance}")
                found = Query.fuzzy_term_query(self._schema, field, fold(text), distance)
        return Query.boost_query(found, BOOSTS.get(field, 1.0))

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
            self._dates[field] = [text for text, _ in self._searcher.terms_with_prefix(field, "")]
        return self._dates[field]

    def term(self, field: str, value: str) -> Query:
        """See `Translation.term`."""
        return Query.term_query(self._schema, field, value, "basic")

    def one_of(self, field: str, values: Sequence[str]) -> Query:
        """See `Translation.one_of`."""
        return Query.term_set_query(self._schema, field, values) if values else Query.empty_query()

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

    def verified(self, candidates: Query, fits: Callable[[Stored], bool]) -> Query:
        """See `Translation.verified`; raises QueryError when too many passages would have to be read."""
        found = self._searcher.search(candidates, limit=VERIFIED)
        if (count := count_of(found)) > VERIFIED:
            raise unsupported(
                f"{count:,} passages have these words, and tantivy would have to read each of them "
                f"(at most {VERIFIED:,}); add a rarer word or a filter"
            )
        read = (read_stored(self._searcher.doc(address)) for _, address in found.hits)
        fitting = [stored["passage"] for stored in read if fits(stored)]
        if not fitting:
            return Query.empty_query()
        return self.all_of([candidates, self.unscored(self.one_of("passage", fitting))])


def _placements(row: list[str], slop: int) -> Iterator[list[tuple[int, str]]]:
    """The places that words may have with at most `slop` others between neighbours."""
    for gaps in product(range(slop + 1), repeat=len(row) - 1):
        places = accumulate(gaps, lambda at, gap: at + gap + 1, initial=0)
        yield list(zip(places, row, strict=True))


def _pattern(wildcard: str) -> str:
    """The pattern of a wildcard as tantivy's automata read it, its letters folded like words."""
    signs = {"*": ".*", "?": "."}
    return "".join(signs.get(part) or re.escape(fold(part)) for part in re.split(r"([*?])", wildcard) if part)
