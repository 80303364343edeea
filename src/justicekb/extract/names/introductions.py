"""How names are introduced: what stands in brackets behind a body, and who is named as another person's relative."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from justicekb.extract.names.candidates import WordGroups
from justicekb.extract.names.gazetteer import Definition
from justicekb.extract.names.neighbours import OPENING
from justicekb.extract.nlp import Parsed
from justicekb.model import Mention
from justicekb.spans import Span

_BRACKETED = re.compile(r"\s\((?:the\s)?[\"“]?(?P<short>[A-Z][A-Za-z-]{0,8}[A-Z]s?)[\"”]?\)")


def in_brackets(parsed: Parsed, chosen: Sequence[Mention]) -> dict[str, Definition]:
    """What stands in brackets right behind a body: foreign acronyms "(SBU)" and translations "(The Voice of …)"."""
    found: dict[str, Definition] = {}
    bodies = {m.span.start: m for m in chosen if m.type == "organisation"}
    for mention in bodies.values():
        opening = OPENING.match(parsed.document.text, mention.span.end)
        inside = bodies.get(opening.end()) if opening else None
        closed = opening is not None and "(" not in opening[0]
        if inside is not None and (closed or parsed.document.text[inside.span.end : inside.span.end + 1] == ")"):
            found.setdefault(inside.text, Definition(mention.text, inside.text, mention.span, inside.span))
        behind = _BRACKETED.match(parsed.document.text, mention.span.end)
        if behind is not None:
            span = Span(*behind.span("short"))
            found.setdefault(behind["short"], Definition(mention.text, behind["short"], mention.span, span))
    return found


def introduced_as_kin(parsed: Parsed, chosen: Iterable[Mention], groups: WordGroups) -> frozenset[int]:
    """Where persons are named right behind what they are to another person: his twin brother, Damon Hale."""
    text = parsed.document.text
    before = (
        (m.span.start, _KIN_BEFORE.search(text, max(0, m.span.start - _LONGEST_KIN), m.span.start))
        for m in chosen
        if m.type == "person"
    )
    return frozenset(at for at, word in before if word is not None and groups.has("kin", word[1]))


_KIN_BEFORE = re.compile(r"(?<![\w-])([\w-]+),?\s$")
_LONGEST_KIN = 20  # characters
