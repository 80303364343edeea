"""What many tests share: the language pipeline and the vocabulary, loaded once, and the gold folder if there is one."""

from __future__ import annotations

from pathlib import Path

import pytest

from justicekb.config import Settings
from justicekb.vocabulary import load

SHARED = Path(__file__).resolve().parents[2] / "shared"


@pytest.fixture(scope="session")
def vocabulary():
    return load()


@pytest.fixture(scope="session")
def nlp():
    from justicekb.extract.nlp import load_pipeline

    return load_pipeline(Settings().model)


@pytest.fixture(scope="session")
def shared():
    if not SHARED.is_dir():
        pytest.skip("no ../shared folder with gold records here")
    return SHARED
