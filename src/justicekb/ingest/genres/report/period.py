"""The period a report reports on, read from titles, addresses and headings; it anchors the report's dates."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from functools import lru_cache
from itertools import islice, takewhile

from justicekb.edtf import Edtf
from justicekb.ingest.sentences import ends_sentence
from justicekb.vocabulary.patterns import YEAR

# Between the year and the word for a report stand capitalised words: "2019 Country Reports on Human Rights Practices".
_NAMES = r"(?:(?:[A-Z][\w’'-]*|of|on|and|the|in|for|to|&),?\s+){0,8}?"
_KIND = r"(?=[A-Z])(?i:Reports?|Review|Survey|Practices|Bulletin|Digest|Yearbook|Statistics)"


@lru_cache(maxsize=1)
def _rules() -> tuple[re.Pattern[str], ...]:
    """What states a period, the surest first. Each yields `from` and, for a span of years, `to`."""
    year, to = rf"(?P<from>{YEAR})", rf"(?:\s*(?:[-–—/]|to|and)\s*(?P<to>{YEAR}|\d\d))?"
    months = r"(?:january|jan\.?|1 january|january 1,?)"
    until, december = r"\s*(?:[-–—]|to|through|until|and)\s*", r"(?:31 )?december\s*(?:31,?\s*)?"
    return (
        re.compile(rf"{months}{until}{december}{year}(?!\d)", re.IGNORECASE),
        re.compile(rf"{months},?\s*{year}{until}{december}(?P<to>{YEAR})(?!\d)", re.IGNORECASE),
        re.compile(
            r"(?:covering|covers|reporting|review(?:ed)?|in) (?:the )?(?:period|year)(?: of| from)?:?"
            rf"\s*{year}{to}(?!\d)",
            re.IGNORECASE,
        ),
        re.compile(
            r"(?:events|developments|situation|activities|statistics|crime|state of human rights) (?:of|in|during|for)"
            rf"\s*{year}{to}(?!\d)",
            re.IGNORECASE,
        ),
        re.compile(rf"(?<!\d){year}{to}\s+{_NAMES}{_KIND}\b"),
    )


@lru_cache(maxsize=1)
def _named_after() -> re.Pattern[str]:
    """A report that bears the name of one year: it speaks of that year or of the one before."""
    sort = r"(?:annual|activity|yearly|world|global|state of [\w’' ]{3,40}) (?:\w+ )?(?:report|review|survey)"
    return re.compile(rf"\b{sort}\b[^.!?\n]{{0,30}}?(?<![\d/–-])(?P<from>{YEAR})(?![\d/–-])", re.IGNORECASE)


_ANNUAL = re.compile(r"\b(?:annual|yearly) (?:\w+ )?(?:report|review)\b", re.IGNORECASE)


@lru_cache(maxsize=1)
def _about_itself() -> tuple[re.Pattern[str], ...]:
    kind = r"(?:report|review|survey|bulletin|digest|overview|briefing|update|study|paper|publication|document|profile)"
    tells = (
        r"(?:covers|covered|reviews|reports on|documents|describes|concerns|relates to|deals with|summari[sz]es"
        r"|looks at|looks back on|considers|is about|examines|sets out|presents)"
    )
    return (
        re.compile(
            rf"\b(?:this|the present|our)(?: [\w’'-]+){{0,3}}? {kind} (?:mainly |mostly |only )?{tells}\b"
            r"[^.!?]{0,160}",
            re.IGNORECASE,
        ),
        re.compile(r"\b(?:reporting period|period under review|period covered)\b[^.!?]{0,80}", re.IGNORECASE),
    )


# A document says what it covers in its opening (characters).
_OPENING = 4000


def about_itself(text: str) -> list[tuple[str, str]]:
    """What the opening of a text says about the text: "This report covers January to December 2020", as places."""
    opening = text[:_OPENING]
    return [("text", match[0]) for rule in _about_itself() for match in rule.finditer(opening)]


# Lines above the text, of at most so many characters and without a sentence, may name its period.
_LINE, _TOP = 100, 12


def lines_above(lines: Iterable[str]) -> list[tuple[str, str]]:
    """The headings and short lines above the first long sentence of a document, as places."""
    top = takewhile(lambda line: len(line) <= _LINE or not ends_sentence(line), islice(lines, _TOP))
    return [("heading", line) for line in top if len(line) <= _LINE and not ends_sentence(line)]


def reporting_period(
    places: Iterable[tuple[str, str]], published: Edtf | None, text: str = ""
) -> tuple[Edtf, str] | None:
    """The period and the reason, from `(where, words)` pairs, the surest place first; None when none says.

    A report named after a year ("Annual Report 2013") speaks of that year or, as its entries do that come out in it,
    of the year before: the day of publication tells, else the years that the text itself speaks of.
    """
    seen = [
        (where, words.replace("-", " ").replace("_", " ").title() if where in ("address", "file name") else words)
        for where, words in places if words
    ]  # fmt: skip
    for rule in _rules():
        for where, words in seen:
            match = rule.search(words)
            period = _period(match) if match else None
            if match and period and _earlier(period, published):
                return period, f"period {period} from the {where} ({match[0].strip()!r})"
    for where, words in seen:
        if where != "text" and (match := _named_after().search(words)):
            year = year_told(int(match["from"]), published, text)
            if _earlier(Edtf.of(year), published):
                return Edtf.of(year), f"period {year} from the {where} ({match[0].strip()!r})"
    return year_in_title(seen, published)


# A year that a text speaks of: so many mentions, and so many times those of the other.
_ABOUT, _MORE = 3, 3


def year_told(year: int, published: Edtf | None, text: str) -> int:
    """The year that a report tells of which is named after a year: the one before when it came out in that year."""
    if published is not None and published.year is not None:
        return year - 1 if published.year <= year else year
    mentions = Counter(map(int, re.findall(rf"(?<!\d){YEAR}(?!\d)", text)))
    before = mentions[year - 1] >= max(_ABOUT, _MORE * (mentions[year] - 1))
    return year - 1 if before else year


def year_in_title(places: Iterable[tuple[str, str]], published: Edtf | None) -> tuple[Edtf, str] | None:
    """The year before publication when the title ends with it: "Decline in Crime in 2019", published in 2020."""
    if published is None or published.year is None:
        return None
    last = str(published.year - 1)
    for where, words in places:
        if (
            where in ("title", "heading", "running line", "breadcrumb")
            and _ANNUAL.search(words)
            and not re.search(YEAR, words)
        ):
            return Edtf(last), f"period {last} from the {where}: an annual report speaks of the year before it came out"
        if where == "title" and re.search(rf"\b(?:in|during|for|of)\s+{last}\W*$", words):
            return Edtf(last), f"period {last} from the {where}, which speaks of the year before publication"
    return None


def _period(match: re.Match[str]) -> Edtf | None:
    start, end = match["from"], match.groupdict().get("to")
    if not end:
        return Edtf(start)
    end = end if len(end) == 4 else start[:2] + end
    if start == end:
        return Edtf(start)
    return Edtf(f"{start}/{end}") if start < end else None


def _earlier(period: Edtf, published: Edtf | None) -> bool:
    """A report on a year comes out after that year has begun."""
    if published is None or published.earliest is None or period.earliest is None:
        return True
    return period.earliest <= published.earliest
