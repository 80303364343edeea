"""The indexes behind a base's aliases: made, held against what they should be, copied when they must change.

An alias (`prefix-records`) is what is asked; behind it stands an index with a number (`prefix-records-1`), so that a
new one can be filled beside the old one and take its place in one step.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from justicekb.errors import StoreError
from justicekb.home import ClusterSettings
from justicekb.store.opensearch.client import Cluster
from justicekb.store.opensearch.mappings import FORMAT, PARTS, creation, fields

Json = dict[str, Any]

# Points in time came with 2.4, and the client speaks to 2 and 3 (opensearch-py, COMPATIBILITY.md).
_OLDEST, _NEWEST = (2, 4), 3
# Seconds that a copying task is waited for between two looks.
_LOOK = 0.2


@dataclass(frozen=True, slots=True)
class Found:
    """The indexes of a base as they are: by part the index behind the alias, and what is wrong with it, in words."""

    behind: dict[str, str] = field(default_factory=dict)
    shards: dict[str, int] = field(default_factory=dict)
    replicas: dict[str, int] = field(default_factory=dict)
    faults: dict[str, str] = field(default_factory=dict)
    formats: dict[str, int] = field(default_factory=dict)

    @property
    def missing(self) -> list[str]:
        """The parts that are not there."""
        return [part for part in PARTS if part not in self.behind]


class Indexes:
    """The indexes of one base on a cluster."""

    def __init__(self, cluster: Cluster, settings: ClusterSettings) -> None:
        self._cluster = cluster
        self._settings = settings
        self._home = cluster.home

    def alias(self, part: str) -> str:
        """The name under which a part is asked."""
        return f"{self._home.prefix}-{part}"

    def check_cluster(self) -> None:
        """Raises StoreError unless an OpenSearch of a version that we speak to answers."""
        told = self._cluster.send("GET", "/", patient=False)
        version = told.get("version")
        number = str(version.get("number", "")) if isinstance(version, dict) else ""
        parts = number.split(".")
        if not isinstance(version, dict) or version.get("distribution") != "opensearch" or not parts[0].isdigit():
            raise StoreError(
                f"{self._home}: what answers there is no OpenSearch; name the address of an OpenSearch cluster"
            )
        if not _OLDEST <= (int(parts[0]), int(parts[1]) if len(parts) > 1 else 0) < (_NEWEST + 1, 0):
            raise StoreError(
                f"{self._home} runs OpenSearch {number}; justicekb works with {_OLDEST[0]}.{_OLDEST[1]} up to "
                f"{_NEWEST}.x"
            )

    def look(self) -> Found:
        """What there is."""
        names = ",".join(self.alias(part) for part in PARTS)
        answer = self._cluster.send("GET", f"/{names}", ignore_unavailable=True)
        found = Found()
        for index, told in answer.items():
            for part in PARTS:
                if self.alias(part) == index:
                    raise StoreError(
                        f"{self._home}: there is an index {index} that is not justicekb's: choose another prefix"
                    )
                if self.alias(part) in told.get("aliases", {}):
                    self._note(found, part, index, told)
        return found

    def _note(self, found: Found, part: str, index: str, told: Json) -> None:
        mapping, settings = told.get("mappings", {}), told.get("settings", {}).get("index", {})
        format_ = mapping.get("_meta", {}).get("justicekb")
        if part in found.behind or not isinstance(format_, int):
            raise StoreError(
                f"{self._home}: {self.alias(part)} leads to {index}, which is not justicekb's alone: take the "
                "alias away, "
                "or choose another prefix"
            )
        found.behind[part] = index
        found.formats[part] = format_
        found.shards[part] = int(settings.get("number_of_shards", 1))
        found.replicas[part] = int(settings.get("number_of_replicas", 0))
        wrong = "; ".join(_differences(fields(part), mapping)) if format_ == FORMAT else ""
        if wrong:
            found.faults[part] = f"the mapping of {index} was changed by hand: {wrong}"

    def create(self, part: str) -> None:
        """Makes the index of a part with its alias, in one step."""
        body = creation(part, self._settings) | {"aliases": {self.alias(part): {}}}
        self._cluster.send("PUT", f"/{self.alias(part)}-1", body)

    def fresh(self, part: str, behind: str) -> str:
        """A new, empty index beside the one behind a part's alias; what an interrupted run left there is taken away."""
        number = int(behind.rpartition("-")[2]) if behind.rpartition("-")[2].isdigit() else 0
        name = f"{self.alias(part)}-{number + 1}"
        self._cluster.send("DELETE", f"/{name}", ignore_unavailable=True)
        self._cluster.send("PUT", f"/{name}", creation(part, self._settings))
        return name

    def exchange(self, part: str, old: str, new: str) -> None:
        """Lets the alias lead to the new index and removes the old one, in one step."""
        alias = self.alias(part)
        actions: list[Json] = [{"add": {"index": new, "alias": alias}}, {"remove_index": {"index": old}}]
        self._cluster.send("POST", "/_aliases", {"actions": actions})

    def copy(self, part: str, behind: str) -> None:
        """Copies a part into a new index with the present mapping and settings, which takes the old one's place."""
        new = self.fresh(part, behind)
        self._cluster.refresh(behind)
        body = {"source": {"index": behind}, "dest": {"index": new}}
        task = self._cluster.send("POST", "/_reindex", body, wait_for_completion=False, refresh=True)["task"]
        done = next(self._waiting(task))
        if failures := done.get("response", {}).get("failures"):
            self._cluster.send("DELETE", f"/{new}")
            raise StoreError(f"{self._home}: {behind} could not be copied: {_cause(failures[0])}")
        there, copied = (self._cluster.send("GET", f"/{index}/_count")["count"] for index in (behind, new))
        if there != copied:
            raise StoreError(f"{self._home}: {copied:,} of {there:,} entries of {behind} were copied; run it again")
        self.exchange(part, behind, new)

    def _waiting(self, task: str) -> Iterator[Json]:
        while True:
            state = self._cluster.send("GET", f"/_tasks/{task}")
            if state.get("completed", True):
                yield state
            time.sleep(_LOOK)

    def settle_replicas(self, found: Found) -> None:
        """Gives every index as many replicas as the settings say, when they do."""
        wanted = self._settings.replicas
        for part, index in found.behind.items():
            if wanted is not None and found.replicas[part] != wanted:
                body = {"index": {"number_of_replicas": wanted}}
                self._cluster.send("PUT", f"/{index}/_settings", body)

    def must_be_copied(self, found: Found, part: str) -> bool:
        """Whether the index of a part is not as the settings and this justicekb would make it."""
        shards = self._settings.shards
        other = part != "state" and shards is not None and found.shards[part] != shards
        return other or part in found.faults or found.formats[part] != FORMAT


def _cause(failure: Json) -> str:
    cause = failure.get("cause", {})
    return f"{cause.get('type')}, {cause.get('reason')}"


def _differences(wanted: Json, mapping: Json) -> Iterator[str]:
    """In which fields a mapping differs from what it should be."""
    if str(mapping.get("dynamic")) != "strict":
        yield "it takes fields that are not listed"
    ours, theirs = dict(_flat(wanted)), dict(_flat(mapping.get("properties", {})))
    for name in sorted(ours.keys() - theirs.keys()):
        yield f"the field {name} is missing"
    for name in sorted(theirs.keys() - ours.keys()):
        yield f"there is a field {name} too many"
    for name in sorted(ours.keys() & theirs.keys()):
        if ours[name] != theirs[name]:
            yield f"the field {name} is of another kind"


def _flat(properties: Json, under: str = "") -> Iterator[tuple[str, Json]]:
    """Every field with what is said of it, fields of fields by their whole name."""
    for name, told in properties.items():
        inner = told.get("properties", {})
        said = {key: str(value) for key, value in told.items() if key != "properties"}
        yield f"{under}{name}", ({"type": "object"} | said if inner else said)
        yield from _flat(inner, f"{under}{name}.")
