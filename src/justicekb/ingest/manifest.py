"""`manifest.csv` of an ingested folder: what a person says about its files, one row a file; it wins over the files.

Columns: `path` (relative to the folder, with /), and any of title, authors (separated by ";"), publisher,
published, period, retrieved (EDTF), url, doi, kind, language. Empty cells say nothing.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from types import MappingProxyType
from typing import get_args

from justicekb.edtf import Edtf
from justicekb.errors import SourceError, ValueFormatError
from justicekb.ingest.encoding import decode
from justicekb.ingest.source import Given
from justicekb.model import Author, DocumentKind

NAME = "manifest.csv"
COLUMNS = (
    "path", "title", "authors", "publisher", "published", "period", "retrieved", "url", "doi", "kind", "language",
)  # fmt: skip
_DATES = ("published", "period", "retrieved")
_KINDS: tuple[str, ...] = get_args(DocumentKind)


@dataclass(frozen=True, slots=True)
class Manifest:
    """What is said about the files of a folder; an empty manifest says nothing."""

    folder: Path
    rows: Mapping[str, Given] = field(default_factory=lambda: MappingProxyType({}))

    def for_path(self, path: Path) -> Given:
        """What is said about a file, given by its path (inside the folder, absolute or relative to it)."""
        inside = path.relative_to(self.folder) if path.is_relative_to(self.folder) else path
        return self.rows.get(inside.as_posix(), Given())


def load(folder: Path) -> Manifest:
    """The manifest of a folder, an empty one when there is no `manifest.csv`; raises SourceError as `parsed` does."""
    file = folder / NAME
    if not file.is_file():
        return Manifest(folder)
    return parsed(file.read_bytes(), str(file), folder, is_file=lambda inside: (folder / inside).is_file())


def parsed(data: bytes, file: str, folder: Path, *, is_file: Callable[[str], bool]) -> Manifest:
    """The manifest in the bytes of a `file`; `is_file` tells whether the folder has a file of that path.

    Raises SourceError, naming the line, for an unknown or missing column, a path that is not there or stands
    twice, a date that is not EDTF, an unknown kind and a language that is no ISO 639-1 code.
    """
    text, _ = decode(data)
    rows = csv.reader(text.removeprefix("\ufeff").splitlines())
    header = [name.strip().lower() for name in next(rows, [])]
    _check_header(file, header)
    found: dict[str, Given] = {}
    for cells in rows:
        if not any(cell.strip() for cell in cells):
            continue
        path, given = _row(file, rows.line_num, header, cells)
        if not any(is_file(str(place)) for place in (PurePosixPath(path), *PurePosixPath(path).parents)):
            raise _fault(file, rows.line_num, f"there is no file {path!r}")  # nor a container that might hold it
        if path in found:
            raise _fault(file, rows.line_num, f"{path!r} stands there twice")
        found[path] = given
    return Manifest(folder, MappingProxyType(found))


def _fault(file: str, line: int, what: str) -> SourceError:
    return SourceError(file, f"line {line}: {what}")


def _check_header(file: str, header: list[str]) -> None:
    unknown = [name for name in header if name not in COLUMNS]
    if unknown:
        raise _fault(file, 1, f"unknown column {', '.join(map(repr, unknown))}; known are {', '.join(COLUMNS)}")
    if "path" not in header:
        raise _fault(file, 1, "there is no column 'path'")
    if len(set(header)) < len(header):
        raise _fault(file, 1, "a column stands there twice")


def _row(file: str, line: int, header: list[str], cells: list[str]) -> tuple[str, Given]:
    if len(cells) > len(header):
        raise _fault(file, line, f"{len(cells)} cells under {len(header)} columns; a comma inside a cell needs quotes")
    said = {name: value.strip() for name, value in zip(header, cells, strict=False) if value.strip()}
    path = _path(file, line, said.pop("path", ""))
    if (kind := said.get("kind")) and kind not in _KINDS:
        raise _fault(file, line, f"unknown kind {kind!r}; known are {', '.join(_KINDS)}")
    if (language := said.get("language")) and not (len(language) == 2 and language.isalpha() and language.islower()):
        raise _fault(file, line, f"{language!r} is no two-letter language code")
    values: dict[str, object] = {name: value for name, value in said.items() if name not in (*_DATES, "authors")}
    values |= {name: _date(file, line, name, said[name]) for name in _DATES if name in said}
    if "authors" in said:
        values["authors"] = tuple(Author(name=n) for a in said["authors"].split(";") if (n := a.strip()))
    return path, Given(**values)  # type: ignore[arg-type]  # names and types were checked above


def _path(file: str, line: int, path: str) -> str:
    if not path:
        raise _fault(file, line, "no path")
    inside = PurePosixPath(path.replace("\\", "/"))
    if inside.is_absolute() or ".." in inside.parts:
        raise _fault(file, line, f"{path!r} lies outside the folder")
    return inside.as_posix()


def _date(file: str, line: int, name: str, value: str) -> Edtf:
    try:
        return Edtf(value)
    except ValueFormatError as error:
        raise _fault(file, line, f"{name}: {error}") from error
