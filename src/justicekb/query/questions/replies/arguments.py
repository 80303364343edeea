"""Who did it, or to whom it was done, read off one sentence by the place of its verb.

For participants that no stored event names: "The event was organised by the Centre in co-operation with …", "after the
country invited the organisation". Before an active verb stands who did it, behind "by" who did it to a passive one;
a pronoun names nobody, and "the country" is the one that the sentence speaks of.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from justicekb.findings import Value
from justicekb.model import Mention, RoleName
from justicekb.query.language import Scene, country_here, stem, stems, tokens
from justicekb.query.questions.judgement.dates import negated, supposed
from justicekb.query.questions.judgement.judge import Judge
from justicekb.query.questions.replies.passages import Told
from justicekb.query.questions.replies.telling.wanted import wanted_of
from justicekb.spans import Span
from justicekb.vocabulary.wordlists import WordList

# The least share of a question that the sentence tells.
TOLD = 0.72

# Sentences looked into; one that names somebody tells more than "a man".
READ = 4

# Where a clause begins or ends; what stands between it and its verb is the subject, or behind it the object.
_CLAUSE = re.compile(
    r"[;:!?“”\"()]|, and\b|"
    r"\b(?:after|because|when|while|although|since|before|but|that|if|as|whereas|and (?:then|later|also))\b"
)
_BE = r"\b(?:was|were|is|are|been|being|be)\b(?: (?:\w+ly|also|later|then|not|first|jointly))?\s*$"
_BY = re.compile(r"[^;]{0,60}?\bby (?=\S)")
_END = re.compile(  # a full stop inside of a sentence is an abbreviation's: "by U.S. District Judge J. Norn"
    r"[;!?“”\"]|\.$|, [a-z]+ing\b|, (?:which|who|where|when|while|and (?:was|is|has|had))\b|"
    r"\b(?:in order|who|which|that|when|while|after|before)\b"
)
_PRONOUN = re.compile(r"(?:he|she|it|they|we|i|you|who|which|that|this|these|those|him|her|them|us)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Argument:
    """The words of a participant with its place in the document, and its entity when one is mentioned there."""

    words: str
    span: Span
    mention: Mention | None = None


def participants(told: list[Told], judge: Judge) -> list[Value]:
    """Those whom the best sentence names in the role that is asked for, in the order of its words."""
    unnamed: list[Value] = []
    for one in told[:READ]:
        if one.share < TOLD or not _fits(one, judge):
            continue
        found = list(_arguments(one.seen, judge))
        values = [_value(argument, one, judge) for argument in found]
        if any(argument.mention is not None for argument in found):
            return values
        unnamed = unnamed or values
    return unnamed


def _fits(told: Told, judge: Judge) -> bool:
    """Whether it tells every word of the question that tells anything, and meets its names, countries and time."""
    frame = judge.frame
    plain = {w for w in frame.words if w not in frame.weak}
    missing = plain - told.words
    if frame.trigger is None or frame.trigger in missing or len(missing) > len(plain) // 4:
        return False
    return all(r.met >= r.least for r in judge.named(told.seen))


def _value(argument: Argument, told: Told, judge: Judge) -> Value:
    mention = argument.mention
    name = mention.name if mention is not None else argument.words
    office = mention.role if mention is not None else None
    return Value(value=name, kind="name", text=argument.words, evidence=(told.citation(judge),), office=office)


def _arguments(seen: Scene, judge: Judge) -> Iterator[Argument]:
    for verb in _verbs(seen, judge):
        region = _without_time(region_of(seen.sentence, verb, judge.frame.role), seen)
        if region is not None:
            yield from _in_region(seen, region, judge)
            return


def _verbs(seen: Scene, judge: Judge) -> list[Span]:
    """The places of the question's verb in the sentence that nothing denies."""
    assert judge.frame.trigger is not None  # asked before
    own = judge.lexicon.alike(judge.frame.trigger)
    places = [place for word, place in tokens(seen.sentence) if stem(word) in own and not word.endswith("ion")]
    known, asked = judge.lexicon, frozenset(judge.frame.words)
    guessed = judge.frame.role == "agent" and not known.uses["supposing"] & asked
    places = [p for p in places if not (guessed and supposed(seen.sentence, p, known))]
    return [place for place in places if not negated(seen.sentence, place)]


def region_of(sentence: str, verb: Span, role: RoleName) -> Span | None:
    """The stretch of a sentence where the participant of a role stands by the verb; None where there is none."""
    reduced = re.match(r"[a-z]*(?:ed|en|wn|lt|de)\b[^,.;]{0,30}? by ", sentence[verb.start :]) is not None
    passive = reduced or re.search(_BE, sentence[: verb.start]) is not None
    if (role == "agent") == passive:  # behind the verb: who did it to a passive one, whom an active one did it to
        start = verb.end
        if passive:
            by = _BY.match(sentence, verb.end)
            if by is None:
                return None
            start = by.end()
        end = _END.search(sentence, start)
        return Span(start, end.start() if end else len(sentence))
    before = sentence[: verb.start]
    bare = re.sub(_BE, "", before) if passive else before
    begins = [m.end() for m in _CLAUSE.finditer(bare)]
    start = begins[-1] if begins else 0
    if not bare[start:].strip() and sentence[verb.start : verb.end].endswith("ing"):
        return _main_subject(bare)  # "Vesk faces ten years after pleading guilty"
    return Span(start, len(bare)) if bare[start:].strip() else None


def _main_subject(before: str) -> Span | None:
    """What stands before the first verb of a sentence; None where the sentence does not begin with it."""
    verb = re.search(r"\s(?:could|would|may|might|must|will|faces?|was|is|has|had|were|are|\w+ed)\b", before)
    return Span(0, verb.start()) if verb is not None and not _CLAUSE.search(before[: verb.start()]) else None


def _in_region(seen: Scene, region: Span, judge: Judge) -> Iterator[Argument]:
    """The names in a region of the kinds asked for; without any its noun phrase."""
    frame = judge.frame
    start = seen.record.evidence.start
    asked = frozenset(i for n in (*frame.names, *frame.countries) for i in n.ids)
    types = frame.types or ("person", "organisation")
    named = [m for m in seen.held.within(region.shift(start)) if isinstance(m, Mention)]
    outer = [m for m in named if not any(o is not m and o.span.contains(m.span) and o.span != m.span for o in named)]
    actors = [m for m in outer if m.type in types and m.type != "place" and m.entity not in asked]
    words = re.sub(_VERBS_LAST, "", " ".join(region.of(seen.sentence).split()).strip(" ,"))
    if actors and not _only_modifies(words, actors):
        yield from (
            Argument(m.text, m.span, m) for m in {m.entity: m for m in reversed(actors)}.values().__reversed__()
        )
        return
    if any(mention.entity in asked for mention in named):  # who is asked about has another part in it
        return
    if _PRONOUN.match(words) or not re.match(_PHRASE, words) or len(words.split()) > _MOST or _is_none(words, judge):
        return
    if re.fullmatch(r"(?:the )?(?:country|state|nation|republic)", words, re.IGNORECASE):
        yield from _the_country(seen, region.shift(start), judge)
    else:
        yield Argument(words, region.shift(start))


def _is_none(words: str, judge: Judge) -> bool:
    """Whether a phrase has only closed words ("If"), or not the noun of what is asked for ("which court")."""
    known, wanted = judge.lexicon, wanted_of(judge.frame, judge.lexicon)
    own = [word.casefold() for word in words.split()]
    if all(known.is_stop(word) or word in known.classes["conjunction"] for word in own):
        return True
    opens = own[0] in known.classes["preposition"] or own[0] in _OPENING
    if opens or stem(own[-1]) in known.uses["weak"] | known.uses["light"] or own[-1] in _BARE:
        return True
    return wanted.itself and wanted.noun is not None and known.alike(wanted.noun).isdisjoint(stems(words))


# What opens no noun phrase, and what ends none ("the subsequent | run-off").
_OPENING = frozenset(["after", "before", "when", "while", "although", "if", "since", "as", "this"])
_BARE = WordList("adjectives-that-end-no-phrase")


# Verbs that lead up to the one that is asked for: "a man pleaded | guilty".
_VERBS_LAST = r"(?: (?:has|have|had|was|were|is|are|will|must|may|can|could|should|[a-z]+(?:[^e]ed)))+$"

# How the noun phrase of somebody unnamed begins, and its most words.
_PHRASE = (
    r"(?:the|an?|some|several|its|his|her|their|two|three|four|five|\d+|[A-ZÀ-Ž])\b|[A-ZÀ-Ž]\w+|[a-z]+s\b(?! ?ing)"
)
_MOST = 14


def _only_modifies(words: str, actors: list[Mention]) -> bool:
    """Whether the names only stand inside of a longer noun phrase ("a group of OSCE experts")."""
    return bool(re.match(r"(?:an?|some|several|\d+)\s[^,]*\b(?:of|from)\b", words, re.IGNORECASE)) and len(actors) == 1


def _the_country(seen: Scene, place: Span, judge: Judge) -> Iterator[Argument]:
    here = country_here(seen, judge.countries)
    known = judge.reading.records.entity(here) if here else None
    if known is not None:
        yield Argument(known.entity.name, place)


def _without_time(region: Span | None, seen: Scene) -> Span | None:
    """A region without the date that it begins with: "In 2019 the police"."""
    if region is None:
        return None
    lead = re.match(_TIME_FIRST, region.of(seen.sentence), re.IGNORECASE)
    return Span(region.start + lead.end(), region.end) if lead else region


_TIME_FIRST = r"\s*(?:in|on|by|since|during) (?:[a-z]+ )?(?:\d{1,2} [a-z]+ |[a-z]+ \d{1,2},? )?\d{4},? "


def whole_phrase(name: str, seen: Scene, judge: Judge) -> str:
    """A participant without an entity as the sentence writes it in full: "a group of justice and rights activists"."""
    for verb in _verbs(seen, judge) if judge.frame.trigger is not None else []:
        region = _without_time(region_of(seen.sentence, verb, judge.frame.role), seen)
        words = " ".join(region.of(seen.sentence).split()).strip(" ,") if region is not None else ""
        if name in words and len(words.split()) <= len(name.split()) + 6:
            return re.sub(r"^the ", "", words, flags=re.IGNORECASE)
    return name
