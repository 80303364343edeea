"""Forms of a name: the key under which two are the same, a family name, a body's name with and without its place."""

from __future__ import annotations

import re
from functools import lru_cache

from justicekb.model import normalise_name

QUALIFIED = re.compile(r"(?P<base>.+) \((?P<place>[^()]+)\)")  # "Supreme Court (Kazakhstan)"


@lru_cache(maxsize=65536)  # asked several times for every proposal
def key_of(text: str) -> str:
    """The form under which two mentions are the same name."""
    return normalise_name(text).removeprefix("the ")


def family_of(key: str) -> str:
    """The family name in a person's name (by `key_of`): the last word that is no "Jr." or "III"."""
    words = [w for w in key.split() if w not in _GENERATIONS] or key.split()
    return words[-1] if words else ""


def is_generation(text: str) -> bool:
    """Whether the words are no name but the end of one: "Jr."."""
    return key_of(text) in _GENERATIONS


_GENERATIONS = frozenset({"jr", "sr", "ii", "iii", "iv"})


def base_of(canonical: str) -> str:
    """The generic part of a canonical name with a place, else the name."""
    qualified = QUALIFIED.fullmatch(canonical)
    return qualified["base"] if qualified is not None else canonical


def other_names(canonical: str) -> tuple[str, ...]:
    """What a body with its place is called, too: "Supreme Court", "Supreme Court of Kazakhstan"."""
    qualified = QUALIFIED.fullmatch(canonical)
    if qualified is None:
        return ()
    article = "the " if qualified["place"].startswith(("United ", "Netherlands", "Philippines")) else ""
    return qualified["base"], f"{qualified['base']} of {article}{qualified['place']}"
