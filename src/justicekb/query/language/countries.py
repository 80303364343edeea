"""Countries: which entities are countries, which country a place lies in, and what a document is mainly about."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import PurePosixPath

from justicekb.model import Document, entity_id
from justicekb.query.language.lexicon import lexicon
from justicekb.query.language.stems import stem
from justicekb.vocabulary import Vocabulary
from justicekb.vocabulary.entries import Country, Locality
from justicekb.vocabulary.names import find_names

# A country in the title counts as this many mentions in the text, one in the file's name or address as fewer:
# titles are written to say what a document is about, file names only often.
TITLE_WEIGHT, PATH_WEIGHT = 6, 4

_WORD = re.compile(r" (\w+)")


@dataclass(frozen=True, slots=True)
class Atlas:
    """`countries` are entity ids; `home` maps the ids of countries, capitals and cities to their country's."""

    countries: frozenset[str]
    home: dict[str, str]
    vocabulary: Vocabulary

    def main(self, document: Document, entities: Iterable[str]) -> str | None:
        """The country a document is mainly about, given the entities it mentions, each as often as it does.

        None when it names none, or two as often.
        """
        counts = self.homes(entities)
        for id_ in self.named_in(document.title or ""):
            counts[id_] += TITLE_WEIGHT
        for id_ in self.named_in(_path_words(document)):
            counts[id_] += PATH_WEIGHT
        ranked = counts.most_common(2)
        if not ranked or (len(ranked) > 1 and ranked[0][1] == ranked[1][1]):
            return None
        return ranked[0][0]

    def homes(self, entities: Iterable[str]) -> Counter[str]:
        """How often each country is named, by its own name or by a city's."""
        return Counter(self.home[entity] for entity in entities if entity in self.home)

    def spoken_for(self, text: str) -> frozenset[str]:
        """The countries whose bodies a text names by adjective: "Norlandic courts", but not "Norlandic refugees"."""
        bodies = lexicon(self.vocabulary).uses["body"]
        own = (n for n in find_names(text, self.vocabulary) if n.entity_id in self.countries)
        return frozenset(n.entity_id for n in own if (after := _WORD.match(text, n.end)) and stem(after[1]) in bodies)

    def named_in(self, text: str) -> set[str]:
        """The countries that a text names, by name, adjective or city."""
        return {self.home[n.entity_id] for n in find_names(text, self.vocabulary) if n.entity_id in self.home}


def _path_words(document: Document) -> str:
    """The words of the file's name and of the address, in small letters, so that names in them are found."""
    stem = PurePosixPath(document.path).stem
    return " ".join(re.findall(r"[^\W\d_]{3,}", f"{stem} {document.url or ''}")).lower()


def atlas(vocabulary: Vocabulary) -> Atlas:
    """The atlas of a vocabulary, built once."""
    return vocabulary.once(_build)


def _build(vocabulary: Vocabulary) -> Atlas:
    home: dict[str, str] = {}
    for place in vocabulary.entries(Locality):
        if place.within:
            home[entity_id("place", place.name)] = entity_id("place", place.within)
    countries = vocabulary.entries(Country)
    for country in countries:
        if country.capital:
            home[entity_id("place", country.capital)] = entity_id("place", country.name)
    ids = frozenset(entity_id("place", country.name) for country in countries)
    return Atlas(ids, home | {id_: id_ for id_ in ids}, vocabulary)
