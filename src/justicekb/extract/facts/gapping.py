"""Events told once for several dates: "X abolished it in 1997, Y in 1998 and Z in 2003".

What stands between two dates of one verb, and holds no verb, takes the place of the part of the clause that it matches.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from spacy.tokens import Span as TokenSpan
from spacy.tokens import Token

from justicekb.extract.facts.datewords import Dating, before_noun, dates_nothing, opens_own_clause
from justicekb.extract.facts.datewords import start_token as start
from justicekb.extract.facts.lexicon import Trigger
from justicekb.vocabulary.wordlists import WordList

_HARMS = frozenset({"death", "ill_treatment"})
_ANSWERED = frozenset({"charge", "conviction", "arrest", "trial", "acquittal"})  # for what was done on another day
_LONGEST = 12  # tokens between two dates of one verb; the longest seen names a treaty in full
_VERBAL = frozenset({"VERB", "AUX"})
_NOMINAL = frozenset({"NOUN", "PROPN"})
_OTHER_TIMES = WordList("adverbs-of-another-time")
_JOINS = frozenset({",", ";", "and", "but", "while", "or", "–", "—"})


@dataclass(frozen=True, slots=True)
class Attachment:
    """An event with its date. `direct` when the date modifies the event's own words.

    `gap` are the words that stand for another part of the clause before a further date ("Y" in "in 1997, Y in 1998"),
    `elsewhere` the tokens that belong to the other dates of the same event.
    """

    trigger: Trigger
    date: Dating
    direct: bool = True
    gap: tuple[Token, ...] = ()
    elsewhere: frozenset[int] = frozenset()


def _between(first: Dating, second: Dating) -> TokenSpan | None:
    """The tokens that part two dates of one verb; None where they hold a verb or do not coordinate the two."""
    doc = first.tokens.doc
    gap = doc[first.tokens.end : max(start(second), first.tokens.end)]
    if not 0 < len(gap) <= _LONGEST or gap[0].lower_ not in _JOINS or any(t.lower_ in _OTHER_TIMES for t in gap):
        return None
    return None if any(t.pos_ in _VERBAL or t.text in ("(", ")") for t in gap) else gap


def _told(gap: TokenSpan) -> list[Token]:
    """The words of a gap without what only joins: empty for "and again", the second subject for ", Azerbaijan"."""
    words = list(gap)
    while words and (words[0].lower_ in _JOINS or words[0].pos_ in ("ADV", "CCONJ", "PUNCT", "SCONJ")):
        words.pop(0)
    return words if any(word.pos_ in _NOMINAL for word in words) else []


def taken_over(dates: Sequence[Dating], found: list[Attachment], triggers: Mapping[int, Trigger]) -> list[Attachment]:
    """The attachments with the dates that nothing has, where they coordinate with one that a verb has."""
    found = _coordinated(dates, found)
    out = [inner for a in found for inner in _of_phrase(a, found, triggers)]
    for first, second in pairwise(dates):
        if dates_nothing(second) or any(a.date.tokens.start == second.tokens.start for a in out):
            continue
        if second.prep is None and before_noun(second):  # ", the longest of any January 6 defendant"
            continue
        if second.since and not first.since:  # "87,607 in 2016, a third less since 2016"
            continue
        gap = _between(first, second)
        if gap is not None and not any(t.i in triggers for t in gap):
            out += [
                Attachment(a.trigger, second)
                for a in out
                if a.date.tokens.start == first.tokens.start and a.trigger.token.i < gap.start
            ]
    return sorted(out, key=lambda a: (a.trigger.token.i, a.date.tokens.start))


def _coordinated(dates: Sequence[Dating], found: list[Attachment]) -> list[Attachment]:
    """The attachments where a date that "and" joins to the one before it has the same event: "on 5 May and 6 June".

    The parse is apt to tie the second to what stands above. "Respectively" gives each of two events one date.
    """
    for first, second in pairwise(dates):
        gap = first.tokens.doc[first.tokens.end : max(start(second), first.tokens.end)]
        if not gap or any(t.lower_ not in ("and", ",", "or") for t in gap) or dates_nothing(second):
            continue
        if opens_own_clause(second):  # "opened in March and the following month he was convicted"
            continue
        mine = [a for a in found if a.date.tokens.start == first.tokens.start and a.direct]
        events = {a.trigger.token.i: a.trigger for a in found if a.date.tokens.start == first.tokens.start}
        theirs = [a for a in found if a.date.tokens.start == second.tokens.start]
        if _respective(second) and len(events) == 2:
            one, two = (events[i] for i in sorted(events))
            kept = [a for a in found if a.date.tokens.start not in (first.tokens.start, second.tokens.start)]
            found = [*kept, Attachment(one, first), Attachment(two, second)]
        elif mine and mine[0].trigger.kind == "noun" and all(a.trigger != mine[0].trigger for a in theirs):
            found = [a for a in found if a not in theirs] + [Attachment(mine[0].trigger, second)]
    return found


def _respective(date: Dating) -> bool:
    """Whether "respectively" stands behind a date."""
    return any(t.lower_ == "respectively" for t in date.tokens.doc[date.tokens.end : date.tokens.end + 2])


def _of_phrase(attachment: Attachment, found: list[Attachment], triggers: Mapping[int, Trigger]) -> list[Attachment]:
    """The attachment; where its date is a verb's second one in a phrase that the verb is about, that phrase's event.

    "charged in May for a fraud in 2014"; "In May he released the report on the death of X on 3 June 2004".
    """
    second = _second_noun(attachment, found, triggers)
    if second is not None:
        return [Attachment(second, attachment.date)]
    if not _inside_phrase(attachment, found):
        return [attachment]
    doc, at = attachment.date.tokens.doc, attachment.trigger.token.i
    for i in range(start(attachment.date) - 1, at, -1):
        inner = triggers.get(i)
        deed = inner is not None and inner.kind == "verb" and inner.entry.type in _HARMS
        if inner is not None and (deed or (inner.kind == "noun" and not inner.entry.date_before)):
            return [Attachment(inner, attachment.date)]
        if doc[i].pos_ in _VERBAL or doc[i].text == ";":
            break
    return []


def _second_noun(attachment: Attachment, found: list[Attachment], triggers: Mapping[int, Trigger]) -> Trigger | None:
    """The second of two event nouns with a date each: "between the signing in 1991 and the elections in 1992"."""
    before = (a.date.tokens.end for a in found if a.trigger == attachment.trigger and attachment.trigger.kind == "noun")
    end = max((e for e in before if e <= start(attachment.date)), default=None)
    if end is None:
        return None
    nouns = (triggers[i] for i in range(start(attachment.date) - 1, end - 1, -1) if i in triggers)
    return next((t for t in nouns if t.kind == "noun"), None)


def _inside_phrase(attachment: Attachment, found: list[Attachment]) -> bool:
    """Whether a verb's second date dates a thing that the verb is about."""
    if attachment.trigger.kind != "verb":
        return False
    mine, at = attachment.date.tokens, attachment.trigger.token.i
    for other in found:
        theirs = other.date.tokens
        if other.trigger.token.i != at or theirs.start >= mine.start or mine.start < at:
            continue
        if theirs.start < at and not _apart(other.date, attachment.date):
            continue
        gap = mine.doc[max(theirs.end, at + 1) : start(attachment.date)]
        if attachment.trigger.entry.type in _ANSWERED and _tells_deed(attachment.trigger.token, gap):
            return True
        about = any(t.dep_ == "prep" for t in gap) and any(t.pos_ in _NOMINAL for t in gap)
        if about and not any(t.lower_ in _JOINS for t in gap):
            return True
    return False


def _tells_deed(verb: Token, gap: TokenSpan) -> bool:
    """Whether what parts two dates of a verb tells what somebody answers for: "charged today with stabbing"."""
    preps = (t for t in gap if t.dep_ == "prep" and t.head == verb and t.lower_ in ("with", "of", "for", "over"))
    return any(any(c.dep_ == "pcomp" for c in prep.children) for prep in preps)


def _apart(first: Dating, second: Dating) -> bool:
    """Whether neither of two dates lies in the other."""
    one, two = first.mention.edtf, second.mention.edtf
    return not one.contains(two) and not two.contains(one)


def with_gaps(attachments: Sequence[Attachment]) -> list[Attachment]:
    """The attachments, each with what stands between its date and the date before it of the same event."""
    dates: dict[int, tuple[Dating, ...]] = {}
    for a in attachments:
        dates[a.trigger.token.i] = (*dates.get(a.trigger.token.i, ()), a.date)
    return [_with_gap(a, dates[a.trigger.token.i]) for a in attachments]


def _with_gap(attachment: Attachment, dates: Sequence[Dating]) -> Attachment:
    gap = _gap_before(attachment.date, dates)
    own = tuple(_told(gap)) if gap is not None else ()
    return replace(attachment, gap=own, elsewhere=_elsewhere(attachment.date, dates))


def _gap_before(date: Dating, dates: Iterable[Dating]) -> TokenSpan | None:
    """The gap between a date and the date before it among those of the same event."""
    before = [d for d in dates if d.tokens.start < date.tokens.start]
    return _between(before[-1], date) if before else None


def _elsewhere(date: Dating, dates: Sequence[Dating]) -> frozenset[int]:
    """The tokens that belong to the other dates of the same event."""
    return frozenset(token.i for gap in _others(date, dates) for token in gap)


def _others(date: Dating, dates: Sequence[Dating]) -> Iterator[TokenSpan]:
    for other in dates:
        gap = _gap_before(other, dates) if other.tokens.start != date.tokens.start else None
        if gap is not None:
            yield gap
