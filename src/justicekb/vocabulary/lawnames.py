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
from justicekb.vocabulary.names import Gazetteer, gazetteer_of
from justicekb.vocabulary.patterns import YEAR, alternation, any_case


class LawName(NamedTuple):
    """A law's name at `text[start:end]` in one form (`name`), with the country its words give.

    `unique` names one law in the world (a symbol, a resolution); others are named alike in many countries.
    """

    start: int
    end: int
    name: str
    country: str | None
    unique: bool
    rule: str


class LawPatterns(NamedTuple):
    """The compiled patterns, each with the rule's name, the gazetteer that knows the countries in them, and no laws."""

    rules: tuple[tuple[str, re.Pattern[str]], ...]
    gazetteer: Gazetteer
    countries: frozenset[str]
    not_laws: re.Pattern[str]


# ── the parts of the patterns ────────────────────────────────────────────────────────────────────────────

_CAP = r"[A-Z][\w’'-]*"
_SMALL = r"(?:of|and|the|for|on|to|in|against|by|with|from|&)"
_NUMBER = r"(?:[Nn]o\.?|[Nn]umber|№)\s?[\w./-]*\d(?:[\w./-]*\w)?"
# The year that belongs to a number: "No. 123 of 2015"; a whole date ("of 3 May 2015") does not.
_OF_YEAR = rf"(?:\s+of\s+{YEAR}\b)?"
_QUOTED = r"[“\"«][^”\"»]{3,120}[”\"»]"
# A country behind "of" or as the owner; whether it is one is looked up afterwards.
_OF_COUNTRY = rf"(?:\s+of\s+(?:the\s+)?(?P<country>{_CAP}(?:\s+(?:(?:of|and)\s+)?(?:the\s+)?{_CAP}){{0,4}}))?"
_OWNER = rf"(?:(?P<owner>{_CAP}(?:\s+{_CAP})?)(?:['’]s)?\s+)?"

# UN document symbols begin with the organ's letters: A General Assembly, S Security Council, E ECOSOC, treaty bodies.
_SYMBOL = (
    r"(?<![\w/])(?=[A-Z]+/[\w/.-]*\d|CPT)(?:(?:A|S|E|ST|DP|HRI|CAT|CCPR|CEDAW|CRC|CERD|CRPD|CED|CMW|CESCR|SPT|UNEP|CTOC|CAC|FCCC|INF)"
    r"(?:/[A-Z0-9](?:[A-Za-z0-9.\-]*[A-Za-z0-9])?)+(?:\s?\(\d{4}\))?|CPT/Inf\s?\(\d{4}\)\s?\d+)(?![\w/])"
)
_RESOLVING_BODY = (
    r"(?:(?:UN\s+|United\s+Nations\s+)?(?:Security\s+Council|General\s+Assembly|Human\s+Rights\s+Council|"
    r"Economic\s+and\s+Social\s+Council|PACE|Parliamentary\s+Assembly)\s+)"
)
_RESOLUTION = (
    rf"(?:{_RESOLVING_BODY}(?:[Rr]esolution|[Rr]ecommendation)s?\s+(?:{_NUMBER}|\d[\d/]*)|[Rr]esolution\s+\d[\d/]*)"
    r"(?:\s?\(\d{4}\))?"
)
_CONSTITUTION = (
    rf"(?:(?P<owner>{_CAP}(?:\s+{_CAP})?)['’]s\s+[Cc]onstitution\b(?!al)|(?P<name>Constitution)\b{_OF_COUNTRY}|"
    r"(?<=[Tt]he )constitution(?=\s+(?!of\s+[a-z])\w|[.,;)]))"
)
_PAPER = r"(?:[Dd]ecree|[Oo]rder|[Rr]esolution|[Ll]aw|[Aa]ct|[Rr]egulation|[Oo]rdinance)"
# A number without "No.": two digits or more and no year alone, "Law 9.455/1997", "Executive Order 13491".
_BARE_NUMBER = rf"(?!{YEAR}\b(?!/))\d[\d.,]*\d(?:[/-][\w-]*\w)?"
_DECREE = (
    rf"(?:{_CAP}\s+){{0,2}}{_PAPER}\s+{_NUMBER}{_OF_YEAR}|"
    rf"(?:Executive\s+Order|Presidential\s+Decree|Law|Act|Decree|Proclamation)\s+{_BARE_NUMBER}{_OF_YEAR}"
)
_DAY = (
    r"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|January|February|March|April|May|June|July|August|September|"
    r"October|November|December)\b"
)
_SUBJECT = rf"(?:{_QUOTED}|(?!{_DAY}){_CAP}(?:,?\s+(?:{_SMALL}\s+)*(?!{_DAY}){_CAP})*)"
_LAW_ON = (
    rf"(?:(?:{_CAP}\s+){{0,3}}(?:Law|Act|Decree|Ordinance|Statute)s?|\blaw){_OF_COUNTRY}\s+(?:{_NUMBER}\s+)?"
    rf"(?:(?:[Oo]n|[Aa]bout)\s+(?:the\s+)?{_SUBJECT}|(?<!\blaw\s){_QUOTED})"
)
_USC = (
    r"\d+\s+(?:U\.?\s?S\.?\s?C\.?|C\.?\s?F\.?\s?R\.?)\s+(?:§{1,2}\s*)?\d[\w-]*(?:\.\d+)*(?:\(\w+\))*"
    r"|[Tt]itle\s+\d+,?\s+(?:of\s+the\s+)?(?:United\s+States|U\.S\.)\s+Code"
    r"|(?:Public\s+Law|Pub\.\s?L\.|P\.L\.)\s+(?:No\.?\s+)?\d+[-–]\d+"
)
_EU = (
    r"(?:Council\s+)?(?:Framework\s+Decision|Directive|Regulation)\s+(?:\((?:EU|EC|EEC)\)\s+)?"
    r"(?:No\.?\s+)?\d+/\d+(?:/[A-Z]+)?"
)
# Conventions by subject, agreements between parties: "Convention concerning Night Work", "Lomé Peace Agreement".
_TREATY_ON = (
    rf"(?:(?:Additional|Optional|First|Second|Third|Fourth)\s+)*(?:Convention|Protocol)\s+"
    rf"(?:[Cc]oncerning|[Rr]elating\s+to)\s+(?:the\s+)?{_CAP}(?:(?:,?\s+{_SMALL}){{0,2}}\s+{_CAP}){{0,14}}"
)
_AGREEMENT = (
    rf"{_CAP}(?:\s+{_CAP}){{0,3}}\s+"
    r"(?:(?:Peace|Free\s+Trade|Ceasefire|Cease-fire|Association|Partnership)\s+Agreement|Accords?)(?![\w-])"
)
_WHOSE = {
    "law.symbol": "international",
    "law.resolution": "international",
    "law.usc": "United States",
    "law.eu": "European Union",
    "law.agreement": "international",
    "law.treaty-on": "international",
}
_UNIQUE = frozenset({"law.symbol", "law.resolution", "law.usc", "law.eu"})


def law_patterns(vocabulary: Vocabulary) -> LawPatterns:
    """Compiles the patterns; use `vocabulary.once(law_patterns)`."""
    words = {e.id: e.words for e in vocabulary.entries(NameWords)}
    kinds, subjects = any_case(alternation(words["code-kinds"])), any_case(alternation(words["code-subjects"]))
    topics, heads = any_case(alternation(words["law-topics"])), alternation(words["act-heads"])
    rules = (
        ("law.symbol", _SYMBOL),
        ("law.usc", _USC),
        ("law.resolution", _RESOLUTION),
        ("law.code", _code(kinds, subjects)),
        ("law.constitution", _CONSTITUTION),
        ("law.decree", _DECREE),
        ("law.on", _LAW_ON),
        ("law.act", _act(heads)),
        ("law.eu", _EU),
        ("law.treaty-on", _TREATY_ON),
        ("law.agreement", _AGREEMENT),
        ("law.topic", rf"(?<=\s)(?P<name>{topics}\s+(?:law|act|bill))(?![\w-])"),
    )
    compiled = tuple((rule, re.compile(rf"(?<![\w-])(?:{pattern})")) for rule, pattern in rules)
    countries = frozenset(country.name for country in vocabulary.entries(Country))
    return LawPatterns(compiled, vocabulary.once(gazetteer_of), countries, re.compile(alternation(words["not-laws"])))


def _code(kinds: str, subjects: str) -> str:
    """A code by its kind or subject, with its owner, its country and the year that ends its name."""
    name = rf"(?P<name>{kinds}\s+[Cc]odes?|Code\s+(?:of|on)\s+(?:the\s+)?{subjects})"
    return rf"{_OWNER}{name}(?:,?\s+{YEAR}\b|{_OF_COUNTRY})"


def _act(heads: str) -> str:
    """Capitalised words that end in "Act", "Law", "Protocol" …, with what is in brackets, the number and the year."""
    first = rf"(?!(?:The|This|That|A|An|In|Under|No|New|Its|It['’]s|And|Or|Of|Since|After|Before)\s){_CAP}"
    inside = r"(?:\s+\([A-Z][^()]{2,40}\))?"
    # "Police, Crime, Sentencing and Courts Act", but not "the Prisons Act, Police Act and Evidence Act".
    item = rf"(?!(?:{heads})\b){_CAP}"
    several = rf"(?:{first}(?:\s+{item})?,\s+(?:{item}(?:\s+{item})?,\s+){{0,2}}(?={item}\s+and\s))?"
    words = rf"{several}{first}(?:{inside}\s+(?:{_SMALL}\s+){{0,2}}{_CAP}){{0,8}}{inside}"
    name = rf"(?P<name>{words}\s+(?:{heads})(?:(?<!Bill)|(?!\s+of\b)))"
    part = rf"\s+(?:{_SMALL}\s+)?(?:{_CAP}|\([A-Z][^()]{{2,60}}\)|{YEAR}(?=\s+\([A-Z]))"
    by_year = rf"{first}(?:{part}){{0,8}}\s+(?:Rules|Order|Regulations|Procedure)\s+{YEAR}"
    behind = r"(?:\s+\((?!Article|Section|Art\b|Law\b|Act\b|Decree\b|No\b)[A-Z][a-z][^()]{1,40}\))?"
    numbered = rf"(?:,?\s+(?:\(?{_NUMBER}{_OF_YEAR}\)?|(?:of\s+)?{YEAR}))?"
    not_inside = r"(?![\w-]|\s+(?!Article|Section|Rule|Art\b|No\b)[A-Z])"
    return rf"(?:{by_year}|{name}{behind}{numbered}){not_inside}"


# ── reading ──────────────────────────────────────────────────────────────────────────────────────────────


def find_law_names(text: str, patterns: LawPatterns) -> Iterator[LawName]:
    """The laws named in `text` in the order of the rules; of two that overlap the rule named first wins."""
    taken: list[tuple[int, int]] = []
    for rule, pattern in patterns.rules:
        for match in pattern.finditer(text):
            law = _law(rule, match, patterns)
            if law is None or any(law.start < end and start < law.end for start, end in taken):
                continue
            taken.append((law.start, law.end))
            yield law


def _law(rule: str, match: re.Match[str], patterns: LawPatterns) -> LawName | None:
    if rule == "law.act":
        return _act_of(match, patterns)
    groups = match.groupdict()
    start, end = match.span()
    country, written = None, groups.get("country")
    if written and rule != "law.on":
        known = _country(written, patterns)
        country, end = (known[0], match.start("country") + known[1]) if known else (None, _before_of(match))
    owner = groups.get("owner")
    if owner:
        known = _country(owner, patterns)
        country = known[0] if known else country
        start = match.start("name") if groups.get("name") else match.end() - len("constitution")
    start += len("The ") * match.string.startswith("The ", start)
    name = groups.get("name") or match.string[start:end]
    if rule == "law.on" and written:
        known = _country(written, patterns)
        country = known[0] if known else None
    return LawName(start, end, _one_form(rule, name), _WHOSE.get(rule, country), rule in _UNIQUE, rule)


def _act_of(match: re.Match[str], patterns: LawPatterns) -> LawName | None:
    """An act without its owner ("India's"); a convention or protocol is one in the world."""
    start = match.start() + len("The ") * match.string.startswith("The ", match.start())
    owner = _country(match.string[start : match.end()], patterns)
    possessive = _POSSESSIVE.match(match.string, start + owner[1]) if owner else None
    start = possessive.end() if possessive else start
    name = match.string[start : match.end()]
    if _NO_LAW.search(name) or " " not in name or patterns.not_laws.fullmatch(name):
        return None
    agreed = _AGREED.search(match["name"] or "") is not None
    country = "international" if agreed else owner[0] if owner else None
    return LawName(start, match.end(), " ".join(name.split()), country, False, "law.act")


_POSSESSIVE = re.compile(r"['’]s?\s+")
_AGREED = re.compile(r"(?:Convention|Covenant|Protocol|Treaty|Declaration)$")


def _country(written: str, patterns: LawPatterns) -> tuple[str, int] | None:
    """The country that `written` begins with and where its name ends there."""
    match = next(patterns.gazetteer.find(written), None)
    if match is None or match.start != 0 or match.names[0].canonical not in patterns.countries:
        return None
    return match.names[0].canonical, match.end


def _before_of(match: re.Match[str]) -> int:
    return match.start("country") - len(re.search(r"\s+of\s+(?:the\s+)?$", match.string[: match.start("country")])[0])  # type: ignore[index]  # the pattern has matched these words before the country


# Capitalised names that end like a law's and are a school, a meeting or a heading.
_NO_LAW = re.compile(
    r"\b(?:School of|Faculty of|Rule of|Department of|Institute of|University|National Convention|Party|Section)\b"
)


# 'Law of Norland No. 5 "On Police"' is the Law on Police; "UN Security Council Resolution 1325 (2000)" needs no year.
_LAW_OF = re.compile(
    rf"^(.*?(?:Law|Act))(?:\s+of\s+[^“\"«]*?)?(?:\s+{_NUMBER})?\s+[“\"«][Oo]n\s+(?:the\s+)?(.+?)[”\"»]$"
)
_RESOLVED = re.compile(
    r"(?:UN\s|United\sNations\s)?(?P<body>[A-Z]\w+(?:\s[A-Za-z]+)*?\s)?[Rr]esolution\s(?:[Nn]o\.?\s?)?(?P<number>[\d/]+)"
    r"(?P<year>\s?\(\d{4}\))?"
)


def _one_form(rule: str, name: str) -> str:
    plain = " ".join(name.split())
    if rule == "law.constitution":
        return "Constitution"
    if rule == "law.on":
        return _LAW_OF.sub(r"\1 on \2", plain)
    if rule == "law.resolution":
        told = _RESOLVED.fullmatch(plain)
        body = told["body"] or ("Security Council " if told["year"] else "") if told else ""
        return f"{body}resolution {told['number']}" if told else plain
    if rule in ("law.code", "law.topic"):
        return re.sub(r"\b(?!of\b|on\b|the\b)[a-z]", lambda m: m[0].upper(), plain.lower()).removesuffix("s")
    return plain
