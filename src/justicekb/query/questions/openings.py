"""How a question begins: what is asked for stands first, and its opening words say what kind of answer is meant."""

from __future__ import annotations

import re

from justicekb.query.language import PLURAL, Lexicon, stem, tokens
from justicekb.vocabulary.entries import QuestionForm

_POLITE = r"(?:please,? |(?:can|could|would) you |do you know |i (?:want|would like) to know |tell me |say |and )+"

_ROUGHLY = r"at least|at most|about|roughly|approximately|exactly|up to|as of when|around"


def asked_first(question: str) -> str:
    """ "In 2018, how many visits were made?" with its time or place at the end, "… when?" with its word in front."""
    question = re.sub(rf"^{_POLITE}", "", question, flags=re.IGNORECASE)
    question = re.sub(rf"^(?:{_ROUGHLY}) (?=how|what|which|when)", "", question, flags=re.IGNORECASE)
    question = re.sub(r"^(?:name|list|give)(?: me)? the\b", "who is the", question, flags=re.IGNORECASE)
    question = re.sub(r"^(.+?),? (?:in )?(when|where|what year)\s*\?*$", r"\2 \1", question, flags=re.IGNORECASE)
    moved = re.fullmatch(r"((?:In|On|During|As of|At|By|Between|According to) [^?]{2,60}?), (\w.*?)\s*\??", question)
    return f"{moved[2]} {moved[1]}?" if moved else question


def readings(question: str) -> list[str]:
    """The question, then what else it may ask: "how long has it worked?" may be told by when it began."""
    lasting = re.match(r"(?:for )?how long (?=has|have|had)", question, re.IGNORECASE)
    return [question, f"since when {question[lasting.end() :]}"] if lasting else [question]


def spelt_out(words: str, known: Lexicon) -> str | None:
    """A question made of keywords: "Norland accession date" asks when, "prisoners Norland 2018" how many.

    None when they ask for nothing that can be told, or begin as a question of another form does.
    """
    if re.match(_OTHER_FORM, words, re.IGNORECASE):
        return None
    if dated := re.fullmatch(r"(.+?)\b(?:date|year|day)\s*\??", words, re.IGNORECASE):
        return f"when was {dated[1].strip()}?"
    plain = [word for word, _ in tokens(words) if word.islower() and not known.is_stop(word)]
    if any(re.fullmatch(PLURAL, word) for word in plain):
        return f"how many {words}"
    return f"when was {words}" if any(stem(word) in known.events for word in plain) else None


_OTHER_FORM = r"(?:why|how|wh\w+|can|could|would|will|should|shall|may|must|explain|describe|compare|tell|let)\b"


def opening_of(question: str, known: Lexicon) -> tuple[QuestionForm, re.Match[str]] | None:
    for form, pattern in known.forms:
        match = pattern.match(question)
        if match:
            return form, match
    return None


def content_start(match: re.Match[str]) -> int:
    """Where the words begin that carry content: the first named group, else the end of the opening."""
    begins = [match.start(group) for group, value in match.groupdict().items() if value and group != "unit"]
    return min(begins, default=match.end())
