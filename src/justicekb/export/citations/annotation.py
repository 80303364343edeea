"""Cited passages as W3C Web Annotations (Recommendation of 23 February 2017).

The target carries two selectors: the quotation with what stands around it, and its place in the text in Unicode
code points, half-open, as the Recommendation asks.
"""

from __future__ import annotations

from urllib.parse import quote

from justicekb.export.rows import Row, dumps
from justicekb.query.citations import CitedPassage


def annotation(cited: CitedPassage) -> Row:
    """The annotation of one passage; its body names what was read: the hash, the date and the place."""
    document = cited.document
    target: Row = {
        "source": document.url or quote(document.path),  # an IRI has no blanks
        "selector": [
            {"type": "TextQuoteSelector", "exact": cited.exact, "prefix": cited.prefix, "suffix": cited.suffix},
            {"type": "TextPositionSelector", "start": cited.span.start, "end": cited.span.end},
        ],
    }
    if document.retrieved is not None and document.retrieved.year is not None and len(document.retrieved.text) == 10:
        target["state"] = {"type": "TimeState", "sourceDate": f"{document.retrieved.text}T00:00:00Z"}
    described = ", ".join(filter(None, [document.title, cited.place, f"sha256 {document.sha256}"]))
    return {
        "@context": "http://www.w3.org/ns/anno.jsonld",
        "id": f"urn:justicekb:{cited.record or f'{document.id}:{cited.span.start}'}",
        "type": "Annotation",
        "motivation": "highlighting",
        "body": {"type": "TextualBody", "value": described, "format": "text/plain", "purpose": "describing"},
        "target": target,
    }


def annotation_json(cited: CitedPassage) -> str:
    """The annotation as one line of JSON."""
    return dumps(annotation(cited))
