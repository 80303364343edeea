"""Names: `find_organisations`, `find_people` and `find_places` propose, `resolve_names` decides.

In: a parsed document and the names found so far. Out: Mentions, each with one type and one canonical name in the
document. Order: `words` and `datelines` prepare the lines; `gazetteer`, `headnouns`, `bodywords`, `teams`,
`personnames` and `glosses` feed `candidates` to the three finders; `typing` settles one type a name,
`coreference` (with `gender`) joins its forms, `jurisdictions` says whose a generic body is, `resolution` runs them and
hands out the mentions.
"""

from justicekb.extract.names.candidates import WordGroups, word_groups
from justicekb.extract.names.gazetteer import Definition, Known, Piece, definitions, known_names, pieces
from justicekb.extract.names.organisations import find_organisations
from justicekb.extract.names.people import find_people
from justicekb.extract.names.places import find_places
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
