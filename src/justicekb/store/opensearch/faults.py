"""What OpenSearch and its client report, as a sentence that says what to do; nothing of it names a password."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from opensearchpy import exceptions

from justicekb.errors import StoreError
from justicekb.home import ClusterHome

# A node that is full blocks its indexes with this until there is room again (OpenSearch, "Disk-based shard
# allocation", flood stage).
_FULL = ("read-only-allow-delete", "read_only_allow_delete", "flood-stage", "flood stage")
FULL = (
    "its disks are almost full, so that it lets nobody write: free some disk space or add a node, lift the block "
    "(index.blocks.read_only_allow_delete) where it stays, and run the command again; nothing half-written stays"
)


# What a node answers, or is answered for, while it goes.
_CONTEXT = "search_context_missing"
_LEAVING = re.compile(rf"{_CONTEXT}|closed|not_connected|disconnected|no_shard_available|transport_exception", re.I)


@contextmanager
def told(home: ClusterHome) -> Iterator[None]:
    """Turns what the client raises into a StoreError."""
    try:
        yield
    except exceptions.ConnectionTimeout as error:
        raise StoreError(f"{home} does not answer in time; see to the cluster and run the command again") from error
    except exceptions.SSLError as error:
        raise StoreError(
            f"{home}: no secure connection ({_short(error.info)}); name the file with its authority's certificate in "
            "JUSTICEKB_OPENSEARCH_CA, and see that the host's name is the certificate's"
        ) from error
    except exceptions.ConnectionError as error:
        raise StoreError(
            f"{home} cannot be reached ({_short(error.info)}): see that the cluster runs and that host and port "
            "are right"
        ) from error
    except exceptions.TransportError as error:
        raise StoreError(f"{home}: {sentence(_status(error), _reason(error.info) or str(error.error))}") from error
    except exceptions.SerializationError as error:
        raise StoreError(f"{home} answers with something else than OpenSearch does; see what listens there") from error
    except UnicodeEncodeError as error:
        raise StoreError(
            f"{home}: a text holds half of a character (a lone surrogate), which no base can keep"
        ) from error


def is_passing(error: Exception) -> bool:
    """Whether it is over by itself, as when a node is lost and another takes its place."""
    if isinstance(error, exceptions.ConnectionTimeout | exceptions.SSLError):
        return False
    if isinstance(error, exceptions.ConnectionError):
        return True
    if not isinstance(error, exceptions.TransportError):
        return False
    reason = _reason(error.info)
    return passes(_status(error), reason or str(error.error))


def passes(status: int, reason: str) -> bool:
    """The same for a status and a reason, which a bulk request tells for each of its parts."""
    if is_full(reason):
        return False
    return status in (429, 502, 503, 504) or _LEAVING.search(reason) is not None


def has_lost_context(error: BaseException) -> bool:
    """Whether a search cannot go on because the node that kept its place is gone."""
    return isinstance(error, exceptions.TransportError) and _CONTEXT in _reason(error.info)


def is_full(reason: str) -> bool:
    """Whether disks are full, or were."""
    return any(sign in reason for sign in _FULL)


def sentence(status: int, reason: str) -> str:
    """A status and a reason in words."""
    if is_full(reason):
        return FULL
    if "ClusterBlock" in reason or "cluster_block" in reason or "blocked by" in reason:
        return f"its indexes are blocked ({_short(reason)}); lift the block and run the command again"
    if status == 401:
        return (
            "it does not accept the user and password, or they have expired: see to the address's user and to "
            "JUSTICEKB_OPENSEARCH_PASSWORD or the file with the password"
        )
    if status == 403:
        return f"the user may not do this ({_short(reason)}): see docs/cluster.md for the permissions that are needed"
    if status in (502, 503, 504) or "discovered" in reason:
        return (
            f"the cluster is not ready ({_short(reason)}): see that its nodes run and have found one another, then run "
            "the command again"
        )
    if status == 429:
        return "the cluster is overloaded; run the command again later"
    if status == 413:
        return "a document is larger than the cluster takes at once: raise its http.max_content_length"
    return f"the cluster refuses ({status}, {_short(reason)})"


def _status(error: exceptions.TransportError) -> int:
    status = error.status_code
    return status if isinstance(status, int) else 0


def _reason(info: object) -> str:
    """The type and reason of the first cause."""
    if not isinstance(info, Mapping):
        return ""
    error: Any = info.get("error", "")
    if not isinstance(error, Mapping):
        return str(error)
    causes = error.get("root_cause") or [error]
    said = [
        f"{cause.get('type')}: {cause.get('reason')}" for cause in (*causes[:1], error) if isinstance(cause, Mapping)
    ]
    if isinstance(error.get("caused_by"), Mapping):
        said.append(str(error["caused_by"].get("reason")))
    return "; ".join(dict.fromkeys(said))


def _short(said: object) -> str:
    """One line of a length that a terminal shows."""
    text = " ".join(str(said).split())
    return f"{text[:200]}…" if len(text) > 200 else text
