"""Requests to a cluster: one place that connects, waits for a lost node's successor, and keeps time limits.

Every request that writes names the documents by their ids, so that one asked twice does no harm.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from typing import Any, TypeVar

import msgspec
from opensearchpy import OpenSearch
from opensearchpy.exceptions import ConnectionError, OpenSearchException, SerializationError
from opensearchpy.serializer import JSONSerializer

from justicekb.errors import StoreError, TimeLimitError
from justicekb.home import ClusterHome, ClusterSettings
from justicekb.store.opensearch.credentials import credentials
from justicekb.store.opensearch.faults import has_lost_context, is_passing, passes, sentence, told

T = TypeVar("T")
Json = dict[str, Any]

# Seconds: a bulk request may wait for a replica's new home for a minute (OpenSearch's own default).
_TIMEOUT = 90.0
# Seconds that a request is asked again while the cluster puts itself in order; a lost node's shards have others as
# primaries within a second or two (measured 2026-11 on three nodes), and a lost manager a successor after some more.
# Who only begins to work with it learns of trouble sooner, and at once that nobody is there.
PATIENCE, BEGINNERS_PATIENCE = 45.0, 4.0
_PAUSES = (0.1, 0.2, 0.4, 0.8, 1.6)
# Bytes of one bulk request; OpenSearch recommends 5 to 15 MB.
_BULK = 5_000_000
# Seconds that one search context stays open between two pages.
_KEPT = "5m"
_PAGE = 500

# The client tells failed requests as warnings; they are told as errors here, in our words.
logging.getLogger("opensearch").addHandler(logging.NullHandler())


class _Answers(JSONSerializer):
    """Decodes answers, which are megabytes where many texts are asked for, in a third of the time."""

    def loads(self, s: str | bytes) -> Any:  # noqa: ANN401  # the client's own
        """See `JSONSerializer`."""
        try:
            return msgspec.json.decode(s)
        except (msgspec.DecodeError, UnicodeError) as error:
            raise SerializationError(s, error) from error


class Cluster:
    """The connection to a cluster; made without a request. Raises StoreError when there is no password for the user."""

    def __init__(self, home: ClusterHome, settings: ClusterSettings) -> None:
        self.home = home
        self.patience = BEGINNERS_PATIENCE
        self._has_answered = False
        self._until: float | None = None
        with told(home):
            self._client = OpenSearch(
                hosts=[_host(host, secure=home.secure) for host in home.hosts],
                http_auth=credentials(home, settings),
                ca_certs=None if settings.authority is None else str(settings.authority),
                max_retries=len(home.hosts),
                timeout=_TIMEOUT,
                pool_maxsize=8,
                http_compress=False,
                serializer=_Answers(),
            )

    def close(self) -> None:
        """Lets go of the connections."""
        self._client.close()

    # ── one request ──────────────────────────────────────────────────────────────────────────────────────

    def send(self, method: str, path: str, body: object = None, **params: object) -> Json:
        """The answer to a request; {} when what it names is not there. Raises StoreError, saying what to do.

        It is asked again while a lost node is replaced, unless `patient` is False, or the node `kept` its place.
        """
        patient, kept = bool(params.pop("patient", True)), bool(params.pop("kept", False))
        with told(self.home):
            return self._patiently(
                lambda: self._send(method, path, body, params),
                lambda error: patient and is_passing(error) and not (kept and has_lost_context(error)),
            )

    def _send(self, method: str, path: str, body: object, params: Mapping[str, object]) -> Json:
        given: dict[str, Any] = {name: _param(value) for name, value in params.items()}
        given["request_timeout"] = self._time_left()
        if method in ("GET", "DELETE"):
            given["ignore"] = 404
        answer = self._client.transport.perform_request(method, path, params=given, body=body)
        if not isinstance(answer, dict):
            return {"found": answer}
        return {} if answer.get("status") == 404 and "error" in answer else answer

    def _patiently(self, ask: Callable[[], T], passes_by: Callable[[Exception], bool]) -> T:
        started = time.monotonic()
        for attempt in range(1_000):
            try:
                found = ask()
                self._has_answered = True
                return found
            except OpenSearchException as error:
                passed = time.monotonic() - started
                absent = isinstance(error, ConnectionError) and not self._has_answered
                if self._until is not None and time.monotonic() > self._until:
                    raise TimeLimitError("it took too long; ask for less, or in other words") from error
                if absent or passed > self.patience or not passes_by(error):
                    raise
                time.sleep(_PAUSES[min(attempt, len(_PAUSES) - 1)])
        raise StoreError(f"{self.home} does not come to rest")

    # ── a time limit ─────────────────────────────────────────────────────────────────────────────────────

    @contextmanager
    def within(self, seconds: float) -> Iterator[None]:
        """What is asked inside raises TimeLimitError once it took longer; limits do not nest."""
        self._until = time.monotonic() + seconds
        try:
            yield
        finally:
            self._until = None

    def _time_left(self) -> float:
        if self._until is None:
            return _TIMEOUT
        left = self._until - time.monotonic()
        if left <= 0:
            raise TimeLimitError("it took too long; ask for less, or in other words")
        return max(left, 0.05)

    # ── documents ────────────────────────────────────────────────────────────────────────────────────────

    def get(self, index: str, id_: str, *, routing: str | None = None, source: str | None = None) -> Json | None:
        """A document with its number of change, as it is now; None when there is none."""
        params: Json = {"routing": routing} if routing else {}
        if source is not None:
            params["_source_includes"] = source
        found = self.send("GET", f"/{index}/_doc/{_quoted(id_)}", **params)
        return found if found.get("found") else None

    def get_all(self, index: str, ids: Mapping[str, str | None], *, without: Sequence[str] = ()) -> dict[str, Json]:
        """Documents by their ids as they are now; `ids` gives each its routing, `without` names fields to leave out."""
        asked = [{"_id": id_} | ({"routing": routing} if routing else {}) for id_, routing in ids.items()]
        params = {"_source_excludes": ",".join(without)} if without else {}
        found = self.send("POST", f"/{index}/_mget", {"docs": asked}, **params) if asked else {}
        return {one["_id"]: one["_source"] for one in found.get("docs", ()) if one.get("found")}

    def put(self, index: str, id_: str, document: Json, **params: object) -> Json:
        """Writes a document in the place of the one with its id."""
        return self.send("PUT", f"/{index}/_doc/{_quoted(id_)}", msgspec.json.encode(document).decode(), **params)

    def refresh(self, index: str) -> None:
        """Lets searches see what was written."""
        self.send("POST", f"/{index}/_refresh")

    def bulk(self, index: str, actions: Iterable[Json]) -> None:
        """Writes and deletes in requests of bounded size; raises StoreError when a part fails for good.

        An action is {"index": {...}, "source": {...}} or {"delete": {...}}, with `_id` and `routing`.
        """
        waiting: list[bytes] = []
        size = 0
        for action in actions:
            lines = _lines(action)
            if size + len(lines) > _BULK and waiting:
                self._bulk(index, waiting)
                waiting, size = [], 0
            waiting.append(lines)
            size += len(lines)
        if waiting:
            self._bulk(index, waiting)

    def _bulk(self, index: str, actions: list[bytes]) -> None:
        started = time.monotonic()
        while actions:
            body = b"".join(actions).decode()
            answer = self.send("POST", f"/{index}/_bulk", body)
            failed = [(at, part) for at, item in enumerate(answer["items"]) if "error" in (part := _part(item))]
            for _, part in failed:
                reason = f"{part['error'].get('type')}: {part['error'].get('reason')}"
                if not passes(part["status"], reason) or time.monotonic() - started > self.patience:
                    raise StoreError(f"{self.home}: {sentence(part['status'], reason)}")
            actions = [actions[at] for at, _ in failed]
            if actions:
                time.sleep(_PAUSES[-1])

    # ── searches ─────────────────────────────────────────────────────────────────────────────────────────

    def search(self, index: str, body: Json, **params: object) -> Json:
        """The answer to a search; never of a part of the shards."""
        given = {"allow_partial_search_results": False, **params}
        return self.send("POST", f"/{index}/_search", msgspec.json.encode(body).decode(), **given)

    def pages(self, index: str, body: Json, *, size: int = _PAGE) -> Iterator[list[Json]]:
        """The hits of a search in the order of its `sort`, a page at a time, however many there are.

        All pages are of one state of the index (a point in time), unless the first holds everything.
        """
        asked = {**body, "size": size, "track_total_hits": False}
        first = self.search(index, asked)["hits"]["hits"]
        if len(first) < size:
            if first:
                yield first
            return
        opened = self._point(index)
        try:
            while True:
                try:
                    page = self._page(opened, asked)
                except StoreError as error:
                    if not has_lost_context(error.__cause__ or error):
                        raise
                    opened = self._point(index)  # of a state a little later, with the same order
                    continue
                if page:
                    yield page
                if len(page) < size:
                    return
                asked = {**asked, "search_after": page[-1]["sort"]}
        finally:
            with suppress(StoreError):  # it ends by itself
                self.send("DELETE", "/_search/point_in_time", {"pit_id": [opened]}, patient=False)

    def _point(self, index: str) -> str:
        return str(self.send("POST", f"/{index}/_search/point_in_time", keep_alive=_KEPT)["pit_id"])

    def _page(self, opened: str, asked: Json) -> list[Json]:
        body = msgspec.json.encode({**asked, "pit": {"id": opened, "keep_alive": _KEPT}}).decode()
        hits: list[Json] = self.send("POST", "/_search", body, kept=True, allow_partial_search_results=False)["hits"][
            "hits"
        ]
        return hits


def _host(host: str, *, secure: bool) -> Json:
    name, _, port = host.rpartition(":")
    return {"host": name.strip("[]"), "port": int(port), "use_ssl": secure}


def _param(value: object) -> object:
    return str(value).lower() if isinstance(value, bool) else value


def _quoted(id_: str) -> str:
    """An id in a path; ours are of letters, digits, colons and dashes."""
    return id_.replace("%", "%25").replace("/", "%2F").replace("?", "%3F").replace("#", "%23").replace(" ", "%20")


def _lines(action: Json) -> bytes:
    given = dict(action)
    source = given.pop("source", None)
    head = msgspec.json.encode(given) + b"\n"
    return head if source is None else head + msgspec.json.encode(source) + b"\n"


def _part(item: Json) -> Json:
    """What became of one action."""
    part: Json = next(iter(item.values()))
    return part
