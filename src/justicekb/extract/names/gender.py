"""What titles and given names say about gender, so that "Mrs. Hale" is not taken for Henry Hale."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from justicekb.extract.names.candidates import WordGroups, word_groups
from justicekb.model import Mention
from justicekb.vocabulary import Vocabulary
from justicekb.vocabulary.entries import GivenNames

Gender = Literal["man", "woman"]


@dataclass(frozen=True, slots=True)
class Genders:
    """Given names that only men or only women have, and the titles of either."""

    given: dict[str, Gender]
    groups: WordGroups

    def of_title(self, mention: Mention) -> Gender | None:
        """What the title right before a name says; None for titles that both have."""
        title = mention.role.split()[-1] if mention.role else ""
        if title in self.groups.exact["titles-of-women"]:
            return "woman"
        return "man" if title in self.groups.exact["titles-of-men"] else None


def genders_of(vocabulary: Vocabulary) -> Genders:
    """Reads the lists of given names that are kept apart by gender, and Slavic names by their ending."""
    given: dict[str, Gender] = {}
    shared: set[str] = set()
    for region in vocabulary.entries(GivenNames):
        for name in region.names:
            gender = _gender(region.id, name)
            if gender is not None and given.setdefault(name, gender) != gender:
                shared.add(name)
    return Genders({name: gender for name, gender in given.items() if name not in shared}, vocabulary.once(word_groups))


def _gender(region: str, name: str) -> Gender | None:
    if region.endswith("-women"):
        return "woman"
    if region.endswith("-men"):
        return "man"
    return "man" if region in _SLAVIC and not name.endswith(("a", "y", "i", "v")) else None


_SLAVIC = frozenset({"russian", "ukrainian-belarusian"})  # there, women's names end in -a, and Lyubov
