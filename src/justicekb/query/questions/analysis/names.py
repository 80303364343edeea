"""The names in a question: what the knowledge base or the vocabulary knows by them, and capitalised words it does not.

A name that nothing knows is kept too: a question about it has no answer unless a sentence holds its very words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from justicekb.model import entity_id, normalise_name
from justicekb.query.language import Lexicon, atlas, lexicon, stem, tokens
from justicekb.query.questions.frames import Name
from justicekb.spans import Span, outermost
from justicekb.store.base import EntityCount, RecordReader
from justicekb.vocabulary import Vocabulary
from justicekb.vocabulary.entries import Treaty
from justicekb.vocabulary.names import find_names

# The longest name looked up, in words ("Convention against Torture and Other Cruel, Inhuman or Degrading
# Treatment or Punishment" has 13).
LONGEST = 14


def named_in(text: str, records: RecordReader, vocabulary: Vocabulary) -> list[Name]:
    """The known names in a question in text order, none overlapping; what vocabulary and base know comes together."""
    known = lexicon(vocabulary)
    found = [_in_places(name, records, vocabulary) for name in _of_vocabulary(text, vocabulary)]
    ids = {name.span: name for name in found}
    for name in known_in(text, records, known):
        same = ids.get(name.span)
        found.append(name if same is None else replace(same, ids=same.ids | name.ids))
    own = atlas(vocabulary).countries
    names = [replace(n, country=bool(n.ids & own)) for n in longest([*reversed(found)])]
    return [part for name in names for part in _parted(name, vocabulary)]


def _parted(name: Name, vocabulary: Vocabulary) -> list[Name]:
    """A name that ends with a country ("the ombudsman of Norland") as the name without it, and the country.

    Sources leave the country out where it is clear, so the two are looked for apart.
    """
    own = atlas(vocabulary).countries
    if name.country or name.type not in ("organisation", "law"):
        return [name]
    inside = [n for n in _of_vocabulary(name.text, vocabulary) if n.ids & own and n.span.end == len(name.text)]
    rest = re.sub(r"\s+(?:of|in|for)(?: the)?\s*$", "", name.text[: inside[0].span.start]) if inside else ""
    if not rest or rest == name.text[: inside[0].span.start]:
        return [name]
    place = inside[0].span.shift(name.span.start)
    kept = replace(
        name, text=rest, span=Span(name.span.start, name.span.start + len(rest)), stems=_stems(rest), parted=True
    )
    return [kept, replace(inside[0], span=place, country=True)]


def _of_vocabulary(text: str, vocabulary: Vocabulary) -> list[Name]:
    return [_numbered(name, text, vocabulary) for name in _found_in(text, vocabulary)]


def _numbered(name: Name, text: str, vocabulary: Vocabulary) -> Name:
    """A protocol with the ordinal before it, as the vocabulary calls it: "Second Optional Protocol"."""
    before = re.search(r"(?<!\w)(?:First|Second|Third|Fourth)\s$", text[: name.span.start], re.IGNORECASE)
    if name.type != "law" or before is None:
        return name
    span = Span(before.start(), name.span.end)
    called = span.of(text).casefold()
    ids = {entity_id("law", t.name) for t in vocabulary.entries(Treaty) if called in map(str.casefold, t.called)}
    if not ids:
        return name
    return replace(name, text=span.of(text), span=span, ids=frozenset(ids), stems=_stems(span.of(text)))


def _found_in(text: str, vocabulary: Vocabulary) -> list[Name]:
    return [
        Name(
            text=text[match.start : match.end],
            span=Span(match.start, match.end),
            ids=frozenset({match.entity_id}),
            type=match.type,
            stems=_stems(text[match.start : match.end]),
        )
        for match in find_names(text, vocabulary)
    ]


def _in_places(name: Name, records: RecordReader, vocabulary: Vocabulary) -> Name:
    """The name of a body that many states have, with the ids of each state's: "Supreme Court (Kazakhstan)"."""
    if name.type != "organisation":
        return name
    canonical = {match.canonical for match in find_names(name.text, vocabulary) if match.entity_id in name.ids}
    found = (c for n in sorted(canonical) for c in records.find_entities(n, type="organisation", limit=_MOST_PLACES))
    return replace(name, ids=name.ids | {count.entity.id for count in found})


# A body of one name is looked for in so many states at most.
_MOST_PLACES = 50


def known_in(text: str, records: RecordReader, lexicon: Lexicon) -> Iterator[Name]:
    """Names that entities of the knowledge base carry, the longest first where several overlap."""
    words = list(tokens(text))
    taken: list[Span] = []
    for length in range(min(LONGEST, len(words)), 0, -1):
        for first in range(len(words) - length + 1):
            span = words[first][1].cover(words[first + length - 1][1])
            hasty = length == 1 and in_haste(text) and not lexicon.is_common(span.of(text))
            if any(span.overlaps(other) for other in taken) or not (hasty or _may_name(span.of(text), lexicon, length)):
                continue
            found = list(records.find_entities(span.of(text), limit=8))
            if found:
                taken.append(span)
                yield replace(_known(span, text, found), written=found[0].entity.name if hasty else None)


def in_haste(text: str) -> bool:
    """Whether a question is typed without capitals, so that small letters tell nothing about what is a name."""
    return text[1:] == text[1:].lower()


def _known(span: Span, text: str, found: list[EntityCount]) -> Name:
    ids = frozenset(count.entity.id for count in found)
    return Name(text=span.of(text), span=span, ids=ids, type=found[0].entity.type, stems=_stems(span.of(text)))


def hasty_words(text: str, taken: list[Span], lexicon: Lexicon) -> Iterator[Name]:
    """The words of a question in small letters that may be names nothing is called by, as it writes them."""
    for word, span in tokens(text) if in_haste(text) else ():
        if span.start and not lexicon.is_common(word) and not any(span.overlaps(other) for other in taken):
            yield Name(text=word, span=span, stems=_stems(word))


def _may_name(words: str, lexicon: Lexicon, length: int) -> bool:
    """Whether it is worth a look-up: one small word is a noun, not a name, and names do not end in "of"."""
    pieces = words.split()
    capital = any(piece[0].isupper() or piece[0].isdigit() for piece in pieces)
    if length == 1:
        return capital and not lexicon.is_stop(words) and not words.isdigit()
    ends = (pieces[0].casefold(), pieces[-1].casefold())
    return not any(lexicon.is_stop(end) and not end[0].isdigit() for end in ends)


def unknown_in(text: str, taken: list[Span], lexicon: Lexicon) -> Iterator[Name]:
    """Runs of capitalised words that no known name covers; the question's first word counts only inside a run."""
    for match in re.finditer(r"\b[^\W\d_a-z][\w’'\-]*(?:\s+(?:of the |of |for |the )?[^\W\d_a-z][\w’'\-]*)*", text):
        span = Span(match.start(), match.end())
        free = [w for w in _pieces(text, span) if not any(w.overlaps(other) for other in taken)]
        calendar = lexicon.classes["calendar"]
        free = [
            w
            for w in free
            if _begins(w, free, text, lexicon) and not lexicon.is_stop(w.of(text)) and w.of(text)[0].isupper()
        ]
        free = [w for w in free if w.of(text).casefold() not in calendar]
        if free:
            whole = free[0].cover(free[-1])
            if not any(whole.overlaps(other) for other in taken):
                yield Name(text=whole.of(text), span=whole, stems=_stems(whole.of(text)))


def _begins(word: Span, run: list[Span], text: str, lexicon: Lexicon) -> bool:
    """Whether a capital is a name's: the first word of all has one anyhow, and is one where a name runs on from it."""
    if word.start:
        return True
    runs_on = len(run) > 1 and run[1].start == word.end + 1 and run[1].of(text)[0].isupper()
    return runs_on and not lexicon.is_common(word.of(text))


def untitled(name: Name, lexicon: Lexicon) -> Name:
    """An unknown name without the office before it and the possessive behind: "Prime Minister Vesk's" is Vesk."""
    words = list(tokens(name.text))
    first = next((at for at, (w, _) in enumerate(words) if stem(w) not in lexicon.uses["roles"]), 0)
    end = len(re.sub(r"['’]s?$", "", name.text))
    start = words[first][1].start
    text = name.text[start:end]
    place = Span(name.span.start + start, name.span.start + end)
    return replace(name, text=text, span=place, stems=_stems(text), untitled_from=name.text[:start].strip() or None)


def run_on(names: list[Name], unknown: list[Name]) -> list[Name]:
    """Names with what runs on without a break as one unknown name: "Silk Road Justice Monitor" is not "Silk Road"."""
    for name in unknown:
        lead = next((n for n in names if n.span.end + 1 == name.span.start and _may_run_on(n)), None)
        if lead is None:
            names = [*names, name]
            continue
        whole = Name(text=f"{lead.text} {name.text}", span=lead.span.cover(name.span), stems=(*lead.stems, *name.stems))
        names = [n for n in names if n is not lead] + [whole]
    return names


def joined(names: list[Name]) -> list[Name]:
    """Names with an unknown first name and the surname behind it as one: "Jon Vesk" is no "Vesk", but may be Jan."""
    ordered = sorted(names, key=lambda name: name.span)
    for name, last in pairwise(ordered):
        first = name.type == "person" and " " not in name.text and not last.ids and last.proper
        if ((not name.ids and last.type == "person") or first) and name.span.end + 1 == last.span.start:
            words = f"{name.text} {last.text}"
            whole = Name(text=words, span=name.span.cover(last.span), stems=(*name.stems, *last.stems))
            return joined([*(n for n in ordered if n not in (name, last)), whole])
    return ordered


def _may_run_on(name: Name) -> bool:
    return name.type in ("organisation", "place") and not name.country and name.proper and name.text[-1].isalpha()


def _pieces(text: str, span: Span) -> list[Span]:
    return [place.shift(span.start) for _, place in tokens(span.of(text))]


def longest(names: list[Name]) -> list[Name]:
    """Names of which none overlaps a longer one, in text order; of two at one place the first given stays."""
    kept = outermost({name.span for name in names})
    first = {name.span: name for name in reversed(names)}
    return [first[span] for span in kept]


def _stems(text: str) -> tuple[str, ...]:
    return tuple(stem(word) for word in normalise_name(text).split())
