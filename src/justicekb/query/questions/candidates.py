"""Which records could hold the answer to a frame; the store looks for words, so that few have to be judged."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeVar

from justicekb.model import DateMention, Fact, Figure, LawMention, Mention, Quote, Record
from justicekb.query.language import stem, tokens
from justicekb.query.questions.matter import Matter
from justicekb.querytree import RecordFilter
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


def with_words(matter: Matter, kind: type[R], words: frozenset[str], *, types: tuple[str, ...] = ()) -> Iterator[R]:
    """The records whose sentence has one of the words in any form; without words all records.

    The store looks for the words, so that not every record has to be decoded and judged.
    """
    if not words:
        yield from _read(matter, kind, types)
        return
    seen: set[tuple[str, Span]] = set()
    for word in sorted(words):
        asked = {"measure": (word,)} if kind is Figure else {"text": word}
        for record in matter.reading.records.records(kind, RecordFilter(types=types, about=matter.about, **asked)):
            if (record.document, record.span) not in seen:
                seen.add((record.document, record.span))
                yield record


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
    return matter.reading.records.records(kind, RecordFilter(types=types, about=matter.about))


def of_unit(matter: Matter, figure: Figure) -> bool:
    unit = figure.unit.partition(":")[0]
    return not matter.frame.units or unit in matter.frame.units
