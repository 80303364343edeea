"""Who issued a report, and for which year, from the lines that run over its pages and its imprint."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from justicekb.edtf import Edtf
from justicekb.ingest.sentences import usual_case
from justicekb.vocabulary.patterns import YEAR

# Mentions of a year in the text that make it one the text is about.
_ABOUT = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Series:
    """A report's place in a series; `name` is the line as printed."""

    name: str | None = None
    publisher: str | None = None
    published: Edtf | None = None
    period: Edtf | None = None
    reasons: tuple[str, ...] = ()


@lru_cache(maxsize=1)
def _running_rules() -> tuple[re.Pattern[str], ...]:
    body = r"(?!(?i:annual|world|country|global)\s)"
    body += r"(?P<body>[A-ZÀ-Þ][\w&.'’-]*(?:\s+(?:of|the|for|and|on|[A-ZÀ-Þ&][\w&.'’-]*)){0,8}?)"
    sort = r"(?i:(?:(?:Annual|World|Country|Global|State of the World’s Human Rights)\s+)?(?:Report|Review|Yearbook))"
    span = r"(?:\s*[/–-]\s*(?P<to>\d{2,4}))?"
    return (
        re.compile(rf"^(?:the\s+)?{body}\s+{sort}\s*[:,|–-]?\s*(?P<year>{YEAR}){span}$"),
        re.compile(rf"^{sort}\s*(?P<year>{YEAR}){span}\s*[|–—:-]\s*{body}$"),
        re.compile(rf"^{body}\s*[|–—:-]\s*{sort}\s*(?P<year>{YEAR}){span}$"),
        re.compile(rf"^(?P<body>){sort}\s*[:,|–-]?\s*(?P<year>{YEAR}){span}$"),
    )


_IMPRINT = re.compile(
    rf"(?:©|\(c\)|\b(?i:published by|first published (?:in )?(?:{YEAR} )?by)|\bCopyright\b)"
    rf"\s*(?:{YEAR})?,?\s*(?:by\s+)?"
    r"(?!(?:The\s+)?[Aa]uthor)(?P<body>[A-ZÀ-Þ][\w&'’-]*(?: (?:of|the|for|and|on|[A-ZÀ-Þ&][\w&'’-]*)){0,8})"
    r"(?:\s*,?\s*(?P<year>(?:19|20)\d\d))?"
)


def read_series(running: Sequence[str], text: str) -> Series:
    """What running lines say ("Amnesty International Report 2013"), with the year told by the text's own years.

    A report named after the year in which the text has nothing happen, while much happens in the year before,
    was published in the one and reports on the other.
    """
    for line in running:
        for rule in _running_rules():
            if match := rule.match(" ".join(line.split())):
                published, period, why = _years(int(match["year"]), match["to"], text)
                imprint = _imprint(text)
                named = (f"publisher from the running line {line.strip()!r}",) if match["body"] else imprint.reasons
                return Series(
                    name=line.strip(), publisher=usual_case(match["body"]) or imprint.publisher, published=published,
                    period=period, reasons=(*named, *why),
                )  # fmt: skip
    return _imprint(text)


def _years(year: int, to: str | None, text: str) -> tuple[Edtf | None, Edtf | None, tuple[str, ...]]:
    mentions = Counter(int(y) for y in re.findall(rf"(?<!\d){YEAR}(?!\d)", text))
    last = 0 if not to else int(to) if len(to) == 4 else year // 100 * 100 + int(to)
    if last == year + 1 and mentions[year] >= _ABOUT and mentions[last] * 10 <= mentions[year]:
        why = f"period {year}: the report is named after {year}/{last}, its text speaks of {year}"
        return Edtf.of(last), Edtf.of(year), (why,)
    if last > year:
        return Edtf.of(last), Edtf(f"{year}/{last}"), ("period from the years of the running line",)
    if mentions[year - 1] >= _ABOUT and mentions[year] * 10 <= mentions[year - 1]:
        why = f"period {year - 1}: the report is named after {year}, its text speaks of {year - 1}"
        return Edtf.of(year), Edtf.of(year - 1), (why,)
    if mentions[year] >= _ABOUT:
        return None, Edtf.of(year), (f"period {year}: the report is named after it and its text speaks of it",)
    return Edtf.of(year), None, ("published from the year of the running line",)


def _imprint(text: str) -> Series:
    for part in (text[:4000], text[-4000:]):
        match = _IMPRINT.search(part)
        if match and len(match["body"].split()) <= 9:
            return Series(
                publisher=match["body"].strip(), published=Edtf(match["year"]) if match["year"] else None,
                reasons=(f"publisher from the imprint ({match[0].strip()[:60]!r})",),
            )  # fmt: skip
    return Series()
