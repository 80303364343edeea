"""What a figure must count to answer a question."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from justicekb.model import Figure
from justicekb.query.language import BEFORE, OWN, SYNONYM, Scene, counted_nouns, stem, stems, tokens
from justicekb.query.questions.dates import gap
from justicekb.query.questions.matter import NOUN, Matter
from justicekb.query.questions.support import Requirement

# The fewest numbers of one kind in a sentence of which one must be told from the others.
_SEVERAL = 2

# How many words before a number may be the verb that it is the object of ("closed the eight prisons").
_JUST_BEFORE = 3

# How far around a number what happened to those it counts is looked for (characters).
_AROUND = 90

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
    sum_of = isinstance(seen.record, Figure) and seen.record.unit.startswith("money") and matter.frame.names
    if more and not sum_of:  # a named body's grant is told by the body
        yield Requirement("what kind", sum(more) / len(more), 0.0, 0.5)
    yield from _beside(matter, seen)
    personal = matter.frame.events & matter.lexicon.personal and not matter.frame.existence
    if personal and isinstance(seen.record, Figure) and seen.record.unit == "count":
        yield Requirement("what happened", OWN if _happened(matter, seen) else 0.0, 0.0, OWN)
    if matter.frame.existence:
        yield Requirement("there are", 0.0 if _done_to(matter, seen) else OWN, 0.0, OWN)
        if _bare(matter):
            whole = matter.lexicon.uses["existence"] | matter.lexicon.uses["whole"]
            yield Requirement("of the whole country", OWN if whole & (seen.own | _near(seen)) else 0.0, 0.0, OWN)


def _beside(matter: Matter, seen: Scene) -> Iterator[Requirement]:
    """Of several numbers in a sentence the one is meant that the question's other words stand nearest to.

    "Two judges were fired and 32 were disciplined"; numbers of one measure ("from 50 to 40 judges") stay alike.
    """
    figure = seen.record
    assert isinstance(figure, Figure)  # only figures are counted
    start, text = figure.evidence.start, seen.held.document.text
    alike = [f for f in seen.held.of_sentence(Figure, figure.evidence) if f.unit == figure.unit]
    if len({(f.measure, f.part_of) for f in alike}) < _SEVERAL:
        return
    asked = {w: matter.lexicon.alike(w) for w in matter.frame.words if w not in matter.frame.weak}
    nearest = {}
    for word, own in asked.items():
        places = [place.shift(start) for w, place in tokens(seen.sentence) if stem(w) in own]
        if places and word != matter.frame.noun:
            nearest[word] = min(alike, key=lambda f: min(gap(f.span, place, text) for place in places))
    if nearest:
        same = [f for f in nearest.values() if (f.measure, f.part_of) == (figure.measure, figure.part_of)]
        met = len(same) / len(nearest)
        yield Requirement("beside it", met, 1.0)


def _bare(matter: Matter) -> bool:
    """Whether a question asks how many of a thing there are in a country and says no more of them."""
    frame = matter.frame
    told = frame.names or matter.plain_words() or len(frame.head) > 1
    return not told and frame.noun not in matter.lexicon.events


def _happened(matter: Matter, seen: Scene) -> bool:
    """Whether the words around the figure tell what happened to those who are counted, or the sentence it takes up."""
    counted = matter.lexicon.alike(matter.frame.noun) if matter.frame.noun else frozenset()
    if matter.frame.trigger in counted:
        return True  # it is the event itself that is counted
    telling = matter.telling - counted  # detainees are not for that arrested
    if telling & (seen.own | _near(seen)):
        return True
    return ("such" in seen.own or seen.takes_up) and bool(telling & seen.just_before)


def _done_to(matter: Matter, seen: Scene) -> bool:
    """Whether the words beside the figure tell an event: "closed eight prisons" counts no prisons, nor does "one"."""
    figure = seen.record
    assert isinstance(figure, Figure)  # only figures are counted
    if figure.value == 1 and figure.unit == "count":
        return True
    before = stems(seen.held.document.text[seen.record.evidence.start : seen.record.span.start])[-_JUST_BEFORE:]
    noun = matter.lexicon.alike(matter.frame.noun) if matter.frame.noun else frozenset()
    passive = matter.lexicon.uses["existence"] | noun
    if any(w in matter.lexicon.events and w not in passive for w in before):
        return True
    done = re.match(_DONE, seen.held.document.text[seen.record.span.end : seen.record.evidence.end])
    usual = matter.lexicon.uses["existence"] | matter.lexicon.uses["report"] | set(matter.frame.words)
    return done is not None and not {stem(done[1]), *matter.lexicon.alike(stem(done[1]))} & usual


# "1,300 detainees were tested", "16 guards have been accused": up to five words, then a passive.
_DONE = r"(?: [\w’'-]+){1,5}? (?:was|were|been|being) (?:\w+ly )?(\w+(?:ed|en|wn))\b"


def _near(seen: Scene) -> frozenset[str]:
    """The stems of the words around the figure in its sentence."""
    text, place, figure = seen.held.document.text, seen.record.evidence, seen.record.span
    around = text[max(place.start, figure.start - _AROUND) : min(place.end, figure.end + _AROUND)]
    return frozenset(stems(around))


def _counts(matter: Matter, noun: str, seen: Scene) -> float:
    figure = seen.record
    assert isinstance(figure, Figure)  # the table below says so
    if noun in matter.lexicon.uses["money"] and figure.unit.startswith("money"):
        return OWN
    alike = matter.lexicon.alike(noun)
    heads = frozenset(counted_nouns(figure.measure)) if figure.unit == "count" else seen.own
    if heads & alike:
        return OWN if noun in heads else OWN * SYNONYM
    people = matter.lexicon.uses["people"]
    if heads & (people | matter.lexicon.uses["anybody"]) and _is_people(matter, noun, figure):
        return OWN * SYNONYM  # "28 Uzbek men" are Uzbeks
    if _done(matter, noun, heads, seen):
        return OWN * SYNONYM  # "people arrested" are arrests, "visits to colonies" colonies visited
    generic = matter.lexicon.uses["generic"]
    if heads & generic and (noun in generic or alike & set(stems(figure.measure)[:2])):
        return OWN * SYNONYM  # "shooting incidents" are shootings, acts of riot cases of it
    if figure.unit == "percent" and noun in matter.lexicon.uses["anybody"] and stem("population") in seen.own:
        return OWN * SYNONYM
    if any(several <= seen.own for several in matter.lexicon.compounds.get(noun, ())):
        return OWN * SYNONYM
    if noun in matter.lexicon.uses["anybody"] and seen.own & people:
        return 0.7
    told = bool(seen.sentence_stems & alike)
    if told and figure.unit not in ("count",):
        return SYNONYM
    return 0.75 if not figure.measure and noun in _after(figure, seen) else 0.4 if told else 0.0


def _is_people(matter: Matter, noun: str, figure: Figure) -> bool:
    """Whether a noun with a capital letter (a people, a faith) stands so in what is counted."""
    asked = {stem(w) for w in re.findall(r"\b[A-ZÀ-Ž]\w+", matter.frame.question)}
    return noun in asked & {stem(w) for w in re.findall(r"\b[A-ZÀ-Ž]\w+", figure.measure)}


def _done(matter: Matter, noun: str, heads: frozenset[str], seen: Scene) -> bool:
    """Whether what is counted are persons to whom the noun happened, or events asked for that happened to the noun."""
    figure = seen.record
    assert isinstance(figure, Figure)  # only figures are counted
    alike = matter.lexicon.alike(noun)
    if any(matter.lexicon.events.get(head, frozenset()) & matter.frame.events for head in heads):
        kept = noun in matter.lexicon.alike(stem("prisoner")) and matter.lexicon.alike(stem("prison")) & seen.own
        return bool(seen.own & alike or kept or noun in matter.lexicon.uses["anybody"])
    persons = matter.lexicon.uses["anybody"] | matter.lexicon.uses["people"]
    measure = stems(figure.measure)
    behind = [word for head, word in pairwise(measure) if head in heads & persons]
    return noun in matter.lexicon.events and not alike.isdisjoint(behind)


def _after(figure: Figure, seen: Scene) -> frozenset[str]:
    start = figure.span.end
    text = seen.held.document.text[start : min(start + _REACH, figure.evidence.end)]
    return frozenset(stems(text))
