"""Names in another language in brackets behind a name: "District Court (Okresný súd)" is the court, not a person."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from justicekb.extract.names.candidates import WordGroups, proposal
from justicekb.extract.nlp import Parsed
from justicekb.model import Mention
from justicekb.spans import Span

# Rules for names whose build is English, so that what stands in brackets may be the name in its own language.
_ENGLISH = frozenset(
    {"organisation.head", "organisation.defined", "organisation.partly", "organisation.tail", "place.facility"}
)
_GLOSS = re.compile(r"\s\((?P<gloss>[^()\d,;:/]{5,90})\)")
_SHORTEST_WORD = 3  # letters; shorter ones are initials or abbreviations (Hale J)


def with_glosses(parsed: Parsed, mentions: Sequence[Mention], groups: WordGroups) -> Iterator[Mention]:
    """The proposals, those of the model inside a gloss replaced by one for the body that the gloss names again.

    The gloss of a facility is dropped: it says what the facility is ("Sztum Prison (Zakład Karny)").
    """
    glosses = dict(_found(parsed, mentions, groups))
    for mention in mentions:
        if not any(span.contains(mention.span) for span in glosses):
            yield mention
    for span, body in glosses.items():
        if body.type == "organisation":
            yield proposal(parsed, span, "organisation", rule="organisation.gloss")


def _found(parsed: Parsed, mentions: Sequence[Mention], groups: WordGroups) -> Iterator[tuple[Span, Mention]]:
    for body in mentions:
        match = _GLOSS.match(parsed.document.text, body.span.end)
        if match is None or not _foreign(match["gloss"], groups):
            continue
        if body.rule not in _ENGLISH and (match["gloss"].isascii() or body.type != "organisation"):
            continue
        span = Span(*match.span("gloss"))
        inside = [m for m in mentions if span.contains(m.span)]
        if inside and all(m.rule.endswith(".spacy") for m in inside):
            yield span, body


def _foreign(gloss: str, groups: WordGroups) -> bool:
    """Whether the words may be a name in another language: none of them is a given name or an initial.

    Other languages write the later words small, which only counts where a letter is none of English.
    """
    words = [w.strip("“”\"«»'’") for w in gloss.split()]
    if len(words) < 2 or not words[0][:1].isupper() or any(w in groups.given for w in words):
        return False
    return not gloss.isascii() or all(len(w) >= _SHORTEST_WORD and w[0].isupper() for w in words)
