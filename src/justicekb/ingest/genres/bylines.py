"""Author names out of bylines: "By Ana Diaz and John Roe, Staff Writers" → Ana Diaz, John Roe."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterable, Iterator
from typing import ClassVar, Literal

from justicekb.ingest.blocks import one_line
from justicekb.ingest.genres.printeddate import PrintedDates
from justicekb.model import normalise_name
from justicekb.vocabulary import Vocabulary
from justicekb.vocabulary.entries import Entry, GivenNames, NameWords, ReferenceWords
from justicekb.vocabulary.patterns import alternation

# A name has at most so many words; what is longer is a sentence or a title.
_LONGEST, _LONGEST_BODY = 5, 12
_OUTLET_WORDS = 3
_FIRM = 2  # words: the last name of a firm and its form
# A byline is no longer (characters); a signed line has at most a name, a place and its country before the date.
_BYLINE, _SIGNED = 160, 3


class BylineWord(Entry, frozen=True, kw_only=True):
    """Words of bylines in one role, as the data file explains them."""

    FILE: ClassVar[str] = "text-bylines.toml"

    role: Literal["lead", "office", "stop", "outlet"]
    words: tuple[str, ...]


class Bylines:
    """Reads names out of bylines; one instance belongs to one vocabulary."""

    def __init__(
        self, entries: tuple[BylineWord, ...], given: Iterable[str] = (), *, bodies: Iterable[str] = (), firms: str = ""
    ) -> None:
        lead, office, stop, outlet = (
            alternation(w for e in entries if e.role == role for w in e.words)
            for role in ("lead", "office", "stop", "outlet")
        )
        month = "|".join([*calendar.month_name[1:], *calendar.month_abbr[1:]])
        self._lead = re.compile(rf"^(?:{lead}(?!\w)[\s:]*)+", re.IGNORECASE)
        self._office = re.compile(rf"(?:.*\b)?{office}(?:\s+(?:at|for|of|in|to)\b.*)?", re.IGNORECASE)
        self._with_office = re.compile(rf"(?P<name>\S+(?:\s\S+){{1,3}}?)(?:\s+{office})+", re.IGNORECASE)
        self._outlet = re.compile(rf"(?<!\w){outlet}(?!\w)", re.IGNORECASE)
        self._stop = re.compile(
            rf"(?:^|\s+){stop}(?!\w).*$|\s*(?:\bon\b\s*)?(?:\b(?:{month})\b\.?\s*)?\d.*$|\s+(?:{month})\.?$",
            re.IGNORECASE,
        )
        self._split = re.compile(
            r"\s*(?:[;|•·\n]|,(?!\s*(?:Jr|Sr|II|III)\b)|\band\b|\s&\s|\bwith\b|\s/\s|(?<=[a-z])/(?=[A-Z])|\s[-–—]+\s)\s*",
            re.IGNORECASE,
        )
        self._tail = re.compile(r"\s*(?:\(.*|\[.*|[@<].*|\b(?:for|at|in|on)\b .*)$")
        self._byline = re.compile(rf"(?:{lead}(?!\w)[\s:]*)+(?-i:[A-ZÀ-ÞĀ-ŽА-ЯЁ])", re.IGNORECASE)
        self._given = frozenset(given)
        self._bodies = frozenset(bodies)
        self._firm = re.compile(firms or r"(?!)")
        self._foreign = re.compile(r"https?:|www\.|@|\.(?:com|org|net|co)\b|\d|[!?:=_]", re.IGNORECASE)

    def is_byline(self, line: str) -> bool:
        """Whether a whole line names authors behind "By" or "Author:"."""
        named = len(line) <= _BYLINE and self._byline.match(line) is not None and not line.endswith((".", "?", "!"))
        return named and any(" " in name for name in self.names([line]))

    def signed(self, line: str, dates: PrintedDates) -> str | None:
        """The person in a line "Name, place, date"; None unless the line begins with a given name that is known."""
        place = next(dates.days(line), None) or next(dates.months(line), None)
        if place is None or line[place[1] :].strip(" .)"):
            return None
        parts = [part.strip() for part in re.split(r"[,|•·(]", line[: place[0]]) if part.strip()]
        name = parts[0] if 0 < len(parts) <= _SIGNED else ""
        return name if name.split(" ")[0] in self._given and 2 <= len(name.split()) <= _LONGEST else None

    def names(self, lines: Iterable[str], *, site: str | None = None) -> tuple[str, ...]:
        """The persons (or bodies) that the lines name as authors, each once, in order; the site itself is none."""
        own = normalise_name(site or "")
        found: dict[str, str] = {}
        for line in lines:
            for name in self._of_line(one_line(line)):
                name = name if self._firm.search(name) else _without_outlet(name, site)
                key = normalise_name(name)
                if key and key not in (own, own.removeprefix("the ")) and key not in found:
                    found[key] = name
        return tuple(found.values())

    def _of_line(self, line: str) -> Iterator[str]:
        if self._foreign.match(line) and " " not in line:
            return
        person = ""  # the first one of the line, behind which an outlet is no author
        for part in self._parts(self._lead.sub("", line)):
            name = self._stop.sub("", self._lead.sub("", part))
            body = self._is_of_body(name)
            name = (name if body else self._tail.sub("", name)).strip(' ,-–—:;•|"“”')
            if (named := self._with_office.fullmatch(name)) and name.split()[0] in self._given:
                name = named["name"]  # Ana Diaz Staff Writer
            if person and self._is_outlet(name, person):
                continue
            if self._is_name(name, longest=_LONGEST_BODY if body else _LONGEST):
                person = person or ("" if body or " " not in name else name)
                yield name if self._firm.search(name) else _capitals(_without_full_stop(name))

    def _parts(self, line: str) -> Iterator[str]:
        """The names of a line; "and" and a comma may stand inside a body's name, and a comma before a firm's form."""
        start, joints = 0, list(self._split.finditer(line))
        for at, joint in enumerate(joints):
            after = joints[at + 1] if at + 1 < len(joints) else None
            behind = line[joint.end() : after.start() if after else len(line)]
            if not self._goes_on(line[start : joint.start()], joint[0], behind, after):
                yield line[start : joint.start()]
                start = joint.end()
        yield line[start:]

    def _goes_on(self, before: str, joint: str, behind: str, after: re.Match[str] | None) -> bool:
        """Whether the name before a joint goes on behind it: "Institute for War and Peace Reporting", "Vale, Inc."."""
        mark = joint.strip().casefold()
        if mark == "," and self._firm.fullmatch(behind.strip()):
            return True
        listed = mark == "," and after is not None and after[0].strip().casefold() in ("and", "&")
        if mark not in ("and", "&") and not listed:
            return False
        if mark == "&" and self._firm.search(behind) and len(behind.split()) == _FIRM:  # "Smith & Jones LLP"
            return True
        own = self._is_of_body(behind) or behind.split(" ")[0] in self._given
        return self._is_of_body(before) and not own

    def _is_outlet(self, name: str, person: str) -> bool:
        """Whether what stands behind a person is where it appeared: USA TODAY, Associated Press, CNN."""
        words = name.split()
        if not words or (words[0].capitalize() in self._given and len(words) > 1):
            return False
        whole = len(words) <= _OUTLET_WORDS or words[0] == "The"  # longer, a person with the outlet behind
        return (whole and self._outlet.search(name) is not None) or (name.isupper() and not person.isupper())

    def _is_of_body(self, words: str) -> bool:
        """Whether a word of bodies' names is among them, and no given name before the others."""
        parts = re.findall(r"[^\W\d_]+", words)
        return bool({part.casefold() for part in parts} & self._bodies) and parts[0] not in self._given

    def _is_name(self, name: str, *, longest: int = _LONGEST) -> bool:
        words = name.split()
        return (
            1 <= len(words) <= longest
            and len(name) > 2
            and self._foreign.search(name) is None
            and self._office.fullmatch(name) is None
            and (words[0][0].isupper() or words[-1][0].isupper() or not words[0].isascii())
        )


# An outlet behind a name: words in capitals, or the site itself ("Ana Diaz COURT TIMES").
_OUTLET = re.compile(r"(?<=[a-z])\s+(?:the\s+)?(?!(?:I{1,3}|IV|JR|SR)$)[A-Z]{2,}(?:\s+[A-Z]{2,})*$")


def _without_outlet(name: str, site: str | None) -> str:
    """A name without the outlet that stands right behind it, a person's name of at least two words left."""
    cut = _OUTLET.sub("", name)
    if site and cut.casefold().endswith(f" {site.casefold()}"):
        cut = cut[: -len(site)].rstrip(" ,-–—|")
    return cut if len(cut.split()) >= 2 else name


def _without_full_stop(name: str) -> str:
    """A name without the full stop of its sentence; "Jr." and initials keep theirs."""
    return name if re.search(r"(?:\b[JS]r|\b\w)\.$", name) else name.rstrip(".")


def _capitals(name: str) -> str:
    """JOHN ROE is John Roe; one word in capitals may be an abbreviation and stays."""
    if name.isupper() and len(name) > 6 and " " in name:
        return re.sub(r"[^\W\d_]+", lambda m: m[0].capitalize(), name)
    return name


def bylines(vocabulary: Vocabulary) -> Bylines:
    """The byline reader of a vocabulary; use as `vocabulary.once(bylines)`."""
    given = (name for entry in vocabulary.entries(GivenNames) for name in entry.names)
    bodies = (word for e in vocabulary.entries(ReferenceWords) if e.id == "body" for word in e.words)
    forms = next(entry.words for entry in vocabulary.entries(NameWords) if entry.id == "company-forms")
    return Bylines(
        vocabulary.entries(BylineWord), given, bodies=bodies, firms=rf"(?<!\w){alternation(forms)}(?!\w)\.?$"
    )
