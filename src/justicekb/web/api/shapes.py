"""The shapes of the API's answers, from which its description is made."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import BaseModel, Field

from justicekb.model import DocumentKind, EntityType, Modality, Polarity


class ErrorDetail(BaseModel):
    """What went wrong: the HTTP status, a kind to tell errors apart, a message, and where in a query it is."""

    status: int
    kind: str
    message: str
    start: int | None = None
    end: int | None = None


class Error(BaseModel):
    """The one shape of every error."""

    error: ErrorDetail


# Words of a text: where they start and end, in code points, half-open.
Place = tuple[int, int]


class Citation(BaseModel):
    """Where a sentence stands; `id` is the record's or the place's."""

    id: str
    source: str
    document: str
    sentence: str
    start: int
    end: int
    page: int | None
    title: str | None
    publisher: str | None
    published: str | None = Field(description="EDTF")
    url: str | None


class Suggestion(BaseModel):
    """A name that begins as typed; `found` is the alias that does."""

    entity: str
    name: str
    type: EntityType
    documents: int
    found: str | None


class Facet(BaseModel):
    """A value to narrow a search by."""

    value: str
    label: str
    passages: int


class Hit(BaseModel):
    """A passage; `marks` are places in its text."""

    passage: str
    document: str
    source: str
    title: str | None
    publisher: str | None
    published: str | None
    kind: DocumentKind
    furniture: bool
    page: int | None
    headings: list[str]
    text: str
    marks: list[Place]
    score: float
    lead: str
    url: str | None


class Found(BaseModel):
    """A page of hits. The first `complete` of all `total` have every word."""

    query: str
    understood: str
    total: int
    complete: int
    suggestion: str | None
    notes: list[str]
    facets: dict[str, list[Facet]]
    hits: list[Hit]


class Value(BaseModel):
    """One value that sources give; figures tell their unit and measure, persons their office."""

    value: str
    kind: str
    text: str
    sources: int
    qualifier: str | None = None
    high: float | None = None
    unit: str | None = None
    measure: str | None = None
    office: str | None = None
    evidence: list[Citation]


class Answer(BaseModel):
    """An answer; `nearest` are sentences near a question that nothing answers, and no answer.

    `parts` answer the parts of a question that asks several things.
    """

    question: str
    status: Literal["answered", "disputed", "not_found"]
    understood: str
    note: str | None
    answers: list[Value]
    nearest: list[Citation]
    parts: list[Answer] = []


class Event(BaseModel):
    """An entry of a timeline."""

    record: Literal["event"]
    id: str
    date: str
    earliest: str | None
    latest: str | None
    type: str
    headline: str
    agent: list[str]
    object: list[str]
    place: list[str]
    polarity: Polarity
    modality: Modality
    attributed_to: str | None
    conflicts: list[str]
    facts: list[str]
    evidence: list[Citation]


class Side(BaseModel):
    """One of the values in a conflict."""

    value: str
    sources: int
    evidence: list[Citation]


class Conflict(BaseModel):
    """What sources disagree on."""

    record: Literal["conflict"]
    id: str
    about: str
    differs: Literal["date", "figure"]
    sides: list[Side]


class Entity(BaseModel):
    """An entity with how often it is named."""

    id: str
    type: EntityType
    name: str
    aliases: list[str]
    documents: int
    mentions: int


class Naming(BaseModel):
    """A document with how often it names an entity."""

    document: str
    title: str | None
    mentions: int


class EntityPage(Entity):
    """What is known of an entity."""

    roles: list[str]
    together: list[Entity]
    others: list[Entity]
    timeline: list[Event]
    sources: list[Naming]


class Count(BaseModel):
    """How many documents have a value."""

    value: str
    documents: int


class Document(BaseModel):
    """A document's own data; see docs/records.md."""

    record: Literal["document"]
    id: str
    source: str
    document: str
    evidence: str | None
    rule: str
    kind: DocumentKind
    title: str | None
    authors: list[str]
    publisher: str | None
    published: str | None
    period: str | None
    retrieved: str | None
    language: str | None
    url: str | None
    doi: str | None
    container: str | None
    volume: str | None
    issue: str | None
    pages: str | None


class Sources(BaseModel):
    """A page of documents with counts."""

    total: int
    publishers: list[Count]
    years: list[Count]
    kinds: list[Count]
    documents: list[Document]


class RecordPage(BaseModel):
    """Records as docs/records.md has them; `more` tells whether there is a further page."""

    page: int
    more: bool
    records: list[dict[str, Any]]


class ExplainedRecord(BaseModel):
    """A record as docs/records.md has it, and the reasons for it in words."""

    record: dict[str, Any]
    why: list[str]


class DocumentText(Document):
    """A document with its text and every record read from it."""

    text: str
    records: list[dict[str, Any]]


class Party(BaseModel):
    """A state or an instrument."""

    id: str
    name: str


class TreatyFact(BaseModel):
    """A signature, ratification, entry into force or departure."""

    id: str
    type: str
    date: str
    polarity: Polarity
    modality: Modality
    evidence: Citation


class TreatyCell(BaseModel):
    """What is told about a state and an instrument."""

    state: str
    instrument: str
    facts: list[TreatyFact]


class Treaties(BaseModel):
    """States and instruments with the filled cells of their matrix."""

    states: list[Party]
    instruments: list[Party]
    cells: list[TreatyCell]


class CitedPassage(BaseModel):
    """A passage to cite, with its reference in every format."""

    record: str | None
    document: str
    source: str
    exact: str
    start: int
    end: int
    page: int | None
    paragraph: int | None
    headings: list[str]
    address: str
    title: str | None
    publisher: str | None
    published: str | None
    retrieved: str | None
    sha256: str
    references: dict[str, str]


class Draft(BaseModel):
    """A text whose claims are to be checked."""

    text: str


class Check(BaseModel):
    """One claim of a draft with its verdict."""

    kind: Literal["quotation", "date", "figure", "statement"]
    result: Literal["exact", "altered", "misattributed", "supported", "contradicted", "disputed", "not_found"]
    start: int
    end: int
    line: int
    words: str
    sentence: str
    says: str | None
    changes: list[tuple[str, str]] = Field(description="what was done, and the words")
    evidence: list[Citation]


class Verification(BaseModel):
    """The verdicts on a draft."""

    contradicted: bool
    checks: list[Check]


class Status(BaseModel):
    """What the base holds."""

    documents: int
    passages: int
    records: dict[str, int]
    revision: int
    index: str
