"""The vocabulary's words for numbers, units, currencies and exactness as tables and patterns: `number_lexicon`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from justicekb.vocabulary import Vocabulary
from justicekb.vocabulary.entries import Country, Currency, NumberQualifier, NumberWord, Shift, Unit
from justicekb.vocabulary.patterns import alternation

Exactness = Literal["exact", "about", "over", "under", "up_to", "at_least"]

WORD = re.compile(r"[a-z]+")


@dataclass(frozen=True, slots=True)
class NumberLexicon:
    """The vocabulary's number words and patterns, compiled; keys are as `key` has them."""

    small: dict[str, float]
    scale: dict[str, float]
    fraction: dict[str, float]
    words: frozenset[str]
    units: dict[str, tuple[str, float]]
    currencies: dict[str, str]
    letters: frozenset[str]
    scaled_after: re.Pattern[str]
    national: frozenset[tuple[str, str]]  # an adjective and the code of its state
    money_of_country: re.Pattern[str]
    shifts: re.Pattern[str]
    qualifiers_before: dict[str, Exactness]
    qualifiers_after: dict[str, Exactness]
    number: re.Pattern[str]
    unit: re.Pattern[str]
    money_after: re.Pattern[str]
    money_before: re.Pattern[str]
    before: re.Pattern[str]
    after: re.Pattern[str]


def key(words: str) -> str:
    """The words of a unit, currency or qualifier as the tables have them."""
    return re.sub(r"[\s-]+", " ", words).casefold()


# Groups of three after a comma, a space of any width or an apostrophe (one kind in a number), or several after
# points ("1.234.567"); of two before the last three; else decimals.
_GROUPED = "|".join(
    (
        *(rf"\d{{1,3}}(?:{mark}\d{{3}})+(?!\d)" for mark in (",", "[ \u00a0\u202f\u2009]", "[’']")),
        r"[1-9]\d{0,2}(?:\.\d{3}){2,}(?![.\d])",
        r"[1-9]\d?(?:,\d\d){1,4},\d{3}(?!\d)",  # 12,34,567, as in South Asia
    )
)
_DIGITS = rf"(?:{_GROUPED})(?:\.\d+)?|\d+,\d{{1,2}}(?!\d)|\d+(?:\.\d+)?"


# "The 2014 billion-dollar fraud": a year takes no scale word.
_YEAR = r"(?<!\d)(?:18|19|20)\d\d"


# What stands for a part of one behind a whole number: "3½", "2 1/2"; not behind a year.
_PARTS = r"(?:(?<!\d{4})\s?[½⅓⅔¼¾⅕⅛]|(?<!\d{4})(?<!/)\s[1-9]/[2-9](?![\d/]))"


# What a number of its own counts behind a scale word: "2 thousand 30 years ago", no 2,030.
_NO_TAIL = r"(?:per\s?cent|years?|months?|weeks?|days?|hours?|minutes?|times|to|or|and|of)"


def _number_pattern(small: str, tens: str, scale: str, fraction: str, *, letters: Iterable[str]) -> str:
    joint = r"(?:\s*[-‐‑]\s*|\s+)"
    simple = rf"(?:{tens}{joint}{small}|{tens}|{small})"
    words = rf"(?:a|{simple})(?:{joint}{scale})+(?:(?:{joint}|,?\s+and\s+){simple}(?:{joint}{scale})*)*|{simple}"
    words = rf"(?:{scale}(?=-\w)|{words})"  # "a billion-dollar fraud"
    behind_letters = "|".join(rf"(?<=\b{symbol})" for symbol in sorted(letters))  # "R5,000", and no "R18"
    behind_letters = rf"(?-i:{behind_letters})(?=\d[\d,.]{{2}}|\d{{1,3}}\s\d{{3}}|\d+\s?{scale})"
    rest = rf"(?:\s+(?:and\s+)?(?:\d{{1,3}}|{simple}){joint}(?:{scale}|m)(?:{joint}{scale})*(?![\w-]))"
    tail = rf"(?:(?<=thousand)\s+\d{{2,3}}|(?<=hundred)\s+\d{{2}})(?![\d%]|[.,:/]\d|\s*-?(?:{_NO_TAIL}|{scale})\b)"
    return rf"""
        (?:(?<![\w.])|{behind_letters})(?<![\d][,:/])(?<![A-Za-z]-)
        (?:
          (?P<half_of>half\s+a\s+(?P<half_scale>{scale}))
        | (?P<parts_in>[1-9]|{small})\s+(?:in\s+(?:every\s+)?(?P<whole_in>\d[\d,]*|{simple}|an?\ hundred)
            |out\s+of\s+(?:every\s+)?(?P<whole_out>{small}))(?!\s+(?:years?|months?|weeks?|days?|hours?|minutes?)\b)
        | (?P<share>(?<!first\ )(?<!second\ )(?<!latter\ )(?<!other\ )
            (?:(?P<parts>\d|{small}|a)[\s-]+)?(?P<fraction>{fraction}))(?!\s+an?\b)
        | (?:(?<=for\ )|(?<=about\ )|(?<=over\ )|(?<=than\ )|(?<=nearly\ )|(?<=almost\ ))
          (?P<article>an?)(?=\s+(?:year|month|week)\b)
        | (?P<digits>{_DIGITS})(?P<digits_part>{_PARTS}(?=\s?-?{scale}\b))?
          (?:(?<!{_YEAR})\s?-?(?P<scale>{scale}|m|k)(?![\w]))?
          (?P<digits_half>\s+and\s+a\s+half|{_PARTS})?(?P<digits_rest>(?<=[^\W\d]){rest}+)?(?P<digits_tail>{tail})?
        | (?P<words>{words})(?P<words_half>[\s-]+and[\s-]+a[\s-]+half(?:{joint}(?P<half_times>{scale}))?)?
          (?P<words_rest>(?<=[^\W\d]){rest}+)?
        )
        (?![\d]|[A-Za-z]|[.,:/]\d|\s(?:st|nd|rd|th)\b)
    """


# What may stand between a qualifier and its number.
_FILLER = r"(?:(?:just|only|a|an|the|another)\s+)*(?:total\s+of\s+)?"


def number_lexicon(vocabulary: Vocabulary) -> NumberLexicon:
    """The lexicon of a vocabulary; ask for it by `vocabulary.once`."""
    words = vocabulary.entries(NumberWord)
    by_kind = {
        kind: {w: e.value for e in words if e.kind in kinds for w in e.words}
        for kind, kinds in (
            ("small", {"small"}), ("tens", {"tens"}), ("scale", {"scale", "collective"}), ("fraction", {"fraction"})
        )
    }  # fmt: skip
    currencies = vocabulary.entries(Currency)
    codes = (name for currency in currencies for name in currency.names if name.isupper())
    letters = frozenset(symbol for symbol in (*_symbols(currencies), *codes) if symbol.isalpha() and symbol.isascii())
    kinds = (alternation(by_kind[kind]) for kind in ("small", "tens", "scale", "fraction"))
    number = _number_pattern(*kinds, letters=letters)
    units = {key(w): (u.unit, u.factor) for u in vocabulary.entries(Unit) for w in (*u.words, *u.symbols)}
    scaled = alternation(w for c in currencies for w in c.scaled)
    national = frozenset((w, country.id.upper()) for country in vocabulary.entries(Country) for w in country.adjectives)
    adjectives = alternation({word for word, _ in national})
    qualifiers = vocabulary.entries(NumberQualifier)
    before: dict[str, Exactness] = {key(w): q.qualifier for q in qualifiers for w in q.before}
    after: dict[str, Exactness] = {key(w): q.qualifier for q in qualifiers for w in q.after}
    return NumberLexicon(
        small=by_kind["small"] | by_kind["tens"],
        scale=by_kind["scale"],
        fraction=by_kind["fraction"],
        words=frozenset(part for entry in words for word in entry.words for part in WORD.findall(word)),
        units=units,
        currencies={key(w): c.id for c in currencies for w in (*c.names, *c.symbols, *c.scaled)},
        letters=letters,
        national=national,
        money_of_country=re.compile(rf"\s({adjectives})\s({_names(currencies)}|{scaled})(?![\w])"),
        scaled_after=re.compile(rf"\s({scaled})(?![\w])", re.IGNORECASE),
        shifts=re.compile(rf"\b{alternation(w for s in vocabulary.entries(Shift) for w in s.words)}\b", re.IGNORECASE),
        qualifiers_before=before,
        qualifiers_after=after,
        number=re.compile(number, re.VERBOSE | re.IGNORECASE),
        unit=_unit_pattern(vocabulary.entries(Unit)),
        money_after=re.compile(rf"[\s-]?({_names(currencies)}|{alternation(_symbols(currencies))})(?![\w])"),
        money_before=re.compile(rf"(?<![\w])({_codes(currencies)}|{alternation(_symbols(currencies))})\s?$"),
        before=re.compile(rf"(?<![\w-])({alternation(before)})\s*{_FILLER}$", re.IGNORECASE),
        after=re.compile(rf"\s+({alternation(after)})(?![\w])", re.IGNORECASE),
    )


def _unit_pattern(units: tuple[Unit, ...]) -> re.Pattern[str]:
    words = alternation(w for u in units for w in u.words)
    symbols = alternation(s for u in units for s in u.symbols)
    kinds = "additional|more|further|extra|other|consecutive|straight|full|calendar|working|sitting|business|trading"
    between = rf"(?:(?:{kinds})\s+)?"
    return re.compile(rf"(?:[\s-]{{1,4}}{between})?({words}(?![\w])|{symbols})", re.IGNORECASE)


def _symbols(currencies: tuple[Currency, ...]) -> Iterator[str]:
    return (symbol for currency in currencies for symbol in currency.symbols)


def _codes(currencies: tuple[Currency, ...]) -> str:
    return alternation(name for c in currencies for name in c.names if name.isupper() or name.startswith(("Rs", "KSh")))


def _names(currencies: tuple[Currency, ...]) -> str:
    """Codes are matched as written, names in any case ("TRY" is no "try")."""
    names = alternation(name for c in currencies for name in c.names if not name.isupper())
    return rf"(?i:{names})|{_codes(currencies)}"
