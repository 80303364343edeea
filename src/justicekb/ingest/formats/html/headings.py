"""Headings put right: labels joined with what they label, sections ranked above their lettered parts."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from justicekb.ingest.formats.html.pieces import Piece


@lru_cache(maxsize=1)
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    word = r"(?:section|chapter|part|article|annex|appendix|title|раздел|глава|часть)"
    return (
        re.compile(
            rf"(?:{word}\s+(?:\d{{1,3}}|[IVXLC]{{1,6}}|[A-Z])|\d{{1,2}}(?:\.\d{{1,2}})*|[IVXLC]{{1,6}})[.:)]?",
            re.IGNORECASE,
        ),
        re.compile(rf"{word}\s+(?:\d|[IVXLC]+\b|[A-Z]\b)", re.IGNORECASE),
        re.compile(r"[a-zA-Z][.)]\s"),
    )


def ranked(pieces: Sequence[Piece]) -> list[Piece]:
    """The pieces with "Section 1." joined to the heading after it, and sections above parts "a." of their level."""
    joined = _joined(pieces)
    _, section, lettered = _patterns()
    headings = [p for p in joined if p.kind == "heading"]
    levels = {p.level for p in headings if section.match(p.text)} & {
        p.level for p in headings if lettered.match(p.text)
    }
    return [
        replace(p, level=p.level - 1) if p.level in levels and p.level and p.level > 1 and section.match(p.text) else p
        for p in joined
    ]


def _joined(pieces: Sequence[Piece]) -> list[Piece]:
    label = _patterns()[0]
    joined: list[Piece] = []
    for piece in pieces:
        before = joined[-1] if joined else None
        if before and before.kind == piece.kind == "heading" and label.fullmatch(before.text):
            joined[-1] = replace(piece, text=f"{before.text} {piece.text}", linked=before.linked + piece.linked)
        else:
            joined.append(piece)
    return joined
