"""A checked draft as SARIF 2.1.0 (OASIS), so that editors show each doubtful claim at its place.

Contradicted, altered and misattributed claims are errors, disputed ones warnings, what no source states notes; what
is supported makes no result. Lines and columns count from 1, columns in UTF-16 code units as the standard's default.
"""

from __future__ import annotations

from typing import Any

import msgspec

from justicekb.findings import Citation
from justicekb.query.drafts import Check, Verification
from justicekb.spans import Span

_LEVELS = {
    "contradicted": "error",
    "altered": "error",
    "misattributed": "error",
    "disputed": "warning",
    "not_found": "note",
}
_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"


def sarif(found: Verification, draft: str) -> str:
    """The checks that a reader must look at, as one SARIF log."""
    results = [_result(check, found, draft) for check in found.checks if check.result in _LEVELS]
    rules = [{"id": name, "defaultConfiguration": {"level": level}} for name, level in _LEVELS.items()]
    driver = {"name": "justicekb verify", "rules": rules}
    run = {"tool": {"driver": driver}, "columnKind": "utf16CodeUnits", "results": results}
    log = {"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}
    return msgspec.json.format(msgspec.json.encode(log), indent=2).decode()


def _result(check: Check, found: Verification, draft: str) -> dict[str, Any]:
    return {
        "ruleId": check.result,
        "level": _LEVELS[check.result],
        "message": {"text": _message(check)},
        "locations": [{"physicalLocation": _location(draft, _region(check.span, found.text))}],
        "relatedLocations": [_evidence(number, one) for number, one in enumerate(check.evidence, 1)],
    }


def _message(check: Check) -> str:
    said = {
        "contradicted": f"sources say {check.says}",
        "disputed": f"other sources say {check.says}",
        "altered": "the source has other words",
        "misattributed": f"the source gives these words to {check.says}",
    }.get(check.result, "no source states this")
    evidence = " ".join(f"“{' '.join(one.sentence.split())}” ({one.title or one.source})" for one in check.evidence[:1])
    return f"{check.kind} “{' '.join(check.words.split())}”: {said}. {evidence}".strip()


def _location(uri: str, region: dict[str, int]) -> dict[str, Any]:
    return {"artifactLocation": {"uri": uri.replace("\\", "/")}, "region": region}


def _region(span: Span, text: str) -> dict[str, int]:
    start, end = (_place(text, offset) for offset in (span.start, span.end))
    return {"startLine": start[0], "startColumn": start[1], "endLine": end[0], "endColumn": end[1]}


def _place(text: str, offset: int) -> tuple[int, int]:
    line = text.count("\n", 0, offset) + 1
    before = text[text.rfind("\n", 0, offset) + 1 : offset]
    return line, len(before.encode("utf-16-le")) // 2 + 1


def _evidence(number: int, citation: Citation) -> dict[str, Any]:
    region = {"charOffset": citation.span.start, "charLength": len(citation.span)}
    return {
        "id": number,
        "message": {"text": " ".join(citation.sentence.split())},
        "physicalLocation": _location(citation.source, region),
    }
