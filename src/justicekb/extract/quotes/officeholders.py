"""The persons a document names outside its quotations, and which of them "the director" or "she" means."""

from __future__ import annotations

import re
from collections.abc import Sequence

from justicekb.extract.nlp import Parsed
from justicekb.model import Mention, normalise_name
from justicekb.spans import Span

_ARTICLE = re.compile(r"^(?:the|a|an|his|her|its|their|our|some|this|that|which|whose)\s+", re.IGNORECASE)
# An office is looked for this far before and behind a name (characters).
_TITLE = 60
# An office of more words is a description.
_MOST_WORDS = 6
# Behind an office may stand its field ("Rapporteur on Torture Novak") or a noun and a comma ("challenger, Anna Novak").
_FIELD = r"(?:\s+(?:of|for|on|in|to|at|and|the|[A-Z][\w’'-]*))*"
_NOUN_COMMA = r"(?:(?:\s+[a-z][\w’'-]+){0,2},)?"


class OfficeHolders:
    """The persons named in one document, in text order, with the offices that stand beside their names."""

    def __init__(self, parsed: Parsed, people: Sequence[Mention]) -> None:
        self._text = parsed.document.text
        self.people = people

    def at(self, place: Span) -> Mention | None:
        """The person whose name stands at a place."""
        return next((m for m in self.people if m.span.overlaps(place)), None)

    def called(self, family: str) -> Mention | None:
        """The first person with this family name or later given name."""
        return next((m for m in self.people if family in m.name.split()[1:]), None)

    def before(self, at: int) -> list[Mention]:
        """The persons named before a place."""
        return [m for m in self.people if m.span.end <= at]

    def holder(self, phrase: str, at: int) -> Mention | None:
        """The person last named before `at` with the office that a phrase such as "the director" speaks of."""
        office = without_article(phrase)
        wanted = set(normalise_name(office).split())
        if not 0 < len(wanted) <= _MOST_WORDS:
            return None
        before = self.before(at)
        for mention in reversed(before):
            if mention.role and wanted <= set(normalise_name(mention.role).split()):
                return mention
        if len(wanted) > 1 or not (office.islower() or phrase[:4].casefold() == "the "):
            return None
        return next((m for m in reversed(before) if self._is_titled(m, office)), None)

    def _is_titled(self, mention: Mention, office: str) -> bool:
        """Whether a word is the office before or behind a name: "Rapporteur on X Novak", "Novak, a pilot"."""
        start, end = mention.span.start, mention.span.end
        before, after = self._text[max(0, start - _TITLE) : start], self._text[end : end + _TITLE]
        word = re.escape(office)
        led = rf"\b{word}(?:{_FIELD}|{_NOUN_COMMA})\s+$"
        behind = rf",\s+(?:an?\s+|the\s+)?(?:[\w’'-]+\s+){{0,3}}{word}\b"
        return bool(re.search(led, before, re.IGNORECASE) or re.match(behind, after, re.IGNORECASE))


def without_article(phrase: str) -> str:
    """A noun phrase without the article or possessive it begins with, on one line."""
    return _ARTICLE.sub("", " ".join(phrase.split()))
