"""ZIP packages opened with limits that stand against archives made to exhaust memory."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib

from justicekb.errors import SourceError
from justicekb.ingest.limits import Limits

# Beside `Limits`: what no member of an archive may pass.
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


class Budget:
    """What may still be unpacked of one named file, all containers inside it together."""

    def __init__(self, limits: Limits | None = None) -> None:
        self.limits = limits or Limits()
        self._members = self.limits.members
        self._size = self.limits.expansion

    @property
    def spent(self) -> bool:
        """Whether a limit was passed."""
        return self._members < 0 or self._size < 0

    def take(self, size: int, path: str) -> None:
        """Counts one member; raises SourceError when a limit is passed."""
        self._members -= 1
        self._size -= size
        if self._members < 0:
            raise SourceError(path, f"the archive holds more than {self.limits.members:,} files; the rest is not read")
        if self._size < 0:
            most = f"{self.limits.expansion / 1e9:g} GB"
            raise SourceError(path, f"the archive unpacks to more than {most} (--max-expansion); the rest is not read")


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
