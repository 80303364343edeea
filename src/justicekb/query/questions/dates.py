"""What a fact, or a date that no fact was made of, must be to answer a question."""

from __future__ import annotations

import re
from collections.abc import Iterator

from justicekb.model import Fact
from justicekb.query.language import BEFORE, OWN, SENTENCE, SYNONYM, Scene, stem, stems, tokens
from justicekb.query.questions.matter import EVENT, Matter
from justicekb.query.questions.support import Requirement
from justicekb.spans import Span

# The least share of the words that stand in the sentence itself, where no word of the question names an event.
_NEARLY_ALL = 0.75

# What a type that sources use for the same event is worth.
_NEAR = 0.7

# What it costs an answer that no fact was made of the date.
_UNFILED = 1.0

# The farthest that a date stands from the word that tells its event (characters): the question's own word, and another.
_FAR, _CLAUSE = 130, 65

# What a joint between two words ("and", ";") adds to their distance, in characters: it mostly parts two events.
_JOINT = 40
_JOINTS = r"\b(?:and|but|who|which|that|while|after|before|when)\b|;"


def of_fact(matter: Matter, seen: Scene) -> Iterator[Requirement]:
    """What a fact must be: of the event type and polarity asked for, and done, unless plans are asked for."""
    fact = seen.record
    assert isinstance(fact, Fact)  # the table below says so
    again = _again(matter)
    if again and not _same_trigger(matter, seen):
        yield Requirement("once more", 0.0, EVENT, BEFORE)
    elif matter.frame.events:
        same = OWN if _same_trigger(matter, seen) else SENTENCE
        met = same if fact.type in matter.frame.events else _NEAR if _may_be_near(matter, seen) else 0.0
        yield Requirement("event", met, EVENT, BEFORE)
    elif matter.frame.trigger is not None:
        told = not matter.lexicon.alike(matter.frame.trigger).isdisjoint(seen.sentence_stems)
        yield Requirement("event", SENTENCE if told else 0.0, EVENT, BEFORE)
    elif matter.frame.asked == "date":
        yield _all_told(matter, seen)
    negative = fact.polarity == "negative"
    yield Requirement("polarity", OWN if negative == matter.frame.negative else 0.0, 0.0, BEFORE)
    planned = fact.modality == "planned"
    yield Requirement("modality", OWN if planned == matter.frame.planned else 0.0, 0.0, BEFORE)


def _may_be_near(matter: Matter, seen: Scene) -> bool:
    """Whether a fact of a near type may tell the event: what happens to persons only with a word for it beside."""
    return not matter.frame.events & matter.lexicon.personal or bool(matter.telling & seen.sentence_stems)


def _same_trigger(matter: Matter, seen: Scene) -> bool:
    """Whether the fact was told with the question's own word."""
    fact = seen.record
    assert isinstance(fact, Fact)  # only facts have triggers
    if fact.trigger is None or matter.frame.trigger is None:
        return True
    told = stems(fact.trigger.of(seen.held.document.text))
    return not matter.lexicon.alike(matter.frame.trigger).isdisjoint(told)


def of_date(matter: Matter, seen: Scene) -> Iterator[Requirement]:
    """A date that no fact was made of: the sentence itself must name the event, and everything asked for."""
    told = matter.frame.trigger in seen.event_stems
    sure = seen.event_stems & (matter.telling | matter.sure)
    met = SENTENCE if told else SYNONYM if sure else 0.0
    if matter.frame.trigger is None:
        yield _all_told(matter, seen)
    else:
        yield Requirement("event", met, EVENT, BEFORE)
    yield Requirement("a date of its own", OWN if free(matter, seen) and near(matter, seen) else 0.0, 0.0, OWN)
    denied = not matter.frame.events and denies(seen.sentence)
    yield Requirement("polarity", OWN if matter.frame.negative or not denied else 0.0, 0.0, OWN)
    coming = matter.lexicon.uses["coming"] & seen.sentence_stems
    yield Requirement("modality", OWN if matter.frame.planned or not coming else 0.0, 0.0, OWN)
    yield Requirement("a fact", 0.0, _UNFILED)


def _all_told(matter: Matter, seen: Scene) -> Requirement:
    """Where no word of the question names an event, nearly all of them must stand in the sentence."""
    plain = [matter.word(w, seen) >= SYNONYM * SENTENCE for w in matter.plain_words() if w not in matter.frame.weak]
    return Requirement("all that is told", sum(plain) / len(plain) if plain else 0.0, EVENT, _NEARLY_ALL)


def _again(matter: Matter) -> bool:
    """Whether the question asks for what was done once more: what was opened was not reopened."""
    trigger = matter.frame.trigger or ""
    return trigger.startswith("re") and trigger[2:] in matter.lexicon.events


def free(matter: Matter, seen: Scene) -> bool:
    """Whether no fact of a like type has taken the date, and no other stands nearer to what is asked for."""
    place = seen.record.span
    rivals = [f for f in seen.held.near(Fact, place) if f.type in matter.types] if matter.types else []
    if any(fact.date_span is not None and fact.date_span.overlaps(place) for fact in rivals):
        return False
    if any(m.span.contains(place) for m in seen.named):
        return False  # a month inside a name
    ids = frozenset(i for name in matter.frame.names for i in name.ids)
    marks = [m.span for m in seen.named if m.entity in ids][:1]
    triggers = _triggers(matter, seen)
    if triggers and all(negated(seen.sentence, t.shift(-seen.record.evidence.start)) for t in triggers):
        return matter.frame.negative
    dates = [d.span for d in seen.held.dates_in(seen.record.evidence)]
    text = seen.held.document.text
    return all(_nearest(dates, mark, text) == place for mark in (marks or triggers[:1]))


def near(matter: Matter, seen: Scene) -> bool:
    """Whether a word that tells the event asked for stands near the date; without an event any date is near."""
    if not matter.frame.events:
        return True
    start, text = seen.record.evidence.start, seen.held.document.text
    for word, place in tokens(seen.sentence):
        far = _FAR if stem(word) == matter.frame.trigger else _CLAUSE
        if stem(word) in matter.telling | matter.sure and gap(seen.record.span, place.shift(start), text) <= far:
            return True
    return False


def _triggers(matter: Matter, seen: Scene) -> list[Span]:
    """The places of the words in the sentence that are the question's own word for the event."""
    start = seen.record.evidence.start
    return [place.shift(start) for word, place in tokens(seen.sentence) if stem(word) in matter.telling]


def denies(sentence: str) -> bool:
    """Whether a sentence denies something outside of what it quotes."""
    own = re.sub(r"[“\"][^“”\"]*[”\"]", " ", sentence)
    return re.search(r"\b(?:not|never|no|nor|without|neither|none|nobody)\b|n['’]t\b", own, re.IGNORECASE) is not None


def negated(sentence: str, place: Span) -> bool:
    """Whether a negation stands right before a word: "has not abolished", "was never ratified"."""
    return (
        re.search(r"\b(?:not|never|no|nor|without|yet to)\b(?:\s+\w+){0,2}\s*$|n['’]t\s+$", sentence[: place.start])
        is not None
    )


def _nearest(places: list[Span], to: Span, text: str) -> Span:
    return min(places, key=lambda place: gap(place, to, text))


def gap(one: Span, other: Span, text: str) -> int:
    start, end = min(one.end, other.end), max(one.start, other.start)
    between = text[start:end] if start < end else ""
    return end - start + _JOINT * len(re.findall(_JOINTS, between))
