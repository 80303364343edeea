"""How to ingest: `Options`."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass, field

from justicekb.ingest.limits import Limits
from justicekb.model import DocumentKind
from justicekb.pipeline.remote import Listings
from justicekb.pipeline.tasks import Executor, Setup


def cores() -> int:
    """The processors that this process may use."""
    try:
        return len(os.sched_getaffinity(0))
    except AttributeError:  # only Linux says which
        return os.cpu_count() or 1


def local_pool(setup: Setup, options: Options) -> Executor:
    """Processes of this machine."""
    from justicekb.pipeline.localpool import LocalPool

    return LocalPool(setup, workers=options.workers)


def cluster(address: str) -> Callable[[Setup, Options], Executor]:
    """What makes the executor of `Options` that uses the workers of the Dask scheduler at `address`."""

    def executor(setup: Setup, options: Options) -> Executor:
        from justicekb.pipeline.daskpool import DaskPool

        return DaskPool(setup, address=address)

    return executor


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """How to ingest: `force` reads known files again, `dry_run` stores nothing, `kind` overrides the kind found.

    `prune` forgets what was read from files that are gone. `workers` is the number of processes that read, `limits`
    what one file may cost, `executor` makes what runs them. `listings` is what stores were found to hold just before,
    so that they are not asked again.
    """

    kind: DocumentKind | None = None
    force: bool = False
    dry_run: bool = False
    prune: bool = False
    workers: int = field(default_factory=cores)
    limits: Limits = field(default_factory=Limits)
    executor: Callable[[Setup, Options], Executor] = local_pool
    listings: Listings = field(default_factory=dict)
