"""Documents read in the background, one job after the other, with what became of each file."""

from __future__ import annotations

import logging
import threading
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from typing import Literal

from justicekb.errors import JusticeKBError
from justicekb.pipeline import Outcome, Report
from justicekb.web.bases import Bases

log = logging.getLogger(__name__)


@dataclass(slots=True)
class Job:
    """Files to read and what became of them; `state` goes from waiting over reading to done or failed."""

    number: int
    paths: tuple[Path, ...]
    state: Literal["waiting", "reading", "done", "failed"] = "waiting"
    outcomes: list[Outcome] = field(default_factory=list)
    report: Report | None = None
    problem: str | None = None
    finished: threading.Event = field(default_factory=threading.Event, repr=False)

    @property
    def over(self) -> bool:
        """Whether nothing more will happen."""
        return self.state in ("done", "failed")

    def row(self) -> dict[str, object]:
        """The job as plain values."""
        return {
            "number": self.number,
            "state": self.state,
            "over": self.over,
            "files": len(self.outcomes),
            "problem": self.problem,
            "outcomes": [
                {"path": Path(o.path).name, "status": o.status, "document": o.document, "title": o.title,
                 "records": o.records, "reason": o.reason}
                for o in list(self.outcomes)
            ],
        }  # fmt: skip


class Jobs:
    """The jobs of one server; each runs in a thread of its own, and waits for the one before it."""

    def __init__(self, bases: Bases) -> None:
        self._bases = bases
        self._numbers = count(1)
        self.all: dict[int, Job] = {}

    def start(self, paths: Sequence[Path]) -> Job:
        """Begins to read files and folders."""
        job = Job(next(self._numbers), tuple(paths))
        self.all[job.number] = job
        threading.Thread(target=self._run, args=(job,), name=f"ingest-{job.number}", daemon=True).start()
        return job

    def _run(self, job: Job) -> None:
        try:
            with self._bases.writing() as base:
                job.state = "reading"
                job.report = base.ingest(job.paths, progress=job.outcomes.append)
            job.state = "done"
        except JusticeKBError as error:
            job.problem, job.state = str(error), "failed"
        except Exception as error:  # a thread has nobody above it; the fault is logged and shown
            log.exception("job %d", job.number)
            job.problem, job.state = f"justicekb failed on it ({type(error).__name__})", "failed"
        finally:
            job.finished.set()
