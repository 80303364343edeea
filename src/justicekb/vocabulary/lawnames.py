"""National laws, resolutions and document symbols by the way their names are built: `find_law_names`.

Treaties are known by name (`vocabulary.names`); this is for what no list can hold: "2015 criminal code",
"Law on Combating Torture", "Prison Act 1952", "Security Council resolution 1325", "CAT/C/KAZ/CO/3".
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from justicekb.vocabulary import Vocabulary
from justicekb.vocabulary.entries import Country, NameWords
from justicekb.vocabulary.patterns import YEAR, alternation, any_case


class LawName(NamedTuple):
    """A law's name at `text[start:end]` in one form (`name`), with the country its words give.

    `unique` names one law in the world (a symbol, an act with its year); others are named alike in many countries.
    """

    start: int
    end: int
    name: str
    country: str | None
    unique: bool
    rule: str


class LawPatterns(NamedTuple):
    """The compiled patterns, each with the rule's name."""

    rules: tuple[tuple[str, re.Pattern[str]], ...]


# UN document symbols begin with the organ's letters: A General Assembly, S Security Council, E ECOSOC, treaty bodies.
_SYMBOL = (
    r"(?:(?:A|S|E|ST|DP|HRI|CAT|CCPR|CEDAW|CRC|CERD|CRPD|CED|CMW|CESCR|SPT|UNEP|CTOC|CAC|FCCC|INF)"
    r"(?:/[A-Z0-9][A-Za-z0-9.\-]*)+(?:\s?\(\d{4}\))?|CPT/Inf\s?\(\d{4}\)\s?\d+)"
)
_RESOLUTION_BODY = (
    r"(?:(?:UN\s+|United\s+Nations\s+)?(?:Security\s+Council|General\s+Assembly|Human\s+Rights\s+Council|"
    r"Economic\s+and\s+Social\s+Council|PACE|Parliamentary\s+Assembly)\s+)"
)
_NUMBER = r"(?:[Nn]o\.?|[Nn]umber|№)\s?[\w./-]*\d[\w./-]*"


def law_patterns(vocabulary: Vocabulary) -> LawPatterns:
    """Compiles the patterns; use `vocabulary.once(law_patterns)`."""
    words = {e.id: e.words for e in vocabulary.entries(NameWords)}
    country = _country(vocabulary)
    tail = rf"(?:\s+of\s+(?:the\s+)?(?P<country>{country}))?"
    front = rf"(?:(?P<owner>{country})(?:['’]s)?\s+)?"
    kinds, subjects = any_case(alternation(words["code-kinds"])), any_case(alternation(words["code-subjects"]))
    cap = r"[A-Z][\w'’-]*"
    small = r"(?:of|and|the|for|on|to|in|against|by|with|from|&)"
    heads = alternation(words["act-heads"])
    topics = any_case(alternation(words["law-topics"]))
    subject = rf"(?:[“\"«][^”\"»]{{3,120}}[”\"»]|(?:{cap}|the)(?:(?:,?\s+(?:{small}\s+)*){cap})*)"
    rules = (
        ("law.symbol", rf"(?<![\w/]){_SYMBOL}(?![\w/])"),
        (
            "law.resolution",
            rf"(?:{_RESOLUTION_BODY}(?:[Rr]esolution|[Rr]ecommendation)s?\s+(?:{_NUMBER}|\d[\d/]*)|[Rr]esolution\s+\d[\d/]*)(?:\s?\(\d{{4}}\))?",
        ),
        ("law.code", rf"{front}(?P<name>(?:{kinds}\s+[Cc]odes?|Code\s+(?:of|on)\s+(?:the\s+)?{subjects}))(?!\s+of\s+[Cc]onduct){tail}"),
        ("law.constitution", rf"(?:(?P<owner>{country})(?:['’]s)?\s+[Cc]onstitution(?!al)|(?P<name>Constitution){tail}|"
                             rf"(?<=[Tt]he )constitution(?=\s+(?!of\s+[a-z])\w|[.,;])(?:\s+of\s+(?:the\s+)?(?P<country2>{country}))?)\b"),
        ("law.decree", rf"(?:(?:{cap}\s+){{0,2}}(?:[Dd]ecree|[Oo]rder|[Rr]esolution|[Ll]aw|[Aa]ct|[Rr]egulation)\s+{_NUMBER})"),
        ("law.on", rf"(?:(?:{cap}\s+){{0,3}}(?:Law|Act|Decree|Ordinance|Statute)s?|\blaw)\s+(?:{_NUMBER}\s+)?(?:[Oo]n|[Aa]bout)\s+(?:the\s+)?{subject}|Laws?\s+(?:of\s+(?:the\s+)?(?P<country>{country})\s+)?(?:{_NUMBER}\s+)?[“\"«][^”\"»]{{3,120}}[”\"»]"),
        ("law.act", rf"(?P<name>(?!(?:The|This|That|A|An|In|Under|No|New|Its)\s){cap}(?:\s+(?:{small}\s+){{0,2}}{cap}){{0,8}}\s+(?:{heads}))(?:\s+\([^()]{{2,40}}\))?(?:,?\s+(?:of\s+)?{YEAR})?(?![\w-])"),
        ("law.usc", r"\d+\s+(?:U\.?S\.?C\.?|C\.?F\.?R\.?)\s+§{1,2}\s*\d[\w-]*(?:\.\d+)*(?:\(\w+\))*|Public\s+Law\s+(?:No\.?\s+)?\d+[-–]\d+"),
        ("law.eu", r"(?:Council\s+)?(?:Framework\s+Decision|Directive|Regulation)\s+(?:\((?:EU|EC|EEC)\)\s+)?(?:No\.?\s+)?\d+/\d+(?:/[A-Z]+)?"),
        ("law.topic", rf"(?<=\s)(?P<name>{topics}\s+(?:law|act|bill))(?![\w-])"),
    )  # fmt: skip
    return LawPatterns(tuple((rule, re.compile(rf"(?<![\w-])(?:{pattern})")) for rule, pattern in rules))


def find_law_names(text: str, patterns: LawPatterns) -> Iterator[LawName]:
    """The laws named in `text` in the order of the rules; of two that overlap the rule named first wins."""
    taken: list[tuple[int, int]] = []
    for rule, pattern in patterns.rules:
        for match in pattern.finditer(text):
            law = _law(rule, match)
            if law is None or any(law.start < end and start < law.end for start, end in taken):
                continue
            taken.append((law.start, law.end))
            yield law


def _law(rule: str, match: re.Match[str]) -> LawName | None:
    groups = match.groupdict()
    country = groups.get("country") or groups.get("country2") or groups.get("owner")
    start, end = match.span()
    owner = groups.get("owner")
    if owner is not None:
        start = (
            match.end("owner")
            + len(match[0][match.end("owner") - match.start() :])
            - len(re.sub(r"^['’]s", "", match[0][match.end("owner") - match.start() :]).lstrip())
        )
    written = " ".join(match.string[start:end].split())
    if rule == "law.act" and _no_law(groups.get("name") or written):
        return None
    return LawName(start, end, _one_form(rule, groups.get("name") or written), country, rule in _UNIQUE, rule)


_UNIQUE = frozenset({"law.symbol", "law.resolution", "law.usc", "law.eu"})


def _no_law(name: str) -> bool:
    """Whether a capitalised name ending in "Law" or "Convention" is a school, a meeting or a mere heading."""
    return (
        re.search(
            r"\b(?:School of|Faculty of|Rule of|Department of|Institute of|University|National Convention|Party)\b",
            name,
        )
        is not None
    )


def _one_form(rule: str, name: str) -> str:
    plain = " ".join(name.split())
    if rule == "law.constitution":
        return "Constitution"
    if rule in ("law.code", "law.topic"):
        return re.sub(r"\b(?!of\b|on\b|the\b)[a-z]", lambda m: m[0].upper(), plain.lower()).removesuffix("s")
    return plain


def _country(vocabulary: Vocabulary) -> str:
    names = [n for c in vocabulary.entries(Country) for n in (c.name, *c.aliases, *c.adjectives, *c.acronyms)]
    return alternation(names)
