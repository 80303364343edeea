"""Which pieces of a page are its article: by where the running text stands, then line by line.

First the element that holds the article is found from the amount of running text in every element and from what
elements are called; then the pieces inside it are kept unless they are furniture by their element, by their words
or by being mostly links. An element that is called furniture but holds most of the text is believed to be text.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import replace

from bs4 import Tag

from justicekb.ingest.formats.html.hints import Hints
from justicekb.ingest.formats.html.pieces import Page, Piece
from justicekb.ingest.furniture import Furniture

# Shares of a page's running text, chosen on the 90 development pages (body F1 changes by less than 0.003 when one
# is moved by 0.1). An element called furniture that holds more than this is none.
_MISNAMED = 0.5
# An element whose name says "article" is the root when it holds this share of the running text outside furniture.
_NAMED_SHARE = 0.4
# A part of the article has its name too often: the root holds at least this share of what the largest such one holds.
_WHOLE = 0.85
# Without such a name, the root is the deepest element that still holds this share.
_UNNAMED_SHARE = 0.8
# Elements that hold one paragraph are no article, however much of a short page it is.
_PARAGRAPHS = frozenset({"p", "li", "blockquote", "pre", "dd", "td"})
# Share of running text in paragraph elements, and the most characters that stand in a box with a picture.
_IN_PARAGRAPHS, _PICTURE_BOX = 0.7, 400
# An article inside the article is a teaser when it holds less than the first share of it, unless all such together
# hold more than the second (then it is a page of posts).
_TEASER, _TEASERS = 0.15, 0.4


# Characters of running text in a doubtful element beside other running text that make it a part of the article.
_CONTINUES = 300


def believed(pieces: Sequence[Piece], elements: Mapping[int, Tag], doubtful: Set[int] = frozenset()) -> list[Piece]:
    """The pieces outside furniture; furniture that holds most of the page's running text is taken for text.

    So is what is only doubtful when it holds some of it and stands beside other running text, as its continuation.
    When no running text is left, names say nothing on this page, and only elements that are furniture by their
    meaning (`nav`, `footer`) are left out.
    """
    total = sum(piece.prose for piece in pieces)
    inside: dict[int, int] = {}
    for piece in pieces:
        for cut in piece.cuts:
            inside[cut] = inside.get(cut, 0) + piece.prose
    misnamed = {cut for cut, prose in inside.items() if prose > total * _MISNAMED}
    open_text = Counter(piece.path[-2:][0] for piece in pieces if piece.prose and not piece.cuts)
    for cut in doubtful & inside.keys():
        parent = next(piece.path[piece.path.index(cut) - 1] for piece in pieces if cut in piece.cuts)
        if inside[cut] >= _CONTINUES and open_text[parent]:
            misnamed.add(cut)
    kept = [piece for piece in pieces if all(cut in misnamed for cut in piece.cuts)]
    if any(piece.prose for piece in kept):
        return kept
    return [piece for piece in pieces if not any(elements[cut].name in ("nav", "footer") for cut in piece.cuts)]


def find_root(pieces: Sequence[Piece], elements: Mapping[int, Tag], hints: Hints) -> int | None:
    """The id of the element that holds the article; None for a page without running text."""
    held = _held(pieces)
    total = sum(piece.prose for piece in pieces)
    if not total:
        return None
    named = [key for key, prose in held.items() if prose >= total * _NAMED_SHARE and _rank(elements[key], hints) < 3]
    if named:
        sure = [key for key in named if _rank(elements[key], hints) < 2] or named
        most = max(held[key] for key in sure)
        whole = [key for key in sure if held[key] >= most * _WHOLE]
        return min(reversed(whole), key=lambda key: (_rank(elements[key], hints), held[key]))
    boxes = {key: prose for key, prose in held.items() if elements[key].name not in _PARAGRAPHS} or held
    large = [key for key, prose in boxes.items() if prose >= total * _UNNAMED_SHARE]
    smallest = min(held[key] for key in large)
    return _with_title([key for key in large if held[key] == smallest], pieces)


def _with_title(equal: Sequence[int], pieces: Sequence[Piece]) -> int:
    """Of elements that hold the same text, the innermost that has the page's main heading, else the innermost."""
    heading = next((p.path for p in pieces if p.kind == "heading" and p.level == 1), ())
    return ([key for key in equal if key in heading] or list(equal))[-1]


def _held(pieces: Iterable[Piece]) -> dict[int, int]:
    """Characters of running text in every element, outer elements first."""
    held: dict[int, int] = {}
    for piece in pieces:
        for element in piece.path:
            held[element] = held.get(element, 0) + piece.prose
    return held


def _rank(tag: Tag, hints: Hints) -> int:
    """How surely an element's name says that it is the article: 0 for its body to 3 for nothing."""
    if tag.get("itemprop") in ("articleBody", "text"):
        return 0
    if "content" in hints.roles(f"{tag.get('class') or ''} {tag.get('id') or ''}"):
        return 0
    if tag.name == "article" or tag.get("role") == "article":
        return 1
    return 2 if tag.name == "main" or tag.get("role") == "main" else 3


def article(page: Page, hints: Hints, furniture: Furniture) -> list[Piece]:
    """The pieces of the article in reading order."""
    kept, elements = believed(page.pieces, page.elements, page.doubtful), page.elements
    root = find_root(kept, elements, hints)
    if root is None:
        return _short_text(kept, elements, hints, furniture)
    inside = without_teasers([piece for piece in kept if root in piece.path], elements, root)
    inside = [*standfirst(kept, inside), *with_captions(inside, page.pictured)]
    text = [p for p in cut_tail(inside, furniture) if _is_text(p, furniture)]
    return without_bare_headings(text)


# A page with fewer letters outside links than this has no text.
_LETTERS = 25


def _short_text(
    pieces: Sequence[Piece], elements: Mapping[int, Tag], hints: Hints, furniture: Furniture
) -> list[Piece]:
    """The text of a page without running text: a notice, a list, a few headings; nothing for a page of links."""
    named = {key for piece in pieces for key in piece.path if _rank(elements[key], hints) < 3}
    inside = [p for p in pieces if not named.isdisjoint(p.path)] or list(pieces)
    text = [p for p in inside if _is_text(p, furniture)]
    letters = sum(sum(map(str.isalpha, p.text)) - p.linked for p in text if p.kind != "heading")
    return text if letters >= _LETTERS else []


def with_captions(pieces: Sequence[Piece], pictured: Set[int]) -> list[Piece]:
    """The pieces, with words beside a picture taken for its caption when they are in no paragraph element.

    Only in articles that are written in paragraph elements; others put their text into bare ones.
    """
    total = sum(p.prose for p in pieces)
    if sum(p.prose for p in pieces if p.tag == "p") < total * _IN_PARAGRAPHS:
        return list(pieces)
    length: dict[int, int] = {}
    for piece in pieces:
        for key in piece.path:
            length[key] = length.get(key, 0) + len(piece.text)
    return [
        replace(p, roles=p.roles | {"caption"}) if p.tag in ("div", "span") and _beside(p, pictured, length) else p
        for p in pieces
    ]


def _beside(piece: Piece, pictured: Set[int], length: Mapping[int, int]) -> bool:
    return any(key in pictured and length[key] <= _PICTURE_BOX for key in piece.path)


def without_teasers(pieces: Sequence[Piece], elements: Mapping[int, Tag], root: int) -> list[Piece]:
    """The pieces outside small articles that stand inside the article, which advertise other pages."""
    total = sum(p.prose for p in pieces)
    inner = [_nested_article(piece, elements, root) for piece in pieces]
    held: dict[int, int] = {}
    for piece, key in zip(pieces, inner, strict=True):
        if key is not None:
            held[key] = held.get(key, 0) + piece.prose
    small = {key for key, prose in held.items() if prose < total * _TEASER}
    if sum(held[key] for key in small) > total * _TEASERS:
        return list(pieces)
    return [piece for piece, key in zip(pieces, inner, strict=True) if key not in small]


def _nested_article(piece: Piece, elements: Mapping[int, Tag], root: int) -> int | None:
    below = piece.path[piece.path.index(root) + 1 :]
    return next((key for key in below if elements[key].name == "article"), None)


def standfirst(pieces: Sequence[Piece], inside: Sequence[Piece]) -> list[Piece]:
    """The lines between the page's title and its article that are named as its summary; usually one."""
    before = pieces[: next((at for at, piece in enumerate(pieces) if piece is inside[0]), 0)] if inside else []
    start = max((at for at, p in enumerate(before) if p.kind == "heading" and p.level == 1), default=len(before))
    known = {piece.text for piece in inside[:5]}
    return [p for p in before[start + 1 :] if "subtitle" in p.roles and len(p.text) >= 30 and p.text not in known]


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
        return furniture.is_end_mark(piece.text)  # what follows it is told apart later
    if piece.kind == "table_row" or "caption" in piece.roles:
        return True
    return piece.linked < 0.8 * len(piece.text) or (piece.kind == "heading" and piece.level in (1, 2))


def without_bare_headings(pieces: Sequence[Piece]) -> list[Piece]:
    """The pieces without runs of headings that no text follows: what is left of lists of other pages."""
    kept: list[Piece] = []
    run: list[Piece] = []
    for piece in pieces:
        if piece.kind == "heading":
            run.append(piece)
            continue
        kept += run if not _bare(run) else run[-1:]
        run = []
        kept.append(piece)
    return kept


def _bare(run: Sequence[Piece]) -> bool:
    """Whether headings of one level follow each other, three or more."""
    return len(run) >= 3 and len({piece.level for piece in run}) == 1
