"""`querytree` nodes as tantivy queries.

Each text is indexed twice: as it is written (folded), for phrases, wildcards and misspelt words, and by stems, for
single words. What tantivy cannot decide from its lists (proximity of names, phrases with many gaps) is decided by
`matching.runs` on the stored words of the candidates, as in every engine; more than VERIFIED of them are refused.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import accumulate, product

import tantivy
from tantivy import Occur, Query

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
from justicekb.store.fulltext.matching import may_cross, unsupported
from justicekb.store.fulltext.storedhits import Stored, crosses, stands
from justicekb.store.language.borders import phrase_pairs
from justicekb.store.language.sequences import (
    Wanted,
    length,
    spellings,
    wanted_in_any_form,
    wanted_in_order,
)
from justicekb.store.tantivy.fields import count_of, read_stored
from justicekb.store.words import fold

SEARCHED = ("title", "heading", "text")  # what a word without a field is looked for in

# How much a word counts in each field: as with Whoosh, a title counts half, since every passage of a document has it.
BOOSTS = {"title": 0.5, "heading": 0.5, "text": 1.0}

# The most passages whose stored words are read for one proximity or gapped phrase (some 30 microseconds each).
VERIFIED = 20_000
# The most placements of a phrase's gaps that are asked for one by one.
_PLACEMENTS = 64
# The spellings of a phrase that are looked for: beyond them compounds are met as they are written.
_MOST_SPELLINGS = 16
# The most edits that tantivy's automata allow.
_EDITS = 2


class Translator:
    """Makes tantivy queries for one state of the index."""

    def __init__(self, index: tantivy.Index, searcher: tantivy.Searcher) -> None:
        self._schema = index.schema
        self._searcher = searcher
        self._dates: dict[str, list[str]] = {}

    def query(self, node: Node) -> Query:
        """The tantivy query of a node; raises QueryError (UNSUPPORTED), saying why, for one it cannot be asked."""
        match node:
            case Everything():
                return _everything()
            case Term(field=field) | Phrase(field=field) | Wildcard(field=field) | Fuzzy(field=field):
                return _any([self._words(node, name) for name in (SEARCHED if field is None else (field,))])
            case Near():
                return self._verified(self._candidates(node), lambda stored: stands(node, "text", stored))
            case Mentions():
                return self._mentions(node)
            case Keyword(field, value):
                return _filter(self._term(field, value.casefold()))
            case DateRange(field, range_):
                return self._in_time("event_date" if field == "event" else field, range_)
            case Missing(field):
                return _without(self._term("has", field))
            case And(nodes):
                return _all([self.query(inner) for inner in nodes]) if nodes else _everything()
            case Or(nodes):
                return _any([self.query(inner) for inner in nodes])
            case Not(inner):
                return _without(self.query(inner))
            case Named(name):
                raise unsupported(f"the name “{name}” was not looked up before the search")

    def _words(self, node: Term | Phrase | Wildcard | Fuzzy, field: str) -> Query:
        """The passages whose field has the words."""
        match node:
            case Term(text):
                found = self._rows(f"{field}_stem", wanted_in_any_form(text))
            case Phrase():
                found = self._phrase(node, field)
            case Wildcard():
                found = Query.regex_query(self._schema, field, _pattern(node.pattern))
            case Fuzzy(text, distance):
                if distance > _EDITS:
                    raise unsupported(f"tantivy finds words at most {_EDITS} edits away, not {distance}")
                found = Query.fuzzy_term_query(self._schema, field, fold(text), distance)
        return Query.boost_query(found, BOOSTS.get(field, 1.0))

    def _rows(self, field: str, wanted: Wanted) -> Query:
        """The pieces that are asked for, one after the other, in every spelling that the index knows."""
        return _any([self._in_order(field, list(enumerate(row))) for row in self._spellings(field, wanted)])

    def _spellings(self, field: str, wanted: Wanted) -> list[list[str]]:
        known = {form for forms in wanted.values() for form in forms if self._searcher.doc_freq(field, form)}
        return spellings(wanted, known, most=_MOST_SPELLINGS)

    def _in_order(self, field: str, row: list[tuple[int, str]]) -> Query:
        if len(row) == 1:
            return self._term(field, row[0][1], index_option="freq")
        return Query.phrase_query(self._schema, field, [*row])

    def _phrase(self, node: Phrase, field: str) -> Query:
        """Words in order, in every spelling of their compounds, with gaps, or over a passage's border."""
        wanted = wanted_in_order(node.words)
        if node.slop:
            return _any([self._gapped(node, field, row) for row in self._spellings(field, wanted)])
        found = [self._rows(field, wanted)]
        if field == "text" and may_cross(node) and length(wanted) > 1:
            pairs = _any([self._term("border", pair) for pair in phrase_pairs(node.words)])
            found.append(_filter(self._verified(pairs, lambda stored: crosses(node, stored))))
        return _any(found)

    def _gapped(self, node: Phrase, field: str, row: list[str]) -> Query:
        """A phrase with at most `slop` words between neighbours: each placement is a phrase of its own."""
        if (node.slop + 1) ** (len(row) - 1) > _PLACEMENTS:
            apart = _all([self._term(field, form) for form in row])
            return self._verified(apart, lambda stored: stands(node, field, stored))
        return _any([self._in_order(field, placed) for placed in _placements(row, node.slop)])

    def _term(self, field: str, value: str, *, index_option: str = "basic") -> Query:
        return Query.term_query(self._schema, field, value, index_option)

    def _mentions(self, node: Mentions) -> Query:
        if node.entity is not None:
            return _filter(self._term("entity", node.entity.casefold()))
        return _filter(self._term("entity_type", node.type) if node.type else self._term("has", "entity"))

    def _in_time(self, field: str, range_: Edtf) -> Query:
        """Every indexed date is held against the range: there are at most as many as days in the corpus."""
        if field not in self._dates:
            self._dates[field] = [text for text, _ in self._searcher.terms_with_prefix(field, "")]
        fitting = [text for text in self._dates[field] if Edtf(text).overlaps(range_)]
        return _filter(Query.term_set_query(self._schema, field, fitting) if fitting else Query.empty_query())

    # ── what is decided on stored words ──────────────────────────────────────────────────────────────────

    def _candidates(self, node: Node) -> Query:
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

    def _verified(self, candidates: Query, fits: Callable[[Stored], bool]) -> Query:
        """The candidates whose stored words fit, ranked as they are."""
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
        return _all([candidates, _filter(Query.term_set_query(self._schema, "passage", fitting))])


def _placements(row: list[str], slop: int) -> Iterator[list[tuple[int, str]]]:
    """The places that words may have with at most `slop` others between neighbours."""
    for gaps in product(range(slop + 1), repeat=len(row) - 1):
        places = accumulate(gaps, lambda at, gap: at + gap + 1, initial=0)
        yield list(zip(places, row, strict=True))


def _pattern(wildcard: str) -> str:
    """The pattern of a wildcard as tantivy's automata read it, its letters folded like words."""
    signs = {"*": ".*", "?": "."}
    return "".join(signs.get(part) or re.escape(fold(part)) for part in re.split(r"([*?])", wildcard) if part)


def _any(queries: Sequence[Query]) -> Query:
    if not queries:
        return Query.empty_query()
    return queries[0] if len(queries) == 1 else Query.boolean_query([(Occur.Should, one) for one in queries])


def _all(queries: Iterable[Query]) -> Query:
    return Query.boolean_query([(Occur.Must, one) for one in queries])


def _filter(inner: Query) -> Query:
    """The same passages, without a say in their order."""
    return Query.const_score_query(inner, 0.0)


def _everything() -> Query:
    return _filter(Query.all_query())


def _without(inner: Query) -> Query:
    return Query.boolean_query([(Occur.Must, _everything()), (Occur.MustNot, inner)])
