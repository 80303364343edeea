"""What queries yield: citations, hits, answers, timeline entries and conflicts, ready to print.

Plain values beside the records of `model`, which know nothing of questions.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

from justicekb.display import Displayed, Rows
from justicekb.edtf import Edtf
from justicekb.model import DocumentKind, Modality, Polarity, Qualifier
from justicekb.spans import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation:
    """Where a sentence stands, ready to print: the sentence, its document's title, publisher and dates."""

    record: str
    document: str
    source: str
    sentence: str
    span: Span
    title: str | None = None
    publisher: str | None = None
    published: Edtf | None = None
    url: str | None = None
    page: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """A passage that matches a search. `marks` are spans of the matched words inside `text`.

    `lead` are the words just before the passage with which a phrase begins that runs into it, "" when none does;
    `furniture` whether it is no part of the text, but what a rule took for page furniture.
    """

    passage: str
    document: str
    text: str
    score: float
    marks: Sequence[Span] = ()
    lead: str = ""
    headings: tuple[str, ...] = ()
    title: str | None = None
    publisher: str | None = None
    published: Edtf | None = None
    kind: DocumentKind = "other"
    source: str = ""
    page: int | None = None
    url: str | None = None
    furniture: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Value:
    """One value that sources give, with everything that supports it.

    `kind` is date, figure, name, role, law, quote, verdict, cause, definition, event or statement. A figure has its
    `qualifier`, the upper end of a range (`high`), `unit` and `measure`; a person the `office` held at the time.
    """

    value: str
    kind: str
    text: str
    evidence: tuple[Citation, ...]
    sources: int = 1  # independent ones: copies of one document count once
    qualifier: Qualifier | None = None
    high: float | None = None
    unit: str | None = None
    measure: str | None = None
    office: str | None = None


AnswerStatus = Literal["answered", "disputed", "not_found"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer(Displayed):
    """The reply to a question: values best supported first; `understood` says in words what was looked for.

    `nearest` are sentences that speak of it where nothing states it, and no answer; `parts` the answers to the parts
    of a question that asks several things.
    """

    question: str
    status: AnswerStatus
    understood: str = ""
    answers: tuple[Value, ...] = ()
    note: str | None = None
    nearest: tuple[Citation, ...] = ()
    parts: tuple[Answer, ...] = ()

    def to_dicts(self) -> Rows:
        """A row for each sentence behind each value."""
        return [
            {
                "value": value.text or value.value,
                "sentence": citation.sentence,
                "title": citation.title,
                "publisher": citation.publisher,
                "published": None if citation.published is None else citation.published.text,
                "page": citation.page,
                "source": citation.source,
                "record": citation.record,
            }
            for value in self.answers
            for citation in value.evidence
        ]

    def caption(self) -> str:
        """The question and what came of it."""
        told = {"answered": "", "disputed": "Sources disagree.", "not_found": "Not found."}[self.status]
        return " ".join(part for part in (self.question, told, self.note or "") if part)


@dataclass(frozen=True, slots=True, kw_only=True)
class TimelineEntry:
    """One event of a timeline, told by one or more sources, with conflicting dates kept beside it.

    `id` is stable: it depends on the facts joined, not on their order.
    """

    id: str
    date: Edtf
    type: str
    headline: str
    facts: tuple[str, ...]
    evidence: tuple[Citation, ...]
    agents: tuple[str, ...] = ()
    objects: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    polarity: Polarity = "positive"
    modality: Modality = "asserted"
    attributed_to: str | None = None
    conflicts: tuple[str, ...] = ()  # ids of the entries that give another date for the same event


@dataclass(frozen=True, slots=True, kw_only=True)
class ConflictSide:
    """One of the values in a conflict with the citations behind it."""

    value: str
    evidence: tuple[Citation, ...]
    sources: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Conflict:
    """What sources disagree on: the subject in words, what differs ("date" or "figure"), and the sides."""

    id: str
    about: str
    differs: Literal["date", "figure"]
    sides: tuple[ConflictSide, ...] = field(default=())
