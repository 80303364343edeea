"""What becomes of the files of an ingest: an `Outcome` for each, counted in a `Report`."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal, get_args

from justicekb.model import DocumentKind

Status = Literal["read", "unchanged", "duplicate", "moved", "failed", "left_out", "gone", "forgotten"]
# Outcomes that are no files of this run: left out by rule, or stored and no longer there.
_NO_FILES: tuple[Status, ...] = ("left_out", "gone", "forgotten")


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What became of one file, or of one member of an archive; `reason` says why it failed or was left out by rule.

    "moved" is known bytes at a new path whose old one is gone; "gone" is a stored path in a folder of the run whose
    file is no longer there, "forgotten" one that was taken out of the base.

    `trace` is the traceback of a fault of ours, for the log and for `--verbose`.
    """

    path: str
    status: Status
    document: str | None = None
    kind: DocumentKind | None = None
    title: str | None = None
    records: int = 0
    reason: str | None = None
    notes: tuple[str, ...] = ()
    trace: str | None = None

    @property
    def warnings(self) -> tuple[str, ...]:
        """The notes that a person should look at; the others give reasons for choices."""
        from justicekb.ingest.candidates import is_reason

        return tuple(note for note in self.notes if not is_reason(note))


@dataclass(slots=True)
class Report:
    """The outcomes of an ingest, counted; failures and warnings are kept, the rest only as numbers.

    `spent` are seconds of processor time by stage (`pipeline.stages`), those of all processes together.
    """

    counts: dict[Status, int] = field(default_factory=lambda: dict.fromkeys(get_args(Status), 0))
    records: int = 0
    failures: list[Outcome] = field(default_factory=list)
    noted: list[Outcome] = field(default_factory=list)
    spent: dict[str, float] = field(default_factory=dict)
    gone: list[Outcome] = field(default_factory=list)

    def add(self, outcome: Outcome) -> None:
        """Counts an outcome."""
        self.counts[outcome.status] += 1
        self.records += outcome.records
        if outcome.status == "failed":
            self.failures.append(outcome)
        elif outcome.status == "gone":
            self.gone.append(outcome)
        elif outcome.warnings:
            self.noted.append(outcome)

    @property
    def files(self) -> int:
        """How many files there were, without those left out by rule."""
        return sum(count for status, count in self.counts.items() if status not in _NO_FILES)


def failed(path: str, reason: str, trace: str | None = None) -> Outcome:
    """The outcome of a file that cannot be read."""
    return Outcome(path=path, status="failed", reason=reason, trace=trace)
