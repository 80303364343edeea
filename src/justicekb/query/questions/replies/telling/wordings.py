"""Answers in a sentence's own words: a cause or purpose, what somebody said, and whatever else it tells."""

from __future__ import annotations

import re

from justicekb.model import Figure, Quote
from justicekb.query.language import BEFORE, SENTENCE, SYNONYM, TAKEN_UP, stems
from justicekb.query.questions.frames import Name
from justicekb.query.questions.judgement.dates import denies, negated
from justicekb.query.questions.replies.telling.coverage import Coverage, akin, denied, is_verb_form, name_told, of_time

# What states a purpose or a cause behind a predicate, where a question asks why.
_PURPOSE = re.compile(
    r"\b(?:to ([a-z]+)\b|after [a-z]|for (?:an?|the|his|her|their|having|[a-z]+ing)\b|over (?:an?|the|his|her|their)\b"
    r"|with (?:violating|[a-z]+ing)\b|(?:claiming|alleging|citing|accusing)\b)"
)


def cause_told(cover: Coverage) -> str | None:
    """The clause that states why, from the word that opens it; None where the sentence states none."""
    sentence = " ".join(cover.seen.sentence.split())
    words = sorted(cover.judge.lexicon.classes["causal"], key=lambda w: (-len(w), w))
    stated = re.compile(rf"\b(?:{'|'.join(map(re.escape, words))})\b", re.IGNORECASE)
    for match in stated.finditer(sentence):
        if match[0].casefold() in cover.judge.lexicon.classes["effect"]:
            if _tells(sentence[match.end() :], cover):
                return sentence[: match.start()].strip(" ,")
        elif match.start() < 3 or (
            _tells(sentence[: match.start()], cover) and not _repeats(sentence[match.end() :], cover)
        ):
            return sentence[match.start() :].rstrip(" .") if match.start() >= 3 else sentence
    return _purpose(sentence, cover)


def _purpose(sentence: str, cover: Coverage) -> str | None:
    """What stands behind the predicate itself as its purpose or occasion."""
    for mark in cover.marks:
        if negated(cover.seen.sentence, mark) or not is_verb_form(cover, mark):
            continue
        behind = " ".join(cover.seen.sentence[mark.end :].split())
        near = re.split(r";|, (?:and|but|who|which)\b|\b(?:as|when|while)\b", behind)[0]
        for told in _PURPOSE.finditer(near):
            if (
                told[1] is None
                or told[1] in cover.judge.lexicon.classes["purpose"]
                or cover.judge.lexicon.is_verb(told[1])
            ):
                return near[told.start() :].rstrip(" .")
    return None


def _repeats(words: str, cover: Coverage) -> bool:
    """Whether a cause only names what is asked about: "closed due to overcrowding" is no cause of overcrowding."""
    asked = cover.trigger or (cover.plain or ("",))[-1]
    first = stems(words)[:_FIRST]
    return not cover.alike(asked).isdisjoint(first) or any(akin(asked, word) for word in first)


# Words of a cause that are its beginning.
_FIRST = 3


def _tells(part: str, cover: Coverage) -> bool:
    """Whether a part of the sentence has the predicate, or without one most of the question's words."""
    own = frozenset(stems(part))
    trigger = cover.trigger
    if trigger is not None and not cover.light:
        told = cover.alike(trigger) | cover.field(trigger)
        turned = trigger in cover.words and trigger not in cover.seen.sentence_stems
        events = cover.judge.lexicon.events
        return bool(told & own) or turned or any(events.get(word, frozenset()) & cover.types for word in own)
    here = [word for word in cover.plain if cover.alike(word) & cover.words]
    return bool(here) and all(cover.alike(word) & own for word in here)


def statement_told(cover: Coverage) -> str | None:
    """The sentence, where somebody's words stand in it whom the question means: by name, or by what he is."""
    frame = cover.judge.frame
    quotes = cover.of_sentence(Quote)
    asked = frozenset(i for name in frame.names for i in name.ids)
    offices = [w for w in frame.words if w in cover.judge.lexicon.uses["roles"] | cover.judge.lexicon.uses["persons"]]
    for quote in quotes:
        told = frozenset(stems(f"{quote.speaker or ''} {quote.role or ''}"))
        by_office = bool(offices) and all((cover.alike(w) | cover.field(w)) & told for w in offices)
        if by_office or (not offices and quote.speaker_entity in asked):
            return cover.told.sentence
    return None


def all_told(cover: Coverage, *, least: float) -> bool:
    """Whether the sentence itself tells nearly everything, so that its words are the answer."""
    sentence = cover.told.sentence
    heading = sentence.endswith("?") or len(sentence.split()) < 5
    return not heading and cover.share >= least and not cover.missing and denies(sentence) == cover.judge.frame.negative


def verdict_told(cover: Coverage) -> str | None:
    """Yes or no, where the sentence itself says what is asked in its own words or synonyms, or denies it."""
    frame, sentence = cover.judge.frame, cover.seen.sentence
    if re.search(r"\bor\b", frame.question) or not cover.plain or not of_time(cover):
        return None
    if any(met < SYNONYM for met in cover.met.values()):
        return None
    if cover.trigger is None:  # "did he get nine years": all words must stand there
        whole = len(frame.words) > 1 and cover.seen.sentence_stems.issuperset(frame.words)
        named = all(name_told(n, cover) >= SENTENCE for n in frame.names)
        return "yes" if whole and named and not denies(sentence) else None
    if not cover.marks or not all(_spoken_of(name, cover) for name in frame.names):
        return None
    if all(negated(sentence, mark) for mark in cover.marks):
        return "yes" if frame.negative else "no"
    plain = [mark for mark in cover.marks if not negated(sentence, mark)]
    return None if denied(cover, plain[0]) else "yes"


def _spoken_of(name: Name, cover: Coverage) -> bool:
    """Whether a sentence is about a name: it has it, takes it up, or has a pronoun and no other person in it."""
    met = name_told(name, cover)
    if met >= TAKEN_UP or name.type != "person":
        return met >= TAKEN_UP
    others = {m.entity for m in cover.seen.named if m.entity.startswith("person:")} - name.ids
    pronoun = re.search(r"\b(?:he|she|him|her|his)\b", cover.seen.sentence, re.IGNORECASE)
    return met >= BEFORE and pronoun is not None and not others and bool(set(name.stems) & cover.seen.just_before)


def compared(cover: Coverage) -> str | None:
    """The sentence that sets two numbers side by side for what is asked."""
    numbers = cover.of_sentence(Figure)
    return cover.told.sentence if len(numbers) > 1 and not cover.missing and of_time(cover) else None
