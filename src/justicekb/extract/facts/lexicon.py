"""The words of events.toml by the first lemma of their phrases, and the phrases found in a sentence."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Literal

from spacy.tokens import Token

from justicekb.vocabulary import Vocabulary
from justicekb.vocabulary.entries import EventClass, EventEntry

_VERBAL = frozenset({"VERB", "AUX"})


@dataclass(frozen=True, slots=True)
class EventWords:
    """The entries indexed by the first lemma of their phrases, longest phrase first, and the classes."""

    verbs: dict[str, list[tuple[tuple[str, ...], EventEntry]]]
    nouns: dict[str, list[tuple[tuple[str, ...], EventEntry]]]
    statements: dict[str, list[tuple[tuple[str, ...], EventEntry]]]  # verbs of reporting, see `Trigger`s of statements
    labels: dict[str, EventEntry]  # what stands before the date of a form: "date of arrest"
    classes: dict[str, frozenset[str]]
    undergoers: dict[str, tuple[str, ...]]  # what events of each type are done to, by all entries of the type
    _expanded: dict[tuple[str, ...], frozenset[str]] = field(default_factory=dict)  # what `expand` gave, for speed
    _phrases: dict[frozenset[str], frozenset[str]] = field(default_factory=dict)

    def expand(self, specs: tuple[str, ...]) -> frozenset[str]:
        """The words and name types that classes ("#person") and lemmas stand for."""
        known = self._expanded.get(specs)
        if known is None:
            sets = (self.classes[s[1:]] if s.startswith("#") else frozenset((s,)) for s in specs)
            known = self._expanded[specs] = frozenset().union(*sets)
        return known

    def phrases(self, wanted: frozenset[str]) -> frozenset[str]:
        """Those of the words that are two: a noun and the word that must stand before it ("trial clinical")."""
        known = self._phrases.get(wanted)
        if known is None:
            known = self._phrases[wanted] = frozenset(word for word in wanted if " " in word)
        return known


@dataclass(frozen=True, slots=True)
class Trigger:
    """The word that tells an event, the further words of its phrase, and the entry that says so."""

    token: Token
    entry: EventEntry
    kind: Literal["verb", "noun", "label"]
    words: tuple[Token, ...]
    raised: Token | None = None  # the undergoer, where the parse tied a participle to a noun below it
    stands: Token | None = None  # what a pronoun that undergoes the event stands for


def event_words(vocabulary: Vocabulary) -> EventWords:
    """The index of the vocabulary's event entries; use through `vocabulary.once`."""
    entries = vocabulary.entries(EventEntry)
    classes = {c.id: frozenset(c.words) for c in vocabulary.entries(EventClass)}
    undergoers: dict[str, tuple[str, ...]] = {}
    for entry in entries:
        undergoers[entry.type] = (*undergoers.get(entry.type, ()), *entry.objects)
    events = [entry for entry in entries if not entry.statement]
    statements = [entry for entry in entries if entry.statement]
    indexes = (_index(events, "verbs"), _index(events, "nouns"), _index(statements, "verbs"))
    labels = {label: entry for entry in entries for label in entry.labels}
    return EventWords(*indexes, labels, classes, undergoers)


def _index(entries: Iterable[EventEntry], field: str) -> dict[str, list[tuple[tuple[str, ...], EventEntry]]]:
    index: dict[str, list[tuple[tuple[str, ...], EventEntry]]] = {}
    for entry in entries:
        for phrase in getattr(entry, field):
            first, *rest = phrase.split()
            index.setdefault(first, []).append((tuple(rest), entry))
    for phrases in index.values():
        phrases.sort(key=lambda pair: -len(pair[0]))
    return index


def base_form(verb: Token, words: EventWords) -> str:
    """The verb that a regular form belongs to, where the model's lemma is no known word: "raped" is no "rap".

    A prefix that is set off changes nothing of what is done: "re-elected", "co-signed".
    """
    form = verb.lower_.removeprefix("re-").removeprefix("co-")
    stem = next((form[: -len(ending)] for ending in ("ing", "ed", "es", "s") if form.endswith(ending)), form)
    doubled = stem[:-1] if stem[-2:-1] == stem[-1:] else stem
    return next((base for base in (stem, f"{stem}e", doubled) if base in words.verbs), "")


def singular(token: Token) -> str:
    """A noun's lemma in lower case; the plural of a capitalised noun too, which the model leaves as it is."""
    lemma = token.lemma_.lower()
    return lemma[:-1] if token.tag_ == "NNPS" and lemma.endswith("s") and lemma == token.lower_ else lemma


def match_tail(head: Token, words: tuple[str, ...]) -> tuple[Token, ...] | None:
    """The tokens for the further words of a phrase, each below the head or below an earlier one; None if one lacks."""
    matched: list[Token] = []
    for word in words:
        last = matched[-1] if matched else head
        beside = [last.nbor()] if last.i + 1 < last.sent.end else []  # "pleaded guilty Jan. 18", where the parse errs
        below = [c for token in (head, *matched) for c in token.children if _may_follow(c, head)] + beside
        below += [
            c for o in head.children if o.dep_ == "dobj" for c in o.rights if c.pos_ == "ADJ"
        ]  # "found him guilty"
        fitting = (c for c in below if word in (c.lower_, c.lemma_.lower()) and c not in matched)
        hit = next((c for c in fitting if not _brings_time(c)), None)
        if hit is None:
            return None
        matched.append(hit)
    return tuple(matched)


def _brings_time(word: Token) -> bool:
    """Whether a preposition only brings a date: "fired on 5 May" is no "fire on"."""
    if word.dep_ != "prep" or word.lower_ not in ("on", "in", "at"):
        return False
    return any(c.dep_ == "pobj" and c.ent_type_ in ("DATE", "TIME") for c in word.children)


def _may_follow(word: Token, head: Token) -> bool:
    """Whether a word can be a further word of a phrase: behind its verb, its subject in the passive, or hyphened."""
    if word.i > head.i or head.pos_ not in _VERBAL or word.dep_ == "nsubjpass":
        return True
    if word.dep_ == "advmod" and word.i == head.i - 1:  # "fatally shot"
        return True
    return word.i == head.i - 2 and head.nbor(-1).text == "-"
