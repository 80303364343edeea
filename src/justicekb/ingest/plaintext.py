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
from justicekb.ingest.clean import ends_sentence, join_lines, unify_lines, without_entities
from justicekb.ingest.encoding import decode
from justicekb.ingest.furniture import Furniture, furniture
from justicekb.ingest.kinds import kind_of
from justicekb.ingest.lines import Part, parts
from justicekb.ingest.papertext import PaperText, looks_like_paper, read_paper
from justicekb.ingest.paperwords import paper_words
from justicekb.ingest.period import reporting_period
from justicekb.ingest.pressrelease import (
    dateline,
    is_release_mark,
    issuing_body,
    mark_boilerplate,
    without_torn_words,
)
from justicekb.ingest.printeddate import PrintedDates, printed_dates
from justicekb.ingest.source import SourceInfo
from justicekb.model import Document, normalise_name
from justicekb.vocabulary import Vocabulary

# The head of a text: title, menus of a saved page, date lines (parts).
_HEAD = 60
# A title has at most so many characters; a longer first line is a paragraph.
TITLE_LIMIT = 220


def read_plaintext(data: bytes, source: SourceInfo, vocabulary: Vocabulary) -> Document:
    """The document of a text or Markdown file; raises SourceError for one without a word."""
    text, note = decode(data)
    text = unify_lines(text).lstrip("\ufeff")
    if not any(map(str.isalpha, text)):
        raise SourceError(source.path, "the file has no words")
    markdown = source.media_type == mediatype.MARKDOWN or looks_like_markdown(text)
    if markdown:
        text = without_entities(text)
    lines = without_torn_words(text.replace("\f", "\n\n").split("\n"))
    found = parts("\n".join(lines), markdown=markdown)
    notes = [note] if note else []
    words = vocabulary.once(paper_words)
    if looks_like_paper(found, words):
        return _paper_document(read_paper(found, words), source, notes)
    return _text_document(found, source, vocabulary, notes)


_MARKDOWN = re.compile(r"^(?:#{1,6} \S|\s*\|.*\|\s*$|\[\^\w+\]:)|\*\*[^*\n]+\*\*|\[[^\]\n]+\]\(https?://", re.MULTILINE)


def looks_like_markdown(text: str) -> bool:
    """Whether a text without a Markdown name has marks of it in several places."""
    return len(_MARKDOWN.findall(text[:200_000])) >= 3


def _text_document(found: Sequence[Part], source: SourceInfo, vocabulary: Vocabulary, notes: list[str]) -> Document:
    dates, known = vocabulary.once(printed_dates), vocabulary.once(furniture)
    title, publisher, body = split_head(found, known)
    release = any(is_release_mark(part.text) for part in found[:_HEAD])
    date_lines = [p for p in body[:12] if _is_date_line(p.text, dates)]
    body = mark_boilerplate([p for p in body if p not in date_lines and not is_release_mark(p.text)], known)
    published, why = _published(date_lines, found, body, dates)
    body = join_subtitle(body)
    words = "\n\n".join(p.text for p in body if p.kind != "boilerplate")
    if publisher is None and title and (release or dateline_of(body, dates)):
        publisher = issuing_body(title, words)
    period = reporting_period([("title", title or ""), ("text", words[:1500])], published)
    metadata = Metadata(
        title=title, shown_title=title, publisher=publisher, published=published, period=period[0] if period else None,
        declared=("PressRelease",) if release else (), reasons=(*why, *((period[1],) if period else ())),
    )  # fmt: skip
    builder = BlockBuilder()
    if title:
        builder.add("title", title)
    for part in date_lines:
        builder.add("byline", part.text)
    for part in body:
        builder.add(part.kind, part.text, level=part.level if part.kind == "heading" else None)
    return _document(builder, metadata, source, notes)


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
        builder.add(part.kind, part.text, level=part.level if part.kind == "heading" else None, language=language)
    return _document(builder, paper.metadata, source, notes)


# ── the head of a text ───────────────────────────────────────────────────────────────────────────────────


def split_head(found: Sequence[Part], known: Furniture) -> tuple[str | None, str | None, list[Part]]:
    """Title, publisher and the parts after them.

    A page saved as text begins with its window title, "Title - Site", then its menus, then the title again: what
    lies between is furniture, except lines that give a date or the mark of a release.
    """
    first = next((p for p in found if p.text), None)
    if first is None:
        return None, None, []
    window = re.match(r"(?P<title>.{8,}?)\s+[-–—|]\s+(?P<site>[^–—|]{3,80})$", first.text)
    if window and (place := _shown_again(found, window["title"])):
        start, end = place
        between = [p for p in found[1:start] if known.role(p.text) is None and re.search(r"\d", p.text)]
        title = join_lines([p.text for p in found[start:end]])
        return title, window["site"], [*between, *found[end:]]
    if first.kind == "heading" or _is_title(first, found):
        return first.text, None, list(found[found.index(first) + 1 :])
    heading = next((p for p in found[:_HEAD] if p.kind == "heading" and p.level == 1), None)
    if heading is not None:
        return heading.text, None, [p for p in found if p is not heading]
    return None, None, list(found)


def _shown_again(found: Sequence[Part], title: str) -> tuple[int, int] | None:
    """Where the title stands a second time, over one to three lines: first part and the one after the last."""
    wanted = normalise_name(title)
    for start in range(1, min(_HEAD, len(found))):
        for end in range(start + 1, min(start + 4, len(found) + 1)):
            words = normalise_name(" ".join(p.text for p in found[start:end]))
            if words == wanted:
                return start, end
            if not wanted.startswith(words):
                break
    return None


def _is_title(part: Part, found: Sequence[Part]) -> bool:
    """Whether the first line is a title: short, no sentence, and followed by something longer."""
    if part.kind != "paragraph" or len(part.text) > TITLE_LIMIT or part.text.endswith((".", ";", ",", ":")):
        return False
    return any(len(p.text) > len(part.text) for p in found[1:_HEAD])


def _is_date_line(line: str, dates: PrintedDates) -> bool:
    """Whether a short line is nothing but a date with a weekday, a time or a label."""
    if len(line) > 70:
        return False
    found = list(dates.days(line))
    return len(found) == 1 and len(line) - (found[0][1] - found[0][0]) <= 35 and not ends_sentence(line)


def dateline_of(body: Sequence[Part], dates: PrintedDates) -> Edtf | None:
    """The day of the dateline that one of the first paragraphs begins with."""
    opened = (dateline(p.text, dates) for p in body[:6] if p.kind == "paragraph")
    return next((d.date for d in opened if d), None)


def _published(
    date_lines: Sequence[Part], found: Sequence[Part], body: Sequence[Part], dates: PrintedDates
) -> tuple[Edtf | None, tuple[str, ...]]:
    if (day := dateline_of(body, dates)) is not None:
        return day, ("date from the dateline",)
    if date_lines:
        return dates.first(date_lines[0].text), ("date from a line of its own",)
    for part in [*found[:6], *found[-4:]]:
        if re.match(r"(?i)(?:published|posted|date|updated|issued)\b", part.text) and (day := dates.first(part.text)):
            return day, ("date from a line that says so",)
    return None, ()


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
