"""Documents and what stands around places in them, read for many at once before they are asked for.

A question looks at each record that it found in its document, with the names, dates and facts around it. Asked for one
by one these would be hundreds of requests; so what was found is noted here (`expect`), and the first time that
something of it is asked for and not known, the rest is read along.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from typing import Any, Protocol, TypeVar

from justicekb.errors import StoreError
from justicekb.model import Record
from justicekb.querytree import RecordFilter
from justicekb.spans import Span
from justicekb.store.opensearch.client import Cluster
from justicekb.store.opensearch.seen import Seen
from justicekb.store.opensearch.units import (
    STRIP,
    UNREAD,
    Light,
    Sentence,
    Structure,
    in_text,
    read_light,
    read_structure,
    strip,
    structure_id,
    text_ids,
)

Json = dict[str, Any]
R = TypeVar("R", bound=Record)
Part = tuple[str, Light]

# What one request reads: strips (a few sentences each), entries of documents, and parts of them (of 16 KB or more).
_STRIPS, LIGHTS, _PARTS = 400, 200, 96
# Sentences of so many strips that come with one request; when there are more, several do.
_SENTENCES = 3_000
# The longest stretch of a document that is read strip by strip.
_LONGEST = 32 * STRIP
# Documents that something is expected of: more than the candidates of a question come from.
_EXPECTED = 1_000


class Source(Protocol):
    """What surroundings are read from."""

    cluster: Cluster
    index: str
    seen: Seen

    def current_sentences(self, parts: Iterable[Json], *, size: int) -> Iterator[Sentence]:
        """The sentences with these conditions that belong to their document as it is, by document and place."""


class Surroundings:
    """Reads what is asked for with what will be; threads may share it."""

    def __init__(self, source: Source) -> None:
        self._source = source
        self._places: dict[str, set[str]] = {}  # strips that are expected to be asked for, by document
        self._lock = threading.Lock()

    def expect(self, places: Iterable[tuple[str, Span]]) -> None:
        """Notes places of documents that will be looked at."""
        with self._lock:
            for document, span in places:
                held = self._places.pop(document, set())
                self._places[document] = held.union(_strips(document, _around(span)))
            self._forget_old()

    def _forget_old(self) -> None:
        while len(self._places) > _EXPECTED:
            self._places.pop(next(iter(self._places)))

    def expect_texts(self, documents: Iterable[str]) -> None:
        """Notes documents that will be read."""
        with self._lock:
            for document in documents:
                self._places[document] = self._places.pop(document, set())
            self._forget_old()

    def _following(self, document: str) -> list[str]:
        """The documents that something is expected of, in the order in which they will be asked for from this one."""
        with self._lock:
            expected = sorted(self._places)
        return [*(one for one in expected if one >= document), *(one for one in expected if one < document)]

    # ── entries ──────────────────────────────────────────────────────────────────────────────────────────

    def light(self, document: str) -> Light | None:
        """A document's own entry, None when there is none with exactly this id."""
        known = self._source.seen.known([("light", document)])
        if known:
            found: Light | None = known["light", document]
            return found
        return self.lights([document, *self._following(document)])[document]

    def lights(self, documents: Sequence[str]) -> dict[str, Light | None]:
        """The entries of documents; of many that are not known only the first are read, and the rest left out."""
        seen = self._source.seen
        found: dict[str, Light | None] = {id_: x for (_, id_), x in seen.known(("light", d) for d in documents).items()}
        asked = list(islice((id_ for id_ in dict.fromkeys(documents) if id_ not in found), LIGHTS))
        there = self._source.cluster.get_all(self._source.index, {id_: id_ for id_ in asked}, without=UNREAD)
        for id_ in asked:
            found[id_] = read_light(there[id_]) if id_ in there else None
            seen.put(("light", id_), found[id_])
        return found

    # ── texts and structures ─────────────────────────────────────────────────────────────────────────────

    def pieces(self, light: Light, numbers: Iterable[int]) -> list[str]:
        """Pieces of a document's text; where one must be read, texts of documents that are expected come along."""

        def parts(light: Light) -> Iterator[Part]:
            for name in text_ids(light.document.id, light.generation, range(light.count["text"])):
                yield name, light

        wanted = text_ids(light.document.id, light.generation, numbers)
        found = self._parts([(name, light) for name in wanted], parts, lambda part: str(part["body"]))
        return [found[name] for name in wanted]

    def structure(self, light: Light) -> Structure:
        """What a document's text is made of."""

        def parts(light: Light) -> Iterator[Part]:
            yield structure_id(light), light

        found: Structure = self._parts(list(parts(light)), parts, read_structure)[structure_id(light)]
        return found

    def _parts(
        self, wanted: Sequence[Part], parts: Callable[[Light], Iterator[Part]], decode: Callable[[Json], object]
    ) -> dict[str, Any]:
        """Parts of documents; where one must be read, as many expected ones come along as go into a request."""
        seen = self._source.seen
        found: dict[str, Any] = seen.known(name for name, _ in wanted)
        missing = [(name, light) for name, light in wanted if name not in found]
        if not missing:
            return found
        expected = [part for light in self._expected(missing[0][1]) for part in parts(light)]
        known = {*found, *seen.known(name for name, _ in expected)}
        missing += islice((part for part in expected if part[0] not in known), max(0, _PARTS - len(missing)))
        there = self._source.cluster.get_all(self._source.index, {name: light.document.id for name, light in missing})
        for name, part in there.items():
            found[name] = decode(part)
            seen.put(name, found[name], len(part["body"]))
        for name, light in wanted:
            if name not in found:
                raise StoreError(
                    f"{self._source.cluster.home}: a part of {light.document.id} is missing; "
                    "run `justicekb status --check`"
                )
        return found

    def _expected(self, light: Light) -> list[Light]:
        """The entries of documents that something is expected of, from this one on."""
        following = self._following(light.document.id)
        found = self.lights(following)
        return [other for id_ in following if (other := found.get(id_)) is not None and id_ != light.document.id]

    # ── records ──────────────────────────────────────────────────────────────────────────────────────────

    def records(self, kind: type[R], light: Light, place: Span) -> list[R]:
        """The records of a kind that begin inside a place of a document, in their order."""
        if light.heads.hold(kind, place):
            found: Iterable[Record] = light.heads.names
        else:
            found = self._within(kind, light.document.id, place)
        inside = (r for r in found if isinstance(r, kind) and place.start <= r.span.start < place.end)
        return sorted(inside, key=in_text)

    def _within(self, kind: type[R], document: str, place: Span) -> Iterator[R]:
        wanted = _strips(document, place)
        found: dict[str, Sequence[Sentence]] = self._source.seen.known(wanted)
        if missing := [name for name in wanted if name not in found]:
            found |= self._read_strips(document, missing)
        for name in wanted:  # a sentence may lie in several strips, a record begins in one
            for sentence in found[name]:
                yield from (r for r in sentence.records(kind) if strip(document, r.span.start) == name)

    def _read_strips(self, document: str, missing: Sequence[str]) -> dict[str, Sequence[Sentence]]:
        """The strips of a document, read with those expected of it and of the documents that come after it."""
        asked = list(dict.fromkeys((*missing, *self._expected_strips(document))))[: max(_STRIPS, len(missing))]
        found: dict[str, list[Sentence]] = {name: [] for name in asked}
        parts: list[Json] = [{"term": {"unit": "sentence"}}, {"terms": {"strip": asked}}]
        for sentence in self._source.current_sentences(parts, size=_SENTENCES):
            for name in sentence.strips:
                if name in found:
                    found[name].append(sentence)
        for name, sentences in found.items():
            size = sum(len(bytes(raw)) for sentence in sentences for _, raw in sentence.raw)
            self._source.seen.put(name, tuple(sentences), 200 + size)
        return dict(found)

    def _expected_strips(self, document: str) -> list[str]:
        """Those that are not known; they are read now, and not expected any more."""
        following = self._following(document)
        with self._lock:
            expected = [name for id_ in following for name in sorted(self._places.get(id_, ()))]
        known = self._source.seen.known(expected)
        unknown = [name for name in expected if name not in known][:_STRIPS]
        with self._lock:
            for name in unknown:
                self._places.get(name.rpartition(":")[0], set()).discard(name)
        return unknown


def place_of(where: RecordFilter) -> tuple[str, Span] | None:
    """The place of one document that a filter asks for and nothing else; None for any other filter."""
    if len(where.documents) != 1 or where.within is None or len(where.within) > _LONGEST:
        return None
    only = RecordFilter(documents=where.documents, within=where.within)
    return (where.documents[0], where.within) if where == only else None


def _around(span: Span) -> Span:
    """What is looked at with a place."""
    return Span(max(0, span.start - STRIP), span.end + STRIP + 1)


def _strips(document: str, place: Span) -> list[str]:
    """The strips that a place lies in; of a very long place only the first."""
    end = min(place.end, place.start + _LONGEST)
    return [strip(document, at) for at in range(place.start // STRIP * STRIP, end, STRIP)]
