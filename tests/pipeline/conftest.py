"""Tasks for the executors: processes of this machine and Dask workers are tried on the same ones.

To add a case: what holds for any executor is tried in `test_localpool` and `test_cluster` alike, with `task` and
`readings.answers`; a whole ingest stands in `test_ingest`.
"""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from readings import makes_tasks


@pytest.fixture
def task(tmp_path):
    """Makes tasks that read files with these words."""
    return makes_tasks(tmp_path)
