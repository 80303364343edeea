"""ZIP packages opened with limits that stand against archives made to exhaust memory."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from dataclasses import dataclass

from justicekb.errors import SourceError

# Limits for one file that a person names, all containers inside it together.
MAX_MEMBERS = 20_000
MAX_TOTAL = 4_000_000_000  # bytes unpacked
MAX_MEMBER = 400_000_000  # bytes of one member
# Deflate packs at most about 1,030 to 1; text packs 3 to 20 to 1. Small members may pack better.
MAX_RATIO = 250
_RATIO_FROM = 2_000_000  # bytes unpacked, below which the ratio is not looked at

# What reading a damaged archive raises.
BROKEN = (
    zipfile.BadZipFile, zlib.error, struct.error, OSError, EOFError, ValueError, NotImplementedError, RuntimeError,
)  # fmt: skip
_SYMLINK = 0o120000
_ENCRYPTED = 0x1


@dataclass(slots=True)
class Budget:
    """What may still be unpacked of one named file."""

    members: int = MAX_MEMBERS
    size: int = MAX_TOTAL

    def take(self, size: int, path: str) -> None:
        """Counts one member; raises SourceError when a limit is passed."""
        self.members -= 1
        self.size -= size
        if self.members < 0:
            raise SourceError(path, f"the archive holds more than {MAX_MEMBERS:,} files; the rest is not read")
        if self.size < 0:
            raise SourceError(path, f"the archive unpacks to more than {MAX_TOTAL / 1e9:.0f} GB; the rest is not read")


def check_package(data: bytes, path: str) -> None:
    """Raises SourceError when a file that is a ZIP package inside (.docx, .epub) is broken or passes the limits."""
    with open_package(data, path) as archive:
        budget = Budget()
        for info in archive.infolist():
            budget.take(info.file_size, path)
            if problem := refused(info):
                raise SourceError(path, f"{info.filename} in it: {problem}")


def open_package(data: bytes, path: str) -> zipfile.ZipFile:
    """The archive in these bytes; raises SourceError for a broken one."""
    try:
        return zipfile.ZipFile(io.BytesIO(data))
    except BROKEN as error:
        raise SourceError(path, f"broken archive: {error}") from error


def refused(info: zipfile.ZipInfo) -> str:
    """Why a member is not read, or nothing."""
    if info.flag_bits & _ENCRYPTED:
        return "encrypted: it opens only with a password"
    if (info.external_attr >> 16) & 0o170000 == _SYMLINK:
        return "a link, not a file"
    if info.file_size > MAX_MEMBER:
        return f"larger than {MAX_MEMBER / 1e6:.0f} MB unpacked"
    if info.file_size > _RATIO_FROM and info.file_size > MAX_RATIO * max(info.compress_size, 1):
        return f"packed more than {MAX_RATIO} to 1, as only archives made to do harm are"
    return ""
