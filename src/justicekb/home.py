"""Where a knowledge base is: a folder, its mark and the names of what lies in it, or indexes on a cluster.

Nothing is written into a folder that holds other things, and nothing is taken for ours by its name alone: a knowledge
base is a folder with a `knowledge.sqlite` that carries our mark.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path

from justicekb.errors import StoreError, ValueFormatError

RECORDS_FILE = "knowledge.sqlite"
FULLTEXT_FOLDER = "fulltext"
DECISIONS_FILE = "decisions.jsonl"
WATCHES_FILE = "watches.jsonl"
# Which state of the records the index was made of: its revision and its digest.
TIE_FILE = "fulltext.json"
# Files that came in through a browser, one folder an upload.
UPLOADS_FOLDER = "uploads"
# "jkb1" as four bytes: what `file` and SQLite's own tools show for one of our files.
APPLICATION_ID = 0x6A6B6231
# Where SQLite keeps it (https://sqlite.org/fileformat2.html, "Application ID").
_ID_AT = 68

# Everything that may lie in a knowledge base, with what SQLite and our own writing put beside it for a while.
_NAMES = re.compile(
    rf"{re.escape(RECORDS_FILE)}(?:\.damaged-\d+|\.salvaged)?(?:-wal|-shm|-journal)?|{FULLTEXT_FOLDER}(?:-tantivy)?|{UPLOADS_FOLDER}"
    rf"|(?:{re.escape(DECISIONS_FILE)}|{re.escape(WATCHES_FILE)}|{re.escape(TIE_FILE)})(?:\.\w+)?"
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


# ── a knowledge base on a cluster ────────────────────────────────────────────────────────────────────────────

_PORT = 9200
_CLUSTER = re.compile(
    r"""opensearch\+(?P<scheme>https?)://
        (?:(?P<user>[^@/:\s]+)(?P<secret>:[^@/]*)?@)?
        (?P<hosts>[^/@\s]+)/(?P<prefix>[^/\s]+)/?""",
    re.VERBOSE,
)
_HOST = re.compile(r"(?P<name>[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?|\[[0-9A-Fa-f:.]+\])(?::(?P<port>\d{1,5}))?")
# What OpenSearch allows at the beginning of an index's name, and short enough for what is put behind it.
_PREFIX = re.compile(r"[a-z0-9][a-z0-9_.-]{0,99}")


@dataclass(frozen=True, slots=True)
class ClusterHome:
    """Indexes of one name on an OpenSearch cluster: `opensearch+https://user@host:port,host:port/prefix`.

    `hosts` are names with ports, any of which may answer. A password is never a part of it.
    """

    secure: bool
    user: str | None
    hosts: tuple[str, ...]
    prefix: str

    def __str__(self) -> str:
        user = "" if self.user is None else f"{self.user}@"
        return f"opensearch+http{'s' * self.secure}://{user}{','.join(self.hosts)}/{self.prefix}"


Home = Path | ClusterHome


@dataclass(frozen=True, slots=True, kw_only=True)
class ClusterSettings:
    """How a base on a cluster is kept and reached.

    `shards` of the index of records and of that of passages, `replicas` of each shard; None leaves them as they are,
    one of each in a new base. `password` is the address's user's, `password_file` a file that holds it, `authority` a
    file with the certificates that are trusted instead of the usual ones.
    """

    shards: int | None = None
    replicas: int | None = None
    password: str | None = field(default=None, repr=False)
    password_file: Path | None = None
    authority: Path | None = None


def home_of(text: str | Path | ClusterHome) -> Home:
    """The place that a text names; raises ValueFormatError, saying what is wrong, for a malformed cluster's address."""
    if isinstance(text, ClusterHome) or not str(text).startswith("opensearch+"):
        return text if isinstance(text, ClusterHome) else Path(text)
    found = _CLUSTER.fullmatch(str(text))
    if found is None:
        raise ValueFormatError(
            "the address of a cluster is opensearch+https://user@host:port/prefix, with opensearch+http:// on a "
            "trusted network alone"
        )
    if found["secret"] is not None:
        raise ValueFormatError(
            "a password does not belong into an address, which others can read: put it into the environment "
            "(JUSTICEKB_OPENSEARCH_PASSWORD) or a file (JUSTICEKB_OPENSEARCH_PASSWORD_FILE)"
        )
    if _PREFIX.fullmatch(found["prefix"]) is None:
        raise ValueFormatError(f"{found['prefix']}: a prefix is of small letters, digits, dots, dashes and underscores")
    hosts = tuple(_host(part) for part in found["hosts"].split(","))
    return ClusterHome(found["scheme"] == "https", found["user"], hosts, found["prefix"])


def _host(text: str) -> str:
    found = _HOST.fullmatch(text)
    port = _PORT if found is None or found["port"] is None else int(found["port"])
    if found is None or not 0 < port < 65_536:
        raise ValueFormatError(f"{text!r} is no host with its port, as in search.example.org:9200")
    return f"{found['name']}:{port}"
