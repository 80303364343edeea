"""Question → `Frame`: what is asked, and which events, names, words and time restrict it.

Nothing is looked up here except the names that the knowledge base knows.
"""

from __future__ import annotations

import re
from dataclasses import replace

from justicekb.query.language import Lexicon, lexicon, stem
from justicekb.query.questions.analysis.appositions import described
from justicekb.query.questions.analysis.asking import asking_noun, leading_verb, main_verb, past_form
from justicekb.query.questions.analysis.clauses import Clause, clause_of
from justicekb.query.questions.analysis.expected import Expected, expected_of
from justicekb.query.questions.analysis.names import hasty_words, named_in, run_on, unknown_in, untitled
from justicekb.query.questions.analysis.predicates import Predicate, counted_head, predicate_of
from justicekb.query.questions.analysis.spelling import corrected, spelt
from justicekb.query.questions.analysis.tagging import Word, tagged
from justicekb.query.questions.analysis.times import Times, times_in
from justicekb.query.questions.analysis.wording import plain
from justicekb.query.questions.frames import Frame, Name
from justicekb.spans import Span
from justicekb.store.base import RecordReader
from justicekb.vocabulary import Vocabulary


def frame_of(question: str, records: RecordReader, vocabulary: Vocabulary) -> Frame:
    """The frame of a question."""
    known = lexicon(vocabulary)
    text = corrected(plain(question, vocabulary), records, known)
    clause = clause_of(tagged(text, known), known)
    expected = expected_of(clause, known)
    carried = _carrying(clause, expected)
    names, times, aside = _names_and_times(text, carried, expected, records, vocabulary)
    held = _held_person(text, clause, names) if expected.asked != "place" else None  # where arrested is not where held
    if held is not None:
        return frame_of(held, records, vocabulary)
    spans = [name.span for name in names]
    clause = clause_of(tagged(text, known, spans), known)
    expected = replace(expected_of(clause, known), asked=expected.asked)
    free = _free(clause, [*_carrying(clause, expected)], [*spans, *times.spans])
    predicate = predicate_of(clause, expected, names, free=free, aside=aside, known=known)
    frame = _framed(text, expected, predicate, names=names, times=times, known=known)
    return _with_verb(frame, clause, spans, known)


def _with_verb(frame: Frame, clause: Clause, names: list[Span], known: Lexicon) -> Frame:
    """The frame with the noun that is asked for and its predicate, by which single sentences are read."""
    leading = leading_verb(frame.question, known)
    light = known.uses["light"] | frame.weak
    past = past_form(frame.question, known, [w for w in frame.words if w not in light])
    verb = leading or main_verb(clause, frame.words, known) or frame.trigger or past
    return replace(frame, asking=asking_noun(frame.question, names, known), leading=leading, verb=verb)


def _held_person(text: str, clause: Clause, names: list[Name]) -> str | None:
    """The question with "detained" for the "held" of a person, who is no meeting; None where it has none."""
    verb = re.search(r"\b(?:held|kept)(?= (?:in|at|by|for|since|until|without)\b|\??$)", text)
    if verb is None or not clause.passive or not any(n.type == "person" for n in names):
        return None
    return f"{text[: verb.start()]}detained{text[verb.end() :]}"


def _carrying(clause: Clause, expected: Expected) -> list[Span]:
    """The places of the words that only carry what kind of answer is asked for."""
    asking = [w.span for w in clause.words if w.tag == "wh" and w.small == clause.wh]
    lead = [clause.words[0].span] if clause.lead else []
    degree = [w.span for w in clause.words if w.small == clause.degree] if clause.degree else []
    imperative = [clause.words[0].span] if clause.wh is None and expected.every and clause.words else []
    return [*asking[:1], *lead, *degree[:1], *imperative, *(word.span for word in expected.nouns)]


def _names_and_times(
    text: str, carried: list[Span], expected: Expected, records: RecordReader, vocabulary: Vocabulary
) -> tuple[list[Name], Times, list[Span]]:
    """The names in a question in order, its times, and the places of what only describes a name."""
    known = lexicon(vocabulary)
    names = [n for n in named_in(text, records, vocabulary) if not any(n.span.overlaps(span) for span in carried)]
    names = [n for n in names if not _common_noun(n, expected, text, known)]
    aside = described(text, names, known)
    names = [n for n in names if n.country or not any(span.contains(n.span) for span in aside)]
    times = times_in(text, [n.span for n in names], vocabulary)
    if any(span.contains(time) for span in aside for time in times.spans):
        times = Times(None, times.spans)
    names = [n for n in names if not any(span.contains(n.span) for span in times.spans)]
    taken = [*carried, *(n.span for n in names), *times.spans, *aside]
    unknown = [n for n in unknown_in(text, taken, known) if not _capital_noun(n, expected, text)]
    unknown = [untitled(n, known) for n in unknown]
    names = spelt([*run_on(names, unknown), *hasty_words(text, taken, known)], records, vocabulary)
    return sorted(names, key=lambda name: name.span), times, aside


def _common_noun(name: Name, expected: Expected, text: str, known: Lexicon) -> bool:
    """Whether something that is called so in the base is a common noun here: an office, what is counted, a people."""
    if expected.asked == "office" and set(name.stems) <= known.uses["roles"]:
        return True
    before = text[: name.span.start].casefold().split()[-1:]
    if name.country and before == ["ethnic"]:
        return True
    first = expected.head[0].span.start if expected.head else -1
    counted_first = expected.asked == "figure" and name.span.start == first and before == ["many"]
    return counted_first and len(name.stems) == 1 and name.text.endswith("s")


def _capital_noun(name: Name, expected: Expected, text: str) -> bool:
    """Whether capitals write a common noun: an office ("the Prosecutor General"), what is counted, a part of a law."""
    if name.text in ("Article", "Section", "Paragraph", "Rule"):
        return True
    before = text[: name.span.start].casefold().split()[-2:]
    if expected.asked == "office":
        return not {"of", "in", "at", "for", "to"} & {w for w in before if w != "the"} or before[-1:] == [""]
    return expected.asked == "figure" and before[-1:] == ["many"]


def _free(clause: Clause, carried: list[Span], taken: list[Span]) -> list[Word]:
    """The words that belong to no name and no date, and carry more than what kind of answer is asked for."""
    return [
        word
        for word in clause.words
        if word.tag != "comma" and not any(word.span.overlaps(span) for span in (*carried, *taken))
    ]


def _framed(
    text: str, expected: Expected, predicate: Predicate, *, names: list[Name], times: Times, known: Lexicon
) -> Frame:
    own = [part for part in predicate.said if not known.is_stop(part)]
    words = [stem(word) for word in own]
    head = counted_head(expected, names, known, existing=predicate.confined)
    counted = bool(head) and expected.asked == "figure" and head[-1] in known.uses["counted"]
    return Frame(
        question=text,
        asked=expected.asked,
        units=expected.units or (("count",) if counted else ()),
        types=expected.types,
        events=predicate.events,
        trigger=predicate.trigger,
        names=tuple(n for n in names if not n.country),
        countries=tuple(n for n in names if n.country),
        head=head,
        words=tuple(dict.fromkeys(words)),
        said=tuple({stem(word): word for word in reversed(own)}.values())[::-1],
        weak=frozenset(w for w in words if w in known.uses["weak"]) | predicate.weak,
        when=times.when,
        negative=predicate.negative,
        current=times.when is None and predicate.current,
        planned=predicate.planned,
        passive=predicate.passive,
        existence=predicate.existence,
        since=predicate.since,
        every=expected.every,
        role=predicate.role,
        lasting=predicate.lasting,
        period=predicate.period,
    )
