"""What a `RecordFilter` means, in one pure function: `matches(record, where, context)`.

The stores may evaluate a filter as they like, as long as the answer is this one's.
"""

from __future__ import annotations

from dataclasses import dataclass

from justicekb.edtf import Edtf
from justicekb.model import (
    DateMention,
    Document,
    Fact,
    Figure,
    LawMention,
    Mention,
    Quote,
    Record,
    Reference,
    normalise_name,
)
from justicekb.querytree import Clue, RecordFilter
from justicekb.store.words import stems


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordContext:
    """What a filter may ask about a record beyond the record: its document, sentence, and who is named there."""

    document: Document
    sentence: str
    sentence_entities: frozenset[str] = frozenset()
    document_entities: frozenset[str] = frozenset()


def matches(record: Record, where: RecordFilter, context: RecordContext) -> bool:
    """Whether every condition of the filter holds; a condition on what the record does not have never does."""
    return (
        (not where.documents or record.document in where.documents)
        and (where.within is None or where.within.start <= record.span.start < where.within.end)
        and (not where.types or type_of(record) in where.types)
        and (not where.entities or not entities_of(record).isdisjoint(where.entities))
        and context.sentence_entities.issuperset(where.sentence_mentions)
        and (not where.about or not context.document_entities.isdisjoint(where.about))
        and _overlaps(date_of(record), where.date)
        and _overlaps(context.document.published, where.published)
        and (not where.kinds or context.document.kind in where.kinds)
        and (where.publisher is None or has_name(context.document.publisher, where.publisher))
        and (where.unit is None or (isinstance(record, Figure) and unit_fits(record.unit, where.unit)))
        and (not where.measure or _measures(record, where.measure, context.sentence))
        and (where.speaker is None or (isinstance(record, Quote) and has_name(record.speaker, where.speaker)))
        and (where.jurisdiction is None or _of_jurisdiction(record, where.jurisdiction))
        and (where.text is None or set(stems(where.text)) <= set(stems(context.sentence)))
        and all(_has_clue(clue, record, context) for clue in where.clues)
    )


def type_of(record: Record) -> str | None:
    """What `types` is compared with: the type of a fact, mention or reference, "law" for a law."""
    if isinstance(record, Fact | Mention | Reference):
        return record.type
    return "law" if isinstance(record, LawMention) else None


def entities_of(record: Record) -> frozenset[str]:
    """What `entities` is compared with: a fact's participants, a mention's or law's entity, a quote's speaker."""
    match record:
        case Fact():
            return record.entities
        case Mention() | LawMention():
            return frozenset({record.entity})
        case Quote() if record.speaker_entity is not None:
            return frozenset({record.speaker_entity})
        case _:
            return frozenset()


def date_of(record: Record) -> Edtf | None:
    """What `date` is compared with: the date of a fact, figure or date mention, the issue date of a reference."""
    match record:
        case Fact() | Figure():
            return record.date
        case DateMention():
            return record.edtf
        case Reference():
            return record.issued
        case _:
            return None


def has_name(full: str | None, wanted: str) -> bool:
    """Whether the words of `wanted` stand in `full` one after the other, both normalised."""
    return full is not None and f" {normalise_name(wanted)} " in f" {normalise_name(full)} "


def unit_fits(unit: str, wanted: str) -> bool:
    """Whether it is the unit, "money" standing for every currency."""
    return unit == wanted or unit.startswith(f"{wanted}:")


def _has_clue(clue: Clue, record: Record, context: RecordContext) -> bool:
    named = context.document_entities if clue.anywhere else context.sentence_entities
    if not named.isdisjoint(clue.entities):
        return True
    if clue.anywhere:
        return False
    told = [set(stems(context.sentence))]
    if clue.measured and isinstance(record, Figure):
        told.append(set(stems(record.measure)))
    return any(where.issuperset(own) for where in told for word in clue.words if (own := stems(word)))


def _of_jurisdiction(record: Record, jurisdiction: str) -> bool:
    return isinstance(record, LawMention) and record.jurisdiction == jurisdiction


def _overlaps(date: Edtf | None, wanted: Edtf | None) -> bool:
    return wanted is None or (date is not None and date.overlaps(wanted))


def _measures(record: Record, measure: tuple[str, ...], sentence: str) -> bool:
    if not isinstance(record, Figure):
        return False
    known = set(stems(record.measure)) | set(stems(sentence))
    return all(known.issuperset(stems(word)) for word in measure)
