"""Saved searches and questions: run again, they say what is new, gone, changed or newly disputed.

They are kept in `watches.jsonl` inside the knowledge base, one JSON object a line, with what was last seen.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, Protocol

import msgspec

from justicekb.durable import Journal
from justicekb.errors import Diagnostic, NotFoundError, QueryError, StoreError
from justicekb.findings import Answer
from justicekb.query.search import SearchResult

# Passages of a saved search that are remembered; what ranks lower is no news to anyone.
REMEMBERED = 200


class Watch(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """A saved search or question. `seen` are passage ids, or the values of the answer; `status` that of the answer."""

    name: str
    kind: Literal["search", "ask"]
    query: str
    seen: tuple[str, ...] = ()
    status: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class News:
    """What changed since a watch was last run; `now` is the result as it is."""

    watch: Watch
    new: tuple[str, ...]
    gone: tuple[str, ...]
    was: str | None
    now: SearchResult | Answer

    @property
    def newly_disputed(self) -> bool:
        """Whether sources disagree that did not before."""
        return isinstance(self.now, Answer) and self.now.status == "disputed" and self.was != "disputed"

    @property
    def any(self) -> bool:
        """Whether there is anything to tell."""
        return bool(self.new or self.gone or self.newly_disputed)


class Asked(Protocol):
    """What runs the searches and questions: a knowledge base."""

    def search(self, query: str, *, limit: int) -> SearchResult:
        """Ranked passages."""

    def ask(self, question: str) -> Answer:
        """An answer."""


class Watches:
    """The saved searches and questions of one knowledge base, by name."""

    def __init__(self, journal: Journal, base: Asked) -> None:
        self._journal = journal
        self._base = base
        self._all = {watch.name: watch for watch in self._read()}

    def __iter__(self) -> Iterator[Watch]:
        return iter(self._all.values())

    def add(self, name: str, kind: Literal["search", "ask"], query: str) -> News:
        """Saves a search or question under a new name and remembers what it finds now.

        Raises QueryError when the name is taken or the search cannot be parsed.
        """
        if name in self._all:
            raise QueryError(Diagnostic(message=f"there is a saved search or question {name!r} already"))
        return self._run(Watch(name=name, kind=kind, query=query))

    def remove(self, name: str) -> None:
        """Forgets a saved search or question."""
        del self._all[self._named(name).name]
        self._write()

    def run(self, names: Sequence[str] = ()) -> Iterator[News]:
        """Runs them again, all without names, and remembers what they find now."""
        for watch in [self._named(name) for name in names] or list(self):
            yield self._run(watch)

    def _run(self, watch: Watch) -> News:
        now, seen, status = _RUNS[watch.kind](self._base, watch.query)
        news = News(
            watch=watch,
            new=tuple(item for item in seen if item not in watch.seen),
            gone=tuple(item for item in watch.seen if item not in seen),
            was=watch.status,
            now=now,
        )
        self._all[watch.name] = msgspec.structs.replace(watch, seen=seen, status=status)
        self._write()
        return news

    def _named(self, name: str) -> Watch:
        if name not in self._all:
            raise NotFoundError(Diagnostic(message=f"there is no saved search or question {name!r}"))
        return self._all[name]

    def _read(self) -> Iterator[Watch]:
        for number, line in enumerate(self._journal.lines(), 1):
            try:
                yield msgspec.json.decode(line, type=Watch)
            except msgspec.MsgspecError as error:
                raise StoreError(
                    f"{self._journal.name}, line {number}: {error}; mend the line or take it out"
                ) from error

    def _write(self) -> None:
        self._journal.write([msgspec.json.encode(watch) for watch in self])


def _search(base: Asked, query: str) -> tuple[SearchResult | Answer, tuple[str, ...], str | None]:
    result = base.search(query, limit=REMEMBERED)
    return result, tuple(hit.passage for hit in result.hits), None


def _ask(base: Asked, query: str) -> tuple[SearchResult | Answer, tuple[str, ...], str | None]:
    answer = base.ask(query)
    return answer, tuple(value.value for value in answer.answers), answer.status


_RUNS: dict[str, Callable[[Asked, str], tuple[SearchResult | Answer, tuple[str, ...], str | None]]] = {
    "search": _search,
    "ask": _ask,
}
