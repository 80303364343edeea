"""What a fact, or a date that no fact was made of, must be to answer a question."""

from __future__ import annotations

import re
from collections.abc import Iterator

from justicekb.model import Fact
from justicekb.query.language import BEFORE, OWN, SENTENCE, SYNONYM, Lexicon, Scene, stem, stems, tokens
from justicekb.query.questions.judgement.comparison import EVENT, Comparison
from justicekb.query.questions.judgement.support import Requirement
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


def of_fact(comparison: Comparison, seen: Scene) -> Iterator[Requirement]:
    """What a fact must be: of the event type and polarity asked for, and done, unless plans are asked for."""
    fact = seen.record
    assert isinstance(fact, Fact)  # the table below says so
    again = _again(comparison)
    if again and not _same_trigger(comparison, seen):
        yield Requirement("once more", 0.0, EVENT, BEFORE)
    elif comparison.frame.events:
        same = OWN if _same_trigger(comparison, seen) else SENTENCE
        met = same if fact.type in comparison.frame.events else _NEAR if _may_be_near(comparison, seen) else 0.0
        yield Requirement("event", met, EVENT, BEFORE)
    elif comparison.frame.trigger is not None:
        told = not comparison.lexicon.alike(comparison.frame.trigger).isdisjoint(seen.sentence_stems)
        yield Requirement("event", SENTENCE if told else 0.0, EVENT, BEFORE)
    elif comparison.frame.asked == "date":
        yield _all_told(comparison, seen)
    yield from _period(comparison, seen, fact.date_span)
    negative = fact.polarity == "negative"
    yield Requirement("polarity", OWN if negative == comparison.frame.negative else 0.0, 0.0, BEFORE)
    planned = fact.modality == "planned"
    yield Requirement("modality", OWN if planned == comparison.frame.planned else 0.0, 0.0, BEFORE)


def _period(comparison: Comparison, seen: Scene, place: Span | None) -> Iterator[Requirement]:
    """The time that something is done for stands behind "for": "elected in May for 2019-2020"."""
    if comparison.frame.period and place is not None:
        before = seen.held.document.text[max(place.start - 12, 0) : place.start]
        told = re.search(r"\bfor (?:the )?(?:years? |period )?$", before, re.IGNORECASE)
        yield Requirement("a period", OWN if told else 0.0, 0.0, OWN)


def _may_be_near(comparison: Comparison, seen: Scene) -> bool:
    """Whether a fact of a near type may tell the event: what happens to persons only with a word for it beside."""
    own_word = comparison.frame.trigger in seen.event_stems and not _same_trigger(comparison, seen)
    if own_word:  # "enacted in February, it commenced in November": the asked event is told, and is another one
        return False
    return not comparison.frame.events & comparison.lexicon.personal or bool(comparison.telling & seen.sentence_stems)


def _same_trigger(comparison: Comparison, seen: Scene) -> bool:
    """Whether the fact was told with the question's own word."""
    fact = seen.record
    assert isinstance(fact, Fact)  # only facts have triggers
    if fact.trigger is None or comparison.frame.trigger is None:
        return True
    told = stems(fact.trigger.of(seen.held.document.text))
    return not comparison.lexicon.alike(comparison.frame.trigger).isdisjoint(told)


def of_date(comparison: Comparison, seen: Scene) -> Iterator[Requirement]:
    """A date that no fact was made of: the sentence itself must name the event, and everything asked for."""
    told = comparison.frame.trigger in seen.event_stems
    sure = seen.event_stems & (comparison.telling | comparison.sure)
    met = SENTENCE if told else SYNONYM if sure else 0.0
    if comparison.frame.trigger is None:
        yield _all_told(comparison, seen)
    else:
        yield Requirement("event", met, EVENT, BEFORE)
    yield Requirement("a date of its own", OWN if free(comparison, seen) and near(comparison, seen) else 0.0, 0.0, OWN)
    yield from _period(comparison, seen, seen.record.span)
    denied = not comparison.frame.events and denies(seen.sentence)
    yield Requirement("polarity", OWN if comparison.frame.negative or not denied else 0.0, 0.0, OWN)
    coming = comparison.lexicon.uses["coming"] & seen.sentence_stems
    yield Requirement("modality", OWN if comparison.frame.planned or not coming else 0.0, 0.0, OWN)
    yield Requirement("a fact", 0.0, _UNFILED)


def _all_told(comparison: Comparison, seen: Scene) -> Requirement:
    """Where no word of the question names an event, nearly all of them must stand in the sentence."""
    plain = [
        comparison.word(w, seen) >= SYNONYM * SENTENCE
        for w in comparison.plain_words()
        if w not in comparison.frame.weak
    ]
    return Requirement("all that is told", sum(plain) / len(plain) if plain else 0.0, EVENT, _NEARLY_ALL)


def _again(comparison: Comparison) -> bool:
    """Whether the question asks for what was done once more: what was opened was not reopened."""
    trigger = comparison.frame.trigger or ""
    return trigger.startswith("re") and trigger[2:] in comparison.lexicon.events


def free(comparison: Comparison, seen: Scene) -> bool:
    """Whether no fact of a like type has taken the date, and no other stands nearer to what is asked for."""
    place = seen.record.span
    rivals = [f for f in seen.held.near(Fact, place) if f.type in comparison.types] if comparison.types else []
    if any(fact.date_span is not None and fact.date_span.overlaps(place) for fact in rivals):
        return False
    if _of_another_event(comparison, seen):
        return False
    if any(m.span.contains(place) for m in seen.named):
        return False  # a month inside a name
    ids = frozenset(i for name in comparison.frame.names for i in name.ids)
    marks = [m.span for m in seen.named if m.entity in ids][:1]
    triggers = _triggers(comparison, seen)
    if triggers and all(negated(seen.sentence, t.shift(-seen.record.evidence.start)) for t in triggers):
        return comparison.frame.negative
    dates = [d.span for d in seen.held.dates_in(seen.record.evidence)]
    dates = [d for d in dates if d == place or not any(m.span.contains(d) for m in seen.named)]  # the year of an act
    text = seen.held.document.text
    return all(_nearest(dates, mark, text) == place for mark in (marks or triggers[:1]))


def _of_another_event(comparison: Comparison, seen: Scene) -> bool:
    """Whether the date is that of another event, told nearer to it than the one asked for.

    "Created in 2013, it visits closed hospitals" tells no closure of 2013.
    """
    place, text = seen.record.span, seen.held.document.text
    asked = min((gap(place, word, text) for word in _triggers(comparison, seen)), default=None)
    if asked is None:
        return False
    dated = [f for f in seen.held.near(Fact, place) if f.date_span is not None and f.date_span.overlaps(place)]
    others = [f.trigger for f in dated if f.type not in comparison.types and f.type != "other"]
    return any(trigger is not None and gap(place, trigger, text) < asked for trigger in others)


def near(comparison: Comparison, seen: Scene) -> bool:
    """Whether a word that tells the event asked for stands near the date; without an event any date is near."""
    if not comparison.frame.events:
        return True
    start, text = seen.record.evidence.start, seen.held.document.text
    for word, place in tokens(seen.sentence):
        far = _FAR if stem(word) == comparison.frame.trigger else _CLAUSE
        if (
            stem(word) in comparison.telling | comparison.sure
            and gap(seen.record.span, place.shift(start), text) <= far
        ):
            return True
    return False


def _triggers(comparison: Comparison, seen: Scene) -> list[Span]:
    """The places of the words in the sentence that are the question's own word for the event."""
    start = seen.record.evidence.start
    return [place.shift(start) for word, place in tokens(seen.sentence) if stem(word) in comparison.telling]


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


def supposed(sentence: str, place: Span, known: Lexicon) -> bool:
    """Whether a word right before a verb only supposes what it tells: "accused of stabbing", "allegedly stole"."""
    before = sentence[: place.start].casefold().split()[-_SUPPOSED:]
    return not known.classes["supposing"].isdisjoint(before)


# Words before a verb that are looked at for one that supposes it.
_SUPPOSED = 4


def _nearest(places: list[Span], to: Span, text: str) -> Span:
    return min(places, key=lambda place: gap(place, to, text))


def gap(one: Span, other: Span, text: str) -> int:
    start, end = min(one.end, other.end), max(one.start, other.start)
    between = text[start:end] if start < end else ""
    return end - start + _JOINT * len(re.findall(_JOINTS, between))
