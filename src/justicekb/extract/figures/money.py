"""What a sum of money is for: the noun above it, its purpose ("in compensation"), or the verb that moves it."""

from __future__ import annotations

from dataclasses import replace

from spacy.tokens import Span as TokenSpan
from spacy.tokens import Token

from justicekb.extract.figures.measure import OF_AMOUNT, Measure, phrase_left, verb_phrase
from justicekb.extract.figures.nounphrases import governor, is_time_noun, noun_phrase, nouns_above


def of_money(number: TokenSpan, *, bracketed: bool, previous: Measure | None) -> Measure:
    """The measure of a sum; one in brackets is the sum before it in another currency."""
    if bracketed and previous is not None:
        return replace(previous, carried=True)
    above = next((t for t in nouns_above(number.root) if len(t.text) > _LETTER and t.lemma_ not in OF_AMOUNT), None)
    if above is not None and _next_purpose(number) is None:
        phrase = noun_phrase(above, phrase_left(above, number), above.i + 1)
        return Measure(phrase, phrase, above.lemma_)
    purpose = _purpose(number)
    if purpose is not None:
        phrase = noun_phrase(purpose, number.end, purpose.i + 1)
        return Measure(phrase, phrase, purpose.lemma_)
    verb = governor(number.root)
    text = verb_phrase(verb, number) if verb is not None else "amount"
    return Measure(text, text, verb.lemma_ if verb is not None else "amount")


# The "m" of "$2m" is no noun.
_LETTER = 2


def _next_purpose(number: TokenSpan) -> Token | None:
    """What stands right behind the sum: "for costs", "in respect of damage"."""
    after = number.doc[number.end] if number.end < len(number.doc) else None
    if after is None or after.lower_ not in ("in", "as", "for"):
        return None
    noun = next((t for t in after.children if t.dep_ == "pobj" and t.pos_ == "NOUN" and not is_time_noun(t)), None)
    if noun is None or noun.lemma_ != "respect":
        return noun
    return next((t for of in noun.rights if of.lower_ == "of" for t in of.children if t.pos_ == "NOUN"), None)


def _purpose(number: TokenSpan) -> Token | None:
    """ "… 9,000 euros in compensation", "… as compensation": the noun that names the sum."""
    near = _next_purpose(number)
    if near is not None:
        return near
    verb = governor(number.root)
    nodes = [number.root, *([verb] if verb is not None else [])]
    for node in nodes:
        for child in node.rights:
            if child.i > number.start and child.lower_ in ("in", "as", "for"):
                return next((t for t in child.children if t.pos_ == "NOUN"), None)
    return None
