"""Names of places: countries and regions from the vocabulary, places and detention facilities by their build, spaCy's.

What is yielded are proposals; `resolve` drops those inside longer names of bodies and laws.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from justicekb.extract.names.candidates import WordGroups, labelled_runs, proposal, word_groups
from justicekb.extract.names.gazetteer import Known, known_names
from justicekb.extract.names.proposals.addresses import seats, streets
from justicekb.extract.names.proposals.datelines import dateline
from justicekb.extract.names.proposals.towns import towns
from justicekb.extract.names.words import Line, Word, cover, lines
from justicekb.extract.nlp import Found, Parsed
from justicekb.model import Mention, Record
from justicekb.spans import Span
from justicekb.vocabulary import Vocabulary
from justicekb.vocabulary.wordlists import WordList

Range = tuple[int, int]

_LOCATIVE = frozenset({"in", "at", "from", "near", "outside", "inside"})
_COMMON_KINDS = WordList("kinds-before-a-facility")
_LOWER_HEADS = WordList("lower-heads-of-places")


_COUNTRY_CODE = 2  # letters; other places have longer ids


def find_places(parsed: Parsed, vocabulary: Vocabulary, found: Found) -> Iterator[Record]:
    """Yields proposals of type place, several for one place in the text where rules disagree."""
    groups = vocabulary.once(word_groups)
    for known in found.once(known_names, parsed, vocabulary):
        if known.names[0].type == "place" and known.names[0].form != "adjective":
            yield from _known(parsed, known, groups)
    for line in found.once(lines, parsed, vocabulary):
        for rule, (first, end) in (*_named(line, groups), *towns(line, vocabulary)):
            yield proposal(parsed, cover(line, first, end), "place", rule=rule)


def _known(parsed: Parsed, known: Known, groups: WordGroups) -> Iterator[Mention]:
    """A place of the vocabulary, also as part of a wider one (South Florida), but not in "Warsaw Pact"."""
    text, span, name = parsed.document.text, known.span, known.names[0]
    behind = _NEXT_WORD.match(text, span.end)
    if behind is not None and behind[1] in groups.exact["place-less"]:
        return
    if _SEAT.search(text, max(0, span.start - 3), span.start):
        return
    country = len(name.entry) == _COUNTRY_CODE or " " in name.canonical
    yield proposal(parsed, span, "place", rule="place.known" if country else "place.city")
    before = _WORD_BEFORE.search(text, max(0, span.start - _LONGEST_DIRECTION), span.start)
    if before is not None and (groups.has("directions", before[1]) or before[1] in ("Little", "Greater")):
        yield proposal(parsed, Span(before.start(1), span.end), "place", rule="place.wider")


_SEAT = re.compile(r"(?<![\w-])[DRI]-$")  # a member of parliament's party and state: R-Ohio
_NEXT_WORD = re.compile(r" ([A-Z][a-z]+)\b")
_WORD_BEFORE = re.compile(r"(?<![\w-])([A-Z][a-z]+) $")
_LONGEST_DIRECTION = 14  # characters, with the spaces around: Southeastern


def _named(line: Line, groups: WordGroups) -> Iterator[tuple[str, Range]]:
    for first, end in labelled_runs(line, "place"):
        part = _trimmed(line, first, end, groups)
        if part is not None:
            yield ("place.headline" if line[first].headline else "place.spacy"), part
    yield from (("place.dateline", part) for type_, part in dateline(line) if type_ == "place")
    yield from (("place.street", part) for part in streets(line, groups))
    yield from (("place.seat", part) for type_, part in seats(line) if type_ == "place")
    for at, word in enumerate(line):
        if word.lower in groups.last["facility-heads"]:
            yield from _facility(line, at, groups)
        if word.headline:
            continue
        if word.cap:
            yield from _at_capital(line, at, groups)
        else:
            yield from _at_small(line, at, groups)


def _at_capital(line: Line, at: int, groups: WordGroups) -> Iterator[tuple[str, Range]]:
    word = line[at]
    behind = line[at + 1] if at + 1 < len(line) else None
    if word.text in groups.exact["place-heads"]:
        yield from _with_head(line, at, groups)
    yield from _town_behind(line, at, groups)
    if at and groups.has("directions", word.text) and line[at - 1].cap and not _person_like(line, at, groups):
        yield "place.part", (_run_start(line, at), at + 1)
    if word.text.rstrip(".") in groups.exact["state-abbreviations"]:
        yield from _abbreviated(line, at)
    if behind is None:
        return
    if behind.text == "of" and word.text in groups.exact["place-heads-of"]:
        yield from _of(line, at, groups)
    if not behind.cap and groups.has("place-followers", behind.text):
        first = _run_start(line, at)
        if _proper(line[first : at + 1], groups):
            kind = groups.has("place-cues", behind.text) or behind.lower in groups.last["facility-heads"]
            yield ("place.noun" if kind else "place.follower"), (first, at + 1)
    if behind.lower == "police" and at + 2 < len(line) and line[at + 2].lower in ("station", "stations"):
        first = _run_start(line, at)
        if _proper(line[first : at + 1], groups):
            yield "place.noun", (first, at + 1)
    if behind.cap and word.text in groups.exact["place-heads-first"]:
        end = _run_end(line, at)
        cut = next((i for i in range(at + 1, end) if groups.has("roles", line[i].text)), end)
        if cut > at + 1 and not groups.has("organisation-heads", line[cut - 1].text):  # the Upper Tribunal
            yield "place.first", (at, cut)


def _town_behind(line: Line, at: int, groups: WordGroups) -> Iterator[tuple[str, Range]]:
    """The streets of [Vik]; Ann Lake, 31, of [Vik]."""
    if at > 1 and line[at - 1].text == "of" and groups.has("place-of-nouns", line[at - 2].text):
        end = _run_end(line, at)
        if end - at < _LONGEST_TOWN and _proper(line[at:end], groups):
            yield "place.behind", (at, end)
    if at > 2 and line[at - 1].text in (",", "of") and (end := _behind_age(line, at, groups)):
        yield "place.aged", (at, end)


def _behind_age(line: Line, at: int, groups: WordGroups) -> int:
    """The end of the town behind a name and an age: "Ann Lake, 31, [Vik]", "Ann Lake, 31, of [Vik]"; 0 for none."""
    age = at - 2 - (line[at - 1].text == "of" and line[at - 2].text == ",")
    comma = age - 1 if line[age - 1].text == "," else age
    if age < 2 or not _AGE.fullmatch(line[age].text) or not line[comma - 1].cap or line[age - 1].label == "DATE":
        return 0
    end = _run_end(line, at)
    closed = end == len(line) or not line[end].cap
    fits = closed and end - at < _LONGEST_TOWN and _proper(line[at:end], groups)
    return end if fits and not any(groups.has("roles", w.text) for w in line[at:end]) else 0


_AGE = re.compile("[1-9][0-9]")
_LONGEST_TOWN = 4  # words


def _at_small(line: Line, at: int, groups: WordGroups) -> Iterator[tuple[str, Range]]:
    word = line[at]
    if word.lower in _LOWER_HEADS and at and line[at - 1].cap and line[at - 1].pos != "DET":
        yield "place.head", (_run_start(line, at), at + 1)
    if word.lower in groups.folded["place-cues"]:
        yield from _cued(line, at, groups)
    if word.lower in _LOCATIVE and at + 1 < len(line) and line[at + 1].cap:
        yield from _located(line, at + 1, groups)


def _proper(words: Line, groups: WordGroups) -> bool:
    """Whether all are proper nouns, and none begins sentences or is a facility's or an adjective's."""
    common = ("never-first", "facility-heads", "directions")
    return all(w.pos == "PROPN" and not any(groups.has(group, w.text) for group in common) for w in words)


def _run_start(line: Line, at: int) -> int:
    first = at
    while first > 0 and line[first - 1].cap and line[first].spaced and not _starts_sentence(line, first - 1):
        first -= 1
    counted = first < at and line[first].pos == "NUM" and line[first].text.isalpha()  # Two Kings County
    return first + (counted or (first < at and line[first].first and line[first].pos in ("AUX", "VERB")))


def _run_end(line: Line, at: int) -> int:
    end = at + 1
    while end < len(line) and line[end].cap and line[end].spaced:
        end += 1
    return end


def _starts_sentence(line: Line, at: int) -> bool:
    return line[at].pos in ("DET", "ADP", "PRON", "ADV", "SCONJ", "CCONJ", "AUX")


def _with_head(line: Line, at: int, groups: WordGroups) -> Iterator[tuple[str, Range]]:
    first = _run_start(line, at)
    if first > 0 and line[first - 1].text[0].isdigit() and groups.has("streets", line[at].text):
        ordinal = not line[first - 1].text.isdigit()  # 17th Street
        first -= first < at or ordinal
    street = groups.has("streets", line[at].text) and (first > 0 and line[first].text.isdigit())
    building = line[at].text in groups.exact["building-heads"]
    if first == at - 1 and _person_like(line, at, groups) and not (street or building):
        return
    if line[at].text == "State" and at + 1 < len(line) and line[at + 1].text in ("'s", "’s"):
        first, at = first, at - 1  # Cook County [State's Attorney]
    if first < at and line[at].text in groups.exact["place-heads"] and _ends(line, at):
        yield "place.head", (first, at + 1)


def _ends(line: Line, at: int) -> bool:
    """Whether no further capitalised word follows but the "State" of a state's attorney."""
    behind = line[at + 1] if at + 1 < len(line) else None
    return behind is None or not (behind.cap and behind.spaced) or behind.text == "State"


def _abbreviated(line: Line, at: int) -> Iterator[tuple[str, Range]]:
    """Amherst, N.Y., and Dover, Del.: the town and the state; small words (La, Miss) need their full stop."""
    stop = at + 1 < len(line) and line[at + 1].text == "." and not line[at + 1].spaced
    dotted = stop or line[at].acronym or line[at].text.endswith(".")
    if not dotted or at < 2 or line[at - 1].text != "," or not line[at - 2].cap or line[at - 2].label == "DATE":
        return
    yield "place.abbreviated", (at, at + 1 + (stop and not line[at].acronym))
    first = _run_start(line, at - 2)
    if at - 1 - first <= 3 and not line[first].acronym:
        yield "place.abbreviated", (first, at - 1)


def _of(line: Line, at: int, groups: WordGroups) -> Iterator[tuple[str, Range]]:
    """Gulf of Mexico, Plaza of the Revolution."""
    first = at + 2 + (at + 2 < len(line) and line[at + 2].text == "the")
    if first < len(line) and line[first].cap and line[first].pos == "PROPN":
        yield "place.of", (_run_start(line, at), _without_person(line, first, _run_end(line, first), groups))


def _without_person(line: Line, first: int, end: int, groups: WordGroups) -> int:
    """The end of a place before the person named behind it: District of Maine [Carmen Lund]."""
    return next(
        (
            i
            for i in range(first + 1, end)
            if line[i].label == "PERSON" or (i + 1 < end and line[i].text in groups.given)
        ),
        end,
    )


def _person_like(line: Line, at: int, groups: WordGroups) -> bool:
    """Whether the word is the family name of a person rather than a place's noun: Sam Lake, Brian West."""
    followed = at + 1 < len(line) and line[at + 1].cap and line[at + 1].spaced
    given = line[at - 1].text in groups.given and line[at].label not in ("GPE", "LOC", "FAC")
    return followed or given or line[at - 1].label == line[at].label == "PERSON"


def _facility(line: Line, at: int, groups: WordGroups) -> Iterator[tuple[str, Range]]:
    """Nubarashen Prison, Brooklyn Detention Complex, Prison Colony No. 19, prison LA-155/18."""
    head = _head_start(line, at, groups)
    if head is None or (head > 0 and line[head - 1].text == "Community"):
        return
    end = _number_end(line, at + 1)
    if end > at + 1:
        yield "place.facility", (_run_start(line, head), end)
    elif line[at].cap and not line[at].headline and line[head].cap:
        first = _run_start(line, head)
        bare = all(groups.has("directions", w.text) or w.lower in _COMMON_KINDS for w in line[first:head])
        followed = end < len(line) and line[end].cap and line[end].spaced and line[end].label not in ("PERSON", "DATE")
        if first < head and not bare and not followed and line[at].lower not in ("unit", "isolator"):
            yield "place.facility", (first, at + 1)


def _head_start(line: Line, at: int, groups: WordGroups) -> int | None:
    for length in (4, 3, 2, 1):
        words = re.sub(r" ['’]s\b", "'s", " ".join(w.lower for w in line[max(0, at + 1 - length) : at + 1]))
        if at + 1 - length >= 0 and words in groups.folded["facility-heads"]:
            return at + 1 - length
    return None


def _number_end(line: Line, at: int) -> int:
    """The end of "No. 13", "number 1", "LA-155/18" at a word; `at` itself when there is none."""
    if at >= len(line):
        return at
    word = line[at]
    if word.text in ("No", "Nos", "no", "№", "number", "Number", "#", "NO"):
        following = at + 1 + (at + 1 < len(line) and line[at + 1].text == ".")
        return following + 1 if following < len(line) and line[following].text[0].isdigit() else at
    coded = any(c.isdigit() for c in word.text) and any(c.isalpha() and c.isupper() for c in word.text)
    return at + 1 if coded and word.spaced else at


_CODED = re.compile(r"[A-Z]{1,3}\d+")
_INITIALS = re.compile(r"(?:[A-Z]\.){1,3}")  # G.L., a person whose name is kept back


def _trimmed(line: Line, first: int, end: int, groups: WordGroups) -> Range | None:
    while first < end and (_starts_sentence(line, first) or not line[first].cap):
        first += 1
    if first < end and _leads_to_none(line[first], groups):
        return None
    cut = next((i for i in range(first, end) if line[i].text in ("'s", "’s", ",")), end)
    if any(line[i].text == "of" for i in range(first, cut)):
        cut = _without_person(line, first, cut, groups)
    titled = cut < len(line) and line[cut].cap and groups.has("roles", line[cut].text)
    cut -= (
        titled and cut - first > 1 and groups.has("place-heads", line[cut - 1].text)
    )  # Kings County [District Attorney]
    words = [w.text for w in line[first:cut]]
    if not words or groups.has("not-names", " ".join(words)) or words[-1] == "No":
        return None
    if any(sum(c.isdigit() for c in w) > 2 or _CODED.fullmatch(w) for w in words):
        return None  # the number of a case, a version
    if len(words) == 1 and (groups.has("roles", words[0]) or groups.has("titles", words[0])):
        return None
    if all(_INITIALS.fullmatch(w) and w.rstrip(".") not in groups.exact["state-abbreviations"] for w in words):
        return None
    if len(words) > 1 and words[-1] in groups.exact["event-heads"]:
        return None
    if all(groups.has("roles", word) or groups.has("organisation-heads", word) for word in words):
        return None
    if groups.has("ordinals", words[0]) and words[-1] in groups.exact["court-parts"]:
        return None
    return first, cut


def _leads_to_none(word: Word, groups: WordGroups) -> bool:
    """Whether a word begins what is no place: Mr Speaker, Tenth Claimants, Regulation 4."""
    polite = any(word.text in groups.exact[group] for group in ("titles-of-men", "titles-of-women"))
    return polite or groups.has("ordinals", word.text) or word.lower in groups.folded["provisions"]


def _cued(line: Line, at: int, groups: WordGroups) -> Iterator[tuple[str, Range]]:
    """The city of Osh, the village X."""
    first = at + 1 + (at + 1 < len(line) and line[at + 1].text == "of")
    if first < len(line) and line[first].cap and line[first].spaced:
        end = _run_end(line, first)
        if end - first <= 3 and not any(
            groups.has("roles", w.text) or groups.has("titles", w.text) for w in line[first:end]
        ):
            named = first == at + 2 and line[at].lower not in groups.folded["facility-heads"]
            yield ("place.named" if named else "place.cue"), (first, end)
            if line[at].lower.endswith("s") and line[at + 1].text == "of":
                yield from _listed(line, first, sure=True)


def _listed(line: Line, at: int, *, sure: bool = False) -> Iterator[tuple[str, Range]]:
    """The places of a list when one is known to be one: "in Vik (No. 4), Osted (No. 9), and Lund"."""
    items = [(at, _run_end(line, at))]
    while (item := _next_item(line, items[-1][1])) is not None:
        items.append(item)
    if len(items) > 1 and (sure or any(line[first].label in ("GPE", "LOC") for first, _ in items)):
        yield from (("place.list", item) for item in items)


def _next_item(line: Line, end: int) -> Range | None:
    if end < len(line) and line[end].text == "(":
        closing = next((i for i in range(end, min(end + 6, len(line))) if line[i].text == ")"), end)
        end = closing + 1
    at = end
    while at < len(line) and line[at].text in (",", "and"):
        at += 1
    if at == end or at >= len(line) or not line[at].cap or line[at].acronym or line[at].first:
        return None
    stop = _run_end(line, at)
    owner = stop < len(line) and line[stop].lower in ("'s", "’s")
    return None if owner or stop - at > 2 else (at, stop)


def _located(line: Line, at: int, groups: WordGroups) -> Iterator[tuple[str, Range]]:
    end = _run_end(line, at)
    words = line[at:end]
    if end < len(line) and line[end].text in ("v", "v.", "vs", "vs."):
        return  # a case: in Hale v. Norway
    if len(words) > 3 or any(w.acronym or any(c.isdigit() for c in w.text) for w in words):
        return
    common = ("not-names", "roles", "organisation-heads", "act-heads", "company-forms")
    thing = words[-1].text in groups.exact["thing-heads"]  # in Criminal Matters
    if not thing and not any(groups.has(group, w.text) for group in common for w in words):
        owner = end < len(line) and line[end].text in ("'s", "’s")
        sure = (
            not owner
            and line[at - 1].lower in ("in", "near")
            and not groups.has("in-nouns", line[at - 2].text if at > 1 else "")
        )
        yield ("place.in" if sure and len(words) < 3 and _proper(words, groups) else "place.locative"), (at, end)
        outer = _outer(line, end) if sure else None
        if outer is not None and _proper(line[slice(*outer)], groups):
            yield "place.outer", outer
        yield from _listed(line, at)


def _outer(line: Line, end: int) -> Range | None:
    """The larger place between commas behind a place: "in Ciudad Real, Castile, …"; not a person with an age."""
    if end + 2 >= len(line) or line[end].text != "," or not line[end + 1].cap:
        return None
    stop = _run_end(line, end + 1)
    closed = stop < len(line) and line[stop].text in (",", ".", ")") and stop - end < 4
    aged = stop + 1 < len(line) and line[stop + 1].text[0].isdigit()
    return (end + 1, stop) if closed and not aged else None
