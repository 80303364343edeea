"""What is typed into one box: a question, a name of the knowledge base, or words to search for."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from justicekb.model import EntityType, normalise_name
from justicekb.store.base import EntityCount, RecordReader
from justicekb.vocabulary import Vocabulary
from justicekb.vocabulary.entries import QuestionWords

# Letters before names are suggested; one letter begins too many.
FEWEST_LETTERS = 2

# Names looked at for each that is suggested, so that own names come before aliases.
_LOOKED_AT = 4

_ASKING = re.compile(r"who|whom|whose|which|what|when|where|why|how|since when", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Meaning:
    """What typed words mean; `entity` is the id of the one that a name means."""

    kind: Literal["nothing", "question", "entity", "words"]
    entity: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggestion:
    """A name that begins as typed: `found` is the alias that does where the entity's own name does not."""

    entity: str
    name: str
    type: EntityType
    documents: int
    found: str | None = None


def meaning(typed: str, records: RecordReader, vocabulary: Vocabulary) -> Meaning:
    """A question ends or begins as one does; a name is an entity's in whole; anything else is words."""
    words = typed.split()
    if not words:
        return Meaning("nothing")
    if typed.rstrip().endswith("?") or (len(words) > 2 and _asks(words, vocabulary)):
        return Meaning("question")
    named = next(iter(records.find_entities(typed, limit=1)), None)
    return Meaning("entity", named.entity.id) if named is not None else Meaning("words")


def _asks(words: list[str], vocabulary: Vocabulary) -> bool:
    first = words[0].strip("\"'“")
    auxiliary = next((entry.words for entry in vocabulary.entries(QuestionWords) if entry.id == "auxiliary"), ())
    return bool(_ASKING.fullmatch(first)) or first.casefold() in auxiliary


def suggestions(typed: str, records: RecordReader, *, limit: int = 8) -> list[Suggestion]:
    """Entities whose own name begins as typed, then those with an alias that does; each of the most documents first."""
    start = normalise_name(typed)
    if len(start) < FEWEST_LETTERS:
        return []
    found = [_suggestion(count, start) for count in records.entities_starting(typed, limit=_LOOKED_AT * limit)]
    return sorted(found, key=lambda suggestion: suggestion.found is not None)[:limit]


def _suggestion(count: EntityCount, start: str) -> Suggestion:
    entity = count.entity
    own = normalise_name(entity.name).startswith(start)
    alias = None if own else next((a for a in entity.aliases if normalise_name(a).startswith(start)), None)
    return Suggestion(entity=entity.id, name=entity.name, type=entity.type, documents=count.documents, found=alias)
