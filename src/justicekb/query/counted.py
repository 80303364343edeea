"""What a figure must count to answer a question."""

from __future__ import annotations

from collections.abc import Iterator

from justicekb.model import Figure
from justicekb.query.matter import NOUN, Matter
from justicekb.query.nounphrases import counted_nouns
from justicekb.query.support import BEFORE, OWN, SYNONYM, Requirement, Scene
from justicekb.query.words import stem, stems

# How many words before a number may be the verb that it is the object of ("closed the eight prisons").
_JUST_BEFORE = 3

# How far after a number its noun is looked for (characters).
_REACH = 60


def of_figure(matter: Matter, seen: Scene) -> Iterator[Requirement]:
    """A figure must count what is asked for."""
    if matter.frame.noun is not None:
        yield Requirement("what is counted", _counts(matter, matter.frame.noun, seen), NOUN, 0.5)
    for word in matter.frame.head[:-1]:
        met = matter.word(word, seen)
        if "such" in seen.own and matter.lexicon.alike(word) & seen.just_before:
            met = OWN * SYNONYM  # "96 such complaints" are those of the sentence before
        yield Requirement(word, met if met in (OWN, OWN * SYNONYM) else met * BEFORE, 1.0)
    such = seen.just_before if "such" in seen.own else frozenset()
    more = [
        matter.word(word, seen) > BEFORE or bool(matter.lexicon.alike(word) & such) for word in matter.frame.head[:-1]
    ]
    if more:
        yield Requirement("what kind", sum(more) / len(more), 0.0, 0.5)
    if matter.frame.trigger and matter.frame.events & matter.lexicon.personal and not matter.frame.existence:
        yield Requirement("what happened", OWN if _happened(matter, seen) else 0.0, 0.0, OWN)
    if matter.frame.existence:
        yield Requirement("there are", 0.0 if _done_to(matter, seen) else OWN, 0.0, OWN)


def _happened(matter: Matter, seen: Scene) -> bool:
    """Whether the sentence tells what happened to those who are counted, or takes up one that does."""
    if matter.telling & seen.sentence_stems or matter.tells(seen, matter.frame.events):
        return True
    return ("such" in seen.own or seen.takes_up) and bool(matter.telling & seen.just_before)


def _done_to(matter: Matter, seen: Scene) -> bool:
    """Whether the words right before the figure tell an event: "closed eight prisons" counts no prisons."""
    before = stems(seen.held.document.text[seen.record.evidence.start : seen.record.span.start])[-_JUST_BEFORE:]
    passive = matter.lexicon.uses["existence"] | (
        matter.lexicon.alike(matter.frame.noun) if matter.frame.noun else set()
    )
    return any(w in matter.lexicon.events and w not in passive for w in before)


def _counts(matter: Matter, noun: str, seen: Scene) -> float:
    figure = seen.record
    assert isinstance(figure, Figure)  # the table below says so
    if noun in matter.lexicon.uses["money"] and figure.unit.startswith("money"):
        return OWN
    alike = matter.lexicon.alike(noun)
    heads = frozenset(counted_nouns(figure.measure)) if figure.unit == "count" else seen.own
    if heads & alike:
        return OWN if noun in heads else OWN * SYNONYM
    if _done(matter, noun, heads, seen) and seen.own & alike:
        return OWN * SYNONYM  # "people arrested" are arrests, "visits to colonies" colonies visited
    generic = matter.lexicon.uses["generic"]
    if heads & generic and (seen.own & alike or noun in generic):
        return OWN * SYNONYM  # "shooting incidents" are shootings, acts of riot cases of it
    if figure.unit == "percent" and noun in matter.lexicon.uses["anybody"] and stem("population") in seen.own:
        return OWN * SYNONYM
    if any(several <= seen.own for several in matter.lexicon.compounds.get(noun, ())):
        return OWN * SYNONYM
    people = matter.lexicon.uses["people"]
    if noun in matter.lexicon.uses["anybody"] and seen.own & people:
        return 0.7
    told = bool(seen.sentence_stems & alike)
    if told and figure.unit not in ("count",):
        return SYNONYM
    return 0.75 if not figure.measure and noun in _after(figure, seen) else 0.4 if told else 0.0


def _done(matter: Matter, noun: str, heads: frozenset[str], seen: Scene) -> bool:
    """Whether what is counted are persons to whom the noun happened, or events asked for that happened to the noun."""
    events = matter.lexicon.events
    persons = matter.lexicon.uses["anybody"] | matter.lexicon.uses["people"]
    happened = any(events.get(head, frozenset()) & matter.frame.events for head in heads)
    return happened or (noun in events and bool(heads & persons))


def _after(figure: Figure, seen: Scene) -> frozenset[str]:
    start = figure.span.end
    text = seen.held.document.text[start : min(start + _REACH, figure.evidence.end)]
    return frozenset(stems(text))
