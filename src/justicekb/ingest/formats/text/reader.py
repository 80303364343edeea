"""Plain text and Markdown → `Document`: paragraphs put together again, furniture left out, boilerplate marked."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from justicekb.edtf import Edtf
from justicekb.errors import SourceError
from justicekb.ingest import mediatype
from justicekb.ingest.blocks import BlockBuilder
from justicekb.ingest.candidates import Metadata
from justicekb.ingest.formats.text.clean import join_lines, unify_lines, without_entities
from justicekb.ingest.formats.text.encoding import decode
from justicekb.ingest.formats.text.lines import Part, parts
from justicekb.ingest.genres.bylines import bylines
from justicekb.ingest.genres.furniture import furniture
from justicekb.ingest.genres.kinds import kind_of
from justicekb.ingest.genres.paper.partnames import paper_words
from justicekb.ingest.genres.paper.plaintext import PaperText, looks_like_paper, read_paper
from justicekb.ingest.genres.printeddate import PrintedDates, printed_dates
from justicekb.ingest.genres.release.head import TITLE_LIMIT, Head, head_words, read_head, split_fields
from justicekb.ingest.genres.release.release import (
    dateline,
    issuing_body,
    mark_boilerplate,
    presents_body,
    without_torn_words,
)
from justicekb.ingest.genres.report.period import about_itself, lines_above, reporting_period
from justicekb.ingest.source import SourceInfo
from justicekb.model import Author, Document, normalise_name
from justicekb.vocabulary import Vocabulary


def read_plaintext(data: bytes, source: SourceInfo, vocabulary: Vocabulary) -> Document:
    """The document of a text or Markdown file; raises SourceError for one without a word."""
    text, note = decode(data)
    text = unify_lines(text).lstrip("\ufeff")
    if not any(map(str.isalpha, text)):
        raise SourceError(source.path, "the file has no words")
    markdown = source.media_type == mediatype.MARKDOWN or looks_like_markdown(text)
    if markdown:
        text = without_entities(text)
    fields, lines = split_fields(text.replace("\f", "\n\n").split("\n"))
    found = parts("\n".join(without_torn_words(lines)), markdown=markdown)
    notes = [note] if note else []
    words = vocabulary.once(paper_words)
    if looks_like_paper(found, words):
        return _paper_document(read_paper(found, words), source, notes)
    head = read_head(found, vocabulary.once(head_words))
    return _text_document(replace(head, fields=fields), source, vocabulary, notes)


_MARKDOWN = re.compile(r"^(?:#{1,6} \S|\s*\|.*\|\s*$|\[\^\w+\]:)|\*\*[^*\n]+\*\*|\[[^\]\n]+\]\(https?://", re.MULTILINE)


def looks_like_markdown(text: str) -> bool:
    """Whether a text without a Markdown name has marks of it in several places."""
    return len(_MARKDOWN.findall(text[:200_000])) >= 3


# Kinds of blocks with a level.
_LEVELLED = ("heading", "table_row")
# A release presents its issuer in its last parts.
_CLOSING = 3


def _text_document(head: Head, source: SourceInfo, vocabulary: Vocabulary, notes: list[str]) -> Document:
    body = join_subtitle(mark_boilerplate(head.body, vocabulary.once(furniture)))
    metadata = _metadata(head, body, vocabulary)
    builder = BlockBuilder()
    if metadata.title:
        builder.add("title", metadata.title)
    for part in (*head.dates, *head.bylines):
        builder.add("byline", part.text)
    for at, part in enumerate(body):
        if at >= len(body) - _CLOSING and part.kind == "paragraph" and presents_body(part.text, metadata.publisher):
            part = replace(part, kind="boilerplate")
        if normalise_name(part.text) != normalise_name(metadata.title or "") or part.kind != "heading":
            builder.add(part.kind, part.text, level=part.level if part.kind in _LEVELLED else None)
    return _document(builder, metadata, source, notes)


def _metadata(head: Head, body: Sequence[Part], vocabulary: Vocabulary) -> Metadata:
    """The metadata of a text: lines that a person wrote above it win over what it shows."""
    dates, said = vocabulary.once(printed_dates), head.fields
    title = said.get("title") or head.title
    words = "\n\n".join(p.text for p in body if p.kind != "boilerplate")
    published, why = _published(head, body, dates)
    publisher = said.get("publisher") or head.publisher
    if publisher is None and title and (head.release or dateline_of(body, dates)):
        publisher = issuing_body(title, words)
    period = reporting_period(
        [("title", title or ""), *lines_above(p.text for p in (*head.dates, *body)), *about_itself(words)], published
    )
    names = _authors(head, vocabulary)
    return Metadata(
        title=title, shown_title=title, authors=tuple(Author(name=name) for name in names), publisher=publisher,
        published=published, period=period[0] if period else None, url=said.get("url"), doi=said.get("doi"),
        declared=("PressRelease",) if head.release else (), reasons=(*why, *((period[1],) if period else ())),
    )  # fmt: skip


def _authors(head: Head, vocabulary: Vocabulary) -> tuple[str, ...]:
    """The authors: from a line that a person wrote above the text, from bylines, from "Name, place, date"."""
    words = vocabulary.once(bylines)
    if "authors" in head.fields:
        return words.names([head.fields["authors"]])
    signed = (words.signed(p.text, vocabulary.once(printed_dates)) for p in head.dates)
    return words.names(p.text for p in head.bylines) or tuple(filter(None, signed))


def _document(builder: BlockBuilder, metadata: Metadata, source: SourceInfo, notes: list[str]) -> Document:
    blocks = builder.blocks
    kind, reason = kind_of(builder.text, blocks, metadata)
    return Document(
        path=source.path, sha256=source.sha256, media_type=source.media_type, kind=kind, title=metadata.title,
        authors=metadata.authors, publisher=metadata.publisher, published=metadata.published,
        period=metadata.period, language=metadata.language or builder.language, url=metadata.url, doi=metadata.doi,
        issn=metadata.issn, container=metadata.container, volume=metadata.volume, issue=metadata.issue,
        abstract=metadata.abstract, keywords=metadata.keywords, text=builder.text, blocks=blocks,
        notes=(*notes, *metadata.reasons, reason),
    )  # fmt: skip


def _paper_document(paper: PaperText, source: SourceInfo, notes: list[str]) -> Document:
    builder = BlockBuilder()
    for part, language in paper.parts:
        builder.add(part.kind, part.text, level=part.level if part.kind in _LEVELLED else None, language=language)
    return _document(builder, paper.metadata, source, notes)


# ── dates and subtitles ──────────────────────────────────────────────────────────────────────────────────


def dateline_of(body: Sequence[Part], dates: PrintedDates) -> Edtf | None:
    """The day of the dateline that one of the first paragraphs begins with."""
    opened = (dateline(p.text, dates) for p in body[:6] if p.kind == "paragraph")
    return next((d.date for d in opened if d), None)


_SAYS_DATE = re.compile(r"(?:published|posted|date|updated|issued|accessed from)\b", re.IGNORECASE)


def _published(head: Head, body: Sequence[Part], dates: PrintedDates) -> tuple[Edtf | None, tuple[str, ...]]:
    if "published" in head.fields and (day := _day(head.fields["published"], dates)):
        return day, ("date from a line above the text",)
    if (day := dateline_of(body, dates)) is not None:
        return day, ("date from the dateline",)
    lines = [p.text for p in head.dates]
    for read in (dates.first, dates.month):
        if (day := next(filter(None, map(read, lines)), None)) is not None:
            return day, ("date from a line of its own",)
    for part in (*head.bylines, *body[:4], *body[-4:]):
        if (_SAYS_DATE.match(part.text) or part in head.bylines) and (day := dates.first(part.text)):
            return day, ("date from a line that says so",)
    return None, ()


def _day(words: str, dates: PrintedDates) -> Edtf | None:
    """The day, month or year that a field gives."""
    if re.fullmatch(r"\d{4}(?:-\d\d)?", words):
        return Edtf(words)
    return dates.first(words) or dates.month(words)


def join_subtitle(body: Sequence[Part]) -> list[Part]:
    """The lines in title case between the title and the first paragraph as one heading."""
    lead: list[Part] = []
    for part in body:
        if part.kind != "paragraph" or not _is_title_case(part.text) or len(lead) == 5:
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
