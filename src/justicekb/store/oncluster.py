"""The stores of a knowledge base on an OpenSearch cluster; `open_stores` loads this when one is asked for."""

from __future__ import annotations

from contextlib import AbstractContextManager
from functools import cached_property
from pathlib import Path

from justicekb.config import Engine
from justicekb.durable import Journal
from justicekb.errors import Diagnostic, QueryError, StoreError
from justicekb.home import ClusterHome, ClusterSettings
from justicekb.store.base import FullText, IndexBusyError, RecordStore
from justicekb.store.opensearch import ClusterBase, ClusterJournal
from justicekb.store.records import Mode
from justicekb.store.stores import Stores, catch_up

_ADVICE = (
    "restore its indexes from a snapshot (docs/cluster.md), or run the documents in again: `justicekb ingest "
    "--force PATH`; "
    "what unfinished runs left behind is taken away by `justicekb rebuild`"
)


class ClusterStores(Stores):
    """The record store and the full-text index on a cluster; neither is opened before it is asked for."""

    damage_advice = _ADVICE

    def __init__(self, base: ClusterBase, *, mode: Mode) -> None:
        self._base = base
        self.folder = Path()
        self.mode = mode
        self._refused = False  # whether this user may not write the index

    @property
    def records(self) -> RecordStore:  # type: ignore[override]  # checked each time
        """The record store; raises StoreError when the indexes are not as they should be."""
        return self._base.records

    @property
    def opened_fulltext(self) -> FullText:
        """The index as it is."""
        self._base.check()
        return self._base.fulltext

    @cached_property
    def fulltext(self) -> FullText:
        """The index, holding what the record store holds; to read, an older state will do where it cannot be "
        "written."""
        fulltext = self.opened_fulltext
        try:
            catch_up(self)
        except StoreError as error:
            if self.mode != "read" or not fulltext.revision:
                raise
            self._refused = not isinstance(error, IndexBusyError)
        return fulltext

    @property
    def engine(self) -> str:
        """The full-text engine of a cluster is its own."""
        return "opensearch"

    def advice(self, passages: int) -> dict[str, str]:
        """What would make searches faster: nothing that we know of."""
        return {}

    def use(self, engine: Engine) -> None:
        """Raises QueryError: a cluster has an engine of its own."""
        message = f"a knowledge base on a cluster searches with OpenSearch; {engine} goes with a folder"
        raise QueryError(Diagnostic(message=message))

    def within(self, seconds: float) -> AbstractContextManager[None]:
        """See `Stores.within`; searches for passages are bounded, too."""
        return self._base.cluster.within(seconds)

    def begin_anew(self) -> None:
        """Begins another index beside the present one, which is searched until the new one is full."""
        self._base.fulltext.renew()

    def mend(self) -> None:
        """Sets indexes up again that are not as they should be, and takes away what unfinished runs left."""
        self._base.mend()

    def journal(self, name: str) -> Journal:
        """Lines that are kept on the cluster."""
        return ClusterJournal(self._base.state, name)

    @property
    def revision(self) -> int:
        """The record store's."""
        return self._base.state.read().revision

    def tied(self) -> object:
        """See `Stores.tied`."""
        mark = self._base.fulltext.mark
        return {"engine": self.engine, "revision": mark.revision, "state": mark.state}

    def tie(self, tied: dict[str, object]) -> None:
        """See `Stores.tie`; entities are counted again, too, so that everybody sees the same base."""
        self._base.settle(str(tied["state"]))

    @property
    def _writable(self) -> bool:
        """Whether the index can be brought up to date, as far as was found out."""
        return not self._refused

    def close(self) -> None:
        """Lets go of the cluster."""
        self._base.close()


def open_on_cluster(home: ClusterHome, settings: ClusterSettings, *, mode: Mode) -> ClusterStores:
    """See `open_stores`."""
    return ClusterStores(ClusterBase(home, settings, writable=mode != "read", create=mode == "create"), mode=mode)


def is_on_cluster(home: ClusterHome, settings: ClusterSettings) -> bool:
    """Whether there is a base at a place of a cluster."""
    return ClusterBase.is_there(home, settings)
