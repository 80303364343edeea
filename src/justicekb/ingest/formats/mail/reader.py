"""Messages (.eml): the words somebody sent as parts, with what the header states: subject, sender and date."""

from __future__ import annotations

import email.utils
from dataclasses import replace

from justicekb.errors import SourceError
from justicekb.ingest import mediatype
from justicekb.ingest.candidates import Candidate
from justicekb.ingest.formats.html import read_webpage
from justicekb.ingest.formats.mail.parts import Message, parsed, texts, words_of
from justicekb.ingest.formats.text import read_plaintext
from justicekb.ingest.parts import Reading
from justicekb.ingest.source import SourceInfo
from justicekb.model import Author
from justicekb.vocabulary import Vocabulary

_HEADER = "the header of the message"


def read_message(data: bytes, source: SourceInfo, vocabulary: Vocabulary) -> Reading:
    """The parts of one message; raises SourceError when it has no text of its own."""
    message = parsed(data)
    body = _body(message, source, vocabulary)
    name, address = email.utils.parseaddr(_line(message, "From"))
    sender = name or address
    return replace(
        body,
        stated=replace(body.stated, url=None, authors=(Author(name=sender),) if sender else ()),
        titles=(*_header(message, "Subject", 0.97), *body.titles),
        publishers=(*body.publishers, *_header(message, "Organization", 0.5)),
        dates=(*body.dates, *_sent(message)),
    )  # fmt: skip


def _line(message: Message, name: str) -> str:
    """A line of the header, decoded; as it was sent where Python's reader of headers fails on it ("From: a@")."""
    try:
        return str(message.get(name, ""))
    except (IndexError, ValueError, TypeError, AttributeError):  # what email.headerregistry raises
        return next((str(value) for key, value in message.raw_items() if key.lower() == name.lower()), "")


def _header(message: Message, name: str, score: float) -> tuple[Candidate[str], ...]:
    words = " ".join(_line(message, name).split())
    return (Candidate(words, score, _HEADER),) if words else ()


def _sent(message: Message) -> tuple[Candidate[str], ...]:
    """The day it was sent; a release in it has its own day in the dateline."""
    try:
        day = email.utils.parsedate_to_datetime(_line(message, "Date")).date()
    except (TypeError, ValueError):
        return ()
    return (Candidate(day.isoformat(), 0.7, _HEADER),)


def _body(message: Message, source: SourceInfo, vocabulary: Vocabulary) -> Reading:
    """All texts of a message, those after the first (around pictures, below a list's mark) behind it."""
    readings: list[Reading] = []
    for part in texts(message):
        kind = part.get_content_type()
        read = read_webpage if kind == mediatype.HTML else read_plaintext
        try:
            readings.append(read(words_of(part), replace(source, media_type=kind), vocabulary))
        except SourceError:
            continue  # an empty form
    if not readings:
        raise SourceError(source.path, "a message without text of its own")
    first, *more = readings
    return replace(first, parts=(*first.parts, *(part for reading in more for part in reading.parts)))
