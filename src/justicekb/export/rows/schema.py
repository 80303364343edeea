"""The JSON Schema (draft 2020-12) of every line that `export --format jsonl` prints."""

from __future__ import annotations

from typing import get_args

from justicekb.export.rows.jsonl import Row
from justicekb.model import BlockKind, DocumentKind, EntityType, Modality, Polarity, Qualifier

_DIGIT = "[0-9X]"
_POINT = rf"[0-9]{{2}}{_DIGIT}{{2}}(-([0-9]{{2}}|XX)(-([0-9]{{2}}|XX))?)?[~?%]?"

_TEXT: Row = {"type": "string"}
_MAYBE: Row = {"type": ["string", "null"]}
_TEXTS: Row = {"type": "array", "items": _TEXT}
_NUMBER: Row = {"type": "number"}
_OFFSET: Row = {"type": "integer", "minimum": 0}
_EDTF: Row = {"type": "string", "pattern": rf"^({_POINT}|({_POINT}|\.\.)?/({_POINT}|\.\.)?)$"}
_MAYBE_EDTF: Row = {"anyOf": [_EDTF, {"type": "null"}]}
_DAY: Row = {"anyOf": [{"type": "string", "format": "date"}, {"type": "null"}]}


def _choice(literal: object) -> Row:
    return {"enum": list(get_args(literal))}


_FIELDS: dict[str, dict[str, Row]] = {
    "document": {
        "kind": _choice(DocumentKind),
        "title": _MAYBE,
        "authors": _TEXTS,
        "publisher": _MAYBE,
        "published": _MAYBE_EDTF,
        "period": _MAYBE_EDTF,
        "retrieved": _MAYBE_EDTF,
        "language": _MAYBE,
        "url": _MAYBE,
        "doi": _MAYBE,
        "container": _MAYBE,
        "volume": _MAYBE,
        "issue": _MAYBE,
        "pages": _MAYBE,
        "text": _TEXT,
    },
    "passage": {"kind": _choice(BlockKind), "headings": _TEXTS, "page": {"type": ["integer", "null"], "minimum": 1}},
    "entity": {
        "type": _choice(EntityType),
        "name": _TEXT,
        "aliases": _TEXTS,
        "identifiers": {"type": "object", "additionalProperties": _TEXT},
    },
    "mention": {
        "type": _choice(EntityType),
        "name": _TEXT,
        "aliases": _TEXTS,
        "text": _TEXT,
        "entity": _TEXT,
        "role": _MAYBE,
    },
    "date": {
        "text": _TEXT,
        "edtf": _EDTF,
        "earliest": _DAY,
        "latest": _DAY,
        "anchor": {"enum": ["none", "published", "period", "previous"]},
    },
    "law": {
        "instrument": _TEXT,
        "provision": _MAYBE,
        "jurisdiction": _MAYBE,
        "aliases": _TEXTS,
        "entity": _TEXT,
        "text": _TEXT,
    },
    "figure": {
        "value": _NUMBER,
        "high": {"type": ["number", "null"]},
        "unit": {
            "type": "string",
            "pattern": "^(count|percent|rate|years|months|days|hours|square_metres|money:[A-Z]{3})$",
        },
        "qualifier": _choice(Qualifier),
        "measure": _TEXT,
        "subject": _MAYBE,
        "date": _MAYBE_EDTF,
        "place": _TEXTS,
        "part_of": {"type": ["array", "null"], "items": _OFFSET, "minItems": 2, "maxItems": 2},
    },
    "fact": {
        "type": _TEXT,
        "date": _EDTF,
        "earliest": _DAY,
        "latest": _DAY,
        "agent": _TEXTS,
        "object": _TEXTS,
        "place": _TEXTS,
        "polarity": _choice(Polarity),
        "modality": _choice(Modality),
        "attributed_to": _MAYBE,
        "anchor": {"enum": ["none", "published", "period", "previous"]},
    },
    "quote": {
        "text": _TEXT,
        "direct": {"type": "boolean"},
        "speaker": _MAYBE,
        "role": _MAYBE,
        "cue": _MAYBE,
        "speaker_at": {"type": ["array", "null"], "items": _OFFSET, "minItems": 2, "maxItems": 2},
    },
    "reference": {
        "type": _TEXT,
        "label": _MAYBE,
        "text": _TEXT,
        "title": _MAYBE,
        "authors": _TEXTS,
        "others": {"type": "boolean"},
        "editors": _TEXTS,
        "issued": _MAYBE_EDTF,
        "container": _MAYBE,
        "volume": _MAYBE,
        "issue": _MAYBE,
        "pages": _MAYBE,
        "publisher": _MAYBE,
        "doi": _MAYBE,
        "url": _MAYBE,
    },
}

_PLACE: dict[str, Row] = {
    "id": _TEXT,
    "source": _TEXT,
    "document": _TEXT,
    "start": _OFFSET,
    "end": _OFFSET,
    "evidence": _MAYBE,
    "rule": _TEXT,
}
# An entity joins documents, so it has no place in one.
_NOWHERE: dict[str, Row] = {name: {"type": "null"} for name in ("document", "start", "end", "evidence")}
_NOWHERE["source"] = {"const": ""}


def record_schema(record: str) -> Row:
    """The schema of one kind of record; every field is always there, and no other."""
    place = _PLACE | _NOWHERE if record == "entity" else _PLACE
    properties = {"record": {"const": record}, **place, **_FIELDS[record]}
    return {
        "title": record,
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


# ── what queries yield ───────────────────────────────────────────────────────────────────────────────────

_CITATION: dict[str, Row] = {
    "id": _TEXT,
    "source": _TEXT,
    "document": _TEXT,
    "sentence": _TEXT,
    "start": _OFFSET,
    "end": _OFFSET,
    "page": {"type": ["integer", "null"], "minimum": 1},
    "title": _MAYBE,
    "publisher": _MAYBE,
    "published": _MAYBE_EDTF,
    "url": _MAYBE,
}
_EVIDENCE: Row = {"type": "array", "items": {"$ref": "#/$defs/citation"}}
_SIDE: dict[str, Row] = {"value": _TEXT, "sources": _OFFSET, "evidence": _EVIDENCE}

_RESULTS: dict[str, dict[str, Row]] = {
    "event": {
        "record": {"const": "event"},
        "id": _TEXT,
        "date": _EDTF,
        "earliest": _DAY,
        "latest": _DAY,
        "type": _TEXT,
        "headline": _TEXT,
        "agent": _TEXTS,
        "object": _TEXTS,
        "place": _TEXTS,
        "polarity": _choice(Polarity),
        "modality": _choice(Modality),
        "attributed_to": _MAYBE,
        "conflicts": _TEXTS,
        "facts": _TEXTS,
        "evidence": _EVIDENCE,
    },
    "conflict": {
        "record": {"const": "conflict"},
        "id": _TEXT,
        "about": _TEXT,
        "differs": _TEXT,
        "sides": {"type": "array", "minItems": 1, "items": {"$ref": "#/$defs/side"}},
    },
    "side": _SIDE,
    "citation": _CITATION,
}


def result_schema(result: str) -> Row:
    """The schema of one row of a timeline ("event") or of conflicts, or of the "side" or "citation" in them."""
    properties = _RESULTS[result]
    return {
        "title": result,
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


def schema() -> Row:
    """The schema of a line of the export, one of the records told apart by `record`.

    Its definitions also hold the rows of `timeline` ("event") and `conflicts` ("conflict").
    """
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": "https://github.com/justicekb/justicekb/schema/records.json",
        "title": "A line of justicekb export",
        "description": "start and end count Unicode code points of the document's text, half-open; dates are EDTF",
        "oneOf": [{"$ref": f"#/$defs/{record}"} for record in _FIELDS],
        "$defs": {record: record_schema(record) for record in _FIELDS}
        | {result: result_schema(result) for result in _RESULTS},
    }
