"""What a question asks, as values: a `Frame` of what is looked for, and the names in it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

from justicekb.edtf import Edtf
from justicekb.model import EntityType, RoleName
from justicekb.spans import Span

Asked = Literal[
    "date",
    "figure",
    "speaker",
    "statement",
    "provision",
    "office",
    "identity",
    "participant",
    "place",
    "verdict",
    "cause",
    "definition",
    "author",
    "age",
    "happening",
    "open",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Name:
    """A name in a question: its words and place, the entities it may mean, and the stems of its words.

    `ids` is empty for a name that is not known; `country` tells that it is a country's, `parted` that the country at
    its end was taken off; `written` is how the knowledge base writes a name that the question misspells,
    `untitled_from` the words before it that were taken off.
    """

    text: str
    span: Span
    ids: frozenset[str] = frozenset()
    type: EntityType | None = None
    country: bool = False
    stems: tuple[str, ...] = ()
    parted: bool = False
    written: str | None = None
    untitled_from: str | None = None

    @property
    def proper(self) -> bool:
        """Whether it is written as a name, with a capital letter or a digit, or would be with more care."""
        return self.written is not None or any(c.isupper() or c.isdigit() for c in self.text)


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """A question as it is understood.

    `head` are the stems of what is counted or of an office, its noun last; `words` the stems that a sentence is
    compared with (names and dates left out), `said` the same as they were written, `weak` those it may lack;
    `trigger` the stem that names the event and `events` the types it may name. `current` asks for how things are
    now, `planned` for what will be, `existence` for how many there are; `role` is the part that a participant who is
    asked for has in the event, `since` asks for a beginning, `every` for all there are, `lasting` for how long it
    has gone on, `period` for the time that something is done for ("elected for which years").
    To read a single sentence `asking` is the stem of the noun asked for ("which owner"), `leading` that of a verb right
    behind the asking words, and `verb` that of the predicate: this one, the main verb, the trigger or a past form.
    """

    question: str
    asked: Asked
    units: tuple[str, ...] = ()
    types: tuple[str, ...] = ()
    events: frozenset[str] = frozenset()
    trigger: str | None = None
    names: tuple[Name, ...] = ()
    countries: tuple[Name, ...] = ()
    head: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    said: tuple[str, ...] = ()
    weak: frozenset[str] = frozenset()
    when: Edtf | None = None
    negative: bool = False
    current: bool = False
    planned: bool = False
    passive: bool = False
    existence: bool = False
    since: bool = False
    every: bool = False
    role: RoleName = "agent"
    lasting: bool = False
    period: bool = False
    asking: str | None = None
    leading: str | None = None
    verb: str | None = None

    def beginning(self) -> Frame:
        """The question for when it began: "how long has it worked?" may be told by that."""
        return replace(self, asked="date", units=(), since=True, lasting=False)

    @property
    def noun(self) -> str | None:
        """The stem of the noun that is counted, or of the office."""
        return self.head[-1] if self.head else None

    @property
    def specific(self) -> bool:
        """Whether enough is named to tell an answer from any other record of its kind."""
        told = [w for w in self.words if w not in self.weak]
        named = len(self.names) + len(self.countries) + (self.when is not None)
        if self.asked == "date":
            return bool(named or (self.events and len(told) > 1))
        if self.asked == "happening":
            return named > 0
        if self.asked in ("cause", "open", "verdict"):
            return len(told) + named > 1
        return bool(named or len(told) > (1 if self.asked == "figure" else 0) or (self.head and self.asked == "office"))

    def describe(self) -> str:
        """What is looked for, in plain words."""
        told = [_ASKED[self.asked]]
        if self.events:
            told.append(f"events: {', '.join(sorted(self.events))}")
        if self.countries or self.names:
            told.append("names: " + ", ".join(name.written or name.text for name in (*self.countries, *self.names)))
        if self.words:
            told.append(f"words: {' '.join(self.said or self.words)}")
        if self.when:
            told.append(f"time: {self.when}")
        return "; ".join(told)


_ASKED: dict[Asked, str] = {
    "date": "a date", "figure": "a figure", "speaker": "who said it", "statement": "what was said",
    "provision": "a provision", "office": "who holds an office", "identity": "who somebody is",
    "participant": "who took part", "place": "a place", "verdict": "yes or no", "cause": "a cause",
    "definition": "what something is", "author": "who wrote it", "age": "an age", "happening": "what happened",
    "open": "a sentence that says it",
}  # fmt: skip
