"""Takes messages and mailboxes apart: messages of an mbox file, texts and attachments of a message."""

from __future__ import annotations

import email
import email.errors
import email.message
import email.policy
import mimetypes
import re
from collections.abc import Iterator

Message = email.message.MIMEPart

# The plain form of a text is read unless its HTML form says this many times more (plain forms can be stubs).
_SAYS_MORE = 1.5
_TEXTS = ("text/plain", "text/html")


def parsed(data: bytes) -> Message:
    """The message in these bytes; the email library reads whatever it is given."""
    return email.message_from_bytes(data, policy=email.policy.default)


def texts(message: Message) -> Iterator[Message]:
    """The parts that are words of the message itself, in order; of forms of one text, the one that says more."""
    kind = message.get_content_type()
    if kind == "multipart/alternative":
        forms = [list(texts(part)) for part in message.iter_parts()]
        said = [(len(_visible(form)), at) for at, form in enumerate(forms) if form]
        plain = next((at for at, form in enumerate(forms) if form and form[0].get_content_type() == "text/plain"), None)
        most, fullest = max(said, default=(0, None))
        if plain is not None and fullest is not None and not _says_more(forms[fullest], forms[plain], most):
            fullest = plain
        yield from forms[fullest] if fullest is not None else []
    elif message.is_multipart() and kind != "message/rfc822":
        for part in message.iter_parts():
            yield from texts(part)
    elif kind in _TEXTS and not message.is_attachment() and message.get_filename() is None:
        yield message


def _says_more(form: list[Message], plain: list[Message], most: int) -> bool:
    """Whether a form has half as many words again as the plain one, or a sentence of its own."""
    words, told = _visible(form), _visible(plain)
    if most > _SAYS_MORE * len(told):
        return True
    own = [_letters(set(left) - set(right)) for left, right in ((words, told), (told, words))]
    return own[0] >= _SENTENCE and own[0] > own[1]


def _letters(words: set[bytes]) -> int:
    return sum(word.strip(b".,;:!?()").isalpha() and len(word) > _SHORT for word in words)


_SENTENCE, _SHORT = 4, 2  # words that make a sentence of its own; letters of one that says nothing


_HIDDEN = re.compile(rb"<(?:style|script|head)\b", re.IGNORECASE)
_TAG_OR_GAP = re.compile(rb"<[^<>]*>|\s+")


def _visible(form: list[Message]) -> list[bytes]:
    """The words of a form without its marks, and without what stands in a style or script up to the next end."""
    pieces = b" ".join(map(words_of, form)).split(b"</")
    shown = (piece[: hidden.start()] if (hidden := _HIDDEN.search(piece)) else piece for piece in pieces)
    return _TAG_OR_GAP.sub(b" ", b"</".join(shown)).split()


def words_of(part: Message) -> bytes:
    """The words of a text part in UTF-8."""
    try:
        return str(part.get_content()).encode("utf-8", "replace")
    except (LookupError, KeyError, email.errors.MessageError):
        payload = part.get_payload(decode=True)
        return payload if isinstance(payload, bytes) else b""


def attachments(data: bytes) -> Iterator[tuple[str, bytes]]:
    """Name and bytes of everything else in a message, messages that were forwarded whole included."""
    for number, part in enumerate(_others(parsed(data)), start=1):
        if part.get_content_type() == "message/rfc822":
            inner = part.get_payload(0) if part.is_multipart() else None
            content = inner.as_bytes() if isinstance(inner, email.message.Message) else b""
        else:
            payload = part.get_payload(decode=True)
            content = payload if isinstance(payload, bytes) else b""
        if content:
            suffix = mimetypes.guess_extension(part.get_content_type()) or ""
            yield part.get_filename() or f"attachment-{number}{suffix}", content


def _others(message: Message) -> Iterator[Message]:
    """The parts of a message that hold no form of its own words."""
    if message.get_content_type() in _TEXTS and not message.is_attachment() and message.get_filename() is None:
        return
    if message.get_content_type() == "message/rfc822" or not message.is_multipart():
        yield message
        return
    for part in message.iter_parts():
        yield from _others(part)


# A separator has an address and a time, and headers follow it; other lines that begin with "From " are text.
_SEPARATOR = re.compile(rb"(?:\A|(?<=\n\n))From [^\n]*\d\d:\d\d[^\n]*\n(?=[!-9;-~]+:[ \t])|\AFrom [^\n]*\n")


def messages(data: bytes) -> Iterator[bytes]:
    """The messages of an mbox file: each begins after a line "From " that follows an empty line (RFC 4155)."""
    text = data.replace(b"\r\n", b"\n")
    starts = [match.start() for match in _SEPARATOR.finditer(text)]
    for start, end in zip(starts, [*starts[1:], len(text)], strict=True):
        body = text[start:end].split(b"\n", 1)[1]
        yield re.sub(rb"(?m)^>(>*From )", rb"\1", body)
