"""Names of one document brought together: overlaps, one type for one name, short form to long form, one entity.

Records in, records out: the finders' proposals become Mentions with the longest name, canonical name, entity and
aliases; names that stand elsewhere without having been proposed there are added.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from justicekb.extract.names.candidates import WordGroups, proposal, word_groups
from justicekb.extract.names.coreference import SHORT, Linked, link
from justicekb.extract.names.gazetteer import Definition, Known, definitions, known_names
from justicekb.extract.names.glosses import with_glosses
from justicekb.extract.names.jurisdictions import jurisdictions, other_names
from justicekb.extract.names.typing import choose, decide, family_of, is_generation, key_of
from justicekb.extract.names.words import Line, cover, lines
from justicekb.extract.nlp import Found, Parsed
from justicekb.model import EntityType, LawMention, Mention, Record
from justicekb.spans import Span
from justicekb.vocabulary import Vocabulary


def resolve_names(parsed: Parsed, vocabulary: Vocabulary, names: Found) -> Iterator[Record]:
    """Yields the document's Mentions, none overlapping, and its LawMentions as they are."""
    adjectives = _adjectives(names.once(known_names, parsed, vocabulary))
    text = names.once(lines, parsed, vocabulary)
    groups = vocabulary.once(word_groups)
    given = [m for m in names.all(Mention) if m.span not in adjectives and len(key_of(m.text)) > 1]
    given = [m for m in given if not is_generation(m.text)]
    starts, ends = {s.start for s in adjectives}, {s.end for s in adjectives}
    given = [m for m in given if not ("-" in m.text and m.span.start in starts and m.span.end in ends)]  # Tajik-Kyrgyz
    given = [m for m in given if m.type == "law" or m.rule in _TOLD or not groups.has("not-names", m.text)]
    given = list(with_glosses(parsed, list(_without_offices(given)), groups))
    given = list(_without_peoples(parsed, given, groups))
    given = list(_of_people(given, starts, groups))
    given = list(_doubted(given, {w.text for line in text for w in line if not w.cap}))
    proposals = [*given, *_by_surname(given), *_by_ending(vocabulary, given), *_by_neighbours(parsed, given)]
    proposals += [*_with_place(given), *_beside_bodies(parsed, given)]
    decided = decide(proposals)
    chosen = choose(proposals, decided)
    chosen = _consistent(chosen, _repeats(parsed, text, chosen), groups)
    chosen += _short_forms(parsed, text, chosen, groups)
    defined = _in_brackets(parsed, chosen) | names.once(definitions, parsed, vocabulary)
    kin = _introduced_as_kin(parsed, chosen, groups)
    whose = jurisdictions(parsed, vocabulary, names, chosen)
    linked = link(sorted(chosen, key=lambda m: m.span), vocabulary, defined, kin=kin, whose=whose)
    finished = list(_finished(linked))
    yield from finished
    yield from _laws(names, finished)


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


def _is_guess(mention: Mention) -> bool:
    return mention.rule == "organisation.spacy" or (mention.type == "place" and mention.rule not in _KNOWN_PLACES)


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


# Rules that may make a name of a word that is none elsewhere, as "Parliament" and "White".
_TOLD = frozenset(
    {"organisation.known", "organisation.own", "organisation.defined", "organisation.spacy", "person.spacy"}
    | {"organisation.state", "organisation.treaty"}
    | {"place.known", "place.city"}
)
_KNOWN_PLACES = ("place.known", "place.city")


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
            and mention.rule not in _KNOWN_PLACES
            and not letters
        ):
            yield replace(mention, type="person", rule="person.surname", role=None)


_GUESSED = ("place.spacy", "organisation.spacy")
_SHORTEST_CAPITALS = 4  # letters; fewer in capitals are an abbreviation (DC), not a family name


def _by_ending(vocabulary: Vocabulary, mentions: Iterable[Mention]) -> Iterator[Mention]:
    """Further proposals: two or three words that the model took for something, the last with a family name's ending."""
    endings = tuple(vocabulary.once(word_groups).exact["surname-endings"])
    for mention in mentions:
        words = mention.text.split()
        if not (mention.rule.endswith(".spacy") and 1 < len(words) < 4):
            continue
        if words[-1].casefold().endswith(endings) or _ARTICLED.match(words[-1]):
            yield replace(mention, type="person", rule="person.ending")


_ARTICLED = re.compile(r"[Aa]l-[A-Z]")  # Nasser al-Rashidi


def _laws(names: Found, finished: Sequence[Mention]) -> Iterator[LawMention]:
    """The LawMentions without those whose name turned out to be part of a longer one ("… Treaty Organization")."""
    dropped = {m.span for m in names.all(Mention) if m.type == "law"} - {m.span for m in finished if m.type == "law"}
    for law in names.all(LawMention):
        if not any(law.span.contains(span) for span in dropped):
            yield law


def _adjectives(known: Iterable[Known]) -> set[Span]:
    """Where adjectives of countries stand alone ("Transnistrian"); they name nothing."""
    return {k.span for k in known if k.names[0].form == "adjective"}


def _with_place(mentions: Sequence[Mention]) -> Iterator[Mention]:
    """Further proposals: a body of two or three plain words, one of them a place (Real Madrid), as a whole.

    Likewise a person of two words, the first a place's (Sofia Lund, Jordan Hale).
    """
    places = {m.span for m in mentions if m.rule in _KNOWN_PLACES}
    starts, ends = {p.start for p in places}, {p.end for p in places}
    for mention in mentions:
        words = mention.text.split()
        begins, closes = mention.span.start in starts, mention.span.end in ends
        plain = 1 < len(words) < 4 and all(w.replace("&", "").isalpha() and w[0].isupper() for w in words)
        if mention.rule == "organisation.spacy" and plain and begins != closes:
            yield replace(mention, rule="organisation.place")
        if mention.rule == "person.spacy" and plain and len(words) == 2 and begins and not closes:
            yield replace(mention, rule="person.place")


def _beside_bodies(parsed: Parsed, mentions: Sequence[Mention]) -> Iterator[Mention]:
    """Further proposals: what stands in brackets behind a body, or that it is known as: (KDB), the Falcons."""
    inside = {m.span.start: m for m in mentions if m.rule == "organisation.spacy" and " " not in m.text}
    for body in mentions:
        if body.type == "organisation" and body.rule not in ("organisation.spacy", "organisation.common"):
            opening = _OPENING.match(parsed.document.text, body.span.end)
            other = inside.get(opening.end()) if opening is not None else None
            if other is not None:
                yield replace(other, rule="organisation.gloss")


_BRACKETED = re.compile(r"\s\((?:the\s)?[\"“]?(?P<short>[A-Z][A-Za-z-]{0,8}[A-Z]s?)[\"”]?\)")


_OPENING = re.compile(
    r"\s\((?:[Tt]he\s)?[\"“]?|,?\s(?:(?:also|better|commonly|locally|popularly|widely)\s)?known\sas\s(?:the\s)?[\"“]?"
)


def _in_brackets(parsed: Parsed, chosen: Sequence[Mention]) -> dict[str, Definition]:
    """What stands in brackets right behind a body: foreign acronyms "(SBU)" and translations "(The Voice of …)"."""
    found: dict[str, Definition] = {}
    bodies = {m.span.start: m for m in chosen if m.type == "organisation"}
    for mention in bodies.values():
        opening = _OPENING.match(parsed.document.text, mention.span.end)
        inside = bodies.get(opening.end()) if opening else None
        closed = opening is not None and "(" not in opening[0]
        if inside is not None and (closed or parsed.document.text[inside.span.end : inside.span.end + 1] == ")"):
            found.setdefault(inside.text, Definition(mention.text, inside.text, mention.span, inside.span))
        behind = _BRACKETED.match(parsed.document.text, mention.span.end)
        if behind is not None:
            span = Span(*behind.span("short"))
            found.setdefault(behind["short"], Definition(mention.text, behind["short"], mention.span, span))
    return found


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


def _repeats(parsed: Parsed, text: Sequence[Line], chosen: Sequence[Mention]) -> list[Mention]:
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


def _consistent(chosen: Sequence[Mention], repeats: Sequence[Mention], groups: WordGroups) -> list[Mention]:
    """Both, without names that the model alone proposes and passes over more often than it sees them (Standing Order).

    What it sees once in a while is a word that it was misled about there.
    """
    told = {key_of(m.text) for m in chosen if not m.rule.endswith((".spacy", ".common"))}
    seen = Counter(key_of(m.text) for m in chosen)
    again = Counter(key_of(m.text) for m in repeats)
    told |= {family_of(key) for key in told}
    told |= {key_of(m.text) for m in chosen if m.text.split()[0] in groups.given}
    doubtful = {key for key, times in again.items() if key not in told and times > _PASSED_OVER * seen[key]}
    return [m for m in (*chosen, *repeats) if key_of(m.text) not in doubtful]


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


def _short_forms(
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


def _introduced_as_kin(parsed: Parsed, chosen: Iterable[Mention], groups: WordGroups) -> frozenset[int]:
    """Where persons are named right behind what they are to another person: his twin brother, Damon Hale."""
    text = parsed.document.text
    before = (
        (m.span.start, _KIN_BEFORE.search(text, max(0, m.span.start - _LONGEST_KIN), m.span.start))
        for m in chosen
        if m.type == "person"
    )
    return frozenset(at for at, word in before if word is not None and groups.has("kin", word[1]))


_KIN_BEFORE = re.compile(r"(?<![\w-])([\w-]+),?\s$")
_LONGEST_KIN = 20  # characters


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


def _finished(linked: Iterable[Linked]) -> Iterator[Mention]:
    names: dict[str, list[str]] = {}
    for item in linked:
        if item.names_it and item.mention.text not in names.setdefault(item.entity, []):
            names[item.entity].append(item.mention.text)
    for forms in names.values():
        forms.sort(key=lambda n: (_plainness(n, forms), -len(n), n))
    for item in linked:
        if item.mention.type == "law":
            yield item.mention
            continue
        forms = names.get(item.entity) or [item.mention.text]
        aliases = tuple(dict.fromkeys((*forms, *other_names(item.canonical))))
        yield replace(item.mention, name=forms[0], canonical=item.canonical, entity=item.entity, aliases=aliases)


def _plainness(form: str, forms: Sequence[str]) -> int:
    """How little a form is a name: words without capitals and plurals of another form come behind the proper ones."""
    if form == form.lower():
        return 2
    return int(form.endswith("s") and form[:-1] in forms)
