"""A sentence of a draft in the pieces that a source must bear out: names, dates, numbers, predicates, other words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property

from justicekb.query.drafts.entailment.grammar import Tree
from justicekb.query.drafts.entailment.predicates import Predicates
from justicekb.query.drafts.statements import DraftSentence
from justicekb.query.language import Lexicon, stem
from justicekb.query.questions import Name, turns
from justicekb.spans import Span
from justicekb.vocabulary import Vocabulary
from justicekb.vocabulary.wordlists import WordList

# What carries meaning beside names and values.
_CONTENT = frozenset(["NOUN", "VERB", "ADJ", "PROPN", "NUM"])


@dataclass(frozen=True)
class Claim:
    """A draft's sentence, read and parsed."""

    read: DraftSentence
    tree: Tree
    families: Predicates
    vocabulary: Vocabulary

    @property
    def known(self) -> Lexicon:
        """The lexicon that words are compared by."""
        return self.families.known

    @cached_property
    def names(self) -> tuple[Name, ...]:
        """Its names; offices written with capitals are none."""
        common = self.known.uses["roles"] | self.known.uses["weak"] | frozenset(map(stem, RANKS))
        names = [
            name
            for name in sorted(self.read.names, key=lambda n: n.span)
            if name.proper
            and name.stems
            and (name.ids or not common.issuperset(name.stems))
            and not any(name.span.overlaps(number.span) for number in self.read.numbers)
        ]
        names = [self._with_first(name) for name in names]
        return tuple(self._in_full(sorted([*names, *self._unread(names)], key=lambda n: n.span)))

    def _unread(self, names: list[Name]) -> Iterator[Name]:
        """Proper nouns that only the grammar tells: "Queens" at the beginning of a sentence."""
        taken = [*(n.span for n in (*names, *self.read.names)), *(Span(d.start, d.end) for d in self.read.dates)]
        taken += [q.span for q in self.read.numbers]
        common = self.known.uses["roles"] | self.known.uses["weak"] | frozenset(map(stem, RANKS))
        for at, word in enumerate(self.tree.words):
            free = not any(word.span.overlaps(span) for span in taken) and len(word.text) > _INITIAL
            told = self.tree.stems[at] in common or word.text.casefold() in self.known.classes["calendar"]
            if word.pos == "PROPN" and free and not told and word.text[0].isupper():
                yield Name(text=word.text, span=word.span, stems=(self.tree.stems[at],))

    def _with_first(self, name: Name) -> Name:
        """A surname with the first name before it that is no name by itself, at the beginning of the sentence."""
        at = next((i for i, w in enumerate(self.tree.words) if w.span.start == name.span.start), 0)
        first = self.tree.words[at - 1] if at else None
        if first is None or (first.pos, first.dep) != ("PROPN", "compound") or name.type not in ("person", None):
            return name
        if any(n.span.overlaps(first.span) for n in self.read.names) or stem(first.text) in self.known.uses["roles"]:
            return name
        span = first.span.cover(name.span)
        return replace(name, text=span.of(self.tree.text), span=span, stems=(stem(first.text), *name.stems))

    def _in_full(self, names: list[Name]) -> Iterator[Name]:
        """The names with the parts of a person's put together: "Paul H. Smyth" where only "Smyth" is known."""
        whole: Name | None = None
        for name in names:
            if whole is not None and self._names_body(whole, name):
                span = whole.span.cover(name.span)
                whole = Name(
                    text=span.of(self.tree.text), span=span, type="organisation", stems=(*whole.stems, *name.stems)
                )
                continue
            if whole is not None and self._goes_on(whole, name):
                span = whole.span.cover(name.span)
                ids = name.ids if not whole.ids or whole.type != "person" else whole.ids & name.ids or name.ids
                whole = Name(
                    text=span.of(self.tree.text), span=span, ids=ids, type="person", stems=(*whole.stems, *name.stems)
                )
                continue
            if whole is not None:
                yield whole
            whole = name
        if whole is not None:
            yield whole

    def _names_body(self, one: Name, other: Name) -> bool:
        """Whether a name runs on to the noun of a body: "Ankara State Security" "Court"."""
        runs_on = self.tree.text[one.span.end : other.span.start] == " " and one.type not in ("person", "place")
        capital = all(word[0].isupper() for word in other.text.split())
        return runs_on and capital and (not other.ids or other.stems[-1] in self.known.uses["body"])

    def _goes_on(self, one: Name, other: Name) -> bool:
        between = self.tree.text[one.span.end : other.span.start]
        if re.fullmatch(r"\s(?:[A-Z]\.\s)?", between) is None or one.country or other.country:
            return False
        at = self.tree.at(other.span)
        person = other.type == "person" or (at is not None and self.tree.words[at].entity == "PERSON")
        return person and one.type in ("person", None)

    @cached_property
    def _taken(self) -> list[Span]:
        dates = [Span(d.start, d.end) for d in self.read.dates]
        return [*dates, *(n.span for n in self.names), *(q.span for q in self.read.numbers)]

    @cached_property
    def _free(self) -> list[int]:
        """The places of the words that belong to no name, date or number."""
        return [
            at for at, word in enumerate(self.tree.words) if not any(word.span.overlaps(span) for span in self._taken)
        ]

    @cached_property
    def meant(self) -> dict[int, str]:
        """The stems of the plain words for which turns of speech stand, by the word that they begin with."""
        return {at: own for at, own in meant_in(self.tree, self.vocabulary).items() if at in self._free}

    @cached_property
    def told(self) -> dict[int, frozenset[str]]:
        """The families that its words tell, by the place of the word."""
        found = {at: families for at, families in self.families.told_in(self.tree.stems).items() if at in self._free}
        for at, meant in self.meant.items():
            if self.families.families(meant):
                found[at] = self.families.families(meant)
        return found

    @cached_property
    def predicates(self) -> list[int]:
        """The words that tell what happens: its verbs, where they tell more than that something is or is had."""
        return [
            at
            for at in self._free
            if self.tree.words[at].pos == "VERB"
            and self.tree.words[at].dep not in _OF_NOUNS
            and not self.light(at)
            and not self.tree.intended(at)
        ]

    @cached_property
    def verbs(self) -> list[int]:
        """Its predicates, and the verbs that only tell that they are planned or tried."""
        return sorted({*self.predicates, *(at for at in self._free if self.tree.intended(at))})

    @cached_property
    def main(self) -> int | None:
        """The predicate of the sentence: the highest one that says more than who said it."""
        ranked = sorted(self.predicates, key=lambda at: (self.reporting(at), len(list(self.tree.above(at))), at))
        return ranked[0] if ranked else None

    def reporting(self, at: int) -> bool:
        """Whether a verb only tells who says or finds what its complement says."""
        finds = self.tree.words[at].lemma in _FINDING or self.tree.stems[at] in self.known.uses["report"]
        return finds and bool(self.tree.children(at, "ccomp"))

    def light(self, at: int) -> bool:
        """Whether a verb says little by itself: "gave a fine", "took place"."""
        word = self.tree.words[at]
        own = self.tree.stems[at]
        if at in self.meant:
            return False
        if word.lemma in _LIGHT:
            return True
        return at not in self.told and (own in self.known.uses["weak"] or self.known.is_stop(word.text))

    @cached_property
    def words(self) -> list[int]:
        """The other words that carry meaning."""
        return [
            at
            for at in self._free
            if at not in self.predicates
            and self.tree.words[at].pos in _CONTENT
            and sum(map(str.isalpha, self.tree.words[at].text)) > 1
            and not self.tree.intended(at)
            and not self._limits(at)
            and not self.known.is_stop(self.tree.words[at].text)
            and not (self.tree.words[at].pos in ("VERB", "AUX") and self.light(at))
            and self.tree.words[at].text.casefold() not in self.known.classes["calendar"]
        ]

    def telling(self, value: Span) -> list[Span]:
        """The words that tell what a number counts, or what was done to what at a date: the phrase they belong to."""
        at = self.tree.at(value)
        if at is None:
            return []
        if any(value.overlaps(number.span) for number in self.read.numbers):
            phrase = self.tree.words[at].head if self.tree.words[at].dep in ("nummod", "quantmod") else at
            return [self.tree.words[i].span for i in self.tree.subtree(phrase)]
        verb = self.tree.governing(at)
        objects = self.tree.role(verb, "patient") if verb is not None else []
        return [self.tree.words[i].span for o in objects for i in self.tree.subtree(o)]

    @cached_property
    def singular(self) -> bool:
        """Whether what it tells of a person, or of a law or body, happens once: a birth, a conviction, a founding."""
        told = self.told.get(self.main, frozenset()) if self.main is not None else frozenset()
        people = any(n.type == "person" for n in self.names)
        return bool(told & _ONCE) or (people and bool(told & _ONCE_TO_A_PERSON))

    def bears(self, at: int) -> bool:
        """Whether a noun says what somebody or something is: "is the chair", "Vesk, head of the office"."""
        word = self.tree.words[at]
        if word.dep == "appos":
            return self.tree.stems[at] in self.known.uses["roles"]
        return word.dep in ("attr", "oprd") and word.pos in ("NOUN", "PROPN")

    def _limits(self, at: int) -> bool:
        """Whether a word only says on which side of a number the value lies: "more than", "at least"."""
        over = self.tree.words[self.tree.words[at].head].span
        of_number = any(over.overlaps(number.span) for number in self.read.numbers)
        return of_number and self.tree.words[at].dep in ("amod", "advmod", "quantmod", "prep")

    @cached_property
    def bearers(self) -> frozenset[int]:
        """The subject of what the sentence tells; not people in general, and not a body of many names."""
        if self.main is None:
            return frozenset()
        loose = self.known.uses["people"] | self.known.uses["weak"] | self.known.uses["party"]
        heads = self.tree.role(self.main, "patient" if self.tree.passive(self.main) else "agent")
        return frozenset(
            at
            for at in heads
            if self.tree.stems[at] not in loose
            and "institution" not in map(self.families.fields.get, self.told.get(at, ()))
        )

    def searched(self) -> Iterator[str]:
        """The words to look for."""
        for at, word in enumerate(self.tree.words):
            if word.pos in (*_CONTENT, "ADV") and not self.known.is_stop(word.text) and word.text[:1].isalnum():
                yield from ([word.text] if at not in self.meant else [word.text, self.meant[at]])


def meant_in(tree: Tree, vocabulary: Vocabulary) -> dict[int, str]:
    """The stems of the plain words for which turns of speech stand in a sentence, by the word that they begin with."""
    found: dict[int, str] = {}
    for span, meant in turns(tree.text, vocabulary):
        first = next((at for at, word in enumerate(tree.words) if span.contains(word.span)), None)
        if first is not None:
            found[first] = stem(meant.split()[0])
    return found


_INITIAL = 2  # "H." is no name by itself

# Families of events that happen once to what they happen to; the second kind only to a person.
_ONCE = frozenset(["bear", "die", "ratify", "sign", "adopt", "repeal", "commence", "establish", "close"])
_ONCE_TO_A_PERSON = frozenset(
    ["kill", "murder", "convict", "plead", "sentence", "acquit", "resign", "dismiss_person", "elect"]
)

# Relations that nouns have: a "verb" with one is a noun or adjective that was mistaken for one.
_OF_NOUNS = frozenset(["amod", "compound", "nsubj", "nsubjpass", "dobj", "pobj", "appos", "poss"])

# Words before the name of an office that make it another one.
RANKS = WordList("ranks-of-an-office")

_LIGHT = WordList("verbs-that-carry-an-event")

_FINDING = WordList("verbs-of-finding")
