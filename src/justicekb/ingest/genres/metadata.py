"""What a document is: title, authors, publisher, dates and period, each the best of what file, head and text say."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import PurePath

from justicekb.edtf import Edtf
from justicekb.ingest.candidates import WEAK, Candidate, Metadata, best, reason
from justicekb.ingest.genres.bylines import Bylines
from justicekb.ingest.genres.issuedate import issue_days
from justicekb.ingest.genres.laid import Laid
from justicekb.ingest.genres.paper import person_name
from justicekb.ingest.genres.printeddate import PrintedDates
from justicekb.ingest.genres.release import issuing_body, opening_dateline
from justicekb.ingest.genres.report import about_itself, lines_above, reporting_period
from justicekb.ingest.genres.words import GenreWords
from justicekb.ingest.parts import Part, Reading
from justicekb.ingest.sentences import ends_sentence
from justicekb.model import Author

# Parts in which a document says what it is about, and those at either end that may say when it was issued.
_TOP, _HEAD, _ENDS = 20, 12, 6


def metadata_of(reading: Reading, laid: Laid, parts: Sequence[Part], words: GenreWords, *, path: str = "") -> Metadata:
    """The metadata of a document from what its file states, the candidates of its head, and its marked parts.

    What is stated beyond doubt (`reading.stated`, `laid.stated`) stays as it is.
    """
    said = _joined(reading.stated, laid.stated)
    title = laid.title or best(reading.titles)
    line = opening_dateline(parts, words.dates)
    publisher = best([*reading.publishers, *laid.publishers, *_issuers(title, laid, parts, released=line is not None)])
    site = publisher.value if publisher else None
    dateline = (Candidate(line, 0.75, "the dateline"),) if line else ()
    issued = issue_days(reading, (title.value if title else "",), words.dates, path=path)
    published = _published([*laid.dates, *dateline, *_labelled(parts, words), *issued], reading, words.dates)
    authors = best([*_named(reading, words.bylines, site), *laid.authors])
    release = laid.release or any(words.furniture.is_release_mark(p.text) for p in reading.parts[:_TOP])
    said = replace(
        said, title=said.title or (title.value if title else None), shown_title=laid.shown_title,
        publisher=said.publisher or site, published=said.published or (published.value if published else None),
        authors=said.authors or (authors.value if authors else ()),
        declared=(*said.declared, *(("PressRelease",) if release else ())),
        reasons=(*said.reasons, *reason("title", title), *reason("publisher", publisher), *reason("date", published),
                 *reason("authors", authors)),
    )  # fmt: skip
    return _with_period(said, laid, parts, path)


def _joined(stated: Metadata, more: Metadata) -> Metadata:
    """What the file states, and where it says nothing, what its pages state."""
    empty = {name: getattr(more, name) for name in Metadata.__slots__ if not getattr(stated, name)}
    return replace(stated, **empty)


# ── publisher ────────────────────────────────────────────────────────────────────────────────────────────


def _issuers(
    title: Candidate[str] | None, laid: Laid, parts: Sequence[Part], *, released: bool
) -> Iterator[Candidate[str]]:
    """The body that the title of a release begins with."""
    text = "\n\n".join(p.text for p in parts if p.kind not in ("boilerplate", "title"))
    if title and (laid.release or released) and (body := issuing_body(title.value, text)):
        yield Candidate(body, 0.4, "the body that the title names as acting")


# ── dates ────────────────────────────────────────────────────────────────────────────────────────────────

# Behind the date of such a line stands no more than a time, a place or who gave it out (characters).
_BEHIND = 60
_ISSUED_AND_CHANGED = 2


def _labelled(parts: Sequence[Part], words: GenreWords) -> list[Candidate[Edtf]]:
    """The days of lines that say they give one; more of them than of issue and change are those of a list."""
    found = list(_said(parts, words))
    return found if len({candidate.value for candidate in found}) <= _ISSUED_AND_CHANGED else []


def _said(parts: Sequence[Part], words: GenreWords) -> Iterator[Candidate[Edtf]]:
    """The day of each line that says it gives one: "Published 3 May 2019", "Date: 04/05/2022"."""
    whole = "\n".join(p.text for p in parts)
    for part in (*parts[:_HEAD], *parts[max(_HEAD, len(parts) - _ENDS) :]):
        label = words.says_date(part.text) if part.kind not in ("title", "table_row") else 0
        rest = part.text[label:] if label else ""
        start, end, day = next(words.dates.days(rest), (0, 0, None))
        behind = rest[end:].strip() if rest[end:].strip() != "." else ""
        if day and start < 2 and len(behind) <= _BEHIND and not ends_sentence(behind or "x"):
            yield Candidate(day, 0.55, "a line that says so")
        elif rest and len(rest) <= _BEHIND and (value := words.dates.in_numbers(rest, whole)):
            yield Candidate(value, 0.55, "a line that says so")


def _published(found: Sequence[Candidate[Edtf]], reading: Reading, dates: PrintedDates) -> Candidate[Edtf] | None:
    """The day of publication; of two neighbouring days, the one that the page prints.

    A time stamp in UTC names another day than the publisher's calendar for some hours of each day.
    """
    stated = [(c, Candidate(day, c.score, c.place)) for c in reading.dates if (day := day_in(c.value, dates))]
    years = [year for c in reading.dates if not day_in(c.value, dates) and (year := dates.in_numbers(c.value, c.value))]
    found = [*found, *(Candidate(year, _YEAR_ONLY, "the year of a line above the text") for year in years)]
    chosen = best([*(day for _, day in stated), *found])
    stamp = next((words.value for words, day in stated if day is chosen), "")
    if chosen is None or not _UTC.search(stamp):
        return chosen
    printed = [c for c in (*found, *(day for _, day in stated)) if c.place in _PRINTED and _near(c.value, chosen.value)]
    if not printed or any(c.value == chosen.value for c in printed):
        return chosen
    return replace(printed[0], place=f"{printed[0].place}, in the publisher's own time")


# How far a date in numbers is trusted that leaves open which of them is the day.
_YEAR_ONLY = 0.12
_UTC = re.compile(r"T\d\d:\d\d[\d:.]*(?:Z|[+-]00:?00)?$")
_PRINTED = ("a time element", "an element named after dates", "a line of the page that gives a date")


def _near(one: Edtf, other: Edtf) -> bool:
    if one.earliest is None or other.earliest is None:
        return False
    return abs((one.earliest - other.earliest).days) <= 1


def day_in(words: str, dates: PrintedDates) -> Edtf | None:
    """The day, month or year that words give which a file states as its date."""
    if re.fullmatch(r"\d{4}(?:-\d\d)?", words):
        return Edtf(words)
    return dates.first(words) or dates.month(words)


# ── authors and period ───────────────────────────────────────────────────────────────────────────────────


def _named(reading: Reading, reader: Bylines, site: str | None) -> Iterator[Candidate[tuple[Author, ...]]]:
    for candidate in reading.bylines:
        names = reader.names(candidate.value, site=site)
        if candidate.score <= WEAK:
            names = tuple(filter(None, map(person_name, names)))
        if names:
            # one word alone is rarely a person: a login, a section, a part of the site's name
            score = candidate.score - (0.3 if all(" " not in name for name in names) else 0)
            yield Candidate(tuple(Author(name=n) for n in names), score, candidate.place)


def _with_period(said: Metadata, laid: Laid, parts: Sequence[Part], path: str) -> Metadata:
    """The metadata with the period that a report reports on; a paper in a volume reports on none."""
    if said.period or said.volume:
        return said
    top = [p for p in parts[:_TOP] if p.kind not in ("title", "boilerplate")]
    places = [("title", said.shown_title or said.title or ""), *laid.places, *lines_above(p.text for p in top)]
    places += [*about_itself("\n\n".join(p.text for p in top)), ("file name", PurePath(path).stem)]
    found = reporting_period(places, said.published, "\n".join(p.text for p in parts))
    return replace(said, period=found[0], reasons=(*said.reasons, found[1])) if found else said
