"""Files in object stores and on other machines, named by an address such as `s3://bucket/reports`, through fsspec.

Nothing here is reached unless a person names such an address. Credentials come from where the store's own programs
look for them (environment, configuration files); an address that holds a password is refused, because addresses are
stored and shown.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

from justicekb.discover import MANIFEST, Found, FoundFile, LeftOut, discover
from justicekb.errors import SourceError
from justicekb.ingest.manifest import Manifest, parsed

# Protocol -> the package that fsspec needs for it (https://filesystem-spec.readthedocs.io, "Built-in implementations"
# and "Other known implementations"). Web pages are none of them: they are saved first, with what belongs to them.
STORES = {
    "s3": "s3fs", "gs": "gcsfs", "gcs": "gcsfs", "az": "adlfs", "abfs": "adlfs",
    "sftp": "paramiko", "hdfs": "pyarrow", "webhdfs": "requests",
}  # fmt: skip
# Bytes of a manifest.
_LARGEST = 100_000_000
# What was listed at addresses.
Listings = dict[str, tuple[Found, ...]]
# A path object keeps one slash of the two.
_ADDRESS = re.compile(rf"({'|'.join(STORES)}):/{{1,2}}(?=[^/])")


def is_remote(path: str) -> bool:
    """Whether a path, as it is stored or as a `Path` holds it, is an address of a store."""
    return _ADDRESS.match(path) is not None


def address(path: Path | str) -> str:
    """The address that a path stands for, with both slashes."""
    text = path if isinstance(path, str) else path.as_posix()
    return _ADDRESS.sub(r"\1://", text, count=1)


def found_in(paths: Iterable[Path], listings: Listings | None = None) -> Iterator[Found]:
    """The files behind paths and addresses, in a fixed order, and what is not read with the reason.

    A store is asked what it holds unless `listings` tells.
    """
    for path in paths:
        if not is_remote(path.as_posix()):
            yield from discover([path])
        elif listings and (url := address(path)) in listings:
            yield from listings[url]
        else:
            yield from _listed(address(path))


def listings_of(paths: Iterable[Path]) -> Listings:
    """What stores hold at the addresses among the paths: who counts files before they are read lists them once."""
    return {url: tuple(_listed(url)) for url in (address(path) for path in paths if is_remote(path.as_posix()))}


def content(url: str, most: int) -> bytes:
    """The bytes of a file; raises SourceError when it cannot be read or is larger than `most` bytes."""
    try:
        files, path = _store(url)
        with files.open(path, "rb") as stream:
            data: bytes = stream.read(most + 1)
    except Exception as error:  # each store raises errors of its own
        raise SourceError(url, f"cannot be read: {_words(error)}") from error
    if len(data) > most:
        raise SourceError(url, f"larger than {most / 1e6:,g} MB (--max-size)")
    return data


def stamp(url: str) -> str | None:
    """What changes when the file does, as far as its store tells."""
    with suppress(Exception):
        files, path = _store(url)
        return str(files.ukey(path))
    return None


def manifest(folder: Path) -> Manifest:
    """The manifest of a folder in a store, an empty one without; raises SourceError as `ingest.manifest.load` does."""
    top = address(folder).rstrip("/")
    url = f"{top}/{MANIFEST}"
    try:
        files, path = _store(url)
        if not files.isfile(path):
            return Manifest(folder)
    except Exception as error:  # each store raises errors of its own
        raise SourceError(url, f"cannot be read: {_words(error)}") from error
    inside = path.removesuffix(MANIFEST)
    return parsed(content(url, _LARGEST), url, folder, is_file=lambda name: bool(files.isfile(inside + name)))


def _listed(url: str) -> Iterator[Found]:
    try:
        if "@" in url.partition("://")[2].partition("/")[0] and url.partition("@")[0].count(":") > 1:
            reason = "an address with a password in it would be stored; give the password where the store looks for it"
            yield LeftOut(path=re.sub(r":[^:/@]*@", ":…@", url), reason=reason)
            return
        files, top = _store(url)
        if files.isfile(top):
            yield _found(url, files.size(top), folder=url.rpartition("/")[0])
            return
        listing = files.find(top, detail=True)
    except Exception as error:  # noqa: BLE001  # each store raises errors of its own
        yield LeftOut(path=url, reason=f"cannot be looked at: {_words(error)}")
        return
    if not listing:
        yield LeftOut(path=url, reason="there is no such file or folder")
    for path in sorted(listing):
        inside = path.removeprefix(top).strip("/")
        name = f"{url.rstrip('/')}/{inside}"
        if any(part.startswith(".") for part in inside.split("/")):
            yield LeftOut(path=name, reason="hidden", rule=True)
        elif inside.rpartition("/")[2] == MANIFEST:
            if inside != MANIFEST:
                yield LeftOut(path=name, reason="a manifest counts in the folder that is named", rule=True)
        else:
            yield _found(name, listing[path].get("size") or 0, folder=url)


def _found(url: str, size: int, *, folder: str) -> FoundFile:
    return FoundFile(file=Path(url), path=url, size=size, folder=Path(folder))


def _store(url: str) -> tuple[Any, str]:
    """The store of an address, and the path in it; raises whatever the store does."""
    protocol = url.partition(":")[0]
    try:
        import fsspec

        files, path = fsspec.core.url_to_fs(url, use_listings_cache=False)
    except ImportError as error:
        raise ImportError(f"{protocol}:// needs more: pip install fsspec {STORES[protocol]}") from error
    return files, str(path)


def _words(error: Exception) -> str:
    text = " ".join(str(error).split())
    return text if isinstance(error, ImportError) else f"{type(error).__name__}{': ' if text else ''}{text}"[:300]
