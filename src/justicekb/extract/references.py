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
from justicekb.extract.authors import body_pattern, read_authors
from justicekb.extract.nlp import Found, Parsed
from justicekb.model import Record, Reference
from justicekb.spans import Span
from justicekb.vocabulary import Vocabulary
from justicekb.vocabulary.datetext import Anchor, find_dates
from justicekb.vocabulary.entries import ReferenceWords
from justicekb.vocabulary.patterns import YEAR, alternation, whole

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
_DASHES = re.compile(r"\s*[.,]?\s+[–—-]\s+")
_SPAN = r"[A-Za-z]?\d+[a-z]?(?:\s*[-–—]\s*[A-Za-z]?\d+[a-z]?)?"
_PAGES_MARK = r"(?:pp?|S|С)\.\s*"
# An address or number is cut off here at the latest, so that a broken entry stays cheap to read (characters).
_LONGEST = 3000


@dataclass(frozen=True, slots=True)
class _Patterns:
    """The reference words, compiled."""

    body: re.Pattern[str]
    noise: re.Pattern[str]
    volume: re.Pattern[str]
    issue: re.Pattern[str]
    pages: re.Pattern[str]
    editors: re.Pattern[str]
    publisher: re.Pattern[str]
    kinds: tuple[tuple[str, re.Pattern[str]], ...]
    abbreviations: frozenset[str]


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
    for block in document.blocks:
        if block.kind != "reference" or not block.span.of(document.text).strip():
            continue
        text = " ".join(block.span.of(document.text).split())
        yield read_reference(text, vocabulary, document=document.id, span=block.span)


def read_reference(text: str, vocabulary: Vocabulary, *, document: str, span: Span) -> Reference:
    """The parts of one printed entry; `text` is the entry on one line."""
    patterns = vocabulary.once(_patterns)
    entry = _split(_without_address(_labelled(text[:_LONGEST]), patterns), patterns)
    numbers = _numbers(entry.rest, patterns)
    container, publisher = _source(numbers.before, numbers, patterns)
    return Reference(
        document=document,
        span=span,
        evidence=span,
        rule="reference",
        text=text,
        type=_type(entry, numbers, container, patterns),
        label=entry.label,
        title=entry.title or None,
        authors=read_authors(entry.head, body=patterns.body, natural=entry.natural),
        issued=_issued(entry, vocabulary),
        container=container or None,
        volume=numbers.volume,
        issue=numbers.issue,
        pages=numbers.pages,
        publisher=publisher or None,
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


def _without_address(entry: _Entry, patterns: _Patterns) -> _Entry:
    doi = _DOI.search(entry.rest)
    rest = entry.rest[: doi.start()] + entry.rest[doi.end() :] if doi else entry.rest
    url = _URL.search(rest)
    rest = rest[: url.start()] + rest[url.end() :] if url else rest
    rest = re.sub(r"\(\s*\)|\[\s*\]", " ", patterns.noise.sub(" ", rest))
    rest = re.sub(r"\s+([.,;:])", r"\1", re.sub(r"[*_]{1,2}(?=\w)|(?<=[\w.,!?])[*_]{1,2}", "", rest))
    return replace(
        entry,
        rest=" ".join(rest.split()).strip(" ,;<>"),
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


def _split(entry: _Entry, patterns: _Patterns) -> _Entry:
    """Sets head, year, title and what is left, by the first sign of the style that fits."""
    text = entry.rest
    quoted = _QUOTED.search(text)
    year = _PAREN_YEAR.search(text)
    if year and year.start() < 300 and (quoted is None or year.start() < quoted.start()):
        split = replace(entry, head=text[: year.start()], year=year[1], issued=year[1] + year[2])
        return _with_title(split, text[year.end() :], patterns)
    bare = _BARE_YEAR.search(text)
    if (
        bare
        and bare.start() < 200
        and _only_names(text[: bare.start()], patterns)
        and (quoted is None or bare.start() < quoted.start())
    ):
        return _with_title(
            replace(entry, head=text[: bare.start()], year=bare[1], issued=bare[1]), text[bare.end() :], patterns
        )
    return _year_behind(entry, quoted, patterns)


def _only_names(head: str, patterns: _Patterns) -> bool:
    """Whether the words before a bare year can be authors: few lower-case words, or a body's name."""
    words = [
        w for w in re.findall(r"[^\W\d]+", head) if w not in ("and", "et", "al", "de", "van", "von", "of", "the", "und")
    ]
    return bool(words) and sum(w[0].islower() for w in words) <= len(words) / 5 and len(words) < 30


def _year_behind(entry: _Entry, quoted: re.Match[str] | None, patterns: _Patterns) -> _Entry:
    """Styles with the year at the end: the authors end before the title's marks, at a slash, or at their last initial."""
    text = entry.rest
    years = [m for m in _ANY_YEAR.finditer(text) if quoted is None or m.start() > quoted.end()]
    year = years[-1][1] if years else ""
    dated = replace(entry, year=year, issued=year)
    slash = _SLASHES.search(text)
    if slash:
        names = _leading_names(text[: slash.start()])
        title = text[len(names) : slash.start()].strip(" .,")
        return replace(dated, head=names, title=_clean(title), rest=text[slash.end() :], slashes=True)
    if quoted:
        return replace(
            dated, head=text[: quoted.start()], title=_clean(quoted[1]), rest=text[quoted.end() :], natural=True
        )
    names = _leading_names(text)
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


_NAME = r"(?:(?:de|van|von|der|del|di|da|al|el)\s)*[^\W\d_a-zа-яё][\w'’ʼ-]+(?:[\s-][^\W\d_a-zа-яё][\w'’-]+)?"
_INITIALS = r"(?:[^\W\d_a-zа-яё]\.\s?-?){1,3}|[^\W\d_a-zа-яё]{1,3}(?=[.,;\s])"
_NAMES = re.compile(
    rf"(?:(?:{_NAME},?\s(?:{_INITIALS})|(?:[^\W\d_a-zа-яё]\.\s?-?){{1,3}}\s?{_NAME})"
    rf"(?:\s*[,;]\s*(?:and\s+|&\s*)?|\s+(?:and|&|и)\s+|(?=[.:\s]|$)))+(?:et\s+al\.?|и\s+др\.?)?[.:]?\s*"
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


# ── title and source ─────────────────────────────────────────────────────────────────────────────────────


def _with_title(entry: _Entry, body: str, patterns: _Patterns) -> _Entry:
    body = body.strip(" .,;:–—-")
    quoted = _QUOTED.match(body)
    if quoted:
        return replace(entry, title=_clean(quoted[1]), rest=body[quoted.end() :])
    slash = _SLASHES.search(body)
    if slash:
        return replace(entry, title=_clean(body[: slash.start()]), rest=body[slash.end() :], slashes=True)
    end = _title_end(body, patterns)
    return replace(entry, title=_clean(body[:end]), rest=body[end:])


def _title_end(body: str, patterns: _Patterns) -> int:
    """Where the title's sentence ends; "In Editor (Ed.)," and a place with its publisher end it, too."""
    for match in re.finditer(r"[.?!](?:[”\"’»])?\s+(?=[^\W_a-z]|[\[(«“]|\d)", body):
        word = re.search(r"([\w.]+)$", body[: match.start()])
        short = word is not None and (
            (len(word[1]) == 1 and word[1].isalpha()) or word[1].casefold() in patterns.abbreviations
        )
        question = (
            body[match.start()] in "?!" and ". " in body[match.end() :] and not body[match.end() :].startswith("In ")
        )
        if not short and not question:
            return match.end()
    inside = re.search(r",\s+(?=in:?\s+[A-Z])|\s+(?=\([A-Z][\w .-]+:\s)|,\s+(?=[A-Z][\w ]+:\s[A-Z])", body)
    return inside.start() if inside else len(body)


def _clean(text: str) -> str:
    return " ".join(text.split()).strip(" .,;:/–—-")


@dataclass(frozen=True, slots=True)
class _Numbers:
    """Volume, issue and pages, and the words that stand before the first of them."""

    before: str
    after: str
    volume: str | None = None
    issue: str | None = None
    pages: str | None = None


def _numbers(rest: str, patterns: _Patterns) -> _Numbers:
    compact = re.search(
        rf"(?:\b({YEAR})\s*;\s*)?\b(\d{{1,4}})\s*\(([^()]{{1,20}})\)\s*[,:]?\s*(?:{_PAGES_MARK})?({_SPAN})?", rest
    )
    if compact and not re.fullmatch(YEAR, compact[3].strip()):
        return _found(rest, compact.start(), compact.end(), volume=compact[2], issue=compact[3], pages=compact[4])
    colon = re.search(rf"\b(?:({YEAR})\s*;\s*)?(\d{{1,4}})(?:\s*\({YEAR}\))?\s*[:,]\s*(\d+\s*[-–—]\s*\d+)(?!\d)", rest)
    if colon and not patterns.volume.search(rest) and not patterns.issue.search(rest):
        issue = patterns.issue.search(rest, 0, colon.start() + 1)
        return _found(
            rest, colon.start(), colon.end(), volume=colon[2], issue=issue[1] if issue else None, pages=colon[3]
        )
    return _spelled(rest, patterns)


def _spelled(rest: str, patterns: _Patterns) -> _Numbers:
    volume, issue, pages = (p.search(rest) for p in (patterns.volume, patterns.issue, patterns.pages))
    loose = None if pages else re.search(rf"[,:]\s*(?!{YEAR}\s*\.?$)(\d+(?:\s*[-–—]\s*\d+)?)(?![\d])\s*\.?$", rest)
    pages = pages or loose
    bare = None if volume or not issue else re.search(r"\s(\d{1,4}),?\s*$", rest[: issue.start()])
    volume = volume or bare
    starts = [m.start() for m in (volume, issue, pages) if m]
    ends = [m.end() for m in (volume, issue, pages) if m]
    if not starts:
        return _Numbers(rest, "")
    return _found(
        rest, min(starts), max(ends), volume=volume and volume[1], issue=issue and issue[1], pages=pages and pages[1]
    )


def _found(rest: str, start: int, end: int, *, volume: str | None, issue: str | None, pages: str | None) -> _Numbers:
    span = re.sub(r"\s*[-–—]\s*", "-", pages) if pages else None
    return _Numbers(rest[:start], rest[end:], volume, issue.strip() if issue else None, span)


def _source(before: str, numbers: _Numbers, patterns: _Patterns) -> tuple[str, str]:
    """Container and publisher out of the words around the numbers."""
    words = re.sub(rf"\(?\b{YEAR}[a-z]?\b\)?(?:\s*[-–]\s*)?", " ", before)
    words = " ".join(words.split()).strip(" .,;:–—-(")
    inside = re.match(r"(?:In|in):?\s+(.*)$", words)
    if inside:
        container = _after_editors(inside[1], patterns)
        first, _, tail = container.partition(". ")
        return _clean(first), _clean(tail or _publisher(numbers.after))
    if numbers.volume or numbers.issue or numbers.pages:
        return _clean(words), _publisher(numbers.after) if not numbers.volume else ""
    return "", _publisher(words)


def _after_editors(words: str, patterns: _Patterns) -> str:
    match = patterns.editors.search(words)
    return words[match.end() :].strip(" ,.:") if match else words


def _publisher(words: str) -> str:
    """The publisher of "Place: Publisher", "Place, Publisher" or the words themselves."""
    words = re.sub(rf"\b{YEAR}[a-z]?\b|[()]", " ", words)
    words = _clean(words.rpartition(":")[2] if ":" in words else words)
    return words if words[:1].isupper() and len(words) < 80 else ""


def _type(entry: _Entry, numbers: _Numbers, container: str, patterns: _Patterns) -> str:
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


# ── the words, compiled ──────────────────────────────────────────────────────────────────────────────────


def _patterns(vocabulary: Vocabulary) -> _Patterns:
    words = {entry.id: alternation(entry.words) for entry in vocabulary.entries(ReferenceWords)}
    abbreviations = next(e.words for e in vocabulary.entries(ReferenceWords) if e.id == "abbreviation")
    number = r"[IVXLC]+\b|\d+(?:\s*[-–/]\s*\d+)?"
    start = r"(?<![^\W\d])"
    return _Patterns(
        body=body_pattern(words["body"]),
        noise=re.compile(
            rf"[\[(]\s*{words['accessed']}[^\])]*[\])]|{words['online']}|(?<!\w){words['accessed']}(?:\s*:|\s+(?:on\s+)?"
            rf"(?:\d{{1,2}}[.\s]\s?\w+[.\s]\s?\d{{4}}|\w+\s\d{{1,2}},\s\d{{4}})(?:,?\s+from)?:?|\s+from:?|(?=\s*[.,]|\s*$))",
            re.IGNORECASE,
        ),
        volume=re.compile(rf"{start}{words['volume']}\s*({number})", re.IGNORECASE),
        issue=re.compile(rf"{start}{words['issue']}\s*(\d+(?:\s*[-–/]\s*\d+)?)", re.IGNORECASE),
        pages=re.compile(rf"{start}{words['pages']}\s*({_SPAN})", re.IGNORECASE),
        editors=re.compile(rf"\(?(?<!\w){words['editors']}(?!\w)\)?\.?,?\s*", re.IGNORECASE),
        publisher=re.compile(whole(words["publisher"]), re.IGNORECASE),
        kinds=tuple(
            (kind, re.compile(whole(words[entry]), re.IGNORECASE))
            for kind, entry in (("thesis", "thesis"), ("paper-conference", "conference"), ("report", "report"))
        ),
        abbreviations=frozenset(word.casefold() for word in abbreviations),
    )
