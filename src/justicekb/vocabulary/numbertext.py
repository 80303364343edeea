"""Numbers and quantities in English text, without a parser: `quantities(text, vocabulary)`.

Documents, questions and drafts are all read with this one function. It finds every number in digits or words with
its scale ("2.5 million"), range ("between five and seven"), unit, currency and the words about its exactness; it
does not judge whether the number counts anything (a date, an article and a house number are yielded too).
"""

from __future__ import annotations

import re
from dataclasses import replace

from justicekb.spans import Span
from justicekb.vocabulary import Vocabulary
from justicekb.vocabulary.numberlexicon import WORD, NumberLexicon, key, number_lexicon
from justicekb.vocabulary.numbers import COUNT, PERCENT, REACH, Quantity, numbers

__all__ = ["COUNT", "PERCENT", "Quantity", "quantities"]

# How many months a year has, for "three years and six months".
_MONTHS = 12.0
# And how many days a week, for "22 weeks and 3 days".
_DAYS = 7.0
_ENDS_WEEKS = re.compile(r"\bweeks?$")


# What a number without number words holds ("for a year"); most sentences hold neither, which is soon seen.
_HINT = re.compile(r"\d|\b(?:for|about|over|than|nearly|almost)\san?\s")


def quantities(text: str, vocabulary: Vocabulary) -> list[Quantity]:
    """Every number of the text with its unit and exactness, in text order; spans count into `text`."""
    lexicon = vocabulary.once(number_lexicon)
    if not _HINT.search(text) and lexicon.words.isdisjoint(WORD.findall(text.casefold())):
        return []
    joined = _join(text, _sharing(text, [_with_unit(text, q, lexicon) for q in numbers(text, lexicon)]), lexicon)
    return [_qualified(text, q, lexicon) for q in joined]


# ── its unit, its neighbours, its exactness ──────────────────────────────────────────────────────────────


def _with_unit(text: str, quantity: Quantity, lexicon: NumberLexicon) -> Quantity:
    number = quantity.number
    money = lexicon.money_before.search(text, max(0, number.start - 8), number.start)
    if money and not (money[1] in lexicon.letters and quantity.value < _LETTERED_SUM):
        return _whole(text, _in(quantity, Span(money.start(1), number.end), _currency(money[1], lexicon)))
    if match := lexicon.unit.match(text, number.end):
        unit, factor = lexicon.units[key(match[1])]
        return _in(quantity, Span(number.start, match.end(1)), unit, factor)
    if match := lexicon.money_after.match(text, number.end):
        return _whole(text, _in(quantity, Span(number.start, match.end(1)), _currency(match[1], lexicon)))
    own = lexicon.money_of_country.match(text, number.end)  # "Kazakh tenge": ISO 4217 begins with the state's code
    if own and (own[1], lexicon.currencies[key(own[2])][:2]) in lexicon.national:
        return _whole(text, _in(quantity, Span(number.start, own.end(2)), _currency(own[2], lexicon)))
    if quantity.scale >= _LARGE and (match := lexicon.scaled_after.match(text, number.end)):
        return _in(quantity, Span(number.start, match.end(1)), _currency(match[1], lexicon))
    return _whole(text, quantity)


# "10.500 inmates": three digits behind one point before a word are a whole number of persons, things or money.
_POINTED = re.compile(r"[1-9]\d{0,2}\.\d{3}")
_COUNTED = re.compile(r"\s+(?!per\b|in\b|to\b|and\b|or\b|of\b)[^\W\d_]{2,}")


def _whole(text: str, quantity: Quantity) -> Quantity:
    """The quantity with the point in its number read as a mark of thousands, where it counts something."""
    counts = quantity.scale == 1.0 and (quantity.unit.startswith("money:") or _COUNTED.match(text, quantity.span.end))
    if not counts or not _POINTED.fullmatch(quantity.number.of(text)):
        return quantity
    return replace(quantity, value=float(quantity.number.of(text).replace(".", "")))


# Letters in front of a smaller number are a name's rather than a currency's ("R5 million" is a sum, "R18" a label).
_LETTERED_SUM = 100

# From this scale word on, a word that is a verb elsewhere is a currency: 7 billion won.
_LARGE = 1000.0


def _in(quantity: Quantity, span: Span, unit: str, factor: float = 1.0) -> Quantity:
    value, scale = round(quantity.value * factor, 6), quantity.scale * factor
    return replace(quantity, span=span, unit=unit, value=value, scale=scale, year_like=False)


def _currency(words: str, lexicon: NumberLexicon) -> str:
    return f"money:{lexicon.currencies[key(words)]}"


_TO = re.compile(r"\s*[-‐‑–—]\s*|-?\s+to\s+(?:up\s+to\s+)?")
_AND = re.compile(r"\s+and\s+")
_BY = re.compile(r"\bby\s+$", re.IGNORECASE)  # "rose by one to 99"
_FROM = re.compile(r"\bfrom\s+(?:\S+\s+)?$", re.IGNORECASE)
_SHIFT_REACH = 60  # characters from a verb of change to "from"
_BETWEEN = re.compile(r"\bbetween\s+(?:about\s+|approximately\s+)?$", re.I)
_YEARS_AND = re.compile(r"[’']?(?:,|\s+and|,\s+and)?\s+")


_LISTED = re.compile(r"\s*,\s*(?:and|or)\s+|\s+(?:and|or)\s+")
_COMMA = re.compile(r"\s*,\s+")
_SHARED = frozenset({"years", "months", "days", "hours", PERCENT})


def _sharing(text: str, found: list[Quantity]) -> list[Quantity]:
    """The unit that stands behind the last number of a list, for all of them ("two, six and 12 months")."""
    read: list[Quantity] = []
    listed = False
    for left in reversed(found):
        right = read[-1] if read else None
        between = text[left.span.end : right.span.start] if right is not None else ""
        listed = bool(_LISTED.fullmatch(between) or (listed and _COMMA.fullmatch(between)))
        shares = right is not None and right.unit in _SHARED and left.unit == COUNT and not left.year_like
        listed = listed and shares and left.scale == 1 and not _BETWEEN.search(text[: left.span.start])
        read.append(_in(left, left.span, right.unit, right.scale) if listed and right is not None else left)
    return _carried_to(text, read[::-1])


_TO_BARE = re.compile(r"\s*(?:$|[.,;:)]|(?:in|by|since|after|from|for)\b)")


def _carried_to(text: str, found: list[Quantity]) -> list[Quantity]:
    """The unit of the first of two ends for the second ("from 30 days to 10", "from 12 per cent to 8")."""
    read = found[:1]
    for right in found[1:]:
        left = read[-1]
        led = re.search(r"\bfrom\s+$", text[: left.span.start], re.IGNORECASE) and left.unit in _SHARED
        to = text[left.span.end : right.span.start].strip() == "to" and _TO_BARE.match(text, right.span.end)
        bare = right.unit == COUNT and not right.year_like
        read.append(_in(right, right.span, left.unit, left.scale) if led and to and bare else right)
    return read


def _join(text: str, found: list[Quantity], lexicon: NumberLexicon) -> list[Quantity]:
    """Ranges and compound durations made one, left to right."""
    joined: list[Quantity] = []
    for quantity in found:
        one = _pair(text, joined[-1], quantity, lexicon) if joined else None
        if one:
            joined[-1] = one
        else:
            joined.append(quantity)
    return joined


def _pair(text: str, left: Quantity, right: Quantity, lexicon: NumberLexicon) -> Quantity | None:
    between = text[left.span.end : right.span.start]
    if left.unit == "years" and right.unit == "months" and right.value < _MONTHS and _YEARS_AND.fullmatch(between):
        value = round(left.value + right.value / _MONTHS, 4)
        return replace(left, span=left.span.cover(right.span), value=value)
    weeks = _ENDS_WEEKS.search(text, left.span.start, left.span.end) and left.unit == right.unit == "days"
    if weeks and right.value < _DAYS and _YEARS_AND.fullmatch(between):
        return replace(left, span=left.span.cover(right.span), value=left.value + right.value)
    if left.high is not None or not _is_range(text, left, right, lexicon):
        return None
    return _range(left, right)


def _range(left: Quantity, right: Quantity) -> Quantity | None:
    """One range of two numbers, if the first is the lower one and both can count the same."""
    low = round(left.value * right.scale, 6) if left.scale == 1 else left.value
    alike = left.unit in (right.unit, COUNT) or (right.unit == COUNT and left.unit.startswith("money:"))
    if not alike or low >= right.value or left.year_like != right.year_like:
        return None
    unit = right.unit if left.unit == COUNT else left.unit
    span, number = left.span.cover(right.span), left.number.cover(right.number)
    return replace(right, span=span, number=number, value=low, high=right.value, unit=unit)


def _is_range(text: str, left: Quantity, right: Quantity, lexicon: NumberLexicon) -> bool:
    between = text[left.span.end : right.span.start]
    if between.strip() == "or" and not (left.in_digits or right.in_digits) and right.value == left.value + 1:
        return True  # "four or five guards"
    if _TO.fullmatch(between):
        if between.strip() == "to" and _BY.search(text, max(0, left.span.start - len("by  ")), left.span.start):
            return False
        led = _FROM.search(text, max(0, left.span.start - 20), left.span.start)
        if not led or (left.unit == COUNT and not left.in_digits):
            return True
        clause = re.split(r"[.;:]\s", text[max(0, led.start() - _SHIFT_REACH) : led.start()])[-1]
        return left.unit in (right.unit, COUNT) and not lexicon.shifts.search(clause)
    return bool(_AND.fullmatch(between) and _BETWEEN.search(text[max(0, left.span.start - 30) : left.span.start]))


def _qualified(text: str, quantity: Quantity, lexicon: NumberLexicon) -> Quantity:
    start = quantity.span.start
    before = lexicon.before.search(text, max(0, start - REACH), start)
    after = lexicon.after.match(text, quantity.span.end)
    if after:
        return replace(quantity, qualifier=lexicon.qualifiers_after[key(after[1])])
    during = before is not None and quantity.unit in _SHARED and re.search(r"\bthe\s+$", before[0])
    if before and not during:  # "over the three days" is no more than three
        return replace(quantity, qualifier=lexicon.qualifiers_before[key(before[1])])
    return quantity
