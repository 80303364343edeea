"""Yes or no: what is asked is told, denied, or both, each with its sentence; or nothing says."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from justicekb.edtf import Edtf
from justicekb.findings import Value
from justicekb.model import DateMention, Fact, Figure
from justicekb.query.events import agree, number
from justicekb.query.language import OWN, SYNONYM, TAKEN_UP, scene, stem, tokens
from justicekb.query.questions.judgement.dates import denies, negated
from justicekb.query.questions.judgement.evaluation import supports
from justicekb.query.questions.judgement.judge import Judge
from justicekb.query.questions.judgement.support import Support
from justicekb.query.questions.replies.passages import Told

# The least share of a question that one sentence must tell to say yes to it: all but its lightest word.
ALL_TOLD = 0.9


@dataclass(frozen=True, slots=True)
class Verdict:
    """The values for and against, yes first."""

    values: tuple[Value, ...]

    @property
    def disputed(self) -> bool:
        """Whether sources say both."""
        return len({value.value for value in self.values}) > 1


def by_record(judge: Judge) -> Verdict:
    """What the stored events and figures say."""
    asked = _as_events(judge)
    yes = [s for s in supports(asked) if isinstance(s.record, Fact | DateMention)] if _tells_event(asked) else []
    yes = [s for s in yes if _tells_all(s, asked)]
    told = {support.record.id for support in yes}  # a date beside the event tells nothing against it as well
    no = [s for s in supports(_against(asked)) if s.record.id not in told] if asked.frame.events else []
    other = [] if yes or no else _another_time(asked)
    found = [_value("no" if judge.frame.negative else "yes", yes, judge)] if yes else []
    found += [_value("yes" if judge.frame.negative else "no", no, judge)] if no else []
    found += [_value("no", other, judge)] if other else []
    return Verdict(tuple(found))


def _tells_all(support: Support, judge: Judge) -> bool:
    """Whether what is asked besides the event is told, too: for what, by whom, of what ("by the river police")."""
    seen, known, trigger = scene(support.record, judge.reading), judge.lexicon, judge.frame.trigger
    behind = judge.frame.question[_place(trigger, judge.frame.question) :] if trigger else ""
    names = {w for name in (*judge.frame.names, *judge.frame.countries) for w in name.stems}
    governed = [stem(m[1]) for m in re.finditer(r"\b(?:by|of|for|with|against) (?:the |an? |\w+ )?([\w-]+)", behind)]
    plain = [w for w in governed if w in judge.frame.words and w not in judge.frame.weak | names]
    near = seen.sentence_stems | seen.before_stems
    return all(known.alike(w) & (seen.sentence_stems if w in known.uses["people"] else near) for w in plain)


def _place(trigger: str, question: str) -> int:
    return next((place.end for word, place in tokens(question) if stem(word) == trigger), 0)


def _as_events(judge: Judge) -> Judge:
    return replace(judge, frame=replace(judge.frame, asked="date", negative=False, planned=judge.frame.planned))


def _against(judge: Judge) -> Judge:
    return replace(judge, frame=replace(judge.frame, negative=True))


def _tells_event(judge: Judge) -> bool:
    """Whether the question is about an event at all, of somebody or something that it names."""
    frame = judge.frame
    return bool(frame.events and (frame.names or frame.countries))


def _another_time(judge: Judge) -> list[Support]:
    """What denies the time that a question gives: an event that happens once, dated otherwise by all that date it."""
    when = judge.frame.when
    if when is None or not judge.frame.events & judge.lexicon.once:
        return []
    anytime = supports(replace(judge, frame=replace(judge.frame, when=None)))
    dated = [s for s in anytime if isinstance(s.record, Fact) and s.record.type in judge.lexicon.once]
    return dated if dated and not any(agree(_date(s), when) for s in dated) else []


def _date(support: Support) -> Edtf:
    assert isinstance(support.record, Fact)  # only facts are kept
    return support.record.date


def _value(word: str, group: Sequence[Support], judge: Judge) -> Value:
    evidence = tuple(dict.fromkeys(judge.reading.citation(s.record) for s in group))
    record = group[0].record
    date = record.date if isinstance(record, Fact) else None  # a date beside it may be another event's: the welcome
    told = f"{word} ({date.text})" if date is not None else word
    told = f"{word} ({number(record)})" if isinstance(record, Figure) else told
    return Value(value=word, kind="verdict", text=told, evidence=evidence, sources=len({e.document for e in evidence}))


def by_sentence(told: Sequence[Told], judge: Judge) -> Verdict:
    """What one sentence says that tells nearly all that the question says, of everybody whom it names."""
    best = [t for t in told if t.share >= ALL_TOLD * _reachable(t, judge) and _about_all(t, judge)][:3]
    found: dict[str, Value] = {}
    for one in best:
        word = _said(one, judge)
        if word is not None and word not in found:
            found[word] = Value(value=word, kind="verdict", text=word, evidence=(one.citation(judge),))
    return Verdict(tuple(found.values())[:1])


def _reachable(told: Told, judge: Judge) -> float:
    """The share that a sentence has which tells every word by a synonym."""
    return OWN if len(judge.frame.words) <= 2 else SYNONYM + (OWN - SYNONYM) / 2


def _about_all(told: Told, judge: Judge) -> bool:
    """Whether every word is told, and the record requirements of names, countries and time are met."""
    frame = judge.frame
    plain = [w for w in frame.words if w not in frame.weak]
    if len(plain) < 2 or not set(plain) <= told.words:
        return False
    met = list(judge.named(told.seen))
    names = {n.text for n in frame.names if n.proper}
    return all(r.met >= max(r.least, TAKEN_UP if r.what in names else 0.0) for r in met)


# What only supposes what stands right behind it.
_SUPPOSED = r"\b(?:whether|if|unless|would|could|might|may)\b[^,;]{0,30}$"


def _said(told: Told, judge: Judge) -> str | None:
    """Yes, no, or nothing: a denial that does not stand right before the asked event leaves it open."""
    sentence = told.seen.sentence
    planned = not judge.lexicon.uses["plan"].isdisjoint(told.seen.sentence_stems)
    if planned and not judge.frame.planned:
        return None
    own = judge.lexicon.alike(judge.frame.trigger) if judge.frame.trigger else frozenset()
    places = [place for word, place in tokens(sentence) if stem(word) in own]
    if places and all(negated(sentence, place) for place in places):
        return "yes" if judge.frame.negative else "no"
    if denies(sentence) or any(re.search(_SUPPOSED, sentence[: place.start]) for place in places):
        return None
    return "no" if judge.frame.negative else "yes"
