"""Names: `find_organisations`, `find_people` and `find_places` propose, `resolve_names` decides.

In: a parsed document and the names found so far. Out: Mentions, each with one type and one canonical name in the
document. Order: the finders of `proposals`; `screening` (with `glosses` and `letters`) drops or doubts proposals,
`neighbours` adds what they say about one another, `typing` settles one type a name and chooses, `repeats` finds the
places left out,
`introductions` and `coreference` (with `gender` and `jurisdictions`) join the forms of one name, `resolution` runs the
steps and hands out the mentions. Any step may ask `words`, `candidates`, `gazetteer` and `nameforms`, which read.
"""

from justicekb.extract.names.candidates import WordGroups, word_groups
from justicekb.extract.names.gazetteer import Definition, Known, Piece, definitions, known_names, pieces
from justicekb.extract.names.proposals.organisations import find_organisations
from justicekb.extract.names.proposals.people import find_people
from justicekb.extract.names.proposals.places import find_places
from justicekb.extract.names.resolution import resolve_names
from justicekb.extract.names.words import Line, cover, lines

__all__ = [
    "Definition",
    "Known",
    "Line",
    "Piece",
    "WordGroups",
    "cover",
    "definitions",
    "find_organisations",
    "find_people",
    "find_places",
    "known_names",
    "lines",
    "pieces",
    "resolve_names",
    "word_groups",
]
