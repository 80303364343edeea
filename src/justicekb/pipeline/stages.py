"""Processor time by stage of an ingest."""

from __future__ import annotations

import time
from collections.abc import Iterator, MutableMapping
from contextlib import contextmanager

# The stages in their order. The first three are spent in the processes that read, the others in the one that writes.
READING, PARSING, EXTRACTING, STORING, INDEXING = (
    "reading files", "language model", "extraction", "storing", "full text",
)  # fmt: skip
STAGES = (READING, PARSING, EXTRACTING, STORING, INDEXING)


@contextmanager
def spent(stages: MutableMapping[str, float], stage: str) -> Iterator[None]:
    """Adds the processor time of this process in a `with` block to a stage, also when the block fails."""
    start = time.process_time()
    try:
        yield
    finally:
        stages[stage] = stages.get(stage, 0.0) + time.process_time() - start
