"""Whether a window speaks of the names of a claim, and where in it."""

from __future__ import annotations

import re
from functools import cached_property
from typing import Literal

from justicekb.query.drafts.entailment.claim import Claim
from justicekb.query.drafts.entailment.windows import Window
from justicekb.query.language import Named, stem, stems
from justicekb.query.questions import Name
from justicekb.spans import Span

Presence = Literal["met", "near", "missing"]

_TAKEN_UP = re.compile(r"\b(?:he|she|they|him|her|them|his|hers|their|it|its|who)\b", re.IGNORECASE)
_DEFINITE = re.compile(r"\b(?:the|this|that|both)\s+(?:[\w-]+\s+){0,2}?(?P<noun>[\w’'-]+)", re.IGNORECASE)

# The least share of a long name's words that name it too: "the Criminal Court of Azuay Province".
_MOST = 0.75

# How far from a name the words are read that introduce its bearer as a party (characters).
_NEAR = 60

# From how many mentions on a document speaks of a place throughout.
_OFTEN = 3

# The fewest letters that a country's name and its adjective begin with.
_COUNTRY = 4


class Names:
    """The names of a claim in a window."""

    def __init__(self, claim: Claim, window: Window) -> None:
        self._claim = claim
        self._window = window

    def status(self, name: Name) -> Presence:
        """ "met" in the sentence itself, "near" beside it, taken up or what the document is about, else "missing"."""
        if self.named_here(name):
            return "met"
        if self.person(name):
            return "near" if self._taken_up(name) or self._understood(name) else "missing"
        if name.ids & self._entities_around or self._covered(name, self._window.stems_around):
            return "near"
        if self._covered(name, self._window.stems_above | self._window.stems_around | frozenset(self._stems)):
            return "near"
        return "near" if self._about(name) or self._understood(name) else "missing"

    # ── what kind of name ────────────────────────────────────────────────────────────────────────────────

    def person(self, name: Name) -> bool:
        """Whether a name is a person's, or looks like one that nobody knows."""
        if name.type is not None:
            return name.type == "person"
        if self._entity(name) == "PERSON":
            return True
        persons = [e for e in self._window.held.mentioned if e.startswith("person:")]
        return any(set(name.stems) <= _slug(e) for e in persons)

    def place(self, name: Name) -> bool:
        """Whether a name is a place's."""
        if name.type is not None:
            return name.type == "place"
        return self._entity(name) in ("GPE", "LOC", "FAC", "NORP")

    def _entity(self, name: Name) -> str | None:
        at = self._claim.tree.at(name.span)
        return None if at is None else self._claim.tree.words[at].entity

    # ── in the sentence ──────────────────────────────────────────────────────────────────────────────────

    @cached_property
    def _stems(self) -> tuple[str, ...]:
        return tuple(stems(self._window.text))

    @cached_property
    def _entities(self) -> frozenset[str]:
        return frozenset(m.entity for m in self._window.source.named)

    @cached_property
    def _entities_around(self) -> frozenset[str]:
        return frozenset(m.entity for span in self._window.beside for m in self._window.held.within(span))

    @cached_property
    def countries(self) -> frozenset[str]:
        """The countries that the sentence names in any way, and by their cities."""
        return self._window.held.countries_in(self._window.source.span)

    def named_here(self, name: Name) -> bool:
        """Whether the sentence names it."""
        if name.ids & (self._entities | self.countries):
            return True
        own = frozenset(self._stems)
        if set(name.stems) <= own:
            return True
        if not self.person(name):
            return self._covered(name, own) or self._as_initials(name, self._window.text)
        if not name.stems or name.stems[-1] not in own:
            return False
        bearers = [m for m in self._window.source.named if name.stems[-1] in stems(m.text) and len(m.text.split()) > 1]
        return all(set(name.stems) <= set(stems(m.text)) or _initialled(name, m.text) for m in bearers)

    @staticmethod
    def _as_initials(name: Name, text: str) -> bool:
        """Whether a name in capitals stands there in full, or the other way round: "NYPD"."""
        if name.text.isupper() and len(name.text) > 2:
            return name.text in "".join(w[0] for w in re.findall(r"\b[A-Z][\w-]*", text))
        initials = "".join(w[0] for w in name.text.split() if w[0].isupper())
        return len(initials) > 2 and re.search(rf"\b{re.escape(initials)}\b", text) is not None

    def _covered(self, name: Name, there: frozenset[str]) -> bool:
        """Whether nearly all words of a name stand there, and those that tell it from others of its kind."""
        own = [word for word in name.stems if not self._claim.known.is_stop(word)]
        kinds = self._claim.known.uses["body"] | self._claim.known.uses["locality"]
        telling = [word for word in own if word not in kinds]
        met = [word for word in own if word in there]
        sort = [word for word in own if word in kinds]
        if sort and not set(sort) & there:
            return False
        return bool(telling) and set(telling) <= set(met) and len(met) >= _MOST * len(own)

    # ── around it ────────────────────────────────────────────────────────────────────────────────────────

    def _taken_up(self, name: Name) -> bool:
        """Whether the sentence speaks of a person named before, by a pronoun or as "the applicant"."""
        text, uses = self._window.text, self._claim.known.uses
        nouns = {stem(m["noun"]) for m in _DEFINITE.finditer(text)} & (uses["people"] | uses["roles"] | uses["party"])
        if _TAKEN_UP.search(text) is None and not nouns:
            return False
        before = self._window.source.named_before
        persons = [m for m in before if m.entity.startswith("person:")]
        if any(self.is_it(name, m) for m in persons[-3:]):
            return True
        return bool(nouns) and (self._main_person(name) or self._introduced(name, nouns & uses["party"]))

    def _introduced(self, name: Name, nouns: set[str]) -> bool:
        """Whether the document says that a person is the party that it speaks of: "Mr Jan Vesk (the applicant)"."""
        text = self._window.held.document.text
        for match in re.finditer(rf"\b{re.escape(name.text.split()[-1])}\b", text) if nouns else ():
            if nouns & set(stems(text[max(match.start() - _NEAR, 0) : match.end() + _NEAR])):
                return True
        return False

    def _main_person(self, name: Name) -> bool:
        """Whether a document speaks of few others as often."""
        persons = {e: n for e, n in self._window.held.mentioned.items() if e.startswith("person:")}
        most = max(persons.values(), default=0)
        own = set(name.stems)
        ids = [e for e in persons if e in name.ids or own <= _slug(e)]
        return any(persons[id_] * 2 >= most for id_ in ids)

    def _understood(self, name: Name) -> bool:
        """Whether a name only describes something, and the document has it: "the judgment against Vesk"."""
        tree, at = self._claim.tree, self._claim.tree.at(name.span)
        if at is None or tree.words[at].dep in ("nsubj", "nsubjpass", "dobj", "attr") or self._adjunct(at):
            return False
        if name.country:
            return False
        if self.person(name) and tree.words[at].dep not in ("compound", "amod", "nmod"):
            return self._main_person(name)
        return self.document_has(name)

    def document_has(self, name: Name) -> bool:
        """Whether the document names it anywhere."""
        text = self._window.held.document.text
        own = re.sub(r"['’]s?$", "", name.text)
        return bool(name.ids & self._window.held.mentioned.keys()) or own in text or self._as_initials(name, text)

    def _adjunct(self, at: int) -> bool:
        """Whether a name stands behind a preposition that depends on a verb: "was arrested in Norvik"."""
        tree = self._claim.tree
        over = tree.words[at].head
        if tree.words[at].dep != "pobj" or tree.words[over].dep not in ("prep", "agent"):
            return False
        return tree.verb(tree.words[over].head)

    def _about(self, name: Name) -> bool:
        """Whether the document is about a country or body, or speaks of a place often and the sentence of no other."""
        held = self._window.held
        if held.country is not None and held.country in name.ids:
            return True
        if self.place(name):
            elsewhere = any(m.entity.startswith("place:") for m in self._window.source.named)
            return not elsewhere and any(held.mentioned.get(id_, 0) >= _OFTEN for id_ in name.ids)
        return held.main_body in name.ids if held.main_body else False

    # ── mentions ─────────────────────────────────────────────────────────────────────────────────────────

    def is_it(self, name: Name, mention: Named) -> bool:
        """Whether a mention is of a name: of its entity, or of one that is called by the same words."""
        if mention.entity in name.ids:
            return True
        called, own = _slug(mention.entity), set(name.stems)
        if not self.person(name):
            return self._one_body(name, called) or self._as_initials(name, mention.text)
        theirs = set(stems(mention.text))
        return bool(theirs) and (own <= theirs or theirs <= own or own <= called)

    def _one_body(self, name: Name, called: set[str]) -> bool:
        """Whether the words that tell a body or place from others of its kind are the same, short forms included."""
        kinds = self._claim.known.uses["body"] | self._claim.known.uses["locality"]
        ours, theirs = ({w for w in words if not self._claim.known.is_stop(w)} for words in (set(name.stems), called))
        if ours & kinds and theirs & kinds and not ours & theirs & kinds:  # a commission is no court
            return False
        telling = ours - kinds
        if telling and all(
            any(_akin(w, other) for other in theirs) or _abbreviated(name.text, theirs) for w in telling
        ):
            return True
        return bool(theirs - kinds) and all(any(_akin(w, other) for other in ours) for w in theirs - kinds)

    def at(self, name: Name) -> list[int]:
        """Where the sentence's words name it: the head of each place."""
        tree, found = self._window.tree, list[int]()
        start = self._window.source.span.start
        for mention in self._window.source.named:
            if self.is_it(name, mention):
                at = tree.at(Span(mention.span.start - start, mention.span.end - start))
                found += [at] if at is not None else []
        if not found and name.stems:
            found = [i for i, word in enumerate(tree.stems) if word == name.stems[-1]]
        return found


def _initialled(name: Name, text: str) -> bool:
    """Whether two names differ in what is only an initial or a middle name: "Paul H. Smyth", "Paul Smyth"."""
    ours, theirs = name.text.split(), text.split()
    return ours[0][:1] == theirs[0][:1] and (len(ours[0]) <= 2 or len(theirs[0]) <= 2 or ours[0] == theirs[0])


def _slug(entity: str) -> set[str]:
    """The stems of the name in an entity's id."""
    return set(stems(entity.partition(":")[2].replace("-", " ")))


def _akin(one: str, other: str) -> bool:
    """Whether two words are one, or a country and its adjective: "czech", "czechia"."""
    shared = min(len(one), len(other))
    return one == other or (shared >= _COUNTRY and one[:shared] == other[:shared])


def _abbreviated(name: str, words: set[str]) -> bool:
    """Whether one of the words is made of the initials of two or more words of a name: "da" of "District Attorney"."""
    initials = "".join(word[0] for word in name.casefold().split())
    return any(1 < len(word) <= len(initials) and word in initials for word in words)
