"""How a question begins: what is asked for stands first, and its opening words say what kind of answer is meant."""

from __future__ import annotations

import re

from justicekb.query.lexicon import Lexicon
from justicekb.vocabulary.entries import QuestionForm

_POLITE = r"(?:please,? |(?:can|could|would) you |do you know |i (?:want|would like) to know |tell me |say |and )+"


def asked_first(question: str) -> str:
    """ "In 2018, how many visits were made?" with its time or place at the end, "… when?" with its word in front."""
    question = re.sub(rf"^{_POLITE}", "", question, flags=re.IGNORECASE)
    question = re.sub(r"^(?:name|list|give)(?: me)? the\b", "who is the", question, flags=re.IGNORECASE)
    question = re.sub(r"^(.+?),? (?:in )?(when|where|what year)\s*\?*$", r"\2 \1", question, flags=re.IGNORECASE)
    moved = re.fullmatch(r"((?:In|On|During|As of|At|By|Between|According to) [^?]{2,60}?), (\w.*?)\s*\??", question)
    return f"{moved[2]} {moved[1]}?" if moved else question


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
