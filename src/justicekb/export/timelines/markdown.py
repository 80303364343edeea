"""Answers, timelines and conflicts as Markdown, every statement with a footnote that names its source."""

from __future__ import annotations

import re
from collections.abc import Sequence

from justicekb.export.dates import shown
from justicekb.findings import Citation, Conflict, TimelineEntry


class Footnotes:
    """Numbers citations as they are first used and lists them; the same sentence has one number."""

    def __init__(self) -> None:
        self._numbers: dict[tuple[str, int, int], int] = {}
        self._notes: list[str] = []

    def mark(self, citations: Sequence[Citation]) -> str:
        """The footnote marks of some citations."""
        return "".join(f"[^{self._number(citation)}]" for citation in citations)

    def _number(self, citation: Citation) -> int:
        key = (citation.document, citation.span.start, citation.span.end)
        if key not in self._numbers:
            self._numbers[key] = len(self._numbers) + 1
            self._notes.append(f"[^{self._numbers[key]}]: {source(citation)}")
        return self._numbers[key]

    def lines(self) -> list[str]:
        """The notes, to stand at the end."""
        return ["", *self._notes] if self._notes else []


def source(citation: Citation) -> str:
    """A citation as a note: the sentence, title, publisher, date, page and id."""
    title = escaped(citation.title or citation.source)
    if citation.url and re.match(r"https?://", citation.url):
        title = f"[{title}]({citation.url.replace(')', '%29').replace(' ', '%20')})"
    told = [
        title,
        escaped(citation.publisher or ""),
        shown(citation.published) if citation.published else "",
        f"p. {citation.page}" if citation.page is not None else "",
        f"`{citation.record}`",
    ]
    return f"“{escaped(citation.sentence)}” {', '.join(filter(None, told))}"


def escaped(words: str) -> str:
    """Words on one line with what Markdown would take for its own escaped."""
    return re.sub(r"([\\`*_{}\[\]<>#|])", r"\\\1", " ".join(words.split()))


def timeline_markdown(entries: Sequence[TimelineEntry], title: str) -> str:
    """A timeline as a list, one line an entry."""
    notes = Footnotes()
    lines = [f"# {escaped(title)}", ""]
    for entry in entries:
        marks = ", ".join(entry_marks(entry))
        mark = f" *({marks})*" if marks else ""
        lines.append(f"- **{shown(entry.date)}**{mark}: {escaped(entry.headline)}{notes.mark(entry.evidence)}")
    return "\n".join([*lines, *notes.lines()]) + "\n"


def entry_marks(entry: TimelineEntry) -> list[str]:
    """What a reader must know before taking an entry for a fact, in words."""
    marks = ["did not happen"] if entry.polarity == "negative" else []
    if entry.modality != "asserted":
        by = f" by {entry.attributed_to}" if entry.modality == "alleged" and entry.attributed_to else ""
        marks.append(f"{entry.modality}{by}")
    return [*marks, "sources differ on the date"] if entry.conflicts else marks


def conflicts_markdown(conflicts: Sequence[Conflict], title: str) -> str:
    """Conflicts, each with its sides."""
    notes = Footnotes()
    lines = [f"# {escaped(title)}"]
    for conflict in conflicts:
        lines += ["", f"## {escaped(conflict.about)}", ""]
        for side in conflict.sides:
            told = notes.mark(side.evidence) or " (register)"
            lines.append(f"- {escaped(side.value)}{told}")
    return "\n".join([*lines, *notes.lines()]) + "\n"
