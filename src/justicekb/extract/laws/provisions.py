"""Articles, rules and sections of laws: `Article 146`, `articles 3(1) and 5`, `§ 12`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from justicekb.vocabulary import Vocabulary
from justicekb.vocabulary.entries import NameWords
from justicekb.vocabulary.patterns import PROVISION_NUMBER, alternation, any_case
from justicekb.vocabulary.wordlists import WordList

_SINGULAR = {"art": "Article", "arts": "Article", "sec": "Section", "s": "Section", "ss": "Section"}


class Provision(NamedTuple):
    """The words `text[start:end]` and the provisions they name, in one form ("Article 146").

    `short` ones ("s. 47") mean something only beside a law.
    """

    start: int
    end: int
    names: tuple[str, ...]
    short: bool = False


def provision_pattern(vocabulary: Vocabulary) -> re.Pattern[str]:
    """Matches one word for a provision and all numbers behind it."""
    words = {e.id: e.words for e in vocabulary.entries(NameWords)}
    kind = rf"(?P<kind>{any_case(alternation(words['provisions']))}|§{{1,2}})"
    part = r"(?:\s+§\s*\d+(?!\d))?"
    joint = r"(?:\s*,\s*|\s+and\s+|,\s+and\s+|\s+or\s+|\s*[-–—]\s*|\s+to\s+)"
    number = rf"{PROVISION_NUMBER}{part}(?!\d|\s*(?:%|per))"
    following = rf"(?:{_GLOSS}{joint}{number})*"
    return re.compile(rf"(?<![\w.]){kind}\s*(?:[Nn]o\.?\s*)?(?P<numbers>{PROVISION_NUMBER}{part}{following})")


# What an article is about, in brackets between the numbers of a list: "Articles 178 (fraud) and 192".
_GLOSS = r"(?:\s*\([^()\d][^()]{2,150}\)(?=\s*(?:,|and\b|or\b)[\s\w]*\d))?"


def find_provisions(text: str, pattern: re.Pattern[str]) -> Iterator[Provision]:
    """The provisions named in `text`, one for each word for them."""
    matches = list(pattern.finditer(text))
    for match, before, behind in zip(matches, [None, *matches], [*matches[1:], None], strict=False):
        if match["kind"].isupper():  # a heading, or the organisation ARTICLE 19
            continue
        if match["kind"].casefold() in _CAPITAL and not match["kind"][0].isupper():
            continue  # a schedule of 3 meetings
        if _kind(match["kind"]) == "Paragraph" and (_beside(text, before, match) or _beside(text, match, behind)):
            continue
        inner = behind if behind is not None and _kind(behind["kind"]) == "Paragraph" else None
        if _kind(match["kind"]) == "Schedule" and inner is not None and _beside(text, match, inner):
            numbers = _numbers(match["numbers"])[0], _numbers(inner["numbers"])[0]
            yield Provision(match.start(), inner.end(), (f"Schedule {numbers[0]}, paragraph {numbers[1]}",))
            continue
        names = tuple(f"{_kind(match['kind'])} {number}" for number in _numbers(match["numbers"]))
        yield Provision(match.start(), match.end(), names, match["kind"] in ("s.", "ss."))


_CAPITAL = WordList("parts-of-laws-with-a-capital")


def further_numbers(text: str, at: int, pattern: re.Pattern[str]) -> Iterator[tuple[int, int, str]]:
    """The numbers of a list that goes on behind its law, each with its gloss: "… of the Code (fraud), 192.2 (…)"."""
    while (match := pattern.match(text, at)) is not None:
        yield *match.span("number"), _numbers(match["number"])[0]
        at = match.end("number")


def further_pattern(vocabulary: Vocabulary) -> re.Pattern[str]:
    """Matches the next number of a list of provisions that has its gloss behind it."""
    gloss = r"\([^()\d][^()]{2,150}\)"
    return re.compile(rf"\s*(?:{gloss})?(?:,|,? and)\s+(?P<number>{PROVISION_NUMBER})(?=\s+{gloss})")


def _beside(text: str, one: re.Match[str] | None, other: re.Match[str] | None) -> bool:
    """Whether nothing but a comma or "of" stands between two: a paragraph belongs to the article beside it."""
    if one is None or other is None:
        return False
    return text[one.end() : other.start()].strip(" ,") in ("", "of")


def _kind(word: str) -> str:
    if word.startswith("§"):
        return "Section"
    plain = word.rstrip(".").casefold()
    return _SINGULAR.get(plain, plain.removesuffix("s").capitalize())


_RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹"
_PLAIN_DIGITS = str.maketrans(_RAISED, "0123456789")


def _numbers(written: str) -> list[str]:
    plain = re.sub(r"\s*\([^()\d][^()]{2,150}\)(?=\s*(?:,|and\b|or\b))", "", written)
    plain = re.sub(r"\s+§\s*(\d+)", r"(\1)", plain)  # "Article 6 § 1" of the Strasbourg court is 6(1)
    plain = re.sub(f"[{_RAISED}]+", lambda m: "-" + m[0].translate(_PLAIN_DIGITS), plain)  # 347¹ is also written 347-1
    ranges = re.sub(r"\s*(?:[-–—]|\bto\b)\s*(?=[\dIVXLC])", "-", plain)
    parts = re.split(r"\s*,\s*(?:and\s+)?|\s+and\s+|\s+or\s+", ranges)
    return [re.sub(r"\s+(?=\()", "", part) for part in parts if part]
