"""Documents, entities and facts as FollowTheMoney entities (https://followthemoney.tech, version 4), one JSON object
a line, written without the library.

A document becomes a Document; persons, organisations and places become Person, Organization and Territory; a fact
becomes an Event with one date, or a start and an end. Laws have no schema there and appear among the names of the
events. FollowTheMoney knows dates as prefixes of ISO 8601; the EDTF value stands in the event's notes, and what did
not happen, or is only planned or alleged, says so in its description.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Sequence

from justicekb.edtf import Edtf
from justicekb.export.jsonl import Row
from justicekb.model import Document, Entity, Fact, Participant

_SCHEMATA = {"organisation": "Organization", "person": "Person", "place": "Territory"}


def ftm_id(id_: str) -> str:
    """The id of a record or entity as FollowTheMoney allows it: letters, digits and hyphens."""
    return f"jkb-{hashlib.blake2b(id_.encode(), digest_size=10).hexdigest()}"


def ftm_document(document: Document) -> Row:
    """A document as a Document; its text is left out."""
    return _entity(
        document.id,
        "Document",
        fileName=[document.path],
        title=[document.title],
        author=[author.name for author in document.authors],
        publisher=[document.publisher],
        publishedAt=_prefixes(document.published)[:1],
        retrievedAt=_prefixes(document.retrieved)[:1],
        mimeType=[document.media_type],
        language=[document.language],
        sourceUrl=[document.url],
        notes=[f"sha256 {document.sha256}"],
    )


def ftm_entity(entity: Entity, *, roles: Iterable[str] = ()) -> Row | None:
    """A person, organisation or place; None for a law."""
    schema = _SCHEMATA.get(entity.type)
    if schema is None:
        return None
    identifiers = dict(entity.identifiers)
    known: dict[str, Sequence[str | None]] = {
        "name": [entity.name],
        "alias": list(entity.aliases),
        "wikidataId": [identifiers.get("wikidata")],
        "country": [identifiers.get("iso3166")] if entity.type == "place" else [],
        "position": list(roles) if entity.type == "person" else [],
    }
    return _entity(entity.id, schema, **known)


def ftm_fact(fact: Fact, document: Document) -> Row:
    """A fact as an Event; its summary is the sentence, its proof the document."""
    sentence = fact.evidence.of(document.text)
    names = list(dict.fromkeys(p.name for p in fact.participants))
    caveats = ["did not happen"] if fact.polarity == "negative" else []
    caveats += [fact.modality] if fact.modality != "asserted" else []
    return _entity(
        fact.id,
        "Event",
        name=[f"{fact.type.replace('_', ' ')}: {', '.join(names)}" if names else fact.type.replace("_", " ")],
        summary=[sentence],
        description=["; ".join(caveats)],
        keywords=[fact.type],
        notes=[f"EDTF {fact.date}"],
        location=list(fact.names("place")),
        involved=[ftm_id(p.entity) for p in fact.participants if p.entity and _is_party(p)],
        namesMentioned=names,
        proof=[ftm_id(document.id)],
        publisher=[document.publisher],
        sourceUrl=[document.url],
        recordId=[fact.id],
        **_when(fact.date),
    )


def ftm_rows(documents: Iterable[tuple[Document, Iterable[Fact]]], entities: Iterable[Entity]) -> Iterator[Row]:
    """All of them: each document with its facts, then the entities."""
    for document, facts in documents:
        yield ftm_document(document)
        yield from (ftm_fact(fact, document) for fact in facts)
    for entity in entities:
        row = ftm_entity(entity)
        if row is not None:
            yield row


def _is_party(participant: Participant) -> bool:
    """Whether a participant can be involved in an Event, which only persons and organisations can."""
    return str(participant.entity).startswith(("person:", "organisation:"))


def _entity(id_: str, schema: str, **properties: Sequence[str | None]) -> Row:
    given = {name: [value for value in values if value] for name, values in properties.items()}
    return {"id": ftm_id(id_), "schema": schema, "properties": {name: v for name, v in given.items() if v}}


def _when(date: Edtf) -> dict[str, list[str]]:
    """One date, or a start and an end where the value spans more than one year, month or day."""
    prefixes = _prefixes(date)
    if date.text.endswith("/.."):
        return {"startDate": prefixes}
    if date.text.startswith("../"):
        return {"endDate": prefixes}
    if len(prefixes) == 1:
        return {"date": prefixes}
    return {"startDate": [prefixes[0]], "endDate": [prefixes[1]]}


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
