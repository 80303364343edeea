"""What a pronoun may stand for: the noun phrases before it in its sentence and in the sentence before."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Span as TokenSpan
from spacy.tokens import Token

_SINGULAR = frozenset({"it", "this"})
_PLURAL = frozenset({"they", "them", "these"})
_RANK = {"nsubj": 0, "nsubjpass": 0, "attr": 1, "dobj": 1, "appos": 2, "pobj": 2, "conj": 3}
_SENTENCES = 3  # how far back in its paragraph: "abolished the penalty. ... abolished it. ... abolished it"
_NOT_THINGS = frozenset({"DATE", "TIME", "PERSON", "MONEY", "PERCENT", "CARDINAL"})


def is_open(token: Token) -> bool:
    """Whether a word is a pronoun for a thing or for several, whose meaning stands elsewhere."""
    return token.pos_ in ("PRON", "DET") and token.lower_ in (_SINGULAR | _PLURAL) and token.dep_ != "det"


def antecedents(pronoun: Token) -> Iterator[Token]:
    """The heads of the phrases that a pronoun may stand for, the likeliest first; of its own clause none.

    First what the same verb was done to before: "abolished the penalty and joined the treaty. X abolished it".
    """
    sentence = pronoun.sent
    yield from _of_same_verb(pronoun)
    own = [t for t in sentence if t.i < pronoun.i and t.head != pronoun.head]
    yield from _ranked(own, pronoun)
    for _ in range(_SENTENCES):
        if not sentence.start:
            return
        sentence = sentence.doc[sentence.start - 1].sent
        yield from _ranked(sentence, pronoun)


def _of_same_verb(pronoun: Token) -> Iterator[Token]:
    """The objects of the pronoun's verb in the sentences before, nearest first."""
    if pronoun.dep_ != "dobj":
        return
    sentence = pronoun.sent
    for _ in range(_SENTENCES):
        if not sentence.start:
            return
        sentence = sentence.doc[sentence.start - 1].sent
        verbs = [t for t in sentence if t.pos_ == "VERB" and t.lemma_ == pronoun.head.lemma_]
        objects = [c for verb in verbs for c in verb.children if c.dep_ == "dobj" and c.pos_ in ("NOUN", "PROPN")]
        yield from (t for t in objects if _several(t) == (pronoun.lower_ in _PLURAL))


def _ranked(tokens: list[Token] | TokenSpan, pronoun: Token) -> list[Token]:
    plural = pronoun.lower_ in _PLURAL
    fitting = [t for t in tokens if t.dep_ in _RANK and t.pos_ in ("NOUN", "PROPN") and t.ent_type_ not in _NOT_THINGS]
    return sorted((t for t in fitting if plural == _several(t)), key=lambda t: _RANK[t.dep_])


def _several(noun: Token) -> bool:
    return noun.tag_ in ("NNS", "NNPS") or any(c.dep_ == "conj" for c in noun.children)
