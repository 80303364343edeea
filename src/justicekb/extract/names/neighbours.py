"""Further proposals, from what stands beside a proposal: a person's family name, a list of persons, a body's gloss."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from justicekb.extract.names.candidates import WordGroups
from justicekb.extract.names.nameforms import family_of, key_of
from justicekb.extract.names.screening import KNOWN_PLACES
from justicekb.extract.nlp import Parsed
from justicekb.model import Mention


def further(parsed: Parsed, proposals: Sequence[Mention], groups: WordGroups) -> Iterator[Mention]:
    """What the proposals say about one another, as proposals."""
    first = [*_by_surname(proposals), *_by_ending(proposals, groups), *_by_neighbours(parsed, proposals)]
    yield from first
    every = [*proposals, *first]
    yield from _with_place(every)
    yield from _beside_bodies(parsed, every)


def _by_surname(mentions: Iterable[Mention]) -> Iterator[Mention]:
    """Further proposals: a single word that is the family name of a person named in full is that person.

    So is the given name, where only the model takes it for something else.
    """
    people = [m for m in mentions if m.type == "person" and m.rule != "person.spacy"]
    people += [m for m in mentions if m.type == "person" and m.rule == "person.spacy"]
    families = {family_of(key_of(m.text)) for m in people if len(m.text.split()) > 1}
    sure = {m.text.split()[0] for m in people if m.rule != "person.spacy" and len(m.text.split()) > 1}
    for mention in mentions:
        if mention.rule in _GUESSED and mention.text in sure:
            yield replace(mention, type="person", rule="person.surname")
        letters = mention.text.isupper() and len(mention.text) < _SHORTEST_CAPITALS
        if (
            mention.type != "law"
            and key_of(mention.text) in families
            and mention.rule not in KNOWN_PLACES
            and not letters
        ):
            yield replace(mention, type="person", rule="person.surname", role=None)


_GUESSED = ("place.spacy", "organisation.spacy")
_SHORTEST_CAPITALS = 4  # letters; fewer in capitals are an abbreviation (DC), not a family name


def _by_ending(mentions: Iterable[Mention], groups: WordGroups) -> Iterator[Mention]:
    """Further proposals: two or three words that the model took for something, the last with a family name's ending."""
    endings = tuple(groups.exact["surname-endings"])
    for mention in mentions:
        words = mention.text.split()
        if not (mention.rule.endswith(".spacy") and 1 < len(words) < 4):
            continue
        if words[-1].casefold().endswith(endings) or _ARTICLED.match(words[-1]):
            yield replace(mention, type="person", rule="person.ending")


_ARTICLED = re.compile(r"[Aa]l-[A-Z]")  # Nasser al-Rashidi


def _by_neighbours(parsed: Parsed, mentions: Sequence[Mention]) -> Iterator[Mention]:
    """Further proposals: two or three words between persons in a list are a person."""
    text = parsed.document.text
    people = sorted({m.span for m in mentions if m.type == "person"})
    starts, ends = {s.start for s in people}, {s.end for s in people}
    for mention in mentions:
        if mention.type == "person" or not 1 < len(mention.text.split()) < 4 or not mention.rule.endswith(".spacy"):
            continue
        before = _JOINT_BEFORE.search(text, max(0, mention.span.start - 6), mention.span.start)
        behind = _JOINT_BEHIND.match(text, mention.span.end)
        if before and behind and before.start() in ends and behind.end() in starts:
            yield replace(mention, type="person", rule="person.neighbour")


_JOINT_BEFORE = re.compile(r"(?:,|,? and)\s$")
_JOINT_BEHIND = re.compile(r"(?:,|,? and)\s(?:and\s)?")


def _with_place(mentions: Sequence[Mention]) -> Iterator[Mention]:
    """Further proposals: a body of two or three plain words, one of them a place (Real Madrid), as a whole.

    Likewise a person of two words, the first a place's (Sofia Lund, Jordan Hale).
    """
    places = {m.span for m in mentions if m.rule in KNOWN_PLACES}
    starts, ends = {p.start for p in places}, {p.end for p in places}
    for mention in mentions:
        words = mention.text.split()
        begins, closes = mention.span.start in starts, mention.span.end in ends
        plain = 1 < len(words) < 4 and all(w.replace("&", "").isalpha() and w[0].isupper() for w in words)
        if mention.rule == "organisation.spacy" and plain and begins != closes:
            yield replace(mention, rule="organisation.place")
        if mention.rule == "person.spacy" and plain and len(words) == 2 and begins != closes:
            yield replace(mention, rule="person.place")


def _beside_bodies(parsed: Parsed, mentions: Sequence[Mention]) -> Iterator[Mention]:
    """Further proposals: what stands in brackets behind a body, or that it is known as: (KDB), the Falcons."""
    inside = {m.span.start: m for m in mentions if m.rule == "organisation.spacy" and " " not in m.text}
    for body in mentions:
        if body.type == "organisation" and body.rule not in ("organisation.spacy", "organisation.common"):
            opening = OPENING.match(parsed.document.text, body.span.end)
            other = inside.get(opening.end()) if opening is not None else None
            if other is not None:
                yield replace(other, rule="organisation.gloss")


OPENING = re.compile(
    r"\s\((?:[Tt]he\s)?[\"“]?|,?\s(?:(?:also|better|commonly|locally|popularly|widely)\s)?known\sas\s(?:the\s)?[\"“]?"
)
