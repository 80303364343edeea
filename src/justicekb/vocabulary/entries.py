"""Typed, strict entries of the vocabulary files; a misspelt key is an error.

Each class names its file (`FILE`, under `data/` and under any folder of the user's own). TOML files hold
`[[entry]]` tables; CSV files hold one entry a row, with list fields separated by `|`. Every entry carries
`examples` that its pattern must match and `counter_examples` that it must not; tests/vocabulary hold both.
"""

from __future__ import annotations

from typing import ClassVar

import msgspec


class Entry(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What all entries share. `source` names where the entry's facts come from."""

    FILE: ClassVar[str]

    id: str
    source: str = ""
    examples: tuple[str, ...] = ()
    counter_examples: tuple[str, ...] = ()
