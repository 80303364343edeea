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
from justicekb.query.questions.matter import Matter
from justicekb.querytree import Clue, RecordFilter
from justicekb.spans import Span

R = TypeVar("R", bound=Record)


def candidates(matter: Matter) -> Iterator[Record]:
    """The records that could hold the answer, of the kinds that the frame asks for."""
    match matter.frame.asked:
        case "date":
            yield from _facts(matter)
            yield from with_words(matter, DateMention, _telling(matter))
        case "figure":
            yield from (f for f in with_words(matter, Figure, _counting(matter)) if of_unit(matter, f))
        case "speaker":
            yield from (q for q in _read(matter, Quote) if q.speaker)
            yield from with_words(matter, Mention, _spoken_of(matter), types=("person",))
        case "statement":
            yield from (q for q in _read(matter, Quote) if q.speaker)
        case "provision":
            yield from (law for law in _read(matter, LawMention) if law.provision)
        case "office":
            yield from with_words(matter, Mention, _counting(matter), types=("person",))
        case "identity":
            yield from (m for m in _read(matter, Mention, types=("person",)) if m.role)
        case "participant":
            yield from _facts(matter)
        case "place":
            yield from (f for f in _facts(matter) if f.names("place"))


# The most records of a kind that are judged for one question; reading and judging so many takes half a second.
MOST = 400

# The share of them that one step may take, so that what a later one would find is not crowded out.
STEP = 160


def with_words(matter: Matter, kind: type[R], words: frozenset[str], *, types: tuple[str, ...] = ()) -> Iterator[R]:
    """The records whose sentence (or measure) has one of the words in any form; without words all records."""
    seen: set[tuple[str, Span]] = set()
    for record in nearest(matter, kind, RecordFilter(types=types, about=matter.about), words=words):
        if (record.document, record.span) not in seen:
            seen.add((record.document, record.span))
            yield record


def nearest(matter: Matter, kind: type[R], where: RecordFilter, *, words: frozenset[str] = frozenset()) -> list[R]:
    """At most MOST records that the filter lets through, nearest to what the question names, by document and place.

    With words only those that have one of them; a figure may have it in its measure.
    """
    asked = replace(where, clues=(*where.clues, told(kind, words))) if words else where
    found: dict[str, R] = {}
    for clues in _steps(matter):
        limit = min(STEP, MOST - len(found)) if clues else MOST
        for record in matter.reading.records.some(kind, replace(asked, clues=(*asked.clues, *clues)), limit=limit):
            if len(found) < MOST:
                found.setdefault(record.id, record)
        if len(found) == MOST:
            break
    return sorted(found.values(), key=lambda record: (record.document, record.span))


def told(kind: type[Record], words: frozenset[str]) -> Clue:
    """That a sentence has one of the words, or for a figure its measure."""
    return Clue(words=tuple(sorted(words)), measured=kind is Figure)


def _steps(matter: Matter) -> Iterator[tuple[Clue, ...]]:
    """What is asked for beside what every answer must have: all that is named, then less, at last nothing."""
    frame = matter.frame
    named = tuple(Clue(words=(n.text,), entities=tuple(sorted(n.ids))) for n in (*frame.countries, *frame.names))
    known = [n for n in (*frame.countries, *frame.names) if n.ids]
    anywhere = tuple(Clue(entities=tuple(sorted(n.ids)), anywhere=True) for n in known)
    alike = (written(matter, matter.lexicon.alike(word)) for word in frame.words)
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


def _counting(matter: Matter) -> frozenset[str]:
    """The words that may name what is counted, or the office; none when there is no telling."""
    noun = matter.frame.noun
    if noun is None:
        return frozenset()
    if noun in matter.lexicon.uses["anybody"] | matter.lexicon.uses["money"]:  # then a sentence has another word
        rest = [matter.lexicon.alike(w) for w in matter.frame.words if w != noun and w not in matter.frame.weak]
        return written(matter, frozenset().union(*rest))
    compound = frozenset().union(*matter.lexicon.compounds.get(noun, ()))
    happened = matter.telling if matter.frame.events & matter.lexicon.personal else frozenset()
    return written(matter, matter.lexicon.alike(noun) | happened) | compound


def _spoken_of(matter: Matter) -> frozenset[str]:
    """The words of a question of which a sentence that tells who said it has at least one."""
    return written(
        matter, frozenset().union(*(matter.lexicon.alike(w) for w in matter.frame.words if w not in matter.frame.weak))
    )


def _telling(matter: Matter) -> frozenset[str]:
    """The words that may tell the event asked for; none without an event."""
    return written(matter, matter.telling | matter.sure)


def written(matter: Matter, alike: frozenset[str]) -> frozenset[str]:
    """Words with these stems as the vocabulary and the question write them."""
    asked = {word for word, _ in tokens(matter.frame.question) if stem(word) in alike}
    return frozenset(asked).union(*(matter.lexicon.written.get(one, frozenset()) for one in alike))


def _facts(matter: Matter) -> Iterator[Fact]:
    return _read(matter, Fact, types=tuple(sorted(matter.types)))


def _read(matter: Matter, kind: type[R], types: tuple[str, ...] = ()) -> Iterator[R]:
    return iter(nearest(matter, kind, RecordFilter(types=types, about=matter.about)))


def of_unit(matter: Matter, figure: Figure) -> bool:
    unit = figure.unit.partition(":")[0]
    return not matter.frame.units or unit in matter.frame.units
