"""Values read off the sentence that tells all of a question, for when no record fits it in every part.

The sentence tells every word of the question and is about everybody whom it names, if only by its document's title or
as a party ("the applicant"); of the values stored from it the one is meant that stands nearest to the word for the
event, and none where two stand equally near.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from justicekb.model import DateMention, Fact, Figure, LawMention, Mention, Record
from justicekb.query.language import ABOUT, BEFORE, Lexicon, Scene, scene, stem, tokens, value_of
from justicekb.query.questions.judgement.candidates import of_unit
from justicekb.query.questions.judgement.dates import denies, gap
from justicekb.query.questions.judgement.figures import of_figure
from justicekb.query.questions.judgement.judge import Judge
from justicekb.query.questions.judgement.patients import another_suffers, happened_to, sufferer
from justicekb.query.questions.judgement.support import Requirement, Support
from justicekb.query.questions.judgement.topicality import countries_met, name_met, time_met
from justicekb.query.questions.replies.passages import Told
from justicekb.spans import Span

# Sentences looked at, the least share of the question that they tell, and by how much a rival must fall behind.
READ, TOLD, MARGIN = 4, 0.66, 0.06

# How far a value stands from the word for the event at most (characters; see `gap`).
FAR = 160

_KINDS: Mapping[str, type[Record]] = {
    "date": DateMention, "figure": Figure, "provision": LawMention, "place": Mention,
}  # fmt: skip


def from_sentence(told: Sequence[Told], judge: Judge) -> list[Support]:
    """The value of the best sentence that tells all, in a support of its own; none when two sentences differ."""
    kind = _KINDS.get(judge.frame.asked)
    if kind is None:
        return []
    found: list[tuple[Told, Support]] = []
    for one in told[:READ]:
        if one.share >= TOLD and _about_all(one, judge) and not _open(one, judge):
            found += [(one, support) for support in _nearest(one, kind, judge)]
    best = found[:1]
    rivals = [
        s
        for t, s in found[1:]
        if t.share >= best[0][0].share - MARGIN and value_of(s.record) != value_of(best[0][1].record)
    ]
    return [] if rivals else [support for _, support in best]


def _about_all(told: Told, judge: Judge) -> bool:
    """Whether every word that tells anything is told, and names, countries and time are met."""
    frame = judge.frame
    plain = {w for w in frame.words if w not in frame.weak}
    missing = plain - told.words
    if not plain or (frame.trigger in missing and frame.trigger not in frame.head) or len(missing) > len(plain) // 5:
        return False
    person = sufferer(frame, judge.lexicon) if frame.asked == "place" else None
    if person is not None and happened_to(person, told.seen, frame, judge.lexicon) < BEFORE:
        return False
    names = [name_met(name, told.seen, judge.lexicon) for name in frame.names if name.proper]
    if any(met < ABOUT for met in names) or (names and max(names) < BEFORE and not told.seen.takes_up):
        return False
    asked = frozenset(i for name in frame.countries for i in name.ids)
    if any(countries_met([name], told.seen, judge.countries, asked) < ABOUT for name in frame.countries):
        return False
    return frame.when is None or time_met(frame.when, told.seen) >= BEFORE


def _open(told: Told, judge: Judge) -> bool:
    """Whether the sentence denies, or only plans or supposes, what it tells."""
    frame = judge.frame
    planned = not judge.lexicon.uses["coming"].isdisjoint(told.seen.sentence_stems)
    return (denies(told.sentence) and not frame.negative) or (planned and not frame.planned)


def _nearest(told: Told, kind: type[Record], judge: Judge) -> list[Support]:
    """The stored value of the sentence that stands nearest to the word for what is asked."""
    seen, text = told.seen, told.seen.held.document.text
    records = [r for r in seen.held.near(kind, seen.record.evidence) if seen.record.evidence.contains(r.span)]
    person = sufferer(judge.frame, judge.lexicon)
    if person is not None and kind is not LawMention and another_suffers(person, seen, judge.frame):
        return []
    fit = [r for r in records if _fits(r, seen, judge) and not _of_another_event(r, seen, judge)]
    marks = list(_marks(seen, judge))
    ranked = sorted((min((gap(r.span, mark, text) for mark in marks), default=0), r.span.start, r.id, r) for r in fit)
    if not ranked or ranked[0][0] > FAR:
        return []
    if len(ranked) > 1 and ranked[0][0] == ranked[1][0] and kind is not Mention:
        return []
    return [Support(ranked[0][3], (Requirement("the sentence", told.share, 1.0),))]


def _of_another_event(record: Record, seen: Scene, judge: Judge) -> bool:
    """Whether a date is that of another event in the sentence."""
    facts = seen.held.of_sentence(Fact, seen.record.evidence) if isinstance(record, DateMention) else []
    own = [f for f in facts if f.date_span is not None and f.date_span.overlaps(record.span)]
    return bool(own) and all(f.type not in judge.types for f in own)


def of_people(mention: Mention, seen: Scene, known: Lexicon) -> bool:
    """Whether a place only tells where somebody is from: "a Big Bear man"."""
    behind = re.match(r" ([a-z]+)", seen.held.document.text[mention.span.end : mention.span.end + 24])
    return mention.type == "place" and behind is not None and stem(behind[1]) in known.uses["people"]


def _at_body(mention: Mention, seen: Scene) -> bool:
    """Whether a body is named as a place: "died at the Harbour Hospital", "was taken to the jail, where …"."""
    before = seen.held.document.text[max(mention.span.start - 12, 0) : mention.span.start]
    behind = seen.held.document.text[mention.span.end : mention.span.end + 8]
    led = re.search(r"\b(?:at|in|inside|to)(?: the)? $", before)
    return mention.type == "organisation" and led is not None and (led[0][0] != "t" or behind.startswith(", where"))


def _fits(record: Record, seen: Scene, judge: Judge) -> bool:
    """Whether a stored value is of the kind asked for, counts what is asked for, and is not what the question names."""
    frame = judge.frame
    named = frozenset(i for name in (*frame.names, *frame.countries) for i in name.ids)
    match record:
        case DateMention():
            return record.edtf != frame.when
        case Figure():
            counted = all(r.met >= r.least for r in of_figure(judge, scene(record, judge.reading)))
            return of_unit(judge, record) and counted
        case LawMention():
            return record.provision is not None
        case Mention():
            at = record.type == "place" and not of_people(record, seen, judge.lexicon)
            return (at or _at_body(record, seen)) and record.entity not in named
    return False


def _marks(seen: Scene, judge: Judge) -> Iterator[Span]:
    """The places of the words that tell the event, or of what is counted; without an event those of all words."""
    frame, start = judge.frame, seen.record.evidence.start
    own = judge.telling | judge.sure
    places = [(stem(word), place.shift(start)) for word, place in tokens(seen.sentence)]
    telling = [place for word, place in places if word in own]
    asked = frozenset().union(*(judge.lexicon.alike(w) for w in frame.words if w not in frame.weak))
    yield from telling or [place for word, place in places if word in asked]
