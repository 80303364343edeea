"""Extraction: `extract(parsed, vocabulary)` yields every record of one document.

The two tables below are the whole order. To add an extractor, write a function of the same shape in a module
named after what it yields and put it into its table. Names are resolved within the document right after they
are found; what comes later reads them, and the dates, through `Found`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from justicekb.extract.dates import find_dates
from justicekb.extract.facts import find_facts
from justicekb.extract.figures import find_figures
from justicekb.extract.laws import find_laws
from justicekb.extract.names import find_organisations, find_people, find_places, resolve_names
from justicekb.extract.nlp import Found, Parsed
from justicekb.extract.quotes import find_quotes
from justicekb.extract.references import find_references
from justicekb.model import Record
from justicekb.vocabulary import Vocabulary

Extractor = Callable[[Parsed, Vocabulary, Found], Iterator[Record]]

NAMES: tuple[Extractor, ...] = (find_laws, find_organisations, find_people, find_places)
EXTRACTORS: tuple[Extractor, ...] = (find_dates, find_figures, find_quotes, find_facts, find_references)


def extract(parsed: Parsed, vocabulary: Vocabulary) -> tuple[Record, ...]:
    """Every record of the document, names first, each kind in text order."""
    names = Found()
    for find in NAMES:
        names.add(list(find(parsed, vocabulary, names)))
    found = Found(resolve_names(parsed, vocabulary, names))
    for find in EXTRACTORS:
        found.add(list(find(parsed, vocabulary, found)))
    return found.records()
