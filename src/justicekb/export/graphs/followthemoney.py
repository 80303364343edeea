"""Documents, entities and facts as FollowTheMoney entities (https://followthemoney.tech), written without the library.

A document becomes a Document; persons, organisations and places become Person, Organization and Address; a fact
becomes an Event with one date, or a start and an end. All of these schemata are in every version of the library since
3.8 (Territory, which would suit countries better, is not). Laws have no schema there and appear among the names of the
events. FollowTheMoney knows dates as prefixes of ISO 8601; the EDTF value stands in the event's notes, and in
statements as the original value. What did not happen, or is only planned or alleged, says so in the description.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from justicekb.edtf import Edtf
from justicekb.export.rows import Row
from justicekb.model import Document, Entity, Fact, Participant

_SCHEMATA = {"organisation": "Organization", "person": "Person", "place": "Address"}


@dataclass(frozen=True, slots=True)
class Claim:
    """One value of one property; `original` is the value as our records have it, `lang` the language of its words."""

    prop: str
    value: str
    original: str | None = None
    lang: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FtmEntity:
    """An entity as its claims; `origin` is the document it was read from and `seen` the day that was retrieved."""

    id: str
    schema: str
    claims: tuple[Claim, ...]
    origin: str | None = None
    seen: Edtf | None = None

    def row(self) -> Row:
        """The entity as FollowTheMoney has it in JSON."""
        properties: dict[str, list[str]] = {}
        for claim in self.claims:
            properties.setdefault(claim.prop, []).append(claim.value)
        return {"id": self.id, "schema": self.schema, "properties": properties}


@dataclass(frozen=True, slots=True, kw_only=True)
class Codes:
    """What FollowTheMoney calls our values.

    `countries` maps entity ids to ISO 3166-1 codes in small letters, `languages` ISO 639-1 codes to ISO 639-3 ones;
    what neither knows is left out.
    """

    countries: Mapping[str, str] = field(default_factory=dict)
    languages: Mapping[str, str] = field(default_factory=dict)


def ftm_id(id_: str) -> str:
    """The id of a record or entity as FollowTheMoney allows it: letters, digits and hyphens."""
    return f"jkb-{hashlib.blake2b(id_.encode(), digest_size=10).hexdigest()}"


def ftm_entities(
    documents: Iterable[tuple[Document, Iterable[Fact]]], entities: Iterable[Entity], codes: Codes
) -> Iterator[FtmEntity]:
    """All of them: each document with its facts, then the entities; nothing is kept from one to the next."""
    for document, facts in documents:
        yield ftm_document(document, codes)
        yield from (ftm_fact(fact, document, codes) for fact in facts)
    for entity in entities:
        made = ftm_entity(entity, codes)
        if made is not None:
            yield made


def ftm_document(document: Document, codes: Codes) -> FtmEntity:
    """A document as a Document; its text is left out."""
    language = codes.languages.get(document.language or "")
    claims = [
        *_claims("fileName", document.path),
        *_claims("title", document.title, lang=language),
        *_claims("author", *(author.name for author in document.authors)),
        *_claims("publisher", document.publisher),
        *_dated("publishedAt", document.published),
        *_dated("retrievedAt", document.retrieved),
        *_claims("mimeType", document.media_type),
        *([Claim("language", language, document.language)] if language else []),
        *_web(document.url),
        *_claims("notes", f"sha256 {document.sha256}"),
    ]
    return _entity(document.id, "Document", claims, document)


def ftm_entity(entity: Entity, codes: Codes) -> FtmEntity | None:
    """A person, organisation or place; None for a law."""
    schema = _SCHEMATA.get(entity.type)
    if schema is None:
        return None
    country = codes.countries.get(entity.id)
    claims = [
        *_claims("name", entity.name),
        *_claims("alias", *(alias for alias in entity.aliases if alias != entity.name)),
        *_claims("wikidataId", dict(entity.identifiers).get("wikidata")),
        *(_claims("full", entity.name) if schema == "Address" else ()),
        *([Claim("country", country, entity.name)] if country else []),
    ]
    return _entity(entity.id, schema, claims)


def ftm_fact(fact: Fact, document: Document, codes: Codes) -> FtmEntity:
    """A fact as an Event; its summary is the sentence, its proof the document."""
    names = list(dict.fromkeys(p.name for p in fact.participants))
    type_ = fact.type.replace("_", " ")
    claims = [
        *_claims("name", f"{type_}: {', '.join(names)}" if names else type_),
        *_claims("summary", fact.evidence.of(document.text), lang=codes.languages.get(document.language or "")),
        *_claims("description", "; ".join(_caveats(fact))),
        *_claims("keywords", fact.type),
        *_when(fact.date),
        *_claims("notes", f"EDTF {fact.date}"),
        *_claims("location", *fact.names("place")),
        *_claims("addressEntity", *(ftm_id(p.entity) for p in fact.participants if p.entity and _is_where(p))),
        *(Claim("country", codes.countries[i], n) for i, n in _countries(fact) if i in codes.countries),
        *_claims("involved", *(ftm_id(p.entity) for p in fact.participants if p.entity and _is_party(p))),
        *_claims("namesMentioned", *names),
        *_claims("proof", ftm_id(document.id)),
        *_claims("publisher", document.publisher),
        *_web(document.url),
        *_claims("recordId", fact.id),
    ]
    return _entity(fact.id, "Event", claims, document)


def _caveats(fact: Fact) -> Iterator[str]:
    """What keeps a fact from being simply so."""
    if fact.polarity == "negative":
        yield "did not happen"
    if fact.modality != "asserted":
        yield fact.modality
    if fact.attributed_to:
        yield f"according to {fact.attributed_to}"


def _is_party(participant: Participant) -> bool:
    """Whether a participant can be involved in an Event, which only persons and organisations can."""
    return str(participant.entity).startswith(("person:", "organisation:"))


def _is_where(participant: Participant) -> bool:
    return participant.role == "place" and str(participant.entity).startswith("place:")


def _countries(fact: Fact) -> Iterator[tuple[str, str]]:
    return ((p.entity, p.name) for p in fact.participants if p.entity and p.role in ("agent", "place"))


def _entity(id_: str, schema: str, claims: Sequence[Claim], document: Document | None = None) -> FtmEntity:
    """The entity with each value of a property once."""
    once = {(claim.prop, claim.value): claim for claim in reversed(claims)}
    kept = tuple(reversed(once.values()))
    if document is None:
        return FtmEntity(id=ftm_id(id_), schema=schema, claims=kept)
    return FtmEntity(id=ftm_id(id_), schema=schema, claims=kept, origin=document.id, seen=document.retrieved)


def _claims(prop: str, *values: str | None, lang: str | None = None) -> list[Claim]:
    """The values that there are, on one line and without stray white space, as the library would leave them."""
    plain = (" ".join(value.split()) for value in values if value)
    return [Claim(prop, value, lang=lang) for value in plain if value]


def _web(url: str | None) -> list[Claim]:
    """An address of the web; FollowTheMoney refuses others."""
    return _claims("sourceUrl", url) if url and re.match(r"https?://[^/\s]", url) else []


# ── dates ────────────────────────────────────────────────────────────────────────────────────────────────


def _dated(prop: str, date: Edtf | None) -> list[Claim]:
    """A property that has one date: the first prefix of its value."""
    return [_dating(prop, prefix, date) for prefix in _prefixes(date)[:1] if date is not None]


def _when(date: Edtf) -> Iterator[Claim]:
    """One date, or a start and an end where the value spans more than one year, month or day."""
    prefixes = _prefixes(date)
    if date.text.endswith("/.."):
        names = ["startDate"]
    elif date.text.startswith("../"):
        names = ["endDate"]
    else:
        names = ["date"] if len(prefixes) == 1 else ["startDate", "endDate"]
    return (_dating(name, prefix, date) for name, prefix in zip(names, prefixes, strict=True))


def _dating(prop: str, prefix: str, date: Edtf) -> Claim:
    return Claim(prop, prefix, original=date.text if date.text != prefix else None)


def _prefixes(date: Edtf | None) -> list[str]:
    """A date as one ISO prefix (1998, 1998-08, 1998-08-26), or as the first and last of a stretch of time."""
    if date is None:
        return []
    plain = re.sub(r"[~?%]", "", date.text)
    if "/" not in plain and _is_prefix(plain):
        return [plain]
    ends = [part for part in plain.split("/") if part not in ("", "..")]
    if "/" in plain and all(_is_prefix(part) for part in ends):
        return ends
    return [day.isoformat() for day in (date.earliest, date.latest) if day is not None]


def _is_prefix(text: str) -> bool:
    return re.fullmatch(r"\d{4}(?:-(?:0\d|1[0-2])(?:-\d\d)?)?", text) is not None
