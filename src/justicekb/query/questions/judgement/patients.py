"""Whom an event happened to: a question about a person is not answered by what happened to somebody beside them.

"The lawyer of Jan Vesk, Ada Norn, said he was sentenced to nine years": the sentence names two persons, and only one
of them was sentenced.
"""

from __future__ import annotations

import re

from justicekb.model import Fact, Figure, entity_id
from justicekb.query.language import OWN, SENTENCE, TAKEN_UP, Lexicon, Scene, counted_nouns, stem, tokens
from justicekb.query.questions.frames import Frame, Name
from justicekb.query.questions.judgement.dates import gap
from justicekb.query.questions.judgement.topicality import gloss_of
from justicekb.spans import Span

# The farthest that a person stands from the word that tells what happened to them, one of several in the sentence and
# its only one (characters; see `dated.gap`).
_FAR, _ALONE = 100, 180

_PRONOUN = r"\b(?:he|she|him|her|his|hers)\b"


def sufferer(frame: Frame, lexicon: Lexicon) -> Name | None:
    """The person whom the question says the event happened to; None when it is none of these events."""
    if not frame.events & lexicon.personal:
        return None
    persons = [n for n in frame.names if n.type == "person" and _is_subject(n, frame)]
    return persons[0] if len(persons) == 1 else None


def _is_subject(name: Name, frame: Frame) -> bool:
    """Whether no preposition but the "of" of "the arrest of X" stands before the name."""
    before = frame.question[: name.span.start]
    governed = re.search(
        r"\b(\w+) (?:by|of|in|with|for|from|to|against|and|or) (?:the |an? )?(?:[\w-]+ ){0,3}$", before
    )
    return governed is None or stem(governed[1]) == frame.trigger


def happened_to(name: Name, seen: Scene, frame: Frame, lexicon: Lexicon) -> float:
    """How far a record says that the event happened to this person and to nobody else; 0 when to another."""
    told = _objects(seen, frame)
    if told:
        return OWN if told & name.ids else 0.0
    if _glossed(name, seen, frame):
        return OWN
    if _others(name, seen, frame, lexicon):
        return 0.0
    persons = [m for m in seen.named if m.entity.startswith("person:")]
    asked = frozenset(i for n in frame.names if n.type == "person" for i in n.ids)  # "Vesk and Norn" are one
    own = [m.span for m in persons if m.entity in asked] if any(m.entity in name.ids for m in persons) else []
    if isinstance(seen.record, Figure) and seen.record.subject and _apposed(seen.record.subject, name, seen):
        return OWN
    if own:
        near = _nearest([m.span for m in persons], _triggers(seen, frame, lexicon), seen.held.document.text)
        alone = {m.entity for m in persons} <= asked
        return SENTENCE if near is None or (near[1] in own and near[0] <= (_ALONE if alone else _FAR)) else 0.0
    if persons and not re.search(_PRONOUN, seen.sentence, re.IGNORECASE):
        return 0.0
    last = [m.entity for m in seen.named_before if m.entity.startswith("person:")][-1:]
    return TAKEN_UP if re.search(_PRONOUN, seen.sentence, re.IGNORECASE) and set(last) & name.ids else 0.0


def another_suffers(name: Name, seen: Scene, frame: Frame) -> bool:
    """Whether the sentence's facts of the types asked for say that it happened to somebody else than the name.

    Whoever died in them died and nobody else, known or not: "complicity in the murder of a police officer".
    """
    told = _objects(seen, frame)
    if told or _glossed(name, seen, frame):
        return bool(told) and not told & name.ids
    words = [p.name for f in _facts(seen, frame) if f.type == "death" for p in f.participants if p.role == "object"]
    own = any(not set(name.stems).isdisjoint(stem(w) for w, _ in tokens(said)) for said in words)
    return bool(words) and not own and not any(_apposed(said, name, seen) for said in words)


def _glossed(name: Name, seen: Scene, frame: Frame) -> bool:
    """Whether it happened to the one whom the document calls so: "the applicant"."""
    called = gloss_of(name, seen)
    if called is None:
        return False
    undergone = [p.name for fact in _facts(seen, frame) for p in fact.participants if p.role == "object"]
    return any(called.split()[-1].casefold() in words.casefold().split() for words in undergone)


def _objects(seen: Scene, frame: Frame) -> frozenset[str]:
    """The persons that the record, or a fact of its sentence of the types asked for, says it happened to."""
    record = seen.record
    if isinstance(record, Figure) and record.subject:
        subject = entity_id("person", record.subject)
        if subject in seen.named_anywhere:
            return frozenset({subject})
    return frozenset().union(*(_persons(fact) for fact in _facts(seen, frame)))


def _facts(seen: Scene, frame: Frame) -> list[Fact]:
    """The record if it is a fact, else the facts of its sentence of the types asked for."""
    record = seen.record
    if isinstance(record, Fact):
        return [record]
    return [f for f in seen.held.of_sentence(Fact, record.evidence) if f.type in frame.events]


def _others(name: Name, seen: Scene, frame: Frame, lexicon: Lexicon) -> bool:
    """Whether it happened to persons without a name, none of whom is this one: "convicted five guards"."""
    people = lexicon.uses["people"] | lexicon.uses["anybody"] | lexicon.uses["roles"]
    undergoers = [p.name for fact in _facts(seen, frame) for p in fact.participants if p.role == "object"]
    if any(_apposed(words, name, seen) for words in undergoers):
        return False
    heads = [frozenset(counted_nouns(words)) for words in undergoers]
    own = any(not set(name.stems).isdisjoint(stem(word) for word, _ in tokens(words)) for words in undergoers)
    died = any(fact.type == "death" for fact in _facts(seen, frame))  # whoever it was that died, it was another
    return bool(heads) and (died or all(head & people for head in heads)) and not own


def _apposed(words: str, name: Name, seen: Scene) -> bool:
    """Whether words are an apposition of the name: "the former spokesman, Jan Vesk", "two activists, X and Vesk"."""
    said = re.escape(words)
    lead = rf"{said}(?: (?:in|from|of|at) [^,;]{{3,40}})?,(?: [^,;]{{3,40}} and)? "
    own = [re.escape(m.text) for m in seen.named if m.entity in name.ids]
    return any(re.search(rf"{lead}{one}|{one}, (?:(?:an?|the) )?{said}", seen.sentence) for one in own)


def _persons(fact: Fact) -> frozenset[str]:
    """The persons a fact happened to; those it names as doers where it names none else (who died, who resigned)."""
    ids = {role: {p.entity for p in fact.participants if p.role == role} for role in ("object", "agent")}
    named = {role: frozenset(i for i in own if i and i.startswith("person:")) for role, own in ids.items()}
    return named["object"] or (named["agent"] if fact.type in ("death", "departure", "release") else frozenset())


def _triggers(seen: Scene, frame: Frame, lexicon: Lexicon) -> list[Span]:
    """The places of the words that may tell the event; a fact has told its own."""
    if isinstance(seen.record, Fact) and seen.record.trigger is not None:
        return [seen.record.trigger]
    start = seen.record.evidence.start
    alike = lexicon.alike(frame.trigger) if frame.trigger else frozenset()
    places = [
        place.shift(start)
        for word, place in tokens(seen.sentence)
        if stem(word) in alike or lexicon.events.get(stem(word), frozenset()) & frame.events
    ]
    if isinstance(seen.record, Figure):  # the word nearest to the number is the one that it measures
        return sorted(places, key=lambda place: gap(place, seen.record.span, seen.held.document.text))[:1]
    return places


def _nearest(persons: list[Span], triggers: list[Span], text: str) -> tuple[int, Span] | None:
    """How near the person next to one of the words stands, and where; None without such a word."""
    return min(((gap(t, p, text), p) for t in triggers for p in persons), default=None)


def another_undergoes(name: Name, fact: Fact) -> bool:
    """Whether the event happened to another one of the name's kind, and the name has no part in it.

    "It works under the Ombudsman, an office created in 2002" dates the office, not what "it" stands for.
    """
    if not name.ids or not fact.entities.isdisjoint(name.ids):
        return False
    objects = [part for part in fact.participants if part.role == "object"]
    kind = f"{name.type}:"
    others = [p for p in objects if (p.entity.startswith(kind) if p.entity else p.name.istitle())]
    alike = any(not set(name.stems).isdisjoint(stem(word) for word, _ in tokens(part.name)) for part in objects)
    return bool(others) and len(others) == len(objects) and not alike
