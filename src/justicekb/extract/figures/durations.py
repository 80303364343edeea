"""What a length of time measures: a sentence imposed, the visit that took it, or what somebody did for so long."""

from __future__ import annotations

from spacy.tokens import Span as TokenSpan
from spacy.tokens import Token

from justicekb.extract.figures.measure import NOUN, Measure, phrase_left, verb_phrase
from justicekb.extract.figures.nounphrases import clean, governor, noun_phrase, nouns_above, subject_of
from justicekb.vocabulary.wordlists import WordList

_PENAL_VERBS = WordList("verbs-of-punishment")
_ALSO_MILD = frozenset({"fine", "order", "convict"})
_PENAL_NOUNS = WordList("nouns-of-punishment")
_PLAIN_PENALTIES = WordList("words-of-a-prison-sentence")


def of_duration(number: TokenSpan, before: Token | None) -> Measure:
    """The measure of a length of time; `before` is the noun that a bracket around it explains."""
    noun = before if before is not None else _penal_noun(number)
    if noun is not None:
        phrase = _penal(noun_phrase(noun, phrase_left(noun, number), number.start if before else noun.i + 1))
        return Measure(phrase, phrase, "sentence" if "sentence" in phrase else noun.lemma_)
    lasting = _lasting(number)
    if lasting is not None:
        phrase = noun_phrase(lasting, number.end, lasting.i + 1)
        return Measure(f"time of {phrase}", phrase, lasting.lemma_)
    verb = governor(number.root)
    if verb is None:
        return Measure("time", "time", "time")
    if verb.lemma_ in _PENAL_VERBS and verb.lemma_ not in _ALSO_MILD:
        return Measure("prison sentence", "prison sentence", "sentence")
    return Measure(f"time {_doing(verb, number)}", "time", "time")


def sentenced(verb: Token) -> Token | None:
    """The one whom a court sentences, jails or orders to pay, where the court is the verb's subject."""
    if verb.lemma_ not in _PENAL_VERBS:
        return None
    return next((t for t in verb.rights if t.dep_ == "dobj" and t.pos_ in ("NOUN", "PROPN", "PRON")), None)


def _penal_noun(number: TokenSpan) -> Token | None:
    """The sentence or term that the duration measures, before it ("a term of") or after it ("suspended sentence")."""
    above = [t for t in nouns_above(number.root) if t.lemma_ in _PENAL_NOUNS]
    if above:
        return above[0]
    for token in number.doc[number.end : number.end + 5]:
        if token.lemma_ in _PENAL_NOUNS:
            return token
        if token.pos_ not in ("ADJ", "VERB", "NOUN", "PART", "ADP", "PUNCT"):
            return None
    return None


def _penal(phrase: str) -> str:
    plain = phrase.casefold() in _PLAIN_PENALTIES
    return "prison sentence" if plain else phrase


def _lasting(number: TokenSpan) -> Token | None:
    """What lasted so long: "a two-day visit", "two days of negotiations"."""
    root = number.root
    if root.dep_ in ("compound", "nmod") and root.head.i >= number.end and root.head.pos_ == "NOUN":
        return root.head
    of = next((t for t in root.rights if t.lower_ == "of" and t.i == number.end), None)
    return None if of is None else next((t for t in of.rights if t.dep_ == "pobj" and t.pos_ == "NOUN"), None)


# At most so many words between a subject and its verb are quoted with them.
_NEAR = 6


def _doing(verb: Token, number: TokenSpan) -> str:
    """Who did what for so long, in the text's own words where they stand together: "the unit has been working"."""
    subject = subject_of(verb)
    if subject is None or subject.pos_ not in NOUN or verb.i > number.start or not 0 < verb.i - subject.i <= _NEAR:
        return verb_phrase(verb, number)
    said = clean(number.doc[subject.left_edge.i : verb.i + 1])
    return said[0].lower() + said[1:] if subject.left_edge.pos_ in ("DET", "PRON") else said
