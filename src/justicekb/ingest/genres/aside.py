"""What a format or a genre took for no part of the text is kept behind it, as blocks of the kind `furniture`.

A rule that is wrong about a line then costs its place and never its words: they can be searched and shown on demand.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from justicekb.ingest.blocks import SEPARATOR, one_line
from justicekb.ingest.parts import Part, Reading
from justicekb.model import PASSAGE_LIMIT, Block, Document
from justicekb.spans import Span

# A page with a larger share of its letters outside the body says so: the rules may be wrong about it.
_MUCH = 1 / 3
# Words that follow one another are known by runs of so many.
_RUN = 3
# Between two pieces of furniture that share a block: menus are lists of words, and each as a block would be a passage.
_BETWEEN = " · "

Run = tuple[str, ...]


def with_furniture(document: Document, reading: Reading, parts: Sequence[Part]) -> Document:
    """The document with what its parts do not have of the reading behind it, and a note when that is much."""
    margin = [Part("furniture", text, page=page) for page, text in reading.margin]
    left = [*_missing(reading.parts, document, parts, enough=0.5), *_missing([*reading.aside, *margin], document)]
    texts, blocks, start = [document.text] if document.text else [], [], len(document.text)
    for part in _joined(left):
        start += len(SEPARATOR) if texts else 0
        texts.append(part.text)
        blocks.append(Block(kind="furniture", span=Span(start, start + len(part.text)), page=part.page))
        start += len(part.text)
    return replace(
        document, text=SEPARATOR.join(texts), blocks=(*document.blocks, *blocks),
        notes=(*document.notes, *_much(document, blocks, texts)),
    )  # fmt: skip


def _missing(
    found: Sequence[Part], document: Document, parts: Sequence[Part] = (), *, enough: float = 1.0
) -> Iterator[Part]:
    """The parts of which the document has less than this share of the runs of words, each once.

    What a rule cut a label from or joined to its neighbour is there although it is not there letter for letter.
    """
    same = {part.text for part in parts}
    new = {part.text: part for part in found if part.text not in same and any(map(str.isalnum, part.text))}
    runs = {text: _runs(_words(text)) for text in new}
    wanted = {run for own in runs.values() for run in own}
    said = _said(document, wanted) if wanted else set()
    for text, part in new.items():
        own = runs[text]
        if sum(run in said for run in own) < enough * len(own):
            yield part
            said.update(own)


def _said(document: Document, wanted: set[Run]) -> set[Run]:
    """Those of the runs of words that the document has, in its text or in what is known of it."""
    names = " ".join(author.name for author in document.authors)
    known = (document.text, document.title or "", document.publisher or "", names)
    return {run for text in known for size in range(1, _RUN + 1) for run in _runs(_words(text), size) if run in wanted}


def _words(text: str) -> list[str]:
    return re.findall(r"[^\W_]+", text.casefold())


def _runs(words: Sequence[str], size: int = _RUN) -> list[Run]:
    """The runs of so many words; the whole of a shorter text."""
    size = min(size, len(words))
    return [tuple(words[at : at + size]) for at in range(len(words) - size + 1)] if size else []


def _joined(left: Iterable[Part]) -> Iterator[Part]:
    """The pieces as blocks of about a passage's length, none over the end of a page."""
    waiting: list[str] = []
    page: int | None = None
    for part in left:
        text = one_line(part.text)
        if waiting and (part.page != page or sum(map(len, waiting)) + len(text) > PASSAGE_LIMIT):
            yield Part("furniture", _BETWEEN.join(waiting), page=page)
            waiting = []
        page = part.page
        waiting += [text] if text else []
    if waiting:
        yield Part("furniture", _BETWEEN.join(waiting), page=page)


def _much(document: Document, blocks: Sequence[Block], texts: Sequence[str]) -> Iterator[str]:
    """A note on the share of the letters that did not reach the body, when it is more than a third."""
    body = sum(map(str.isalnum, document.text))
    outside = sum(map(str.isalnum, "".join(texts[len(texts) - len(blocks) :])))
    if outside > _MUCH * (body + outside):
        yield (
            f"{100 * outside / (body + outside):.0f} % of the text was taken for menus and page furniture; "
            f"`justicekb show --all {document.id}` shows it, `justicekb search --all` finds it"
        )
