"""What a clause says happened: the event its verb or noun names, its build, and the words that a sentence must have."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from justicekb.model import RoleName
from justicekb.query.language import Lexicon, parts, stem
from justicekb.query.questions.analysis.clauses import Clause
from justicekb.query.questions.analysis.expected import Expected
from justicekb.query.questions.analysis.tagging import Word
from justicekb.query.questions.frames import Name
from justicekb.spans import Span
from justicekb.vocabulary.wordlists import WordList

# Kinds of answers whose event the clause's verb tells before any other word.
_TOLD_BY_VERB = ("date", "verdict", "cause", "participant")

_NOW = WordList("words-for-now")
_HELD_IN = WordList("participles-of-prisoners")
_PRISONS = WordList("nouns-for-prison")
_COMING = WordList("words-for-what-is-to-come")
_LACKING = WordList("words-for-lack")


@dataclass(frozen=True, slots=True, kw_only=True)
class Predicate:
    """The event, how it is told, and the words compared: `said` as written, `weak` the stems a sentence may lack."""

    trigger: str | None
    events: frozenset[str]
    said: tuple[str, ...]
    weak: frozenset[str]
    role: RoleName = "agent"
    negative: bool = False
    current: bool = False
    planned: bool = False
    passive: bool = False
    existence: bool = False
    since: bool = False
    confined: bool = False
    lasting: bool = False
    period: bool = False


def predicate_of(
    clause: Clause, expected: Expected, names: Sequence[Name], *, free: list[Word], aside: list[Span], known: Lexicon
) -> Predicate:
    """The predicate of a clause; `free` are its words outside names and dates, `aside` what only describes a name."""
    reader = _Reader(clause, expected, names, free, aside, known)
    trigger = reader.trigger()
    small = {word.small for word in clause.words}
    confined = reader.confined()
    events = reader.events(trigger)
    return Predicate(
        trigger=trigger,
        events=events,
        said=tuple(reader.said(confined=confined, trigger=trigger)),
        weak=reader.aside_stems() | reader.doers(trigger) | reader.recording(),
        role=_role(clause, events),
        negative=any(w.tag == "neg" for w in clause.words) or not small.isdisjoint(_LACKING),
        current=clause.present or not small.isdisjoint(_NOW),
        planned=not small.isdisjoint(_COMING) or {"going", "to"} <= small,
        passive=clause.passive,
        existence=confined or _existence(clause),
        since=clause.lead == "since",
        confined=confined,
        period=clause.lead == "for" and expected.asked == "date",
        lasting=clause.degree == "long" and not {"has", "have", "had"}.isdisjoint(clause.auxiliaries),
    )


def _role(clause: Clause, events: frozenset[str]) -> RoleName:
    """ "Who signed …" asks for the agent, "who was arrested" and "who died" for the one it happened to."""
    by = clause.lead in ("by", "to") or (bool(clause.complement) and clause.complement[-1].small == "by")
    done_to = bool(clause.complement) and clause.complement[0].tag in ("name", "det")  # "which governor freed Vesk?"
    alone = bool(events & {"death", "departure", "release"}) and not (done_to and "release" in events)
    undergone = clause.passive or clause.inverted or alone
    return "object" if undergone and not by else "agent"


def _existence(clause: Clause) -> bool:
    """Whether it asks how many there are, not how many were closed, visited or released."""
    verb = clause.verb.small if clause.verb else ""
    had = verb in ("have", "operate", "run") and not {"do", "does", "did"}.isdisjoint(clause.auxiliaries)
    return clause.existential or had or verb in ("exist", "exists", "existed") or _has_alone(clause)


def _has_alone(clause: Clause) -> bool:
    """ "How many prisons does Norland have": the auxiliary at the end is the verb."""
    return bool(clause.words) and clause.wh is not None and clause.words[-1].small in ("have", "has", "had")


def counted_head(
    expected: Expected, names: Sequence[Name], known: Lexicon, *, existing: bool = False
) -> tuple[str, ...]:
    """The stems of what is counted, or of the office, its noun last."""
    if existing:
        return (stem("prisoner"),)
    if expected.office is not None:
        return (stem(expected.office),)
    words = [w for w in expected.head if not any(n.span.overlaps(w.span) for n in names)]
    words = _behind_number(words, known) if expected.asked == "figure" else _before_prep(words)
    if expected.asked == "figure" and any(word.plural for word in words):
        words = words[: max(at for at, word in enumerate(words) if word.plural) + 1]
    return tuple(word.stem for word in words if not known.is_stop(word.text))


def _behind_number(words: Sequence[Word], known: Lexicon) -> list[Word]:
    """The counted noun phrase; of "the number of prisoners" and "of the detainees" what stands behind "of"."""
    phrase = _before_prep(words)
    if words and (not phrase or (len(phrase) == 1 and phrase[0].small in known.classes["quantity"])):
        rest = list(words)[list(words).index(phrase[0]) + 1 :] if phrase else list(words)
        behind = _before_prep([w for w in rest if w.small != "of"])
        return behind if behind and any(w.small == "of" for w in rest) else phrase
    return phrase


def _before_prep(words: Sequence[Word]) -> list[Word]:
    found: list[Word] = []
    for word in words:
        if word.tag in ("prep", "conj", "wh", "comma"):
            break
        if word.tag not in ("det", "aux", "adv"):
            found.append(word)
    return found


@dataclass(frozen=True, slots=True)
class _Reader:
    """Reads the predicate of one clause."""

    clause: Clause
    expected: Expected
    names: Sequence[Name]
    free: list[Word]
    aside: list[Span]
    known: Lexicon

    def said(self, *, confined: bool, trigger: str | None) -> list[str]:
        """The words compared with a sentence, parts of hyphenated ones apart."""
        known, asked = self.known, self.expected.asked
        told = known.uses["report"] if asked in ("speaker", "statement") else frozenset()
        told = told | (known.uses["confined"] if confined else frozenset())
        if self.expected.event is not None:
            told = told | known.uses["penal"] | known.uses["enduring"] | {stem("prison"), stem("jail")}
        if self.expected.office is not None:
            told = told | known.uses["leading"]
        if asked == "office" and self.clause.verb is not None:  # "who was appointed director"
            told = told | {self.clause.verb.stem}
        own = [part for word in self.free for part in (parts(word.text)[1:] or [word.text])]
        kept = [word for word in own if stem(word) not in told or stem(word) == trigger]
        if self.expected.event is not None and trigger not in {stem(word) for word in kept}:
            kept.append(self.expected.event)
        if confined:
            kept.append("prisoners")
        return [*kept, self.expected.office] if self.expected.office else kept

    def aside_stems(self) -> frozenset[str]:
        """The words that only describe a name: those beside a person, and whose a body is ("the mayor's Office")."""
        starts = {name.span.start for name in self.names}
        owners = [w for w in self.free if w.owner and w.span.end + 1 in starts]
        beside = [w for w in self.free if any(span.contains(w.span) for span in self.aside)]
        return frozenset(w.stem for w in (*owners, *beside))

    def doers(self, trigger: str | None) -> frozenset[str]:
        """The common words for who did it to a person: whether police or officers arrested somebody is seldom said."""
        clause = self.clause
        active = not {"did", "do", "does"}.isdisjoint(clause.auxiliaries)
        if not active or clause.verb is None or clause.verb.stem != trigger:
            return frozenset()
        if not any(n.type == "person" for n in self.names):
            return frozenset()
        return frozenset(w.stem for w in clause.subject if w.tag == "noun" and w.stem != trigger)

    def recording(self) -> frozenset[str]:
        """The verb of whoever counts: "how many detainees did the league count"."""
        verb = self.clause.verb
        counts = self.expected.asked == "figure" and verb is not None and verb.stem in self.known.uses["recording"]
        return frozenset([verb.stem]) if counts and verb is not None else frozenset()

    def confined(self) -> bool:
        """Whether it counts those who were "in prison": prisoners."""
        if self.expected.asked != "figure" or "count" not in self.expected.units:
            return False
        heads = _before_prep(self.expected.head)
        anybody = (
            not heads or heads[-1].stem in self.known.uses["anybody"] or heads[-1].small in ("inmates", "women", "men")
        )
        complement = [w for w in self.clause.complement if w.tag not in ("adv",)]
        be = not {"is", "was", "are", "were"}.isdisjoint(self.clause.auxiliaries)
        first = [w for w in complement[:2] if w.tag != "prep"]
        where = self.clause.verb.small in _HELD_IN if self.clause.verb else False
        there = bool(first) and first[0].small in _PRISONS and complement[0].small == "in"
        plain = len(heads) <= 1
        return plain and anybody and be and (where or (self.clause.verb is None and there))

    # ── the event ────────────────────────────────────────────────────────────────────────────────────────

    def events(self, trigger: str | None) -> frozenset[str]:
        """The event types that the trigger may name; with a person those that happen to persons, if it names one."""
        named = self.known.events.get(trigger, frozenset()) if trigger else frozenset()
        personal = named & self.known.personal if any(n.type == "person" for n in self.names) else frozenset()
        return personal or named

    def trigger(self) -> str | None:
        """The stem that names the event: what the build tells, else the first word that may name one."""
        if self.expected.event is not None:
            return stem(self.expected.event)
        if self.expected.asked in ("office", "identity", "definition"):
            return None
        return self._built() or self._preferred() or self._plain_verb()

    def _built(self) -> str | None:
        """The event that the clause tells: of a light verb its noun, of motion a visit, of being there a beginning."""
        clause, known = self.clause, self.known
        verb = self._verb()
        if carried := self._carried(verb):
            return carried
        if clause.verb is not None and clause.verb.small in known.classes["going"] and self._goes_to_a_place():
            return stem("visit")
        if self.expected.asked == "date" and clause.existential:
            noun = self._event_noun(clause.rest)
            return noun or stem("established")
        if (
            verb is not None
            and self.expected.asked in _TOLD_BY_VERB
            and (verb in known.events or self.expected.asked == "participant" or not self._named())
        ):
            return self._effect(verb)
        return None

    def _plain_verb(self) -> str | None:
        """The stem of the clause's verb, whatever it means, unless it means nothing of its own."""
        verb = self.clause.verb
        if verb is None or verb not in self.free or self.known.is_stop(verb.text):
            return None
        return None if verb.stem in self.known.uses["weak"] else verb.stem

    def _effect(self, verb: str) -> str:
        """ "When did the dismissal take effect": of an act that takes effect the act is what happened."""
        if verb not in (stem("force"), stem("effect"), stem("come")):
            return verb
        return self._event_noun(self.clause.subject, personal=True) or verb

    def _event_noun(self, words: Sequence[Word], *, personal: bool = False) -> str | None:
        own = (w.stem for w in words if w.tag == "noun" and not w.owner)
        kinds = self.known.personal if personal else frozenset().union(*self.known.events.values())
        return next((w for w in own if self.known.events.get(w, frozenset()) & kinds), None)

    def _goes_to_a_place(self) -> bool:
        words = self.clause.complement
        return bool(words) and words[0].small in ("to", "in") and len(words) > 1 and words[1].tag in ("name", "det")

    def _named(self) -> list[Word]:
        """The free words that may name an event, without those that only stand in a name of something else."""
        named = [w for at, w in enumerate(self.free) if w.stem in self.known.events and not self._modifies(at)]
        places = self.known.uses["locality"] | self.known.uses["confined"]
        named = [w for w in named if w.tag != "noun" or w.stem not in places or self.expected.asked == "date"]
        head = set(counted_head(self.expected, self.names, self.known))
        named = [w for w in named if w.stem not in head] or named
        light = self.known.uses["weak"] | self.aside_stems()
        return [w for w in named if w.stem not in light] or named

    def _preferred(self) -> str | None:
        named = self._named()
        named = [w for w in named if not self._determined(w)] or named
        if not {"was", "were", "been", "is", "are", "be"}.isdisjoint(self.clause.auxiliaries):
            preferred = [w for w in named if w.tag == "participle"]
        else:
            preferred = [w for w in named if w.tag in ("verb", "participle") and not w.small.endswith("ing")]
        return (preferred or named)[0].stem if named else None

    def _determined(self, word: Word) -> bool:
        """Whether an article or a possessive makes a noun of it."""
        words = self.clause.words
        at = words.index(word)
        return at > 0 and words[at - 1].small in ("a", "an", "the", "his", "her", "its", "their")

    def _modifies(self, at: int) -> bool:
        """Whether a word names no event here: a stop word, or one of "death penalty"."""
        word = self.free[at]
        if self.known.is_stop(word.text):
            return True
        behind = self.free[at + 1].small if at + 1 < len(self.free) else ""
        before = self.free[at - 1].small if at else ""
        pair = (word.small == "death" and behind in _DEATH) or (before == "death" and word.small in _DEATH)
        return pair

    def _verb(self) -> str | None:
        """The stem of the clause's verb, where it has a meaning of its own."""
        verb, known = self.clause.verb, self.known
        if verb is None or verb not in self.free or known.is_stop(verb.text):
            return None
        empty = known.uses["weak"] | self.aside_stems()
        if verb.tag != "participle" and not {"did", "do", "does"}.isdisjoint(self.clause.auxiliaries):
            return None if verb.stem in empty else verb.stem
        return None if verb.stem in empty or not self.clause.auxiliaries else verb.stem

    def _carried(self, verb: str | None) -> str | None:
        """The stem of the event that a verb only brings about: the moratorium of "when was the moratorium imposed"."""
        verb = verb or (self.clause.verb.stem if self.clause.verb else None)
        if verb not in self.known.uses["bringing"]:
            return None
        nouns = [w for w in _before_prep(_without_names(self.clause.subject)) if not w.owner and w.tag != "participle"]
        if not self.clause.passive:
            behind = [w for w in self.clause.complement if w.tag not in ("adv",)]
            nouns = [w for w in _before_prep(_without_names(behind)) if not w.owner]
        return nouns[-1].stem if nouns and nouns[-1].stem in self.known.events else None


def _without_names(words: Sequence[Word]) -> list[Word]:
    return [word for word in words if word.tag != "name"]


_DEATH = WordList("words-behind-death")
