"""The vocabulary: entries read lazily from data files, with nothing global.

`load()` opens the entries that come with justicekb and, after them, those of the user's own folders; an entry
of a later folder replaces the one with the same id.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Sequence
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import TypeVar, cast

import msgspec
import tomli

from justicekb.errors import VocabularyError
from justicekb.vocabulary.entries import Entry

E = TypeVar("E", bound=Entry)
T = TypeVar("T")


class Vocabulary:
    """Entries by type, read at first use, and what is built from them, built once."""

    def __init__(self, folders: Sequence[Traversable]) -> None:
        self._folders = tuple(folders)
        self._entries: dict[type[Entry], tuple[Entry, ...]] = {}
        self._built: dict[object, object] = {}

    def entries(self, type_: type[E]) -> tuple[E, ...]:
        """All entries of a type in file order; raises VocabularyError naming the file and the fault."""
        if type_ not in self._entries:
            by_id: dict[str, Entry] = {}
            for folder in self._folders:
                file = folder / type_.FILE
                if file.is_file():
                    by_id.update(_read(file, type_))
            self._entries[type_] = tuple(by_id.values())
        return cast("tuple[E, ...]", self._entries[type_])

    def once(self, build: Callable[[Vocabulary], T]) -> T:
        """What `build` makes of this vocabulary, made at the first call only."""
        if build not in self._built:
            self._built[build] = build(self)
        return cast(T, self._built[build])


def load(folders: Iterable[Path] = ()) -> Vocabulary:
    """The vocabulary of justicekb with the user's folders; raises VocabularyError for a folder that is none."""
    own = list(folders)
    for folder in own:
        if not folder.is_dir():
            raise VocabularyError(f"{folder}: not a folder of vocabulary files")
    return Vocabulary([resources.files(__name__) / "data", *own])


def _read(file: Traversable, type_: type[E]) -> dict[str, E]:
    read = _rows_of_csv if file.name.endswith(".csv") else _rows_of_toml
    found: dict[str, E] = {}
    try:
        for row in read(file):
            entry = msgspec.convert(row, type_, strict=not file.name.endswith(".csv"))
            if entry.id in found:
                raise VocabularyError(f"{file}: two entries have the id {entry.id!r}")
            found[entry.id] = entry
    except (msgspec.ValidationError, tomli.TOMLDecodeError, csv.Error, UnicodeDecodeError) as error:
        raise VocabularyError(f"{file}: {error}") from error
    return found


def _rows_of_toml(file: Traversable) -> Iterable[object]:
    table = tomli.loads(file.read_text(encoding="utf-8"))
    unknown = set(table) - {"entry"}
    if unknown:
        raise VocabularyError(f"{file}: only [[entry]] tables are known, not {', '.join(sorted(unknown))}")
    return cast("list[object]", table.get("entry", []))


_LIST_SEPARATOR = "|"


def _rows_of_csv(file: Traversable) -> Iterable[object]:
    for row in csv.DictReader(file.read_text(encoding="utf-8").splitlines()):
        yield {
            key.removesuffix("[]"): ([v for v in value.split(_LIST_SEPARATOR) if v] if key.endswith("[]") else value)
            for key, value in row.items()
            if value
        }
