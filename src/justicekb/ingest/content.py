"""Which pieces of a page are its article: by where the running text stands, then line by line.

First the element that holds the article is found from the amount of running text in every element and from what
elements are called; then the pieces inside it are kept unless they are furniture by their element, by their words
or by being mostly links. An element that is called furniture but holds most of the text is believed to be text.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from bs4 import Tag

from justicekb.ingest.furniture import Furniture
from justicekb.ingest.hints import Hints
from justicekb.ingest.pieces import Piece

# An element called furniture that holds more than this share of a page's running text is none.
_MISNAMED = 0.5
# An element whose name says "article" is the root when it holds this share of the running text outside furniture.
_NAMED_SHARE = 0.5
# Without such a name, the root is the deepest element that still holds this share.
_UNNAMED_SHARE = 0.8


def believed(pieces: Sequence[Piece]) -> list[Piece]:
    """The pieces outside furniture; furniture that holds most of the page's running text is taken for text."""
    total = sum(piece.prose for piece in pieces)
    inside: dict[int, int] = {}
    for piece in pieces:
        for cut in piece.cuts:
            inside[cut] = inside.get(cut, 0) + piece.prose
    misnamed = {cut for cut, prose in inside.items() if prose > total * _MISNAMED}
    return [piece for piece in pieces if all(cut in misnamed for cut in piece.cuts)]


def find_root(pieces: Sequence[Piece], elements: Mapping[int, Tag], hints: Hints) -> int | None:
    """The id of the element that holds the article; None for a page without running text."""
    held: dict[int, int] = {}
    for piece in pieces:
        for element in piece.path:
            held[element] = held.get(element, 0) + piece.prose
    total = sum(piece.prose for piece in pieces)
    if not total:
        return None
    named = [key for key, prose in held.items() if prose >= total * _NAMED_SHARE and _named(elements[key], hints)]
    if named:
        return min(named, key=lambda key: (_rank(elements[key], hints), held[key]))
    return min((key for key, prose in held.items() if prose >= total * _UNNAMED_SHARE), key=held.__getitem__)


def _rank(tag: Tag, hints: Hints) -> int:
    if tag.get("itemprop") in ("articleBody", "text") or "content" in _roles(tag, hints):
        return 0
    return 1 if tag.name == "article" else 2


def _named(tag: Tag, hints: Hints) -> bool:
    return (
        tag.name in ("article", "main")
        or tag.get("role") in ("main", "article")
        or tag.get("itemprop") in ("articleBody", "text")
        or "content" in _roles(tag, hints)
    )


def _roles(tag: Tag, hints: Hints) -> frozenset[str]:
    return hints.roles(" ".join([*(tag.get("class") or ()), str(tag.get("id") or "")]))


def article(pieces: Sequence[Piece], elements: Mapping[int, Tag], hints: Hints, furniture: Furniture) -> list[Piece]:
    """The pieces of the article in reading order."""
    kept = believed(pieces)
    root = find_root(kept, elements, hints)
    if root is None:
        return []
    inside = [piece for piece in kept if root in piece.path]
    return without_link_lists([p for p in cut_tail(inside, furniture) if _is_text(p, furniture)])


def cut_tail(pieces: Sequence[Piece], furniture: Furniture) -> Sequence[Piece]:
    """The pieces up to a heading such as "Related articles" in the second half of the text."""
    total, seen = sum(p.prose for p in pieces), 0
    for at, piece in enumerate(pieces):
        seen += piece.prose
        if seen * 2 > total and furniture.closes(piece.text) and sum(p.prose for p in pieces[at:]) < total / 3:
            return pieces[:at]
    return pieces


def _is_text(piece: Piece, furniture: Furniture) -> bool:
    if furniture.role(piece.text) in ("drop", "end"):
        return False
    if piece.kind == "heading" or piece.kind == "table_row":
        return True
    return piece.linked < 0.8 * len(piece.text) or piece.kind == "caption"


def without_link_lists(pieces: Sequence[Piece]) -> list[Piece]:
    """The pieces without headings that nothing follows, which are what is left of dropped lists."""
    kept: list[Piece] = []
    for at, piece in enumerate(pieces):
        following = pieces[at + 1] if at + 1 < len(pieces) else None
        if piece.kind == "heading" and following is None:
            continue
        kept.append(piece)
    return kept
