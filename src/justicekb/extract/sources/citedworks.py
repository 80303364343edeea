"""Author-year citations: `cited_works` yields the words that name a work by author and year, in text order.

Their years tell when a work appeared and never when something happened: "(Bekova, 2017)", "(see Bekova & Aliev 2011:
45; UNODC 2012)", "as Bekova et al. (2014, p. 12) show". What looks alike and dates something is told by its name:
a place, a law, a month or season before the year ("(Almaty, 2014)", "(June 2017)").
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from justicekb.extract.nlp import Found, Parsed
from justicekb.model import Mention
from justicekb.spans import Span
from justicekb.vocabulary import Vocabulary
from justicekb.vocabulary.entries import DateWord, ReferenceWords, SpeechVerb
from justicekb.vocabulary.names import gazetteer_of
from justicekb.vocabulary.patterns import PARTICLE, YEAR, alternation

_CAP = rf"(?:{PARTICLE}\s){{0,3}}(?:[A-Z]\.\s?){{0,3}}[^\W\d_a-z][\w’'.-]*"
_NAME = rf"{_CAP}(?:\s(?:(?:of|for|the|on|against|in)\s){{0,2}}{_CAP}){{0,7}}"
_SEVERAL = (
    rf"(?P<first>{_NAME})(?P<more>(?:,?\s(?:and|&)\s|,\s){_NAME}){{0,5}}"
    r"(?P<others>,?\set\sal\.?|\sand\s(?:others|colleagues))?"
)
_YEARS = rf"(?:{YEAR}|n\.d\.|forthcoming|in\spress)(?P<letter>[a-z])?(?:(?:,|/|\sand)\s?(?:{YEAR})?[a-z]?(?!\w))*"
_PLACE_IN_IT = r"(?P<place>\s?[,:]\s[^;()]{1,60})?"
_BRACKETS = re.compile(r"\(([^()\n]{4,400})\)|\[([^\[\]\n]{4,400})\]")
_ONLY_YEARS = re.compile(rf"{_YEARS}{_PLACE_IN_IT}(?:;\s?{YEAR}[a-z]?{_PLACE_IN_IT.replace('?P<place>', '?:')})*")
_REACH = 120  # characters in which the authors of a work stand before its year


@dataclass(frozen=True, slots=True)
class _Words:
    """The vocabulary's words, compiled: a work in brackets, authors before them, what reports, months and seasons."""

    work: re.Pattern[str]
    authors: re.Pattern[str]
    reports: re.Pattern[str]
    times: frozenset[str]


def cited_works(parsed: Parsed, vocabulary: Vocabulary, found: Found) -> tuple[Span, ...]:
    """The places of all citations of works in the document (code points), each from the author to the year's end."""
    text, places = parsed.document.text, []
    for block in parsed.document.blocks:
        words = block.span.of(text)
        if re.search(rf"{YEAR}[a-z]?[^()\[\]]{{0,60}}[)\]]", words):
            at = block.span.start
            places += [span.shift(at) for span in _in_brackets(words, at, vocabulary, found)]
            places += [span.shift(at) for span in _in_the_sentence(words, at, vocabulary, found)]
    return tuple(sorted(places))


def _in_brackets(words: str, offset: int, vocabulary: Vocabulary, found: Found) -> Iterator[Span]:
    """Works that stand in brackets with their authors: "(see Bekova, 2017; Aliev et al. 2014)"."""
    pattern = vocabulary.once(citing_patterns).work
    for brackets in _BRACKETS.finditer(words):
        at = brackets.start() + 1
        for part in brackets[0][1:-1].split(";"):
            work = pattern.fullmatch(part)
            if work and _is_author(work, offset + at + work.start("first"), vocabulary, found):
                yield Span(at, at + len(part))
            at += len(part) + 1


def _in_the_sentence(words: str, offset: int, vocabulary: Vocabulary, found: Found) -> Iterator[Span]:
    """Works whose authors are a part of the sentence: "as Bekova (2017) shows"."""
    patterns = vocabulary.once(citing_patterns)
    for brackets in _BRACKETS.finditer(words):
        years = _ONLY_YEARS.fullmatch(brackets[0][1:-1])
        first = max(0, brackets.start() - _REACH)
        authors = patterns.authors.search(words[first : brackets.start()]) if years else None
        if years is None or authors is None:
            continue
        start = first + authors.start("first")
        if not _is_author(authors, offset + start, vocabulary, found):
            continue
        sure = authors["others"] or authors["more"] or years["letter"] or years["place"]
        single = len(authors["first"].split()) == 1 and not _before(words, start).islower()
        if sure or single or patterns.reports.match(words, brackets.end()):
            yield Span(start, brackets.end())


def _before(words: str, at: int) -> str:
    """The noun-like word right before a name ("the film Tomiris (2019)"); empty where a small word stands there."""
    match = re.search(r"(\w+)\s$", words[:at])
    return match[1] if match and len(match[1]) > _SMALL_WORD else ""


_TIMES = frozenset({"month", "season", "weekday"})
_SMALL_WORD = 4  # letters: as, by, to, from, with


def _is_author(work: re.Match[str], start: int, vocabulary: Vocabulary, found: Found) -> bool:
    """Whether the name before the year can write: a known body or person, or one unknown word with a comma behind."""
    name = work["first"]
    if name.split()[0].strip(".").casefold() in vocabulary.once(citing_patterns).times:
        return False
    known = next(iter(vocabulary.once(gazetteer_of).find(name)), None)
    if known is not None and known.end == len(name) and known.names[0].type in ("place", "law"):
        return False
    span = Span(start, start + len(name))
    named = [mention.type for mention in found.all(Mention) if mention.span.overlaps(span)]
    if work["others"] or {"person", "organisation"} & set(named):
        return True
    if {"place", "law"} & set(named):
        return False
    if name.isupper():  # "(EXPO 2017)"
        return bool(work["more"])
    return len(name.split()) == 1 or bool(work["more"])


def citing_patterns(vocabulary: Vocabulary) -> _Words:
    words = {entry.id: entry.words for entry in vocabulary.entries(ReferenceWords)}
    lead = rf"(?:{alternation(words['citing'])}[,:]?\s+){{0,3}}"
    reports = {form for verb in vocabulary.entries(SpeechVerb) for form in verb.forms}
    times = {word for entry in vocabulary.entries(DateWord) if _TIMES & set(entry.classes) for word in entry.words}
    return _Words(
        work=re.compile(rf"\s*(?i:{lead}){_SEVERAL},?\s(?:{_YEARS}){_PLACE_IN_IT}\s*"),
        authors=re.compile(rf"(?<!\w)(?i:{lead}){_SEVERAL}(?:['’]s?)?\s$"),
        reports=re.compile(rf"\s+(?:\w+ly\s+)?{alternation(reports)}(?!\w)"),
        times=frozenset(word.casefold().strip(".") for word in times),
    )
