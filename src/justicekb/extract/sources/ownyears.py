"""Years that belong to a law's name: `of_a_law` tells "the Convention against Torture (1984)" from a date.

A treaty's own year is the one in which it was adopted, as the vocabulary has it; any other year beside its name dates
something ("Kazakhstan ratified the Convention against Torture (1998)"). A national law, whose year no vocabulary
knows, is named with its own year. Only the adoption of the law itself happened in that year.
"""

from __future__ import annotations

import re

from spacy.tokens import Token

from justicekb.extract.nlp import Found, Parsed
from justicekb.model import Mention
from justicekb.spans import Span
from justicekb.vocabulary import Vocabulary
from justicekb.vocabulary.entries import EventEntry, Treaty

_YEAR = re.compile(r"\d{4}")
# Between a law's name and its year: " (", ", ", " of ", " (CAT) (", " (OPCAT, ".
_BEHIND = re.compile(r"\s?(?:\([A-Z][\w-]*(?:\)\s?[(,]?|,)\s?|[(\[,]\s?|\sof\s|\s)")
_BEFORE = re.compile(r"\s(?:[A-Z][\w.]*\s){0,2}")
_REACH = 24  # characters between a law and its year


def of_a_law(parsed: Parsed, span: Span, vocabulary: Vocabulary, found: Found) -> bool:
    """Whether the date at `span` is the year of the law beside it and not the time of what its sentence tells."""
    text = parsed.document.text
    if not _YEAR.fullmatch(text, span.start, span.end):
        return False
    near = Span(max(0, span.start - _LONGEST_LAW), min(len(text), span.end + _LONGEST_LAW))
    for law in found.within(Mention, near):
        if law.type == "law" and law.span.contains(span):  # "the Prisons Act 1952"
            return True
        if law.type == "law" and _is_own(law, span, text, vocabulary) and not _adopted(parsed, law.span, vocabulary):
            return True
    return False


_LONGEST_LAW = 300  # characters of a law's name before or behind its year


def _is_own(law: Mention, span: Span, text: str, vocabulary: Vocabulary) -> bool:
    own = vocabulary.once(_adoption_years).get(law.canonical)
    behind = 0 < span.start - law.span.end < _REACH and _BEHIND.fullmatch(text, law.span.end, span.start)
    before = 0 < law.span.start - span.end < _REACH and _BEFORE.fullmatch(text, span.end, law.span.start)
    if own is not None or law.canonical in vocabulary.once(_treaties):
        return bool(behind or before) and own == text[span.start : span.end]
    return bool(behind) and not _counts_on(text, law.span.end, span)


def _counts_on(text: str, end: int, span: Span) -> bool:
    """Whether the year goes on to something else: "the Prison Act, 2014 and 2015", "the Act 2014-2016"."""
    comma = text[end : end + 1] == ","
    closed = text[span.end : span.end + 1] in (")", "]", ",", ".", ";", "")
    return (comma and not closed) or re.match(r"\s?[-–/]\d", text[span.end : span.end + 3]) is not None


def _adopted(parsed: Parsed, law: Span, vocabulary: Vocabulary) -> bool:
    """Whether the sentence tells that the law was adopted, which happened in its own year."""
    sentence = parsed.sentence_at(law.start)
    tokens = sentence.tokens_of(law) if sentence else None
    if tokens is None:
        return False
    over: list[Token] = [token for token in tokens.root.ancestors if token.pos_ in ("VERB", "NOUN")]
    words = vocabulary.once(_adopting)
    return bool(over) and (over[0].lemma_.lower() in words or tokens.root.lemma_.lower() in words)


def _adoption_years(vocabulary: Vocabulary) -> dict[str, str]:
    return {treaty.name: treaty.adopted[:4] for treaty in vocabulary.entries(Treaty) if treaty.adopted}


def _treaties(vocabulary: Vocabulary) -> frozenset[str]:
    return frozenset(treaty.name for treaty in vocabulary.entries(Treaty))


def _adopting(vocabulary: Vocabulary) -> frozenset[str]:
    """The verbs and nouns of adoption."""
    entries = [e for e in vocabulary.entries(EventEntry) if e.type == "adoption" and not e.dated_subject]
    words = {w for e in entries for w in (*e.verbs, *e.nouns) if not e.date_before}
    return frozenset(word for word in words if " " not in word)
