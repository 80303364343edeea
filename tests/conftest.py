"""What many tests share: the language pipeline and the vocabulary, loaded once, and the gold folder if there is one."""

from __future__ import annotations

import contextlib
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from justicekb.config import Settings
from justicekb.pipeline.localpool import LocalPool
from justicekb.vocabulary import load

sys.path.insert(0, str(Path(__file__).parent))  # for `shelves`, which tests of several folders use

# Worker processes take some two seconds to start, so the tests of one session share them.
_POOLS: dict[object, LocalPool] = {}


class _Lent:
    """A pool of the session, lent to one ingest; one that still has work when it is given back is ended."""

    def __init__(self, setup, *, workers):
        self._key = (setup, workers)
        self._pool = _POOLS.setdefault(self._key, LocalPool(setup, workers=workers))

    def __getattr__(self, name):
        return getattr(self._pool, name)

    def close(self):
        if self._pool.busy:
            _POOLS.pop(self._key).close()


@pytest.fixture(scope="session", autouse=True)
def _shared_workers():
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("justicekb.pipeline.localpool.LocalPool", _Lent)
        yield
    while _POOLS:
        _POOLS.popitem()[1].close()


CORPUS = Path(__file__).resolve().parents[1] / "corpus"
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


@pytest.fixture(scope="session")
def sample_home(tmp_path_factory):
    """A folder like a fresh clone after `make demo`: `corpus` and the knowledge base `indexes` made from it."""
    from justicekb.cli import run

    home = tmp_path_factory.mktemp("sample")
    shutil.copytree(CORPUS, home / "corpus")
    with contextlib.chdir(home):
        assert run(["--kb", "indexes", "ingest", "corpus"]) == 0
    return home


@pytest.fixture(scope="session")
def sample_base(sample_home):
    """The folder of a knowledge base that holds the sample corpus."""
    return sample_home / "indexes"


# ── a cluster ────────────────────────────────────────────────────────────────────────────────────────────────

NODES_SCRIPT = Path(__file__).resolve().parents[1] / "scripts" / "opensearch-dev"


@dataclass(frozen=True)
class Nodes:
    """A cluster that runs in a folder; `run` gives `scripts/opensearch-dev` a command and returns what it printed."""

    folder: Path

    def run(self, *command):
        asked = [sys.executable, str(NODES_SCRIPT), "--folder", str(self.folder), *command]
        return subprocess.run(asked, capture_output=True, text=True, check=False)

    def text(self, prefix):
        """What `--kb` takes for a base on these nodes."""
        addresses = [line.removeprefix("http://") for line in self.run("status").stdout.split()]
        return f"opensearch+http://{','.join(addresses)}/{prefix}"


@pytest.fixture(scope="session")
def opensearch_nodes(tmp_path_factory):
    """Three OpenSearch nodes, started once; skips, with the reason, where Java or Maven or the network is missing.

    JUSTICEKB_TEST_OPENSEARCH names the folder of a cluster that runs already, for people who run few tests often.
    """
    running = os.environ.get("JUSTICEKB_TEST_OPENSEARCH")
    nodes = Nodes(Path(running) if running else tmp_path_factory.mktemp("opensearch") / "run")
    started = nodes.run("status") if running else nodes.run("up", "--nodes", "3")
    if started.returncode != 0:
        pytest.skip(started.stderr.strip().splitlines()[-1])
    yield nodes
    if not running:
        nodes.run("down")


def pytest_collection_modifyitems(items):
    """The test that stops a node of the shared cluster comes last: the node does not come back."""
    items.sort(key=lambda item: item.path.name == "test_opensearch_node_loss.py")
