"""Named text steps for plain text and Markdown; each is a function from text to text or from lines to lines."""

from __future__ import annotations

import html
import re
from collections.abc import Sequence
from functools import lru_cache

from justicekb.ingest.raised import DOWN, UP

_LINE_ENDS = re.compile(r"\r\n?|\u2028|\u2029|\x0b|\x85")
_TAGS = re.compile(r"</?(?:sup|sub|b|i|em|strong|u|span|font|small|a|br|p|div|mark|center)\b[^<>]*>", re.IGNORECASE)
_FOOTNOTE_MARK = re.compile(
    r"<sup>\s*(?:<[^<>]*>\s*)?[\[(]?\s*[\d*†‡]{1,4}\s*[\])]?(?:\s*</[^<>]*>)?\s*</sup>", re.IGNORECASE
)


def unify_lines(text: str) -> str:
    """One kind of line end; form feeds stay, they end pages."""
    return _LINE_ENDS.sub("\n", text)


_SPLIT_ENTITY = re.compile(r"<(\w{1,6})>&</\1>(?=(?:lt|gt|amp|quot|nbsp);)")


def without_entities(text: str) -> str:
    """HTML entities resolved, twice, because text made from HTML often holds them doubly escaped or torn by tags."""
    return html.unescape(html.unescape(_SPLIT_ENTITY.sub("&", text))) if "&" in text else text


_BLOCK = re.compile(
    r"</?(?:p|div|section|article|aside|header|footer|main|blockquote|figure|figcaption|ul|ol|dl|dd|dt|table|thead|tbody"
    r"|center|hr|details|summary)(?=[\s/>])[^<>]*>|</(?:h[1-6]|li|tr)>",
    re.IGNORECASE,
)
_INLINE = re.compile(
    r"</?(?:b|i|em|strong|u|s|span|font|small|a|mark|abbr|cite|sub|img|q|code)(?=[\s/>])[^<>]*>", re.IGNORECASE
)
# What of the markup in a Markdown text becomes what: line breaks, headings, items, rows, raised words, nothing.
_MARKUP: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"<!--.*?-->|<(script|style)\b.*?</\1\s*>", re.DOTALL | re.IGNORECASE), ""),
    (re.compile(r"(?<=\S)<sup\b[^<>]*>(.*?)</sup>", re.IGNORECASE), f"{UP}\\1{DOWN}"),
    (re.compile(r"<br\s*/?>", re.IGNORECASE), "\n"),
    (re.compile(r"</t[dh]>\s*(?=<t[dh]\b)", re.IGNORECASE), "\t"),
    (re.compile(r"<tr\b[^<>]*>|</?t[dh]\b[^<>]*>", re.IGNORECASE), ""),
    (re.compile(r"<li\b[^<>]*>\s*", re.IGNORECASE), "\n- "),
    (re.compile(r"<h([1-6])\b[^<>]*>\s*", re.IGNORECASE), "\n\n<h\\1>"),
    (_BLOCK, "\n\n"),
    (_INLINE, ""),
)  # fmt: skip


def without_markup(text: str) -> str:
    """Markdown with the HTML in it as Markdown; names in angles that are no elements stay."""
    if "<" not in text:
        return text
    for pattern, meant in _MARKUP:
        text = pattern.sub(meant, text)
    return re.sub(r"<h([1-6])>", lambda m: "#" * int(m[1]) + " ", text)


def without_tags(text: str) -> str:
    """Inline HTML tags removed; a raised number after a word marks a footnote and goes with its tag."""
    if "<" not in text:
        return text
    return _TAGS.sub("", _FOOTNOTE_MARK.sub("", text))


@lru_cache(maxsize=1)
def _emphasis() -> tuple[re.Pattern[str], ...]:
    return (
        re.compile(r"!\[([^\]]*)\]\([^)\s]*\)"),  # pictures leave their words
        re.compile(r"(?<!\\)\[([^\]]+)\]\((?:[^()\s]|\([^()\s]*\))*(?:\s+\"[^\"]*\")?\)"),  # links too
        re.compile(r"(?<![\\*\w])\*\*\*(?=\S)(.+?)(?<=\S)\*\*\*(?!\*)"),
        re.compile(r"(?<![\\*])\*\*(?=\S)(.+?)(?<=\S)\*\*(?!\*)"),
        re.compile(r"(?<![\\_\w])__(?=\S)(.+?)(?<=\S)__(?![_\w])"),
        re.compile(r"(?<![\\*\w])\*(?=[^\s*])([^*]+?)(?<=\S)\*(?![*\w])"),
        re.compile(r"(?<![\\_\w])_(?=[^\s_])([^_]+?)(?<=\S)_(?![_\w])"),
        re.compile(r"(?<!`)`([^`]+)`(?!`)"),
    )


_ESCAPED = re.compile(r"\\([\\`*_{}\[\]()#+.!|<>~-])")


def without_emphasis(text: str) -> str:
    """Markdown marks of emphasis, links and escapes removed; the words stay."""
    for pattern in _emphasis():
        text = pattern.sub(r"\1", text)
    return _ESCAPED.sub(r"\1", text)


_ENDS_SENTENCE = re.compile(r"[.!?…:;][\"”’')\]»]*(?:\s*\[\d+\])*$")
_HYPHEN = re.compile(r"[^\W\d_]{2,}[-\u2010\u00ad]$")


def ends_sentence(line: str) -> bool:
    """Whether a line ends as a sentence does."""
    return _ENDS_SENTENCE.search(line.rstrip()[-_WORD:]) is not None


def starts_within(line: str) -> bool:
    """Whether a line begins in the middle of a sentence: with a small letter or a comma."""
    start = line.lstrip(" “\"'(")
    return bool(start) and (start[0].islower() or start[0] in ",;)")


def join_lines(lines: Sequence[str]) -> str:
    """The lines as one: words cut by a hyphen are joined, other lines get a space between them."""
    joined: list[str] = []
    for line in filter(None, (line.strip() for line in lines)):
        before = joined[-1][-_WORD:] if joined else ""
        if before and _HYPHEN.search(before) and starts_within(line):
            joined[-1] = _rejoin(joined[-1], line)
        else:
            joined.append(f"{_gap(before, line)}{line}" if before else line)
    return "".join(joined)


# No word that a line end cuts is longer (characters); what stands before it need not be looked at.
_WORD = 60
_ORDINAL = re.compile(r"(?:st|nd|rd|th)\b")


def _gap(before: str, after: str) -> str:
    """No space before a mark that closes, nor between a number and the raised letters that were set after it."""
    if after[0] in ",;)" or (after[0] == "." and after[1:2] in ("", " ")):
        return ""
    return "" if before[-1].isdigit() and _ORDINAL.match(after) else " "


# Prefixes that keep their hyphen: "co-" + "operation" may be either, these are hyphenated in running text.
_KEEPS_HYPHEN = re.compile(r"\b(?:self|non|anti|ex|pre|post|pro|semi|quasi|well)-$", re.IGNORECASE)


def _rejoin(before: str, after: str) -> str:
    return before + after if _KEEPS_HYPHEN.search(before[-_WORD:]) else before[:-1] + after


# Lines of hard-wrapped text are nearly as long as each other; this wide a text has lines of at most …
WRAP_WIDTH = 100


def is_hard_wrapped(lines: Sequence[str]) -> bool:
    """Whether paragraphs were broken into lines at a fixed width: most lines are long, none is very long.

    Lines are the non-empty lines of the text. Hard-wrapped text has its lines at 60 to 100 characters and most
    lines do not end a sentence.
    """
    long = [line for line in lines if len(line) > WRAP_WIDTH]
    middle = [line for line in lines if 45 <= len(line) <= WRAP_WIDTH]
    if len(middle) < 3 or len(long) > 0.05 * len(lines):
        return False
    return sum(not ends_sentence(line) for line in middle) > 0.6 * len(middle)


_SMALL = frozenset({"the", "of", "and", "in", "on", "for", "to", "a", "an", "with"})


def usual_case(title: str) -> str:
    """A title or body set in capitals as print sets it; which words are names cannot be told, so all keep a capital."""
    if not title.isupper() or " " not in title:
        return title
    words = [w.lower() if w.lower() in _SMALL else w.capitalize() for w in title.split()]
    return " ".join([words[0].capitalize(), *words[1:]])
