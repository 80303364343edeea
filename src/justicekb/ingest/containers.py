"""Containers and what they hold: ZIP archives, mailboxes, attachments of messages, each member a file of its own.

`CONTAINERS` is the whole table. To add a kind of container, write a function `open_x(data, path, budget)` that
yields its members and put it here. Nothing is ever written to disk, so no path can leave an archive; names are
made harmless all the same, because they are recorded.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath

from justicekb.errors import SourceError
from justicekb.ingest import mediatype
from justicekb.ingest.formats.archivenames import names_page
from justicekb.ingest.formats.mail import attachments, messages
from justicekb.ingest.formats.packages import BROKEN, Budget, open_package, refused

_HIDDEN = re.compile(r"(?:^|/)(?:__MACOSX/|\.DS_Store$|Thumbs\.db$|desktop\.ini$|\._)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Member:
    """A file out of a container: its path ("archive.zip/folder/file.pdf"), its bytes, or why there are none."""

    path: str
    data: bytes = b""
    problem: str = ""


Opener = Callable[[bytes, str, Budget], Iterator[Member]]


def open_zip(data: bytes, path: str, budget: Budget) -> Iterator[Member]:
    """The files of a ZIP archive in its order; raises SourceError for a broken one and at a limit."""
    with open_package(data, path) as archive:
        page = names_page(raw for info in archive.infolist() if (raw := _undeclared(info)) is not None)
        for info in archive.infolist():
            name = f"{path}/{harmless(_name(info, page))}"
            if info.is_dir() or _HIDDEN.search(info.filename):
                continue
            if problem := refused(info):
                budget.take(0, path)
                yield Member(name, problem=problem)
                continue
            budget.take(info.file_size, path)
            yield _read_member(archive, info, name)


def open_mbox(data: bytes, path: str, budget: Budget) -> Iterator[Member]:
    """The messages of a mailbox, numbered from 1."""
    for number, message in enumerate(messages(data), start=1):
        budget.take(len(message), path)
        yield Member(f"{path}/{number:04d}.eml", message)


def open_message(data: bytes, path: str, budget: Budget) -> Iterator[Member]:
    """The attachments of a message; the message itself is a document, too."""
    for name, content in attachments(data):
        budget.take(len(content), path)
        yield Member(f"{path}/{harmless(name)}", content)


# media type → function that yields the members
CONTAINERS: dict[str, Opener] = {
    mediatype.ZIP: open_zip,
    mediatype.MBOX: open_mbox,
    mediatype.EMAIL: open_message,
}
# Containers that are documents themselves: they are yielded before their members.
_ALSO_DOCUMENTS = frozenset({mediatype.EMAIL})


def unpack(data: bytes, path: str, budget: Budget | None = None, depth: int = 0) -> Iterator[Member]:
    """Every document file in a file: the file itself when it is no container, else all members, inner ones too.

    Raises SourceError for a broken container and when a limit is passed; members yielded before stay good.
    """
    budget = budget or Budget()
    found, _ = mediatype.media_type(data, path)
    opener = CONTAINERS.get(found or "")
    if opener is None or found in _ALSO_DOCUMENTS:
        yield Member(path, data)
    if opener is None:
        return
    if depth >= budget.limits.depth:
        yield Member(path, problem=f"archives within archives, more than {budget.limits.depth} deep (--max-depth)")
        return
    for member in opener(data, path, budget):
        if member.problem:
            yield member
        else:
            yield from _inner(member, budget, depth)


def _inner(member: Member, budget: Budget, depth: int) -> Iterator[Member]:
    """A member's own members; a broken inner container is a member with a problem."""
    try:
        yield from unpack(member.data, member.path, budget, depth + 1)
    except SourceError as error:
        if budget.spent:
            raise
        yield Member(error.path, problem=error.reason)


def harmless(name: str) -> str:
    """A member's name as a relative path that leads nowhere else: no root, no drive, no "..", no control marks."""
    plain = re.sub(r"[\x00-\x1f\x7f]", "", name.replace("\\", "/"))
    parts = [part for part in PurePosixPath(re.sub(r"^[A-Za-z]:", "", plain)).parts if part not in ("/", "..", ".")]
    return "/".join(parts) or "unnamed"


def _undeclared(info: zipfile.ZipInfo) -> bytes | None:
    """The bytes of a name that neither says it is UTF-8 nor is; `zipfile` reads such a name as code page 437."""
    if info.flag_bits & 0x800:
        return None
    try:
        raw = info.filename.encode("cp437")
    except UnicodeEncodeError:
        return None
    try:
        raw.decode("utf-8")
    except UnicodeDecodeError:
        return raw
    return None


def _name(info: zipfile.ZipInfo, page: str | None) -> str:
    """The name in UTF-8 if it can be that, else in the code page of the archive's names."""
    if info.flag_bits & 0x800:
        return info.filename
    if (raw := _undeclared(info)) is not None:
        return raw.decode(page, "replace") if page else info.filename
    try:
        return info.filename.encode("cp437").decode("utf-8")
    except UnicodeEncodeError:
        return info.filename


def _read_member(archive: zipfile.ZipFile, info: zipfile.ZipInfo, name: str) -> Member:
    """The member's bytes, never more than it declared."""
    try:
        with archive.open(info) as stream:
            content = stream.read(info.file_size + 1)
    except BROKEN as error:
        return Member(name, problem=f"broken in the archive: {error}")
    if len(content) > info.file_size:
        return Member(name, problem="larger than the archive declares")
    return Member(name, content)
