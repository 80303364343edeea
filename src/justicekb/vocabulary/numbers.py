"""Single numbers in English text, in digits or words, with scale words, parts and shares: `numbers(text, lexicon)`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from justicekb.spans import Span
from justicekb.vocabulary.numberlexicon import WORD, Exactness, NumberLexicon

COUNT = "count"
PERCENT = "percent"

# A qualifier stands at most this far before its number ("a maximum term of just over 7": characters).
REACH = 40

# "3m", "40k": the letters that stand for a scale word right after digits.
_LETTERS = {"m": 1e6, "k": 1e3}


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


def numbers(text: str, lexicon: NumberLexicon) -> list[Quantity]:
    """Every number of the text by itself, in text order."""
    read = (q for match in _numbers(text, lexicon) if (q := _read_number(match, lexicon)) is not None)
    return list(_powers(text, read))


# Raised digits behind another number than ten are a note's mark or a provision's, and none of its digits.
_POWER = re.compile(r"[²³⁴⁵⁶⁷⁸⁹]|¹[⁰¹²]")
_TIMES_TEN = re.compile(r"\s?[×x·]\s?")
_RAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")


def _powers(text: str, found: Iterable[Quantity]) -> Iterator[Quantity]:
    """Powers of ten with what stands before them: "10⁶", "2.5 × 10⁶"."""
    before: Quantity | None = None
    for quantity in found:
        power = _POWER.match(text, quantity.span.end) if quantity.number.of(text) == "10" else None
        if power is None:
            if before is not None:
                yield before
            before = quantity
            continue
        whole = Span(quantity.span.start, power.end())
        one = replace(quantity, span=whole, number=whole, value=10.0 ** int(power[0].translate(_RAISED)))
        if before is not None and _TIMES_TEN.fullmatch(text, before.span.end, quantity.span.start):
            both = before.span.cover(whole)
            one, before = replace(one, span=both, number=both, value=before.value * one.value), None
        if before is not None:
            yield before
        before = one
    if before is not None:
        yield before


def _numbers(text: str, lexicon: NumberLexicon) -> Iterator[re.Match[str]]:
    """The numbers of a text; one in several parts ends before a part that is no smaller: 5 million and 7 billion."""
    at = 0
    while match := lexicon.number.search(text, at):
        rest = next((group for group in ("digits_rest", "words_rest") if match[group]), None)
        end = match.end()
        if rest is not None and not _descends(match[0][: match.start(rest) - match.start()], match[rest], lexicon):
            end = match.start(rest)
        if match["words"] and (one := _length_of_one(match["words"], lexicon)) < len(match["words"]):
            end = match.start("words") + one
        if end < match.end():
            match = lexicon.number.search(text[:end], match.start()) or match
        at = end
        yield match


_BETWEEN_WORDS = " \t\n\u00a0,-‐‑–"


def _length_of_one(words: str, lexicon: NumberLexicon) -> int:
    """How many characters of number words are one number: in "one hundred and two hundred" the first two words."""
    above, hundreds, part, closed = float("inf"), False, 0, True
    for word in re.finditer(r"[^\W\d]+", words):
        scale = lexicon.scale.get(word[0].casefold())
        if scale is None:
            part = word.start() if closed else part
            closed = word[0].casefold() == "and"
            continue
        if (hundreds if scale < _LARGE else scale >= above) and part:
            one = words[:part].rstrip(_BETWEEN_WORDS)
            return len(one[:-3].rstrip(_BETWEEN_WORDS) if one.casefold().endswith("and") else one)
        above, hundreds, closed = (above, True, True) if scale < _LARGE else (scale, False, True)
    return len(words)


def _descends(before: str, rest: str, lexicon: NumberLexicon) -> bool:
    """Whether the scale words of the parts of a number grow smaller."""
    known = lexicon.scale | _LETTERS
    scales = [max(s for w in WORD.findall(p.casefold()) if (s := known.get(w))) for p in (before, rest)]
    return scales[1] < scales[0]


# A fraction is a share before these; before a noun it is an ordinal or part of a time ("third officer").
_AFTER_SHARE = re.compile(r"\s+of\b|\s*[.,;)]|\s+(?:since|in|were|was|are|have|had|the)\b|\s*$")


def _read_number(match: re.Match[str], lexicon: NumberLexicon) -> Quantity | None:
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
    value *= lexicon.scale[match["half_times"].casefold()] if match["half_times"] else 1.0
    value += _read_rest(match["words_rest"], value, lexicon)
    return Quantity(span, span, value, in_digits=False, capitalised=match["words"][0].isupper())


# "One in 10,000" is still a share; what stands behind "in" beyond this is a year or a number of its own.
_WHOLE_IN = 1000


def _read_ratio(match: re.Match[str], span: Span, lexicon: NumberLexicon) -> Quantity | None:
    """ "One in five", "nine out of ten": a share in percent."""
    words = [match["parts_in"], match["whole_in"] or match["whole_out"]]
    parts, whole = (float(w.replace(",", "")) if w[0].isdigit() else _read_words(w, lexicon) for w in words)
    if parts is None or whole is None or not parts < whole <= _WHOLE_IN:
        return None
    return Quantity(span, span, round(100 * parts / whole, 1), PERCENT, in_digits=False)


_HALF = 50
_SECOND = re.compile(r"\b(?:two|second|another)\b", re.IGNORECASE)
_SECOND_REACH = 120  # characters


def _read_share(match: re.Match[str], span: Span, lexicon: NumberLexicon) -> Quantity | None:
    share = lexicon.fraction[match["fraction"].casefold()]
    text = match.string
    if not _AFTER_SHARE.match(text, span.end) and not lexicon.before.search(
        text, max(0, span.start - REACH), span.start
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


def _read_digits(match: re.Match[str], span: Span, lexicon: NumberLexicon) -> Quantity:
    digits = match["digits"]
    plain = re.sub(r"[^\d.]", "", digits)
    if digits.count(".") > 1:  # 1.234.567
        plain = plain.replace(".", "")
    elif re.fullmatch(r"\d+,\d{1,2}", digits):
        plain = digits.replace(",", ".")
    word = (match["scale"] or "").casefold()
    scale = (lexicon.scale | _LETTERS)[word] if word else 1.0
    part = _part_of_one(match["digits_part"]) + _part_of_one(match["digits_half"])
    value = round((float(plain) + part) * scale, 6)
    value += _read_rest(match["digits_rest"], value, lexicon) + float(match["digits_tail"] or 0)
    bare = not word and len(digits) == 4 and digits.isdigit()
    return Quantity(span, span, value, scale=scale, year_like=bare and 1800 <= value <= 2099)


def _part_of_one(written: str | None) -> float:
    """What stands behind a whole number: "and a half", "½", "1/2"."""
    if not written:
        return 0.0
    above, slash, below = written.strip().partition("/")
    return int(above) / int(below) if slash else _SIGNS.get(above, 0.5)


_SIGNS = {"½": 1 / 2, "⅓": 1 / 3, "⅔": 2 / 3, "¼": 1 / 4, "¾": 3 / 4, "⅕": 1 / 5, "⅛": 1 / 8}


def _read_rest(written: str | None, before: float, lexicon: NumberLexicon) -> float:
    """The further parts of a number in several: 1 million [two hundred thousand]; each smaller than what it follows."""
    total = 0.0
    for part in re.findall(r"(?:\d+|[^\W\d]+)(?:[\s‐‑–-]+(?!\d)[^\W\d]+)*", written or ""):
        digits = re.match(r"\d+", part)
        value = float(digits[0]) if digits else 1.0
        words = part[digits.end() :] if digits else part
        value *= _read_words(f"one {words}" if digits else words, lexicon) or 0.0
        total += value if value < before else 0.0
    return total


# From this scale word on, what was read so far is multiplied and set aside.
_LARGE = 1000.0


def _read_words(words: str, lexicon: NumberLexicon) -> float | None:
    total = group = 0.0
    for word in re.split(r"[\s‐‑–-]+", words.casefold()):
        if word in ("and", ""):
            continue
        if word in lexicon.small or word == "a":
            group += lexicon.small.get(word, 1.0)
        elif lexicon.scale.get(word, _LARGE) < _LARGE:
            group = (group or 1.0) * lexicon.scale[word]
        else:
            total += (group or 1.0) * (lexicon.scale.get(word) or _LETTERS[word])
            group = 0.0
    return total + group
