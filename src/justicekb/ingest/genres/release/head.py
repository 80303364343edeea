"""The head of a text whose lines stand in order: title, letterhead, dates and bylines, apart from its body."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from justicekb.edtf import Edtf
from justicekb.ingest.candidates import Candidate, best
from justicekb.ingest.furniture import Furniture
from justicekb.ingest.genres.laid import Laid
from justicekb.ingest.genres.words import GenreWords
from justicekb.ingest.parts import Part, Reading
from justicekb.ingest.sentences import ends_sentence, join_lines
from justicekb.model import Author, normalise_name

# The head is looked for in so many parts: the menus of a saved page may be long.
_LONGEST_HEAD = 60
# A title has at most so many characters; a longer first line is a paragraph.
TITLE_LIMIT = 220
# A line that ends a sentence and is longer than this begins the body (characters).
_BODY = 90


@dataclass(frozen=True, slots=True)
class Head:
    """What stands above the body, and the body."""

    title: str | None = None
    publisher: str | None = None
    dates: tuple[Part, ...] = ()
    bylines: tuple[Part, ...] = ()
    body: tuple[Part, ...] = ()
    release: bool = False


def lay_head(reading: Reading, words: GenreWords) -> Laid:
    """The parts with title, dates and bylines first, and the candidates that these lines give.

    A title that the file states, and is surer than the text's own, stands above it.
    """
    head = read_head(reading.parts, words)
    own = Candidate(head.title, _OWN, "its place above the text") if head.title else None
    title = best([*reading.titles, *([own] if own else [])])
    shown = head.title if title is own or head.title is None else None
    above = sorted((*head.dates, *head.bylines), key=reading.parts.index)
    titles = [Part("title", title.value)] if title else []
    if own and title and normalise_name(own.value) != normalise_name(title.value):
        headed = any(p.kind == "heading" and p.text == own.value for p in reading.parts)
        titles.append(Part("heading", own.value, level=1) if headed else Part("paragraph", own.value))
    body = join_subtitle(head.body, words.furniture)
    return Laid(
        parts=(*titles, *(p.of("byline") for p in above), *body), title=title, shown_title=shown,
        dates=(*_dates(head, words), *_lone_date(reading.parts, words)), authors=tuple(_authors(head, words)),
        publishers=(Candidate(head.publisher, 0.8, "the letterhead"),) if head.publisher else (), release=head.release,
    )  # fmt: skip


# How far the place of a title above its text is trusted.
_OWN = 0.8


# More days than these, of release and of update, are a list of other pages.
_LISTED = 2


def _dates(head: Head, words: GenreWords) -> Iterator[Candidate[Edtf]]:
    lines = [p.text for p in head.dates]
    if len({day for line in lines if (day := words.dates.first(line))}) > _LISTED:
        lines = []
    for score, read in ((0.65, words.dates.first), (0.64, words.dates.month)):
        if day := next(filter(None, map(read, lines)), None):
            yield Candidate(day, score, "a line of its own")
    if day := next(filter(None, (words.dates.first(p.text) for p in head.bylines)), None):
        yield Candidate(day, 0.6, "the byline")


# A document whose first parts are a notice may give its date below it.
_TOP = 12


def _lone_date(parts: Sequence[Part], words: GenreWords) -> Iterator[Candidate[Edtf]]:
    """The one day that stands on lines of its own among the first parts."""
    lines = (p.text for p in parts[:_TOP] if p.kind == "paragraph" and words.is_date_line(p.text))
    days = {day for line in lines if (day := words.dates.first(line))}
    if len(days) == 1:
        yield Candidate(days.pop(), 0.5, "a line of its own below the first words")


def _authors(head: Head, words: GenreWords) -> Iterator[Candidate[tuple[Author, ...]]]:
    """The authors from bylines, or from "Name, place, date"."""
    signed = tuple(filter(None, (words.bylines.signed(p.text, words.dates) for p in head.dates)))
    if names := words.bylines.names(p.text for p in head.bylines) or signed:
        yield Candidate(tuple(Author(name=name) for name in names), 0.6, "the byline")


def join_subtitle(body: Sequence[Part], known: Furniture) -> list[Part]:
    """The lines in title case between the title and the first paragraph as one heading."""
    lead: list[Part] = []
    for part in body:
        if part.kind != "paragraph" or known.role(part.text) or not _is_title_case(part.text) or len(lead) == 5:
            break
        lead.append(part)
    if not lead or len(lead) == len(body):
        return list(body)
    subtitle = replace(lead[0], kind="heading", level=2, text=join_lines([p.text for p in lead]))
    return [subtitle, *body[len(lead) :]]


def _is_title_case(line: str) -> bool:
    words = [w for w in re.findall(r"[^\W\d_][\w’'-]*", line) if len(w) > 3]
    return (
        0 < len(line) < TITLE_LIMIT
        and not line.endswith(".")
        and bool(words)
        and sum(w[0].isupper() for w in words) >= 0.7 * len(words)
    )


def read_head(found: Sequence[Part], words: GenreWords) -> Head:
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


def _below(found: Sequence[Part], window: tuple[str, str, int, int], words: GenreWords) -> Head:
    """The head of a page saved as text, below its window title and menus."""
    title, site, start, end = window
    lines = [p for p in found[1:start] if words.is_date_line(p.text)]
    after = _plain_head(without_menu(found[end:], words.furniture), words, titled=True)
    release = after.release or any(words.furniture.is_release_mark(p.text) for p in found[1:start])
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
    mark = next((at for at in range(end, len(found)) if known.is_end_mark(found[at].text)), None)
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


def _plain_head(found: Sequence[Part], words: GenreWords, *, titled: bool = False) -> Head:
    """The head of a text without a window title; with `titled` the title stood above it already."""
    at = _body_at(found)
    lead, mark = (
        found[:at],
        next((at for at, p in enumerate(found[:at]) if words.furniture.is_release_mark(p.text)), None),
    )
    by = [p for p in lead if words.bylines.is_byline(p.text)]
    date_lines = [p for p in lead if p not in by and words.is_date_line(p.text)]
    taken = [*date_lines, *by, *(p for p in lead if words.furniture.is_release_mark(p.text))]
    titles = [] if titled else [p for p in lead if p not in taken and _is_title(p, words.furniture)]
    first = not titles and not titled and date_lines and date_lines[0] is lead[0]
    if first and not _PLACE_AND_DAY.match(lead[0].text):
        titles, taken, date_lines = date_lines[:1], [p for p in taken if p is not lead[0]], date_lines[1:]
    title, publisher = _choose(titles, lead[mark] if mark is not None else None, lead)
    if title is not None and title.kind == "paragraph" and len(found) == len(lead):
        title = None  # nothing but short lines: a list, a table, a form
    gone = [*taken, *(p for p in (title, publisher) if p)]
    body = [p for p in lead if not any(p is g for g in gone)]
    return Head(
        title.text if title else None, publisher.text if publisher else None, tuple(date_lines), tuple(by),
        (*body, *found[at:]), mark is not None,
    )  # fmt: skip


# "Ashgabat, 3 March 2019": where and when something was written is not what it is called.
_PLACE_AND_DAY = re.compile(
    r"[A-ZÀ-Þ][\w’'-]++(?:\s[A-ZÀ-Þ][\w’'-]++)?,\s(?:\d{1,2}\s[A-Z][a-z]+|[A-Z][a-z]+\s\d{1,2},)\s\d{4}$"
)


def _choose(titles: Sequence[Part], mark: Part | None, lead: Sequence[Part]) -> tuple[Part | None, Part | None]:
    """The title, and the letterhead: a line before the mark of a release when the title stands after it."""
    headings = [p for p in lead if p.kind == "title"] or [p for p in titles if p.kind == "heading" and p.level == 1]
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
    return known.role(part.text) is None and any(map(str.isalpha, part.text)) and not _NUMBER.match(part.text)


# A label with a number behind it: "Case No: 2021/3", "Neutral Citation Number: [2019] …".
_NUMBER = re.compile(r"[^:]{2,40}:\s*(?:[\[(]?\d|\S*\d\S*$)")
