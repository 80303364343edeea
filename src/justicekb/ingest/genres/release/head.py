"""The head of a text: title, letterhead, dates, bylines and what a person wrote above it, apart from its body."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from justicekb.ingest.formats.text.clean import ends_sentence, join_lines
from justicekb.ingest.formats.text.lines import Part
from justicekb.ingest.genres.bylines import Bylines, bylines
from justicekb.ingest.genres.furniture import Furniture, furniture
from justicekb.ingest.genres.printeddate import PrintedDates, printed_dates
from justicekb.ingest.genres.release.release import is_end_mark, is_release_mark
from justicekb.model import normalise_name
from justicekb.vocabulary import Vocabulary

# The head is looked for in so many parts: the menus of a saved page may be long.
_LONGEST_HEAD = 60
# A title has at most so many characters; a longer first line is a paragraph.
TITLE_LIMIT = 220
# A line that ends a sentence and is longer than this begins the body (characters).
_BODY = 90


@dataclass(frozen=True, slots=True)
class Head:
    """What stands above the body, and the body. `fields` are lines "Title: …" that a person wrote at the top."""

    title: str | None = None
    publisher: str | None = None
    dates: tuple[Part, ...] = ()
    bylines: tuple[Part, ...] = ()
    body: tuple[Part, ...] = ()
    release: bool = False
    fields: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class HeadWords:
    """What tells the lines of a head apart."""

    furniture: Furniture
    dates: PrintedDates
    bylines: Bylines


def head_words(vocabulary: Vocabulary) -> HeadWords:
    """The words of heads of a vocabulary; use as `vocabulary.once(head_words)`."""
    return HeadWords(vocabulary.once(furniture), vocabulary.once(printed_dates), vocabulary.once(bylines))


def read_head(found: Sequence[Part], words: HeadWords) -> Head:
    """The head of a text and its body.

    A page saved as text begins with its window title, "Title - Site", then its menus, then the title again: what
    lies between is furniture, except lines that give a date or the mark of a release.
    """
    if (window := _window(found)) is not None:
        return _below(found, window, words)
    menu = next((at for at, p in enumerate(found[:_LONGEST_HEAD]) if _SKIP.fullmatch(p.text)), None)
    if menu is None:
        return _plain_head(found, words)
    head = _plain_head(without_menu(found[menu + 1 :], words.furniture), words)
    named = list(_WINDOW.finditer(found[0].text))
    if not named:
        return head
    first = found[0].text
    return replace(
        head, title=head.title or first[: named[-1].start()], publisher=head.publisher or first[named[-1].end() :]
    )


_SKIP = re.compile(r"skip to (?:the )?(?:main )?(?:content|navigation)", re.IGNORECASE)


def _below(found: Sequence[Part], window: tuple[str, str, int, int], words: HeadWords) -> Head:
    """The head of a page saved as text, below its window title and menus."""
    title, site, start, end = window
    lines = [p for p in found[1:start] if is_date_line(p.text, words)]
    after = _plain_head(without_menu(found[end:], words.furniture), words, titled=True)
    release = after.release or any(is_release_mark(p.text) for p in found[1:start])
    return replace(after, title=title, publisher=site, dates=(*lines, *after.dates), release=release)


# So many short lines at the end of a saved page are its menu (lines, characters each).
_MENU, _MENU_LINE = 6, 40


def without_menu(found: Sequence[Part], known: Furniture) -> list[Part]:
    """The parts without the menu at the end of a page; contact lines in it stay."""
    end = len(found)
    while end and len(found[end - 1].text) < _MENU_LINE and not ends_sentence(found[end - 1].text):
        end -= 1
    if len(found) - end < _MENU:
        return list(found)
    mark = next((at for at in range(end, len(found)) if is_end_mark(found[at].text)), None)
    kept = [p for at, p in enumerate(found[end:], start=end) if at == mark or known.role(p.text) == "boilerplate"]
    return [*found[:end], *kept]


_WINDOW = re.compile(r"\s+[-–—|]\s+")


def _window(found: Sequence[Part]) -> tuple[str, str, int, int] | None:
    """Title and site of a window title, and where the title stands a second time."""
    first = found[0].text if found else ""
    for separator in reversed(list(_WINDOW.finditer(first))):
        title, site = first[: separator.start()], first[separator.end() :]
        if len(title) >= 8 and len(site) >= 3 and (place := _shown_again(found, title)):
            return join_lines([p.text for p in found[place[0] : place[1]]]), site, *place
    return None


def _shown_again(found: Sequence[Part], title: str) -> tuple[int, int] | None:
    """Where the title stands a second time, over one to four lines: first part and the one after the last."""
    wanted, cut = normalise_name(title), title.endswith(("…", "..."))
    for start in range(1, min(_LONGEST_HEAD, len(found))):
        for end in range(start + 1, min(start + 5, len(found) + 1)):
            words = normalise_name(" ".join(p.text for p in found[start:end]))
            if words == wanted or (cut and words.startswith(wanted)):
                return start, end
            if not wanted.startswith(words):
                break
    return None


def _plain_head(found: Sequence[Part], words: HeadWords, *, titled: bool = False) -> Head:
    """The head of a text without a window title; with `titled` the title stood above it already."""
    at = _body_at(found)
    lead, mark = found[:at], next((at for at, p in enumerate(found[:at]) if is_release_mark(p.text)), None)
    by = [p for p in lead if words.bylines.is_byline(p.text)]
    date_lines = [p for p in lead if p not in by and is_date_line(p.text, words)]
    taken = [*date_lines, *by, *(p for p in lead if is_release_mark(p.text))]
    titles = [] if titled else [p for p in lead if p not in taken and _is_title(p, words.furniture)]
    if not titles and not titled and date_lines and date_lines[0] is lead[0]:
        titles, taken, date_lines = date_lines[:1], [p for p in taken if p is not lead[0]], date_lines[1:]
    title, publisher = _choose(titles, lead[mark] if mark is not None else None, lead)
    if title is not None and title.kind != "heading" and len(found) == len(lead):
        title = None  # nothing but short lines: a list, a table, a form
    gone = [*taken, *(p for p in (title, publisher) if p)]
    body = [p for p in lead if not any(p is g for g in gone)]
    return Head(
        title.text if title else None, publisher.text if publisher else None, tuple(date_lines), tuple(by),
        (*body, *found[at:]), mark is not None,
    )  # fmt: skip


def _choose(titles: Sequence[Part], mark: Part | None, lead: Sequence[Part]) -> tuple[Part | None, Part | None]:
    """The title, and the letterhead: a line before the mark of a release when the title stands after it."""
    headings = [p for p in titles if p.kind == "heading" and p.level == 1]
    if headings:
        return headings[0], None
    if mark is None or not titles:
        return (titles[0] if titles else None), None
    place = next(at for at, p in enumerate(lead) if p is mark)
    before = [p for p in titles if any(p is q for q in lead[:place])]
    after = [p for p in titles if not any(p is q for q in before)]
    if before and after:
        return after[0], before[0]
    return (before or after)[0], None


def _body_at(found: Sequence[Part]) -> int:
    """Where the body begins: at the first long paragraph, in a text without one at the first sentence."""
    prose = [(at, p.text) for at, p in enumerate(found) if p.kind in ("paragraph", "block_quote")]
    long = (at for at, text in prose if len(text) > _BODY and (ends_sentence(text) or len(text) > TITLE_LIMIT))
    short = (at for at, text in prose if ends_sentence(text))
    return next(long, next(short, len(found)))


def _is_title(part: Part, known: Furniture) -> bool:
    """Whether a line of the head may be the title: short, no sentence, no furniture, with words."""
    if part.kind == "heading":
        return True
    if part.kind != "paragraph" or len(part.text) > TITLE_LIMIT or part.text.endswith((".", ";", ",", ":")):
        return False
    return known.role(part.text) is None and any(map(str.isalpha, part.text))


# A line has at most so many characters beside its date: a weekday, a time, a label, "Notes for a lecture" (characters).
_BESIDE = 45


def is_date_line(line: str, words: HeadWords) -> bool:
    """Whether a short line is nothing but a day or month with a weekday, a time or a label, or a name and a place."""
    found = list(words.dates.days(line)) or list(words.dates.months(line))
    if len(found) != 1 or ends_sentence(line):
        return False
    start, end, _ = found[0]
    if words.bylines.signed(line, words.dates):
        return True
    return len(line) - (end - start) <= (_BESIDE if _closes_line(line, start, end) else _LABEL)


# A label or time around a date is shorter than a line that the date closes behind a comma (characters).
_LABEL = 35


def _closes_line(line: str, start: int, end: int) -> bool:
    return end == len(line) and line[:start].rstrip().endswith((",", "–", "—", "|", "(", ":"))


# ── lines that a person wrote above the text ─────────────────────────────────────────────────────────────

_FIELD = re.compile(
    r"(?P<key>title|authors?|date|published|publisher|source|url|link|language|doi)\s*:\s+(?P<value>\S.*)",
    re.IGNORECASE,
)
_SAME = {"author": "authors", "date": "published", "source": "publisher", "link": "url"}


def split_fields(lines: Sequence[str]) -> tuple[dict[str, str], list[str]]:
    """Lines "Title: …", "Author: …", "Date: …" at the very top, two or more, and the other lines.

    Front matter between two lines of dashes is read in the same way.
    """
    rest = list(lines)
    while rest and not rest[0].strip():
        rest.pop(0)
    fenced = bool(rest) and rest[0].strip() == "---" and "---" in (line.strip() for line in rest[1:40])
    top = rest[1 : 1 + [line.strip() for line in rest[1:]].index("---")] if fenced else _leading(rest)
    fields = dict(_fields(top))
    if not fenced and len(fields) < 2:
        return {}, list(lines)
    return fields, rest[len(top) + (2 if fenced else 0) :]


def _leading(lines: Sequence[str]) -> list[str]:
    end = next((at for at, line in enumerate(lines) if not _FIELD.fullmatch(line.strip())), len(lines))
    return list(lines[:end])


def _fields(lines: Iterable[str]) -> Iterable[tuple[str, str]]:
    for line in lines:
        if match := _FIELD.fullmatch(line.strip()):
            key = match["key"].lower()
            yield _SAME.get(key, key), match["value"].strip().strip("\"'")
