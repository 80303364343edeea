"""Messages (.eml): the words somebody sent as a document, with subject, sender and date."""

from __future__ import annotations

import email.errors
import email.utils
import re
from dataclasses import replace

from justicekb.edtf import Edtf
from justicekb.errors import SourceError
from justicekb.ingest import mediatype
from justicekb.ingest.formats.html.reader import read_webpage
from justicekb.ingest.formats.mail.parts import Message, parsed
from justicekb.ingest.formats.text.reader import read_plaintext
from justicekb.ingest.source import SourceInfo
from justicekb.model import Author, Document
from justicekb.vocabulary import Vocabulary

# The plain form of a message is read unless the HTML form says this many times more (plain forms can be stubs).
_SAYS_MORE = 1.5


def read_message(data: bytes, source: SourceInfo, vocabulary: Vocabulary) -> Document:
    """The document of one message; raises SourceError when it has no text of its own."""
    message = parsed(data)
    body = _body(message, source, vocabulary)
    name, address = email.utils.parseaddr(str(message.get("From", "")))
    sender = name or address
    return replace(
        body, path=source.path, sha256=source.sha256, media_type=source.media_type,
        title=_header(message, "Subject") or body.title,
        authors=(Author(name=sender),) if sender else body.authors,
        publisher=body.publisher or _header(message, "Organization"),
        published=_sent(message) or body.published, url=None,
    )  # fmt: skip


def _header(message: Message, name: str) -> str | None:
    value = message.get(name)
    return " ".join(str(value).split()) or None if value is not None else None


def _sent(message: Message) -> Edtf | None:
    try:
        return Edtf.from_day(email.utils.parsedate_to_datetime(str(message["Date"])).date())
    except (TypeError, ValueError):
        return None


def _body(message: Message, source: SourceInfo, vocabulary: Vocabulary) -> Document:
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
