"""Marks at the beginning or end of a line: bullets, numbers, captions, dots that lead to a page number."""

from __future__ import annotations

import re
from functools import lru_cache

from justicekb.ingest.printed import Line

_GLYPH_FONTS = ("wingdings", "webdings", "dingbats", "symbol")
_BULLETS = "•◦▪▫■□●○‣⁃∙·➢➤►▶✓✔❖◆◇–—*"
NUMBERED = re.compile(r"^(?:\(?(?:\d{1,3}|[a-zA-Z]|[ivx]{1,5})[.)]|\(?\[?\d{1,3}\])\s+\S")
# Dots that lead to a page number: an entry of a table of contents.
LEADERS = re.compile(r"(?:\.\s?){5,}\s*(?:\d{1,4}|[ivxlc]{1,7})?\s*$")


def bullet_length(line: Line) -> int:
    """The number of characters of a line's bullet with the space after it; 0 when there is none."""
    text = line.text
    if not text:
        return 0
    first = line.pieces[0]
    glyph = first.text.strip()
    odd = len(glyph) == 1 and (_is_private(glyph) or any(f in first.style.font.lower() for f in _GLYPH_FONTS))
    if not odd and not (_is_private(text[0]) or (text[0] in _BULLETS and text[1:2] == " ") or text[0] in "•■▪●"):
        return 0
    rest = text[1:]
    return len(text) - len(rest.lstrip()) if rest.strip() else 0


def _is_private(character: str) -> bool:
    return "\ue000" <= character <= "\uf8ff" or character < " "


@lru_cache(maxsize=1)
def caption_pattern() -> re.Pattern[str]:
    """How captions of figures, tables and pictures begin."""
    return re.compile(
        r"^(?:(?:Figure|Fig\.?|Table|Box|Chart|Graph|Map|Exhibit|Plate|Scheme)\s+(?:[A-Z]\.?)?(?:\d+|[IVXL]+\b)"
        r"(?:\.\d+)*[a-z]?(?:[.:–—|]|\s+[–—-]|\s+[A-Z]|\s*$)|(?:Source|Sources|Photo|Image|Credit)\s*:|©\s)",
    )
