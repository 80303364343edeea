"""Raised characters: what stands in the text for them, so that they never become digits of what they stand behind.

A format that knows what is raised puts it between `UP` and `DOWN`; `blocks.one_line` settles it with the words before.
"""

from __future__ import annotations

import re

UP, DOWN = "\x0e", "\x0f"  # shift out and shift in: no text holds them
_RAISED = re.compile(f"{UP}([^{DOWN}]*){DOWN}")
# The mark of a note: numbers, lists of numbers, asterisks and daggers.
_NOTE = re.compile(r"[\[(]?\d{1,3}(?:\s?[,–-]\s?\d{1,3}){0,4}[\])]?|[*†‡§∗]{1,3}")
# Behind a unit, ten or a provision ("Article 143¹" is inserted behind 143) a raised number belongs to what it follows.
_OWNER = re.compile(
    r"(?<![^\W\d])(?:[cdkm]?m|ft|in|mi|10)$|(?:\b(?:Art(?:icles?|s?\.)?|Sect?(?:ions?|\.)?|ст(?:ать\w+|\.)?)|§)\s*\d+$",
    re.IGNORECASE,
)
_DIGITS = str.maketrans("0123456789-–", "⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁻")


def raised_text(raised: str, before: str) -> str | None:
    """What stands in the text for raised words right after `before`.

    Nothing for the mark of a note, raised digits for a power or for the number of an inserted provision, None for
    what is only small ("17th").
    """
    if not _NOTE.fullmatch(raised):
        return None
    if re.fullmatch(r"[-–]?\d+", raised) and _OWNER.search(before):
        return raised.translate(_DIGITS)
    return ""


def up(words: str) -> str:
    """Words as raised ones."""
    return f"{UP}{words}{DOWN}"


def settled(text: str) -> str:
    """The text with its raised words in place, those that are only small as they are."""
    while match := _RAISED.search(text) if UP in text else None:
        words, before = match[1].strip(), text[: match.start()].rstrip()
        shown = raised_text(words, before)
        text = text[: match.start()] + (match[1] if shown is None else shown) + text[match.end() :]
    return text
