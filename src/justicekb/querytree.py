"""What a search means, independent of any engine: frozen nodes, record filters, and `describe()` in words.

Queries cross the store's seam as these values. A full-text engine that cannot evaluate a node refuses it with
a QueryError whose cause is UNSUPPORTED; it never leaves the node out.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import Literal

from justicekb.edtf import Edtf
from justicekb.spans import Span

# Fields a full-text node may name; None searches title, headings and text together. A passage of furniture has its
# words in "furniture" and nothing in these three.
TextField = Literal["title", "heading", "text", "furniture", "publisher", "author"]
KeywordField = Literal["kind", "language", "document", "entity", "event", "path", "block"]
DateField = Literal["published", "event", "period"]


@dataclass(frozen=True, slots=True)
class Everything:
    """Every passage."""


@dataclass(frozen=True, slots=True)
class Term:
    """One word, matched after the engine's analysis (case, plural)."""

    text: str
    field: TextField | None = None


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words in this order, at most `slop` other words between neighbours."""

    words: tuple[str, ...]
    field: TextField | None = None
    slop: int = 0


@dataclass(frozen=True, slots=True)
class Wildcard:
    """A word pattern: `*` any letters, `?` one letter."""

    pattern: str
    field: TextField | None = None


@dataclass(frozen=True, slots=True)
class Fuzzy:
    """A word at most `distance` edits away (insertion, deletion, substitution, transposition)."""

    text: str
    distance: int = 1
    field: TextField | None = None


@dataclass(frozen=True, slots=True)
class Near:
    """Both sides in one passage with at most `distance` words between them, in either order."""

    left: Node
    right: Node
    distance: int


@dataclass(frozen=True, slots=True)
class Keyword:
    """A metadata value, matched whole (case-insensitive): `kind:report`; `block` is a passage's own kind."""

    field: KeywordField
    value: str


@dataclass(frozen=True, slots=True)
class DateRange:
    """Passages whose date in `field` may lie in `range` (overlap of earliest and latest day)."""

    field: DateField
    range: Edtf


@dataclass(frozen=True, slots=True)
class Missing:
    """Passages whose document has no value in the field: `published:missing`."""

    field: DateField | TextField


@dataclass(frozen=True, slots=True)
class Mentions:
    """Passages that mention an entity, under whichever of its names; `types` alone: any entity of the type."""

    entity: str | None
    type: str | None = None


@dataclass(frozen=True, slots=True)
class Named:
    """Passages that mention what a name means; `query.search` turns it into `Mentions` of the ids it knows.

    No engine evaluates it: names are resolved in the record store.
    """

    name: str
    type: str | None = None


@dataclass(frozen=True, slots=True)
class And:
    """All of them."""

    nodes: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Or:
    """At least one of them."""

    nodes: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Not:
    """Passages of the whole base that `node` does not match."""

    node: Node


Words = Term | Phrase | Wildcard | Fuzzy
Node = Everything | Words | Near | Keyword | DateRange | Missing | Mentions | Named | And | Or | Not


def describe(node: Node) -> str:  # noqa: C901  # one case a node, each a line; splitting would hide the list
    """The node in plain words, for the line above a result list."""
    match node:
        case Everything():
            return "everything"
        case Term(text, field):
            return _in(f"“{text}”", field)
        case Phrase(words, field, slop):
            text = f"the phrase “{' '.join(words)}”" + (f" within {slop} words" if slop else "")
            return _in(text, field)
        case Wildcard(pattern, field):
            return _in(f"words like “{pattern}”", field)
        case Fuzzy(text, distance, field):
            return _in(f"words spelt about like “{text}” ({distance} edit{'s' * (distance > 1)})", field)
        case Near(left, right, distance):
            return f"{_side(left)} within {distance} words of {_side(right)}"
        case Keyword(keyword, value):
            return f"{keyword} is {value}"
        case DateRange(date_field, range_):
            return f"{_DATE_NAMES[date_field]} in {range_}"
        case Missing(missing):
            return f"no {_DATE_NAMES.get(missing, missing)}"
        case Mentions(entity, type_):
            return f"mentions {entity or 'any ' + (type_ or 'entity')}"
        case Named(name, type_):
            return f"mentions the {type_ or 'entity'} “{name}”"
        case And(nodes):
            return " and ".join(_bracket(n) for n in nodes)
        case Or(nodes):
            return " or ".join(_bracket(n) for n in nodes)
        case Not(inner):
            return f"not {_bracket(inner)}"


# How each date is called to a user; "published" alone would not be a noun.
_DATE_NAMES = {"published": "publication date", "event": "event date", "period": "reporting period"}


def _side(node: Node) -> str:
    """A side of NEAR, where "mentions" would not read well."""
    return _bracket(node).removeprefix("mentions ")


def _in(text: str, field: str | None) -> str:
    return f"{text} in the {field}" if field else text


def _bracket(node: Node) -> str:
    return f"({describe(node)})" if isinstance(node, And | Or) else describe(node)


@dataclass(frozen=True, slots=True)
class Clue:
    """Something that a record's sentence must have at least one of: words (in any form) or mentioned entities.

    `measured` lets a figure have a word in its measure instead; `anywhere` asks for the entities in the record's
    document instead, and for no words.
    """

    words: tuple[str, ...] = ()
    entities: tuple[str, ...] = ()
    measured: bool = False
    anywhere: bool = False

    def __str__(self) -> str:
        return " | ".join((*self.words, *self.entities)) + (" in the document" if self.anywhere else "")


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordFilter:
    """Which records to read; every condition given must hold, and an empty one asks nothing.

    `within` asks that the record's words begin inside a place of their document.
    `entities` asks that the record (a fact's participants, a mention's, law's or quote's entity) names one of
    these ids; `sentence_mentions` that each id is mentioned in the record's evidence sentence; `about` that the
    document mentions one of these ids at all. `date` asks for overlap with the record's own date, `published`
    with its document's. `jurisdiction` is a law's: a country's canonical name, or "international". `measure` are
    words a figure's measure or its sentence must contain (any form). `clues` are alternatives, one of each of which
    the record's sentence or document must have.
    """

    documents: tuple[str, ...] = ()
    within: Span | None = None
    types: tuple[str, ...] = ()
    entities: tuple[str, ...] = ()
    sentence_mentions: tuple[str, ...] = ()
    about: tuple[str, ...] = ()
    date: Edtf | None = None
    published: Edtf | None = None
    kinds: tuple[str, ...] = ()
    publisher: str | None = None
    unit: str | None = None
    measure: tuple[str, ...] = ()
    speaker: str | None = None
    jurisdiction: str | None = None
    text: str | None = None
    clues: tuple[Clue, ...] = ()

    def describe(self) -> str:
        """The conditions in plain words; "all" when there is none."""
        given = [
            f"{f.name.replace('_', ' ')} {_words(getattr(self, f.name))}"
            for f in fields(self)
            if getattr(self, f.name) not in ((), None)
        ]
        return "; ".join(given) or "all"


def _words(value: object) -> str:
    return " or ".join(map(str, value)) if isinstance(value, tuple) else str(value)
