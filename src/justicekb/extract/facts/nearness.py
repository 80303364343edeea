"""What a date dates by word order alone, where neither its own words nor the parse give it an event.

The event nearest before a date is its own while nothing stands between that could have another: no other verb, no
mark that ends a clause, no word that only places something in time or cause.
"""

from __future__ import annotations

from collections.abc import Mapping

from spacy.tokens import Span as TokenSpan
from spacy.tokens import Token

from justicekb.extract.facts.attachment import ANSWERED
from justicekb.extract.facts.datewords import Dating
from justicekb.extract.facts.datewords import start_token as start
from justicekb.extract.facts.lexicon import Trigger
from justicekb.vocabulary.wordlists import WordList

_BARRIERS = WordList("ties-of-circumstance")
_BRINGS_DEED = frozenset({"with", "of", "for", "over", "against"})
_RELATES = WordList("nouns-that-relate-a-deed")
_BRINGS = frozenset({"on", "in", "during", "from", "between", "at", "over"})
_ENDS = frozenset({";", ":", "(", ")", "–", "—", "“", "”", '"'})
_CLAUSES = frozenset({"that", "which", "who", "whose", "where", "when", "while", "as", "if", "and", "but", "or"})
_REACH = 14  # tokens between an event's verb and a date


def nearest_before(date: Dating, triggers: Mapping[int, Trigger]) -> Trigger | None:
    """The event of the verb before a date with nothing of another clause between them."""
    if not _adverbial(date):
        return None
    doc, first = date.tokens.doc, start(date)
    for at in range(first - 1, max(date.tokens.sent.start, first - _REACH) - 1, -1):
        token = doc[at]
        trigger = triggers.get(at)
        if trigger is not None and trigger.kind == "verb":
            return trigger if trigger.entry.type not in ANSWERED or not _tells_deed(doc[at + 1 : first]) else None
        if trigger is not None and _set_off(date) and not trigger.entry.date_before:
            return trigger  # "welcomes the ratification of the Protocol, in April 2013"
        if trigger is not None or _parts(token):
            return None
    return None


def _set_off(date: Dating) -> bool:
    """Whether a comma parts a date from the words before it."""
    first = start(date)
    return first > date.tokens.sent.start and date.tokens.doc[first - 1].text == ","


def _tells_deed(gap: TokenSpan) -> bool:
    """Whether what stands before a date tells the deed that somebody answers for, whose day it may be."""
    return any(token.lower_ in _BRINGS_DEED or token.lower_ in _RELATES for token in gap)


def _adverbial(date: Dating) -> bool:
    """Whether it stands as a time by itself: behind a preposition of time, or bare with nothing of a noun after it."""
    if date.prep is not None:
        return date.prep.lower_ in _BRINGS
    after = date.tokens.doc[date.tokens.end] if date.tokens.end < date.tokens.sent.end else None
    return after is None or after.is_punct or after.pos_ in ("ADP", "SCONJ", "CCONJ")


def _parts(token: Token) -> bool:
    """Whether a word opens or ends a clause, or ties what follows it to another time or cause."""
    if token.text in _ENDS or token.lower_ in _CLAUSES or token.lower_ in _BARRIERS:
        return True
    return token.pos_ in ("VERB", "AUX") or token.ent_type_ in ("DATE",)
