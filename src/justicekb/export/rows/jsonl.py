"""Records as JSON lines, the export contract: one object a line, its fields documented in docs/records.md."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from typing import Any

import msgspec

from justicekb.edtf import Edtf
from justicekb.model import (
    DateMention,
    Document,
    Entity,
    Fact,
    Figure,
    LawMention,
    Mention,
    Passage,
    Quote,
    Record,
    Reference,
)
from justicekb.spans import Span

Row = dict[str, Any]

_encoder = msgspec.json.Encoder()


def dumps(row: object) -> str:
    """The row as one line of JSON."""
    return _encoder.encode(row).decode()


def document_row(document: Document) -> Row:
    """A document's line; `pages` is its page range, dates are EDTF, authors are names."""
    return {
        "record": "document",
        "id": document.id,
        "source": document.path,
        "document": document.id,
        "start": 0,
        "end": len(document.text),
        "evidence": document.title,
        "rule": "reader",
        "kind": document.kind,
        "title": document.title,
        "authors": [author.name for author in document.authors],
        "publisher": document.publisher,
        "published": edtf(document.published),
        "period": edtf(document.period),
        "retrieved": edtf(document.retrieved),
        "language": document.language,
        "url": document.url,
        "doi": document.doi,
        "container": document.container,
        "volume": document.volume,
        "issue": document.issue,
        "pages": document.pages,
        "text": document.text,
    }


def passage_row(passage: Passage, *, source: str, text: str) -> Row:
    """A passage's line; `text` is the passage's own words."""
    return {
        "record": "passage",
        "id": passage.id,
        "source": source,
        "document": passage.document,
        "start": passage.span.start,
        "end": passage.span.end,
        "evidence": text,
        "rule": "passages",
        "kind": passage.kind,
        "headings": list(passage.headings),
        "page": passage.page,
    }


def entity_row(entity: Entity) -> Row:
    """An entity's line; it joins documents, so it has no place in one."""
    return {
        "record": "entity",
        "id": entity.id,
        "source": "",
        "document": None,
        "start": None,
        "end": None,
        "evidence": None,
        "rule": "entities",
        "type": entity.type,
        "name": entity.name,
        "aliases": list(entity.aliases),
        "identifiers": dict(entity.identifiers),
    }


def record_row(record: Record, *, source: str, evidence: str) -> Row:
    """A record's line: what all records share, then the fields of its kind."""
    row = {
        "record": record.KIND,
        "id": record.id,
        "source": source,
        "document": record.document,
        "start": record.span.start,
        "end": record.span.end,
        "evidence": evidence,
        "rule": record.rule,
    }
    named = {"speaker_at": _speaker_at(record, evidence)} if isinstance(record, Quote) else {}
    return row | _FIELDS[type(record)](record) | named


def record_rows(document: Document, records: Iterable[Record]) -> Iterator[Row]:
    """The lines of records of one document whose text is at hand."""
    for record in records:
        yield record_row(record, source=document.path, evidence=record.evidence.of(document.text))


def edtf(value: Edtf | None) -> str | None:
    """The expression, or None."""
    return None if value is None else value.text


def _day(value: Edtf, end: str) -> str | None:
    day = value.earliest if end == "earliest" else value.latest
    return None if day is None else day.isoformat()


def _number(value: float | None) -> float | int | None:
    return int(value) if value is not None and float(value).is_integer() else value


def _mention(record: Mention) -> Row:
    return {
        "type": record.type,
        "name": record.name,
        "aliases": list(record.aliases),
        "text": record.text,
        "entity": record.entity,
        "role": record.role,
    }


def _date(record: DateMention) -> Row:
    return {
        "text": record.text,
        "edtf": record.edtf.text,
        "earliest": _day(record.edtf, "earliest"),
        "latest": _day(record.edtf, "latest"),
        "anchor": record.anchor,
    }


def _law(record: LawMention) -> Row:
    return {
        "instrument": record.instrument,
        "provision": record.provision,
        "jurisdiction": record.jurisdiction,
        "aliases": list(record.aliases),
        "entity": record.entity,
        "text": record.text,
    }


def _figure(record: Figure) -> Row:
    return {
        "value": _number(record.value),
        "high": _number(record.high),
        "unit": record.unit,
        "qualifier": record.qualifier,
        "measure": record.measure,
        "subject": record.subject,
        "date": edtf(record.date),
        "place": list(record.place),
        "part_of": None if record.part_of is None else [record.part_of.start, record.part_of.end],
    }


def _fact(record: Fact) -> Row:
    return {
        "type": record.type,
        "date": record.date.text,
        "earliest": _day(record.date, "earliest"),
        "latest": _day(record.date, "latest"),
        "agent": list(record.names("agent")),
        "object": list(record.names("object")),
        "place": list(record.names("place")),
        "polarity": record.polarity,
        "modality": record.modality,
        "attributed_to": record.attributed_to,
        "anchor": record.anchor,
    }


def _quote(record: Quote) -> Row:
    return {
        "text": record.text,
        "direct": record.direct,
        "speaker": record.speaker,
        "role": record.role,
        "cue": record.cue,
    }


def _speaker_at(record: Quote, evidence: str) -> list[int] | None:
    """Where the evidence names the speaker, outside the quoted words: by the full name, else by its last word.

    None where it does not: "she said", or a name told in a sentence before.
    """
    words = (record.speaker or "").split()
    for name in filter(None, dict.fromkeys((" ".join(words), *words[-1:]))):
        for match in re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", evidence):
            span = Span(*match.span()).shift(record.evidence.start)
            if not span.overlaps(record.span):
                return [span.start, span.end]
    return None


def _reference(record: Reference) -> Row:
    return {
        "type": record.type,
        "label": record.label,
        "text": record.text,
        "title": record.title,
        "authors": list(record.authors),
        "others": record.others,
        "editors": list(record.editors),
        "issued": edtf(record.issued),
        "container": record.container,
        "volume": record.volume,
        "issue": record.issue,
        "pages": record.pages,
        "publisher": record.publisher,
        "doi": record.doi,
        "url": record.url,
    }


_FIELDS: dict[type[Record], Callable[[Any], Row]] = {
    Mention: _mention,
    DateMention: _date,
    LawMention: _law,
    Figure: _figure,
    Fact: _fact,
    Quote: _quote,
    Reference: _reference,
}
