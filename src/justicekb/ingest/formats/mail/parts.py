"""Takes messages and mailboxes apart: messages of an mbox file, attachments of a message."""

from __future__ import annotations

import email
import email.message
import email.policy
import mimetypes
import re
from collections.abc import Iterator

Message = email.message.EmailMessage


def attachments(data: bytes) -> Iterator[tuple[str, bytes]]:
    """Name and bytes of everything attached to a message, messages that were forwarded whole included."""
    for number, part in enumerate(parsed(data).iter_attachments(), start=1):
        if part.get_content_type() == "message/rfc822":
            inner = part.get_payload(0) if part.is_multipart() else None
            content = inner.as_bytes() if isinstance(inner, email.message.Message) else b""
        else:
            payload = part.get_payload(decode=True)
            content = payload if isinstance(payload, bytes) else b""
        if content:
            yield (
                part.get_filename() or f"attachment-{number}{mimetypes.guess_extension(part.get_content_type()) or ''}",
                content,
            )


def messages(data: bytes) -> Iterator[bytes]:
    """The messages of an mbox file: each begins after a line "From " that follows an empty line (RFC 4155)."""
    text = data.replace(b"\r\n", b"\n")
    starts = [match.start() for match in re.finditer(rb"(?:\A|(?<=\n\n))From [^\n]*\n", text)]
    for start, end in zip(starts, [*starts[1:], len(text)], strict=True):
        body = text[start:end].split(b"\n", 1)[1]
        yield re.sub(rb"(?m)^>(>*From )", rb"\1", body)


def parsed(data: bytes) -> Message:
    """The message in these bytes; the email library reads whatever it is given."""
    return email.message_from_bytes(data, policy=email.policy.default)
