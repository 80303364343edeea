"""What the first page of a paper or report says about it: title, authors with affiliations, abstract, keywords."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from justicekb.ingest.paperwords import PaperWords
from justicekb.ingest.pdfblocks import Draft
from justicekb.ingest.pdflayout import Line
from justicekb.model import Author, normalise_name

# A title page or cover with fewer words than this is read together with the page after it.
_COVER_WORDS = 130
_TITLE_SIZE = 1.12  # parts of the body's size
_TITLE_LONGEST = 320  # characters
_HEAD_BLOCKS = 16  # blocks after the title in which authors and affiliations stand
_NO_TITLE = re.compile(r"https?:|www\.|\bISSN\b|\bISBN\b|©|\bvol(?:ume|\.)\s*\d|\bdoi\b|^\W*\d*\W*$|@", re.IGNORECASE)
_PARTICLES = frozenset({
    "de", "da", "di", "do", "dos", "del", "della", "der", "den", "van", "von", "la", "le", "du", "el", "al", "bin",
    "ibn", "y", "e", "zu", "ter", "ten", "af", "av",
})  # fmt: skip
_DEGREES = re.compile(
    r"^(?:Dr|Prof|Professor|Mr|Mrs|Ms|Sir)\.?\s+|,?\s+(?:Ph\.?\s?D\.?|M\.?A\.?|M\.?Sc\.?|J\.?D\.?|LL\.?M\.?|M\.?D\.?|MPH|Dr\.?)$"
)
_SUFFIX = re.compile(r"^(?:Jr|Sr|II|III|IV)\.?$")
_BETWEEN = re.compile(r"\s*(?:[,;•·|]|\s&\s|(?<!\w)(?:and|und|et|y|и|және)(?!\w))\s*")
_MARKS = re.compile(r"[*†‡§¶#∗✉\u200b]|(?<=[^\W\d])\d+(?:\s*,\s*\d+)*|\[\d+\]")


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


def read_header(drafts: Sequence[Draft], info_title: str | None, *, size: float, words: PaperWords) -> Header:
    """The header of a document from its blocks; `size` is that of its body, `info_title` what the file claims."""
    header = Header()
    head = _head(drafts)
    at = _title_at(head, info_title, size=size, words=words)
    if at is not None:
        header.title_at = _title_blocks(head, at)
        header.title = _joined_title(head, header.title_at)
        _read_people(head, max(header.title_at) + 1, header, words)
        if not header.authors:
            _read_people_before(head, min(header.title_at), header, words)
    header.abstract, header.keywords = _abstract(drafts, words), _keywords(drafts, words)
    return header


def _head(drafts: Sequence[Draft]) -> list[Draft]:
    """The blocks of the first page, and of the second when the first is a cover."""
    first = [d for d in drafts if d.page == drafts[0].page] if drafts else []
    if sum(len(d.text.split()) for d in first) < _COVER_WORDS:
        first = [d for d in drafts if d.page <= drafts[0].page + 1] if drafts else []
    return first


# ── title ────────────────────────────────────────────────────────────────────────────────────────────────


def _title_at(head: Sequence[Draft], info_title: str | None, *, size: float, words: PaperWords) -> int | None:
    best: int | None
    best, best_score = None, 0.0
    known = set(normalise_name(info_title or "").split())
    for at, draft in enumerate(head):
        score = _title_score(draft, known, size=size, words=words)
        if score > best_score + 1e-6:
            best, best_score = at, score
    return best


def _title_score(draft: Draft, known: set[str], *, size: float, words: PaperWords) -> float:
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


def _title_blocks(head: Sequence[Draft], at: int) -> set[int]:
    """The title's block and those that continue it in the same type."""
    found = {at}
    while at + 1 < len(head):
        this, following = head[at], head[at + 1]
        same = abs(this.first.size - following.first.size) < 0.4 and this.first.bold == following.first.bold
        near = this.lines[-1].base - following.first.base < 2.4 * this.first.size and following.page == this.page
        goes_on = this.text.rstrip().endswith((":", "–", "—", "-"))
        if not near or not (goes_on or (same and this.first.size > 12 and this.first.font == following.first.font)):
            break
        if not goes_on and _names_only(following.text):
            break
        at += 1
        found.add(at)
    return found


def _joined_title(head: Sequence[Draft], blocks: set[int]) -> str:
    text = " ".join(head[at].text for at in sorted(blocks))
    return re.sub(r"(?<=[^\W\d])[*†‡∗]+$|\s+[*†‡∗\d]$|(?<=[a-z])\d$", "", text.strip())


# ── authors and affiliations ─────────────────────────────────────────────────────────────────────────────


def _read_people(head: Sequence[Draft], start: int, header: Header, words: PaperWords) -> None:
    """Names and affiliations in the blocks after the title, up to the abstract or the first section."""
    found: list[tuple[str, str]] = []
    places: list[str] = []
    for at in range(start, min(start + _HEAD_BLOCKS, len(head))):
        draft = head[at]
        if draft.first.side or draft.page != head[start - 1].page:
            continue
        if _ends_head(draft, words) and not (draft.kind == "heading" and _names_only(_unmarked(draft))):
            break
        names, place = _people(draft, words)
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


def _read_people_before(head: Sequence[Draft], title: int, header: Header, words: PaperWords) -> None:
    for at in range(title - 1, max(title - 4, -1), -1):
        names, _ = _people(head[at], words)
        if names and _names_only(_unmarked(head[at])) and len(head[at].text.split()) >= 2:
            header.authors = tuple(Author(name=name) for name, _ in names)
            header.byline_at.add(at)
            return


def _ends_head(draft: Draft, words: PaperWords) -> bool:
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
    return bool(re.match(r"\W*(?:received|accepted|published|submitted|revised|first published)\b", text, re.IGNORECASE))


def _unmarked(draft: Draft) -> str:
    return " ".join(_plain_line(line)[0] for line in draft.lines)


def _plain_line(line: Line) -> tuple[str, list[tuple[str, str]]]:
    """A line's text without raised marks, and for each run of words before a mark that mark."""
    text, marks = "", []
    for piece in line.pieces:
        raised = piece.base > line.base + 0.15 * line.size or piece.style.size < 0.86 * line.size
        if raised and re.fullmatch(r"\s*[\d,*†‡§¶#a-z∗✉\s.-]{1,12}\s*", piece.text):
            marks.append((text, piece.text.strip(" ,")))
            text += " " if not text.endswith(" ") else ""
        else:
            text += piece.text
    return re.sub(r"\s+,", ",", text), marks


def _people(draft: Draft, words: PaperWords) -> tuple[list[tuple[str, str]], str]:
    """Names with their marks, and the affiliation words, of one block."""
    whole = _unmarked(draft)
    if re.match(r"^[\d*†‡§a-z∗]{0,2}\s*\W?\s*(?:Correspond|E-?mail|Received|Accepted|Published|Submitted)", whole):
        return [], whole
    marked = draft.kind == "footnote" or re.match(r"^[\d*†‡§a-z∗]\s?[A-Z]", draft.text)
    if marked and words.mentions("affiliation", whole):
        return [], draft.text
    names: list[tuple[str, str]] = []
    rest: list[str] = []
    carry = ""
    for line in draft.lines:
        text, marks = _plain_line(line)
        text = f"{carry} {text}".strip()
        carry = ""
        if words.mentions("affiliation", text) or "@" in text:
            head, tail = _names_before(text, words)
            names += [(name, _mark_after(name, marks)) for name in head]
            rest.append(tail)
            continue
        chunks = [c for c in _BETWEEN.split(_MARKS.sub("", text)) if c and c.strip()]
        closed = re.search(r"[,;&]\s*$|\band\s*$", text) or _marks_end(marks, text)
        if chunks and line is not draft.lines[-1] and not closed:
            carry = chunks.pop()
        for chunk in chunks:
            _add_name(chunk, names, rest, marks)
    if carry:
        _add_name(carry, names, rest, [])
    place = " ".join(rest) if names or words.mentions("affiliation", whole) else ""
    return names, place


def _marks_end(marks: list[tuple[str, str]], text: str) -> bool:
    """Whether the line ends with a raised mark, so that no name goes on in the next line."""
    return bool(marks) and marks[-1][0].strip() == text.strip()


def _add_name(chunk: str, names: list[tuple[str, str]], rest: list[str], marks: list[tuple[str, str]]) -> None:
    if _SUFFIX.match(chunk.strip()) and names:
        name, mark = names[-1]
        names[-1] = (f"{name} {chunk.strip()}", mark)
    elif name := person_name(chunk):
        names.append((name, _mark_after(name, marks)))
    else:
        rest.append(chunk)


def _mark_after(name: str, marks: list[tuple[str, str]]) -> str:
    last = name.split()[-1]
    return next((mark for before, mark in marks if before.rstrip().rstrip(",").endswith(last)), "")


def _names_before(text: str, words: PaperWords) -> tuple[list[str], str]:
    """The names at the beginning of a line that goes on with an affiliation."""
    found: list[str] = []
    rest = text
    while match := re.match(r"^\s*(?:and\s+|&\s+)?([^,;&(]+?)\s*(?:[,;&(]|\band\b)\s*", rest):
        name = person_name(_MARKS.sub("", match[1]))
        if name is None or words.mentions("affiliation", match[1]):
            break
        found.append(name)
        rest = rest[match.end() :]
    return found, rest


def person_name(text: str) -> str | None:
    """The text as a person's name, titles and degrees left out; None when it cannot be one."""
    plain = _DEGREES.sub("", re.sub(r"^(?:by|von|par)\s+", "", text.strip(" .,:*"), flags=re.IGNORECASE)).strip(" .,")
    plain = f"{plain}." if re.search(r"\s[A-Z]$", plain) and text.strip().endswith(".") else plain
    tokens = plain.split()
    if not 2 <= len(tokens) <= 6 or re.search(r"[\d@/()]", plain):
        return None
    capital = [bool(re.match(r"^[A-ZÀ-ÞĀ-ŽƏ-ɏА-ЯҐЄІЇЁӘІҢҒҮҰҚӨҺ][\w'’.‐-]*$", t)) for t in tokens]
    if not all(c or t.lower() in _PARTICLES for c, t in zip(capital, tokens, strict=True)) or sum(capital) < 2:
        return None
    if not any(len(t.strip(".")) > 1 for t in tokens):
        return None
    return _cased(plain)


def _cased(name: str) -> str:
    """A name printed in capitals, or a family name in capitals, in usual case."""
    def usual(token: str) -> str:
        letters = re.sub(r"\W", "", token)
        return token.title() if len(letters) > 2 and letters.isupper() and "." not in token[:-1] else token

    return " ".join(usual(token) for token in name.split())


def _names_only(text: str) -> bool:
    chunks = [c for c in _BETWEEN.split(_MARKS.sub("", text)) if c and c.strip()]
    return bool(chunks) and all(person_name(c) or _SUFFIX.match(c.strip()) for c in chunks)


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


def _abstract(drafts: Sequence[Draft], words: PaperWords) -> str | None:
    """The first abstract: what follows a run-in "Abstract." or the paragraphs under a heading "Abstract"."""
    for at, draft in enumerate(drafts):
        if draft.page > drafts[0].page + 2:
            return None
        rest = words.run_in("abstract", draft.text)
        if rest:
            return rest
        if words.heads("abstract", draft.text):
            paragraphs: list[str] = []
            for following in drafts[at + 1 :]:
                ends = following.kind == "heading" or words.run_in("keywords", following.text) is not None
                if ends or (paragraphs and following.first.side):
                    break
                if following.kind in ("paragraph", "list_item") and not following.first.side:
                    paragraphs.append(following.text)
            if paragraphs:
                return " ".join(paragraphs)
    return None


def _keywords(drafts: Sequence[Draft], words: PaperWords) -> tuple[str, ...]:
    for at, draft in enumerate(drafts):
        if draft.page > drafts[0].page + 2:
            break
        rest = words.run_in("keywords", draft.text)
        if rest is None and words.heads("keywords", draft.text) and at + 1 < len(drafts):
            rest = drafts[at + 1].text
        if rest:
            separator = ";" if ";" in rest else "·" if "·" in rest else "•" if "•" in rest else ","
            return tuple(t for k in rest.split(separator) if (t := k.strip(" .,;")) and len(t) < 80)
    return ()
