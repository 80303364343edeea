"""Results of queries as plain rows: answers, timeline entries, conflicts and citations, ready for JSON lines."""

from __future__ import annotations

from typing import TYPE_CHECKING

from justicekb.export.rows.jsonl import Row, edtf
from justicekb.findings import Answer, Citation, Conflict, TimelineEntry, Value

if TYPE_CHECKING:
    from justicekb.query.citations import CitedPassage


def citation_row(citation: Citation) -> Row:
    """Where a sentence stands: `source` is the file's path, `start` and `end` its place in the document's text."""
    return {
        "id": citation.record,
        "source": citation.source,
        "document": citation.document,
        "sentence": citation.sentence,
        "start": citation.span.start,
        "end": citation.span.end,
        "page": citation.page,
        "title": citation.title,
        "publisher": citation.publisher,
        "published": edtf(citation.published),
        "url": citation.url,
    }


def answer_row(answer: Answer) -> Row:
    """An answer: dates are EDTF, figures plain digits ("low/high" for a range); best supported values first."""
    return {
        "question": answer.question,
        "status": answer.status,
        "understood": answer.understood,
        "note": answer.note,
        "answers": [
            {
                "value": value.value,
                "kind": value.kind,
                "text": value.text,
                "sources": value.sources,
                **_details(value),
                "evidence": [citation_row(citation) for citation in value.evidence],
            }
            for value in answer.answers
        ],
        "nearest": [citation_row(citation) for citation in answer.nearest],
        **({"parts": [answer_row(part) for part in answer.parts]} if answer.parts else {}),
    }


def _details(value: Value) -> Row:
    """What belongs to a figure or a person only."""
    if value.kind == "figure":
        return {
            "qualifier": value.qualifier, "high": value.high, "unit": value.unit, "measure": value.measure,
        }  # fmt: skip
    return {"office": value.office} if value.kind == "name" else {}


def timeline_row(entry: TimelineEntry) -> Row:
    """An entry of a timeline; `conflicts` are the ids of entries that date the same event otherwise."""
    earliest, latest = entry.date.earliest, entry.date.latest
    return {
        "record": "event",
        "id": entry.id,
        "date": entry.date.text,
        "earliest": earliest.isoformat() if earliest else None,
        "latest": latest.isoformat() if latest else None,
        "type": entry.type,
        "headline": entry.headline,
        "agent": list(entry.agents),
        "object": list(entry.objects),
        "place": list(entry.places),
        "polarity": entry.polarity,
        "modality": entry.modality,
        "attributed_to": entry.attributed_to,
        "conflicts": list(entry.conflicts),
        "facts": list(entry.facts),
        "evidence": [citation_row(citation) for citation in entry.evidence],
    }


def conflict_row(conflict: Conflict) -> Row:
    """A conflict; a side without evidence comes from a register."""
    return {
        "record": "conflict",
        "id": conflict.id,
        "about": conflict.about,
        "differs": conflict.differs,
        "sides": [
            {
                "value": side.value,
                "sources": side.sources,
                "evidence": [citation_row(citation) for citation in side.evidence],
            }
            for side in conflict.sides
        ],
    }


def cited_row(cited: CitedPassage) -> Row:
    """A passage to cite, with where it stands and what was read when."""
    document = cited.document
    return {
        "record": cited.record,
        "document": document.id,
        "source": document.path,
        "exact": cited.exact,
        "start": cited.span.start,
        "end": cited.span.end,
        "page": cited.page,
        "paragraph": cited.paragraph,
        "headings": list(cited.headings),
        "address": cited.address,
        "title": document.title,
        "publisher": document.publisher,
        "published": edtf(document.published),
        "retrieved": edtf(document.retrieved),
        "sha256": document.sha256,
    }
