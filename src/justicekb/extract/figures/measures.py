"""What a quantity counts, in words: `measure_of(quantity, tokens, …)` by unit, with the noun carried along a list."""

from __future__ import annotations

from dataclasses import replace

from spacy.tokens import Span as TokenSpan
from spacy.tokens import Token

from justicekb.extract.figures.durations import of_duration
from justicekb.extract.figures.measure import NOUN, OF_AMOUNT, Context, Measure, sentence_start
from justicekb.extract.figures.money import of_money
from justicekb.extract.figures.nounphrases import (
    clean,
    described,
    governor,
    happening,
    head_of,
    is_time,
    is_time_noun,
    noun_phrase,
    nouns_above,
    same_object,
    subject_of,
)
from justicekb.vocabulary.numbertext import COUNT, PERCENT

_DURATIONS = frozenset({"years", "months", "days", "hours"})
_TO = frozenset({"to", "from", "at", "by", "below", "above"})
_ELLIPTIC = frozenset({"other", "others", "more", "them", "each", "another"})


def measure_of(number: TokenSpan, unit: str, context: Context) -> Measure | None:
    """The measure of a quantity whose words are `number`; None when nothing in the sentence says what it counts."""
    if unit in _DURATIONS:
        return of_duration(number, _before_bracket(number) if context.bracketed else None)
    if unit.startswith("money:"):
        return of_money(number, bracketed=context.bracketed, previous=context.previous)
    head = head_of(number)
    if context.bracketed and (before := _before_bracket(number)) is not None:
        return _of_bracket(number, before, head, context.stop)
    if unit == COUNT and context.previous is not None and compares(number):
        return _beside(number, context)
    if unit == COUNT and context.again is not None and _points_back(number):
        said = happening(number.root, context.stop)
        return replace(context.again, text=f"{context.again.noun} {said}".strip(), carried=True)
    if head is None or head.lemma_.casefold() in _ELLIPTIC or (unit == COUNT and is_time_noun(head)):
        return _without_noun(number, unit, context) or _with_pronoun(number, head, context) or _of_share(number, unit)
    measure = _with_happening(number, head, context.stop)
    if head.pos_ not in NOUN and context.previous is not None:
        return replace(context.previous, text=f"{context.previous.noun} {measure.text}", carried=True)
    return measure


def compares(number: TokenSpan) -> bool:
    """Whether a number counts beside another one: "four others", "two more than in 2017", "three fewer"."""
    behind = number.doc[number.end : number.end + 2]
    if not len(behind) or behind[0].lower_ not in _BESIDE:
        return False
    last = len(behind) == 1 or not (behind[1].pos_ in NOUN or behind[1].pos_ == "ADJ")
    return last and not (behind[0].lower_ in ("more", "less", "fewer") and behind[-1].lower_ in ("or", "and"))


def _points_back(number: TokenSpan) -> bool:
    """Whether "the" and a number in words alone stand for those counted before: "The four were suspended"."""
    if number.start == number.sent.start or number.doc[number.start - 1].lower_ not in ("the", "these", "those"):
        return False
    behind = number.doc[number.end] if number.end < len(number.doc) else None
    alone = behind is None or behind.pos_ in ("VERB", "AUX", "PUNCT", "CCONJ") or behind.lower_ in ("who", "also")
    return alone and number.root.is_alpha and len(number) == 1


_BESIDE = {"others": "other", "other": "other", "more": "more", "further": "further", "fewer": "fewer", "less": "less"}


def _beside(number: TokenSpan, context: Context) -> Measure | None:
    """What was counted before, marked as counted beside it: "other officers injured", "more incidents"."""
    previous = context.previous
    if previous is None:
        return None
    word = number.doc[number.end]
    described_as = described(word, context.stop).split(" ", 1)[1:] if word.lower_ == "others" else []
    said = " ".join(described_as) or happening(number.root if word.lower_ != "others" else word, context.stop)
    plain = previous.noun.removeprefix(f"{previous.noun.split(' ')[0]} ") if previous.beside else previous.noun
    noun = f"{_BESIDE[word.lower_]} {plain}"
    return Measure(f"{noun} {said}".strip(), noun, previous.head, carried=True, beside=True)


def _with_happening(number: TokenSpan, head: Token, stop: int) -> Measure:
    phrase = noun_phrase(head, number.end, max(stop, head.i + 1))
    part = number.end < len(number.doc) and number.doc[number.end].lower_ in ("of", "out")
    said = happening(number.root if part else head, stop)
    return Measure(phrase if not said or said in phrase else f"{phrase} {said}", phrase, head.lemma_)


def _of_bracket(number: TokenSpan, before: Token, head: Token | None, stop: int) -> Measure:
    outer = noun_phrase(before, sentence_start(before), number.start)
    if head is None or head.i <= before.i:
        return Measure(outer, outer, before.lemma_)
    inner = noun_phrase(head, number.end, stop)
    return Measure(f"{inner} ({outer})", inner, head.lemma_)


def _before_bracket(number: TokenSpan) -> Token | None:
    for token in reversed(number.doc[max(0, number.start - 8) : number.start]):
        if token.text == "(":
            before = token.nbor(-1) if token.i else None
            return _whole_noun(before) if before is not None and before.pos_ in NOUN else None
    return None


def _whole_noun(noun: Token) -> Token:
    """The noun that an "of" joins another to: "an average term of detention (26 months)" is about the term."""
    joined = noun.dep_ == "pobj" and noun.head.lower_ == "of" and noun.head.head.pos_ in NOUN
    return noun.head.head if joined else noun


def _without_noun(number: TokenSpan, unit: str, context: Context) -> Measure | None:
    """A number that is a noun itself: what changed to it, what equals it, or what the number before it counted."""
    previous, stop = context.previous, context.stop
    named = _named_before(number)
    if unit == COUNT and named:
        return Measure(named, named, named.split()[-1])
    part = _prepositional(number, stop)
    if previous is not None and part:
        return replace(previous, text=f"{previous.noun} {part}", carried=True)
    verb = governor(number.root)
    changed = _changed(number, verb, context) if verb is not None else None
    if changed is not None and verb is not None:
        if unit == COUNT and previous is not None and previous.head == changed.lemma_:
            return replace(previous, carried=True)
        said = verb.text if unit == PERCENT and verb.lemma_ != "be" else ""
        return _phrase_of(changed, said)
    above = next(nouns_above(number.root), None)
    if unit != COUNT and above is not None:
        return _phrase_of(above)
    if previous is None:
        return None
    said = happening(number.root, stop)
    return replace(previous, text=f"{previous.noun} {said}" if said else previous.text, carried=True)


def _of_share(number: TokenSpan, unit: str) -> Measure | None:
    """A share or an area of something the sentence does not name ("31 per cent reoffended")."""
    if unit == COUNT:
        return None
    said = happening(number.root, int(number.sent.end)) or ("share" if unit == PERCENT else "size")
    return Measure(said, "", said)


# A label before a colon has at most this many words ("Prison population: 12,400").
_LABEL = 8


def _named_before(number: TokenSpan) -> str:
    """The noun that names a bare number: "a staff of 24", "Prison population: 12,400"; empty when there is none."""
    root = number.root
    of = root.head if root.dep_ == "pobj" and root.head.lower_ == "of" else None
    noun = of.head if of is not None and of.i == number.start - 1 else None
    if noun is not None and noun.pos_ == "NOUN" and noun.lemma_ not in OF_AMOUNT:
        return noun_phrase(noun, sentence_start(noun), noun.i + 1)
    start = int(number.sent.start)
    label = number.doc[start : max(start, number.start - 1)]
    led = number.start > start + 1 and number.doc[number.start - 1].text == ":" and len(label) <= _LABEL
    plain = any(t.pos_ in NOUN for t in label) and not any(t.pos_ in ("NUM", "VERB", "AUX") for t in label)
    return clean(label) if led and plain else ""


def _with_pronoun(number: TokenSpan, head: Token | None, context: Context) -> Measure | None:
    """ "14 of those sentenced", "three others, who …", "Twelve were acquitted", "will open two more"."""
    stop, root = context.stop, number.root
    after = number.doc[number.end : number.end + 2]
    if len(after) > 1 and after[0].lower_ == "of" and after[1].lower_ in ("those", "these"):
        words = described(after[1], stop)
        return Measure(f"{words} {happening(root, stop)}".strip(), words, "those") if words != after[1].text else None
    if head is not None and head.lower_ == "others":
        words = described(head, stop)
        said = happening(head, stop) if words == head.text else ""
        return Measure(f"{words} {said}".strip(), words, "others")
    verb = governor(root)
    repeated = same_object(verb) if verb is not None else None
    if repeated is not None:
        return _phrase_of(repeated)
    said = happening(root, stop)
    bare = root.dep_ in ("nsubj", "nsubjpass") and root.tag_ == "CD" and not any(t.dep_ == "det" for t in root.lefts)
    told = next((t for t in verb.rights if t.dep_ == "attr" and t.tag_ == "NNS"), None) if verb is not None else None
    if context.earlier is None and bare and told is not None:
        return _phrase_of(told)  # "14 were minors"
    if context.earlier is None or not bare or not said:
        return None
    return replace(context.earlier, text=f"{context.earlier.noun} {said}", carried=True)


def _phrase_of(noun: Token, said: str = "") -> Measure:
    noun = amount_of(noun)
    phrase = noun_phrase(noun, sentence_start(noun), noun.i + 1)
    return Measure(f"{phrase} {said}".strip(), phrase, noun.lemma_)


def amount_of(noun: Token) -> Token:
    """What a noun of amount is the amount of: "the number of prisoners" counts prisoners."""
    if noun.lemma_ not in OF_AMOUNT:
        return noun
    of = (token for token in noun.rights if token.lower_ == "of")
    return next((token for prep in of for token in prep.rights if token.dep_ == "pobj" and token.pos_ in NOUN), noun)


def _changed(number: TokenSpan, verb: Token, context: Context) -> Token | None:
    """What a verb brings to the number ("raised the limit to 18"), or the subject of a verb of amount."""
    root = number.root
    to = root.head if root.dep_ == "pobj" else None
    brought = next((t for t in verb.rights if t.dep_ == "dobj" and t.pos_ in NOUN and t.i < number.start), None)
    if brought is not None and to is not None and to.head == verb and to.lower_ in _TO:
        return brought
    subject = subject_of(verb)
    if subject is None or subject.pos_ not in NOUN or subject.i >= number.start or subject.sent != number.sent:
        return None
    if verb.dep_ == "relcl" and verb.lemma_ == "be" and number.root.tag_ == "CD":
        return None  # "children who are 15" tells an age
    return subject if verb.lemma_ in context.amounts or number.root.tag_ != "CD" else None


def _prepositional(number: TokenSpan, stop: int) -> str:
    """What tells one part of a whole from the others: "70 to prisons", "254 of them by women"."""
    for token in number.root.rights:
        noun = token.i + 1 < len(token.doc) and token.nbor().tag_ == "NN"
        cause = token.lower_ == "of" and token.i == number.end and noun
        if token.lower_ in ("of", "out") and not cause:
            continue
        if token.dep_ == "prep" and token.i < stop and not is_time(token):
            return clean(number.doc[token.i : min(token.right_edge.i + 1, stop)])
    return ""
