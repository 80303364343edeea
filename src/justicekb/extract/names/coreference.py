"""Which mentions of a document name one and the same: short form and long form, acronym and name, spelling variants."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from rapidfuzz import fuzz

from justicekb.extract.names.candidates import SHORT, word_groups
from justicekb.extract.names.gazetteer import Definition, long_form_start
from justicekb.extract.names.gender import Gender, Genders, genders_of
from justicekb.extract.names.jurisdictions import Jurisdictions
from justicekb.extract.names.nameforms import base_of, family_of, key_of
from justicekb.model import Mention, entity_id
from justicekb.vocabulary import Vocabulary
from justicekb.vocabulary.names import Gazetteer, gazetteer_of

# Two names of one type and document whose letters agree to this percentage are spellings of one (Nazarbaev, Nazarbayev:
# 95; the most similar pair of different names in the development texts scores 86). Shorter ones differ too easily.
_SAME_SPELLING = 92.0
_LONG_ENOUGH = 8


@dataclass(frozen=True, slots=True)
class Linked:
    """A mention with its entity; `names_it` is False for words like "the Centre" that are no name by themselves."""

    mention: Mention
    canonical: str
    entity: str
    names_it: bool = True


def link(
    mentions: Sequence[Mention],
    vocabulary: Vocabulary,
    defined: dict[str, Definition],
    *,
    kin: frozenset[int] = frozenset(),
    whose: Jurisdictions | None = None,
) -> list[Linked]:
    """Every mention with its entity, in text order.

    `kin` are the starts of those introduced as relatives, `whose` tells which country a generic body belongs to.
    """
    gazetteer = vocabulary.once(gazetteer_of)
    people = _People([m for m in mentions if m.type == "person"], vocabulary.once(genders_of), kin)
    bodies = _bodies(mentions, vocabulary, defined)
    linked, short, generic = [], list[Mention](), list[tuple[Mention, str]]()
    for mention in mentions:
        if mention.type == "law":
            linked.append(Linked(mention, mention.canonical, mention.entity))
            continue
        if mention.type == "person":
            canonical = people.name_of(mention)
        elif mention.rule == SHORT:
            short.append(mention)
            continue
        elif mention.type == "organisation":
            generic.append((mention, bodies[key_of(mention.text)]))
            continue
        else:
            canonical = _known(mention, gazetteer) or mention.text
        linked.append(Linked(mention, canonical, entity_id(mention.type, canonical)))
    names = whose.named(generic) if whose is not None else [canonical for _, canonical in generic]
    own = zip((mention for mention, _ in generic), names, strict=True)
    linked += [Linked(mention, name, entity_id("organisation", name)) for mention, name in own]
    return sorted((*linked, *_meant(short, linked)), key=lambda item: item.mention.span)


def _meant(short: Iterable[Mention], linked: Sequence[Linked]) -> Iterator[Linked]:
    """What "the Centre" stands for: the only body of the document with this noun in its name, when named before.

    Of like bodies of several countries it is the one named last.
    """
    for mention in short:
        bodies = [item for item in linked if mention.text in item.mention.text.split()]
        before = sorted((b for b in bodies if b.mention.span < mention.span), key=lambda b: b.mention.span)
        if before and len({base_of(item.canonical) for item in bodies}) == 1:
            yield Linked(mention, before[-1].canonical, before[-1].entity, names_it=False)


def _known(mention: Mention, gazetteer: Gazetteer) -> str | None:
    """The canonical name of the vocabulary when it knows exactly these words."""
    for match in gazetteer.find(mention.text):
        same = match.start <= len("the ") and match.end >= len(mention.text.rstrip(".")) - 2
        for name in match.names:
            if same and name.type == mention.type and name.form != "adjective":
                return name.canonical
    return None


# ── persons ──────────────────────────────────────────────────────────────────────────────────────────────


class _People:
    """The persons of a document: each full name, and who a family name alone means at a place."""

    def __init__(self, mentions: Sequence[Mention], genders: Genders, kin: frozenset[int]) -> None:
        self._genders = genders
        self._kin: set[str] = set()
        self._full: dict[str, str] = {}
        self._gender: dict[str, Gender | None] = {}
        self._by_family: dict[str, list[tuple[int, str]]] = {}
        self._alone: set[str] = set()  # those who are named with an office, or otherwise than among others
        for mention in sorted(mentions, key=lambda m: -len(key_of(m.text))):
            words = key_of(mention.text).split()
            if len(words) < 2:
                continue
            same = next((name for key, name in self._full.items() if _same_person(words, key.split())), None)
            self._full[" ".join(words)] = same or _plain_case(mention.text)
        listed = _listed(mentions)
        for mention in mentions:
            key = key_of(mention.text)
            if key in self._full:
                if mention.role or mention.span.start not in listed:
                    self._alone.add(self._full[key])
                told = genders.of_title(mention) or genders.given.get(mention.text.split()[0])
                self._gender[self._full[key]] = told or self._gender.get(self._full[key])
                if mention.span.start in kin:
                    self._kin.add(self._full[key])
                for word in (family_of(key), key.split()[0]):
                    self._by_family.setdefault(word, []).append((mention.span.start, self._full[key]))

    def name_of(self, mention: Mention) -> str:
        """The full name meant: of those with this family name and no other gender, the one named last.

        Someone introduced as another's relative is not meant while the family name has another bearer.
        """
        key = key_of(mention.text)
        if key in self._full:
            return self._full[key]
        title = self._genders.of_title(mention)
        other = {None, title} if title else {None, "man", "woman"}
        bearers = [b for b in self._by_family.get(family_of(key), []) if self._gender.get(b[1]) in other]
        if mention.role and mention.role.split()[-1] in _HEADS_OF_STATE:
            bearers = [b for b in bearers if b[1] in self._alone]
        if not title:
            bearers = [b for b in bearers if b[1] not in self._kin] or bearers
        before = [name for at, name in bearers if at <= mention.span.start]
        return before[-1] if before else bearers[0][1] if bearers else _plain_case(mention.text)


# Offices of one person in a country, who is not meant by a name among others: "sentenced Ann Hale, Bo Vik and Cy Dahl".
_HEADS_OF_STATE = frozenset({"President", "King", "Queen", "Emir", "Sultan", "Pope", "Emperor", "Premier"})
_BETWEEN_LISTED = 6  # characters: ", and "


def _listed(mentions: Sequence[Mention]) -> frozenset[int]:
    """Where the persons begin whose names stand right beside another person's."""
    beside = (pair for pair in pairwise(mentions) if 0 < pair[1].span.start - pair[0].span.end <= _BETWEEN_LISTED)
    return frozenset(mention.span.start for pair in beside for mention in pair)


def _same_person(words: Sequence[str], longer: Sequence[str]) -> bool:
    """Craig Walker and Craig S. Walker; Nursultan Nazarbaev and Nursultan Nazarbayev."""
    if family_of(" ".join(words)) == family_of(" ".join(longer)) and all(
        any(_abbreviates(w, other) for other in longer) for w in words
    ):
        return True
    one, other = " ".join(words), " ".join(longer)
    return (
        len(words) == len(longer)
        and min(len(one), len(other)) >= _LONG_ENOUGH
        and fuzz.ratio(one, other) >= _SAME_SPELLING
    )


def _abbreviates(word: str, full: str) -> bool:
    """Whether a given name or initial stands for a longer one: S., Pat for Patrick."""
    return word == full or ((len(word) == 1 or len(word) >= _NICKNAME) and full.startswith(word))


_NICKNAME = 3  # letters of the shortest given names that are the beginning of others


def _plain_case(text: str) -> str:
    """The name in usual capitals when it is printed in capitals only."""
    return text.title() if text.isupper() and len(text) > 4 else text


# ── organisations ────────────────────────────────────────────────────────────────────────────────────────


def _bodies(mentions: Sequence[Mention], vocabulary: Vocabulary, defined: dict[str, Definition]) -> dict[str, str]:
    """The canonical name of each body's name (by key)."""
    gazetteer = vocabulary.once(gazetteer_of)
    kinds = vocabulary.once(word_groups).folded["organisation-heads"]  # the Senate is not the only one of its kind
    texts: dict[str, Mention] = {}
    for mention in mentions:
        if mention.type == "organisation" and mention.rule != SHORT:
            texts.setdefault(key_of(mention.text), mention)
    national = _national(texts.values(), gazetteer)
    names: dict[str, str] = {}
    for key, mention in sorted(texts.items(), key=lambda item: -len(_content(item[0]))):
        names[key] = national.get(key) or _body(key, mention, names, gazetteer, defined)
        if names[key] == mention.text and key not in kinds and _known(mention, gazetteer) is None:
            names[key] = _with_word(key, names) or mention.text
    return names


def _body(
    key: str, mention: Mention, longer: dict[str, str], gazetteer: Gazetteer, defined: dict[str, Definition]
) -> str:
    definition = defined.get(mention.text) or defined.get(mention.text.removesuffix("s"))
    if definition is not None:
        long = key_of(definition.long)
        known = _known(replace(mention, text=definition.long), gazetteer)
        return longer.get(long) or known or _longer_form(long, longer) or definition.long
    known = _known(mention, gazetteer)
    if known is not None:
        return known
    return _longer_form(key, longer) or _spelled_out(mention.text, longer) or mention.text


def _national(mentions: Iterable[Mention], gazetteer: Gazetteer) -> dict[str, str]:
    """Known bodies named with their country ("Kazakh Interior Ministry", "Supreme Court of Georgia"), by key."""
    found: dict[str, str] = {}
    for mention in mentions:
        for country, rest in _without_country(mention.text, gazetteer):
            known = _known(replace(mention, text=rest), gazetteer)
            if known is not None:
                found[key_of(mention.text)] = f"{known} ({country})"
    return found


def _without_country(text: str, gazetteer: Gazetteer) -> Iterator[tuple[str, str]]:
    for match in gazetteer.find(text):
        place, country = match.names[0], match.names[0].canonical
        continent = len(place.entry) > _COUNTRY_CODE and country.split()[-1] in _CONTINENTS
        if place.type != "place" or continent:
            continue
        if match.start == 0 and match.end < len(text):
            yield country, re.sub(r"^['’]s?\s+", "", text[match.end :]).strip()
        if match.end == len(text):
            yield country, re.sub(r"\s+(?:of|in)(?:\s+the)?\s*$", "", text[: match.start])


# The Asian Human Rights Commission is no country's commission.
_CONTINENTS = frozenset({"Africa", "Asia", "Europe", "America"})
_COUNTRY_CODE = 2  # letters; other places have longer ids


def _longer_form(key: str, longer: dict[str, str]) -> str | None:
    """The one longer name that ends or begins with this one, or is another spelling of it."""
    plain = _content(key)
    candidates = {name for other, name in longer.items() if _short_for(plain, _content(other))}
    return candidates.pop() if len(candidates) == 1 else None


def _with_word(key: str, longer: dict[str, str]) -> str | None:
    """The one longer name whose last word this one is (Orioles, Baltimore Orioles), or the first of two.

    A word behind a joint is no short form: the Office of the Ombudsman stays apart from the ombudsman.
    """
    if " " in key or len(key) < _LONG_WORD:
        return None
    words = ((other.split(), name) for other, name in longer.items())
    names = {name for parts, name in words if _ends_or_opens(parts, key)}
    return names.pop() if len(names) == 1 else None


def _ends_or_opens(words: Sequence[str], word: str) -> bool:
    ends = len(words) > 1 and words[-1] == word and words[-2] not in _JOINTS
    return ends or (len(words) == _PAIR and words[0] == word)


_LONG_WORD = 5  # letters; shorter words are mostly acronyms, and UN Women is not the UN
_PAIR = 2


def _content(key: str) -> str:
    """The words of a name that tell it from others, abbreviations spelled out."""
    return " ".join(_SPELLED.get(word, word) for word in key.split() if word not in _JOINTS)


_JOINTS = frozenset({"of", "the", "for", "under", "and", "on", "in"})
_SPELLED = {"da": "district attorney", "dept": "department", "govt": "government", "intl": "international"}


def _short_for(short: str, long: str) -> bool:
    if " " in short and (long.endswith(" " + short) or long.startswith(short + " ")):
        return True
    if short == long:
        return True
    return min(len(short), len(long)) >= _LONG_ENOUGH and _same_letters(short, long)


def _spelled_out(text: str, longer: dict[str, str]) -> str | None:
    """The one body of the document whose words begin with these letters, for an acronym nobody explained."""
    if not text.isupper() or not 2 < len(text) < 7:
        return None
    names = {name for name in longer.values() if long_form_start(name, text) == 0}
    return names.pop() if len(names) == 1 else None


def _same_letters(one: str, other: str) -> bool:
    return fuzz.ratio(one.replace(" ", ""), other.replace(" ", "")) >= _SAME_SPELLING
