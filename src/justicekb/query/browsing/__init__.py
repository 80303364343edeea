"""Browsing: what a reader looks at without a question, and what the words typed into one box mean.

In: typed words, an entity, a shelf or nothing. Out: meanings and suggestions (`meaning`), facets with names
(`facets`), documents by publisher and year (`sources`), states and treaties (`treaties`), figures over time
(`series`), records by how doubtful they are (`doubts`).
"""

from justicekb.query.browsing.doubts import Doubtful, least_certain
from justicekb.query.browsing.facets import COUNTED, FacetValue, facets
from justicekb.query.browsing.meaning import Meaning, Suggestion, meaning, suggestions
from justicekb.query.browsing.series import Series, over_time
from justicekb.query.browsing.sources import Shelf, Sources, naming, sources
from justicekb.query.browsing.treaties import Treaties, treaties

__all__ = [
    "COUNTED",
    "Doubtful",
    "FacetValue",
    "Meaning",
    "Series",
    "Shelf",
    "Sources",
    "Suggestion",
    "Treaties",
    "facets",
    "least_certain",
    "meaning",
    "naming",
    "over_time",
    "sources",
    "suggestions",
    "treaties",
]
