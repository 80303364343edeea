"""The full-text engines there are, and which one a knowledge base uses: it is asked for once and remembered."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import cast, get_args

from justicekb.config import Engine
from justicekb.errors import StoreError
from justicekb.store.base import FullText, PassageReader, RecordReader, RecordStore
from justicekb.store.fulltext import mark

# From so many passages on `status` names the other engine: ten searches took 159 ms at the median with Whoosh and
# 2.8 ms with tantivy on 37,307 passages, and time grows with the passages (benchmarks/engines.py, docs/performance.md).
SUGGESTED_FROM = 15_000

_SETTING = "fulltext engine"
# How long a writer waits for another one (seconds), and a reader for a writer's whole ingest: it reads what there is.
_PATIENCE, _READERS_PATIENCE = 30.0, 0.2


@dataclass(frozen=True, slots=True)
class _Place:
    """Where an engine's class is, the folder it writes to, and what has to be installed for it."""

    module: str
    name: str
    folder: str
    extra: str | None = None


PLACES: dict[Engine, _Place] = {
    "whoosh": _Place("justicekb.store.whoosh", "WhooshFullText", "fulltext"),
    "tantivy": _Place("justicekb.store.tantivy", "TantivyFullText", "fulltext-tantivy", extra="tantivy"),
}


def engine_of(records: RecordReader) -> Engine:
    """The engine that the base uses: Whoosh unless another was chosen."""
    chosen = records.setting(_SETTING)
    return cast("Engine", chosen) if chosen in get_args(Engine) else "whoosh"


def remember(engine: Engine, records: RecordStore) -> None:
    """Makes it the engine of the base."""
    records.set_setting(_SETTING, engine)


def open_engine(engine: Engine, home: Path, passages: PassageReader, *, writable: bool, waiting: bool) -> FullText:
    """The engine's index of the base in `home`, of these passages; `waiting` waits for another writer.

    Raises StoreError, saying what to install, when the engine is not there.
    """
    place = PLACES[engine]
    if (home / place.folder).is_symlink():
        folder = home / place.folder
        raise StoreError(f"{folder} is a link; justicekb writes into its own folder only: put a folder there")
    try:
        module = import_module(place.module)  # 20 to 100 ms, and questions are answered from the records alone
    except ModuleNotFoundError as error:
        if place.extra is None or error.name != place.extra:
            raise
        raise StoreError(
            f"{home}: {engine}, its full-text engine, is not installed: run `pip install 'justicekb[{place.extra}]'`, "
            "or `justicekb rebuild --engine whoosh`"
        ) from error
    patience = _PATIENCE if waiting else _READERS_PATIENCE
    opened: FullText = getattr(module, place.name)(home / place.folder, passages, writable=writable, patience=patience)
    return opened


def discard(engine: Engine, home: Path) -> None:
    """Removes the index of an engine that the base uses no longer; what else is in its folder stays."""
    folder = home / PLACES[engine].folder
    if folder.is_dir() and not folder.is_symlink():
        mark.discard(folder)
        with suppress(OSError):
            folder.rmdir()
