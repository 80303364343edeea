"""Opens a base on a cluster: to read, to write, or to create; and mends how its indexes are set up."""

from __future__ import annotations

from contextlib import suppress
from functools import cached_property

from justicekb.errors import StoreError
from justicekb.home import ClusterHome, ClusterSettings
from justicekb.store.opensearch.client import PATIENCE, Cluster
from justicekb.store.opensearch.fulltext import OpenSearchFullText
from justicekb.store.opensearch.indexes import Found, Indexes
from justicekb.store.opensearch.mappings import FORMAT, PARTS
from justicekb.store.opensearch.records import OpenSearchRecords
from justicekb.store.opensearch.state import LEASE, Base, State
from justicekb.store.words import WORDS_VERSION


class ClusterBase:
    """The stores of one base on a cluster.

    `writable` asks for a base that can be written to, `create` makes it if there is none, `waiting` waits for another
    writer. Raises StoreError, saying why and what to do, when the cluster or what is there cannot be used so.
    """

    def __init__(
        self,
        home: ClusterHome,
        settings: ClusterSettings,
        *,
        writable: bool = False,
        create: bool = False,
        lease: float = LEASE,
    ) -> None:
        self.cluster = Cluster(home, settings)
        try:
            self._indexes = Indexes(self.cluster, settings)
            self._indexes.check_cluster()
            self._found = self._indexes.look()
            self.state = State(self.cluster, self._indexes.alias("state"), lease=lease, waiting=writable or create)
            self._base = self._made() if create else self._there()
        except BaseException:
            self.cluster.close()
            raise
        self.cluster.patience = PATIENCE

    def _there(self) -> Base:
        """The base that is there."""
        home, found = self.cluster.home, self._found
        if not found.behind:
            raise StoreError(
                f"{home} holds no knowledge base: run `justicekb ingest PATH` first, or choose another --kb"
            )
        base = None if "state" in found.missing else self.state.find()
        if base is None:
            raise StoreError(
                f"{home} is set up by half (indexes without the base's own entry): run `justicekb ingest PATH` "
                "to finish "
                "it, or restore it from a snapshot if it held documents"
            )
        if "records" in found.missing:
            raise StoreError(f"{home}: the index of records is gone; restore {home.prefix}-records from a snapshot")
        return base

    def _made(self) -> Base:
        """The base, made if there is none; its own entry is written last."""
        base = None if "state" in self._found.missing else self.state.find()
        if base is None:
            if "records" not in self._found.missing and self._holds_documents():
                raise StoreError(
                    f"{self.cluster.home}: there are documents without the base's own entry; restore "
                    f"{self.cluster.home.prefix}-state from a snapshot, or choose another prefix"
                )
            for part in self._found.missing:
                self._indexes.create(part)
            self._found = self._indexes.look()
            with suppress(StoreError):  # another process just made it
                self.state.create(WORDS_VERSION)
        return self._there()

    def _holds_documents(self) -> bool:
        query = {"query": {"term": {"unit": "document"}}}
        return bool(self.cluster.send("POST", f"/{self._indexes.alias('records')}/_count", query).get("count"))

    @staticmethod
    def is_there(home: ClusterHome, settings: ClusterSettings) -> bool:
        """Whether there is a base; raises StoreError for a cluster that cannot tell."""
        cluster = Cluster(home, settings)
        try:
            return State(cluster, f"{home.prefix}-state").find() is not None
        finally:
            cluster.close()

    # ── how it is set up ─────────────────────────────────────────────────────────────────────────────────

    @property
    def faults(self) -> list[str]:
        """What is wrong with how its indexes are set up, in words."""
        found = [text for part in PARTS if (text := self._found.faults.get(part))]
        if "passages" in self._found.missing:
            found.append("the index of passages is gone")
        return found

    def check(self) -> None:
        """Raises StoreError, saying what to do, unless the indexes are as this justicekb made them."""
        if self.faults:
            raise StoreError(
                f"{self.cluster.home}: {'; '.join(self.faults)}. `justicekb rebuild` makes the indexes anew and "
                "keeps what "
                "they hold"
            )
        old = [part for part, format_ in self._found.formats.items() if format_ < FORMAT]
        if old:
            raise StoreError(f"{self.cluster.home} was made by an older justicekb: run `justicekb rebuild` once")
        newer = [part for part, format_ in self._found.formats.items() if format_ > FORMAT]
        if newer:
            raise StoreError(
                f"{self.cluster.home}: its indexes were made by a newer justicekb: update justicekb, or choose "
                "another prefix"
            )
        if self._base.words != WORDS_VERSION:
            raise StoreError(f"{self.cluster.home} was indexed by another justicekb: run `justicekb rebuild` once")

    def set_up_again(self) -> None:
        """Copies indexes that are not as this justicekb and the settings would make them into new ones."""
        if any(format_ > FORMAT for format_ in self._found.formats.values()):
            self.check()
        if self._found.faults or any(self._indexes.must_be_copied(self._found, part) for part in self._found.behind):
            self._opened_records.take()
            for part in ("state", "records"):
                if self._indexes.must_be_copied(self._found, part):
                    self._indexes.copy(part, self._found.behind[part])
        if "passages" in self._found.missing:
            self._indexes.create("passages")
        self._indexes.settle_replicas(self._indexes.look())
        self._found = self._looked()

    def _looked(self) -> Found:
        """What there is now; passages are made anew by who calls, so that their faults count no more."""
        found = self._indexes.look()
        found.faults.pop("passages", None)
        found.formats.pop("passages", None)
        return found

    def mend(self) -> None:
        """Sets up again what is not as it should be, takes away what unfinished runs left, counts entities again."""
        self.set_up_again()
        records = self._opened_records
        records.take()
        if self._base.words != WORDS_VERSION:
            records.read_words_again(WORDS_VERSION)
        records.sweep()
        records.count_again()
        self._base = self.state.read()

    def settle(self, state: str) -> None:
        """Counts entities, notes which state of the records passages were made of, and lets others write."""
        self._opened_records.settle()
        self.fulltext.tie(state)
        self.state.forget_before(self.fulltext.mark.revision)
        self.state.release()

    # ── its parts ────────────────────────────────────────────────────────────────────────────────────────

    @cached_property
    def _opened_records(self) -> OpenSearchRecords:
        return OpenSearchRecords(self.cluster, self._indexes.alias("records"), self.state)

    @property
    def records(self) -> OpenSearchRecords:
        """The record store; raises StoreError when its index is not as it should be."""
        self.check()
        return self._opened_records

    @cached_property
    def fulltext(self) -> OpenSearchFullText:
        """The full-text index as it is."""
        return OpenSearchFullText(self.cluster, self._indexes, self.state, hold=self._opened_records.take)

    def close(self) -> None:
        """Lets go of the cluster."""
        self.fulltext.close()
        self._opened_records.close()
