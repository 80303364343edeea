"""Sentences of the documents that speak of what a question asks, best first, whether or not a record was made of them.

The full text finds passages that have any of the question's words or names; of their sentences each is scored by the
share of the question that it tells, rare words counting more, with the document's title counted as said. Finding the
sentence is easy (24 of 29 first, 28 among three, 30 November 2026); that it answers is for others to judge.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from justicekb.findings import Citation, Hit
from justicekb.model import Record
from justicekb.query.language import BEFORE, OWN, SYNONYM, Scene, cited, scene, sentences_in, stems, tokens
from justicekb.query.questions.analysis.wording import plain
from justicekb.query.questions.judgement.candidates import written
from justicekb.query.questions.judgement.judge import Judge
from justicekb.query.questions.judgement.topicality import name_met
from justicekb.querytree import And, Keyword, Node, Or, Term, TextField
from justicekb.spans import Span
from justicekb.store.base import FullTextReader

# Passages looked into for one question, and the longest sentence that is one (characters; a longer one is a table).
PASSAGES, LONGEST = 24, 700

# Documents that the names of a question lead to, and the passages of each that are read beside those.
DOCUMENTS, WITHIN = 3, 8

# What a name weighs against a word that stands in every passage.
_NAME = 2.0

# What the words of a title are worth in a sentence of its document.
_TITLED = 0.5

# The least share of a question that the nearest sentences tell, and how many are shown.
NEAR, SHOWN = 0.3, 3

FullTextOpener = Callable[[], FullTextReader]


@dataclass(frozen=True)
class Told:
    """A sentence with the share of the question that it tells, the words it tells in any form, and what each weighs.

    Of a sentence that only its document led to, nothing is told yet.
    """

    seen: Scene
    share: float
    words: frozenset[str]
    passage: str
    weights: Mapping[str, float] = field(default_factory=dict)

    @property
    def sentence(self) -> str:
        """The sentence on one line."""
        return " ".join(self.seen.sentence.split())

    def citation(self, judge: Judge) -> Citation:
        """Where it stands; its record is the passage."""
        seen = self.seen
        return cited(seen.held.document, seen.record.evidence, judge.reading.records, record=self.passage)


def sentences_about(judge: Judge, fulltext: FullTextReader) -> list[Told]:
    """The sentences of the passages that have most of the question, best first."""
    asked = _asked(judge)
    if not asked:
        return []
    hits = _passages(asked, judge, fulltext)
    return _ranked(hits, _weights(asked, hits, judge), judge)


def sentences_around(told: Sequence[Told], judge: Judge, fulltext: FullTextReader) -> Iterator[Told]:
    """These sentences, then those of the documents that the names lead to which have another word of the question.

    The names need not stand in them, and words of one field count as said.
    """
    yield from told
    known, asked = judge.lexicon, _asked(judge)
    names = {name.text for name in (*judge.frame.names, *judge.frame.countries)}
    wide = {w: own.union(*(known.written.get(r, ()) for r in known.related.get(w, ()))) for w, own in asked.items()}
    terms = tuple(Term(word) for own, words in wide.items() if own not in names for word in sorted(words))
    seen = {one.passage for one in told}
    weights = told[0].weights if told else {}
    for document in _documents_about(asked, names, fulltext) if terms else ():
        here = And((Keyword("document", document), Or(terms)))
        for hit in fulltext.search(here, limit=WITHIN).hits:
            if hit.passage not in seen:
                yield from (Told(one, 0.0, frozenset(), hit.passage, weights) for one in _scenes(hit, judge))


def _documents_about(asked: dict[str, frozenset[str]], names: set[str], fulltext: FullTextReader) -> list[str]:
    """The few documents whose passages and titles have most of the names, or without names most of the words."""
    led = [word for own, words in asked.items() if own in names or not names for word in sorted(words)]
    terms = [Term(word, field) for word in dict.fromkeys(led) for field in _LED]
    hits = fulltext.search(Or(tuple(terms)), limit=PASSAGES).hits if terms else ()
    return list(dict.fromkeys(hit.document for hit in hits))[:DOCUMENTS]


_LED: tuple[TextField | None, ...] = (None, "title")


def _ranked(hits: tuple[Hit, ...], weights: dict[str, float], judge: Judge) -> list[Told]:
    found: dict[tuple[str, Span], Told] = {}
    for hit in hits:
        for told in _sentences(hit, weights, judge):
            found.setdefault((told.seen.record.document, told.seen.record.span), told)
    return sorted(found.values(), key=lambda t: (-t.share, t.seen.record.document, t.seen.record.span))


def _passages(asked: dict[str, frozenset[str]], judge: Judge, fulltext: FullTextReader) -> tuple[Hit, ...]:
    """The passages that have a name of the question and one of its words, then those that have any of them."""
    names = {name.text for name in (*judge.frame.names, *judge.frame.countries)}
    called = [Term(word) for own, words in asked.items() if own in names for word in sorted(words)]
    told = [Term(word) for own, words in asked.items() if own not in names for word in sorted(words)]
    found = {}
    if called and told:
        both: Node = And((Or(tuple(called)), Or(tuple(told))))
        found = {hit.passage: hit for hit in fulltext.search(both, limit=PASSAGES).hits}
    rest = fulltext.search(Or((*called, *told)), limit=PASSAGES).hits
    return tuple((found | {hit.passage: hit for hit in rest}).values())


def _asked(judge: Judge) -> dict[str, frozenset[str]]:
    """Each word and name of the question with the words that it may be told by."""
    frame = judge.frame
    plain = [w for w in frame.words if w not in frame.weak] or list(frame.words)
    asked = {word: written(judge, judge.lexicon.alike(word)) or frozenset([word]) for word in plain}
    for name in (*frame.names, *frame.countries):
        asked[name.text] = frozenset(w for text in (name.text, name.written or "") for w, _ in tokens(text))
    return {word: words for word, words in asked.items() if words}


def _weights(asked: dict[str, frozenset[str]], hits: tuple[Hit, ...], judge: Judge) -> dict[str, float]:
    """What each word weighs: the more, the fewer of the passages have it; a name twice that."""
    names = {name.text for name in (*judge.frame.names, *judge.frame.countries)}
    texts = [frozenset(stems(hit.text)) for hit in hits]
    having = Counter({word: sum(bool(_forms(words) & text) for text in texts) for word, words in asked.items()})
    return {w: math.log(2 + len(hits) / (1 + having[w])) * (_NAME if w in names else 1.0) for w in asked}


def _forms(words: frozenset[str]) -> frozenset[str]:
    return frozenset(s for word in words for s in stems(word))


def _scenes(hit: Hit, judge: Judge) -> Iterator[Scene]:
    """The sentences of a passage that are neither tables nor numbers."""
    passage = judge.reading.records.passage(hit.passage)
    if passage is None:
        return
    text = judge.reading.held(hit.document).document.text
    for span in sentences_in(text, passage.span):
        if len(span) > LONGEST or not re.search(r"[a-z]{3}", span.of(text)):
            continue
        yield scene(Record(document=hit.document, span=span, evidence=span, rule="sentence"), judge.reading)


def _sentences(hit: Hit, weights: dict[str, float], judge: Judge) -> Iterator[Told]:
    for seen in _scenes(hit, judge):
        plain_stems = turned(seen.sentence, judge)
        told = {word: _told(word, seen, plain_stems, judge) for word in weights}
        share = sum(weights[w] * met for w, met in told.items()) / sum(weights.values())
        words = frozenset(w for w, met in told.items() if met >= BEFORE)
        yield Told(seen, share, words, hit.passage, weights)


def turned(sentence: str, judge: Judge) -> frozenset[str]:
    """The stems of a sentence with its turns of speech in plain words."""
    atlas = judge.reading.atlas
    return frozenset(stems(plain(sentence, atlas.vocabulary))) if atlas is not None else frozenset()


def _told(word: str, seen: Scene, plain_stems: frozenset[str], judge: Judge) -> float:
    """How far a sentence has a word or a name: itself, by another word, by what it takes up, by its title."""
    name = next((n for n in (*judge.frame.names, *judge.frame.countries) if n.text == word), None)
    if name is not None:
        if name.ids & {m.entity for m in seen.named} or set(name.stems) <= seen.sentence_stems:
            return OWN
        near = name.ids & {m.entity for m in seen.named_before} or set(name.stems) <= seen.before_stems
        titled = set(name.stems) <= seen.title_stems or seen.held.country in name.ids
        return max(BEFORE if near else _TITLED if titled else 0.0, name_met(name, seen, judge.lexicon))
    alike = judge.lexicon.alike(word)
    if word in seen.sentence_stems:
        return OWN
    if (
        alike & seen.sentence_stems
        or word in plain_stems
        or (word == judge.frame.trigger and judge.tells(seen, judge.frame.events))
    ):
        return SYNONYM
    if seen.takes_up and alike & seen.just_before:
        return BEFORE
    return _TITLED if alike & seen.title_stems else 0.0


def nearest(told: list[Told], judge: Judge) -> tuple[Citation, ...]:
    """The few sentences that speak of it, none of them an answer."""
    return tuple(t.citation(judge) for t in told[: 2 * SHOWN] if t.share >= NEAR)[:SHOWN]
