"""Results as a person reads them in a terminal.

Colour appears on a terminal only; click takes it out elsewhere, and `run` switches it off for NO_COLOR.
"""

from __future__ import annotations

import shutil
import textwrap
from collections.abc import Iterator, Sequence
from typing import TypedDict

from justicekb.cli.terminal import lay_out, say, style
from justicekb.edtf import Edtf
from justicekb.export.dates import shown
from justicekb.findings import Answer, Citation, Conflict, Hit, TimelineEntry, Value
from justicekb.spans import Span


class _Wrapping(TypedDict):
    break_on_hyphens: bool
    break_long_words: bool


# Lines longer than this are hard to read on any screen (characters).
_WIDEST = 100

# An address that is cut by a line's end opens nothing.
_WHOLE_WORDS: _Wrapping = {"break_on_hyphens": False, "break_long_words": False}


def width() -> int:
    """The width to wrap at: the terminal's, at most 100."""
    return min(shutil.get_terminal_size((_WIDEST, 24)).columns, _WIDEST)


def wrapped(text: str, indent: str = "  ") -> str:
    """The text in lines of the terminal's width, each with the indent."""
    return textwrap.fill(text, width(), initial_indent=indent, subsequent_indent=indent, **_WHOLE_WORDS)


def source_line(citation: Citation | Hit, *, titled: bool = True) -> str:
    """Title, unless it stands elsewhere, publisher, date and page of a source on one line."""
    parts = [citation.title or "untitled" if titled else None, citation.publisher]
    parts.append(shown(citation.published) if citation.published else "no date")
    parts.append(f"p. {citation.page}" if citation.page else None)
    return ", ".join(part for part in parts if part)


def print_citation(citation: Citation, *, indent: str = "    ") -> None:
    """The sentence, then where it stands."""
    sentence = citation.sentence
    lay_out(wrapped(sentence if sentence[:1] in '“"«' else f"“{sentence}”", indent))
    lay_out(wrapped(f"— {source_line(citation)}", indent + "  "))
    say(style(f"{indent}  {citation.source}  {citation.record}", dim=True))


def print_answer(answer: Answer, *, limit: int = 3) -> None:
    """What was asked in our words, then every value with its evidence, best supported first."""
    if answer.understood:
        say(style(f"Looked for: {answer.understood}", dim=True))
    if answer.status == "not_found":
        say(f"Not found.{f' {answer.note}' if answer.note else ''}")
        _print_nearest(answer)
        return
    if answer.status == "disputed":
        say(style(f"Sources disagree: {len(answer.answers)} values.", fg="yellow", bold=True))
    elif answer.note:
        say(answer.note)
    for value in answer.answers:
        _print_value(value, limit)


def _print_nearest(answer: Answer) -> None:
    """The sentences that speak of a question that nothing answers, marked as no answer."""
    if answer.nearest:
        say(style("Nothing states it; the nearest sentences:", fg="yellow"))
    for citation in answer.nearest:
        print_citation(citation)


def _print_value(value: Value, limit: int) -> None:
    sources = "1 source" if value.sources == 1 else f"{value.sources} independent sources"
    words = shown(Edtf(value.value)) if value.kind == "date" else value.text
    say()
    office = f", {value.office}" if value.office and value.office not in words else ""
    say(f"  {style(words, bold=True)}{office}  ({sources})")
    for citation in value.evidence[:limit]:
        print_citation(citation)
    if len(value.evidence) > limit:
        say(f"    and {len(value.evidence) - limit} more; --format json shows all")


def marked(text: str, marks: Sequence[Span]) -> str:
    """The text with the marked words in bold."""
    out, at = "", 0
    for mark in sorted(marks):
        if mark.start >= at:
            out += text[at : mark.start] + style(mark.of(text), bold=True, fg="green")
            at = mark.end
    return out + text[at:]


# How much of a long passage is shown around the first match (characters).
_SHOWN = 400


def print_hit(hit: Hit, number: int) -> None:
    """A numbered hit: title, source, passage with the matched words marked, ids."""
    say(f"{number:>3}. {style(hit.title or hit.source, bold=True)}")
    under = " › ".join(("page furniture",) if hit.furniture else hit.headings)
    say(f"     {source_line(hit, titled=False)}{f' · {under}' if under else ''}")
    text, marks = _around(hit)
    if hit.lead:
        say(f"     … {marked(hit.lead.strip(), [Span(0, len(hit.lead.strip()))])}")
    for line in textwrap.wrap(text, width() - 5, **_WHOLE_WORDS) or [""]:
        start = text.find(line)
        inside = [m.shift(-start) for m in marks if m.start >= start and m.end <= start + len(line)]
        say(f"     {marked(line, inside)}")
    say(style(f"     {f'{hit.source}  ' if hit.title else ''}{hit.passage}", dim=True))
    say()


def _around(hit: Hit) -> tuple[str, list[Span]]:
    if len(hit.text) <= _SHOWN:
        return hit.text, list(hit.marks)
    first = hit.marks[0].start if hit.marks else 0
    start = max(0, hit.text.rfind(" ", 0, max(0, first - _SHOWN // 3)) + 1)
    end = min(len(hit.text), start + _SHOWN)
    end = len(hit.text) if end == len(hit.text) else hit.text.rfind(" ", start, end)
    shift = 2 if start else 0
    marks = [
        Span(m.start - start + shift, m.end - start + shift) for m in hit.marks if m.start >= start and m.end <= end
    ]
    return f"{'… ' if start else ''}{hit.text[start:end]}{' …' if end < len(hit.text) else ''}", marks


def print_entry(entry: TimelineEntry) -> None:
    """A timeline entry: date, type and marks on one line, then headline and sources."""
    flags = [word for word in _flags(entry) if word]
    tail = f"  [{', '.join(flags)}]" if flags else ""
    say(f"{style(entry.date.text, bold=True):<12}  {entry.type.replace('_', ' ')}{style(tail, fg='yellow')}")
    if " ".join(entry.evidence[0].sentence.split()) != entry.headline and not entry.headline.endswith("…"):
        lay_out(wrapped(entry.headline))
    for citation in entry.evidence:
        print_citation(citation)
    say()


def _flags(entry: TimelineEntry) -> Iterator[str | None]:
    yield "did not happen" if entry.polarity == "negative" else None
    yield entry.modality if entry.modality != "asserted" else None
    yield "sources disagree" if entry.conflicts else None
    yield f"according to {entry.attributed_to}" if entry.attributed_to else None


def print_conflict(conflict: Conflict) -> None:
    """A conflict: what it is about, then each side with its sources."""
    say(style(f"{conflict.about} ({conflict.differs})", bold=True))
    for side in conflict.sides:
        sources = f"{side.sources} source{'s' if side.sources != 1 else ''}" if side.evidence else "the register"
        say(f"  {style(side.value, fg='yellow')}  ({sources})")
        for citation in side.evidence:
            print_citation(citation)
    say(style(f"  {conflict.id}", dim=True))
    say()
