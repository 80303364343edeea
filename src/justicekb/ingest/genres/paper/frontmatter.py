"""What the first page of a paper or report says about it: title, authors with affiliations, abstract, keywords."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from justicekb.ingest.genres.paper.authors import names_only, people_of, unmarked
from justicekb.ingest.genres.paper.bibliography import looks_like_reference
from justicekb.ingest.genres.partnames import PaperWords
from justicekb.ingest.language import language_of
from justicekb.ingest.parts import Part
from justicekb.model import Author, normalise_name

# A title page or cover with fewer words than this is read together with the page after it.
_COVER_WORDS = 130
_TITLE_SIZE = 1.12  # parts of the body's size
_RAISED_SIZE = 0.86  # parts of the type beside it, for a note's mark
_TITLE_LONGEST = 320  # characters
_HEAD_BLOCKS = 16  # blocks after the title in which authors and affiliations stand
_NO_TITLE = re.compile(r"https?:|www\.|\bISSN\b|\bISBN\b|©|\bvol(?:ume|\.)\s*\d|\bdoi\b|^\W*\d*\W*$|@", re.IGNORECASE)


@dataclass(slots=True)
class Header:
    """The parts of a document's head; `title_at`, `byline_at` and `about_at` are the blocks that hold them."""

    title: str | None = None
    authors: tuple[Author, ...] = ()
    abstract: str | None = None
    keywords: tuple[str, ...] = ()
    title_at: set[int] = field(default_factory=set)
    byline_at: set[int] = field(default_factory=set)
    about_at: set[int] = field(default_factory=set)


def read_header(drafts: Sequence[Part], info_title: str | None, *, size: float, words: PaperWords) -> Header:
    """The header of a document from its blocks; `size` is that of its body, `info_title` what the file claims."""
    header = Header()
    head = _head(drafts)
    at = _title_at(head, info_title, size=size, words=words)
    if at is not None:
        header.title_at = _title_blocks(head, at)
        header.title = _joined_title(head, header.title_at)
        _read_people_after(head, max(header.title_at) + 1, header, words)
        if not header.authors:
            _read_people_before(head, min(header.title_at), header, words)
    header.abstract, header.keywords = abstract_of(drafts, words), keywords_of(drafts, words)
    return header


def _head(drafts: Sequence[Part]) -> list[Part]:
    """The blocks of the first page, and of the second when the first is a cover."""
    first = [d for d in drafts if d.first.page == drafts[0].first.page] if drafts else []
    if sum(len(d.text.split()) for d in first) < _COVER_WORDS:
        first = [d for d in drafts if d.first.page <= drafts[0].first.page + 1] if drafts else []
    return first


# ── title ────────────────────────────────────────────────────────────────────────────────────────────────


def _title_at(head: Sequence[Part], info_title: str | None, *, size: float, words: PaperWords) -> int | None:
    best: int | None = None
    best_score = 0.0
    known = set(normalise_name(info_title or "").split())
    for at, draft in enumerate(head):
        score = _title_score(draft, known, size=size, words=words)
        if score > best_score + 1e-6:
            best, best_score = at, score
    return best


def _title_score(draft: Part, known: set[str], *, size: float, words: PaperWords) -> float:
    text = draft.text
    if draft.first.side or draft.kind not in ("heading", "paragraph", "list_item") or len(text) > _TITLE_LONGEST:
        return 0.0
    if _NO_TITLE.search(text) or words.heads("label", text) or len(re.findall(r"[^\W\d_]", text)) < 4:
        return 0.0
    own = set(normalise_name(text).split())
    claimed = len(own & known) / max(len(own | known), 1) if len(known) >= 3 else 0.0
    relative = draft.first.size / size
    if claimed > 0.75:
        return 3.0 + claimed
    if words.heads("abstract", text) or words.heads("references", text) or words.heads("back", text):
        return 0.0
    if relative >= _TITLE_SIZE:
        return relative + (0.2 if len(text.split()) > 2 else 0.0)
    return 0.5 if draft.kind == "heading" and len(text.split()) > 2 else 0.0


def _title_blocks(head: Sequence[Part], at: int) -> set[int]:
    """The title's block and those that continue it in the same type."""
    found = {at}
    while at + 1 < len(head):
        this, following = head[at], head[at + 1]
        same = abs(this.first.size - following.first.size) < 0.4 and this.first.bold == following.first.bold
        near = (
            this.lines[-1].base - following.first.base < 2.4 * this.first.size
            and following.first.page == this.first.page
        )
        goes_on = this.text.rstrip().endswith((":", "–", "—", "-"))
        if not near or not (goes_on or (same and this.first.size > 12 and this.first.font == following.first.font)):
            break
        if not goes_on and names_only(following.text):
            break
        at += 1
        found.add(at)
    return found


def _joined_title(head: Sequence[Part], blocks: set[int]) -> str:
    text = " ".join(head[at].text for at in sorted(blocks)).strip()
    last = head[max(blocks)].lines[-1].pieces[-1]
    mark = last.text.strip()
    if last.style.size < _RAISED_SIZE * head[max(blocks)].first.size and text.endswith(mark) and len(mark) <= 3:
        text = text.removesuffix(mark)
    return re.sub(r"(?<=[^\W\d])[*†‡∗]+$|\s+[*†‡∗]$", "", text).strip()


# ── authors and affiliations ─────────────────────────────────────────────────────────────────────────────


def _read_people_after(head: Sequence[Part], start: int, header: Header, words: PaperWords) -> None:
    """Names and affiliations in the blocks after the title, up to the abstract or the first section."""
    found: list[tuple[str, str]] = []
    places: list[str] = []
    for at in range(start, min(start + _HEAD_BLOCKS, len(head))):
        draft = head[at]
        if draft.first.side or draft.first.page != head[start - 1].first.page:
            continue
        if looks_like_reference(draft.text):
            break
        if _ends_head(draft, words) and not (draft.kind == "heading" and names_only(unmarked(draft))):
            break
        names, place = people_of(draft, words)
        if names and not (found and _prose(draft.text)):
            found += names
            header.byline_at.add(at)
            places += [place] if place else []
        elif place:
            places.append(place)
            header.about_at.add(at)
        elif _prose(draft.text) or (found and draft.kind == "heading"):
            break
        elif found or _dated(draft.text):
            header.about_at.add(at)
    header.authors = _with_places(found, " ".join(places), places)


def _read_people_before(head: Sequence[Part], title: int, header: Header, words: PaperWords) -> None:
    for at in range(title - 1, max(title - 4, -1), -1):
        names, _ = people_of(head[at], words)
        if names and names_only(unmarked(head[at])) and len(head[at].text.split()) >= 2:
            header.authors = tuple(Author(name=name) for name, _ in names)
            header.byline_at.add(at)
            return


def _ends_head(draft: Part, words: PaperWords) -> bool:
    text = draft.text
    if words.heads("abstract", text) or words.run_in("abstract", text) is not None:
        return True
    if words.heads("keywords", text) or words.run_in("keywords", text) is not None:
        return True
    return draft.kind == "heading" and not words.mentions("affiliation", text)


def _prose(text: str) -> bool:
    """Whether a block is running text: many words, few of them with capitals."""
    tokens = text.split()
    return len(tokens) > 25 and sum(t[:1].islower() for t in tokens) > 0.55 * len(tokens)


def _dated(text: str) -> bool:
    steps = r"\W*(?:received|accepted|published|submitted|revised|first published)\b"
    return re.match(steps, text, re.IGNORECASE) is not None


def _with_places(found: list[tuple[str, str]], all_places: str, places: list[str]) -> tuple[Author, ...]:
    by_mark = dict(_marked_places(all_places))
    authors: list[Author] = []
    for name, mark in found:
        keys = re.findall(r"\d+|[a-z*†‡§¶]", mark)
        own = "; ".join(by_mark[key] for key in keys if key in by_mark)
        if not own and len(places) == 1 and not by_mark:
            own = places[0]
        if name not in [author.name for author in authors]:
            authors.append(Author(name=name, affiliation=own.strip(" ,;") or None))
    return tuple(authors)


def _marked_places(text: str) -> Iterator[tuple[str, str]]:
    """Affiliations behind their numbers: "1 Department of Law 2 Institute of Criminology"."""
    expected = 1
    pieces = re.split(r"(?:(?<=\s)|^)(\d{1,2})\s*(?=[A-ZÀ-Þ])", text)
    for mark, place in zip(pieces[1::2], pieces[2::2], strict=False):
        if int(mark) == expected:
            expected += 1
            yield mark, place.strip(" ,;")


# ── abstract and keywords ────────────────────────────────────────────────────────────────────────────────

# Pages from the first on which abstract and keywords stand.
_FRONT_PAGES = 3


def _front_matter(parts: Sequence[Part]) -> Sequence[Part]:
    last = (parts[0].page or 1) + _FRONT_PAGES if parts else 0
    return [p for p in parts if (p.page or 1) < last]


def abstract_of(parts: Sequence[Part], words: PaperWords) -> str | None:
    """The first abstract in English, of any language without one: what follows a run-in "Abstract." or its heading."""
    found = [text for at in range(len(_front_matter(parts))) if (text := _abstract_at(parts, at, words))]
    return next((text for text in found if language_of(text) == "en"), found[0] if found else None)


def _abstract_at(parts: Sequence[Part], at: int, words: PaperWords) -> str | None:
    if rest := words.run_in("abstract", parts[at].text):
        return rest
    paragraphs: list[str] = []
    for part in parts[at + 1 :] if words.heads("abstract", parts[at].text) else ():
        side = bool(part.lines) and part.first.side
        if part.kind == "heading" or words.run_in("keywords", part.text) is not None or (paragraphs and side):
            break
        if part.kind in ("paragraph", "list_item") and not side:
            paragraphs.append(part.text)
    return " ".join(paragraphs) or None


def keywords_of(parts: Sequence[Part], words: PaperWords) -> tuple[str, ...]:
    """The keywords behind their run-in heading, or in the part after it."""
    front = _front_matter(parts)
    for at, part in enumerate(front):
        rest = words.run_in("keywords", part.text)
        if rest is None and words.heads("keywords", part.text) and at + 1 < len(parts):
            rest = parts[at + 1].text
        if rest:
            separator = ";" if ";" in rest else "·" if "·" in rest else "•" if "•" in rest else ","
            return tuple(t for k in rest.split(separator) if (t := k.strip(" .,;")) and len(t) < 80)
    return ()
