"""What a figure must count to answer a question."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from justicekb.model import Figure
from justicekb.query.language import BEFORE, OWN, SYNONYM, Scene, counted_nouns, stem, stems, tokens
from justicekb.query.questions.judgement.comparison import NOUN, WEAK, Comparison
from justicekb.query.questions.judgement.dates import gap
from justicekb.query.questions.judgement.support import Requirement

# The fewest numbers of one kind in a sentence of which one must be told from the others.
_SEVERAL = 2

# What it weighs against a sum that it only stands in brackets.
_ASIDE = 0.5

# How many words behind a sum name it ("200,000 rupees compensation").
_NEXT = 4

# How many words before a number may be the verb that it is the object of ("closed the eight prisons").
_JUST_BEFORE = 3

# How far around a number what happened to those it counts is looked for (characters).
_AROUND = 90

# What the word for the event weighs against others where one of several numbers is told by what stands beside it.
_TRIGGER = 2.0

# How near a number "total" stands that makes it one (characters).
_TOTALLED = 30

# How far after a number its noun is looked for (characters).
_REACH = 60


def of_figure(comparison: Comparison, seen: Scene) -> Iterator[Requirement]:
    """A figure must count what is asked for."""
    if comparison.frame.noun is not None:
        yield Requirement("what is counted", _counts(comparison, comparison.frame.noun, seen), NOUN, 0.5)
    for word in comparison.frame.head[:-1]:
        met = comparison.word(word, seen)
        if "such" in seen.own and comparison.lexicon.alike(word) & seen.just_before:
            met = OWN * SYNONYM  # "96 such complaints" are those of the sentence before
        yield Requirement(word, met if met in (OWN, OWN * SYNONYM) else met * BEFORE, 1.0)
    such = seen.just_before if "such" in seen.own else frozenset()
    more = [
        comparison.word(word, seen) > BEFORE or bool(comparison.lexicon.alike(word) & such)
        for word in comparison.frame.head[:-1]
    ]
    sum_of = isinstance(seen.record, Figure) and seen.record.unit.startswith("money") and comparison.frame.names
    if more and not sum_of:  # a named body's grant is told by the body
        yield Requirement("what kind", sum(more) / len(more), 0.0, 0.5)
    yield from besides_others(comparison, seen)
    if "times" in comparison.frame.units and isinstance(seen.record, Figure):
        told = _TIMES.match(seen.held.document.text, seen.record.span.end) or seen.record.unit == "times"
        event = frozenset(stems(seen.record.measure)) & comparison.telling  # "461 visits" are times that they went
        told = told or bool(event)
        yield Requirement("times", OWN if told else 0.0, 0.0, OWN)
    start = seen.record.span.start
    if re.search(r"\([^\w)]{0,3}$", seen.held.document.text[max(start - 4, 0) : start]):
        yield Requirement("no aside", 0.0, _ASIDE)  # "9,000 euros ($10,400)": the sum as it was given is meant
    yield from _beside(comparison, seen)
    yield from to_whom(comparison, seen)
    if {"total", "overall", "altogether"} & set(comparison.frame.words):
        near = _near(seen, around=_TOTALLED)
        yield Requirement("in total", OWN if near & comparison.lexicon.uses["totalling"] else 0.0, 1.0)
    personal = comparison.frame.events & comparison.lexicon.personal and not comparison.frame.existence
    if comparison.frame.trigger in comparison.lexicon.uses["amounting"]:
        personal = frozenset()  # robberies that "drop" are no charges dropped
    if personal and isinstance(seen.record, Figure) and seen.record.unit in ("count", "percent"):
        yield Requirement("what happened", OWN if _happened(comparison, seen) else 0.0, 0.0, OWN)
    if comparison.frame.existence:
        yield Requirement("there are", 0.0 if _done_to(comparison, seen) else OWN, 0.0, OWN)
        if _bare(comparison):
            whole = comparison.lexicon.uses["existence"] | comparison.lexicon.uses["whole"]
            yield Requirement("of the whole country", OWN if whole & (seen.own | _near(seen)) else 0.0, 0.0, OWN)


# "Three other people died", "12 more were arrested", "a further 20 cases": besides a number told before.
_OTHERS = re.compile(r"\s+(?:others?|more|further|additional)\b(?!\s+than\b)", re.IGNORECASE)
_ANOTHER = re.compile(r"\b(?:another|(?:a|an|the|some)\s+(?:further|additional|other)|other)\s+$", re.IGNORECASE)
_BESIDES = 20  # characters before a number


# What stands behind a number of times.
_TIMES = re.compile(r"(?: \w+)? (?:times|occasions)\b")


def besides_others(comparison: Comparison, seen: Scene) -> Iterator[Requirement]:
    """A number of others is a part, and no answer unless others, or what its sentence names, are asked for."""
    figure, text = seen.record, seen.held.document.text
    named = {mention.entity for mention in seen.named}
    asked = (*comparison.frame.names, *comparison.frame.countries)
    if asked and all(name.ids & named for name in asked):
        return
    if not isinstance(figure, Figure) or _ASKED_OTHERS.search(comparison.frame.question):
        return
    before = text[max(figure.evidence.start, figure.span.start - _BESIDES) : figure.span.start]
    if _OTHERS.match(text, figure.span.end) or _ANOTHER.search(before):
        yield Requirement("all of them", 0.0, 0.0, OWN)


_ASKED_OTHERS = re.compile(r"\b(?:other|others|more|further|additional|another|else)\b", re.IGNORECASE)


def _beside(comparison: Comparison, seen: Scene) -> Iterator[Requirement]:
    """Of several numbers in a sentence the one is meant that the question's other words stand nearest to.

    "Two judges were fired and 32 were disciplined"; numbers of one measure ("from 50 to 40 judges") stay alike.
    """
    figure = seen.record
    assert isinstance(figure, Figure)  # only figures are counted
    start, text = figure.evidence.start, seen.held.document.text
    alike = [f for f in seen.held.of_sentence(Figure, figure.evidence) if f.unit == figure.unit]
    if (named := _in_brackets(comparison, seen, alike)) is not None:
        yield Requirement("in brackets behind it", OWN if named.span == figure.span else 0.0, 0.0, OWN)
        return
    if len({(f.measure, f.part_of) for f in alike}) < _SEVERAL:
        yield from _behind_noun(comparison, seen, alike)
        return
    asked = {w: comparison.lexicon.alike(w) for w in comparison.frame.words if w not in comparison.frame.weak}
    nearest = {}
    for word, own in asked.items():
        places = [place.shift(start) for w, place in tokens(seen.sentence) if stem(w) in own]
        near = {min(alike, key=lambda f: gap(f.span, place, text)).id: place for place in places}
        if len(near) == 1 and word != comparison.frame.noun:  # a word beside each of them tells none from the others
            nearest[word] = min(alike, key=lambda f: min(gap(f.span, place, text) for place in places))
    if nearest:
        same = {w for w, f in nearest.items() if (f.measure, f.part_of) == (figure.measure, figure.part_of)}
        weights = {w: _TRIGGER if w == comparison.frame.trigger else 1.0 for w in nearest}
        met = sum(weights[w] for w in same) / sum(weights.values())
        yield Requirement("beside it", met, 1.0)


def _in_brackets(comparison: Comparison, seen: Scene, alike: Sequence[Figure]) -> Figure | None:
    """Of numbers in brackets the one behind a word or name of the question: "Norns (34%), Vesks (30%)"."""
    text, start = seen.held.document.text, seen.record.evidence.start
    names = frozenset(own for name in comparison.frame.names for own in name.stems)
    asked = names.union(*(comparison.lexicon.alike(w) for w in comparison.frame.words))
    bracketed = [f for f in alike if text[max(f.span.start - 1, 0) : f.span.start] == "("]
    named = [f for f in bracketed if set(stems(text[start : f.span.start - 1])[-1:]) & asked]
    return named[0] if len(bracketed) > 1 and len(named) == 1 else None


def _behind_noun(comparison: Comparison, seen: Scene, alike: Sequence[Figure]) -> Iterator[Requirement]:
    """Of numbers of one measure the one that stands right behind its noun: "a population of 158,032, over 50,000 …"."""
    noun, start = comparison.frame.noun, seen.record.evidence.start
    own = comparison.lexicon.alike(noun) if noun else frozenset()
    named = [
        f for f in alike if set(stems(re.split(r"[,;]|\band\b", seen.sentence[: f.span.start - start])[-1])[-2:]) & own
    ]
    if len(alike) > 1 and len(named) == 1:
        yield Requirement("behind its noun", OWN if named[0].span == seen.record.span else 0.0, WEAK)


def to_whom(comparison: Comparison, seen: Scene) -> Iterator[Requirement]:
    """Of several sums in a sentence the one is meant that stands before "to" the receiver whom the question names."""
    figure, text = seen.record, seen.held.document.text
    for name in comparison.frame.names:
        if not re.search(r"\bto (?:the )?$", comparison.frame.question[: name.span.start]):
            continue
        places = [m.span.start for m in seen.named if m.entity in name.ids or m.text == name.text]
        given = [p for p in places if re.search(r"\bto (?:the )?$", text[figure.evidence.start : p])]
        if given:
            sums = [f for f in seen.held.of_sentence(Figure, figure.evidence) if f.span.end <= given[0]]
            last = max((f.span.start for f in sums), default=None)
            yield Requirement(f"to {name.text}", OWN if last == figure.span.start else 0.0, 0.0, OWN)


def _bare(comparison: Comparison) -> bool:
    """Whether a question asks how many of a thing there are in a country and says no more of them."""
    frame = comparison.frame
    told = frame.names or comparison.plain_words() or len(frame.head) > 1
    return not told and frame.noun not in comparison.lexicon.events


def _happened(comparison: Comparison, seen: Scene) -> bool:
    """Whether the words around the figure tell what happened to those who are counted, or the sentence it takes up."""
    counted = comparison.lexicon.alike(comparison.frame.noun) if comparison.frame.noun else frozenset()
    if comparison.frame.trigger in counted:
        return True  # it is the event itself that is counted
    telling = comparison.telling - counted  # detainees are not for that arrested
    if telling & (seen.own | _near(seen)):
        return True
    return ("such" in seen.own or seen.takes_up) and bool(telling & seen.just_before)


def _done_to(comparison: Comparison, seen: Scene) -> bool:
    """Whether the words beside the figure tell an event: "closed eight prisons" counts no prisons, nor does "one"."""
    figure = seen.record
    assert isinstance(figure, Figure)  # only figures are counted
    if figure.value == 1 and figure.unit == "count":
        return True
    before = stems(seen.held.document.text[seen.record.evidence.start : seen.record.span.start])[-_JUST_BEFORE:]
    noun = comparison.lexicon.alike(comparison.frame.noun) if comparison.frame.noun else frozenset()
    passive = comparison.lexicon.uses["existence"] | noun
    if any(w in comparison.lexicon.events and w not in passive for w in before):
        return True
    done = re.match(_DONE, seen.held.document.text[seen.record.span.end : seen.record.evidence.end])
    usual = comparison.lexicon.uses["existence"] | comparison.lexicon.uses["report"] | set(comparison.frame.words)
    return done is not None and not {stem(done[1]), *comparison.lexicon.alike(stem(done[1]))} & usual


# "1,300 detainees were tested", "16 guards have been accused": up to five words, then a passive.
_DONE = r"(?: [\w’'-]+){1,5}? (?:was|were|been|being) (?:\w+ly )?(\w+(?:ed|en|wn))\b"


def _near(seen: Scene, *, around: int = _AROUND) -> frozenset[str]:
    """The stems of the words around the figure in its sentence."""
    text, place, figure = seen.held.document.text, seen.record.evidence, seen.record.span
    near = text[max(place.start, figure.start - around) : min(place.end, figure.end + around)]
    return frozenset(stems(near))


def _counts(comparison: Comparison, noun: str, seen: Scene) -> float:
    figure = seen.record
    assert isinstance(figure, Figure)  # the table below says so
    if noun in comparison.lexicon.uses["money"] and figure.unit.startswith("money"):
        return OWN
    alike = comparison.lexicon.alike(noun)
    if figure.unit.startswith("money"):
        return _called(alike, figure, seen)
    heads = frozenset(counted_nouns(figure.measure)) if figure.unit == "count" else seen.own
    if heads & alike:
        return OWN if noun in heads else OWN * SYNONYM
    people = comparison.lexicon.uses["people"]
    if heads & (people | comparison.lexicon.uses["anybody"]) and _is_people(comparison, noun, figure):
        return OWN * SYNONYM  # "28 Uzbek men" are Uzbeks
    if _done(comparison, noun, heads, seen):
        return OWN * SYNONYM  # "people arrested" are arrests, "visits to colonies" colonies visited
    generic = comparison.lexicon.uses["generic"]
    if heads & generic and (noun in generic or alike & set(stems(figure.measure)[:2])):
        return OWN * SYNONYM  # "shooting incidents" are shootings, acts of riot cases of it
    if figure.unit == "percent" and noun in comparison.lexicon.uses["anybody"] and stem("population") in seen.own:
        return OWN * SYNONYM
    if any(several <= seen.own for several in comparison.lexicon.compounds.get(noun, ())):
        return OWN * SYNONYM
    if noun in comparison.lexicon.uses["anybody"] and set(stems(figure.measure)) & people:
        return 0.7
    told = bool(seen.sentence_stems & alike)
    if told and figure.unit not in ("count",):
        return SYNONYM
    return 0.75 if not figure.measure and noun in _after(figure, seen) else 0.4 if told else 0.0


def _called(alike: frozenset[str], figure: Figure, seen: Scene) -> float:
    """How far a sum is called what is asked for: right beside it, by its measure, as a part, or by its sentence."""
    text, start = seen.held.document.text, figure.span.start
    behind = re.sub(r"\([^()]*\)|\)", " ", _text_after(figure, seen))
    words = [w for w in stems(re.split(r"[,;]|\b(?:and|or|to|for|in|of|from)\b", behind)[0])[:_NEXT] if not w.isdigit()]
    before = re.split(r"[,;]|\band\b", text[max(start - _REACH, figure.evidence.start) : start])[-1]
    if alike & {*words, *stems(before)[-_JUST_BEFORE:]}:
        return OWN
    named = set(words if re.search(r"[$€£]\s?$", text[:start]) else words[1:])  # the first word is the currency's
    if seen.own and named and not named & seen.own:
        return _CALLED_ELSE  # it has another name of its own
    part = not seen.own or figure.part_of is not None or before.endswith("including ")
    return OWN * SYNONYM if alike & seen.own else SYNONYM if alike & seen.sentence_stems and part else _CALLED_ELSE


# Less than a figure must meet by its noun, where the sum has another name of its own.
_CALLED_ELSE = 0.4


def _is_people(comparison: Comparison, noun: str, figure: Figure) -> bool:
    """Whether a noun with a capital letter (a people, a faith) stands so in what is counted."""
    asked = {stem(w) for w in re.findall(r"\b[A-ZÀ-Ž]\w+", comparison.frame.question)}
    return noun in asked & {stem(w) for w in re.findall(r"\b[A-ZÀ-Ž]\w+", figure.measure)}


def _done(comparison: Comparison, noun: str, heads: frozenset[str], seen: Scene) -> bool:
    """Whether what is counted are persons to whom the noun happened, or events asked for that happened to the noun."""
    figure = seen.record
    assert isinstance(figure, Figure)  # only figures are counted
    alike = comparison.lexicon.alike(noun)
    if any(comparison.lexicon.events.get(head, frozenset()) & comparison.frame.events for head in heads):
        kept = (
            noun in comparison.lexicon.alike(stem("prisoner")) and comparison.lexicon.alike(stem("prison")) & seen.own
        )
        return bool(seen.own & alike or kept or noun in comparison.lexicon.uses["anybody"])
    persons = comparison.lexicon.uses["anybody"] | comparison.lexicon.uses["people"]
    measure = stems(figure.measure)
    behind = [word for head, word in pairwise(measure) if head in heads & persons]
    return noun in comparison.lexicon.events and not alike.isdisjoint(behind)


def _after(figure: Figure, seen: Scene) -> frozenset[str]:
    return frozenset(stems(_text_after(figure, seen)))


def _text_after(figure: Figure, seen: Scene) -> str:
    start = figure.span.end
    return seen.held.document.text[start : min(start + _REACH, figure.evidence.end)]
