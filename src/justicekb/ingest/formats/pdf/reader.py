"""PDF files: the words of the pages in reading order, with structure, page numbers and what the first page says."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from justicekb.edtf import Edtf
from justicekb.errors import SourceError
from justicekb.ingest.blocks import BlockBuilder
from justicekb.ingest.formats.html.metadata import Metadata
from justicekb.ingest.formats.pdf.blocks import Draft, draft_blocks
from justicekb.ingest.formats.pdf.chars import PdfFile, Style
from justicekb.ingest.formats.pdf.joining import Hyphens
from justicekb.ingest.formats.pdf.layout import body_style, read_lines, steadied
from justicekb.ingest.formats.pdf.running import without_running
from justicekb.ingest.formats.pdf.typesetting import read_habits
from justicekb.ingest.formats.pdf.words import read_words
from justicekb.ingest.genres.kinds import kind_of
from justicekb.ingest.genres.paper.backmatter import with_references
from justicekb.ingest.genres.paper.frontmatter import Header, read_header
from justicekb.ingest.genres.paper.imprint import Imprint, read_imprint
from justicekb.ingest.genres.paper.partnames import paper_words
from justicekb.ingest.genres.printeddate import printed_dates
from justicekb.ingest.genres.report.period import reporting_period
from justicekb.ingest.genres.report.series import Series, read_series
from justicekb.ingest.source import SourceInfo
from justicekb.model import Document, DocumentKind
from justicekb.vocabulary import Vocabulary

_SHORT = 160  # characters
# A PDF file of this many pages that is no paper was issued as a report.
_REPORT_PAGES = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """A file's blocks before metadata is read: drafts in reading order, running lines by page, the body's style."""

    drafts: list[Draft]
    running: list[list[str]]
    body: Style
    hyphens: Hyphens


def read_pdf(data: bytes, source: SourceInfo, vocabulary: Vocabulary) -> Document:
    """The document of a PDF file; raises SourceError for one that is encrypted, broken, or a scan that cannot be read.

    The file's own information dictionary counts only where the pages confirm it: most are wrong.
    """
    file, notes = read_words(data, source.path)
    layout = lay_out(file)
    words = vocabulary.once(paper_words)
    if not layout.drafts:
        raise SourceError(source.path, "no text in this PDF file besides its running lines")
    drafts = with_references(layout.drafts, words, layout.hyphens)
    header = read_header(drafts, file.info.get("Title"), size=layout.body.size, words=words)
    imprint = read_imprint(_head_strings(drafts, layout.running, header), header.title, vocabulary.once(printed_dates))
    blocks = _blocks(drafts, header)
    text = blocks.text
    running = list(dict.fromkeys(line for page in layout.running for line in page))
    metadata = _metadata(header, imprint, read_series(running, text), running)
    kind, reason = kind_of(text, blocks.blocks, metadata)
    if kind in ("article", "other"):
        kind, reason = _kind_of_file(metadata, len(file.pages)) or (kind, reason)
    return Document(
        path=source.path, sha256=source.sha256, media_type=source.media_type, kind=kind, title=metadata.title,
        authors=metadata.authors, publisher=metadata.publisher, published=metadata.published, period=metadata.period,
        language=blocks.language, url=metadata.url, doi=metadata.doi, issn=metadata.issn, container=metadata.container,
        volume=imprint.volume, issue=imprint.issue, pages=imprint.pages, abstract=metadata.abstract,
        keywords=metadata.keywords, text=text, blocks=blocks.blocks, notes=(*notes, *metadata.reasons, reason),
    )  # fmt: skip


def lay_out(file: PdfFile) -> Layout:
    """The blocks of a file in reading order, and its running lines."""
    file = steadied(file)
    body = body_style(file)
    kept, running = without_running(read_lines(file, body), [page.height for page in file.pages])
    lines = [line for page in kept for line in page]
    hyphens = Hyphens.of([line.text for line in lines])
    drafts = draft_blocks(lines, read_habits(lines, body), hyphens)
    return Layout(drafts=drafts, running=running, body=body, hyphens=hyphens)


def _head_strings(drafts: Sequence[Draft], running: Sequence[Sequence[str]], header: Header) -> list[str]:
    """What may hold the imprint, the likeliest first: running lines, the margin, the head, other small type."""
    first = [d for d in drafts if d.page == 1]
    margin = [d.text for d in first if d.first.side or d.kind in ("footnote", "boilerplate")]
    head_end = max([*header.title_at, *header.byline_at, *header.about_at], default=0)
    head = [d.text for at, d in enumerate(first) if at <= head_end + 1 and not d.first.side]
    lines = [line for page in running[:3] for line in page]
    joined = [" ".join(page) for page in running[:2]]
    rest = [d.text for d in first if len(d.text) < 300 and d.kind != "reference"]
    return list(dict.fromkeys([*margin, *joined, *lines, *head, *rest]))


def _blocks(drafts: Sequence[Draft], header: Header) -> BlockBuilder:
    blocks = BlockBuilder()
    english = _is_english(drafts)
    for at, draft in enumerate(drafts):
        kind, level = draft.kind, draft.level
        # Names and addresses in few words look like any language to a model; they go with the document.
        short = len(draft.text) < _SHORT and draft.text.isascii()
        known = "en" if english and (short or draft.kind == "reference") else None
        if at in header.title_at:
            kind, level = "title", None
        elif at in header.byline_at:
            kind, level, known = "byline", None, "en" if english else None
        elif at in header.about_at or (draft.first.side and draft.page == 1 and header.authors):
            kind, level = "boilerplate", None
        blocks.add(kind, draft.text, level=level, page=draft.page, language=known)
    return blocks


def _is_english(drafts: Sequence[Draft]) -> bool:
    sample = BlockBuilder()
    for draft in [d for d in drafts if d.kind == "paragraph" and len(d.text) > 200][:12]:
        sample.add("paragraph", draft.text)
    return sample.language in ("en", None)


def _metadata(header: Header, imprint: Imprint, series: Series, running: Sequence[str]) -> Metadata:
    published: Edtf | None = imprint.published or series.published
    places = [("title", header.title or ""), *(("running line", line) for line in running)]
    period = (series.period, "") if series.period else reporting_period(places, published)
    reasons = [imprint.reason if imprint.published else "", *series.reasons, period[1] if period else ""]
    return Metadata(
        title=header.title, authors=header.authors, publisher=series.publisher, published=published,
        period=period[0] if period and not imprint.volume else None, doi=imprint.doi, issn=imprint.issn,
        url=f"https://doi.org/{imprint.doi}" if imprint.doi else None,
        container=imprint.container or series.name, abstract=header.abstract, keywords=header.keywords,
        reasons=tuple(filter(None, reasons)),
    )  # fmt: skip


def _kind_of_file(metadata: Metadata, pages: int) -> tuple[DocumentKind, str] | None:
    """What a PDF file is that nothing else tells: in a series of reports, or long, it is a report."""
    if metadata.period or (metadata.container or "").casefold().rstrip("0123456789 ").endswith(("report", "review")):
        return "report", "kind: it is part of a series of reports"
    if pages >= _REPORT_PAGES:
        return "report", f"kind: it has {pages} pages and no marks of a paper"
    return None
