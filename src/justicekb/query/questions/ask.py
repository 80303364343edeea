"""Question → `Answer`: values that are stored, with their sentences, or "not found"; nothing is ever made up.

A question is cut into its parts, each is read into a frame, and each kind of frame has its reply: stored values that
are supported requirement by requirement, or a value that a single sentence tells; yes or no; a cause, a definition, or
another statement in the words of a sentence. Where nothing is stated the nearest sentences are shown as no answer.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from justicekb.errors import Diagnostic, QueryError
from justicekb.findings import Answer, AnswerStatus, Value
from justicekb.model import normalise_name
from justicekb.query.language import Reading, atlas, lexicon
from justicekb.query.questions.analysis.frame import frame_of
from justicekb.query.questions.analysis.several import compared, parts_of
from justicekb.query.questions.frames import Frame
from justicekb.query.questions.judgement.evaluation import supports
from justicekb.query.questions.judgement.judge import Judge
from justicekb.query.questions.replies import verdicts
from justicekb.query.questions.replies.ages import ages
from justicekb.query.questions.replies.answers import Found, found_values
from justicekb.query.questions.replies.arguments import participants
from justicekb.query.questions.replies.authorship import authors
from justicekb.query.questions.replies.definitions import definitions
from justicekb.query.questions.replies.happenings import happenings
from justicekb.query.questions.replies.passages import (
    FullTextOpener,
    Told,
    nearest,
    sentences_about,
    sentences_around,
)
from justicekb.query.questions.replies.sentence_answers import by_sentence
from justicekb.query.questions.replies.statements import causes, named_so, sentences_saying
from justicekb.query.questions.replies.telling.reader import read_off
from justicekb.query.questions.replies.telling.wanted import called_so, wanted_of
from justicekb.query.questions.replies.told_values import from_sentence
from justicekb.store.base import RecordReader
from justicekb.vocabulary import Vocabulary

# What is said of a question that names nothing that an answer could be told by.
TOO_GENERAL = "the question names too little: say who or what, where or when it is about"

# What is said of a list.
NOT_ALL = "these are the ones that the documents name; there may be more"

# What is said where sentences are shown that do not answer.
NOTHING_STATES = "nothing states it"

# A question with everything that leads up to it; beyond this (characters) it is a document.
LONGEST = 2_000

# What no one sentence tells as a value.
_NOT_READ = ("definition", "author", "age", "happening")

# The most values listed.
LISTED = 10


def ask(question: str, records: RecordReader, vocabulary: Vocabulary, fulltext: FullTextOpener | None = None) -> Answer:
    """The answer to an English question about the knowledge base.

    `fulltext` opens the index of passages; it is asked only where no stored value answers. Raises QueryError for a
    question that is too long.
    """
    if len(question) > LONGEST:
        message = f"a question has at most {LONGEST:,} characters, this one has {len(question):,}"
        raise QueryError(Diagnostic(message=message, start=LONGEST, end=len(question)))
    parts = parts_of(question, lexicon(vocabulary))
    answers = [_Asking(part, records, vocabulary, fulltext).answer() for part in parts]
    return replace(answers[0], question=question) if len(answers) == 1 else _together(question, answers)


def _together(question: str, answers: list[Answer]) -> Answer:
    """Several answers side by side: the values in order of the parts, each part whole in `parts`."""
    degree = compared(question)
    if degree is not None:
        answers = sorted(answers, key=_first_number, reverse=degree == "more")
    found = [answer for answer in answers if answer.status != "not_found"]
    status: AnswerStatus = "not_found"
    if found:
        status = "disputed" if any(a.status == "disputed" for a in found) else "answered"
    notes = [f"{a.question}: {a.note or 'not found'}" for a in answers if a.status == "not_found"]
    if degree is not None and len(found) == len(answers):
        told = (f"{a.question.removeprefix('how many ')}: {a.answers[0].value}" for a in answers)
        notes.append(f"{degree}: {'; '.join(told)}")
    return Answer(
        question=question,
        status=status,
        understood=" | ".join(a.understood for a in answers),
        answers=tuple(value for answer in found for value in answer.answers),
        note="; ".join(notes) or None,
        nearest=() if found else answers[0].nearest,
        parts=tuple(answers),
    )


def _first_number(answer: Answer) -> float:
    """The first value as a number; one that is none stands last among "more"."""
    value = answer.answers[0].value.partition("/")[0] if answer.answers else ""
    return float(value) if value.replace(".", "", 1).isdigit() else float("-inf")


@dataclass(frozen=True)
class _Asking:
    """One question that is asked of one base."""

    question: str
    records: RecordReader
    vocabulary: Vocabulary
    fulltext: FullTextOpener | None

    def answer(self) -> Answer:
        frame = frame_of(self.question, self.records, self.vocabulary)
        if not frame.specific:
            return Answer(question=self.question, status="not_found", understood=frame.describe(), note=TOO_GENERAL)
        reading = Reading(self.records, atlas(self.vocabulary))
        judge = Judge(frame, reading, lexicon(self.vocabulary), atlas(self.vocabulary).countries)
        return _REPLIES.get(frame.asked, _by_value)(self, judge)

    def told(self, judge: Judge) -> list[Told]:
        """The sentences that speak of the question, best first; none without an index."""
        return sentences_about(judge, self.fulltext()) if self.fulltext is not None else []

    def read(self, judge: Judge, told: list[Told]) -> list[Value]:
        """The values that the one sentence tells which tells the question."""
        if self.fulltext is None or judge.frame.asked in _NOT_READ:
            return []
        return read_off(sentences_around(told, judge, self.fulltext()), judge)

    def reply(
        self, judge: Judge, values: tuple[Value, ...], *, disputed: bool = False, note: str | None = None
    ) -> Answer:
        """The answer with these values; without any the nearest sentences."""
        if not values:
            return self.nothing(judge, self.told(judge))
        status: AnswerStatus = "disputed" if disputed else "answered"
        notes = [n for n in (_note(judge.frame, found=True), note) if n]
        shown = values if judge.frame.every else values[:LISTED]
        return Answer(
            question=self.question, status=status, understood=judge.frame.describe(), answers=shown,
            note="; ".join(notes) or None,
        )  # fmt: skip

    def nothing(self, judge: Judge, told: list[Told]) -> Answer:
        """What one sentence tells that no record and no plainer reading gives; else the nearest sentences."""
        if values := self.read(judge, told):
            return self.reply(judge, tuple(values), note=NOT_ALL if judge.frame.every else None)
        near = nearest(told, judge)
        notes = [n for n in (_note(judge.frame, found=False), NOTHING_STATES if near else None) if n]
        return Answer(
            question=self.question, status="not_found", understood=judge.frame.describe(), nearest=near,
            note="; ".join(notes) or None,
        )  # fmt: skip


def _by_value(asking: _Asking, judge: Judge) -> Answer:
    """Stored values, else a value that one sentence tells, else how long by since when, else a sentence's words."""
    wanted = wanted_of(judge.frame, judge.lexicon)
    if (
        judge.frame.asked == "date" and wanted.sort == "name"
    ):  # "first prison accredited": keywords that ask for no date
        return asking.nothing(judge, asking.told(judge))
    found = found_values(supports(judge) or by_sentence(judge), judge)
    if not found and judge.frame.lasting:
        return _by_value(asking, replace(judge, frame=judge.frame.beginning()))
    if not found and judge.frame.asked in _OF_SENTENCE:
        return _OF_SENTENCE[judge.frame.asked](asking, judge)
    values = tuple(f.value for f in found if f.value.kind != "name" or called_so(f.value.value, wanted, judge.lexicon))
    note = NOT_ALL if judge.frame.every and values else None
    return asking.reply(judge, values, disputed=not judge.frame.every and _disputed(found), note=note)


def _told_value(asking: _Asking, judge: Judge) -> Answer:
    """The value that the best sentence tells; else the nearest sentences."""
    told = asking.told(judge)
    found = found_values(from_sentence(told, judge), judge)
    return asking.reply(judge, tuple(f.value for f in found)) if found else asking.nothing(judge, told)


def _participant(asking: _Asking, judge: Judge) -> Answer:
    told = asking.told(judge)
    wanted = wanted_of(judge.frame, judge.lexicon)
    values = tuple(v for v in participants(told, judge) if called_so(v.value, wanted, judge.lexicon))
    return asking.reply(judge, values) if values else asking.nothing(judge, told)


def _age(asking: _Asking, judge: Judge) -> Answer:
    values = tuple(ages(judge))
    return asking.reply(judge, values, disputed=len(values) > 1)


def _author(asking: _Asking, judge: Judge) -> Answer:
    values = tuple(authors(judge, asking.fulltext())) if asking.fulltext is not None else ()
    return asking.reply(judge, values)


def _disputed(found: list[Found]) -> bool:
    return len(found) > 1 and found[0].disputes(found[1:])


def _verdict(asking: _Asking, judge: Judge) -> Answer:
    found = verdicts.by_record(judge)
    if not found.values:
        told = asking.told(judge)
        found = verdicts.by_sentence(told, judge)
        if not found.values:
            return asking.nothing(judge, told)
    return asking.reply(judge, found.values, disputed=found.disputed)


def _cause(asking: _Asking, judge: Judge) -> Answer:
    told = asking.told(judge)
    values = tuple(asking.read(judge, told)) or tuple(causes(told, judge))
    return asking.reply(judge, values) if values else asking.nothing(judge, told)


def _definition(asking: _Asking, judge: Judge) -> Answer:
    plain = [w for w in judge.frame.words if w not in judge.frame.weak]
    if plain and len(judge.frame.names) == 1:  # "what is the maximum sentence Vesk faces" asks not what Vesk is
        return asking.nothing(judge, asking.told(judge))
    return asking.reply(judge, tuple(definitions(judge)))


def _happening(asking: _Asking, judge: Judge) -> Answer:
    values = tuple(happenings(judge))
    return asking.reply(judge, values, note=NOT_ALL if values else None)


def _statement(asking: _Asking, judge: Judge) -> Answer:
    told = asking.told(judge)
    if judge.frame.asked == "open" and wanted_of(judge.frame, judge.lexicon).sort != "wording":
        return asking.nothing(judge, told)  # "which owner": a sentence is no answer, a name in it is
    values = tuple(named_so(told, judge)) or (tuple(asking.read(judge, told)) if judge.frame.asked == "open" else ())
    values = values or tuple(sentences_saying(told, judge))
    return asking.reply(judge, values) if values else asking.nothing(judge, told)


# What is tried for values that no record gives.
_OF_SENTENCE: dict[str, Callable[[_Asking, Judge], Answer]] = {
    "statement": _statement,
    "participant": _participant,
    "date": _told_value,
    "figure": _told_value,
    "place": _told_value,
    "provision": _told_value,
}

_REPLIES: dict[str, Callable[[_Asking, Judge], Answer]] = {
    "verdict": _verdict,
    "cause": _cause,
    "definition": _definition,
    "author": _author,
    "age": _age,
    "happening": _happening,
    "open": _statement,
}


def _note(frame: Frame, *, found: bool) -> str | None:
    """Which names were read otherwise than they are spelt, and without an answer which are unknown."""
    names = (*frame.countries, *frame.names)
    respelt = [n for n in names if n.written and normalise_name(n.text) != normalise_name(n.written)]
    told = [f"“{name.text}” was read as {name.written}" for name in respelt]
    unknown = [name.text for name in names if not name.ids]
    if unknown and not found:
        told.append(f"nothing in the knowledge base is called {', '.join(unknown)}")
    return "; ".join(told) or None
