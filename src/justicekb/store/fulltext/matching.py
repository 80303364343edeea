"""What a query node means for one text: the places where it matches, as runs of words.

`MemoryFullText` decides by it which passages match; every engine marks the words of its hits by it.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from itertools import islice
from typing import Literal

from justicekb.errors import Cause, Diagnostic, QueryError
from justicekb.querytree import (
    And,
    DateRange,
    Everything,
    Fuzzy,
    Keyword,
    Mentions,
    Missing,
    Near,
    Node,
    Not,
    Or,
    Phrase,
    Term,
    Wildcard,
)
from justicekb.spans import Span, outermost
from justicekb.store.language.borders import Before, crossing
from justicekb.store.language.cyrillic import KEY
from justicekb.store.language.sequences import Places, Run, runs_of, wanted_in_any_form, wanted_in_order
from justicekb.store.words import Word, fold, stem, words

# The most indexed words that one wildcard may ask for: each of them costs a look into the index.
MOST_FITTING = 20_000

# The field that the words of furniture stand in, and the kind of such passages.
FURNITURE: Literal["furniture"] = "furniture"

EntityRuns = Sequence[tuple[str, int, int]]  # an entity's id, the first and the last of its words


def unsupported(message: str) -> QueryError:
    """The refusal of a node that no engine here evaluates."""
    return QueryError(Diagnostic(message=message, cause=Cause.UNSUPPORTED))


def entity_runs(mentions: Iterable[tuple[str, Span]], text: Sequence[Word]) -> list[tuple[str, int, int]]:
    """Places of entities counted in words; one that holds no word is left out."""
    starts, ends = [word.start for word in text], [word.end for word in text]
    found = [(entity, bisect_right(ends, span.start), bisect_left(starts, span.end) - 1) for entity, span in mentions]
    return [(entity, first, last) for entity, first, last in found if first <= last]


def runs(node: Node, text: Places, mentions: EntityRuns = ()) -> list[Run]:
    """Where the words of a text, each given by its forms, match a node of words.

    Those are Term, Phrase, Wildcard, Fuzzy, Near, Or and Mentions. Raises QueryError (UNSUPPORTED) for a node that
    stands nowhere, such as Not inside Near.
    """
    match node:
        case Term():
            wanted = wanted_in_any_form(node.text)
            if len(wanted) == 1:  # most words: no need to make a set of each word's stems
                (forms,) = wanted.values()
                return [(at, at) for at, here in enumerate(text) if any(stem(form) in forms for form in here)]
            return runs_of(wanted, 0, [frozenset(map(stem, here)) for here in text])
        case Phrase(terms, _, slop):
            return runs_of(wanted_in_order(terms), slop, text)
        case Wildcard() | Fuzzy():
            fits = word_test(node)
            return [(at, at) for at, here in enumerate(text) if any(map(fits, here))]
        case Near(left, right, distance):
            return _near(runs(left, text, mentions), runs(right, text, mentions), distance)
        case Or(nodes):
            return sorted({run for inner in nodes for run in runs(inner, text, mentions)})
        case Mentions():
            return [(first, last) for entity, first, last in mentions if names(node, entity)]
        case _:
            raise unsupported(f"{type(node).__name__.lower()} cannot stand inside NEAR")


def across(node: Node, before: Before, text: str) -> tuple[str, tuple[Span, ...]]:
    """Where phrases of the node run into the passage: the words before it, "" if none does, and the marks in it."""
    phrases = [leaf for leaf in _leaves(node) if isinstance(leaf, Phrase) and may_cross(leaf)]
    found = [spans for leaf in phrases for spans in crossing(leaf.words, before, text)]
    if not found:
        return "", ()
    return before.text[min(lead.start for lead, _ in found) :], tuple(inside for _, inside in found if len(inside))


def may_run_in(node: Node) -> bool:
    """Whether a phrase of the node may run into a passage from what is before it."""
    return any(isinstance(leaf, Phrase) and may_cross(leaf) for leaf in _leaves(node))


def asks_for_names(node: Node) -> bool:
    """Whether entities are looked for in the node, and their places are needed."""
    match node:
        case Mentions():
            return True
        case And(nodes) | Or(nodes):
            return any(map(asks_for_names, nodes))
        case Near(left, right):
            return asks_for_names(left) or asks_for_names(right)
        case _:
            return False


def may_cross(node: Phrase) -> bool:
    """Whether the phrase may run over the border of a passage: one of words of the text that follow each other."""
    return node.field in (None, "text") and node.slop == 0


def near_field(node: Near) -> Literal["text", "furniture"]:
    """Where the words near each other have to stand: in the text, unless they are asked for in furniture."""
    asked = (getattr(leaf, "field", None) for side in (node.left, node.right) for leaf in _innermost(side))
    return FURNITURE if FURNITURE in asked else "text"


def _innermost(node: Node) -> Iterable[Node]:
    match node:
        case Near(left, right):
            yield from (*_innermost(left), *_innermost(right))
        case Or(nodes):
            yield from (leaf for inner in nodes for leaf in _innermost(inner))
        case _:
            yield node


def marks(node: Node, text: str, mentions: Iterable[tuple[str, Span]] = ()) -> tuple[Span, ...]:
    """The spans of a passage's words that made it match; what is negated or asks for no words marks none."""
    read = list(words(text))
    return marks_among(node, [word.forms for word in read], [word.span for word in read], entity_runs(mentions, read))


def marks_among(node: Node, text: Places, places: Sequence[Span], mentions: EntityRuns) -> tuple[Span, ...]:
    """The same for words that were read before, with their places."""
    found = {run for leaf in _leaves(node) for run in runs(leaf, text, mentions)}
    return tuple(outermost(Span(places[first].start, places[last].end) for first, last in found))


def word_test(node: Wildcard | Fuzzy) -> Callable[[str], bool]:
    """Whether a folded word is one the node asks for."""
    if isinstance(node, Wildcard):
        pattern = wildcard_pattern(node.pattern)
        return lambda word: pattern.fullmatch(word) is not None and not word.startswith(KEY)
    wanted, distance = fold(node.text), node.distance
    return lambda word: within(wanted, word, distance) and not word.startswith(KEY)


def bounded(node: Wildcard, found: Iterable[str]) -> list[str]:
    """The words that a wildcard fits; raises QueryError (USER) when they are more than MOST_FITTING."""
    fitting = list(islice(found, MOST_FITTING + 1))
    if len(fitting) > MOST_FITTING:
        message = f"{node.pattern} fits more than {MOST_FITTING:,} words; write more of its letters"
        raise QueryError(Diagnostic(message=message))
    return fitting


@lru_cache(maxsize=256)
def wildcard_pattern(pattern: str) -> re.Pattern[str]:
    """The pattern of a wildcard, its letters folded like words.

    What stands between two stars is taken where it first fits and never tried elsewhere, so that matching is linear.
    """
    first, *rest = ("".join(map(_one, re.split(r"(\?)", part))) for part in pattern.split("*"))
    inner = "".join(f"(?>.*?{part})" for part in rest[:-1] if part)
    return re.compile(first + inner + (f".*{rest[-1]}" if rest else ""))


def _one(part: str) -> str:
    return "." if part == "?" else re.escape(fold(part)) if part else ""


def within(left: str, right: str, distance: int) -> bool:
    """Whether two words are at most so many edits apart; swapped neighbours count one (optimal alignment)."""
    if abs(len(left) - len(right)) > distance:
        return False
    before: list[int] = []
    above: list[int] = []
    row = list(range(len(right) + 1))
    for i, a in enumerate(left, 1):
        before, above, row = above, row, [i]
        for j, b in enumerate(right, 1):
            cost = min(above[j] + 1, row[j - 1] + 1, above[j - 1] + (a != b))
            if i > 1 and j > 1 and a == right[j - 2] and left[i - 2] == b:
                cost = min(cost, before[j - 2] + 1)
            row.append(cost)
        if min(row) > distance:
            return False
    return row[-1] <= distance


def _near(left: list[Run], right: list[Run], distance: int) -> list[Run]:
    """Runs from one side to the other; sides that share a word are not near each other but the same."""
    return sorted(
        {
            (min(a[0], b[0]), max(a[1], b[1]))
            for a in left
            for b in right
            if 0 <= max(a[0], b[0]) - min(a[1], b[1]) - 1 <= distance
        }
    )


def names(node: Mentions, entity: str) -> bool:
    """Whether the node asks for this entity or for its type."""
    if node.entity is not None:
        return entity == node.entity
    return node.type is None or entity.startswith(f"{node.type}:")


def _leaves(node: Node) -> Iterable[Node]:
    match node:
        case And(nodes) | Or(nodes):
            for inner in nodes:
                yield from _leaves(inner)
        case Not() | Everything() | DateRange() | Missing() | Keyword():
            return
        case Term() | Phrase() | Wildcard() | Fuzzy():
            if node.field in (None, "text", FURNITURE):
                yield node
        case Near() | Mentions():
            yield node
