"""The suites of searches and questions run over a cluster as they are; see tests/on_opensearch.py for all of them."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

TESTS = Path(__file__).resolve().parents[1]


@pytest.mark.parametrize("suite", ["query/search/test_search.py", "query/questions/test_ask.py"])
def test_a_suite_of_queries_holds_on_a_cluster(opensearch_nodes, suite):
    environment = os.environ | {"JUSTICEKB_TEST_OPENSEARCH": str(opensearch_nodes.folder), "PYTHONPATH": str(TESTS)}
    asked = [sys.executable, "-m", "pytest", "-q", "-x", "-p", "on_opensearch", "-p", "no:cacheprovider"]
    done = subprocess.run(
        [*asked, str(TESTS / suite)], env=environment, cwd=TESTS.parent, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout[-3_000:]
    made = re.search(r"(\d+) bases on OpenSearch were asked", done.stdout)
    assert made is not None
    assert int(made[1]) >= 20, "it does not run on the cluster"
