"""`querytree` nodes as OpenSearch queries.

Each text is indexed twice: as it is written (folded), for phrases, wildcards and misspelt words, and by stems, for
single words. Words near one another are asked for by their places (span queries). What places cannot tell (names near
words, phrases with many gaps, phrases over a passage's border) is decided by `matching.runs` on the stored words of
the candidates, as in every engine; more than VERIFIED of them are refused.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import pairwise, product
from typing import Any, Protocol

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
from justicekb.store.language.borders import phrase_pairs
from justicekb.store.language.sequences import Wanted, length, spellings, wanted_in_any_form, wanted_in_order
from justicekb.store.matching import may_cross, unsupported
from justicekb.store.opensearch.units import interval
from justicekb.store.storedhits import Stored, crosses, stands
from justicekb.store.words import fold

Json = dict[str, Any]

SEARCHED = ("title", "heading", "text")  # what a word without a field is looked for in

# How much a word counts in each field: as with Whoosh, a title counts half, since every passage of a document has it.
BOOSTS = {"title": 0.5, "heading": 0.5, "text": 1.0}

# The most passages whose stored words are read for one proximity or gapped phrase.
VERIFIED = 20_000
# The most placements of a phrase's gaps that are asked for one by one.
_PLACEMENTS = 64
# The spellings of a phrase that are looked for: beyond them compounds are met as they are written.
_MOST_SPELLINGS = 16
# The most edits that Lucene's automata allow.
_EDITS = 2

_KEYWORDS = {"path": "path_folded", "entity": "entity_folded"}
NOTHING: Json = {"match_none": {}}


class Index(Protocol):
    """What a translation asks of the index before the search itself."""

    def known(self, field: str, forms: Sequence[str]) -> set[str]:
        """Those of the forms that some passage has."""

    def candidates(self, query: Json, most: int) -> tuple[int, Iterator[Stored]]:
        """How many passages a query finds, and their stored words; none of these when they are more than `most`."""


class Translator:
    """Makes OpenSearch queries; asks the index for what the query itself cannot tell."""

    def __init__(self, index: Index) -> None:
        self._index = index

    def query(self, node: Node) -> Json:
        """The query of a node; raises QueryError (UNSUPPORTED), saying why, for one it cannot be asked."""
        match node:
            case Everything():
                return _filter({"match_all": {}})
            case Term(field=field) | Phrase(field=field) | Wildcard(field=field) | Fuzzy(field=field):
                return _any([self._words(node, name) for name in (SEARCHED if field is None else (field,))])
            case Near():
                return self._near(node)
            case Mentions():
                return _filter(_mentions(node))
            case Keyword(field, value):
                return _filter({"term": {_KEYWORDS.get(field, field): value.casefold()}})
            case DateRange(field, range_):
                name = "event_date" if field == "event" else field
                return _filter({"range": {name: interval(range_) | {"relation": "intersects"}}})
            case Missing(field):
                return _without({"term": {"has": field}})
            case And(nodes):
                return _all([self.query(inner) for inner in nodes]) if nodes else _filter({"match_all": {}})
            case Or(nodes):
                return _any([self.query(inner) for inner in nodes])
            case Not(inner):
                return _without(self.query(inner))
            case Named(name):
                raise unsupported(f"the name “{name}” was not looked up before the search")

    def _words(self, node: Term | Phrase | Wildcard | Fuzzy, field: str) -> Json:
        """The passages whose field has the words, ranked by how often and how rare."""
        match node:
            case Phrase():
                found = self._phrase(node, field)
            case Term(text):
                found = _any([_row(f"{field}_stem", row) for row in self._spellings(f"{field}_stem", wanted_in_any_form(text))])
            case _:
                found = {"constant_score": {"filter": _pattern(node, field)}}
        return {"bool": {"must": [found], "boost": BOOSTS.get(field, 1.0)}}

    def _spellings(self, field: str, wanted: Wanted) -> list[list[str]]:
        """The rows of forms that are asked for, with the compounds that the index knows."""
        joined = {form for (first, end), forms in wanted.items() if end - first > 1 for form in forms}
        known = self._index.known(field, sorted(joined)) if joined else set()
        return spellings(wanted, known, most=_MOST_SPELLINGS)

    def _phrase(self, node: Phrase, field: str) -> Json:
        """Words in order, in every spelling of their compounds, with gaps, or over a passage's border."""
        wanted = wanted_in_order(node.words)
        rows = self._spellings(field, wanted)
        if node.slop:
            return _any([self._gapped(node, field, row) for row in rows])
        found = [_row(field, row) for row in rows]
        if field == "text" and may_cross(node) and length(wanted) > 1:
            pairs = _filter({"terms": {"border": list(phrase_pairs(node.words))}})
            found.append(_filter(self._verified(pairs, lambda stored: crosses(node, stored))))
        return _any(found)

    def _gapped(self, node: Phrase, field: str, row: list[str]) -> Json:
        """A phrase with at most `slop` words between neighbours: each placement is a phrase of its own."""
        if len(row) == 1:
            return _row(field, row)
        if len(row) == 2:
            return _in_order([_span(field, form) for form in row], slop=node.slop)
        if (node.slop + 1) ** (len(row) - 1) > _PLACEMENTS:
            apart = _all([_row(field, [form]) for form in row])
            return self._verified(apart, lambda stored: stands(node, field, stored))
        return _any([_placed(field, row, gaps) for gaps in product(range(node.slop + 1), repeat=len(row) - 1)])

    # ── words near one another ───────────────────────────────────────────────────────────────────────────

    def _near(self, node: Near) -> Json:
        left, right = self._spans(node.left), self._spans(node.right)
        if left is not None and right is not None:
            if not left or not right:
                return NOTHING
            sides = [_either(left), _either(right)]
            return _either([_in_order(sides, slop=node.distance), _in_order(sides[::-1], slop=node.distance)])
        return self._verified(self._candidates(node), lambda stored: stands(node, "text", stored))

    def _spans(self, node: Node) -> list[Json] | None:
        """Where a side may stand, as spans any of which will do; None when places do not tell it."""
        match node:
            case Term(text):
                return self._rows("text_stem", wanted_in_any_form(text)) if self._is_one_word(text) else None
            case Or(nodes):
                inner = [self._spans(one) for one in nodes]
                return None if None in inner else [span for one in inner for span in one or ()]
            case _:
                return None

    def _is_one_word(self, text: str) -> bool:
        return length(wanted_in_any_form(text)) <= 1

    def _rows(self, field: str, wanted: Wanted) -> list[Json]:
        return [_span(field, form) for row in spellings(wanted, (), most=_MOST_SPELLINGS) for form in row]

    def _candidates(self, node: Node) -> Json:
        """Passages whose text may match what stands inside NEAR."""
        match node:
            case Near(left, right):
                return _all([self._candidates(left), self._candidates(right)])
            case Or(nodes):
                return _any([self._candidates(inner) for inner in nodes])
            case Mentions():
                return _filter(_mentions(node))
            case Term() | Phrase() | Wildcard() | Fuzzy():
                return self._words(node, "text")
            case _:
                raise unsupported(f"{type(node).__name__.lower()} cannot stand inside NEAR")

    def _verified(self, candidates: Json, fits: Callable[[Stored], bool]) -> Json:
        """The candidates whose stored words fit, ranked as they are."""
        count, found = self._index.candidates(candidates, VERIFIED)
        if count > VERIFIED:
            raise unsupported(
                f"{count:,} passages have these words, and each of them would have to be read (at most {VERIFIED:,}); "
                "add a rarer word or a filter"
            )
        fitting = [stored["passage"] for stored in found if fits(stored)]
        return _all([candidates, _filter({"ids": {"values": fitting}})]) if fitting else NOTHING


def _pattern(node: Wildcard | Fuzzy, field: str) -> Json:
    """The words of a pattern, or spelt like one."""
    if isinstance(node, Wildcard):
        return {"wildcard": {field: {"value": _wildcard(node.pattern), "rewrite": "constant_score"}}}
    if node.distance > _EDITS:
        raise unsupported(f"OpenSearch finds words at most {_EDITS} edits away, not {node.distance}")
    asked = {"value": fold(node.text), "fuzziness": node.distance, "rewrite": "constant_score"}
    return {"fuzzy": {field: asked}}


def _wildcard(pattern: str) -> str:
    """The pattern as OpenSearch reads it, its letters folded like words."""
    parts = re.split(r"([*?])", pattern)
    return "".join(part if part in ("*", "?") else re.sub(r"([\\*?])", r"\\\1", fold(part)) for part in parts if part)


def _mentions(node: Mentions) -> Json:
    if node.entity is not None:
        return {"term": {"entity_folded": node.entity.casefold()}}
    return {"term": {"entity_type": node.type}} if node.type else {"term": {"has": "entity"}}


def _row(field: str, row: Sequence[str]) -> Json:
    """Forms one after the other; they hold no blank, so that they are taken apart again as they are."""
    if len(row) == 1:
        return {"term": {field: row[0]}}
    return {"match_phrase": {field: {"query": " ".join(row), "analyzer": "whitespace"}}}


def _span(field: str, form: str) -> Json:
    return {"span_term": {field: form}}


def _in_order(clauses: list[Json], *, slop: int) -> Json:
    return {"span_near": {"clauses": clauses, "slop": slop, "in_order": True}}


def _either(clauses: list[Json]) -> Json:
    return clauses[0] if len(clauses) == 1 else {"span_or": {"clauses": clauses}}


def _placed(field: str, row: Sequence[str], gaps: Sequence[int]) -> Json:
    """Forms with so many other words between neighbours."""
    clauses = [_span(field, row[0])]
    for gap, (_, form) in zip(gaps, pairwise(row), strict=True):
        clauses += [{"span_gap": {field: gap}}] * bool(gap)
        clauses.append(_span(field, form))
    return _in_order(clauses, slop=0)


def _any(queries: Sequence[Json]) -> Json:
    if not queries:
        return NOTHING
    return queries[0] if len(queries) == 1 else {"bool": {"should": list(queries), "minimum_should_match": 1}}


def _all(queries: Iterable[Json]) -> Json:
    return {"bool": {"must": list(queries)}}


def _filter(inner: Json) -> Json:
    """The same passages, without a say in their order."""
    return {"bool": {"filter": [inner]}}


def _without(inner: Json) -> Json:
    return {"bool": {"filter": [{"match_all": {}}], "must_not": [inner]}}
