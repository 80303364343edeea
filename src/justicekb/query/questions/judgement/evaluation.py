"""The records that support an answer well enough, best first."""

from __future__ import annotations

from justicekb.model import Fact, Record
from justicekb.query.language import stem, tokens
from justicekb.query.questions.judgement.candidates import candidates
from justicekb.query.questions.judgement.judge import Judge
from justicekb.query.questions.judgement.support import Support

# The least support of an answer; on the development questions of 21 November 2026 wrong answers stay below.
ENOUGH = 0.66

# An answer this much worse than the best one is another answer, not another source.
SLACK = 0.12


def supports(judge: Judge) -> list[Support]:
    """The candidates with enough support, best first; of the rest only those near the best.

    Where all there are were asked for, every one with enough.
    """
    judged = (judge.support(record) for record in candidates(judge))
    enough = [s for s in judged if s.ruled_out is None and s.score >= ENOUGH]
    if not enough:
        return []
    best = max(s.score for s in enough)
    near = [s for s in enough if judge.frame.every or s.score >= best - SLACK]
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
