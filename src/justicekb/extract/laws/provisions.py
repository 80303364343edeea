"""Articles, rules and sections of laws: `Article 146`, `articles 3(1) and 5`, `§ 12`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from justicekb.vocabulary import Vocabulary
from justicekb.vocabulary.entries import NameWords
from justicekb.vocabulary.patterns import PROVISION_NUMBER, alternation, any_case

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
    kind = rf"(?P<kind>{any_case(alternation(words['provisions']))}|§+)"
    following = (
        rf"(?:(?:\s*,\s*|\s+and\s+|,\s+and\s+|\s+or\s+|\s*[-–—]\s*|\s+to\s+){PROVISION_NUMBER}(?!\d|\s*(?:%|per)))*"
    )
    part = r"(?:\s+§\s*(?P<part>\d+)(?!\d))?"
    return re.compile(rf"(?<![\w.]){kind}\s*(?:[Nn]o\.?\s*)?(?P<numbers>{PROVISION_NUMBER}{following}){part}")


def find_provisions(text: str, pattern: re.Pattern[str]) -> Iterator[Provision]:
    """The provisions named in `text`, one for each word for them."""
    matches = list(pattern.finditer(text))
    for match, before, behind in zip(matches, [None, *matches], [*matches[1:], None], strict=False):
        if match["kind"].isupper():  # a heading, or the organisation ARTICLE 19
            continue
        if _kind(match["kind"]) == "Paragraph" and (_beside(text, before, match) or _beside(text, match, behind)):
            continue
        part = f"({match['part']})" if match["part"] else ""  # "Article 6 § 1" of the Strasbourg court is 6(1)
        names = tuple(f"{_kind(match['kind'])} {number}" for number in _numbers(f"{match['numbers']}{part}"))
        yield Provision(match.start(), match.end(), names, match["kind"] in ("s.", "ss."))


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


def _numbers(written: str) -> list[str]:
    ranges = re.sub(r"\s*(?:[-–—]|\bto\b)\s*(?=[\dIVXLC])", "-", written)
    parts = re.split(r"\s*,\s*(?:and\s+)?|\s+and\s+|\s+or\s+", ranges)
    return [re.sub(r"\s+(?=\()", "", part) for part in parts if part]
