"""Messages (.eml): the words somebody sent as parts, with what the header states: subject, sender and date."""

from __future__ import annotations

import email.errors
import email.utils
import re
from dataclasses import replace

from justicekb.errors import SourceError
from justicekb.ingest import mediatype
from justicekb.ingest.candidates import Candidate
from justicekb.ingest.formats.html import read_webpage
from justicekb.ingest.formats.mail.parts import Message, parsed
from justicekb.ingest.formats.text import read_plaintext
from justicekb.ingest.parts import Reading
from justicekb.ingest.source import SourceInfo
from justicekb.model import Author
from justicekb.vocabulary import Vocabulary

# The plain form of a message is read unless the HTML form says this many times more (plain forms can be stubs).
_SAYS_MORE = 1.5
_HEADER = "the header of the message"


def read_message(data: bytes, source: SourceInfo, vocabulary: Vocabulary) -> Reading:
    """The parts of one message; raises SourceError when it has no text of its own."""
    message = parsed(data)
    body = _body(message, source, vocabulary)
    name, address = email.utils.parseaddr(str(message.get("From", "")))
    sender = name or address
    return replace(
        body,
        stated=replace(body.stated, url=None, authors=(Author(name=sender),) if sender else ()),
        titles=(*_header(message, "Subject", 0.97), *body.titles),
        publishers=(*body.publishers, *_header(message, "Organization", 0.5)),
        dates=(*body.dates, *_sent(message)),
    )  # fmt: skip


def _header(message: Message, name: str, score: float) -> tuple[Candidate[str], ...]:
    words = " ".join(str(message.get(name, "")).split())
    return (Candidate(words, score, _HEADER),) if words else ()


def _sent(message: Message) -> tuple[Candidate[str], ...]:
    """The day it was sent; a release in it has its own day in the dateline."""
    try:
        day = email.utils.parsedate_to_datetime(str(message["Date"])).date()
    except (TypeError, ValueError):
        return ()
    return (Candidate(day.isoformat(), 0.7, _HEADER),)


def _body(message: Message, source: SourceInfo, vocabulary: Vocabulary) -> Reading:
    plain, html = _part(message, "plain"), _part(message, "html")
    visible = re.sub(rb"(?s)<(?:style|script|head)\b.*?</|<[^>]*>|\s+", b" ", html)
    if html.strip() and len(visible.split()) > _SAYS_MORE * len(plain.split()):
        return read_webpage(html, replace(source, media_type=mediatype.HTML), vocabulary)
    if not plain.strip():
        raise SourceError(source.path, "a message without text of its own")
    return read_plaintext(plain, replace(source, media_type=mediatype.TEXT), vocabulary)


def _part(message: Message, form: str) -> bytes:
    part = message.get_body(preferencelist=(form,))
    if part is None:
        return b""
    try:
        return str(part.get_content()).encode("utf-8", "replace")
    except (LookupError, KeyError, email.errors.MessageError):
        payload = part.get_payload(decode=True)
        return payload if isinstance(payload, bytes) else b""
