"""Numbers that are a notation rather than a count: notes, clauses, pages, ages, lengths, scales, errors of measure."""

from __future__ import annotations

import re

from justicekb.vocabulary.numbertext import COUNT, Quantity
from justicekb.vocabulary.wordlists import WordList

_TERMS = WordList("nouns-of-terms")

# How far before and behind a number its words are read (characters).
_CONTEXT = 60

# "children younger than 18", "in the 50–59 age range", "(20-29; 30-39)" behind "ages" is left to the context of ages.
_AGE_BEFORE = re.compile(r"\b(?:younger|older)\s+than\s+(?:age\s+|the\s+age\s+of\s+)?$", re.IGNORECASE)
_AGE_AFTER = re.compile(r"\s*(?:years?\s+)?[\s-]?age[\s-](?:groups?|ranges?|brackets?|limit)\b", re.IGNORECASE)
_AGE_LIST = re.compile(r"\bages?\s(?:groups?|ranges?)\b[^.()]{0,40}\([\d\s;,–≥≤<>-]*$", re.IGNORECASE)
# "clauses 5(a) and 5(b)", "s 2 Human Rights Act", "[1973] 2 Lloyd's Rep"
# "(NRS 4 to 6)": a value on a scale that letters name.
_SCALE_BEFORE = re.compile(r"\([A-Z]{2,6}\s(?:[<>=≥≤]\s?)?$")
_SCALE_AFTER = re.compile(r"\s*\)")
_CLAUSE_AFTER = re.compile(r"\([a-z]{1,3}\)|\(\d{1,2}\)")
_SECTION_BEFORE = re.compile(r"(?<![\w.’'])(?:ss?|cll?|regs?|arts?|paras?|r)\.?\s$")
_REPORT_BEFORE = re.compile(r"[\[(](?:1[89]|20)\d\d[\])]\s$")
# "84 Ibid., para. 37", "2 A/HRC/59/15/Add.1; see also": a note and what it cites, at the beginning of a sentence.
_NOTE = re.compile(r"\s+(?:Ibid|See\b|Id\.|Cf\b|Supra|[A-Z]{1,6}/[A-Z0-9])")
# "13.01" behind "58.66 ±", "2 × 3", "2 + 7 ="
_SIGN_BEFORE = re.compile(r"[±×∗*+]\s*$")
_SIGN_AFTER = re.compile(r"\s*(?:±|×|∗|\+\s*\d|=)")
# "15 meter high", "a 70-metre hall", "30 kg": lengths, weights and the like, whatever follows.
_MEASURED = re.compile(
    r"[\s-]?(?:mm|cm|m|km|kms|met(?:re|er)s?|(?:centi|milli|kilo)met(?:re|er)s?|miles?|feet|foot|ft|inch(?:es)?|yards?"
    r"|mg|kg|kgs|(?:kilo|milli)?gram(?:me)?s?|tonn?es?|pounds?|lbs?|ounces?|oz|ml|lit(?:re|er)s?|gallons?|mph|km/h"
    r"|volts?|watts?|MW|kW|GB|MB|degrees?)(?![\w-])(?!\s+of\s+(?:people|men|women))"
)
# "…, in: Journal of Peace, 335–358.": pages at the end of what is cited.
_PAGES_BEFORE = re.compile(r"[,:]\s$")
_PAGES_AFTER = re.compile(r"\s*[.,;)]|\s*$")
# "one race over another", "two suggestions"
_ONE_OVER = re.compile(r"\s+[\w-]+\s+(?:over|after|or|to|from|than)\s+another\b", re.IGNORECASE)
_UNIT_SINGULAR = re.compile(r"(?:year|month|week|day|hour|minute|yr)$", re.IGNORECASE)
_WORDS_BEHIND = re.compile(r"[\s-]+([a-z]+)(?:[\s-]+([a-z]+))?(?:[\s-]+([a-z]+))?")


def is_notation(text: str, quantity: Quantity, *, durations: frozenset[str]) -> bool:
    """Whether the quantity of a sentence with this text is none that counts something; see the patterns above."""
    span = quantity.span
    before, after = text[max(0, span.start - _CONTEXT) : span.start], text[span.end : span.end + _CONTEXT]
    if quantity.unit in durations:
        return bool(_SIGN_BEFORE.search(before)) or _describes_a_thing(span.of(text), after)
    if quantity.unit != COUNT:
        return False
    if _is_age(before, after) or _is_measured(quantity, after):
        return True
    if not quantity.in_digits:
        return span.of(text).casefold().endswith("one") and _ONE_OVER.match(after) is not None
    return _is_cited(text, quantity, before, after) or bool(_SIGN_BEFORE.search(before) or _SIGN_AFTER.match(after))


def _is_age(before: str, after: str) -> bool:
    return bool(_AGE_BEFORE.search(before) or _AGE_AFTER.match(after) or _AGE_LIST.search(before))


def _is_measured(quantity: Quantity, after: str) -> bool:
    """Whether a unit of length or weight stands behind; "5 m" may be five million, which the number itself tells."""
    return quantity.value < 1e6 and _MEASURED.match(after) is not None


def _is_cited(text: str, quantity: Quantity, before: str, after: str) -> bool:
    """Whether a number leads to a note, a clause, a volume of reports or pages."""
    first = not text[: quantity.span.start].strip()
    if first and _NOTE.match(after):
        return True
    if _CLAUSE_AFTER.match(after) or _SECTION_BEFORE.search(before):
        return True
    if _REPORT_BEFORE.search(before) and after[1:2].isupper():
        return True
    if _SCALE_BEFORE.search(before) and _SCALE_AFTER.match(after):
        return True
    return quantity.high is not None and bool(_PAGES_BEFORE.search(before)) and _PAGES_AFTER.match(after) is not None


def _describes_a_thing(words: str, after: str) -> bool:
    """Whether a length of time describes a thing: a 20 minute walk, a 72-hour review; not a ten-year sentence."""
    if not _UNIT_SINGULAR.search(words) or words.split()[0].casefold() in ("a", "an", "one", "half", "1"):
        return False
    behind = _WORDS_BEHIND.match(after)
    if behind is None or behind[1] in ("and", "or", "to"):
        return False  # 42-month and 18-month prison terms
    return not any(word in _TERMS or word.removesuffix("s") in _TERMS for word in behind.groups() if word)
