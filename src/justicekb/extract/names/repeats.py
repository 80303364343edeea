"""The places where a chosen name stands again without having been proposed: whole, short, or as a noun alone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from justicekb.extract.names.candidates import SHORT, WordGroups, proposal
from justicekb.extract.names.nameforms import family_of, key_of
from justicekb.extract.names.words import Line, cover
from justicekb.extract.nlp import Parsed
from justicekb.model import EntityType, Mention


def repeats(parsed: Parsed, text: Sequence[Line], chosen: Sequence[Mention]) -> list[Mention]:
    """The places where a name, or a person's family name, stands without having been proposed."""
    taken = {at for m in chosen for at in range(m.span.start, m.span.end)}
    wanted = _wanted(chosen)
    small = {w.text for line in text for w in line if not w.cap}
    found = []
    for line in text:
        at = 0
        while at < len(line):
            ordinary = line[at].first and line[at].lower in small
            hit = None if ordinary else _match(line, at, wanted, taken)
            if hit is not None:
                end, type_ = hit
                found.append(proposal(parsed, cover(line, at, end), type_, rule=f"{type_}.repeat"))
                at = end
            else:
                at += 1
    return found


def consistent(chosen: Sequence[Mention], again: Sequence[Mention], groups: WordGroups) -> list[Mention]:
    """Both, without names that the model alone proposes and passes over more often than it sees them (Standing Order).

    What it sees once in a while is a word that it was misled about there.
    """
    told = {key_of(m.text) for m in chosen if not m.rule.endswith((".spacy", ".common"))}
    told |= {family_of(key) for key in told}
    told |= {key_of(m.text) for m in chosen if m.text.split()[0] in groups.given}
    seen = Counter(key_of(m.text) for m in chosen)
    unseen = Counter(key_of(m.text) for m in again)
    doubtful = {key for key, times in unseen.items() if key not in told and times > _PASSED_OVER * seen[key]}
    return [m for m in (*chosen, *again) if key_of(m.text) not in doubtful]


_PASSED_OVER = 2  # times as often; swept from 1 to 3 on the development texts


def _wanted(chosen: Sequence[Mention]) -> dict[str, list[tuple[tuple[str, ...], EntityType]]]:
    """By first word: the words of names to look for, longest first."""
    wanted: dict[str, list[tuple[tuple[str, ...], EntityType]]] = {}
    for mention in chosen:
        if mention.type == "law":
            continue
        forms = [tuple(mention.text.split())]
        if mention.type == "person" and len(forms[0]) > 1:
            family = family_of(key_of(mention.text))
            forms += [(word,) for word in forms[0][1:] if key_of(word) == family]
        for words in forms:
            entry = (words, mention.type)
            known = wanted.setdefault(words[0], [])
            if entry not in known and len("".join(words)) > 2:
                known.append(entry)
    for known in wanted.values():
        known.sort(key=lambda entry: -len(entry[0]))
    return wanted


def short_forms(
    parsed: Parsed, text: Sequence[Line], chosen: Sequence[Mention], groups: WordGroups
) -> Iterator[Mention]:
    """ "the Centre", "the Committee": a capitalised head noun alone, to be linked to a body with that noun."""
    taken = {m.span.start for m in chosen}
    inside = [m.span for m in chosen if m.type in ("organisation", "law")]
    heads = {w for m in chosen if m.type == "organisation" for w in m.text.split() if len(m.text.split()) > 1}
    for line in text:
        for at in range(1, len(line)):
            word = line[at]
            alone = at + 1 == len(line) or not (line[at + 1].cap and line[at + 1].spaced)
            if word.text in heads and alone and line[at - 1].lower == "the" and not word.headline:
                span = cover(line, at, at + 1)
                head = word.text in groups.exact["organisation-heads"] and word.start not in taken
                if head and not any(span.overlaps(other) for other in inside):
                    yield proposal(parsed, span, "organisation", rule=SHORT)


def _match(
    line: Line, at: int, wanted: dict[str, list[tuple[tuple[str, ...], EntityType]]], taken: set[int]
) -> tuple[int, EntityType] | None:
    if not line[at].cap or line[at].start in taken:
        return None
    for words, type_ in wanted.get(line[at].text, ()):
        end = at + len(words)
        if tuple(w.text for w in line[at:end]) == words and not any(w.start in taken for w in line[at:end]):
            return end, type_
    return None
