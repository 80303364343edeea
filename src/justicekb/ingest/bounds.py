"""A reading whose parts have a bounded length, so that what looks at a part costs no more than its length allows.

No paragraph of prose is as long as the limit. What is longer (a page of symbols, a text without line ends) is cut at
the end of a sentence, or else at a blank, into several parts: no word is lost, and a note says so.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from justicekb.ingest.parts import Part, Reading
from justicekb.model import cut
from justicekb.spans import Span

# Characters; about 1,300 words. The longest paragraph of the sample corpus has a tenth of it.
LIMIT = 8_000


def bounded(reading: Reading) -> Reading:
    """The reading with every part of text within the limit; parts of printed lines are bounded by their pages."""
    long = [len(part.text) for part in reading.parts if len(part.text) > LIMIT and not part.lines]
    if not long:
        return reading
    what = f"a paragraph of {long[0]:,} characters" if len(long) == 1 else f"{len(long)} paragraphs"
    note = f"{what} read in pieces of {LIMIT:,} characters; all words are kept"
    parts = tuple(piece for part in reading.parts for piece in _pieces(part))
    return replace(reading, parts=parts, notes=(*reading.notes, note))


def _pieces(part: Part) -> Iterator[Part]:
    if len(part.text) <= LIMIT or part.lines:
        yield part
        return
    for at, span in enumerate(cut(Span(0, len(part.text)), part.text, LIMIT)):
        yield replace(part, text=span.of(part.text), gap=part.gap if at == 0 else True)
