"""Made-up country reports of any number from the sample corpus: as files, or as a knowledge base without reading them.

    python benchmarks/collection.py files FOLDER --reports 100
    python benchmarks/collection.py base FOLDER --reports 2000

The paragraphs of the sample documents are put together to reports of 10,000 words. Each report is about a country (a
few are written about often, most seldom), with people, bodies, years, numbers and a part of the plain words of its
own, drawn so that the vocabulary grows with the collection as that of real ones does: Zipf's law for how often a word
is used, Heaps' for how many there are. What was extracted from the sample goes along, its places moved and its names
changed like the text, so that a base of a million passages is made in minutes instead of days.
"""

from __future__ import annotations

import argparse
import hashlib
import random
import re
import time
from collections.abc import Iterator
from dataclasses import dataclass, fields, replace
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from typing import Any

from justicekb.config import Settings
from justicekb.discover import FoundFile, discover
from justicekb.edtf import Edtf
from justicekb.extract import extract
from justicekb.extract.nlp import load_pipeline, parse
from justicekb.ingest import read
from justicekb.model import (
    Block,
    DateMention,
    Document,
    Fact,
    Figure,
    LawMention,
    Mention,
    Participant,
    Quote,
    Record,
    entity_id,
)
from justicekb.spans import Span
from justicekb.store import catch_up, open_stores
from justicekb.vocabulary import Vocabulary, load
from justicekb.vocabulary.entries import Body, Country

CORPUS = Path(__file__).parents[1] / "corpus"
WORDS = 10_000  # of a report, about as long as a ministry's yearly report on a country
HEADINGS = (
    "Places of detention",
    "Torture and ill-treatment",
    "Fair trial",
    "The death penalty",
    "Freedom of assembly",
)
# How many paragraphs stand under a heading.
SECTION = 12
# The part of the plain words that each report takes from its own vocabulary.
OWN_WORDS = 0.25
# The part of the paragraphs whose records are kept: reports have 60 records in 1,000 words, the sample has 180.
TELLING = 0.35
# The exponents of the power laws by which countries, people and words are drawn.
COUNTRIES, PEOPLE, PLAIN = 0.8, 0.7, 0.9
# The last year that is put in the place of another.
LAST_YEAR = 2025

_ONSETS = (
    "b",
    "br",
    "d",
    "dr",
    "f",
    "g",
    "gr",
    "h",
    "k",
    "kl",
    "l",
    "m",
    "n",
    "p",
    "pr",
    "r",
    "s",
    "st",
    "t",
    "v",
    "z",
)
_VOWELS = ("a", "e", "i", "o", "u", "ai", "ou")
_CODAS = ("", "n", "r", "l", "m", "sh", "nd", "st")
_YEAR = r"\b(?:19|20)\d\d\b"
_TOKEN = re.compile(rf"{_YEAR}|\b\d{{1,3}}(?:,\d{{3}})+\b|\b\d+\b|\b[a-z]{{5,}}\b")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of the sample with the records found in it; places count from its first letter."""

    source: int
    text: str
    records: tuple[Record, ...]
    kept: frozenset[str]  # words that its records were read from

    @property
    def words(self) -> int:
        """How many words it has, about."""
        return self.text.count(" ") + 1


def made_up(rank: int) -> str:
    """A word that cannot be told from one: another for each rank, longer for higher ones."""
    word = ""
    while rank > 0 or not word:
        rank, onset = divmod(rank, len(_ONSETS))
        rank, vowel = divmod(rank, len(_VOWELS))
        rank, coda = divmod(rank, len(_CODAS))
        word += _ONSETS[onset] + _VOWELS[vowel] + _CODAS[coda]
    return word


# ── the sample ───────────────────────────────────────────────────────────────────────────────────────────


class Sample:
    """The paragraphs of the sample documents, and what each document's names are."""

    def __init__(self) -> None:
        vocabulary = load()
        nlp = load_pipeline(Settings().model)
        found = [read(f.file, vocabulary) for f in discover([CORPUS]) if isinstance(f, FoundFile)]
        parsed = [(p.document, extract(p, vocabulary)) for p in parse(found, nlp)]
        self.countries = [c for c in vocabulary.entries(Country) if c.adjectives]
        self.paragraphs = [p for at, pair in enumerate(parsed) for p in _paragraphs(at, *pair)]
        self.people = sorted({r.canonical for _, own in parsed for r in own if _is(r, "person")})
        self.bodies = _own_bodies([r for _, own in parsed for r in own], vocabulary)
        text = "\n".join(document.text for document in found)
        self.named = [c for c in self.countries if re.search(rf"\b{re.escape(c.name)}\b", text)]


def _is(record: Record, type_: str) -> bool:
    return isinstance(record, Mention) and record.type == type_


def _own_bodies(records: list[Record], vocabulary: Vocabulary) -> list[str]:
    """The bodies that only the sample knows."""
    known = {name for body in vocabulary.entries(Body) for name in (body.name, *body.aliases, *body.acronyms)}
    return sorted({r.canonical for r in records if _is(r, "organisation")} - known)  # type: ignore[attr-defined]


def _paragraphs(source: int, document: Document, records: tuple[Record, ...]) -> Iterator[Paragraph]:
    for block in document.blocks:
        if block.kind in ("paragraph", "list_item", "table_row"):
            inside = [r for r in records if block.span.contains(r.evidence) and block.span.contains(r.span)]
            text = block.span.of(document.text)
            own = tuple(_moved(r, lambda at, start=block.span.start: at - start) for r in inside)  # type: ignore[misc]
            yield Paragraph(source, text, own, _kept(text, own))


def _kept(text: str, records: tuple[Record, ...]) -> frozenset[str]:
    places = [r.trigger for r in records if isinstance(r, Fact) and r.trigger]
    places += [r.span for r in records if not isinstance(r, Quote)]
    told = [place.of(text) for place in places]
    told += [r.measure for r in records if isinstance(r, Figure)] + [
        r.cue or "" for r in records if isinstance(r, Quote)
    ]
    return frozenset(" ".join(told).split())


def _moved(record: Record, to: Any) -> Record:  # noqa: ANN401  # a function of a place
    """The record with all its places moved."""
    places = {f.name: getattr(record, f.name) for f in fields(record) if isinstance(getattr(record, f.name), Span)}
    return replace(record, **{name: Span(to(place.start), to(place.end)) for name, place in places.items()})


# ── one report ───────────────────────────────────────────────────────────────────────────────────────────


class Report:
    """The names, years and words of one report."""

    def __init__(self, number: int, sample: Sample) -> None:
        self._chance = chance = random.Random(number)
        self._sample = sample
        self._number = number
        self.country = _drawn(sample.countries, COUNTRIES, chance)
        self.year = chance.randint(2005, LAST_YEAR)
        self._shift = chance.randint(-12, 8)
        self._names = self._renamed()
        by_length = sorted(self._names, key=len, reverse=True)
        self._pattern = re.compile(r"\b(?:" + "|".join(map(re.escape, by_length)) + r")\b|" + _TOKEN.pattern)

    def _renamed(self) -> dict[str, str]:
        """What stands for each name of the sample."""
        names: dict[str, str] = {}
        for at, country in enumerate(self._sample.named):
            other = self.country if at % 3 == 0 else _drawn(self._sample.countries, COUNTRIES, self._chance)
            names |= {country.name: other.name}
            names |= dict.fromkeys(country.adjectives, other.adjectives[0])
            if country.capital and other.capital:
                names[country.capital] = other.capital
        for person in self._sample.people:
            for word in person.split():
                names.setdefault(word, made_up(int(self._chance.paretovariate(PEOPLE)) % 10**7).capitalize())
        for body in self._sample.bodies:
            lead = made_up(int(self._chance.paretovariate(PEOPLE)) % 10**6).capitalize()
            if self._chance.random() < 0.5 and body not in names and " " in body:  # every other
                names[body] = f"{lead} {body.split(' ', 1)[1]}"
        return names

    def document(self, words: int = WORDS) -> tuple[Document, list[Record]]:
        """The report with its records."""
        lines, blocks, records, length, written = [], [], [], 0, 0
        title = f"{self.country.name} {self.year}: report no. {self._number} on human rights practices"
        while written < words:
            if len(lines) % SECTION == 0:
                text, own = (title, []) if not lines else (f"{self._chance.choice(HEADINGS)} in {self.year}", [])
                kind = "heading" if lines else "title"
            else:
                paragraph = self._chance.choice(self._sample.paragraphs)
                text, own = self._changed(paragraph)
                own = own if self._chance.random() < TELLING else []
                kind = "paragraph"
            blocks.append(
                Block(kind=kind, span=Span(length, length + len(text)), level=1 if kind == "heading" else None)
            )  # type: ignore[arg-type]
            records += [(r, length) for r in own]
            lines.append(text)
            length += len(text) + 1
            written += text.count(" ") + 1
        return self._put_together(title, "\n".join(lines), blocks, records)

    def _put_together(
        self, title: str, text: str, blocks: list[Block], records: list[tuple[Record, int]]
    ) -> tuple[Document, list[Record]]:
        document = Document(
            path=f"{self.country.name.lower().replace(' ', '-')}/{self._number}.txt",
            sha256=hashlib.sha256(text.encode()).hexdigest(),
            media_type="text/plain",
            kind="report",
            title=title,
            publisher=f"Monitor {self._number % 40}",
            published=Edtf.of(self.year + 1, 3, 1),
            period=Edtf.of(self.year),
            language="en",
            text=text,
            blocks=tuple(blocks),
        )
        moved = [_moved(r, lambda at, start=start: at + start) for r, start in records]  # type: ignore[misc]
        return document, [replace(r, document=document.id) for r in moved]

    def _changed(self, paragraph: Paragraph) -> tuple[str, list[Record]]:
        """The paragraph in this report's names, years, numbers and words, with its records."""
        edits = [(m.span(), self._word(m.group(), paragraph)) for m in self._pattern.finditer(paragraph.text)]
        pieces, joints, at, length = [], [(0, 0)], 0, 0
        for (start, end), new in edits:
            pieces += [paragraph.text[at:start], new]
            length += start - at + len(new)
            joints += [(start, length - len(new)), (end, length)]
            at = end
        text = "".join([*pieces, paragraph.text[at:]])
        joints.append((len(paragraph.text), len(text)))
        places = _places(joints)
        return text, [self._renamed_record(_moved(r, places.__getitem__), text) for r in paragraph.records]

    def _word(self, word: str, paragraph: Paragraph) -> str:
        if word in self._names:
            return self._names[word]
        if word.isdigit() and len(word) == 4 and word[:2] in ("19", "20"):  # a year
            return self._year(word)
        if word[0].isdigit():
            return (
                word
                if len(word) < 3
                else f"{self._number_like(word):,}"
                if "," in word
                else str(self._number_like(word))
            )
        if word not in paragraph.kept and self._chance.random() < OWN_WORDS:
            return made_up(int(self._chance.paretovariate(PLAIN)) % 10**9)
        return word

    def _year(self, year: str) -> str:
        return str(min(int(year) + self._shift, LAST_YEAR))

    def _number_like(self, number: str) -> int:
        return max(100, int(int(number.replace(",", "")) * (0.5 + self._number % 97 / 97)))

    def _renamed_record(self, record: Record, text: str) -> Record:
        """The record with the names and years that its paragraph now has."""
        values = {
            f.name: self._value(getattr(record, f.name)) for f in fields(record) if f.name not in ("document", "rule")
        }
        if isinstance(record, Mention | LawMention):
            type_ = record.type if isinstance(record, Mention) else "law"
            values["entity"] = entity_id(type_, values["canonical"])
            values["text"] = record.span.of(text)
        if isinstance(record, DateMention):
            values["text"] = record.span.of(text)
        if isinstance(record, Fact):
            values["participants"] = tuple(self._participant(p) for p in record.participants)
        number = record.span.of(text).replace(",", "")
        if isinstance(record, Figure) and number.isdigit():
            values["value"] = int(number)
        return replace(record, **values)

    def _participant(self, one: Participant) -> Participant:
        name = self._plain(one.name)
        known = one.entity and entity_id(one.entity.partition(":")[0], self._plain(one.name))  # type: ignore[arg-type]
        return replace(one, name=name, entity=known if name != one.name else one.entity)

    def _value(self, value: Any) -> Any:  # noqa: ANN401  # the values of any field
        if isinstance(value, str):
            return self._plain(value)
        if isinstance(value, Edtf):
            return Edtf(re.sub(r"(?:19|20)\d\d", lambda m: self._year(m[0]), value.text))
        if isinstance(value, tuple) and all(isinstance(one, str) for one in value):
            return tuple(map(self._plain, value))
        return value

    def _plain(self, text: str) -> str:
        return self._pattern.sub(lambda m: self._names.get(m[0], m[0]), text)


def _places(joints: list[tuple[int, int]]) -> list[int]:
    """Where each letter of the old text stands in the new one, and its end."""
    places: list[int] = []
    for (old, new), (old_end, new_end) in pairwise(joints):
        same = old_end - old == new_end - new
        places += [new + (at if same else 0) for at in range(old_end - old)]
    return [*places, joints[-1][1]]


def _drawn(countries: list[Country], exponent: float, chance: random.Random) -> Country:
    """A country, those at the front of the (mixed) list far more often."""
    return chance.choices(_mixed(tuple(countries)), weights=_weights(len(countries), exponent))[0]


@lru_cache(maxsize=1)
def _mixed(countries: tuple[Country, ...]) -> tuple[Country, ...]:
    first = [c for c in countries if c.name in ("Kazakhstan", "Kyrgyzstan")]
    return (*first, *random.Random(1).sample([c for c in countries if c not in first], len(countries) - len(first)))


@lru_cache(maxsize=4)
def _weights(count: int, exponent: float) -> tuple[float, ...]:
    return tuple(1 / (rank + 1) ** exponent for rank in range(count))


def reports(
    count: int, sample: Sample, *, words: int = WORDS, first: int = 0
) -> Iterator[tuple[Document, list[Record]]]:
    """Reports with their records: the same for the same number."""
    for number in range(first, first + count):
        yield Report(number, sample).document(words)


# ── commands ─────────────────────────────────────────────────────────────────────────────────────────────


def write_files(folder: Path, count: int, sample: Sample) -> None:
    """The reports as text files: a paragraph a line, blank lines between."""
    for document, _ in reports(count, sample):
        file = folder / document.path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(document.text.replace("\n", "\n\n"), encoding="utf-8")


def write_base(folder: Path, count: int, sample: Sample, *, indexed: bool = True) -> None:
    """The reports as a knowledge base."""
    start, words = time.process_time(), 0
    with open_stores(folder, mode="create") as stores:
        for document, records in reports(count, sample):
            stores.records.replace(document, records)
            words += document.text.count(" ") + 1
        print(f"{count} reports, {words:,} words stored in {time.process_time() - start:.0f} s")
        if indexed:
            catch_up(stores)
            print(f"{stores.records.counts().passages:,} passages indexed in {time.process_time() - start:.0f} s")


def main() -> None:
    """Makes files or a base."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=("files", "base"))
    parser.add_argument("folder", type=Path)
    parser.add_argument("--reports", type=int, default=100)
    parser.add_argument("--no-index", action="store_true", help="make no full-text index")
    given = parser.parse_args()
    if given.what == "files":
        write_files(given.folder, given.reports, Sample())
    else:
        write_base(given.folder, given.reports, Sample(), indexed=not given.no_index)


if __name__ == "__main__":
    main()
