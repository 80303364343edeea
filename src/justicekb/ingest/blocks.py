"""Builds a document's text and blocks together, so that every block's span is right by construction."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace

from justicekb.ingest.language import language_of
from justicekb.ingest.raised import settled
from justicekb.ingest.tables import with_headers
from justicekb.model import Block, BlockKind
from justicekb.spans import Span

SEPARATOR = "\n\n"
# Soft hyphens, zero-width marks, byte order marks and control characters carry no words.
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\x00-\x08\x0e-\x1f\x7f]")


# C1 controls are the bytes of windows-1252 read as ISO 8859-1; no text has them for their own sake.
_WINDOWS = {code: bytes([code]).decode("cp1252", "ignore") for code in range(0x80, 0xA0)}
_C1 = re.compile("[\x80-\x9f]")


def one_line(text: str) -> str:
    """The text on one line: any white space is one space, invisible characters are gone, raised marks are settled."""
    if _C1.search(text):
        text = text.translate(_WINDOWS)
    return " ".join(_INVISIBLE.sub("", settled(text)).split())


class BlockBuilder:
    """Takes a document's pieces in reading order and yields its text and blocks.

    Blocks are joined by an empty line; each block's text stands on one line. Empty pieces are skipped.
    """

    def __init__(self) -> None:
        self._texts: list[str] = []
        self._blocks: list[Block] = []
        self._length = 0
        self._finished = 0

    def __len__(self) -> int:
        return len(self._blocks)

    def add(
        self,
        kind: BlockKind,
        text: str,
        *,
        level: int | None = None,
        page: int | None = None,
        language: str | None = None,
    ) -> None:
        """Appends a block; `language` is told apart from the text when it is not given."""
        line = one_line(text)
        if not line:
            return
        start = self._length + len(SEPARATOR) if self._blocks else 0
        self._length = start + len(line)
        self._texts.append(line)
        self._blocks.append(Block(kind=kind, span=Span(start, self._length), level=level, page=page, language=language))

    @property
    def text(self) -> str:
        """The document's text."""
        return SEPARATOR.join(self._texts)

    @property
    def language(self) -> str | None:
        """The language most of the text is in; None when no block is long enough to tell."""
        return _main_language(self.blocks)

    @property
    def blocks(self) -> tuple[Block, ...]:
        """The blocks in order, each with its language; a block too short to tell takes that of the document.

        English documents are the exception: their short blocks stay without, since nothing depends on it.
        """
        if self._finished < len(self._blocks):
            self._finish()
        main = _main_language(self._blocks)
        if main in (None, "en"):
            return tuple(self._blocks)
        return tuple(b if b.language else replace(b, language=main) for b in self._blocks)

    def _finish(self) -> None:
        """Tells the languages of the blocks added since the last time, and the header rows of tables."""
        for at in range(self._finished, len(self._blocks)):
            block = self._blocks[at]
            if block.language is None and (language := language_of(self._texts[at])):
                self._blocks[at] = replace(block, language=language)
        self._blocks = with_headers(self._blocks, self.text)
        self._finished = len(self._blocks)


def _main_language(blocks: list[Block] | tuple[Block, ...]) -> str | None:
    lengths: Counter[str] = Counter()
    for block in blocks:
        if block.language:
            lengths[block.language] += len(block.span)
    return lengths.most_common(1)[0][0] if lengths else None
