"""What changes a knowledge base and keeps it sound: reading in, removing, rebuilding, mending."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from justicekb.config import Engine
from justicekb.errors import StoreError
from justicekb.home import DECISIONS_FILE, ClusterHome
from justicekb.knowledge.base import Base

if TYPE_CHECKING:
    from justicekb.pipeline import Options, Outcome, Report
    from justicekb.store.base import RecordStore
    from justicekb.store.records import Salvaged


class Keeping(Base):
    """The side of `KnowledgeBase` that changes what is stored."""

    def ingest(
        self,
        paths: Iterable[Path | str],
        *,
        options: Options | None = None,
        progress: Callable[[Outcome], None] = lambda outcome: None,
        engine: Engine | None = None,
    ) -> Report:
        """Reads files and folders, then brings the full-text index up to date; see `pipeline.ingest`.

        With another `engine` the base is switched over to it first, unless it is a dry run.
        """
        from justicekb.decisions import Decisions
        from justicekb.pipeline import Options, ingest
        from justicekb.pipeline.stages import INDEXING, spent

        chosen = options or Options()
        found = [Path(path) for path in paths]
        if chosen.dry_run:
            return ingest(found, self._store_to_compare(), self.settings, options=chosen, progress=progress)
        self._mode = "create"
        if engine is not None:
            self.stores.use(engine)
        report = ingest(
            found,
            self.stores.records,
            self.settings,
            options=chosen,
            decisions=Decisions(self.stores.journal(DECISIONS_FILE)).standing,
            progress=progress,
        )
        with spent(report.spent, INDEXING):
            self.catch_up()
        return report

    def remove(self, what: str) -> tuple[str, ...]:
        """Forgets a document by its id, or a path; returns the paths that are forgotten with what was read from them.

        A document that was found at other paths, too, stays under those. Raises NotFoundError for what is not known.
        """
        from justicekb.errors import Diagnostic, NotFoundError

        self._mode = "write"
        store = self.stores.records
        by_path = store.by_path(what)
        document = by_path or (store.document(what) if what.startswith("doc-") else None)
        if document is None:
            raise NotFoundError(Diagnostic(message=f"there is no document with the id or path {what}"))
        paths = (what,) if by_path else store.paths(document.id)
        if by_path:
            store.leave(document.id, what)
        else:
            store.remove(document.id)
        self.catch_up()
        return paths

    def _store_to_compare(self) -> RecordStore:
        """The store that a dry run compares with: this one, or an empty one when there is none yet."""
        from justicekb.store.memory import MemoryRecords

        try:
            return self.stores.records
        except StoreError:
            if isinstance(self.settings.home, ClusterHome) and self.exists:
                raise
            return MemoryRecords()

    def catch_up(self) -> None:
        """Indexes what the full-text index does not hold yet."""
        from justicekb.store import catch_up

        catch_up(self.stores)

    def rebuild(self, *, engine: Engine | None = None) -> int:
        """Makes the full-text index again from the records and returns the number of passages.

        Indexes of the records themselves are mended first. With another engine the base is switched over to it.
        Raises StoreError when the records are damaged otherwise, or the engine is not installed.
        """
        from justicekb.store import rebuild

        self._mode = "write"
        self.stores.mend()
        self.require_sound()
        if engine is not None:
            self.stores.use(engine)
        rebuild(self.stores)
        return self.records.counts().passages

    def status(self, *, check: bool = False) -> dict[str, object]:
        """What the knowledge base holds, whether the index holds the same, and what is wrong with it, in words.

        What is counted, and SQLite's quick check, are always compared; `check` reads and compares everything stored.
        """
        found = self.stores.problems(thorough=check)
        counts = self.records.counts()
        return {
            "home": str(self.settings.home),
            "documents": counts.documents,
            "passages": counts.passages,
            "records": counts.records,
            "revision": counts.revision,
            "engine": self.stores.engine,
            "index": self.stores.index_state(),
            "problems": found,
            **({"advice": self.stores.damage_advice} if found else self.stores.advice(counts.passages)),
            **self._missing_files(),
        }

    def require_sound(self) -> None:
        """Raises StoreError, saying what is wrong and what to do, when what is stored is not what was written."""
        if found := self.stores.problems():
            advice = self.stores.damage_advice
            raise StoreError(f"{self.settings.home} is damaged: {'; '.join(found)}. To mend it, {advice}")

    def repair(self) -> Salvaged:
        """Saves the documents that can still be read into a new file; the damaged one is kept beside it."""
        from justicekb.store import salvage

        self.close()
        self.__dict__.pop("stores", None)
        saved = salvage(self.settings.home)
        self._mode = "write"
        self.catch_up()
        return saved

    def _missing_files(self) -> dict[str, object]:
        """Stored paths whose files are gone, seen from the current folder: their number and the first."""
        from justicekb.pipeline import missing

        paths = list(missing(self.records))
        return {"gone": len(paths), "first gone": paths[:3]} if paths else {}
