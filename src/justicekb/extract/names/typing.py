"""Which proposals are names, and of what type: every rule has a weight, and one name has one type in a document."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from justicekb.extract.names.nameforms import key_of
from justicekb.model import EntityType, Mention

# How much a rule's word counts for the type of a name. Rules that read structure outweigh the statistical model, whose
# types are wrong for about every third non-Western name (measured on the development texts). A name is kept from
# `ENOUGH` on; a rule counts `MOST_TIMES` at most, so that a repeated error does not win.
WEIGHTS: dict[str, float] = {
    "organisation.known": 4.0,
    "organisation.defined": 4.0,
    "organisation.own": 4.0,
    "organisation.head": 3.0,
    "organisation.company": 3.0,
    "organisation.tail": 2.0,
    "organisation.cue": 2.0,
    "organisation.follower": 1.1,
    "organisation.partly": 1.5,
    "organisation.spacy": 0.8,
    "organisation.single": 0.4,  # one word that only the model takes for a body: right for one in four
    "organisation.acting": 0.5,  # in addition: one word that says, runs or owns something
    "organisation.article": 0.8,
    "organisation.dateline": 2.0,
    "organisation.place": 0.8,
    "organisation.website": 0.5,
    "organisation.compound": 1.3,
    "organisation.team": 1.5,
    "organisation.match": 4.0,
    "organisation.word": 1.0,
    "organisation.state": 1.0,  # the Government, the House
    "organisation.treaty": 6.0,  # a treaty's letters that speak are its committee
    "organisation.movement": 2.5,
    "organisation.acronym": 0.24,
    "organisation.letters": 0.8,  # as a station's, or before a verb of speech
    "organisation.foreign": 2.5,
    "organisation.gloss": 2.5,
    "organisation.apposed": 1.5,  # X, a charity
    "organisation.noun": 1.0,  # the X coalition
    "organisation.bracketed": 2.0,
    "organisation.headed": 0.7,  # head of X
    "organisation.headed-the": 0.9,
    "organisation.the-letters": 0.6,
    "organisation.fixture": 2.9,  # a country in a list of results stays a place
    "person.byline": 4.0,
    "organisation.university": 3.5,
    "organisation.headline": 0.2,
    "organisation.common": 0.2,
    "person.own": 4.0,
    "person.title": 2.5,
    "person.list": 2.0,
    "person.credit": 2.0,
    "person.apposition": 1.5,
    "person.aged": 2.0,
    "person.who": 1.5,
    "person.subject": 0.8,
    "person.speaker": 1.5,
    "person.role": 0.7,
    "person.line": 0.8,
    "person.label": 0.9,
    "person.neighbour": 1.2,
    "person.run": 0.9,
    "person.given": 1.3,
    "person.spacy": 1.0,
    "person.single": 0.6,
    "person.surname": 2.5,
    "person.letters": 2.0,
    "person.ending": 1.0,
    "person.place": 0.8,
    "person.first": 0.9,
    "person.headline": 0.2,
    "person.common": 0.2,
    "place.known": 3.0,
    "place.city": 1.8,  # a club or a company may bear its name
    "place.facility": 3.0,
    "place.head": 2.5,
    "place.spacy": 0.9,
    "place.single": 0.5,
    "place.behind": 0.6,  # the streets of Vik
    "place.aged": 2.0,  # "Ann Lake, 31, Vik"
    "place.locative": 0.6,
    "place.cue": 1.0,
    "place.named": 2.0,  # the town of Vik
    "place.follower": 0.85,
    "place.town": 0.5,  # a town somewhere in the world has this name
    "place.town-in": 0.9,
    "place.town-listed": 1.0,
    "place.noun": 2.2,  # Nubarashen prison
    "place.in": 1.4,
    "place.list": 1.0,
    "place.outer": 1.1,
    "place.first": 2.4,
    "place.street": 3.0,
    "place.seat": 2.0,  # a member's constituency
    "organisation.country": 1.6,  # Prison Fellowship Rwanda
    "organisation.outlet": 1.5,
    "place.part": 2.0,
    "place.wider": 2.0,
    "place.of": 2.0,
    "place.abbreviated": 1.8,
    "place.dateline": 2.5,
    "place.headline": 0.76,
    "place.common": 0.2,
    "law": 5.0,
}
ENOUGH = 0.75
MOST_TIMES = 3

# Rules that set the borders of a name by its build; between them the longer name wins, and all win over the model.
_BUILT = frozenset(
    {"law", "organisation.known", "organisation.own", "organisation.defined", "organisation.head"}
    | {
        "organisation.company",
        "organisation.dateline",
        "organisation.tail",
        "organisation.place",
        "organisation.movement",
        "organisation.country",
        "organisation.outlet",
        "organisation.foreign",
        "organisation.gloss",
        "organisation.fixture",
        "person.byline",
        "organisation.team",
        "organisation.website",
        "organisation.university",
        "person.own",
        "person.place",
        "person.title",
        "person.list",
        "person.credit",
    }
    | {
        "person.apposition",
        "person.who",
        "person.subject",
        "person.aged",
        "person.surname",
        "person.given",
        "place.known",
        "place.city",
        "place.facility",
        "place.head",
        "place.first",
        "place.part",
        "place.wider",
        "place.named",
        "place.street",
        "place.seat",
        "place.of",
        "place.abbreviated",
        "place.aged",
        "place.town-in",
        "place.town-listed",
        "place.dateline",
    }
)
_TYPES: tuple[EntityType, ...] = ("law", "organisation", "person", "place")


def decide(proposals: Iterable[Mention]) -> dict[str, EntityType]:
    """The type of each name (by `key_of`) that enough rules speak for."""
    votes: dict[str, dict[EntityType, dict[str, int]]] = defaultdict(lambda: defaultdict(lambda: defaultdict(int)))
    for proposal in proposals:
        votes[key_of(proposal.text)][proposal.type][rule_of(proposal)] += 1
    decided: dict[str, EntityType] = {}
    for key, by_type in votes.items():
        sums = {type_: _sum(counts) for type_, counts in by_type.items()}
        best = max(_TYPES, key=lambda t: sums.get(t, 0.0))
        if key and sums.get(best, 0.0) >= ENOUGH:
            decided[key] = best
    return decided


def rule_of(mention: Mention) -> str:
    """The rule that has a weight: laws share one, and single words that only the model proposes have their own."""
    if mention.type == "law":
        return "law"
    return _SINGLE[mention.rule] if mention.rule in _SINGLE and " " not in mention.text else mention.rule


_SINGLE = {"organisation.spacy": "organisation.single", "person.spacy": "person.single", "place.spacy": "place.single"}


def _sum(counts: dict[str, int]) -> float:
    return sum(WEIGHTS[rule] * min(times, MOST_TIMES) for rule, times in counts.items())


def choose(proposals: Sequence[Mention], decided: dict[str, EntityType]) -> list[Mention]:
    """The proposals that stand, none overlapping, in text order; each agrees with the type of its name."""
    fitting = [p for p in proposals if decided.get(key_of(p.text)) == p.type]
    kept: list[Mention] = []
    taken: dict[int, None] = {}
    for proposal in sorted(fitting, key=_preference):
        places = range(proposal.span.start, proposal.span.end)
        if not any(at in taken for at in (proposal.span.start, proposal.span.end - 1)) and not any(
            at in taken for at in places
        ):
            kept.append(proposal)
            taken.update(dict.fromkeys(places))
    return sorted(kept, key=lambda p: p.span)


def _preference(proposal: Mention) -> tuple[bool, int, float, int]:
    rule = rule_of(proposal)
    return (rule not in _BUILT, -len(proposal.span), -WEIGHTS[rule], proposal.span.start)
