"""Towns and provinces by their names: evidence that a capitalised word is a place, more behind "in" or among others."""

from __future__ import annotations

from collections.abc import Iterator

from justicekb.extract.names.words import Line
from justicekb.vocabulary import Vocabulary
from justicekb.vocabulary.entries import Towns
from justicekb.vocabulary.wordlists import WordList

_LEADS_TO_PLACE = WordList("prepositions-before-a-town")
_LONGEST = 3  # words


def town_names(vocabulary: Vocabulary) -> frozenset[str]:
    """The names of all towns; use `vocabulary.once(town_names)`."""
    return frozenset(name for country in vocabulary.entries(Towns) for name in country.names)


def towns(line: Line, vocabulary: Vocabulary) -> Iterator[tuple[str, tuple[int, int]]]:
    """Each town with its rule: as one of several in a list, behind a preposition, or by its name alone."""
    names = vocabulary.once(town_names)
    found = [part for at in range(len(line)) if line[at].cap and (part := _town_at(line, at, names)) is not None]
    for number, (first, end) in enumerate(found):
        before = found[number - 1] if number else None
        behind = found[number + 1] if number + 1 < len(found) else None
        listed = (before and _joined(line, before[1], first)) or (behind and _joined(line, end, behind[0]))
        led = first > 0 and line[first - 1].lower in _LEADS_TO_PLACE
        yield ("place.town-listed" if listed else "place.town-in" if led else "place.town"), (first, end)


def _town_at(line: Line, at: int, names: frozenset[str]) -> tuple[int, int] | None:
    """The longest town that begins at a word, when it is the whole of a capitalised run."""
    if line[at].headline or (at and line[at - 1].cap and line[at].spaced and line[at - 1].text[-1].isalnum()):
        return None
    for end in range(min(at + _LONGEST, len(line)), at, -1):
        longer = end < len(line) and line[end].cap and line[end].spaced and line[end].text[0].isalpha()
        if not longer and " ".join(w.text for w in line[at:end]).replace("’", "'") in names:
            return at, end
    return None


def _joined(line: Line, end: int, first: int) -> bool:
    """Whether nothing but a comma or "and" stands between two places."""
    return 0 < first - end < 3 and all(w.text in (",", "and", "or", "&") for w in line[end:first])
