"""From names to compiled patterns; written once, used by every extractor and by the reading of questions."""

from __future__ import annotations

import re
from collections.abc import Iterable

from justicekb.errors import VocabularyError

# A four-digit year that can be one: 1800-2099 (older years do not occur in this field's sources).
YEAR = r"(?:1[89]|20)\d{2}"

# Straight and curly forms of one mark; texts mix them.
APOSTROPHE = "['’‘]"


# A small word inside a surname, in lower case: the list "particles-of-surnames", which a test holds to this.
PARTICLE = r"(?:de|da|di|dos?|del|della|der|den|van|von|la|le|du|el|al|bin|ibn|y|e|zu|ter|ten|af|av)"


def alternation(words: Iterable[str]) -> str:
    """A group matching any of the words literally, longest first, white space and apostrophes made flexible.

    Raises VocabularyError for an empty list, which as a pattern would match everywhere.
    """
    unique = sorted(set(words), key=lambda w: (-len(w), w))
    if not unique:
        raise VocabularyError("an alternation of no words")
    return "(?:" + "|".join(literal(word) for word in unique) + ")"


def literal(words: str) -> str:
    """A pattern for the words as written, with any white space between them and any apostrophe."""
    escaped = r"\s+".join(re.escape(part) for part in words.split())
    return re.sub(r"['’‘]", APOSTROPHE, escaped)


def whole(pattern: str) -> str:
    """The pattern where no word character touches it on either side."""
    return rf"(?<!\w){pattern}(?!\w)"


# The number of an article, rule or section with its parts: 146, 17.2, 3(1), 37 (b), 12bis, 347¹, II.
PROVISION_NUMBER = r"(?:\d+[¹²³⁰⁴-⁹]*(?:[-.]\d+)*(?:\s?bis|[a-z](?!\w))?(?:\s?\(\w{1,4}\))*|[IVXLC]+(?![\w-]))"


def any_case(pattern: str) -> str:
    """The pattern without regard to case, for use inside a larger one that minds it."""
    return f"(?i:{pattern})"
