"""`querytree` nodes as OpenSearch queries.

Each text is indexed twice: as it is written (folded), for phrases, wildcards and misspelt words, and by stems, for
single words. Words near one another are asked for by their places (span queries). What places cannot tell (names near
words, phrases with many gaps, phrases over a passage's border) is decided on the stored words of the candidates, as in
every engine; more than VERIFIED of them are refused.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import Any, Protocol

from justicekb.edtf import Edtf
from justicekb.querytree import Fuzzy, Near, Node, Or, Phrase, Term, Wildcard
from justicekb.store.base import ShownPassage
from justicekb.store.fulltext.matching import near_field, unsupported
from justicekb.store.fulltext.storedhits import stands
from justicekb.store.fulltext.translation import BOOSTS, Translation
from justicekb.store.language.sequences import Wanted, length, spellings, wanted_in_any_form
from justicekb.store.opensearch.units import interval
from justicekb.store.words import fold

Json = dict[str, Any]

# The most passages whose stored words are read for one proximity or gapped phrase.
VERIFIED = 20_000
# The most edits that Lucene's automata allow.
_EDITS = 2
# The spellings of a phrase that are looked for, as in `translation`.
_MOST_SPELLINGS = 16


class Asked(Protocol):
    """What a translation asks of the index before the search itself."""

    def known(self, field: str, forms: Sequence[str]) -> set[str]:
        """Those of the forms that some passage has."""

    def candidates(self, query: Json, most: int) -> tuple[int, Iterator[ShownPassage]]:
        """How many passages a query finds, and their stored words; none of these when they are more than `most`."""


class Translator(Translation[Json]):
    """Makes OpenSearch queries; asks the index for what the query itself cannot tell."""

    def __init__(self, index: Asked) -> None:
        self._index = index

    def query(self, node: Node) -> Json:
        """See `Translation.query`; single words near one another are found by their places."""
        if isinstance(node, Near):
            place = near_field(node)
            left, right = self._spans(node.left, place), self._spans(node.right, place)
            if left is not None and right is not None:
                return _near(left, right, node.distance)
        return super().query(node)

    def words(self, node: Term | Phrase | Wildcard | Fuzzy, field: str) -> Json:
        """See `Translation.words`; raises QueryError for a misspelling that Lucene's automata do not reach."""
        match node:
            case Phrase():
                found = self.phrase(node, field)
            case Term(text):
                stems = f"{field}_stem"
                rows = self.spellings(stems, wanted_in_any_form(text))
                found = self.any_of([self.in_order(stems, row) for row in rows])
            case Wildcard(pattern):
                found = {"wildcard": {field: {"value": _wildcard(pattern), "rewrite": "constant_score"}}}
            case Fuzzy(text, distance):
                if distance > _EDITS:
                    raise unsupported(f"OpenSearch finds words at most {_EDITS} edits away, not {distance}")
                asked = {"value": fold(text), "fuzziness": distance, "rewrite": "constant_score"}
                found = {"fuzzy": {field: asked}}
        return {"bool": {"must": [found], "boost": BOOSTS.get(field, 1.0)}}

    def spellings(self, field: str, wanted: Wanted) -> list[list[str]]:
        """See `Translation.spellings`; all compounds are looked up together."""
        joined = {form for (first, end), forms in wanted.items() if end - first > 1 for form in forms}
        known = self._index.known(field, sorted(joined)) if joined else set()
        return spellings(wanted, known, most=_MOST_SPELLINGS)

    def in_order(self, field: str, row: list[str]) -> Json:
        """See `Translation.in_order`; forms hold no blank, so that they are taken apart again as they are."""
        if len(row) == 1:
            return self.term(field, row[0])
        return {"match_phrase": {field: {"query": " ".join(row), "analyzer": "whitespace"}}}

    def gapped(self, node: Phrase, field: str, rows: list[list[str]]) -> Json:
        """See `Translation.gapped`."""
        return self.any_of([self._gapped(node, field, row) for row in rows])

    def _gapped(self, node: Phrase, field: str, row: list[str]) -> Json:
        if len(row) == 1:
            return self.term(field, row[0])
        near = _in_order([_span(field, form) for form in row], slop=node.slop * (len(row) - 1))
        # Places tell the gaps of a phrase together: of two words that is all there is to know.
        return near if len(row) == 2 else self.verified(near, partial(stands, node, field))

    def _spans(self, node: Node, field: str) -> list[Json] | None:
        """Where a side of NEAR may stand, as spans any of which will do; None when single places do not tell it."""
        if isinstance(node, Term):
            wanted = wanted_in_any_form(node.text)
            if length(wanted) > 1:
                return None
            return [_span(f"{field}_stem", form) for row in spellings(wanted, (), most=_MOST_SPELLINGS) for form in row]
        if isinstance(node, Or):
            inner = [self._spans(one, field) for one in node.nodes]
            return None if None in inner else [span for one in inner for span in one or ()]
        return None

    def _in_time(self, field: str, range_: Edtf) -> Json:
        """Dates are indexed as the days that they may mean."""
        return self.unscored({"range": {field: interval(range_) | {"relation": "intersects"}}})

    def knows(self, field: str, form: str) -> bool:
        """See `Translation.knows`."""
        return bool(self._index.known(field, [form]))

    def dates(self, field: str) -> Sequence[str]:
        """See `Translation.dates`; nothing asks for them, since `_in_time` compares days."""
        raise NotImplementedError

    def term(self, field: str, value: str) -> Json:
        """See `Translation.term`."""
        return {"term": {field: value}}

    def one_of(self, field: str, values: Sequence[str]) -> Json:
        """See `Translation.one_of`."""
        return {"terms": {field: list(values)}} if values else _NOTHING

    def any_entity(self) -> Json:
        """See `Translation.any_entity`."""
        return self.term("has", "entity")

    def everything(self) -> Json:
        """See `Translation.everything`."""
        return self.unscored({"match_all": {}})

    def any_of(self, queries: Sequence[Json]) -> Json:
        """See `Translation.any_of`."""
        if not queries:
            return _NOTHING
        return queries[0] if len(queries) == 1 else {"bool": {"should": list(queries), "minimum_should_match": 1}}

    def all_of(self, queries: Sequence[Json]) -> Json:
        """See `Translation.all_of`."""
        return {"bool": {"must": list(queries)}}

    def without(self, inner: Json) -> Json:
        """See `Translation.without`."""
        return {"bool": {"filter": [{"match_all": {}}], "must_not": [inner]}}

    def unscored(self, inner: Json) -> Json:
        """See `Translation.unscored`."""
        return {"bool": {"filter": [inner]}}

    def verified(self, candidates: Json, fits: Callable[[ShownPassage], bool]) -> Json:
        """See `Translation.verified`; raises QueryError when too many passages would have to be read."""
        count, found = self._index.candidates(candidates, VERIFIED)
        if count > VERIFIED:
            raise unsupported(
                f"{count:,} passages have these words, and each of them would have to be read (at most {VERIFIED:,}); "
                "add a rarer word or a filter"
            )
        fitting = [passage.id for passage in found if fits(passage)]
        return self.all_of([candidates, self.unscored({"ids": {"values": fitting}})]) if fitting else _NOTHING


_NOTHING: Json = {"match_none": {}}


def _near(left: list[Json], right: list[Json], distance: int) -> Json:
    """Either side before the other, so that a word that is both is not near itself."""
    if not left or not right:
        return _NOTHING
    sides = [_either(left), _either(right)]
    return _either([_in_order(sides, slop=distance), _in_order(sides[::-1], slop=distance)])


def _wildcard(pattern: str) -> str:
    """The pattern as OpenSearch reads it, its letters folded like words."""
    parts = re.split(r"([*?])", pattern)
    return "".join(part if part in ("*", "?") else re.sub(r"([\\*?])", r"\\\1", fold(part)) for part in parts if part)


def _span(field: str, form: str) -> Json:
    return {"span_term": {field: form}}


def _in_order(clauses: list[Json], *, slop: int) -> Json:
    return {"span_near": {"clauses": clauses, "slop": slop, "in_order": True}}


def _either(clauses: list[Json]) -> Json:
    return clauses[0] if len(clauses) == 1 else {"span_or": {"clauses": clauses}}
