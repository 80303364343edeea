"""Which records could hold the answer to a frame: at most MOST of a kind, whatever the size of the base.

The store finds them by its indexes (`RecordReader.some`). It is asked step by step: first for records whose sentence
has everything that the question names, then for less and less (`_steps`), down to what every answer must have. So in
a small base every record that can answer is a candidate, and in a large one the nearest are.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TypeVar

from justicekb.model import DateMention, Fact, Figure, LawMention, Mention, Quote, Record
from justicekb.query.language import stem, tokens
from justicekb.query.questions.judgement.comparison import Comparison
from justicekb.querytree import Clue, RecordFilter
from justicekb.spans import Span

R = TypeVar("R", bound=Record)


def candidates(comparison: Comparison) -> Iterator[Record]:
    """The records that could hold the answer, of the kinds that the frame asks for."""
    match comparison.frame.asked:
        case "date":
            yield from _facts(comparison)
            yield from with_words(comparison, DateMention, _telling(comparison))
        case "figure":
            yield from (f for f in with_words(comparison, Figure, _counting(comparison)) if of_unit(comparison, f))
        case "speaker":
            yield from (q for q in _read(comparison, Quote) if q.speaker)
            yield from with_words(comparison, Mention, _spoken_of(comparison), types=("person",))
        case "statement":
            yield from (q for q in _read(comparison, Quote) if q.speaker)
        case "provision":
            yield from (law for law in _read(comparison, LawMention) if law.provision)
        case "office":
            yield from with_words(comparison, Mention, _counting(comparison), types=("person",))
        case "identity":
            yield from (m for m in _read(comparison, Mention, types=("person",)) if m.role)
        case "participant":
            yield from _facts(comparison)
        case "place":
            yield from (f for f in _facts(comparison) if f.names("place"))


# The most records of a kind that are judged for one question; reading and judging so many takes half a second.
MOST = 400

# The share of them that one step may take, so that what a later one would find is not crowded out.
STEP = 160


def with_words(
    comparison: Comparison, kind: type[R], words: frozenset[str], *, types: tuple[str, ...] = ()
) -> Iterator[R]:
    """The records whose sentence (or measure) has one of the words in any form; without words all records."""
    seen: set[tuple[str, Span]] = set()
    for record in nearest(comparison, kind, RecordFilter(types=types, about=comparison.about), words=words):
        if (record.document, record.span) not in seen:
            seen.add((record.document, record.span))
            yield record


def nearest(
    comparison: Comparison, kind: type[R], where: RecordFilter, *, words: frozenset[str] = frozenset()
) -> list[R]:
    """At most MOST records that the filter lets through, nearest to what the question names, by document and place.

    With words only those that have one of them; a figure may have it in its measure.
    """
    asked = replace(where, clues=(*where.clues, told(kind, words))) if words else where
    found: dict[str, R] = {}
    for clues in _steps(comparison):
        limit = min(STEP, MOST - len(found)) if clues else MOST
        for record in comparison.reading.records.some(kind, replace(asked, clues=(*asked.clues, *clues)), limit=limit):
            if len(found) < MOST:
                found.setdefault(record.id, record)
        if len(found) == MOST:
            break
    return sorted(found.values(), key=lambda record: (record.document, record.span))


def told(kind: type[Record], words: frozenset[str]) -> Clue:
    """That a sentence has one of the words, or for a figure its measure."""
    return Clue(words=tuple(sorted(words)), measured=kind is Figure)


def _steps(comparison: Comparison) -> Iterator[tuple[Clue, ...]]:
    """What is asked for beside what every answer must have: all that is named, then less, at last nothing."""
    frame = comparison.frame
    named = tuple(Clue(words=(n.text,), entities=tuple(sorted(n.ids))) for n in (*frame.countries, *frame.names))
    known = [n for n in (*frame.countries, *frame.names) if n.ids]
    anywhere = tuple(Clue(entities=tuple(sorted(n.ids)), anywhere=True) for n in known)
    alike = (written(comparison, comparison.lexicon.alike(word)) for word in frame.words)
    words = tuple(Clue(words=tuple(sorted(own))) for own in alike if own)
    each = Clue(words=tuple(sorted({word for clue in words for word in clue.words})))
    steps = [
        (*named, *words),
        (*anywhere, *words),
        named,
        (*anywhere, each) if words else anywhere,
        anywhere,
        words,
        (),
    ]
    yield from dict.fromkeys(steps)


def _counting(comparison: Comparison) -> frozenset[str]:
    """The words that may name what is counted, or the office; none when there is no telling."""
    noun = comparison.frame.noun
    if noun is None:
        return frozenset()
    if (
        noun in comparison.lexicon.uses["anybody"] | comparison.lexicon.uses["money"]
    ):  # then a sentence has another word
        rest = [
            comparison.lexicon.alike(w) for w in comparison.frame.words if w != noun and w not in comparison.frame.weak
        ]
        return written(comparison, frozenset().union(*rest))
    compound = frozenset().union(*comparison.lexicon.compounds.get(noun, ()))
    happened = comparison.telling if comparison.frame.events & comparison.lexicon.personal else frozenset()
    return written(comparison, comparison.lexicon.alike(noun) | happened) | compound


def _spoken_of(comparison: Comparison) -> frozenset[str]:
    """The words of a question of which a sentence that tells who said it has at least one."""
    return written(
        comparison,
        frozenset().union(
            *(comparison.lexicon.alike(w) for w in comparison.frame.words if w not in comparison.frame.weak)
        ),
    )


def _telling(comparison: Comparison) -> frozenset[str]:
    """The words that may tell the event asked for; none without an event."""
    return written(comparison, comparison.telling | comparison.sure)


def written(comparison: Comparison, alike: frozenset[str]) -> frozenset[str]:
    """Words with these stems as the vocabulary and the question write them."""
    asked = {word for word, _ in tokens(comparison.frame.question) if stem(word) in alike}
    return frozenset(asked).union(*(comparison.lexicon.written.get(one, frozenset()) for one in alike))


def _facts(comparison: Comparison) -> Iterator[Fact]:
    return _read(comparison, Fact, types=tuple(sorted(comparison.types)))


def _read(comparison: Comparison, kind: type[R], types: tuple[str, ...] = ()) -> Iterator[R]:
    return iter(nearest(comparison, kind, RecordFilter(types=types, about=comparison.about)))


def of_unit(comparison: Comparison, figure: Figure) -> bool:
    unit = figure.unit.partition(":")[0]
    return not comparison.frame.units or unit in comparison.frame.units
