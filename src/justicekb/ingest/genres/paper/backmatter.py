"""Puts the bibliography of a document into place: which blocks belong to it, and each reference as a block."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from justicekb.ingest.genres.paper.bibliography import likeness, looks_like_reference, split_references
from justicekb.ingest.genres.partnames import PaperWords
from justicekb.ingest.parts import Part, printed
from justicekb.ingest.printed import Line

# Without a heading, at least this many blocks in a row at the end must look like references.
_UNHEADED = 3
# Blocks that may follow such a list: an address, a note on the author.
_AFTER = 3
# A run of blocks is a bibliography when its pieces look like references to this degree (of 1).
_LIKE = 0.55
_CERTAIN = 0.85
Join = Callable[[Sequence[str]], str]
_SKIPPED = frozenset({"caption", "table_row", "footnote"})


def with_references(drafts: Sequence[Part], words: PaperWords, join: Join) -> list[Part]:
    """The blocks with every bibliography split into `reference` blocks."""
    drafts = [part for draft in drafts for part in _cut_at_heading(draft, words, join)]
    out: list[Part] = []
    at = 0
    found = False
    while at < len(drafts):
        if words.heads("references", drafts[at].text) and (end := _end(drafts, at + 1, words)) > at + 1:
            section = _split(drafts[at + 1 : end], join)
            if section and (over := _over(section)) is not None:
                rest = _from(drafts[at + 1 : end], over, join)
                section = section[: next(n for n, part in enumerate(section) if over in part.lines)]
                drafts[at + 1 : end] = [*section, *rest]
                end = at + 1 + len(section)
            if section:
                out += [replace(drafts[at], kind="heading", level=drafts[at].level or 1), *section]
                at, found = end, True
                continue
        out.append(drafts[at])
        at += 1
    return out if found else _unheaded(out, join)


def mark_references(parts: Sequence[Part], words: PaperWords) -> list[Part]:
    """The parts with what looks like a reference under a heading of a bibliography as such, to the next heading."""
    inside = False
    marked: list[Part] = []
    for part in parts:
        if part.kind in ("heading", "paragraph") and words.heads("references", part.text):
            inside, part = True, replace(part, kind="heading", level=part.level or 1)
        elif inside and part.kind in ("paragraph", "list_item") and looks_like_reference(part.text):
            part = part.of("reference")
        elif part.kind == "heading" or part.prose > _PROSE or words.heads("back", part.text):
            inside = False
        marked.append(part)
    return marked


def _cut_at_heading(draft: Part, words: PaperWords, join: Join) -> list[Part]:
    """A block that runs on into a bibliography, cut at the line that is the heading."""
    at = next((n for n, line in enumerate(draft.lines) if words.heads("references", line.text)), None)
    if at is None or len(draft.lines) == 1:
        return [draft]
    parts = draft.lines[:at], draft.lines[at : at + 1], draft.lines[at + 1 :]
    return [printed(draft.kind, p, join([line.text for line in p]), draft.level) for p in parts if p]


def _end(drafts: Sequence[Part], start: int, words: PaperWords) -> int:
    """Where a bibliography ends: at a heading that references do not follow."""
    at = start
    while at < len(drafts):
        draft = drafts[at]
        if draft.kind == "heading" or words.heads("back", draft.text):
            if words.heads("back", draft.text) or words.run_in("back", draft.text) is not None:
                return at
            ahead = [d.text for d in drafts[at + 1 : at + 4] if d.kind != "heading"]
            if not looks_like_reference(draft.text) and (not ahead or likeness(ahead) < 0.5):
                return at
        at += 1
    return at


# So many pieces in a row, with so many characters together, that look like no reference end a bibliography: a note on
# the author, other titles of a series, an imprint.
_RUN, _PROSE, _UNLIKE = 3, 150, 0.5


def _over(section: Sequence[Part]) -> Line | None:
    """The line with which the list is over that the pieces were split from."""
    for at, part in enumerate(section):
        run = section[at : at + _RUN]
        unlike = all(p.kind != "heading" and likeness([p.text]) < _UNLIKE for p in run)
        if part.kind == "reference" and len(run) == _RUN and unlike and sum(len(p.text) for p in run) >= _PROSE:
            return part.first
    return None


def _from(drafts: Sequence[Part], line: Line, join: Join) -> list[Part]:
    """The blocks from a line on, the one that it stands in cut."""
    at = next(n for n, draft in enumerate(drafts) if line in draft.lines)
    lines = drafts[at].lines[drafts[at].lines.index(line) :]
    return [printed(drafts[at].kind, lines, join([x.text for x in lines]), drafts[at].level), *drafts[at + 1 :]]


def _split(section: Sequence[Part], join: Join) -> list[Part] | None:
    """The section's lines as references; headings inside it and floats keep their place."""
    out: list[Part] = []
    run: list[Line] = []
    floats = _floats(section)
    beside = {id(draft) for draft in floats}
    for draft in section:
        if id(draft) in beside:
            continue
        if draft.kind == "heading" and _is_subheading(draft.text):
            out += _references(run, join)
            out.append(draft)
            run = []
        else:
            run += draft.lines
    out += _references(run, join)
    texts = [d.text for d in out if d.kind == "reference"]
    if not texts or (len(texts) < 40 and likeness(texts) < _LIKE - 0.2):
        return None
    return _without_tail(out) + floats


def _floats(section: Sequence[Part]) -> list[Part]:
    """Captions, the rows of the tables under them, and boxes beside the text."""
    floats: list[Part] = []
    table = False
    for draft in section:
        table = draft.kind == "caption" or (table and draft.kind == "table_row")
        if table or draft.first.side:
            floats.append(draft)
    return floats


def _is_subheading(text: str) -> bool:
    """Whether a block in heading's type parts a bibliography; names of authors are often set so, too."""
    return len(text.split()) <= 8 and not re.search(r"\d{4}|,\s*[A-Z]\.", text) and not looks_like_reference(text)


def _references(lines: Sequence[Line], join: Join) -> list[Part]:
    return [
        printed("reference", piece, join([line.text for line in piece]))
        for piece in split_references(_without_page_numbers(lines))
    ]


def _without_page_numbers(lines: Sequence[Line]) -> list[Line]:
    """The lines without numbers that stand alone at the top or the foot of a page."""
    ends: dict[int, tuple[float, float]] = {}
    for line in lines:
        low, high = ends.get(line.page, (line.base, line.base))
        ends[line.page] = min(low, line.base), max(high, line.base)
    number = re.compile(r"\d{1,3}|[-–—] ?\d{1,3} ?[-–—]")
    return [line for line in lines if line.base not in ends[line.page] or not number.fullmatch(line.text)]


def _without_tail(drafts: list[Part]) -> list[Part]:
    """What follows the last thing that looks like a reference is text again (a note on the author)."""
    certain = [at for at, d in enumerate(drafts) if d.kind == "reference" and looks_like_reference(d.text)]
    if not certain or len(drafts) - certain[-1] - 1 > 4:
        return drafts
    kept, tail = drafts[: certain[-1] + 1], drafts[certain[-1] + 1 :]
    return kept + [replace(d, kind="paragraph") if d.kind == "reference" and len(d.text) > 200 else d for d in tail]


def _unheaded(drafts: list[Part], join: Join) -> list[Part]:
    """References at the end of a document that no heading announces."""
    tail = [at for at, d in enumerate(drafts) if d.kind not in _SKIPPED and not d.first.side]
    run: list[int] = []
    after = 0
    for at in reversed(tail):
        if drafts[at].kind != "heading" and _certain(drafts[at].lines):
            run.insert(0, at)
        elif run or after >= _AFTER or drafts[at].kind == "heading":
            break
        else:
            after += 1
    found = _references([line for at in run for line in drafts[at].lines], join)
    if len(found) < _UNHEADED or likeness([d.text for d in found]) < _CERTAIN:
        return drafts
    rest = [d for at, d in enumerate(drafts) if at > run[0] and at not in run]
    return [*drafts[: run[0]], *found, *rest]


def _certain(lines: Sequence[Line]) -> bool:
    """Whether a block is one or more references beyond doubt."""
    return likeness(["\n".join(line.text for line in piece) for piece in split_references(lines)]) >= _CERTAIN
