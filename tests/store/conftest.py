"""Lets the tests of the stores share `samples`, and bases on a cluster that are emptied and not made for each test.

To add a case: what every store must do goes into `test_contract.py` (records) or `test_fulltext.py` (full text), which
run over all of them with `store.memory` as the specification; documents to find things in are made by `samples`. What
only one store has goes into a file of its own. A new store is one more parameter of the two suites.
"""

from __future__ import annotations

import sys
from pathlib import Path
from uuid import uuid4

import pytest

sys.path.insert(0, str(Path(__file__).parent))


@pytest.fixture(scope="session")
def opensearch_home(opensearch_nodes):
    """A place on the cluster for the tests of this folder."""
    from justicekb.home import home_of

    return home_of(opensearch_nodes.text(f"tests-{uuid4().hex[:8]}"))


@pytest.fixture
def opensearch_base(opensearch_home):
    """Opens an empty base on the cluster: what another test left in it is taken away."""
    from justicekb.home import ClusterSettings
    from justicekb.store.opensearch import ClusterBase
    from justicekb.store.words import WORDS_VERSION

    opened = []

    def empty(**options):
        base = ClusterBase(opensearch_home, ClusterSettings(shards=2, replicas=0), create=True, **options)
        opened.append(base)
        for part in ("records", "passages", "state"):
            index = f"{opensearch_home.prefix}-{part}"
            base.cluster.refresh(index)
            hits = base.cluster.search(index, {"size": 10_000, "query": {"match_all": {}}, "_source": False})["hits"]
            ids = [
                ({"_id": hit["_id"]} | ({"routing": hit["_routing"]} if "_routing" in hit else {}))
                for hit in hits["hits"]
            ]
            base.cluster.bulk(index, [{"delete": one} for one in ids])
            base.cluster.refresh(index)
        base.state.create(WORDS_VERSION)
        return base

    yield empty
    for base in opened:
        base.close()
