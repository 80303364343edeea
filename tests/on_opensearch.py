"""Runs tests that use the stores in memory over OpenSearch instead, as they are:

    PYTHONPATH=tests pytest -p on_opensearch -m "not quality" tests/query      or all of it: make cluster

JUSTICEKB_TEST_OPENSEARCH names the folder of a running cluster (`scripts/opensearch-dev --folder DIR up`). There are as
many bases as a test uses at once; those that were written to are emptied with two requests, and all are used again. A
document that a test changes many times before it reads is written when it is read.
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
from justicekb.store.opensearch.fulltext import OpenSearchFullText
from justicekb.store.opensearch.indexes import Indexes
from justicekb.store.opensearch.records import OpenSearchRecords
from justicekb.store.opensearch.state import State
from justicekb.store.words import WORDS_VERSION

SCRIPT = Path(__file__).resolve().parents[1] / "scripts" / "opensearch-dev"
PARTS = ("records", "passages", "state")
SETTINGS = ClusterSettings(replicas=0)

_clean: list[ClusterBase] = []
_used: list[ClusterBase] = []
_made: list[ClusterBase] = []
_lent = _asked = 0


def hosts():
    """The addresses of the cluster's nodes."""
    asked = [sys.executable, str(SCRIPT), "--folder", os.environ["JUSTICEKB_TEST_OPENSEARCH"], "status"]
    told = subprocess.run(asked, capture_output=True, text=True, check=True).stdout
    return ",".join(line.removeprefix("http://") for line in told.split())


def names(base):
    """The indexes of a base."""
    return ",".join(f"{base.cluster.home.prefix}-{part}" for part in PARTS)


def new():
    """A base in indexes of its own; what is written is not forced to the disk before a request is answered."""
    base = ClusterBase(home_of(f"opensearch+http://{hosts()}/suite-{uuid4().hex[:8]}"), SETTINGS, create=True)
    settings = {"index": {"translog.durability": "async", "refresh_interval": "-1"}}
    base.cluster.send("PUT", f"/{names(base)}/_settings", settings)
    _made.append(base)
    return base


def emptied(base):
    """The base without what an earlier test left in it."""
    every = {"query": {"match_all": {}}}
    base.cluster.refresh(names(base))
    base.cluster.send("POST", f"/{names(base)}/_delete_by_query", every, refresh=True, conflicts="proceed")
    State(base.cluster, f"{base.cluster.home.prefix}-state").create(WORDS_VERSION)
    return base


class Lent:
    """A store of a base, which is given back when nobody holds the store any more."""

    def __init__(self, part):
        global _lent
        _lent += 1
        base = _clean.pop() if _clean else emptied(_used.pop()) if _used else new()
        self._back = weakref.finalize(self, _clean.append, base)
        self._base = base
        cluster, prefix = base.cluster, base.cluster.home.prefix
        state = State(cluster, f"{prefix}-state")
        records = OpenSearchRecords(cluster, f"{prefix}-records", state)
        fulltext = OpenSearchFullText(cluster, Indexes(cluster, SETTINGS), state, hold=records.take)
        self._store = {"records": records, "fulltext": fulltext}[part]

    def __getattr__(self, name):
        global _asked
        if self._back.detach():
            self._back = weakref.finalize(self, _used.append, self._base)
            _asked += 1
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
            super().__getattr__("replace")(document, records)
        return super().__getattr__(name)


class FullText(Lent):
    """The full-text index."""

    def __init__(self):
        super().__init__("fulltext")


memory.MemoryRecords, memory.MemoryFullText = Records, FullText  # before any test imports them


def pytest_unconfigure(config):
    """Removes every index that was made, and says how many bases were asked for."""
    told = f"{_asked} bases on OpenSearch were asked, {_lent} lent, in {len(_made)} sets of indexes"
    config.get_terminal_writer().line(told)
    for base in _made:
        for part in PARTS:
            for index in base.cluster.send("GET", f"/{base.cluster.home.prefix}-{part}"):
                base.cluster.send("DELETE", f"/{index}")


def pytest_report_header(config):
    """Says that it is so."""
    return "stores in memory are stores on OpenSearch here"
