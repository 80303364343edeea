"""Extraction: `extract(parsed, vocabulary)` yields every record of one document.

The two tables below are the whole order. To add an extractor, write a function of the same shape in a module
named after what it yields and put it into its table. Names are resolved within the document right after they
are found; what comes later reads them, and the dates, through `Found`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import partial

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
# Told what an extractor yields, in plain words, and what it raised.
Problem = Callable[[str, Exception], None]

NAMES: tuple[Extractor, ...] = (find_laws, find_organisations, find_people, find_places)
EXTRACTORS: tuple[Extractor, ...] = (find_dates, find_figures, find_quotes, find_facts, find_references)


def extract(parsed: Parsed, vocabulary: Vocabulary, problem: Problem | None = None) -> tuple[Record, ...]:
    """Every record of the document, names first, each kind in text order.

    An extractor that raises costs its own records when `problem` is there to be told its name; without, it raises.
    """

    def run(name: str, find: Callable[[], Iterable[Record]], otherwise: Iterable[Record] = ()) -> Iterable[Record]:
        try:
            return list(find())
        except Exception as error:
            if problem is None:
                raise
            problem(name, error)
            return otherwise

    names = Found()
    for find in NAMES:
        names.add(run(_yields(find), partial(find, parsed, vocabulary, names)))
    found = Found(run("resolved names", partial(resolve_names, parsed, vocabulary, names), names.records()))
    for find in EXTRACTORS:
        found.add(run(_yields(find), partial(find, parsed, vocabulary, found)))
    return found.records()


def _yields(find: Extractor) -> str:
    return getattr(find, "__name__", "records").removeprefix("find_")
