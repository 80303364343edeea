"""What pages show as plain rows, for JSON and CSV."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from justicekb.export.rows import check_row, citation_row, cited_row, hit_row, timeline_row
from justicekb.knowledgebase import KnowledgeBase
from justicekb.model import Document, Fact
from justicekb.query.browsing import FacetValue, Sources, Suggestion, Treaties
from justicekb.query.citations import CitedPassage
from justicekb.query.drafts import Verification
from justicekb.query.events import EntityPage
from justicekb.query.records import Cited
from justicekb.query.search import SearchResult
from justicekb.store.base import EntityCount

Row = dict[str, Any]


def search_row(found: SearchResult, facets: Mapping[str, Sequence[FacetValue]]) -> Row:
    """A page of hits with counts by facet."""
    return {
        "query": found.query,
        "understood": found.understood,
        "total": found.total,
        "complete": found.complete,
        "suggestion": found.suggestion,
        "notes": [note.message for note in found.notes],
        "facets": {
            name: [{"value": v.value, "label": v.label, "passages": v.passages} for v in values]
            for name, values in facets.items()
        },
        "hits": [hit_row(hit) for hit in found.hits],
    }


def suggestion_row(suggestion: Suggestion) -> Row:
    """A name that begins as typed."""
    return {
        "entity": suggestion.entity,
        "name": suggestion.name,
        "type": suggestion.type,
        "documents": suggestion.documents,
        "found": suggestion.found,
    }


def document_row(base: KnowledgeBase, document: Document) -> Row:
    """A document's own data without its text."""
    return {name: value for name, value in base.row(document).items() if name not in ("text", "start", "end")}


def sources_row(base: KnowledgeBase, found: Sources) -> Row:
    """A page of documents, counted by publisher, year and kind."""
    return {
        "total": found.total,
        "publishers": _counts(found.publishers),
        "years": _counts(found.years),
        "kinds": _counts(found.kinds),
        "documents": [document_row(base, document) for document in found.documents],
    }


def _counts(pairs: Sequence[tuple[str, int]]) -> list[Row]:
    return [{"value": value, "documents": number} for value, number in pairs]


def count_row(count: EntityCount) -> Row:
    """An entity with how often and in how many documents it is named."""
    entity = count.entity
    return {
        "id": entity.id,
        "type": entity.type,
        "name": entity.name,
        "aliases": list(entity.aliases),
        "documents": count.documents,
        "mentions": count.mentions,
    }


def entity_page_row(base: KnowledgeBase, page: EntityPage) -> Row:
    """What is known of an entity."""
    own = page.count.entity.id
    return {
        **count_row(page.count),
        "roles": list(page.roles),
        "together": [count_row(count) for count in page.together],
        "others": [count_row(count) for count in page.others],
        "timeline": [timeline_row(entry) for entry in page.facts],
        "sources": [
            {"document": document.id, "title": document.title, "mentions": number}
            for document, number in base.browse.naming(own)
        ],
    }


def fact_row(cited: Cited[Fact]) -> Row:
    """A fact with its type, date and sentence, as a cell of the treaty matrix holds it."""
    fact = cited.record
    return {
        "id": fact.id,
        "type": fact.type,
        "date": fact.date.text,
        "polarity": fact.polarity,
        "modality": fact.modality,
        "evidence": citation_row(cited.citation),
    }


def treaties_row(found: Treaties) -> Row:
    """The matrix as a list of its filled cells."""
    return {
        "states": [{"id": party.id, "name": party.name} for party in found.states],
        "instruments": [{"id": party.id, "name": party.name} for party in found.instruments],
        "cells": [
            {"state": state, "instrument": instrument, "facts": [fact_row(cited) for cited in facts]}
            for (state, instrument), facts in found.cells.items()
        ],
    }


def verification_row(found: Verification) -> Row:
    """The verdicts on a draft."""
    return {"contradicted": found.contradicted, "checks": [check_row(check, found) for check in found.checks]}


def citation_rows(cited: Sequence[CitedPassage], texts: Mapping[str, Sequence[str]]) -> list[Row]:
    """Passages to cite, each with its reference in every format."""
    return [
        {**cited_row(one), "references": {format_: written[at] for format_, written in texts.items()}}
        for at, one in enumerate(cited)
    ]
