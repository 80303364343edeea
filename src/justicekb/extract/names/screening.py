"""Which proposals stand as they were made: those that are no names by what stands around them go, some count less."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from justicekb.extract.names.candidates import WordGroups
from justicekb.extract.names.gazetteer import Known
from justicekb.extract.names.glosses import with_glosses
from justicekb.extract.names.letters import Letters, letters_of
from justicekb.extract.names.nameforms import is_generation, key_of
from justicekb.extract.names.words import Line
from justicekb.extract.nlp import Parsed
from justicekb.model import Mention
from justicekb.spans import Span

# Rules that may make a name of a word that is none elsewhere, as "Parliament" and "White".
_TOLD = frozenset(
    {"organisation.known", "organisation.own", "organisation.defined", "organisation.spacy", "person.spacy"}
    | {"organisation.state", "organisation.treaty", "person.title", "place.known", "place.city"}
)
KNOWN_PLACES = ("place.known", "place.city")


def screened(
    parsed: Parsed, proposals: Iterable[Mention], known: Iterable[Known], text: Sequence[Line], groups: WordGroups
) -> list[Mention]:
    """The proposals of the finders that may be names, some under another rule, which weighs less."""
    adjectives = _adjectives(known)
    given = [m for m in proposals if m.span not in adjectives and len(key_of(m.text)) > 1]
    given = [m for m in given if not is_generation(m.text)]
    starts, ends = {s.start for s in adjectives}, {s.end for s in adjectives}
    given = [m for m in given if not ("-" in m.text and m.span.start in starts and m.span.end in ends)]  # Tajik-Kyrgyz
    given = [m for m in given if m.type == "law" or m.rule in _TOLD or not groups.has("not-names", m.text)]
    given = list(_without_cases(given, parsed))
    given = list(with_glosses(parsed, list(_without_offices(given)), groups))
    given = list(_without_peoples(parsed, given, groups))
    given = [m for m in given if not (m.rule == "organisation.spacy" and _is_people(m, ends))]
    given = list(_letters(given, letters_of(text), parsed.document.text))
    given = list(_of_people(given, starts, groups))
    return list(_doubted(given, {w.text for line in text for w in line if not w.cap}))


def _without_cases(mentions: Sequence[Mention], parsed: Parsed) -> Iterator[Mention]:
    """The same without the parties of cases that are cited: Hale v Norway [2003], K W Hadleigh Limited v HMRC.

    The parties of the document's own case stay: its title names them.
    """
    text, title = parsed.document.text, parsed.document.title or ""
    for mention in mentions:
        cited = mention.type != "law" and (
            _VERSUS_BEHIND.match(text, mention.span.end)
            or _VERSUS_BEFORE.search(text, max(0, mention.span.start - len(" v. (1) ")), mention.span.start)
            or _VERSUS.search(mention.text)
        )
        if not cited or mention.rule in _NAMED or mention.text in title:
            yield mention


_NAMED = ("organisation.known", "organisation.own", "organisation.defined")
_VERSUS = re.compile(r"\sv\.?\s")
_VERSUS_BEHIND = re.compile(r"\sv\.?\s(?=[A-Z(])")
_VERSUS_BEFORE = re.compile(r"\sv\.?\s$")


def _adjectives(known: Iterable[Known]) -> set[Span]:
    """Where adjectives of countries stand alone ("Transnistrian"); they name nothing."""
    return {k.span for k in known if k.names[0].form == "adjective"}


def _without_offices(mentions: Sequence[Mention]) -> Iterator[Mention]:
    """The same without "Office of the X" where X is the document's own publisher, which would take that name."""
    own = {m.span.end for m in mentions if m.rule == "organisation.own"}
    return (m for m in mentions if not (m.span.end in own and m.rule != "organisation.own" and _OFFICE.match(m.text)))


_OFFICE = re.compile(r"(?:Office|Bureau|Secretariat) of ")


def _without_peoples(parsed: Parsed, mentions: Sequence[Mention], groups: WordGroups) -> Iterator[Mention]:
    """The same without what is guessed to be a place or body and called a people or a language: the Tamil minority."""
    text = parsed.document.text
    guessed = [m for m in mentions if _is_guess(m) and m.text.isalpha()]
    behind = ((m, _WORD_BEHIND.match(text, m.span.end)) for m in guessed)
    peoples = {key_of(m.text) for m, word in behind if word is not None and groups.has("people-nouns", word[1])}
    return (m for m in mentions if not (_is_guess(m) and key_of(m.text) in peoples))


def _is_people(mention: Mention, ends: set[int]) -> bool:
    """Whether a name ends as a people's does: Turkish Cypriots, the Inuit People."""
    last = mention.text.split()[-1]
    return (mention.span.end in ends and last.endswith("s")) or last in ("People", "Peoples")


def _letters(mentions: Iterable[Mention], letters: dict[str, Letters], text: str) -> Iterator[Mention]:
    """The same without letters that are a common noun's (a GP); in judgments, those that act are persons (KB said)."""
    judged = len(_JUDGED.findall(text)) >= _JUDGMENT
    sure = {m.text for m in mentions if m.rule in _TOLD and not m.rule.endswith(".spacy")}
    for mention in mentions:
        told = letters.get(mention.text) if mention.rule in _LETTERED and mention.text not in sure else None
        if told is not None and told.indefinite:
            continue
        if told is not None and judged and told.is_person:
            mention = replace(mention, type="person", rule="person.letters")
        yield mention


_LETTERED = ("organisation.acronym", "organisation.letters", "organisation.spacy", "person.spacy", "place.spacy")
_JUDGED = re.compile(r"\b(?:judgment|appellant|respondent|claimant|tribunal|appeal|applicant)s?\b", re.IGNORECASE)
_JUDGMENT = 3  # such words make a text a judgment


def _is_guess(mention: Mention) -> bool:
    return mention.rule == "organisation.spacy" or (mention.type == "place" and mention.rule not in KNOWN_PLACES)


_WORD_BEHIND = re.compile(r"[\s-]([a-z]+)")


def _of_people(mentions: Iterable[Mention], starts: set[int], groups: WordGroups) -> Iterator[Mention]:
    """The same, but what begins with a people's adjective is a body rather than a person (Georgian Dream)."""
    endings = tuple(groups.exact["surname-endings"])
    for mention in mentions:
        words = mention.text.split()
        named = words[-1].casefold().endswith(endings) or any(w in groups.given for w in words)
        if mention.rule == "person.spacy" and len(words) > 1 and mention.span.start in starts and not named:
            mention = replace(mention, type="organisation", rule="organisation.spacy", role=None)
        yield mention


def _doubted(mentions: Iterable[Mention], small: set[str]) -> Iterator[Mention]:
    """The same, but what the model proposes counts little when the document has all its words in lower case, too."""
    for mention in mentions:
        if mention.rule.endswith(".spacy") and all(w.casefold() in small for w in mention.text.split()):
            mention = replace(mention, rule=f"{mention.type}.common")
        yield mention
