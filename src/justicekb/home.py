"""The folder of a knowledge base: its mark, the names of what lies in it, and whether a folder may become one.

Nothing is written into a folder that holds other things, and nothing is taken for ours by its name alone: a knowledge
base is a folder with a `knowledge.sqlite` that carries our mark.
"""

from __future__ import annotations

import re
from pathlib import Path

from justicekb.errors import StoreError

RECORDS_FILE = "knowledge.sqlite"
FULLTEXT_FOLDER = "fulltext"
DECISIONS_FILE = "decisions.jsonl"
WATCHES_FILE = "watches.jsonl"
# Files that came in through a browser, one folder an upload.
UPLOADS_FOLDER = "uploads"
# "jkb1" as four bytes: what `file` and SQLite's own tools show for one of our files.
APPLICATION_ID = 0x6A6B6231
# Where SQLite keeps it (https://sqlite.org/fileformat2.html, "Application ID").
_ID_AT = 68

# Everything that may lie in a knowledge base, with what SQLite and our own writing put beside it for a while.
_NAMES = re.compile(
    rf"{re.escape(RECORDS_FILE)}(?:-wal|-shm|-journal)?|{FULLTEXT_FOLDER}(?:-tantivy)?|{UPLOADS_FOLDER}"
    rf"|(?:{re.escape(DECISIONS_FILE)}|{re.escape(WATCHES_FILE)})(?:\.\w+)?"
)


def is_own(name: str) -> bool:
    """Whether something of this name in a knowledge base belongs to it."""
    return _NAMES.fullmatch(name) is not None


def is_base(folder: Path) -> bool:
    """Whether the folder carries our mark."""
    try:
        with (folder / RECORDS_FILE).open("rb") as stream:
            head = stream.read(_ID_AT + 4)
    except (OSError, ValueError):
        return False
    return head.startswith(b"SQLite format 3\0") and head[_ID_AT:] == APPLICATION_ID.to_bytes(4, "big")


def check_may_become(folder: Path) -> None:
    """Raises StoreError, saying what to do, for a folder that holds other things and no knowledge base.

    Hidden files do not count, and a folder that does not exist may become one.
    """
    if is_base(folder):
        return
    try:
        others = sorted(one.name for one in folder.iterdir() if not one.name.startswith(".") and not is_own(one.name))
    except FileNotFoundError:
        return
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else str(error)
        raise StoreError(f"{folder} cannot be made a knowledge base: {reason}; choose another --kb folder") from error
    if others:
        raise StoreError(
            f"{folder} holds other files ({others[0]}{' and more' if len(others) > 1 else ''}) and no knowledge base: "
            "choose a new or an empty folder with --kb"
        )
