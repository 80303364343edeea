"""Words that follow one another, whether a compound among them is written in one, with hyphens, or apart.

A text is a row of places, each with the forms of the word there (`words.Word.forms`). What is asked for is a row of
pieces; stretches of pieces may stand at one place as a compound: "rights based" at "rights-based", and what is itself
written with hyphens also where it is written in one: "co-operation" at "cooperation".
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import accumulate

from justicekb.store.language.cyrillic import keys
from justicekb.store.words import fold, parts, stem, written

Run = tuple[int, int]  # first and last word position, both inclusive
Places = Sequence[Collection[str]]
# For each stretch of pieces (first, end) that may stand at one place, the forms that it may have there.
Wanted = Mapping[tuple[int, int], frozenset[str]]

# A compound of more parts than this is indexed in stretches, see `words`.
_MOST_PARTS = 4


def wanted_in_order(words: Iterable[str]) -> Wanted:
    """What a phrase asks for: these very words."""
    compounds = [compound for word in words for compound in parts(word)]
    pieces = [piece for compound in compounds for piece in compound]
    found = {stretch: frozenset(["-".join(pieces[slice(*stretch)])]) for stretch in _stretches(0, len(pieces))}
    found |= {(at, at + 1): frozenset([piece]) for at, piece in enumerate(pieces)}
    for first, end in _places_of(compounds):
        found |= {stretch: frozenset(["".join(pieces[slice(*stretch)])]) for stretch in _stretches(first, end)}
    return found


@lru_cache(maxsize=1024)  # asked for each field, and for each hit that is marked
def wanted_in_any_form(word: str) -> Wanted:
    """What a single word asks for, as stems and keys; "A/HRC/25" is a word of three pieces."""
    compounds = written(word)
    pieces = [piece for compound in compounds for piece in compound]
    found = {(at, at + 1): frozenset([stem(fold(piece)), *keys(piece)]) for at, piece in enumerate(pieces)}
    for first, end in _places_of(compounds):
        joined = {s: stem("".join(map(fold, pieces[slice(*s)]))) for s in _stretches(first, end)}
        found |= {stretch: frozenset([form]) for stretch, form in joined.items()}
    return found


def length(wanted: Wanted) -> int:
    """How many pieces are asked for."""
    return max((end for _, end in wanted), default=0)


def spellings(wanted: Wanted, known: Collection[str], *, most: int) -> list[list[str]]:
    """The rows of forms that an index may hold; compounds only as far as it knows them, and at most so many rows."""
    if not wanted:
        return []
    rows: list[list[list[str]]] = [[[]]]
    for end in range(1, length(wanted) + 1):
        rows.append([])
        for first in range(max(0, end - _MOST_PARTS), end):
            forms = [form for form in wanted.get((first, end), ()) if end - first == 1 or form in known]
            rows[end] += [[*row, form] for row in rows[first] for form in forms]
        del rows[end][: max(0, len(rows[end]) - most)]  # those written apart come last and stay
    return rows[-1]


def runs_of(wanted: Wanted, slop: int, text: Places) -> list[Run]:
    """Where the pieces follow one another with at most `slop` other words between neighbours."""
    count = length(wanted)
    if count == 1:
        return [(at, at) for at in sorted(_positions(wanted[0, 1], text))]
    if not count or not _may_stand(wanted, text):
        return []
    fitting = {stretch: _positions(forms, text) for stretch, forms in wanted.items()}
    begun = frozenset[int]().union(*(places for (first, _), places in fitting.items() if first == 0))
    found = (_from(start, fitting, slop, count) for start in sorted(begun))
    return [run for run in found if run is not None]


def _may_stand(wanted: Wanted, text: Places) -> bool:
    """Whether every piece stands somewhere, alone or in a compound: most texts are told by this alone."""
    there = {form for forms in text for form in forms}
    reached = {0}
    for end in range(1, length(wanted) + 1):
        if any(
            first in reached and not forms.isdisjoint(there) for (first, last), forms in wanted.items() if last == end
        ):
            reached.add(end)
    return length(wanted) in reached


def _positions(forms: frozenset[str], text: Places) -> frozenset[int]:
    return frozenset(at for at, here in enumerate(text) if not forms.isdisjoint(here))


def _from(start: int, fitting: Mapping[tuple[int, int], frozenset[int]], slop: int, count: int) -> Run | None:
    """The shortest run that begins at a place."""
    ends: dict[int, set[int]] = {0: {start - 1}}
    for end in range(1, count + 1):
        reached = ends.setdefault(end, set())
        for first in range(max(0, end - _MOST_PARTS), end):
            there = fitting.get((first, end))
            if there:
                gap = slop if first else 0
                reached |= {at for last in ends[first] for at in there if last < at <= last + gap + 1}
    return (start, min(ends[count])) if ends[count] else None


def _places_of(compounds: Sequence[Sequence[str]]) -> Iterator[tuple[int, int]]:
    ends = list(accumulate(map(len, compounds)))
    return ((end - len(compound), end) for compound, end in zip(compounds, ends, strict=True))


def _stretches(first: int, end: int) -> list[tuple[int, int]]:
    """The stretches of two to four pieces."""
    return [(i, j) for i in range(first, end) for j in range(i + 2, min(end, i + _MOST_PARTS) + 1)]
