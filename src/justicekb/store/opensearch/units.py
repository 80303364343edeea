"""A document with its records as entries of the index of records, and back.

The document's own entry is written last and taken away first: it names its generation, and entries of any other
generation do not count. So a document is there whole or not at all, whatever happens while it is written. All entries
of a document are routed by its id, so that they lie on one shard and become visible together.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, TypeVar, cast

import msgspec

from justicekb.edtf import Edtf
from justicekb.model import (
    RECORD_TYPES,
    Block,
    Document,
    Figure,
    LawMention,
    Mention,
    Passage,
    Record,
    normalise_name,
    passages,
)
from justicekb.spans import Span
from justicekb.store.entities import named, names_of
from justicekb.store.memory import date_of, entities_of, type_of
from justicekb.store.opensearch.mappings import FORMAT
from justicekb.store.words import WORDS_VERSION, stems

Json = dict[str, Any]
R = TypeVar("R", bound=Record)

# Code points of a text that are kept in one entry: a quoted sentence is read without the rest of its document.
PIECE = 16_384
# Code points of a strip: records are read by the strips that they begin in, as long as the windows that questions look
# at (`query.language.reading`).
STRIP = 1_024
# What an open start and an open end are found as.
_DAYS = ("0001-01-01", "9999-12-31")

_KINDS: dict[str, type[Record]] = {kind.KIND: kind for kind in RECORD_TYPES}
_RECORDS = {kind: msgspec.json.Decoder(type_) for kind, type_ in _KINDS.items()}


def interval(date: Edtf) -> Json:
    """The days that a date may mean, as a range."""
    return {
        "gte": _DAYS[0] if date.earliest is None else date.earliest.isoformat(),
        "lte": _DAYS[1] if date.latest is None else date.latest.isoformat(),
    }


def padded(name: str | None) -> str | None:
    """A normalised name between blanks, so that some of its words can be looked for with blanks around them."""
    return None if name is None else f" {normalise_name(name)} "


@dataclass(frozen=True, slots=True, kw_only=True)
class Light:
    """A document's own entry, read: the document without its text and blocks, its paths, and what belongs to it."""

    document: Document
    generation: str
    order: int
    revision: int
    digest: str
    paths: tuple[str, ...]
    pages: tuple[tuple[int, int], ...]
    heads: Heads
    count: dict[str, int]
    touched: tuple[str, ...]
    entities: dict[str, int]

    def page(self, offset: int) -> int | None:
        """The page that the code point at `offset` stands on."""
        before = [page for start, page in self.pages if start <= offset]
        return before[-1] if before else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """A sentence with the records of which it is the evidence; these are decoded when they are asked for.

    `strips` are those that its records begin in.
    """

    document: str
    generation: str
    text: str
    entities: frozenset[str]
    strips: tuple[str, ...]
    raw: tuple[tuple[str, msgspec.Raw], ...]
    decoded: dict[str, tuple[Record, ...]] = field(default_factory=dict)

    def records(self, kind: type[R]) -> tuple[R, ...]:
        """Its records of a kind, in their order."""
        if kind.KIND not in self.decoded:
            own = (raw for name, raw in self.raw if name == kind.KIND)
            self.decoded[kind.KIND] = tuple(_record(kind.KIND, raw) for raw in own)
        return cast("tuple[R, ...]", self.decoded[kind.KIND])

    @property
    def all_records(self) -> Iterator[Record]:
        """All of its records, kind by kind."""
        return (record for name in dict.fromkeys(name for name, _ in self.raw) for record in self.records(_KINDS[name]))


@dataclass(frozen=True, slots=True, kw_only=True)
class Heads:
    """A document's title and headings with the names that begin in them: they are asked for with what stands below."""

    blocks: tuple[Block, ...]
    names: tuple[Record, ...]

    def hold(self, kind: type[Record], place: Span) -> bool:
        """Whether records of the kind that begin inside a place are all among the names."""
        return kind in (Mention, LawMention) and any(block.span.contains(place) for block in self.blocks)


class _Heads(msgspec.Struct):
    blocks: tuple[Block, ...]
    names: list[tuple[str, msgspec.Raw]]


def strip(document: str, offset: int) -> str:
    """The name of the strip that a code point of a document stands in."""
    return f"{document}:{offset // STRIP}"


class _Sentence(msgspec.Struct):
    text: str
    records: list[tuple[str, msgspec.Raw]]


class Structure(msgspec.Struct, frozen=True):
    """What a text is made of: its blocks (with the document around them) and its passages."""

    document: Document
    passages: tuple[Passage, ...]


# ── writing ──────────────────────────────────────────────────────────────────────────────────────────────


class Content:
    """A document with its records, each once, ready to be written under its generation."""

    def __init__(self, document: Document, records: Iterable[Record]) -> None:
        self.document = document
        self.records = list({record.id: record for record in records}.values())
        self.passages = tuple(passages(document))
        self.digest = _digest(document, self.records)
        self.generation = hashlib.sha256(f"{self.digest}\n{document.path}".encode()).hexdigest()[:16]

    @property
    def entities(self) -> dict[str, int]:
        """The entities mentioned, by how many places they are mentioned at."""
        places = {(place[0], place[2]) for record in self.records if (place := named(record)) is not None}
        return dict(sorted(Counter(entity for entity, _ in places).items()))

    def parts(self, order: int) -> Iterator[Json]:
        """Everything but the document's own entry, as actions of a bulk request."""
        shared = {"document": self.document.id, "generation": self.generation, "order": order}
        for at, source in enumerate(self._sentences()):
            yield _written(self.document.id, f"{self.generation}-s{at}", shared | {"unit": "sentence"} | source)
        for at, text in enumerate(self._texts()):
            yield _written(self.document.id, f"{self.generation}-t{at}", shared | {"unit": "text", "body": text})
        structure = Structure(replace(self.document, text=""), self.passages)
        body = msgspec.json.encode(structure).decode()
        yield _written(self.document.id, f"{self.generation}-b", shared | {"unit": "structure", "body": body})

    def entry(self, *, order: int, revision: int, paths: Iterable[str], touched: Iterable[str]) -> Json:
        """The document's own entry."""
        document = self.document
        light = replace(document, text="", blocks=())
        kinds = Counter(record.KIND for record in self.records)
        spans = {record.evidence for record in self.records}
        texts = len(list(self._texts()))
        return {
            "unit": "document",
            "document": document.id,
            "generation": self.generation,
            "order": order,
            "revision": revision,
            "digest": self.digest,
            "sha256": document.sha256,
            "paths": sorted(paths),
            "pages": msgspec.json.encode(_pages(document)).decode(),
            "heads": msgspec.json.encode(_heads(document, self.records)).decode(),
            "count": {**kinds, "passage": len(self.passages), "sentence": len(spans), "text": texts},
            "naming": list(_naming(self.records, self.entities)),
            "touched": sorted(touched),
            "body": msgspec.json.encode(light).decode(),
            **self._searched(),
        }

    def _searched(self) -> Json:
        """What is asked of a document, which each of its sentences has, too."""
        document = self.document
        given = {
            "path": document.path,
            "kind": document.kind,
            "publisher": padded(document.publisher),
            "published": None if document.published is None else interval(document.published),
        }
        return {name: value for name, value in given.items() if value is not None}

    def _sentences(self) -> Iterator[Json]:
        places = [place for record in self.records if (place := named(record))]
        held: dict[Span, list[Record]] = {}
        for record in self.records:
            held.setdefault(record.evidence, []).append(record)
        for span in sorted(held):
            own = sorted(held[span], key=in_text)
            inside = sorted({entity for entity, _, place in places if span.contains(place)})
            text = span.of(self.document.text)
            body = _Sentence(text, _raw(own))
            yield self._searched() | {
                "start": span.start,
                "end": span.end,
                "names_someone": any(named(record) for record in own),
                "tokens": sorted(_tokens(text, inside, own)),
                "strip": sorted({strip(self.document.id, record.span.start) for record in own}),
                "entities": inside,
                "record": [_asked(record) for record in own],
                "body": msgspec.json.encode(body).decode(),
            }

    def _texts(self) -> Iterator[str]:
        text = self.document.text
        return (text[at : at + PIECE] for at in range(0, len(text), PIECE))


def _digest(document: Document, records: Sequence[Record]) -> str:
    """Of what belongs to a document, wherever it lies, in the form that is indexed."""
    digest = hashlib.sha256(f"{FORMAT} {WORDS_VERSION}\n".encode())
    digest.update(msgspec.json.encode(replace(document, path="")))
    for line in sorted(record.KIND.encode() + msgspec.json.encode(record) for record in records):
        digest.update(line)
    return digest.hexdigest()


def _written(document: str, id_: str, source: Json) -> Json:
    return {"index": {"_id": f"{document}-{id_}", "routing": document}, "source": source}


def _tokens(text: str, entities: Iterable[str], records: Iterable[Record]) -> set[str]:
    """What a sentence is found by: its stems, the ids of entities in it, and `#` with each stem of a figure's "
    "measure."""
    measures = {f"#{stem}" for r in records if isinstance(r, Figure) for stem in stems(r.measure)}
    return {*stems(text), *entities, *measures}


def _asked(record: Record) -> Json:
    """What filters ask of a record."""
    date = date_of(record)
    given: Json = {
        "id": record.id,
        "kind": record.KIND,
        "type": type_of(record),
        "when": None if date is None else interval(date),
        "unit": record.unit if isinstance(record, Figure) else None,
        "entities": sorted(entities_of(record)),
        "jurisdiction": record.jurisdiction if isinstance(record, LawMention) else None,
        "start": record.span.start,
    }
    return {name: value for name, value in given.items() if value is not None}


def _naming(records: Iterable[Record], times: dict[str, int]) -> Iterator[Json]:
    """Each entity with how often it is named, and by which names, in how many records."""
    names: dict[str, Counter[str]] = {}
    canonical: dict[str, Counter[str]] = {}
    for record in records:
        if found := named(record):
            names.setdefault(found[0], Counter()).update(set(names_of(record)))
            canonical.setdefault(found[0], Counter())[names_of(record)[0]] += 1
    for entity, count in times.items():
        called = [
            {"name": name, "times": said, "canonical": canonical[entity][name]}
            for name, said in sorted(names[entity].items())
        ]
        yield {"entity": entity, "times": count, "names": called}


def _pages(document: Document) -> list[tuple[int, int]]:
    """Where pages begin: the start of each block that is on another page than the one before."""
    found: list[tuple[int, int]] = []
    for block in document.blocks:
        if block.page is not None and (not found or found[-1][1] != block.page or found[-1][0] > block.span.start):
            found.append((block.span.start, block.page))
    return found


def _heads(document: Document, records: Iterable[Record]) -> _Heads:
    blocks = tuple(block for block in document.blocks if block.kind in ("title", "heading"))
    starts = {at for block in blocks for at in range(block.span.start, block.span.end)}
    named = [r for r in records if isinstance(r, Mention | LawMention) and r.span.start in starts]
    return _Heads(blocks, _raw(sorted(named, key=in_text)))


def _raw(records: Iterable[Record]) -> list[tuple[str, msgspec.Raw]]:
    return [(record.KIND, msgspec.Raw(msgspec.json.encode(record))) for record in records]


def in_text(record: Record) -> tuple[int, int, str]:
    """The order of a document's records."""
    return record.span.start, record.span.end, record.id


def ids_of(document: str, generation: str, count: dict[str, int]) -> Iterator[str]:
    """The ids of everything but the document's own entry."""
    yield from (f"{document}-{generation}-s{at}" for at in range(count.get("sentence", 0)))
    yield from text_ids(document, generation, range(count.get("text", 0)))
    yield f"{document}-{generation}-b"


def structure_id(light: Light) -> str:
    """The id of the entry with the structure of a document."""
    return f"{light.document.id}-{light.generation}-b"


def text_ids(document: str, generation: str, pieces: Iterable[int]) -> list[str]:
    """The ids of pieces of a text."""
    return [f"{document}-{generation}-t{at}" for at in pieces]


# ── reading ──────────────────────────────────────────────────────────────────────────────────────────────


# What a reader needs of neither: they are asked for by who writes.
UNREAD = ["naming.names", "touched"]


def read_light(source: Json) -> Light:
    """The document's own entry, which may be without what is UNREAD."""
    heads = msgspec.json.decode(source["heads"], type=_Heads)
    return Light(
        document=msgspec.json.decode(source["body"], type=Document),
        generation=source["generation"],
        order=source["order"],
        revision=source["revision"],
        digest=source["digest"],
        paths=tuple(source["paths"]),
        pages=tuple((start, page) for start, page in msgspec.json.decode(source["pages"])),
        heads=Heads(blocks=heads.blocks, names=tuple(_record(kind, raw) for kind, raw in heads.names)),
        count=source["count"],
        touched=tuple(source.get("touched", ())),
        entities={one["entity"]: one["times"] for one in source["naming"]},
    )


def shown(light: Light) -> Document:
    """The document without its text and blocks, under its first path."""
    return replace(light.document, path=light.paths[0])


def read_sentence(source: Json) -> Sentence:
    """A sentence with its records."""
    body = msgspec.json.decode(source["body"], type=_Sentence)
    return Sentence(
        document=source["document"],
        generation=source["generation"],
        text=body.text,
        entities=frozenset(source["entities"]),
        strips=tuple(source["strip"]),
        raw=tuple(body.records),
    )


def _record(kind: str, raw: msgspec.Raw) -> Record:
    record = _RECORDS[kind].decode(raw)
    if not isinstance(record, Figure):
        return record
    said = msgspec.json.decode(raw)  # 461 stays a whole number, on which the record's id depends
    return replace(record, value=said["value"], high=said["high"])


def read_structure(source: Json) -> Structure:
    """What a text is made of."""
    return msgspec.json.decode(source["body"], type=Structure)
