"""Numbers and quantities in English text, without a parser: `quantities(text, vocabulary)`.

Documents, questions and drafts are all read with this one function. It finds every number in digits or words with
its scale ("2.5 million"), range ("between five and seven"), unit, currency and the words about its exactness; it
does not judge whether the number counts anything (a date, an article and a house number are yielded too).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Literal

from justicekb.spans import Span
from justicekb.vocabulary import Vocabulary
from justicekb.vocabulary.entries import Currency, NumberQualifier, NumberWord, Shift, Unit
from justicekb.vocabulary.patterns import alternation

Exactness = Literal["exact", "about", "over", "under", "up_to", "at_least"]

COUNT = "count"
PERCENT = "percent"

# A qualifier stands at most this far before its number ("a maximum term of just over 7": characters).
_REACH = 40

# "3m", "40k": the letters that stand for a scale word right after digits.
_LETTERS = {"m": 1e6, "k": 1e3}

# How many months a year has, for "three years and six months".
_MONTHS = 12.0


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number in a text. `span` holds number, currency and unit; `number` the digits or words alone.

    `value` to `high` is counted in `unit` (count, percent, money:<ISO 4217>, years, months, days, hours,
    square_metres), `scale` is what a scale word or the unit multiplied it by. `in_digits` tells "13" from
    "thirteen", `capitalised` marks "Thirteen", and `year_like` four bare digits from 1800 to 2099.
    """

    span: Span
    number: Span
    value: float
    unit: str = COUNT
    high: float | None = None
    scale: float = 1.0
    qualifier: Exactness = "exact"
    in_digits: bool = True
    year_like: bool = False
    capitalised: bool = False


@dataclass(frozen=True, slots=True)
class _Lexicon:
    """The vocabulary's number words and patterns, compiled."""

    small: dict[str, float]
    scale: dict[str, float]
    fraction: dict[str, float]
    words: frozenset[str]
    units: dict[str, tuple[str, float]]
    currencies: dict[str, str]
    letters: frozenset[str]
    scaled_after: re.Pattern[str]
    shifts: re.Pattern[str]
    qualifiers_before: dict[str, Exactness]
    qualifiers_after: dict[str, Exactness]
    number: re.Pattern[str]
    unit: re.Pattern[str]
    money_after: re.Pattern[str]
    money_before: re.Pattern[str]
    before: re.Pattern[str]
    after: re.Pattern[str]


# What a number without number words holds ("for a year"); most sentences hold neither, which is soon seen.
_HINT = re.compile(r"\d|\b(?:for|about|over|than|nearly|almost)\san?\s")
_WORD = re.compile(r"[a-z]+")


def quantities(text: str, vocabulary: Vocabulary) -> list[Quantity]:
    """Every number of the text with its unit and exactness, in text order; spans count into `text`."""
    lexicon = vocabulary.once(_lexicon)
    if not _HINT.search(text) and lexicon.words.isdisjoint(_WORD.findall(text.casefold())):
        return []
    bare = [q for match in _numbers(text, lexicon) if (q := _read_number(match, lexicon)) is not None]
    joined = _join(text, _sharing(text, [_with_unit(text, q, lexicon) for q in bare]), lexicon)
    return [_qualified(text, q, lexicon) for q in joined]


def number_value(text: str, vocabulary: Vocabulary) -> float | None:
    """The value of a text that is one number and nothing else ("2.5 million", "twenty-five"), else None."""
    lexicon = vocabulary.once(_lexicon)
    match = lexicon.number.fullmatch(text.strip())
    found = _read_number(match, lexicon) if match else None
    return None if found is None or found.unit != COUNT else found.value


def _numbers(text: str, lexicon: _Lexicon) -> Iterator[re.Match[str]]:
    """The numbers of a text; one in several parts ends before a part that is no smaller: 5 million and 7 billion."""
    at = 0
    while match := lexicon.number.search(text, at):
        at = match.end()
        rest = next((group for group in ("digits_rest", "words_rest") if match[group]), None)
        if rest is not None and not _descends(match[0][: match.start(rest) - match.start()], match[rest], lexicon):
            at = match.start(rest)
            match = lexicon.number.search(text[:at], match.start()) or match
        yield match


def _descends(before: str, rest: str, lexicon: _Lexicon) -> bool:
    """Whether the scale words of the parts of a number grow smaller."""
    scales = [max(s for w in _WORD.findall(p.casefold()) if (s := lexicon.scale.get(w))) for p in (before, rest)]
    return scales[1] < scales[0]


# ── one number ───────────────────────────────────────────────────────────────────────────────────────────


# Groups of three after a comma, a space of any width or an apostrophe (one kind in a number), or several after
# points ("1.234.567"); else decimals.
_GROUPED = "|".join(
    (
        *(rf"\d{{1,3}}(?:{mark}\d{{3}})+(?!\d)" for mark in (",", "[ \u00a0\u202f\u2009]", "[’']")),
        r"[1-9]\d{0,2}(?:\.\d{3}){2,}(?![.\d])",
    )
)
_DIGITS = rf"(?:{_GROUPED})(?:\.\d+)?|\d+,\d{{1,2}}(?!\d)|\d+(?:\.\d+)?"


# "The 2014 billion-dollar fraud": a year takes no scale word.
_YEAR = r"(?<!\d)(?:18|19|20)\d\d"


# A fraction is a share before these; before a noun it is an ordinal or part of a time ("third officer").
_AFTER_SHARE = re.compile(r"\s+of\b|\s*[.,;)]|\s+(?:since|in|were|was|are|have|had|the)\b|\s*$")


# What stands for a part of one behind a whole number: "3½", "2 1/2"; not behind a year.
_PARTS = r"(?:(?<!\d{4})\s?[½⅓⅔¼¾⅕⅛]|(?<!\d{4})(?<!/)\s[1-9]/[2-9](?![\d/]))"


def _number_pattern(small: str, tens: str, scale: str, fraction: str, *, letters: Iterable[str]) -> str:
    joint = r"(?:\s*[-‐‑]\s*|\s+)"
    simple = rf"(?:{tens}{joint}{small}|{tens}|{small})"
    words = rf"(?:a|{simple})(?:{joint}{scale})+(?:(?:{joint}|,?\s+and\s+){simple}(?:{joint}{scale})*)*|{simple}"
    words = rf"(?:{scale}(?=-\w)|{words})"  # "a billion-dollar fraud"
    behind_letters = "|".join(rf"(?<=\b{symbol})" for symbol in sorted(letters))  # "R5,000", and no "R18"
    behind_letters = rf"(?-i:{behind_letters})(?=\d[\d,.]{{2}}|\d{{1,3}}\s\d{{3}}|\d+\s?{scale})"
    rest = rf"(?:\s+(?:and\s+)?(?:\d{{1,3}}|{simple}){joint}{scale}(?:{joint}{scale})*(?![\w-]))"
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
        | (?P<digits>{_DIGITS})(?:(?<!{_YEAR})\s?-?(?P<scale>{scale}|m|k)(?![\w]))?
          (?P<digits_half>\s+and\s+a\s+half|{_PARTS})?(?P<digits_rest>(?<=[^\W\d]){rest}+)?
        | (?P<words>{words})(?P<words_half>[\s-]+and[\s-]+a[\s-]+half)?(?P<words_rest>(?<=[^\W\d]){rest}+)?
        )
        (?![\d]|[A-Za-z]|[.,:/]\d|\s(?:st|nd|rd|th)\b)
    """


def _read_number(match: re.Match[str], lexicon: _Lexicon) -> Quantity | None:
    span = Span(*match.span())
    if match["half_of"]:
        return Quantity(span, span, 0.5 * lexicon.scale[match["half_scale"].casefold()], in_digits=False)
    if match["parts_in"]:
        return _read_ratio(match, span, lexicon)
    if match["share"]:
        return _read_share(match, span, lexicon)
    if match["article"]:
        return Quantity(span, span, 1.0, in_digits=False)
    if match["digits"]:
        return _read_digits(match, span, lexicon)
    value = _read_words(match["words"], lexicon)
    if value is None:
        return None
    value += 0.5 if match["words_half"] else 0.0
    value += _read_rest(match["words_rest"], value, lexicon)
    return Quantity(span, span, value, in_digits=False, capitalised=match["words"][0].isupper())


# "One in 10,000" is still a share; what stands behind "in" beyond this is a year or a number of its own.
_WHOLE_IN = 1000


def _read_ratio(match: re.Match[str], span: Span, lexicon: _Lexicon) -> Quantity | None:
    """ "One in five", "nine out of ten": a share in percent."""
    words = [match["parts_in"], match["whole_in"] or match["whole_out"]]
    parts, whole = (float(w.replace(",", "")) if w[0].isdigit() else _read_words(w, lexicon) for w in words)
    if parts is None or whole is None or not parts < whole <= _WHOLE_IN:
        return None
    return Quantity(span, span, round(100 * parts / whole, 1), PERCENT, in_digits=False)


_HALF = 50
_SECOND = re.compile(r"\b(?:two|second|another)\b", re.IGNORECASE)
_SECOND_REACH = 120  # characters


def _read_share(match: re.Match[str], span: Span, lexicon: _Lexicon) -> Quantity | None:
    share = lexicon.fraction[match["fraction"].casefold()]
    text = match.string
    if not _AFTER_SHARE.match(text, span.end) and not lexicon.before.search(
        text, max(0, span.start - _REACH), span.start
    ):
        return None
    parts = (match["parts"] or "").casefold()
    counted = _SECOND.search(text, max(0, span.start - _SECOND_REACH), span.start)
    if parts == "a" and share != _HALF and counted and not re.match(r"\s+of\b", text[span.end : span.end + 9]):
        return None  # two men and a third
    if not parts:
        return Quantity(span, span, share, PERCENT, in_digits=False) if share == _HALF else None
    count = float(parts) if parts.isdigit() else 1.0 if parts == "a" else lexicon.small[parts]
    return Quantity(span, span, round(100 / round(100 / share) * count, 1), PERCENT, in_digits=False)


def _read_digits(match: re.Match[str], span: Span, lexicon: _Lexicon) -> Quantity:
    digits = match["digits"]
    plain = re.sub(r"[^\d.]", "", digits)
    if digits.count(".") > 1:  # 1.234.567
        plain = plain.replace(".", "")
    elif re.fullmatch(r"\d+,\d{1,2}", digits):
        plain = digits.replace(",", ".")
    word = (match["scale"] or "").casefold()
    scale = (lexicon.scale | _LETTERS)[word] if word else 1.0
    value = round((float(plain) + _part_of_one(match["digits_half"])) * scale, 6)
    value += _read_rest(match["digits_rest"], value, lexicon)
    bare = not word and len(digits) == 4 and digits.isdigit()
    return Quantity(span, span, value, scale=scale, year_like=bare and 1800 <= value <= 2099)


def _part_of_one(written: str | None) -> float:
    """What stands behind a whole number: "and a half", "½", "1/2"."""
    if not written:
        return 0.0
    above, slash, below = written.strip().partition("/")
    return int(above) / int(below) if slash else _SIGNS.get(above, 0.5)


_SIGNS = {"½": 1 / 2, "⅓": 1 / 3, "⅔": 2 / 3, "¼": 1 / 4, "¾": 3 / 4, "⅕": 1 / 5, "⅛": 1 / 8}


def _read_rest(written: str | None, before: float, lexicon: _Lexicon) -> float:
    """The further parts of a number in several: 1 million [two hundred thousand]; each smaller than what it follows."""
    total = 0.0
    for part in re.findall(r"(?:\d+|[^\W\d]+)(?:[\s‐‑–-]+(?!\d)[^\W\d]+)*", written or ""):
        digits = re.match(r"\d+", part)
        value = float(digits[0]) if digits else 1.0
        words = part[digits.end() :] if digits else part
        value *= _read_words(f"one {words}" if digits else words, lexicon) or 0.0
        total += value if value < before else 0.0
    return total


def _read_words(words: str, lexicon: _Lexicon) -> float | None:
    total = group = 0.0
    for word in re.split(r"[\s‐‑–-]+", words.casefold()):
        if word in ("and", ""):
            continue
        if word in lexicon.small or word == "a":
            group += lexicon.small.get(word, 1.0)
        elif lexicon.scale[word] < 1000:
            group = (group or 1.0) * lexicon.scale[word]
        else:
            total += (group or 1.0) * lexicon.scale[word]
            group = 0.0
    return total + group


# ── its unit, its neighbours, its exactness ──────────────────────────────────────────────────────────────


def _with_unit(text: str, quantity: Quantity, lexicon: _Lexicon) -> Quantity:
    number = quantity.number
    money = lexicon.money_before.search(text, max(0, number.start - 8), number.start)
    if money and not (money[1] in lexicon.letters and quantity.value < _LETTERED_SUM):
        return _whole(text, _in(quantity, Span(money.start(1), number.end), _currency(money[1], lexicon)))
    if match := lexicon.unit.match(text, number.end):
        unit, factor = lexicon.units[_key(match[1])]
        return _in(quantity, Span(number.start, match.end(1)), unit, factor)
    if match := lexicon.money_after.match(text, number.end):
        return _whole(text, _in(quantity, Span(number.start, match.end(1)), _currency(match[1], lexicon)))
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


def _currency(words: str, lexicon: _Lexicon) -> str:
    return f"money:{lexicon.currencies[_key(words)]}"


def _key(words: str) -> str:
    return re.sub(r"[\s-]+", " ", words).casefold()


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


def _join(text: str, found: list[Quantity], lexicon: _Lexicon) -> list[Quantity]:
    """Ranges and compound durations made one, left to right."""
    joined: list[Quantity] = []
    for quantity in found:
        one = _pair(text, joined[-1], quantity, lexicon) if joined else None
        if one:
            joined[-1] = one
        else:
            joined.append(quantity)
    return joined


def _pair(text: str, left: Quantity, right: Quantity, lexicon: _Lexicon) -> Quantity | None:
    between = text[left.span.end : right.span.start]
    if left.unit == "years" and right.unit == "months" and right.value < _MONTHS and _YEARS_AND.fullmatch(between):
        value = round(left.value + right.value / _MONTHS, 4)
        return replace(left, span=left.span.cover(right.span), value=value)
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


def _is_range(text: str, left: Quantity, right: Quantity, lexicon: _Lexicon) -> bool:
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


# What may stand between a qualifier and its number.
_FILLER = r"(?:(?:just|only|a|an|the|another)\s+)*(?:total\s+of\s+)?"


def _qualified(text: str, quantity: Quantity, lexicon: _Lexicon) -> Quantity:
    start = quantity.span.start
    before = lexicon.before.search(text, max(0, start - _REACH), start)
    after = lexicon.after.match(text, quantity.span.end)
    if after:
        return replace(quantity, qualifier=lexicon.qualifiers_after[_key(after[1])])
    during = before is not None and quantity.unit in _SHARED and re.search(r"\bthe\s+$", before[0])
    if before and not during:  # "over the three days" is no more than three
        return replace(quantity, qualifier=lexicon.qualifiers_before[_key(before[1])])
    return quantity


# ── the vocabulary, compiled ─────────────────────────────────────────────────────────────────────────────


def _lexicon(vocabulary: Vocabulary) -> _Lexicon:
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
    units = {_key(w): (u.unit, u.factor) for u in vocabulary.entries(Unit) for w in (*u.words, *u.symbols)}
    qualifiers = vocabulary.entries(NumberQualifier)
    before: dict[str, Exactness] = {_key(w): q.qualifier for q in qualifiers for w in q.before}
    after: dict[str, Exactness] = {_key(w): q.qualifier for q in qualifiers for w in q.after}
    return _Lexicon(
        small=by_kind["small"] | by_kind["tens"],
        scale=by_kind["scale"],
        fraction=by_kind["fraction"],
        words=frozenset(part for entry in words for word in entry.words for part in _WORD.findall(word)),
        units=units,
        currencies={_key(w): c.id for c in currencies for w in (*c.names, *c.symbols, *c.scaled)},
        letters=letters,
        scaled_after=re.compile(rf"\s({alternation(w for c in currencies for w in c.scaled)})(?![\w])", re.IGNORECASE),
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
    return re.compile(rf"(?:[\s-]+{between})?({words}(?![\w])|{symbols})", re.IGNORECASE)


def _symbols(currencies: tuple[Currency, ...]) -> Iterator[str]:
    return (symbol for currency in currencies for symbol in currency.symbols)


def _codes(currencies: tuple[Currency, ...]) -> str:
    return alternation(name for c in currencies for name in c.names if name.isupper() or name.startswith(("Rs", "KSh")))


def _names(currencies: tuple[Currency, ...]) -> str:
    """Codes are matched as written, names in any case ("TRY" is no "try")."""
    names = alternation(name for c in currencies for name in c.names if not name.isupper())
    return rf"(?i:{names})|{_codes(currencies)}"
