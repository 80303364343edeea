"""A draft as it is checked: its text, its paragraphs, its block quotations and the day it was written.

The marks of Markdown are blanked out, character by character, so that every place still counts into the text that
was given; a link's address, a footnote's mark and the number of a list's item are no words and no numbers of the
draft. What a footnote says is checked like the rest.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from justicekb.edtf import Edtf
from justicekb.errors import ValueFormatError
from justicekb.model import Document
from justicekb.spans import Span

# Blocks of a document that state nothing of their own.
_NOT_CHECKED = frozenset({"byline", "boilerplate", "reference", "furniture"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """`paragraphs` are in order and none overlap; `block_quotes` are those that quote without quotation marks.

    `given` is the text as it was written, with its line breaks and marks; places count into it as into `text`.
    """

    text: str
    paragraphs: tuple[Span, ...]
    block_quotes: tuple[Span, ...] = ()
    published: Edtf | None = None
    given: str = ""


def draft_of_document(document: Document) -> Draft:
    """The draft that a Word file or another document with blocks is."""
    blocks = [block for block in document.blocks if block.kind not in _NOT_CHECKED]
    return Draft(
        text=document.text,
        paragraphs=tuple(block.span for block in blocks) or (Span(0, len(document.text)),),
        block_quotes=tuple(block.span for block in blocks if block.kind == "block_quote"),
        published=document.published,
    )


def draft_of_text(text: str, *, published: Edtf | None = None) -> Draft:
    """The draft that a plain or Markdown text is; a date above it in its front matter wins over `published`."""
    front = re.match(r"\ufeff?---\r?\n(.*?)\r?\n---\r?\n", text, re.DOTALL)
    plain = _blank(text, [Span(*front.span())] if front else [])
    plain = _blank(plain, _marks(plain))
    paragraphs = list(_paragraphs(text, plain, front.end() if front else 0))
    return Draft(
        text=_joined(plain, paragraphs),
        paragraphs=tuple(paragraphs),
        block_quotes=tuple(span for span in paragraphs if _LINE_OF_QUOTE.match(text, _line_start(text, span.start))),
        published=(_front_date(front[1]) if front else None) or published,
        given=text,
    )


def _front_date(fields: str) -> Edtf | None:
    said = re.search(r"^(?:date|published):\s*[\"']?(\d{4}(?:-\d\d(?:-\d\d)?)?)", fields, re.MULTILINE | re.IGNORECASE)
    try:
        return Edtf(said[1]) if said else None
    except ValueFormatError:
        return None


# ── marks ────────────────────────────────────────────────────────────────────────────────────────────────

# What is blanked out: the whole match, or its groups where it has some.
_MARKS = (
    r"<!--.*?-->",
    r"!\[[^\]\n]*\]\([^)\s]*(?: \"[^\"]*\")?\)",  # pictures
    r"(\[)[^\[\]]+(\]\([^)\s]*(?:\s+\"[^\"]*\")?\))",  # links: their words stay
    r"\[\^[^\]\s]+\]:?",  # marks of footnotes
    r"^ {0,3}\[(?!\^)[^\]\n]+\]: .*$",  # addresses of links
    r"<?\bhttps?://[^\s<>)\]]+>?",
    r"^[ \t]{0,3}(?:>[ \t]?)+",
    r"^[ \t]*(?:#{1,6}|[-*+]|\d{1,3}[.)])[ \t]+",  # headings, items of lists
    r"[ \t]#+[ \t]*$",
    r"\*{1,3}|(?<!\w)_{1,3}(?=\w)|(?<=\w)_{1,3}(?!\w)|`+|\\(?=[^\w\s])",
)


def _marks(text: str) -> Iterator[Span]:
    for pattern in _MARKS:
        for match in re.finditer(pattern, text, re.MULTILINE | re.DOTALL if "<!--" in pattern else re.MULTILINE):
            places = range(1, (match.re.groups or 0) + 1) or [0]
            yield from (Span(*match.span(place)) for place in places)


def _blank(text: str, spans: Iterator[Span] | list[Span]) -> str:
    """The text with blanks in place of what stands in the spans; line breaks stay."""
    letters = list(text)
    for span in spans:
        for at in range(span.start, span.end):
            letters[at] = letters[at] if letters[at] in "\r\n" else " "
    return "".join(letters)


# ── paragraphs ───────────────────────────────────────────────────────────────────────────────────────────

_LINE_OF_QUOTE = re.compile(r"[ \t]{0,3}>")
_LINE_ALONE = re.compile(r"[ \t]*(?:#{1,6}[ \t]|\|)")
_LINE_OF_LIST = re.compile(r"[ \t]*(?:[-*+]|\d{1,3}[.)]|\[\^[^\]\s]+\]:)[ \t]")


def _paragraphs(text: str, plain: str, start: int) -> Iterator[Span]:
    """Stretches of lines without an empty one; headings and rows stand alone, items and quotations begin anew."""
    first, last, quoted, alone = start, start, False, False
    for match in re.finditer(r"[^\n]*\n|[^\n]+$", text[start:]):
        at, end = start + match.start(), start + match.end()
        is_quote, stands_alone = _LINE_OF_QUOTE.match(text, at) is not None, _LINE_ALONE.match(text, at) is not None
        empty = not plain[at:end].strip()
        if empty or stands_alone or alone or is_quote != quoted or _LINE_OF_LIST.match(text, at):
            yield from _trimmed(plain, first, last)
            first = at
        last, quoted, alone = end, is_quote, stands_alone
    yield from _trimmed(plain, first, last)


def _trimmed(plain: str, start: int, end: int) -> Iterator[Span]:
    words = plain[start:end]
    if words.strip():
        lead = len(words) - len(words.lstrip())
        yield Span(start + lead, start + lead + len(words.strip()))


def _joined(plain: str, paragraphs: list[Span]) -> str:
    """The text with the line breaks inside a paragraph made blanks."""
    letters = list(plain)
    for span in paragraphs:
        letters[span.start : span.end] = re.sub(r"[\r\n\t]", " ", plain[span.start : span.end])
    return "".join(letters)


def _line_start(text: str, at: int) -> int:
    return text.rfind("\n", 0, at) + 1
