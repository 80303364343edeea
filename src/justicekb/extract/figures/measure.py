"""The words for what is counted: `Measure`, the `Context` it is read in, and phrases that all kinds of it share."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Span as TokenSpan
from spacy.tokens import Token

from justicekb.extract.figures.nounphrases import clean, noun_phrase, subject_of
from justicekb.vocabulary.wordlists import WordList

NOUN = frozenset({"NOUN", "PROPN"})
OF_AMOUNT = WordList("nouns-of-amount")


@dataclass(frozen=True, slots=True)
class Measure:
    """The words for what is counted: `text` whole, `noun` the noun phrase alone, `head` the noun's lemma.

    `carried` tells that the number had no noun of its own and took that of the number before it; `beside` that it
    counts those beside the number before ("four others").
    """

    text: str
    noun: str = ""
    head: str = ""
    carried: bool = False
    beside: bool = False

    def of(self, subject: str | None) -> str:
        """The words with the one a prison term is for."""
        term = subject is not None and self.head == "sentence" and subject not in self.text
        return f"{self.text} of {subject}" if term else self.text


@dataclass(frozen=True, slots=True)
class Context:
    """What a number's surroundings tell.

    `stop` is the token where the next quantity begins; `bracketed` tells that the quantity stands in brackets;
    `previous` is the measure of the quantity before it in the sentence, which a number without a noun inherits;
    `amounts` are the verbs (lemmas) that say how much their subject is; `earlier` is the last measure of the sentence
    before, which a bare subject inherits ("Forty were tried. Twelve were acquitted."); `again` is the measure that the
    same number had last in the document, which "the four" points back to.
    """

    stop: int
    bracketed: bool
    previous: Measure | None
    amounts: frozenset[str]
    earlier: Measure | None = None
    again: Measure | None = None


def sentence_start(token: Token) -> int:
    """The index of the first token of its sentence."""
    return int(token.sent.start)


def phrase_left(noun: Token, number: TokenSpan) -> int:
    """Where the phrase of a noun may begin: behind the number, or with the sentence when the noun stands before it."""
    return int(number.end) if noun.i >= number.end else sentence_start(noun)


def verb_phrase(verb: Token, number: TokenSpan) -> str:
    """A verb with its subject: "revenues dropped"; of "be", where or what somebody was."""
    subject = subject_of(verb)
    named = subject is not None and subject.pos_ in NOUN
    who = noun_phrase(subject, sentence_start(subject), subject.i + 1) if subject is not None and named else ""
    said = _state(verb, number) if verb.lemma_ == "be" else verb.text
    return " ".join(word for word in (who, said) if word)


def _state(verb: Token, number: TokenSpan) -> str:
    """ "had been in prison for 12 years": where or what somebody was."""
    for token in verb.rights:
        if token.dep_ in ("prep", "acomp", "attr") and token.right_edge.i < number.start - 1:
            return clean(verb.doc[token.left_edge.i : token.right_edge.i + 1])
    return ""
