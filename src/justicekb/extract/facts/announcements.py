"""Events dated by their announcement alone: "the attorney today announced that Reed has been sentenced".

The day of an announcement is not the day of what it announces, where the document tells that day itself.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable

from justicekb.extract.facts.lightverbs import Carriers
from justicekb.extract.facts.participants import Scene
from justicekb.model import Fact


def of_announcement(scene: Scene, carriers: Carriers) -> bool:
    """Whether the date of an event hangs on a verb of reporting above it."""
    date, trigger = scene.event.date.tokens.root, scene.event.trigger.token
    verb = next((token for token in date.ancestors if token.pos_ == "VERB"), None)
    return verb is not None and verb != trigger and any(carrier.reports for carrier in carriers.of(verb))


def dated_elsewhere(fact: Fact, facts: Iterable[Fact], announced: Collection[str]) -> bool:
    """Whether another fact tells the same event to the same one with an earlier date of its own."""
    return any(
        other.id not in announced
        and (other.type, other.polarity) == (fact.type, fact.polarity)
        and _same_one(fact, other)
        and other.date.latest is not None
        and fact.date.earliest is not None
        and other.date.latest < fact.date.earliest
        for other in facts
    )


def _same_one(fact: Fact, other: Fact) -> bool:
    """Whether somebody known by name undergoes both; two cases opened may be two."""
    mine, theirs = ({p.entity for p in f.participants if p.role == "object" and p.entity} for f in (fact, other))
    return not mine.isdisjoint(theirs)
