"""Events over documents: timelines, conflicts, entity pages, registers; when two records tell one event or value.

In: an entity, a topic or nothing. Out: entries and conflicts with their evidence. Order: `values` compares dates
and numbers, `origins` counts independent sources, `identity` and `quantities` say what tells of one thing,
`selection` chooses facts, `tellings` those that tell an event of their own, `timeline` (with `headlines`),
`conflicts`, `entities` and `register` present them.
"""

from justicekb.query.events.conflicts import conflicts
from justicekb.query.events.entities import EntityPage, entities, entity_page
from justicekb.query.events.origins import origins
from justicekb.query.events.quantities import quantities
from justicekb.query.events.register import against_register, read_register
from justicekb.query.events.selection import namesakes
from justicekb.query.events.timeline import timeline
from justicekb.query.events.values import (
    agree,
    begin,
    bounds,
    compatible_figures,
    days,
    group_dates,
    group_equal,
    number,
    same_figure,
)

__all__ = [
    "EntityPage",
    "against_register",
    "agree",
    "begin",
    "bounds",
    "compatible_figures",
    "conflicts",
    "days",
    "entities",
    "entity_page",
    "group_dates",
    "group_equal",
    "namesakes",
    "number",
    "origins",
    "quantities",
    "read_register",
    "same_figure",
    "timeline",
]
