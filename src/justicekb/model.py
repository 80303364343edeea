"""The values everything else is about: documents and their blocks, the records found in them, and answers.

All are frozen, slotted, keyword-only dataclasses without behaviour beyond what follows from their fields.
Every record names its document, the words it was read from (`span`), the sentence around them (`evidence`)
and the rule that made it; spans count Unicode code points into `Document.text`, half-open. A record's `id`
is a hash of these and of its values, so the same document always yields the same ids.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, fields, replace
from functools import lru_cache
from typing import ClassVar, Literal

from justicekb.edtf import Edtf
from justicekb.spans import Span

DocumentKind = Literal["article", "press_release", "journal_paper", "report", "other"]
BlockKind = Literal[
    "title", "byline", "heading", "paragraph", "list_item", "block_quote", "table_row",
    "caption", "footnote", "reference", "boilerplate", "furniture",
]  # fmt: skip
EntityType = Literal["organisation", "person", "place", "law"]
Polarity = Literal["positive", "negative"]
Modality = Literal["asserted", "planned", "alleged"]
Qualifier = Literal["exact", "about", "over", "under", "up_to", "at_least"]
RoleName = Literal["agent", "object", "place"]
# The types of events; "other" is a dated event of a named doer that none of them covers. A user's own vocabulary may
# name more, so records hold a type as a string.
FactType = Literal[
    "signature", "ratification", "entry_into_force", "withdrawal", "adoption", "amendment", "repeal", "moratorium",
    "establishment", "closure", "appointment", "election", "departure", "arrest", "charge", "trial", "conviction",
    "ruling", "acquittal", "release", "death", "ill_treatment", "complaint", "meeting", "visit", "publication",
    "launch", "agreement", "transfer", "other",
]  # fmt: skip

# A passage longer than this is cut at a sentence end, so that a hit stays readable (characters).
PASSAGE_LIMIT = 1600

# A longer block is parsed and searched for records in pieces (characters): what a sentence costs grows faster than
# its length, and no paragraph of the sample corpus is half as long.
BLOCK_LIMIT = 4000


# ── documents ────────────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True, kw_only=True)
class Author:
    """A document's author as printed; `affiliation` where the document gives one."""

    name: str
    affiliation: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A piece of a document's structure; `text[span]` is its words on one line.

    `level` is a heading's depth from 1, and 1 for the row of a table that names its columns; `page` counts from 1,
    `language` is an ISO 639-1 code. `boilerplate` blocks ("About the OSCE", contact details, mastheads) are searchable,
    but no facts are taken from them. `furniture` blocks hold what a rule took for no part of the text (menus, teasers
    of other pages, running heads); they stand behind all others, nothing is taken from them, and a search finds them
    only when it is asked to.
    """

    kind: BlockKind
    span: Span
    level: int | None = None
    page: int | None = None
    language: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """One source as it was understood: metadata, text, and blocks in reading order.

    `path` is as given to the reader; `published` and `retrieved` are dates of the document itself, `period`
    is the time a report reports on. `pages` is the page range in its container ("12-34").
    """

    path: str
    sha256: str
    media_type: str
    kind: DocumentKind = "other"
    title: str | None = None
    authors: tuple[Author, ...] = ()
    publisher: str | None = None
    published: Edtf | None = None
    period: Edtf | None = None
    retrieved: Edtf | None = None
    language: str | None = None
    url: str | None = None
    doi: str | None = None
    issn: str | None = None
    container: str | None = None
    volume: str | None = None
    issue: str | None = None
    pages: str | None = None
    abstract: str | None = None
    keywords: tuple[str, ...] = ()
    text: str = ""
    blocks: tuple[Block, ...] = ()
    notes: tuple[str, ...] = ()  # what the reader wants a person to know, in plain words

    @property
    def id(self) -> str:
        """`doc-` and the first 12 hex digits of the content's SHA-256 (48 bits)."""
        return f"doc-{self.sha256[:12]}"

    @property
    def body(self) -> Document:
        """The document without its furniture; every place in its text stays as it is."""
        blocks = tuple(block for block in self.blocks if block.kind != "furniture")
        if len(blocks) == len(self.blocks):
            return self
        return replace(self, text=self.text[: blocks[-1].span.end if blocks else 0], blocks=blocks)


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """The unit of search: one block, or a part of a long one, with the headings it stands under."""

    document: str
    span: Span
    kind: BlockKind
    headings: tuple[str, ...] = ()
    page: int | None = None

    @property
    def id(self) -> str:
        """`pas-`, the document's digits and the start offset."""
        return f"pas-{self.document.removeprefix('doc-')}-{self.span.start}"


# Titles and headings travel with what stands under them; all other kinds are passages.
_ABOVE_PASSAGES = frozenset({"title", "heading"})


def passages(document: Document) -> Iterator[Passage]:
    """The passages of a document in order; headings travel with the passages under them.

    So do a table's caption and the row that names its columns with its other rows: "Osh | 117 | 1997" is found and
    understood by them. A title or heading with nothing under it is a passage of its own, so that each word is found.
    """
    above, bare = _Above(), _bare(document.blocks)
    for at, block in enumerate(document.blocks):
        above_it = above.of(block, block.span.of(document.text))
        headings = () if block.kind == "furniture" else above_it
        if block.kind not in _ABOVE_PASSAGES or at in bare:
            for span in cut(block.span, document.text, PASSAGE_LIMIT):
                yield Passage(document=document.id, span=span, kind=block.kind, headings=headings, page=block.page)


def _bare(blocks: tuple[Block, ...]) -> frozenset[int]:
    """The places of headings with no passage under them, and of titles where there is no other passage at all."""
    bare: set[int] = set()
    highest = 0  # of the headings between here and the next passage; 0 where no passage follows
    for at, block in reversed(tuple(enumerate(blocks))):
        if block.kind == "heading":
            level = block.level or 1
            if highest <= level:
                bare.add(at)
            highest = min(highest, level)
        elif block.kind not in ("title", "furniture"):
            highest = _DEEPER
    if not bare and all(block.kind in ("title", "furniture") for block in blocks):
        bare.update(at for at, block in enumerate(blocks) if block.kind == "title")
    return frozenset(bare)


# No heading is as deep.
_DEEPER = 1_000


class _Above:
    """What stands above the blocks of a document: headings, a table's caption, the rows that name its columns."""

    def __init__(self) -> None:
        self._trail: list[tuple[int, str]] = []
        self._table: list[str] = []
        self._in_rows = False  # the block before was a row that names no columns

    def of(self, block: Block, words: str) -> tuple[str, ...]:
        """What stands above the next block."""
        if block.kind == "heading":
            level = block.level or 1
            self._trail = [(depth, text) for depth, text in self._trail if depth < level]
        names_columns = block.kind == "table_row" and block.level is not None
        if block.kind != "table_row" or (names_columns and self._in_rows):
            self._table = []
        headings = (*(text for _, text in self._trail), *self._table)
        self._in_rows = block.kind == "table_row" and not names_columns
        if block.kind == "heading":
            self._trail.append((level, words))
        elif block.kind == "caption" or names_columns:
            self._table.append(words)
        return headings


def cut(span: Span, text: str, limit: int) -> Iterator[Span]:
    """The stretch in pieces of at most `limit` characters: up to a sentence's end, else a blank, else anywhere."""
    start = span.start
    while span.end - start > limit:
        window = text[start : start + limit]
        stops = [m.end() for m in re.finditer(r"[.!?][\"”’)]{0,3}\s", window)]
        end = start + (stops[-1] if stops else (window.rfind(" ") + 1 or limit))
        yield Span(start, start + len(text[start:end].rstrip()))
        start = end
    yield Span(start, span.end)


# ── entities ─────────────────────────────────────────────────────────────────────────────────────────────


@lru_cache(maxsize=65536)  # the same names are asked for again and again
def normalise_name(name: str) -> str:
    """The form under which two spellings of a name are the same: folded case, plain quotes, single spaces."""
    folded = unicodedata.normalize("NFKD", name).casefold()
    plain = "".join(c for c in folded if not unicodedata.combining(c))
    return " ".join(re.findall(r"[^\W_]+", re.sub(r"['’]s?\b", "", plain)))


@lru_cache(maxsize=65536)
def entity_id(type_: EntityType, name: str) -> str:
    """The id of an entity: its type and its normalised canonical name, `organisation:amnesty-international`."""
    return f"{type_}:{normalise_name(name).removeprefix('the ').replace(' ', '-')}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Entity:
    """Someone or something that documents speak of, under one canonical name and all its aliases.

    `identifiers` are pairs such as ("iso3166", "KZ") or ("wikidata", "Q232").
    """

    type: EntityType
    name: str
    aliases: tuple[str, ...] = ()
    identifiers: tuple[tuple[str, str], ...] = ()

    @property
    def id(self) -> str:
        """See `entity_id`."""
        return entity_id(self.type, self.name)


# ── records ──────────────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """What all records share: document id, words, sentence and rule."""

    KIND: ClassVar[str]

    document: str
    span: Span
    evidence: Span
    rule: str

    @property
    def id(self) -> str:
        """The kind and 12 hex digits of a hash over every field: same document, same rules, same id."""
        values = "\x1f".join(f"{f.name}={getattr(self, f.name)}" for f in fields(self))
        digest = hashlib.blake2b(values.encode(), digest_size=6).hexdigest()
        return f"{self.KIND}-{digest}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention(Record):
    """An entity's words. `name` is its longest form in the document, `entity` the id of its canonical name.

    `canonical` is the name the vocabulary (or the document) knows it by; `role` is a person's office.
    """

    KIND: ClassVar[str] = "mention"

    type: EntityType
    name: str
    text: str
    entity: str
    canonical: str
    aliases: tuple[str, ...] = ()
    role: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DateMention(Record):
    """A date's words and value; `anchor` is what a relative one was counted from.

    `anchor` is one of "none", "published", "period", "previous".
    """

    KIND: ClassVar[str] = "date"

    text: str
    edtf: Edtf
    anchor: str = "none"


@dataclass(frozen=True, slots=True, kw_only=True)
class LawMention(Record):
    """A legal instrument's words, with the provision they name ("Article 146"); `entity` is its entity id."""

    KIND: ClassVar[str] = "law"

    instrument: str
    text: str
    entity: str
    canonical: str
    provision: str | None = None
    jurisdiction: str | None = None
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure(Record):
    """A quantity: `value` to `high` of `unit`, of what (`measure`), for whom (`subject`), where and when.

    `unit` is count, percent, money:<ISO 4217>, years, months, days, hours, square_metres or rate; `part_of` is
    the span of the figure it is a part of ("461 visits, including 118 ...").
    """

    KIND: ClassVar[str] = "figure"

    value: float
    unit: str
    high: float | None = None
    qualifier: Qualifier = "exact"
    measure: str = ""
    subject: str | None = None
    place: tuple[str, ...] = ()
    date: Edtf | None = None
    part_of: Span | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Participant:
    """Who takes which part in a fact, by name, with the entity id when the words name a known one."""

    role: RoleName
    name: str
    entity: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact(Record):
    """A dated event. `trigger` and `date_span` are the words that gave its type and its date."""

    KIND: ClassVar[str] = "fact"

    type: str
    date: Edtf
    participants: tuple[Participant, ...] = ()
    polarity: Polarity = "positive"
    modality: Modality = "asserted"
    attributed_to: str | None = None
    trigger: Span | None = None
    date_span: Span | None = None
    anchor: str = "none"

    def names(self, role: RoleName) -> tuple[str, ...]:
        """The names of the participants in one role, in text order."""
        return tuple(p.name for p in self.participants if p.role == role)

    @property
    def entities(self) -> frozenset[str]:
        """The ids of all entities that take part."""
        return frozenset(p.entity for p in self.participants if p.entity)


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote(Record):
    """Somebody's words: `text` without its marks, the speaker by full name, and the verb that says so (`cue`)."""

    KIND: ClassVar[str] = "quote"

    text: str
    direct: bool
    speaker: str | None = None
    speaker_entity: str | None = None
    role: str | None = None
    cue: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference(Record):
    """An entry of a bibliography. Names are "Family, Given" or a body's name; `label` is its number or key.

    `type` is a CSL item type ("article-journal", "book", "chapter", "report", "webpage"). `editors` are those of the
    container; `others` tells that the entry means more authors than it names ("et al.").
    """

    KIND: ClassVar[str] = "reference"

    text: str
    type: str = "document"
    label: str | None = None
    title: str | None = None
    authors: tuple[str, ...] = ()
    issued: Edtf | None = None
    container: str | None = None
    volume: str | None = None
    issue: str | None = None
    pages: str | None = None
    publisher: str | None = None
    doi: str | None = None
    url: str | None = None
    editors: tuple[str, ...] = ()
    others: bool = False


RECORD_TYPES: tuple[type[Record], ...] = (Mention, DateMention, LawMention, Figure, Fact, Quote, Reference)
