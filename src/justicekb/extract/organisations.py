"""Names of bodies: from the vocabulary, by their build ("Ministry of …", "… Court"), by acronym, and spaCy's.

What is yielded are proposals; `resolve` decides between them and gives each its longest name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from justicekb.extract.datelines import dateline
from justicekb.extract.headnouns import NO_PART_POS, Range, around_head, is_head, left_of_head, no_part, owns, run_end
from justicekb.extract.known import definitions, known_names, own_names
from justicekb.extract.nlp import Found, Parsed
from justicekb.extract.personnames import with_article
from justicekb.extract.proposals import WordGroups, labelled_runs, proposal, word_groups
from justicekb.extract.teams import teams
from justicekb.extract.words import Line, cover, lines
from justicekb.model import Mention, Record
from justicekb.spans import Span
from justicekb.vocabulary import Vocabulary
from justicekb.vocabulary.entries import Locality


def find_organisations(parsed: Parsed, vocabulary: Vocabulary, found: Found) -> Iterator[Record]:
    """Yields proposals of type organisation, several for one place where rules disagree."""
    groups = vocabulary.once(word_groups)
    yield from _known(parsed, vocabulary, found)
    for line in found.once(lines, parsed, vocabulary):
        agencies = (("organisation.dateline", part) for type_, part in dateline(line) if type_ == "organisation")
        for rule, (first, end) in (*agencies, *_built(line, groups), *teams(line, groups)):
            yield proposal(parsed, cover(line, first, end), "organisation", rule=rule)
        for first, end in labelled_runs(line, "organisation"):
            rule = "organisation.headline" if line[first].headline else "organisation.spacy"
            for span in _trimmed(line, first, end, groups):
                yield proposal(parsed, span, "organisation", rule=rule)
        for first, end in labelled_runs(line, "person"):
            if with_article(line, first, end) and not line[first].headline:
                yield proposal(parsed, cover(line, first, end), "organisation", rule="organisation.article")
        for at, word in enumerate(line):
            if _WEBSITE.fullmatch(word.text):
                yield proposal(parsed, cover(line, at, at + 1), "organisation", rule="organisation.website")


# A news site by its address: Hetq.am, Kloop.kg, MLB.com.
_WEBSITE = re.compile(r"(?!www\.)[^\W\d_][\w-]{2,}\.(?:[a-z]{2}|com|org|net|info)")


def _known(parsed: Parsed, vocabulary: Vocabulary, found: Found) -> Iterator[Mention]:
    defined = found.once(definitions, parsed, vocabulary)
    american = vocabulary.once(_american)
    for known in found.once(known_names, parsed, vocabulary):
        university = _UNIVERSITY.match(parsed.document.text, known.span.end)
        if university is not None and known.names[0].entry in american:
            span = Span(known.span.start, university.end())
            yield proposal(parsed, span, "organisation", rule="organisation.university")
        if known.names[0].type != "organisation" or _any_such(parsed, known.span):
            continue
        if known.span.of(parsed.document.text) not in defined:
            yield proposal(parsed, known.span, "organisation", rule="organisation.known")
    for own in found.once(own_names, parsed, vocabulary):
        if own.type == "organisation":
            yield proposal(parsed, own.span, "organisation", rule="organisation.own")
    laws = [m.span for m in found.all(Mention) if m.type == "law"]
    for definition in dict.fromkeys(defined.values()):
        if any(definition.long_span.overlaps(law) for law in laws):
            continue
        yield from _defined(parsed, definition.long_span, definition.acronym_span)


# Ohio State is a university and its teams; the state is New York State or Washington State.
_UNIVERSITY = re.compile(r" (?:State|Tech)\b(?! (?:[A-Z]|court|law|police|prison|government|official|legislat|senat))")


def _american(vocabulary: Vocabulary) -> frozenset[str]:
    places = (p for p in vocabulary.entries(Locality) if p.within == "United States")
    return frozenset(p.id for p in places if not p.name.startswith(("New York", "Washington")))


def _any_such(parsed: Parsed, span: Span) -> bool:
    """Whether the words are written small behind "a" (a parole board, any supreme court), or end another title."""
    text = parsed.document.text
    if text.endswith("High ", 0, span.start):  # the High Commissioner holds an office
        return True
    return text[span.start].islower() and _INDEFINITE.search(text, max(0, span.start - 6), span.start) is not None


_INDEFINITE = re.compile(r"\b(?:[Aa]n?|[Aa]ny|no)\s+$")


def _defined(parsed: Parsed, long: Span, short: Span) -> Iterator[Mention]:
    text = long.of(parsed.document.text)
    if sum(word[0].isupper() for word in text.split()) >= 2:
        yield proposal(parsed, long, "organisation", rule="organisation.defined")
        yield proposal(parsed, short, "organisation", rule="organisation.defined")


def _built(line: Line, groups: WordGroups) -> Iterator[tuple[str, Range]]:
    for at, word in enumerate(line):
        if word.cap and is_head(word.text, groups):
            found = around_head(line, at, groups)
            if found is not None:
                safe = not word.headline or found[1] > at + 1
                yield ("organisation.head" if safe else "organisation.headline"), found
            elif word.text in groups.exact["newspaper-heads"] and _named_the(line, at):
                yield "organisation.tail", (at, at + 1)
            yield from _partly(line, at, groups)
        elif word.cap:
            yield from _with_tail(line, at, groups)
            if groups.has("company-forms", word.text) and word.text in groups.exact["company-forms"]:
                yield from _company(line, at, groups)
            if word.lower.endswith(tuple(groups.exact["organisation-endings"])) and len(word.text) > _SHORTEST_COMPOUND:
                yield from _compound(line, at)
            if word.acronym and not word.headline and _is_acronym(line, at, groups):
                station = len(word.text) == 4 and word.text[0] in "WK"  # call letters of North American stations
                yield ("organisation.station" if station else "organisation.acronym"), (at, at + 1)
        elif word.text in ("office", "bureau") and at > 1 and owns(line, at - 1, groups, at=at):
            yield "organisation.head", (left_of_head(line, at, groups), at + 1)
        if groups.has("organisation-followers", word.text) and at and line[at - 1].cap and word.spaced:
            yield from _followed(line, at, groups)
        if groups.has("organisation-cues", word.text) and not word.headline and (not word.cap or word.acronym):
            yield from _cued(line, at)


def _named_the(line: Line, at: int) -> bool:
    """Whether a newspaper's one word stands behind "The" inside a sentence: told The Herald."""
    alone = at + 1 == len(line) or not (line[at + 1].cap and line[at + 1].spaced)
    return at > 0 and line[at - 1].text == "The" and not line[at - 1].first and alone and not line[at].headline


# ── other builds ─────────────────────────────────────────────────────────────────────────────────────────


def _with_tail(line: Line, at: int, groups: WordGroups) -> Iterator[tuple[str, Range]]:
    """Almaty police department, Syunik regional trial court."""
    if at > 0 and line[at - 1].cap and line[at - 1].spaced and not line[at - 1].first:
        return
    stop = run_end(line, at)
    as_one = stop < len(line) and line[at].label == line[stop].label == "ORG"  # the Democratic party
    if not as_one and (line[at].label == "NORP" or line[at].pos == "ADJ"):
        return
    if groups.has("not-names", line[at].text) and not as_one:
        return
    words = [w.lower for w in line[stop : stop + 5]]
    for length in range(len(words), 0, -1):
        tail = re.sub(r" ['’]s\b", "'s", " ".join(words[:length]))
        plain = tail.split(" ", 1)[-1] if words[0] in groups.exact["tail-openers"] else tail
        if {tail, plain} & groups.exact["organisation-tails"] and not no_part(line, at, groups):
            yield "organisation.tail", (at, stop + length)
            return
        some = at > 0 and line[at - 1].lower in ("a", "an")  # a Swahili newspaper
        if plain in groups.exact["organisation-kinds"] and not some and not no_part(line, at, groups):
            yield "organisation.tail", (at, stop)
            return


def _company(line: Line, at: int, groups: WordGroups) -> Iterator[tuple[str, Range]]:
    """X Ltd; LLC «X»; «X» LLP."""
    first = at - (at > 1 and line[at - 1].text == "," and line[at - 2].cap)  # Harbour Lights, Inc.
    while first > 0:
        if line[first - 1].text == "&" and first > 1 and line[first - 2].cap:
            first -= 2
        elif line[first - 1].cap and line[first].spaced | (first < at) and not no_part(line, first - 1, groups):
            first -= 1
        else:
            break
    if first < at:
        yield "organisation.company", (first, at + 1)
    opening = next((i for i in range(at - 1, max(-1, at - 8), -1) if line[i].text in '«“"'), None)
    if at > 1 and line[at - 1].text in '»”"' and opening is not None:
        yield "organisation.company", (opening, at + 1)
    if at + 2 < len(line) and line[at + 1].text in '«“"':
        end = at + 2
        while end < len(line) and end < at + 8 and line[end].text not in '»”"':
            end += 1
        yield "organisation.company", (at, end)


_SHORTEST_COMPOUND = 7  # letters: Sberbank has eight, Gasoil no more than six


def _compound(line: Line, at: int) -> Iterator[tuple[str, Range]]:
    """Kazakhtelecom, Sberbank: one word that stands alone."""
    alone = not (at and line[at - 1].cap and line[at].spaced) and run_end(line, at) == at + 1
    if alone and not line[at].headline and line[at].pos == "PROPN":
        yield "organisation.compound", (at, at + 1)


def _is_acronym(line: Line, at: int, groups: WordGroups) -> bool:
    """Whether letters stand like a body's: alone, 2 to 6 of them, not a numeral, a title or a known other thing."""
    word = line[at]
    if not 2 <= len(word.text) <= 7 or groups.has("not-names", word.text) or groups.has("titles", word.text):
        return False
    if set(word.text) <= set("IVXLC") or any(c.isdigit() for c in word.text) or "/" in word.text:
        return False
    neighbours = [line[i] for i in (at - 1, at + 1) if 0 <= i < len(line) and line[max(i, at)].spaced]
    return not any(n.cap and n.acronym for n in neighbours)


def _followed(line: Line, at: int, groups: WordGroups) -> Iterator[tuple[str, Range]]:
    """Kazmunaigas workers: one word that is no given name and no role."""
    word = line[at - 1]
    alone = at < 2 or not line[at - 2].cap or not word.spaced
    if (
        alone
        and not word.headline
        and word.pos == "PROPN"
        and word.text not in groups.given
        and not groups.has("roles", word.text)
    ):
        yield "organisation.follower", (at - 1, at)


def _partly(line: Line, at: int, groups: WordGroups) -> Iterator[tuple[str, Range]]:
    """Agency for civil service and anti-corruption: a capitalised head with its subject in lower case."""
    follows = at + 2 < len(line) and line[at + 1].text in ("of", "for", "on") and not line[at + 2].cap
    if line[at].first or not follows or line[at].text not in groups.exact["organisation-heads-first"]:
        return
    end = at + 2
    while end < len(line) and (
        line[end].pos in ("NOUN", "ADJ")
        or "-" in line[end].text
        or (line[end].text == "and" and line[end - 1].pos == "NOUN")
    ):
        end += 1
    if line[end - 1].text == "and":
        end -= 1
    if end > at + 2 and (line[end - 1].pos == "NOUN" or "-" in line[end - 1].text):
        yield "organisation.partly", (left_of_head(line, at, groups), end)


def _cued(line: Line, at: int) -> Iterator[tuple[str, Range]]:
    """The NGO Bir Duino; NGOs, including X, Y and Z."""
    plural = line[at].lower.endswith("s")
    first = at + 1
    while plural and first < len(line) and line[first].lower in (",", "including", "such", "as", "like", "the"):
        first += 1
    while first < len(line) and line[first].cap and not line[first].headline and line[first].pos not in NO_PART_POS:
        end = run_end(line, first)
        if end - first <= 4 and (line[first].spaced or line[first - 1].text in '“"«'):
            yield "organisation.cue", (first, end)
        if not plural or end + 1 >= len(line) or line[end].text not in (",", "and"):
            return
        first = end + 1 + (line[end + 1].text == "and")


# ── spaCy's organisations ────────────────────────────────────────────────────────────────────────────────


def _trimmed(line: Line, first: int, end: int, groups: WordGroups) -> Iterator[Span]:
    while first < end and (no_part(line, first, groups) or not line[first].cap):
        first += 1
    cut = next((i for i in range(first, end) if line[i].text in ("'s", "’s")), None)
    if cut is not None and not any(groups.has("organisation-heads", w.text) for w in line[cut:end]):
        end = cut
    while end - first > 1 and line[end - 1].text[0].isdigit():
        end -= 1
    whole = end
    while end - first > 1 and (groups.has("roles", line[end - 1].text) or groups.has("not-names", line[end - 1].text)):
        end -= 1
    if any("/" in w.text and w.text[0].isdigit() for w in line[first:end]):
        return
    bracket = next((i for i in range(first, end) if line[i].text in ("(", "[")), end)
    end = bracket if first < bracket < end and line[end - 1].text not in (")", "]") else end
    alone = end - first == 1 and not line[first].acronym
    titled = whole < len(line) and line[whole].cap and groups.has("roles", line[whole].text)
    if (alone and (whole > end or titled)) or _of_role(line, first, groups, alone=alone):
        return
    if first < end and not _only_common(line, first, end, groups):
        yield cover(line, first, end)


def _of_role(line: Line, first: int, groups: WordGroups, *, alone: bool) -> bool:
    """Director of Operations, Assistant for Crime Strategies: a field of work."""
    joints = ("of", "for") if alone else ("for",)
    return first > 1 and line[first - 1].text in joints and groups.has("roles", line[first - 2].text)


def _only_common(line: Line, first: int, end: int, groups: WordGroups) -> bool:
    words = line[first:end]
    text = " ".join(w.text for w in words)
    if len(words) > 1 and words[-1].text in groups.exact["event-heads"]:
        return True
    if len(words) > 2 and words[1].text == "of" and groups.has("roles", words[0].text):
        return words[0].text not in groups.exact["organisation-heads-first"]  # the Minister of Justice
    if all(groups.has("titles", w.text) for w in words):
        return True
    if text in groups.exact["sole-bodies"] and not words[0].headline:
        return False
    if groups.has("not-names", text) or (len(words) == 1 and words[0].text.isdigit()):
        return True
    if len(words) > 1:
        return False
    forms = (text, text.removesuffix("s"), re.sub("ies$", "y", text))
    return any(groups.has(group, form) for form in forms for group in ("organisation-heads", "roles"))
