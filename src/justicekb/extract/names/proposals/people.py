"""Names of persons with their roles: behind titles, before roles in apposition, in lists and credits, and spaCy's.

What is yielded are proposals; `resolve` decides between them and joins all names of one person.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from justicekb.extract.names.candidates import WordGroups, labelled_runs, proposal, word_groups
from justicekb.extract.names.gazetteer import Known, known_names, own_names
from justicekb.extract.names.proposals.personnames import (
    Range,
    behind_particles,
    is_role,
    name_at,
    with_article,
    without_role_behind,
)
from justicekb.extract.names.words import Line, Word, cover, lines
from justicekb.extract.nlp import Found, Parsed
from justicekb.model import Record
from justicekb.vocabulary import Vocabulary

# How many words a name with a known given name may have without titles that run into it.
_MOST_WITH_GIVEN = 4
# How many words behind "Name," may pass before the noun of the role comes.
_ROLE_WITHIN = 8


def find_people(parsed: Parsed, vocabulary: Vocabulary, found: Found) -> Iterator[Record]:
    """Yields proposals of type person, with `role` where the words around the name say one."""
    groups = vocabulary.once(word_groups)
    for own in found.once(own_names, parsed, vocabulary):
        if own.type == "person":
            yield proposal(parsed, own.span, "person", rule="person.own")
    text = found.once(lines, parsed, vocabulary)
    for line, (first, end) in _behind_post(parsed, text, found.once(known_names, parsed, vocabulary), groups):
        yield proposal(parsed, cover(line, first, end), "person", rule="person.title")
    for line in text:
        for rule, (first, end) in _named(line, groups):
            words = _role_before(line, first, groups) or _role_behind(line, end, groups)
            role = cover(line, *words).of(parsed.document.text) if words else None
            yield proposal(parsed, cover(line, first, end), "person", rule=rule, role=role and " ".join(role.split()))


def _named(line: Line, groups: WordGroups) -> Iterator[tuple[str, Range]]:
    for first, end in labelled_runs(line, "person"):
        for part in _persons(line, first, end, groups):
            if not with_article(line, *part):
                yield ("person.headline" if line[first].headline else "person.spacy"), part
    for at, word in enumerate(line):
        if is_role(word, groups) and at + 1 < len(line):
            yield from _behind_role(line, at, groups)
            if (name := _behind_field(line, at, groups)) is not None:
                yield "person.title", name
        elif word.cap and (at == 0 or not (line[at - 1].cap and word.spaced)):
            yield from _by_build(line, at, groups)
        if word.cap and word.text in groups.given:
            yield from _with_given_name(line, at, groups)
            if word.label in ("ORG", "PERSON") and not word.headline and _alone(line, at):
                yield "person.first", (at, at + 1)
    if line:
        yield from _of_line(line, groups)


def _by_build(line: Line, at: int, groups: WordGroups) -> Iterator[tuple[str, Range]]:
    """The name that begins with a capitalised word, by what stands behind it or by how the model cut it."""
    if groups.has("never-first", line[at].text):
        return
    if (name := _with_apposition(line, at, groups)) is not None:
        yield "person.apposition", name
    elif at > 1 and line[at - 1].lower == "late" and line[at - 2].lower in _BEFORE_LATE and name_at(line, at, groups):
        yield "person.title", name_at(line, at, groups) or (at, at + 1)
    elif (name := _aged(line, at, groups)) is not None:
        yield "person.aged", name
    elif (name := _subject(line, at, groups)) is not None:
        yield "person.subject", name
    elif (name := _with_clause(line, at, groups)) is not None:
        yield "person.who", name
    elif _unfinished(line, at) and (name := name_at(line, at, groups)) == (at, at + 2):
        yield "person.run", name


# "the late Anna Novak", but not "in late June"
_BEFORE_LATE = frozenset({"the", "my", "his", "her", "our", "their"})


def _of_line(line: Line, groups: WordGroups) -> Iterator[tuple[str, Range]]:
    """Bylines, lists of credits and blocks that are nothing but a name."""
    speaker = name_at(line, 0, groups)
    if speaker is not None and 1 < speaker[1] - speaker[0] < _MOST_WITH_GIVEN and _speaks(line, speaker[1]):
        yield "person.speaker", speaker
    byline = _byline(line, groups)
    if byline is not None:
        yield "person.byline", byline
    for part in _labelled(line, groups):
        yield "person.label", part
    yield from _whole_line(line, groups)
    yield from _in_capitals(line, groups)


def _in_capitals(line: Line, groups: WordGroups) -> Iterator[tuple[str, Range]]:
    """The names in a heading of names alone, in capitals: MARK LOPEZ AND FERNANDO MELENDEZ."""
    if not all(w.text.isupper() or w.text in (",", "&") for w in line) or not any(w.text in _AND for w in line):
        return
    joints = [-1, *(i for i, w in enumerate(line) if w.text in _AND), len(line)]
    parts = [(a + 1, b) for a, b in pairwise(joints) if a + 1 < b]
    if all(end - at < _MOST_WITH_GIVEN and line[at].text.title() in groups.given for at, end in parts):
        yield from (("person.line", (at, end)) for at, end in parts if end - at > 1)


_AND = frozenset({"AND", "&", ","})


def _speaks(line: Line, at: int) -> bool:
    """Whether a colon and an opening mark stand behind a name that begins a block: Timur Vale: “…"""
    return at + 1 < len(line) and line[at].text == ":" and line[at + 1].text in ("“", '"', "„", "«", "‘")


def _with_apposition(line: Line, at: int, groups: WordGroups) -> Range | None:
    """A name of two words or more, behind any role, that a role in apposition explains."""
    name = name_at(line, at, groups)
    if name is None or without_role_behind(line, *name, groups) < name[1]:
        return None
    first = max((i + 1 for i in range(name[0], name[1] - 1) if is_role(line[i], groups)), default=at)
    if name[1] - first > 2 and line[first].text not in groups.given and line[first + 1].text in groups.given:
        ends_post = first > 0 and line[first - 1].text in ("and", "&")  # Minister of Culture and Sport Anna Lind
        first += ends_post or line[first].label != line[first + 1].label
    return (first, name[1]) if name[1] - first > 1 and _explained(line, name[1], groups) else None


def _subject(line: Line, at: int, groups: WordGroups) -> Range | None:
    """Two or three proper nouns that begin a sentence and do something: "Kieran Vale wished to know"."""
    if not line[at].first or line[at].headline or line[at].acronym:
        return None
    name = name_at(line, at, groups)
    words = line[slice(*name)] if name is not None else ()
    capital = [w for w in words if w.cap]
    if name is None or not 1 < len(capital) <= _MOST_WITH_GIVEN or name[1] >= len(line):
        return None
    proper = all(w.pos == "PROPN" and not w.acronym for w in capital)
    if any(is_role(word, groups) for word in words[:-1]):
        return None  # Warrant Officer Wesley Twigg
    if len(capital) < len(words):  # with particles: Ana de la Cruz was heard
        return name if line[name[1]].pos in ("VERB", "AUX") else None
    verb, last = line[name[1]], line[name[1] - 1].text
    proper = proper and not (last in groups.exact["team-heads"] or last in groups.exact["company-words"])
    return name if proper and verb.pos == "VERB" and verb.lower.endswith(("ed", "said", "told", "gave")) else None


def _with_clause(line: Line, at: int, groups: WordGroups) -> Range | None:
    """A name that only a person has: "Agbor Nkongho, who …", "Arnolfo Teves Jr.", a judge's as in "Andrews LJ"."""
    if _is_judge(line, at, groups):
        return at, at + 1
    name = None if line[at].headline else name_at(line, at, groups)
    if name is None or name[1] - name[0] > _MOST_WITH_GIVEN or name[1] >= len(line):
        return None
    if line[name[1] - 1].text in _GENERATIONS and name[1] - name[0] > 1:
        return name  # Arnolfo Teves Jr.
    behind = [w.lower for w in line[name[1] : name[1] + 2]]
    return name if behind == [",", "who"] and name[1] - name[0] > 1 else None


_GENERATIONS = frozenset({"Jr.", "Sr.", "Jr", "Sr"})


def _is_judge(line: Line, at: int, groups: WordGroups) -> bool:
    """Whether the letters of a judge's office stand behind one word: Andrews LJ, Chaskalson P."""
    if at + 1 >= len(line) or line[at].headline or line[at].acronym or not line[at].text.replace("-", "").isalpha():
        return False
    letters, word = line[at + 1], line[at]
    closed = at + 2 >= len(line) or (not (line[at + 2].cap and line[at + 2].spaced) and line[at + 2].text != ".")
    office = letters.text in groups.exact["judges-letters"] and letters.spaced and closed
    named = (word.pos in ("PROPN", "NOUN") or word.first) and len(word.text) > 2
    return office and named and not groups.has("not-names", word.text)


def _unfinished(line: Line, at: int) -> bool:
    """Whether the model's place or person is but a part of two proper nouns, and no word before leads to a place."""
    cut = at + 1 < len(line) and not line[at].label and line[at].pos == line[at + 1].pos == "PROPN"
    if cut and line[at + 1].label == "PERSON" and not (line[at].headline or line[at].first or line[at].acronym):
        return True
    place = line[at].label == "GPE" and not line[at].headline and not line[at].first
    if not place or at + 1 >= len(line) or line[at - 1].cap or line[at - 1].pos == "ADP":
        return False
    behind = line[at + 1]
    return behind.cap and behind.spaced and behind.pos == "PROPN" and not behind.label and not behind.acronym


def _aged(line: Line, at: int, groups: WordGroups) -> Range | None:
    """A name of two to four words with an age behind it: Lindiwe Dube (39); Sam Lake, 41, of Vik."""
    name = None if line[at].headline else name_at(line, at, groups)
    if name is None or not 1 < name[1] - name[0] <= _MOST_WITH_GIVEN:
        return None
    behind = [w.text for w in line[name[1] : name[1] + 3]]
    if len(behind) < len("(39)") - 1 or not _AGE.fullmatch(behind[1]):
        return None
    bracketed = behind[0] + behind[2] == "()"
    return name if bracketed or (behind[0] == "," and behind[2] in _BEHIND_AGE) else None


# "Lindiwe Dube, 39; Sam Lake, 41, of Vik"
_BEHIND_AGE = frozenset({",", ";", ".", "and", ")"})
_AGE = re.compile("[1-9][0-9]")


def _alone(line: Line, at: int) -> bool:
    before = at > 0 and line[at - 1].cap and line[at].spaced
    behind = at + 1 < len(line) and line[at + 1].spaced and (line[at + 1].cap or line[at + 1].text == "of")
    return not before and not behind


def _with_given_name(line: Line, at: int, groups: WordGroups) -> Iterator[tuple[str, Range]]:
    """Azamat Shambilov: a common given name and one to three capitalised words behind it."""
    name = name_at(line, at, groups)
    follows = at > 0 and line[at - 1].cap and line[at].spaced and line[at - 1].label == "PERSON"
    if name is None or line[at].text.isupper() or follows or with_article(line, *name) or _is_month(line, at, groups):
        return
    most = _MOST_WITH_GIVEN + 3 * any(w.text in '"“' for w in line[at : name[1]])  # a nickname and its marks
    end = without_role_behind(line, at, min(name[1], at + most), groups)
    if end - at > 1 and not line[at].headline:
        yield "person.given", (at, end)
    elif end - at > 1 and line[at + 1].label == line[at].label == "PERSON":
        yield "person.given", (at, at + 2)


def _is_month(line: Line, at: int, groups: WordGroups) -> bool:
    """Whether a given name is a month here: In June Dogari was charged."""
    return groups.has("not-names", line[at].text) or (
        line[at].text == "June" and at > 0 and line[at - 1].lower in ("in", "since", "until", "of", "by", "to")
    )


def _persons(line: Line, first: int, end: int, groups: WordGroups) -> Iterator[Range]:
    """The names in what spaCy calls a person: without titles, cut at possessives, commas and "and"."""
    at = first
    while at < end:
        if not line[at].cap or (is_role(line[at], groups) and at + 1 < end):
            at += 1
            continue
        if groups.has("storms", line[at].text):
            return
        name = name_at(line, at, groups)
        if name is None:
            at += 1
            while at < end and line[at].cap:
                at += 1
            continue
        stop = without_role_behind(line, at, min(name[1], max(end, name[1])), groups)
        if stop == at + 1 and is_role(line[at], groups):
            at = stop
            continue  # Mr Speaker
        letters = line[at].acronym and len(line[at].text) < 6
        if stop > at + 1 or (line[at].pos == "PROPN" and not letters):
            yield at, stop
        at = max(name[1], at + 1)


# ── roles ────────────────────────────────────────────────────────────────────────────────────────────────


def _behind_role(line: Line, at: int, groups: WordGroups) -> Iterator[tuple[str, Range]]:
    """Judge Craig S. Walker; Deputy Inspectors General A B, C D and E F; Editor: A B."""
    first = at + 1
    colon = line[first].text in (":", "–", "-")
    if colon and first + 1 < len(line):
        first += 1
    if line[at].cap and (behind := behind_particles(line, first, groups)) is not None:
        name = name_at(line, behind, groups)
        if name is not None and not is_role(line[behind], groups):
            yield "person.title", (first, name[1])  # Mr. de la Cruz
        return
    if not line[first].cap or is_role(line[first], groups):
        return
    polite = _is_polite(line, at, groups)
    name = name_at(line, first, groups) or (_alone_behind(line, first) if polite else None)
    if name is None or (name[1] - name[0] == 1 and not (line[at].cap or line[at].text in groups.exact["titles"])):
        return
    end = without_role_behind(line, *name, groups)
    owner = end < len(line) and line[end].text in ("'s", "’s")
    body = line[first].label == "ORG" and not owner
    titled = line[at].text in groups.exact["titles"] and line[first].pos == "PROPN" and not body
    sure = end - first > 1 or (titled and not line[first].acronym)
    if line[first].headline and line[first].text not in groups.given:
        sure = polite and not line[first].first
    yield ("person.credit" if colon else "person.title" if sure else "person.role"), (first, end)
    if line[at].lower.endswith("s") or (line[at].text == "General" and at and line[at - 1].lower.endswith("s")):
        yield from _listed(line, end, groups)


def _is_polite(line: Line, at: int, groups: WordGroups) -> bool:
    """Whether a word is a form of address, behind which nothing but a person stands: Mr, Lady."""
    return any(line[at].text in groups.exact[group] for group in ("titles-of-men", "titles-of-women"))


def _alone_behind(line: Line, at: int) -> Range | None:
    """One proper noun, though it is another word elsewhere: Lady [Black]."""
    word = line[at]
    alone = at + 1 == len(line) or not (line[at + 1].cap and line[at + 1].spaced)
    return (at, at + 1) if alone and word.pos == "PROPN" and word.text.isalpha() and not word.acronym else None


def _behind_field(line: Line, at: int, groups: WordGroups) -> Range | None:
    """The name behind an office and its field: Minister of Justice and Lands [Tiki Matapo]."""
    if not line[at].cap or line[at].headline or at + 3 >= len(line) or line[at + 1].text not in ("of", "for"):
        return None
    end = at + 2
    while end < len(line) and (line[end].cap or line[end].text in ("of", "for", "and", "the")):
        end += 1
    field = line[at + 2 : end - 2]
    last = [w for w in field if w.cap][-1:]
    if not last or field[-1] is not last[0] or not all(_of_field(w, groups) for w in last):
        return None
    name = name_at(line, end - 2, groups)
    given = line[end - 2].text in groups.given
    plain = given or all(w.pos == "PROPN" and not _of_field(w, groups) and not w.acronym for w in line[end - 2 : end])
    return name if plain and name == (end - 2, end) else None


def _of_field(word: Word, groups: WordGroups) -> bool:
    return word.lower in groups.folded["generic-body-words"] or word.label == "GPE"


def _behind_post(
    parsed: Parsed, text: Sequence[Line], known: Iterable[Known], groups: WordGroups
) -> Iterator[tuple[Line, Range]]:
    """Ambassador to Russia [Li Hui]: a name right behind the country or body that belongs to the role."""
    for place in known:
        post = _POST.search(parsed.document.text, max(0, place.span.start - _LONGEST_POST), place.span.start)
        if post is None or not groups.has("roles", post[1]) or parsed.document.text[place.span.end :][:1] != " ":
            continue
        line = next((line for line in text if line and line[0].start <= place.span.start < line[-1].end), ())
        at = next((i for i, w in enumerate(line) if w.start == place.span.end + 1 and w.cap), None)
        name = None if at is None else name_at(line, at, groups)
        if name is not None and name[1] - name[0] > 1 and not line[name[0]].headline:
            yield line, name


_POST = re.compile(r"(?<!\w)(\w+) (?:to|for|of|in) (?:the )?$")
_LONGEST_POST = 40  # characters


def _byline(line: Line, groups: WordGroups) -> Range | None:
    """The name in a short line that begins with "By", or with a dash and has a comma behind: "-- Helen Park, Oslo"."""
    first = next((i for i, w in enumerate(line[:3]) if w.text not in ("-", "–", "—")), 0)
    by = first == 0 and len(line) > 2 and line[0].lower == "by"
    if not (by or first) or len(line) > _LONGEST_BYLINE:
        return None
    name = name_at(line, 1 if by else first, groups)
    if name is None or not 2 <= name[1] - name[0] <= _MOST_WITH_GIVEN:
        return None
    known = line[name[0]].text.title() in groups.given or all(w.label == "PERSON" for w in line[slice(*name)])
    closed = name[1] == len(line) if by else False
    return name if known and (closed or (name[1] < len(line) and line[name[1]].text in (",", "|", "and"))) else None


_LONGEST_BYLINE = 14  # words


def _labelled(line: Line, groups: WordGroups) -> Iterator[Range]:
    """Names behind a colon that ends a short label, as in a list of credits: "Layout: Pavel Romanenko"."""
    for at in range(1, len(line) - 1):
        if (
            line[at].text == ":"
            and line[at + 1].cap
            and (line[at + 1].pos == "PROPN" or line[at + 1].text in groups.given)
            and not is_role(line[at - 1], groups)
        ):
            name = name_at(line, at + 1, groups)
            sure = (
                line[at - 1].lower in groups.folded["contact-labels"]
                or not line[at + 1].headline
                or line[at + 1].text in groups.given
                or _family(line[at + 2 : at + 3], groups)
            )
            if name is not None and 1 < name[1] - name[0] < 5 and sure:
                yield name[0], min(name[1], name[0] + 3) if "." in line[name[0] + 1].text else name[0] + 2


def _family(words: Line, groups: WordGroups) -> bool:
    """Whether the one word ends like a family name."""
    return len(words) == 1 and words[0].lower.endswith(tuple(groups.exact["surname-endings"]))


def _listed(line: Line, end: int, groups: WordGroups) -> Iterator[tuple[str, Range]]:
    while end + 1 < len(line) and line[end].text in (",", "and", "&"):
        at = end + 1 + (line[end + 1].text == "and")
        if at >= len(line) or not line[at].cap or is_role(line[at], groups):
            return
        name = name_at(line, at, groups)
        if name is None or name[1] - name[0] < 2:
            return
        yield "person.list", name
        end = name[1]


def _explained(line: Line, end: int, groups: WordGroups) -> bool:
    """Whether ", the … director" stands behind a name, before any other comma or verb."""
    if end >= len(line) or line[end].text not in (",", "(", "–", "—"):
        return False
    for word in line[end + 1 : end + 1 + _ROLE_WITHIN]:
        if word.text in (",", ".", ";", ")") or word.pos in ("VERB", "AUX") or word.lower in ("and", "who"):
            return False
        if is_role(word, groups):
            return not (word.lower.endswith("s") and word.lower[:-1] in groups.last["roles"])
    return False


def _whole_line(line: Line, groups: WordGroups) -> Iterator[tuple[str, Range]]:
    """A block that is nothing but a person's name of two or three words, as authors' names are printed."""
    words = [w for w in line if w.cap]
    personal = any(w.label == "PERSON" or w.text.title() in groups.given for w in words) or _family(line[-1:], groups)
    if 2 <= len(line) <= 4 and len(words) > 1 and personal and all(w.cap or w.text == "." for w in line):
        first = int(is_role(line[0], groups) and len(line) > 2)
        name = name_at(line, first, groups)
        if name is not None and name[1] == len(line) and not is_role(line[-1], groups):
            yield "person.line", name


def _role_before(line: Line, first: int, groups: WordGroups) -> Range | None:
    """The words of the role right before a name: "PRI Central Asia Director", "imprisoned lawyer"."""
    if first == 0 or not is_role(line[first - 1], groups):
        return None
    start = first - 1
    while start > 0 and (line[start - 1].cap or line[start - 1].pos in ("ADJ", "NOUN", "PROPN")) and line[start].spaced:
        start -= 1
    while start < first - 1 and line[start].pos in ("DET", "ADP", "PRON"):
        start += 1
    return start, first


def _role_behind(line: Line, end: int, groups: WordGroups) -> Range | None:
    """The words of the role in apposition, up to the next comma, bracket, verb or the end of the sentence."""
    if not _explained(line, end, groups):
        return None
    start = stop = end + 1
    while stop < len(line) and line[stop].text not in _ROLE_ENDS and line[stop].pos not in ("VERB", "AUX"):
        stop += 1
    while start < stop and line[start].pos == "DET":
        start += 1
    return (start, stop) if start < stop else None


# What ends a role: punctuation, and the word that begins a clause about its bearer.
_ROLE_ENDS = frozenset({",", ".", ";", ":", "(", ")", "–", "—", "“", "”", "‘", '"', "who", "whose", "whom"})
