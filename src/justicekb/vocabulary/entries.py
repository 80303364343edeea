"""Typed, strict entries of the vocabulary files; a misspelt key is an error.

Each class names its file (`FILE`, under `data/` and under any folder of the user's own). TOML files hold
`[[entry]]` tables; CSV files hold one entry a row, with list fields separated by `|`. Every entry carries
`examples` that its pattern must match and `counter_examples` that it must not; tests/vocabulary hold both.
"""

from __future__ import annotations

from typing import ClassVar, Literal

import msgspec


class Entry(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What all entries share. `source` names where the entry's facts come from."""

    FILE: ClassVar[str]

    id: str
    source: str = ""
    examples: tuple[str, ...] = ()
    counter_examples: tuple[str, ...] = ()


# ── quantities ───────────────────────────────────────────────────────────────────────────────────────────


class NumberWord(Entry):
    """A number word: `small` and `tens` add up, `scale` multiplies, `collective` is a dozen, `fraction` a share (percent)."""

    FILE: ClassVar[str] = "numbers.toml"

    kind: Literal["small", "tens", "scale", "collective", "fraction"]
    value: float
    words: tuple[str, ...]


class Unit(Entry):
    """A unit's words; a value is multiplied by `factor` to count in `unit`."""

    FILE: ClassVar[str] = "units.toml"

    unit: str
    words: tuple[str, ...]
    symbols: tuple[str, ...] = ()
    factor: float = 1.0


class Currency(Entry):
    """A currency; `id` is its ISO 4217 code. Names in capitals are matched as written."""

    FILE: ClassVar[str] = "currencies.csv"

    names: tuple[str, ...]
    symbols: tuple[str, ...] = ()


class NumberQualifier(Entry):
    """Words that say how exact a number is, before it or after it."""

    FILE: ClassVar[str] = "qualifiers.toml"

    qualifier: Literal["about", "over", "under", "up_to", "at_least"]
    before: tuple[str, ...] = ()
    after: tuple[str, ...] = ()


class DateWord(Entry):
    """A word of date expressions: what it can be (`classes`) and the number it stands for, else its id.

    `capital` words count only with a capital letter ("May"); a word that ends with a full stop is an abbreviation.
    """

    FILE: ClassVar[str] = "date-words.csv"

    classes: tuple[str, ...]
    words: tuple[str, ...]
    value: int | None = None
    capital: bool = False


class DateRule(Entry):
    """A form of date expression: `pattern` over word classes (see vocabulary.datewords), and who reads it.

    `read` names the function; a `join` rule puts expressions together ("from ... to ..."). An example is
    `words`, or `words = value`, counted from a publication on 17 April 2019 (a Wednesday).
    """

    FILE: ClassVar[str] = "dates.toml"

    pattern: str
    read: str
    kind: Literal["date", "duration", "set", "time", "vague"] = "date"
    join: bool = False
    value: str = ""
