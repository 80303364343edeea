"""Date expressions against TimeML gold: writes predictions for a TIMEX3 scorer, and the time per word.

    python benchmarks/temporal.py DIR > predictions.jsonl

DIR holds TimeML files (*.tml: TempEval-3, TimeBank, AQUAINT). One JSON object a line comes out: {"doc": name,
"timexes": [[start, end, type, value], ...]}, offsets in characters of the TEXT element without its tags. Words
around an expression are parsed with spaCy for their tense, as in extraction; what is mapped here is only the
notation: EDTF to TIMEX3 values, and joined expressions to their parts, which TimeML marks one by one.
"""

from __future__ import annotations

import json
import re
import sys
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from html import unescape
from pathlib import Path

from justicekb.config import Settings
from justicekb.edtf import Edtf
from justicekb.errors import ValueFormatError
from justicekb.extract.dates.mentions import read_dates
from justicekb.extract.nlp import load_pipeline, parse
from justicekb.model import Block, Document
from justicekb.spans import Span
from justicekb.vocabulary import datetext, load

CREATED = re.compile(r"<TIMEX3(?=[^>]*functionInDocument=\"(?:CREATION|PUBLICATION)_TIME\")[^>]*value=\"([^\"]*)\"")
SEASONS = {"21": "SP", "22": "SU", "23": "FA", "24": "WI"}
DAYPARTS = {"morning": "MO", "afternoon": "AF", "evening": "EV", "night": "NI", "tonight": "NI"}
NAMED_TIMES = {"noon": "T12:00", "midday": "T12:00", "midnight": "T00:00"}
ZONE = re.compile(r"(?: (?:[A-Z]{1,3}T|local time))?,? ?")  # between a time of day and the day behind it
REACH = 25  # characters between a time of day and its day
TYPES = {"date": "DATE", "vague": "DATE", "duration": "DURATION", "set": "SET", "time": "TIME"}
TWO_DAYS = {"day-and-day-month", "month-day-and-day"}
WHOLE = {"part", "opening", "closing", "approximate", "week-of"}  # joined expressions that TimeML marks as one


def read(path: Path) -> tuple[str, str]:
    """The creation date and the plain text of a TimeML file."""
    raw = path.read_text(encoding="utf-8")
    created = CREATED.search(raw)
    body = raw.split("<TEXT>", 1)[1].split("</TEXT>", 1)[0]
    return created[1] if created else "", unescape(re.sub(r"<[^>]*>", "", body))


def document(name: str, created: str, text: str) -> Document:
    """The text as a document whose blocks are its paragraphs."""
    digits = re.sub(r"\D", "", created)[:8]
    try:
        published = Edtf("-".join((digits[:4], digits[4:6], digits[6:])))
    except ValueFormatError:
        published = None
    blocks = [
        Block(kind="paragraph", span=Span(m.start(), m.end())) for m in re.finditer(r"\S(?:.|\n(?!\s*\n))*", text)
    ]
    return Document(
        path=name, sha256=name, media_type="text/plain", published=published, text=text, blocks=tuple(blocks)
    )


def clocks(found: list[datetext.DateText], words: str, published: Edtf | None) -> Iterator[datetext.DateText]:
    """The same expressions, times of day with the day that stands nearest in the text, else that of publication.

    A day right behind the time belongs to its expression, as the guidelines want it ("9 a.m. EST Tuesday").
    """
    days = [f for f in found if f.kind == "date" and f.edtf and f.edtf.earliest == f.edtf.latest]
    behind = {f.start: f for f in days}
    taken: set[int] = set()
    for one in found:
        if one.kind != "time":
            if one.start not in taken:
                yield one
            continue
        if own := behind.get(one.end + len(ZONE.match(words, one.end).group())):
            taken.add(own.start)
            yield replace(one, end=own.end, edtf=own.edtf)
            continue
        near = [d for d in days if abs(d.start - one.end) < REACH or abs(one.start - d.end) < REACH]
        day = min(near, key=lambda d, at=one.start: abs(d.start - at), default=None)
        yield replace(one, edtf=day.edtf if day else published)


def time_of_day(text: str) -> str:
    """ "T14:30" of "2:30 p.m."."""
    if named := NAMED_TIMES.get(text.lower().split()[0]):
        return named
    hour, minute = (int(n or 0) for n in re.match(r"(\d+)(?:[:.](\d+))?", text).groups())
    if re.search(r"p\.?m", text, re.IGNORECASE):
        hour = hour % 12 + 12
    elif re.search(r"a\.?m", text, re.IGNORECASE):
        hour %= 12
    return f"T{hour:02d}:{minute:02d}"


def timexes(found: datetext.DateText, words: str, offset: int) -> Iterator[list[object]]:
    """The TIMEX3 elements of one expression."""
    if found.parts and found.rule not in WHOLE:
        for part in found.parts:
            yield from timexes(part, words, offset)
        return
    text = words[found.start : found.end]
    if found.rule in TWO_DAYS and found.edtf and found.edtf.is_interval:  # "April 24 and 25" are two there
        cut = text.index(" and ")
        places = ((found.start, found.start + cut), (found.start + cut + 5, found.end))
        for (start, end), day in zip(places, found.edtf.text.split("/"), strict=True):
            yield [start + offset, end + offset, "DATE", day]
        return
    kind = "DURATION" if found.length and found.kind == "date" else TYPES[found.kind]
    if value := timex_value(found, text):
        kind = "TIME" if kind == "DATE" and re.search(r"\dT", value) else kind
        yield [found.start + offset, found.end + offset, kind, value]


def timex_value(found: datetext.DateText, text: str) -> str:
    """The value in TIMEX3 notation."""
    if found.kind in ("duration", "set") or (found.kind == "date" and found.length):
        return found.length or "P1D"
    if found.kind == "vague":
        return found.rule.partition("-")[0].upper() + "_REF"
    modified = found.parts and found.rule != "week-of"  # "the end of 2018" is 2018 with a modifier
    edtf = found.parts[0].edtf if modified else found.edtf
    if edtf is None:
        return ""
    value = calendar_value(edtf)
    if found.kind == "time":
        return f"{value}{time_of_day(text)}"
    part = DAYPARTS.get(text.lower().split()[-1])
    return f"{value}T{part}" if part else value


def calendar_value(edtf: Edtf) -> str:
    """EDTF in TIMEX3 notation: centuries, weeks, weekends, quarters and halves have names there."""
    value = re.sub(r"[~?%]", "", edtf.text)
    if re.fullmatch(r"\d\dXX", value):  # a century is "19", where a decade is "199X"
        return value[:2]
    first, last = edtf.earliest, edtf.latest
    if "/" in value and first and last:
        return interval_value(first, last) or value.split("/")[0]
    year, _, rest = value.partition("-")
    return f"{year}-{SEASONS[rest]}" if rest in SEASONS else value


def interval_value(first: date, last: date) -> str | None:
    """The name of a stretch of days, if it has one."""
    week = "{}-W{:02d}".format(*first.isocalendar())
    days = (last - first).days + 1
    if days == 7 and first.isoweekday() == 1:
        return week
    if days == 2 and first.isoweekday() == 6:
        return f"{week}-WE"
    if first.day == 1 and first.month % 3 == 1 and 90 <= days <= 92:
        return f"{first.year}-Q{first.month // 3 + 1}"
    if first.day == 1 and first.month % 6 == 1 and 181 <= days <= 184:
        return f"{first.year}-H{first.month // 6 + 1}"
    return None


def main(folder: str) -> None:
    """Prints the predictions; the time goes to stderr."""
    vocabulary, nlp = load(), load_pipeline(Settings().model)
    documents = [document(path.stem, *read(path)) for path in sorted(Path(folder).rglob("*.tml"))]
    seconds = 0.0
    for parsed in parse(documents, nlp):
        anchor = datetext.Anchor(published=parsed.document.published)
        rows: list[list[object]] = []
        began = time.perf_counter()
        for block in parsed.document.blocks:
            words = block.span.of(parsed.document.text)
            expressions = list(read_dates(parsed, block.span, anchor, vocabulary))
            for found in clocks(expressions, words, anchor.published):
                rows.extend(timexes(found, words, block.span.start))
            last = next((found.edtf for found in reversed(expressions) if found.edtf), anchor.previous)
            anchor = datetext.Anchor(published=anchor.published, previous=last)
        seconds += time.perf_counter() - began
        print(json.dumps({"doc": parsed.document.path, "timexes": rows}))
    words = sum(len(d.text.split()) for d in documents)
    print(f"{len(documents)} documents, {words} words, {seconds / words * 1e6:.1f} µs a word", file=sys.stderr)


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    main(sys.argv[1])
