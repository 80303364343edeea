"""Persons, bodies and places that a sentence names in the part that the question asks for."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from justicekb.model import Mention
from justicekb.query.language import stem, stems, tokens
from justicekb.query.questions.judgement.dates import gap, negated, supposed
from justicekb.query.questions.judgement.offices import prosecutes
from justicekb.query.questions.replies.arguments import region_of
from justicekb.query.questions.replies.telling.coverage import Coverage, akin, denied, is_verb_form
from justicekb.query.questions.replies.telling.moments import inside
from justicekb.query.questions.replies.telling.wanted import Wanted
from justicekb.query.questions.replies.told_values import of_people
from justicekb.spans import Span
from justicekb.vocabulary.wordlists import WordList

# How many words before a name, and behind it, may say who it is ("the prison's former chief | Jan Vesk").
_CALLED = 5

# How far behind its predicate a place is told (characters).
_FAR = 110


def names_told(cover: Coverage, wanted: Wanted) -> list[Mention]:
    """The names that are called what is asked for, or stand where the predicate has the part asked for, in order."""
    fit = list(_of_sort(cover, wanted))
    if not fit:
        return []
    fit = [m for m in fit if not denied(cover, inside(m.span, cover))]
    if wanted.noun is not None and (listed := _listed(fit, wanted.noun, cover)):
        return listed
    if wanted.noun is not None:
        called = [m for m in fit if _called(m, wanted.noun, cover, itself=wanted.itself)]
        called = called or list(_in_capitals(wanted, cover))
        return _in_part(called, cover, wanted) or (called if len(_entities(called)) == 1 else [])
    placed = [m for m in fit if not of_people(m, cover.seen, cover.judge.lexicon)]
    return _placed(placed, cover) if wanted.place else _in_part(fit, cover, wanted)


def _listed(fit: Sequence[Mention], noun: str, cover: Coverage) -> list[Mention]:
    """The names that the noun introduces: "some NGOs, including A and B", "two brothers, A and B"."""
    text, sentence = cover.seen.held.document.text, cover.seen.record.evidence
    own = cover.alike(noun) | cover.field(noun)
    for word, place in tokens(cover.seen.sentence):
        if stem(word) not in own:
            continue
        led = re.match(
            r"[^;.]{0,40}?,? (?:including|such as|namely|like|for example,?) (?:the )?",
            text[place.end + sentence.start : sentence.end],
        )
        first = place.end + sentence.start + led.end() if led else -1
        run = next((m for m in fit if m.span.start == first), None)
        if run is not None:
            return _run([m for m in fit if m.span.start >= first], cover)
    return []


def _of_sort(cover: Coverage, wanted: Wanted) -> Iterator[Mention]:
    """The outermost mentions of the types looked for that the question does not name itself."""
    frame, seen = cover.judge.frame, cover.seen
    asked = frozenset(i for n in (*frame.names, *frame.countries) for i in n.ids)
    said = frozenset(stems(frame.question))
    named = [m for m in seen.named if isinstance(m, Mention)]
    for mention in named:
        inner = any(o is not mention and o.span != mention.span and o.span.contains(mention.span) for o in named)
        alias = set(stems(mention.text)) <= said or len(set(stems(mention.name)) & said) > 1
        typed = mention.type in wanted.types or (wanted.types == ("person",) and _like_a_person(mention, cover))
        if typed and mention.entity not in asked and not inner and not alias:
            yield mention


def _like_a_person(mention: Mention, cover: Coverage) -> bool:
    """Whether a name of another type is written as a person's and has no word of a body or place in it."""
    known, words = cover.judge.lexicon, mention.text.split()
    kinds = known.uses["body"] | known.uses["bodies"] | known.uses["locality"]
    return 1 < len(words) < 5 and all(w[:1].isupper() for w in words) and kinds.isdisjoint(stems(mention.text))


def _entities(mentions: Sequence[Mention]) -> set[str]:
    return {m.entity for m in mentions}


def _called(mention: Mention, noun: str, cover: Coverage, *, itself: bool) -> bool:
    """Whether a name has the noun in it, as its office, or beside it in one noun phrase."""
    own = cover.alike(noun) | cover.field(noun)
    inside = own & set(stems(mention.text)) or own & set(stems(mention.name))
    if inside and (itself or mention.type == "person"):
        return True
    if not _all_of_office(mention, cover):
        return False
    if itself and mention.type == "organisation" and noun in cover.judge.lexicon.uses["body"]:
        return not any(word in _NARROW for word in own)  # any body is "which group", and none but a court "which court"
    if itself:
        return not own.isdisjoint(_behind(mention, cover))
    lawyer = noun in cover.judge.lexicon.uses["relation"] and not prosecutes(cover.judge.frame.question)
    if lawyer and prosecutes(f"{mention.role or ''} {' '.join(_beside(mention, cover))}"):
        return False
    if mention.role and own & set(stems(mention.role)):
        return True
    return any(word in own or akin(noun, word) for word in _beside(mention, cover))


_NARROW = WordList("bodies-of-one-kind")


def _all_of_office(mention: Mention, cover: Coverage) -> bool:
    """Whether every word of the office asked for stands in a role or beside a name."""
    if cover.judge.frame.asked != "office" or len(cover.judge.frame.head) < 2:
        return True
    told = {*stems(mention.role or ""), *_beside(mention, cover)}
    nouns = [w for w in cover.judge.frame.head if w in cover.plain]
    return all((cover.alike(w) | cover.field(w)) & told for w in nouns)


def _beside(mention: Mention, cover: Coverage) -> list[str]:
    """The stems of the words that stand with a name in one noun phrase, or in apposition behind it."""
    text, sentence = cover.seen.held.document.text, mention.evidence
    before = re.split(
        r"[,;:()]|\b(?:and(?= [a-z])|to|in|at|on|near|with|by|from|that|who|was|were|for)\b",
        text[sentence.start : mention.span.start],
    )[-1]
    became = re.match(_BECAME, text[mention.span.end : sentence.end])
    after = [*_behind(mention, cover), *(stems(became[1])[:_CALLED] if became else [])]
    return [*stems(before)[-_CALLED:], *after]


def _behind(mention: Mention, cover: Coverage) -> list[str]:
    """The stems of the first words of an apposition behind a name, or of what it "is"."""
    text, sentence = cover.seen.held.document.text, mention.evidence
    behind = re.match(
        r"\s*(?:,|\(|\bwas\b|\bis\b|–|—)\s*(?:(?:the|an?|his|her|its|their)\s)?([^,;.()]{2,60})",
        text[mention.span.end : sentence.end],
    )
    return stems(behind[1])[:_CALLED] if behind else []


# What makes somebody what he is: "became", "was appointed", "Vesk's appointment as", behind an apposition or none.
_BECAME = (
    r"(?:,[^,;.]{2,50},)?(?:[’']s (?:appointment|election|nomination) as|"
    r"(?: \w+)? (?:became|serves? as|served as|(?:was |were )?(?:appointed|named|elected|chosen)(?: as)?))"
    r" (?:the |an? |its |his |her )?([^,.;]{2,60})"
)


def _in_part(fit: Sequence[Mention], cover: Coverage, wanted: Wanted) -> list[Mention]:
    """Those that stand where the predicate has the part asked for; who alone is called so needs no predicate."""
    start, role = cover.seen.record.evidence.start, cover.judge.frame.role
    marks = [mark for mark in cover.marks if not negated(cover.seen.sentence, mark) or cover.judge.frame.negative]
    known, asked = cover.judge.lexicon, frozenset(cover.judge.frame.words)
    guessed = role == "agent" and not known.uses["supposing"] & asked
    marks = [mark for mark in marks if not (guessed and supposed(cover.seen.sentence, mark, known))]
    for mark in (mark for mark in marks if is_verb_form(cover, mark)):
        region = region_of(cover.seen.sentence, mark, role)
        within = [m for m in fit if region is not None and region.shift(start).contains(m.span)]
        if not within and re.match(r"(?:\w+ly )?\s*(?:him|her|them)\b", cover.seen.sentence[mark.end :].lstrip()):
            within = [m for m in fit if m.span.end <= mark.start + start][-1:]  # "… Jan Vesk, charging him with …"
        if within:
            return _nearest_run(within, mark.shift(start), cover)
    return []


def _nearest_run(within: Sequence[Mention], mark: Span, cover: Coverage) -> list[Mention]:
    """The name nearest to the predicate with those joined to it by "and" or commas."""
    text = cover.seen.held.document.text
    ordered = sorted(within, key=lambda m: m.span.start)
    behind = [m for m in ordered if m.span.start >= mark.end]
    free = [m for m in ordered if m not in behind and not re.search(_GOVERNED, text[: m.span.start][-30:])]
    at = ordered.index(behind[0] if behind else (free or ordered)[-1])
    while at and re.fullmatch(_JOINED, text[ordered[at - 1].span.end : ordered[at].span.start]):
        at -= 1
    return _run(ordered[at:], cover)


# What is written with capitals, with the small words inside of it.
_CAPITALS = r"[A-ZÀ-Ž][\w’'&.-]*(?: (?:of|the|and|de|del|di|for|[A-ZÀ-Ž][\w’'&.-]*))*"


def _in_capitals(wanted: Wanted, cover: Coverage) -> Iterator[Mention]:
    """What a sentence writes with capitals and calls the noun, though it is no stored name: "the Time Out Tavern"."""
    seen, said, noun = cover.seen, frozenset(stems(cover.judge.frame.question)), wanted.noun or ""
    own, person = (
        cover.alike(noun) | (cover.field(noun) if wanted.types != ("person",) else frozenset()),
        wanted.types == ("person",),
    )
    if person and cover.judge.frame.asked == "office" and len(cover.judge.frame.head) > 1:
        return  # no office of several words is told by one of them
    for match in re.finditer(_CAPITALS, seen.sentence):
        words = re.sub(r"(?: (?:of|the|and|for|de|del|di))+$", "", match[0])
        inside = own & set(stems(words)) and len(words.split()) > 1
        before = re.search(r"([\w’'-]+),? (?:called |named |known as )?[“\"]?$", seen.sentence[: match.start()])
        behind = re.match(r" ([a-z]+)", seen.sentence[match.start() + len(words) :])
        beside = any(m is not None and stem(m[1]) in own for m in (before, None if person else behind))
        if person and (inside or len(words.split()) not in (2, 3)):
            continue
        if (inside or beside) and not set(stems(words)) <= said and match.start() > 0:
            start = seen.record.evidence.start + match.start()
            yield Mention(
                document=seen.record.document, span=Span(start, start + len(words)), evidence=seen.record.evidence,
                rule="capitals", type="organisation", name=words, text=words, entity=f"name:{words}", canonical=words,
            )  # fmt: skip


# What stands before a name that only belongs to another: "Jan Vesk from the | Lantern League".
_GOVERNED = (
    r"\b(?:of|from|for|at|in|with|against|about|on|near)(?: the| a| an| his| her| its| their)?"
    r"(?: [a-zA-Z]{2,12})?[“\"]? $"
)

# What joins the names of a list.
_JOINED = r"[\s,]*(?:and|as well as)?\s*(?:the )?"


def _run(ordered: Sequence[Mention], cover: Coverage) -> list[Mention]:
    """The first of some names with those joined to it."""
    text, run = cover.seen.held.document.text, list(ordered[:1])
    for one in ordered[1:]:
        if not re.fullmatch(_JOINED, text[run[-1].span.end : one.span.start]):
            break
        run.append(one)
    return list({m.entity: m for m in reversed(run)}.values())[::-1]


def _placed(fit: Sequence[Mention], cover: Coverage) -> list[Mention]:
    """The place that a preposition puts behind the predicate, or before it at the head of the sentence."""
    text, start = cover.seen.held.document.text, cover.seen.record.evidence.start
    led = [m for m in fit if re.search(_AT, text[max(m.span.start - 24, start) : m.span.start])]
    marks = [mark.shift(start) for mark in cover.marks if not negated(cover.seen.sentence, mark)]
    if not marks:
        return led if len(_entities(led)) == 1 and not cover.judge.frame.trigger else []
    ranked = sorted(
        (min(gap(m.span, mark, text) + (25 if m.span.end < mark.start else 0) for mark in marks), m.span.start, m.id, m)
        for m in led
    )
    return [ranked[0][3]] if ranked and ranked[0][0] <= _FAR else []


_AT = r"\b(?:in|at|inside|near|to|from|outside|on|aboard|within)(?: (?:the|a|an|his|her|its|their))?(?: [a-z]+){0,2} $"
