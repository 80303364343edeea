"""The sentence index: which tokens a sentence has, and the FTS5 expression that a filter asks for.

A token is a stem of the sentence, the id of an entity mentioned in it, or one of these marks, told apart by their
first character: `.` the document, `=` a kind of record (`=fact`, `=fact:visit`, `=mention:person`,
`=law:kenya`, `=provision`),
`>` a fact's participant or a quotation's speaker, `#` a stem of a figure's measure, `=:` a year that a record's date
may lie in (`=:1998`, `=:` for a date of many years), `=#` the last digits of a record's id. With them FTS5 intersects
what a question asks for by skipping along its lists, so that a question reads what it needs and never every sentence.
Pure: the statements are run by `sqlite` and `writing`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from justicekb.edtf import Edtf
from justicekb.model import (
    DateMention,
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


def tokens(document: str, text: str, entities: Iterable[str], records: Iterable[Record]) -> str:
    """The tokens of a sentence: the same for the same words, entities and records."""
    own = {_document(document), *stems(text), *entities}
    for record in records:
        own.update(_marks(record))
        own.update(_years(date_of(record)))
        own.add(_last_digits(record.id))
    return " ".join(sorted(own))


def _marks(record: Record) -> Iterator[str]:
    """What tells that a sentence holds a record of this kind."""
    yield f"={record.KIND}"
    match record:
        case Fact():
            yield f"=fact:{record.type}"
            yield from (f">{entity}" for entity in record.entities)
        case Figure():
            yield from (f"#{stem}" for stem in stems(record.measure))
        case Mention():
            yield f"=mention:{record.type}"
            if record.role is not None:
                yield "=role"
        case LawMention():
            if record.provision is not None:
                yield "=provision"
            if record.jurisdiction is not None:
                yield _jurisdiction(record.jurisdiction)
        case Quote() if record.speaker_entity is not None:
            yield f">{record.speaker_entity}"


def date_of(record: Record) -> Edtf | None:
    """The date that a filter compares, see `RecordFilter.date`."""
    match record:
        case Fact() | Figure():
            return record.date
        case DateMention():
            return record.edtf
        case Reference():
            return record.issued
    return None


def _last_digits(record: str) -> str:
    """A token for one of 4,096 records: an index over whole ids would be larger than the records' places."""
    return f"=#{record[-3:]}"


# Dates of more years than this have one token together, and a filter over more years leaves them to `conditions`.
_YEARS = 12
_MANY_YEARS = "=:"


def _years(date: Edtf | None) -> list[str]:
    """The tokens of the years that a date may lie in."""
    if date is None:
        return []
    if date.earliest is None or date.latest is None or date.latest.year - date.earliest.year >= _YEARS:
        return [_MANY_YEARS]
    return [f"=:{year}" for year in range(date.earliest.year, date.latest.year + 1)]


def of_id(record: str) -> str:
    """The FTS5 expression of the sentences that may hold the record with this id."""
    return _any([_last_digits(record)])


def of_entity(entity: str) -> str:
    """The FTS5 expression of the sentences that name the entity."""
    return _any([entity])


def expression(kind: type[Record], where: RecordFilter, documents: Sequence[str] = ()) -> str:
    """The FTS5 expression of the sentences that may hold such records; what it leaves open is for `conditions`.

    With `documents` only sentences of these.
    """
    asked = [*_kind(kind, where), *words_asked(kind, where)]
    if where.entities:
        asked.append(_any(_participants(kind, where.entities)))
    if where.date is not None and (years := _years(where.date)) != [_MANY_YEARS]:
        asked.append(_any([*years, _MANY_YEARS]))
    if documents:
        asked.append(_any(_document(document) for document in documents))
    return " AND ".join(asked)


def words_asked(kind: type[Record], where: RecordFilter) -> Iterator[str]:
    """The parts of the expression for words and entities in the sentence.

    They let through all that `filters.matches` does; of several figures in a sentence, one by another's measure, which
    `conditions` tells apart.
    """
    for entity in where.sentence_mentions:
        yield _any([entity])
    for stem in stems(where.text or ""):
        yield _any([stem])
    for stem in (stem for word in where.measure for stem in stems(word)):
        yield _any([stem, f"#{stem}"] if kind is Figure else [stem])
    for clue in where.clues:
        if not clue.anywhere:
            yield clue_asked(clue if kind is Figure else replace(clue, measured=False))


def _kind(kind: type[Record], where: RecordFilter) -> Iterator[str]:
    if kind is LawMention and where.jurisdiction is not None:
        yield _any([_jurisdiction(where.jurisdiction)])
    elif where.types and kind in (Fact, Mention):
        yield _any([f"={kind.KIND}:{type_}" for type_ in where.types if _is_one_token(type_)] or [_NOTHING])
    else:
        yield _any([f"={kind.KIND}"])


def _is_one_token(type_: str) -> bool:
    """Whether FTS5 would take what was typed for one token; no type has a sign at which it cuts."""
    return all(letter.isalnum() or letter in "_-" for letter in type_)


def _jurisdiction(name: str) -> str:
    return f"=law:{normalise_name(name).replace(' ', '-')}"


def _participants(kind: type[Record], entities: Sequence[str]) -> list[str]:
    return [f">{entity}" for entity in entities] if kind in (Fact, Quote) else list(entities)


def clue_asked(clue: Clue) -> str:
    """The part of the expression for a clue; a word of several is told by all of its stems."""
    words = [own for word in clue.words if (own := stems(word))]
    told = [" AND ".join(map(_quoted, own)) for own in words]
    measured = [" AND ".join(_quoted(f"#{stem}") for stem in own) for own in words] if clue.measured else []
    asked = [*(f"({own})" for own in (*told, *measured)), *map(_quoted, clue.entities)]
    return f"({' OR '.join(asked or [_quoted(_NOTHING)])})"


# A token that no sentence has.
_NOTHING = "=nothing"


def _any(given: Iterable[str]) -> str:
    return f"({' OR '.join(map(_quoted, given))})"


def _quoted(token: str) -> str:
    """A token as FTS5 reads it; ids have no quotation marks, and user's words come as stems."""
    return '"' + token.replace('"', "") + '"'


def _document(document: str) -> str:
    return f".{document.removeprefix('doc-')}"
