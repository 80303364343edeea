"""The indexes of a base: every field with its type, and how they are set up.

Nothing is mapped by what happens to come first: a field that is not listed is refused (`dynamic: strict`). Texts are
analysed by justicekb (`store.words`) and come as forms between bars and blanks, see `storedhits.joined`; OpenSearch
only takes them apart, so that it finds what the other engines find.
"""

from __future__ import annotations

from typing import Any

from justicekb.home import ClusterSettings
from justicekb.store.fulltext.values import TEXTS, VALUES

Json = dict[str, Any]

# Raised with every change below; a base of an earlier format is copied into indexes of the present one.
FORMAT = 1

# Longer values are kept and shown, but not found by; Lucene's terms have at most 32,766 bytes.
_KEYWORD: Json = {"type": "keyword", "ignore_above": 8191}
_KEPT: Json = {"type": "keyword", "index": False, "doc_values": False}
_DATES: Json = {"type": "date_range", "format": "strict_date"}
_NUMBER: Json = {"type": "integer"}
_LONG: Json = {"type": "long"}

KINDS = ("mention", "date", "law", "figure", "fact", "quote", "reference")

_RECORDS: Json = {
    # What the entry is: document, sentence, text, structure, removed or entity.
    "unit": _KEYWORD,
    "document": _KEYWORD,
    # The content that an entry belongs to: only entries of the generation that the document names count.
    "generation": _KEYWORD,
    # The change that wrote the generation.
    "order": _LONG,
    "body": _KEPT,
    "path": _KEYWORD,
    "kind": _KEYWORD,
    "publisher": _KEYWORD,
    "published": _DATES,
    # A document: the point where it becomes visible as a whole.
    "revision": _LONG,
    "paths": _KEYWORD,
    "sha256": _KEYWORD,
    "digest": _KEYWORD,
    "pages": _KEPT,
    # Its title and headings, with the names in them.
    "heads": _KEPT,
    "touched": _KEYWORD,
    "count": {"properties": dict.fromkeys((*KINDS, "passage", "sentence", "text"), _NUMBER)},
    "naming": {
        "type": "nested",
        "properties": {
            "entity": _KEYWORD,
            "times": _NUMBER,
            "names": {
                "type": "nested",
                "properties": {"name": _KEYWORD, "times": _NUMBER, "canonical": _NUMBER},
            },
        },
    },
    # A sentence that is some record's evidence, with its records.
    "start": _NUMBER,
    "end": _NUMBER,
    "tokens": _KEYWORD,
    # The stretches of its document in which its records begin.
    "strip": _KEYWORD,
    "entities": _KEYWORD,
    "names_someone": {"type": "boolean"},
    "record": {
        "type": "nested",
        "properties": {
            "id": _KEYWORD,
            "kind": _KEYWORD,
            "type": _KEYWORD,
            "when": _DATES,
            "unit": _KEYWORD,
            "entities": _KEYWORD,
            "jurisdiction": _KEYWORD,
            "start": _NUMBER,
        },
    },
    # An entity, counted over all documents.
    "entity": _KEYWORD,
    "type": _KEYWORD,
    "mentions": _LONG,
    "documents": _LONG,
    "normal": _KEYWORD,
    "word": _KEYWORD,
    "gram": _KEYWORD,
}

_FORMS: Json = {"type": "text", "analyzer": "forms", "search_analyzer": "whitespace"}
_DATED = ("published", "period", "event_date")
_PASSAGES: Json = {
    **dict.fromkeys(TEXTS, _FORMS),
    **{f"{name}_stem": _FORMS for name in TEXTS},
    **{name: _DATES if name in _DATED else _KEYWORD for name in VALUES},
    # Which content of its document a passage is of, and where it stands.
    "content": _KEYWORD,
    "source": _KEYWORD,
    "start": _NUMBER,
    "hit": _KEPT,
}
_STATE: Json = {"body": _KEPT, "unit": _KEYWORD}

# What is indexed of a passage is told by its hit, so it is not stored a second time.
_PASSAGES_SOURCE: Json = {"excludes": [*TEXTS, *(f"{name}_stem" for name in TEXTS), "border", "has"]}

_ANALYSIS: Json = {
    # The longest word's forms stand at one place; a token of more letters would be cut into two places.
    "tokenizer": {"places": {"type": "whitespace", "max_token_length": 100_000}},
    "filter": {"apart": {"type": "pattern_capture", "preserve_original": False, "patterns": ["([^|]+)"]}},
    "analyzer": {"forms": {"type": "custom", "tokenizer": "places", "filter": ["apart"]}},
}

PARTS = ("records", "passages", "state")
_FIELDS = {"records": _RECORDS, "passages": _PASSAGES, "state": _STATE}


def fields(part: str) -> Json:
    """The fields of a part of a base."""
    return _FIELDS[part]


def creation(part: str, settings: ClusterSettings) -> Json:
    """The body of the request that creates an index for a part."""
    mapping: Json = {"dynamic": "strict", "_meta": {"justicekb": FORMAT}, "properties": _FIELDS[part]}
    if part == "passages":
        mapping["_source"] = _PASSAGES_SOURCE
    made: Json = {"number_of_replicas": 1 if settings.replicas is None else settings.replicas}
    if part != "state":
        made["number_of_shards"] = settings.shards or 1
    if part == "records":
        made["mapping"] = {"nested_objects": {"limit": 1_000_000}}
    if part == "passages":
        made["analysis"] = _ANALYSIS
    return {"settings": {"index": made}, "mappings": mapping}
