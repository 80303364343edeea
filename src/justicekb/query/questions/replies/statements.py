"""Answers that are a sentence's own words: a cause, and whatever else is asked that no record holds.

A cause is answered only by a sentence that states one, and any other question only by a sentence that tells all of
it; else the nearest sentences are shown as what they are.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from justicekb.findings import Value
from justicekb.model import Mention
from justicekb.query.language import BEFORE, OWN, stem, stems, tokens
from justicekb.query.questions.judgement.dates import negated
from justicekb.query.questions.judgement.judge import Judge
from justicekb.query.questions.replies.passages import Told

# The least share of a question that the sentence of a cause tells, and of any other answer in a sentence's words.
CAUSE_TOLD, ALL_TOLD = 0.45, 0.72

# By how much the second sentence must fall behind where the first tells less than everything.
MARGIN = 0.04


def causes(told: Sequence[Told], judge: Judge) -> list[Value]:
    """The sentences that state a cause of what is asked about, the best first."""
    own = _causal(judge)
    near = [t for t in told if t.share >= CAUSE_TOLD and _meets(t, judge)]
    stated = ((t, _clause(t, own, judge)) for t in near)
    return [_value(t, judge, "cause", words) for t, words in stated if words is not None][:1]


def _causal(judge: Judge) -> re.Pattern[str]:
    words = sorted(judge.lexicon.classes["causal"], key=lambda w: (-len(w), w))
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, words))})\b", re.IGNORECASE)


def _clause(told: Told, causal: re.Pattern[str], judge: Judge) -> str | None:
    """The words of the cause; None where what is asked about stands on the wrong side of the word that states it."""
    sentence = told.sentence
    effects = judge.lexicon.classes["effect"]
    for match in causal.finditer(sentence):
        before, behind = sentence[: match.start()], sentence[match.end() :]
        if match[0].casefold() in effects:
            if _tells(behind, judge):
                return before.strip(" ,")
        elif _tells(before, judge) and not _tells(" ".join(behind.split()[:_FIRST]), judge):
            return sentence[match.start() :].rstrip(" .")
        elif match.start() == 0 and _tells(behind, judge):  # "Because of the flood, the prison was closed"
            return sentence
    charged = re.search(_FOR, sentence) if judge.frame.passive else None
    told_before = charged is not None and _tells(sentence[: charged.start()], judge)
    return sentence[charged.start() :].rstrip(" .") if charged is not None and told_before else None


# Words of a cause that are its beginning: one that only names what is asked about again is none.
_FIRST = 3

# What stands behind a passive verb to say for what: "was arrested in April for a phone call he made".
_FOR = (
    r"\bfor (?:an?|the|his|her|their|having|allegedly|[a-z]+ing)\b"
    r"(?! (?:first|second|third|last|next|rest|year|years|month|time)\b)"
)


def _tells(words: str, judge: Judge) -> bool:
    """Whether a part of a sentence tells the predicate that is asked about."""
    own = frozenset(stems(words))
    plain = [w for w in judge.frame.words if w not in judge.frame.weak]
    asked = judge.frame.trigger if judge.frame.trigger in judge.frame.words else (plain or [""])[-1]
    return asked is not None and not judge.lexicon.alike(asked).isdisjoint(own)


def sentences_saying(told: Sequence[Told], judge: Judge) -> list[Value]:
    """The sentence that tells all that is asked, in its own words; none when two tell it about equally well."""
    fit = [t for t in told if t.share >= ALL_TOLD and _meets(t, judge) and _tells_verb(t, judge)]
    fit = [t for t in fit if not _names_itself(t)]
    best = fit[:1]
    rival = [t for t in fit[1:] if best and t.share >= best[0].share - MARGIN and t.share < OWN]
    if rival and best[0].share < OWN - MARGIN:
        return []
    return [_value(t, judge, "statement", t.sentence) for t in best]


def named_so(told: Sequence[Told], judge: Judge) -> list[Value]:
    """The name that the sentence of an answer has of the kind asked for: of "which church burned" the church's."""
    asked = re.match(_KIND, judge.frame.question, re.IGNORECASE)
    best = sentences_saying(told, judge) if asked else []
    if asked is None or not best:
        return []
    one = next(t for t in told if t.sentence == best[0].value)
    kind = judge.lexicon.alike(stem(asked[1]))
    named = [m for m in one.seen.named if isinstance(m, Mention) and kind & set(stems(m.name))]
    if len({m.entity for m in named}) != 1:
        return []
    return [Value(value=named[0].name, kind="name", text=named[0].text, evidence=(one.citation(judge),))]


_KIND = r"(?:what|which) ([a-z]+) (?:was|were|is|are|has|had|did|does|do|[a-z]+ed)\b"


def _names_itself(told: Told) -> bool:
    """Whether it is a heading or a question itself."""
    return told.sentence.endswith("?") or len(told.sentence.split()) < 5


def _meets(told: Told, judge: Judge) -> bool:
    """Whether the names, countries and time of the question are met, and the event, if it names one, is not denied."""
    if any(r.met < max(r.least, BEFORE if r.weight > 1 else 0.0) for r in judge.named(told.seen)):
        return False
    own = judge.lexicon.alike(judge.frame.trigger) if judge.frame.trigger else frozenset()
    places = [place for word, place in tokens(told.seen.sentence) if stem(word) in own]
    return judge.frame.negative or not places or not all(negated(told.seen.sentence, place) for place in places)


def _tells_verb(told: Told, judge: Judge) -> bool:
    """Whether the sentence itself has the question's verb in any form."""
    trigger = judge.frame.trigger
    return trigger is None or trigger in told.words or judge.tells(told.seen, judge.frame.events)


def _value(told: Told, judge: Judge, kind: str, words: str) -> Value:
    return Value(value=words, kind=kind, text=words, evidence=(told.citation(judge),))
