"""A parsed sentence as plain values: its words, and what can be read from how they depend on each other.

Whoever parses hands in `Grammar`; nothing here loads a language model. Labels are those of ClearNLP's dependencies
and the Universal part-of-speech tags, as spaCy's English models give them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from justicekb.query.language import stem
from justicekb.spans import Span
from justicekb.vocabulary.wordlists import WordList

Role = Literal["agent", "patient"]

# Relations of words: what is joined to another, what is a subject, what an object.
_ALSO = frozenset(["conj", "appos"])
_SUBJECTS = frozenset(["nsubj", "csubj"])
_PASSIVE = frozenset(["nsubjpass", "csubjpass"])
_OBJECTS = frozenset(["dobj", "obj", "dative"])

_LEFT_OPEN = WordList("verbs-that-leave-open")
_DENYING = WordList("verbs-that-deny")
_PREVENTING = WordList("verbs-that-prevent")
_NEGATIVE = WordList("words-that-deny")
_MODALS = WordList("auxiliaries-that-leave-open")
_HEARSAY = WordList("adverbs-of-hearsay")


@dataclass(frozen=True, slots=True)
class Word:
    """A word with its place in its sentence; `head` is the index of the one it depends on, its own for roots."""

    text: str
    lemma: str
    pos: str
    tag: str
    dep: str
    head: int
    span: Span
    entity: str = ""


# Parses texts, one sentence each, in order.
Grammar = Callable[[Sequence[str]], list[tuple[Word, ...]]]


class Tree:
    """A parsed sentence."""

    def __init__(self, text: str, words: Sequence[Word]) -> None:
        self.text = text
        self.words = tuple(words)

    @cached_property
    def _children(self) -> list[list[int]]:
        found: list[list[int]] = [[] for _ in self.words]
        for at, word in enumerate(self.words):
            if word.head != at:
                found[word.head].append(at)
        return found

    @cached_property
    def stems(self) -> tuple[str, ...]:
        """The stem of each word."""
        return tuple(stem(word.text) for word in self.words)

    @cached_property
    def lemmas(self) -> tuple[str, ...]:
        """The stem of each word's plain form: "use" for "using"."""
        return tuple(stem(word.lemma) for word in self.words)

    def children(self, at: int, *deps: str) -> list[int]:
        """The words that depend on one, of the given relations or all."""
        return [c for c in self._children[at] if not deps or self.words[c].dep in deps]

    def subtree(self, at: int) -> Iterator[int]:
        """A word and all that depends on it."""
        seen, todo = {at}, [at]
        while todo:
            one = todo.pop()
            yield one
            for child in self._children[one]:
                if child not in seen:
                    seen.add(child)
                    todo.append(child)

    def above(self, at: int) -> Iterator[int]:
        """The words that one depends on, from the nearest to the root."""
        seen = {at}
        while (head := self.words[at].head) not in seen:
            seen.add(head)
            yield head
            at = head

    def at(self, span: Span) -> int | None:
        """The head word of a stretch of the text: the one that depends on a word outside; None where no word stands."""
        inside = [at for at, word in enumerate(self.words) if word.span.overlaps(span)]
        heads = [at for at in inside if self.words[at].head not in inside or self.words[at].head == at]
        named = [at for at in heads if self.words[at].pos in ("PROPN", "NOUN")]
        return next(iter((*named, *heads)), None)

    def verb(self, at: int) -> bool:
        """Whether a word is a main verb, or the "be" of a clause without one."""
        word = self.words[at]
        return word.pos == "VERB" or (word.pos == "AUX" and word.dep not in ("aux", "auxpass"))

    def governing(self, at: int) -> int | None:
        """The nearest verb that a word depends on, itself included; None in a clause without one."""
        return next((one for one in (at, *self.above(at)) if self.verb(one)), None)

    def passive(self, verb: int) -> bool:
        """Whether a verb is passive, participles behind a noun included."""
        if self.children(verb, "auxpass", "nsubjpass"):
            return True
        word = self.words[verb]
        if word.dep == "conj" and word.tag == "VBN" and not self.children(verb, "nsubj"):
            return self.passive(word.head)
        return word.tag == "VBN" and word.dep in ("acl", "amod", "advcl") and not self.children(verb, "dobj", "aux")

    # ── who does what ────────────────────────────────────────────────────────────────────────────────────

    def role(self, verb: int, role: Role) -> list[int]:
        """The heads of the phrases that have a role beside a verb or a noun of an event, those joined by "and" too."""
        own = self._noun_role(verb, role) if self.words[verb].pos in ("NOUN", "PROPN") else self._verb_role(verb, role)
        return [at for one in own for at in self.joined(one)]

    def joined(self, at: int) -> Iterator[int]:
        """A phrase's head with those joined to it by "and" and in apposition."""
        yield at
        for child in self.children(at, *_ALSO):
            yield from self.joined(child)
        for child in self.children(at, "acl"):  # "an informant named Vesk"
            if self.words[child].lemma in ("name", "call", "know"):
                yield from self.children(child, "oprd", "attr", "dobj", "appos")

    def _verb_role(self, verb: int, role: Role, depth: int = 0) -> list[int]:
        passive = self.passive(verb)
        word = self.words[verb]
        if role == "agent":
            if passive:
                by = [c for c in self.children(verb, "agent", "prep") if self.words[c].lemma == "by"]
                return [p for c in by for p in self.children(c, "pobj", "pcomp")]
            own = self._real(self.children(verb, *_SUBJECTS), verb)
            if not own and word.dep == "acl" and word.tag == "VBG":
                own = [word.head]
            return own or self._inherited(verb, depth)
        if passive:
            own = self._real(self.children(verb, *_PASSIVE), verb)
            if not own and word.dep in ("acl", "amod"):
                own = [word.head]
            return own or self._inherited(verb, depth)
        return self.children(verb, *_OBJECTS)

    def _real(self, subjects: list[int], verb: int) -> list[int]:
        """Subjects with "who" and "which" as the noun they stand for."""
        word = self.words[verb]
        relative = [s for s in subjects if self.words[s].tag in ("WP", "WDT")]
        if relative and word.dep == "relcl":
            return [word.head]
        return [s for s in subjects if s not in relative]

    def _inherited(self, verb: int, depth: int) -> list[int]:
        """The subject that a verb shares with the one it is joined to or governed by."""
        word = self.words[verb]
        over = word.head
        if (
            depth > 3
            or over == verb
            or word.dep not in ("conj", "xcomp", "advcl", "pcomp")
            or self.children(verb, "expl")
        ):
            return []
        if word.dep == "pcomp":
            over = next((at for at in self.above(verb) if self.verb(at)), verb)
        if over == verb or not self.verb(over):
            return []
        objects = self.children(over, *_OBJECTS)
        if word.dep == "xcomp" and objects:
            return objects
        return self._verb_role(over, "patient" if self.passive(over) else "agent", depth + 1)

    def _noun_role(self, noun: int, role: Role) -> list[int]:
        """ "The arrest of A by B", "A's arrest"."""
        by = [c for c in self.children(noun, "prep", "agent") if self.words[c].lemma == "by"]
        of = [c for c in self.children(noun, "prep") if self.words[c].lemma in ("of", "against")]
        if role == "agent":
            return [p for c in by for p in self.children(c, "pobj")]
        return [*(p for c in of for p in self.children(c, "pobj")), *self.children(noun, "poss")]

    # ── whether it was so ────────────────────────────────────────────────────────────────────────────────

    def negated(self, at: int) -> bool:
        """Whether a sentence denies what a word tells: "was not acquitted", "no bond", "failed to appear"."""
        if self._denied_itself(at):
            return True
        word, over = self.words[at], self.words[at].head
        if word.dep in ("acomp", "attr", "oprd", "xcomp") and over != at and self._denied_itself(over):
            return True
        if word.dep == "xcomp" and over < at and self.words[over].lemma in _DENYING:
            return True
        if word.dep == "pcomp" and (self.words[over].text.casefold() == "without" or self._kept_from(over)):
            return True
        if not self.verb(at):
            return word.dep == "pobj" and self.words[over].text.casefold() == "without"
        subjects = self.role(at, "patient" if self.passive(at) else "agent")
        return any(self._denied_itself(subject) for subject in subjects)

    def _kept_from(self, preposition: int) -> bool:
        """Whether a preposition governs what somebody was kept from."""
        over = self.words[preposition].head
        return self.words[preposition].lemma == "from" and self.words[over].lemma in _PREVENTING

    def _denied_itself(self, at: int) -> bool:
        beside = self.children(at, "neg", "det", "advmod", "preconj", "cc")
        before = self.words[at - 1].text.casefold() if at else ""
        return before in ("not", "n't", "never") or any(self.words[c].text.casefold() in _NEGATIVE for c in beside)

    def unreal(self, at: int) -> bool:
        """Whether it is told as planned, asked for, possible or alleged, not as what happened."""
        if any(self.words[c].text.casefold() in _MODALS for c in self.children(at, "aux")):
            return True
        if any(self.words[c].text.casefold() in _HEARSAY for c in self.children(at, "advmod")):
            return True
        if any(self.words[c].text.casefold() in ("if", "whether", "unless") for c in self.children(at, "mark")):
            return True
        word = self.words[at]
        return word.dep in ("xcomp", "ccomp") and word.head < at and self.words[word.head].lemma in _LEFT_OPEN

    def intended(self, at: int) -> bool:
        """Whether a verb only tells that what its complement says is planned, wanted or tried."""
        return self.words[at].lemma in _LEFT_OPEN and bool(self.children(at, "xcomp", "ccomp"))
