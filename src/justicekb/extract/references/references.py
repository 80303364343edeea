"""Entries of a bibliography: each block of kind `reference` read into its parts.

Reads APA, Harvard, Chicago, MLA, IEEE, Vancouver and GOST style by what stands where; nothing here needs a parser.
What a part cannot be told for certain stays None, so that the printed entry is always worth more than its parts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from justicekb.edtf import Edtf
from justicekb.errors import ValueFormatError
from justicekb.extract.nlp import Found, Parsed
from justicekb.extract.references.authors import read_authors
from justicekb.extract.references.publication import Numbers, clean, numbers_of, source_of
from justicekb.extract.references.words import Patterns, reference_patterns
from justicekb.model import Record, Reference
from justicekb.spans import Span
from justicekb.vocabulary import Vocabulary
from justicekb.vocabulary.datetext import Anchor, find_dates
from justicekb.vocabulary.patterns import PARTICLE, YEAR

# Dashes in the place of the authors of the entry before.
_AGAIN = re.compile(r"\s*(?:[-–—_―]{2,6}|[—―])\s*[.,:(]")
_LABEL = re.compile(r"\s*(?:\[([^\]\s]{1,12})\]|\(?(\d{1,3})[.)]|(\d{1,3})(?=\s+[^\W\d]))\s*[.:]?\s+|\s*[-–•*]\s+")
_DOI = re.compile(r"(?:https?://(?:dx\.)?doi\.org/|\bdoi:?\s*(?:org/)?)?\b(10\.\d{4,9}/[^\s\"<>]+)", re.IGNORECASE)
_URL = re.compile(r"<?\b(?:https?://|www\.)[^\s<>\"”]+>?", re.IGNORECASE)
_PAREN_YEAR = re.compile(rf"\(\s*(?:c\.?\s*|circa\s+)?({YEAR})[a-z]?((?:[,/:]\s*[^()]{{1,40}})?)\)")
_BARE_YEAR = re.compile(rf"[.,]\s+({YEAR})[a-z]?\s*[.,:]\s+")
_ANY_YEAR = re.compile(rf"(?<![\d/-])({YEAR})[a-z]?(?![\d/])(?!\s*[-–]\s*\d)")
_QUOTED = re.compile(
    r"(?:[“\"«„]|‘|(?<!\w)'|``){1,2}(?=\w)(.{6,300}?)(?:[,.]|(?<=[?!]))?(?:[”\"»“]|’|'){1,2}(?=[\s.,;)(]|$)(?!\s[a-z])"
)
_SLASHES = re.compile(r"\s+//\s+")
# An address or number is cut off here at the latest, so that a broken entry stays cheap to read (characters).
_LONGEST = 3000


@dataclass(frozen=True, slots=True)
class _Entry:
    """A printed entry while it is taken apart: `rest` is what is not yet understood."""

    rest: str
    label: str | None = None
    doi: str | None = None
    url: str | None = None
    head: str = ""
    year: str = ""
    issued: str = ""
    title: str = ""
    natural: bool = False
    slashes: bool = False


def find_references(parsed: Parsed, vocabulary: Vocabulary, found: Found) -> Iterator[Record]:
    """One reference for each block of kind `reference`, in the order of the bibliography."""
    document = parsed.document
    before: tuple[str, ...] = ()
    for block in document.blocks:
        if block.kind != "reference" or not block.span.of(document.text).strip():
            continue
        text = " ".join(block.span.of(document.text).split())
        one = read_reference(text, vocabulary, document=document.id, span=block.span)
        one = replace(one, authors=before) if _AGAIN.match(text) else one
        before = one.authors
        yield one


def read_reference(text: str, vocabulary: Vocabulary, *, document: str, span: Span) -> Reference:
    """The parts of one printed entry; `text` is the entry on one line."""
    patterns = vocabulary.once(reference_patterns)
    entry = _split(_without_address(_labelled(text[:_LONGEST]), patterns), patterns)
    numbers = numbers_of(entry.rest, patterns)
    source = source_of(numbers.before, numbers, patterns)
    return Reference(
        document=document,
        span=span,
        evidence=span,
        rule="reference",
        text=text,
        type=_type(entry, numbers, source.container, patterns),
        label=entry.label,
        title=entry.title or None,
        authors=read_authors(patterns.others.sub("", entry.head), body=patterns.body, natural=entry.natural),
        others=patterns.others.search(entry.head.rstrip(" .,;:(")) is not None,
        editors=read_authors(source.editors, body=patterns.body, natural=True),
        issued=_issued(entry, vocabulary),
        container=source.container or None,
        volume=numbers.volume,
        issue=numbers.issue,
        pages=numbers.pages,
        publisher=source.publisher or None,
        doi=entry.doi,
        url=entry.url,
    )


# ── label, address, year ─────────────────────────────────────────────────────────────────────────────────


def _labelled(text: str) -> _Entry:
    match = _LABEL.match(text)
    if match is None:
        return _Entry(rest=text.strip())
    label = match[1] or match[2] or match[3]
    return _Entry(rest=text[match.end() :].strip(), label=label)


def _without_address(entry: _Entry, patterns: Patterns) -> _Entry:
    doi = _DOI.search(entry.rest)
    rest = entry.rest[: doi.start()] + entry.rest[doi.end() :] if doi else entry.rest
    url = _URL.search(rest)
    rest = rest[: url.start()] + rest[url.end() :] if url else rest
    rest = re.sub(r"\(\s*\)|\[\s*\]", " ", patterns.noise.sub(" ", rest))
    rest = re.sub(r"\s+([.,;:])", r"\1", re.sub(r"[*_]{1,2}(?=\w)|(?<=[\w.,!?])[*_]{1,2}", "", rest))
    return replace(
        entry,
        rest=patterns.undated_end.sub("", " ".join(rest.split()).strip(" ,;<>")),
        doi=_bare(doi[1]) if doi else None,
        url=_bare(url.group())
        if url
        else f"https://doi.org/{_bare(doi[1])}"
        if doi and "doi.org" in doi.group()
        else None,
    )


def _bare(address: str) -> str:
    """An address without the marks that the sentence put around it."""
    address = address.strip("<>").rstrip(".,;:")
    while address.endswith(")") and address.count("(") < address.count(")"):
        address = address[:-1].rstrip(".,;:")
    return address


def _split(entry: _Entry, patterns: Patterns) -> _Entry:
    """Sets head, year, title and what is left, by the first sign of the style that fits."""
    text = entry.rest
    quoted = _QUOTED.search(text)
    year = _PAREN_YEAR.search(text)
    if year and year.start() < 300 and (quoted is None or year.start() < quoted.start()):
        split = replace(entry, head=text[: year.start()], year=year[1], issued=year[1] + year[2])
        return _with_title(split, text[year.end() :], patterns)
    undated = patterns.undated.search(text)
    if undated and undated.start() < 300 and (quoted is None or undated.start() < quoted.start()):
        split = replace(entry, head=text[: undated.start()])
        commas = undated[0][0] != "(" and text[undated.end()] == ","
        return (_between_commas if commas else _with_title)(split, text[undated.end() :].lstrip(" ,."), patterns)
    bare = _BARE_YEAR.search(text)
    if (
        bare
        and bare.start() < 200
        and _only_names(text[: bare.start()], patterns)
        and (quoted is None or bare.start() < quoted.start())
    ):
        split = replace(entry, head=text[: bare.start()], year=bare[1], issued=bare[1])
        if bare[0].startswith(",") and bare[0].rstrip().endswith(","):
            return _between_commas(split, text[bare.end() :], patterns)
        return _with_title(split, text[bare.end() :], patterns)
    return _year_behind(entry, quoted, patterns)


def _between_commas(entry: _Entry, body: str, patterns: Patterns) -> _Entry:
    """The style that parts all by commas: the title ends before the kind of paper or the publisher, and its place."""
    segments = body.strip(" .,;:").split(", ")
    kinds = [pattern for _, pattern in patterns.kinds]
    stops = (i for i, s in enumerate(segments) if i and any(p.search(s) for p in (*kinds, patterns.publisher)))
    stop = next(stops, None)
    if _QUOTED.match(body.strip(" .,;:–—-")) or stop is None:
        return _with_title(entry, body, patterns)
    if stop > 1 and " " not in segments[stop - 1]:  # the publisher's town
        stop -= 1
    return replace(entry, title=clean(", ".join(segments[:stop])), rest=", ".join(segments[stop:]))


def _only_names(head: str, patterns: Patterns) -> bool:
    """Whether the words before a bare year can be authors: few lower-case words, or a body's name."""
    words = [
        w for w in re.findall(r"[^\W\d]+", head) if w not in ("and", "et", "al", "de", "van", "von", "of", "the", "und")
    ]
    return bool(words) and sum(w[0].islower() for w in words) <= len(words) / 5 and len(words) < 30


def _year_behind(entry: _Entry, quoted: re.Match[str] | None, patterns: Patterns) -> _Entry:
    """Styles with the year at the end: authors end before the title's marks, at a slash, or at their last initial."""
    text = entry.rest
    years = [m for m in _ANY_YEAR.finditer(text) if quoted is None or m.start() > quoted.end()]
    year = years[-1][1] if years else ""
    dated = replace(entry, year=year, issued=year)
    slash = _SLASHES.search(text)
    if slash:
        names = _leading_names(text[: slash.start()])
        title = text[len(names) : slash.start()].strip(" .,")
        return replace(dated, head=names, title=clean(title), rest=text[slash.end() :], slashes=True)
    if quoted:
        return replace(
            dated, head=text[: quoted.start()], title=clean(quoted[1]), rest=text[quoted.end() :], natural=True
        )
    names = _leading_names(text)
    if names.rstrip().endswith(","):
        names += _leading_body(text[len(names) :], patterns)
    if names:
        return _with_title(replace(dated, head=names), text[len(names) :], patterns)
    full = _FULL_NAMES.match(text)
    if full:
        return _with_title(replace(dated, head=full[1]), text[full.end() :], patterns)
    first, _, rest = text.partition(". ")
    if patterns.body.search(first) and len(first.split()) <= 10 and rest:
        return _with_title(replace(dated, head=first), rest, patterns)
    comma = re.match(r"((?:[^\W\d_a-z][\w'’.-]+\s+){1,3}[^\W\d_a-z][\w'’-]+(?:\s+and\s+[^,]{4,40})?),\s+", text)
    if comma:
        return _with_title(replace(dated, head=comma[1], natural=True), text[comma.end() :], patterns)
    return _with_title(dated, text, patterns)


_NAME = rf"(?:{PARTICLE}\s)*[^\W\d_a-zа-яё][\w'’ʼ-]+(?:[\s-][^\W\d_a-zа-яё][\w'’-]+)?"
_INITIALS = r"(?:[^\W\d_a-zа-яё]\.\s?-?){1,3}|[^\W\d_a-zа-яё]{1,3}(?=[.,;\s])"
_NAMES = re.compile(
    rf"(?!The\s)(?:(?:{_NAME},?\s(?:{_INITIALS})|(?:[^\W\d_a-zа-яё]\.\s?-?){{1,3}}\s?{_NAME})"
    rf"(?:\s*[,;]\s*(?:and\s+|&\s*)?|\s+(?:and|&|и)\s+|(?=[.:\s]|$)))+(?:\s?(?:et\s+al\.?|и\s+др\.?))?[.:,]?\s*"
)


# "Novak, Anna, and Berta Berg." as the bibliographies of books print it.
_FULL_NAMES = re.compile(
    rf"({_NAME},\s[^\W\d_a-z][\w’-]+(?:\s[^\W\d_a-z]\.?)?"
    r"(?:,?\s(?:and|&)\s(?:[^\W\d_a-z][\w.’-]*\s){1,3}[^\W\d_a-z][\w’-]+)?)\.\s+"
)


def _leading_names(text: str) -> str:
    """The run of names with initials that an entry begins with, empty when it begins otherwise."""
    match = _NAMES.match(text)
    return match.group() if match else ""


def _leading_body(text: str, patterns: Patterns) -> str:
    """A body behind persons at the end of the authors, with its full stop; empty when the title begins here."""
    first, stop, rest = text.partition(". ")
    whole = patterns.body.search(first) and first[:1].isupper() and len(first.split()) <= _BODY_WORDS
    return f"{first}{stop}" if whole and ". " in rest else ""


_BODY_WORDS = 6


# ── title and source ─────────────────────────────────────────────────────────────────────────────────────


def _with_title(entry: _Entry, body: str, patterns: Patterns) -> _Entry:
    body = body.strip(" .,;:–—-")
    quoted = _QUOTED.match(body)
    if quoted:
        return replace(entry, title=clean(quoted[1]), rest=body[quoted.end() :])
    slash = _SLASHES.search(body)
    if slash:
        return replace(entry, title=clean(body[: slash.start()]), rest=body[slash.end() :], slashes=True)
    end = _title_end(body, patterns)
    return replace(entry, title=clean(body[:end]), rest=body[end:])


def _title_end(body: str, patterns: Patterns) -> int:
    """Where the title's sentence ends; "In Editor (Ed.)," and a place with its publisher end it, too."""
    for match in re.finditer(r"[.?!](?:[”\"’»])?\s+(?=[^\W_a-z]|[a-z][A-Z]|[\[(«“]|\d)", body):
        word = re.search(r"([\w.]+)$", body[: match.start()])
        short = word is not None and (
            (len(word[1]) == 1 and word[1].isupper()) or word[1].casefold() in patterns.abbreviations
        )
        question = (
            body[match.start()] in "?!" and ". " in body[match.end() :] and not body[match.end() :].startswith("In ")
        )
        if not short and not question:
            return match.end()
    inside = re.search(r",\s+(?=in:?\s+[A-Z])|\s+(?=\([A-Z][\w .-]+:\s)|,\s+(?=[A-Z][\w ]+:\s[A-Z])", body)
    return inside.start() if inside else len(body)


def _type(entry: _Entry, numbers: Numbers, container: str, patterns: Patterns) -> str:
    whole_entry = f"{entry.title} {entry.rest}"
    for kind, pattern in patterns.kinds:
        if pattern.search(whole_entry) and (kind != "report" or not numbers.volume):
            return kind
    if not numbers.volume and container and re.match(r"\s*[.,]?\s*[Ii]n:?\s+[A-Z]", entry.rest):
        return "chapter"
    if container and (numbers.volume or numbers.issue or entry.doi or entry.slashes):
        return "article-journal"
    if container:
        return "article-journal" if numbers.pages else "chapter"
    if entry.url and not entry.doi:
        return "webpage"
    return "book" if patterns.publisher.search(entry.rest) or ":" in entry.rest else "document"


def _issued(entry: _Entry, vocabulary: Vocabulary) -> Edtf | None:
    """The date of publication: a full date in the brackets of the year, else the year."""
    if not entry.year:
        return None
    if len(entry.issued) > len(entry.year):
        day_first = re.sub(rf"^({YEAR}),?\s*(.*)$", r"\2 \1", entry.issued)
        for text in (day_first, entry.issued):
            for date in find_dates(text, Anchor(), vocabulary):
                if date.edtf is not None and date.edtf.year == int(entry.year):
                    return date.edtf
    try:
        return Edtf(entry.year)
    except ValueFormatError:
        return None
