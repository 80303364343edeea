"""Joins the lines of a paragraph into text: words hyphenated at line ends, ligatures, bullets, stray glyphs."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from justicekb.vocabulary.wordlists import WordList

_LIGATURES = str.maketrans({
    "\ufb00": "ff", "\ufb01": "fi", "\ufb02": "fl", "\ufb03": "ffi", "\ufb04": "ffl", "\ufb05": "st", "\ufb06": "st",
    "\u00a0": " ", "\u2010": "-", "\u2011": "-",
})  # fmt: skip
# Private-use characters are pictures (icons, logos) that only their font knows.
_GLYPHS = re.compile("[\ue000-\uf8ff]")
_LINE_HYPHEN = re.compile(r"[^\W_](?:-|\u00ad|\u2010)$")
_LAST_PART = re.compile(r"([^\W_]+)(?:-|\u00ad|\u2010)$")
_FIRST_PART = re.compile(r"[^\W_]+")
# A document that hyphenates at all does so on more lines than this; in others a hyphen at a line's end is one
# that belongs to the word (measured on ragged reports: under 0.5 %; justified papers: 4 to 12 %).
_HYPHENATES = 0.012
_ENOUGH_LINES = 80
_KEPT_FIRST = WordList("parts-that-keep-a-hyphen")


@dataclass(frozen=True, slots=True)
class Hyphens:
    """What a document's own words say about its hyphens: how often each word and each hyphened pair occurs."""

    words: Counter[str]
    pairs: Counter[tuple[str, str]]
    hyphenates: bool

    @classmethod
    def of(cls, lines: Sequence[str]) -> Hyphens:
        """Counts over the document's lines, the halves at line ends left out."""
        words: Counter[str] = Counter()
        pairs: Counter[tuple[str, str]] = Counter()
        ends = 0
        cut = False
        for line in lines:
            body = line.translate(_LIGATURES)
            if cut:
                body = body.split(" ", 1)[1] if " " in body else ""
            cut = bool(_LINE_HYPHEN.search(line))
            ends += cut
            if cut:
                body = body.rsplit(" ", 1)[0] if " " in body else ""
            words.update(word.lower() for word in re.findall(r"[^\W\d_]+", body))
            pairs.update((a.lower(), b.lower()) for a, b in re.findall(r"([^\W\d_]+)-(?=([^\W\d_]+))", body))
        return cls(words, pairs, len(lines) < _ENOUGH_LINES or ends > _HYPHENATES * len(lines))

    def joint(self, before: str, after: str) -> str:
        """What stands between two halves: "" for a word cut at the line's end, "-" for a hyphen of its own."""
        first, second = before.lower(), after.lower()
        whole = first + second
        if self.pairs[first, second] > self.words[whole]:
            return "-"
        if self.words[whole]:
            return ""
        capitals = before.isupper() and after.isupper() and len(before) > 1 and len(after) > 1
        if not (after[0].islower() or capitals) or before[-1].isdigit() or first in _KEPT_FIRST or not self.hyphenates:
            return "-"
        if before.isupper() and len(before) > 1 and not capitals:
            return "-"
        both = min(self.words[first], self.words[second])
        return "-" if both and len(first) > 2 and len(second) > 3 else ""


def join_lines(lines: Iterable[str], hyphens: Hyphens) -> str:
    """One line of text out of printed lines."""
    text = ""
    for line in lines:
        part = _GLYPHS.sub("", line.translate(_LIGATURES)).strip()
        text = _joined(text, part, hyphens) if text else part
    return re.sub(r"(?<=\w)\u00ad$", "-", text).replace("\u00ad", "-")


def _joined(text: str, part: str, hyphens: Hyphens) -> str:
    if not part:
        return text
    if _address_goes_on(text, part):
        return (text[:-1] + "-" if text.endswith("\u00ad") else text) + part
    before, after = _LAST_PART.search(text), _FIRST_PART.match(part)
    if before is None or after is None:
        return text + ("" if re.search(r"\w[–—/]$", text) and part[0].islower() else " ") + part
    if text.endswith("-") and re.match(r"(?:and|or|und|et)\b", part):  # "short- and long-term"
        return f"{text} {part}"
    return text[:-1] + hyphens.joint(before[1], after[0]) + part


def _address_goes_on(text: str, part: str) -> bool:
    """Whether a web address or DOI was cut at the line's end: its marks are no hyphens of a word."""
    address = re.search(r"(?:https?:\S*|www\.\S+|doi\.org/\S*|\b10\.\d{4,9}/\S*|\b10\.)$", text)
    if address is None or re.match(r"[A-Z(][\w'’-]+[,.]?\s", part) or text.endswith((",", ";", ")")):
        return False
    goes_on = re.match(r"\S*[\d/=_&?%#~-]|\S+\.\w|\w+\.?$|[a-z]\S*\b(?:\.$|$)", part)
    return goes_on is not None or text.endswith(("/", ":", "-", "_", "=", "."))
