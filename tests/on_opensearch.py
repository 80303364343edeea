"""Runs tests that use the stores in memory over OpenSearch instead, as they are:

    PYTHONPATH=tests pytest -p on_opensearch tests/query

JUSTICEKB_TEST_OPENSEARCH names the folder of a running cluster (`scripts/opensearch-dev --folder DIR up`). Bases are
emptied and used again. A document that a test changes many times before it reads is written when it is read.
"""

from __future__ import annotations

import os
import subprocess
import sys
import weakref
from pathlib import Path
from uuid import uuid4

from justicekb.home import ClusterSettings, home_of
from justicekb.store import memory
from justicekb.store.opensearch import ClusterBase
from justicekb.store.words import WORDS_VERSION

SCRIPT = Path(__file__).resolve().parents[1] / "scripts" / "opensearch-dev"
PARTS = ("records", "passages", "state")

_free: list[ClusterBase] = []
_all: list[ClusterBase] = []


def emptied(base):
    """The base without what an earlier test left in it."""
    for part in PARTS:
        index = f"{base.cluster.home.prefix}-{part}"
        base.cluster.refresh(index)
        found = base.cluster.search(index, {"size": 10_000, "query": {"match_all": {}}, "_source": False})
        ids = [(hit["_id"], hit.get("_routing", hit["_id"])) for hit in found["hits"]["hits"]]
        base.cluster.bulk(index, [{"delete": {"_id": id_, "routing": routing}} for id_, routing in ids])
        base.cluster.refresh(index)
    base.state.create(WORDS_VERSION)


def empty_base():
    """An empty base that nobody uses."""
    if _free:
        found = _free.pop()
        found.records.ledger.release()
        emptied(found)
        home = found.cluster.home
        found.close()
    else:
        asked = [sys.executable, str(SCRIPT), "--folder", os.environ["JUSTICEKB_TEST_OPENSEARCH"], "status"]
        told = subprocess.run(asked, capture_output=True, text=True, check=True).stdout
        hosts = ",".join(line.removeprefix("http://") for line in told.split())
        home = home_of(f"opensearch+http://{hosts}/suite-{uuid4().hex[:8]}")
    made = ClusterBase(home, ClusterSettings(replicas=0), create=True)
    _all.append(made)
    return made


class Lent:
    """A store of a base, which is given back when nobody holds the store any more."""

    def __init__(self, part):
        base = empty_base()
        weakref.finalize(self, _free.append, base)
        self._store = getattr(base, part)

    def __getattr__(self, name):
        return getattr(self._store, name)


class Records(Lent):
    """The record store; documents are written when something is read."""

    def __init__(self):
        super().__init__("records")
        self._waiting = {}

    def replace(self, document, records):
        """Remembers the document."""
        self._waiting[document.id] = (document, tuple(records))

    def __getattr__(self, name):
        waiting, self._waiting = self._waiting, {}
        for document, records in waiting.values():
            self._store.replace(document, records)
        return getattr(self._store, name)


class FullText(Lent):
    """The full-text index."""

    def __init__(self):
        super().__init__("fulltext")


memory.MemoryRecords, memory.MemoryFullText = Records, FullText  # before any test imports them


def pytest_unconfigure(config):
    """Removes every index that was made, and says how many bases were asked for."""
    config.get_terminal_writer().line(f"{len(_all)} bases on OpenSearch")
    for home in {base.cluster.home for base in _all}:
        last = next(base for base in _all if base.cluster.home == home)
        for part in PARTS:
            for index in last.cluster.send("GET", f"/{home.prefix}-{part}"):
                last.cluster.send("DELETE", f"/{index}")


def pytest_report_header(config):
    """Says that it is so."""
    return "stores in memory are stores on OpenSearch here"
