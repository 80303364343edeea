"""What kind of answer a clause asks for, by its asking word, the noun beside it and its verb (question-asked.toml).

Without an asking word a clause asks for yes or no, for a list, or, made of keywords, for what its noun names.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from justicekb.query.language import Lexicon, stem
from justicekb.query.questions.analysis.clauses import Clause
from justicekb.query.questions.analysis.tagging import Word
from justicekb.query.questions.frames import Asked
from justicekb.vocabulary.entries import QuestionAsked
from justicekb.vocabulary.wordlists import WordList


@dataclass(frozen=True, slots=True, kw_only=True)
class Expected:
    """The kind of answer: units of figures, types of participants, the event and office that the words stand for.

    `nouns` are the words that carry the kind ("year" of "in which year") and nothing that a sentence must have; `head`
    the words of what is counted or of the office.
    """

    asked: Asked
    units: tuple[str, ...] = ()
    types: tuple[str, ...] = ()
    event: str | None = None
    nouns: tuple[Word, ...] = ()
    head: tuple[Word, ...] = ()
    office: str | None = None
    every: bool = False


# Asking nouns that are what is counted, and not only the kind of answer.
_COUNTED_SELF = ("count-noun", "number-noun", "rate-noun", "sum-noun", "how-high")


def expected_of(clause: Clause, known: Lexicon) -> Expected:
    """What the clause asks for."""
    if clause.polar:
        return Expected(asked="verdict")
    if clause.wh is None:
        return _of_keywords(clause, known)
    ascribed = _ascribed(clause)
    entry, met = _first_fit(clause, ascribed, known)
    return _expected(entry, clause, met, ascribed, known)


def entry_of(clause: Clause, known: Lexicon) -> QuestionAsked:
    """The entry of question-asked.toml that reads a clause with an asking word."""
    return _first_fit(clause, _ascribed(clause), known)[0]


def _first_fit(clause: Clause, ascribed: Sequence[Word], known: Lexicon) -> tuple[QuestionAsked, tuple[Word, ...]]:
    for entry in known.asked:
        if clause.wh in entry.wh and (met := _nouns_met(entry, clause, ascribed, known)) is not None:
            return entry, met
    return known.asked[-1], ()  # anything else


def _ascribed(clause: Clause) -> tuple[Word, ...]:
    """The noun phrase that "to be" ascribes to what is asked: "the prison population" of "what is the … of Norland"."""
    if not clause.copular and not _complement_of_be(clause):
        return ()
    rest = [word for word in clause.rest if word.tag not in ("aux", "adv", "neg")]
    found: list[Word] = []
    for word in rest:
        if word.tag in ("prep", "to", "conj", "comma", "wh") or (word.small == "that" and found):
            break
        found.append(word)
    return tuple(found)


def _nouns_met(
    entry: QuestionAsked, clause: Clause, ascribed: Sequence[Word], known: Lexicon
) -> tuple[Word, ...] | None:
    """The words that meet an entry; None when it does not fit."""
    if entry.bare and clause.lead is not None:
        return None
    if entry.copular and not (clause.copular or _complement_of_be(clause)):
        return None
    if entry.verbs and (clause.verb is None or not _is_one(clause.verb, entry.verbs, known)):
        return None if not _said_by_whom(entry, clause) else ()
    if entry.objects and not _has_object(clause, _spelt(entry.objects, known)):
        return None
    if not entry.nouns:
        return ()
    asking = clause.asking
    if clause.degree is not None and clause.degree in entry.nouns:
        return (*asking[:0],)
    phrase = _head_first(asking) if asking else _head_first(ascribed)
    phrase = phrase[-1:]  # "which police officer" asks for an officer
    nouns = _spelt(entry.nouns, known)
    met = tuple(word for word in phrase if word.small in nouns)
    return met or None


def _has_object(clause: Clause, nouns: frozenset[str]) -> bool:
    """Whether the first noun phrase behind the verb, or the subject of a passive one, ends with such a noun."""
    words = clause.subject if clause.passive else clause.complement
    phrase = _phrase([w for w in words if w.tag != "comma"])
    return bool(phrase) and phrase[-1].small in nouns


def _complement_of_be(clause: Clause) -> bool:
    return any(a in ("is", "was", "are", "were") for a in clause.auxiliaries) and clause.verb is None


def _said_by_whom(entry: QuestionAsked, clause: Clause) -> bool:
    return entry.asked == "speaker" and clause.lead == "to" and clause.words[-1].small == "according"


def _head_first(phrase: Sequence[Word]) -> list[Word]:
    """The noun phrase up to its first preposition, determiners left out."""
    found: list[Word] = []
    for word in phrase:
        if word.tag == "prep" and found:
            break
        if word.tag not in ("det", "prep", "adv", "aux"):
            found.append(word)
    return found[-1:] if found and not any(w.tag == "num" for w in found) and len(found) < 2 else found


def _spelt(nouns: Sequence[str], known: Lexicon) -> frozenset[str]:
    """The words of an entry with those of each `{use}` put in."""
    plain = {noun for noun in nouns if not noun.startswith("{")}
    return frozenset(plain).union(*(known.classes[noun.strip("{}")] for noun in nouns if noun.startswith("{")))


def _is_one(verb: Word, verbs: Sequence[str], known: Lexicon) -> bool:
    spelt = _spelt(verbs, known)
    return verb.small in spelt or verb.stem in {stem(word) for word in spelt}


def _expected(
    entry: QuestionAsked, clause: Clause, met: tuple[Word, ...], ascribed: Sequence[Word], known: Lexicon
) -> Expected:
    head: tuple[Word, ...] = ()
    asked: Asked = entry.asked
    if asked == "participant" and clause.wh == "who" and (post := _office(clause, ascribed, known)):
        return post
    if asked == "figure":
        head = tuple(w for w in _counted_words(entry, clause, ascribed) if entry.id in _COUNTED_SELF or w not in met)
    nouns = () if asked == "figure" and entry.id in _COUNTED_SELF else met
    every = asked in ("participant", "place") and any(word.plural for word in met)
    return Expected(
        asked=asked, units=entry.units, types=entry.types, event=entry.event, nouns=nouns, head=head,
        office=entry.head, every=every,
    )  # fmt: skip


def _counted_words(entry: QuestionAsked, clause: Clause, ascribed: Sequence[Word]) -> tuple[Word, ...]:
    """The words of what is counted: the asking phrase behind "how many", or what "to be" ascribes."""
    if entry.event is not None or entry.id == "years":
        return ()
    if clause.asking and clause.asking[0].small == "of" and clause.copular:  # "how many of the dead were guards"
        of_them = _phrase([w for w in clause.complement if w.tag != "aux"])
        if of_them and of_them[-1].plural:
            return of_them
    return clause.asking or tuple(ascribed)


def _office(clause: Clause, ascribed: Sequence[Word], known: Lexicon) -> Expected | None:
    """What a question for who holds an office asks, and what one for who somebody is; None for other questions.

    "Who is the director of …", "who became chairman", "who was appointed head of …"; "who is Jan Vesk".
    """
    verb = clause.verb
    if verb is not None and (verb.small in _HELD or (clause.passive and verb.stem in _made())):
        words = [w for w in clause.complement if w.small not in ("as", "to", "be")]
        phrase = _phrase(words)
        if phrase and _is_office(phrase, known):
            return Expected(asked="office", head=phrase)
        return None
    if not clause.copular or not ascribed:
        return None
    if all(word.tag == "name" or word.text[0].isupper() for word in ascribed) and not _is_office(ascribed, known):
        return Expected(asked="identity")
    return Expected(asked="office", head=tuple(w for w in ascribed if w.tag != "det"))


_MADE = WordList("verbs-that-give-an-office")
_HELD = WordList("verbs-of-holding-an-office")
_DEFINING = WordList("words-that-ask-for-a-definition")
_SHARES = WordList("nouns-of-a-share")
_DATES = WordList("words-of-a-date")


@cache
def _made() -> frozenset[str]:
    return frozenset(map(stem, _MADE))


def _phrase(words: Sequence[Word]) -> tuple[Word, ...]:
    found: list[Word] = []
    for word in words:
        if word.tag in ("prep", "comma", "conj", "wh"):
            break
        if word.tag != "det":
            found.append(word)
    return tuple(found)


def _is_office(phrase: Sequence[Word], known: Lexicon) -> bool:
    return bool(phrase) and any(word.stem in known.uses["roles"] for word in phrase if not word.owner)


# ── without an asking word ───────────────────────────────────────────────────────────────────────────────


def _of_keywords(clause: Clause, known: Lexicon) -> Expected:
    """What words without an asking word ask for: a list, a date, a figure, an office, or what is known of a name."""
    words = [word for word in clause.words if word.tag not in ("det", "adv")]
    first = words[0].small if words else ""
    if first in known.classes["listing"]:
        return _listed(words[1:], known)
    if first in known.classes["explaining"]:
        return Expected(asked="cause")
    if first in _DEFINING:
        return Expected(asked="definition")
    for word in words:
        if word.small in _DATES:
            return Expected(asked="date", nouns=(word,))
        if word.small in _SHARES:
            return Expected(asked="figure", units=("percent",), nouns=(word,), head=_behind(words, word))
        if word.small in known.classes["quantity"] and word.tag == "noun":
            units = next((e.units for e in known.asked if word.small in e.nouns and e.asked == "figure"), ())
            return Expected(asked="figure", units=units, head=_phrase(_up_to_prep(words)))
    lead = _phrase(words)
    if lead and _is_office(lead, known) and len(lead) < len(words):
        return Expected(asked="office", head=lead)
    if any(word.plural and word.tag in ("noun", "verb") for word in words):
        return Expected(asked="figure", units=("count",), head=_plural_phrase(words))
    if any(word.stem in known.events for word in words if word.tag != "name"):
        return Expected(asked="date")
    if words and all(word.tag in ("name", "noun") for word in words):
        return Expected(asked="definition")
    return Expected(asked="open")


# Kinds of answers that a list may be asked for by their noun.
_LISTABLE = ("participant", "place", "provision", "date")


def _listed(words: Sequence[Word], known: Lexicon) -> Expected:
    """ "List the visits of …": the kind of its noun, every one of them."""
    start = next((at for at, w in enumerate(words) if w.small not in ("me", "us", "all", "of", "every")), 0)
    phrase = _phrase(words[start:])
    nouns = [word for word in phrase if word.tag != "name"]
    head = nouns[-1] if nouns else None
    if head is not None:
        for entry in known.asked:
            if entry.asked in _LISTABLE and not entry.verbs and head.small in _spelt(entry.nouns, known):
                return Expected(asked=entry.asked, types=entry.types, nouns=(head,), every=True)
        if _is_office(phrase, known):
            return Expected(asked="office", head=phrase, every=True)
        if head.stem in known.events:
            return Expected(asked="happening", nouns=(), every=True)
    return Expected(asked="participant", types=("person", "organisation", "place"), nouns=phrase[-1:], every=True)


def _behind(words: Sequence[Word], word: Word) -> tuple[Word, ...]:
    at = list(words).index(word)
    return tuple(w for w in words[at + 1 :] if w.small != "of")


def _up_to_prep(words: Sequence[Word]) -> list[Word]:
    return list(words)


def _plural_phrase(words: Sequence[Word]) -> tuple[Word, ...]:
    """The noun phrase that ends with the first plural."""
    at = next(at for at, word in enumerate(words) if word.plural and word.tag in ("noun", "verb"))
    start = at
    while start and words[start - 1].tag in ("noun", "participle"):
        start -= 1
    return tuple(words[start : at + 1])
