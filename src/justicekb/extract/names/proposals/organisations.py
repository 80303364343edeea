"""Names of bodies: from the vocabulary, by their build ("Ministry of …", "… Court"), by acronym, and spaCy's.

What is yielded are proposals; `resolve` decides between them and gives each its longest name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from justicekb.extract.names.candidates import WordGroups, labelled_runs, proposal, word_groups
from justicekb.extract.names.gazetteer import Known, definitions, known_names, own_names
from justicekb.extract.names.proposals.addresses import seats
from justicekb.extract.names.proposals.bodywords import (
    SPEAKS,
    by_capital_word,
    by_neighbour,
    is_state_body,
    partly_capital,
)
from justicekb.extract.names.proposals.datelines import dateline
from justicekb.extract.names.proposals.explained import explained, of_country, outlets
from justicekb.extract.names.proposals.headnouns import Range, around_head, is_head, left_of_head, no_part, owns
from justicekb.extract.names.proposals.personnames import with_article
from justicekb.extract.names.proposals.teams import teams
from justicekb.extract.names.words import Line, cover, lines
from justicekb.extract.nlp import Found, Parsed
from justicekb.model import Mention, Record
from justicekb.spans import Span
from justicekb.vocabulary import Vocabulary
from justicekb.vocabulary.entries import Locality


def find_organisations(parsed: Parsed, vocabulary: Vocabulary, found: Found) -> Iterator[Record]:
    """Yields proposals of type organisation, several for one place where rules disagree."""
    groups = vocabulary.once(word_groups)
    yield from _known(parsed, vocabulary, found)
    countries = frozenset(k.span.start for k in found.once(known_names, parsed, vocabulary) if _is_country(k))
    for line in found.once(lines, parsed, vocabulary):
        yield from _called(parsed, line, countries, groups)
        agencies = (("organisation.dateline", part) for type_, part in dateline(line) if type_ == "organisation")
        parties = (("organisation.cue", part) for type_, part in seats(line) if type_ == "organisation")
        for rule, (first, end) in (
            *agencies,
            *parties,
            *_built(line, groups),
            *explained(line, groups),
            *teams(line, groups),
        ):
            yield proposal(parsed, cover(line, first, end), "organisation", rule=rule)
        for first, end in labelled_runs(line, "organisation"):
            if _is_some(line, first, end, groups):
                continue
            whole = first == 0 and end == len(line) and end - first < _LONGEST_LABEL  # of a menu: "Fraud Alerts"
            rule = "organisation.headline" if whole or line[first].headline else "organisation.spacy"
            for span in _trimmed(line, first, end, groups):
                yield proposal(parsed, span, "organisation", rule=rule)
                if end - first == 1 and _acts(line, first, groups):
                    yield proposal(parsed, span, "organisation", rule="organisation.acting")
        for first, end in labelled_runs(line, "person"):
            if with_article(line, first, end) and not line[first].headline:
                yield proposal(parsed, cover(line, first, end), "organisation", rule="organisation.article")
        for at, word in enumerate(line):
            if _WEBSITE.fullmatch(word.text):
                if at and (line[at - 1].lower in groups.folded["organisation-kinds"] or _acts(line, at, groups)):
                    yield proposal(parsed, cover(line, at, at + 1), "organisation", rule="organisation.acting")
                yield proposal(parsed, cover(line, at, at + 1), "organisation", rule="organisation.website")


_LONGEST_LABEL = 5  # words of a line that the model alone takes for a body

_COUNTRY_CODE = 2  # letters; other places have longer ids


def _is_country(known: Known) -> bool:
    return _is_place(known) and len(known.names[0].entry) == _COUNTRY_CODE


def _called(parsed: Parsed, line: Line, countries: frozenset[int], groups: WordGroups) -> Iterator[Mention]:
    """Newspapers with an article, and branches that a country's name ends."""
    for first, end in outlets(line, groups):
        yield proposal(parsed, cover(line, first, end), "organisation", rule="organisation.outlet")
    for first, end in of_country(line, countries):
        words = [w.text for w in line[first : end - 1]]
        personal = words[0] in groups.given or any(groups.has(g, w) for w in words for g in ("roles", "titles"))
        if not personal and not groups.has("directions", words[-1]) and words[-1] not in groups.exact["thing-heads"]:
            yield proposal(parsed, cover(line, first, end), "organisation", rule="organisation.country")


def _acts(line: Line, at: int, groups: WordGroups) -> bool:
    """Whether a word is a name by itself (the Senate), says or does something, or is headed or owned like a firm."""
    before = [w.lower for w in line[max(0, at - 2) : at]]
    if line[at].text in groups.exact["sole-bodies"]:
        return True
    outlet = before in (["told", "the"], ["interview", "with"]) or before[-1:] == ["told"]
    if outlet or before[-1:] == ["by"] or (at + 1 < len(line) and line[at + 1].lower in SPEAKS):
        return True
    headed = before[1:] == ["of"] and before[0] in groups.folded["company-posts"]
    return headed or (before[1:] == ["in"] and groups.has("in-nouns", before[0]))


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
        if (treaty := _treaty_body(parsed, known, vocabulary)) is not None:
            yield treaty
        if known.names[0].type != "organisation" or _any_such(parsed, known.span):
            continue
        if known.span.of(parsed.document.text) not in defined:
            yield proposal(parsed, known.span, "organisation", rule="organisation.known")
    for own in found.once(own_names, parsed, vocabulary):
        if own.type == "organisation":
            yield proposal(parsed, own.span, "organisation", rule="organisation.own")
    others = [m.span for m in found.all(Mention) if m.type == "law"]
    long_forms = {definition.long_span for definition in defined.values()}
    others += [k.span for k in found.once(known_names, parsed, vocabulary) if k.span in long_forms and _is_place(k)]
    for definition in dict.fromkeys(defined.values()):
        if any(definition.long_span.overlaps(other) for other in others):
            continue
        yield from _defined(parsed, definition.long_span, definition.acronym_span, vocabulary.once(word_groups))


def _is_place(known: Known) -> bool:
    """Whether the words name a place and nothing else: the Central African Republic (CAR)."""
    return known.names[0].type == "place" and known.names[0].form == "name"


def _treaty_body(parsed: Parsed, known: Known, vocabulary: Vocabulary) -> Mention | None:
    """The letters of a treaty where they are its committee, which speaks: CAT and CERD recommended."""
    text = parsed.document.text
    if known.names[0].type != "law" or known.names[0].form != "acronym":
        return None
    behind = _VERB_BEHIND.match(text, known.span.end)
    speaks = behind is not None and behind[1].casefold() in vocabulary.once(word_groups).speaking
    if not (speaks or _CONCERNED.match(text, known.span.end)):
        return None
    return proposal(parsed, known.span, "organisation", rule="organisation.treaty")


_ALONG = r"(?:,? (?:and )?[A-Z]{3,7}(?:-[A-Z]{2,3})?)*"
_VERB_BEHIND = re.compile(rf"{_ALONG} (?:also |further |again )?(\w+)\b")
_CONCERNED = re.compile(
    rf"{_ALONG} (?:was|were|is|remains?|remained) (?:\w+ly )?(?:concerned|alarmed|worried|disturbed)\b"
)


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
    if span.of(text) == "WHO" and text.startswith(":", span.end):  # a label of an announcement
        return True
    return text[span.start].islower() and _INDEFINITE.search(text, max(0, span.start - 6), span.start) is not None


_INDEFINITE = re.compile(r"\b(?:[Aa]n?|[Aa]ny|no)\s+$")


_FEWEST_CAPITALS = 2


def _defined(parsed: Parsed, long: Span, short: Span, groups: WordGroups) -> Iterator[Mention]:
    things = groups.exact["thing-heads"]
    text = long.of(parsed.document.text)
    words = text.split()
    thing = words[0] in things or (words[-1] in things and not any(is_head(w, groups) for w in words))
    thing = thing or (words[0].endswith("ing") and not any(is_head(w, groups) for w in words))
    if sum(word[0].isupper() for word in words) >= _FEWEST_CAPITALS and not thing:
        yield proposal(parsed, long, "organisation", rule="organisation.defined")
        yield proposal(parsed, short, "organisation", rule="organisation.defined")


def _built(line: Line, groups: WordGroups) -> Iterator[tuple[str, Range]]:
    for at, word in enumerate(line):
        if word.cap and is_head(word.text, groups):
            found = around_head(line, at, groups)
            if found is not None and not _is_some(line, *found, groups):
                safe = not word.headline or found[1] > at + 1 or _is_bounded(line, *found)
                yield ("organisation.head" if safe else "organisation.headline"), found
                yield from _in_brackets(line, found[1], groups)
            elif is_state_body(line, at, groups):
                yield "organisation.state", (at, at + 1)
            elif word.text in groups.exact["newspaper-heads"] and _named_the(line, at):
                yield "organisation.tail", (at, at + 1)
            yield from partly_capital(line, at, groups)
        elif word.cap:
            yield from by_capital_word(line, at, groups)
        elif word.text in ("office", "bureau") and at > 1 and owns(line, at - 1, groups, at=at):
            yield "organisation.head", (left_of_head(line, at, groups), at + 1)
        yield from by_neighbour(line, at, groups)


def _in_brackets(line: Line, end: int, groups: WordGroups) -> Iterator[tuple[str, Range]]:
    """The letters in brackets right behind a body, in another language perhaps: … League (LICADHO)."""
    inside = line[end : end + 3]
    if [w.text for w in inside[::2]] != ["(", ")"] or not (inside[1].acronym and inside[1].text.isalpha()):
        return
    if not any(groups.has(group, inside[1].text) for group in ("not-bodies", "not-names")):
        yield "organisation.bracketed", (end + 1, end + 2)


def _is_bounded(line: Line, first: int, end: int) -> bool:
    """Whether marks or the line's ends stand on both sides of three words or more: "Wayne Jones, Vik Police Board"."""
    before = first == 0 or line[first - 1].text in (",", "–", "—", "-", "|", "(")
    behind = end == len(line) or line[end].text in (",", ".", "–", "—", "|", ")", ";")
    return before and behind and end - first > _PAIR


# What a firm is by the law of a state: a Delaware Corporation.
_INCORPORATED = frozenset({"Corporation", "Company", "Partnership"})
_PAIR = 2


def _is_some(line: Line, first: int, end: int, groups: WordGroups) -> bool:
    """Whether common words behind "a" say what something is and do not name it: a California Corporation."""
    if first == 0 or line[first - 1].lower not in ("a", "an", "any", "every", "another"):
        return False
    common = groups.folded["generic-body-words"]
    if end < len(line) and line[end].pos == "NOUN":
        return False  # a Dallas County Criminal Court jury
    if line[end - 1].text in _INCORPORATED and end - first == _PAIR:
        return True
    if not any(w.label == "GPE" or w.text == "of" for w in line[first:end]):
        return False  # a Human Rights Centre
    words = [w for w in line[first:end] if w.text not in ("of", "for", "and", "the")]
    return all(w.lower in common or w.lower.removesuffix("s") in common or w.label == "GPE" for w in words)


def _named_the(line: Line, at: int) -> bool:
    """Whether a newspaper's one word stands behind "The" inside a sentence: told The Herald."""
    alone = at + 1 == len(line) or not (line[at + 1].cap and line[at + 1].spaced)
    return at > 0 and line[at - 1].text == "The" and not line[at - 1].first and alone and not line[at].headline


# ── spaCy's organisations ────────────────────────────────────────────────────────────────────────────────


def _trimmed(line: Line, first: int, end: int, groups: WordGroups) -> Iterator[Span]:
    while first < end and (no_part(line, first, groups) or not line[first].cap or _numbers_heading(line, first)):
        first += 1
    cut = next((i for i in range(first, end) if line[i].text in ("'s", "’s")), None)
    if cut is not None and not any(groups.has("organisation-heads", w.text) for w in line[cut:end]):
        end = cut
    while end - first > 1 and line[end - 1].text[0].isdigit():
        end -= 1
    whole = end
    while end - first > 1 and (groups.has("roles", line[end - 1].text) or groups.has("not-names", line[end - 1].text)):
        end -= 1
    if any("/" in w.text and (w.text[0].isdigit() or _SMALL_BEHIND_SLASH.search(w.text)) for w in line[first:end]):
        return
    if _is_citation(line, first, end):
        return
    bracket = next((i for i in range(first, end) if line[i].text in ("(", "[")), end)
    end = bracket if first < bracket < end and line[end - 1].text not in (")", "]") else end
    alone = end - first == 1 and not line[first].acronym
    titled = whole < len(line) and line[whole].cap and groups.has("roles", line[whole].text)
    if (alone and (whole > end or titled)) or _of_role(line, first, groups, alone=alone):
        return
    if first < end and not _only_common(line, first, end, groups):
        yield cover(line, first, end)


def _is_citation(line: Line, first: int, end: int) -> bool:
    """Whether two family names with a year behind them cite a work: Smith and Jones (2014)."""
    pair = end - first == len(("Smith", "and", "Jones")) and line[first + 1].text in ("and", "&")
    year = [w.text for w in line[end : end + 2] if w.text not in ("(", ",")][:1]
    return pair and bool(year) and _YEAR.fullmatch(year[0]) is not None


_YEAR = re.compile(r"(?:19|20)\d\d[a-z]?")


def _numbers_heading(line: Line, at: int) -> bool:
    """Whether a letter numbers the heading: [B.] National courts."""
    return at == 0 and len(line[at].text.rstrip(".")) == 1 and len(line) > 1


_SMALL_BEHIND_SLASH = re.compile(r"/[a-z]")  # FOIA/public records


def _of_role(line: Line, first: int, groups: WordGroups, *, alone: bool) -> bool:
    """Director of Operations, Assistant for Crime Strategies: a field of work."""
    leads = first > 1 and line[first - 2].lower in groups.folded["company-posts"]  # head of Rapplio
    field = alone and not (leads and not line[first].lower.endswith(_FIELDS))
    joints = ("of", "for") if field else ("for",)
    return first > 1 and line[first - 1].text in joints and groups.has("roles", line[first - 2].text)


_FIELDS = ("s", "tion", "sion", "ment", "ing", "ity", "ance", "ence", "ology", "ure", "cy", "ce", "rch")


_CODED = re.compile(r"^[A-Z]{1,3}-?\d+$")


def is_thing(line: Line, first: int, end: int, groups: WordGroups) -> bool:
    """Whether the words name a document, plan or event: its noun stands last, or first before "of"."""
    words = line[first:end]
    things = groups.exact["thing-heads"]
    if any(_CODED.search(w.text) for w in words[1:]) or all(_CODED.search(w.text) for w in words):
        return True  # Department C35; TR2 and TR3
    leads = _leads(words, things, groups)
    joined = any(w.text in ("of", "for", "on") for w in words)  # Department of Statistics
    ends = words[-1].text in things and not (joined and any(is_head(w.text, groups) for w in words))
    return leads or ends or words[-1].text in ("of", "for", "and", "the") or any(w.label == "DATE" for w in words)


def _leads(words: Line, things: frozenset[str], groups: WordGroups) -> bool:
    """Whether a thing's noun stands before "of" and no body's before it: [World Programme] for Education."""
    joint = next((i for i, w in enumerate(words) if w.text in ("of", "on", "for")), 0)
    return joint > 0 and words[joint - 1].text in things and not any(is_head(w.text, groups) for w in words[:joint])


def _only_common(line: Line, first: int, end: int, groups: WordGroups) -> bool:
    words = line[first:end]
    text = " ".join(w.text for w in words)
    if len(words) > 1 and (words[-1].text in groups.exact["event-heads"] or is_thing(line, first, end, groups)):
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
    if groups.has("not-names", text.split("-")[0]) or _INITIALS.fullmatch(text):
        return True  # COVID-19-related, G.L.
    forms = (text, text.removesuffix("s"), re.sub("ies$", "y", text))
    return any(groups.has(group, form) for form in forms for group in ("organisation-heads", "roles", "act-heads"))


_INITIALS = re.compile(r"[A-Z]\.[A-Z]\.")  # of a person whose name is kept back
