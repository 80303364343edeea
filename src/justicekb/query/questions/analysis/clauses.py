"""The clause of a question: its asking phrase, verb, subject and complements, whatever the order of its words.

Three builds are told apart: the asking phrase with an inverted clause ("in which year did Peru sign it"), the asking
phrase as subject ("which court freed him"), and no asking phrase, a question for yes or no or mere keywords.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from justicekb.query.language import Lexicon
from justicekb.query.questions.analysis.tagging import NOMINAL, Word, is_verb

_BE = frozenset(["is", "was", "are", "were", "be", "been", "being", "am"])
_DO = frozenset(["do", "does", "did"])
_NOW = frozenset(["is", "are", "does", "do", "has", "have"])
_HAVE = frozenset(["has", "have", "had", "having"])

# Asking words that take a noun ("which court", "how many judges"), and what stands between.
_WITH_NOUN = frozenset(["which", "what", "whose"])
_DEGREES = "degree"


@dataclass(frozen=True, slots=True, kw_only=True)
class Clause:
    """The parts of a question's clause.

    `wh` is the asking word, None for yes or no and keywords; `lead` the preposition before it, `degree` the adverb
    behind "how", `asking` the words of the asking phrase's noun phrase. `verb` is the main verb with its place in
    `words`, None in a clause of "to be" alone or without a verb; `subject` the words before it. `inverted` tells that
    the asking phrase is not the subject.
    """

    words: tuple[Word, ...]
    wh: str | None = None
    lead: str | None = None
    degree: str | None = None
    asking: tuple[Word, ...] = ()
    start: int = 0
    auxiliaries: tuple[str, ...] = ()
    verb: Word | None = None
    subject: tuple[Word, ...] = ()
    complement: tuple[Word, ...] = field(default=())
    inverted: bool = False

    @property
    def passive(self) -> bool:
        """Whether the verb tells what was done to its subject."""
        be = not _BE.isdisjoint(self.auxiliaries)
        return be and self.verb is not None and not self.verb.small.endswith("ing")

    @property
    def copular(self) -> bool:
        """Whether it only says what something is, or where or how."""
        return self.verb is None and not _BE.isdisjoint(self.auxiliaries)

    @property
    def existential(self) -> bool:
        """Whether it asks what there is."""
        return any(word.small == "there" for word in self.words[self.start : self.start + 3])

    @property
    def polar(self) -> bool:
        """Whether it is to be answered by yes or no."""
        return self.wh is None and bool(self.words) and self.words[0].tag == "aux"

    @property
    def present(self) -> bool:
        """Whether it asks how things are now."""
        plain = self.verb is not None and not self.auxiliaries and self.verb.tag != "participle"
        return plain or not _NOW.isdisjoint(self.auxiliaries)

    @property
    def rest(self) -> tuple[Word, ...]:
        """The words behind the asking phrase."""
        return self.words[self.start :]


def clause_of(words: Sequence[Word], known: Lexicon) -> Clause:
    """The clause of a question's words."""
    at = _asking_word(words)
    if at is None:
        return _filled(Clause(words=tuple(words)), known)
    first = at - 1 if at and words[at - 1].tag in ("prep", "adv") and at - 1 >= 0 else at
    ahead = [*words[:first]]
    while ahead and ahead[-1].tag == "comma":
        ahead.pop()
    own = [*words[first:], *ahead]  # "In 2018, how many …" with its time behind
    at -= first
    lead = own[0].small if at else None
    wh, degree, start = own[at].small, None, at + 1
    if wh == "how" and start < len(own) and _is_degree(own, start, known):
        degree, start = own[start].small, start + 1
    end = start
    if wh in _WITH_NOUN or degree is not None:
        end = _phrase_end(own, start, known)
    clause = Clause(
        words=tuple(own), wh=wh, lead=lead, degree=degree, asking=tuple(own[start:end]), start=end, inverted=True
    )
    return _filled(clause, known)


def _is_degree(words: Sequence[Word], at: int, known: Lexicon) -> bool:
    """Whether the word behind "how" tells of what degree is asked: "how many", "how close is …"."""
    if words[at].small in known.classes[_DEGREES]:
        return True
    return words[at].tag in ("participle", "noun", "verb") and at + 1 < len(words) and words[at + 1].tag == "aux"


def _asking_word(words: Sequence[Word]) -> int | None:
    """The place of the asking word: the first of a question, the one behind a time or place, or the last."""
    if not words or words[0].tag == "aux":
        return None
    places = [at for at, word in enumerate(words) if word.tag == "wh"]
    if not places:
        return None
    first = places[0]
    if first <= 1 or words[first - 1].tag == "comma" or words[first].small == "how":
        return first
    if first == len(words) - 1 or words[first].small == "when" or words[first - 1].tag == "prep":
        return first
    before = words[:first]
    relative = words[first].small in ("who", "which", "whose", "whom", "where") and before[-1].tag in ("noun", "name")
    return None if relative else first


def _phrase_end(words: Sequence[Word], start: int, known: Lexicon) -> int:
    """Where the noun phrase of the asking phrase ends: before a verb, an auxiliary or the next phrase.

    "of the seven judges" and the like belong to it, since what is counted is named there.
    """
    at = start
    while at < len(words):
        word = words[at]
        if (
            word.tag in ("noun", "name", "num", "det")
            or (word.tag == "adv" and at == start)
            or (word.tag in ("participle", "verb") and not _is_predicate(words, at, start, known))
            or (word.small == "of" and at + 1 < len(words))
        ):
            at += 1
        else:
            break
    return at


def _is_predicate(words: Sequence[Word], at: int, start: int, known: Lexicon) -> bool:
    """Whether a word behind the asking noun is its verb: a form that no noun follows, or that a plural precedes."""
    before, behind = words[at - 1], words[at + 1] if at + 1 < len(words) else None
    if at == start:
        if words[at].tag == "verb":  # "what share", "what date"; but "what happens"
            return before.small == "what" and words[at].small.endswith("s") and behind is not None
        return before.small == "what" or behind is None or behind.tag not in ("noun", "name", "verb")
    if before.plural or before.tag == "name" or words[at].tag == "participle":
        return True
    return behind is None or behind.tag in ("prep", "det", "name", "pron", "neg", "num", "to")


def _filled(clause: Clause, known: Lexicon) -> Clause:
    """The clause with its auxiliaries, verb, subject and complement."""
    rest = clause.rest
    auxiliaries = tuple(word.small for word in rest if word.tag == "aux")
    if clause.wh is None and not clause.polar and not auxiliaries:
        return _of_keywords(clause)
    first = rest[0] if rest else None
    asked_is_subject = first is not None and first.tag != "aux" and clause.wh is not None
    at = _verb_place(rest, auxiliaries, known, subject_first=asked_is_subject)
    verb = rest[at] if at is not None else None
    subject = _subject(rest, at)
    inverted = clause.wh is not None and not asked_is_subject and bool(subject)
    if clause.wh is not None and not subject:
        inverted = False
    return Clause(
        words=clause.words, wh=clause.wh, lead=clause.lead, degree=clause.degree, asking=clause.asking,
        start=clause.start, auxiliaries=auxiliaries, verb=verb, subject=subject,
        complement=tuple(rest[at + 1 :]) if at is not None else tuple(w for w in rest if w.tag != "aux"),
        inverted=inverted,
    )  # fmt: skip


def _of_keywords(clause: Clause) -> Clause:
    """Words without a verb's build; a past form in them may still be their verb ("Vesk arrested")."""
    verb = next((w for w in clause.words if w.tag == "participle"), None)
    return Clause(words=clause.words, verb=verb, subject=clause.words)


def _subject(rest: Sequence[Word], verb: int | None) -> tuple[Word, ...]:
    """The words of a clause before its verb, or behind "to be", without auxiliaries and adverbs."""
    own = rest[:verb] if verb is not None else rest
    return tuple(w for w in own if w.tag not in ("aux", "adv", "neg", "comma"))


def _verb_place(rest: Sequence[Word], auxiliaries: Sequence[str], known: Lexicon, *, subject_first: bool) -> int | None:
    if subject_first:
        return next((at for at, w in enumerate(rest) if w.tag in ("verb", "participle") or _third(w, known)), None)
    if not auxiliaries:
        return None
    modal = not _BE.union(_HAVE, _DO).issuperset(auxiliaries)
    if not _DO.isdisjoint(auxiliaries) or (modal and _BE.isdisjoint(auxiliaries)):
        return _plain_verb(rest, known)
    return _participle(rest)


def _third(word: Word, known: Lexicon) -> bool:
    return word.tag == "noun" and is_verb(word.small, known)


def _plain_verb(rest: Sequence[Word], known: Lexicon) -> int | None:
    """The plain form behind "did" and its subject: a word that may be a verb, or whatever follows a name."""
    seen = False
    for at, word in enumerate(rest):
        before = rest[at - 1] if at else None
        if word.tag == "verb" and (seen or at <= 1):
            return at
        behind = rest[at + 1].tag if at + 1 < len(rest) else None
        if word.tag == "participle" and seen and before is not None and before.tag != "det" and behind != "noun":
            return at  # a turn of speech was put into its plain word
        behind_name = before is not None and before.tag == "name" and not before.owner
        if word.tag in ("noun", "participle") and behind_name and not _names_what_it_is(word, known):
            return at
        seen = seen or word.tag in NOMINAL
    return _any_verb(rest, known) or _between_phrases(rest)


def _names_what_it_is(word: Word, known: Lexicon) -> bool:
    """Whether a noun belongs to the name before it ("Lima Police", "Norland prisons")."""
    return any(word.stem in known.uses[use] for use in ("body", "locality", "people", "called")) or word.plural


def _any_verb(rest: Sequence[Word], known: Lexicon) -> int | None:
    """A noun that may be a verb, behind the last chance of another."""
    found = [at for at, w in enumerate(rest) if at and w.tag == "noun" and is_verb(w.small, known)]
    return found[-1] if found else None


def _between_phrases(rest: Sequence[Word]) -> int | None:
    """The word that is no known verb and stands between two noun phrases: "did the keeper paint the house"."""
    for at in range(1, len(rest) - 1):
        parted = rest[at - 1].tag == "noun" and rest[at + 1].tag in ("det", "name", "pron", "prep")
        if rest[at].tag == "noun" and parted and not rest[at].plural:
            return at
    return None


def _participle(rest: Sequence[Word]) -> int | None:
    """The participle behind "to be" or "to have" that describes no noun ("the registered office")."""
    places = [at for at, word in enumerate(rest) if word.tag == "participle"]
    for at in places:
        before = rest[at - 1] if at else None
        behind = rest[at + 1] if at + 1 < len(rest) else None
        inside = before is not None and (before.tag in ("det", "prep") or before.owner)
        if not (inside and behind is not None and behind.tag in ("noun", "name", "verb", "num")):
            return at
    return None
