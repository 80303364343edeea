"""From files to the record store: one document a transaction, failures counted and named in a `Report`.

Files are looked into and read by an `Executor` (worker processes of this machine, or another one); only this process
writes. What was stored stays stored whatever happens to the files after it, and running again goes on where the last
run stopped: known bytes at a known path are skipped without being read again.
"""

from __future__ import annotations

import logging
import traceback
from collections.abc import Callable, Iterable, Sequence
from contextlib import closing
from pathlib import Path

from justicekb.config import Settings
from justicekb.decisions import Decision, apply
from justicekb.errors import StoreError
from justicekb.ingest.limits import Limits
from justicekb.pipeline.feed import Feed, files_to_read
from justicekb.pipeline.intake import Intake
from justicekb.pipeline.options import Options, cluster, cores
from justicekb.pipeline.outcomes import Outcome, Report, failed
from justicekb.pipeline.remote import found_in, listings_of
from justicekb.pipeline.stages import STORING, spent
from justicekb.pipeline.tasks import Answer, Setup, records_of_answer
from justicekb.pipeline.whereabouts import gone, missing
from justicekb.store.base import RecordStore

__all__ = ["Limits", "Options", "Outcome", "Report", "cluster", "cores", "found_in", "ingest", "listings_of", "missing"]

log = logging.getLogger(__name__)
logging.getLogger("justicekb").addHandler(logging.NullHandler())  # tracebacks go where a log is kept, not to the user


def ingest(
    paths: Iterable[Path],
    store: RecordStore,
    settings: Settings,
    *,
    options: Options | None = None,
    decisions: Sequence[Decision] = (),
    progress: Callable[[Outcome], None] = lambda outcome: None,
) -> Report:
    """Reads files and folders into the store and tells `progress` each outcome as it comes.

    `decisions` are applied to what is extracted before it is stored. Raises StoreError when the store cannot be
    written or nothing can be read at all (a missing language model).
    """
    chosen, named = options or Options(), list(paths)
    report = Report()

    def note(outcome: Outcome) -> None:
        report.add(outcome)
        if outcome.trace:
            log.error("%s: %s\n%s", outcome.path, outcome.reason or "; ".join(outcome.warnings), outcome.trace)
        progress(outcome)

    setup = Setup.of(settings, chosen.limits)
    with closing(Intake(store, chosen)) as intake, closing(chosen.executor(setup, chosen)) as executor:
        feed = Feed(files_to_read(named, chosen), intake, chosen, note)
        while True:
            while executor.has_room and (task := feed.next()) is not None:
                executor.submit(task)
            if not feed.waits:
                break
            answer = executor.wait()
            for stage, seconds in answer.spent.items():
                report.spent[stage] = report.spent.get(stage, 0.0) + seconds
            with spent(report.spent, STORING):
                _take(answer, feed, _Shelf(store, chosen, decisions), note)
        for outcome in intake.copies():
            note(outcome)
    for outcome in gone(named, store, forget=chosen.prune and not chosen.dry_run):
        note(outcome)
    return report


def _take(answer: Answer, feed: Feed, shelf: _Shelf, note: Callable[[Outcome], None]) -> None:
    if answer.fault is not None:
        raise StoreError(answer.fault)
    path = feed.path_of(answer)
    if path is None:
        feed.take(answer)
    else:
        note(shelf.put(answer, path))


class _Shelf:
    """Puts what was read into the store."""

    def __init__(self, store: RecordStore, options: Options, decisions: Sequence[Decision]) -> None:
        self._store = store
        self._options = options
        self._decisions = decisions

    def put(self, answer: Answer, path: str) -> Outcome:
        """The outcome of one document; a fault of ours costs it alone, one of the store's ends the run."""
        document = answer.document
        if document is None:
            return failed(path, answer.reason or "it could not be read", answer.trace)
        try:
            records = apply(records_of_answer(answer), self._decisions)
            if not self._options.dry_run:
                self._store.replace(document, records)
        except StoreError:
            raise
        except Exception as error:  # noqa: BLE001  # one bad document must not sink the folder
            reason = f"justicekb failed to store it ({type(error).__name__}: {error})"
            return failed(path, reason, traceback.format_exc())
        return Outcome(
            path=path,
            status="read",
            document=document.id,
            kind=document.kind,
            title=document.title,
            records=len(records),
            notes=document.notes,
            trace=answer.trace,
        )
