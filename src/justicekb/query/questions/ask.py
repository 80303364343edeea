"""Question → `Answer`: values that are stored, with their sentences, or "not found"; nothing is ever made up.

The question becomes a frame, the frame finds candidates, each candidate is judged requirement by requirement, and
what is supported well enough is put together by value; where nothing is, a single sentence may tell the answer.
Sources that give one event incompatible dates, or one quantity incompatible values, make the answer disputed.
"""

from __future__ import annotations

from dataclasses import replace

from justicekb.model import Answer, AnswerStatus, Fact, Record, normalise_name
from justicekb.query.language import Reading, atlas, lexicon, stem, tokens
from justicekb.query.questions.answers import Found, found_values
from justicekb.query.questions.candidates import candidates
from justicekb.query.questions.frame import Frame, frame_of
from justicekb.query.questions.judge import Judge
from justicekb.query.questions.sentence_answers import by_sentence
from justicekb.query.questions.support import Support
from justicekb.store.base import RecordReader
from justicekb.vocabulary import Vocabulary

# The least support of an answer; on the development questions of 21 November 2026 wrong answers stay below.
ENOUGH = 0.66

# An answer this much worse than the best one is another answer, not another source.
SLACK = 0.12

# What is said of a question that names nothing that an answer could be told by.
TOO_GENERAL = "the question names too little: say who or what, where or when it is about"

# The most values listed.
LISTED = 10


def ask(question: str, records: RecordReader, vocabulary: Vocabulary) -> Answer:
    """The answer to an English question about the knowledge base."""
    return _read(question, records, vocabulary)


def _read(question: str, records: RecordReader, vocabulary: Vocabulary) -> Answer:
    """The answer to one reading of a question."""
    frame = frame_of(question, records, vocabulary)
    if not frame.specific:
        return Answer(question=question, status="not_found", understood=frame.describe(), note=TOO_GENERAL)
    reading = Reading(records, atlas(vocabulary))
    return _answer(question, frame, Judge(frame, reading, lexicon(vocabulary), atlas(vocabulary).countries))


def _answer(question: str, frame: Frame, judge: Judge) -> Answer:
    supported = supports(judge) or by_sentence(judge)
    found = found_values(supported, judge)
    status: AnswerStatus = "not_found" if not found else "disputed" if _disputed(found) else "answered"
    return Answer(
        question=question,
        status=status,
        understood=frame.describe(),
        answers=tuple(f.value for f in found[:LISTED]),
        note=_note(frame, found),
    )


def supports(judge: Judge) -> list[Support]:
    """The candidates with enough support, best first; of the rest only those near the best."""
    judged = (judge.support(record) for record in candidates(judge))
    enough = [s for s in judged if s.ruled_out is None and s.score >= ENOUGH]
    if not enough:
        return []
    best = max(s.score for s in enough)
    near = [s for s in enough if s.score >= best - SLACK]
    return sorted(near, key=lambda s: (-s.score, _distance(s.record, judge), s.record.document, s.record.span))


def _distance(record: Record, judge: Judge) -> int:
    """How far a fact's date stands from its trigger and from the question's words, in characters.

    Of two facts of one sentence the one is meant that is told nearest to the words.
    """
    if not isinstance(record, Fact) or record.trigger is None or record.date_span is None:
        return 0
    sentence, start = judge.reading.sentence(record), record.evidence.start
    asked = frozenset().union(*(judge.lexicon.alike(w) for w in judge.plain_words()))
    places = [place.start + start for word, place in tokens(sentence) if stem(word) in asked]
    date = record.date_span.start
    return abs(record.trigger.start - date) + sum(abs(place - date) for place in places)


def _disputed(found: list[Found]) -> bool:
    return len(found) > 1 and found[0].disputes(found[1:])


def _note(frame: Frame, found: list[Found]) -> str | None:
    """Which names were read otherwise than they are spelt, and without an answer which are unknown."""
    names = (*frame.countries, *frame.names)
    respelt = [n for n in names if n.written and normalise_name(n.text) != normalise_name(n.written)]
    told = [f"“{name.text}” was read as {name.written}" for name in respelt]
    unknown = [name.text for name in names if not name.ids]
    if unknown and not found:
        told.append(f"nothing in the knowledge base is called {', '.join(unknown)}")
    return "; ".join(told) or None
