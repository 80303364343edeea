"""The password for a cluster: from the environment's settings or a file that only its owner may read."""

from __future__ import annotations

import os
import stat
from pathlib import Path

from justicekb.errors import StoreError
from justicekb.home import ClusterHome, ClusterSettings

# A file of one line; what is longer is no password.
_LONGEST = 4096


def credentials(home: ClusterHome, settings: ClusterSettings) -> tuple[str, str] | None:
    """The user and the password, None for an address without a user.

    Raises StoreError, saying what to do, when there is no password or its file cannot be trusted.
    """
    if home.user is None:
        return None
    if settings.password is not None:
        return home.user, settings.password
    if settings.password_file is not None:
        return home.user, _in_file(settings.password_file)
    raise StoreError(
        f"{home}: there is no password for {home.user}: set JUSTICEKB_OPENSEARCH_PASSWORD, or name a file that "
        "holds it "
        "in JUSTICEKB_OPENSEARCH_PASSWORD_FILE"
    )


def _in_file(file: Path) -> str:
    try:
        with file.open("rb") as stream:
            status = os.fstat(stream.fileno())
            held = stream.read(_LONGEST + 1)
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else error
        raise StoreError(f"{file}, the file with the password, cannot be read: {reason}") from error
    if os.name == "posix" and status.st_mode & (stat.S_IRWXG | stat.S_IRWXO):
        raise StoreError(f"{file}, the file with the password, can be used by others: run `chmod 600 {file}`")
    try:
        password = held.decode("utf-8").rstrip("\r\n")
    except UnicodeDecodeError:
        password = ""
    if not password or len(held) > _LONGEST or "\n" in password:
        raise StoreError(f"{file} does not hold a password: a file with one line of text is expected")
    return password
