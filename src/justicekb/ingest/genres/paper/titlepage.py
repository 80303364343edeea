"""Papers and reports whose type tells title from text: what their title page, running lines and imprint say."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from justicekb.ingest.candidates import Candidate, Metadata
from justicekb.ingest.genres.laid import Laid
from justicekb.ingest.genres.paper.backmatter import with_references
from justicekb.ingest.genres.paper.frontmatter import Header, read_header
from justicekb.ingest.genres.paper.imprint import read_imprint
from justicekb.ingest.genres.report import read_series
from justicekb.ingest.genres.words import GenreWords
from justicekb.ingest.language import language_of
from justicekb.ingest.parts import Part, Reading

_SHORT = 160  # characters


def lay_printed(reading: Reading, words: GenreWords) -> Laid:
    """The parts with title, bylines, affiliations and references told apart, and what imprint and series say."""
    parts = with_references(reading.parts, words.paper, reading.join)
    header = read_header(parts, reading.window or None, size=reading.body_size, words=words.paper)
    imprint = read_imprint(_head_strings(parts, reading.running, header), header.title, words.dates)
    running = list(dict.fromkeys(line for page in reading.running for line in page))
    laid = tuple(_laid(parts, header))
    series = read_series(running, "\n\n".join(p.text for p in laid))
    dates = (Candidate(imprint.published, 0.7, imprint.reason),) if imprint.published else ()
    return Laid(
        parts=laid, title=Candidate(header.title, 0.8, "the type of the first page") if header.title else None,
        dates=(*dates, *((Candidate(series.published, 0.3, "the series"),) if series.published else ())),
        authors=(Candidate(header.authors, 0.8, "the lines under the title"),) if header.authors else (),
        publishers=(Candidate(series.publisher, 0.8, "the series or imprint"),) if series.publisher else (),
        places=tuple(("running line", line) for line in running),
        stated=Metadata(
            doi=imprint.doi, issn=imprint.issn, url=f"https://doi.org/{imprint.doi}" if imprint.doi else None,
            container=imprint.container or series.name, volume=imprint.volume, issue=imprint.issue,
            pages=imprint.pages, abstract=header.abstract, keywords=header.keywords,
            period=series.period if not imprint.volume else None, reasons=series.reasons,
        ),
    )  # fmt: skip


def _head_strings(parts: Sequence[Part], running: Sequence[Sequence[str]], header: Header) -> list[str]:
    """What may hold the imprint, the likeliest first: running lines, the margin, the head, other small type."""
    first = [p for p in parts if p.page == 1]
    margin = [p.text for p in first if p.first.side or p.kind in ("footnote", "boilerplate")]
    head_end = max([*header.title_at, *header.byline_at, *header.about_at], default=0)
    head = [p.text for at, p in enumerate(first) if at <= head_end + 1 and not p.first.side]
    lines = [line for page in running[:3] for line in page]
    joined = [" ".join(page) for page in running[:2]]
    rest = [p.text for p in first if len(p.text) < 300 and p.kind != "reference"]
    return list(dict.fromkeys([*margin, *joined, *lines, *head, *rest]))


def _laid(parts: Sequence[Part], header: Header) -> list[Part]:
    """The parts with their place in the head as their kind, and the language of what is too short to tell."""
    english = "en" if _is_english(parts) else None
    laid: list[Part] = []
    for at, part in enumerate(parts):
        kind = part.kind
        # Names and addresses in few words look like any language to a model; they go with the document.
        short = (len(part.text) < _SHORT and part.text.isascii()) or kind == "reference" or at in header.byline_at
        if at in header.title_at:
            kind = "title"
        elif at in header.byline_at:
            kind = "byline"
        elif at in header.about_at or (part.first.side and part.page == 1 and header.authors):
            kind = "boilerplate"
        laid.append(replace(part.of(kind), language=english if short else None))
    return laid


def _is_english(parts: Sequence[Part]) -> bool:
    long = [p.text for p in parts if p.kind == "paragraph" and len(p.text) > 200][:12]
    return sum(language_of(text) not in ("en", None) for text in long) * 2 <= len(long)
