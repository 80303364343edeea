"""Question → `Frame`: what is asked, and which events, names, words and time restrict it.

Nothing is looked up here except the names that the knowledge base knows.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from justicekb.edtf import Edtf
from justicekb.query.language import PLURAL, Lexicon, counted, lexicon, parts, stem, tokens
from justicekb.query.questions.asides import described
from justicekb.query.questions.idioms import plainly
from justicekb.query.questions.names import Name, hasty_words, named_in, run_on, unknown_in, untitled
from justicekb.query.questions.openings import asked_first, content_start, opening_of, spelt_out
from justicekb.query.questions.spelling import corrected, spelt
from justicekb.query.questions.times import Times, times_in
from justicekb.spans import Span
from justicekb.store.base import RecordReader
from justicekb.vocabulary import Vocabulary
from justicekb.vocabulary.entries import QuestionForm

Asked = Literal["date", "figure", "speaker", "statement", "provision", "office", "identity", "participant", "place"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """A question as it is understood.

    `head` are the stems of what is counted or of an office, its noun last; `words` the stems that a sentence is
    compared with (names and dates left out), `said` the same as they were written, `weak` those it may lack;
    `trigger` the stem that names the event and `events` the types it may name. `current` asks for how things are
    now, `planned` for what will be, `existence` for how many there are; `inverted` for what a named agent did it to
    ("which treaty did Norland ratify").
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
    inverted: bool = False

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
    "participant": "who took part", "place": "a place",
}  # fmt: skip


def frame_of(question: str, records: RecordReader, vocabulary: Vocabulary) -> Frame | None:
    """The frame of a question, None when its opening words are of no known form."""
    known = lexicon(vocabulary)
    asked = plainly(asked_first(corrected(" ".join(question.split()), records, known)), vocabulary)
    opening = opening_of(asked, known)
    if opening is None:
        asked = spelt_out(asked, known) or ""
        opening = opening_of(asked, known)
    if opening is None:
        return None
    form, match = opening
    names = [n for n in named_in(asked, records, vocabulary) if n.span.start >= content_start(match)]
    names = [n for n in names if not _noun(n, form, match, known)]
    aside = described(asked, names, known)
    names = [n for n in names if n.country or not any(span.contains(n.span) for span in aside)]
    times = times_in(asked, [n.span for n in names], vocabulary)
    if any(span.contains(time) for span in aside for time in times.spans):
        times = Times(None, times.spans)
    names = [n for n in names if not any(span.contains(n.span) for span in times.spans)]
    taken = [Span(0, content_start(match)), *(n.span for n in names), *times.spans]
    unknown = [n for n in unknown_in(asked, [*taken, *aside], known) if not _common(n, asked, form, match)]
    unknown = [n for n in unknown if n.text not in ("Article", "Section", "Paragraph", "Rule")]
    unknown = [untitled(n, known) for n in unknown]
    names = spelt([*run_on(names, unknown), *hasty_words(asked, [*taken, *aside], known)], records, vocabulary)
    return _Reader(asked, form, match, sorted(names, key=lambda n: n.span), times, known, aside).frame()


def _noun(name: Name, form: QuestionForm, match: re.Match[str], known: Lexicon) -> bool:
    """Whether something that is called so in the base is a common noun here: an office, what is counted, a people."""
    if form.asked == "office":
        return set(name.stems) <= known.uses["roles"]
    if name.country and re.search(r"\bethnic $", match.string[: name.span.start]):
        return True
    counted_first = form.asked == "figure" and name.span.start == match.end() + 1
    return counted_first and len(name.stems) == 1 and re.fullmatch(PLURAL, name.text) is not None


def _common(name: Name, question: str, form: QuestionForm, match: re.Match[str]) -> bool:
    """Whether capitals write a common noun: an office ("the Prosecutor General") or what is counted ("NGOs")."""
    if form.asked == "office":
        return re.search(r"\b(?:of|in|at|for|to)(?: the)? $", question[: name.span.start]) is None
    return form.asked == "figure" and name.span.start == match.end() + 1


@dataclass(frozen=True, slots=True)
class _Reader:
    """Reads the parts of one question."""

    question: str
    form: QuestionForm
    match: re.Match[str]
    names: list[Name]
    times: Times
    known: Lexicon
    aside: list[Span]

    def frame(self) -> Frame:
        own, trigger = self._words(), self._trigger()
        words = [stem(word) for word in own]
        return Frame(
            question=self.question,
            asked=self.form.asked,
            units=self.form.units or self._units(),
            types=self.form.types,
            events=self._events(trigger),
            trigger=trigger,
            names=tuple(n for n in self.names if not n.country),
            countries=tuple(n for n in self.names if n.country),
            head=self._head(),
            words=tuple(dict.fromkeys(words)),
            said=tuple({stem(word): word for word in reversed(own)}.values())[::-1],
            weak=frozenset(w for w in words if w in self.known.uses["weak"]) | self._aside() | self._doers(trigger),
            when=self.times.when,
            negative=self._has(r"\b(?:no|not|never|without|lack\w*|refus\w*)\b|n['’]t\b"),
            current=self.times.when is None and self._has(_CURRENT),
            planned=self._has(r"\b(?:will|going to|(?:is|are) due|shall|planned)\b"),
            existence=self._has(_EXISTENCE),
            inverted=self._has(r"^(?:who|whom|(?:which|what) [\w' -]+?) (?:did|does|do) "),
            passive=self._has(r"\b(?:was|were|been|is|are|be)\s+(?:\w+\s+)?\w+(?:ed|en|wn|ut|held|made|sent|found)\b"),
        )

    def _units(self) -> tuple[str, ...]:
        """What a quantity is counted in when the question's form leaves it open: a population in heads."""
        head = self._head() if self.form.asked == "figure" else ()
        return ("count",) if head and head[-1] in self.known.uses["counted"] else ()

    def _has(self, pattern: str) -> bool:
        return re.search(pattern, self.question, re.IGNORECASE) is not None

    def _free(self) -> list[tuple[str, Span]]:
        """The words after the opening that belong to no name and no date."""
        taken = [name.span for name in self.names] + list(self.times.spans)
        start = content_start(self.match)
        return [
            (word, place)
            for word, place in tokens(self.question)
            if place.start >= start and not any(place.overlaps(other) for other in taken)
        ]

    def _words(self) -> list[str]:
        said = self.known.uses["report"] if self.form.asked in ("speaker", "statement") else frozenset()
        own = [part for word, _ in self._free() for part in (parts(word)[1:] or [word])]
        return [word for word in own if not self.known.is_stop(word) and stem(word) not in said]

    def _aside(self) -> frozenset[str]:
        """The words that only describe a name: those beside a person, and whose a body is ("the mayor's Office")."""
        starts = {name.span.start for name in self.names}
        owners = [w for w, place in self._free() if re.search("['’]s?$", w) and place.end + 1 in starts]
        beside = [w for w, place in self._free() if any(span.contains(place) for span in self.aside)]
        return frozenset(map(stem, (*owners, *beside)))

    def _doers(self, trigger: str | None) -> frozenset[str]:
        """The common words for who did it to a person: whether police or officers arrested somebody is seldom said."""
        did = re.search(r"\b(?:did|do|does) (?:the )?((?:\w+ ){1,2}?)(\w+) ", self.question)
        if did is None or stem(did[2]) != trigger or not any(n.type == "person" for n in self.names):
            return frozenset()
        return frozenset(stem(word) for word in did[1].split())

    def _trigger(self) -> str | None:
        """The stem that names the event: the participle of a passive, else the first verb-like one, else the first."""
        named = [w for w, at in self._free() if stem(w) in self.known.events and not self._modifies(w, at)]
        head = set(self._head())
        named = [w for w in named if stem(w) not in head] or named
        named = [w for w in named if stem(w) not in self.known.uses["weak"] | self._aside()] or named
        named = [w for w in named if not self._has(rf"\b(?:an?|the|his|her|its|their) {re.escape(w)}\b")] or named
        verb = self._verb()
        if carried := self._carried(verb):
            return carried
        if verb is not None and self.form.asked == "date" and (verb in self.known.events or not named):
            return verb
        if re.search(r"\b(?:was|were|been|is|are|be)\b", self.question):
            preferred = [w for w in named if re.search(_PARTICIPLE, w)]
        else:
            preferred = [w for w in named if not re.search(_NOMINAL, w)]
        return stem((preferred or named)[0]) if named else None

    def _carried(self, verb: str | None) -> str | None:
        """The stem of the event that a verb only brings about: the moratorium of "when was the moratorium imposed"."""
        if verb not in self.known.uses["bringing"]:
            return None
        subject = re.search(r"\b(?:was|were|is|are|been) (?:(?:the|an?|its|their) )?(.+)", self.question)
        phrase = re.split(r"\b(?:of|on|in|for|against|to|at|by)\b", subject[1])[0] if subject else ""
        nouns = [stem(w) for w, _ in tokens(phrase) if stem(w) != verb and not re.search(r"(?:ed|['’]s)$", w)]
        return nouns[-1] if nouns and nouns[-1] in self.known.events else None

    def _events(self, trigger: str | None) -> frozenset[str]:
        """The event types that the trigger may name; with a person those that happen to persons, if it names one."""
        named = self.known.events.get(trigger, frozenset()) if trigger else frozenset()
        personal = named & self.known.personal if any(n.type == "person" for n in self.names) else frozenset()
        return personal or named

    def _modifies(self, word: str, place: Span) -> bool:
        """Whether a word names no event here: a stop word, or one of "death penalty"."""
        around = [Span(*m.span()) for m in re.finditer(r"\bdeath (?:penalty|row|sentences?)\b", self.question, re.I)]
        return any(span.contains(place) for span in around) or self.known.is_stop(word)

    def _verb(self) -> str | None:
        """The stem of the verb, where the question's build shows it and it has a meaning of its own.

        It is the participle of a passive, or what follows the name right behind "did".
        """
        nouns = self.known.uses["locality"] | self.known.uses["body"] | self.known.uses["called"]
        if passive := re.search(r"\b(?:was|were|been|is|are|be)\b", self.question):
            behind = [w for w, at in self._free() if at.start > passive.end() and re.search(_PARTICIPLE, w)]
        else:
            first = next(
                (
                    n
                    for n in self.names
                    if re.search(r"\b(?:did|has|have|had)(?: the)? $", self.question[: n.span.start])
                ),
                None,
            )
            behind = [w for w, at in self._free() if first is not None and at.start > first.span.end][:2]
            behind = [w for at, w in enumerate(behind) if not at or stem(behind[0]) in nouns]
        own = [stem(w) for w in behind if stem(w) not in self.known.uses["weak"] | nouns | self._aside()]
        own = [w for w in own if not self.known.is_stop(w)]
        return own[0] if own else None

    def _head(self) -> tuple[str, ...]:
        if self.form.asked == "figure" and "head" not in self.match.re.groupindex:
            own = counted(self.question[self.match.end() :], self.known)
            return tuple(w for w in own if not self._in_name(w))
        if "head" not in self.match.groupdict():
            return ()
        phrase, _, rest = (self.match["head"] or "").partition(" of ")
        if rest and self.form.asked == "figure" and stem(phrase.split()[-1]) in self.known.uses["weak"]:
            return tuple(w for w in counted(rest, self.known) if not self._in_name(w))  # "the number of prisoners"
        phrase = re.split(r"\b(?:of|in|for|at|to|on|under|within|that|who|which)\b", phrase)[0]
        taken = [n.text for n in self.names]
        free = [w for w, _ in tokens(phrase) if not any(w in t.split() or t.startswith(w) for t in taken)]
        return tuple(stem(w) for w in free if not self.known.is_stop(w))

    def _in_name(self, word: str) -> bool:
        """Whether the first word of the question with a stem belongs to a name: what is counted stands before most."""
        start = content_start(self.match)
        at = next((p for w, p in tokens(self.question) if p.start >= start and stem(w) == word), None)
        return at is not None and any(n.span.contains(at) for n in self.names)


# A question for how things are now.
_CURRENT = r"\b(?:is|are|does|do|has|have|currently|now|today|remain|left)\b"

# A question for how many there are, not how many were closed, visited or released.
_EXISTENCE = r"\b(?:are|is|were|was) there\b|\bexist(?:s|ed)?\b|\b(?:does|do|did)\b.*\b(?:have|operate|run)\b"

_PARTICIPLE = r"(?:ed|en|wn|ut|held|made|sent|found|built|met|begun|shot|put|left|won|lost)$"
_NOMINAL = r"(?:ing|ion|ment|[^s]s)$"
