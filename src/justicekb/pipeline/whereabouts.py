"""Where stored documents' files are now: still there, moved, or gone.

A file is gone only when the system says that there is none; what cannot be looked at is taken to be there.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Iterator
from pathlib import Path

from justicekb.discover import recorded
from justicekb.pipeline.outcomes import Outcome, Status
from justicekb.pipeline.remote import is_remote
from justicekb.store.base import RecordReader, RecordStore

# What stands in a recorded path for bytes that are no text (see `discover.recorded`).
_ESCAPE = "\\x"


def is_gone(path: str) -> bool:
    """Whether the file of a recorded path, or the container it lies in, is no longer there."""
    if _ESCAPE in path or is_remote(path):  # the name on the disk has other bytes; a store is not asked unasked
        return False
    for place in (Path(path), *Path(path).parents):
        try:
            status = os.lstat(place)
        except (FileNotFoundError, NotADirectoryError):
            continue
        except (OSError, ValueError):
            return False
        return stat.S_ISDIR(status.st_mode)
    return True


def gone(paths: Iterable[Path], store: RecordStore, *, forget: bool) -> Iterator[Outcome]:
    """The stored paths in the named folders whose files are gone; `forget` takes them out of the store."""
    for path in paths:
        for lost in _lost(path, store):
            document = store.by_path(lost)
            if document is None:
                continue
            if forget:
                store.leave(document.id, lost)
            status: Status = "forgotten" if forget else "gone"
            yield Outcome(path=lost, status=status, document=document.id, title=document.title)


def _lost(path: Path, store: RecordReader) -> list[str]:
    """Recorded paths at or under a named one that are gone; a list, for the store changes while they are forgotten."""
    name = recorded(path)
    here = name == "."
    under = "" if here else name
    found = (one for one, _ in store.located(under))
    inside = (one for one in found if here or one == name or one.startswith(f"{name}/"))
    return [one for one in inside if not (here and os.path.isabs(one)) and is_gone(one)]


def missing(store: RecordReader) -> Iterator[str]:
    """Every stored path whose file is gone, seen from here."""
    return (path for path, _ in store.located() if is_gone(path))
