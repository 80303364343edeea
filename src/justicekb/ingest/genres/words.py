"""The words by which genres know the lines of a document, all of one vocabulary."""

from __future__ import annotations

import re
from dataclasses import dataclass

from justicekb.ingest.furniture import Furniture, furniture
from justicekb.ingest.genres.bylines import Bylines, bylines
from justicekb.ingest.genres.partnames import PaperWords, paper_words
from justicekb.ingest.genres.printeddate import PrintedDates, printed_dates
from justicekb.ingest.sentences import ends_sentence
from justicekb.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True)
class GenreWords:
    """What tells lines apart: furniture, dates, bylines, and the parts of a paper."""

    furniture: Furniture
    dates: PrintedDates
    bylines: Bylines
    paper: PaperWords

    def is_date_line(self, line: str) -> bool:
        """Whether a short line is but a day or month with a weekday, a time or a label, or a name and a place."""
        found = list(self.dates.days(line)) or list(self.dates.months(line))
        if len(found) != 1 or ends_sentence(line):
            return False
        start, end, _ = found[0]
        stamped = start - self.says_date(line) < 2 or self.furniture.role(line) is not None
        if _LABELS.search(line[:start]) and not stamped:
            return self.furniture.is_release_mark(line)  # the date of something else: "Date of arrest: …"
        if self.bylines.signed(line, self.dates):
            return True
        return len(line) - (end - start) <= (_BESIDE if _closes_line(line, start, end) else _LABEL)

    def says_date(self, line: str) -> int:
        """How many characters of a line say that it gives the document's date ("Published on "); 0 for other lines."""
        match = _SAYS_DATE.match(line)
        return match.end() if match else 0


_LABELS = re.compile(r":[\s\d–-]*$")  # a label before a day or days: "Heard on: 20-22 November 2023"
_SAYS_DATE = re.compile(
    r"(?:(?:first |last )?(?:published|posted|updated|issued|released|written)(?: online)?(?: on)?"
    r"|date(?: of (?:publication|issue|release|the document|(?:the )?(?:judge?ment|decision|ruling|order|delivery)))?"
    r"|(?:judge?ment|decision|ruling|release|publication|issue) date|accessed from"
    r"|(?:(?:judge?ment|decision|ruling) )?(?:delivered|decided|handed down|pronounced|given)(?: on)?)"
    r"(?:\s*[:–-]\s*|\s+)(?:\w+day,?\s*)?",
    re.IGNORECASE,
)
# A line that its date closes has at most so many characters beside it ("Notes for a lecture, …"); a label or a time
# around a date is shorter.
_BESIDE, _LABEL = 45, 35


def _closes_line(line: str, start: int, end: int) -> bool:
    return end == len(line) and line[:start].rstrip().endswith((",", "–", "—", "|", "(", ":"))


def genre_words(vocabulary: Vocabulary) -> GenreWords:
    """The words of a vocabulary; use as `vocabulary.once(genre_words)`."""
    once = vocabulary.once
    return GenreWords(once(furniture), once(printed_dates), once(bylines), once(paper_words))
