"""A draft's quotations against the texts: exact, altered (with a word diff), or not found.

What an editor may do leaves a quotation exact: other quotation marks and dashes, a capital changed at its beginning,
words left out at an ellipsis, words put in between brackets, and "she said" in the middle.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

from justicekb.model import Document
from justicekb.query.citations import documents_with, locate
from justicekb.query.language import sentences, tokens
from justicekb.spans import Span
from justicekb.store.base import FullTextReader, RecordReader

# Fewer words between quotation marks are a term or a title, no quotation (as in the annotation guide).
FEWEST_WORDS = 5

# The least share of words in common for a passage to be what a draft altered; below, another sentence is likelier.
ALIKE = 0.6

# How much of the text an ellipsis may leave out, and how much words between brackets may stand for (characters).
_LEFT_OUT, _REPLACED = 2000, 80

# The longest "she said" between two parts of one quotation (characters).
_BETWEEN = 80

Change = Literal["same", "left_out", "put_in"]

_MARKED = re.compile(
    r"“([^“”\n]+)(?:”|(?=\n\s*\n\s*“))"  # a quotation that goes on in the next paragraph is closed only there
    r"|„([^„“”\n]+)[“”]"
    r'|"([^"\n]+)"'
    r"|«([^«»\n]+)»"
    # single marks look like apostrophes: best is one behind a comma or full stop, else the first that is in no word
    r"|‘((?:[^‘’\n]|(?<=\w)’(?=\w|\s\w)){20,}?[,.!?…])’"
    r"|‘((?:[^‘’\n]|(?<=\w)’(?=\w)){20,})’"
    r"|(?<!\w)'((?:[^'\n]|(?<=\w)'(?=\w|\s\w)){20,}?[,.!?…])'(?!\w)"
    r"|(?<!\w)'((?:[^'\n]|(?<=\w)'(?=\w)){20,})'(?!\w)"
)

# An ellipsis, or words between brackets.
_GAP = re.compile(r"[\[(]\s*(?:\.\s?\.\s?\.|…)\s*[\])]|\.\s?\.\s?\.(?:\s?\.)?|…|\[[^\]]*\]")


@dataclass(frozen=True, slots=True)
class Quotation:
    """A quotation of a draft: its place, and its words in the pieces that what an editor did has cut it into.

    `gaps` tell for each joint how many characters of the source it may stand for.
    """

    span: Span
    pieces: tuple[str, ...]
    gaps: tuple[int, ...] = ()

    @property
    def words(self) -> str:
        """All that is quoted, without what was put in."""
        return " ".join(self.pieces)


@dataclass(frozen=True, slots=True)
class Compared:
    """Where a quotation stands in the texts, and how its words differ: what the source says and the draft left out
    ("left_out"), what the draft put in, and what is the same, in order."""

    document: Document
    span: Span
    changes: tuple[tuple[Change, str], ...] = ()

    @property
    def exact(self) -> bool:
        """Whether the words are the same."""
        return all(change == "same" for change, _ in self.changes)


# ── in the draft ─────────────────────────────────────────────────────────────────────────────────────────


def quoted_in(draft: str) -> Iterator[Quotation]:
    """The quotations of a draft, none over the end of a line; their spans leave the marks out."""
    marked = [Span(*m.span(m.lastindex or 0)) for m in _MARKED.finditer(draft)]
    at = 0
    while at < len(marked):
        last = at
        while last + 1 < len(marked) and _goes_on(draft[marked[last].start : marked[last].end], draft, marked, last):
            last += 1
        quotation = quotation_of(draft, marked[at : last + 1])
        if len(list(tokens(quotation.words))) >= FEWEST_WORDS:
            yield quotation
        at = last + 1


def quoted_apart(draft: str, block: Span) -> Iterator[Quotation]:
    """The quotation that a block is which has no marks; a speaker's name behind a dash is none of its words."""
    words = re.sub(r"\s+[—–-]{1,2}\s?[^.!?]{2,80}$", "", block.of(draft))
    if _MARKED.search(words) is None and len(list(tokens(words))) >= FEWEST_WORDS:
        yield quotation_of(draft, [Span(block.start, block.start + len(words))])


def _goes_on(words: str, draft: str, marked: list[Span], at: int) -> bool:
    """Whether the next quotation is the rest of a sentence that "she said" cut in two."""
    between = draft[marked[at].end + 1 : marked[at + 1].start - 1]
    cut = words.rstrip().endswith((",", "–", "—", "-")) and between.rstrip().endswith((",", "–", "—", "-"))
    return cut and len(between) <= _BETWEEN and not re.search(r"[.!?;:]", between)


def quotation_of(draft: str, spans: list[Span]) -> Quotation:
    """The quotation that these stretches of a draft are, cut at ellipses and brackets."""
    pieces, gaps = [""], list[int]()
    for span in spans:
        words, at = re.sub(r"\[(\w)\](?=\w)", r"\1", span.of(draft)), 0
        pieces[-1] += " "
        for gap in _GAP.finditer(words):
            pieces[-1] += words[at : gap.start()]
            pieces.append("")
            gaps.append(_REPLACED if re.match(r"\[\s*[^\W_]", gap[0]) else _LEFT_OUT)
            at = gap.end()
        pieces[-1] += words[at:]
    kept = [bool(list(tokens(piece))) for piece in pieces]
    gaps = [max(gaps[i : _next(kept, i) or i + 1]) for i in range(len(gaps)) if kept[i] and _next(kept, i)]
    told = tuple(piece.strip() for piece, keep in zip(pieces, kept, strict=True) if keep)
    return Quotation(spans[0].cover(spans[-1]), told, tuple(gaps))


def _next(kept: list[bool], at: int) -> int | None:
    """The next piece that has words."""
    return next((i for i in range(at + 1, len(kept)) if kept[i]), None)


# ── in the texts ─────────────────────────────────────────────────────────────────────────────────────────


def plain(word: str) -> str:
    """A word without regard to case and the form of its apostrophes and hyphens."""
    return re.sub(r"[‐‑–]", "-", re.sub(r"[’‘]", "'", word)).casefold()


def compare(quotation: Quotation, records: RecordReader, fulltext: FullTextReader | None = None) -> Compared | None:
    """The place a quotation comes from, None when no text has anything like it."""
    best: tuple[float, Compared] | None = None
    for document in documents_with(quotation.words, records, fulltext, every=False):
        span = _found(quotation, document.text)
        if span is not None:
            return Compared(document, span)
        near = _nearest(quotation, document)
        if near is not None and (best is None or near[0] > best[0]):
            best = near
    return None if best is None else best[1]


def _found(quotation: Quotation, text: str) -> Span | None:
    """The first place that has all pieces in order, each as near to the one before as its gap allows."""
    first = locate(quotation.pieces[0], text) if quotation.pieces else None
    if first is None or len(quotation.pieces) == 1:
        return first
    start = 0
    while (head := locate(quotation.pieces[0], text[start:])) is not None:
        span = _pieces_after(quotation, text, head.shift(start))
        if span is not None:
            return span
        start += head.end
    return None


def _pieces_after(quotation: Quotation, text: str, head: Span) -> Span | None:
    end = head.end
    for piece, gap in zip(quotation.pieces[1:], quotation.gaps, strict=True):
        place = locate(piece, text[end : end + gap + 2 * len(piece)])
        if place is None or place.start > gap:
            return None
        end += place.end
    return Span(head.start, end)


def _nearest(quotation: Quotation, document: Document) -> tuple[float, Compared] | None:
    """The stretch of one or more sentences most like the words, with its likeness and the differences."""
    wanted = [plain(w) for w, _ in tokens(quotation.words)]
    places = list(sentences(document))
    best: tuple[float, Span] | None = None
    for at, place in enumerate(places):
        for end in range(at, min(at + 3, len(places))):
            span = place.cover(places[end])
            ratio = _likeness(wanted, span.of(document.text))
            if ratio >= ALIKE and (best is None or ratio > best[0]):
                best = (ratio, span)
    if best is None:
        return None
    return best[0], _differences(quotation, document, best[1])


def _likeness(wanted: list[str], text: str) -> float:
    """The share of the wanted words that stand in the text in the same order."""
    there = [plain(w) for w, _ in tokens(text)]
    if len(set(wanted) & set(there)) < ALIKE * len(set(wanted)):
        return 0.0
    matcher = SequenceMatcher(None, wanted, there, autojunk=False)
    return sum(block.size for block in matcher.get_matching_blocks()) / max(len(wanted), 1)


def _differences(quotation: Quotation, document: Document, span: Span) -> Compared:
    ours, theirs = list(tokens(quotation.words)), list(tokens(span.of(document.text)))
    counts = [len(list(tokens(piece))) for piece in quotation.pieces]
    joints = {sum(counts[:at]) for at in range(1, len(counts))}
    matcher = SequenceMatcher(None, [plain(w) for w, _ in theirs], [plain(w) for w, _ in ours], autojunk=False)
    blocks = [b for b in matcher.get_matching_blocks() if b.size]
    first, last = blocks[0].a, blocks[-1].a + blocks[-1].size
    changes: list[tuple[Change, str]] = []
    for tag, a, b, c, d in matcher.get_opcodes():
        a, b = max(a, first), min(b, last)
        if tag == "equal":
            changes.append(("same", " ".join(w for w, _ in theirs[a:b])))
            continue
        if a < b and not (c == d and c in joints):  # what an ellipsis left out is no change
            changes.append(("left_out", " ".join(w for w, _ in theirs[a:b])))
        if c < d:
            changes.append(("put_in", " ".join(w for w, _ in ours[c:d])))
    place = theirs[first][1].cover(theirs[last - 1][1]).shift(span.start)
    return Compared(document, place, tuple(changes))
