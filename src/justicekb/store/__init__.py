"""The two stores of a knowledge base: `open_stores(home)` opens them and brings the full-text index up to date.

In a folder SQLite (`knowledge.sqlite`) is the truth, and the index (`fulltext`, or `fulltext-tantivy`) can be thrown
away at any time; on a cluster both are indexes of OpenSearch.
"""

from __future__ import annotations

from importlib import import_module
from typing import cast

from justicekb.errors import StoreError
from justicekb.home import (
    RECORDS_FILE,
    TIE_FILE,
    ClusterHome,
    ClusterSettings,
    Home,
    check_may_become,
    is_base,
)
from justicekb.store.records import Mode, Salvaged, SqliteRecords
from justicekb.store.records import salvage as salvage_records
from justicekb.store.stores import Stores, catch_up, rebuild

__all__ = ["Mode", "Stores", "catch_up", "is_there", "open_stores", "rebuild", "salvage"]


def open_stores(home: Home, *, mode: Mode = "read", cluster: ClusterSettings = ClusterSettings()) -> Stores:  # noqa: B008  # frozen
    """The stores in a place: to read, to write, or to create (made if there is none).

    Raises StoreError, saying why and what to do, when there is none or it cannot be used so, and for a folder that
    holds other things.
    """
    if isinstance(home, ClusterHome):
        return cast("Stores", _on_cluster("open_on_cluster")(home, cluster, mode=mode))
    if mode == "create":
        check_may_become(home)
    return Stores(SqliteRecords(home / RECORDS_FILE, mode=mode), home, mode=mode)


def is_there(home: Home, cluster: ClusterSettings = ClusterSettings()) -> bool:  # noqa: B008  # frozen
    """Whether there is a knowledge base in a place; raises StoreError for a cluster that cannot tell."""
    if isinstance(home, ClusterHome):
        return bool(_on_cluster("is_on_cluster")(home, cluster))
    return is_base(home)


def _on_cluster(name: str):  # type: ignore[no-untyped-def]  # noqa: ANN202  # a function of `oncluster`
    """A function of the module for clusters, whose client is an extra and takes 200 ms to load."""
    try:
        return getattr(import_module("justicekb.store.oncluster"), name)
    except ModuleNotFoundError as error:
        if error.name != "opensearchpy":
            raise
        raise StoreError(
            "a knowledge base on a cluster needs the extra opensearch: run `pip install 'justicekb[opensearch]'`"
        ) from error


def salvage(home: Home) -> Salvaged:
    """Saves the documents of a damaged record store that can still be read; the index is made again from them.

    Raises StoreError for a cluster, which keeps copies of its own.
    """
    if isinstance(home, ClusterHome):
        raise StoreError(
            f"{home}: only a file can be saved in parts; restore the cluster's indexes from a snapshot, or run the "
            "documents in again under another prefix"
        )
    saved = salvage_records(home / RECORDS_FILE)
    (home / TIE_FILE).unlink(missing_ok=True)
    return saved
